//! What only a demonstration has: personas to sign in as, and a clock that an administrator moves.
//! Outside a demonstration none of it exists.

use super::sessions::{self, Client, Started, Way};
use super::{accounts, oidc, users};
use crate::ctx::Ctx;
use crate::engine::Engine;
use crate::error::Outcome;
use crate::{audit, execute, fetch_in, fetch_optional};
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::views::identity::{Persona, SignInView};
use std::sync::Arc;

const PERSONAS: &str = "demo.personas";
const CLOCK_SHIFT: &str = "demo.clock_shift";
const DAY_MS: i64 = 24 * 3_600_000;

/// A person to sign in as, by user name, with what that person shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPersona {
    pub user_name: String,
    pub about: String,
}

#[derive(sqlx::FromRow)]
struct Setting {
    value: String,
}

/// Says whom one can sign in as.
///
/// # Errors
/// Anybody but the system asks, or the database fails.
pub async fn list_personas(ctx: &Ctx, personas: &[ListedPersona]) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let text = serde_json::to_string(personas)?;
    let mut tx = ctx.begin(&permit).await?;
    execute!(tx, "identity/setting_put", PERSONAS, text)?;
    tx.commit_unrecorded().await
}

async fn listed(ctx: &Ctx) -> Outcome<Vec<ListedPersona>> {
    let mut conn = ctx.read().await?;
    let setting = fetch_optional!(conn, Setting, "identity/setting_get", PERSONAS)?;
    Ok(match setting {
        Some(setting) => serde_json::from_str(&setting.value)?,
        None => Vec::new(),
    })
}

pub(super) fn only_in_demo(ctx: &Ctx) -> Result<(), AppError> {
    if ctx.engine.options.demo {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

/// The sign-in page; the personas only in a demonstration.
///
/// # Errors
/// The database fails.
pub async fn sign_in_view(ctx: &Ctx) -> Outcome<SignInView> {
    let personas = if ctx.engine.options.demo {
        Some(personas(ctx).await?)
    } else {
        None
    };
    Ok(SignInView {
        organization: ctx.engine.options.organization.clone(),
        providers: oidc::buttons(ctx).await?,
        personas,
        signed_in: ctx.me().ok().map(|_| ctx.actor_name.clone()),
    })
}

async fn personas(ctx: &Ctx) -> Outcome<Vec<Persona>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        user_name: String,
        display_name: String,
        job_title: String,
        department: String,
    }
    let listed = listed(ctx).await?;
    let names: Vec<&str> = listed.iter().map(|p| p.user_name.as_str()).collect();
    let mut conn = ctx.read().await?;
    let rows = fetch_in!(conn, Row, "identity/personas", &names)?;
    Ok(listed
        .iter()
        .filter_map(|persona| {
            let row = rows.iter().find(|row| row.user_name == persona.user_name)?;
            let detail: Vec<_> = [&row.job_title, &row.department]
                .into_iter()
                .filter(|text| !text.is_empty())
                .cloned()
                .collect();
            Some(Persona {
                user_name: row.user_name.clone(),
                name: row.display_name.clone(),
                detail: detail.join(", "),
                about: persona.about.clone(),
            })
        })
        .collect())
}

/// Signs in as a listed persona, without a password.
///
/// # Errors
/// [`AppError::NotFound`] outside a demonstration; [`AppError::Invalid`] for anybody not listed.
pub async fn sign_in(ctx: &Ctx, client: &Client, user_name: &str) -> Outcome<Started> {
    only_in_demo(ctx)?;
    let user_name = user_name.trim().to_lowercase();
    let unknown = || AppError::field("user", t!("Choose one of the people listed here."));
    if !listed(ctx).await?.iter().any(|p| p.user_name == user_name) {
        return Err(unknown().into());
    }
    let account = users::by_user_name(ctx, &user_name)
        .await?
        .filter(|account| account.enabled)
        .ok_or_else(unknown)?;
    let ctx = accounts::as_person(ctx, account.id, &account.display_name);
    let permit = ctx.own(account.id)?;
    let mut tx = ctx.begin(&permit).await?;
    let started = sessions::begin(&mut tx, &account, client, Way::Here("demo")).await?;
    tx.commit().await?;
    Ok(started)
}

/// Moves the clock of a demonstration forward by whole days, with everything that falls due on the
/// way. Sessions travel along, so nobody is signed out by it.
///
/// # Errors
/// [`AppError::NotFound`] outside a demonstration, [`AppError::Forbidden`] without the role.
pub async fn move_clock(ctx: &Ctx, days: u32) -> Outcome<()> {
    only_in_demo(ctx)?;
    let permit = ctx.require(Action::MoveDemoClock, Scope::Tenant)?;
    if !(1..=366).contains(&days) {
        return Err(AppError::field("days", t!("Move the clock by 1 to 366 days.")).into());
    }
    let me = ctx.me()?;
    let ms = i64::from(days) * DAY_MS;
    let mut tx = ctx.begin(&permit).await?;
    execute!(tx, "identity/setting_add", CLOCK_SHIFT, ms)?;
    execute!(tx, "identity/session_shift", ms)?;
    tx.audit(
        audit::Entry::new(
            "demo.move_clock",
            "clock",
            me.0,
            "the clock of the demonstration",
        )
        .details(json!({ "days": days })),
    );
    tx.commit().await?;
    // Day by day, so that things happen in their order and at about their time.
    for _ in 0..days {
        ctx.engine.clock.advance(DAY_MS);
        ctx.engine.settle().await?;
    }
    Ok(())
}

/// Sets the clock of a demonstration to where it was when the server stopped.
///
/// # Errors
/// The database fails.
pub async fn restore_clock(engine: &Arc<Engine>) -> Outcome<()> {
    if !engine.options.demo {
        return Ok(());
    }
    let mut conn = engine.db.read().await?;
    let setting = fetch_optional!(conn, Setting, "identity/setting_get", CLOCK_SHIFT)?;
    let shift = setting.and_then(|setting| setting.value.parse().ok());
    engine.clock.advance(shift.unwrap_or(0));
    Ok(())
}
