//! Randomness and identifiers.

use shared::time::Timestamp;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// Where random bytes come from.
pub struct Entropy {
    source: Source,
    last: Mutex<(i64, u16)>,
}

/// Fills the slice, with the same bytes in every run.
type Fill = Box<dyn FnMut(&mut [u8]) + Send>;

enum Source {
    System,
    Repeatable(Mutex<Fill>),
}

impl std::fmt::Debug for Entropy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entropy").finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Entropy {
    /// The operating system's.
    pub const fn os() -> Self {
        Self {
            source: Source::System,
            last: Mutex::new((0, 0)),
        }
    }

    /// Bytes that can be guessed, for simulations that must replay exactly. No setting of a server
    /// leads here.
    pub fn repeatable(fill: impl FnMut(&mut [u8]) + Send + 'static) -> Self {
        Self {
            source: Source::Repeatable(Mutex::new(Box::new(fill))),
            last: Mutex::new((0, 0)),
        }
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        if let Source::Repeatable(fill) = &self.source {
            lock(fill)(&mut bytes);
            return bytes;
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where randomness is drawn"
        )]
        let drawn = getrandom::fill(&mut bytes);
        if let Err(error) = drawn {
            // Guessable secrets are worse than a stopped server.
            panic!("the operating system gives no randomness: {error}");
        }
        bytes
    }

    /// A UUIDv7 that sorts after every earlier one of this process.
    pub fn id(&self, now: Timestamp) -> Uuid {
        let mut random = self.bytes::<10>();
        let (ms, counter) = {
            let mut last = lock(&self.last);
            *last = if now.0 > last.0 {
                (now.0, 0)
            } else if last.1 == 0xfff {
                (last.0 + 1, 0)
            } else {
                (last.0, last.1 + 1)
            };
            *last
        };
        random[..2].copy_from_slice(&counter.to_be_bytes());
        let ms = u64::try_from(ms).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_in_the_order_they_were_made() {
        let entropy = Entropy::os();
        let mut last = Uuid::nil();
        for n in 0..10_000 {
            let id = entropy.id(Timestamp(1_000 + n / 5_000));
            assert!(id > last, "{id} after {last}");
            last = id;
        }
    }

    #[test]
    fn a_repeatable_source_gives_the_same_ids_again() {
        let ids = || {
            let mut next = 0;
            let entropy = Entropy::repeatable(move |bytes| {
                for byte in bytes {
                    next += 1;
                    *byte = next;
                }
            });
            [entropy.id(Timestamp(1_000)), entropy.id(Timestamp(1_000))]
        };
        assert_eq!(ids(), ids());
        assert_ne!(ids()[0], ids()[1]);
    }
}
