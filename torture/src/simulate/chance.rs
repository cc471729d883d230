//! Chance, decided by the seed.

use fastrand::Rng;
use std::cell::RefCell;
use std::ops::Range;

/// A source of decisions that can be shared within a run.
#[derive(Debug)]
pub struct Chance(RefCell<Rng>);

impl Chance {
    pub const fn new(rng: Rng) -> Self {
        Self(RefCell::new(rng))
    }

    /// A number within the range.
    pub fn number(&self, range: Range<i64>) -> i64 {
        self.0.borrow_mut().i64(range)
    }

    /// A count within the range.
    pub fn count(&self, range: Range<usize>) -> usize {
        self.0.borrow_mut().usize(range)
    }

    /// Yes in so many of a hundred cases.
    pub fn percent(&self, percent: u32) -> bool {
        self.0.borrow_mut().u32(0..100) < percent
    }

    /// One of these; none of nothing.
    pub fn one<T: Clone>(&self, of: &[T]) -> Option<T> {
        if of.is_empty() {
            return None;
        }
        let place = self.count(0..of.len());
        of.get(place).cloned()
    }

    /// Some of these, in their order.
    pub fn some<T: Clone>(&self, of: &[T], percent: u32) -> Vec<T> {
        of.iter()
            .filter(|_| self.percent(percent))
            .cloned()
            .collect()
    }

    /// The place of one of these weights; the heavier, the likelier.
    pub fn weighted(&self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u32 = weights.clone().sum();
        let mut drawn = self.0.borrow_mut().u32(0..total.max(1));
        for (place, weight) in weights.enumerate() {
            if drawn < weight {
                return place;
            }
            drawn -= weight;
        }
        0
    }
}
