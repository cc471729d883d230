//! The demonstration: a made-up company, Havsund Energi, with five months of history. Everything
//! that has a use case goes through it, under a clock that starts in the past, so that requests,
//! timelines, mail and audit records are what they would be in a real portal.

mod build;
mod departments;
mod general;
mod names;
mod play;
mod policies;
mod seeds;
mod shelves;
mod story;

#[cfg(test)]
mod tests;

use crate::clock::Clock;
use crate::engine::{Engine, EngineOptions};
use crate::error::Outcome;
use crate::identity::demo::{ListedPersona, list_personas};
use crate::outbox::Mailbox;
use crate::{execute, fetch_one, fetch_optional};
use shared::AppError;
use std::sync::Arc;

/// The made-up company that runs the portal.
pub const ORGANIZATION: &str = "Havsund Energi";

/// Set once everything is there.
const LOADED: &str = "demo.loaded";
/// How long the portal has been in use, in days.
const HISTORY_DAYS: i64 = 150;

/// What loading did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// It was there already; nothing was changed.
    Before,
    Now,
}

/// The people to sign in as, with what each of them shows.
pub fn personas() -> Vec<ListedPersona> {
    shelves::PERSONAS
        .iter()
        .map(|(user_name, about)| ListedPersona {
            user_name: (*user_name).to_owned(),
            about: (*about).to_owned(),
        })
        .collect()
}

/// Loads the demonstration into an empty database; does nothing if it is there already.
///
/// # Errors
/// [`AppError::Conflict`] if the database holds anybody else's data, or only a part of the
/// demonstration because loading was interrupted.
pub async fn load(engine: &Arc<Engine>) -> Outcome<Loaded> {
    #[derive(sqlx::FromRow)]
    struct Setting {
        #[sqlx(rename = "value")]
        _value: String,
    }
    #[derive(sqlx::FromRow)]
    struct Count {
        people: i64,
    }
    let mut conn = engine.db.read().await?;
    if fetch_optional!(conn, Setting, "identity/setting_get", LOADED)?.is_some() {
        return Ok(Loaded::Before);
    }
    if fetch_one!(conn, Count, "demo/is_used")?.people > 0 {
        return Err(AppError::Conflict(
            "The demonstration needs an empty database, and this one has people in it: yours, or \
             those of a demonstration whose loading was interrupted. Choose another database."
                .to_owned(),
        )
        .into());
    }
    drop(conn);

    let today = engine.clock.now();
    let past = Engine::new(
        engine.db.clone(),
        Clock::mock(today.plus_days(-HISTORY_DAYS).start_of_day().plus_hours(8)),
        EngineOptions {
            demo: true,
            mail: Arc::new(Mailbox),
            ..engine.options.clone()
        },
    );
    let names = build::build(&past, today).await?;
    let administrator = names::acting(&past, &names, shelves::ADMINISTRATOR).await?;
    play::Play::new(past, today, names)
        .run(story::STORY)
        .await?;
    build::require_attributes(&administrator).await?;

    let ctx = engine.system();
    list_personas(&ctx, &personas()).await?;
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    execute!(tx, "identity/setting_put", LOADED, today.rfc3339())?;
    tx.commit_unrecorded().await?;
    Ok(Loaded::Now)
}
