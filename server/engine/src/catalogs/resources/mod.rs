//! The resources of a catalog: directory objects whose roles its packages can hand out
//! (CAT-08..10, CAT-14, CAT-15).

mod add;
mod attributes;
mod choices;
mod list;
mod remove;

pub use add::add_resources;
pub(crate) use add::bring_in;
pub use attributes::{resource, set_attributes};
pub use choices::choices;
pub use list::resources;
pub use remove::remove_resource;

use crate::db::Conn;
use crate::{Ctx, Outcome, fetch_in};
use shared::directory::{GroupKind, Mastery, ObjectKind};
use shared::ids::{CatalogId, ObjectId, UserId};

/// A directory object as the catalog pages need it.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Object {
    id: ObjectId,
    kind: ObjectKind,
    group_kind: Option<GroupKind>,
    mastery: Mastery,
    display_name: String,
    description: String,
}

/// Which of these objects the person owns: holds their *Owner* role in the directory (CAT-14), not through a
/// package, whose end they would outlast by what they bring in.
/// Sites have no such role unless they define one, so as a rule only administrators add sites.
pub(crate) async fn owned(
    conn: &mut Conn,
    person: UserId,
    objects: &[ObjectId],
) -> Outcome<Vec<ObjectId>> {
    let rows: Vec<(ObjectId,)> = fetch_in!(conn, (ObjectId,), "resources/owned", objects; person)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The groups among these that hold a role of the whole portal or of another catalog, themselves or through a
/// group around them. Whoever packages such a group hands out that role, so only administrators bring one into
/// a catalog (CAT-14). What its own catalog gave it, an owner there could give to anybody.
pub(crate) async fn powerful(
    ctx: &Ctx,
    conn: &mut Conn,
    catalog: CatalogId,
    objects: &[ObjectId],
) -> Outcome<Vec<ObjectId>> {
    if super::is_administrator(ctx) {
        return Ok(Vec::new());
    }
    let rows: Vec<(ObjectId,)> =
        fetch_in!(conn, (ObjectId,), "resources/powerful", objects; catalog)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

fn only_administrators() -> &'static str {
    t!("Its members have roles in this portal, so only an administrator can add it.")
}

/// The objects on which the actor has no rights: none for administrators (CAT-14).
pub(crate) async fn foreign(
    ctx: &Ctx,
    conn: &mut Conn,
    objects: &[ObjectId],
) -> Outcome<Vec<ObjectId>> {
    if super::is_administrator(ctx) {
        return Ok(Vec::new());
    }
    // Nothing in the directory is a program's own.
    let own = match ctx.actor.user() {
        Some(me) => owned(conn, me, objects).await?,
        None => Vec::new(),
    };
    Ok(objects
        .iter()
        .copied()
        .filter(|id| !own.contains(id))
        .collect())
}
