//! What the catalog pages show.

use super::rights::RightsHere;
use super::{Page, When};
use crate::forms::Fields;
use crate::policy::{Question, QuestionKind};
use crate::texts::Texts;
use serde::{Deserialize, Serialize};

/// One line of the list of catalogs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogRow {
    pub id: String,
    pub name: String,
    pub description: String,
    /// Switched on (CAT-02).
    pub enabled: bool,
    /// Open to people from outside (CAT-03).
    pub external: bool,
    pub built_in: bool,
    pub packages: i64,
    pub resources: i64,
}

/// The list of catalogs the person may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogsView {
    pub page: Page<CatalogRow>,
    pub q: String,
    pub external_only: bool,
    pub may_create: bool,
    /// Sees every catalog, not only those of own roles.
    pub sees_all: bool,
}

/// What the person may do in a catalog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogMay {
    pub edit: bool,
    pub delete: bool,
    pub add_resource: bool,
    pub remove_resource: bool,
    pub create_package: bool,
    pub delegate: bool,
}

/// The head of every page of one catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogHead {
    pub id: String,
    pub name: String,
    pub description: String,
    /// Those in other languages; only for whoever changes them.
    pub texts: Texts,
    pub enabled: bool,
    pub external: bool,
    pub built_in: bool,
    pub version: i64,
    pub packages: i64,
    pub resources: i64,
    /// `None` for the built-in catalog, which was always there.
    pub created: Option<When>,
    pub may: CatalogMay,
    /// Why the reader may do what, by role.
    pub rights: Vec<RightsHere>,
}

/// The packages of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogPackagesView {
    pub catalog: CatalogHead,
    pub page: Page<super::packages::PackageRow>,
    pub q: String,
}

/// A thing with an id and a name, to link to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// A resource of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceRow {
    pub id: String,
    pub name: String,
    /// `Security group`, `Application`, …
    pub kind: String,
    pub description: String,
    /// The roles packages can hand out.
    pub roles: Vec<String>,
    /// A restriction to know about.
    pub caution: Option<String>,
    /// The packages that use it.
    pub used_by: Vec<Named>,
    pub added: When,
    /// The attributes it requires of people (CAT-16).
    pub attributes: Vec<RequiredAttribute>,
}

/// An attribute that everybody is asked for who asks for a package with the resource (CAT-16).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredAttribute {
    /// `Cost center`, or the name of an extension.
    pub name: String,
    pub question: String,
    /// How it is answered, in a few words.
    pub answered: String,
    /// A value that is set may be changed (CAT-17).
    pub editable: bool,
    /// Names of the other languages of the question.
    pub languages: Vec<String>,
    /// The resource that requires it.
    pub resource: String,
}

/// One resource in its catalog, with the form of what it requires.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceView {
    pub catalog: CatalogHead,
    pub resource: ResourceRow,
    /// What the form starts from.
    pub form: Fields,
    /// May say what the resource requires.
    pub may_set: bool,
}

/// The resources of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogResourcesView {
    pub catalog: CatalogHead,
    pub page: Page<ResourceRow>,
}

/// A directory object that could become a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectChoice {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub description: String,
    /// Why it cannot be added.
    pub refused: Option<String>,
    /// A restriction to know about.
    pub caution: Option<String>,
}

/// The page that adds resources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddResourceView {
    pub catalog: CatalogHead,
    pub q: String,
    /// `group`, `application`, `site` or empty.
    pub kind: String,
    pub choices: Vec<ObjectChoice>,
    /// There are more than are shown; search to see them.
    pub more: bool,
    /// Only what the person owns can be added (CAT-14).
    pub only_owned: bool,
}

impl RequiredAttribute {
    /// What a question of a resource asks for; nothing for other questions.
    pub fn of(question: &Question, resource: &str) -> Option<Self> {
        let demand = question.attribute.as_ref()?;
        let answered = match &question.kind {
            QuestionKind::ShortText { pattern: None } => t!("One line of text").to_owned(),
            QuestionKind::ShortText {
                pattern: Some(pattern),
            } => t!("One line of the form {pattern}", pattern),
            QuestionKind::LongText => t!("Longer text").to_owned(),
            QuestionKind::Choice { choices } => {
                t!("One of {choices}", choices = choices.join(", "))
            }
        };
        let languages = question.translations.iter();
        Some(Self {
            name: demand.name.title(),
            question: question.text.clone(),
            answered,
            editable: demand.editable,
            languages: languages.map(|own| own.language.clone()).collect(),
            resource: resource.to_owned(),
        })
    }
}
