//! Groups, applications and sites for administrators: the list, and one of them with who holds its
//! roles and why (BYD-29).

mod list;
mod view;

pub use list::list;
pub use view::view;

use shared::directory::{GroupKind, ObjectKind};

/// The kind in words.
const fn kind_title(kind: ObjectKind, group: Option<GroupKind>) -> &'static str {
    match (kind, group) {
        (ObjectKind::Group, Some(GroupKind::Microsoft365)) => "Microsoft 365 group",
        (ObjectKind::Group, _) => "Security group",
        (ObjectKind::Application, _) => "Application",
        (ObjectKind::Site, _) => "Site",
    }
}
