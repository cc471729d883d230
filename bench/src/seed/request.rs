//! One request with its stages, approvers and timeline.

use super::ids::{Kind, id, id_at};
use super::model::{DECISION_DAYS, Model, Way};
use super::sink::Sink;
use super::table::{Table, Value};
use crate::chain::{Chain, Note};
use serde_json::json;
use shared::time::Timestamp;
use uuid::Uuid;

/// What people write.
pub const WHY: &str = "I take over the monthly closing from a colleague and need this for it.";
const OK: &str = "Agreed with the team.";

/// Where rows go, and how they are numbered.
#[derive(Debug)]
pub struct Writer<'a> {
    pub sink: &'a mut Sink,
    pub chain: &'a mut Chain,
    /// The instant in the ids; none while the organization is made, when the number is in it.
    pub made_at: Option<Timestamp>,
}

impl Writer<'_> {
    fn id(&self, kind: Kind, n: u64) -> Uuid {
        match self.made_at {
            // Salted with the instant: a later addition with the same numbers is another one.
            Some(at) => {
                let ms = u64::try_from(at.0).unwrap_or_default();
                id_at(ms, kind, n ^ ms.rotate_left(20))
            }
            None => id(kind, n),
        }
    }
}

/// The `n`-th request: who asks for what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub n: u64,
    pub user: u64,
    pub package: u64,
    pub at: Timestamp,
}

/// Ids that are needed to decide on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    pub request: Uuid,
    /// The open stage.
    pub stage: Uuid,
    /// Someone whom it asks.
    pub approver: u64,
}

/// When somebody asked, whose access began at `start`: approval takes an hour for each stage.
pub fn submitted_before(model: &Model, package: u64, start: Timestamp) -> Timestamp {
    start.plus_hours(match model.way(package) {
        Way::Open => 0,
        Way::OneStage | Way::Group => -1,
        Way::TwoStages => -2,
    })
}

/// A request that led to access.
///
/// # Errors
/// The policy cannot be written as JSON.
pub fn completed(
    model: &Model,
    writer: &mut Writer<'_>,
    asked: Asked,
    start: Timestamp,
    delivered: Timestamp,
) -> serde_json::Result<()> {
    let assignment = id(Kind::Assignment, asked.n);
    let mut story = Story::begin(model, writer, asked, Some((assignment, delivered)))?;
    if story.stages == 0 {
        story.event(asked.at, "approvedAutomatically", None);
    }
    for stage in 0..story.stages {
        let opened = asked
            .at
            .plus_hours(i64::try_from(stage).unwrap_or_default());
        story.decided(stage, opened);
    }
    story.event(start, "delivering", None);
    story.event(delivered, "delivered", None);
    Ok(())
}

/// A request that waits for a decision, after `decided` stages have approved it.
///
/// # Errors
/// The policy cannot be written as JSON.
pub fn pending(
    model: &Model,
    writer: &mut Writer<'_>,
    asked: Asked,
    decided: usize,
) -> serde_json::Result<Open> {
    let mut story = Story::begin(model, writer, asked, None)?;
    let mut opened = asked.at;
    for stage in 0..decided {
        story.decided(stage, opened);
        opened = opened.plus_hours(1);
    }
    let (people, fallback) = model.asked(asked.package, decided, asked.user);
    let open = Open {
        request: story.request,
        stage: story.stage_id(decided),
        approver: people.first().copied().unwrap_or_default(),
    };
    let due = opened.plus_days(i64::from(DECISION_DAYS));
    let remind = opened.plus_hours(i64::from(DECISION_DAYS) * 12);
    let under_way = [
        "InProgress".into(),
        opened.0.into(),
        due.0.into(),
        remind.0.into(),
    ];
    story.stage(decided, under_way, None, fallback);
    story.ask(open.stage, &people, due, true);
    for stage in decided + 1..story.stages {
        let waiting = ["Initializing".into(), Value::Null, Value::Null, Value::Null];
        story.stage(stage, waiting, None, false);
    }
    Ok(open)
}

/// One request while it is written.
struct Story<'a, 'w> {
    model: &'a Model,
    writer: &'a mut Writer<'w>,
    asked: Asked,
    request: Uuid,
    /// Stages that its policy has.
    stages: usize,
    events: u64,
}

