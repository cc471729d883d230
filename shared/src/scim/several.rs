//! Attributes with several values: which of them is which, and which is the primary one.

use super::json::{get_mut, truth};
use serde_json::Value;

/// Attributes of users and groups that have several values.
const SEVERAL: &[&str] = &[
    "addresses",
    "emails",
    "entitlements",
    "ims",
    "members",
    "owners",
    "phoneNumbers",
    "photos",
    "roles",
    "sponsors",
    "x509Certificates",
];

pub(super) fn is_several(name: &str) -> bool {
    SEVERAL.iter().any(|known| known.eq_ignore_ascii_case(name))
}

pub(super) fn list_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.clone(),
        other => vec![other.clone()],
    }
}

/// What a value of several is known by: its `value`, with its `type`.
fn mark(value: &Value) -> Option<(String, String)> {
    let object = value.as_object()?;
    let text = |name: &str| super::get(object, name).and_then(Value::as_str);
    let kind = text("type").unwrap_or_default().to_ascii_lowercase();
    Some((text("value")?.to_ascii_lowercase(), kind))
}

/// Do both mean the same one of several values? One that tells no type means any.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (mark(one), mark(other)) {
        (Some((value, kind)), Some((other, other_kind))) => {
            value == other && (kind == other_kind || kind.is_empty() || other_kind.is_empty())
        }
        _ => one == other,
    }
}

/// Adds values that are not there yet; of several that claim to be the primary one the last is.
pub(super) fn add_to(had: &mut Vec<Value>, new: Vec<Value>) {
    let mut marks: std::collections::HashSet<_> = had.iter().filter_map(mark).collect();
    for value in new {
        let known = match mark(&value) {
            Some(mark) => !marks.insert(mark),
            None => had.contains(&value),
        };
        if known {
            continue;
        }
        had.push(value);
        let last = had.len() - 1;
        if is_primary(&had[last]) {
            only_primary(had, last);
        }
    }
}

pub(super) fn is_primary(value: &Value) -> bool {
    value
        .as_object()
        .and_then(|object| super::get(object, "primary"))
        .and_then(truth)
        == Some(true)
}

pub(super) fn only_primary(values: &mut [Value], chosen: usize) {
    for (index, value) in values.iter_mut().enumerate() {
        if index != chosen
            && is_primary(value)
            && let Value::Object(object) = value
        {
            *get_mut(object, "primary") = Value::Bool(false);
        }
    }
}
