//! Changing many policies at once, and templates (BYD-22).

use super::packages::{PAGES, back, id_of, page_of};
use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use engine::policies::{self, Replaced};
use shared::FieldErrors;
use shared::forms::{ReplaceInput, TemplateInput};

const PAGE: &str = "/admin/policies/approvers";

pub(super) fn router() -> Router<AppState> {
    let to_policies = async |Path((id, _)): Path<(String, String)>| back(PAGES, &id, "/policies");
    Router::new()
        .route(PAGE, post(replace))
        .route(
            "/admin/packages/{id}/policies/{policy}/template",
            post(keep).get(to_policies),
        )
        .route(
            "/admin/packages/{id}/templates/{template}/delete",
            post(forget).get(to_policies),
        )
}

async fn replace(mut call: Call) -> Response {
    if call.fields.is_on("all") {
        let shown: Vec<String> = call
            .fields
            .all("shown")
            .iter()
            .map(ToString::to_string)
            .collect();
        for pick in shown {
            call.fields.push("pick", pick);
        }
    }
    let outcome = async {
        let input = ReplaceInput::parse(&call.fields)?;
        policies::replace_approvers(&call.ctx, &input).await
    }
    .await;
    match outcome {
        Ok(replaced) => {
            let changed = replaced.iter().filter(|one| one.outcome.is_ok()).count();
            let said = match changed {
                0 => String::new(),
                changed => tn!(
                    changed,
                    "{n} policy was changed.",
                    "{n} policies were changed."
                ),
            };
            if changed == replaced.len() {
                return Done::to(PAGE).saying(said).into_response();
            }
            call.fields.set("done", said);
            call.report(PAGE, "replace", refusals(&replaced)).await
        }
        Err(failure) => call.refuse(&failure.public(), PAGE, "replace").await,
    }
}

/// Why some could not be changed, each with its name.
fn refusals(replaced: &[Replaced]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (place, one) in replaced.iter().enumerate() {
        if let Err(error) = &one.outcome {
            let messages: Vec<String> = error.field_errors().0.into_values().collect();
            let why = format!("{}: {}", one.name, messages.join(" "));
            errors.add(&format!("{place:03}"), why);
        }
    }
    errors
}

async fn keep(Path((id, policy)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async {
        let input = TemplateInput::parse(&call.fields)?;
        policies::save_template(&call.ctx, id_of(&id)?, id_of(&policy)?, &input).await
    }
    .await;
    let page = page_of(PAGES, &id, "/policies");
    call.finish(outcome, &page.clone(), &format!("keep-{policy}"), |_| {
        Done::to(page).saying(t!("Kept as a template."))
    })
    .await
}

async fn forget(Path((id, template)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async { policies::delete_template(&call.ctx, id_of(&template)?).await }.await;
    let page = page_of(PAGES, &id, "/policies");
    call.finish(outcome, &page.clone(), "template", |name| {
        Done::to(page).saying(t!("The template {name} was deleted.", name))
    })
    .await
}
