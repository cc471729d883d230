//! Groups and who is in them.

use super::condition::{Bind, Condition, Of, rows};
use super::guard;
use super::resource::{Change, Found, Query, Resource, below, finish, kept, object, overlay, told};
use super::users::base;
use super::{Answer, Refused, checked};
use crate::audit::Entry;
use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::directory::import::told::{Known, KnownObject, ObjectPlan, read_group, write_objects};
use crate::directory::import::{Problems, Summary};
use crate::{delivery, execute, fetch_all, fetch_in, fetch_one, lock, roles, scope, sql};
use serde_json::{Map, Value, json};
use shared::directory::{GroupKind, Mastery};
use shared::ids::{ObjectId, UserId};
use shared::scim::{self, Fault, GROUP, Kind, OWN_GROUP, PAGE_MAX};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Members that come and go whose access is looked at one by one; with more the whole directory is.
const LOOKED_AT: usize = 100;
/// Ids asked for in one statement.
const BATCH: usize = 500;

#[derive(Clone, Debug, sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    known: KnownObject,
    version: i64,
    created_at: Timestamp,
    modified_at: Timestamp,
    attributes: Option<String>,
}

/// The members of a group.
#[derive(Clone, Debug, Default)]
struct Members {
    people: BTreeSet<UserId>,
    groups: BTreeSet<ObjectId>,
}

/// Groups that fit a filter, oldest first.
///
/// # Errors
/// The token is for something else, or the filter cannot be translated.
pub async fn groups(ctx: &Ctx, query: &Query) -> Answer<Found> {
    ctx.provision()?;
    let mut conn = ctx.read().await?;
    let (condition, binds) = Condition::of(Of::Groups, 0, query.filter.as_ref())?;
    let counted: Vec<(i64,)> =
        rows(&mut conn, sql!("scim/groups_count"), &condition, &binds).await?;
    let total = counted.first().map_or(0, |row| row.0);
    let (condition, filters) = Condition::of(Of::Groups, 2, query.filter.as_ref())?;
    let count = query.count.clamp(0, PAGE_MAX);
    let mut binds = vec![Bind::Int(count), Bind::Int(query.start.max(1) - 1)];
    binds.extend(filters);
    let found: Vec<Row> = if count == 0 {
        Vec::new()
    } else {
        rows(&mut conn, sql!("scim/groups"), &condition, &binds).await?
    };
    let mut resources = Vec::with_capacity(found.len());
    let ids: Vec<ObjectId> = found.iter().map(|row| row.known.id).collect();
    let mut members = if query.members {
        members_of(&mut conn, &ids).await?
    } else {
        BTreeMap::new()
    };
    for row in found {
        let inside = members.remove(&row.known.id).unwrap_or_default();
        resources.push(body(&base(ctx), row, &inside));
    }
    Ok(Found { total, resources })
}

/// One group; with its members, or without.
///
/// # Errors
/// The token is for something else, or there is no such group.
pub async fn group(ctx: &Ctx, id: ObjectId, members: bool) -> Answer<Resource> {
    ctx.provision()?;
    let mut conn = ctx.read().await?;
    let row = load(&mut conn, id).await?;
    let inside = if members {
        members_of(&mut conn, &[id])
            .await?
            .remove(&id)
            .unwrap_or_default()
    } else {
        Members::default()
    };
    Ok(body(&base(ctx), row, &inside))
}

async fn load(conn: &mut Conn, id: ObjectId) -> Answer<Row> {
    let binds = [Bind::Int(1), Bind::Int(0), Bind::Id(id.0)];
    let found: Vec<Row> = rows(conn, sql!("scim/groups"), "g.id = $3", &binds).await?;
    found.into_iter().next().ok_or_else(Refused::missing)
}

async fn members_of(conn: &mut Conn, ids: &[ObjectId]) -> Answer<BTreeMap<ObjectId, Members>> {
    let mut all: BTreeMap<ObjectId, Members> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    for (group, user) in fetch_in!(conn, (ObjectId, UserId), "scim/members", ids)? {
        all.entry(group).or_default().people.insert(user);
    }
    for (group, child) in fetch_in!(conn, (ObjectId, ObjectId), "scim/children", ids)? {
        all.entry(group).or_default().groups.insert(child);
    }
    Ok(all)
}

