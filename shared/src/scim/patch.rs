//! Changing a resource as a PATCH says (RFC 7644, 3.5.2), with the habits of the identity providers
//! there are: names of operations in capitals, truth as a text, paths as names of attributes, values
//! that are added where a filter finds none.

use super::filter::{Filter, Literal, Operator};
use super::json::{get_mut, remove};
use super::path::{AttributePath, Path};
use super::several::{add_to, is_primary, is_several, list_of, only_primary, same};
use super::{Fault, Kind, OPERATIONS_MAX};
use serde_json::{Map, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Add,
    Replace,
    Remove,
}

/// One step of a PATCH.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    verb: Verb,
    path: Option<Path>,
    value: Option<Value>,
}

impl Operation {
    /// The attribute it is about, if it names one.
    pub fn attribute(&self) -> Option<&AttributePath> {
        self.path.as_ref().map(|path| &path.attribute)
    }
}

/// Reads the operations of a PATCH.
///
/// # Errors
/// [`Kind::InvalidSyntax`], [`Kind::InvalidPath`], [`Kind::NoTarget`], [`Kind::TooMany`].
pub fn operations(body: &Value) -> Result<Vec<Operation>, Fault> {
    let missing = || Fault::new(Kind::InvalidSyntax, "A PATCH has a list of Operations.");
    let object = body.as_object().ok_or_else(missing)?;
    let list = super::get(object, "Operations")
        .and_then(Value::as_array)
        .ok_or_else(missing)?;
    if list.len() > OPERATIONS_MAX {
        let detail = format!("At most {OPERATIONS_MAX} operations at once.");
        return Err(Fault::new(Kind::TooMany, detail));
    }
    list.iter().map(operation).collect()
}

fn operation(value: &Value) -> Result<Operation, Fault> {
    let wrong = |detail: &str| Fault::new(Kind::InvalidSyntax, detail);
    let object = value
        .as_object()
        .ok_or_else(|| wrong("An operation is an object."))?;
    let op = super::get(object, "op").and_then(Value::as_str);
    let verb = match op.map(str::to_ascii_lowercase).as_deref() {
        Some("add") => Verb::Add,
        Some("replace") => Verb::Replace,
        Some("remove") => Verb::Remove,
        _ => return Err(wrong("An operation adds, replaces or removes.")),
    };
    let path = match super::get(object, "path") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.trim().is_empty() => None,
        Some(Value::String(text)) => Some(Path::parse(text)?),
        Some(_) => return Err(Fault::new(Kind::InvalidPath, "A path is a text.")),
    };
    let value = super::get(object, "value").cloned();
    if verb == Verb::Remove && path.is_none() {
        let detail = "What is removed has to be named by a path.";
        return Err(Fault::new(Kind::NoTarget, detail));
    }
    if verb != Verb::Remove && value.is_none() {
        let detail = "What is added or replaced needs a value.";
        return Err(Fault::new(Kind::InvalidValue, detail));
    }
    Ok(Operation { verb, path, value })
}

/// Carries out operations on a resource, in order. Attributes named in `fixed` belong to the server.
///
/// # Errors
/// [`Kind::Mutability`] for those; [`Kind::NoTarget`], [`Kind::InvalidPath`], [`Kind::InvalidValue`].
pub fn apply(
    resource: &mut Map<String, Value>,
    operations: &[Operation],
    fixed: &[&str],
) -> Result<(), Fault> {
    for operation in operations {
        match (&operation.path, &operation.value) {
            (Some(path), value) => {
                if is_fixed(&path.attribute, fixed) {
                    let detail = format!("{} cannot be changed.", path.attribute.attribute);
                    return Err(Fault::new(Kind::Mutability, detail));
                }
                step(resource, operation.verb, path, value.as_ref())?;
            }
            (None, Some(Value::Object(members))) => {
                for (name, value) in members {
                    whole(resource, operation.verb, name, value, fixed)?;
                }
            }
            (None, _) => {
                let detail = "Without a path the value is an object of attributes.";
                return Err(Fault::new(Kind::InvalidValue, detail));
            }
        }
    }
    Ok(())
}

