//! The component set: every page is made of these.
//!
//! Components render the same markup on the server and in the browser: they read no clock, locale or
//! randomness, and every form works with JavaScript off.

mod access_graph;
mod approval_flow;
mod badge;
mod banner;
mod button;
mod card;
mod charts;
mod choice;
mod confirm;
mod copy_field;
mod data;
mod dialog;
mod disclosure;
mod escape;
mod facts;
mod field;
mod filters;
mod form;
mod grants;
mod icon;
mod input;
mod menu;
mod nav;
mod package_card;
mod page;
mod page_title;
mod pager;
mod picker;
mod public_frame;
mod select_field;
mod sentence;
mod shell;
mod states;
mod stepper;
mod table;
mod text_area;
mod tile;
mod time;
mod timeline;
mod viewer;

pub use access_graph::*;
pub use approval_flow::*;
pub use badge::*;
pub use banner::*;
pub use button::*;
pub use card::*;
pub use charts::*;
pub use choice::*;
pub use confirm::*;
pub use copy_field::*;
pub use data::*;
pub use dialog::*;
pub use disclosure::*;
pub use facts::*;
pub use field::*;
pub use filters::*;
pub use form::*;
pub use grants::*;
pub use icon::*;
pub use input::*;
pub use menu::*;
pub use nav::*;
pub use package_card::*;
pub use page::*;
pub use page_title::*;
pub use pager::*;
pub use picker::*;
pub use public_frame::*;
pub use select_field::*;
pub use sentence::*;
pub use shell::*;
pub use states::*;
pub use stepper::*;
pub use table::*;
pub use text_area::*;
pub use tile::*;
pub use time::*;
pub use timeline::*;
pub use viewer::*;

#[cfg(all(test, feature = "ssr"))]
mod tests;
