//! The verbs of request stories: ask, decide, let time pass, look.

use super::World;
use engine::approvals::{self, store::StageRow};
use engine::assignments;
use engine::requests::{self, store::RequestRow};
use engine::{Failure, Outcome};
use shared::AppError;
use shared::approval::Decision;
use shared::assignment::AssignmentState;
use shared::directory::Principal;
use shared::forms::requests::{DecisionInput, RequestInput};
use shared::ids::{AssignmentId, PackageId, RequestId, UserId};
use shared::policy::{
    AlternateRule, ApproverRule, Escalation, PolicySettings, StageSettings, TargetScope,
};

/// A policy for all members, without approval or end.
pub fn open_policy() -> PolicySettings {
    PolicySettings::new(TargetScope::AllMemberUsers)
}

/// A stage with a week to decide and no reason required.
pub fn stage(approvers: ApproverRule) -> StageSettings {
    StageSettings::new(approvers, 7)
}

/// A stage that asks these people.
pub fn asks(people: &[UserId]) -> StageSettings {
    stage(ApproverRule::Named {
        approvers: people.iter().map(|id| Principal::User(*id)).collect(),
    })
}

/// As [`asks`], and after some days these, too.
pub fn asks_later(people: &[UserId], after_days: u32, alternates: &[UserId]) -> StageSettings {
    let approvers = alternates.iter().map(|id| Principal::User(*id)).collect();
    StageSettings {
        escalation: Some(Escalation {
            after_days,
            alternates: AlternateRule::Named { approvers },
        }),
        ..asks(people)
    }
}

/// What the caller would see of a refusal.
pub fn refusal<T: std::fmt::Debug>(outcome: Outcome<T>) -> AppError {
    match outcome {
        Err(Failure::App(error)) => error,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

impl World {
    /// Jumps over days, as after an outage: what fell due meanwhile is carried out at the end.
    pub async fn advance_days(&self, days: i64) {
        self.pass_hours(days * 24);
        self.settle().await;
    }

    pub async fn ask_with(
        &self,
        who: UserId,
        package: PackageId,
        input: RequestInput,
    ) -> Outcome<RequestId> {
        requests::submit(&self.as_user(who).await, package, &input).await
    }

    /// Asks for a package without a word.
    pub async fn ask(&self, who: UserId, package: PackageId) -> RequestId {
        self.ask_with(who, package, RequestInput::default())
            .await
            .unwrap()
    }

    pub async fn request(&self, id: RequestId) -> RequestRow {
        let mut conn = self.db().read().await.unwrap();
        requests::store::load(&mut conn, id).await.unwrap()
    }

    pub async fn stages(&self, id: RequestId) -> Vec<StageRow> {
        let mut conn = self.db().read().await.unwrap();
        let stages = approvals::store::stages(&mut conn, id).await.unwrap();
        stages.into_iter().map(|asked| asked.stage).collect()
    }

    /// Decides on the stage at a position (from 0).
    pub async fn decide_at(
        &self,
        who: UserId,
        id: RequestId,
        position: usize,
        decision: Decision,
        reason: &str,
    ) -> Outcome<()> {
        let stage = self.stages(id).await[position].id;
        let input = DecisionInput {
            decision,
            justification: reason.to_owned(),
            stage,
            seen_due: None,
        };
        approvals::decide(&self.as_user(who).await, id, &input).await
    }

    pub async fn approve(&self, who: UserId, id: RequestId, position: usize) {
        self.decide_at(who, id, position, Decision::Approve, "")
            .await
            .unwrap();
    }

    /// The assignment a request led to.
    pub async fn assignment_of(&self, id: RequestId) -> assignments::store::AssignmentRow {
        let id = self.request(id).await.assignment_id.unwrap();
        self.assignment(id).await
    }

    pub async fn assignment(&self, id: AssignmentId) -> assignments::store::AssignmentRow {
        let mut conn = self.db().read().await.unwrap();
        assignments::store::load(&mut conn, id).await.unwrap()
    }

    /// Asks and gets, through a policy that needs no approval.
    pub async fn get(&self, who: UserId, package: PackageId) -> AssignmentId {
        let request = self.ask(who, package).await;
        self.settle().await;
        let assignment = self.assignment_of(request).await;
        assert_eq!(assignment.state, AssignmentState::Delivered);
        assignment.id
    }

    /// Subjects of the mails sent to an address, oldest first.
    pub async fn mails_to(&self, address: &str) -> Vec<String> {
        rows!(
            self,
            (String,),
            "SELECT subject FROM demo_mails WHERE recipient = $1 ORDER BY id",
            address
        )
        .into_iter()
        .map(|(subject,)| subject)
        .collect()
    }
}
