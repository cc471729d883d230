//! Who is in which group, who holds which role, and that nothing goes in circles.

use super::super::cycles;
use super::super::problem::Problems;
use super::super::{Summary, text::quoted};
use super::objects::{Role, roles_of};
use super::plan::{ObjectPlan, Plan, UserPlan};
use crate::audit::Entry;
use crate::ctx::Tx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{execute, fetch_all, fetch_in};
use serde_json::{Map, Value, json};
use shared::directory::{HoldingOrigin, RoleKind};
use shared::ids::{ObjectId, RoleId, UserId};
use std::collections::hash_map;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Refuses circles of managers and of groups, as they would be after the import, naming who is on
/// them.
pub async fn check_circles(tx: &mut Tx, plan: &Plan, problems: &mut Problems) -> Outcome<()> {
    let mut managers: BTreeMap<UserId, Vec<UserId>> =
        fetch_all!(tx, (UserId, UserId), "import/managers")?
            .into_iter()
            .map(|(person, manager)| (person, vec![manager]))
            .collect();
    for user in &plan.users {
        if let Some(manager) = user.manager {
            managers.insert(user.id, manager.into_iter().collect());
        }
    }
    for circle in cycles::find(&managers) {
        let mut names: HashMap<UserId, String> =
            fetch_in!(tx, (UserId, String), "import/users_by_ids", &circle)?
                .into_iter()
                .collect();
        for user in plan.users.iter().filter(|user| circle.contains(&user.id)) {
            names.insert(user.id, user.after.display_name.clone());
        }
        let place = plan.users.iter().find(|user| circle.contains(&user.id));
        let message = format!("Managers go in a circle: {}.", round(&circle, &names));
        match place {
            Some(user) => problems.add(&user.at, message),
            None => problems.whole_file("", message),
        }
    }
    let mut parts: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    for (parent, child) in fetch_all!(tx, (ObjectId, ObjectId), "import/nesting")? {
        parts.entry(parent).or_default().push(child);
    }
    for object in &plan.objects {
        if let Some(groups) = &object.groups {
            parts.insert(object.id, groups.iter().copied().collect());
        }
    }
    for circle in cycles::find(&parts) {
        let mut names: HashMap<ObjectId, String> =
            fetch_in!(tx, (ObjectId, String), "import/objects_by_ids", &circle)?
                .into_iter()
                .collect();
        for object in plan
            .objects
            .iter()
            .filter(|object| circle.contains(&object.id))
        {
            names.insert(object.id, object.after.display_name.clone());
        }
        let place = plan
            .objects
            .iter()
            .find(|object| circle.contains(&object.id));
        let message = format!(
            "Groups contain each other in a circle: {}.",
            round(&circle, &names)
        );
        match place {
            Some(object) => problems.add(&object.record.at, message),
            None => problems.whole_file("", message),
        }
    }
    Ok(())
}

/// `Ada → Bo → Ada`, shortened where it is very long.
fn round<N: Copy + Eq + std::hash::Hash>(circle: &[N], names: &HashMap<N, String>) -> String {
    const SHOWN: usize = 10;
    let name = |node: &N| names.get(node).map_or("?", String::as_str).to_owned();
    let mut shown: Vec<String> = circle.iter().take(SHOWN).map(name).collect();
    if circle.len() > SHOWN {
        shown.push("…".to_owned());
    }
    shown.extend(circle.first().map(name));
    shown.join(" → ")
}

/// Brings members, owners and nested groups in line with the file.
pub async fn write_members(
    tx: &mut Tx,
    object: &ObjectPlan,
    summary: &mut Summary,
    note: &mut Map<String, Value>,
) -> Outcome<()> {
    let lists = [
        (RoleKind::Member, &object.members, "members"),
        (RoleKind::Owner, &object.owners, "owners"),
    ];
    if lists.iter().any(|(_, list, _)| list.is_some()) {
        let roles = match &object.owners {
            Some(owners) if !owners.is_empty() => with_owner_role(tx, object).await?,
            _ => roles_of(tx, object.id).await?,
        };
        for (kind, list, name) in lists {
            let role = roles.iter().find(|role| role.kind == kind);
            if let (Some(role), Some(users)) = (role, list) {
                let (given, taken) = write_holders(tx, role.id, users, &object.repeated).await?;
                summary.roles_given += given.len();
                summary.roles_taken += taken.len();
                if !given.is_empty() || !taken.is_empty() {
                    note.insert(name.to_owned(), json!({ "added": given, "removed": taken }));
                }
            }
        }
    }
    let Some(groups) = &object.groups else {
        return Ok(());
    };
    let had: BTreeSet<ObjectId> = fetch_all!(tx, (ObjectId,), "import/children", object.id)?
        .into_iter()
        .map(|row| row.0)
        .collect();
    for group in groups.difference(&had) {
        execute!(tx, "import/nest", object.id, *group)?;
    }
    for group in had.difference(groups) {
        execute!(tx, "import/unnest", object.id, *group)?;
    }
    if had != *groups {
        let added: Vec<_> = groups.difference(&had).collect();
        let removed: Vec<_> = had.difference(groups).collect();
        note.insert(
            "memberGroups".to_owned(),
            json!({ "added": added, "removed": removed }),
        );
    }
    Ok(())
}

