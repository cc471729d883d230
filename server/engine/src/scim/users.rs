//! People.

use super::condition::{Bind, Condition, Of, rows};
use super::guard;
use super::resource::{Change, Found, Query, Resource, below, finish, kept, object, overlay, told};
use super::{Answer, Refused, checked};
use crate::audit::Entry;
use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::delivery::lock;
use crate::directory::import::told::{Known, KnownUser, UserPlan, read_user, write_users};
use crate::directory::import::{Problems, Summary};
use crate::{execute, fetch_in, fetch_one, guests, roles, scope, sql};
use serde_json::{Map, Value, json};
use shared::directory::UserKind;
use shared::ids::{ObjectId, UserId};
use shared::scim::{self, ENTERPRISE, Fault, Kind, OWN_USER, PAGE_MAX, USER};
use shared::time::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Clone, Debug, sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    known: KnownUser,
    version: i64,
    created_at: Timestamp,
    modified_at: Timestamp,
    attributes: Option<String>,
}

/// People that fit a filter, oldest first.
///
/// # Errors
/// The token is for something else, or the filter cannot be translated.
pub async fn users(ctx: &Ctx, query: &Query) -> Answer<Found> {
    ctx.provision()?;
    let mut conn = ctx.read().await?;
    let (condition, binds) = Condition::of(Of::Users, 0, query.filter.as_ref())?;
    let counted: Vec<(i64,)> =
        rows(&mut conn, sql!("scim/users_count"), &condition, &binds).await?;
    let total = counted.first().map_or(0, |row| row.0);
    let (condition, filters) = Condition::of(Of::Users, 2, query.filter.as_ref())?;
    let count = query.count.clamp(0, PAGE_MAX);
    let mut binds = vec![Bind::Int(count), Bind::Int(query.start.max(1) - 1)];
    binds.extend(filters);
    let found: Vec<Row> = if count == 0 {
        Vec::new()
    } else {
        rows(&mut conn, sql!("scim/users"), &condition, &binds).await?
    };
    Ok(Found {
        total,
        resources: show(ctx, &mut conn, found, query.members).await?,
    })
}

/// One person.
///
/// # Errors
/// The token is for something else, or there is nobody of this id (any more).
pub async fn user(ctx: &Ctx, id: UserId, groups: bool) -> Answer<Resource> {
    ctx.provision()?;
    let mut conn = ctx.read().await?;
    let row = load(&mut conn, id).await?;
    one(ctx, &mut conn, row, groups).await
}

async fn one(ctx: &Ctx, conn: &mut Conn, row: Row, groups: bool) -> Answer<Resource> {
    let shown = show(ctx, conn, vec![row], groups).await?;
    shown.into_iter().next().ok_or_else(Refused::missing)
}

async fn load(conn: &mut Conn, id: UserId) -> Answer<Row> {
    let binds = [Bind::Int(1), Bind::Int(0), Bind::Id(id.0)];
    let found: Vec<Row> = rows(conn, sql!("scim/users"), "u.id = $3", &binds).await?;
    found.into_iter().next().ok_or_else(Refused::missing)
}

async fn show(ctx: &Ctx, conn: &mut Conn, found: Vec<Row>, groups: bool) -> Answer<Vec<Resource>> {
    let ids: Vec<UserId> = found.iter().map(|row| row.known.id).collect();
    let mut groups_of: BTreeMap<UserId, Vec<Value>> = BTreeMap::new();
    let base = base(ctx);
    if groups && !ids.is_empty() {
        let held = fetch_in!(conn, (UserId, ObjectId, String), "scim/groups_of", &ids)?;
        for (user, group, name) in held {
            groups_of.entry(user).or_default().push(json!({
                "value": group, "display": name, "type": "direct",
                "$ref": format!("{base}/Groups/{group}"),
            }));
        }
    }
    Ok(found
        .into_iter()
        .map(|row| {
            let id = row.known.id;
            let mut resource = body(&base, row);
            if let Some(groups) = groups_of.remove(&id) {
                scim::set(&mut resource.body, "groups", groups);
            }
            resource
        })
        .collect())
}

/// Where resources are found.
pub(super) fn base(ctx: &Ctx) -> String {
    let public = ctx.engine.options.public_url.trim_end_matches('/');
    format!("{public}/scim/v2")
}

