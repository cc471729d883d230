//! What the forms have in common.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

fn text_of(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    sources(&folder, &mut found);
    found
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a source"))
        .collect()
}

/// The arguments of a call whose first parenthesis is open already.
fn arguments(call: &str) -> Vec<String> {
    let (mut depth, mut found) = (0, vec![String::new()]);
    for c in call.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found
}

/// The first literal of a text, up to where something is put in.
fn literal(text: &str) -> Option<&str> {
    text.split('"').nth(1)?.split(['{', '"']).next()
}

/// All literals of a text.
fn literals<T: AsRef<str>>(text: Option<T>) -> Vec<String> {
    let text = text.as_ref().map_or("", AsRef::as_ref);
    text.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_is_said_about_a_refused_form_is_read_by_a_page() {
    let pages = text_of("src/pages").concat();
    let mut read = BTreeSet::new();
    for call in pages.split("use_form(").skip(1) {
        read.extend(literals(arguments(call).first()));
    }
    for (at, _) in pages.match_indices("].map(use_form)") {
        read.extend(literals(pages[..at].rsplit('[').next()));
    }
    // The forms of rows are named by a word and the row: `end-…`.
    for call in pages.split("use_row_form(").skip(1) {
        let words = literals(arguments(call).first());
        read.extend(words.iter().map(|word| format!("{word}-")));
    }
    let mut silent = BTreeSet::new();
    let mut forms = 0;
    for action in text_of("src/actions") {
        for (answer, place) in [
            ("finish", 2),
            ("refuse", 2),
            ("report", 1),
            ("show_again", 1),
        ] {
            for call in action.split(&format!(".{answer}(")).skip(1) {
                let arguments = arguments(call);
                let Some(form) = arguments.get(place).and_then(|form| literal(form)) else {
                    continue;
                };
                forms += 1;
                if !read.contains(form) {
                    silent.insert(form.to_owned());
                }
            }
        }
    }
    assert!(forms > 50, "{forms}");
    assert!(silent.is_empty(), "no page reads {silent:?}");
}
