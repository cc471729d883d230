//! Lists: one indexed query each.

use super::{Failed, PAGE};
use axum::Json;
use axum::extract::State;
use engine::Engine;
use engine::fetch_all;
use serde::Serialize;
use shared::ids::{PackageId, RequestId};
use shared::time::Timestamp;
use std::sync::Arc;

#[derive(sqlx::FromRow)]
struct PackageRow {
    id: PackageId,
    display_name: String,
    description: String,
    hidden: bool,
    created_at: Timestamp,
    modified_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: RequestId,
    request_type: String,
    state: String,
    status: String,
    justification: String,
    created_at: Timestamp,
}

/// A list as the API wraps it.
#[derive(Serialize)]
pub(super) struct List<T> {
    value: Vec<T>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Package {
    id: PackageId,
    display_name: String,
    description: String,
    is_hidden: bool,
    created_date_time: String,
    modified_date_time: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request {
    id: RequestId,
    request_type: String,
    state: String,
    status: String,
    justification: String,
    created_date_time: String,
    completed_date_time: Option<String>,
    answers: [(); 0],
}

pub(super) async fn requestable(
    State(engine): State<Arc<Engine>>,
) -> Result<Json<List<Package>>, Failed> {
    let mut conn = engine.db.read().await?;
    let rows = fetch_all!(conn, PackageRow, "raw/requestable", PAGE)?;
    let value = rows
        .into_iter()
        .map(|row| Package {
            id: row.id,
            display_name: row.display_name,
            description: row.description,
            is_hidden: row.hidden,
            created_date_time: row.created_at.rfc3339(),
            modified_date_time: row.modified_at.rfc3339(),
        })
        .collect();
    Ok(Json(List { value }))
}

pub(super) async fn pending(
    State(engine): State<Arc<Engine>>,
) -> Result<Json<List<Request>>, Failed> {
    let mut conn = engine.db.read().await?;
    let rows = fetch_all!(conn, RequestRow, "raw/pending", PAGE)?;
    let value = rows
        .into_iter()
        .map(|row| Request {
            id: row.id,
            request_type: row.request_type,
            state: row.state,
            status: row.status,
            justification: row.justification,
            created_date_time: row.created_at.rfc3339(),
            completed_date_time: None,
            answers: [],
        })
        .collect();
    Ok(Json(List { value }))
}
