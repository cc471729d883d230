//! What this server can do (RFC 7644, 4).

use crate::schemas::{all_schemas, attributes};
use crate::{BASE, Caller, Problem, answer};
use axum::Extension;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use shared::scim::{ENTERPRISE, GROUP, OWN_GROUP, OWN_USER, PAGE_MAX, USER};

fn base(caller: &Caller) -> String {
    let public = caller.0.engine.options.public_url.trim_end_matches('/');
    format!("{public}{BASE}")
}

/// Filters would be ignored here, and are refused instead (RFC 7644, 4).
fn no_filter(pairs: &[(String, String)]) -> Result<(), Problem> {
    if pairs
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("filter"))
    {
        let detail = "What the server can do is not filtered.";
        return Err(Problem::new(StatusCode::FORBIDDEN, None, detail));
    }
    Ok(())
}

/// `GET /ServiceProviderConfig`
pub async fn config(Extension(caller): Extension<Caller>) -> Response {
    let off = json!({ "supported": false });
    let body = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": { "supported": true },
        "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
        "filter": { "supported": true, "maxResults": PAGE_MAX },
        "changePassword": off,
        "sort": off,
        "etag": { "supported": true },
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "Token of a program",
            "description": "A token with the scope scim, in the header Authorization: Bearer",
            "primary": true,
        }],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": format!("{}/ServiceProviderConfig", base(&caller)),
        },
    });
    answer::json(StatusCode::OK, &body)
}

fn resource_types(base: &str) -> Vec<Value> {
    let kind = |name: &str, description: &str, schema: &str, extensions: &[&str]| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
            "id": name,
            "name": name,
            "description": description,
            "endpoint": format!("/{name}s"),
            "schema": schema,
            "schemaExtensions": extensions
                .iter()
                .map(|schema| json!({ "schema": schema, "required": false }))
                .collect::<Vec<_>>(),
            "meta": { "resourceType": "ResourceType", "location": format!("{base}/ResourceTypes/{name}") },
        })
    };
    vec![
        kind(
            "User",
            "People of the directory",
            USER,
            &[ENTERPRISE, OWN_USER],
        ),
        kind("Group", "Groups of the directory", GROUP, &[OWN_GROUP]),
    ]
}

/// `GET /ResourceTypes`
pub async fn types(
    Extension(caller): Extension<Caller>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    no_filter(&pairs)?;
    Ok(answer::whole_list(resource_types(&base(&caller))))
}

/// `GET /ResourceTypes/{name}`
pub async fn one_type(
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    named(resource_types(&base(&caller)), &name)
}

fn schema_list(base: &str) -> Vec<Value> {
    all_schemas()
        .into_iter()
        .map(|(id, name, description)| {
            json!({
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
                "id": id,
                "name": name,
                "description": description,
                "attributes": attributes(id),
                "meta": { "resourceType": "Schema", "location": format!("{base}/Schemas/{id}") },
            })
        })
        .collect()
}

/// `GET /Schemas`
pub async fn schemas(
    Extension(caller): Extension<Caller>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    no_filter(&pairs)?;
    Ok(answer::whole_list(schema_list(&base(&caller))))
}

/// `GET /Schemas/{name}`
pub async fn one_schema(
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    named(schema_list(&base(&caller)), &name)
}

fn named(list: Vec<Value>, id: &str) -> Result<Response, Problem> {
    let found = list.into_iter().find(|one| {
        one["id"]
            .as_str()
            .is_some_and(|known| known.eq_ignore_ascii_case(id))
    });
    let found = found.ok_or_else(Problem::not_found)?;
    Ok(answer::json(StatusCode::OK, &found))
}

pub async fn no_bulk() -> Problem {
    Problem::not_built("Bulk operations are not supported.")
}

pub async fn one_kind_at_a_time() -> Problem {
    Problem::not_built("Users and groups are searched below /Users and /Groups.")
}

pub async fn nobody() -> Problem {
    Problem::not_built("A program has no resource of its own.")
}
