//! Tokens: 32 random bytes that are shown once, of which only the hash is stored.

use super::read::{Stored, StoredToken, get};
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Permit};
use crate::error::{Failure, Outcome};
use crate::{execute, fetch_all, fetch_optional};
use serde_json::json;
use sha2::{Digest, Sha256};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::forms::name_key;
use shared::forms::programs::TokenInput;
use shared::ids::{ProgramId, TokenId};
use shared::programs::{TOKEN_PREFIX, TOKENS_MAX};

/// A token that has just been made. The text is shown once and exists nowhere else.
#[derive(Clone)]
pub struct NewToken {
    pub id: TokenId,
    pub text: String,
}

impl std::fmt::Debug for NewToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewToken")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

pub(super) fn hash(text: &str) -> String {
    audit::hex(&Sha256::digest(text.as_bytes()))
}

/// Makes a token of a program.
///
/// # Errors
/// Not allowed, no such program, or it has too many tokens.
pub async fn create_token(ctx: &Ctx, program: ProgramId, input: &TokenInput) -> Outcome<NewToken> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    insert(ctx, &permit, program, input).await
}

/// Makes a token from the command line, for the program of this name; makes the program, too, if
/// there is none.
///
/// # Errors
/// Only the system does this; the name or the token cannot be used.
pub async fn token_for(ctx: &Ctx, program: &str, input: &TokenInput) -> Outcome<NewToken> {
    let permit = ctx.by_system()?;
    let mut conn = ctx.read().await?;
    let known = fetch_optional!(conn, Stored, "programs/by_name", name_key(program))?;
    drop(conn);
    let id = match known {
        Some(program) => program.id,
        None => {
            let mut fields = shared::forms::Fields::default();
            fields.push("name", program);
            let input = shared::forms::programs::ProgramInput::parse(&fields)?;
            super::create(ctx, input).await?
        }
    };
    insert(ctx, &permit, id, input).await
}

async fn insert(
    ctx: &Ctx,
    permit: &Permit,
    program: ProgramId,
    input: &TokenInput,
) -> Outcome<NewToken> {
    let mut tx = ctx.begin(permit).await?;
    let found = get(&mut tx.conn, program).await?;
    let others = fetch_all!(tx, StoredToken, "programs/tokens", program)?;
    if others.len() >= TOKENS_MAX {
        return Err(AppError::field(
            "token_name",
            t!(
                "A program has at most {most} tokens. Revoke one that is not needed.",
                most = TOKENS_MAX
            ),
        )
        .into());
    }
    let id: TokenId = tx.id();
    let text = format!(
        "{TOKEN_PREFIX}{}",
        audit::hex(&tx.ctx.engine.entropy.bytes::<32>())
    );
    let now = tx.now();
    let expires = now.plus_days(i64::from(input.days));
    let scopes = input.scopes.to_string();
    execute!(
        tx,
        "programs/token_insert",
        id,
        program,
        input.name.as_str(),
        hash(&text),
        scopes.as_str(),
        now,
        expires
    )?;
    tx.audit(
        Entry::new("program.token", "program", program.0, &found.display_name).details(json!({
            "token": id,
            "name": input.name,
            "scopes": scopes,
            "expires": expires.rfc3339(),
        })),
    );
    tx.commit().await?;
    Ok(NewToken { id, text })
}

/// Ends a token at once. Answers with its name.
///
/// # Errors
/// Not allowed, or there is no such token (any more).
pub async fn revoke_token(ctx: &Ctx, program: ProgramId, token: TokenId) -> Outcome<String> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let found = get(&mut tx.conn, program).await?;
    let missing = Failure::App(AppError::NotFound);
    let stored = fetch_optional!(tx, StoredToken, "programs/token_get", token, program)?;
    let Some(stored) = stored else {
        return Err(missing);
    };
    if execute!(tx, "programs/token_delete", token, program)? == 0 {
        return Err(missing);
    }
    tx.audit(
        Entry::new("program.revoke", "program", program.0, &found.display_name).details(json!({
            "token": token,
            "name": stored.display_name,
            "scopes": stored.scopes,
        })),
    );
    tx.commit().await?;
    Ok(stored.display_name)
}
