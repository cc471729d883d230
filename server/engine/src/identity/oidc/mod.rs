//! Signing in at a provider (OpenID Connect, authorization code with PKCE).
//!
//! A sign-in on its way is a row that answers once, within ten minutes, and only to the browser that
//! set out: the row knows the hash of that browser's cookie, the nonce of the token and the secret behind
//! the code challenge.

mod facts;
mod finish;
mod groups;
mod home;
mod leave;
mod person;

pub use finish::{Arrived, Returning, finish};
pub(super) use home::refuse_codes;
pub use home::{buttons, home_of};
pub use leave::sign_out_address;

use crate::ctx::Ctx;
use crate::error::{Failure, Outcome};
use crate::providers::{check, known, model, token};
use crate::{audit, execute};
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope as OidcScope};
use sha2::{Digest, Sha256};
use shared::AppError;
use shared::forms::identity::safe_next;
use shared::ids::ProviderId;

/// How long somebody may take at the provider.
const LIFE_SECONDS: i64 = 600;

/// Somebody on their way to a provider.
#[derive(Clone)]
pub struct Leaving {
    /// Where the browser goes.
    pub address: String,
    /// What its cookie holds until it is back.
    pub browser: String,
}

impl std::fmt::Debug for Leaving {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Leaving").finish_non_exhaustive()
    }
}

fn hash(secret: &str) -> String {
    audit::hex(&Sha256::digest(secret.as_bytes()))
}

/// The secret of a browser's cookie, if it looks like one.
fn browser_secret(cookie: Option<&str>) -> Option<&str> {
    cookie.filter(|text| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The provider is out of reach, or out of order; the log knows more.
fn down(name: &str, problem: &str) -> Failure {
    tracing::warn!(
        provider = name,
        problem,
        "a sign-in provider does not do its part"
    );
    AppError::Elsewhere(t!(
        "{provider} does not answer as it should, so signing in with it is not possible now. Try again in a few minutes.",
        provider = name
    ))
    .into()
}

/// Sends somebody to a provider; afterwards they go on to `next`, a path of this site. `browser` is what
/// the browser's cookie says, so that several sign-ins of one browser do not disturb each other.
///
/// # Errors
/// No such provider, it is switched off, or it does not answer.
pub async fn start(
    ctx: &Ctx,
    provider: ProviderId,
    next: &str,
    browser: Option<&str>,
) -> Outcome<Leaving> {
    let mut conn = ctx.read().await?;
    let provider = model::find(&mut conn, provider)
        .await?
        .filter(|provider| provider.enabled)
        .ok_or(AppError::NotFound)?;
    drop(conn);
    let name = provider.display_name.as_str();
    let engine = &ctx.engine;
    let document = known::document(engine, &provider.issuer)
        .await
        .map_err(|error| down(name, &error.to_string()))?;
    if !check::is_safe(document.authorization_endpoint().url()) {
        return Err(down(name, "it sends people to an address that is not safe"));
    }
    let secret = || audit::hex(&engine.entropy.bytes::<32>());
    let (state, nonce, verifier) = (secret(), secret(), secret());
    let browser = browser_secret(browser).map_or_else(secret, str::to_owned);
    let client = token::client(engine, &provider, &document, None)
        .map_err(|error| down(name, &error.to_string()))?;
    let (sent_state, sent_nonce) = (state.clone(), nonce.clone());
    let mut request = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(sent_state),
            move || Nonce::new(sent_nonce),
        )
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(
            &PkceCodeVerifier::new(verifier.clone()),
        ));
    for scope in provider
        .scopes
        .split(' ')
        .filter(|scope| *scope != "openid")
    {
        request = request.add_scope(OidcScope::new(scope.to_owned()));
    }
    let (address, ..) = request.url();
    let system = ctx.as_system();
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    let now = tx.now();
    execute!(
        tx,
        "providers/attempt_insert",
        hash(&state),
        hash(&browser),
        provider.id,
        nonce,
        verifier,
        safe_next(next),
        now.plus_seconds(LIFE_SECONDS)
    )?;
    tx.commit_unrecorded().await?;
    Ok(Leaving {
        address: address.to_string(),
        browser,
    })
}
