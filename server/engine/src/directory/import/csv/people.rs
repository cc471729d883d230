//! A line of a file of people.

use super::super::problem::Problems;
use super::super::record::{Batch, UserRecord, Wanted};
use super::super::text::{ATTRIBUTE_MAX, USER_KINDS, flag, mail, name, user_name, word};
use super::cells::Cells;

pub const OPTIONAL: &[&str] = &[
    "external_id",
    "kind",
    "given_name",
    "surname",
    "job_title",
    "department",
    "cost_center",
    "company",
    "country",
    "enabled",
    "manager",
    "sponsors",
];

pub fn read(cells: &Cells<'_>, batch: &mut Batch, problems: &mut Problems) {
    let at = cells.place("user_name");
    // An empty kind or flag is as good as none.
    let kind = cells
        .get("kind")
        .filter(|text| !text.is_empty())
        .and_then(|text| word(text, USER_KINDS, &cells.place("kind"), problems));
    let enabled = cells
        .get("enabled")
        .filter(|text| !text.is_empty())
        .and_then(|text| flag(text, &cells.place("enabled"), problems));
    let manager = cells.get("manager").map(|key| {
        (!key.is_empty()).then(|| cells.reference("manager", key, Wanted::User, problems))
    });
    let mut attribute = |column: &str| cells.line(column, ATTRIBUTE_MAX, problems);
    let (given_name, surname) = (attribute("given_name"), attribute("surname"));
    let (job_title, department) = (attribute("job_title"), attribute("department"));
    let (cost_center, company) = (attribute("cost_center"), attribute("company"));
    let country = attribute("country");
    batch.users.push(UserRecord {
        aliases: Vec::new(),
        external_id: cells.key("external_id", problems),
        user_name: user_name(cells.text("user_name"), &at, problems),
        display_name: name(
            cells.text("display_name"),
            &cells.place("display_name"),
            problems,
        ),
        mail: mail(cells.text("mail"), &cells.place("mail"), problems),
        kind,
        given_name,
        surname,
        job_title,
        department,
        cost_center,
        company,
        country,
        enabled,
        manager,
        sponsors: cells.references("sponsors", Wanted::User, problems),
        at,
    });
}
