//! Loads small organizations into both databases and lets the engine work on them.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

#[expect(
    dead_code,
    reason = "shared with the tests of the engine, which need more of it"
)]
#[path = "../../../server/engine/tests/it/support/backend.rs"]
mod backend;
mod baseline;
mod loaded;
