//! Stages that several people have to approve (BYD-14): each approval is kept, and the last one needed
//! completes the stage.

use super::decide::already;
use super::store::{self, StageRow};
use crate::ctx::Tx;
use crate::db::Conn;
use crate::directory;
use crate::error::{Failure, Outcome};
use crate::requests::store::RequestRow;
use crate::{execute, fetch_all, notices};
use shared::AppError;
use shared::approval::StageStatus;
use shared::directory::Principal;
use shared::ids::{ObjectId, RequestId, StageId, UserId};
use shared::policy::{
    Given, Less, Needed, Seat, StageSettings, Turn, is_enough, missing, place_for, turn,
};
use shared::time::Timestamp;
use shared::views::my::words;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// An approval that was given in a stage that needs several.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct GivenRow {
    pub stage_id: StageId,
    approved_by: UserId,
    voice_id: UserId,
    place_id: Option<Uuid>,
    pub approved_at: Timestamp,
    pub name: String,
    for_name: Option<String>,
}

impl GivenRow {
    /// As the rules know it.
    pub const fn given(&self) -> Given {
        Given {
            by: self.approved_by,
            of: self.voice_id,
            place: self.place_id,
        }
    }

    /// `Ada Lind on behalf of Ben Ode`
    pub fn who(&self) -> String {
        words::on_behalf(&self.name, self.for_name.as_deref())
    }
}

/// The approvals of a request in stages that need several, in order.
///
/// # Errors
/// The database fails.
pub(crate) async fn given(conn: &mut Conn, request: RequestId) -> Outcome<Vec<GivenRow>> {
    Ok(fetch_all!(conn, GivenRow, "approvals/given", request)?)
}

/// Somebody for whom the stage still waits, and what has been given before.
pub(super) struct Voice {
    /// As whom the person was asked.
    pub seat: Principal,
    /// Whose voice it is: that of the person a deputy decides for, or their own.
    pub of: UserId,
    /// The ids of the places it can fill.
    pub places: Vec<Uuid>,
    seats: Vec<Seat>,
    given: Vec<Given>,
}

impl Voice {
    /// Those who have approved before, and those for whom somebody has.
    pub fn spoken(&self) -> Vec<UserId> {
        self.given.iter().flat_map(|one| [one.by, one.of]).collect()
    }
}

/// Who somebody is in an open stage that needs several; the person has been asked.
///
/// # Errors
/// [`AppError::Conflict`] for whoever has approved already and whose place is filled, and if the stage
/// does not wait.
pub(super) async fn voice(
    tx: &mut Tx,
    request: RequestId,
    rule: &StageSettings,
    stage: StageId,
) -> Outcome<Voice> {
    let (me, now) = (tx.ctx.me()?, tx.now());
    let present = store::stage(&mut tx.conn, stage).await?;
    if present.status != StageStatus::InProgress || present.due_at.is_none_or(|due| due <= now) {
        return Err(AppError::Conflict(already(&present, now)).into());
    }
    let (seats, given) = standing(&mut tx.conn, request, stage).await?;
    match turn_of(&mut tx.conn, rule.needed, &seats, &given, me).await? {
        Turn::Open { seat, of, places } => Ok(Voice {
            seat,
            of,
            places,
            seats,
            given,
        }),
        refused => Err(AppError::Conflict(
            match refused {
                Turn::Spoken => {
                    t!("You have approved this, or somebody has for you. Others still have to.")
                }
                Turn::Filled => {
                    t!("Others have approved where you could have. Nothing is left to decide here.")
                }
                _ => t!("Somebody else was asked to decide instead of you."),
            }
            .to_owned(),
        )
        .into()),
    }
}

/// Does an open stage that needs several still wait for this person?
pub(super) async fn waits_for(
    conn: &mut Conn,
    request: RequestId,
    needed: Needed,
    stage: StageId,
    me: UserId,
) -> Outcome<bool> {
    let (seats, given) = standing(conn, request, stage).await?;
    let turn = turn_of(conn, needed, &seats, &given, me).await?;
    Ok(matches!(turn, Turn::Open { .. }))
}

/// Whom the stage asks, and what was given.
async fn standing(
    conn: &mut Conn,
    request: RequestId,
    stage: StageId,
) -> Outcome<(Vec<Seat>, Vec<Given>)> {
    let asked = store::asked(conn, stage).await?;
    let given = given(conn, request).await?;
    let given = given.iter().filter(|one| one.stage_id == stage);
    Ok((
        asked.iter().map(store::Asked::seat).collect(),
        given.map(GivenRow::given).collect(),
    ))
}

