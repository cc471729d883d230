//! Failures inside the engine. What the caller may know is [`AppError`]; the cause goes to the log.

use shared::AppError;

/// A use case's failure: what the caller sees, with the cause kept for the log.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    App(#[from] AppError),
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("stored document cannot be read: {0}")]
    Document(#[from] serde_json::Error),
    #[error("{0}")]
    Broken(String),
}

/// The result of a use case.
pub type Outcome<T> = Result<T, Failure>;

impl From<shared::FieldErrors> for Failure {
    fn from(errors: shared::FieldErrors) -> Self {
        Self::App(AppError::Invalid(errors))
    }
}

impl Failure {
    /// What the caller may know. Logs causes that are not the caller's business.
    pub fn public(self) -> AppError {
        match self {
            Self::App(error) => error,
            Self::Database(error) => {
                tracing::error!(error = %error, "the database failed");
                if unavailable(&error) {
                    AppError::Unavailable
                } else {
                    AppError::Internal
                }
            }
            other => {
                tracing::error!(error = %other, "a use case failed");
                AppError::Internal
            }
        }
    }
}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> Self {
        failure.public()
    }
}

/// Did the database fail to answer, rather than refuse?
fn unavailable(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(cause) => cause.code().is_some_and(|code| {
            // Postgres: shutting down, too many connections, serialization, deadlock, disk full.
            // SQLite: busy, locked, read-only, I/O, full, cannot open.
            matches!(
                code.as_ref(),
                "57P01"
                    | "57P02"
                    | "57P03"
                    | "53300"
                    | "53100"
                    | "40001"
                    | "40P01"
                    | "5"
                    | "6"
                    | "8"
                    | "10"
                    | "13"
                    | "14"
                    | "261"
                    | "517"
                    | "1032"
                    | "778"
            )
        }),
        _ => false,
    }
}
