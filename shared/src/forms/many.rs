//! A list of people who are to get a package (ASG-11): pasted, or the text of a CSV file.

use super::Fields;
use crate::error::FieldErrors;
use crate::ids::{ObjectId, PolicyId};
use crate::limits::{ASSIGN_MANY_MAX, MAIL_MAX, TEXT_MAX};
use crate::time::Timestamp;

/// Characters of a list: every line as long as it can be.
pub const LIST_MAX: usize = ASSIGN_MANY_MAX * 4 * MAIL_MAX;

/// Heads of columns that hold what people are found by.
const HEADS: [&str; 9] = [
    "mail",
    "email",
    "e-mail",
    "mail address",
    "user_name",
    "username",
    "user name",
    "userprincipalname",
    "upn",
];

/// The cells of a line; separated by commas, semicolons or tabs, in double quotes where one is in a text.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, cells.last_mut()) {
            ('"', Some(cell)) if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            ('"', _) => quoted = !quoted,
            (',' | ';' | '\t', _) if !quoted => cells.push(String::new()),
            (letter, Some(cell)) => cell.push(letter),
            (_, None) => {}
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The mail addresses and user names of a list, in lower case and each once. With a head that names a
/// column, that column counts; otherwise the first cell of a line that is a mail address, or its first.
///
/// # Errors
/// At `list`: too many lines, or one that is too long.
pub fn people_of(text: &str) -> Result<Vec<String>, FieldErrors> {
    let mut found: Vec<String> = Vec::new();
    let mut column = None;
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    for (number, line) in lines.enumerate() {
        let cells = cells(line);
        if number == 0 {
            column = cells
                .iter()
                .position(|cell| HEADS.contains(&cell.to_lowercase().as_str()));
            if column.is_some() {
                continue;
            }
        }
        let cell = match column {
            Some(column) => cells.get(column),
            None => cells
                .iter()
                .find(|cell| cell.contains('@'))
                .or(cells.first()),
        };
        let name = cell.map(|cell| cell.to_lowercase()).unwrap_or_default();
        if name.chars().count() > MAIL_MAX || name.contains('\0') {
            let message = t!(
                "Line {number} is no mail address or user name.",
                number = number + 1
            );
            return Err(FieldErrors::one("list", message));
        }
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
        if found.len() > ASSIGN_MANY_MAX {
            let message = t!(
                "Assign up to {assign_many_max} people at a time.",
                assign_many_max = ASSIGN_MANY_MAX
            );
            return Err(FieldErrors::one("list", message));
        }
    }
    Ok(found)
}

/// Who is to get a package, as a list or as the members of a group, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignManyInput {
    pub policy: Option<PolicyId>,
    /// As [`people_of`] reads it.
    pub list: Vec<String>,
    /// Its members, those of groups inside of it included.
    pub group: Option<ObjectId>,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub justification: String,
}

impl AssignManyInput {
    /// Reads `policy`, `list`, `group` (its text form), `start`, `end` and `justification`.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let policy = fields.parsed("policy", t!("Choose a policy."), &mut errors);
        let text = fields.text("list", LIST_MAX, &mut errors);
        let list = people_of(&text).unwrap_or_else(|wrong| {
            for (field, message) in wrong.0 {
                errors.add(&field, message);
            }
            Vec::new()
        });
        let group = match fields.get("group").parse() {
            Ok(crate::directory::Principal::Group(group)) => Some(group),
            _ => None,
        };
        if list.is_empty() && group.is_none() && errors.get("list").is_none() {
            errors.add("list", t!("Paste a list of people, or choose a group."));
        }
        let input = Self {
            policy,
            list,
            group,
            start: fields.date("start", &mut errors),
            end: fields.date("end", &mut errors).map(Timestamp::end_of_day),
            justification: fields.text("justification", TEXT_MAX, &mut errors),
        };
        if errors.is_empty() {
            Ok(input)
        } else {
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asg_11_lists_come_in_many_shapes() {
        for (text, people) in [
            ("", &[][..]),
            ("ada@x.example\n\n  Bo.Ek \n", &["ada@x.example", "bo.ek"]),
            ("Ada Lind;Ada@X.example;Sales\n", &["ada@x.example"]),
            (
                "name,mail\n\"Lind, Ada\",ada@x.example\nBo,bo@x.example",
                &["ada@x.example", "bo@x.example"],
            ),
            ("\u{feff}User name\tX\nbo.ek\t1\nBO.EK\t2", &["bo.ek"]),
            ("name,mail\nonly a name", &[]),
        ] {
            assert_eq!(people_of(text).expect("a list"), people, "{text:?}");
        }
    }

    #[test]
    fn asg_11_a_list_has_its_limits() {
        let many = |count: usize| {
            (0..count)
                .map(|number| format!("person{number}\n"))
                .collect::<String>()
        };
        assert_eq!(people_of(&many(500)).expect("a list").len(), 500);
        assert!(people_of(&many(501)).is_err());
        assert!(people_of(&"x".repeat(300)).is_err());
    }
}
