//! Separation of duties: what rules a package out for a person (PKG-17, PKG-18).

use crate::directory::{Principal, Subject};
use crate::ids::{CatalogId, ObjectId};
use serde::{Deserialize, Serialize};

/// A package that rules this one out, and how the person stands to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPackage {
    pub name: String,
    pub catalog: CatalogId,
    /// The person has it now.
    pub held: bool,
    /// The person waits for it.
    pub asked: bool,
}

/// A group whose members cannot have the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherGroup {
    pub id: ObjectId,
    pub name: String,
}

/// What a package is incompatible with. One-directional: it says nothing about who has the package
/// and wants the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Separation {
    pub packages: Vec<OtherPackage>,
    pub groups: Vec<OtherGroup>,
}

/// How something is in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Hindrance {
    /// The person has the other package.
    Held,
    /// The person waits for the other package.
    Asked,
    /// The person is in the group, directly or through others.
    Member,
}

/// Something in the way of a person and a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    pub hindrance: Hindrance,
    /// The other package or the group.
    pub name: String,
    /// Where the other package is.
    pub catalog: Option<CatalogId>,
}

impl Conflict {
    /// The refusal, said to the person concerned. They know what they have and asked for; which of
    /// their groups it is, is for those who run the package to say.
    pub fn sentence(&self) -> String {
        let name = &self.name;
        match self.hindrance {
            Hindrance::Held => t!("You have {name}, and that rules this access out.", name),
            Hindrance::Asked => t!(
                "You asked for {name}, and that rules this access out.",
                name
            ),
            Hindrance::Member => t!("You are in a group that rules this access out.").to_owned(),
        }
    }

    /// The refusal, said to somebody else; with the name only where they may `know` it.
    pub fn sentence_about(&self, know: bool) -> String {
        let what = match (self.hindrance, know) {
            (Hindrance::Held, true) => format!("has {}", self.name),
            (Hindrance::Held, false) => t!("has other access").to_owned(),
            (Hindrance::Asked, true) => t!("asked for {name}", name = self.name),
            (Hindrance::Asked, false) => t!("asked for other access").to_owned(),
            (Hindrance::Member, true) => t!("is in the group {name}", name = self.name),
            (Hindrance::Member, false) => t!("is in a group").to_owned(),
        };
        t!("{what}, which rules this package out.", what)
    }
}

impl Separation {
    pub const fn is_empty(&self) -> bool {
        self.packages.is_empty() && self.groups.is_empty()
    }

    /// What keeps the person from asking for the package: what they have, what they wait for, and
    /// where they belong.
    pub fn against_asking(&self, subject: &Subject) -> Vec<Conflict> {
        self.against(subject, true)
    }

    /// What keeps the person from receiving the package. Of two that were asked for before one ruled
    /// the other out, whichever comes first is given.
    pub fn against_receiving(&self, subject: &Subject) -> Vec<Conflict> {
        self.against(subject, false)
    }

    fn against(&self, subject: &Subject, asking: bool) -> Vec<Conflict> {
        let packages = self.packages.iter().filter_map(|other| {
            let hindrance = match (other.held, other.asked && asking) {
                (true, _) => Hindrance::Held,
                (false, true) => Hindrance::Asked,
                (false, false) => return None,
            };
            Some(Conflict {
                hindrance,
                name: other.name.clone(),
                catalog: Some(other.catalog),
            })
        });
        let groups = self.groups.iter();
        let groups = groups
            .filter(|group| subject.is_in(Principal::Group(group.id)))
            .map(|group| Conflict {
                hindrance: Hindrance::Member,
                name: group.name.clone(),
                catalog: None,
            });
        packages.chain(groups).collect()
    }
}
