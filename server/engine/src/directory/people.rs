//! Names and mail addresses of people and groups.

use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_in;
use shared::directory::{Principal, UserKind};
use shared::ids::{ObjectId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// Ids asked for in one statement.
const BATCH: usize = 500;

/// A person, as far as lists and mails need one.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    pub id: UserId,
    pub kind: UserKind,
    pub user_name: String,
    #[sqlx(rename = "display_name")]
    pub name: String,
    pub mail: String,
    pub job_title: String,
    pub department: String,
    pub enabled: bool,
}

impl Person {
    /// What tells two people of the same name apart: job title and department, or mail address.
    pub fn detail(&self) -> String {
        match (self.job_title.as_str(), self.department.as_str()) {
            ("", "") => self.mail.clone(),
            ("", only) | (only, "") => only.to_owned(),
            (title, department) => format!("{title}, {department}"),
        }
    }
}

/// A user or group with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub principal: Principal,
    pub name: String,
    /// Mail address; a group's may be empty.
    pub mail: String,
    /// Job title and department of a person, `Group` for a group.
    pub detail: String,
    /// Groups are always enabled.
    pub enabled: bool,
}

impl From<Person> for Named {
    fn from(person: Person) -> Self {
        Self {
            principal: Principal::User(person.id),
            detail: person.detail(),
            name: person.name,
            mail: person.mail,
            enabled: person.enabled,
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct GroupRow {
    id: ObjectId,
    display_name: String,
    mail: String,
}

impl From<GroupRow> for Named {
    fn from(row: GroupRow) -> Self {
        Self {
            principal: Principal::Group(row.id),
            name: row.display_name,
            mail: row.mail,
            detail: t!("Group").to_owned(),
            enabled: true,
        }
    }
}

/// These people by id; unknown ids are left out.
///
/// # Errors
/// The database fails.
pub async fn people_by_ids(conn: &mut Conn, ids: &[UserId]) -> Outcome<BTreeMap<UserId, Person>> {
    let distinct: Vec<UserId> = ids
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut people = BTreeMap::new();
    for batch in distinct.chunks(BATCH) {
        for person in fetch_in!(conn, Person, "directory/people_by_ids", batch)? {
            people.insert(person.id, person);
        }
    }
    Ok(people)
}

/// One person; `None` if there is no such person.
///
/// # Errors
/// The database fails.
pub async fn person(conn: &mut Conn, id: UserId) -> Outcome<Option<Person>> {
    Ok(people_by_ids(conn, &[id]).await?.remove(&id))
}

/// Names of users and groups; unknown ones are left out.
///
/// # Errors
/// The database fails.
pub async fn names_of(
    conn: &mut Conn,
    principals: &[Principal],
) -> Outcome<BTreeMap<Principal, Named>> {
    let mut users = Vec::new();
    let mut groups = BTreeSet::new();
    for principal in principals {
        match principal {
            Principal::User(id) => users.push(*id),
            Principal::Group(id) => {
                groups.insert(*id);
            }
        }
    }
    let mut names: BTreeMap<Principal, Named> = people_by_ids(conn, &users)
        .await?
        .into_values()
        .map(|person| (Principal::User(person.id), person.into()))
        .collect();
    let groups: Vec<ObjectId> = groups.into_iter().collect();
    for batch in groups.chunks(BATCH) {
        for row in fetch_in!(conn, GroupRow, "directory/groups_by_ids", batch)? {
            let named = Named::from(row);
            names.insert(named.principal, named);
        }
    }
    Ok(names)
}

/// The enabled people behind users and groups, each once; at most `limit` of each group.
///
/// # Errors
/// The database fails.
pub async fn resolve(
    conn: &mut Conn,
    principals: &[Principal],
    limit: i64,
) -> Outcome<Vec<Person>> {
    let found: BTreeMap<UserId, Person> = people_behind(conn, principals, limit)
        .await?
        .into_values()
        .flatten()
        .map(|person| (person.id, person))
        .collect();
    Ok(found.into_values().collect())
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    group_id: ObjectId,
    #[sqlx(flatten)]
    person: Person,
}

/// The enabled people behind each of these users and groups; at most `limit` of each group.
///
/// # Errors
/// The database fails.
pub async fn people_behind(
    conn: &mut Conn,
    principals: &[Principal],
    limit: i64,
) -> Outcome<BTreeMap<Principal, Vec<Person>>> {
    let mut found: BTreeMap<Principal, Vec<Person>> = BTreeMap::new();
    let mut users = Vec::new();
    let mut groups = BTreeSet::new();
    for principal in principals {
        match principal {
            Principal::User(id) => users.push(*id),
            Principal::Group(id) => {
                groups.insert(*id);
            }
        }
    }
    for (id, person) in people_by_ids(conn, &users).await? {
        if person.enabled {
            found.insert(Principal::User(id), vec![person]);
        }
    }
    let groups: Vec<ObjectId> = groups.into_iter().collect();
    for batch in groups.chunks(BATCH) {
        for row in fetch_in!(conn, MemberRow, "directory/members_of", batch; limit)? {
            let group = Principal::Group(row.group_id);
            found.entry(group).or_default().push(row.person);
        }
    }
    Ok(found)
}