fn is_fixed(path: &AttributePath, fixed: &[&str]) -> bool {
    path.schema.is_none()
        && fixed
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&path.attribute))
}

/// A member of a value without a path: an attribute, an extension, or a path in disguise.
fn whole(
    resource: &mut Map<String, Value>,
    verb: Verb,
    name: &str,
    value: &Value,
    fixed: &[&str],
) -> Result<(), Fault> {
    let path = Path::parse(name)?;
    if is_fixed(&path.attribute, fixed) {
        return Ok(());
    }
    // The name of an extension that is not known here.
    let unknown = name.to_ascii_lowercase().starts_with("urn:") && value.is_object();
    if unknown && !path.attribute.attribute.is_empty() && path.filter.is_none() {
        let place = get_mut(resource, name);
        merge(place, value);
        return Ok(());
    }
    step(resource, verb, &path, Some(value))
}

/// Puts the members of one object into another; anything else takes its place.
fn merge(place: &mut Value, value: &Value) {
    match (&mut *place, value) {
        (Value::Object(had), Value::Object(new)) => {
            for (name, value) in new {
                *get_mut(had, name) = value.clone();
            }
        }
        _ => *place = value.clone(),
    }
}

fn step(
    resource: &mut Map<String, Value>,
    verb: Verb,
    path: &Path,
    value: Option<&Value>,
) -> Result<(), Fault> {
    let name = &path.attribute.attribute;
    let object = match &path.attribute.schema {
        None => resource,
        Some(schema) => {
            if verb == Verb::Remove && super::get(resource, schema).is_none() {
                return Ok(());
            }
            if name.is_empty() && verb == Verb::Remove {
                remove(resource, schema);
                return Ok(());
            }
            let place = get_mut(resource, schema);
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            let Value::Object(extension) = place else {
                return Ok(());
            };
            extension
        }
    };
    if name.is_empty() {
        let Some(Value::Object(members)) = value else {
            let detail = "The value of a whole schema is an object of attributes.";
            return Err(Fault::new(Kind::InvalidValue, detail));
        };
        for (name, value) in members {
            let path = Path {
                attribute: AttributePath::read(name, Kind::InvalidPath)?,
                filter: None,
                sub: None,
            };
            step(object, verb, &path, Some(value))?;
        }
        return Ok(());
    }
    match (&path.filter, &path.sub) {
        (Some(filter), sub) => chosen(object, verb, name, filter, sub.as_deref(), value),
        (None, Some(sub)) => part(object, verb, name, sub, value),
        (None, None) => attribute(object, verb, name, value),
    }
}

/// `path: "title"`, `path: "members"`.
fn attribute(
    object: &mut Map<String, Value>,
    verb: Verb,
    name: &str,
    value: Option<&Value>,
) -> Result<(), Fault> {
    let several = is_several(name) || super::get(object, name).is_some_and(Value::is_array);
    match (verb, value) {
        (Verb::Remove, Some(Value::Null) | None) => {
            remove(object, name);
        }
        // Some clients name what is removed in the value.
        (Verb::Remove, Some(value)) => {
            if let Some(Value::Array(had)) = several.then(|| get_mut(object, name)) {
                let gone = list_of(value);
                had.retain(|one| !gone.iter().any(|other| same(one, other)));
                if had.is_empty() {
                    remove(object, name);
                }
            } else {
                remove(object, name);
            }
        }
        (_, None | Some(Value::Null)) => {
            remove(object, name);
        }
        (Verb::Add, Some(value)) if several => {
            let place = get_mut(object, name);
            if !place.is_array() {
                *place = Value::Array(Vec::new());
            }
            if let Value::Array(had) = place {
                add_to(had, list_of(value));
            }
        }
        (Verb::Replace, Some(value)) if several => {
            let mut values = Vec::new();
            add_to(&mut values, list_of(value));
            *get_mut(object, name) = Value::Array(values);
        }
        (_, Some(value)) => merge(get_mut(object, name), value),
    }
    Ok(())
}

