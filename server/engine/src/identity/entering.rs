//! From a proof of who one is to a session: at once, or over a second step where the account has a second factor.

use super::second_factor::{judge, take};
use super::sessions::{self, Client, Started, Way, token_hash};
use super::throttle::{self, Keys, Kind};
use super::users::{self, Account};
use super::{accounts, note_refusal, passcodes};
use crate::ctx::{Ctx, Tx};
use crate::error::Outcome;
use crate::{audit, execute, fetch_optional};
use serde_json::json;
use shared::AppError;
use shared::forms::account::TypedCode;
use shared::ids::UserId;

/// How long the second step may take.
const PATIENCE_SECONDS: i64 = 300;

/// What a right proof leads to.
#[derive(Debug)]
pub enum Entrance {
    In(Started),
    /// A code is asked for. The token is the value of a cookie and exists nowhere else.
    SecondStep(Pending),
}

impl From<Started> for Entrance {
    fn from(started: Started) -> Self {
        Self::In(started)
    }
}

/// A sign-in that waits for its second step.
pub struct Pending {
    pub token: String,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(stringify!(Pending)).finish_non_exhaustive()
    }
}

/// Is what a proof rests on still as it was when it was judged: the password, or the address that a code went to? Holds
/// the account until the transaction ends, so that it stays so.
///
/// # Errors
/// The database fails.
pub(super) async fn still_stands(tx: &mut Tx, account: &Account, method: &str) -> Outcome<bool> {
    let now = users::hold(tx, account.id).await?;
    Ok(now.is_some_and(|now| {
        let same = match method {
            sessions::PASSWORD => now.password_hash == account.password_hash,
            _ => now.mail == account.mail,
        };
        same && now.enabled && now.kind == account.kind
    }))
}

/// Why somebody is refused whose proof was right a moment ago; for the audit log.
pub(super) const OVERTAKEN: &str = "account changed meanwhile";

/// Lets in whoever has proved to be `account`, in a transaction of that person's; `keys` counted the try. The guesser
/// who found a password is not forgiven anything: that comes with the second step.
pub(super) async fn enter(
    mut tx: Tx,
    account: &Account,
    client: &Client,
    method: &'static str,
    keys: &Keys,
) -> Outcome<Entrance> {
    if !still_stands(&mut tx, account, method).await? {
        let ctx = tx.ctx.clone();
        drop(tx);
        note_refusal(&ctx, Some(account), client, method, OVERTAKEN).await?;
        return Err(match method {
            sessions::PASSWORD => accounts::refused().into(),
            _ => passcodes::no_longer(),
        });
    }
    let asked = fetch_optional!(tx, (UserId,), "identity/second_factor_on", account.id)?;
    if asked.is_none() {
        throttle::forgive(&mut tx, keys).await?;
        let started = sessions::begin(&mut tx, account, client, Way::Here(method)).await?;
        tx.commit().await?;
        return Ok(Entrance::In(started));
    }
    let token = audit::hex(&tx.ctx.engine.entropy.bytes::<32>());
    let now = tx.now();
    execute!(
        tx,
        "identity/pending_insert",
        token_hash(&token),
        account.id,
        method,
        now,
        now.plus_seconds(PATIENCE_SECONDS)
    )?;
    tx.audit(
        audit::Entry::new(
            "session.halfway",
            "user",
            account.id.0,
            &account.display_name,
        )
        .subject(account.id)
        .details(json!({ "method": method, "address": client.address })),
    );
    tx.commit().await?;
    Ok(Entrance::SecondStep(Pending { token }))
}

#[derive(sqlx::FromRow)]
struct Waiting {
    #[sqlx(flatten)]
    account: Account,
    method: String,
}

/// Is there a sign-in that waits for its second step behind this cookie?
///
/// # Errors
/// The database fails.
pub async fn is_pending(ctx: &Ctx, token: &str) -> Outcome<bool> {
    Ok(waiting(ctx, token).await?.is_some())
}

async fn waiting(ctx: &Ctx, token: &str) -> Outcome<Option<Waiting>> {
    let now = ctx.now();
    let hash = token_hash(token);
    let mut conn = ctx.read().await?;
    Ok(fetch_optional!(
        conn,
        Waiting,
        "identity/pending_find",
        hash,
        now
    )?)
}

/// The second step: a code of the app, or a recovery code.
///
/// # Errors
/// The code is wrong or was used, too many tries, or the first step was too long ago.
pub async fn finish(
    ctx: &Ctx,
    client: &Client,
    token: &str,
    typed: &TypedCode,
) -> Outcome<Started> {
    let Some(Waiting { account, method }) = waiting(ctx, token).await? else {
        return Err(too_late());
    };
    let keys = Keys::new(Kind::SecondFactor, &account.user_name, client);
    throttle::count(ctx, &keys).await?;
    let proof = judge(ctx, account.id, typed).await?;
    let person = accounts::as_person(ctx, account.id, &account.display_name);
    let permit = person.own(account.id)?;
    let mut tx = person.begin(&permit).await?;
    let stands = still_stands(&mut tx, &account, &method).await?;
    let right = match &proof {
        Some(proof) if stands => take(&mut tx, account.id, proof).await?,
        _ => false,
    };
    if !right {
        drop(tx);
        let reason = match (account.enabled, stands) {
            (false, _) => "account disabled",
            (true, false) => OVERTAKEN,
            (true, true) => "wrong code",
        };
        note_refusal(ctx, Some(&account), client, "second factor", reason).await?;
        return Err(AppError::field("code", t!("This code is not right.")).into());
    }
    let now = tx.now();
    if execute!(tx, "identity/pending_end", token_hash(token), now)? == 0 {
        return Err(too_late());
    }
    throttle::forgive(&mut tx, &keys).await?;
    let (method, first) = match method.as_str() {
        "passcode" => ("passcode", Keys::new(Kind::SendCode, &account.mail, client)),
        _ => (
            "password",
            Keys::new(Kind::Password, &account.user_name, client),
        ),
    };
    throttle::forgive(&mut tx, &first).await?;
    let started = sessions::begin(&mut tx, &account, client, Way::Here(method)).await?;
    tx.commit().await?;
    Ok(started)
}

fn too_late() -> crate::Failure {
    let sentence = t!("This took too long, or was started in another browser. Sign in again.");
    AppError::field("", sentence).into()
}
