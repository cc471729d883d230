//! CSV files: UTF-8, commas, a header line. The header tells what the file holds:
//!
//! | Kind | Told by | Columns |
//! | --- | --- | --- |
//! | people | `user_name` | `user_name`*, `display_name`*, `mail`*, `external_id`, `kind` (`member`, `guest`), `given_name`, `surname`, `job_title`, `department`, `cost_center`, `company`, `country`, `enabled`, `manager`, `sponsors` |
//! | groups | `group` | `group`*, `external_id`, `description`, `kind` (`security`, `microsoft365`), `mastery` (`assigned`, `dynamic`, `synced`, `distribution`), `mail`, `members`, `owners`, `member_groups` |
//! | applications | `application` | `application`*, `external_id`, `description`, `url`, `roles`, `owners` |
//! | sites | `site` | `site`*, `external_id`, `description`, `url`, `roles` |
//! | held roles | `holder` | `resource`*, `role`*, `holder`* |
//!
//! Columns with a star must be there and must not be empty. Lists (`sponsors`, `members`, `owners`,
//! `member_groups`, `roles`) are separated by semicolons. People are named by user name or external
//! id, objects by name or external id.

mod cells;
pub(super) mod objects;
mod people;

use super::problem::{At, Problems};
use super::record::Batch;
use cells::Cells;
use std::collections::HashMap;

/// What one kind of file looks like.
struct Kind {
    what: &'static str,
    told_by: &'static str,
    required: &'static [&'static str],
    optional: &'static [&'static str],
    read: fn(&Cells<'_>, &mut Batch, &mut Problems),
}

const KINDS: &[Kind] = &[
    Kind {
        what: "people",
        told_by: "user_name",
        required: &["user_name", "display_name", "mail"],
        optional: people::OPTIONAL,
        read: people::read,
    },
    Kind {
        what: "groups",
        told_by: "group",
        required: &["group"],
        optional: objects::GROUP_OPTIONAL,
        read: objects::read_group,
    },
    Kind {
        what: "applications",
        told_by: "application",
        required: &["application"],
        optional: objects::APPLICATION_OPTIONAL,
        read: objects::read_application,
    },
    Kind {
        what: "sites",
        told_by: "site",
        required: &["site"],
        optional: objects::SITE_OPTIONAL,
        read: objects::read_site,
    },
    Kind {
        what: "held roles",
        told_by: "holder",
        required: &["resource", "role", "holder"],
        optional: &[],
        read: objects::read_holding,
    },
];

/// Reads one file into the batch.
pub fn read(file: &str, bytes: &[u8], batch: &mut Batch, problems: &mut Problems) {
    let start = At {
        file: file.into(),
        line: Some(1),
        field: String::new(),
    };
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut header: Option<(&Kind, HashMap<String, usize>, usize)> = None;
    let mut record = ::csv::ByteRecord::new();
    let mut lines = Lines {
        bytes,
        counted: 0,
        line: 1,
    };
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let line = error.position().map(|position| lines.of(position));
                let at = At {
                    line,
                    ..start.clone()
                };
                problems.add(&at, "This cannot be read as CSV.");
                return;
            }
        }
        let at = At {
            line: record.position().map(|position| lines.of(position)),
            ..start.clone()
        };
        let Some(texts) = as_text(&record, header.as_ref().map(|h| &h.1), &at, problems) else {
            if header.is_none() {
                return;
            }
            continue;
        };
        let Some((kind, columns, width)) = &header else {
            header = read_header(&texts, &at, problems);
            if header.is_none() {
                return;
            }
            continue;
        };
        if texts.len() != *width {
            problems.add(
                &at,
                format!(
                    "This line has {} fields, the header has {width}.",
                    texts.len()
                ),
            );
            continue;
        }
        let cells = Cells {
            at: &at,
            columns,
            texts: &texts,
        };
        (kind.read)(&cells, batch, problems);
    }
}

/// Counts lines as an editor does. The reader's own count is that of the end of the record before,
/// which differs where lines end in CR LF or are empty.
struct Lines<'b> {
    bytes: &'b [u8],
    counted: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the record at this position begins.
    fn of(&mut self, position: &::csv::Position) -> u64 {
        let from = usize::try_from(position.byte())
            .unwrap_or(usize::MAX)
            .min(self.bytes.len());
        let rest = self.bytes.get(from..).unwrap_or_default();
        let skipped = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let begin = from + skipped;
        let passed = self.bytes.get(self.counted..begin).unwrap_or_default();
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line += u64::try_from(breaks).unwrap_or(0);
        self.counted = self.counted.max(begin);
        self.line
    }
}

/// The fields as text; each that is not UTF-8 is a problem.
fn as_text<'r>(
    record: &'r ::csv::ByteRecord,
    columns: Option<&HashMap<String, usize>>,
    at: &At,
    problems: &mut Problems,
) -> Option<Vec<&'r str>> {
    let mut texts = Vec::with_capacity(record.len());
    for (index, field) in record.iter().enumerate() {
        if let Ok(text) = std::str::from_utf8(field) {
            texts.push(text);
            continue;
        }
        let name = columns
            .and_then(|columns| columns.iter().find(|(_, at)| **at == index))
            .map_or_else(|| format!("field {}", index + 1), |(name, _)| name.clone());
        problems.add(&at.field(&name), "This is not UTF-8 text.");
    }
    (texts.len() == record.len()).then_some(texts)
}

/// Finds out what the file holds and where its columns are.
fn read_header(
    texts: &[&str],
    at: &At,
    problems: &mut Problems,
) -> Option<(&'static Kind, HashMap<String, usize>, usize)> {
    let names: Vec<String> = texts
        .iter()
        .map(|text| text.trim().to_lowercase().replace([' ', '-'], "_"))
        .collect();
    let kind = KINDS
        .iter()
        .find(|kind| names.iter().any(|name| name == kind.told_by));
    let Some(kind) = kind else {
        let known: Vec<_> = KINDS
            .iter()
            .map(|kind| format!("{} for {}", kind.told_by, kind.what))
            .collect();
        let mut message = format!(
            "The header does not tell what this file holds. It needs one of these columns: {}.",
            known.join(", ")
        );
        if names.len() == 1 && (texts[0].contains(';') || texts[0].contains('\t')) {
            message.push_str(" Fields are separated by commas.");
        }
        problems.add(at, message);
        return None;
    };
    let mut columns = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let known =
            kind.required.contains(&name.as_str()) || kind.optional.contains(&name.as_str());
        if !known {
            let all: Vec<_> = kind.required.iter().chain(kind.optional).copied().collect();
            problems.add(
                &at.field(&super::text::quoted(name)),
                format!(
                    "This is no column of a file of {}. There are: {}.",
                    kind.what,
                    all.join(", ")
                ),
            );
        } else if columns.insert(name.clone(), index).is_some() {
            problems.add(&at.field(name), "This column stands there twice.");
        }
    }
    for name in kind.required {
        if !columns.contains_key(*name) {
            problems.add(
                &at.field(name),
                format!("A file of {} needs this column.", kind.what),
            );
        }
    }
    Some((kind, columns, names.len()))
}
