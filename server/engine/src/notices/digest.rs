//! The digest: what somebody wants to hear once a day, in one mail (BYD-27). Entries wait in the outbox; the mail is
//! written and the entries are marked in one transaction, so that none is lost and none comes twice.

use super::letter::Letter;
use super::matters::{Entry, pointless, recipients};
use super::words::{Writer, digest};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::{execute, execute_in, execute_rows, fetch_all, settings};
use shared::ids::{JobId, UserId};
use shared::lang;
use shared::notices::{Timing, Topic};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Entries of one digest; what is beyond comes in another one right after.
const ENTRIES_MAX: usize = 200;

/// People whose digest is due.
///
/// # Errors
/// The database fails.
pub(crate) async fn due(conn: &mut Conn, now: Timestamp, limit: i64) -> Outcome<Vec<UserId>> {
    let rows = fetch_all!(conn, (UserId,), "digests/due", now, limit)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Notices wait for the next digests of these people.
///
/// # Errors
/// The database fails.
pub(crate) async fn hold(
    conn: &mut Conn,
    held: &BTreeMap<UserId, (Timestamp, Vec<JobId>)>,
    now: Timestamp,
) -> Outcome<()> {
    let ids: Vec<JobId> = held.values().flat_map(|(_, ids)| ids.clone()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    execute_in!(conn, "outbox/hold", &ids; now)?;
    let planned: Vec<(UserId, Timestamp)> =
        held.iter().map(|(user, (at, _))| (*user, *at)).collect();
    execute_rows!(conn, "digests/plan", planned, |one| [one.0, one.1])?;
    Ok(())
}

/// Writes the digest of a person whose hour has come: what still matters by then, and no mail if nothing does.
/// Harmless when run twice.
pub(crate) async fn send(ctx: &Ctx, user: UserId) -> Outcome<()> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: JobId,
        payload: String,
    }
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    if execute!(tx, "digests/take", user, now)? == 0 {
        return Ok(());
    }
    let fetch = i64::try_from(ENTRIES_MAX).unwrap_or(i64::MAX);
    let rows = fetch_all!(tx, Row, "digests/entries", user, fetch + 1)?;
    let more = rows.len() > ENTRIES_MAX;
    let mut entries = Vec::new();
    for row in rows.into_iter().take(ENTRIES_MAX) {
        let letter: Letter = serde_json::from_str(&row.payload)?;
        entries.push(Entry { id: row.id, letter });
    }
    let found = recipients(&mut tx.conn, &BTreeSet::from([user])).await?;
    let reached = found.get(&user).filter(|found| !found.mail.is_empty());
    let mut gone = pointless(&mut tx.conn, &entries, now).await?;
    if reached.is_none() {
        gone.extend(entries.iter().map(|entry| entry.id));
    }
    let (gone, entries): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| gone.contains(&entry.id));
    let ids = |entries: &[Entry]| -> Vec<JobId> { entries.iter().map(|entry| entry.id).collect() };
    if !gone.is_empty() {
        execute_in!(tx, "outbox/recall", &ids(&gone); now)?;
    }
    if let Some(recipient) = reached {
        // Somebody may have changed their mind since.
        let wanted = |topic: Topic| recipient.preferences.timing(topic) != Timing::Never;
        let (entries, unwanted): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|entry| entry.letter.topic().is_none_or(wanted));
        if !unwanted.is_empty() {
            execute_in!(tx, "outbox/done", &ids(&unwanted); now, "unwanted")?;
        }
        if !entries.is_empty() {
            execute_in!(tx, "outbox/done", &ids(&entries); now, "digest")?;
            let entries = once(entries);
            let portal = settings::current(ctx, &mut tx.conn).await?.language;
            let language = recipient.language.unwrap_or(portal);
            let mail = lang::within(language, || {
                let writer = Writer::new(&ctx.engine.options, now);
                Mail {
                    to: recipient.mail.clone(),
                    subject: digest::subject(&writer, entries.len()),
                    body: digest::body(&writer, &entries),
                }
            });
            outbox::send(&mut tx, &mail)?;
        }
    }
    if more {
        execute_rows!(tx, "digests/plan", [(user, now)], |one| [one.0, one.1])?;
    }
    tx.commit_unrecorded().await
}

/// A request that waits is listed once, however often the person was asked and reminded.
fn once(entries: Vec<Entry>) -> Vec<Entry> {
    let mut waiting = BTreeSet::new();
    let (asks, others): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| entry.letter.topic() == Some(Topic::Waiting));
    asks.into_iter()
        .chain(others)
        .filter(|entry| match &entry.letter {
            Letter::Approver(asked, _) if entry.letter.asks() => waiting.insert(asked.request),
            _ => true,
        })
        .collect()
}
