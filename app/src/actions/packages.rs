//! The forms of the package pages, and the file of assignments.

use super::desk::afterwards;
use crate::web::{AppState, Call, Done, PageContext, csv};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use engine::Outcome;
use engine::packages::{self, AssignedMany, AssignmentFilter};
use serde::Deserialize;
use shared::AppError;
use shared::forms::AssignManyInput;
use shared::forms::catalogs::version;
use shared::forms::packages::{
    AssignInput, CopyInput, PackageText, RelocateInput, RetireInput, chosen_roles,
};
use shared::forms::requests::EndInput;
use shared::ids::{AssignmentId, PackageId};
use shared::limits::TEXT_MAX;

pub(super) const PAGES: &str = "/admin/packages";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/packages/{id}/edit", post(edit))
        .route(
            "/admin/packages/{id}/hide",
            post(hide).get(async |Path(id): Path<String>| back(PAGES, &id, "")),
        )
        .route(
            "/admin/packages/{id}/show",
            post(show).get(async |Path(id): Path<String>| back(PAGES, &id, "")),
        )
        .route(
            "/admin/packages/{id}/delete",
            post(delete).get(async |Path(id): Path<String>| back(PAGES, &id, "/edit")),
        )
        .route("/admin/packages/{id}/roles", post(add_roles))
        .route(
            "/admin/packages/{id}/roles/{role}/remove",
            post(remove_role)
                .get(async |Path((id, _)): Path<(String, String)>| back(PAGES, &id, "/roles")),
        )
        .route("/admin/packages/{id}/retire", post(retire))
        .route(
            "/admin/packages/{id}/retire/call-off",
            post(call_off).get(async |Path(id): Path<String>| back(PAGES, &id, "")),
        )
        .route("/admin/packages/{id}/move", post(move_to))
        .route(
            "/admin/packages/{id}/copy",
            post(copy).get(async |Path(id): Path<String>| back(PAGES, &id, "/move")),
        )
        .route("/admin/packages/{id}/assign", post(assign))
        .route("/admin/packages/{id}/assign/many", post(assign_many))
        .route("/admin/packages/{id}/assignments.csv", get(assignments_csv))
        .route(
            "/admin/packages/{id}/assignments/{assignment}/remove",
            post(remove_assignment).get(async |Path((id, _)): Path<(String, String)>| {
                back(PAGES, &id, "/assignments")
            }),
        )
        .route(
            "/admin/packages/{id}/assignments/{assignment}/end",
            post(move_end).get(async |Path((id, _)): Path<(String, String)>| {
                back(PAGES, &id, "/assignments")
            }),
        )
        .route(
            "/admin/packages/{id}/assignments/{assignment}/govern",
            post(govern).get(async |Path((id, _)): Path<(String, String)>| {
                back(PAGES, &id, "/assignments")
            }),
        )
}

/// Somebody opened the target of a form as an address: the page with the form is meant.
pub(super) fn back(pages: &str, id: &str, rest: &str) -> Redirect {
    Redirect::to(&page_of(pages, id, rest))
}

/// The address of a page; an id that is none leads to a page that is not found.
pub(super) fn page_of(pages: &str, id: &str, rest: &str) -> String {
    let safe: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("{pages}/{safe}{rest}")
}

/// An id in the address; anything else names nothing that exists.
pub(super) fn id_of<T: std::str::FromStr>(text: &str) -> Outcome<T> {
    Ok(text.parse().map_err(|_| AppError::NotFound)?)
}

async fn edit(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let text = PackageText::parse(&call.fields)?;
        packages::edit(&call.ctx, id_of(&id)?, version(&call.fields), text).await
    }
    .await;
    let page = page_of(PAGES, &id, "");
    call.finish(outcome, &format!("{page}/edit"), "package", |()| {
        Done::to(page.clone()).saying(t!("Package saved."))
    })
    .await
}

async fn hide(Path(id): Path<String>, call: Call) -> Response {
    set_hidden(&id, call, true).await
}

async fn show(Path(id): Path<String>, call: Call) -> Response {
    set_hidden(&id, call, false).await
}

