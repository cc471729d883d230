//! Loading people, groups, applications and sites from files: CSV and SCIM 2.0 JSON.
//!
//! Reading is pure and finds every bad line of every file; nothing is written unless all of it is
//! good, and then in one transaction. A second import updates: a record is found again by its
//! external id, else by its user name or by its name. What a file does not mention stays as it is:
//! people and objects that are missing, columns and attributes that are not there. A list that is
//! there (members, owners, sponsors) replaces the one before; access that an assignment delivered
//! is never touched.

mod apply;
mod check;
mod csv;
mod cycles;
mod problem;
mod record;
mod scim;
mod text;
pub(crate) mod told;

#[cfg(test)]
mod tests;

pub use apply::import;
pub use problem::{Problem, Problems};
pub use record::Batch;

/// The largest file, in bytes.
pub const FILE_MAX: usize = 32 * 1024 * 1024;
/// The most records in one import.
pub const RECORDS_MAX: usize = 200_000;
/// The most problems that are listed one by one; the rest is counted.
pub const PROBLEMS_MAX: usize = 500;

/// A file to import.
#[derive(Clone, Debug)]
pub struct ImportFile {
    /// As the reports name it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub people: Tally,
    pub groups: Tally,
    pub applications: Tally,
    pub sites: Tally,
    /// Roles that people hold: memberships, ownerships, application and site roles.
    pub roles_given: usize,
    pub roles_taken: usize,
}

/// How many records were new, changed, or as before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} new, {} changed, {} as before",
            self.created, self.updated, self.unchanged
        )
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "People: {}.", self.people)?;
        writeln!(f, "Groups: {}.", self.groups)?;
        writeln!(f, "Applications: {}.", self.applications)?;
        writeln!(f, "Sites: {}.", self.sites)?;
        write!(
            f,
            "Roles: {} given, {} taken away.",
            self.roles_given, self.roles_taken
        )
    }
}

/// Reads files without touching anything. JSON is told from CSV by its first character.
///
/// # Errors
/// Every problem found in any of the files.
pub fn read(files: &[ImportFile]) -> Result<Batch, Problems> {
    let mut batch = Batch::default();
    let mut problems = Problems::default();
    if files.is_empty() {
        problems.whole_file("", "No file was given.");
    }
    for file in files {
        if file.bytes.len() > FILE_MAX {
            let message = format!(
                "The file is larger than {} MiB; split it.",
                FILE_MAX / 1024 / 1024
            );
            problems.whole_file(&file.name, message);
            continue;
        }
        let bytes = file
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&file.bytes);
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        match first {
            None => problems.whole_file(&file.name, "The file is empty."),
            Some(b'{' | b'[') => scim::read(&file.name, bytes, &mut batch, &mut problems),
            Some(_) => csv::read(&file.name, bytes, &mut batch, &mut problems),
        }
    }
    if batch.len() > RECORDS_MAX {
        let message = format!("There are more than {RECORDS_MAX} records; import them in parts.");
        problems.whole_file("", message);
    }
    check::duplicates(&batch, &mut problems);
    problems.into_result(batch)
}
