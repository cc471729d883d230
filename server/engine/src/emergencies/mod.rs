//! Looking at access that somebody took in an emergency (BYD-19): those who would have decided first and
//! those who run the package say whether it was justified.

mod judge;
mod list;

pub use judge::judge;
pub(crate) use judge::may_judge;
pub(crate) use list::to_look_at;
