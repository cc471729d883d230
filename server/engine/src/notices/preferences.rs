//! How somebody wants to be told of things (BYD-27), and in which language (NOT-05).

use super::matters::read;
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::{audit, execute, fetch_optional};
use serde_json::json;
use shared::AppError;
use shared::lang::Lang;
use shared::notices::NoticesInput;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::NoticesPage;

#[derive(sqlx::FromRow)]
struct Row {
    mail: String,
    language: Option<Lang>,
    preferences: Option<String>,
    digest_at: Option<Timestamp>,
}

impl Row {
    fn chosen(&self) -> Outcome<NoticesInput> {
        Ok(NoticesInput {
            preferences: read(self.preferences.as_deref())?,
            language: self.language,
        })
    }
}

/// What the person who acts has chosen.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn view(ctx: &Ctx) -> Outcome<NoticesPage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let row = fetch_optional!(conn, Row, "notices/preferences", me)?.ok_or(AppError::NotFound)?;
    Ok(NoticesPage {
        chosen: row.chosen()?,
        mail: row.mail,
        next_digest: row.digest_at.map(|at| When::new(at, now)),
    })
}

/// Chooses. What waits for a digest never comes later for it: at the old hour or the new one, whichever is
/// sooner, and at once if nothing is to wait any more.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn choose(ctx: &Ctx, chosen: &NoticesInput) -> Outcome<()> {
    let me = ctx.me()?;
    let permit = ctx.own(me)?;
    let mut tx = ctx.begin(&permit).await?;
    let row = fetch_optional!(tx, Row, "notices/preferences", me)?.ok_or(AppError::NotFound)?;
    let before = row.chosen()?;
    if before == *chosen {
        return Ok(());
    }
    if before.language != chosen.language {
        execute!(tx, "notices/choose_language", me, chosen.language)?;
    }
    let preferences = &chosen.preferences;
    let document = serde_json::to_string(preferences)?;
    execute!(tx, "notices/choose", me, &document)?;
    let now = tx.now();
    let next = if preferences.uses_digest() {
        preferences.next_digest(now)
    } else {
        now
    };
    execute!(tx, "digests/sooner", me, next)?;
    let name = tx.ctx.actor_name.clone();
    tx.audit(
        audit::Entry::new("notices.choose", "user", me.0, &name)
            .subject(me)
            .details(json!({ "before": before, "after": chosen })),
    );
    tx.ring();
    tx.commit().await
}
