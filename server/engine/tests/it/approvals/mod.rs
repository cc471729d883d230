//! Approvals as people need them: others who step in, questions, deputies, several at once.

mod alternates;
mod deputies;
mod hand_over;
mod left;
mod less;
mod many;
mod questions;
mod revoke;
mod several;
mod switches;
