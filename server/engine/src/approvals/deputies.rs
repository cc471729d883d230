//! Deputies: somebody decides for a person in a time; the person still can (APR-09). One level only:
//! deputies have no deputies for what they are asked as one.

use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use crate::{execute, fetch_all, fetch_in, fetch_optional, notices};
use serde_json::json;
use shared::AppError;
use shared::directory::Principal;
use shared::forms::approvals::DeputyInput;
use shared::ids::{DeputyId, StageId, UserId};
use shared::limits;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{AwayPage, DeputyRow};

/// Asks whoever decides for these people at present, but for the parties of the request; those now asked.
pub(crate) async fn ask(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    deciders: &[Person],
    alternate: bool,
) -> Outcome<Vec<Person>> {
    if deciders.is_empty() {
        return Ok(Vec::new());
    }
    let now = tx.now();
    let people: Vec<UserId> = deciders.iter().map(|person| person.id).collect();
    let requestor = request.requestor_id.unwrap_or(request.subject_id);
    let asked = fetch_in!(
        tx,
        (UserId,),
        "approvals/ask_deputies",
        &people;
        stage, now, request.subject_id, requestor, alternate
    )?;
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<UserId> = asked.into_iter().map(|(id,)| id).collect();
    let found = directory::people_by_ids(&mut tx.conn, &ids).await?;
    Ok(found.into_values().collect())
}

/// Deputies whose time is over are not asked any more.
pub(crate) async fn over(ctx: &Ctx) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    execute!(tx, "approvals/deputies_over", now)?;
    tx.commit_unrecorded().await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: DeputyId,
    person_id: UserId,
    starts_at: Timestamp,
    ends_at: Timestamp,
    person_name: String,
    deputy_name: String,
    deputy_mail: String,
}

/// Who decides for the person now or later, and for whom the person does.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn away(ctx: &Ctx) -> Outcome<AwayPage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let mut page = AwayPage {
        today: now.date_input(),
        ..AwayPage::default()
    };
    for row in fetch_all!(conn, Row, "deputies/of_person", me, now)? {
        let mine = row.person_id == me;
        let shown = DeputyRow {
            id: row.id.to_string(),
            name: if mine {
                row.deputy_name
            } else {
                row.person_name
            },
            detail: if mine { row.deputy_mail } else { String::new() },
            starts: When::new(row.starts_at, now),
            ends: When::new(row.ends_at, now),
            period: t!(
                "from {start} until {end}",
                start = row.starts_at.long_date(),
                end = row.ends_at.long_date()
            ),
            running: row.starts_at <= now,
        };
        if mine {
            page.mine.push(shown);
        } else {
            page.for_others.push(shown);
        }
    }
    Ok(page)
}

/// Names somebody who decides for the person who acts, in a time of at most a year. What is asked from
/// then on goes to both.
///
/// # Errors
/// [`AppError::Invalid`] at `to`, `start`, `end`; nobody is signed in.
pub async fn name_deputy(ctx: &Ctx, input: &DeputyInput) -> Outcome<()> {
    let me = ctx.me()?;
    let permit = ctx.own(me)?;
    let mut conn = ctx.read().await?;
    let other = super::hand_over::somebody(ctx, &mut conn, &input.to).await?;
    drop(conn);
    let Principal::User(deputy) = other.principal else {
        return Err(AppError::NotFound.into());
    };
    let now = ctx.now();
    let start = input.start.unwrap_or(now).max(now);
    let mut errors = shared::FieldErrors::default();
    if deputy == me {
        errors.add("to", t!("This is you. Choose somebody else."));
    }
    if input
        .start
        .is_some_and(|start| start < now.start_of_today_anywhere())
    {
        errors.add("start", t!("The start cannot be in the past."));
    }
    if input.end <= start {
        errors.add(
            "end",
            t!("The end must be after the start, and in the future."),
        );
    } else if input.end > start.plus_days(limits::DEPUTY_DAYS_MAX) {
        errors.add("end", t!("Choose a time of up to a year."));
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let mut tx = ctx.begin(&permit).await?;
    // Two at the same time would both find the time free.
    lock::subject(&mut tx, me).await?;
    if let Some((name,)) =
        fetch_optional!(tx, (String,), "deputies/overlapping", me, start, input.end)?
    {
        return Err(AppError::field(
            "start",
            t!("{name} decides for you in this time already.", name),
        )
        .into());
    }
    let id: DeputyId = tx.id();
    execute!(tx, "deputies/insert", id, me, deputy, start, input.end, now)?;
    let name = tx.ctx.actor_name.clone();
    tx.audit(
        audit::Entry::new("deputy.name", "user", me.0, &name)
            .subject(me)
            .details(json!({ "deputy": deputy, "name": other.name, "from": start.rfc3339(), "until": input.end.rfc3339() })),
    );
    notices::deputy(&mut tx, deputy, Some((start, input.end)))?;
    tx.commit().await
}

/// Ends it at once: the deputy is not asked any more, not even where they were.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else's, and for what is over; nobody is signed in.
pub async fn end_deputy(ctx: &Ctx, id: DeputyId) -> Outcome<()> {
    let me = ctx.me()?;
    let permit = ctx.own(me)?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, me).await?;
    let now = tx.now();
    let (deputy,) =
        fetch_optional!(tx, (UserId,), "deputies/end", id, me, now)?.ok_or(AppError::NotFound)?;
    execute!(tx, "deputies/not_asked", me, deputy)?;
    let name = tx.ctx.actor_name.clone();
    tx.audit(
        audit::Entry::new("deputy.end", "user", me.0, &name)
            .subject(me)
            .details(json!({ "deputy": deputy })),
    );
    notices::deputy(&mut tx, deputy, None)?;
    tx.commit().await
}
