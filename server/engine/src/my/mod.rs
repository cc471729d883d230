//! What the pages of My Access read: what a person can ask for, has, asked for and has to decide.
//!
//! Everything here is about the signed-in person; nothing writes. What a person may not see is not
//! found.

mod access;
mod approval;
mod approvals;
mod available;
mod candidates;
mod cursor;
mod extension;
mod flow;
mod overview;
mod package;
mod requests;
mod roles;
mod search;
mod suggestions;
mod team;
pub mod timeline;

pub use access::access;
pub use approval::approval;
pub use approvals::{approvals, waiting};
pub use available::{PackageRecord, available, requestable};
pub use extension::extension;
pub use overview::overview;
pub use package::package;
pub use requests::{open_request, request, requests};
pub use search::search;
pub use suggestions::suggestions;
pub use team::{team, team_member, team_package, team_packages};

pub(crate) use cursor::AfterTime;

use shared::directory::Subject;
use shared::ids::{CatalogId, PackageId};
use shared::views::my::PackageRef;
use uuid::Uuid;

/// The ids under which stages ask a person: their own and those of their groups.
pub(crate) fn asked_as(subject: &Subject) -> Vec<Uuid> {
    std::iter::once(subject.id.0)
        .chain(subject.groups.iter().map(|group| group.0))
        .collect()
}

/// A package as rows name it.
pub(crate) fn package_ref(
    id: PackageId,
    name: String,
    catalog: CatalogId,
    catalog_name: String,
) -> PackageRef {
    PackageRef {
        id: id.to_string(),
        name,
        catalog: catalog_name,
        catalog_id: catalog.to_string(),
    }
}