fn body(base: &str, row: Row, members: &Members) -> Resource {
    let mut body = told(row.attributes.as_deref());
    let KnownObject { id, facts } = row.known;
    overlay(&mut body, "displayName", &facts.display_name);
    overlay(
        &mut body,
        "externalId",
        facts.external_id.as_deref().unwrap_or_default(),
    );
    if let Some(own) = below(&mut body, OWN_GROUP) {
        overlay(own, "description", &facts.description);
        overlay(own, "mail", &facts.mail);
        // What most groups are is not said.
        let kind = facts.group_kind.filter(|kind| *kind != GroupKind::Security);
        let mastery = Some(facts.mastery).filter(|mastery| *mastery != Mastery::Assigned);
        overlay(own, "kind", kind.map_or("", |kind| kind.as_str()));
        overlay(
            own,
            "mastery",
            mastery.map_or("", |mastery| mastery.as_str()),
        );
        // Read from the directory only when they are told.
        scim::remove(own, "owners");
    }
    let people = members
        .people
        .iter()
        .map(|id| json!({ "value": id, "type": "User", "$ref": format!("{base}/Users/{id}") }));
    let groups = members
        .groups
        .iter()
        .map(|id| json!({ "value": id, "type": "Group", "$ref": format!("{base}/Groups/{id}") }));
    let members: Vec<Value> = people.chain(groups).collect();
    if !members.is_empty() {
        scim::set(&mut body, "members", members);
    }
    let location = format!("{base}/Groups/{id}");
    let times = (row.created_at, row.modified_at);
    finish("Group", GROUP, location, (id.0, row.version), times, body)
}

/// Makes a group.
///
/// # Errors
/// The token is for something else; the resource cannot be read; the external id is taken.
pub async fn create_group(ctx: &Ctx, resource: Value) -> Answer<Resource> {
    let permit = ctx.provision()?;
    let resource = object(resource)?;
    let mut tx = ctx.begin(&permit).await?;
    let id = write(&mut tx, None, resource, BTreeSet::new()).await?;
    finish_change(tx, id, true).await
}

/// Changes a group that is still at `version`.
///
/// # Errors
/// As [`create_group`]; [`Refused::Stale`].
pub async fn change_group(
    ctx: &Ctx,
    id: ObjectId,
    version: Option<i64>,
    change: Change,
) -> Answer<Resource> {
    let permit = ctx.provision()?;
    let mut tx = ctx.begin(&permit).await?;
    lock!(tx.conn, "scim/lock_group", id)?;
    let row = load(&mut tx.conn, id).await?;
    if version.is_some_and(|version| version != row.version) {
        return Err(Refused::Stale);
    }
    let before = row.version;
    let inside = members_of(&mut tx.conn, &[id])
        .await?
        .remove(&id)
        .unwrap_or_default();
    let repeated = repeated(&mut tx, &row, &inside, &change).await?;
    let now = body(&base(ctx), row.clone(), &inside).body;
    let resource = change.carry_out(now)?;
    write(&mut tx, Some((row, inside)), resource, repeated).await?;
    let changed = load(&mut tx.conn, id).await?.version != before;
    finish_change(tx, id, changed).await
}

/// The members whom a change does not name by itself. A whole group that is put repeats what it was told; what a
/// patch would make of the members that are there without any package are those it means.
async fn repeated(
    tx: &mut Tx,
    row: &Row,
    inside: &Members,
    change: &Change,
) -> Answer<BTreeSet<UserId>> {
    let mut repeated = inside.people.clone();
    if matches!(change, Change::Patch(_)) {
        let native = fetch_all!(tx, (UserId,), "scim/native_members", row.known.id)?;
        let native = Members {
            people: native.into_iter().map(|row| row.0).collect(),
            groups: inside.groups.clone(),
        };
        let before = body(&base(&tx.ctx), row.clone(), &native).body;
        // One that takes out who is there through a package alone finds nobody here.
        if let Ok(after) = change.clone().carry_out(before) {
            for named in named(&after) {
                repeated.remove(&named);
            }
        }
    }
    Ok(repeated)
}

