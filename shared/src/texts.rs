//! Names and descriptions of packages and catalogs in the languages of their readers (NOT-05). Whoever reads a
//! language without texts of its own gets what was written first, in whatever language that is.

use crate::error::FieldErrors;
use crate::forms::Fields;
use crate::lang::{self, Lang};
use crate::limits::{DESCRIPTION_MAX, NAME_MAX};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one language calls it; what is empty is as it was written first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// The texts by language; fields `name_<language>` and `description_<language>` in forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<Lang, Text>);

impl Texts {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was written in one language.
    pub fn of(&self, lang: Lang) -> Text {
        self.0.get(&lang).cloned().unwrap_or_default()
    }

    /// The name in the language that is spoken here; `written` is the first one.
    pub fn name<'a>(&'a self, written: &'a str) -> &'a str {
        self.spoken().map_or("", |text| &text.name).or(written)
    }

    /// As [`Self::name`], the description.
    pub fn description<'a>(&'a self, written: &'a str) -> &'a str {
        self.spoken()
            .map_or("", |text| &text.description)
            .or(written)
    }

    fn spoken(&self) -> Option<&Text> {
        self.0.get(&lang::current())
    }

    /// Every name and description, for search.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let texts = self.0.values();
        texts.flat_map(|text| [text.name.as_str(), text.description.as_str()])
    }

    /// The names alone.
    pub fn names(&self) -> Self {
        let named = self.0.iter().filter(|(_, text)| !text.name.is_empty());
        let only = |text: &Text| Text {
            name: text.name.clone(),
            description: String::new(),
        };
        Self(named.map(|(lang, text)| (*lang, only(text))).collect())
    }

    /// Writes them into a form.
    pub fn write(&self, fields: &mut Fields) {
        for (lang, text) in &self.0 {
            fields.set(&format!("name_{lang}"), text.name.as_str());
            fields.set(&format!("description_{lang}"), text.description.as_str());
        }
    }

    /// Reads them from a form.
    pub fn read(fields: &Fields, errors: &mut FieldErrors) -> Self {
        let texts = Lang::ALL.iter().map(|lang| {
            let name = fields.line(&format!("name_{lang}"), NAME_MAX, errors);
            let description = format!("description_{lang}");
            let description = fields.text(&description, DESCRIPTION_MAX, errors);
            (*lang, Text { name, description })
        });
        Self(texts.filter(|(_, text)| *text != Text::default()).collect())
    }
}

/// The first of two texts that says something.
trait Or<'a> {
    fn or(self, other: &'a str) -> &'a str;
}

impl<'a> Or<'a> for &'a str {
    fn or(self, other: &'a str) -> &'a str {
        if self.is_empty() { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german(name: &str, description: &str) -> Texts {
        let fields = Fields(vec![
            ("name_de".to_owned(), name.to_owned()),
            ("description_de".to_owned(), description.to_owned()),
        ]);
        let mut errors = FieldErrors::default();
        let texts = Texts::read(&fields, &mut errors);
        assert!(errors.is_empty());
        texts
    }

    #[test]
    fn english_can_be_one_of_them() {
        let fields = Fields(vec![("name_en".to_owned(), "Payroll".to_owned())]);
        let texts = Texts::read(&fields, &mut FieldErrors::default());
        let said = |lang| lang::within(lang, || texts.name("Lohn").to_owned());
        assert_eq!(
            [said(Lang::English), said(Lang::German)],
            ["Payroll", "Lohn"]
        );
    }

    #[test]
    fn each_reads_their_language_and_else_what_was_written_first() {
        let texts = german("Lohnbuchhaltung", "");
        lang::within(Lang::German, || {
            assert_eq!(texts.name("Payroll"), "Lohnbuchhaltung");
            assert_eq!(texts.description("Salaries"), "Salaries");
            assert_eq!(Texts::default().name("Payroll"), "Payroll");
        });
        lang::within(Lang::English, || {
            assert_eq!(texts.name("Payroll"), "Payroll")
        });
    }

    #[test]
    fn what_is_empty_is_not_kept() {
        assert!(german(" ", "\n").is_empty());
        assert!(german("", "Gehälter").names().is_empty());
        let texts = german("Lohn", "Gehälter");
        assert_eq!(texts.all().collect::<Vec<_>>(), ["Lohn", "Gehälter"]);
        let stored = serde_json::to_string(&texts).expect("JSON");
        assert_eq!(stored, r#"{"de":{"name":"Lohn","description":"Gehälter"}}"#);
        assert_eq!(
            serde_json::from_str::<Texts>(&stored).expect("texts"),
            texts
        );
    }

    #[test]
    fn the_limits_are_those_of_the_first_texts() {
        for (field, typed) in [
            ("name_de", "x".repeat(NAME_MAX + 1)),
            ("name_de", "two\nlines".to_owned()),
            ("description_de", "x".repeat(DESCRIPTION_MAX + 1)),
        ] {
            let mut errors = FieldErrors::default();
            Texts::read(&Fields(vec![(field.to_owned(), typed)]), &mut errors);
            assert!(errors.get(field).is_some(), "{field}");
        }
    }
}
