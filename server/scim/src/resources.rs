//! `/Users` and `/Groups`.

use crate::ask::{self, Ask};
use crate::{Caller, Problem, answer};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use engine::Ctx;
use engine::scim::{self, Change, Found, Resource};
use serde_json::Value;
use shared::scim::Projection;
use std::str::FromStr;

type Pairs = Query<Vec<(String, String)>>;
type Answer = Result<Response, Problem>;

/// What is no id names nothing.
fn id<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

fn page(found: Found, start: i64, cut: &Projection) -> Response {
    let resources = found
        .resources
        .into_iter()
        .map(|resource| {
            let mut body = resource.body;
            cut.cut(&mut body);
            Value::Object(body)
        })
        .collect();
    answer::list(found.total, start, resources)
}

fn shown(headers: &HeaderMap, resource: &Resource, cut: &Projection) -> Response {
    if ask::is_known(headers, resource.version) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    answer::resource(StatusCode::OK, resource, cut)
}

async fn list_users(ctx: &Ctx, asked: Ask) -> Answer {
    let cut = asked.cut()?;
    let query = asked.query(cut.wants("groups"))?;
    Ok(page(scim::users(ctx, &query).await?, query.start, &cut))
}

async fn list_groups(ctx: &Ctx, asked: Ask) -> Answer {
    let cut = asked.cut()?;
    let query = asked.query(cut.wants("members"))?;
    Ok(page(scim::groups(ctx, &query).await?, query.start, &cut))
}

/// `GET /Users`
pub async fn users(Extension(Caller(ctx)): Extension<Caller>, Query(pairs): Pairs) -> Answer {
    list_users(&ctx, Ask::of(&pairs)?).await
}

/// `POST /Users/.search`
pub async fn search_users(Extension(Caller(ctx)): Extension<Caller>, body: Bytes) -> Answer {
    list_users(&ctx, Ask::search(&ask::json(&body)?)?).await
}

/// `GET /Groups`
pub async fn groups(Extension(Caller(ctx)): Extension<Caller>, Query(pairs): Pairs) -> Answer {
    list_groups(&ctx, Ask::of(&pairs)?).await
}

/// `POST /Groups/.search`
pub async fn search_groups(Extension(Caller(ctx)): Extension<Caller>, body: Bytes) -> Answer {
    list_groups(&ctx, Ask::search(&ask::json(&body)?)?).await
}

/// `GET /Users/{id}`
pub async fn user(
    Extension(Caller(ctx)): Extension<Caller>,
    Path(key): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Answer {
    let cut = Ask::of(&pairs)?.cut()?;
    let found = scim::user(&ctx, id(&key)?, cut.wants("groups")).await?;
    Ok(shown(&headers, &found, &cut))
}

/// `GET /Groups/{id}`
pub async fn group(
    Extension(Caller(ctx)): Extension<Caller>,
    Path(key): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Answer {
    let cut = Ask::of(&pairs)?.cut()?;
    let found = scim::group(&ctx, id(&key)?, cut.wants("members")).await?;
    Ok(shown(&headers, &found, &cut))
}

/// `POST /Users`
pub async fn create_user(
    Extension(Caller(ctx)): Extension<Caller>,
    Query(pairs): Pairs,
    body: Bytes,
) -> Answer {
    let cut = Ask::of(&pairs)?.cut()?;
    let made = scim::create_user(&ctx, ask::json(&body)?).await?;
    Ok(answer::resource(StatusCode::CREATED, &made, &cut))
}

/// `POST /Groups`
pub async fn create_group(
    Extension(Caller(ctx)): Extension<Caller>,
    Query(pairs): Pairs,
    body: Bytes,
) -> Answer {
    let cut = Ask::of(&pairs)?.cut()?;
    let made = scim::create_group(&ctx, ask::json(&body)?).await?;
    Ok(answer::resource(StatusCode::CREATED, &made, &cut))
}

async fn change_user(
    ctx: &Ctx,
    key: &str,
    pairs: &[(String, String)],
    headers: &HeaderMap,
    change: Change,
) -> Answer {
    let cut = Ask::of(pairs)?.cut()?;
    let version = ask::version(headers)?;
    let now = scim::change_user(ctx, id(key)?, version, change).await?;
    Ok(answer::resource(StatusCode::OK, &now, &cut))
}

async fn change_group(
    ctx: &Ctx,
    key: &str,
    pairs: &[(String, String)],
    headers: &HeaderMap,
    change: Change,
) -> Answer {
    let cut = Ask::of(pairs)?.cut()?;
    let version = ask::version(headers)?;
    let now = scim::change_group(ctx, id(key)?, version, change).await?;
    Ok(answer::resource(StatusCode::OK, &now, &cut))
}

/// `PUT /Users/{id}`
pub async fn replace_user(
    Extension(Caller(ctx)): Extension<Caller>,
    Path(key): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let change = Change::Replace(ask::json(&body)?);
    change_user(&ctx, &key, &pairs, &headers, change).await
}

/// `PATCH /Users/{id}`
pub async fn patch_user(
    Extension(Caller(ctx)): Extension<Caller>,
    Path(key): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let change = Change::Patch(ask::json(&body)?);
    change_user(&ctx, &key, &pairs, &headers, change).await
}

/// `PUT /Groups/{id}`
pub async fn replace_group(
    Extension(Caller(ctx)): Extension<Caller>,
    Path(key): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let change = Change::Replace(ask::json(&body)?);
    change_group(&ctx, &key, &pairs, &headers, change).await
}

/// `PATCH /Groups/{id}`
pub async fn patch_group(
    Extension(Caller(ctx)): Extension<Caller>,
    Path(key): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let change = Change::Patch(ask::json(&body)?);
    change_group(&ctx, &key, &pairs, &headers, change).await
}

/// `DELETE /Users/{id}`
pub async fn delete_user(
    Extension(Caller(ctx)): Extension<Caller>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Answer {
    scim::delete_user(&ctx, id(&key)?, ask::version(&headers)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE /Groups/{id}`
pub async fn delete_group(
    Extension(Caller(ctx)): Extension<Caller>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Answer {
    scim::delete_group(&ctx, id(&key)?, ask::version(&headers)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
