//! The one source of "now". Tests and demonstrations can move it; nothing else reads a clock.

use shared::time::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock: real time plus a shift (zero but in demonstrations), or a time that only tests move.
#[derive(Debug)]
pub struct Clock {
    real: bool,
    /// Real clock: the shift. Mock clock: the time itself. Milliseconds.
    ms: AtomicI64,
}

impl Clock {
    /// Real time.
    pub const fn system() -> Self {
        Self {
            real: true,
            ms: AtomicI64::new(0),
        }
    }

    /// A clock that stands still until it is advanced.
    pub const fn mock(now: Timestamp) -> Self {
        Self {
            real: false,
            ms: AtomicI64::new(now.0),
        }
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        let ms = self.ms.load(Ordering::SeqCst);
        if !self.real {
            return Timestamp(ms);
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where the ambient clock is read"
        )]
        let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let real = since_epoch.map_or(0, |elapsed| {
            i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
        });
        Timestamp(real.saturating_add(ms))
    }

    /// Moves the clock forward by `ms` milliseconds; never back.
    pub fn advance(&self, ms: i64) {
        self.ms.fetch_add(ms.max(0), Ordering::SeqCst);
    }

    /// The shift against real time in milliseconds; zero for a mock clock.
    pub fn shift(&self) -> i64 {
        if self.real {
            self.ms.load(Ordering::SeqCst)
        } else {
            0
        }
    }
}
