//! Passwords that were forgotten: a link by mail, good for half an hour and for once, sets a new one.
//!
//! Asking looks the same and takes the same work whoever is asked about: one look at the accounts, one row, one mail in
//! the outbox, which for nobody is addressed to nobody. A new link does not end the ones before, so that a stranger who
//! keeps asking cannot keep anybody from using theirs. The link knows who it is for and nothing else: whoever sets a
//! password by it still has to sign in, with the second factor if there is one.

use super::safety::{self, News};
use super::sessions::{self, Client, token_hash};
use super::throttle::{self, Keys, Kind};
use super::users::Account;
use super::{judging, passwords};
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::{audit, execute, fetch_all, fetch_optional, settings};
use serde_json::json;
use shared::AppError;
use shared::directory::UserKind;
use shared::forms::account::{ForgotInput, ResetInput};
use shared::ids::UserId;
use shared::lang::{self, Lang};
use shared::views::identity::ResetView;

const LIFE_MINUTES: i64 = 30;

#[derive(sqlx::FromRow)]
struct Candidate {
    id: UserId,
    kind: UserKind,
    user_name: String,
    mail: String,
    enabled: bool,
    has_password: bool,
    language: Option<Lang>,
}

impl Candidate {
    /// May a link be sent?
    fn is_ready(&self) -> bool {
        self.enabled && self.has_password && self.kind != UserKind::Visitor
    }
}

/// Whose account is meant: that of the user name, else the one that a proven address would stand for.
fn pick(candidates: Vec<Candidate>, typed: &str) -> Option<Candidate> {
    candidates.into_iter().min_by_key(|one| {
        let kind = match one.kind {
            UserKind::Member => 0,
            UserKind::Guest => 1,
            UserKind::Visitor => 2,
        };
        (!one.is_ready(), one.user_name != typed, kind)
    })
}

/// Has a link sent to the mail address of an account, whether there is one or not.
///
/// # Errors
/// [`AppError::TooMany`] after too many links.
pub async fn ask(ctx: &Ctx, client: &Client, input: &ForgotInput) -> Outcome<()> {
    let keys = Keys::new(Kind::Reset, &input.account, client);
    throttle::count(ctx, &keys).await?;
    let system = ctx.as_system();
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    let now = tx.now();
    let portal = settings::current(&system, &mut tx.conn).await?.language;
    let typed = input.account.as_str();
    let candidates = fetch_all!(tx, Candidate, "identity/reset_accounts", typed)?;
    let account = pick(candidates, typed);
    let token = audit::hex(&ctx.engine.entropy.bytes::<32>());
    let language = account.as_ref().and_then(|one| one.language);
    let mail = lang::within(language.unwrap_or(portal), || {
        letter(ctx, account.as_ref(), &token)
    });
    let whose = account.filter(Candidate::is_ready).map(|one| one.id);
    execute!(
        tx,
        "identity/reset_insert",
        token_hash(&token),
        whose,
        now,
        now.plus_seconds(LIFE_MINUTES * 60)
    )?;
    outbox::send_urgently(&mut tx, &mail)?;
    tx.commit_unrecorded().await
}

/// What the account's owner is to read. To nobody where there is no account: [`outbox`] drops that.
fn letter(ctx: &Ctx, account: Option<&Candidate>, token: &str) -> Mail {
    let options = &ctx.engine.options;
    let (portal, address) = (&options.organization, &options.public_url);
    let link = format!("{address}/sign-in/reset/{token}");
    let body = match account {
        Some(one) if !one.enabled => t!(
            "Someone asked for a new password for your account at {portal}.\n\n\
             The account is blocked, so none can be set. Ask the people who run the portal.\n",
            portal
        ),
        Some(one) if one.is_ready() => t!(
            "Someone asked for a new password for the account {user_name} at {portal}. Set it here within half an hour; the link works once:\n\n\
             {link}\n\n\
             If it was not you, there is nothing to do: your password stays as it is.\n",
            user_name = one.user_name,
            portal,
            link
        ),
        Some(one) if one.kind == UserKind::Member => t!(
            "Someone asked for a new password for your account at {portal}.\n\n\
             Your account has no password here. The sign-in page shows how you sign in: {address}/sign-in\n\n\
             If it was not you, there is nothing to do.\n",
            portal,
            address
        ),
        _ => t!(
            "Someone asked for a new password for this address at {portal}.\n\n\
             You need none: have a code sent to this address on the sign-in page, {address}/sign-in\n\n\
             If it was not you, there is nothing to do.\n",
            portal,
            address
        ),
    };
    Mail {
        to: account.map_or_else(String::new, |one| one.mail.clone()),
        subject: t!("A new password for {portal}", portal),
        body,
    }
}

async fn owner(ctx: &Ctx, token: &str) -> Outcome<Option<Account>> {
    let now = ctx.now();
    let hash = token_hash(token);
    let mut conn = ctx.read().await?;
    Ok(fetch_optional!(
        conn,
        Account,
        "identity/reset_find",
        hash,
        now
    )?)
}

/// The page behind the link. Looking uses nothing up: programs that check mail look, too.
///
/// # Errors
/// The database fails.
pub async fn view(ctx: &Ctx, token: &str) -> Outcome<ResetView> {
    let owner = owner(ctx, token).await?;
    Ok(ResetView {
        user_name: owner.map(|account| account.user_name),
    })
}

/// Sets the new password; every session of the person ends.
///
/// # Errors
/// The link does not work (never did, was used, is too old, or the account is disabled), or the password breaks a rule.
pub async fn redeem(ctx: &Ctx, client: &Client, input: &ResetInput) -> Outcome<()> {
    let account = owner(ctx, &input.token).await?.ok_or_else(no_longer)?;
    judging::refuse_weak(&ctx.engine, (&account).into(), &input.new, "new_password").await?;
    let hash = passwords::hash(&ctx.engine, &input.new).await?;
    let system = ctx.acting_as(shared::authz::Actor::System, "Nobody signed in");
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    let now = tx.now();
    let me = account.id;
    lock::subject(&mut tx, me).await?;
    if execute!(tx, "identity/reset_use", token_hash(&input.token), now)? == 0
        || execute!(tx, "identity/set_password_of_enabled", me, hash, now)? == 0
    {
        return Err(no_longer());
    }
    // Other links of the person, and sign-ins that are half done with the old password.
    execute!(tx, "identity/reset_forget", me)?;
    execute!(tx, "identity/pending_forget", me)?;
    tx.audit(
        audit::Entry::new("password.reset", "user", me.0, &account.display_name)
            .subject(me)
            .details(json!({ "address": client.address })),
    );
    sessions::end_all(&mut tx, me, &account.display_name, "password reset").await?;
    safety::tell(&mut tx, me, News::PasswordChanged).await?;
    tx.commit().await
}

fn no_longer() -> crate::Failure {
    AppError::field("", t!("This link no longer works. Ask for a new one.")).into()
}
