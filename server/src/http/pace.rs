//! How often somebody may ask: a person who is signed in, else a network. Everybody has as many requests as a minute
//! gives, and gets them back bit by bit. Kept in memory: each server counts for itself.

use std::collections::HashMap;
use std::net::Ipv6Addr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use uuid::Uuid;

/// Callers remembered at most.
const CALLERS_MAX: usize = 20_000;

/// What is left of somebody's requests, as it was then.
#[derive(Clone, Copy, Debug)]
struct Left {
    requests: f64,
    at: Instant,
}

#[derive(Debug)]
pub(super) struct Pace {
    /// 0: nobody is held back.
    per_minute: u32,
    callers: Mutex<HashMap<String, Left>>,
}

/// Whose requests are counted together: those of a person or program, wherever they come from; else those of an
/// address, where one customer commands a whole /64 of IPv6.
pub(super) fn caller(known: Option<Uuid>, address: &str) -> String {
    match (known, address.parse::<Ipv6Addr>()) {
        (Some(id), _) => id.to_string(),
        (None, Ok(v6)) => v6.segments()[..4]
            .iter()
            .map(|part| format!("{part:x}:"))
            .collect(),
        (None, Err(_)) => address.to_owned(),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "requests come in real time; nothing else is decided by it"
)]
fn moment() -> Instant {
    Instant::now()
}

impl Pace {
    pub fn new(per_minute: u32) -> Self {
        Self {
            per_minute,
            callers: Mutex::default(),
        }
    }

    /// Counts a request; the seconds to wait if there is none left.
    pub fn take(&self, caller: String) -> Option<u64> {
        if self.per_minute == 0 {
            return None;
        }
        self.take_at(caller, moment())
    }

    fn take_at(&self, caller: String, now: Instant) -> Option<u64> {
        let most = f64::from(self.per_minute);
        let a_second = most / 60.0;
        let back = |left: Left| {
            let passed = now.saturating_duration_since(left.at).as_secs_f64();
            (left.requests + passed * a_second).min(most)
        };
        let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
        if callers.len() >= CALLERS_MAX {
            // Who has everything back is as good as new.
            callers.retain(|_, left| back(*left) < most);
            if callers.len() >= CALLERS_MAX {
                callers.clear();
            }
        }
        let left = callers.get(&caller).map_or(most, |left| back(*left));
        let (requests, wait) = if left >= 1.0 {
            (left - 1.0, None)
        } else {
            (left, Some(((1.0 - left) / a_second).ceil().max(1.0) as u64))
        };
        callers.insert(caller, Left { requests, at: now });
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn who_asks_too_often_waits_and_others_do_not() {
        let pace = Pace::new(60);
        let start = moment();
        for _ in 0..60 {
            assert_eq!(pace.take_at("ada".to_owned(), start), None);
        }
        assert_eq!(pace.take_at("ada".to_owned(), start), Some(1));
        assert_eq!(pace.take_at("bo".to_owned(), start), None);
        let later = start + Duration::from_secs(2);
        assert_eq!(pace.take_at("ada".to_owned(), later), None);
        assert_eq!(pace.take_at("ada".to_owned(), later), None);
        assert!(pace.take_at("ada".to_owned(), later).is_some());
        let free = Pace::new(0);
        for _ in 0..10_000 {
            assert_eq!(free.take("ada".to_owned()), None);
        }
    }

    #[test]
    fn it_does_not_grow_without_end() {
        let pace = Pace::new(60);
        let start = moment();
        for number in 0..CALLERS_MAX * 2 {
            pace.take_at(number.to_string(), start);
        }
        let known = pace.callers.lock().expect("no panic").len();
        assert!(known <= CALLERS_MAX, "{known}");
    }

    #[test]
    fn an_ipv6_customer_is_one_caller() {
        assert_eq!(
            caller(None, "2001:db8:1:2:3::4"),
            caller(None, "2001:db8:1:2::9")
        );
        assert_ne!(
            caller(None, "2001:db8:1:2::1"),
            caller(None, "2001:db8:1:3::1")
        );
        assert_eq!(caller(None, "192.0.2.7"), "192.0.2.7");
    }
}
