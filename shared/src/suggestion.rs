//! Which packages to suggest to a person, and why (UI-03): what colleagues under the same manager have,
//! and what the person had before. Nobody is named.

use crate::ids::PackageId;
use crate::time::Timestamp;

/// Suggestions shown at once.
pub const SHOWN: usize = 6;

/// What speaks for a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    pub package: PackageId,
    /// Colleagues who have it.
    pub holders: i64,
    /// When the person's own access ended last.
    pub had_until: Option<Timestamp>,
}

impl Hint {
    /// Two colleagues at least, and a third of them; or one's own former access.
    fn is_worth(self, colleagues: i64) -> bool {
        self.had_until.is_some() || self.is_common(colleagues)
    }

    const fn is_common(self, colleagues: i64) -> bool {
        self.holders >= 2 && self.holders * 3 >= colleagues
    }

    /// `Seven of your nine colleagues under Ingrid Solheim have it.`
    pub fn reason(self, colleagues: i64, manager: &str) -> String {
        match self.had_until {
            Some(until) if !self.is_common(colleagues) => {
                t!("You had it until {until}.", until = until.short_date())
            }
            _ if self.holders == colleagues => t!(
                "All {colleagues} of your colleagues under {manager} have it.",
                colleagues = number(colleagues),
                manager
            ),
            _ => t!(
                "{holders} of your {colleagues} colleagues under {manager} have it.",
                holders = capitalized(&number(self.holders)),
                colleagues = number(colleagues),
                manager
            ),
        }
    }
}

/// Those worth suggesting, the most common first, then what ended last.
pub fn ranked(mut hints: Vec<Hint>, colleagues: i64) -> Vec<Hint> {
    hints.retain(|hint| hint.is_worth(colleagues));
    hints.sort_by_key(|hint| {
        let common = hint.is_common(colleagues).then_some(hint.holders);
        (
            std::cmp::Reverse(common),
            std::cmp::Reverse(hint.had_until),
            hint.package,
        )
    });
    hints
}

/// Small numbers in words.
fn number(count: i64) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    usize::try_from(count)
        .ok()
        .and_then(|count| WORDS.get(count))
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn hint(package: u128, holders: i64, had_until: Option<i64>) -> Hint {
        Hint {
            package: PackageId(Uuid::from_u128(package)),
            holders,
            had_until: had_until.map(Timestamp),
        }
    }

    #[test]
    fn ui_03_what_many_have_comes_first_and_what_few_have_not_at_all() {
        let hints = vec![
            hint(1, 1, None),
            hint(2, 7, None),
            hint(3, 2, None),
            hint(4, 3, None),
            hint(5, 0, Some(1_000)),
            hint(6, 1, Some(2_000)),
        ];
        let order: Vec<u128> = ranked(hints, 9)
            .iter()
            .map(|hint| hint.package.0.as_u128())
            .collect();
        assert_eq!(order, [2, 4, 6, 5]);
    }

    #[test]
    fn ui_03_the_reason_is_a_sentence_without_names_of_colleagues() {
        for (hint, colleagues, words) in [
            (
                hint(1, 7, None),
                9,
                "Seven of your nine colleagues under Ingrid Solheim have it.",
            ),
            (
                hint(1, 14, None),
                20,
                "14 of your 20 colleagues under Ingrid Solheim have it.",
            ),
            (
                hint(1, 3, None),
                3,
                "All three of your colleagues under Ingrid Solheim have it.",
            ),
            (
                hint(1, 1, Some(1_772_366_400_000)),
                9,
                "You had it until 1 Mar 2026.",
            ),
        ] {
            assert_eq!(hint.reason(colleagues, "Ingrid Solheim"), words);
        }
    }
}
