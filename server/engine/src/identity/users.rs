//! The rows of people that signing in needs.

use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::error::Outcome;
use crate::fetch_optional;
use shared::directory::UserKind;
use shared::ids::UserId;

/// What signing in needs to know about a person.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct Account {
    pub id: UserId,
    pub kind: UserKind,
    pub user_name: String,
    pub display_name: String,
    pub mail: String,
    pub enabled: bool,
    pub password_hash: Option<String>,
}

pub(super) async fn by_user_name(ctx: &Ctx, user_name: &str) -> Outcome<Option<Account>> {
    let mut conn = ctx.read().await?;
    Ok(fetch_optional!(
        conn,
        Account,
        "identity/account_by_user_name",
        user_name
    )?)
}

pub(super) async fn by_id(ctx: &Ctx, id: UserId) -> Outcome<Option<Account>> {
    let mut conn = ctx.read().await?;
    Ok(fetch_optional!(
        conn,
        Account,
        "identity/account_by_id",
        id
    )?)
}

/// The account as it is, and stays until the transaction ends. Whoever changes it and ends what rested on it was there
/// before, and is seen; or comes after, and sees what this transaction has begun.
pub(super) async fn hold(tx: &mut Tx, id: UserId) -> Outcome<Option<Account>> {
    lock::subject(tx, id).await?;
    Ok(fetch_optional!(tx, Account, "identity/account_by_id", id)?)
}

/// The words a person is found by.
pub(super) fn search_text(name: &str, user_name: &str, mail: &str) -> String {
    format!("{name} {user_name} {mail}").to_lowercase()
}
