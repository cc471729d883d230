//! Answers, in the media type of SCIM.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use engine::scim::Resource;
use serde_json::{Value, json};
use shared::scim::Projection;

/// The media type.
pub const CONTENT: &str = "application/scim+json";

/// An answer with this body.
pub fn json(status: StatusCode, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// One resource, with its version and place.
pub fn resource(status: StatusCode, resource: &Resource, cut: &Projection) -> Response {
    let mut body = resource.body.clone();
    cut.cut(&mut body);
    let mut response = json(status, &Value::Object(body));
    let headers = response.headers_mut();
    if let Ok(version) = HeaderValue::from_str(&format!("W/\"{}\"", resource.version)) {
        headers.insert(header::ETAG, version);
    }
    if let Ok(location) = HeaderValue::from_str(&resource.location) {
        headers.insert(
            if status == StatusCode::CREATED {
                header::LOCATION
            } else {
                header::CONTENT_LOCATION
            },
            location,
        );
    }
    response
}

/// A list of what is all there is.
pub fn whole_list(resources: Vec<Value>) -> Response {
    let total = resources.len();
    list(total.try_into().unwrap_or(i64::MAX), 1, resources)
}

/// A page of a list.
pub fn list(total: i64, start: i64, resources: Vec<Value>) -> Response {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": resources.len(),
        "Resources": resources,
    });
    json(StatusCode::OK, &body)
}
