//! What went wrong, in the error body of SCIM (RFC 7644, 3.12).

use crate::answer;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use engine::Failure;
use serde_json::json;
use shared::AppError;
use shared::scim::{Fault, Kind};

const SCHEMA: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    kind: Option<Kind>,
    detail: String,
    /// Seconds to wait before the next try.
    retry_after: Option<u64>,
}

impl Problem {
    pub fn new(status: StatusCode, kind: Option<Kind>, detail: impl Into<String>) -> Self {
        Self {
            status,
            kind,
            detail: detail.into(),
            retry_after: None,
        }
    }

    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            None,
            "There is no such resource here.",
        )
    }

    pub fn method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            None,
            "This address does not take this method.",
        )
    }

    pub fn not_built(detail: &str) -> Self {
        Self::new(StatusCode::NOT_IMPLEMENTED, None, detail)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let status = match fault.kind {
            Kind::Uniqueness => StatusCode::CONFLICT,
            _ => StatusCode::BAD_REQUEST,
        };
        Self::new(status, Some(fault.kind), fault.detail)
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let status = match &error {
            AppError::Invalid(_) => StatusCode::BAD_REQUEST,
            other => {
                StatusCode::from_u16(other.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
        };
        match error {
            AppError::SignInNeeded => Self::new(
                status,
                None,
                "The token is missing, unknown, revoked, or has ended.",
            ),
            AppError::NotFound => Self::not_found(),
            AppError::Invalid(errors) => {
                let detail = errors.0.into_values().collect::<Vec<_>>().join(" ");
                Self::new(status, Some(Kind::InvalidValue), detail)
            }
            AppError::TooMany(seconds) => Self {
                retry_after: Some(seconds),
                ..Self::new(status, None, AppError::TooMany(seconds).to_string())
            },
            other => Self::new(status, None, other.to_string()),
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        failure.public().into()
    }
}

impl From<engine::scim::Refused> for Problem {
    fn from(refused: engine::scim::Refused) -> Self {
        match refused {
            engine::scim::Refused::Fault(fault) => fault.into(),
            engine::scim::Refused::Failure(failure) => failure.into(),
            engine::scim::Refused::Stale => Self::new(
                StatusCode::PRECONDITION_FAILED,
                None,
                "The resource has another version by now.",
            ),
            engine::scim::Refused::Used(detail) => Self::new(StatusCode::CONFLICT, None, detail),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "schemas": [SCHEMA],
            "status": self.status.as_str(),
            "detail": self.detail,
        });
        if let Some(kind) = self.kind {
            body["scimType"] = kind.as_str().into();
        }
        let mut response = answer::json(self.status, &body);
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