/// The ids among the members of a resource.
fn named(resource: &Map<String, Value>) -> Vec<UserId> {
    let members = scim::get(resource, "members").and_then(Value::as_array);
    let ids = members.into_iter().flatten().filter_map(|member| {
        let id = scim::get(member.as_object()?, "value")?.as_str()?;
        Some(UserId(id.parse().ok()?))
    });
    ids.collect()
}

async fn finish_change(mut tx: Tx, id: ObjectId, changed: bool) -> Answer<Resource> {
    let row = load(&mut tx.conn, id).await?;
    let inside = members_of(&mut tx.conn, &[id])
        .await?
        .remove(&id)
        .unwrap_or_default();
    let shown = body(&base(&tx.ctx), row, &inside);
    if changed {
        tx.commit().await?;
    }
    Ok(shown)
}

/// Deletes a group that nothing here needs.
///
/// # Errors
/// The token is for something else; no such group; [`Refused::Stale`]; [`Refused::Used`].
pub async fn delete_group(ctx: &Ctx, id: ObjectId, version: Option<i64>) -> Answer<()> {
    #[derive(sqlx::FromRow)]
    struct Use {
        catalogs: i64,
        roles: i64,
        policies: i64,
        history: i64,
    }
    let permit = ctx.provision()?;
    let mut tx = ctx.begin(&permit).await?;
    lock!(tx.conn, "scim/lock_group", id)?;
    let row = load(&mut tx.conn, id).await?;
    if version.is_some_and(|version| version != row.version) {
        return Err(Refused::Stale);
    }
    let used = fetch_one!(tx, Use, "scim/group_use", id, format!("%{id}%"))?;
    let reasons = [
        (used.catalogs, "a catalog has it as a resource"),
        (
            used.roles,
            "it holds a role of the portal or vouches for a partner organization",
        ),
        (used.policies, "a policy or a separation of duties names it"),
        (used.history, "requests or access that was given need it"),
    ];
    if let Some((_, reason)) = reasons.iter().find(|(count, _)| *count > 0) {
        return Err(Refused::Used(format!("The group stays: {reason}.")));
    }
    execute!(tx, "scim/forget", id)?;
    execute!(tx, "scim/delete_group", id)?;
    scope::directory_changed(&mut tx).await?;
    let facts = row.known.facts;
    tx.audit(
        Entry::new("group.delete", "group", id.0, &facts.display_name)
            .details(json!({ "externalId": facts.external_id })),
    );
    tx.commit().await?;
    Ok(())
}

