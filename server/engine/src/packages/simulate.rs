//! Trying a package on a person and a day (BYD-02): the one evaluation that a request would meet, every
//! policy with its stages, who would decide, until when, and how long the access would last. Changes
//! nothing.

use super::model::permitted;
use super::overview::head_of;
use crate::attributes::may_know_of;
use crate::db::Conn;
use crate::directory::{self, Pick, options};
use crate::policies::preview_stages;
use crate::requests::gates::{self, Gate, GatePolicy};
use crate::separation::may_know;
use crate::{Ctx, Outcome};
use shared::AppError;
use shared::authz::Action;
use shared::directory::Principal;
use shared::ids::{PackageId, UserId};
use shared::policy::{Asked, PolicySettings, Question, Relations, access_end};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::editor::PreviewStage;
use shared::views::my::{Progress, Step};
use shared::views::simulation::{SimulationView, TriedPolicy};

/// People shown to pick from.
const SHOWN: i64 = 20;

/// The form and, with a `person`, what would happen if they asked on that day; today without one.
/// Where somebody belongs and what they have counts as it is now.
///
/// # Errors
/// Not allowed; there is no such package or person.
pub async fn simulate(
    ctx: &Ctx,
    id: PackageId,
    q: &str,
    person: Option<UserId>,
    on: Option<Timestamp>,
) -> Outcome<SimulationView> {
    let (_, package) = permitted(ctx, id, Action::ViewAssignments).await?;
    let now = ctx.now();
    let at = match on {
        Some(day) if day != now.start_of_day() => day,
        _ => now,
    };
    let picked: Vec<Principal> = person.into_iter().map(Principal::User).collect();
    let mut view = SimulationView {
        people: options(ctx, q, Pick::People, &picked, SHOWN).await?,
        head: head_of(ctx, &package),
        q: q.to_owned(),
        on: at.date_input(),
        ..SimulationView::default()
    };
    let Some(person) = person else {
        return Ok(view);
    };
    let mut conn = ctx.read().await?;
    let gate = gates::load(ctx, &mut conn, id, person, at).await?;
    let relations = directory::relations(&mut conn, person).await?;
    let found = &gate.applicability;
    view.person = Principal::User(person).to_string();
    view.name.clone_from(&gate.subject_name);
    view.eligible = found.is_eligible();
    view.reasons = general(ctx, &gate);
    for policy in &gate.policies {
        let mut tried = TriedPolicy {
            name: policy.name.clone(),
            usable: found.usable.contains(&policy.id),
            ..TriedPolicy::default()
        };
        let refusals = found.refusals.iter();
        tried.reasons = refusals
            .filter(|refusal| refusal.policy == Some(policy.id))
            .map(|refusal| refusal.check.sentence().to_owned())
            .collect();
        if !tried.usable && tried.reasons.is_empty() && view.reasons.is_empty() {
            tried.reasons.push(
                t!("Another policy fits this person more closely, so that one counts.").to_owned(),
            );
        }
        if tried.usable {
            let known = may_know_of(ctx, person);
            tried.steps = steps(&mut conn, &gate, policy, &relations, (at, now), known).await?;
        }
        view.policies.push(tried);
    }
    Ok(view)
}

/// What stands against it whatever the policy.
fn general(ctx: &Ctx, gate: &Gate) -> Vec<String> {
    let mut found = gate.applicability.clone();
    found.refusals.retain(|refusal| refusal.policy.is_none());
    found.said(|conflict| {
        let know = may_know(ctx, conflict);
        format!("{} {}", gate.subject_name, conflict.sentence_about(know))
    })
}

