//! One package for one person: what it gives, the ways to get it, or why there is none.

use super::available::standing;
use super::{flow, package_ref, roles};
use crate::assignments::extend;
use crate::assignments::store::Holding;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::requests::gates::{self, Gate, GatePolicy};
use crate::texts::{Description, Name};
use crate::{fetch_optional, settings};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::directory::Subject;
use shared::forms::requests::answer_field;
use shared::ids::{AssignmentId, CatalogId, PackageId, PolicyId, RequestId, UserId};
use shared::policy::{
    Answer, Applicability, Asked, Expiration, PackageFacts, PolicySettings, access_end,
    emergency_refused,
};
use shared::request::RequestState;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{FlowView, PackagePage, Prefill, QuestionView, WayView, words};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub id: PackageId,
    #[sqlx(try_from = "Name")]
    pub display_name: String,
    #[sqlx(try_from = "Description")]
    description: String,
    hidden: bool,
    pub catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    pub catalog_name: String,
    /// The access that the person has, and the policy that gave it.
    holding: Option<AssignmentId>,
    held_policy: Option<PolicyId>,
    held: Option<AssignmentState>,
    held_until: Option<Timestamp>,
    held_since: Option<Timestamp>,
    retires_at: Option<Timestamp>,
    /// What the person has was taken in an emergency.
    emergency: bool,
    pub open_request: Option<RequestId>,
    asked: Option<RequestState>,
    /// Some request of any kind concerns the person: they have, had or asked for it.
    known: bool,
}

impl Row {
    /// May the person keep what they have for longer?
    fn may_extend(&self, gate: &Gate, now: Timestamp) -> bool {
        let (Some(policy), Some(state)) = (self.held_policy, self.held) else {
            return false;
        };
        let holding = Holding {
            policy,
            state,
            was_ready: self.held_since.is_some(),
            ends_at: self.held_until,
            retires_at: self.retires_at,
            emergency: self.emergency,
        };
        extend::judge(gate, &holding, now).is_ok()
    }
}

#[derive(sqlx::FromRow)]
struct EarlierRow {
    policy_id: Option<PolicyId>,
    justification: String,
    answers: String,
    asked_start: Option<Timestamp>,
    asked_end: Option<Timestamp>,
}

/// The page of a package, also of a hidden one (PKG-04): for whoever a policy's scope contains, and
/// for whoever has, had or asked for it. `policy` is the way that was chosen; `from` is an earlier
/// request of the same person whose words the form starts with (REQ-10).
///
/// # Errors
/// [`AppError::NotFound`] for everybody else; nobody is signed in; the database fails.
pub async fn package(
    ctx: &Ctx,
    id: PackageId,
    policy: Option<PolicyId>,
    from: Option<RequestId>,
) -> Outcome<PackagePage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let gate = gates::load(ctx, &mut conn, id, me, now).await?;
    let row = fetch_optional!(conn, Row, "my/package", me, id)?.ok_or(AppError::NotFound)?;
    let settings = settings::current(ctx, &mut conn).await?;
    let narrow = settings.shows_narrow_packages_to(gate.subject.kind)
        && !row.hidden
        && gate.is_for_certain_people();
    if !gate.is_visible() && !row.known && !narrow {
        return Err(AppError::NotFound.into());
    }
    let subject = &gate.subject;
    let found = &gate.applicability;
    let usable: Vec<&GatePolicy> = gate
        .policies
        .iter()
        .filter(|policy| found.usable.contains(&policy.id))
        .collect();
    let (earlier, prefill) = match from {
        Some(request) => earlier(&mut conn, subject, id, request, now).await?,
        None => (None, Prefill::default()),
    };
    let mut ways = ways(
        &mut conn,
        subject,
        &[subject.id],
        &usable,
        &ctx.languages,
        now,
    )
    .await?;
    for (way, policy) in ways.iter_mut().zip(&usable) {
        way.emergency_hours = emergency_hours(policy, &gate, now);
    }
    let chosen = policy
        .or(earlier)
        .filter(|id| found.usable.contains(id))
        .or(match found.usable.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
    let roles_shown = settings.shows_resources_to(gate.subject.kind);
    let roles = if roles_shown {
        roles::of_packages(&mut conn, &[id])
            .await?
            .remove(&id)
            .unwrap_or_default()
    } else {
        Vec::new()
    };
    let reasons = if found.is_eligible() {
        Vec::new()
    } else {
        reasons(found, &gate.facts)
    };
    let extend = row
        .holding
        .filter(|_| row.may_extend(&gate, now))
        .map(|id| format!("/access/{id}/extend"));
    Ok(PackagePage {
        extend,
        description: row.description,
        roles,
        roles_shown,
        badge: standing(row.held, row.asked),
        held: row.held.is_some(),
        held_until: row.held_until.map(|end| When::new(end, now)),
        open_request: row.open_request.map(|request| request.to_string()),
        emergency: row.emergency,
        ways,
        chosen: chosen.map(|policy| policy.to_string()),
        reasons,
        prefill,
        today: now.date_input(),
        package: package_ref(row.id, row.display_name, row.catalog_id, row.catalog_name),
    })
}

