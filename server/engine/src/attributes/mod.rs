//! Attributes of people that resources require: asked with a request, written when access begins, taken
//! back when the last access that required them is gone (CAT-16, CAT-17, CAT-18).

mod ask;
mod write;

pub(crate) use ask::{demanded, may_know_of, of_package};
pub(crate) use write::{release, write};

use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_all;
use shared::ids::UserId;
use std::collections::BTreeMap;

/// What a person has, by the names of attributes; what is not set is empty or missing.
pub(crate) async fn values(conn: &mut Conn, person: UserId) -> Outcome<BTreeMap<String, String>> {
    let rows = fetch_all!(conn, (String, String), "attributes/values", person)?;
    Ok(rows.into_iter().collect())
}
