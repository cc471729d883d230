//! Reading a request with everything that belongs to it, in four statements, or five where several have to approve.

use super::{Stage, Story};
use crate::approvals::several;
use crate::db::Conn;
use crate::directory;
use crate::error::Outcome;
use crate::my::{flow, roles};
use crate::requests::store as requests;
use crate::texts::Name;
use crate::{fetch_all, fetch_optional};
use shared::approval::{Decision, StageStatus};
use shared::assignment::{AssignmentState, EndReason};
use shared::directory::{Principal, PrincipalKind, UserKind};
use shared::ids::{AssignmentId, CatalogId, PackageId, RequestId, StageId, UserId};
use shared::policy::{AlternateRule, Escalation, PolicySettings, Seat};
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::time::Timestamp;
use shared::views::my::{Named, words};
use uuid::Uuid;

/// The request with its package, people and assignment.
#[derive(sqlx::FromRow)]
pub(in crate::my) struct Row {
    pub id: RequestId,
    pub request_type: RequestType,
    pub state: RequestState,
    pub status: RequestStatus,
    pub package_id: PackageId,
    pub assignment_id: Option<AssignmentId>,
    pub subject_id: UserId,
    pub requestor_id: Option<UserId>,
    pub justification: String,
    answers: String,
    settings: String,
    less: String,
    pub asked_start: Option<Timestamp>,
    pub asked_end: Option<Timestamp>,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    #[sqlx(try_from = "Name")]
    pub package_name: String,
    pub catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    pub catalog_name: String,
    pub subject_name: String,
    pub subject_mail: String,
    pub subject_kind: UserKind,
    pub job_title: String,
    pub department: String,
    pub organization_name: Option<String>,
    pub requestor_name: Option<String>,
    pub requestor_mail: Option<String>,
    pub assignment_state: Option<AssignmentState>,
    pub ends_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub end_reason: Option<EndReason>,
    /// When the package is retired.
    pub retires_at: Option<Timestamp>,
    /// The package was deleted.
    pub gone: bool,
    pub emergency: bool,
    /// Since when somebody is to look at the emergency, and what they said (BYD-19).
    pub review_since: Option<Timestamp>,
    pub reviewed_at: Option<Timestamp>,
    pub justified: Option<bool>,
    pub review_comment: Option<String>,
    pub reviewer_name: Option<String>,
}

impl Row {
    /// As [`shared::directory::Subject::is_outsider`].
    pub const fn subject_is_outsider(&self) -> bool {
        match self.subject_kind {
            UserKind::Visitor | UserKind::Guest => true,
            UserKind::Member => false,
        }
    }
}

/// Something that happened to the request.
#[derive(sqlx::FromRow)]
pub(in crate::my) struct Event {
    pub at: Timestamp,
    pub kind: String,
    pub actor_id: Option<UserId>,
    pub actor_name: Option<String>,
    pub note: String,
    /// Whom it is about beside whoever acted.
    pub about_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct StageRow {
    id: StageId,
    status: StageStatus,
    opened_at: Option<Timestamp>,
    due_at: Option<Timestamp>,
    escalate_at: Option<Timestamp>,
    time_left: Option<i64>,
    decision: Option<Decision>,
    decided_by: Option<UserId>,
    decided_at: Option<Timestamp>,
    justification: String,
    fallback: bool,
    automatic: bool,
    decider_name: Option<String>,
    decided_for_name: Option<String>,
    behalf_name: Option<String>,
    principal_kind: Option<PrincipalKind>,
    principal_id: Option<Uuid>,
    alternate: Option<bool>,
    behalf_of: Option<UserId>,
    place_id: Option<Uuid>,
    approver_name: Option<String>,
    approver_mail: String,
}

impl StageRow {
    fn seat(&self) -> Option<Seat> {
        Some(Seat {
            principal: Principal::new(self.principal_kind?, self.principal_id?),
            alternate: self.alternate == Some(true),
            behalf_of: self.behalf_of,
            stands_for: self.place_id,
        })
    }

