//! Mail that the flows send: to approvers when they are needed, reminded, or no longer needed
//! (NOT-01), and to the person concerned when something changed (NOT-02). Plain text; one mail per
//! person and change.
//!
//! A policy can switch it off (POL-38), for approvers as well, as in the model. Told all the same: a question
//! and its answer, because the clock stands still for it, a request handed over by name, and the end of a
//! retired package, which nobody sees coming.

mod access;
mod approvers;
mod guests;
mod hands;
mod requestors;
mod send;
mod words;

pub(crate) use access::{access_ended, access_ending, end_moved};
pub(crate) use approvers::{
    Decided, answered, approval_needed, canceled, escalated, place_filled, reminder, stage_decided,
};
pub(crate) use guests::guest_leaves;
pub(crate) use hands::{HandedOver, deputy, handed_over};
pub(crate) use requestors::{asked_for_you, delivered, denied, question, request_ended, timed_out};

/// People of one group who are asked by mail; a group of thousands is not mailed whole.
pub(crate) const RECIPIENTS_MAX: i64 = 50;
