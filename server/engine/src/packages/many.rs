//! Assigning a package to many people at once: only those who are missing get it, and nobody loses it
//! (ASG-11).

use super::model::permitted;
use super::overview::head_of;
use super::policies::stored;
use crate::assignments::{DirectAssignment, assign_directly, direct};
use crate::db::Conn;
use crate::directory::{self, Person, Pick, options};
use crate::requests::gates;
use crate::{Ctx, Failure, Outcome, attributes, catalogs, fetch_in, fetch_one};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::directory::Principal;
use shared::forms::AssignManyInput;
use shared::ids::{ObjectId, PackageId, PolicyId, UserId};
use shared::limits::ASSIGN_MANY_MAX;
use shared::policy::{Asked, Check};
use shared::views::packages::{AssignManyView, ManyRow, ManyVerdict};
use std::collections::HashMap;

/// Groups shown to pick from.
const SHOWN: i64 = 30;

/// What the page starts from; with a list, what would happen to each line of it.
///
/// # Errors
/// Not allowed, or there is no such package; what is wrong with the list as [`assign_many`] says it.
pub async fn assign_many_form(
    ctx: &Ctx,
    id: PackageId,
    q: &str,
    input: Option<&AssignManyInput>,
) -> Outcome<AssignManyView> {
    let (_, package) = permitted(ctx, id, Action::DirectlyAssignUser).await?;
    let mut conn = ctx.read().await?;
    let policies = stored(&mut conn, id).await?;
    let preview = match input {
        Some(input) => {
            let policy = policy_of(input)?;
            let judged = judge(ctx, &mut conn, id, policy, input).await?;
            Some(judged.into_iter().map(|(_, row)| row).collect())
        }
        None => None,
    };
    drop(conn);
    let group = input.and_then(|input| input.group).map(Principal::Group);
    let picked: Vec<Principal> = group.into_iter().collect();
    Ok(AssignManyView {
        policies: policies.iter().map(super::assign::choice).collect(),
        groups: options(ctx, q, Pick::Groups, &picked, SHOWN).await?,
        today: ctx.now().date_input(),
        preview,
        head: head_of(ctx, &package),
    })
}

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignedMany {
    /// Those who were given it, or whose approvers are asked.
    pub assigned: usize,
    /// Those who had it.
    pub had: usize,
    /// Everybody else, with the reason.
    pub refused: Vec<ManyRow>,
}

/// Assigns the package to everybody of the list who does not have it, each judged and recorded for
/// themselves.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`]; [`AppError::Invalid`] at `policy`, `list` or `group`.
/// What is wrong with one person stands in the outcome.
pub async fn assign_many(
    ctx: &Ctx,
    id: PackageId,
    input: &AssignManyInput,
) -> Outcome<AssignedMany> {
    permitted(ctx, id, Action::DirectlyAssignUser).await?;
    let policy = policy_of(input)?;
    let mut conn = ctx.read().await?;
    let judged = judge(ctx, &mut conn, id, policy, input).await?;
    drop(conn);
    let mut done = AssignedMany::default();
    for (person, mut row) in judged {
        match (row.verdict, person) {
            (ManyVerdict::Has, _) => done.had += 1,
            (ManyVerdict::Gets, Some(person)) => {
                let assignment = DirectAssignment {
                    package: id,
                    policy,
                    people: vec![person],
                    asked: Asked {
                        start: input.start,
                        end: input.end,
                    },
                    justification: input.justification.clone(),
                    answers: Vec::new(),
                };
                match assign_directly(ctx, &assignment).await {
                    Ok(_) => done.assigned += 1,
                    Err(Failure::App(error)) => {
                        row.verdict = ManyVerdict::Refused;
                        row.why = said(&error);
                        done.refused.push(row);
                    }
                    Err(failure) => return Err(failure),
                }
            }
            _ => done.refused.push(row),
        }
    }
    Ok(done)
}

/// A refusal in one line.
fn said(error: &AppError) -> String {
    let messages: Vec<String> = error.field_errors().0.into_values().collect();
    messages.join(" ")
}

fn policy_of(input: &AssignManyInput) -> Result<PolicyId, AppError> {
    input
        .policy
        .ok_or_else(|| AppError::field("policy", t!("Choose a policy.")))
}

type Judged = (Option<UserId>, ManyRow);

