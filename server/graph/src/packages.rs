//! Access packages.

use crate::answer::{self, root};
use crate::options::{Options, Takes};
use crate::segment::argument;
use crate::{Caller, Problem};
use axum::Extension;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::Response;
use engine::my::{self, PackageRecord};
use serde::Serialize;

const TAKES: Takes = Takes {
    properties: &[
        "id",
        "displayName",
        "description",
        "isHidden",
        "createdDateTime",
        "modifiedDateTime",
    ],
    expand: &[],
    filter: false,
};

/// `accessPackage`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccessPackage {
    id: String,
    display_name: String,
    description: String,
    is_hidden: bool,
    created_date_time: String,
    modified_date_time: String,
}

impl From<PackageRecord> for AccessPackage {
    fn from(record: PackageRecord) -> Self {
        Self {
            id: record.id.to_string(),
            display_name: record.name,
            description: record.description,
            // Hidden ones are not listed.
            is_hidden: false,
            created_date_time: record.created_at.rfc3339(),
            modified_date_time: record.modified_at.rfc3339(),
        }
    }
}

/// `GET accessPackages/filterByCurrentUser(on='allowedRequestor')`: what the caller may ask for
/// (PKG-06).
pub async fn by_function(
    Path(key): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if argument(&key, "filterByCurrentUser", "on") != Some("allowedRequestor") {
        caller.0.signed_in()?;
        return Err(Problem::not_found());
    }
    let options = Options::read(&pairs, TAKES)?;
    let page = my::requestable(&caller.0, &options.after, options.top).await?;
    let rows: Vec<AccessPackage> = page.rows.into_iter().map(Into::into).collect();
    answer::collection(
        &root(&caller, &headers),
        "accessPackages",
        &format!("accessPackages/{key}"),
        &options,
        rows,
        page.next,
    )
}
