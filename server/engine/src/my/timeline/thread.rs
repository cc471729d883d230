//! Questions, answers and changes of hands while a stage waits (BYD-11, BYD-12).

use super::{Event, Reader, Stage, Story};
use shared::approval::StageStatus;
use shared::assignment::EndReason;
use shared::policy::Less;
use shared::request::RequestState;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{OpenQuestion, Progress, QuestionView, Step, words};

const SENT_BACK: &str = "sentBack";
const TAKEN_BACK: &str = "approvalTakenBack";

impl Story {
    /// The question that waits for its answer.
    fn asked_back(&self) -> Option<&Event> {
        let (_, stage) = self.current()?;
        if self.row.state != RequestState::PendingApproval || stage.time_left.is_none() {
            return None;
        }
        let mut events = self.events.iter().rev();
        events.find(|event| event.kind == SENT_BACK)
    }

    /// Who did it, as the reader may know it; "You" for whom the access is about.
    fn doer(&self, event: &Event, reader: Reader) -> String {
        let subject = event.actor_id == Some(self.row.subject_id);
        let party = subject || event.actor_id == self.row.requestor_id;
        match &event.actor_name {
            Some(_) if subject && reader == Reader::Subject => t!("You").to_owned(),
            Some(name) if party || self.names(reader) => name.clone(),
            _ => t!("An approver").to_owned(),
        }
    }

    /// The question with what its answer can change, for whoever may answer.
    pub(in crate::my) fn open_question(
        &self,
        reader: Reader,
        languages: &[String],
        now: Timestamp,
    ) -> Option<OpenQuestion> {
        let event = self.asked_back()?;
        Some(OpenQuestion {
            from: self.doer(event, reader),
            asked: When::new(event.at, now),
            text: event.note.clone(),
            justification_required: self.settings.requestor_justification_required,
            questions: self
                .settings
                .questions
                .iter()
                .map(|question| {
                    let mut answers = self.answers.iter();
                    let answer = answers.find(|answer| answer.question == question.id);
                    let value = answer.map(|answer| answer.value.clone());
                    (
                        QuestionView::new(question, languages),
                        value.unwrap_or_default(),
                    )
                })
                .collect(),
        })
    }

    /// What the approver reads while a question waits: who asked what.
    pub(in crate::my) fn question_words(&self, me: shared::ids::UserId) -> Option<String> {
        let event = self.asked_back()?;
        let (question, person) = (event.note.trim(), &self.row.subject_name);
        Some(if event.actor_id == Some(me) {
            t!(
                "You asked: “{question}” Nobody can decide before {person} answers, and the time to decide stands still.",
                question,
                person
            )
        } else {
            t!(
                "{who} asked: “{question}” Nobody can decide before {person} answers, and the time to decide stands still.",
                who = self.doer(event, Reader::Other),
                question,
                person
            )
        })
    }

    /// Who ended the access by taking an approval back, and why (APR-08).
    pub(super) fn revoked(&self, reader: Reader) -> Option<(String, String)> {
        if self.row.end_reason != Some(EndReason::ApprovalRevoked) {
            return None;
        }
        let mut events = self.events.iter().rev();
        let event = events.find(|event| event.kind == TAKEN_BACK)?;
        Some((self.doer(event, reader), event.note.clone()))
    }

    /// What happened while the stage waited, in order.
    pub(super) fn thread(&self, stage: &Stage, reader: Reader, now: Timestamp) -> Vec<Step> {
        let Some(opened) = stage.opened_at else {
            return Vec::new();
        };
        let closed = stage.decided_at;
        let open = stage.status == StageStatus::InProgress;
        self.events
            .iter()
            .filter(|event| event.at >= opened)
            .filter(|event| open || closed.is_none_or(|closed| event.at <= closed))
            .filter_map(|event| self.said(event, reader, now))
            .collect()
    }

    /// What those who run the package did with the request (REQ-07, REQ-12).
    pub(super) fn in_hand(&self, reader: Reader, now: Timestamp) -> Vec<Step> {
        let events = self.events.iter();
        events
            .filter_map(|event| {
                let who = match event.actor_name.as_deref() {
                    Some(_) if reader == Reader::Subject => t!("An administrator"),
                    Some(name) => name,
                    None => "Bailiwick",
                };
                let title = match event.kind.as_str() {
                    "reprocessed" => t!("{who} had it set up once more", who),
                    "answersChanged" => t!("{who} changed the answers", who),
                    _ => return None,
                };
                Some(Step {
                    title,
                    when: Some(When::new(event.at, now)),
                    note: None,
                    detail: None,
                    state: Progress::Done,
                })
            })
            .collect()
    }

    fn said(&self, event: &Event, reader: Reader, now: Timestamp) -> Option<Step> {
        let who = self.doer(event, reader);
        let title = match event.kind.as_str() {
            SENT_BACK => t!("{who} asked a question", who),
            "answered"
                if reader == Reader::Subject && event.actor_id == Some(self.row.subject_id) =>
            {
                t!("You answered").to_owned()
            }
            "answered" => t!("{who} answered", who),
            "questionWithdrawn" => t!("{who} withdrew the question", who),
            "handedOver" => match event.about_name.as_deref().filter(|_| self.names(reader)) {
                Some(to) => t!("{who} handed it over to {to}", who, to),
                None => t!("{who} handed it over to another approver", who),
            },
            "approvedPartly" => {
                let of = event.about_name.as_deref().filter(|_| self.names(reader));
                t!("{name} approved", name = words::on_behalf(&who, of))
            }
            "approvedLess" => t!("{who} approved less than was asked for", who),
            TAKEN_BACK => t!("{who} took the approval back", who),
            "escalated" => t!("Alternates were asked, too").to_owned(),
            _ => return None,
        };
        Some(Step {
            title,
            when: Some(When::new(event.at, now)),
            note: (!event.note.is_empty()).then(|| note(event)),
            detail: (event.kind == "approvedPartly")
                .then(|| t!("Others had to approve as well.").to_owned()),
            state: Progress::Done,
        })
    }
}

/// What was written, or for how much less it was approved. That was stored as an English sentence before.
fn note(event: &Event) -> String {
    match serde_json::from_str::<Less>(&event.note) {
        Ok(less) if event.kind == "approvedLess" => less.sentence(),
        _ => event.note.clone(),
    }
}
