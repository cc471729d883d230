//! Assignment requests: listing, reading, making and canceling.

mod body;
mod entity;

use crate::answer::{self, root};
use crate::filter::{Comparison, Condition};
use crate::options::{Options, Takes};
use crate::segment::id;
use crate::{Caller, Problem};
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::{Extension, Json};
use body::{NewRequest, Outcome};
use engine::assignments;
use engine::requests::{self, RequestQuery};
use entity::AssignmentRequest;
use shared::ids::RequestId;
use shared::request::RequestType;
use shared::time::Timestamp;
use std::str::FromStr;

const TAKES: Takes = Takes {
    properties: &[
        "id",
        "requestType",
        "state",
        "status",
        "justification",
        "answers",
        "schedule",
        "createdDateTime",
        "completedDateTime",
        "customExtensionCalloutInstances",
    ],
    expand: &["accessPackage", "assignment", entity::TARGET, "requestor"],
    filter: true,
};

/// `GET assignmentRequests`, with `$filter` on `accessPackage/id`, `state`, `status`, `requestType`
/// and `createdDateTime` (REQ-15).
pub async fn list(
    Query(pairs): Query<Vec<(String, String)>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    caller.0.signed_in()?;
    let options = Options::read(&pairs, TAKES)?;
    let query = RequestQuery {
        after: options.after.clone(),
        expand: entity::expand(&options),
        ..query(&options.filter)?
    };
    let mut found = requests::list(&caller.0, &query, options.top).await?;
    let next = found.page.next.take();
    let rows = entity::all(found, &options)?;
    answer::collection(
        &root(&caller, &headers),
        "assignmentRequests",
        "assignmentRequests",
        &options,
        rows,
        next,
    )
}

/// What the conditions ask for.
fn query(conditions: &[Condition]) -> Result<RequestQuery, Problem> {
    let mut query = RequestQuery::default();
    for condition in conditions {
        let Condition {
            path,
            comparison,
            value,
        } = condition;
        match (path.as_str(), comparison) {
            ("accesspackage/id", Comparison::Equal) => query.package = Some(id_in(path, value)?),
            ("state", Comparison::Equal) => query.state = Some(word(path, value)?),
            ("status", Comparison::Equal) => query.status = Some(word(path, value)?),
            ("requesttype", Comparison::Equal) => query.request_type = Some(word(path, value)?),
            ("createddatetime", Comparison::GreaterOrEqual) => query.from = Some(instant(value)?),
            ("createddatetime", Comparison::Greater) => query.from = Some(just_after(value)?),
            ("createddatetime", Comparison::Less) => query.before = Some(instant(value)?),
            ("createddatetime", Comparison::LessOrEqual) => {
                query.before = Some(just_after(value)?);
            }
            _ => {
                return Err(Problem::bad(format!(
                    "$filter does not take this comparison of {path:?} here; it takes accessPackage/id, state, status and \
                     requestType with eq, and createdDateTime with lt, le, gt and ge."
                )));
            }
        }
    }
    Ok(query)
}

fn id_in<T: FromStr>(path: &str, value: &str) -> Result<T, Problem> {
    value
        .parse()
        .map_err(|_| Problem::bad(format!("$filter: {path} is compared with an id.")))
}

/// A word of a vocabulary, in any case: clients write `Delivered` for `delivered`.
fn word<T: FromStr + Vocabulary>(path: &str, value: &str) -> Result<T, Problem> {
    T::find(value).ok_or_else(|| Problem::bad(format!("$filter: {value:?} is no {path}.")))
}

/// Words that are found in any case.
trait Vocabulary: Sized {
    fn find(word: &str) -> Option<Self>;
}

macro_rules! vocabulary {
    ($($name:ty),+) => {
        $(impl Vocabulary for $name {
            fn find(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str().eq_ignore_ascii_case(word))
            }
        })+
    };
}
vocabulary!(
    shared::request::RequestState,
    shared::request::RequestStatus
);

impl Vocabulary for RequestType {
    fn find(word: &str) -> Option<Self> {
        if word.eq_ignore_ascii_case("userUpdate") {
            return Some(Self::UserExtend);
        }
        let mut known = Self::ALL.iter().copied();
        known.find(|kind| kind.as_str().eq_ignore_ascii_case(word))
    }
}

