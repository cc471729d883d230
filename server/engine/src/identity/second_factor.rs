//! The second factor of one's own account: setting it up with an authenticator app, new recovery codes, turning it off;
//! and taking it away from somebody who lost everything.

use super::safety::{self, News};
use super::sessions::{self, Client, Started};
use super::throttle::{self, Keys, Kind};
use super::users::{self, Account};
use super::{entering, note_refusal, own_sessions, passwords, qr, recovery, totp};
use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{audit, execute, fetch_optional, settings};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::forms::account::{ProofInput, SetUpInput, TypedCode};
use shared::ids::UserId;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::identity::{SecondFactorState, SecondFactorView};

/// A set-up that was begun has to be confirmed within this time.
const SET_UP_MINUTES: i64 = 15;

#[derive(sqlx::FromRow)]
struct Row {
    secret: String,
    last_step: i64,
    created_at: Timestamp,
    confirmed_at: Option<Timestamp>,
    recovery_salt: String,
    codes_left: i64,
}

impl Row {
    /// Begun, not confirmed, and not too long ago.
    fn is_open(&self, now: Timestamp) -> bool {
        self.confirmed_at.is_none() && now < self.created_at.plus_seconds(SET_UP_MINUTES * 60)
    }
}

async fn load(conn: &mut Conn, user: UserId) -> Outcome<Option<Row>> {
    Ok(fetch_optional!(conn, Row, "identity/second_factor", user)?)
}

/// Real time in milliseconds: apps know nothing of the moved clock of a demonstration.
fn real_ms(ctx: &Ctx) -> i64 {
    ctx.now().0 - ctx.engine.clock.shift()
}

/// What was typed, found to be right; to be taken within the transaction that rests on it.
pub(super) enum Proof {
    Step(i64),
    /// The hash of a recovery code.
    Recovery(String),
}

/// Is this the code of the person's app, or perhaps one of their recovery codes? Nothing is used up yet.
///
/// # Errors
/// The database fails.
pub(super) async fn judge(ctx: &Ctx, user: UserId, typed: &TypedCode) -> Outcome<Option<Proof>> {
    let mut conn = ctx.read().await?;
    let row = load(&mut conn, user).await?;
    drop(conn);
    let Some(row) = row.filter(|row| row.confirmed_at.is_some()) else {
        return Ok(None);
    };
    Ok(match typed {
        TypedCode::App(code) => {
            totp::step_of(&row.secret, *code, real_ms(ctx), row.last_step).map(Proof::Step)
        }
        TypedCode::Recovery(code) => {
            let hash = recovery::hash(code, &row.recovery_salt).await?;
            Some(Proof::Recovery(hash))
        }
    })
}

/// Uses the proof up: each works once, also for two at the same time.
///
/// # Errors
/// The database fails.
pub(super) async fn take(tx: &mut Tx, user: UserId, proof: &Proof) -> Outcome<bool> {
    let now = tx.now();
    let taken = match proof {
        Proof::Step(step) => execute!(tx, "identity/second_factor_step", user, *step)?,
        Proof::Recovery(hash) => execute!(tx, "identity/recovery_use", user, hash, now)?,
    };
    if taken > 0 && matches!(proof, Proof::Recovery(_)) {
        safety::tell(tx, user, News::RecoveryCodeUsed).await?;
    }
    Ok(taken > 0)
}

/// The page about one's own second factor. While one is being set up, with the secret.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn view(ctx: &Ctx) -> Outcome<SecondFactorView> {
    let me = ctx.me()?;
    let account = users::by_id(ctx, me).await?.ok_or(AppError::NotFound)?;
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let row = load(&mut conn, me).await?;
    let demanded = settings::current(ctx, &mut conn)
        .await?
        .demands_second_factor(!ctx.actor.roles().is_empty());
    drop(conn);
    let state = match row {
        Some(row) if row.is_open(now) => {
            let portal = &ctx.engine.options.organization;
            let address = totp::address(&row.secret, portal, &account.user_name);
            SecondFactorState::SettingUp {
                qr: qr::draw(&address)?,
                secret: in_fours(&row.secret),
            }
        }
        Some(Row {
            confirmed_at: Some(at),
            codes_left,
            ..
        }) => SecondFactorState::On {
            since: When::new(at, now),
            codes_left,
        },
        _ => SecondFactorState::Off,
    };
    Ok(SecondFactorView {
        has_password: account.password_hash.is_some(),
        demanded,
        state,
    })
}

fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let fours: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    fours.join(" ")
}

