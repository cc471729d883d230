//! What a request's state means for its reader, in a sentence.

use super::{GIVEN_UP, Reader, Stage, Story};
use crate::requests::gave_up;
use shared::assignment::AssignmentState;
use shared::lang::{self, Lang};
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
    let lasting = words::lasting(settings.expiration);
    match (start, end) {
        (Some(start), Some(end)) => t!(
            "From {start} until {end}",
            start = start.short_date(),
            end = end.short_date()
        ),
        (Some(start), None) => t!(
            "From {start}, {lasting}",
            start = start.short_date(),
            lasting
        ),
        (None, Some(end)) => t!("Until {end}", end = end.short_date()),
        (None, None) => {
            let lasting = capitalized(&lasting);
            match settings.expiration {
                Expiration::Never | Expiration::OnDate(_) => lasting,
                Expiration::AfterDays(_) | Expiration::AfterHours(_) => {
                    t!("{lasting}, counted from the day it is set up", lasting)
                }
            }
        }
    }
}

/// Until when access is to be kept.
pub(super) fn kept_until(end: Option<Timestamp>) -> String {
    end.map_or_else(
        || t!("For as long as the policy allows").to_owned(),
        |end| t!("Until {end}", end = end.short_date()),
    )
}

/// The text with its first letter as a capital.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A description as it stands inside a sentence: in English, with its first letter as a small one.
fn uncapitalized(text: &str) -> String {
    if lang::current() != Lang::English {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

impl Story {
    /// `Ada Lind or Ben Ode`, or the kind of approver, as it stands inside a sentence.
    pub(in crate::my) fn deciders(&self, place: usize, reader: Reader) -> String {
        let Some(stage) = self.stages.get(place) else {
            return t!("nobody").to_owned();
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
                " {}",
                t!(
                    "If nobody has decided by {date}, {distance}, {names} can decide, too.",
                    date = at.exact(),
                    distance = at.relative(now),
                    names
                )
            ),
            None => format!(
                " {}",
                t!(
                    "{names} can decide by now, too.",
                    names = capitalized(&names)
                )
            ),
        }
    }

    /// What happens now.
    pub(super) fn present(&self, reader: Reader, now: Timestamp) -> String {
        let you = reader == Reader::Subject;
        let add = self.row.request_type.is_add();
        match self.row.state {
            RequestState::Submitted => t!("The request has arrived.").to_owned(),
            RequestState::PendingApproval => self.waiting(reader, now),
            RequestState::Scheduled => t!(
                "Everything is approved. Access is set up on {date}.",
                date = self
                    .row
                    .asked_start
                    .unwrap_or(self.row.created_at)
                    .long_date()
            ),
            RequestState::Delivering if add => {
                t!("Access is being set up, role by role. This page shows how far it is.")
                    .to_owned()
            }
            RequestState::Delivering => t!("The roles are being taken away.").to_owned(),
            RequestState::Delivered if self.row.request_type.is_asked() => self.outcome(),
            RequestState::Delivered => t!("The access has ended.").to_owned(),
            RequestState::PartiallyDelivered => {
                t!("Some roles are ready, others are not. The list of roles tells which and why.")
                    .to_owned()
            }
            RequestState::DeliveryFailed => {
                t!("None of the roles could be set up. The list of roles tells why.").to_owned()
            }
            RequestState::Denied => {
                let what = if self.row.status == RequestStatus::Expired {
                    t!("Nobody decided before the deadline, which counts as a denial.")
                } else {
                    t!("The request was denied.")
                };
                if you {
                    format!("{what} {}", t!("You can ask again."))
                } else {
                    what.to_owned()
                }
            }
            RequestState::Canceled => match self.closing_event() {
                Some(event) if event.kind == GIVEN_UP => {
                    format!(
                        "{} {}",
                        t!("The request ended by itself."),
                        gave_up::said(&event.note)
                    )
                }
                _ => t!("The request was canceled; nothing was changed.").to_owned(),
            },
        }
    }

    fn waiting(&self, reader: Reader, now: Timestamp) -> String {
        let Some((place, stage)) = self.current() else {
            return t!("The request waits for approval.").to_owned();
        };
        if stage.time_left.is_some() {
            return match reader {
                Reader::Subject => t!("There is a question for you. Nobody decides before you answer, and no time to decide is lost.").to_owned(),
                Reader::Requestor | Reader::Other => t!("A question waits for an answer of {person}. Until then nobody can decide, and the time to decide stands still.", person = self.row.subject_name),
            };
        }
        let deciders = capitalized(&self.deciders(place, reader));
        let Some(due) = stage.due_at else {
            return t!("{deciders} can decide.", deciders);
        };
        let (due, distance) = (due.long_date(), due.relative(now));
        let needed = self.rule(place).map_or(Needed::One, |rule| rule.needed);
        if needed.is_one() {
            return t!(
                "{deciders} can decide until {due} ({distance}). If nobody does, the request counts as denied.",
                deciders,
                due,
                distance
            );
        }
        let how_far = self
            .so_far(place, stage, reader)
            .or_else(|| words::enough(needed, true))
            .unwrap_or_default();
        let left = t!(
            "{deciders} can approve until {due} ({distance}). If too few do, the request counts as denied.",
            deciders,
            due,
            distance
        );
        format!("{how_far} {left}")
    }

    /// What became of the access that was delivered.
    fn outcome(&self) -> String {
        match (self.row.assignment_state, self.row.ends_at) {
            (Some(AssignmentState::Expired), _) => t!("The access has ended since.").to_owned(),
            (_, Some(end)) => t!("The access is there until {end}.", end = end.long_date()),
            (_, None) => t!("The access is there, without end.").to_owned(),
        }
    }
}