/// The resource: as it was told, with what the directory says now.
fn body(base: &str, row: Row) -> Resource {
    let mut body = told(row.attributes.as_deref());
    let KnownUser {
        id,
        facts,
        manager_id,
    } = row.known;
    overlay(&mut body, "userName", &facts.user_name);
    overlay(&mut body, "displayName", &facts.display_name);
    overlay(&mut body, "title", &facts.job_title);
    overlay(
        &mut body,
        "externalId",
        facts.external_id.as_deref().unwrap_or_default(),
    );
    scim::set(&mut body, "active", facts.enabled);
    if let Some(name) = below(&mut body, "name") {
        overlay(name, "givenName", &facts.given_name);
        overlay(name, "familyName", &facts.surname);
    }
    mail(&mut body, &facts.mail);
    // Members are what people are unless something else is said.
    let is_told = |body: &Map<String, Value>, name: &str| {
        let own = scim::get(body, OWN_USER).and_then(Value::as_object);
        own.is_some_and(|own| scim::get(own, name).is_some_and(|value| !value.is_null()))
    };
    let kind = if facts.kind == UserKind::Member && !is_told(&body, "kind") {
        ""
    } else {
        facts.kind.as_str()
    };
    // The country stands in one place: where it was told.
    let told_here = is_told(&body, "country");
    let in_address = scim::get(&body, "addresses")
        .and_then(Value::as_array)
        .is_some_and(|all| all.iter().any(|address| address.get("country").is_some()));
    let country = if in_address && !told_here {
        ""
    } else {
        &facts.country
    };
    if let Some(own) = below(&mut body, OWN_USER) {
        overlay(own, "kind", kind);
        overlay(own, "country", country);
    }
    if let Some(more) = below(&mut body, ENTERPRISE) {
        overlay(more, "department", &facts.department);
        overlay(more, "costCenter", &facts.cost_center);
        overlay(more, "organization", &facts.company);
        match manager_id {
            None => {
                scim::remove(more, "manager");
            }
            Some(manager) => scim::set(
                more,
                "manager",
                json!({
                    "value": manager,
                    "$ref": format!("{base}/Users/{manager}"),
                }),
            ),
        }
    }
    let location = format!("{base}/Users/{id}");
    let times = (row.created_at, row.modified_at);
    finish("User", USER, location, (id.0, row.version), times, body)
}

/// The address of the directory is the primary one, or the first.
fn mail(body: &mut Map<String, Value>, mail: &str) {
    let place = scim::get_mut(body, "emails");
    let Some(emails) = place.as_array_mut().filter(|emails| !emails.is_empty()) else {
        *place = if mail.is_empty() {
            Value::Null
        } else {
            json!([{ "value": mail, "type": "work", "primary": true }])
        };
        return;
    };
    let is_primary = |email: &Value| {
        let flag = email
            .as_object()
            .and_then(|email| scim::get(email, "primary"));
        flag.and_then(scim::truth) == Some(true)
    };
    let index = emails.iter().position(is_primary).unwrap_or(0);
    if let Some(email) = emails[index].as_object_mut() {
        overlay(email, "value", mail);
    }
}

/// Brings somebody in.
///
/// # Errors
/// The token is for something else; the resource cannot be read; the user name is taken.
pub async fn create_user(ctx: &Ctx, resource: Value) -> Answer<Resource> {
    let permit = ctx.provision()?;
    let resource = object(resource)?;
    let mut tx = ctx.begin(&permit).await?;
    let id = write(&mut tx, None, resource).await?;
    let row = load(&mut tx.conn, id).await?;
    let made = one(ctx, &mut tx.conn, row, true).await?;
    tx.commit().await?;
    Ok(made)
}

/// Changes somebody, if they are still at `version`.
///
/// # Errors
/// As [`create_user`]; [`Refused::Stale`].
pub async fn change_user(
    ctx: &Ctx,
    id: UserId,
    version: Option<i64>,
    change: Change,
) -> Answer<Resource> {
    let permit = ctx.provision()?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, id).await?;
    let row = load(&mut tx.conn, id).await?;
    if version.is_some_and(|version| version != row.version) {
        return Err(Refused::Stale);
    }
    let before = row.version;
    let now = body(&base(ctx), row.clone()).body;
    let resource = change.carry_out(now)?;
    write(&mut tx, Some(row), resource).await?;
    let row = load(&mut tx.conn, id).await?;
    let changed = row.version != before;
    let shown = one(ctx, &mut tx.conn, row, true).await?;
    if changed {
        tx.commit().await?;
    }
    Ok(shown)
}

/// Takes somebody out for good: their roles in the portal, access, requests and sessions end, what the directory
/// gave goes, and the name stays for the history.
///
/// # Errors
/// The token is for something else; nobody of this id; [`Refused::Stale`]; the last administrator;
/// [`Refused::Used`] while access is being set up.
pub async fn delete_user(ctx: &Ctx, id: UserId, version: Option<i64>) -> Answer<()> {
    let permit = ctx.provision()?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, id).await?;
    let row = load(&mut tx.conn, id).await?;
    if version.is_some_and(|version| version != row.version) {
        return Err(Refused::Stale);
    }
    roles::lock_administrators(&mut tx).await?;
    let administrators = roles::count_administrators(&mut tx).await?;
    let roles = execute!(tx, "roles/delete_of_user", id)?;
    let facts = row.known.facts;
    let details =
        json!({ "userName": facts.user_name, "externalId": facts.external_id, "roles": roles });
    if !guests::expel(&mut tx, id, details).await? {
        let reason = "Access is being set up for this person at this moment. Try again.";
        return Err(Refused::Used(reason.to_owned()));
    }
    if administrators > 0 {
        roles::keep_an_administrator(&mut tx).await?;
    }
    execute!(tx, "scim/forget", id)?;
    tx.commit().await?;
    Ok(())
}

