//! Names and descriptions of packages and catalogs, read in the language of whoever asks (NOT-05). A query gives
//! `texts || display_name AS name`: the texts in other languages, as JSON, and right behind them what was
//! written first. What is stored, logged and exported keeps what was written first, and so does the order of
//! lists.

use shared::texts::Texts;
use sqlx::error::BoxDynError;

/// A column `texts` on its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stored(pub Texts);

/// A name with what it is in other languages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Name {
    texts: Texts,
    pub written: String,
}

/// A description with what it is in other languages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Description {
    texts: Texts,
    pub written: String,
}

impl Name {
    /// In the language that is spoken here.
    pub fn said(&self) -> &str {
        self.texts.name(&self.written)
    }

    /// Every name and description, for search.
    pub fn all(&self) -> Vec<&str> {
        let written = std::iter::once(self.written.as_str());
        written.chain(self.texts.all()).collect()
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.said().to_owned()
    }
}

impl From<Description> for String {
    fn from(description: Description) -> Self {
        description
            .texts
            .description(&description.written)
            .to_owned()
    }
}

impl TryFrom<String> for Name {
    type Error = BoxDynError;

    fn try_from(text: String) -> Result<Self, BoxDynError> {
        let (texts, written) = split(text)?;
        Ok(Self { texts, written })
    }
}

impl TryFrom<String> for Description {
    type Error = BoxDynError;

    fn try_from(text: String) -> Result<Self, BoxDynError> {
        let (texts, written) = split(text)?;
        Ok(Self { texts, written })
    }
}

impl TryFrom<String> for Stored {
    type Error = BoxDynError;

    fn try_from(text: String) -> Result<Self, BoxDynError> {
        Ok(Self(split(text)?.0))
    }
}

impl From<Stored> for Texts {
    fn from(stored: Stored) -> Self {
        stored.0
    }
}

/// The texts, and what stands behind them.
fn split(text: String) -> Result<(Texts, String), BoxDynError> {
    if let Some(written) = text.strip_prefix("{}") {
        return Ok((Texts::default(), written.to_owned()));
    }
    let mut values = serde_json::Deserializer::from_str(&text).into_iter();
    let texts = values.next().transpose()?.unwrap_or_default();
    let written = text.get(values.byte_offset()..).unwrap_or_default();
    Ok((texts, written.to_owned()))
}

/// Reads a type as the text it is made of.
macro_rules! read_as_text {
    ($($name:ty),+) => {
        $(
            impl<DB: sqlx::Database> sqlx::Type<DB> for $name where String: sqlx::Type<DB> {
                fn type_info() -> DB::TypeInfo { <String as sqlx::Type<DB>>::type_info() }
                fn compatible(ty: &DB::TypeInfo) -> bool { <String as sqlx::Type<DB>>::compatible(ty) }
            }

            impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name where String: sqlx::Decode<'r, DB> {
                fn decode(value: <DB as sqlx::Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
                    <String as sqlx::Decode<'r, DB>>::decode(value)?.try_into()
                }
            }
        )+
    };
}
read_as_text!(Stored, Name, Description);

#[cfg(test)]
mod tests {
    use super::*;
    use shared::lang::{Lang, within};

    #[test]
    fn what_was_written_first_stands_behind_the_texts() {
        for (text, english, german) in [
            ("{}Payroll", "Payroll", "Payroll"),
            ("{}{\"de\":1}", "{\"de\":1}", "{\"de\":1}"),
            (r#"{"de":{"name":"Lohn"}}{Payroll}"#, "{Payroll}", "Lohn"),
            (r#"{"de":{"description":"x"}}Payroll"#, "Payroll", "Payroll"),
        ] {
            let name = Name::try_from(text.to_owned()).expect("a name");
            assert_eq!(name.said(), english);
            within(Lang::German, || assert_eq!(name.said(), german));
        }
        let both: Description = r#"{"de":{"description":"Gehälter"}}Salaries"#
            .to_owned()
            .try_into()
            .expect("a description");
        within(Lang::German, || assert_eq!(String::from(both), "Gehälter"));
        assert!(Name::try_from("Payroll".to_owned()).is_err());
    }
}
