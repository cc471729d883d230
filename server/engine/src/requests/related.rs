//! The things that requests name, for a page of a list at once.

use super::RequestRecord;
use crate::db::Conn;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::fetch_in;
use shared::ids::{PackageId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// Which of them are wanted; each costs one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expand {
    pub packages: bool,
    pub requestors: bool,
}

/// The things found, by id.
#[derive(Clone, Debug, Default)]
pub struct Related {
    pub packages: BTreeMap<PackageId, PackageName>,
    pub requestors: BTreeMap<UserId, Person>,
}

/// What is said of the package of a request.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PackageName {
    pub id: PackageId,
    pub name: String,
    pub description: String,
    pub hidden: bool,
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
    if expand.requestors {
        let ids: BTreeSet<UserId> = records
            .iter()
            .filter_map(|record| record.requestor_id)
            .collect();
        let ids: Vec<UserId> = ids.into_iter().collect();
        related.requestors = directory::people_by_ids(conn, &ids).await?;
    }
    Ok(related)
}
