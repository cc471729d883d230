//! The query options of a list or an entity: `$top`, `$skiptoken`, `$filter`, `$select`, `$expand`.

use crate::Problem;
use crate::filter::{self, Condition};
use shared::limits::PAGE_SIZE;

/// Rows on a page at most.
const TOP_MAX: i64 = 200;

/// What an address takes beside the options that all take.
#[derive(Clone, Copy, Debug)]
pub struct Takes {
    /// Properties that `$select` can name.
    pub properties: &'static [&'static str],
    /// Navigation properties that `$expand` can name.
    pub expand: &'static [&'static str],
    /// Does it take `$filter`?
    pub filter: bool,
}

/// The options as asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Rows wanted.
    pub top: i64,
    /// The cursor of a `nextLink`; empty for the first page.
    pub after: String,
    /// All have to hold.
    pub filter: Vec<Condition>,
    select: Option<Vec<String>>,
    expand: Vec<String>,
    /// The options of this page, for the link to the next; without the cursor.
    kept: Vec<(String, String)>,
}

impl Options {
    /// Reads the options of a request. Names are written `$top` or `top`; what this address does not
    /// take is refused rather than ignored, for an ignored filter answers another question.
    ///
    /// # Errors
    /// Status 400 with the option's name.
    pub fn read(pairs: &[(String, String)], takes: Takes) -> Result<Self, Problem> {
        let mut options = Self {
            top: PAGE_SIZE,
            ..Self::default()
        };
        for (name, value) in pairs {
            let Some(option) = name.strip_prefix('$') else {
                continue;
            };
            if option != "skiptoken" {
                options.kept.push((name.clone(), value.clone()));
            }
            match option {
                "top" => options.top = top(value)?,
                "skiptoken" => options.after.clone_from(value),
                "filter" if takes.filter => options.filter = filter::parse(value)?,
                "select" => options.select = Some(names(value, takes.properties, "$select")?),
                "expand" => options.expand = expanded(value, takes.expand)?,
                // There is one format, whatever is asked for.
                "format" => {}
                other => {
                    return Err(Problem::bad(format!("${other} is not supported here.")));
                }
            }
        }
        Ok(options)
    }

    /// Was nothing left out?
    pub const fn selects_everything(&self) -> bool {
        self.select.is_none()
    }

    /// Is this member of an entity wanted? Expanded ones always are.
    pub fn shows(&self, member: &str) -> bool {
        self.select
            .as_ref()
            .is_none_or(|chosen| chosen.iter().any(|name| name == member))
            || self.expands(member)
    }

    pub fn expands(&self, name: &str) -> bool {
        self.expand.iter().any(|chosen| chosen == name)
    }

    /// The query of the page that begins at `cursor`.
    pub fn with_cursor(&self, cursor: &str) -> String {
        self.kept
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain([("$skiptoken", cursor)])
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect::<Vec<_>>()
            .join("&")
    }
}

fn top(value: &str) -> Result<i64, Problem> {
    match value.trim().parse::<i64>() {
        Ok(rows) if rows >= 1 => Ok(rows.min(TOP_MAX)),
        _ => Err(Problem::bad("$top is a number from 1 on.")),
    }
}

/// What is expanded within something expands that, too.
fn expanded(value: &str, known: &[&'static str]) -> Result<Vec<String>, Problem> {
    let mut chosen = names(value, known, "$expand")?;
    let outer = chosen.iter().filter_map(|name| name.split_once('('));
    let outer: Vec<String> = outer.map(|(outer, _)| outer.to_owned()).collect();
    chosen.extend(outer);
    Ok(chosen)
}

fn names(value: &str, known: &[&'static str], option: &str) -> Result<Vec<String>, Problem> {
    let mut chosen = Vec::new();
    for name in value
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match known.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) => chosen.push((*known).to_owned()),
            None => {
                let list = known.join(", ");
                return Err(Problem::bad(format!(
                    "{option} does not know {name:?} here; it takes: {list}."
                )));
            }
        }
    }
    Ok(chosen)
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAKES: Takes = Takes {
        properties: &["id", "displayName"],
        expand: &["catalog"],
        filter: false,
    };

    fn read(pairs: &[(&str, &str)]) -> Result<Options, Problem> {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Options::read(&pairs, TAKES)
    }

    #[test]
    fn the_next_link_keeps_everything_but_the_cursor() {
        let options = read(&[
            ("$top", "5"),
            ("$select", "id,displayname"),
            ("$skiptoken", "a"),
        ]);
        let options = options.expect("good options");
        assert_eq!((options.top, options.after.as_str()), (5, "a"));
        assert!(options.shows("displayName") && !options.shows("catalog"));
        assert_eq!(
            options.with_cursor("b~ü"),
            "$top=5&$select=id%2Cdisplayname&$skiptoken=b~%C3%BC"
        );
    }

    #[test]
    fn what_is_not_supported_is_refused_by_name() {
        for bad in [
            ("$top", "0"),
            ("$top", "many"),
            ("$select", "secret"),
            ("$expand", "owners"),
            ("$filter", "id eq 1"),
            ("$apply", "x"),
        ] {
            assert!(read(&[bad]).is_err(), "{bad:?}");
        }
        assert_eq!(read(&[("$top", "100000")]).expect("capped").top, TOP_MAX);
    }
}
