//! The whole story of a request (REQ-11): what was asked, who decided and why, how delivery went,
//! and what comes next. One builder for the person, the approver and the administrator; the caller
//! has checked that the reader may see the request.

mod load;
mod scope;
mod sentences;
mod several;
mod steps;
mod thread;

pub use load::load;

use super::flow::{self, stage_title};
use super::package_ref;
use super::roles::Delivery;
use crate::approvals::several::GivenRow;
use load::{Event, Row};
use shared::approval::{Decision, StageStatus};
use shared::directory::{Principal, UserKind};
use shared::ids::{CatalogId, PackageId, RoleId, StageId, UserId};
use shared::policy::{Answer, Less, Needed, PolicySettings, Seat, StageSettings};
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{
    AnswerView, Badge, EscalationView, FlowView, Meaning, Named, Progress, RequestPage, RoleLine,
    RoleState, StageView, words,
};

/// Who reads the story. Addresses the person concerned as "you", and tells people from outside
/// what kind of approver decides rather than who (BYD-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The person whose access it is about.
    Subject,
    /// Whoever asked for them: reads what the policy lets those who ask read.
    Requestor,
    /// An approver or an administrator.
    Other,
}

/// The kind of the event with which the product itself ended a request.
const GIVEN_UP: &str = "givenUp";
/// The kind of the event with which somebody canceled a request.
const CANCELED: &str = "canceled";

/// An approval stage of the request.
pub(super) struct Stage {
    pub id: StageId,
    pub status: StageStatus,
    pub opened_at: Option<Timestamp>,
    pub due_at: Option<Timestamp>,
    /// When the alternates are asked as well; none to come, or done.
    pub escalate_at: Option<Timestamp>,
    /// Milliseconds left to decide, while a question waits for its answer.
    pub time_left: Option<i64>,
    pub decision: Option<Decision>,
    pub decided_by: Option<UserId>,
    pub decider_name: Option<String>,
    pub decided_at: Option<Timestamp>,
    pub justification: String,
    pub fallback: bool,
    /// Skipped, because the decider had approved an earlier stage.
    pub automatic: bool,
    pub approvers: Vec<(Principal, Named)>,
    /// Those asked later; before that, those whom the policy names for it.
    pub alternates: Vec<(Principal, Named)>,
    /// Everybody asked, as the rules know them.
    pub seats: Vec<Seat>,
    /// The approvals so far, where several have to approve (BYD-14).
    pub given: Vec<GivenRow>,
}

impl Stage {
    /// Everyone whom the stage asks or asked by now.
    pub fn asked(&self) -> impl Iterator<Item = Principal> {
        let alternates = if self.escalate_at.is_some() {
            &[][..]
        } else {
            self.alternates.as_slice()
        };
        let all = self.approvers.iter().chain(alternates);
        all.map(|(principal, _)| *principal)
    }
}

/// A request with everything that belongs to it.
pub struct Story {
    pub(super) row: Row,
    pub(super) settings: PolicySettings,
    /// What approvers took (BYD-13).
    pub(super) less: Less,
    answers: Vec<Answer>,
    pub(super) stages: Vec<Stage>,
    events: Vec<Event>,
    deliveries: Vec<Delivery>,
    /// What would be granted, while there is no assignment.
    pub(super) content: Vec<(RoleId, RoleLine)>,
}

impl Story {
    /// Whose access it is about.
    pub const fn subject(&self) -> UserId {
        self.row.subject_id
    }

    /// Who asked; none: the system.
    pub const fn requestor(&self) -> Option<UserId> {
        self.row.requestor_id
    }

    pub const fn package(&self) -> PackageId {
        self.row.package_id
    }

    pub const fn catalog(&self) -> CatalogId {
        self.row.catalog_id
    }

    pub const fn state(&self) -> RequestState {
        self.row.state
    }

    pub const fn subject_kind(&self) -> UserKind {
        self.row.subject_kind
    }

    /// Does it list what the package gives at present, rather than what somebody was given?
    pub const fn only_would_give(&self) -> bool {
        self.row.assignment_id.is_none()
    }

    /// Can it still be taken back (REQ-05)?
    pub const fn is_cancelable(&self) -> bool {
        self.row.request_type.is_asked() && self.row.state.is_cancelable()
    }

