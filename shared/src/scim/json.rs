//! Attributes of a JSON resource. Their names are compared without regard to case (RFC 7643, 2.1).

use super::path::AttributePath;
use serde_json::{Map, Value};

/// The attribute of this name.
pub fn get<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    object.get(name).or_else(|| {
        object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

/// The key under which an attribute stands, or would.
pub(super) fn key(object: &Map<String, Value>, name: &str) -> String {
    let found = object.keys().find(|key| key.eq_ignore_ascii_case(name));
    found.map_or_else(|| name.to_owned(), Clone::clone)
}

/// The attribute of this name; null if it was not there.
pub fn get_mut<'v>(object: &'v mut Map<String, Value>, name: &str) -> &'v mut Value {
    let key = key(object, name);
    object.entry(key).or_insert(Value::Null)
}

/// Sets an attribute.
pub fn set(object: &mut Map<String, Value>, name: &str, value: impl Into<Value>) {
    *get_mut(object, name) = value.into();
}

/// Takes an attribute away.
pub fn remove(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let key = key(object, name);
    object.remove(&key)
}

/// What an attribute has in a resource, or in one of several values, one by one.
pub(super) fn elements<'v>(value: &'v Value, path: &AttributePath) -> Vec<&'v Value> {
    let Some(object) = value.as_object() else {
        // The values of a simple attribute are called `value`.
        let itself = path.attribute.eq_ignore_ascii_case("value") && path.sub.is_none();
        return if itself { vec![value] } else { Vec::new() };
    };
    let place = match &path.schema {
        None => Some(object),
        Some(schema) => get(object, schema).and_then(Value::as_object),
    };
    let Some(found) = place.and_then(|place| get(place, &path.attribute)) else {
        return Vec::new();
    };
    let elements: Vec<&Value> = match found {
        Value::Array(values) => values.iter().collect(),
        other => vec![other],
    };
    match &path.sub {
        Some(sub) => elements
            .into_iter()
            .filter_map(|element| get(element.as_object()?, sub))
            .collect(),
        None => elements,
    }
}

/// Every value an attribute has: `emails eq "…"` means the values of the addresses.
pub(super) fn all<'v>(value: &'v Value, path: &AttributePath) -> Vec<&'v Value> {
    let values = elements(value, path).into_iter();
    values
        .map(|element| {
            let value = element.as_object().and_then(|object| get(object, "value"));
            value.unwrap_or(element)
        })
        .collect()
}

/// Is there something?
pub(super) fn is_present(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// `true` or `false` in a text, in any case.
pub(super) fn word_of_truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// A truth value; some clients write it as a text.
pub fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => word_of_truth(text),
        _ => None,
    }
}

/// Can all of a text be shown?
pub(super) fn is_plain(text: &str) -> bool {
    !text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Can every name and text within be shown?
pub fn is_plain_throughout(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => is_plain(text),
        Value::Array(values) => values.iter().all(is_plain_throughout),
        Value::Object(members) => members
            .iter()
            .all(|(name, value)| is_plain(name) && is_plain_throughout(value)),
    }
}
