//! The programs, and one of them with its roles and tokens.

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::patterns;
use crate::error::{Failure, Outcome};
use crate::texts::Name;
use crate::{fetch_all, fetch_in, fetch_optional};
use shared::AppError;
use shared::authz::{Action, Role, Scope};
use shared::ids::{CatalogId, ProgramId, TokenId};
use shared::programs::{Scopes, TokenScope};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::programs::{
    ProgramRole, ProgramRow, ProgramView, ProgramsView, ScopeView, TokenView,
};

/// Programs on the page. An organization has some dozens.
const SHOWN: i64 = 500;

/// A program as pickers and lists of roles show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Program {
    pub id: ProgramId,
    pub display_name: String,
    pub description: String,
    pub enabled: bool,
}

/// Programs by id; unknown ids are left out.
pub(crate) async fn by_ids(conn: &mut Conn, ids: &[ProgramId]) -> Outcome<Vec<Program>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(fetch_in!(conn, Program, "programs/by_ids", ids)?)
}

/// Enabled programs whose names have every word of the query, by name.
pub(crate) async fn find(conn: &mut Conn, query: &str, limit: i64) -> Outcome<Vec<Program>> {
    let [first, second, third] = patterns(query);
    Ok(fetch_all!(
        conn,
        Program,
        "programs/find",
        first,
        second,
        third,
        limit
    )?)
}

/// A program as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Stored {
    pub id: ProgramId,
    pub display_name: String,
    pub description: String,
    pub enabled: bool,
    pub created_at: Timestamp,
    pub version: i64,
}

pub(super) async fn get(conn: &mut Conn, id: ProgramId) -> Outcome<Stored> {
    fetch_optional!(conn, Stored, "programs/get", id)?.ok_or(Failure::App(AppError::NotFound))
}

/// A token as stored, without what it is itself.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct StoredToken {
    pub id: TokenId,
    pub display_name: String,
    pub scopes: String,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
    pub last_address: String,
}

/// All programs, by name.
///
/// # Errors
/// Not allowed.
pub async fn list(ctx: &Ctx) -> Outcome<ProgramsView> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: ProgramId,
        display_name: String,
        description: String,
        enabled: bool,
        tokens: i64,
        last_used_at: Option<Timestamp>,
    }
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(conn, Row, "programs/list", now, SHOWN)?;
    let rows = rows
        .into_iter()
        .map(|row| ProgramRow {
            id: row.id.to_string(),
            name: row.display_name,
            description: row.description,
            enabled: row.enabled,
            tokens: row.tokens,
            last_used: row.last_used_at.map(|at| When::new(at, now)),
        })
        .collect();
    Ok(ProgramsView { rows })
}

/// One program with its roles and tokens.
///
/// # Errors
/// Not allowed, or there is no such program.
pub async fn view(ctx: &Ctx, id: ProgramId) -> Outcome<ProgramView> {
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let program = get(&mut conn, id).await?;
    let held = fetch_all!(
        conn,
        (Role, Option<CatalogId>, Option<Name>),
        "programs/roles",
        id
    )?;
    let tokens = fetch_all!(conn, StoredToken, "programs/tokens", id)?;
    drop(conn);
    let roles = held
        .into_iter()
        .map(|(role, id, catalog)| ProgramRole {
            title: role.title().to_owned(),
            catalog: catalog.map(String::from),
            href: id.map_or_else(
                || "/admin/roles".to_owned(),
                |id| format!("/admin/catalogs/{id}/roles"),
            ),
        })
        .collect();
    let tokens = tokens
        .into_iter()
        .map(|token| TokenView {
            id: token.id.to_string(),
            name: token.display_name,
            scopes: Scopes::read(&token.scopes)
                .0
                .into_iter()
                .map(|scope| scope.title().to_owned())
                .collect(),
            created: When::new(token.created_at, now),
            expires: When::new(token.expires_at, now),
            expired: token.expires_at <= now,
            last_used: token.last_used_at.map(|at| When::new(at, now)),
            address: token.last_address,
        })
        .collect();
    let public = ctx.engine.options.public_url.trim_end_matches('/');
    Ok(ProgramView {
        id: program.id.to_string(),
        name: program.display_name,
        description: program.description,
        enabled: program.enabled,
        version: program.version,
        created: When::new(program.created_at, now),
        roles,
        tokens,
        scopes: TokenScope::ALL
            .iter()
            .map(|scope| ScopeView {
                scope: scope.to_string(),
                title: scope.title().to_owned(),
                explanation: scope.explanation().to_owned(),
            })
            .collect(),
        scim_address: format!("{public}/scim/v2"),
    })
}
