//! The services of the engine, read from its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every `pub fn` whose first parameter is the context, as `area::name`; where an area has several
/// of that name, as `area::file::name`.
pub fn services() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for file in rust_files(&root) {
        let area = area(&root, &file);
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        for name in names(&std::fs::read_to_string(&file).unwrap()) {
            found
                .entry((area.clone(), name))
                .or_default()
                .push(stem.clone());
        }
    }
    let mut services = BTreeSet::new();
    for ((area, name), stems) in found {
        if stems.len() == 1 {
            services.insert(format!("{area}::{name}"));
        } else {
            services.extend(stems.iter().map(|stem| format!("{area}::{stem}::{name}")));
        }
    }
    assert!(
        services.len() > 50,
        "only {} services found",
        services.len()
    );
    services
}

fn area(root: &Path, file: &Path) -> String {
    let first = file
        .strip_prefix(root)
        .unwrap()
        .components()
        .next()
        .unwrap();
    let first = first.as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Names of free functions declared with `pub`, asynchronous or not.
fn names(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (start, _) in source.match_indices("\npub ") {
        let rest = &source[start + 5..];
        let rest = rest.strip_prefix("async ").unwrap_or(rest);
        let Some((name, parameters)) = rest
            .strip_prefix("fn ")
            .and_then(|rest| rest.split_once('('))
        else {
            continue;
        };
        if parameters.trim_start().starts_with("ctx: &Ctx") {
            names.push(name.to_owned());
        }
    }
    names
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn services_are_found_by_their_first_parameter() {
    let source = "
pub async fn create(ctx: &Ctx, id: Id) -> Outcome<()> {}
pub fn new_form(
    ctx: &Ctx,
) -> Outcome<()> {}
pub(crate) async fn inner(ctx: &Ctx) {}
pub fn held_by(conn: &mut Conn) {}
    pub async fn method(ctx: &Ctx) {}
";
    assert_eq!(names(source), ["create", "new_form"]);
}
