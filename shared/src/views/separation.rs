//! What the pages about separation of duties show.

use super::catalogs::Named;
use super::packages::PackageHead;
use super::{Page, When};
use serde::{Deserialize, Serialize};

/// Another package, or a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherRow {
    pub id: String,
    /// Empty for a package that the reader does not see.
    pub name: String,
    pub catalog: String,
    /// The reader may open its page.
    pub visible: bool,
    /// People who have both, as far as counted.
    pub overlap: i64,
}

/// What rules a package out, and what it rules out itself (PKG-17, PKG-18).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeparationView {
    pub head: PackageHead,
    pub packages: Vec<OtherRow>,
    pub groups: Vec<OtherRow>,
    /// The other side: packages that name this one.
    pub ruled_out: Vec<OtherRow>,
    pub choices: Vec<OtherRow>,
    pub group_choices: Vec<Named>,
    pub q: String,
    /// There are more choices than are shown.
    pub more: bool,
}

/// Somebody who has the package and something that rules it out (PKG-21).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlapRow {
    /// Id of the person.
    pub person: String,
    pub name: String,
    pub detail: String,
    pub since: When,
    pub other: String,
    /// The other is a group.
    pub group: bool,
    /// Not known for groups.
    pub other_since: Option<When>,
}

/// The people who have both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlapsView {
    pub head: PackageHead,
    pub page: Page<OverlapRow>,
    /// May open the page of a person.
    pub may_see_people: bool,
}
