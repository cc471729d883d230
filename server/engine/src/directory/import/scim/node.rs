//! A value of a JSON document that knows where it stands. Names of attributes are compared without
//! regard to case (RFC 7643, 2.1); null means that the attribute is empty.

use super::super::problem::{At, Problems};
use super::super::record::{Reference, Wanted};
use super::super::text::{KEY_MAX, flag, line};
use serde_json::Value;

#[derive(Clone, Debug)]
pub struct Node<'v> {
    pub at: At,
    pub value: &'v Value,
}

impl<'v> Node<'v> {
    /// An attribute; `None` if it is not there.
    pub fn get(&self, name: &str) -> Option<Self> {
        let object = self.value.as_object()?;
        let value = object.get(name).or_else(|| {
            object
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
        })?;
        Some(Self {
            at: self.at.below(name),
            value,
        })
    }

    /// An attribute that holds text; empty for null.
    pub fn text(&self, name: &str, problems: &mut Problems) -> Option<String> {
        self.get(name)?.as_text(problems)
    }

    fn as_text(&self, problems: &mut Problems) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Null => Some(String::new()),
            _ => {
                problems.add(&self.at, "This must be text.");
                None
            }
        }
    }

    /// A one-line text within a limit.
    pub fn line(&self, name: &str, max: usize, problems: &mut Problems) -> Option<String> {
        let text = self.text(name, problems)?;
        Some(line(&text, max, &self.at.below(name), problems))
    }

    /// A key of another system; an empty one is none.
    pub fn key(&self, name: &str, problems: &mut Problems) -> Option<String> {
        self.line(name, KEY_MAX, problems)
            .filter(|key| !key.is_empty())
    }

    /// An attribute that is true or false.
    pub fn flag(&self, name: &str, problems: &mut Problems) -> Option<bool> {
        let node = self.get(name)?;
        match node.value {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => flag(text, &node.at, problems),
            Value::Null => None,
            _ => {
                problems.add(&node.at, "This must be true or false.");
                None
            }
        }
    }

    /// An attribute that holds an object; null is none.
    pub fn object(&self, name: &str, problems: &mut Problems) -> Option<Self> {
        let node = self.get(name)?;
        match node.value {
            Value::Object(_) => Some(node),
            Value::Null => None,
            _ => {
                problems.add(&node.at, "This must be an object.");
                None
            }
        }
    }

    /// An attribute that holds a list; empty for null.
    pub fn list(&self, name: &str, problems: &mut Problems) -> Option<Vec<Self>> {
        let node = self.get(name)?;
        match node.value {
            Value::Array(values) => Some(
                values
                    .iter()
                    .enumerate()
                    .map(|(index, value)| Self {
                        at: node.at.element(index),
                        value,
                    })
                    .collect(),
            ),
            Value::Null => Some(Vec::new()),
            _ => {
                problems.add(&node.at, "This must be a list.");
                None
            }
        }
    }

    /// A list of texts.
    pub fn texts(&self, name: &str, problems: &mut Problems) -> Vec<String> {
        self.list(name, problems)
            .unwrap_or_default()
            .iter()
            .filter_map(|node| node.as_text(problems))
            .collect()
    }

    /// The element marked as primary, else the first.
    pub fn primary(&self, name: &str, problems: &mut Problems) -> Option<Self> {
        let elements = self.list(name, problems)?;
        let marked = elements.iter().position(|node| {
            node.get("primary")
                .is_some_and(|flag| flag.value == &Value::Bool(true))
        });
        elements.into_iter().nth(marked.unwrap_or(0))
    }

    /// What this value mentions: a text, or an object with `value` or `$ref`. Nothing if it is
    /// empty.
    pub fn reference(&self, wanted: Wanted, problems: &mut Problems) -> Option<Reference> {
        let (at, key) = match self.value {
            Value::Object(_) => match self.text("value", problems).filter(|key| !key.is_empty()) {
                Some(key) => (self.at.below("value"), key),
                None => {
                    let link = self.text("$ref", problems).unwrap_or_default();
                    let key = link.rsplit('/').next().unwrap_or_default().to_owned();
                    (self.at.below("$ref"), key)
                }
            },
            _ => (self.at.clone(), self.as_text(problems)?),
        };
        let key = line(&key, KEY_MAX, &at, problems);
        (!key.is_empty()).then_some(Reference { at, key, wanted })
    }

    /// A list of mentions, where the attribute is there.
    pub fn references(
        &self,
        name: &str,
        wanted: Wanted,
        problems: &mut Problems,
    ) -> Option<Vec<Reference>> {
        let elements = self.list(name, problems)?;
        let mut references = Vec::new();
        for element in elements {
            match element.reference(wanted, problems) {
                Some(reference) => references.push(reference),
                None => problems.add(&element.at, "This names nobody."),
            }
        }
        Some(references)
    }

    /// The aliases of a record besides its external id, and the external id itself.
    pub fn identity(
        &self,
        mut aliases: Vec<String>,
        problems: &mut Problems,
    ) -> (Option<String>, Vec<String>) {
        let external_id = self.key("externalId", problems);
        let id = self.key("id", problems);
        aliases.extend(id.clone());
        (external_id.or(id), aliases)
    }
}
