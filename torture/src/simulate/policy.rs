//! Policies as people might write them.

use super::world::World;
use engine::sql;
use shared::directory::{Principal, PrincipalKind};
use shared::forms::{NEW_QUESTION, PolicyInput};
use shared::ids::OrganizationId;
use shared::limits;
use shared::policy::{
    AlternateRule, ApproverRule, Escalation, Expiration, Needed, PolicySettings, Question,
    QuestionKind, ScopeLoss, StageSettings, TargetScope,
};
use uuid::Uuid;

/// Who may ask, with weights.
const SCOPES: &[(TargetScope, u32)] = &[
    (TargetScope::AllMemberUsers, 16),
    (TargetScope::AllDirectoryUsers, 6),
    (TargetScope::SpecificDirectoryUsers, 4),
    (TargetScope::NotSpecified, 2),
    (TargetScope::AllConfiguredConnectedOrganizationUsers, 2),
    (TargetScope::SpecificConnectedOrganizationUsers, 1),
    (TargetScope::AllExternalUsers, 2),
];

/// A policy that may or may not make sense; the product is to say which.
///
/// # Errors
/// The database fails.
pub async fn input(world: &World, name: String) -> sqlx::Result<PolicyInput> {
    let chance = &world.chance;
    let place = chance.weighted(SCOPES.iter().map(|scope| scope.1));
    let scope = SCOPES.get(place).map_or(SCOPES[0].0, |scope| scope.0);
    let mut stages: Vec<StageSettings> = Vec::new();
    if scope != TargetScope::NotSpecified {
        let least = u32::from(scope == TargetScope::AllExternalUsers);
        let count = (chance.weighted([4, 5, 2, 1].into_iter()) as u32).max(least);
        for _ in 0..count {
            stages.push(stage(world, scope).await?);
        }
    }
    let subjects = if scope == TargetScope::SpecificDirectoryUsers {
        principals(world).await?
    } else {
        Vec::new()
    };
    let organizations = if scope == TargetScope::SpecificConnectedOrganizationUsers {
        let found: Option<(OrganizationId,)> = world.any(sql!("pick/organizations")).await?;
        found.map(|row| row.0).into_iter().collect()
    } else {
        Vec::new()
    };
    let expiration = match chance.weighted([3, 6, 2, 2].into_iter()) {
        0 => Expiration::Never,
        1 => Expiration::AfterDays(u32::try_from(chance.number(1..400)).unwrap_or(1)),
        2 => Expiration::AfterHours(u32::try_from(chance.number(1..100)).unwrap_or(1)),
        _ => Expiration::OnDate(world.now().plus_days(chance.number(1..300)).end_of_day()),
    };
    let questions: Vec<Question> = (0..chance.weighted([8, 1, 1].into_iter()))
        .map(|number| question(format!("Question {number}?"), chance.percent(50)))
        .collect();
    let at_once = !stages.is_empty() && scope != TargetScope::AllExternalUsers;
    Ok(PolicyInput {
        name,
        description: String::new(),
        question_rows: (0..u32::try_from(questions.len()).unwrap_or(0)).collect(),
        version: None,
        settings: PolicySettings {
            subjects,
            organizations,
            enabled: chance.percent(92),
            requestor_justification_required: chance.percent(15)
                && scope != TargetScope::NotSpecified,
            stages,
            questions,
            expiration,
            custom_schedule: chance.percent(50),
            ask_again: chance.percent(30),
            can_extend: chance.percent(70) && scope != TargetScope::NotSpecified,
            approve_extension: chance.percent(50) && scope != TargetScope::NotSpecified,
            managers_ask: chance.percent(60)
                && scope != TargetScope::NotSpecified
                && !scope.is_external(),
            mail_off: chance.percent(5),
            scope_loss: if chance.percent(40) && scope != TargetScope::NotSpecified {
                ScopeLoss::EndAfterDays(u32::try_from(chance.number(0..60)).unwrap_or(0))
            } else {
                ScopeLoss::Keep
            },
            emergency_hours: (chance.percent(60) && at_once).then_some(4),
            approve_direct: chance.percent(30) && scope != TargetScope::NotSpecified,
            ..PolicySettings::new(scope)
        },
    })
}

fn question(text: String, required: bool) -> Question {
    Question {
        id: NEW_QUESTION,
        text,
        required,
        kind: QuestionKind::Choice {
            choices: vec!["yes".to_owned(), "no".to_owned()],
        },
        translations: Vec::new(),
        attribute: None,
    }
}

async fn stage(world: &World, scope: TargetScope) -> sqlx::Result<StageSettings> {
    let chance = &world.chance;
    let fallback = principals(world).await?;
    let approvers = match (chance.count(0..3), scope.is_external()) {
        (0, _) => ApproverRule::Named {
            approvers: fallback,
        },
        (1, false) => ApproverRule::Manager { fallback },
        (_, false) => ApproverRule::Sponsors { fallback },
        (1, true) => ApproverRule::InternalSponsors { fallback },
        (_, true) => ApproverRule::ExternalSponsors { fallback },
    };
    let days = u32::try_from(chance.number(1..15)).unwrap_or(1);
    let second = matches!(approvers, ApproverRule::Manager { .. }) && chance.percent(50);
    let escalation = if days >= limits::ESCALATION_DEADLINE_MIN && chance.percent(60) {
        let named = principals(world).await?;
        Some(Escalation {
            after_days: u32::try_from(chance.number(1..i64::from(days) - 1)).unwrap_or(1),
            alternates: if second {
                AlternateRule::SecondLevelManager { fallback: named }
            } else {
                AlternateRule::Named { approvers: named }
            },
        })
    } else {
        None
    };
    let needed = match &approvers {
        ApproverRule::Named { approvers } if approvers.len() > 1 && chance.percent(30) => {
            Needed::Each
        }
        rule if !matches!(rule, ApproverRule::Manager { .. }) && chance.percent(20) => {
            Needed::Several(2)
        }
        _ => Needed::One,
    };
    Ok(StageSettings {
        approver_justification_required: chance.percent(15),
        escalation,
        needed,
        ..StageSettings::new(approvers, days)
    })
}

/// One to three people and groups.
async fn principals(world: &World) -> sqlx::Result<Vec<Principal>> {
    let all: Vec<(PrincipalKind, Uuid)> = world.rows(sql!("pick/principals"), &[]).await?;
    let mut found: Vec<Principal> = (0..world.chance.number(1..4))
        .filter_map(|_| world.chance.one(&all))
        .map(|(kind, id)| Principal::new(kind, id))
        .collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
