//! Access packages: what they hold, who has them, who asked for them (PKG-01..06, PKG-09..12,
//! PKG-15).

mod assign;
mod assignments;
mod content;
mod create;
mod delete;
mod desk;
mod edit;
mod export;
mod list;
mod many;
mod model;
mod overview;
mod policies;
mod relocate;
mod requests;
mod retire;
mod retire_view;
mod roles_view;
mod search;
mod simulate;
mod trouble;

pub use assign::{assign, assign_form};
pub use assignments::{AssignmentFilter, assignments, remove_assignment};
pub use content::{add_roles, remove_role};
pub use create::{create, new_form};
pub(crate) use create::{creation_permit, make};
pub use delete::delete;
pub use desk::{
    Applied, cancel_request, change_request_answers, delete_request, reprocess_assignments,
    reprocess_request, request_in,
};
pub use edit::{edit, edit_form, set_hidden};
pub use export::assignments_csv;
pub(crate) use list::in_catalog;
pub use list::list;
pub use many::{AssignedMany, assign_many, assign_many_form};
pub(crate) use model::{find, hold, moved, permitted};
pub(crate) use overview::head_of;
pub use overview::{head, overview};
pub use policies::policies;
pub(crate) use policies::who;
pub use relocate::{copy, move_form, move_to};
pub use requests::{RequestFilter, requests};
pub(crate) use retire::{archive, due as retirements_due};
pub use retire::{call_off_retirement, retire};
pub use retire_view::retire_form;
pub use roles_view::roles;
pub(crate) use search::{refresh_search, refresh_search_of_object};
pub use simulate::{person_in, simulate};
pub use trouble::delivery_errors;
