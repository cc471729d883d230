//! Appending to the chain and checking it.

use super::Entry;
use crate::ctx::{Ctx, Permit};
use crate::db::{Conn, Db};
use crate::error::{Failure, Outcome};
use crate::{execute, execute_rows, fetch_all, fetch_one};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A stored record, in the order of the columns.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Record {
    pub seq: i64,
    pub at: i64,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub action: String,
    pub because: String,
    pub target_kind: String,
    pub target_id: Option<Uuid>,
    pub target_name: String,
    pub catalog_id: Option<Uuid>,
    pub package_id: Option<Uuid>,
    pub subject_id: Option<Uuid>,
    pub correlation_id: Uuid,
    pub details: String,
    pub previous_hash: String,
    pub hash: String,
}

impl Record {
    /// SHA-256 over every field but the hash itself, each with its length, so that no two records
    /// have the same text.
    fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        field(&self.seq.to_be_bytes());
        field(&self.at.to_be_bytes());
        for id in [
            self.actor_id,
            self.target_id,
            self.catalog_id,
            self.package_id,
            self.subject_id,
            Some(self.correlation_id),
        ] {
            field(id.as_ref().map_or(&[][..], |id| id.as_bytes()));
        }
        for text in [
            &self.actor_name,
            &self.action,
            &self.because,
            &self.target_kind,
            &self.target_name,
            &self.details,
            &self.previous_hash,
        ] {
            field(text.as_bytes());
        }
        hex(&hasher.finalize())
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[derive(sqlx::FromRow)]
struct Head {
    seq: i64,
    hash: String,
}

/// Appends records to the chain inside the caller's transaction; the head row serializes appenders. The number and
/// hash of the last one.
pub(crate) async fn append(
    conn: &mut Conn,
    ctx: &Ctx,
    permit: &Permit,
    entries: Vec<Entry>,
) -> Outcome<Option<(i64, String)>> {
    if entries.is_empty() {
        return Ok(None);
    }
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    let head = fetch_one!(conn, Head, "audit/lock_head", count)?;
    let mut previous = head.hash;
    let mut records = Vec::with_capacity(entries.len());
    for (seq, entry) in (head.seq - count + 1..).zip(entries) {
        let mut record = Record {
            seq,
            at: ctx.now().0,
            actor_id: ctx.actor.id(),
            actor_name: ctx.actor_name.clone(),
            action: entry.action.to_owned(),
            because: permit.because().to_string(),
            target_kind: entry.target_kind.to_owned(),
            target_id: entry.target_id,
            target_name: entry.target_name,
            catalog_id: entry.catalog.map(|id| id.0),
            package_id: entry.package.map(|id| id.0),
            subject_id: entry.subject.map(|id| id.0),
            correlation_id: ctx.correlation,
            details: entry.details.to_string(),
            previous_hash: previous,
            hash: String::new(),
        };
        record.hash = record.digest();
        previous = record.hash.clone();
        records.push(record);
    }
    execute_rows!(conn, "audit/insert", records, |record| [
        record.seq,
        record.at,
        record.actor_id,
        &record.actor_name,
        &record.action,
        &record.because,
        &record.target_kind,
        record.target_id,
        &record.target_name,
        record.catalog_id,
        record.package_id,
        record.subject_id,
        record.correlation_id,
        &record.details,
        &record.previous_hash,
        &record.hash
    ])?;
    execute!(conn, "audit/set_head", previous.as_str())?;
    Ok(Some((head.seq, previous)))
}

/// What verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The number of records, all in order.
    Intact(i64),
    Broken(Break),
}

/// The first place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The record that is missing, changed or out of place.
    pub seq: i64,
    pub problem: &'static str,
}

/// Walks the whole chain in batches and names the first record that does not hold.
///
/// # Errors
/// The database does not answer.
pub async fn verify(db: &Db) -> Outcome<Verdict> {
    const BATCH: i64 = 1_000;
    let mut conn = db.read().await?;
    let head = fetch_one!(conn, Head, "audit/head")?;
    let (mut seq, mut previous) = (0, String::new());
    loop {
        let records = fetch_all!(conn, Record, "audit/after", seq, BATCH)?;
        let Some(last) = records.last().map(|record| record.seq) else {
            break;
        };
        for record in &records {
            let problem = if record.seq != seq + 1 {
                Some((seq + 1, t!("the record is missing")))
            } else if record.previous_hash != previous {
                Some((
                    record.seq,
                    t!("the record does not follow from the one before"),
                ))
            } else if record.digest() != record.hash {
                Some((record.seq, t!("the record was changed")))
            } else {
                None
            };
            if let Some((seq, problem)) = problem {
                return Ok(Verdict::Broken(Break { seq, problem }));
            }
            seq = record.seq;
            previous.clone_from(&record.hash);
        }
        if last != seq {
            return Err(Failure::Broken("audit batch out of order".to_owned()));
        }
    }
    // The head was read before the walk: records appended meanwhile lie beyond it.
    if head.seq > seq {
        return Ok(Verdict::Broken(Break {
            seq: seq + 1,
            problem: t!("the record is missing"),
        }));
    }
    if head.seq == seq && head.hash != previous {
        return Ok(Verdict::Broken(Break {
            seq,
            problem: t!("the end of the chain is not the recorded one"),
        }));
    }
    Ok(Verdict::Intact(seq))
}
