//! Resources as they are sent and stored.

use serde_json::{Map, Value, json};
use shared::scim::{self, Fault, Filter, Kind};
use shared::time::Timestamp;
use uuid::Uuid;

/// Attributes that the server sets, and those that are never kept.
pub(super) const FIXED: &[&str] = &["id", "meta", "groups", "schemas"];

/// A resource as it is answered.
#[derive(Clone, Debug)]
pub struct Resource {
    pub id: Uuid,
    pub version: i64,
    /// Where it is found.
    pub location: String,
    pub body: Map<String, Value>,
}

/// What is done to a resource.
#[derive(Clone, Debug)]
pub enum Change {
    /// PUT: the body.
    Replace(Value),
    /// PATCH: the body with its operations.
    Patch(Value),
}

/// What a list is about.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub filter: Option<Filter>,
    /// From 1.
    pub start: i64,
    /// At most [`scim::PAGE_MAX`].
    pub count: i64,
    /// With the members of groups, or the groups of people.
    pub members: bool,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Found {
    pub total: i64,
    pub resources: Vec<Resource>,
}

/// The body as an object.
pub(super) fn object(body: Value) -> Result<Map<String, Value>, Fault> {
    match body {
        Value::Object(object) => Ok(object),
        _ => Err(Fault::new(Kind::InvalidSyntax, "The body is an object.")),
    }
}

impl Change {
    /// What the resource becomes.
    pub(super) fn carry_out(self, now: Map<String, Value>) -> Result<Map<String, Value>, Fault> {
        match self {
            Self::Replace(body) => object(body),
            Self::Patch(body) => {
                let mut resource = now;
                scim::apply(&mut resource, &scim::operations(&body)?, FIXED)?;
                Ok(resource)
            }
        }
    }
}

/// What is kept of a resource beside the columns: all but what the server sets, secrets and members.
pub(super) fn kept(mut resource: Map<String, Value>) -> String {
    for name in FIXED.iter().chain(&["password", "members"]) {
        scim::remove(&mut resource, name);
    }
    resource.retain(|_, value| !value.is_null());
    Value::Object(resource).to_string()
}

/// What was kept; nothing if it cannot be read.
pub(super) fn told(attributes: Option<&str>) -> Map<String, Value> {
    match attributes.map(serde_json::from_str) {
        Some(Ok(Value::Object(told))) => told,
        _ => Map::new(),
    }
}

/// Sets a text where it is another one than was told, without regard to case; an empty one goes.
pub(super) fn overlay(object: &mut Map<String, Value>, name: &str, text: &str) {
    let had = scim::get(object, name).and_then(Value::as_str);
    if text.is_empty() {
        scim::remove(object, name);
    } else if had.is_none_or(|had| had.trim().to_lowercase() != text.to_lowercase()) {
        scim::set(object, name, text);
    }
}

/// The object below a name, made where there is none.
pub(super) fn below<'v>(
    object: &'v mut Map<String, Value>,
    name: &str,
) -> Option<&'v mut Map<String, Value>> {
    let place = scim::get_mut(object, name);
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    place.as_object_mut()
}

/// Puts the parts together that every resource has.
pub(super) fn finish(
    kind: &str,
    core: &str,
    location: String,
    (id, version): (Uuid, i64),
    (created, modified): (Timestamp, Timestamp),
    mut body: Map<String, Value>,
) -> Resource {
    body.retain(|_, value| !value.as_object().is_some_and(Map::is_empty) && !value.is_null());
    let mut schemas = vec![core.to_owned()];
    schemas.extend(
        body.keys()
            .filter(|key| key.to_ascii_lowercase().starts_with("urn:"))
            .cloned(),
    );
    scim::set(&mut body, "schemas", schemas);
    scim::set(&mut body, "id", id.to_string());
    scim::set(
        &mut body,
        "meta",
        json!({
            "resourceType": kind,
            "created": created.rfc3339(),
            "lastModified": modified.rfc3339(),
            "location": location,
            "version": format!("W/\"{version}\""),
        }),
    );
    Resource {
        id,
        version,
        location,
        body,
    }
}
