//! The audit log: one record per change, each carrying the hash of the one before, so that an
//! edit, a deletion or a reordering breaks the chain where it happened (BYD-26, AUD-03).

mod chain;
mod export;
mod record;
mod search;
mod words;

pub use chain::{Break, Verdict, verify};
pub(crate) use chain::{append, hex};
pub use export::{EXPORT_MAX, export};
pub use record::record;
pub use search::search;

use serde_json::Value;
use shared::ids::{CatalogId, PackageId, UserId};
use uuid::Uuid;

/// What a change says of itself; actor, reason and time come from the transaction.
#[derive(Clone, Debug)]
pub struct Entry {
    pub action: &'static str,
    pub target_kind: &'static str,
    pub target_id: Option<Uuid>,
    pub target_name: String,
    pub catalog: Option<CatalogId>,
    pub package: Option<PackageId>,
    pub subject: Option<UserId>,
    pub details: Value,
}

impl Entry {
    /// A record of `action` (such as `catalog.create`) on a target with its name at that time.
    pub fn new(
        action: &'static str,
        target_kind: &'static str,
        target_id: Uuid,
        target_name: &str,
    ) -> Self {
        Self {
            action,
            target_kind,
            target_id: Some(target_id),
            target_name: target_name.to_owned(),
            catalog: None,
            package: None,
            subject: None,
            details: Value::Object(serde_json::Map::new()),
        }
    }

    #[must_use]
    pub const fn catalog(mut self, id: CatalogId) -> Self {
        self.catalog = Some(id);
        self
    }

    #[must_use]
    pub const fn package(mut self, id: PackageId) -> Self {
        self.package = Some(id);
        self
    }

    /// The person whose access or account it concerns.
    #[must_use]
    pub const fn subject(mut self, id: UserId) -> Self {
        self.subject = Some(id);
        self
    }

    /// A JSON object: what was and what is. No secrets.
    #[must_use]
    pub fn details(mut self, details: Value) -> Self {
        self.details = details;
        self
    }
}
