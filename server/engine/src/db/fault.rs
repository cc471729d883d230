//! Where a simulation cuts work off, as if the program had been killed there: before a statement, or
//! on either side of a commit.

use std::cell::Cell;

tokio::task_local! {
    static STEPS_LEFT: Cell<u64>;
}

/// What cut-off work unwinds with, without a message; whoever wants to go on catches it.
#[derive(Clone, Copy, Debug)]
pub struct Cut;

/// Does something, and cuts it off before its `step`-th step (from 1), if it gets that far. Every
/// statement of this task is a step; a commit is two, one before it and one after.
pub async fn cut_at<F: Future>(step: u64, work: F) -> F::Output {
    STEPS_LEFT.scope(Cell::new(step), work).await
}

/// A step is about to be done. Outside of [`cut_at`] every step is.
pub(super) fn step() {
    let cut = STEPS_LEFT.try_with(|left| {
        let now = left.get();
        left.set(now.saturating_sub(1));
        now == 1
    });
    if cut.unwrap_or_default() {
        std::panic::resume_unwind(Box::new(Cut));
    }
}
