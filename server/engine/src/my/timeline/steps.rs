//! The steps of a request's story, from the first to the last one to come.

use super::sentences::capitalized;
use super::{GIVEN_UP, Reader, Stage, Story};
use crate::requests::gave_up;
use shared::approval::{Decision, StageStatus};
use shared::assignment::{AssignmentState, DeliveryState, EndReason};
use shared::request::{RequestState, RequestType};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{Progress, Step, words};

impl Story {
    /// Every step.
    pub(super) fn steps(&self, reader: Reader, now: Timestamp) -> Vec<Step> {
        let mut steps = vec![self.asked(reader, now)];
        if self.row.emergency {
            steps.push(Step {
                title: t!("Nobody had to approve: it was an emergency").to_owned(),
                detail: Some(
                    t!("Those who would have decided, and those who run the package, were told at once.")
                        .to_owned(),
                ),
                state: Progress::Done,
                ..Step::default()
            });
        } else if self.row.request_type.tells_subject() && self.stages.is_empty() {
            let detail = if self.row.request_type.moves_end() {
                t!("The policy extends this access without one.")
            } else {
                t!("The policy gives this access without one.")
            };
            steps.push(Step {
                title: t!("No approval needed").to_owned(),
                detail: Some(detail.to_owned()),
                state: Progress::Done,
                ..Step::default()
            });
        }
        for (place, stage) in self.stages.iter().enumerate() {
            steps.extend(self.thread(stage, reader, now));
            steps.push(self.stage_step(place, stage, reader, now));
        }
        steps.extend(self.in_hand(reader, now));
        steps.extend(self.canceled(reader, now));
        steps.extend(self.scheduled(now));
        steps.extend(self.delivery(now));
        steps.extend(self.scope(now));
        steps.extend(self.review(reader, now));
        steps.extend(self.end(reader, now));
        steps
    }

    fn asked(&self, reader: Reader, now: Timestamp) -> Step {
        let you = reader == Reader::Subject;
        let subject = &self.row.subject_name;
        let requestor = self.row.requestor_name.as_deref().unwrap_or("Bailiwick");
        let title = match self.row.request_type {
            RequestType::UserAdd if self.row.emergency && you => {
                t!("You took the access in an emergency").to_owned()
            }
            RequestType::UserAdd if self.row.emergency => {
                t!("{subject} took the access in an emergency", subject)
            }
            RequestType::UserAdd if you => t!("You asked for access").to_owned(),
            RequestType::UserAdd => t!("{subject} asked for access", subject),
            RequestType::UserExtend if you => {
                t!("You asked to keep the access for longer").to_owned()
            }
            RequestType::UserExtend => t!("{subject} asked to keep the access for longer", subject),
            RequestType::UserRemove if you => t!("You gave the access back").to_owned(),
            RequestType::UserRemove => t!("{subject} gave the access back", subject),
            RequestType::AdminAdd => t!("{requestor} assigned the access directly", requestor),
            RequestType::AdminUpdate => {
                t!("{requestor} chose another end for the access", requestor)
            }
            RequestType::AdminRemove if self.row.end_reason == Some(EndReason::ApprovalRevoked) => {
                let approver = self.row.requestor_name.as_deref();
                let approver = approver.unwrap_or_else(|| t!("An approver"));
                t!("{approver} took an approval back", approver)
            }
            RequestType::AdminRemove if self.row.end_reason == Some(EndReason::NotJustified) => {
                match &self.row.requestor_name {
                    Some(reviewer) => t!("{reviewer} found the emergency not justified", reviewer),
                    None => t!("The emergency was found not justified").to_owned(),
                }
            }
            RequestType::AdminRemove => t!("{requestor} removed the access", requestor),
            RequestType::SystemAdd => t!("The access was assigned automatically").to_owned(),
            RequestType::OnBehalfAdd if you => {
                t!("{requestor} asked for access for you", requestor)
            }
            RequestType::OnBehalfAdd => t!(
                "{requestor} asked for access for {subject}",
                requestor,
                subject
            ),
            RequestType::SystemRemove if self.row.end_reason == Some(EndReason::LeftScope) => {
                t!("No longer among the people this is meant for").to_owned()
            }
            RequestType::SystemRemove if self.row.end_reason == Some(EndReason::AccountRemoved) => {
                t!("The account was removed").to_owned()
            }
            RequestType::SystemRemove if self.row.end_reason == Some(EndReason::Followed) => {
                t!("Ordinary access took its place").to_owned()
            }
            RequestType::SystemRemove => t!("The time of the access was over").to_owned(),
        };
        Step {
            title,
            when: Some(When::new(self.row.created_at, now)),
            note: written(&self.row.justification),
            detail: None,
            state: Progress::Done,
        }
    }

