//! Who somebody is whom a provider sends.

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::identity::passcodes::pick;
use crate::identity::users::{self, Account, search_text};
use crate::providers::model::{self, Provider};
use crate::{audit, execute, fetch_all, fetch_optional, roles};
use serde_json::json;
use shared::directory::UserKind;
use shared::forms::identity::mail_domain;
use shared::ids::{OrganizationId, ProviderId, UserId};
use shared::providers::{Claimed, Matching, People, Strangers};

/// Somebody who is not let in.
pub(super) struct Stranger {
    /// Whom it would have been.
    pub account: Option<Account>,
    /// For the audit log.
    pub reason: &'static str,
    /// For the person.
    pub sentence: String,
}

type Verdict<T> = Outcome<Result<T, Stranger>>;

fn no<T>(
    account: Option<Account>,
    reason: &'static str,
    sentence: impl Into<String>,
) -> Verdict<T> {
    Ok(Err(Stranger {
        account,
        reason,
        sentence: sentence.into(),
    }))
}

/// The account of somebody: the one that belongs to the subject, one that is recognized, or a new one.
pub(super) async fn find_or_make(
    tx: &mut Tx,
    provider: &Provider,
    subject: &str,
    claimed: &Claimed,
) -> Verdict<Account> {
    let name = &provider.display_name;
    let linked = fetch_optional!(tx, Account, "providers/account", provider.id, subject)?;
    let is_linked = linked.is_some();
    let found = match linked {
        Some(account) => Some(account),
        None => match recognize(tx, provider, claimed).await? {
            Ok(found) => found,
            Err(stranger) => return Ok(Err(stranger)),
        },
    };
    let found = match found {
        Some(account) => users::hold(tx, account.id).await?,
        None => None,
    };
    let account = match found {
        Some(account) => {
            if !account.enabled {
                let sentence = t!("This account is blocked. Ask the people who run this portal.");
                return no(Some(account), "account disabled", sentence);
            }
            if !belongs(tx, provider, &account).await? {
                let sentence = t!(
                    "Your account does not belong to an organization that signs in with {provider}.",
                    provider = name
                );
                return no(Some(account), "account of another organization", sentence);
            }
            if !is_linked
                && provider.people == People::Partners
                && holds_a_role(tx, &account).await?
            {
                let sentence = t!(
                    "Your account has a role in this portal, so {provider} cannot vouch for you the first time. Ask the people who run this portal.",
                    provider = name
                );
                return no(Some(account), "account with a role", sentence);
            }
            account
        }
        None if provider.strangers == Strangers::Refuse => {
            let sentence = t!(
                "{provider} knows you, but there is no account for you here. Ask the people who run this portal.",
                provider = name
            );
            return no(None, "unknown person", sentence);
        }
        None => match make(tx, provider, claimed).await? {
            Ok(account) => account,
            Err(stranger) => return Ok(Err(stranger)),
        },
    };
    let now = tx.now();
    if !is_linked && execute!(tx, "providers/link", provider.id, subject, account.id, now)? == 0 {
        // The address went to somebody new there, or two sign-ins met.
        let sentence = t!(
            "This account belongs to somebody else at {provider}. Ask the people who run this portal.",
            provider = name
        );
        return no(Some(account), "account linked to another subject", sentence);
    }
    Ok(Ok(account))
}

/// A provider speaks for its own people only, whatever it says about others.
async fn belongs(tx: &mut Tx, provider: &Provider, account: &Account) -> Outcome<bool> {
    if provider.people == People::Members {
        return Ok(account.kind == UserKind::Member);
    }
    if account.kind == UserKind::Member {
        return Ok(false);
    }
    let from = fetch_optional!(
        tx,
        (OrganizationId,),
        "providers/comes_from",
        account.id,
        provider.id
    )?;
    Ok(from.is_some())
}

/// Whose provider an organization has, and whose domains, is for its administrators to say. They, and whoever runs
/// the provider, do not come by somebody's role that way.
async fn holds_a_role(tx: &mut Tx, account: &Account) -> Outcome<bool> {
    Ok(!roles::held_by(&mut tx.conn, account.id).await?.is_empty())
}