async fn set_hidden(id: &str, call: Call, hidden: bool) -> Response {
    let outcome = async { packages::set_hidden(&call.ctx, id_of(id)?, hidden).await }.await;
    let page = page_of(PAGES, id, "");
    call.finish(outcome, &page.clone(), "hide", |()| {
        Done::to(page).saying(if hidden {
            t!("The package is hidden. Only people with the link find it.")
        } else {
            t!("The package is listed for those who can ask for it.")
        })
    })
    .await
}

async fn delete(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async { packages::delete(&call.ctx, id_of(&id)?).await }.await;
    call.finish(
        outcome,
        &page_of(PAGES, &id, "/edit"),
        "delete",
        |catalog| Done::to(format!("/admin/catalogs/{catalog}")).saying(t!("Package deleted.")),
    )
    .await
}

async fn retire(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let input = RetireInput::parse(&call.fields)?;
        packages::retire(&call.ctx, id_of(&id)?, &input).await
    }
    .await;
    let page = page_of(PAGES, &id, "");
    call.finish(outcome, &format!("{page}/retire"), "retire", |()| {
        Done::to(page.clone()).saying(t!(
            "The package is being retired. Nobody new gets it, and its holders are told."
        ))
    })
    .await
}

async fn call_off(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async { packages::call_off_retirement(&call.ctx, id_of(&id)?).await }.await;
    let page = page_of(PAGES, &id, "");
    call.finish(outcome, &page.clone(), "hide", |()| {
        Done::to(page).saying(t!("The package stays, and people can get it again."))
    })
    .await
}

/// The address of the form, with the catalog that was chosen.
fn relocation(id: &str, call: &Call) -> String {
    let page = page_of(PAGES, id, "/move");
    page_of(&format!("{page}?catalog="), call.fields.get("catalog"), "").replace("=/", "=")
}

async fn move_to(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let input = RelocateInput::parse(&call.fields)?;
        packages::move_to(&call.ctx, id_of(&id)?, &input).await
    }
    .await;
    let form = relocation(&id, &call);
    call.finish(outcome, &form, "move", |()| {
        Done::to(page_of(PAGES, &id, "")).saying(t!("The package was moved."))
    })
    .await
}

async fn copy(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let input = CopyInput::parse(&call.fields)?;
        packages::copy(&call.ctx, id_of(&id)?, &input).await
    }
    .await;
    let form = relocation(&id, &call);
    call.finish(outcome, &form, "copy", |copy| {
        Done::to(page_of(PAGES, &copy.to_string(), ""))
            .saying(t!("This is the copy. Nobody has it yet."))
    })
    .await
}

async fn add_roles(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let package: PackageId = id_of(&id)?;
        packages::add_roles(&call.ctx, package, chosen_roles(&call.fields)?).await
    }
    .await;
    let page = page_of(PAGES, &id, "/roles");
    call.finish(outcome, &page.clone(), "roles", |added| {
        Done::to(page).saying(match added {
            0 => t!("These are in the package already.").to_owned(),
            added => tn!(added, "{n} role added.", "{n} roles added."),
        })
    })
    .await
}

async fn remove_role(Path((id, role)): Path<(String, String)>, call: Call) -> Response {
    let outcome =
        async { packages::remove_role(&call.ctx, id_of(&id)?, id_of(&role)?).await }.await;
    let page = page_of(PAGES, &id, "/roles");
    call.finish(outcome, &page.clone(), "roles", |what| {
        Done::to(page).saying(t!("{what} was taken out of the package.", what))
    })
    .await
}

async fn assign(Path(id): Path<String>, call: Call) -> Response {
    let form = page_of(PAGES, &id, "/assign");
    if matches!(call.fields.get("intent"), "find" | "look") {
        return call.show_again(&form, "assign").await;
    }
    let outcome = async {
        let package: PackageId = id_of(&id)?;
        packages::assign(&call.ctx, package, AssignInput::parse(&call.fields)?).await
    }
    .await;
    let list = page_of(PAGES, &id, "/requests");
    call.finish(outcome, &form, "assign", |made| {
        Done::to(list).saying(tn!(
            made.len(),
            "Assigned. The access is being set up.",
            "Assigned to {n} people. The access is being set up."
        ))
    })
    .await
}