    /// The stage that is being decided.
    pub(super) fn current(&self) -> Option<(usize, &Stage)> {
        self.stages
            .iter()
            .enumerate()
            .find(|(_, stage)| stage.status == StageStatus::InProgress)
    }

    /// The event that closed the request before access was set up.
    fn closing_event(&self) -> Option<&Event> {
        self.events
            .iter()
            .rev()
            .find(|event| matches!(event.kind.as_str(), CANCELED | GIVEN_UP))
    }

    /// What the policy said about a stage when the request was made.
    pub(super) fn rule(&self, place: usize) -> Option<&StageSettings> {
        self.settings.stages.get(place)
    }

    /// The title of a stage.
    pub(super) fn stage_title(&self, place: usize) -> String {
        stage_title(place as i64, self.stages.len() as i64)
    }

    /// May this reader know approvers by name?
    fn names(&self, reader: Reader) -> bool {
        let outsider = self.row.subject_is_outsider();
        reader == Reader::Other || self.settings.shows_names(outsider)
    }

    /// Are there names, and may the reader know them?
    fn knows_names(&self, stage: &Stage, reader: Reader) -> bool {
        self.names(reader) && !stage.approvers.is_empty()
    }

    /// Whom a stage asks, as the reader may know it.
    fn people(&self, place: usize, stage: &Stage, reader: Reader) -> Vec<Named> {
        if self.knows_names(stage, reader) {
            return stage
                .approvers
                .iter()
                .map(|(_, named)| named.clone())
                .collect();
        }
        let words = self.rule(place).map_or(t!("The approvers"), |rule| {
            words::decider(&rule.approvers, stage.fallback, reader == Reader::Subject)
        });
        vec![Named::described(words)]
    }

    /// Who decided, as the reader may know it.
    fn decider(&self, stage: &Stage, reader: Reader) -> String {
        stage
            .decider_name
            .clone()
            .filter(|_| self.names(reader))
            .unwrap_or_else(|| t!("An approver").to_owned())
    }

    /// Who is asked as well, and when; none if there are no alternates, or it never came to them.
    fn escalation(&self, place: usize, stage: &Stage, reader: Reader) -> Option<EscalationView> {
        let rule = self.rule(place)?;
        let over = matches!(stage.status, StageStatus::Completed | StageStatus::Expired);
        // Without a date and without people, the directory knew nobody else to ask.
        let nobody = stage.alternates.is_empty() && stage.escalate_at.is_none();
        if nobody && stage.status != StageStatus::Initializing
            || over && stage.escalate_at.is_some()
        {
            return None;
        }
        let people = if self.names(reader) && !stage.alternates.is_empty() {
            let named = stage.alternates.iter();
            named.map(|(_, named)| named.clone()).collect()
        } else {
            let kind = &rule.escalation.as_ref()?.alternates;
            vec![flow::alternate_kind(kind, false, reader == Reader::Subject)]
        };
        let after = match stage.escalate_at {
            Some(at) => t!("by {date}", date = at.short_date()),
            None => flow::escalates(rule)?,
        };
        Some(EscalationView { after, people })
    }

    fn progress(&self, stage: &Stage) -> Progress {
        let open = self.row.state == RequestState::PendingApproval;
        match (stage.status, stage.decision) {
            (StageStatus::Completed, Some(Decision::Deny)) => Progress::Failed,
            (StageStatus::Completed, _) => Progress::Done,
            (StageStatus::InProgress, _) if open => Progress::Current,
            (StageStatus::Expired, _)
                if stage.opened_at.is_some() && self.row.status == RequestStatus::Expired =>
            {
                Progress::Failed
            }
            (StageStatus::Initializing, _) if open => Progress::Upcoming,
            _ => Progress::Skipped,
        }
    }

