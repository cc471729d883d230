//! Approvals: deciding, asking others in time, and deadlines that decide (APR-01..07, POL-17..19).

pub(crate) mod deadline;
pub mod decide;
pub mod deputies;
pub(crate) mod escalate;
pub mod hand_over;
pub(crate) mod less;
pub mod many;
pub mod question;
pub mod read;
mod revoke;
pub(crate) mod several;
pub mod store;

pub use decide::{decide, decide_less};
pub use deputies::{away, end_deputy, name_deputy};
pub use hand_over::hand_over;
pub(crate) use hand_over::somebody;
pub use many::{Judged, decide_many};
pub use question::{answer, send_back, take_back};
pub use read::{StageRecord, read};
pub use revoke::revoke;
