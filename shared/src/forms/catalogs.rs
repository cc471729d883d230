//! Forms of the catalog pages.

use super::{Fields, parse_name};
use crate::directory::ObjectKind;
use crate::error::FieldErrors;
use crate::ids::ObjectId;
use crate::limits::DESCRIPTION_MAX;
use crate::texts::Texts;

/// A new catalog, or the new text and switches of one (CAT-01, CAT-05). Fields `name`,
/// `description`, `enabled`, `external`, and those of [`Texts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogInput {
    pub name: String,
    pub description: String,
    pub texts: Texts,
    pub enabled: bool,
    /// Open to people from outside; off unless someone turns it on (BYD-04).
    pub external: bool,
}

impl CatalogInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let input = Self {
            name: parse_name(fields, "name", &mut errors),
            description: fields.text("description", DESCRIPTION_MAX, &mut errors),
            texts: Texts::read(fields, &mut errors),
            enabled: fields.is_on("enabled"),
            external: fields.is_on("external"),
        };
        if errors.is_empty() {
            Ok(input)
        } else {
            Err(errors)
        }
    }
}

/// The version a form was filled from; a stale one is refused. A missing or unreadable one is
/// version 0, which nothing has.
pub fn version(fields: &Fields) -> i64 {
    fields.get("version").parse().unwrap_or(0)
}

/// Which objects to show when a resource is to be added: words searched for, and a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceSearch {
    pub q: String,
    pub kind: Option<ObjectKind>,
}

impl ResourceSearch {
    /// From the page's address; what cannot be read does not narrow.
    pub fn new(q: &str, kind: &str) -> Self {
        Self {
            q: q.trim().chars().take(200).collect(),
            kind: kind.parse().ok(),
        }
    }
}

/// Objects to add to a catalog: field `object`, repeated.
pub fn chosen_objects(fields: &Fields) -> Result<Vec<ObjectId>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let objects = fields.parsed_all(
        "object",
        t!("This is not something that can be added."),
        &mut errors,
    );
    if objects.is_empty() {
        errors.add("object", t!("Choose what to add."));
    } else if objects.len() > 50 {
        errors.add("object", t!("Add up to 50 at a time."));
    }
    if errors.is_empty() {
        Ok(objects)
    } else {
        Err(errors)
    }
}
