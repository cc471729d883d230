//! Numbers for managers (BYD-28): how long things take, counted in slots that are a minute wide below two
//! hours and an hour wide above, so that many can be added up and still be told apart.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// A week in milliseconds.
pub const WEEK: i64 = 7 * 24 * HOUR;
/// The first slot that is an hour wide.
const HOURS_FROM: i64 = 120;

/// The slot of a duration in milliseconds, as the queries count it.
pub const fn slot_of(duration: i64) -> i64 {
    if duration < 2 * HOUR {
        duration / MINUTE
    } else {
        HOURS_FROM - 2 + duration / HOUR
    }
}

/// Where a slot begins, and how wide it is.
const fn bounds(slot: i64) -> (i64, i64) {
    if slot < HOURS_FROM {
        (slot * MINUTE, MINUTE)
    } else {
        ((slot - HOURS_FROM + 2) * HOUR, HOUR)
    }
}

/// The Monday, 0:00 UTC, of the week in which this is.
pub const fn week_of(at: Timestamp) -> Timestamp {
    // The epoch was a Thursday.
    const MONDAY: i64 = 4 * 24 * HOUR;
    Timestamp(at.0 - (at.0 - MONDAY).rem_euclid(WEEK))
}

/// How many took how long, by slot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Durations(pub BTreeMap<i64, i64>);

impl Durations {
    /// Counts `number` more in a slot.
    pub fn add(&mut self, slot: i64, number: i64) {
        *self.0.entry(slot).or_default() += number;
    }

    /// Counts all of the others as well.
    pub fn merge(&mut self, other: &Self) {
        for (slot, number) in &other.0 {
            self.add(*slot, *number);
        }
    }

    /// How many there are.
    pub fn count(&self) -> i64 {
        self.0.values().sum()
    }

    /// The duration in milliseconds that `percent` of all do not exceed; none without any. Within a slot
    /// they are taken to lie evenly.
    pub fn percentile(&self, percent: i64) -> Option<i64> {
        let count = self.count();
        if count == 0 {
            return None;
        }
        let rank = (count * percent.clamp(1, 100) + 99) / 100;
        let mut before = 0;
        for (slot, number) in &self.0 {
            if before + number >= rank {
                let (start, width) = bounds(*slot);
                return Some(start + width * (2 * (rank - before) - 1) / (2 * number));
            }
            before += number;
        }
        None
    }
}

/// A duration in few words: `12 min`, `5 h`, `3.5 days`.
pub fn span(duration: i64) -> String {
    const DAY: i64 = 24 * HOUR;
    match duration {
        ..MINUTE => t!("under 1 min").to_owned(),
        MINUTE..7_200_000 => format!("{} min", duration / MINUTE),
        7_200_000..172_800_000 => format!("{} h", duration / HOUR),
        _ => {
            let tenths = duration * 10 / DAY;
            if tenths % 10 == 0 {
                format!("{} days", tenths / 10)
            } else {
                format!("{}.{} days", tenths / 10, tenths % 10)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn byd_28_a_week_begins_on_monday() {
        // Monday 2 March 2026, 09:00 UTC.
        let monday = Timestamp(1_772_442_000_000);
        let begins = monday.plus_hours(-9);
        for hours in [0, 9, 24 * 6, 24 * 7 - 10] {
            assert_eq!(week_of(monday.plus_hours(hours)), begins, "{hours}");
        }
        assert_eq!(week_of(begins.plus_seconds(-1)), begins.plus_days(-7));
        assert_eq!(week_of(begins), begins);
    }

    #[test]
    fn byd_28_percentiles_of_few_and_of_many() {
        let mut none = Durations::default();
        assert_eq!(none.percentile(50), None);
        none.add(slot_of(30 * MINUTE), 1);
        assert_eq!(none.percentile(50), Some(30 * MINUTE + MINUTE / 2));
        let mut hundred = Durations::default();
        for hours in 1..=100 {
            hundred.add(slot_of(hours * HOUR), 1);
        }
        for (percent, hours) in [(50, 50), (90, 90), (95, 95), (100, 100)] {
            let found = hundred.percentile(percent).expect("there are some");
            assert_eq!(found / HOUR, hours, "{percent}");
        }
    }

    #[test]
    fn byd_28_spans_read_easily() {
        for (duration, words) in [
            (59_000, "under 1 min"),
            (90 * MINUTE, "90 min"),
            (5 * HOUR, "5 h"),
            (84 * HOUR, "3.5 days"),
            (72 * HOUR, "3 days"),
        ] {
            assert_eq!(span(duration), words);
        }
    }

    proptest! {
        /// A percentile never misses the true one by more than the width of its slot.
        #[test]
        fn byd_28_a_percentile_is_as_exact_as_its_slot(
            mut all in proptest::collection::vec(0i64..40 * 24 * HOUR, 1..60),
            percent in 1i64..=100,
        ) {
            let mut counted = Durations::default();
            for one in &all {
                counted.add(slot_of(*one), 1);
            }
            all.sort_unstable();
            let rank = (all.len() * usize::try_from(percent).expect("small")).div_ceil(100);
            let exact = all[rank - 1];
            let found = counted.percentile(percent).expect("there are some");
            let width = if exact < 2 * HOUR { MINUTE } else { HOUR };
            prop_assert!((found - exact).abs() <= width, "{found} {exact}");
        }
    }
}
