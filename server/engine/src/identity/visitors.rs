//! People from outside who have proved a mail address and have no account in the directory.

use super::passcodes;
use super::users::{Account, search_text};
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{audit, execute, fetch_all, fetch_optional};
use serde_json::json;
use shared::AppError;
use shared::directory::UserKind;
use shared::forms::identity::mail_domain;
use shared::ids::{OrganizationId, UserId};

/// The visitor for a proven mail address, with the partner organization its domain belongs to
/// (ORG-04). Nobody where the address is the user name of an account that has another one.
pub(super) async fn create(tx: &mut Tx, mail: &str, name: &str) -> Outcome<Option<Account>> {
    #[derive(sqlx::FromRow)]
    struct Domain {
        organization_id: OrganizationId,
    }
    let id: UserId = tx.id();
    let now = tx.now();
    let organization = fetch_optional!(
        tx,
        Domain,
        "identity/organization_of_domain",
        mail_domain(mail)
    )?
    .map(|domain| domain.organization_id);
    let name = if name.is_empty() { mail } else { name };
    let inserted = execute!(
        tx,
        "identity/insert_account",
        id,
        UserKind::Visitor,
        mail,
        name,
        mail,
        organization,
        None::<&str>,
        search_text(name, mail, mail),
        now
    )?;
    if inserted == 0 {
        // Somebody else may have just proved the same address.
        let known = fetch_all!(tx, Account, "identity/accounts_by_mail", mail)?;
        return Ok(known
            .into_iter()
            .find(|account| account.kind == UserKind::Visitor));
    }
    tx.audit(
        audit::Entry::new("user.create", "user", id.0, name)
            .subject(id)
            .details(json!({ "kind": "visitor", "mail": mail, "organization": organization })),
    );
    Ok(Some(Account {
        id,
        kind: UserKind::Visitor,
        user_name: mail.to_owned(),
        display_name: name.to_owned(),
        mail: mail.to_owned(),
        enabled: true,
        password_hash: None,
    }))
}

/// The account for a mail address that somebody was assigned by: the one that proving the address would
/// stand for, or a new one (ASG-05).
pub(crate) async fn of_mail(tx: &mut Tx, mail: &str, name: &str) -> Outcome<UserId> {
    let known = fetch_all!(tx, Account, "identity/accounts_by_mail", mail)?;
    match passcodes::pick(&known) {
        Some(account) => Ok(rename(tx, account, name).await?.id),
        None => match create(tx, mail, name).await? {
            Some(account) => Ok(account.id),
            None => {
                let sentence = t!(
                    "This is the user name of somebody who has another mail address. Pick the person from the list."
                );
                Err(AppError::field("mail", sentence).into())
            }
        },
    }
}

/// Gives a visitor who has no name yet the one that was typed in.
pub(super) async fn rename(tx: &mut Tx, mut account: Account, name: &str) -> Outcome<Account> {
    let nameless = account.kind == UserKind::Visitor && account.display_name == account.mail;
    if name.is_empty() || !nameless {
        return Ok(account);
    }
    let now = tx.now();
    execute!(
        tx,
        "identity/name_visitor",
        account.id,
        name,
        search_text(name, &account.user_name, &account.mail),
        now
    )?;
    tx.audit(
        audit::Entry::new("user.update", "user", account.id.0, name)
            .subject(account.id)
            .details(json!({ "display_name": { "from": account.display_name, "to": name } })),
    );
    name.clone_into(&mut account.display_name);
    Ok(account)
}
