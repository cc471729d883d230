//! What a request asks for: parameters, bodies, versions.

use crate::Problem;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use engine::scim::Query;
use serde_json::Value;
use shared::scim::{Fault, Filter, Kind, PAGE_MAX, Projection, get, is_plain_throughout};

/// Resources on a page when nobody says how many.
const COUNT: i64 = 100;

/// The parameters of a list or a resource, from the address or from the body of a search.
#[derive(Debug, Default)]
pub struct Ask {
    filter: String,
    start: Option<i64>,
    count: Option<i64>,
    attributes: String,
    excluded: String,
}

impl Ask {
    /// From the address; what is not known is left alone, as RFC 7644 wants it.
    pub fn of(pairs: &[(String, String)]) -> Result<Self, Problem> {
        let mut ask = Self::default();
        for (name, value) in pairs {
            ask.take(name, value)?;
        }
        Ok(ask)
    }

    /// From the body of a search.
    pub fn search(body: &Value) -> Result<Self, Problem> {
        let mut ask = Self::default();
        let members = body.as_object().ok_or_else(|| {
            Fault::new(
                Kind::InvalidSyntax,
                "A search is an object with its parameters.",
            )
        })?;
        for name in [
            "filter",
            "startIndex",
            "count",
            "attributes",
            "excludedAttributes",
        ] {
            match get(members, name) {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) => ask.take(name, text)?,
                Some(Value::Array(names)) => {
                    let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                    ask.take(name, &names.join(","))?;
                }
                Some(other) => ask.take(name, &other.to_string())?,
            }
        }
        Ok(ask)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        let number = || {
            let number = value.trim().parse::<i64>();
            number.map_err(|_| Fault::new(Kind::InvalidValue, format!("{name} is a whole number.")))
        };
        match name.to_ascii_lowercase().as_str() {
            "filter" => value.clone_into(&mut self.filter),
            "startindex" => self.start = Some(number()?.max(1)),
            "count" => self.count = Some(number()?.clamp(0, PAGE_MAX)),
            "attributes" => value.clone_into(&mut self.attributes),
            "excludedattributes" => value.clone_into(&mut self.excluded),
            _ => {}
        }
        Ok(())
    }

    /// What the answer is cut down to.
    pub fn cut(&self) -> Result<Projection, Problem> {
        Ok(Projection::read(&self.attributes, &self.excluded)?)
    }

    /// What the list is about; `related` says whether it has to be with members or groups.
    pub fn query(&self, related: bool) -> Result<Query, Problem> {
        let filter = match self.filter.trim() {
            "" => None,
            text => Some(Filter::parse(text)?),
        };
        Ok(Query {
            filter,
            start: self.start.unwrap_or(1),
            count: self.count.unwrap_or(COUNT),
            members: related,
        })
    }
}

/// A body of JSON, with texts that can be shown.
pub fn json(body: &Bytes) -> Result<Value, Problem> {
    let value = serde_json::from_slice(body)
        .map_err(|_| Fault::new(Kind::InvalidSyntax, "The body has to be JSON."))?;
    if !is_plain_throughout(&value) {
        let detail = "There are characters in it that cannot be shown.";
        return Err(Fault::new(Kind::InvalidValue, detail).into());
    }
    Ok(value)
}

/// The version in `If-Match`: `W/"7"`, `"7"`; any with `*` or without the header.
pub fn version(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let number = text.strip_prefix("W/").unwrap_or(text).trim_matches('"');
    // A version that was never given is not that of the resource.
    number.parse().map(Some).map_err(|_| {
        Problem::new(
            StatusCode::PRECONDITION_FAILED,
            None,
            "The resource has another version.",
        )
    })
}

/// Is the resource still at a version that the client has?
pub fn is_known(headers: &HeaderMap, version: i64) -> bool {
    let tag = format!("\"{version}\"");
    headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| {
            known
                .split(',')
                .map(str::trim)
                .any(|one| one.strip_prefix("W/").unwrap_or(one) == tag)
        })
}
