//! Nothing is said in one language only (NOT-05): every sentence of the program is looked up, and
//! every catalogue has it.

mod source;

use polib::catalog::Catalog;
use source::{Found, Sentence};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where sentences for people stand.
const SPEAKING: &[&str] = &[
    "app/src",
    "shared/src",
    "server/engine/src",
    "server/src/http",
];
/// What in there speaks to nobody, or only to programs and to those who run the server.
const SILENT: &str = include_str!("silent.txt");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(below: &Path, ending: &str, into: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(below).unwrap_or_else(|error| panic!("{below:?}: {error}"));
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            if !path.ends_with("tests") {
                files(&path, ending, into);
            }
        } else if !path.ends_with("tests.rs")
            && path.extension().is_some_and(|found| found == ending)
        {
            into.push(path);
        }
    }
}

/// Everything in the program that is said, or looks like it.
fn program() -> Vec<(String, Found)> {
    let root = root();
    let mut paths = Vec::new();
    for folder in SPEAKING {
        files(&root.join(folder), "rs", &mut paths);
    }
    paths.sort();
    let silent: Vec<&str> = SILENT
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let mut found = Vec::new();
    for path in paths {
        let name = path
            .strip_prefix(&root)
            .expect("below the root")
            .display()
            .to_string();
        if !silent
            .iter()
            .any(|folder| !folder.contains('\t') && !folder.is_empty() && name.starts_with(folder))
        {
            let text = std::fs::read_to_string(&path).expect("a source");
            found.extend(
                source::read(&text)
                    .into_iter()
                    .map(|one| (name.clone(), one)),
            );
        }
    }
    found
}

fn catalogues() -> Vec<(PathBuf, Catalog)> {
    let mut paths = Vec::new();
    files(&root().join("locales"), "po", &mut paths);
    let read = |path: PathBuf| {
        let catalogue = polib::po_file::parse(&path);
        (
            path.clone(),
            catalogue.unwrap_or_else(|error| panic!("{path:?}: {error}")),
        )
    };
    paths.into_iter().map(read).collect()
}

/// Which part of a catalogue a browser needs for what is said in a file. What only the server says
/// comes ready to the browser.
fn part(file: &str) -> &'static str {
    const START: &[&str] = &[
        "app/src/frame.rs",
        "app/src/pages/identity/sign_in.rs",
        "app/src/pages/mod.rs",
        "app/src/pages/my/overview.rs",
        "app/src/pages/my/parts.rs",
        "app/src/pages/states.rs",
        "app/src/parts/",
        "app/src/shell.rs",
        "app/src/ui/",
        "app/src/web/",
        "shared/src/error.rs",
        "shared/src/time.rs",
    ];
    const MY: &[&str] = &[
        "app/src/pages/identity/",
        "app/src/pages/my/",
        "shared/src/views/my/",
    ];
    const SERVER: &[&str] = &["app/src/actions/", "server/"];
    let below = |folders: &[&str]| folders.iter().any(|folder| file.starts_with(folder));
    if below(START) {
        "start"
    } else if below(MY) {
        "my"
    } else if below(SERVER) {
        "server"
    } else {
        "admin"
    }
}

/// The part for what is said in all these files.
fn part_of(files: &BTreeSet<String>) -> &'static str {
    let parts: BTreeSet<_> = files.iter().map(|file| part(file)).collect();
    let has = |part| parts.contains(part);
    match (has("start"), has("my"), has("admin")) {
        (true, ..) | (_, true, true) => "start",
        (_, true, _) => "my",
        (_, _, true) => "admin",
        _ => "server",
    }
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn not_05_no_sentence_is_missing_in_a_language() {
    let mut said: BTreeMap<Sentence, BTreeSet<String>> = BTreeMap::new();
    for (file, found) in program() {
        if let Found::Said(sentence) = found {
            said.entry(sentence).or_default().insert(file);
        }
    }
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for (path, catalogue) in catalogues() {
        for message in catalogue.messages() {
            let sentence = Sentence {
                context: message.msgctxt().unwrap_or_default().to_owned(),
                text: message.msgid().to_owned(),
                many: message
                    .is_plural()
                    .then(|| message.msgid_plural().unwrap_or_default().to_owned()),
            };
            let place = format!("{}: {:?}", path.display(), sentence.text);
            match said.get(&sentence).map(part_of) {
                None => wrong.push(format!("{place} is said nowhere")),
                Some(part) if !path.ends_with(format!("{part}.po")) => {
                    wrong.push(format!("{place} belongs into {part}.po"));
                }
                Some(_) => {}
            }
            let translated = match message.msgstr_plural() {
                Ok(forms) => forms.clone(),
                Err(_) => vec![message.msgstr().unwrap_or_default().to_owned()],
            };
            let wanted = places(sentence.many.as_deref().unwrap_or(&sentence.text));
            for text in &translated {
                let there = places(text);
                let counted = |name: &&str| sentence.many.is_some() && *name == "n";
                if there.iter().any(|name| !wanted.contains(name))
                    || wanted
                        .iter()
                        .any(|name| !there.contains(name) && !counted(name))
                {
                    wrong.push(format!("{place} has other places: {text:?}"));
                }
            }
            known.insert(sentence);
        }
    }
    for (sentence, files) in &said {
        if !known.contains(sentence) {
            wrong.push(format!(
                "{files:?}: {:?} {:?} has no translation ({}.po)",
                sentence.context,
                sentence.text,
                part_of(files)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} faults\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn not_05_no_sentence_stands_outside_of_the_catalogues() {
    let allowed: BTreeSet<(&str, &str)> = SILENT
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let bare: Vec<String> = program()
        .into_iter()
        .filter_map(|(file, found)| match found {
            Found::Bare(line, text) if !allowed.contains(&(file.as_str(), text.as_str())) => {
                Some(format!("{file}:{line}: {text:?}"))
            }
            _ => None,
        })
        .collect();
    assert!(
        bare.is_empty(),
        "{} sentences are neither in t! nor tn!, nor named in silent.txt\n{}",
        bare.len(),
        bare.join("\n")
    );
}
