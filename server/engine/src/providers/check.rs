//! Does a provider answer, and does it know this portal?

use super::known::{self, Document, NoDocument};
use super::model;
use super::token::{self, Untrusted};
use crate::ctx::Ctx;
use crate::error::Outcome;
use openidconnect::{AuthorizationCode, HttpRequest, PkceCodeVerifier};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::forms::providers::ProviderInput;
use shared::ids::ProviderId;
use shared::providers::is_loopback;

/// The provider answers as one should, and the secret that is named is there.
///
/// # Errors
/// What is wrong, at the field that can put it right.
pub(super) async fn answers(ctx: &Ctx, input: &ProviderInput) -> Outcome<()> {
    let document = known::fresh(&ctx.engine, &input.issuer)
        .await
        .map_err(|error| AppError::field("issuer", said(&error, &input.issuer)))?;
    usable(&document)?;
    let missing = !input.secret_name.is_empty()
        && ctx.engine.options.secrets.get(&input.secret_name).is_none();
    if missing {
        let sentence = t!("The server does not find a secret under this name.");
        return Err(AppError::field("secret_name", sentence).into());
    }
    Ok(())
}

/// Does it offer what this portal needs, at addresses that are safe?
fn usable(document: &Document) -> Result<(), AppError> {
    let sentence = if document.token_endpoint().is_none() {
        t!(
            "This provider does not offer the way of signing in that is needed here (authorization code)."
        )
    } else if !is_safe(document.authorization_endpoint().url()) {
        t!(
            "This provider sends people to an address without https://, where others could read along."
        )
    } else {
        return Ok(());
    };
    Err(AppError::field("issuer", sentence))
}

/// Can a browser be sent there?
pub(crate) fn is_safe(address: &openidconnect::url::Url) -> bool {
    match address.scheme() {
        "https" => true,
        "http" => address.host_str().is_some_and(is_loopback),
        _ => false,
    }
}

/// In words for administrators.
fn said(error: &NoDocument, issuer: &str) -> String {
    match error {
        NoDocument::NoAnswer(reason) => t!(
            "The provider could not be asked ({reason}). Is the address right, and can this server reach it?",
            reason
        ),
        NoDocument::Status(status) => t!(
            "{issuer}/.well-known/openid-configuration answers with {status}. Is the address right?",
            issuer = issuer.trim_end_matches('/'),
            status
        ),
        NoDocument::Unreadable(reason) => t!(
            "What answers there is not a provider of OpenID Connect ({reason}).",
            reason
        ),
        NoDocument::Other(reason) => t!(
            "The provider calls itself something else ({reason}). Write the address exactly as it does.",
            reason
        ),
    }
}

/// Asks the provider anew, and shows it the client id and the secret with a code that is none. What came
/// of it, in a sentence.
///
/// # Errors
/// Not allowed, no such provider, it does not answer, or it does not know this portal.
pub async fn check(ctx: &Ctx, id: ProviderId) -> Outcome<String> {
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let provider = model::get(&mut conn, id).await?;
    drop(conn);
    let whole = |sentence: String| AppError::field("", sentence);
    let document = known::fresh(&ctx.engine, &provider.issuer)
        .await
        .map_err(|error| whole(said(&error, &provider.issuer)))?;
    usable(&document).map_err(|error| {
        let sentence = error.field_errors().get("issuer").unwrap_or_default();
        whole(sentence)
    })?;
    let secret = provider.secret(&ctx.engine).map_err(|_| {
        whole(t!(
            "The server does not find a secret under the name {name}.",
            name = provider.secret_name
        ))
    })?;
    let unsure = || {
        t!("The provider answers. Whether it knows the client id and the secret shows when somebody signs in.")
            .to_owned()
    };
    let Ok(client) = token::client(&ctx.engine, &provider, &document, secret) else {
        return Ok(unsure());
    };
    let Ok(request) = client.exchange_code(AuthorizationCode::new("none".to_owned())) else {
        return Ok(unsure());
    };
    let web = ctx.engine.options.web.for_provider(&provider.issuer);
    let ask = move |request: HttpRequest| {
        let web = web.clone();
        async move { web.ask(request).await }
    };
    let answer = request
        .set_pkce_verifier(PkceCodeVerifier::new("0".repeat(64)))
        .request_async(&ask)
        .await;
    match answer.map_err(token::refusal) {
        Err(Untrusted::Refused(error)) if error == "invalid_grant" => {
            Ok(t!("The provider answers, and knows the client id and the secret.").to_owned())
        }
        Err(Untrusted::Refused(error))
            if ["invalid_client", "unauthorized_client"].contains(&error.as_str()) =>
        {
            Err(whole(t!(
                "The provider answers, but does not accept the client id or the secret ({error}).",
                error
            ))
            .into())
        }
        _ => Ok(unsure()),
    }
}
