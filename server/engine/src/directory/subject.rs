//! What rules need to know about a person, read from the directory.

use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::{fetch_all, fetch_in, fetch_one};
use shared::directory::{
    Affiliation, OrganizationState, Principal, PrincipalKind, SponsorKind, Subject, UserKind,
};
use shared::ids::{ObjectId, OrganizationId, UserId};
use shared::policy::Relations;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct SubjectRow {
    id: UserId,
    kind: UserKind,
    enabled: bool,
    display_name: String,
    mail: String,
    organization_id: Option<OrganizationId>,
    organization_state: Option<OrganizationState>,
    group_id: Option<ObjectId>,
}

impl SubjectRow {
    /// The person, in these groups.
    fn subject(&self, groups: BTreeSet<ObjectId>) -> Subject {
        let affiliation =
            self.organization_id
                .zip(self.organization_state)
                .map(|(organization, state)| Affiliation {
                    organization,
                    state,
                });
        Subject {
            id: self.id,
            kind: self.kind,
            enabled: self.enabled,
            groups,
            affiliation,
        }
    }
}

#[derive(sqlx::FromRow)]
struct RelationRow {
    /// `manager`, `sponsor`, or the word of a [`SponsorKind`].
    kind: String,
    principal_kind: PrincipalKind,
    principal_id: Uuid,
}

/// A person as rules see them, and as records and mails name them.
#[derive(Clone, Debug)]
pub struct KnownSubject {
    pub subject: Subject,
    pub name: String,
    pub mail: String,
}

/// The person as rules see them, with their name; `None` if there is no such person.
///
/// # Errors
/// The database fails.
pub async fn known_subject(conn: &mut Conn, id: UserId) -> Outcome<Option<KnownSubject>> {
    let rows = fetch_all!(conn, SubjectRow, "directory/subject", id)?;
    let groups = rows.iter().filter_map(|row| row.group_id).collect();
    let Some(row) = rows.into_iter().next() else {
        return Ok(None);
    };
    Ok(Some(KnownSubject {
        subject: row.subject(groups),
        name: row.display_name,
        mail: row.mail,
    }))
}

/// People as rules see them, in one statement; those who do not exist are left out.
///
/// # Errors
/// The database fails.
pub async fn subjects(conn: &mut Conn, ids: &[UserId]) -> Outcome<BTreeMap<UserId, Subject>> {
    let mut people: BTreeMap<UserId, Subject> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(people);
    }
    for row in fetch_in!(conn, SubjectRow, "directory/subjects", ids)? {
        let person = people
            .entry(row.id)
            .or_insert_with(|| row.subject(BTreeSet::new()));
        person.groups.extend(row.group_id);
    }
    Ok(people)
}

/// The person as rules see them; `None` if there is no such person.
///
/// # Errors
/// The database fails.
pub async fn subject(conn: &mut Conn, id: UserId) -> Outcome<Option<Subject>> {
    let known = known_subject(conn, id).await?;
    Ok(known.map(|known| known.subject))
}

/// Every group the person is a member of, nested ones included.
///
/// # Errors
/// The database fails.
pub async fn groups_of(conn: &mut Conn, id: UserId) -> Outcome<BTreeSet<ObjectId>> {
    let rows = fetch_all!(conn, (ObjectId,), "directory/groups_of", id)?;
    Ok(rows.into_iter().map(|(group,)| group).collect())
}

/// Is the person a member of the group, directly or through nested groups?
///
/// # Errors
/// The database fails.
pub async fn is_in_group(conn: &mut Conn, user: UserId, group: ObjectId) -> Outcome<bool> {
    let (found,) = fetch_one!(conn, (i64,), "directory/is_in_group", user, group)?;
    Ok(found > 0)
}

/// The enabled people, and the groups, that approver rules relative to this person mean.
///
/// # Errors
/// The database fails.
pub async fn relations(conn: &mut Conn, id: UserId) -> Outcome<Relations> {
    let mut relations = Relations::default();
    for row in fetch_all!(conn, RelationRow, "directory/relations", id)? {
        let principal = Principal::new(row.principal_kind, row.principal_id);
        match (row.kind.as_str(), principal) {
            ("manager", Principal::User(manager)) => relations.manager = Some(manager),
            ("secondLevelManager", Principal::User(manager)) => {
                relations.second_level_manager = Some(manager);
            }
            ("sponsor", _) => relations.sponsors.push(principal),
            (word, _) => match word.parse::<SponsorKind>() {
                Ok(SponsorKind::Internal) => relations.internal_sponsors.push(principal),
                Ok(SponsorKind::External) => relations.external_sponsors.push(principal),
                Err(unknown) => return Err(Failure::Broken(unknown.to_string())),
            },
        }
    }
    Ok(relations)
}
