//! Organizations that nobody has added yet.

use super::write::write_domains;
use crate::audit::Entry;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{directory, execute};
use serde_json::json;
use shared::forms::identity::mail_domain;
use shared::forms::name_key;
use shared::ids::{OrganizationId, UserId};
use shared::lang::{Lang, within};

/// Somebody from outside whose mail domain belongs to no organization asked for a package that is
/// open to anyone: their organization is proposed, for an administrator to look at (ORG-03, POL-07).
/// It is named after the domain. An organization that has this name already stays as it is.
pub(crate) async fn propose(tx: &mut Tx, person: UserId) -> Outcome<()> {
    let Some(person) = directory::person(&mut tx.conn, person).await? else {
        return Ok(());
    };
    let domain = mail_domain(&person.mail).to_lowercase();
    if domain.is_empty() {
        return Ok(());
    }
    let id: OrganizationId = tx.id();
    let now = tx.now();
    let description = format!(
        "Proposed on {} when {} asked for access.",
        within(Lang::English, || now.long_date()),
        person.mail
    );
    let made = execute!(
        tx,
        "organizations/propose",
        id,
        domain.as_str(),
        name_key(&domain),
        description,
        now
    )?;
    if made == 0 {
        return Ok(());
    }
    write_domains(tx, id, &[], std::slice::from_ref(&domain)).await?;
    tx.audit(
        Entry::new("organization.propose", "organization", id.0, &domain)
            .subject(person.id)
            .details(json!({ "domain": domain, "mail": person.mail })),
    );
    Ok(())
}
