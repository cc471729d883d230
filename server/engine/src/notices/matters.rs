//! Whom notices go to, and whether they still matter: asked when they are about to be sent, so that no change
//! has to look for what it made pointless.

use super::letter::{Letter, Matters};
use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_in;
use shared::ids::{JobId, UserId};
use shared::lang::Lang;
use shared::limits::CONFIRM_AHEAD_DAYS;
use shared::notices::Preferences;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A notice in the outbox.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub id: JobId,
    pub letter: Letter,
}

/// How somebody is reached.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    /// Empty where no mail reaches them.
    pub mail: String,
    /// `None`: the one of the portal.
    pub language: Option<Lang>,
    pub preferences: Preferences,
}

/// How these people are reached.
///
/// # Errors
/// The database fails.
pub(crate) async fn recipients(
    conn: &mut Conn,
    people: &BTreeSet<UserId>,
) -> Outcome<BTreeMap<UserId, Recipient>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: UserId,
        mail: String,
        language: Option<Lang>,
        preferences: Option<String>,
    }
    let ids: Vec<UserId> = people.iter().copied().collect();
    let mut found = BTreeMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    for row in fetch_in!(conn, Row, "notices/recipients", &ids)? {
        let recipient = Recipient {
            mail: row.mail,
            language: row.language,
            preferences: read(row.preferences.as_deref())?,
        };
        found.insert(row.id, recipient);
    }
    Ok(found)
}

/// The preferences as stored.
///
/// # Errors
/// The document cannot be read.
pub(super) fn read(document: Option<&str>) -> Outcome<Preferences> {
    Ok(match document {
        Some(text) => serde_json::from_str(text)?,
        None => Preferences::default(),
    })
}

/// Which of these have become pointless. A few statements, however many they are.
///
/// # Errors
/// The database fails.
pub(crate) async fn pointless(
    conn: &mut Conn,
    entries: &[Entry],
    now: Timestamp,
) -> Outcome<BTreeSet<JobId>> {
    let of = |kinds: &[Kind]| -> Vec<JobId> {
        let fit = entries
            .iter()
            .filter(|entry| kinds.contains(&Kind::of(entry)));
        fit.map(|entry| entry.id).collect()
    };
    let asked = asked(conn, &of(&[Kind::Asks]), now).await?;
    let heard = heard(conn, &of(&[Kind::Asks, Kind::Follows])).await?;
    let open = open(conn, &of(&[Kind::Request])).await?;
    let ends = ends(conn, &of(&[Kind::Access])).await?;
    let planned = planned(conn, &of(&[Kind::Guest])).await?;
    let to_confirm = to_confirm(conn, &of(&[Kind::Sponsor]), now).await?;
    let matters = |entry: &Entry| {
        let heard = heard.get(&entry.id).copied().unwrap_or_default();
        match entry.letter.matters() {
            Matters::Always => true,
            Matters::WhileAsked => asked.contains(&entry.id),
            Matters::UnlessAsked => asked.contains(&entry.id) && !heard.earlier,
            Matters::IfAsked => heard.heard,
            Matters::WhileQuestion => open.get(&entry.id).is_some_and(|question| *question),
            Matters::WhileOpen => open.contains_key(&entry.id),
            Matters::WhileEnds(end) => ends.get(&entry.id).is_some_and(|ends| ends.by_time == end),
            Matters::WhileLeaves(end) => {
                ends.get(&entry.id).is_some_and(|ends| ends.by_scope == end)
            }
            Matters::Until(end) => now < end,
            Matters::WhilePlanned(at) => planned.get(&entry.id).copied() == at,
            Matters::WhileToConfirm => to_confirm.contains(&entry.id),
        }
    };
    let gone = entries.iter().filter(|entry| !matters(entry));
    Ok(gone.map(|entry| entry.id).collect())
}

/// What is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Asks,
    Follows,
    Request,
    Access,
    Guest,
    Sponsor,
}

impl Kind {
    const fn of(entry: &Entry) -> Self {
        match entry.letter.matters() {
            Matters::Always | Matters::Until(_) => Self::Nothing,
            Matters::WhileAsked | Matters::UnlessAsked => Self::Asks,
            Matters::IfAsked => Self::Follows,
            Matters::WhileQuestion | Matters::WhileOpen => Self::Request,
            Matters::WhileEnds(_) | Matters::WhileLeaves(_) => Self::Access,
            Matters::WhilePlanned(_) => Self::Guest,
            Matters::WhileToConfirm => Self::Sponsor,
        }
    }
}

async fn asked(conn: &mut Conn, ids: &[JobId], now: Timestamp) -> Outcome<BTreeSet<JobId>> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = fetch_in!(conn, (JobId,), "notices/still_asked", ids; now)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What else the recipient was told about the same stage.
#[derive(Clone, Copy, Default, sqlx::FromRow)]
struct Heard {
    /// Something that asks has reached them.
    heard: bool,
    /// It was written before and reaches them, or has.
    earlier: bool,
}

async fn heard(conn: &mut Conn, ids: &[JobId]) -> Outcome<BTreeMap<JobId, Heard>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: JobId,
        #[sqlx(flatten)]
        heard: Heard,
    }
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = fetch_in!(conn, Row, "notices/asked", ids)?;
    Ok(rows.into_iter().map(|row| (row.id, row.heard)).collect())
}

async fn open(conn: &mut Conn, ids: &[JobId]) -> Outcome<BTreeMap<JobId, bool>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = fetch_in!(conn, (JobId, bool), "notices/open", ids)?;
    Ok(rows.into_iter().collect())
}

/// When access ends.
#[derive(Clone, Copy, sqlx::FromRow)]
struct Ends {
    id: JobId,
    by_time: Option<Timestamp>,
    /// Because the holder left the scope of the policy (BYD-08).
    by_scope: Option<Timestamp>,
}

async fn ends(conn: &mut Conn, ids: &[JobId]) -> Outcome<BTreeMap<JobId, Ends>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = fetch_in!(conn, Ends, "notices/ends", ids)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// When something happens to the guests these are about (ORG-11).
async fn planned(conn: &mut Conn, ids: &[JobId]) -> Outcome<BTreeMap<JobId, Timestamp>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = fetch_in!(conn, (JobId, Timestamp), "notices/planned", ids)?;
    Ok(rows.into_iter().collect())
}

async fn to_confirm(conn: &mut Conn, ids: &[JobId], now: Timestamp) -> Outcome<BTreeSet<JobId>> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let until = now.plus_days(CONFIRM_AHEAD_DAYS);
    let rows = fetch_in!(conn, (JobId,), "notices/to_confirm", ids; until)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
