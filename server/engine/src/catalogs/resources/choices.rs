//! What could be added to a catalog.

use super::{Object, only_administrators, powerful};
use crate::catalogs::{catalog_view, is_administrator};
use crate::{Ctx, Outcome, fetch_all, lists};
use shared::authz::{Action, Scope};
use shared::catalog::{caution, kind_title, refusal};
use shared::forms::catalogs::ResourceSearch;
use shared::ids::{CatalogId, ObjectId};
use shared::views::catalogs::{AddResourceView, ObjectChoice};

/// Choices on one page.
const SHOWN: i64 = 40;

/// Directory objects that are not in the catalog yet: all for administrators, the person's own for
/// others (CAT-14). Those that cannot be added say why.
///
/// # Errors
/// Not allowed, or there is no such catalog.
pub async fn choices(ctx: &Ctx, id: CatalogId, search: ResourceSearch) -> Outcome<AddResourceView> {
    ctx.require(Action::AddResourceToCatalog, Scope::Catalog(id))?;
    let mut conn = ctx.read().await?;
    let catalog = catalog_view(ctx, &mut conn, id).await?;
    let only_owned = !is_administrator(ctx);
    let kind = search
        .kind
        .map_or("", shared::directory::ObjectKind::as_str);
    let pattern = lists::containing(&search.q);
    let limit = SHOWN + 1;
    let mut rows: Vec<Object> = if only_owned {
        let me = ctx.me()?;
        fetch_all!(
            conn,
            Object,
            "resources/choices_owned",
            id,
            pattern.as_str(),
            kind,
            limit,
            me,
        )?
    } else {
        fetch_all!(
            conn,
            Object,
            "resources/choices_all",
            id,
            pattern.as_str(),
            kind,
            limit
        )?
    };
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    let ids: Vec<ObjectId> = rows.iter().map(|object| object.id).collect();
    let powerful = powerful(ctx, &mut conn, id, &ids).await?;
    let choices = rows.into_iter().map(|object| {
        let closed = powerful.contains(&object.id);
        let mut choice = show(object);
        if closed {
            choice.refused = Some(only_administrators().to_owned());
        }
        choice
    });
    Ok(AddResourceView {
        catalog,
        q: search.q,
        kind: kind.to_owned(),
        choices: choices.collect(),
        more,
        only_owned,
    })
}

fn show(object: Object) -> ObjectChoice {
    ObjectChoice {
        id: object.id.to_string(),
        kind: kind_title(object.kind, object.group_kind).to_owned(),
        refused: refusal(object.kind, object.mastery).map(str::to_owned),
        caution: caution(object.kind, object.mastery).map(str::to_owned),
        name: object.display_name,
        description: object.description,
    }
}
