//! People for administrators: the list, one person with what they hold and why, and switching
//! accounts on and off (BYD-29).

mod access;
mod account;
mod list;
mod view;

pub use account::set_enabled;
pub use list::{PeopleFilter, list};
pub use view::view;

use shared::directory::UserKind;

/// The kind in words.
pub(crate) fn kind_title(kind: UserKind) -> &'static str {
    match kind {
        UserKind::Member => t!("Member"),
        UserKind::Guest => t!("Guest"),
        UserKind::Visitor => t!("Visitor"),
    }
}