/// Writes a resource over what was there, as the import of a file would.
async fn write(tx: &mut Tx, before: Option<Row>, resource: Map<String, Value>) -> Answer<UserId> {
    let mut problems = Problems::default();
    let batch = read_user(&readable(&resource), &mut problems);
    checked(problems)?;
    let known = Known::load(tx, &batch).await?;
    let Some(record) = batch.users.into_iter().next() else {
        return Err(Refused::value("This is no user."));
    };
    let same_name = known.user_by_name.get(&record.user_name);
    let key = record.external_id.as_ref();
    let same_key = key.and_then(|key| known.user_by_external_id.get(key));
    let visitor = same_name
        .and_then(|id| known.users.get(id))
        .filter(|user| user.facts.kind == UserKind::Visitor)
        .map(|user| user.id);
    // Whoever proved this address before gets an account by it.
    let id = before.as_ref().map(|row| row.known.id).or(visitor);
    for (taken, what) in [(same_name, "userName"), (same_key, "externalId")] {
        if taken.is_some_and(|taken| Some(*taken) != id) {
            let detail = format!("This {what} belongs to somebody else.");
            return Err(Fault::new(Kind::Uniqueness, detail).into());
        }
    }
    let had = before
        .as_ref()
        .map(|row| row.known.clone())
        .or_else(|| known.users.get(&visitor?).cloned());
    let is_new = had.is_none();
    let manager = record.manager.clone().flatten();
    let mut plan = UserPlan::told(tx, &record, had, known);
    if let Some(mention) = manager {
        plan.manager = Some(Some(manager_of(tx, plan.id, &mention.key).await?));
    }
    guard::account(tx, &plan).await?;
    let id = plan.id;
    let closes = plan.before.as_ref().is_some_and(|had| had.facts.enabled) && !plan.after.enabled;
    let name = plan.after.display_name.clone();
    let administrators = if closes {
        roles::lock_administrators(tx).await?;
        roles::count_administrators(tx).await?
    } else {
        0
    };
    let mut summary = Summary::default();
    write_users(tx, plan, &mut summary).await?;
    if administrators > 0 {
        roles::keep_an_administrator(tx).await?;
    }
    let attributes = kept(resource);
    let stored = before.as_ref().and_then(|row| row.attributes.clone());
    if stored.as_ref() != Some(&attributes) {
        execute!(tx, "scim/keep", id, attributes.as_str())?;
        if !is_new && summary.people.updated == 0 {
            let now = tx.now();
            execute!(tx, "scim/touch_user", id, now)?;
            let entry = Entry::new("user.update", "user", id.0, &name).subject(id);
            tx.audit(entry.details(json!({ "attributes": "provisioned" })));
        }
    }
    scope::look_at_person(tx, id).await?;
    Ok(id)
}

/// The resource as the reader of imported files wants it: people without a display name are called by
/// their user names.
fn readable(resource: &Map<String, Value>) -> Value {
    let mut resource = resource.clone();
    scim::remove(&mut resource, "id");
    let named = |object: &Map<String, Value>, name: &str| {
        scim::get(object, name)
            .is_some_and(|value| value.as_str().is_some_and(|text| !text.trim().is_empty()))
    };
    let parts = scim::get(&resource, "name").and_then(Value::as_object);
    let called = named(&resource, "displayName")
        || parts.is_some_and(|parts| {
            ["formatted", "givenName", "familyName"]
                .iter()
                .any(|part| named(parts, part))
        });
    if !called {
        let name = scim::get(&resource, "userName")
            .cloned()
            .unwrap_or_default();
        scim::set(&mut resource, "displayName", name);
    }
    Value::Object(resource)
}

async fn manager_of(tx: &mut Tx, person: UserId, key: &str) -> Answer<UserId> {
    let nobody = || Refused::value(format!("There is no manager {key:?}."));
    let id: Uuid = key.parse().map_err(|_| nobody())?;
    let found = fetch_in!(tx, (UserId,), "scim/people_known", &[id])?;
    let manager = found.first().ok_or_else(nobody)?.0;
    let circle =
        manager == person || fetch_one!(tx, (i64,), "scim/reports_to", manager, person)?.0 > 0;
    if circle {
        return Err(Refused::value("Managers would go in a circle."));
    }
    Ok(manager)
}
