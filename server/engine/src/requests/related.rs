//! The things that requests name, for a page of a list at once.

use super::RequestRecord;
use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_in;
use shared::ids::{PackageId, UserId};
use shared::lifecycle::SubjectLifecycle;
use std::collections::{BTreeMap, BTreeSet};

/// People read at once.
const BATCH: usize = 500;

/// Which of them are wanted; each costs one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expand {
    pub packages: bool,
    pub requestors: bool,
    /// Whom the requests are for; with those who asked it is one statement.
    pub subjects: bool,
}

/// The things found, by id.
#[derive(Clone, Debug, Default)]
pub struct Related {
    pub packages: BTreeMap<PackageId, PackageName>,
    /// Those who asked and those whom it is for, as wanted.
    pub people: BTreeMap<UserId, Party>,
}

/// What is said of the package of a request.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PackageName {
    pub id: PackageId,
    pub name: String,
    pub description: String,
    pub hidden: bool,
}

/// Who asked, or whom a request is for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Party {
    pub id: UserId,
    pub name: String,
    /// This and the rest are for those who run the package, and for the person.
    pub mail: Option<String>,
    pub user_name: Option<String>,
    pub lifecycle: Option<SubjectLifecycle>,
}

impl Related {
    /// What a party of a request reads of the other: the name, as on its page.
    pub(super) fn by_name_only_but(&mut self, me: UserId) {
        for person in self.people.values_mut().filter(|person| person.id != me) {
            person.mail = None;
            person.user_name = None;
            person.lifecycle = None;
        }
    }
}

/// What the records name.
pub(super) async fn load(
    conn: &mut Conn,
    records: &[RequestRecord],
    expand: Expand,
) -> Outcome<Related> {
    let mut related = Related::default();
    if expand.packages {
        let ids: BTreeSet<PackageId> = records.iter().map(|record| record.package_id).collect();
        let ids: Vec<PackageId> = ids.into_iter().collect();
        let rows = fetch_in!(conn, PackageName, "requests/package_names", &ids)?;
        related.packages = rows.into_iter().map(|row| (row.id, row)).collect();
    }
    let asked = records.iter().filter_map(|record| record.requestor_id);
    let mut ids: BTreeSet<UserId> = asked.filter(|_| expand.requestors).collect();
    let subjects = records.iter().map(|record| record.subject_id);
    ids.extend(subjects.filter(|_| expand.subjects));
    let ids: Vec<UserId> = ids.into_iter().collect();
    for batch in ids.chunks(BATCH) {
        for person in fetch_in!(conn, Party, "requests/people", batch)? {
            related.people.insert(person.id, person);
        }
    }
    Ok(related)
}