/// Writes a resource over what was there, as the import of a file would.
async fn write(
    tx: &mut Tx,
    before: Option<(Row, Members)>,
    mut resource: Map<String, Value>,
    repeated: BTreeSet<UserId>,
) -> Answer<ObjectId> {
    scim::remove(&mut resource, "id");
    let mut problems = Problems::default();
    let batch = read_group(&Value::Object(resource.clone()), &mut problems);
    checked(problems)?;
    let known = Known::load(tx, &batch).await?;
    let Some(record) = batch.objects.into_iter().next() else {
        return Err(Refused::value("This is no group."));
    };
    let id = before.as_ref().map(|(row, _)| row.known.id);
    let key = record.external_id.as_ref();
    let taken = key.and_then(|key| known.object_by_external_id.get(key));
    if taken.is_some_and(|taken| Some(*taken) != id) {
        let detail = "This externalId belongs to something else.";
        return Err(Fault::new(Kind::Uniqueness, detail).into());
    }
    let mentions: Vec<String> = record
        .members
        .references
        .iter()
        .map(|member| member.key.clone())
        .collect();
    let (people, groups) = resolve(tx, &mentions).await?;
    let (row, had) = match before {
        Some((row, members)) => (Some(row), members),
        None => (None, Members::default()),
    };
    let mut plan = ObjectPlan::told(tx, record, row.as_ref().map(|row| row.known.clone()));
    let id = plan.id;
    for group in groups.iter().filter(|group| !had.groups.contains(group)) {
        let inside = *group == id || fetch_one!(tx, (i64,), "scim/contains", *group, id)?.0 > 0;
        if inside {
            return Err(Refused::value(
                "Groups would contain each other in a circle.",
            ));
        }
    }
    let Members {
        people: had_people,
        groups: had_groups,
    } = had;
    let moved = people != had_people || groups != had_groups;
    if moved && plan.after.mastery == Mastery::Dynamic {
        let detail = "A rule decides who is in this group.";
        return Err(Fault::new(Kind::Mutability, detail).into());
    }
    let came_or_went: Vec<UserId> = people.symmetric_difference(&had_people).copied().collect();
    let going: BTreeSet<UserId> = had_people.difference(&people).copied().collect();
    let nested = groups != had_groups;
    plan.members = Some(people);
    plan.repeated = repeated;
    plan.groups = Some(groups);
    guard::group(tx, &plan, (&had_people, &had_groups)).await?;
    // People come before administrators wherever both are locked.
    delivery::lock::people(tx, &going).await?;
    roles::lock_administrators(tx).await?;
    let administrators = roles::count_administrators(tx).await?;
    let mut summary = Summary::default();
    let mut problems = Problems::default();
    let same = plan
        .before
        .as_ref()
        .is_some_and(|before| before.facts == plan.after);
    let name = plan.after.display_name.clone();
    write_objects(tx, plan, &mut summary, &mut problems).await?;
    checked(problems)?;
    if administrators > 0 {
        roles::keep_an_administrator(tx).await?;
    }
    let attributes = kept(resource);
    let retold = row.as_ref().and_then(|row| row.attributes.as_ref()) != Some(&attributes);
    if retold {
        execute!(tx, "scim/keep", id, attributes.as_str())?;
    }
    if same && (retold || summary.groups.updated > 0) {
        let now = tx.now();
        execute!(tx, "scim/touch_group", id, now)?;
        if summary.groups.updated == 0 {
            let entry = Entry::new("group.update", "group", id.0, &name);
            tx.audit(entry.details(json!({ "attributes": "provisioned" })));
        }
    }
    if nested || came_or_went.len() > LOOKED_AT {
        scope::directory_changed(tx).await?;
    } else {
        for person in came_or_went {
            scope::look_at_person(tx, person).await?;
        }
    }
    Ok(id)
}

/// The people and groups that members mean.
async fn resolve(tx: &mut Tx, keys: &[String]) -> Answer<(BTreeSet<UserId>, BTreeSet<ObjectId>)> {
    let nobody = |key: &str| Refused::value(format!("There is no member {key:?}."));
    let mut ids: Vec<Uuid> = Vec::with_capacity(keys.len());
    for key in keys {
        ids.push(key.parse().map_err(|_| nobody(key))?);
    }
    ids.sort_unstable();
    ids.dedup();
    let (mut people, mut groups) = (BTreeSet::new(), BTreeSet::new());
    for part in ids.chunks(BATCH) {
        let found = fetch_in!(tx, (UserId,), "scim/people_known", part)?;
        people.extend(found.into_iter().map(|row| row.0));
        let rest: Vec<Uuid> = part
            .iter()
            .copied()
            .filter(|id| !people.contains(&UserId(*id)))
            .collect();
        if !rest.is_empty() {
            let found = fetch_in!(
                tx,
                (ObjectId, String, String),
                "directory/groups_by_ids",
                &rest
            )?;
            groups.extend(found.into_iter().map(|row| row.0));
        }
    }
    let missing = ids
        .iter()
        .find(|id| !people.contains(&UserId(**id)) && !groups.contains(&ObjectId(**id)));
    match missing {
        Some(id) => Err(nobody(&id.to_string())),
        None => Ok((people, groups)),
    }
}
