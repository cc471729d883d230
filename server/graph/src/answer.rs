//! Answers: entities and collections with their context, and the headers every answer carries.

use crate::options::Options;
use crate::{BASE, Caller, Problem};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use engine::Ctx;
use serde::Serialize;
use serde_json::{Map, Value};

const CONTENT: &str = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// The address of the portal, without a path: the start of every absolute link. Behind TLS it is the
/// public one, because a program sends its secret to wherever a link leads; without TLS it is the one
/// this client used.
pub fn root(caller: &Caller, headers: &HeaderMap) -> String {
    let public = caller.0.engine.options.public_url.trim_end_matches('/');
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    match host {
        Some(host) if !public.starts_with("https:") => format!("http://{host}"),
        _ => public.to_owned(),
    }
}

/// The metadata context of what is found at `place`, such as `assignmentRequests/$entity`.
fn context(root: &str, place: &str) -> String {
    format!("{root}/v1.0/$metadata#identityGovernance/entitlementManagement/{place}")
}

/// One page of a collection.
#[derive(Serialize)]
struct Collection<T> {
    #[serde(rename = "@odata.context")]
    context: String,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    value: Vec<T>,
}

fn json(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT));
    response
}

fn write<T: Serialize>(status: StatusCode, value: &T) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => json(status, body),
        Err(_) => Problem::from(shared::AppError::Internal).into_response(),
    }
}

/// A page of the collection `set`. `next` is the cursor of the page after it; the link keeps every
/// other option of this one.
pub fn collection<T: Serialize>(
    root: &str,
    set: &str,
    address: &str,
    options: &Options,
    rows: Vec<T>,
    next: Option<String>,
) -> Result<Response, Problem> {
    let next =
        next.map(|cursor| format!("{root}{BASE}/{address}?{}", options.with_cursor(&cursor)));
    let context = context(root, set);
    if options.selects_everything() {
        let page = Collection {
            context,
            next,
            value: rows,
        };
        return Ok(write(StatusCode::OK, &page));
    }
    let value = rows
        .into_iter()
        .map(|row| selected(&row, options))
        .collect::<Result<Vec<_>, _>>()?;
    let page = Collection {
        context,
        next,
        value,
    };
    Ok(write(StatusCode::OK, &page))
}

/// One entity.
pub fn entity<T: Serialize>(
    status: StatusCode,
    root: &str,
    place: &str,
    options: &Options,
    value: &T,
) -> Result<Response, Problem> {
    let mut body = Map::new();
    body.insert("@odata.context".to_owned(), context(root, place).into());
    body.extend(selected(value, options)?);
    Ok(write(status, &body))
}

/// The chosen properties; with `$expand`, what it brought stays.
fn selected<T: Serialize>(value: &T, options: &Options) -> Result<Map<String, Value>, Problem> {
    match serde_json::to_value(value) {
        Ok(Value::Object(mut members)) => {
            members.retain(|name, _| options.shows(name));
            Ok(members)
        }
        _ => Err(shared::AppError::Internal.into()),
    }
}

/// The answer to a request that goes no further.
pub fn refused(ctx: &Ctx, problem: &Problem, client: Option<HeaderValue>) -> Response {
    let id = ctx.correlation.to_string();
    let date = ctx.now().rfc3339();
    let date = date.split('.').next().unwrap_or_default();
    let named = client.as_ref().and_then(|value| value.to_str().ok());
    let mut response = write(problem.status, &problem.body(date, &id, named));
    if let Some(seconds) = problem.retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    sign(&mut response, &id, client);
    response
}

/// The headers of every answer.
fn sign(response: &mut Response, id: &str, client: Option<HeaderValue>) {
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(CLIENT_REQUEST_ID, client.unwrap_or_else(|| id.clone()));
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// Gives every answer its ids, and a [`Problem`] its body.
pub async fn finish(request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let client = request.headers().get(CLIENT_REQUEST_ID).cloned();
    let mut response = next.run(request).await;
    let Some(Caller(ctx)) = caller else {
        return response;
    };
    let id = ctx.correlation.to_string();
    if response.extensions().get::<Problem>().is_none()
        && response.status().is_client_error()
        && response.headers().get(header::CONTENT_TYPE) != Some(&HeaderValue::from_static(CONTENT))
    {
        // A body or an address that could not even be read.
        response = Problem::bad(
            "The request cannot be read: the body has to be JSON of the documented shape.",
        )
        .into_response();
    }
    if let Some(problem) = response.extensions().get::<Problem>().cloned() {
        return refused(&ctx, &problem, client);
    }
    sign(&mut response, &id, client);
    response
}
