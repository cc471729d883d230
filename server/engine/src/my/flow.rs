//! The approval flow as a person would go through it: who decides, in which order, by when
//! (BYD-16: by name where names are sensible, otherwise by kind; always the deadline).

use crate::db::Conn;
use crate::directory;
use crate::error::Outcome;
use shared::directory::{Principal, Subject};
use shared::ids::UserId;
use shared::policy::{
    AlternateRule, ApproverRule, PolicySettings, Relations, StagePlan, StageSettings,
    plan_alternates, plan_stage,
};
use shared::views::my::{EscalationView, FlowView, Named, Progress, StageView, words};
use std::collections::BTreeMap;

/// Names of users and groups.
pub(super) type Names = BTreeMap<Principal, directory::Named>;

/// `Approval`, `Stage 1 of 2`; `place` counts from zero.
pub(super) fn stage_title(place: i64, stages: i64) -> String {
    if stages == 1 {
        t!("Approval").to_owned()
    } else {
        t!("Stage {stage} of {stages}", stage = place + 1, stages)
    }
}

/// `within 7 days`.
pub(super) fn deadline(stage: &StageSettings) -> String {
    shared::policy::within_days(stage.decide_within_days)
}

/// `after 3 days`; none without alternates.
pub(super) fn escalates(stage: &StageSettings) -> Option<String> {
    let days = stage.escalation.as_ref()?.after_days;
    Some(shared::policy::after_days(days))
}

/// A principal as pages name it; who has left the directory is still counted.
pub(super) fn named(principal: Principal, names: &Names) -> Named {
    names.get(&principal).map_or_else(
        || Named::described(t!("Somebody who is no longer in the directory")),
        |found| Named {
            name: found.name.clone(),
            detail: found.mail.clone(),
            group: matches!(principal, Principal::Group(_)),
            described: false,
        },
    )
}

/// What has to be known about the people of a flow before it can be drawn.
pub(super) struct Planned {
    plans: Vec<Vec<(StagePlan, Option<StagePlan>)>>,
    names: Names,
}

/// Resolves the stages of several policies for one person. `parties` may not decide.
pub(super) async fn plan(
    conn: &mut Conn,
    subject: &Subject,
    parties: &[UserId],
    policies: &[&PolicySettings],
) -> Outcome<Planned> {
    let mut planned = Planned {
        plans: Vec::new(),
        names: Names::new(),
    };
    if policies.iter().all(|settings| settings.stages.is_empty()) {
        planned.plans = policies.iter().map(|_| Vec::new()).collect();
        return Ok(planned);
    }
    let relations: Relations = directory::relations(conn, subject.id).await?;
    planned.plans = policies
        .iter()
        .map(|settings| {
            settings
                .stages
                .iter()
                .map(|stage| {
                    (
                        plan_stage(stage, &relations, parties),
                        plan_alternates(stage, &relations, parties),
                    )
                })
                .collect()
        })
        .collect();
    let named = |settings: &&PolicySettings| settings.shows_names(subject.is_outsider());
    if policies.iter().any(named) {
        let principals: Vec<Principal> = planned
            .plans
            .iter()
            .zip(policies)
            .filter(|(_, settings)| named(settings))
            .flat_map(|(plans, _)| plans)
            .flat_map(|(plan, alternates)| std::iter::once(plan).chain(alternates))
            .flat_map(|plan| plan.approvers.iter().copied())
            .collect();
        planned.names = directory::names_of(conn, &principals).await?;
    }
    Ok(planned)
}

impl Planned {
    /// The flow of the `index`-th policy, before anybody has asked.
    pub fn flow(&self, index: usize, settings: &PolicySettings, subject: &Subject) -> FlowView {
        let names = settings.shows_names(subject.is_outsider());
        let plans = self.plans.get(index).map_or(&[][..], Vec::as_slice);
        let stages = settings
            .stages
            .iter()
            .zip(plans)
            .zip(0..)
            .map(|((stage, (plan, alternates)), place)| StageView {
                title: stage_title(place, settings.stages.len() as i64),
                people: self.people(stage, plan, names),
                note: note(stage, plan),
                deadline: Some(deadline(stage)),
                escalation: self.escalation(stage, alternates.as_ref(), names),
                state: Progress::Upcoming,
            })
            .collect();
        FlowView {
            requestor: t!("You").to_owned(),
            stages,
            lasts: words::lasting(settings.expiration),
            access: Progress::Upcoming,
            running: false,
        }
    }

    fn escalation(
        &self,
        stage: &StageSettings,
        plan: Option<&StagePlan>,
        names: bool,
    ) -> Option<EscalationView> {
        let plan = plan.filter(|plan| !plan.approvers.is_empty())?;
        let rule = &stage.escalation.as_ref()?.alternates;
        Some(EscalationView {
            after: escalates(stage)?,
            people: if names {
                plan.approvers
                    .iter()
                    .map(|principal| named(*principal, &self.names))
                    .collect()
            } else {
                vec![alternate_kind(rule, plan.fallback, true)]
            },
        })
    }

    fn people(&self, stage: &StageSettings, plan: &StagePlan, names: bool) -> Vec<Named> {
        if !names {
            return vec![Named::described(words::decider(
                &stage.approvers,
                plan.fallback,
                true,
            ))];
        }
        plan.approvers
            .iter()
            .map(|principal| named(*principal, &self.names))
            .collect()
    }
}

/// The kind of alternate that decides for the person who asks, by kind.
pub(super) fn alternate_kind(rule: &AlternateRule, fallback: bool, you: bool) -> Named {
    Named::described(words::alternate(rule, fallback, you))
}

/// What is worth saying about a stage to the person who asks.
fn note(stage: &StageSettings, plan: &StagePlan) -> Option<String> {
    if plan.approvers.is_empty() {
        return Some(t!("There is nobody who could decide this at present.").to_owned());
    }
    let several = plan.approvers.len() > 1
        || plan
            .approvers
            .iter()
            .any(|principal| matches!(principal, Principal::Group(_)));
    let mut notes = Vec::new();
    match (&stage.approvers, plan.fallback) {
        (ApproverRule::Manager { .. }, true) => notes.push(t!("Stands in for a manager.")),
        (ApproverRule::Manager { .. }, false) => notes.push(t!("Your manager.")),
        (ApproverRule::Named { .. }, _) => {}
        (_, true) => notes.push(t!("Stands in for a sponsor.")),
        (_, false) => notes.push(t!("Your sponsor.")),
    }
    let enough = words::enough(stage.needed, several);
    notes.extend(enough.as_deref());
    (!notes.is_empty()).then(|| notes.join(" "))
}