impl<'a, 'w> Story<'a, 'w> {
    /// The request itself, completed with an assignment or waiting; that it was submitted; and the
    /// audit record of that.
    fn begin(
        model: &'a Model,
        writer: &'a mut Writer<'w>,
        asked: Asked,
        done: Option<(Uuid, Timestamp)>,
    ) -> serde_json::Result<Self> {
        let settings = model.settings(asked.package);
        let subject = id(Kind::User, asked.user);
        let (state, status, version) = match done {
            Some(_) => ("delivered", "Delivered", 4i64),
            None => ("pendingApproval", "PendingApproval", 2),
        };
        let request = writer.id(Kind::Request, asked.n);
        writer.sink.push(
            Table::Requests,
            [
                request.into(),
                "userAdd".into(),
                state.into(),
                status.into(),
                id(Kind::Package, asked.package).into(),
                id(Kind::Policy, asked.package).into(),
                done.map(|(assignment, _)| assignment).into(),
                subject.into(),
                subject.into(),
                WHY.into(),
                "[]".into(),
                serde_json::to_string(&settings)?.into(),
                asked.at.0.into(),
                done.map(|(_, at)| at.0).into(),
                version.into(),
            ],
        );
        let mut story = Self {
            model,
            writer,
            asked,
            request,
            stages: settings.stages.len(),
            events: 0,
        };
        story.event(asked.at, "submitted", Some((asked.user, WHY)));
        let details = json!({ "type": "userAdd", "policy": "Everyday access" });
        story.note(asked.at, asked.user, ("request.submit", "own"), &details);
        Ok(story)
    }

    /// A stage in which the first person asked has approved.
    fn decided(&mut self, stage: usize, opened: Timestamp) {
        let Asked { package, user, .. } = self.asked;
        let (people, fallback) = self.model.asked(package, stage, user);
        let decider = people.first().copied().unwrap_or_default();
        let at = opened.plus_hours(1);
        let due = opened.plus_days(i64::from(DECISION_DAYS));
        let over = [
            "Completed".into(),
            opened.0.into(),
            due.0.into(),
            Value::Null,
        ];
        self.stage(stage, over, Some((decider, at)), fallback);
        self.ask(self.stage_id(stage), &people, due, false);
        self.event(at, "approved", Some((decider, OK)));
        let details = json!({ "stage": stage + 1, "reason": OK });
        self.note(at, decider, ("approval.approve", "approver"), &details);
    }

    fn stage_id(&self, stage: usize) -> Uuid {
        self.writer.id(Kind::Stage, self.asked.n * 4 + stage as u64)
    }

    fn stage(
        &mut self,
        stage: usize,
        [status, opened, due, remind]: [Value; 4],
        decision: Option<(u64, Timestamp)>,
        fallback: bool,
    ) {
        let row = [
            self.stage_id(stage).into(),
            self.request.into(),
            i64::try_from(stage).unwrap_or_default().into(),
            status,
            opened,
            due,
            remind,
            Value::Null,
            decision.map(|_| "Approve").into(),
            decision.map(|(n, _)| id(Kind::User, n)).into(),
            decision.map(|(_, at)| at.0).into(),
            decision.map_or("", |_| OK).into(),
            fallback.into(),
        ];
        self.writer.sink.push(Table::Stages, row);
    }

    fn ask(&mut self, stage: Uuid, people: &[u64], due: Timestamp, open: bool) {
        let subject = id(Kind::User, self.asked.user);
        for n in people {
            let person = id(Kind::User, *n);
            let row = [
                stage.into(),
                "user".into(),
                person.into(),
                open.into(),
                false.into(),
                due.0.into(),
                subject.into(),
                subject.into(),
            ];
            self.writer.sink.push(Table::Approvers, row);
        }
    }

    fn event(&mut self, at: Timestamp, kind: &str, by: Option<(u64, &str)>) {
        let row = [
            self.writer
                .id(Kind::Event, self.asked.n * 8 + self.events)
                .into(),
            self.request.into(),
            at.0.into(),
            kind.into(),
            by.map(|(n, _)| id(Kind::User, n)).into(),
            by.map_or("", |(_, note)| note).into(),
        ];
        self.writer.sink.push(Table::Events, row);
        self.events += 1;
    }

    fn note(
        &mut self,
        at: Timestamp,
        actor: u64,
        (action, because): (&'static str, &'static str),
        details: &serde_json::Value,
    ) {
        let Asked {
            n, user, package, ..
        } = self.asked;
        let note = Note {
            at: at.0,
            actor: Some(id(Kind::User, actor)),
            actor_name: self.model.user(actor).name,
            action,
            because,
            target_kind: "request",
            target: self.request,
            target_name: self.model.package_name(package),
            catalog: id(Kind::Catalog, self.model.catalog_of(package)),
            package: id(Kind::Package, package),
            subject: id(Kind::User, user),
            correlation: self.writer.id(Kind::Correlation, n),
            details: details.to_string(),
        };
        self.writer.chain.push(self.writer.sink, note);
    }
}
