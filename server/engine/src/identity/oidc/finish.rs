//! Back from a provider.

use super::person::{self, Stranger};
use super::{browser_secret, down, facts, groups, hash};
use crate::ctx::Ctx;
use crate::error::{Failure, Outcome};
use crate::identity::sessions::{self, Client, Started, Way};
use crate::identity::throttle::{self, Keys, Kind};
use crate::identity::{accounts, refuse_at};
use crate::providers::model::{self, Provider};
use crate::providers::token::{self, Expected, Said, Untrusted};
use crate::{execute, fetch_optional, lock};
use shared::AppError;
use shared::ids::ProviderId;
use shared::providers::Claimed;
use shared::time::Timestamp;

/// What a provider sends somebody back with.
#[derive(Clone, Default)]
pub struct Returning {
    pub state: String,
    pub code: String,
    /// Why there is no code; empty if there is one.
    pub error: String,
    /// Who answers, if it says so (RFC 9207).
    pub issuer: String,
}

impl std::fmt::Debug for Returning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Returning").finish_non_exhaustive()
    }
}

/// Somebody who is back, signed in or refused.
#[derive(Debug)]
pub struct Arrived {
    /// Where they wanted to go: a path of this site.
    pub next: String,
    pub outcome: Outcome<Started>,
}

#[derive(sqlx::FromRow)]
struct Attempt {
    provider_id: ProviderId,
    nonce: String,
    verifier: String,
    return_to: String,
    expires_at: Timestamp,
}

/// Signs in with the answer of a provider. Every answer counts once, for the browser that set out.
/// `browser` is what the browser's cookie says.
///
/// # Errors
/// In [`Arrived`]: the answer is not good, or nobody here is this person.
pub async fn finish(
    ctx: &Ctx,
    client: &Client,
    answer: &Returning,
    browser: Option<&str>,
) -> Arrived {
    let attempt = match take(ctx, answer, browser).await {
        Ok(attempt) => attempt,
        Err(failure) => {
            return Arrived {
                next: "/".to_owned(),
                outcome: Err(failure),
            };
        }
    };
    Arrived {
        next: attempt.return_to.clone(),
        outcome: arrive(ctx, client, answer, attempt).await,
    }
}

/// The sign-in that this answers, taken from the table: nobody can use it again.
async fn take(ctx: &Ctx, answer: &Returning, browser: Option<&str>) -> Outcome<Attempt> {
    let system = ctx.as_system();
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    let now = tx.now();
    let attempt = match browser_secret(browser) {
        Some(browser) => fetch_optional!(
            tx,
            Attempt,
            "providers/attempt_take",
            hash(&answer.state),
            hash(browser)
        )?,
        None => None,
    };
    tx.commit_unrecorded().await?;
    attempt
        .filter(|attempt| attempt.expires_at > now)
        .ok_or_else(|| {
            let sentence = t!(
                "This sign-in was begun elsewhere, is finished already, or took too long. Begin again here."
            );
            AppError::field("", sentence).into()
        })
}

async fn arrive(
    ctx: &Ctx,
    client: &Client,
    answer: &Returning,
    attempt: Attempt,
) -> Outcome<Started> {
    let mut conn = ctx.read().await?;
    let provider = model::find(&mut conn, attempt.provider_id)
        .await?
        .filter(|provider| provider.enabled)
        .ok_or(AppError::NotFound)?;
    drop(conn);
    // Every refusal leaves a record, and anybody can come back with nothing.
    let keys = Keys::new(Kind::Provider, &provider.id.to_string(), client);
    throttle::count(ctx, &keys).await?;
    let said = match ask(ctx, &provider, answer, &attempt).await {
        Ok(said) => said,
        Err(Untrusted::Down(reason)) => {
            throttle::take_back(ctx, &keys).await?;
            return Err(down(&provider.display_name, &reason));
        }
        Err(Untrusted::Refused(error)) => {
            let sentence = refused(&provider, &error);
            let reason = Untrusted::Refused(error).to_string();
            return Err(refuse(ctx, client, &provider, &reason, sentence).await?);
        }
        Err(Untrusted::Token(reason)) => {
            let sentence = untrusted(&provider, &reason);
            return Err(refuse(ctx, client, &provider, &reason, sentence).await?);
        }
    };
    let claims = provider.claims()?;
    let claimed = Claimed::read(&claims, &said.claims);
    enter(ctx, client, &provider, &said, &claimed, &keys).await
}

