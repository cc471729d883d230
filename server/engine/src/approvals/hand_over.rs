//! An approver hands one request to another person, with a reason (BYD-12).

use super::decide::{already, is_approver};
use super::store::{self, AskedStage};
use super::{deputies, several};
use crate::audit;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::delivery::lock;
use crate::directory::{self, Person, Pick};
use crate::error::{Failure, Outcome};
use crate::requests::store as requests;
use crate::{execute, notices};
use serde_json::json;
use shared::AppError;
use shared::approval::StageStatus;
use shared::directory::Principal;
use shared::forms::approvals::HandOverInput;
use shared::ids::{RequestId, UserId};

/// People whom a name may mean before one has to be more exact.
const FOUND: i64 = 50;

/// Puts another person in one's place: whoever was asked by name or through groups that one is in is
/// asked no more, and the other person is.
///
/// # Errors
/// [`AppError::NotFound`] for anybody who is not asked; [`AppError::Conflict`] if the stage does not
/// wait; [`AppError::Invalid`] at `to`.
pub async fn hand_over(ctx: &Ctx, id: RequestId, input: &HandOverInput) -> Outcome<String> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let request = requests::load(&mut conn, id).await?;
    let parties = request.parties();
    let stages = store::stages(&mut conn, id).await?;
    let AskedStage { asked, .. } = stages
        .iter()
        .find(|known| known.stage.id == input.stage)
        .ok_or(AppError::NotFound)?;
    let permit = ctx.approver(is_approver(&mut conn, asked, &parties, me).await?)?;
    let other = somebody(ctx, &mut conn, &input.to).await?;
    let Principal::User(to) = other.principal else {
        return Err(AppError::NotFound.into());
    };
    let wrong = if to == me {
        Some(t!("This is you. Choose somebody else."))
    } else if parties.contains(&to) {
        Some(t!(
            "Nobody decides about their own request. Choose somebody else."
        ))
    } else {
        None
    };
    if let Some(message) = wrong {
        return Err(AppError::field("to", message).into());
    }
    drop(conn);

    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let now = tx.now();
    let stage = store::stage(&mut tx.conn, input.stage).await?;
    if stage.status != StageStatus::InProgress || stage.due_at.is_none_or(|due| due <= now) {
        return Err(AppError::Conflict(already(&stage, now)).into());
    }
    let asked = store::asked(&mut tx.conn, input.stage).await?;
    let people: Vec<Principal> = asked.iter().map(|one| one.principal).collect();
    if is_approver(&mut tx.conn, &people, &parties, to).await? {
        let name = &other.name;
        return Err(AppError::field("to", t!("{name} is asked already.", name)).into());
    }
    let groups = directory::groups_of(&mut tx.conn, me).await?;
    let several = several::rule_of(&request, &stage)?;
    let mine = |principal: Principal| match principal {
        Principal::User(user) => user == me,
        // Where several have to approve, the others of the group are needed as well.
        Principal::Group(group) => several.is_none() && groups.contains(&group),
    };
    let own = |one: &store::Asked| one.behalf_of.is_none();
    let in_own_right = |one: &store::Asked| {
        own(one)
            && match one.principal {
                Principal::User(user) => user == me,
                Principal::Group(group) => groups.contains(&group),
            }
    };
    if !asked.iter().any(in_own_right)
        && asked
            .iter()
            .any(|one| one.principal == Principal::User(me) && !own(one))
    {
        return Err(AppError::field(
            "to",
            t!("You decide here as a deputy. Only the person you stand in for can hand it over."),
        )
        .into());
    }
    let (places, left): (Vec<_>, Vec<_>) = asked
        .into_iter()
        .partition(|one| own(one) && mine(one.principal));
    let (alternate, stands_for) = match (&several, places.first()) {
        (Some(rule), mine) => {
            let voice = several::voice(&mut tx, id, rule, input.stage).await?;
            // One of a group stays one of it; the other person comes in for the same place.
            let group = voice.places.first().copied();
            let group = group.or(Some(voice.seat.id()));
            mine.map_or((false, group), |one| (one.alternate, one.stands_for))
        }
        (None, Some(first)) => (first.alternate, None),
        // Somebody was quicker: the place is not mine to give any more.
        (None, None) => return Err(AppError::Conflict(already(&stage, now)).into()),
    };
    for place in &places {
        execute!(
            tx,
            "approvals/drop_approver",
            input.stage,
            place.principal.id()
        )?;
    }
    let seat = [(Principal::User(to), alternate, stands_for)];
    store::note_asked(&mut tx, &request, input.stage, stage.due_at, &seat).await?;
    tx.event_about(id, "handedOver", &input.reason, to);
    tx.audit(
        audit::Entry::new("approval.handOver", "request", id.0, &request.package_name)
            .catalog(request.catalog_id)
            .package(request.package_id)
            .subject(request.subject_id)
            .details(json!({ "stage": stage.position + 1, "to": to, "name": other.name, "reason": input.reason })),
    );
    let left_people: Vec<Principal> = left.iter().map(|one| one.principal).collect();
    let still = directory::resolve(&mut tx.conn, &left_people, notices::RECIPIENTS_MAX).await?;
    // Nobody stands in for who is not asked any more.
    for deputy in &left {
        if let Some(of) = deputy.behalf_of
            && !still.iter().any(|person| person.id == of)
        {
            execute!(
                tx,
                "approvals/drop_approver",
                input.stage,
                deputy.principal.id()
            )?;
        }
    }
    let person = directory::person(&mut tx.conn, to).await?;
    let person: Vec<Person> = person.into_iter().collect();
    let deputies = deputies::ask(&mut tx, &request, input.stage, &person, alternate).await?;
    let dropped: Vec<Principal> = places.iter().map(|one| one.principal).collect();
    let left: Vec<Principal> = left.iter().map(|one| one.principal).collect();
    let told = notices::HandedOver {
        stage: input.stage,
        to,
        to_name: &other.name,
        reason: &input.reason,
        due: stage.due_at.unwrap_or(now),
        deputies: &deputies,
        dropped: &dropped,
        left: &left,
    };
    notices::handed_over(&mut tx, &request, me, &told).await?;
    tx.commit().await?;
    Ok(other.name)
}

