//! Turns the catalogues in `locales` into a table for the compiler; refuses what is incomplete.

fn main() {
    println!("cargo:rerun-if-changed=../locales");
    #[cfg(feature = "catalogues")]
    catalogues::write();
}

#[cfg(feature = "catalogues")]
mod catalogues {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    include!("src/lang/key.rs");

    type Sentences = BTreeMap<u32, (String, String, String)>;

    pub fn write() {
        let sentences = read(Path::new("../locales/de"));
        let rows: String = sentences
            .iter()
            .map(|(key, (_, one, many))| format!("    ({key}, {one:?}, {many:?}),\n"))
            .collect();
        let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names the folder"));
        let code = format!(
            "/// Key, sentence for one or for all, sentence for several if it counts.\nconst GERMAN: &[(u32, &str, &str)] = &[\n{rows}];\n"
        );
        std::fs::write(out.join("catalogues.rs"), code).expect("the folder can be written");
    }

    fn read(folder: &Path) -> Sentences {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
            .expect("the folder of the language")
            .map(|entry| entry.expect("a file").path())
            .collect();
        files.sort();
        let mut sentences = Sentences::new();
        for file in files {
            let catalogue = polib::po_file::parse(&file)
                .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            for message in catalogue.messages() {
                let place = format!("{}: {:?}", file.display(), message.msgid());
                assert!(message.is_translated(), "{place} is not translated");
                let (one, many) = if message.is_plural() {
                    let said = message.msgstr_plural().expect("a plural");
                    assert!(said.len() == 2, "{place} wants two forms");
                    (said[0].clone(), said[1].clone())
                } else {
                    (
                        message.msgstr().expect("a sentence").to_owned(),
                        String::new(),
                    )
                };
                let context = message.msgctxt().unwrap_or_default();
                let key = key(context, message.msgid());
                let english = format!("{context}\u{4}{}", message.msgid());
                if let Some((other, known, _)) = sentences.get(&key) {
                    assert!(*other == english, "{place} and {other:?} have one number");
                    assert!(
                        *known == one,
                        "{place} is said in two ways: {known:?}, {one:?}"
                    );
                }
                sentences.insert(key, (english, one, many));
            }
        }
        sentences
    }
}
