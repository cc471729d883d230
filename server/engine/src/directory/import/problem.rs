//! What is wrong with a file, and where.

use super::PROBLEMS_MAX;
use std::sync::Arc;

/// A place in a file: a line of a CSV file and its column, or the path of a JSON attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    pub file: Arc<str>,
    pub line: Option<u64>,
    /// Column name, or a path such as `Resources[3].emails[0].value`.
    pub field: String,
}

impl At {
    /// The same line or record, another field.
    pub fn field(&self, field: &str) -> Self {
        Self {
            field: field.to_owned(),
            ..self.clone()
        }
    }

    /// An attribute below this one.
    pub fn below(&self, name: &str) -> Self {
        let field = if self.field.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.field)
        };
        self.field(&field)
    }

    /// An element of this list.
    pub fn element(&self, index: usize) -> Self {
        self.field(&format!("{}[{index}]", self.field))
    }
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        Ok(())
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub at: At,
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = self.at.to_string();
        if place.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{place}: {}", self.message)
        }
    }
}

/// Everything that is wrong, in the order it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// At most [`PROBLEMS_MAX`].
    pub listed: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

impl Problems {
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    pub(super) fn add(&mut self, at: &At, message: impl Into<String>) {
        if self.listed.len() < PROBLEMS_MAX {
            self.listed.push(Problem {
                at: at.clone(),
                message: message.into(),
            });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn whole_file(&mut self, file: &str, message: impl Into<String>) {
        let at = At {
            file: file.into(),
            line: None,
            field: String::new(),
        };
        self.add(&at, message);
    }

    pub(super) fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for problem in &self.listed {
            writeln!(f, "{problem}")?;
        }
        if self.more > 0 {
            writeln!(f, "… and {} more.", self.more)?;
        }
        write!(f, "Nothing was imported.")
    }
}
