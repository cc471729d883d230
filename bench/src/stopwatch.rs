//! Real time, which is what is measured here.

use std::time::{Duration, Instant};

/// Measures from its start.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(
        clippy::disallowed_methods,
        reason = "measuring takes real time; nothing is decided by it"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Waits.
#[expect(
    clippy::disallowed_methods,
    reason = "the measured program works beside this one, in real time"
)]
pub async fn pause(duration: Duration) {
    tokio::time::sleep(duration).await;
}