    fn approver(&self) -> Option<(Principal, Named)> {
        let principal = Principal::new(self.principal_kind?, self.principal_id?);
        let named = Named {
            name: self
                .approver_name
                .clone()
                .unwrap_or_else(|| t!("Somebody who is no longer in the directory").to_owned()),
            detail: self.approver_mail.clone(),
            group: matches!(principal, Principal::Group(_)),
            described: false,
        };
        let named = match &self.behalf_name {
            Some(of) => Named {
                name: t!("{name} for {other}", name = named.name, other = of),
                ..named
            },
            None => named,
        };
        Some((principal, named))
    }
}

/// Reads a request; `None` if there is none.
///
/// # Errors
/// The database fails.
pub async fn load(conn: &mut Conn, id: RequestId, now: Timestamp) -> Outcome<Option<Story>> {
    let Some(row) = fetch_optional!(conn, Row, "my/request", id)? else {
        return Ok(None);
    };
    let settings: PolicySettings = serde_json::from_str(&row.settings)?;
    let less = requests::less(&row.less)?;
    let mut stages = stages(conn, id).await?;
    name_upcoming(conn, &mut stages, &settings).await?;
    if settings.stages.iter().any(|rule| !rule.needed.is_one()) {
        for given in several::given(conn, id).await? {
            let stage = stages.iter_mut().find(|stage| stage.id == given.stage_id);
            if let Some(stage) = stage {
                stage.given.push(given);
            }
        }
    }
    let events = fetch_all!(conn, Event, "my/events", id)?;
    let mut deliveries = Vec::new();
    let mut content = Vec::new();
    match row.assignment_id {
        Some(assignment) => {
            deliveries = roles::of_assignments(conn, &[assignment], now)
                .await?
                .remove(&assignment)
                .unwrap_or_default();
        }
        None => {
            content = roles::of_package(conn, row.package_id).await?;
        }
    }
    Ok(Some(Story {
        settings,
        less,
        answers: serde_json::from_str(&row.answers)?,
        stages,
        events,
        deliveries,
        content,
        row,
    }))
}

/// Where names are missing, and of whom.
type Coming<'a> = (&'a mut Vec<(Principal, Named)>, &'a [Principal]);

/// Stages ask nobody before it is their turn, nor alternates before theirs; whom a policy names is
/// known all the same.
async fn name_upcoming(
    conn: &mut Conn,
    stages: &mut [Stage],
    settings: &PolicySettings,
) -> Outcome<()> {
    let mut coming: Vec<Coming<'_>> = Vec::new();
    for (stage, rule) in stages.iter_mut().zip(&settings.stages) {
        let waits = stage.status == StageStatus::Initializing;
        if let Some(Escalation {
            alternates: AlternateRule::Named { approvers },
            ..
        }) = &rule.escalation
            && (waits || stage.escalate_at.is_some())
        {
            coming.push((&mut stage.alternates, approvers));
        }
        if waits && !rule.approvers.is_relative() {
            coming.push((&mut stage.approvers, rule.approvers.named()));
        }
    }
    let all: Vec<Principal> = coming
        .iter()
        .flat_map(|(_, named)| named.to_vec())
        .collect();
    if all.is_empty() {
        return Ok(());
    }
    let names = directory::names_of(conn, &all).await?;
    for (people, principals) in coming {
        *people = principals
            .iter()
            .map(|principal| (*principal, flow::named(*principal, &names)))
            .collect();
        people.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
    }
    Ok(())
}

async fn stages(conn: &mut Conn, id: RequestId) -> Outcome<Vec<Stage>> {
    let mut stages: Vec<Stage> = Vec::new();
    for row in fetch_all!(conn, StageRow, "my/stages", id)? {
        let (approver, seat) = (row.approver(), row.seat());
        if stages.last().is_none_or(|last| last.id != row.id) {
            stages.push(Stage {
                id: row.id,
                status: row.status,
                opened_at: row.opened_at,
                due_at: row.due_at,
                escalate_at: row.escalate_at,
                time_left: row.time_left,
                decision: row.decision,
                decided_by: row.decided_by,
                decider_name: row
                    .decider_name
                    .map(|name| words::on_behalf(&name, row.decided_for_name.as_deref())),
                decided_at: row.decided_at,
                justification: row.justification,
                fallback: row.fallback,
                automatic: row.automatic,
                approvers: Vec::new(),
                alternates: Vec::new(),
                seats: Vec::new(),
                given: Vec::new(),
            });
        }
        if let Some(last) = stages.last_mut() {
            last.seats.extend(seat);
            if row.alternate == Some(true) {
                last.alternates.extend(approver);
            } else {
                last.approvers.extend(approver);
            }
        }
    }
    Ok(stages)
}
