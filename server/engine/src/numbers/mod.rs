//! Numbers for managers (BYD-28): time to access, slowest stages, busiest packages, volume over time.
//!
//! Whole weeks are counted once they are over and kept (`package_weeks`), so that a year is at most 52
//! rows for each package, however many requests there were; the present week is counted when somebody looks. A request counts
//! in the week in which it was made and, with what came of it, in the one in which it was closed.

mod count;
mod view;

pub use count::count_weeks;
pub use view::view;
