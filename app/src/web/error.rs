//! The error of a page's server function, as it crosses the wire.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::ServerFnErrorErr;
use serde::{Deserialize, Serialize};
use shared::AppError;

/// [`AppError`], made to travel. Carries codes and sentences, never causes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageError {
    pub error: AppError,
    /// The id under which the log has the cause; for faults on our side.
    pub request: Option<String>,
}

impl std::fmt::Display for PageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for PageError {}

impl From<AppError> for PageError {
    fn from(error: AppError) -> Self {
        Self {
            error,
            request: None,
        }
    }
}

impl FromServerFnError for PageError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => AppError::Unavailable,
            // Arguments that do not parse name nothing that exists.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => AppError::NotFound,
            _ => AppError::Internal,
        }
        .into()
    }
}