    fn stage_step(&self, place: usize, stage: &Stage, reader: Reader, now: Timestamp) -> Step {
        let state = self.progress(stage);
        let name = self.stage_title(place);
        let deciders = self.deciders(place, reader);
        let mut step = Step {
            state,
            ..Step::default()
        };
        match (stage.status, stage.decision) {
            (StageStatus::Completed, Some(_)) if stage.automatic => {
                step.title = t!("{name} was skipped", name);
                step.when = stage.decided_at.map(|at| When::new(at, now));
                step.detail = Some(t!(
                    "{person} would have been asked, and had approved already.",
                    person = self.decider(stage, reader)
                ));
            }
            (StageStatus::Completed, Some(decision)) => {
                step.title = match decision {
                    Decision::Approve => self.who_approved(stage, reader),
                    Decision::Deny => t!("{name} denied", name = self.decider(stage, reader)),
                };
                step.when = stage.decided_at.map(|at| When::new(at, now));
                step.note = written(&stage.justification);
                step.detail = (self.stages.len() > 1).then_some(name);
            }
            _ if state == Progress::Current && stage.time_left.is_some() => {
                step.title = match reader {
                    Reader::Subject => t!("Waiting for your answer").to_owned(),
                    Reader::Requestor | Reader::Other => t!(
                        "Waiting for an answer of {person}",
                        person = self.row.subject_name
                    ),
                };
                let left = stage.time_left.unwrap_or_default();
                step.detail = Some(t!(
                    "{name}. The clock stands still; answered now, it is to be decided {distance}.",
                    name,
                    distance = Timestamp(now.0.saturating_add(left)).relative(now)
                ));
            }
            _ if state == Progress::Current => {
                step.title = t!("Waiting for {deciders}", deciders);
                step.when = stage.opened_at.map(|at| When::new(at, now));
                let others = self.others(place, stage, reader, now);
                let how_far = self.so_far(place, stage, reader);
                let how_far = how_far.map_or_else(String::new, |said| format!(" {said}"));
                step.detail = stage.due_at.map(|due| {
                    let due = t!(
                        "To be decided by {date}, {distance}.",
                        date = due.exact(),
                        distance = due.relative(now)
                    );
                    format!("{name}.{how_far} {due}{others}")
                });
            }
            _ if state == Progress::Failed => {
                step.title = t!("Nobody decided in time").to_owned();
                step.when = stage.due_at.map(|at| When::new(at, now));
                step.detail = Some(t!("{name}. Asked: {deciders}.", name, deciders));
            }
            _ if state == Progress::Upcoming => {
                step.title = t!("Then {deciders}", deciders);
                step.detail = Some(match self.rule(place) {
                    Some(rule) => t!(
                        "{name} begins once the one before is approved, and is to be decided {within}.",
                        name,
                        within = shared::policy::within_days(rule.decide_within_days)
                    ),
                    None => t!(
                        "{name} begins once the one before is approved, and is to be decided.",
                        name
                    ),
                });
            }
            _ => {
                step.title = t!("{name} is no longer needed", name);
                step.detail = Some(t!(
                    "{deciders} would have decided.",
                    deciders = capitalized(&deciders)
                ));
            }
        }
        step
    }

    fn canceled(&self, reader: Reader, now: Timestamp) -> Option<Step> {
        if self.row.state != RequestState::Canceled {
            return None;
        }
        let event = self.closing_event();
        let at = event.map(|event| event.at).or(self.row.completed_at);
        let note = event.map(|event| event.note.as_str()).unwrap_or_default();
        let given_up = event.is_some_and(|event| event.kind == GIVEN_UP);
        let title = match event.and_then(|event| event.actor_name.as_deref()) {
            _ if given_up => t!("The request could not go on").to_owned(),
            Some(_)
                if reader == Reader::Subject
                    && event.and_then(|event| event.actor_id) == Some(self.row.subject_id) =>
            {
                t!("You canceled the request").to_owned()
            }
            Some(name) => t!("{name} canceled the request", name),
            None => t!("The request was canceled").to_owned(),
        };
        Some(Step {
            title,
            when: at.map(|at| When::new(at, now)),
            detail: written(gave_up::said(note)).filter(|_| given_up),
            note: written(note).filter(|_| !given_up),
            state: if given_up {
                Progress::Failed
            } else {
                Progress::Skipped
            },
        })
    }

    fn scheduled(&self, now: Timestamp) -> Option<Step> {
        if self.row.state != RequestState::Scheduled {
            return None;
        }
        let start = self.row.asked_start?;
        Some(Step {
            title: t!("Starts on {start}", start = start.long_date()),
            when: Some(When::new(start, now)),
            detail: Some(t!("Everything is approved; the access waits for that day.").to_owned()),
            state: Progress::Current,
            ..Step::default()
        })
    }

