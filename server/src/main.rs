//! The `bailiwick` program.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Pages and rows are made of very many small pieces, which this one hands out faster than the system's; the
/// database inside uses it as well.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
