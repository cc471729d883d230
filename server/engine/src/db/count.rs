//! How many statements something takes: for the limits that tests hold use cases to, and for
//! benchmarks.

use std::cell::Cell;

tokio::task_local! {
    static STATEMENTS: Cell<u64>;
}

/// Does something, and counts the statements it sends from this task. Beginning and committing a
/// transaction do not count.
pub async fn counted<F: Future>(work: F) -> (F::Output, u64) {
    STATEMENTS
        .scope(Cell::new(0), async {
            let output = work.await;
            (output, STATEMENTS.with(Cell::get))
        })
        .await
}

/// A statement is about to be sent.
pub(super) fn note() {
    // Outside of `counted` nobody wants to know.
    STATEMENTS
        .try_with(|count| count.set(count.get() + 1))
        .unwrap_or_default();
}
