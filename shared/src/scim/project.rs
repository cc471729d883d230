//! Which attributes an answer has: `attributes` and `excludedAttributes` (RFC 7644, 3.9).

use super::path::AttributePath;
use super::{ENTERPRISE, Fault, Kind, json};
use serde_json::{Map, Value};

/// Attributes that every answer has.
const ALWAYS: &[&str] = &["id", "schemas"];

/// What an answer is cut down to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    only: Vec<AttributePath>,
    without: Vec<AttributePath>,
}

impl Projection {
    /// Reads both parameters: names with commas between them.
    ///
    /// # Errors
    /// [`Kind::InvalidPath`]
    pub fn read(attributes: &str, excluded: &str) -> Result<Self, Fault> {
        Ok(Self {
            only: names(attributes)?,
            without: names(excluded)?,
        })
    }

    /// Will the answer have anything of this attribute of the core?
    pub fn wants(&self, name: &str) -> bool {
        let about = |path: &AttributePath| {
            path.schema.is_none() && path.attribute.eq_ignore_ascii_case(name)
        };
        let left_out = self
            .without
            .iter()
            .any(|path| about(path) && path.sub.is_none());
        (self.only.is_empty() || self.only.iter().any(about)) && !left_out
    }

    /// Cuts a resource down.
    pub fn cut(&self, resource: &mut Map<String, Value>) {
        if !self.only.is_empty() {
            let all = std::mem::take(resource);
            for name in ALWAYS {
                if let Some(value) = json::get(&all, name) {
                    json::set(resource, name, value.clone());
                }
            }
            for path in &self.only {
                keep(&all, resource, path);
            }
        }
        for path in &self.without {
            drop_from(resource, path);
        }
    }
}

fn names(text: &str) -> Result<Vec<AttributePath>, Fault> {
    text.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| AttributePath::read(name, Kind::InvalidPath))
        .collect()
}

/// Copies what a path names.
fn keep(from: &Map<String, Value>, to: &mut Map<String, Value>, path: &AttributePath) {
    if let Some(schema) = &path.schema {
        let Some(Value::Object(inside)) = json::get(from, schema) else {
            return;
        };
        let schema = &json::key(from, schema);
        if path.attribute.is_empty() {
            json::set(to, schema, inside.clone());
            return;
        }
        let inner = AttributePath {
            schema: None,
            ..path.clone()
        };
        let place = json::get_mut(to, schema);
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        if let Value::Object(place) = place {
            keep(inside, place, &inner);
        }
        return;
    }
    let Some(value) = json::get(from, &path.attribute) else {
        // The attributes of the enterprise extension are found by their bare names as well.
        if let Some(Value::Object(inside)) = json::get(from, ENTERPRISE)
            && json::get(inside, &path.attribute).is_some()
        {
            let full = AttributePath {
                schema: Some(ENTERPRISE.to_owned()),
                ..path.clone()
            };
            keep(from, to, &full);
        }
        return;
    };
    let name = json::key(from, &path.attribute);
    let Some(sub) = &path.sub else {
        json::set(to, &name, value.clone());
        return;
    };
    let place = json::get_mut(to, &name);
    match value {
        Value::Object(inside) => {
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            if let (Some(part), Value::Object(place)) = (json::get(inside, sub), place) {
                json::set(place, &json::key(inside, sub), part.clone());
            }
        }
        Value::Array(values) => {
            if !place.is_array() {
                *place = Value::Array(vec![Value::Object(Map::new()); values.len()]);
            }
            if let Value::Array(places) = place {
                for (value, place) in values.iter().zip(places) {
                    if let (Value::Object(inside), Value::Object(place)) = (value, place)
                        && let Some(part) = json::get(inside, sub)
                    {
                        json::set(place, &json::key(inside, sub), part.clone());
                    }
                }
            }
        }
        other => *place = other.clone(),
    }
}

fn drop_from(resource: &mut Map<String, Value>, path: &AttributePath) {
    if let Some(schema) = &path.schema {
        if path.attribute.is_empty() {
            json::remove(resource, schema);
            return;
        }
        if json::get(resource, schema).is_some()
            && let Value::Object(inside) = json::get_mut(resource, schema)
        {
            let inner = AttributePath {
                schema: None,
                ..path.clone()
            };
            drop_from(inside, &inner);
        }
        return;
    }
    let always = ALWAYS
        .iter()
        .any(|name| name.eq_ignore_ascii_case(&path.attribute));
    if always || json::get(resource, &path.attribute).is_none() {
        return;
    }
    let Some(sub) = &path.sub else {
        json::remove(resource, &path.attribute);
        return;
    };
    match json::get_mut(resource, &path.attribute) {
        Value::Object(inside) => {
            json::remove(inside, sub);
        }
        Value::Array(values) => {
            for value in values.iter_mut().filter_map(Value::as_object_mut) {
                json::remove(value, sub);
            }
        }
        _ => {}
    }
}
