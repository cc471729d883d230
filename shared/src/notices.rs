//! What people are told by mail, and how each wants to be told (BYD-27).

use crate::error::FieldErrors;
use crate::forms::Fields;
use crate::lang::Lang;
use crate::time::Timestamp;
use crate::words::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// What a notice is about, as people choose among them.
    Topic {
        /// A request to decide on, or a question to answer.
        Waiting = "waiting",
        /// Reminders, and that nothing is left to do.
        Reminders = "reminders",
        /// What becomes of one's requests.
        Requests = "requests",
        /// The end of one's access.
        Ending = "ending",
        /// What happens in packages and catalogs that one runs.
        Running = "running",
    }
}

words! {
    /// When somebody wants to be told.
    Timing {
        AtOnce = "atOnce",
        /// Once a day, with everything else.
        Digest = "digest",
        Never = "never",
    }
}

impl Topic {
    /// Can somebody do without? Not where access would be lost, or others kept waiting, unheard.
    pub const fn may_be_off(self) -> bool {
        !matches!(self, Self::Waiting | Self::Ending)
    }

    /// What can be chosen.
    pub fn timings(self) -> impl Iterator<Item = Timing> {
        let all = Timing::ALL.iter().copied();
        all.filter(move |timing| *timing != Timing::Never || self.may_be_off())
    }
}

/// How one person wants to be told. What was not chosen is told at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    pub timings: BTreeMap<Topic, Timing>,
    /// The hour of the day, UTC, at which the digest comes: 0 to 23.
    pub digest_hour: u32,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            timings: BTreeMap::new(),
            digest_hour: 7,
        }
    }
}

/// What becomes of a notice that could go out now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    Now,
    /// With the digest of this time.
    Digest(Timestamp),
    /// The person does without.
    Never,
}

impl Preferences {
    /// When the person wants to be told of it.
    pub fn timing(&self, topic: Topic) -> Timing {
        match self.timings.get(&topic) {
            Some(Timing::Never) if !topic.may_be_off() => Timing::AtOnce,
            Some(timing) => *timing,
            None => Timing::AtOnce,
        }
    }

    /// Does anything wait for the digest?
    pub fn uses_digest(&self) -> bool {
        Topic::ALL
            .iter()
            .any(|topic| self.timing(*topic) == Timing::Digest)
    }

    /// The next digest after `now`.
    pub fn next_digest(&self, now: Timestamp) -> Timestamp {
        let today = now.start_of_day().plus_hours(i64::from(self.digest_hour));
        if today > now {
            today
        } else {
            today.plus_days(1)
        }
    }

    /// What becomes of a notice. What the digest would bring when it is `too_late` goes out now.
    pub fn sending(&self, topic: Topic, now: Timestamp, too_late: Option<Timestamp>) -> Sending {
        match self.timing(topic) {
            Timing::AtOnce => Sending::Now,
            Timing::Never => Sending::Never,
            Timing::Digest => {
                let digest = self.next_digest(now);
                if too_late.is_some_and(|end| end <= digest) {
                    Sending::Now
                } else {
                    Sending::Digest(digest)
                }
            }
        }
    }

    /// Reads the form: a field for each topic by its name, and `digest_hour`.
    ///
    /// # Errors
    /// Messages at fields.
    fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut timings = BTreeMap::new();
        for topic in Topic::ALL {
            let message = t!("Choose when you want to be told.");
            let timing: Option<Timing> = fields.parsed(topic.as_str(), message, &mut errors);
            match timing {
                Some(Timing::Never) if !topic.may_be_off() => errors.add(
                    topic.as_str(),
                    t!("This cannot be turned off: you would lose access, or keep somebody waiting, without hearing of it."),
                ),
                Some(Timing::AtOnce) | None => {}
                Some(timing) => drop(timings.insert(*topic, timing)),
            }
        }
        let hour = fields.number("digest_hour", &mut errors);
        if hour.is_none_or(|hour| hour > 23) && errors.get("digest_hour").is_none() {
            errors.add("digest_hour", t!("Choose an hour of the day."));
        }
        match hour {
            Some(digest_hour) if errors.is_empty() => Ok(Self {
                timings,
                digest_hour,
            }),
            _ => Err(errors),
        }
    }
}

/// What somebody chooses on the page of their notices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesInput {
    pub preferences: Preferences,
    /// Of pages and mail (NOT-05); `None`: as the browser says, and in mail that of the portal.
    pub language: Option<Lang>,
}

