//! Falsifying the audit log: random edits, deletions and reorderings on copies, each of which the
//! verifier has to find.

use crate::Complaint;
use crate::simulate::file::{Folder, open};
use crate::simulate::{Template, live};
use engine::audit::{Verdict, verify};
use engine::db::Db;
use fastrand::Rng;
use sqlx::AssertSqlSafe;

/// Operations in the run whose log is falsified.
const STEPS: usize = 150;

/// A column, and an expression that is another value in any case.
const EDITS: &[(&str, &str)] = &[
    ("at", "at + 1"),
    ("actor_id", "randomblob(16)"),
    ("actor_name", "actor_name || ' '"),
    ("action", "upper(action)"),
    ("because", "because || '?'"),
    ("target_kind", "upper(target_kind)"),
    ("target_id", "randomblob(16)"),
    ("target_name", "' ' || target_name"),
    ("catalog_id", "randomblob(16)"),
    ("package_id", "randomblob(16)"),
    ("subject_id", "randomblob(16)"),
    ("correlation_id", "randomblob(16)"),
    ("details", "details || ' '"),
    ("previous_hash", "upper(previous_hash) || '0'"),
    ("hash", "'0' || substr(hash, 2) || 'f'"),
];

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Falsified {
    /// Records in the log.
    pub records: i64,
    pub times: usize,
    pub found: usize,
    /// The statements that went unnoticed.
    pub missed: Vec<String>,
}

/// Falsifies the log `times` times, as the seed has it.
///
/// # Errors
/// The log to be falsified cannot be made.
pub async fn falsify(times: usize, seed: u64) -> Result<Falsified, Complaint> {
    let template = Template::make().await?;
    let (_, bytes) = live(&template, seed, STEPS).await?;
    let folder = Folder::new()?;
    let path = folder.file(0);
    let mut chance = Rng::with_seed(seed);
    let mut result = Falsified {
        times,
        ..Falsified::default()
    };
    std::fs::write(&path, &bytes)?;
    let db = open(&path).await?;
    result.records = match verify(&db).await? {
        Verdict::Intact(records) => records,
        Verdict::Broken(found) => return Err(format!("the log is broken: {found:?}").into()),
    };
    db.close().await;
    for _ in 0..times {
        std::fs::write(&path, &bytes)?;
        let sql = falsification(&mut chance, result.records);
        let db = open(&path).await?;
        run(&db, &sql).await?;
        match verify(&db).await? {
            Verdict::Broken(_) => result.found += 1,
            Verdict::Intact(_) => result.missed.push(sql),
        }
        db.close().await;
    }
    Ok(result)
}

fn falsification(chance: &mut Rng, records: i64) -> String {
    let seq = chance.i64(1..=records);
    match chance.u32(0..10) {
        0..=4 => {
            let (column, value) = EDITS[chance.usize(0..EDITS.len())];
            format!("UPDATE audit_records SET {column} = {value} WHERE seq = {seq}")
        }
        5 => {
            let last = chance.i64(seq..=records);
            format!("DELETE FROM audit_records WHERE seq BETWEEN {seq} AND {last}")
        }
        6 => format!("DELETE FROM audit_records WHERE seq = {seq}"),
        // Without the record, and without the gap it leaves.
        7 => format!(
            "DELETE FROM audit_records WHERE seq = {seq}; \
             UPDATE audit_records SET seq = -seq WHERE seq > {seq}; \
             UPDATE audit_records SET seq = -seq - 1 WHERE seq < 0"
        ),
        _ => {
            let other = (seq + chance.i64(1..records)) % records + 1;
            let other = if other == seq {
                seq % records + 1
            } else {
                other
            };
            format!(
                "UPDATE audit_records SET seq = -{seq} WHERE seq = {seq}; \
                 UPDATE audit_records SET seq = {seq} WHERE seq = {other}; \
                 UPDATE audit_records SET seq = {other} WHERE seq = -{seq}"
            )
        }
    }
}

async fn run(db: &Db, sql: &str) -> Result<(), Complaint> {
    let Db::Sqlite { writer, .. } = db else {
        return Err("the log to be falsified is not in SQLite".into());
    };
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(writer)
        .await?;
    Ok(())
}