/// How many hours access lasts at most that the person takes at once; none if they cannot (BYD-19).
fn emergency_hours(policy: &GatePolicy, gate: &Gate, now: Timestamp) -> Option<u32> {
    let settings = &policy.settings;
    if emergency_refused(settings, &gate.facts, &gate.subject).is_some() {
        return None;
    }
    match settings.in_emergency(now)?.expiration {
        Expiration::AfterHours(hours) => Some(hours),
        // The date comes before the hours are over.
        _ => settings.emergency_hours,
    }
}

/// Why the person cannot ask for it. What they have or wait for is said elsewhere on the page, and
/// then the policies' own refusals would only confuse.
fn reasons(found: &Applicability, standing: &PackageFacts) -> Vec<String> {
    if standing.live_assignment || standing.open_request {
        return Vec::new();
    }
    found.sentences()
}

/// The ways to get the package, as they would go for the person. `parties` may not decide.
pub(super) async fn ways(
    conn: &mut Conn,
    subject: &Subject,
    parties: &[UserId],
    usable: &[&GatePolicy],
    languages: &[String],
    now: Timestamp,
) -> Outcome<Vec<WayView>> {
    let settings: Vec<&PolicySettings> = usable.iter().map(|policy| &policy.settings).collect();
    let planned = flow::plan(conn, subject, parties, &settings).await?;
    Ok(usable
        .iter()
        .enumerate()
        .map(|(index, policy)| {
            let flow = planned.flow(index, &policy.settings, subject);
            way(policy, flow, languages, now)
        })
        .collect())
}

fn way(policy: &GatePolicy, flow: FlowView, languages: &[String], now: Timestamp) -> WayView {
    let settings = &policy.settings;
    let latest = access_end(settings, Asked::default(), now);
    let period_hint = match settings.expiration {
        Expiration::Never => {
            t!("Leave both empty to start at once and to keep it without end.").to_owned()
        }
        Expiration::OnDate(end) => t!(
            "Leave both empty to start at once and to keep it until {end}.",
            end = end.short_date()
        ),
        Expiration::AfterDays(_) | Expiration::AfterHours(_) => t!(
            "Leave both empty to start at once and to keep it for {time}, the longest possible time.",
            time = words::lasts(settings.expiration)
        ),
    };
    WayView {
        id: policy.id.to_string(),
        name: policy.name.clone(),
        description: policy.description.clone(),
        summary: words::way(settings),
        flow,
        justification_required: settings.requestor_justification_required,
        questions: settings
            .questions
            .iter()
            .map(|question| QuestionView::new(question, languages))
            .collect(),
        chooses_period: settings.custom_schedule,
        latest_end: latest
            .filter(|_| matches!(settings.expiration, Expiration::OnDate(_)))
            .map(Timestamp::date_input),
        period_hint,
        emergency_hours: None,
    }
}

/// The policy and the words of an earlier request; dates that have passed are left out.
async fn earlier(
    conn: &mut Conn,
    subject: &Subject,
    package: PackageId,
    request: RequestId,
    now: Timestamp,
) -> Outcome<(Option<PolicyId>, Prefill)> {
    let row = fetch_optional!(
        conn,
        EarlierRow,
        "my/earlier_request",
        request,
        subject.id,
        package
    )?;
    let Some(row) = row else {
        return Ok((None, Prefill::default()));
    };
    let answers: Vec<Answer> = serde_json::from_str(&row.answers)?;
    let upcoming = |at: Option<Timestamp>| {
        at.filter(|at| *at >= now.start_of_today_anywhere())
            .map(Timestamp::date_input)
            .unwrap_or_default()
    };
    Ok((
        row.policy_id,
        Prefill {
            justification: row.justification,
            answers: answers
                .into_iter()
                .map(|answer| (answer_field(answer.question), answer.value))
                .collect(),
            start: upcoming(row.asked_start),
            end: upcoming(row.asked_end),
        },
    ))
}