impl NoticesInput {
    /// Reads the form: a field for each topic by its name, `digest_hour`, and `language`, which may be empty.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let language = if fields.get("language").is_empty() {
            None
        } else {
            fields.parsed("language", t!("Choose a language."), &mut errors)
        };
        match Preferences::parse(fields) {
            Ok(preferences) if errors.is_empty() => Ok(Self {
                preferences,
                language,
            }),
            Ok(_) => Err(errors),
            Err(mut others) => {
                others.0.extend(errors.0);
                Err(others)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday 2 March 2026, 09:00 UTC.
    const NOW: Timestamp = Timestamp(1_772_442_000_000);

    fn form(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for topic in Topic::ALL {
            fields.set(topic.as_str(), "atOnce");
        }
        fields.set("digest_hour", "7");
        for (name, value) in pairs {
            fields.set(name, *value);
        }
        fields
    }

    fn chosen(pairs: &[(&str, &str)]) -> Preferences {
        Preferences::parse(&form(pairs)).expect("no mistakes")
    }

    #[test]
    fn byd_27_what_was_not_chosen_is_told_at_once() {
        assert_eq!(chosen(&[]), Preferences::default());
        let old: Preferences = serde_json::from_str("{}").expect("a document");
        for topic in Topic::ALL {
            assert_eq!(old.timing(*topic), Timing::AtOnce);
            assert_eq!(old.sending(*topic, NOW, None), Sending::Now);
        }
        assert!(!old.uses_digest());
    }

    #[test]
    fn byd_27_nobody_can_do_without_what_would_cost_access_or_block_somebody() {
        for topic in Topic::ALL {
            let off = Preferences::parse(&form(&[(topic.as_str(), "never")]));
            match off {
                Ok(off) => {
                    assert!(topic.may_be_off(), "{topic}");
                    assert_eq!(off.sending(*topic, NOW, None), Sending::Never);
                }
                Err(errors) => {
                    assert!(!topic.may_be_off(), "{topic}: {errors:?}");
                    assert!(errors.get(topic.as_str()).is_some());
                }
            }
        }
        // Nor by a document that says so.
        let text = r#"{"timings":{"waiting":"never","ending":"never"}}"#;
        let forced: Preferences = serde_json::from_str(text).expect("a document");
        assert_eq!(forced.timing(Topic::Waiting), Timing::AtOnce);
        assert_eq!(forced.timing(Topic::Ending), Timing::AtOnce);
    }

    #[test]
    fn byd_27_the_digest_comes_at_the_hour_that_was_chosen() {
        for (hour, expected) in [
            ("10", NOW.plus_hours(1)),
            ("9", NOW.plus_days(1)),
            ("8", NOW.plus_hours(23)),
            ("0", NOW.plus_hours(15)),
            ("23", NOW.plus_hours(14)),
        ] {
            let daily = chosen(&[("requests", "digest"), ("digest_hour", hour)]);
            assert!(daily.uses_digest());
            assert_eq!(daily.next_digest(NOW), expected, "{hour}");
            let sending = daily.sending(Topic::Requests, NOW, None);
            assert_eq!(sending, Sending::Digest(expected));
        }
        for wrong in ["24", "", "noon", "-1"] {
            let errors = Preferences::parse(&form(&[("digest_hour", wrong)])).expect_err("no hour");
            assert!(errors.get("digest_hour").is_some(), "{wrong}");
        }
    }

    #[test]
    fn not_05_a_language_is_chosen_or_left_to_the_browser() {
        for (text, expected) in [
            ("", None),
            ("en", Some(Lang::English)),
            ("de", Some(Lang::German)),
        ] {
            let input = NoticesInput::parse(&form(&[("language", text)])).expect("no mistakes");
            assert_eq!(input.language, expected);
        }
        let errors = NoticesInput::parse(&form(&[("language", "tlh"), ("digest_hour", "24")]))
            .expect_err("two mistakes");
        let found: Vec<&str> = errors.0.keys().map(String::as_str).collect();
        assert_eq!(found, ["digest_hour", "language"]);
    }

    #[test]
    fn byd_27_what_the_digest_would_bring_too_late_goes_out_now() {
        let daily = chosen(&[("waiting", "digest"), ("digest_hour", "10")]);
        let sending = |end| daily.sending(Topic::Waiting, NOW, Some(end));
        assert_eq!(sending(NOW.plus_hours(1)), Sending::Now);
        let in_time = NOW.plus_hours(1).plus_seconds(1);
        assert_eq!(sending(in_time), Sending::Digest(NOW.plus_hours(1)));
    }
}
