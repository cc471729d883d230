//! The stored catalog.

use crate::db::Conn;
use crate::texts::Stored;
use crate::{Outcome, Tx, fetch_all, fetch_optional};
use shared::AppError;
use shared::catalog::{CatalogState, CatalogType};
use shared::ids::CatalogId;
use shared::texts::Texts;
use shared::time::Timestamp;

/// A catalog as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Catalog {
    pub id: CatalogId,
    pub display_name: String,
    pub description: String,
    #[sqlx(try_from = "Stored")]
    pub texts: Texts,
    pub state: CatalogState,
    pub externally_visible: bool,
    pub catalog_type: CatalogType,
    pub created_at: Timestamp,
    pub version: i64,
}

impl Catalog {
    pub fn is_enabled(&self) -> bool {
        self.state == CatalogState::Published
    }

    pub fn is_built_in(&self) -> bool {
        self.catalog_type == CatalogType::ServiceDefault
    }
}

/// The catalog with this id. Says nothing about who may see it: callers ask first.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or it was deleted.
pub(crate) async fn find(conn: &mut Conn, id: CatalogId) -> Outcome<Catalog> {
    fetch_optional!(conn, Catalog, "catalogs/find", id)?.ok_or_else(|| AppError::NotFound.into())
}

/// As [`find`], and nobody deletes the catalog before the transaction ends.
///
/// # Errors
/// As [`find`].
pub(crate) async fn hold(tx: &mut Tx, id: CatalogId) -> Outcome<Catalog> {
    let rows = fetch_all!(tx, Catalog, "catalogs/hold" twin, id)?;
    rows.into_iter()
        .next()
        .ok_or_else(|| AppError::NotFound.into())
}