/// Refuses whoever does not know the password of the account they act for.
async fn know_password(
    ctx: &Ctx,
    client: &Client,
    account: &Account,
    password: &str,
) -> Outcome<Keys> {
    let keys = Keys::new(Kind::Password, &account.user_name, client);
    throttle::count(ctx, &keys).await?;
    if !passwords::verify(password, account.password_hash.as_deref()).await? {
        note_refusal(ctx, Some(account), client, "password", "wrong password").await?;
        return Err(wrong_password());
    }
    Ok(keys)
}

fn wrong_password() -> crate::Failure {
    let sentence = t!("This is not your current password.");
    AppError::field("current_password", sentence).into()
}

/// A transaction of somebody who knew the password of `account`, for as long as it is that one.
async fn begin_knowing(ctx: &Ctx, client: &Client, account: &Account) -> Outcome<Tx> {
    let permit = ctx.own(account.id)?;
    let mut tx = ctx.begin(&permit).await?;
    if !entering::still_stands(&mut tx, account, sessions::PASSWORD).await? {
        drop(tx);
        note_refusal(ctx, Some(account), client, "password", entering::OVERTAKEN).await?;
        return Err(wrong_password());
    }
    Ok(tx)
}

async fn own_account(ctx: &Ctx) -> Outcome<Account> {
    let me = ctx.me()?;
    Ok(users::by_id(ctx, me).await?.ok_or(AppError::NotFound)?)
}

/// Begins to set up: from now on [`view`] shows the secret, for a quarter of an hour.
///
/// # Errors
/// The password is wrong or there is none, too many tries, or a second factor is there already.
pub async fn begin(ctx: &Ctx, client: &Client, input: &SetUpInput) -> Outcome<()> {
    let account = own_account(ctx).await?;
    let keys = know_password(ctx, client, &account, &input.password).await?;
    let mut tx = begin_knowing(ctx, client, &account).await?;
    let now = tx.now();
    throttle::forgive(&mut tx, &keys).await?;
    let secret = totp::base32(&ctx.engine.entropy.bytes::<{ totp::SECRET_BYTES }>());
    if execute!(tx, "identity/second_factor_start", account.id, secret, now)? == 0 {
        let sentence = t!("You have a second factor already.");
        return Err(AppError::Conflict(sentence.to_owned()).into());
    }
    tx.audit(entry("secondFactor.begin", &account));
    tx.commit().await
}

fn entry(action: &'static str, account: &Account) -> audit::Entry {
    audit::Entry::new(action, "user", account.id.0, &account.display_name).subject(account.id)
}

/// A second factor that works from now on: the session that replaces the present one, because a session means more
/// than before, and the recovery codes, which are shown this once.
#[derive(Debug)]
pub struct TurnedOn {
    pub started: Started,
    pub codes: Vec<String>,
}

/// Confirms the set-up with the first code of the app. All other sessions end: they began without it.
///
/// # Errors
/// The code is wrong, or nothing is being set up.
pub async fn confirm(ctx: &Ctx, client: &Client, code: u32) -> Outcome<TurnedOn> {
    let account = own_account(ctx).await?;
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let row = load(&mut conn, account.id).await?;
    drop(conn);
    let Some(row) = row.filter(|row| row.is_open(now)) else {
        return Err(too_late());
    };
    let Some(step) = totp::step_of(&row.secret, code, real_ms(ctx), row.last_step) else {
        return Err(wrong_code());
    };
    let codes = recovery::make(&ctx.engine).await?;
    let permit = ctx.own(account.id)?;
    let mut tx = ctx.begin(&permit).await?;
    let me = account.id;
    lock::subject(&mut tx, me).await?;
    let done = execute!(
        tx,
        "identity/second_factor_confirm",
        me,
        now,
        step,
        &codes.salt,
        &row.secret
    )?;
    if done == 0 {
        return Err(too_late());
    }
    recovery::store(&mut tx, me, &codes).await?;
    tx.audit(entry("secondFactor.turnOn", &account));
    safety::tell(&mut tx, me, News::SecondFactorOn).await?;
    let started = own_sessions::start_over(&mut tx, &account, client).await?;
    tx.commit().await?;
    Ok(TurnedOn {
        started,
        codes: codes.shown,
    })
}

fn too_late() -> crate::Failure {
    AppError::field("code", t!("Setting up took too long. Begin again.")).into()
}

fn wrong_code() -> crate::Failure {
    AppError::field("code", t!("This code is not right.")).into()
}

/// The password and a code, found to be right, and the tries that were counted for them.
struct Proved {
    proof: Proof,
    of_password: Keys,
    of_code: Keys,
}