    fn delivery(&self, now: Timestamp) -> Option<Step> {
        if self.row.request_type.moves_end() {
            return self.end_moved(now);
        }
        let add = self.row.request_type.is_add();
        let finished = self.row.delivered_at.or(self.row.completed_at);
        let at = |at: Option<Timestamp>| at.map(|at| When::new(at, now));
        let (title, when, detail, state) = match self.row.state {
            RequestState::Denied | RequestState::Canceled => return None,
            RequestState::Submitted | RequestState::PendingApproval | RequestState::Scheduled => (
                t!("Access is set up"),
                None,
                Some(t!("By itself, as soon as everything before is done.").to_owned()),
                Progress::Upcoming,
            ),
            RequestState::Delivering if add => (
                t!("Access is being set up"),
                None,
                Some(self.ready()),
                Progress::Current,
            ),
            RequestState::Delivering => (
                t!("The roles are being taken away"),
                None,
                None,
                Progress::Current,
            ),
            RequestState::Delivered if add => {
                (t!("Access is ready"), at(finished), None, Progress::Done)
            }
            RequestState::Delivered => (
                t!("The roles were taken away"),
                at(self.row.completed_at),
                Some(t!("Roles held in another way stayed.").to_owned()),
                Progress::Done,
            ),
            RequestState::PartiallyDelivered => (
                t!("Access is partly ready"),
                at(self.row.completed_at),
                Some(self.ready()),
                Progress::Current,
            ),
            RequestState::DeliveryFailed => (
                t!("Access could not be set up"),
                at(self.row.completed_at),
                Some(self.ready()),
                Progress::Failed,
            ),
        };
        Some(Step {
            title: title.to_owned(),
            when,
            note: None,
            detail,
            state,
        })
    }

    /// Somebody looks at an emergency afterwards (BYD-19).
    fn review(&self, reader: Reader, now: Timestamp) -> Option<Step> {
        let since = self.row.review_since?;
        let Some(justified) = self.row.justified else {
            return Some(Step {
                title: t!("Somebody looks at it").to_owned(),
                when: Some(When::new(since, now)),
                detail: Some(
                    t!("Somebody else says whether the emergency was justified. If not, the access ends at once.")
                        .to_owned(),
                ),
                state: Progress::Current,
                ..Step::default()
            });
        };
        let name = self.row.reviewer_name.as_deref();
        let who = name
            .filter(|_| self.names(reader))
            .unwrap_or(t!("Somebody"));
        Some(Step {
            title: if justified {
                t!("{who} found it justified", who)
            } else {
                t!("{who} found it not justified", who)
            },
            when: self.row.reviewed_at.map(|at| When::new(at, now)),
            note: self.row.review_comment.as_deref().and_then(written),
            detail: None,
            state: if justified {
                Progress::Done
            } else {
                Progress::Failed
            },
        })
    }

    /// What becomes of the end that is to be moved.
    fn end_moved(&self, now: Timestamp) -> Option<Step> {
        let (title, detail, state) = match self.row.state {
            RequestState::Denied | RequestState::Canceled => return None,
            RequestState::Delivered => (t!("The end was moved"), None, Progress::Done),
            _ => (
                t!("The end is moved"),
                Some(t!("By itself, as soon as everything before is done.").to_owned()),
                Progress::Upcoming,
            ),
        };
        Some(Step {
            title: title.to_owned(),
            when: self.row.completed_at.map(|at| When::new(at, now)),
            note: None,
            detail,
            state,
        })
    }

    /// `2 of 3 roles are ready.`
    fn ready(&self) -> String {
        let wanted = self.deliveries.iter().filter(|delivery| {
            !matches!(
                delivery.state,
                DeliveryState::Revoking | DeliveryState::Revoked
            )
        });
        let granted = self
            .deliveries
            .iter()
            .filter(|delivery| delivery.state == DeliveryState::Granted)
            .count();
        t!(
            "{ready} of {all} roles are ready.",
            ready = granted,
            all = wanted.count()
        )
    }

    fn end(&self, reader: Reader, now: Timestamp) -> Option<Step> {
        if !self.row.request_type.is_asked() {
            return None;
        }
        let state = self.row.assignment_state?;
        if state == AssignmentState::Expired {
            let revoked = self.revoked(reader);
            return Some(Step {
                title: t!("Access ended").to_owned(),
                when: self.row.ended_at.map(|at| When::new(at, now)),
                note: revoked.as_ref().and_then(|(_, reason)| written(reason)),
                detail: match revoked {
                    Some((who, _)) => Some(t!("{who} took the approval back.", who)),
                    None => Some(words::end_reason(self.row.end_reason))
                        .filter(|reason| !reason.is_empty())
                        .map(|reason| format!("{reason}.")),
                },
                state: Progress::Done,
            });
        }
        let end = self.row.ends_at?;
        Some(Step {
            title: t!("Access ends").to_owned(),
            when: Some(When::new(end, now)),
            detail: Some(t!("On {date}.", date = end.exact())),
            state: Progress::Upcoming,
            ..Step::default()
        })
    }
}

/// What somebody wrote, if they did.
fn written(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