/// Somebody who is known here and comes for the first time this way.
async fn recognize(
    tx: &mut Tx,
    provider: &Provider,
    claimed: &Claimed,
) -> Verdict<Option<Account>> {
    let wanted = match provider.matching {
        Matching::Nothing => None,
        // An address that anybody could have typed in is nobody's.
        Matching::Mail if claimed.mail_verified == Some(true) => claimed.mail.as_deref(),
        Matching::Mail => None,
        Matching::UserName => claimed.user_name.as_deref(),
    };
    let Some(wanted) = wanted else {
        return Ok(Ok(None));
    };
    let mut known = match provider.matching {
        Matching::UserName => fetch_all!(tx, Account, "identity/account_by_user_name", wanted)?,
        _ => fetch_all!(tx, Account, "identity/accounts_by_mail", wanted)?,
    };
    known.retain(|account| {
        (account.kind == UserKind::Member) == (provider.people == People::Members)
    });
    if provider.people == People::Members && known.len() > 1 {
        let sentence =
            t!("Several accounts here have this mail address. Ask the people who run this portal.");
        return no(None, "address of several accounts", sentence);
    }
    Ok(Ok(pick(&known)))
}

/// A new member, or a visitor of the partner organization.
async fn make(tx: &mut Tx, provider: &Provider, claimed: &Claimed) -> Verdict<Account> {
    let name = &provider.display_name;
    let Some(mail) = claimed.mail.as_deref() else {
        let sentence = t!(
            "{provider} does not tell your mail address, which is needed here. Ask the people who run this portal.",
            provider = name
        );
        return no(None, "no mail address", sentence);
    };
    if claimed.mail_verified == Some(false) {
        let sentence = t!(
            "Your mail address is not confirmed at {provider}. Confirm it there, then sign in again.",
            provider = name
        );
        return no(None, "mail address not verified", sentence);
    }
    let (kind, user_name, organization) = match provider.people {
        People::Members => match claimed.user_name.as_deref() {
            Some(user_name) => (UserKind::Member, user_name, None),
            None => {
                let sentence = t!(
                    "{provider} does not tell a user name that can be used here. Ask the people who run this portal.",
                    provider = name
                );
                return no(None, "no user name", sentence);
            }
        },
        People::Partners => match home_of(tx, provider, claimed, mail).await? {
            Some(organization) => (UserKind::Visitor, mail, Some(organization)),
            None => {
                let sentence = t!(
                    "Your mail address belongs to no organization that signs in with {provider}.",
                    provider = name
                );
                return no(None, "address of no organization", sentence);
            }
        },
    };
    let taken = t!(
        "There is an account with your name or address here already, and it is not connected with {provider}. Ask the people who run this portal.",
        provider = name
    );
    if !fetch_all!(tx, Account, "identity/accounts_called", mail)?.is_empty() {
        return no(None, "address taken", taken);
    }
    // Whoever chooses a name there must not be found here under somebody's address.
    if !fetch_all!(tx, Account, "identity/accounts_called", user_name)?.is_empty() {
        return no(None, "user name taken", taken);
    }
    let id: UserId = tx.id();
    let now = tx.now();
    let display_name = claimed.display_name.as_deref().unwrap_or(user_name);
    let inserted = execute!(
        tx,
        "identity/insert_account",
        id,
        kind,
        user_name,
        display_name,
        mail,
        organization,
        None::<&str>,
        search_text(display_name, user_name, mail),
        now
    )?;
    if inserted == 0 {
        return no(None, "user name taken", taken);
    }
    tx.audit(
        audit::Entry::new("user.create", "user", id.0, display_name)
            .subject(id)
            .details(json!({
                "kind": kind, "user_name": user_name, "mail": mail, "organization": organization, "provider": name
            })),
    );
    Ok(Ok(Account {
        id,
        kind,
        user_name: user_name.to_owned(),
        display_name: display_name.to_owned(),
        mail: mail.to_owned(),
        enabled: true,
        password_hash: None,
    }))
}

/// The partner organization of somebody new: the one that has the address's domain; if only one names the
/// provider, all of its people whose verified address is nobody else's, our own people's neither (ORG-04).
async fn home_of(
    tx: &mut Tx,
    provider: &Provider,
    claimed: &Claimed,
    mail: &str,
) -> Outcome<Option<OrganizationId>> {
    let organizations = model::organizations_of(&mut tx.conn, provider.id).await?;
    let domain = mail_domain(mail);
    let owner = fetch_optional!(
        tx,
        (OrganizationId,),
        "identity/organization_of_domain",
        domain
    )?;
    let theirs = match (owner, organizations.as_slice()) {
        (Some((owner,)), all) => {
            return Ok(all.iter().find(|(id, _)| *id == owner).map(|(id, _)| *id));
        }
        (None, [(only, _)]) if claimed.mail_verified == Some(true) => *only,
        (None, _) => return Ok(None),
    };
    let members = fetch_optional!(tx, (ProviderId,), "providers/of_domain", domain)?;
    Ok(members.is_none().then_some(theirs))
}