async fn ask(
    ctx: &Ctx,
    provider: &Provider,
    answer: &Returning,
    attempt: &Attempt,
) -> Result<Said, Untrusted> {
    if !answer.issuer.is_empty() && answer.issuer != provider.issuer {
        return Err(Untrusted::Token(
            "the answer is another provider's".to_owned(),
        ));
    }
    if !answer.error.is_empty() {
        return Err(Untrusted::Refused(token::clean(&answer.error)));
    }
    if answer.code.is_empty() || answer.code.len() > 4_096 {
        return Err(Untrusted::Token("there is no code".to_owned()));
    }
    let expected = Expected {
        nonce: &attempt.nonce,
        verifier: &attempt.verifier,
    };
    token::redeem(&ctx.engine, provider, &answer.code, expected).await
}

/// Notes what went wrong; what the person is told about it.
async fn refuse(
    ctx: &Ctx,
    client: &Client,
    provider: &Provider,
    reason: &str,
    sentence: String,
) -> Outcome<Failure> {
    refuse_at(ctx, None, client, &provider.display_name, reason).await?;
    Ok(AppError::field("", sentence).into())
}

/// For the person whom a provider sends back with an error.
fn refused(provider: &Provider, error: &str) -> String {
    let name = provider.display_name.as_str();
    if error == "access_denied" {
        return t!(
            "You were not signed in: {provider} was told not to, or does not let you.",
            provider = name
        );
    }
    tracing::warn!(provider = name, error, "a sign-in provider refuses");
    t!(
        "{provider} did not sign you in ({error}). Try again, and tell the people who run this portal if it stays.",
        provider = name,
        error
    )
}

/// For the person whom a provider sends back with something that is not good.
fn untrusted(provider: &Provider, reason: &str) -> String {
    let name = provider.display_name.as_str();
    tracing::warn!(
        provider = name,
        reason,
        "an answer of a sign-in provider is not good"
    );
    t!(
        "The answer of {provider} cannot be trusted, so you are not signed in. Try again, and tell the people who run this portal if it stays.",
        provider = name
    )
}

/// Finds or makes the person, takes over what is new about them, and begins the session: all or nothing.
async fn enter(
    ctx: &Ctx,
    client: &Client,
    provider: &Provider,
    said: &Said,
    claimed: &Claimed,
    keys: &Keys,
) -> Outcome<Started> {
    let system = ctx.as_system();
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    lock!(tx.conn, "providers/hold", provider.id)?;
    let as_asked = model::find(&mut tx.conn, provider.id)
        .await?
        .is_some_and(|now| now.enabled && now.version == provider.version);
    if !as_asked {
        drop(tx);
        let sentence = t!(
            "{provider} was changed here while you were signing in. Begin again.",
            provider = provider.display_name
        );
        let reason = "provider changed meanwhile";
        return Err(refuse(ctx, client, provider, reason, sentence).await?);
    }
    let account = match person::find_or_make(&mut tx, provider, &said.subject, claimed).await? {
        Ok(account) => account,
        Err(Stranger {
            account,
            reason,
            sentence,
        }) => {
            drop(tx);
            refuse_at(
                ctx,
                account.as_ref(),
                client,
                &provider.display_name,
                reason,
            )
            .await?;
            return Err(AppError::field("", sentence).into());
        }
    };
    let account = facts::take_over(&mut tx, provider, account, claimed).await?;
    groups::take_over(&mut tx, provider, &account, claimed).await?;
    let now = tx.now();
    throttle::forgive(&mut tx, keys).await?;
    execute!(
        tx,
        "providers/used",
        provider.id,
        said.subject.as_str(),
        now
    )?;
    // From here on the person acts, in the same transaction.
    tx.ctx = accounts::as_person(ctx, account.id, &account.display_name);
    tx.permit = tx.ctx.own(account.id)?;
    let way = Way::At {
        provider: provider.id,
        name: &provider.display_name,
        id_token: &said.id_token,
    };
    let started = sessions::begin(&mut tx, &account, client, way).await?;
    tx.commit().await?;
    Ok(started)
}
