//! Opening the database that the settings name.

use super::Complaint;
use crate::config::{Settings, secret_file};
use async_trait::async_trait;
use engine::clock::Clock;
use engine::db::{Db, MigrateError};
use engine::outbox::{Mail, Mailbox, Mailer};
use engine::{Engine, EngineOptions};
use std::path::Path;
use std::sync::Arc;

/// An engine over the migrated database.
pub(super) async fn engine(settings: &Settings) -> Result<Arc<Engine>, Complaint> {
    make_folder(&settings.database_url)?;
    keep_private(&settings.database_url)?;
    let db = Db::open(&settings.database_url).await.map_err(|error| {
        format!("The database (database_url, DATABASE_URL) cannot be opened: {error}.")
    })?;
    db.migrate().await.map_err(not_up_to_date)?;
    let mail: Arc<dyn Mailer> = match &settings.mail {
        Some(mail) => Arc::new(mail.mailer()?),
        None if settings.demo => Arc::new(Mailbox),
        None => Arc::new(NoMailServer),
    };
    let options = EngineOptions {
        public_url: settings.public_url.clone(),
        organization: settings.organization.clone(),
        demo: settings.demo,
        mail,
        count_statements: settings.count_statements,
        requests_per_minute: settings.requests_per_minute,
        secrets: settings.secrets.clone(),
        web: settings.web.clone(),
    };
    let engine = Engine::new(db, Clock::system(), options);
    engine::identity::demo::restore_clock(&engine)
        .await
        .map_err(readable)?;
    Ok(engine)
}

fn not_up_to_date(error: MigrateError) -> String {
    match error {
        MigrateError::VersionMissing(version) => format!(
            "The database was made by a later version of Bailiwick: this program does not know its schema {version}. Use that version, or a backup from before."
        ),
        MigrateError::VersionMismatch(version) => format!(
            "The database is not one of this version of Bailiwick: its schema {version} is another one."
        ),
        other => format!("The database cannot be brought up to date: {other}."),
    }
}

/// SQLite creates the file, but not the folder it lies in.
pub(super) fn make_folder(url: &str) -> Result<(), Complaint> {
    let Some(path) = url.strip_prefix("sqlite:") else {
        return Ok(());
    };
    let path = path.trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    if path.starts_with(':') {
        return Err("The setting database_url (DATABASE_URL) cannot be used: a database in memory would be empty after every start.\nAllowed: sqlite:<path> or postgres://…".into());
    }
    match Path::new(path).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|error| {
                format!("The folder {} cannot be made: {error}.", folder.display()).into()
            })
        }
        _ => Ok(()),
    }
}

/// Refuses a SQLite file that everybody on the machine may read: it holds password hashes, the secrets of second
/// factors, and everything people said.
fn keep_private(url: &str) -> Result<(), Complaint> {
    let file = engine::backup::sqlite_file(url).ok().flatten();
    let Some(file) = file.filter(|file| file.exists()) else {
        return Ok(());
    };
    secret_file::refuse_public(&file).map_err(|problem| {
        format!("The database {} is not private: {problem}", file.display()).into()
    })
}

/// A failure of the engine for the person at the terminal.
pub(super) fn readable(failure: engine::Failure) -> Complaint {
    match failure {
        engine::Failure::App(shared::AppError::Invalid(errors)) => errors
            .0
            .values()
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
            .into(),
        other => other.to_string().into(),
    }
}

/// Stands in while no mail server is configured: mail waits in the outbox and is tried again.
#[derive(Clone, Copy, Debug)]
struct NoMailServer;

#[async_trait]
impl Mailer for NoMailServer {
    async fn send(&self, _engine: &Engine, _mail: &Mail) -> Result<(), String> {
        Err("no mail server is configured (BAILIWICK_SMTP_URL)".to_owned())
    }
}
