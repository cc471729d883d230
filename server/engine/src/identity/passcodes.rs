//! One-time passcodes for people from outside: six digits sent by mail, good for ten minutes and
//! five tries.
//!
//! The answer to "send me a code" is the same for every address. A code belongs to the challenge
//! it was asked for, so nobody else can use up its tries.

use super::entering::{self, Entrance};
use super::sessions::Client;
use super::throttle::{self, Keys, Kind};
use super::users::Account;
use super::{accounts, note_refusal, oidc, visitors};
use crate::ctx::{Ctx, Tx};
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::{audit, execute, fetch_all, fetch_optional};
use sha2::{Digest, Sha256};
use shared::AppError;
use shared::directory::UserKind;
use shared::forms::identity::{CodeInput, MailInput};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::identity::CodeView;
use uuid::Uuid;

const LIFE_SECONDS: i64 = 600;
const TRIES: i64 = 5;

/// Sends a code to a mail address; the challenge under which it can be used. Employees get a mail
/// that tells them to sign in with their password instead; the page does not show the difference.
///
/// # Errors
/// [`AppError::TooMany`] after too many codes.
pub async fn send(ctx: &Ctx, client: &Client, input: &MailInput) -> Outcome<Uuid> {
    let keys = Keys::new(Kind::SendCode, &input.mail, client);
    throttle::count(ctx, &keys).await?;
    let system = ctx.as_system();
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    oidc::refuse_codes(&mut tx.conn, &input.mail, "mail").await?;
    let now = tx.now();
    let challenge: Uuid = tx.id();
    let code = six_digits(&ctx.engine.entropy);
    let account = pick(&accounts_of(&mut tx, &input.mail).await?);
    let portal = ctx.engine.options.organization.clone();
    let (hash, mail) = match &account {
        Some(account) if account.kind == UserKind::Member => (
            String::new(),
            Mail {
                to: input.mail.clone(),
                subject: t!("Signing in to {portal}", portal),
                body: t!(
                    "Someone asked for a sign-in code for this address.\n\n\
                     You have an account of your own here, so you do not need a code: sign in with \
                     your user name and password at {address}/sign-in\n\n\
                     If it was not you, there is nothing to do.\n",
                    address = ctx.engine.options.public_url
                ),
            },
        ),
        Some(account) if !account.enabled => (
            String::new(),
            Mail {
                to: input.mail.clone(),
                subject: t!("Signing in to {portal}", portal),
                body: t!("Someone asked for a sign-in code for this address.\n\n\
                       Your account is blocked, so no code can be sent. Ask the person who \
                       invited you.\n")
                .to_owned(),
            },
        ),
        _ => (
            code_hash(challenge, &code),
            Mail {
                to: input.mail.clone(),
                subject: t!("Your code for {portal}: {code}", portal, code),
                body: t!(
                    "Your code is {code}\n\n\
                     It works once, for ten minutes, on the page where you asked for it. Nobody \
                     from {portal} will ever ask you for it.\n\n\
                     If you did not ask for a code, there is nothing to do.\n",
                    code,
                    portal
                ),
            },
        ),
    };
    execute!(
        tx,
        "identity/passcode_insert",
        challenge,
        &input.mail,
        hash,
        now,
        now.plus_seconds(LIFE_SECONDS)
    )?;
    outbox::send_urgently(&mut tx, &mail)?;
    tx.commit_unrecorded().await?;
    Ok(challenge)
}

