//! What rules need to know about a person, read from the directory.

use crate::db::Conn;
use crate::error::Outcome;
use crate::{fetch_all, fetch_one, fetch_optional};
use shared::directory::{
    Affiliation, OrganizationState, Principal, PrincipalKind, SponsorKind, Subject, UserKind,
};
use shared::ids::{ObjectId, OrganizationId, UserId};
use shared::policy::Relations;
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct SubjectRow {
    id: UserId,
    kind: UserKind,
    enabled: bool,
    organization_id: Option<OrganizationId>,
    organization_state: Option<OrganizationState>,
}

#[derive(sqlx::FromRow)]
struct SponsorRow {
    kind: SponsorKind,
    principal_kind: PrincipalKind,
    principal_id: Uuid,
}

/// The person as rules see them; `None` if there is no such person.
///
/// # Errors
/// The database fails.
pub async fn subject(conn: &mut Conn, id: UserId) -> Outcome<Option<Subject>> {
    let Some(row) = fetch_optional!(conn, SubjectRow, "directory/subject", id)? else {
        return Ok(None);
    };
    let affiliation =
        row.organization_id
            .zip(row.organization_state)
            .map(|(organization, state)| Affiliation {
                organization,
                state,
            });
    Ok(Some(Subject {
        id: row.id,
        kind: row.kind,
        enabled: row.enabled,
        groups: groups_of(conn, id).await?,
        affiliation,
    }))
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
    let manager = fetch_optional!(conn, (UserId,), "directory/manager_of", id)?.map(|row| row.0);
    let sponsors = fetch_all!(conn, (UserId,), "directory/sponsors_of", id)?
        .into_iter()
        .map(|(sponsor,)| Principal::User(sponsor))
        .collect();
    let mut relations = Relations {
        manager,
        sponsors,
        ..Relations::default()
    };
    for row in fetch_all!(conn, SponsorRow, "directory/organization_sponsors_of", id)? {
        let principal = Principal::new(row.principal_kind, row.principal_id);
        match row.kind {
            SponsorKind::Internal => relations.internal_sponsors.push(principal),
            SponsorKind::External => relations.external_sponsors.push(principal),
        }
    }
    Ok(relations)
}
