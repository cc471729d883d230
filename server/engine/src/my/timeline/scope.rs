//! When somebody left those whom the access is for, and came back (BYD-08).

use super::Story;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{Progress, Step};

impl Story {
    /// Each time that was noticed.
    pub(super) fn scope(&self, now: Timestamp) -> Vec<Step> {
        let steps = self.events.iter().filter_map(|event| {
            let (title, detail) = match event.kind.as_str() {
                "leftScope" => (
                    t!("No longer among the people this is meant for"),
                    Timestamp::parse(&event.note)
                        .map(|end| t!("Set to end on {date} for that.", date = end.long_date())),
                ),
                "backInScope" => (
                    t!("Among the people this is meant for again"),
                    Some(t!("The end set for leaving them was called off.").to_owned()),
                ),
                "keptInScope" => (
                    t!("The policy lets everybody keep it"),
                    Some(t!("The end set for leaving its people was called off.").to_owned()),
                ),
                _ => return None,
            };
            Some(Step {
                title: title.to_owned(),
                when: Some(When::new(event.at, now)),
                detail,
                state: Progress::Done,
                ..Step::default()
            })
        });
        steps.collect()
    }
}
