//! Signing out at the provider as well (RP-initiated logout).

use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::fetch_optional;
use crate::providers::{address_after_sign_out, check, known};
use shared::ids::SessionId;

/// Where the browser has to go so that one's session at the provider ends, too; nothing for sessions that
/// began otherwise, and for providers that do not offer it or do not answer. To be asked before the session
/// here ends.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn sign_out_address(ctx: &Ctx, session: SessionId) -> Outcome<Option<String>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        issuer: String,
        client_id: String,
        id_token: String,
    }
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let row = fetch_optional!(conn, Row, "providers/session", session, me)?;
    drop(conn);
    let Some(row) = row else { return Ok(None) };
    let document = match known::document(&ctx.engine, &row.issuer).await {
        Ok(document) => document,
        Err(error) => {
            tracing::warn!(issuer = row.issuer, %error, "a session at a provider stays open");
            return Ok(None);
        }
    };
    let Some(end) = &document.additional_metadata().end_session_endpoint else {
        return Ok(None);
    };
    let mut address = end.url().clone();
    if !check::is_safe(&address) {
        return Ok(None);
    }
    address
        .query_pairs_mut()
        .append_pair("id_token_hint", &row.id_token)
        .append_pair("client_id", &row.client_id)
        .append_pair(
            "post_logout_redirect_uri",
            &address_after_sign_out(&ctx.engine),
        );
    Ok(Some(address.to_string()))
}
