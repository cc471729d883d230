//! Local accounts: signing in by password, changing it, and the first administrator.

use super::entering::{self, Entrance};
use super::judging::{Owner, refuse_weak};
use super::safety::{self, News};
use super::sessions::{self, Client, Started};
use super::throttle::{self, Keys, Kind};
use super::users::{self, search_text};
use super::{note_refusal, own_sessions, passwords};
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{audit, execute};
use serde_json::json;
use shared::AppError;
use shared::authz::{Actor, Role};
use shared::directory::UserKind;
use shared::forms::identity::{PasswordInput, SignInInput, mail_address};
use shared::ids::{RoleAssignmentId, UserId};
use shared::limits::NAME_MAX;

pub(super) fn refused() -> AppError {
    AppError::field("", t!("User name or password is not right."))
}

/// Signs in by user name and password. A refusal says the same, and takes the same work, whether
/// there is such an account or not. An account with a second factor is asked for it in a second step.
///
/// # Errors
/// [`AppError::Invalid`] when refused, [`AppError::TooMany`] after too many tries.
pub async fn sign_in(ctx: &Ctx, client: &Client, input: &SignInInput) -> Outcome<Entrance> {
    let keys = Keys::new(Kind::Password, &input.user_name, client);
    throttle::count(ctx, &keys).await?;
    let account = users::by_user_name(ctx, &input.user_name).await?;
    let stored = account
        .as_ref()
        .filter(|account| account.kind != UserKind::Visitor)
        .and_then(|account| account.password_hash.as_deref());
    let right = passwords::verify(&input.password, stored).await?;
    let Some(account) = account.as_ref().filter(|_| right) else {
        note_refusal(ctx, account.as_ref(), client, "password", "wrong password").await?;
        return Err(refused().into());
    };
    if !account.enabled {
        note_refusal(ctx, Some(account), client, "password", "account disabled").await?;
        return Err(AppError::field(
            "",
            t!("This account is blocked. Ask the people who run this portal."),
        )
        .into());
    }
    let ctx = as_person(ctx, account.id, &account.display_name);
    let permit = ctx.own(account.id)?;
    let tx = ctx.begin(&permit).await?;
    entering::enter(tx, account, client, sessions::PASSWORD, &keys).await
}

/// The same request, acting as the person who has just proved who they are; without roles.
pub(super) fn as_person(ctx: &Ctx, id: UserId, name: &str) -> Ctx {
    let roles = Vec::new();
    ctx.acting_as(Actor::Person { id, roles }, name)
}

/// Changes one's own password. Every session ends; the present one is replaced by the one that is returned.
///
/// # Errors
/// The present password is wrong, too many tries, or the account has no password.
pub async fn change_password(
    ctx: &Ctx,
    client: &Client,
    input: &PasswordInput,
) -> Outcome<Started> {
    let me = ctx.me()?;
    let account = users::by_id(ctx, me).await?.ok_or(AppError::NotFound)?;
    let keys = Keys::new(Kind::Password, &account.user_name, client);
    throttle::count(ctx, &keys).await?;
    let not_present =
        || AppError::field("current_password", t!("This is not your current password."));
    if !passwords::verify(&input.current, account.password_hash.as_deref()).await? {
        let reason = "wrong present password";
        note_refusal(ctx, Some(&account), client, "password", reason).await?;
        return Err(not_present().into());
    }
    refuse_weak(&ctx.engine, (&account).into(), &input.new, "new_password").await?;
    let hash = passwords::hash(&ctx.engine, &input.new).await?;
    let permit = ctx.own(me)?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    lock::subject(&mut tx, me).await?;
    let verified = account.password_hash.as_deref();
    if execute!(tx, "identity/change_password", me, hash, now, verified)? == 0 {
        drop(tx);
        note_refusal(ctx, Some(&account), client, "password", entering::OVERTAKEN).await?;
        return Err(not_present().into());
    }
    throttle::forgive(&mut tx, &keys).await?;
    execute!(tx, "identity/reset_forget", me)?;
    tx.audit(audit::Entry::new("password.change", "user", me.0, &account.display_name).subject(me));
    safety::tell(&mut tx, me, News::PasswordChanged).await?;
    let started = own_sessions::start_over(&mut tx, &account, client).await?;
    tx.commit().await?;
    Ok(started)
}

/// Sets a person's password from the command line; every session of the person ends.
///
/// # Errors
/// No such person, or the password breaks the rules.
pub async fn set_password(ctx: &Ctx, user_name: &str, password: &str) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let account = users::by_user_name(ctx, &user_name.trim().to_lowercase())
        .await?
        .filter(|account| account.kind != UserKind::Visitor)
        .ok_or_else(|| {
            AppError::field("user_name", t!("There is no person with this user name."))
        })?;
    refuse_weak(&ctx.engine, (&account).into(), password, "password").await?;
    let hash = passwords::hash(&ctx.engine, password).await?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    execute!(tx, "identity/set_password", account.id, hash, now)?;
    execute!(tx, "identity/reset_forget", account.id)?;
    execute!(tx, "identity/pending_forget", account.id)?;
    tx.audit(
        audit::Entry::new("password.set", "user", account.id.0, &account.display_name)
            .subject(account.id),
    );
    sessions::end_all(&mut tx, account.id, &account.display_name, "password set").await?;
    tx.commit().await
}

/// Who the first administrator is.
#[derive(Clone, Debug)]
pub struct NewAdministrator {
    pub user_name: String,
    pub display_name: String,
    pub mail: String,
}

/// Creates an account that holds the administrator role, from the command line.
///
/// # Errors
/// A field cannot be used, the user name is taken, or the password breaks the rules.
pub async fn create_administrator(
    ctx: &Ctx,
    new: &NewAdministrator,
    password: &str,
) -> Outcome<UserId> {
    let permit = ctx.by_system()?;
    let user_name = new.user_name.trim().to_lowercase();
    let name = new.display_name.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-@+".contains(c);
    if user_name.is_empty() || user_name.len() > 100 || !user_name.chars().all(plain) {
        return Err(AppError::field(
            "user_name",
            t!("Use up to 100 letters, digits and . _ - @ + for the user name."),
        )
        .into());
    }
    if name.is_empty() || name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
        return Err(AppError::field("display_name", t!("Give the person a name.")).into());
    }
    let mail = mail_address(&new.mail)
        .ok_or_else(|| AppError::field("mail", t!("This is not a mail address.")))?;
    let owner = Owner::new(&user_name, name, &mail);
    refuse_weak(&ctx.engine, owner, password, "password").await?;
    let hash = passwords::hash(&ctx.engine, password).await?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    let id: UserId = tx.id();
    let inserted = execute!(
        tx,
        "identity/insert_account",
        id,
        UserKind::Member,
        &user_name,
        name,
        &mail,
        None::<uuid::Uuid>,
        Some(hash.as_str()),
        search_text(name, &user_name, &mail),
        now
    )?;
    if inserted == 0 {
        return Err(AppError::field("user_name", t!("This user name is taken.")).into());
    }
    let role: RoleAssignmentId = tx.id();
    execute!(
        tx,
        "identity/insert_role",
        role,
        Role::IdentityGovernanceAdministrator,
        id,
        now
    )?;
    tx.audit(
        audit::Entry::new("user.create", "user", id.0, name)
            .subject(id)
            .details(json!({ "kind": "member", "user_name": user_name, "mail": mail })),
    );
    tx.audit(
        audit::Entry::new("role.assign", "user", id.0, name)
            .subject(id)
            .details(json!({ "role": Role::IdentityGovernanceAdministrator })),
    );
    tx.commit().await?;
    Ok(id)
}
