//! The form of the settings.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::response::Response;
use axum::routing::post;
use shared::settings::TenantSettings;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/admin/settings", post(change))
}

async fn change(call: Call) -> Response {
    const PAGE: &str = "/admin/settings";
    let outcome = async {
        let settings = TenantSettings::parse(&call.fields)?;
        engine::settings::change_tenant_settings(&call.ctx, settings).await
    }
    .await;
    call.finish(outcome, PAGE, "settings", |()| {
        Done::to(PAGE).saying(t!("Settings saved."))
    })
    .await
}