async fn steps(
    conn: &mut Conn,
    gate: &Gate,
    policy: &GatePolicy,
    relations: &Relations,
    (at, now): (Timestamp, Timestamp),
    known: bool,
) -> Outcome<Vec<Step>> {
    let settings = &policy.settings;
    let when = |at: Timestamp| Some(When::new(at, now));
    let mut steps = vec![Step {
        title: t!("{name} asks", name = gate.subject_name),
        when: when(at),
        detail: asked(settings, known),
        state: Progress::Current,
        ..Step::default()
    }];
    let stages = preview_stages(conn, settings, relations, gate.subject.id, at).await?;
    let count = stages.len();
    let mut deadline = at;
    for (index, (stage, rule)) in stages.into_iter().zip(&settings.stages).enumerate() {
        deadline = deadline.plus_days(i64::from(rule.decide_within_days));
        steps.push(decision(stage, index, count, deadline, now));
        if steps
            .last()
            .is_some_and(|step| step.state == Progress::Failed)
        {
            return Ok(steps);
        }
    }
    let mut begin = Step {
        title: t!("Access is set up").to_owned(),
        ..Step::default()
    };
    if count == 0 {
        begin.when = when(at);
        begin.detail = Some(t!("At once, because no approval is needed.").to_owned());
    } else {
        begin.when = when(deadline);
        begin.detail = Some(t!("At the latest, and as soon as everybody has approved.").to_owned());
    }
    steps.push(begin);
    steps.push(match access_end(settings, Asked::default(), deadline) {
        Some(end) => Step {
            title: t!("Access ends").to_owned(),
            when: when(end),
            detail: settings
                .custom_schedule
                .then(|| t!("Or earlier, if they ask for less.").to_owned()),
            ..Step::default()
        },
        None => Step {
            title: t!("Access lasts until it is taken away").to_owned(),
            ..Step::default()
        },
    });
    Ok(steps)
}

/// What whoever asks has to say: a reason, answers, and attributes, with what is known of them already
/// (CAT-16, CAT-17). What their profile says is said only to whom it is `known`.
fn asked(settings: &PolicySettings, known: bool) -> Option<String> {
    let mut sentences: Vec<String> = Vec::new();
    if settings.requestor_justification_required {
        sentences.push(t!("They have to say why.").to_owned());
    }
    let own = |question: &&Question| question.attribute.is_none();
    match settings.questions.iter().filter(own).count() {
        0 => {}
        n => sentences.push(tn!(
            n,
            "They are asked {n} question.",
            "They are asked {n} questions."
        )),
    }
    for demand in settings
        .questions
        .iter()
        .filter_map(|one| one.attribute.as_ref())
    {
        let name = demand.name.title();
        sentences.push(match (demand.value.as_str(), demand.editable) {
            ("", _) => {
                t!(
                    "A resource requires the attribute {name}, which they have to enter.",
                    name
                )
            }
            (_, true) if !demand.is_told(known) => {
                t!(
                    "A resource requires the attribute {name}, which they have and may change.",
                    name
                )
            }
            (_, false) if !demand.is_told(known) => {
                t!(
                    "A resource requires the attribute {name}, which they have and cannot change.",
                    name
                )
            }
            (value, true) => t!("{name}: {value}, which they may change.", name, value),
            (value, false) => t!("{name}: {value}, which they cannot change.", name, value),
        });
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn decision(
    stage: PreviewStage,
    index: usize,
    count: usize,
    deadline: Timestamp,
    now: Timestamp,
) -> Step {
    let which = match count {
        1 => String::new(),
        _ => t!("Stage {stage}:", stage = index + 1) + " ",
    };
    if stage.approvers.is_empty() {
        return Step {
            title: format!("{which}{}", t!("nobody is there to decide")),
            detail: Some(t!("The request would be refused at once.").to_owned()),
            state: Progress::Failed,
            ..Step::default()
        };
    }
    if stage.too_few {
        return Step {
            title: format!("{which}{}", t!("too few people are there to approve")),
            detail: Some(t!(
                "It takes {approvers}, and not enough different people can. The request would be refused at once.",
                approvers = stage.approvers
            )),
            state: Progress::Failed,
            ..Step::default()
        };
    }
    let fallback = if stage.fallback {
        format!(
            " {}",
            t!("The fallback steps in, because the rule finds nobody.")
        )
    } else {
        String::new()
    };
    let escalation = match stage.escalation.as_str() {
        "" => String::new(),
        sentence => format!(" {sentence}"),
    };
    Step {
        title: format!(
            "{which}{}",
            if stage.several {
                t!("{approvers} approve", approvers = stage.approvers)
            } else {
                t!("{approvers} decides", approvers = stage.approvers)
            }
        ),
        when: Some(When::new(deadline, now)),
        detail: Some(format!(
            "{}{fallback}{escalation}",
            t!("The latest moment. Without a decision the request is denied.")
        )),
        ..Step::default()
    }
}

/// The person in the address, if it names one.
///
/// # Errors
/// It names something else.
pub fn person_in(text: &str) -> Result<Option<UserId>, AppError> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse() {
        Ok(Principal::User(user)) => Ok(Some(user)),
        _ => Err(AppError::NotFound),
    }
}