/// Refuses whoever has not both, the password and a code. Nothing is used up yet.
async fn prove(
    ctx: &Ctx,
    client: &Client,
    account: &Account,
    input: &ProofInput,
) -> Outcome<Proved> {
    let of_password = know_password(ctx, client, account, &input.password).await?;
    let of_code = Keys::new(Kind::SecondFactor, &account.user_name, client);
    throttle::count(ctx, &of_code).await?;
    let Some(proof) = judge(ctx, account.id, &input.code).await? else {
        note_refusal(ctx, Some(account), client, "second factor", "wrong code").await?;
        return Err(wrong_code());
    };
    Ok(Proved {
        proof,
        of_password,
        of_code,
    })
}

/// The transaction in which what was proved is used up.
async fn begin_proved(
    ctx: &Ctx,
    client: &Client,
    account: &Account,
    proved: &Proved,
) -> Outcome<Tx> {
    let mut tx = begin_knowing(ctx, client, account).await?;
    if !take(&mut tx, account.id, &proved.proof).await? {
        drop(tx);
        note_refusal(ctx, Some(account), client, "second factor", "wrong code").await?;
        return Err(wrong_code());
    }
    // In the order of the second step of a sign-in: both have a row for the network, which others share.
    throttle::forgive(&mut tx, &proved.of_code).await?;
    throttle::forgive(&mut tx, &proved.of_password).await?;
    Ok(tx)
}

/// Makes new recovery codes; the old ones no longer work.
///
/// # Errors
/// The password or the code is wrong, or too many tries.
pub async fn renew_codes(ctx: &Ctx, client: &Client, input: &ProofInput) -> Outcome<Vec<String>> {
    let account = own_account(ctx).await?;
    // Hashing ten codes is work that only somebody who may have them causes.
    let proved = prove(ctx, client, &account, input).await?;
    let codes = recovery::make(&ctx.engine).await?;
    let mut tx = begin_proved(ctx, client, &account, &proved).await?;
    execute!(tx, "identity/second_factor_salt", account.id, &codes.salt)?;
    recovery::store(&mut tx, account.id, &codes).await?;
    tx.audit(entry("secondFactor.renewCodes", &account));
    safety::tell(&mut tx, account.id, News::NewRecoveryCodes).await?;
    tx.commit().await?;
    Ok(codes.shown)
}

/// Turns one's own second factor off.
///
/// # Errors
/// The password or the code is wrong, or too many tries; the portal demands one.
pub async fn turn_off(ctx: &Ctx, client: &Client, input: &ProofInput) -> Outcome<()> {
    let account = own_account(ctx).await?;
    let mut conn = ctx.read().await?;
    let settings = settings::current(ctx, &mut conn).await?;
    drop(conn);
    if settings.demands_second_factor(!ctx.actor.roles().is_empty()) {
        let sentence = t!("This portal demands a second factor of you, so it stays on.");
        return Err(AppError::Conflict(sentence.to_owned()).into());
    }
    let proved = prove(ctx, client, &account, input).await?;
    let mut tx = begin_proved(ctx, client, &account, &proved).await?;
    execute!(tx, "identity/second_factor_remove", account.id)?;
    tx.audit(entry("secondFactor.turnOff", &account));
    safety::tell(&mut tx, account.id, News::SecondFactorOff).await?;
    tx.commit().await
}

/// Takes the second factor away from somebody who can no longer use it. Answers with the person's name.
///
/// # Errors
/// Not allowed, the own one, no such person, or there is none.
pub async fn remove(ctx: &Ctx, id: UserId) -> Outcome<String> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let account = users::by_id(ctx, id).await?.ok_or(AppError::NotFound)?;
    if ctx.actor.user() == Some(id) {
        let sentence = t!("Turn your own second factor off on your profile page.");
        return Err(AppError::Conflict(sentence.to_owned()).into());
    }
    let tx = ctx.begin(&permit).await?;
    take_away(tx, &account).await?;
    Ok(account.display_name)
}

/// As [`remove`], from the command line.
///
/// # Errors
/// No such person, or there is no second factor.
pub async fn remove_by_name(ctx: &Ctx, user_name: &str) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let account = users::by_user_name(ctx, &user_name.trim().to_lowercase())
        .await?
        .ok_or_else(|| {
            AppError::field("user_name", t!("There is no person with this user name."))
        })?;
    let tx = ctx.begin(&permit).await?;
    take_away(tx, &account).await
}

async fn take_away(mut tx: Tx, account: &Account) -> Outcome<()> {
    if execute!(tx, "identity/second_factor_remove", account.id)? == 0 {
        let sentence = t!("This account has no second factor.");
        return Err(AppError::Conflict(sentence.to_owned()).into());
    }
    execute!(tx, "identity/pending_forget", account.id)?;
    tx.audit(
        entry("secondFactor.remove", account).details(json!({ "user_name": account.user_name })),
    );
    safety::tell(&mut tx, account.id, News::SecondFactorRemoved).await?;
    tx.commit().await
}
