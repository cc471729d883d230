//! Separation of duties: which packages and groups rule a package out (PKG-17..21).

mod change;
mod judge;
mod overlaps;
mod records;
mod view;

pub use change::{add_incompatible, remove_incompatible_group, remove_incompatible_package};
pub(crate) use judge::{keeps_back, may_know, of_person};
pub use overlaps::{overlaps, overlaps_csv};
pub use records::{End, OtherGroup, OtherPackage, other_groups, other_packages};
pub use view::separation;