/// The rule, with the groups of the person and of those whose deputy the person is.
async fn turn_of(
    conn: &mut Conn,
    needed: Needed,
    seats: &[Seat],
    given: &[Given],
    me: UserId,
) -> Outcome<Turn> {
    let mine = seats
        .iter()
        .filter(|seat| seat.principal == Principal::User(me));
    let mut people: BTreeSet<UserId> = mine.filter_map(|seat| seat.behalf_of).collect();
    people.insert(me);
    let mut groups: BTreeMap<UserId, BTreeSet<ObjectId>> = BTreeMap::new();
    for person in people {
        // Whoever is blocked decides nothing, through a deputy neither.
        let known = directory::person(conn, person).await?;
        if known.is_some_and(|person| person.enabled) {
            groups.insert(person, directory::groups_of(conn, person).await?);
        }
    }
    Ok(turn(
        needed,
        seats,
        given,
        me,
        |person, principal| match principal {
            Principal::User(user) => user == person && groups.contains_key(&person),
            Principal::Group(group) => groups.get(&person).is_some_and(|of| of.contains(&group)),
        },
    ))
}

/// Keeps an approval. Is it enough now?
///
/// # Errors
/// [`AppError::Conflict`] if the stage is over, or the person is not asked any more.
pub(super) async fn give(
    tx: &mut Tx,
    request: &RequestRow,
    rule: &StageSettings,
    stage: &StageRow,
    voice: &Voice,
    (reason, less): (&str, &Less),
) -> Outcome<bool> {
    let me = tx.ctx.me()?;
    let (now, place) = (tx.now(), place(tx, request, rule.needed, voice).await?);
    let seat = voice.seat.id();
    let kept = execute!(
        tx,
        "approvals/give",
        stage.id,
        voice.of,
        me,
        place,
        now,
        reason,
        seat,
        store::document(less)?
    )?;
    if kept == 0 {
        let present = store::stage(&mut tx.conn, stage.id).await?;
        return Err(AppError::Conflict(already(&present, now)).into());
    }
    let mut given = voice.given.clone();
    given.push(Given {
        by: me,
        of: voice.of,
        place,
    });
    let enough = is_enough(rule.needed, &voice.seats, &given);
    if let (false, Some(place)) = (enough, place) {
        let left = missing(rule.needed, &voice.seats, &given);
        let filled = voice.seats.iter().map(|seat| seat.principal);
        if let Some(filled) = filled.into_iter().find(|one| one.id() == place) {
            let filled = notices::Filled {
                stage: stage.id,
                place: filled,
                left: &left,
                of: voice.of,
            };
            notices::place_filled(tx, request, &filled).await?;
        }
    }
    Ok(enough)
}

/// The place that the voice fills, chosen so that different people are left for the others.
async fn place(
    tx: &mut Tx,
    request: &RequestRow,
    needed: Needed,
    voice: &Voice,
) -> Outcome<Option<Uuid>> {
    if voice.places.len() < 2 {
        return Ok(voice.places.first().copied());
    }
    let open = missing(needed, &voice.seats, &voice.given);
    let mut people = directory::people_behind(&mut tx.conn, &open, notices::RECIPIENTS_MAX).await?;
    let parties = request.parties();
    let mut free = |place: &Principal| -> BTreeSet<UserId> {
        let people = people.remove(place).unwrap_or_default().into_iter();
        let spoken = |id: UserId| voice.given.iter().any(|one| one.by == id || one.of == id);
        people
            .map(|person| person.id)
            .filter(|id| !parties.contains(id) && !spoken(*id))
            .collect()
    };
    let waiting: Vec<_> = open.iter().map(|place| (place.id(), free(place))).collect();
    Ok(place_for(voice.of, &voice.places, &waiting))
}

/// The rule of a stage, if it needs several approvals.
pub(super) fn rule_of(request: &RequestRow, stage: &StageRow) -> Outcome<Option<StageSettings>> {
    let mut stages = request.policy()?.stages;
    let place = usize::try_from(stage.position)
        .map_err(|_| Failure::Broken("a stage has no position".to_owned()))?;
    let found = (place < stages.len()).then(|| stages.swap_remove(place));
    Ok(found.filter(|rule| !rule.needed.is_one()))
}