/// The roles of an object of which the file names owners. Groups always have the role; an application gets
/// it with its first owner (CAT-14). No package hands it out.
async fn with_owner_role(tx: &mut Tx, object: &ObjectPlan) -> Outcome<Vec<Role>> {
    let roles = roles_of(tx, object.id).await?;
    if roles.iter().any(|role| role.kind == RoleKind::Owner) {
        return Ok(roles);
    }
    let id: RoleId = tx.id();
    let position = i64::try_from(roles.len()).unwrap_or(i64::MAX);
    execute!(
        tx,
        "import/insert_role",
        id,
        object.id,
        RoleKind::Owner,
        "Application owner",
        "",
        position
    )?;
    roles_of(tx, object.id).await
}

/// Takes turns with whatever changes the access of those who lose a role here or are written anew: everyone in one
/// order, before anything else.
pub async fn lock_people(tx: &mut Tx, plan: &Plan) -> Outcome<()> {
    if tx.conn.side_by_side().is_none() {
        return Ok(());
    }
    let changes = |user: &&UserPlan| {
        user.before.as_ref().is_some_and(|before| {
            before.facts != user.after
                || user
                    .manager
                    .is_some_and(|manager| manager != before.manager_id)
        })
    };
    let changed = plan.users.iter().filter(changes);
    let mut people: BTreeSet<UserId> = changed.map(|user| user.id).collect();
    for object in plan.objects.iter().filter(|object| object.before.is_some()) {
        for role in roles_of(tx, object.id).await? {
            let list = match role.kind {
                RoleKind::Member => &object.members,
                RoleKind::Owner => &object.owners,
                _ => continue,
            };
            if let Some(users) = list {
                people.extend(leaving(&holders(tx, role.id).await?, users));
            }
        }
    }
    lock::people(tx, &people).await
}

type Holders = HashMap<UserId, HoldingOrigin>;

async fn holders(tx: &mut Tx, role: RoleId) -> Outcome<Holders> {
    let rows = fetch_all!(tx, (UserId, HoldingOrigin), "import/holders", role)?;
    Ok(rows.into_iter().collect())
}

/// Those who hold a role natively and are not in its list.
fn leaving(had: &Holders, users: &BTreeSet<UserId>) -> BTreeSet<UserId> {
    let native = had
        .iter()
        .filter(|(_, origin)| **origin == HoldingOrigin::Native);
    native
        .map(|(user, _)| *user)
        .filter(|user| !users.contains(user))
        .collect()
}

/// Makes the native holders of a role exactly these, but for who is only `repeated`; who holds it through an
/// assignment keeps it.
async fn write_holders(
    tx: &mut Tx,
    role: RoleId,
    users: &BTreeSet<UserId>,
    repeated: &BTreeSet<UserId>,
) -> Outcome<(Vec<UserId>, Vec<UserId>)> {
    let had = holders(tx, role).await?;
    let now = tx.now();
    let (mut given, mut taken) = (Vec::new(), Vec::new());
    for user in users {
        let comes = match had.get(user) {
            None => true,
            Some(HoldingOrigin::Native) => false,
            Some(HoldingOrigin::Delivered) => !repeated.contains(user),
        };
        if comes {
            execute!(tx, "import/give", role, *user, now)?;
            given.push(*user);
        }
    }
    // What a package gives or takes back at this moment is seen only after it.
    let leaving = leaving(&had, users);
    lock::people(tx, &leaving).await?;
    for user in leaving {
        if execute!(tx, "import/keep_delivered", role, user)? == 0 {
            execute!(tx, "import/take", role, user)?;
        }
        taken.push(user);
    }
    Ok((given, taken))
}

/// Gives the held roles of the files; such a list only adds.
pub async fn write_holdings(
    tx: &mut Tx,
    plan: &Plan,
    summary: &mut Summary,
    problems: &mut Problems,
) -> Outcome<()> {
    let now = tx.now();
    let mut roles: HashMap<ObjectId, Vec<super::objects::Role>> = HashMap::new();
    let mut given: BTreeMap<(ObjectId, &String), Vec<Value>> = BTreeMap::new();
    for holding in &plan.holdings {
        if let hash_map::Entry::Vacant(vacant) = roles.entry(holding.object) {
            vacant.insert(roles_of(tx, holding.object).await?);
        }
        let role = roles
            .get(&holding.object)
            .into_iter()
            .flatten()
            .find(|role| role.display_name.eq_ignore_ascii_case(&holding.record.role));
        match role {
            Some(role) => {
                if execute!(tx, "import/give", role.id, holding.user, now)? == 1 {
                    summary.roles_given += 1;
                    given
                        .entry((holding.object, &holding.record.object.key))
                        .or_default()
                        .push(json!({ "role": role.display_name, "user": holding.user }));
                }
            }
            None => problems.add(
                &holding.record.role_at,
                format!(
                    "{} has no role {}.",
                    quoted(&holding.record.object.key),
                    quoted(&holding.record.role)
                ),
            ),
        }
    }
    for ((object, name), holders) in given {
        tx.audit(
            Entry::new("resource.hold", "resource", object.0, name)
                .details(json!({ "added": holders })),
        );
    }
    Ok(())
}
