//! What went wrong, in the error body of the API.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use engine::Failure;
use serde_json::{Value, json};
use shared::AppError;

/// A refusal. It becomes a body on the way out, where the ids of the request are known
/// ([`crate::answer::finish`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    code: &'static str,
    message: String,
    /// Messages by what they are about.
    details: Vec<(String, String)>,
    /// Seconds to wait before the next try.
    pub retry_after: Option<u64>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            details: Vec::new(),
            retry_after: None,
        }
    }

    /// The request cannot be read, or asks for what the API does not do.
    pub fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// Who calls is not let in.
    pub fn at_the_door(error: AppError) -> Self {
        let said = (error == AppError::SignInNeeded)
            .then(|| "The token is unknown, was revoked, or has ended.".to_owned());
        let problem = Self::from(error);
        Self {
            message: said.unwrap_or_else(|| problem.message.clone()),
            ..problem
        }
    }

    pub fn not_found() -> Self {
        AppError::NotFound.into()
    }

    pub fn method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "MethodNotAllowed",
            "This address does not take this method.",
        )
    }

    /// The body, with the ids under which log and audit speak of the request.
    pub fn body(&self, date: &str, request: &str, client: Option<&str>) -> Value {
        let mut error = json!({
            "code": self.code,
            "message": self.message,
            "innerError": {
                "date": date,
                "request-id": request,
                "client-request-id": client.unwrap_or(request),
            },
        });
        if !self.details.is_empty() {
            error["details"] = self
                .details
                .iter()
                .map(|(target, message)| {
                    json!({ "code": self.code, "target": target, "message": message })
                })
                .collect();
        }
        json!({ "error": error })
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let message = error.to_string();
        match error {
            AppError::SignInNeeded => Self::new(
                StatusCode::UNAUTHORIZED,
                "InvalidAuthenticationToken",
                message,
            ),
            AppError::NotFound => Self::new(StatusCode::NOT_FOUND, "ResourceNotFound", message),
            AppError::Forbidden(_) => Self::new(StatusCode::FORBIDDEN, "Forbidden", message),
            // Clients of the API expect 400 where a page answers 422.
            AppError::Invalid(errors) => {
                let details: Vec<(String, String)> = errors.0.into_iter().collect();
                let message = details
                    .iter()
                    .map(|(_, message)| message.as_str())
                    .collect::<Vec<_>>()
                    .join(" ");
                Self {
                    details,
                    ..Self::bad(message)
                }
            }
            AppError::Conflict(_) => Self::new(StatusCode::CONFLICT, "Conflict", message),
            AppError::TooMany(seconds) => Self {
                retry_after: Some(seconds),
                ..Self::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", message)
            },
            AppError::Internal => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "InternalServerError",
                message,
            ),
            AppError::Elsewhere(_) => Self::new(StatusCode::BAD_GATEWAY, "BadGateway", message),
            AppError::Unavailable => Self {
                retry_after: Some(1),
                ..Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "ServiceUnavailable",
                    message,
                )
            },
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        failure.public().into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_code_ids_and_fields() {
        let errors = shared::FieldErrors::one("justification", "Say why you need this access.");
        let problem = Problem::from(AppError::Invalid(errors));
        assert_eq!(problem.status, StatusCode::BAD_REQUEST);
        let body = problem.body("2026-03-12T09:30:00", "r", None);
        assert_eq!(body["error"]["code"], "BadRequest");
        assert_eq!(body["error"]["message"], "Say why you need this access.");
        assert_eq!(body["error"]["innerError"]["client-request-id"], "r");
        assert_eq!(body["error"]["details"][0]["target"], "justification");
    }
}