    /// The flow, drawn with where it stands.
    pub(super) fn flow(&self, reader: Reader) -> FlowView {
        let stages = self
            .stages
            .iter()
            .enumerate()
            .map(|(place, stage)| {
                let state = self.progress(stage);
                let note = match state {
                    Progress::Done if stage.automatic => Some(t!(
                        "Skipped: {name} had approved already.",
                        name = self.decider(stage, reader)
                    )),
                    Progress::Done => Some(format!("{}.", self.who_approved(stage, reader))),
                    Progress::Failed if stage.decision.is_some() => {
                        Some(t!("{name} denied.", name = self.decider(stage, reader)))
                    }
                    Progress::Failed => Some(t!("Nobody decided in time.").to_owned()),
                    _ if stage.time_left.is_some() => {
                        Some(t!("A question waits for its answer.").to_owned())
                    }
                    _ => self.so_far(place, stage, reader).or_else(|| {
                        let needed = self.rule(place).map_or(Needed::One, |rule| rule.needed);
                        words::enough(needed, stage.approvers.len() > 1)
                    }),
                };
                StageView {
                    title: self.stage_title(place),
                    people: self.people(place, stage, reader),
                    note,
                    deadline: self.rule(place).map(flow::deadline),
                    escalation: self.escalation(place, stage, reader),
                    state,
                }
            })
            .collect();
        FlowView {
            requestor: match reader {
                Reader::Subject => t!("You").to_owned(),
                Reader::Requestor | Reader::Other => self.row.subject_name.clone(),
            },
            stages,
            lasts: words::lasting(self.settings.expiration),
            access: self.access_progress(),
            running: true,
        }
    }

    const fn access_progress(&self) -> Progress {
        match self.row.state {
            RequestState::Submitted | RequestState::PendingApproval | RequestState::Scheduled => {
                Progress::Upcoming
            }
            RequestState::Delivering | RequestState::PartiallyDelivered => Progress::Current,
            RequestState::Delivered => Progress::Done,
            RequestState::DeliveryFailed => Progress::Failed,
            RequestState::Denied | RequestState::Canceled => Progress::Skipped,
        }
    }

    /// The roles with their delivery, or what would be granted.
    fn roles(&self) -> Vec<RoleState> {
        if self.deliveries.is_empty() {
            return self
                .content
                .iter()
                .map(|(id, role)| RoleState {
                    role: role.clone(),
                    badge: if self.less.leaves_out(*id) {
                        Badge::new(Meaning::Neutral, t!("Left out"))
                    } else {
                        Badge::default()
                    },
                    detail: String::new(),
                })
                .collect();
        }
        self.deliveries
            .iter()
            .map(|delivery| delivery.shown.clone())
            .collect()
    }

    /// The page of the request.
    pub fn view(&self, reader: Reader, now: Timestamp) -> RequestPage {
        let row = &self.row;
        let mine = reader == Reader::Subject;
        RequestPage {
            id: row.id.to_string(),
            package: package_ref(
                row.package_id,
                row.package_name.clone(),
                row.catalog_id,
                row.catalog_name.clone(),
            ),
            kind: if row.emergency {
                t!("Emergency access").to_owned()
            } else {
                row.request_type.title().to_owned()
            },
            badge: words::request_badge(row.state, row.status),
            subject: Named {
                name: row.subject_name.clone(),
                detail: row.subject_mail.clone(),
                group: false,
                described: false,
            },
            requestor: row.requestor_name.clone().map(|name| Named {
                name,
                detail: row.requestor_mail.clone().unwrap_or_default(),
                group: false,
                described: false,
            }),
            mine,
            gone: row.gone,
            asked: When::new(row.created_at, now),
            period: if row.request_type.is_add() {
                sentences::period(&self.settings, row.asked_start, row.asked_end)
            } else if row.request_type.moves_end() {
                sentences::kept_until(row.asked_end)
            } else {
                String::new()
            },
            less: self.less.sentence(),
            justification: row.justification.clone(),
            answers: self
                .answers
                .iter()
                .map(|answer| AnswerView {
                    question: answer.text.clone(),
                    answer: answer.value.clone(),
                })
                .collect(),
            steps: self.steps(reader, now),
            flow: self.flow(reader),
            roles: self.roles(),
            now: self.present(reader, now),
            question: None,
            may_cancel: mine && self.is_cancelable(),
            may_resubmit: mine
                && !row.gone
                && row.request_type == RequestType::UserAdd
                && matches!(row.state, RequestState::Denied | RequestState::Canceled),
        }
    }
}
