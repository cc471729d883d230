//! Where people sign in: by the domain of their mail address, and by nothing else, so that the answer says
//! nothing about accounts.

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::providers::most;
use crate::{fetch_all, fetch_optional};
use shared::AppError;
use shared::forms::identity::{MailInput, mail_domain};
use shared::ids::ProviderId;
use shared::views::providers::ProviderButton;

#[derive(sqlx::FromRow)]
struct Home {
    id: ProviderId,
    display_name: String,
    enabled: bool,
}

async fn home(conn: &mut Conn, mail: &str) -> Outcome<Option<Home>> {
    let domain = mail_domain(mail);
    Ok(fetch_optional!(conn, Home, "providers/home", domain)?)
}

/// The provider with which people of this address sign in; nothing where they do otherwise.
///
/// # Errors
/// It is switched off.
pub async fn home_of(ctx: &Ctx, input: &MailInput) -> Outcome<Option<ProviderButton>> {
    let mut conn = ctx.read().await?;
    let Some(home) = home(&mut conn, &input.mail).await? else {
        return Ok(None);
    };
    if !home.enabled {
        let sentence = t!(
            "People of {domain} sign in with {provider}, which is switched off at the moment.",
            domain = mail_domain(&input.mail),
            provider = home.display_name
        );
        return Err(AppError::field("mail", sentence).into());
    }
    Ok(Some(ProviderButton {
        id: home.id.to_string(),
        name: home.display_name,
    }))
}

/// Whoever signs in with a provider does not get in with a code: who has left there may still read mail.
///
/// # Errors
/// A sentence that names the provider.
pub(in crate::identity) async fn refuse_codes(
    conn: &mut Conn,
    mail: &str,
    field: &str,
) -> Outcome<()> {
    match home(conn, mail).await? {
        None => Ok(()),
        Some(home) => {
            let sentence = t!(
                "People of {domain} sign in with {provider}, not with a code.",
                domain = mail_domain(mail),
                provider = home.display_name
            );
            Err(AppError::field(field, sentence).into())
        }
    }
}

/// The buttons of the sign-in page.
///
/// # Errors
/// The database fails.
pub async fn buttons(ctx: &Ctx) -> Outcome<Vec<ProviderButton>> {
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(conn, (ProviderId, String), "providers/buttons", most())?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| ProviderButton {
            id: id.to_string(),
            name,
        })
        .collect())
}
