//! From the tables' words to policies.

use super::names::Names;
use super::seeds::{Approver, Asks, Lasts, OpenTo, PolicySeed, StageSeed};
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::policies;
use shared::forms::{NEW_QUESTION, PolicyInput};
use shared::ids::{PackageId, PolicyId};
use shared::policy::{
    ApproverRule, Expiration, Needed, PolicySettings, Question, QuestionKind, ScopeLoss,
    StageSettings, TargetScope,
};
use shared::time::Timestamp;

/// Makes a policy of a package.
pub(super) async fn create_policy(
    ctx: &Ctx,
    names: &Names,
    package: PackageId,
    seed: &PolicySeed,
    today: Timestamp,
) -> Outcome<PolicyId> {
    let (scope, subjects, organizations) = match seed.open_to {
        OpenTo::Members => (TargetScope::AllMemberUsers, vec![], vec![]),
        OpenTo::Directory => (TargetScope::AllDirectoryUsers, vec![], vec![]),
        OpenTo::Only(who) => (
            TargetScope::SpecificDirectoryUsers,
            names.principals(who)?,
            vec![],
        ),
        OpenTo::Partners(partners) => (
            TargetScope::SpecificConnectedOrganizationUsers,
            vec![],
            partners
                .iter()
                .map(|name| names.organization(name))
                .collect::<Outcome<_>>()?,
        ),
        OpenTo::EveryPartner => (
            TargetScope::AllConfiguredConnectedOrganizationUsers,
            vec![],
            vec![],
        ),
        OpenTo::Nobody => (TargetScope::NotSpecified, vec![], vec![]),
    };
    let stages = seed.stages.iter().map(|seed| stage(names, seed));
    let settings = PolicySettings {
        subjects,
        organizations,
        requestor_justification_required: seed.reason,
        stages: stages.collect::<Outcome<_>>()?,
        questions: seed.questions.iter().map(question).collect(),
        expiration: match seed.lasts {
            Lasts::Forever => Expiration::Never,
            Lasts::Days(days) => Expiration::AfterDays(days),
            Lasts::Hours(hours) => Expiration::AfterHours(hours),
            Lasts::Until(days) => Expiration::OnDate(today.plus_days(days).end_of_day()),
        },
        custom_schedule: seed.chooses_period,
        // Access for a time can be kept for longer, and needs the approval again where there is one.
        can_extend: scope != TargetScope::NotSpecified && seed.lasts.ends(),
        approve_extension: scope != TargetScope::NotSpecified
            && seed.lasts.ends()
            && !seed.stages.is_empty(),
        managers_ask: matches!(seed.open_to, OpenTo::Members),
        // What is for a department goes a month after its people leave it.
        scope_loss: match seed.open_to {
            OpenTo::Only(_) => ScopeLoss::EndAfterDays(30),
            _ => ScopeLoss::Keep,
        },
        // Two stages are two decisions here, also where a manager is among the second ones.
        ask_again: seed.stages.len() > 1,
        ..PolicySettings::new(scope)
    };
    let rows = u32::try_from(seed.questions.len()).unwrap_or_default();
    let input = PolicyInput {
        name: seed.name.to_owned(),
        description: seed.description.to_owned(),
        settings,
        question_rows: (1..=rows).collect(),
        version: None,
    };
    policies::create(ctx, package, input).await
}

fn stage(names: &Names, seed: &StageSeed) -> Outcome<StageSettings> {
    let approvers = match seed.asks {
        Approver::Named(who) | Approver::Each(who) => ApproverRule::Named {
            approvers: names.principals(who)?,
        },
        Approver::Manager(who) => ApproverRule::Manager {
            fallback: names.principals(who)?,
        },
        Approver::InternalSponsors(who) => ApproverRule::InternalSponsors {
            fallback: names.principals(who)?,
        },
        Approver::ExternalSponsors(who) => ApproverRule::ExternalSponsors {
            fallback: names.principals(who)?,
        },
    };
    Ok(StageSettings {
        approver_justification_required: seed.reason,
        needed: match seed.asks {
            Approver::Each(_) => Needed::Each,
            _ => Needed::One,
        },
        ..StageSettings::new(approvers, seed.days)
    })
}

fn question(seed: &Asks) -> Question {
    let (text, required, kind) = match seed {
        Asks::Line(text) => (text, true, QuestionKind::ShortText { pattern: None }),
        Asks::Pattern(text, pattern) => {
            let pattern = Some((*pattern).to_owned());
            (text, true, QuestionKind::ShortText { pattern })
        }
        Asks::Paragraph(text) => (text, false, QuestionKind::LongText),
        Asks::Choice(text, choices) => {
            let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
            (text, true, QuestionKind::Choice { choices })
        }
    };
    Question {
        id: NEW_QUESTION,
        text: (*text).to_owned(),
        required,
        kind,
        translations: Vec::new(),
        attribute: None,
    }
}
