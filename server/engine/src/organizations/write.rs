//! Domains and sponsors of an organization, and whom the domains make belong to it.

use crate::ctx::Tx;
use crate::directory::{self, Named};
use crate::error::Outcome;
use crate::{execute, fetch_optional};
use shared::AppError;
use shared::directory::{Principal, SponsorKind, UserKind};
use shared::forms::organizations::OrganizationInput;
use shared::ids::{OrganizationId, UserId};

/// Makes the domains exactly these; guests and visitors come to belong or stop to. Their number.
/// Subdomains are domains of their own (ORG-04).
pub(super) async fn write_domains(
    tx: &mut Tx,
    id: OrganizationId,
    had: &[String],
    domains: &[String],
) -> Outcome<u64> {
    let now = tx.now();
    let mut moved = 0;
    for domain in had.iter().filter(|domain| !domains.contains(domain)) {
        execute!(tx, "organizations/remove_domain", domain, id)?;
        moved += execute!(tx, "organizations/part_by_domain", id, domain, now)?;
    }
    for domain in domains.iter().filter(|domain| !had.contains(domain)) {
        if execute!(tx, "organizations/add_domain", domain, id)? == 0 {
            let owner = fetch_optional!(tx, (String,), "organizations/owner_of_domain", domain)?;
            let message = match owner {
                Some((owner,)) => t!("{domain} already belongs to {owner}.", domain, owner),
                None => t!("{domain} already belongs to another organization.", domain),
            };
            return Err(AppError::field("domains", message).into());
        }
        moved += execute!(tx, "organizations/affiliate", id, domain, now)?;
    }
    Ok(moved)
}

/// Makes the sponsors exactly these: internal ones are members, external ones guests; groups can
/// be either (ORG-05).
pub(super) async fn write_sponsors(
    tx: &mut Tx,
    id: OrganizationId,
    input: &OrganizationInput,
) -> Outcome<()> {
    execute!(tx, "organizations/remove_sponsors", id)?;
    let sides = [
        (
            SponsorKind::Internal,
            "internal",
            UserKind::Member,
            &input.internal_sponsors,
        ),
        (
            SponsorKind::External,
            "external",
            UserKind::Guest,
            &input.external_sponsors,
        ),
    ];
    for (side, field, wanted, sponsors) in sides {
        let names = directory::names_of(&mut tx.conn, sponsors).await?;
        let users: Vec<UserId> = sponsors
            .iter()
            .filter_map(|principal| match principal {
                Principal::User(id) => Some(*id),
                Principal::Group(_) => None,
            })
            .collect();
        let people = directory::people_by_ids(&mut tx.conn, &users).await?;
        for sponsor in sponsors {
            let Some(Named { name, .. }) = names.get(sponsor) else {
                return Err(AppError::field(field, t!("One of these no longer exists.")).into());
            };
            if let Principal::User(user) = sponsor
                && people.get(user).is_none_or(|person| person.kind != wanted)
            {
                let message = match side {
                    SponsorKind::Internal => {
                        t!(
                            "{name} is not a member of this organization; sponsors on this side are.",
                            name
                        )
                    }
                    SponsorKind::External => t!(
                        "{name} is not a guest with an account; sponsors on the partner's side are.",
                        name
                    ),
                };
                return Err(AppError::field(field, message).into());
            }
            execute!(
                tx,
                "organizations/add_sponsor",
                id,
                side,
                sponsor.kind(),
                sponsor.id()
            )?;
        }
    }
    Ok(())
}
