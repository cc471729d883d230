//! Changing many policies at once, and templates (BYD-22).

use super::PickView;
use super::catalogs::Named;
use serde::{Deserialize, Serialize};

/// A policy that names somebody, and what it would say with somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplaceRow {
    /// `<package>:<policy>:<version>`, for picking it.
    pub pick: String,
    pub package: Named,
    pub catalog: String,
    pub policy: Named,
    /// `Stage 1: decides`.
    pub places: Vec<String>,
    /// Who is named in those stages now, and would be.
    pub before: String,
    pub after: String,
}

/// The page that puts one approver in the place of another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplaceView {
    /// Who can be picked as the one who goes, and as the one who comes; those picked stand first.
    pub from: Vec<PickView>,
    pub to: Vec<PickView>,
    /// The policies concerned; `None` before both are chosen.
    pub rows: Option<Vec<ReplaceRow>>,
    /// There are more than are shown.
    pub more: bool,
}

/// A template in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRow {
    pub id: String,
    pub name: String,
    /// `Everyone in the organization, without guests · 2 approvals`.
    pub what: String,
    /// Of every catalog, not of this one alone.
    pub for_all: bool,
    pub may_delete: bool,
}
