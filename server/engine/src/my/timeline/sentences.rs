//! What a request's state means for its reader, in a sentence.

use super::{GIVEN_UP, Reader, Stage, Story};
use shared::assignment::AssignmentState;
use shared::policy::{Expiration, Needed, PolicySettings};
use shared::request::{RequestState, RequestStatus};
use shared::time::Timestamp;
use shared::views::my::words;

/// The period that was asked for, or the policy's.
pub(super) fn period(
    settings: &PolicySettings,
    start: Option<Timestamp>,
    end: Option<Timestamp>,
) -> String {
    let by_policy = |from: &str| match settings.expiration {
        Expiration::Never => "without end".to_owned(),
        Expiration::OnDate(end) => format!("until {}", end.short_date()),
        Expiration::AfterDays(_) | Expiration::AfterHours(_) => {
            format!("{}{from}", words::lasting(settings.expiration))
        }
    };
    let text = match (start, end) {
        (Some(start), Some(end)) => {
            format!("from {} until {}", start.short_date(), end.short_date())
        }
        (Some(start), None) => format!("from {}, {}", start.short_date(), by_policy("")),
        (None, Some(end)) => format!("until {}", end.short_date()),
        (None, None) => by_policy(", counted from the day it is set up"),
    };
    capitalized(&text)
}

/// Until when access is to be kept.
pub(super) fn kept_until(end: Option<Timestamp>) -> String {
    end.map_or_else(
        || "For as long as the policy allows".to_owned(),
        |end| format!("Until {}", end.short_date()),
    )
}

/// The text with its first letter as a capital.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text with its first letter as a small one.
fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

impl Story {
    /// `Ada Lind or Ben Ode`, or the kind of approver, as it stands inside a sentence.
    pub(in crate::my) fn deciders(&self, place: usize, reader: Reader) -> String {
        let Some(stage) = self.stages.get(place) else {
            return "nobody".to_owned();
        };
        let people = if stage.given.is_empty() || !self.knows_names(stage, reader) {
            self.people(place, stage, reader)
        } else {
            self.still_asked(place, stage)
        };
        if !self.knows_names(stage, reader) {
            // A description, which starts with a capital only where it stands alone.
            return people
                .first()
                .map_or_else(String::new, |kind| uncapitalized(&kind.name));
        }
        let names: Vec<String> = people.into_iter().map(|person| person.name).collect();
        words::any_of(&names)
    }

    /// ` If nobody has by 5 March 2026, Ada Lind can, too.`; empty without alternates.
    pub(super) fn others(
        &self,
        place: usize,
        stage: &Stage,
        reader: Reader,
        now: Timestamp,
    ) -> String {
        let Some(escalation) = self.escalation(place, stage, reader) else {
            return String::new();
        };
        let names: Vec<String> = escalation
            .people
            .into_iter()
            .map(|person| {
                if person.described {
                    uncapitalized(&person.name)
                } else {
                    person.name
                }
            })
            .collect();
        let names = words::any_of(&names);
        match stage.escalate_at {
            Some(at) => format!(
                " If nobody has decided by {}, {}, {names} can decide, too.",
                at.exact(),
                at.relative(now)
            ),
            None => format!(" {} can decide by now, too.", capitalized(&names)),
        }
    }

    /// What happens now.
    pub(super) fn present(&self, reader: Reader, now: Timestamp) -> String {
        let you = reader == Reader::Subject;
        let add = self.row.request_type.is_add();
        match self.row.state {
            RequestState::Submitted => "The request has arrived.".to_owned(),
            RequestState::PendingApproval => self.waiting(reader, now),
            RequestState::Scheduled => format!(
                "Everything is approved. Access is set up on {}.",
                self.row
                    .asked_start
                    .unwrap_or(self.row.created_at)
                    .long_date()
            ),
            RequestState::Delivering if add => {
                "Access is being set up, role by role. This page shows how far it is.".to_owned()
            }
            RequestState::Delivering => "The roles are being taken away.".to_owned(),
            RequestState::Delivered if self.row.request_type.is_asked() => self.outcome(),
            RequestState::Delivered => "The access has ended.".to_owned(),
            RequestState::PartiallyDelivered => {
                "Some roles are ready, others are not. The list of roles tells which and why."
                    .to_owned()
            }
            RequestState::DeliveryFailed => {
                "None of the roles could be set up. The list of roles tells why.".to_owned()
            }
            RequestState::Denied => {
                let what = if self.row.status == RequestStatus::Expired {
                    "Nobody decided before the deadline, which counts as a denial."
                } else {
                    "The request was denied."
                };
                let next = if you { " You can ask again." } else { "" };
                format!("{what}{next}")
            }
            RequestState::Canceled => match self.closing_event() {
                Some(event) if event.kind == GIVEN_UP => {
                    format!("The request ended by itself. {}", event.note)
                }
                _ => "The request was canceled; nothing was changed.".to_owned(),
            },
        }
    }

    fn waiting(&self, reader: Reader, now: Timestamp) -> String {
        let Some((place, stage)) = self.current() else {
            return "The request waits for approval.".to_owned();
        };
        if stage.time_left.is_some() {
            return match reader {
                Reader::Subject => "There is a question for you. Nobody decides before you answer, and no time to decide is lost.".to_owned(),
                Reader::Other => format!(
                    "A question waits for an answer of {}. Until then nobody can decide, and the time to decide stands still.",
                    self.row.subject_name
                ),
            };
        }
        let deciders = capitalized(&self.deciders(place, reader));
        let Some(due) = stage.due_at else {
            return format!("{deciders} can decide.");
        };
        let until = format!("until {} ({})", due.long_date(), due.relative(now));
        let needed = self.rule(place).map_or(Needed::One, |rule| rule.needed);
        if needed.is_one() {
            return format!(
                "{deciders} can decide {until}. If nobody does, the request counts as denied."
            );
        }
        let how_far = self
            .so_far(place, stage, reader)
            .or_else(|| words::enough(needed, true))
            .unwrap_or_default();
        format!(
            "{how_far} {deciders} can approve {until}. If too few do, the request counts as denied."
        )
    }

    /// What became of the access that was delivered.
    fn outcome(&self) -> String {
        match (self.row.assignment_state, self.row.ends_at) {
            (Some(AssignmentState::Expired), _) => "The access has ended since.".to_owned(),
            (_, Some(end)) => format!("The access is there until {}.", end.long_date()),
            (_, None) => "The access is there, without end.".to_owned(),
        }
    }
}
