//! One record in full.

use super::chain::Record;
use super::search::{actor_places, row};
use super::words;
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::{fetch_all, fetch_optional};
use serde_json::{Map, Value};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::views::audit::RecordView;

/// How far around a record others of the same request are looked for, and how many are shown.
const AROUND: i64 = 500;
const RELATED: i64 = 20;

/// A record with everything it says.
///
/// # Errors
/// Not allowed, or there is no such record.
pub async fn record(ctx: &Ctx, seq: i64) -> Outcome<RecordView> {
    ctx.require(Action::ViewAuditLog, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let record = fetch_optional!(conn, Record, "audit/get", seq)?.ok_or(AppError::NotFound)?;
    let related = fetch_all!(
        conn,
        Record,
        "audit/same_request",
        seq.saturating_sub(AROUND),
        seq.saturating_add(AROUND),
        record.correlation_id,
        RELATED
    )?;
    let mut shown = related.clone();
    shown.push(record.clone());
    let actors = actor_places(&mut conn, &shown).await?;
    drop(conn);
    let now = ctx.now();
    let (changes, facts) = details(&record.details);
    Ok(RecordView {
        row: row(&record, &actors, now),
        because: words::because(&record.because),
        target_kind: words::spaced(&record.target_kind),
        target_id: record
            .target_id
            .map_or_else(String::new, |id| id.to_string()),
        searches: searches(&record),
        changes,
        facts,
        correlation: record.correlation_id.to_string(),
        related: related
            .iter()
            .filter(|other| other.seq != seq)
            .map(|other| row(other, &actors, now))
            .collect(),
        action: record.action,
        previous_hash: record.previous_hash,
        hash: record.hash,
    })
}

fn searches(record: &Record) -> Vec<(String, String)> {
    let ids = [
        (
            t!("Everything done by the same actor"),
            "actor",
            record.actor_id,
        ),
        (
            t!("Everything concerning the same person"),
            "subject",
            record.subject_id,
        ),
        (
            t!("Everything about the same thing"),
            "target",
            record.target_id,
        ),
        (
            t!("Everything in the same package"),
            "package",
            record.package_id,
        ),
        (
            t!("Everything in the same catalog"),
            "catalog",
            record.catalog_id,
        ),
    ];
    ids.into_iter()
        .filter_map(|(words, name, id)| {
            Some((words.to_owned(), format!("/admin/audit?{name}={}", id?)))
        })
        .collect()
}

type Changes = Vec<(String, String, String)>;
type Facts = Vec<(String, String)>;

/// The details as tables: what was and what is (`before` and `after`, or `from` and `to` at each
/// attribute), and everything else.
fn details(json: &str) -> (Changes, Facts) {
    let Ok(Value::Object(mut details)) = serde_json::from_str(json) else {
        return (Vec::new(), vec![("details".to_owned(), json.to_owned())]);
    };
    let mut changes = Vec::new();
    let mut facts = Vec::new();
    let side = |details: &mut Map<String, Value>, name: &str| match details.remove(name) {
        Some(Value::Object(fields)) => Some(fields),
        Some(other) => {
            details.insert(name.to_owned(), other);
            None
        }
        None => None,
    };
    let before = side(&mut details, "before");
    let after = side(&mut details, "after");
    if before.is_some() || after.is_some() {
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let (was, is) = (before.get(name), after.get(name));
            if was != is {
                changes.push((words::spaced(name), shown(was), shown(is)));
            }
        }
    }
    for (name, value) in details {
        match &value {
            Value::Object(pair)
                if pair.len() == 2 && pair.contains_key("from") && pair.contains_key("to") =>
            {
                changes.push((
                    words::spaced(&name),
                    shown(pair.get("from")),
                    shown(pair.get("to")),
                ));
            }
            _ => facts.push((words::spaced(&name), shown(Some(&value)))),
        }
    }
    (changes, facts)
}

/// A value as text; nothing for null.
fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(true)) => "yes".to_owned(),
        Some(Value::Bool(false)) => "no".to_owned(),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| shown(Some(item)))
            .collect::<Vec<_>>()
            .join(", "),
        Some(Value::Object(fields)) => fields
            .iter()
            .map(|(name, value)| format!("{}: {}", words::spaced(name), shown(Some(value))))
            .collect::<Vec<_>>()
            .join("; "),
        Some(number) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byd_26_details_show_what_was_and_what_is() {
        let (changes, facts) = details(
            r#"{"before":{"name":"A","same":1},"after":{"name":"B","same":1},"peopleMatched":3}"#,
        );
        assert_eq!(
            changes,
            [("name".to_owned(), "A".to_owned(), "B".to_owned())]
        );
        assert_eq!(facts, [("people matched".to_owned(), "3".to_owned())]);
        let (changes, facts) = details(r#"{"jobTitle":{"from":null,"to":"CFO"},"x":["a",true]}"#);
        assert_eq!(
            changes,
            [("job title".to_owned(), String::new(), "CFO".to_owned())]
        );
        assert_eq!(facts, [("x".to_owned(), "a, yes".to_owned())]);
        assert_eq!(details("no json").1.len(), 1);
    }
}
