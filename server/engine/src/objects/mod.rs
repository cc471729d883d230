//! Groups, applications and sites for administrators: the list, and one of them with who holds its
//! roles and why (BYD-29).

mod list;
mod view;

pub use list::list;
pub use view::view;

use shared::directory::{GroupKind, ObjectKind};

/// The kind in words.
fn kind_title(kind: ObjectKind, group: Option<GroupKind>) -> &'static str {
    match (kind, group) {
        (ObjectKind::Group, Some(GroupKind::Microsoft365)) => t!("Microsoft 365 group"),
        (ObjectKind::Group, _) => t!("Security group"),
        (ObjectKind::Application, _) => t!("Application"),
        (ObjectKind::Site, _) => t!("Site"),
    }
}