/// A list is looked at first: what is wrong with it stands beside the form, what would happen below it.
async fn assign_many(Path(id): Path<String>, call: Call) -> Response {
    let form = page_of(PAGES, &id, "/assign/many");
    if call.fields.get("intent") == "find" {
        return call.show_again(&form, "many").await;
    }
    let preview = call.fields.get("intent") != "assign";
    let outcome = async {
        let package: PackageId = id_of(&id)?;
        let input = AssignManyInput::parse(&call.fields)?;
        if preview {
            packages::assign_many_form(&call.ctx, package, "", Some(&input)).await?;
            return Ok(None);
        }
        packages::assign_many(&call.ctx, package, &input)
            .await
            .map(Some)
    }
    .await;
    match outcome {
        Ok(None) => call.show_again(&form, "many").await,
        Ok(Some(done)) => {
            let list = page_of(PAGES, &id, "/assignments");
            let said = became(&done);
            let list = Done::to(list);
            let list = if done.refused.is_empty() {
                list.saying(said)
            } else {
                list.warning(said)
            };
            list.into_response()
        }
        Err(failure) => call.refuse(&failure.public(), &form, "many").await,
    }
}

/// What became of a list.
fn became(done: &AssignedMany) -> String {
    let mut said = vec![tn!(
        done.assigned,
        "Assigned to {n} person.",
        "Assigned to {n} people."
    )];
    if done.had > 0 {
        said.push(tn!(
            done.had,
            "{n} person had it already.",
            "{n} people had it already."
        ));
    }
    if !done.refused.is_empty() {
        /// More names than these make no notice any more.
        const NAMED: usize = 5;
        let mut names: Vec<String> = done
            .refused
            .iter()
            .take(NAMED)
            .map(|row| {
                if row.person.is_empty() {
                    &row.line
                } else {
                    &row.person
                }
            })
            .map(|name| name.chars().take(60).collect())
            .collect();
        if done.refused.len() > NAMED {
            names.push("…".to_owned());
        }
        said.push(tn!(
            done.refused.len(),
            "{n} person did not get it, unknown or not in the scope: {names}",
            "{n} people did not get it, unknown or not in the scope: {names}",
            names = names.join(", ")
        ));
    }
    said.join(" ")
}

async fn move_end(Path((id, assignment)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async {
        let input = EndInput::parse(&call.fields)?;
        engine::assignments::move_end(&call.ctx, id_of(&assignment)?, &input).await
    }
    .await;
    let request = page_of(PAGES, &id, "/requests");
    let page = afterwards(&id, &call);
    call.finish(outcome, &page, &format!("end-{assignment}"), |made| {
        Done::to(format!("{request}/{made}")).saying(t!("The change of the end was noted."))
    })
    .await
}

async fn remove_assignment(Path((id, assignment)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async {
        let held: AssignmentId = id_of(&assignment)?;
        let mut errors = shared::FieldErrors::default();
        let reason = call.fields.text("justification", TEXT_MAX, &mut errors);
        errors.into_result(())?;
        packages::remove_assignment(&call.ctx, id_of(&id)?, held, &reason).await
    }
    .await;
    let requests = page_of(PAGES, &id, "/requests");
    let page = afterwards(&id, &call);
    call.finish(outcome, &page, &format!("remove-{assignment}"), |request| {
        Done::to(format!("{requests}/{request}")).saying(t!("The access was removed."))
    })
    .await
}

async fn govern(Path((id, assignment)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async {
        let held: AssignmentId = id_of(&assignment)?;
        engine::guests::govern(&call.ctx, id_of(&id)?, held).await
    }
    .await;
    let page = afterwards(&id, &call);
    call.finish(
        outcome,
        &page.clone(),
        &format!("govern-{assignment}"),
        |name| Done::to(page).saying(t!("{name} is under management now.", name)),
    )
    .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListQuery {
    state: String,
    q: String,
}

/// The list as a file. Who may not have it is led to the page that says why.
async fn assignments_csv(
    Path(id): Path<String>,
    Query(query): Query<ListQuery>,
    Extension(page): Extension<PageContext>,
) -> Response {
    let outcome = async {
        let filter = AssignmentFilter {
            state: query.state,
            q: query.q,
            after: String::new(),
        };
        packages::assignments_csv(&page.ctx, id_of(&id)?, filter).await
    }
    .await;
    csv(outcome, "assignments", &page_of(PAGES, &id, "/assignments"))
}
