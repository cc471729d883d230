//! What is set for the whole portal (UI-08): one document, read by whoever needs it.

use crate::catalogs::stale;
use crate::db::Conn;
use crate::{Ctx, Engine, Outcome, audit, execute, fetch_optional};
use serde_json::json;
use shared::authz::{Action, Scope};
use shared::settings::TenantSettings;
use shared::time::Timestamp;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The row of the table.
const KEY: &str = "tenant";

/// The settings as last read. Another server's change is seen after some seconds.
#[derive(Debug, Default)]
pub(crate) struct Remembered(Mutex<Option<(Arc<TenantSettings>, Timestamp)>>);

impl Remembered {
    /// Seconds for which what was read serves.
    const SECONDS: i64 = 10;

    fn get(&self, now: Timestamp) -> Option<Arc<TenantSettings>> {
        let (settings, since) = self.lock().clone()?;
        (since <= now && now < since.plus_seconds(Self::SECONDS)).then_some(settings)
    }

    fn put(&self, settings: Option<(Arc<TenantSettings>, Timestamp)>) {
        *self.lock() = settings;
    }

    fn lock(&self) -> MutexGuard<'_, Option<(Arc<TenantSettings>, Timestamp)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn stored(conn: &mut Conn) -> Outcome<Option<String>> {
    let row = fetch_optional!(conn, (String,), "settings/get", KEY)?;
    Ok(row.map(|(text,)| text))
}

fn read(text: Option<&str>) -> Outcome<TenantSettings> {
    Ok(match text {
        Some(text) => serde_json::from_str(text)?,
        None => TenantSettings::default(),
    })
}

/// The settings in force.
///
/// # Errors
/// The database fails.
pub(crate) async fn current(ctx: &Ctx, conn: &mut Conn) -> Outcome<Arc<TenantSettings>> {
    of(&ctx.engine, conn).await
}

/// As [`current`], where nobody acts.
///
/// # Errors
/// The database fails.
pub(crate) async fn of(engine: &Engine, conn: &mut Conn) -> Outcome<Arc<TenantSettings>> {
    let now = engine.clock.now();
    let remembered = &engine.settings;
    if let Some(settings) = remembered.get(now) {
        return Ok(settings);
    }
    let settings = Arc::new(read(stored(conn).await?.as_deref())?);
    remembered.put(Some((Arc::clone(&settings), now)));
    Ok(settings)
}

/// The settings, for their page.
///
/// # Errors
/// Not allowed.
pub async fn tenant_settings(ctx: &Ctx) -> Outcome<TenantSettings> {
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    read(stored(&mut conn).await?.as_deref())
}

/// Changes the settings, if they are still those that the form started from.
///
/// # Errors
/// Not allowed, or somebody else changed them meanwhile.
pub async fn change_tenant_settings(ctx: &Ctx, mut settings: TenantSettings) -> Outcome<()> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let text = stored(&mut tx.conn).await?;
    let before = read(text.as_deref())?;
    if before.version != settings.version {
        return Err(stale());
    }
    if before == settings {
        return Ok(());
    }
    settings.version += 1;
    let document = serde_json::to_string(&settings)?;
    let changed = match &text {
        Some(old) => execute!(tx, "settings/replace", KEY, document.as_str(), old.as_str())?,
        None => execute!(tx, "settings/insert", KEY, document.as_str())?,
    };
    if changed == 0 {
        return Err(stale());
    }
    let said = audit::Entry::new("settings.change", "settings", uuid::Uuid::nil(), "Settings");
    tx.audit(said.details(json!({ "before": before, "after": settings })));
    tx.commit().await?;
    ctx.engine.settings.put(None);
    Ok(())
}
