//! Policies kept to make others from: those of a catalog, and those of all (BYD-22).

use super::model::{find, hold_seen, permitted};
use crate::audit::Entry;
use crate::db::Conn;
use crate::{Ctx, Failure, Outcome, execute, fetch_all, fetch_optional};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::forms::{PolicyInput, TemplateInput, name_key};
use shared::ids::{CatalogId, PackageId, PolicyId, TemplateId};
use shared::policy::PolicySettings;
use shared::views::my::words;
use shared::views::policies::TemplateRow;

#[derive(sqlx::FromRow)]
struct Row {
    id: TemplateId,
    catalog_id: Option<CatalogId>,
    display_name: String,
    settings: String,
}

/// Templates offered in one place.
const OFFERED: i64 = 100;

/// What stands for every catalog can be kept and deleted by whoever may change policies everywhere.
fn scope(catalog: Option<CatalogId>) -> Scope {
    catalog.map_or(Scope::Tenant, Scope::Catalog)
}

/// The templates for a catalog, by name.
///
/// # Errors
/// The database fails, or a stored document cannot be read.
pub(crate) async fn offered(
    ctx: &Ctx,
    conn: &mut Conn,
    catalog: CatalogId,
) -> Outcome<Vec<TemplateRow>> {
    let rows = fetch_all!(conn, Row, "policies/templates", catalog, OFFERED)?;
    rows.into_iter()
        .map(|row| {
            let settings: PolicySettings = serde_json::from_str(&row.settings)?;
            let who = crate::packages::who(&settings);
            Ok(TemplateRow {
                id: row.id.to_string(),
                name: row.display_name,
                what: format!("{who} · {}", words::approvals(&settings)),
                for_all: row.catalog_id.is_none(),
                may_delete: ctx.allows(Action::CreateOrEditPolicy, scope(row.catalog_id)),
            })
        })
        .collect()
}

/// Keeps a policy as a template.
///
/// # Errors
/// Not allowed, or there is no such policy; [`AppError::Invalid`] at `template_name` for a name that is
/// taken.
pub async fn save_template(
    ctx: &Ctx,
    package: PackageId,
    policy: PolicyId,
    input: &TemplateInput,
) -> Outcome<TemplateId> {
    let (permit, package) = permitted(ctx, package).await?;
    let permit = if input.for_all {
        ctx.require(Action::CreateOrEditPolicy, Scope::Tenant)?
    } else {
        permit
    };
    let mut tx = ctx.begin(&permit).await?;
    let package = hold_seen(&mut tx, &package).await?;
    let stored = find(&mut tx.conn, package.id, policy).await?;
    let id: TemplateId = tx.id();
    let now = tx.now();
    let catalog = (!input.for_all).then_some(package.catalog_id);
    let added = execute!(
        tx,
        "policies/insert_template",
        id,
        catalog,
        input.name.as_str(),
        name_key(&input.name),
        serde_json::to_string(&stored.settings)?,
        now
    )?;
    if added == 0 {
        let message = t!("There is already a template with this name.");
        return Err(AppError::field("template_name", message).into());
    }
    tx.audit(
        entry("template.create", id, &input.name, catalog).details(json!({
            "policy": stored.name,
            "package": package.display_name,
            "settings": stored.settings,
        })),
    );
    tx.commit().await?;
    Ok(id)
}

/// Deletes a template; policies made from it stay as they are. Its name.
///
/// # Errors
/// Not allowed, or there is no such template.
pub async fn delete_template(ctx: &Ctx, id: TemplateId) -> Outcome<String> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let template = load(&mut conn, id).await?;
    drop(conn);
    let permit = ctx.require(Action::CreateOrEditPolicy, scope(template.catalog_id))?;
    let mut tx = ctx.begin(&permit).await?;
    if execute!(tx, "policies/delete_template", id)? == 0 {
        return Err(AppError::NotFound.into());
    }
    tx.audit(entry(
        "template.delete",
        id,
        &template.display_name,
        template.catalog_id,
    ));
    tx.commit().await?;
    Ok(template.display_name)
}

async fn load(conn: &mut Conn, id: TemplateId) -> Outcome<Row> {
    fetch_optional!(conn, Row, "policies/template", id)?.ok_or(Failure::App(AppError::NotFound))
}

/// What a new policy starts from: a template of its catalog, or of all.
///
/// # Errors
/// [`AppError::NotFound`] if there is none.
pub(super) async fn beginning(
    conn: &mut Conn,
    id: TemplateId,
    catalog: CatalogId,
) -> Outcome<PolicyInput> {
    let template = load(conn, id).await?;
    if template.catalog_id.is_some_and(|held| held != catalog) {
        return Err(AppError::NotFound.into());
    }
    let settings: PolicySettings = serde_json::from_str(&template.settings)?;
    Ok(PolicyInput {
        name: template.display_name,
        description: String::new(),
        question_rows: (1..).take(settings.questions.len()).collect(),
        settings,
        version: None,
    })
}

fn entry(action: &'static str, id: TemplateId, name: &str, catalog: Option<CatalogId>) -> Entry {
    let entry = Entry::new(action, "template", id.0, name);
    match catalog {
        Some(catalog) => entry.catalog(catalog),
        None => entry,
    }
}
