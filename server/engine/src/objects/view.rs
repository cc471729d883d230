//! One object.

use super::kind_title;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::texts::Name;
use crate::{fetch_all, fetch_in, fetch_one, fetch_optional, lists};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::directory::{GroupKind, HoldingOrigin, Mastery, ObjectKind};
use shared::ids::{ObjectId, PackageId, RoleId, UserId};
use shared::limits::PAGE_SIZE;
use shared::time::Timestamp;
use shared::views::objects::{GivenBy, ObjectHolder, ObjectLink, ObjectView};
use shared::views::{Page, When};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Packages that one page shows.
const PACKAGES: i64 = 100;
/// From so many holdings on, it is cheaper to walk the people by name than to sort the holders.
const MANY: i64 = 5_000;

#[derive(sqlx::FromRow)]
struct Row {
    id: ObjectId,
    kind: ObjectKind,
    group_kind: Option<GroupKind>,
    mastery: Mastery,
    display_name: String,
    description: String,
    mail: String,
    url: String,
    external_id: Option<String>,
    created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Holder {
    user_id: UserId,
    display_name: String,
    mail: String,
    enabled: bool,
    role_id: RoleId,
    role: String,
    origin: HoldingOrigin,
    since: Timestamp,
}

/// An object with those who hold its roles; `after` is the cursor of their page.
///
/// # Errors
/// Not allowed, or there is no such object.
pub async fn view(ctx: &Ctx, id: ObjectId, after: &str) -> Outcome<ObjectView> {
    #[derive(sqlx::FromRow)]
    struct Package {
        id: PackageId,
        #[sqlx(try_from = "Name")]
        display_name: String,
        #[sqlx(try_from = "Name")]
        catalog: String,
        role: String,
    }
    ctx.require(Action::ReportOnAUser, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let row =
        fetch_optional!(conn, Row, "objects/get", id)?.ok_or(Failure::App(AppError::NotFound))?;
    let packages = fetch_all!(conn, Package, "objects/packages", id, PACKAGES)?;
    let inside = fetch_all!(conn, (ObjectId, String), "objects/inside", id)?;
    let part_of = fetch_all!(conn, (ObjectId, String), "objects/part_of", id)?;
    let now = ctx.now();
    let holders = holders(&mut conn, id, after, now).await?;
    let link = |(id, name): (ObjectId, String)| ObjectLink {
        id: id.to_string(),
        name,
    };
    Ok(ObjectView {
        id: row.id.to_string(),
        kind: kind_title(row.kind, row.group_kind).to_owned(),
        kind_word: row.kind.to_string(),
        caution: caution(row.mastery),
        facts: [
            (t!("Mail"), row.mail),
            (t!("External id"), row.external_id.unwrap_or_default()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(term, value)| (term.to_owned(), value))
        .collect(),
        url: Some(row.url).filter(|url| !url.is_empty()),
        name: row.display_name,
        description: row.description,
        packages: packages
            .into_iter()
            .map(|package| GivenBy {
                package: package.display_name,
                href: format!("/admin/packages/{}", package.id),
                catalog: package.catalog,
                role: package.role,
            })
            .collect(),
        inside: inside.into_iter().map(link).collect(),
        part_of: part_of.into_iter().map(link).collect(),
        holders,
        added: When::new(row.created_at, now),
    })
}

/// Why nobody can be made a member here, if so (CAT-08).
fn caution(mastery: Mastery) -> Option<String> {
    let text = match mastery {
        Mastery::Assigned => return None,
        Mastery::Dynamic => {
            t!("A rule decides who is in it; packages can give only its role Owner.")
        }
        Mastery::Synced => {
            t!("Its members come from another directory; packages cannot give them.")
        }
        Mastery::Distribution => t!("It is a distribution list; packages cannot give membership."),
    };
    Some(text.to_owned())
}

/// The cursor: the last person and role shown. The name is looked up again, so that the cursor
/// holds no personal data.
fn cursor(text: &str) -> (Uuid, Uuid) {
    let (user, role) = text.trim().split_once('.').unwrap_or_default();
    (
        user.parse().unwrap_or(Uuid::nil()),
        role.parse().unwrap_or(Uuid::nil()),
    )
}

async fn holders(
    conn: &mut Conn,
    id: ObjectId,
    after: &str,
    now: Timestamp,
) -> Outcome<Page<ObjectHolder>> {
    let (user, role) = cursor(after);
    let name = crate::directory::person(conn, UserId(user))
        .await?
        .map_or_else(String::new, |person| person.name);
    let (held,) = fetch_one!(conn, (i64,), "objects/count_holders", id, MANY)?;
    let mut rows = if held < MANY {
        fetch_all!(
            conn,
            Holder,
            "objects/holders",
            id,
            name,
            user,
            role,
            lists::FETCH
        )
    } else {
        fetch_all!(
            conn,
            Holder,
            "objects/holders_by_name",
            id,
            name,
            user,
            role,
            lists::FETCH
        )
    }?;
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| format!("{}.{}", row.user_id, row.role_id));
    let mut people: Vec<UserId> = rows.iter().map(|row| row.user_id).collect();
    people.dedup();
    let mut sources: BTreeMap<(UserId, RoleId), Vec<String>> = BTreeMap::new();
    for (user, role, package) in
        fetch_in!(conn, (UserId, RoleId, Name), "objects/sources", &people; id)?
    {
        sources
            .entry((user, role))
            .or_default()
            .push(package.into());
    }
    let show = |row: Holder| {
        let mut from = sources
            .remove(&(row.user_id, row.role_id))
            .unwrap_or_default();
        if row.origin == HoldingOrigin::Native || from.is_empty() {
            from.push(t!("Directory").to_owned());
        }
        ObjectHolder {
            person_id: row.user_id.to_string(),
            name: row.display_name,
            mail: row.mail,
            enabled: row.enabled,
            role: row.role,
            sources: from,
            since: When::new(row.since, now),
        }
    };
    Ok(Page {
        rows: rows.into_iter().map(show).collect(),
        next,
    })
}