fn instant(value: &str) -> Result<Timestamp, Problem> {
    Timestamp::parse(value)
        .ok_or_else(|| Problem::bad(format!("$filter: {value:?} is no date and time.")))
}

/// Instants are stored in milliseconds.
fn just_after(value: &str) -> Result<Timestamp, Problem> {
    Ok(Timestamp(instant(value)?.0.saturating_add(1)))
}

/// `GET assignmentRequests/{id}`.
pub async fn read(
    Path(key): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    caller.0.signed_in()?;
    let options = Options::read(&pairs, TAKES)?;
    shown(StatusCode::OK, &caller, &headers, &options, id(&key)?).await
}

async fn shown(
    status: StatusCode,
    caller: &Caller,
    headers: &HeaderMap,
    options: &Options,
    request: RequestId,
) -> Result<Response, Problem> {
    let found = requests::read(&caller.0, request, entity::expand(options)).await?;
    let found = entity::all(found, options)?.into_iter().next();
    let entity: AssignmentRequest = found.ok_or_else(Problem::not_found)?;
    answer::entity(
        status,
        &root(caller, headers),
        "assignmentRequests/$entity",
        options,
        &entity,
    )
}

/// `POST assignmentRequests`: `userAdd`, `userUpdate`, `userRemove`, `adminAdd`, `adminUpdate`,
/// `adminRemove` and `onBehalfAdd` (REQ-01). With `isValidationOnly` nothing is made, and 200 says what
/// would be (REQ-13).
pub async fn create(
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Json(body): Json<NewRequest>,
) -> Result<Response, Problem> {
    caller.0.signed_in()?;
    let made = match body.carry_out(&caller.0).await? {
        Outcome::Made(made) => made,
        Outcome::Would(record) => {
            return answer::entity(
                StatusCode::OK,
                &root(&caller, &headers),
                "assignmentRequests/$entity",
                &Options::default(),
                &entity::would_be(*record)?,
            );
        }
    };
    shown(
        StatusCode::CREATED,
        &caller,
        &headers,
        &Options::default(),
        made,
    )
    .await
}

/// `POST assignmentRequests/{id}/cancel` (REQ-05, REQ-06).
pub async fn cancel(
    Path(key): Path<String>,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    requests::cancel(&caller.0, id(&key)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST assignmentRequests/{id}/reprocess` (REQ-07).
pub async fn reprocess(
    Path(key): Path<String>,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    requests::reprocess(&caller.0, named(&key)?).await?;
    Ok(StatusCode::ACCEPTED)
}

/// `DELETE assignmentRequests/{id}` (REQ-09).
pub async fn delete(
    Path(key): Path<String>,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    requests::delete(&caller.0, id(&key)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST assignments/{id}/reprocess` (ASG-07).
pub async fn reprocess_assignment(
    Path(key): Path<String>,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    assignments::reprocess(&caller.0, named(&key)?).await?;
    Ok(StatusCode::ACCEPTED)
}

/// An id of a call that tells a malformed one from an unknown one.
fn named<T: FromStr>(key: &str) -> Result<T, Problem> {
    key.parse()
        .map_err(|_| Problem::bad(format!("{key:?} is no id.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::parse;
    use shared::request::RequestState;

    #[test]
    fn a_filter_becomes_a_query() {
        let filter = "state eq 'PendingApproval' and createdDateTime gt 2026-03-01T00:00:00Z";
        let query = query(&parse(filter).expect("a filter")).expect("a query");
        assert_eq!(query.state, Some(RequestState::PendingApproval));
        let march = Timestamp::parse("2026-03-01").expect("a date");
        assert_eq!(query.from, Some(Timestamp(march.0 + 1)));
    }

    #[test]
    fn a_comparison_that_is_not_known_is_refused() {
        for bad in [
            "state eq 'lost'",
            "state gt 'delivered'",
            "requestor/id eq 'a'",
            "accessPackage/id eq 'a'",
            "createdDateTime ge yesterday",
        ] {
            assert!(query(&parse(bad).expect("a filter")).is_err(), "{bad}");
        }
    }
}
