//! What policies say, read once for each version of a policy: lists judge many policies for everybody
//! who opens them.

use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_in;
use quick_cache::sync::Cache;
use shared::ids::PolicyId;
use shared::policy::PolicySettings;
use std::collections::HashMap;
use std::sync::Arc;

/// Versions of policies that are kept in memory; a usual one takes about 1 kB.
const KEPT: usize = 2_000;

/// Policies by id and version. A version never changes, so nothing here can be out of date.
#[derive(Debug)]
pub(crate) struct KnownPolicies(Cache<(PolicyId, i64), Arc<PolicySettings>>);

impl Default for KnownPolicies {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PolicyId,
    version: i64,
    settings: String,
}

impl KnownPolicies {
    /// What policies of these versions say, or newer ones if they were changed meanwhile. One that is
    /// not there is left out.
    ///
    /// # Errors
    /// The database fails, or a stored document cannot be read.
    pub async fn of(
        &self,
        conn: &mut Conn,
        wanted: &[(PolicyId, i64)],
    ) -> Outcome<HashMap<PolicyId, Arc<PolicySettings>>> {
        let mut found = HashMap::with_capacity(wanted.len());
        let mut missing = Vec::new();
        for key in wanted {
            match self.0.get(key) {
                Some(settings) => {
                    found.insert(key.0, settings);
                }
                None => missing.push(key.0),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        for row in fetch_in!(conn, Row, "policies/settings_of", &missing)? {
            let settings: Arc<PolicySettings> = Arc::new(serde_json::from_str(&row.settings)?);
            self.0.insert((row.id, row.version), Arc::clone(&settings));
            found.insert(row.id, settings);
        }
        Ok(found)
    }
}
