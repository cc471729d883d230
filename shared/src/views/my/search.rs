//! One search over everything a person may see.

use serde::{Deserialize, Serialize};

/// Something found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    pub href: String,
    pub title: String,
    pub detail: String,
}

/// Things of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchGroup {
    /// `Packages you can ask for`.
    pub title: String,
    pub hits: Vec<SearchHit>,
    /// Where the whole list is, when there is more.
    pub more: Option<String>,
}

/// What was found, by kind; kinds without a hit are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchPage {
    pub query: String,
    pub groups: Vec<SearchGroup>,
}