/// Signs in with a code. Who proves a mail address for the first time becomes a visitor; a guest with a second factor
/// is asked for it in a second step.
///
/// # Errors
/// The code is wrong, used, too old or tried too often; or the account is blocked.
pub async fn redeem(ctx: &Ctx, client: &Client, input: &CodeInput) -> Outcome<Entrance> {
    #[derive(sqlx::FromRow)]
    struct Try {
        mail: String,
        code_hash: String,
        tries: i64,
    }
    let system = ctx.as_system();
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    let now = tx.now();
    let tried = fetch_optional!(
        tx,
        Try,
        "identity/passcode_try",
        input.challenge,
        now,
        TRIES
    )?;
    let Some(tried) = tried else {
        return Err(no_longer());
    };
    if tried.code_hash != code_hash(input.challenge, &input.code) {
        tx.commit_unrecorded().await?;
        note_refusal(ctx, None, client, "passcode", "wrong code").await?;
        let left = TRIES - tried.tries;
        let message = match left {
            0 => {
                t!("This code is not right, and was tried too often. Ask for a new one.").to_owned()
            }
            _ => tn!(
                left,
                "This code is not right. You have one more try.",
                "This code is not right. You have {n} more tries."
            ),
        };
        return Err(AppError::field("code", message).into());
    }
    if execute!(tx, "identity/passcode_use", input.challenge, now)? == 0 {
        return Err(AppError::field("code", t!("This code has been used.")).into());
    }
    let mail = tried.mail;
    // Their organization may have chosen a provider since the code was sent.
    oidc::refuse_codes(&mut tx.conn, &mail, "code").await?;
    let account = match pick(&accounts_of(&mut tx, &mail).await?) {
        None => visitors::create(&mut tx, &mail, &input.name)
            .await?
            .ok_or(None),
        Some(account)
            if account.enabled
                && account.kind != UserKind::Member
                && !is_at_a_provider(&mut tx, &account).await? =>
        {
            Ok(visitors::rename(&mut tx, account, &input.name).await?)
        }
        Some(account) => Err(Some(account)),
    };
    let account = match account {
        Ok(account) => account,
        Err(account) => {
            tx.commit_unrecorded().await?;
            note_refusal(ctx, account.as_ref(), client, "passcode", "not by code").await?;
            return Err(AppError::field(
                "code",
                t!("This account cannot sign in by code. Ask the person who invited you."),
            )
            .into());
        }
    };
    // From here on the person acts, in the same transaction.
    tx.ctx = accounts::as_person(ctx, account.id, &account.display_name);
    tx.permit = tx.ctx.own(account.id)?;
    let keys = Keys::new(Kind::SendCode, &mail, client);
    entering::enter(tx, &account, client, "passcode", &keys).await
}

pub(super) fn no_longer() -> crate::Failure {
    AppError::field("code", t!("This code no longer works. Ask for a new one.")).into()
}

/// What the page shows that asks for the code.
///
/// # Errors
/// The database fails.
pub async fn view(ctx: &Ctx, challenge: Uuid) -> Outcome<CodeView> {
    #[derive(sqlx::FromRow)]
    struct Open {
        expires_at: Timestamp,
    }
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let open = fetch_optional!(conn, Open, "identity/passcode_open", challenge, now, TRIES)?;
    Ok(CodeView {
        challenge: challenge.to_string(),
        until: open.map(|open| When::new(open.expires_at, now)),
        mailbox: ctx.engine.options.demo.then(|| "/demo/mailbox".to_owned()),
    })
}

/// Whom a provider has let in proves nothing with an address that the provider has told.
async fn is_at_a_provider(tx: &mut Tx, account: &Account) -> Outcome<bool> {
    let linked = fetch_optional!(tx, (i32,), "providers/is_linked", account.id)?;
    Ok(linked.is_some())
}

/// Who has this address. The name somebody signs in with counts for nothing: a code goes to the address.
async fn accounts_of(tx: &mut Tx, mail: &str) -> Outcome<Vec<Account>> {
    Ok(fetch_all!(tx, Account, "identity/accounts_by_mail", mail)?)
}

/// The account a proven address stands for: an employee's before a guest's before a visitor's.
pub(super) fn pick(accounts: &[Account]) -> Option<Account> {
    let rank = |account: &&Account| match account.kind {
        UserKind::Member => 0,
        UserKind::Guest => 1,
        UserKind::Visitor => 2,
    };
    accounts.iter().min_by_key(rank).cloned()
}

fn code_hash(challenge: Uuid, code: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(challenge.as_bytes());
    hasher.update(code.as_bytes());
    audit::hex(&hasher.finalize())
}

/// Six digits, each combination equally likely.
fn six_digits(entropy: &crate::entropy::Entropy) -> String {
    // 2^32 is not a multiple of a million: values above the last full million are drawn again.
    const LIMIT: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let value = u32::from_be_bytes(entropy.bytes::<4>());
        if value < LIMIT {
            return format!("{:06}", value % 1_000_000);
        }
    }
}
