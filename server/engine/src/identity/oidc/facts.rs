//! What a provider says about somebody is taken over with each sign-in: only what it says, and only what
//! changed.

use crate::ctx::Tx;
use crate::directory::search_text;
use crate::error::Outcome;
use crate::identity::users::Account;
use crate::providers::model::Provider;
use crate::{audit, execute, fetch_all, fetch_one};
use serde_json::{Map, json};
use shared::directory::UserKind;
use shared::forms::identity::mail_domain;
use shared::providers::Claimed;

#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
struct Facts {
    user_name: String,
    display_name: String,
    mail: String,
    given_name: String,
    surname: String,
    job_title: String,
    department: String,
    cost_center: String,
    company: String,
    country: String,
}

impl Facts {
    fn pairs(&self) -> [(&'static str, &str); 9] {
        [
            ("display_name", &self.display_name),
            ("mail", &self.mail),
            ("given_name", &self.given_name),
            ("surname", &self.surname),
            ("job_title", &self.job_title),
            ("department", &self.department),
            ("cost_center", &self.cost_center),
            ("company", &self.company),
            ("country", &self.country),
        ]
    }
}

/// Whether a new address is believed. Whoever is from outside stays at their domain, because that says
/// whose people they are.
fn believes(account: &Account, claimed: &Claimed, mail: &str) -> bool {
    let verified = claimed.mail_verified == Some(true);
    match account.kind {
        UserKind::Member => claimed.mail_verified != Some(false),
        UserKind::Guest | UserKind::Visitor => {
            verified && mail_domain(mail) == mail_domain(&account.mail)
        }
    }
}

/// Addresses here stand for people: nobody gets one that another account has, or is called by.
async fn is_somebody_elses(tx: &mut Tx, account: &Account, mail: &str) -> Outcome<bool> {
    if mail == account.mail {
        return Ok(false);
    }
    let called = fetch_all!(tx, Account, "identity/accounts_called", mail)?;
    Ok(called.iter().any(|other| other.id != account.id))
}

/// Takes over what changed; the account as it is then.
pub(super) async fn take_over(
    tx: &mut Tx,
    provider: &Provider,
    mut account: Account,
    claimed: &Claimed,
) -> Outcome<Account> {
    let before = fetch_one!(tx, Facts, "providers/facts", account.id)?;
    let mut after = before.clone();
    let mail = claimed.mail.as_ref();
    let mail = match mail.filter(|mail| believes(&account, claimed, mail)) {
        Some(mail) if is_somebody_elses(tx, &account, mail).await? => {
            let (provider, user) = (&provider.display_name, account.id.0);
            tracing::warn!(provider, %user, "a sign-in provider tells the address of somebody else");
            None
        }
        mail => mail,
    };
    for (fact, said) in [
        (&mut after.display_name, claimed.display_name.as_ref()),
        (&mut after.mail, mail),
        (&mut after.given_name, claimed.given_name.as_ref()),
        (&mut after.surname, claimed.surname.as_ref()),
        (&mut after.job_title, claimed.job_title.as_ref()),
        (&mut after.department, claimed.department.as_ref()),
        (&mut after.cost_center, claimed.cost_center.as_ref()),
        (&mut after.company, claimed.company.as_ref()),
        (&mut after.country, claimed.country.as_ref()),
    ] {
        if let Some(said) = said {
            said.clone_into(fact);
        }
    }
    if before == after {
        return Ok(account);
    }
    let now = tx.now();
    let words = search_text(&[
        &after.display_name,
        &after.given_name,
        &after.surname,
        &after.user_name,
        &after.mail,
        &after.job_title,
        &after.department,
    ]);
    execute!(
        tx,
        "providers/set_facts",
        account.id,
        after.display_name.as_str(),
        after.mail.as_str(),
        after.given_name.as_str(),
        after.surname.as_str(),
        after.job_title.as_str(),
        after.department.as_str(),
        after.cost_center.as_str(),
        after.company.as_str(),
        after.country.as_str(),
        words,
        now
    )?;
    let mut changes: Map<_, _> = before
        .pairs()
        .into_iter()
        .zip(after.pairs())
        .filter(|(old, new)| old != new)
        .map(|((name, from), (_, to))| (name.to_owned(), json!({ "from": from, "to": to })))
        .collect();
    changes.insert("provider".to_owned(), json!(provider.display_name));
    tx.audit(
        audit::Entry::new("user.update", "user", account.id.0, &after.display_name)
            .subject(account.id)
            .details(changes.into()),
    );
    account.display_name = after.display_name;
    account.mail = after.mail;
    Ok(account)
}
