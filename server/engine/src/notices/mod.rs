//! Mail that the flows send: to approvers when they are needed, reminded, or no longer needed
//! (NOT-01), and to the person concerned when something changed (NOT-02). Plain text; one mail per
//! person and change.
//!
//! A policy can switch it off (POL-38), for approvers as well, as in the model. Told all the same: a question
//! and its answer, because the clock stands still for it, a request handed over by name, and the end of a
//! retired package, which nobody sees coming, and emergencies.

mod access;
mod approvers;
mod digest;
mod emergencies;
mod facts;
mod guests;
mod hands;
mod letter;
mod matters;
mod notice;
mod preferences;
mod requestors;
mod revoked;
mod running;
mod send;
mod sponsors;
mod words;

pub(crate) use access::{access_ended, access_ending, back_in_scope, end_moved, left_scope, stays};
pub(crate) use approvers::{
    Decided, Filled, answered, approval_needed, canceled, escalated, place_filled, reminder,
    stage_decided,
};
pub(crate) use digest::{due as digests_due, hold, send as send_digest};
pub(crate) use emergencies::{emergency, emergency_judged};
pub(crate) use guests::guest_leaves;
pub(crate) use hands::{HandedOver, deputy, handed_over};
pub(crate) use letter::{GuestNews, Letter, ToConfirm, Voice};
pub(crate) use matters::{Entry, Recipient, pointless, recipients};
pub(crate) use notice::Notice;
pub use preferences::{choose, view};
pub(crate) use requestors::{asked_for_you, delivered, denied, question, request_ended, timed_out};
pub(crate) use revoked::{approval_revoked, asked_again};
pub(crate) use running::{not_set_up, too_few};
pub(crate) use sponsors::{guest_plan, guests_to_confirm, sponsorship};
pub(crate) use words::Writer;

/// People of one group who are asked by mail; a group of thousands is not mailed whole.
pub(crate) const RECIPIENTS_MAX: i64 = 50;