/// The one member that a name, user name or mail address means.
pub(crate) async fn somebody(ctx: &Ctx, conn: &mut Conn, typed: &str) -> Outcome<directory::Named> {
    // Partners are not told who works here and who does not.
    if ctx.subject(conn).await?.is_outsider() {
        return Err(
            AppError::field("to", t!("Only people who work here can choose somebody.")).into(),
        );
    }
    let wanted = typed.trim().to_lowercase();
    let found = directory::find_principals(conn, &wanted, Pick::Members, FOUND).await?;
    let ids: Vec<UserId> = found
        .iter()
        .filter_map(|named| match named.principal {
            Principal::User(user) => Some(user),
            Principal::Group(_) => None,
        })
        .collect();
    let people = directory::people_by_ids(conn, &ids).await?;
    let exact: Vec<_> = people
        .into_values()
        .filter(|person| {
            [&person.name, &person.mail, &person.user_name]
                .into_iter()
                .any(|text| text.to_lowercase() == wanted)
        })
        .collect();
    let wrong = |message: &str| Failure::App(AppError::field("to", message));
    let mut exact = exact.into_iter();
    match (exact.next(), exact.next()) {
        (Some(one), None) => Ok(one.into()),
        (Some(_), Some(_)) => Err(wrong(t!(
            "Several people are called so. Write the mail address."
        ))),
        (None, _) => Err(wrong(t!(
            "Nobody here is called so. Write the whole name, or the mail address."
        ))),
    }
}
