//! The forms of sponsors (UI-07), and of the rules for guests (ORG-11).

use super::my::{page_of, parsed};
use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::post;
use engine::guests::{self, policies};
use shared::FieldErrors;
use shared::forms::catalogs::version;
use shared::ids::{GuestPolicyId, UserId};

const MINE: &str = "/guests";
const RULES: &str = "/admin/guests";
const FORM: &str = "guest-policy";

pub(super) fn router() -> Router<AppState> {
    let mine = async |Path(id): Path<String>| Redirect::to(&page_of(MINE, &id));
    Router::new()
        .route(
            "/guests/confirm",
            post(confirm_many).get(async || Redirect::to(MINE)),
        )
        .route("/guests/{id}/confirm", post(confirm).get(mine))
        .route("/guests/{id}/let-go", post(let_go).get(mine))
        .route("/guests/{id}/hand-over", post(hand_over).get(mine))
        .route("/admin/guests/new", post(create))
        .route("/admin/guests/{id}", post(update))
        .route(
            "/admin/guests/{id}/delete",
            post(delete).get(async || Redirect::to(RULES)),
        )
        .route(
            "/admin/guests/{id}/restore",
            post(restore).get(async || Redirect::to(RULES)),
        )
        .route(
            "/admin/guests/{id}/move",
            post(move_rule).get(async || Redirect::to(RULES)),
        )
}

async fn confirm_many(call: Call) -> Response {
    let outcome = async {
        let field = if call.fields.is_on("all") {
            "shown"
        } else {
            "pick"
        };
        let mut errors = FieldErrors::default();
        let outdated = t!("This list is out of date. Open it again.");
        let picked: Vec<UserId> = call.fields.parsed_all(field, outdated, &mut errors);
        if !errors.is_empty() {
            return Err(errors.into());
        }
        guests::confirm(&call.ctx, &picked, call.fields.get("remark")).await
    }
    .await;
    call.finish(outcome, MINE, "confirm", |count| {
        Done::to(MINE).saying(tn!(
            count,
            "You confirmed one guest.",
            "You confirmed {n} guests."
        ))
    })
    .await
}

async fn confirm(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let guest: UserId = parsed(&id)?;
        guests::confirm(&call.ctx, &[guest], call.fields.get("remark")).await
    }
    .await;
    let page = page_of(MINE, &id);
    call.finish(outcome, &page.clone(), "confirm", |_| {
        Done::to(page).saying(t!("You confirmed that the account is still needed."))
    })
    .await
}

async fn let_go(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let guest: UserId = parsed(&id)?;
        guests::let_go(&call.ctx, guest, call.fields.get("remark")).await
    }
    .await;
    let page = page_of(MINE, &id);
    call.finish(outcome, &page.clone(), "let-go", |name| {
        Done::to(page).saying(t!("{name} is given notice now.", name))
    })
    .await
}

async fn hand_over(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let guest: UserId = parsed(&id)?;
        guests::hand_over(&call.ctx, guest, call.fields.get("to")).await
    }
    .await;
    call.finish(outcome, &page_of(MINE, &id), "hand-over", |(guest, to)| {
        Done::to(MINE).saying(t!("{to} sponsors {guest} now.", to, guest))
    })
    .await
}

/// Without JavaScript, "Find" beside a picker and "Count again" send the whole form.
fn only_looks(call: &Call) -> bool {
    matches!(call.fields.get("intent"), "find" | "look")
}

async fn create(call: Call) -> Response {
    let page = "/admin/guests/new";
    if only_looks(&call) {
        return call.show_again(page, FORM).await;
    }
    let outcome = policies::create(&call.ctx, &call.fields).await;
    call.finish(outcome, page, FORM, |_| {
        Done::to(RULES).saying(t!("Rule added."))
    })
    .await
}

async fn update(Path(id): Path<String>, call: Call) -> Response {
    let page = page_of(RULES, &id);
    if only_looks(&call) {
        return call.show_again(&page, FORM).await;
    }
    let outcome = async {
        let id: GuestPolicyId = parsed(&id)?;
        policies::update(&call.ctx, id, &call.fields).await
    }
    .await;
    call.finish(outcome, &page, FORM, |()| {
        Done::to(RULES).saying(t!("Rule saved."))
    })
    .await
}

async fn delete(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let id: GuestPolicyId = parsed(&id)?;
        policies::delete(&call.ctx, id, version(&call.fields)).await
    }
    .await;
    call.finish(outcome, RULES, "rules", |()| {
        Done::to(RULES).saying(t!("Rule deleted. It can be restored for 30 days."))
    })
    .await
}

async fn restore(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let id: GuestPolicyId = parsed(&id)?;
        policies::restore(&call.ctx, id).await
    }
    .await;
    call.finish(outcome, RULES, "rules", |()| {
        Done::to(RULES).saying(t!(
            "Rule restored: it is in the last place, and switched off."
        ))
    })
    .await
}

async fn move_rule(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let id: GuestPolicyId = parsed(&id)?;
        let up = call.fields.get("direction") == "up";
        policies::move_up_or_down(&call.ctx, id, up).await
    }
    .await;
    call.finish(outcome, RULES, "rules", |()| {
        Done::to(RULES).saying(t!("Order changed."))
    })
    .await
}
