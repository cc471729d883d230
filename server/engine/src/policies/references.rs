//! The people, groups and organizations a policy names must exist.

use crate::db::Conn;
use crate::directory::{self, Named};
use crate::{Outcome, fetch_in};
use shared::FieldErrors;
use shared::directory::{OrganizationState, Principal, UserKind};
use shared::ids::{OrganizationId, UserId};
use shared::policy::{NameBook, PolicySettings};
use std::collections::BTreeSet;

/// A connected organization as editors need it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Organization {
    pub id: OrganizationId,
    pub display_name: String,
    pub state: OrganizationState,
}

impl Organization {
    pub fn detail(&self) -> &'static str {
        match self.state {
            OrganizationState::Configured => t!("Partner organization"),
            OrganizationState::Proposed => t!("Not confirmed yet"),
        }
    }
}

/// Everyone whom the policy names, with the field that names them.
fn named(settings: &PolicySettings) -> Vec<(String, &[Principal])> {
    let mut named = vec![("subjects".to_owned(), settings.subjects.as_slice())];
    for (index, stage) in settings.stages.iter().enumerate() {
        named.push((format!("stage{}_named", index + 1), stage.approvers.named()));
        if let Some(escalation) = &stage.escalation {
            named.push((
                format!("stage{}_alternates", index + 1),
                escalation.alternates.named(),
            ));
        }
    }
    named
}

/// Messages at the fields that name somebody or something that is not there.
///
/// # Errors
/// The database fails.
pub(super) async fn check(conn: &mut Conn, settings: &PolicySettings) -> Outcome<FieldErrors> {
    let mut errors = FieldErrors::default();
    let named = named(settings);
    let all: Vec<Principal> = named
        .iter()
        .flat_map(|(_, list)| list.iter().copied())
        .collect();
    let known: BTreeSet<Principal> = directory::names_of(conn, &all).await?.into_keys().collect();
    let users: Vec<UserId> = all
        .iter()
        .filter_map(|principal| match principal {
            Principal::User(id) => Some(*id),
            Principal::Group(_) => None,
        })
        .collect();
    // People who have only proved a mail address are no one to name yet.
    let visitors: BTreeSet<Principal> = directory::people_by_ids(conn, &users)
        .await?
        .into_values()
        .filter(|person| person.kind == UserKind::Visitor)
        .map(|person| Principal::User(person.id))
        .collect();
    for (field, list) in named {
        if list
            .iter()
            .any(|principal| !known.contains(principal) || visitors.contains(principal))
        {
            errors.add(
                &field,
                t!("Someone chosen here is not in the directory any more. Take them out, or choose others."),
            );
        }
    }
    if organizations(conn, &settings.organizations).await?.len()
        < settings.organizations.iter().collect::<BTreeSet<_>>().len()
    {
        errors.add(
            "organizations",
            t!("An organization chosen here does not exist any more. Take it out, or choose others."),
        );
    }
    Ok(errors)
}

/// These organizations; unknown ones are left out.
///
/// # Errors
/// The database fails.
pub(super) async fn organizations(
    conn: &mut Conn,
    ids: &[OrganizationId],
) -> Outcome<Vec<Organization>> {
    let distinct: Vec<OrganizationId> = ids
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    Ok(fetch_in!(
        conn,
        Organization,
        "policies/organizations",
        &distinct
    )?)
}

/// Names of all that policies mention, for sentences.
///
/// # Errors
/// The database fails.
pub(super) async fn names(
    conn: &mut Conn,
    principals: &[Principal],
    organization_ids: &[OrganizationId],
) -> Outcome<NameBook> {
    let mut book = NameBook::default();
    for named in directory::names_of(conn, principals).await?.into_values() {
        book.insert(named.principal, &*named.name, detail(&named));
    }
    for organization in organizations(conn, organization_ids).await? {
        book.insert(
            organization.id,
            &*organization.display_name,
            organization.detail(),
        );
    }
    Ok(book)
}

fn detail(named: &Named) -> String {
    if named.enabled {
        named.detail.clone()
    } else {
        t!("{detail} · blocked account", detail = named.detail)
    }
}