/// `path: "name.familyName"`, and `emails.value`, which means that of every address.
fn part(
    object: &mut Map<String, Value>,
    verb: Verb,
    name: &str,
    sub: &str,
    value: Option<&Value>,
) -> Result<(), Fault> {
    if verb == Verb::Remove && super::get(object, name).is_none() {
        return Ok(());
    }
    let place = get_mut(object, name);
    if place.is_null() {
        *place = if is_several(name) {
            Value::Array(vec![Value::Object(Map::new())])
        } else {
            Value::Object(Map::new())
        };
    }
    match place {
        Value::Object(members) => write(members, verb, sub, value),
        Value::Array(values) => {
            for element in values.iter_mut().filter_map(Value::as_object_mut) {
                write(element, verb, sub, value);
            }
        }
        _ => {
            let detail = format!("{name} has no parts.");
            return Err(Fault::new(Kind::InvalidPath, detail));
        }
    }
    Ok(())
}

fn write(members: &mut Map<String, Value>, verb: Verb, name: &str, value: Option<&Value>) {
    match value {
        Some(value) if verb != Verb::Remove && !value.is_null() => {
            *get_mut(members, name) = value.clone();
        }
        _ => {
            remove(members, name);
        }
    }
}

/// `path: "emails[type eq \"work\"].value"`.
fn chosen(
    object: &mut Map<String, Value>,
    verb: Verb,
    name: &str,
    filter: &Filter,
    sub: Option<&str>,
    value: Option<&Value>,
) -> Result<(), Fault> {
    if verb == Verb::Remove && super::get(object, name).is_none() {
        return Ok(());
    }
    let place = get_mut(object, name);
    if place.is_null() {
        *place = Value::Array(Vec::new());
    }
    let Value::Array(values) = place else {
        let detail = format!("{name} has one value only.");
        return Err(Fault::new(Kind::InvalidPath, detail));
    };
    let mut found: Vec<usize> = (0..values.len())
        .filter(|index| filter.fits(&values[*index]))
        .collect();
    match (verb, sub) {
        (Verb::Remove, None) => values.retain(|value| !filter.fits(value)),
        (Verb::Remove, Some(sub)) => {
            for index in found {
                if let Value::Object(element) = &mut values[index] {
                    remove(element, sub);
                }
            }
        }
        (_, sub) => {
            if found.is_empty() {
                let mut element = Map::new();
                if !meant(filter, &mut element) {
                    let detail = format!("{name} has no such value.");
                    return Err(Fault::new(Kind::NoTarget, detail));
                }
                values.push(Value::Object(element));
                found.push(values.len() - 1);
            }
            for index in found {
                match (sub, value) {
                    (Some(sub), value) => {
                        if let Value::Object(element) = &mut values[index] {
                            write(element, verb, sub, value);
                        }
                    }
                    (None, Some(value @ Value::Object(_))) if verb == Verb::Add => {
                        merge(&mut values[index], value);
                    }
                    (None, Some(value)) => values[index] = value.clone(),
                    (None, None) => {}
                }
                if is_primary(&values[index]) {
                    only_primary(values, index);
                }
            }
        }
    }
    if values.is_empty() {
        remove(object, name);
    }
    Ok(())
}

/// The value that a filter describes, if all it says is what is equal to what.
fn meant(filter: &Filter, element: &mut Map<String, Value>) -> bool {
    match filter {
        Filter::And(one, other) => meant(one, element) && meant(other, element),
        Filter::Compare(path, Operator::Equal, literal)
            if path.schema.is_none() && path.sub.is_none() =>
        {
            let value = match literal {
                Literal::Text(text) => Value::String(text.clone()),
                Literal::Bool(flag) => Value::Bool(*flag),
                Literal::Number(_) | Literal::Null => return false,
            };
            *get_mut(element, &path.attribute) = value;
            true
        }
        _ => false,
    }
}