/// What would happen to each line, or to each member of the group.
async fn judge(
    ctx: &Ctx,
    conn: &mut Conn,
    id: PackageId,
    policy: PolicyId,
    input: &AssignManyInput,
) -> Outcome<Vec<Judged>> {
    let policies = stored(conn, id).await?;
    let chosen = policies.iter().find(|stored| stored.id == policy);
    let chosen = chosen.ok_or_else(|| AppError::field("policy", t!("Choose a policy.")))?;
    let asks = !chosen.settings.questions.is_empty();
    if asks || !attributes::demanded(conn, id, None).await?.is_empty() {
        let message =
            t!("Something has to be asked here, so it is assigned to one person at a time.");
        return Err(AppError::field("policy", message).into());
    }
    if let Some(group) = input.group {
        may_read(ctx, conn, id, group).await?;
    }
    let named = named(conn, input).await?;
    let mut judged = Vec::with_capacity(named.len());
    for (line, person) in named {
        let Some((person, name)) = person else {
            let why = t!("Nobody here has this mail address or user name.").to_owned();
            judged.push((
                None,
                ManyRow {
                    line,
                    why,
                    ..ManyRow::default()
                },
            ));
            continue;
        };
        let (verdict, why) = verdict(ctx, conn, id, policy, person).await?;
        let row = ManyRow {
            line,
            person: name,
            verdict,
            why,
        };
        judged.push((Some(person), row));
    }
    Ok(judged)
}

async fn verdict(
    ctx: &Ctx,
    conn: &mut Conn,
    package: PackageId,
    policy: PolicyId,
    person: UserId,
) -> Outcome<(ManyVerdict, String)> {
    let now = ctx.now();
    let gate = gates::load(ctx, conn, package, person, now).await?;
    let Some(policy) = gate.policy(policy) else {
        return Err(AppError::field("policy", t!("Choose a policy.")).into());
    };
    Ok(match direct::refusal(&gate, policy, now) {
        None => (ManyVerdict::Gets, String::new()),
        Some(Check::AlreadyAssigned) => (ManyVerdict::Has, String::new()),
        Some(Check::Incompatible) => (ManyVerdict::Refused, gate.conflicts_told_to(ctx).join(" ")),
        Some(check) => (ManyVerdict::Refused, check.sentence().to_owned()),
    })
}

/// Who is in a group is for administrators, except where it is known anyway: the group is in the catalog, a policy of
/// the package is for it, or the actor is in it or owns it.
async fn may_read(ctx: &Ctx, conn: &mut Conn, package: PackageId, group: ObjectId) -> Outcome<()> {
    if ctx.allows(Action::ReportOnAUser, Scope::Tenant) {
        return Ok(());
    }
    let (known,) = fetch_one!(conn, (bool,), "packages/knows_group", package, group)?;
    let own = match ctx.actor.user() {
        Some(me) if !known => {
            directory::is_in_group(conn, me, group).await?
                || !catalogs::owned(conn, me, &[group]).await?.is_empty()
        }
        _ => false,
    };
    if known || own {
        return Ok(());
    }
    Err(AppError::field(
        "group",
        t!("Choose a group that is in the catalog, that a policy of this package is for, or that you are in or own. Others only administrators can take."),
    )
    .into())
}

type Line = (String, Option<(UserId, String)>);

/// Who is meant: by name, or as a member of the group; each person once.
async fn named(conn: &mut Conn, input: &AssignManyInput) -> Outcome<Vec<Line>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: UserId,
        display_name: String,
        mail: String,
        user_name: String,
    }
    let mut known: HashMap<String, (UserId, String)> = HashMap::new();
    if !input.list.is_empty() {
        let names: Vec<&str> = input.list.iter().map(String::as_str).collect();
        for row in fetch_in!(conn, Row, "directory/people_called", &names)? {
            let person = (row.id, row.display_name);
            known.entry(row.mail).or_insert_with(|| person.clone());
            // The user name is one person's alone.
            known.insert(row.user_name, person);
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut seen: Vec<UserId> = Vec::new();
    for name in &input.list {
        let person = known.get(name).cloned();
        if let Some((id, _)) = &person {
            if seen.contains(id) {
                continue;
            }
            seen.push(*id);
        }
        lines.push((name.clone(), person));
    }
    if let Some(group) = input.group {
        let limit = i64::try_from(ASSIGN_MANY_MAX).unwrap_or(i64::MAX) + 1;
        let group = [Principal::Group(group)];
        let members: Vec<Person> = directory::resolve(conn, &group, limit).await?;
        for member in members {
            if !seen.contains(&member.id) {
                seen.push(member.id);
                lines.push((member.mail, Some((member.id, member.name))));
            }
        }
    }
    if lines.len() > ASSIGN_MANY_MAX {
        let field = if input.group.is_some() {
            "group"
        } else {
            "list"
        };
        let message = t!(
            "These are more than {most} people. Assign fewer at a time.",
            most = ASSIGN_MANY_MAX
        );
        return Err(AppError::field(field, &message).into());
    }
    if lines.is_empty() {
        return Err(AppError::field("group", t!("Nobody is in this group.")).into());
    }
    Ok(lines)
}
