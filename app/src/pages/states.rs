//! What a page shows when it has nothing to show: loading, and every kind of "no".

use crate::ui::{
    Card, Glyph, HERE, LinkButton, Look, Page, PublicFrame, Row, Skeleton, Stack, around,
};
use crate::web::shell_view;
use leptos::prelude::*;
use shared::AppError;

/// Keeps the place of a page while it loads.
#[component]
pub fn PageSkeleton() -> impl IntoView {
    view! {
        <div role="status" aria-label=t!("Loading")>
            <Skeleton lines=6/>
        </div>
    }
}

/// The page for an address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <ErrorPage error=AppError::NotFound request=None/> }
}

/// The page for an error: what happened and what to do.
#[component]
pub fn ErrorPage(
    error: AppError,
    /// The id under which the log has the cause.
    request: Option<String>,
) -> impl IntoView {
    let (title, advice) = words(&error);
    let sentence = error.to_string();
    let signed_in = shell_view().signed_in;
    let request = request.map(|id| view! { <p class="muted">{around(&t!("Request {number}", number = HERE), view! { <code>{id}</code> })}</p> });
    if signed_in {
        view! {
            <Page title narrow=true>
                <Card>
                    <Stack>
                        <p>{sentence}</p>
                        <p class="muted">{advice}</p>
                        {request}
                        <Row><LinkButton href="/" icon=Glyph::Home>{t!("Go to the overview")}</LinkButton></Row>
                    </Stack>
                </Card>
            </Page>
        }
        .into_any()
    } else {
        view! {
            <PublicFrame title>
                <h1>{title}</h1>
                <p>{sentence}" "{advice}</p>
                {request}
                <LinkButton href="/sign-in" look=Look::Primary wide=true>{t!("Sign in")}</LinkButton>
            </PublicFrame>
        }
        .into_any()
    }
}

/// Title and advice, by kind.
fn words(error: &AppError) -> (&'static str, &'static str) {
    match error {
        AppError::SignInNeeded => (
            t!("Please sign in"),
            t!("Your session has ended, or you are not signed in yet."),
        ),
        AppError::NotFound => (
            t!("Not found"),
            t!("If someone gave you this address, ask them whether you should have access."),
        ),
        AppError::Forbidden(_) => (
            t!("You may not do this"),
            t!("If you need to, ask the people who run this catalog, or an administrator."),
        ),
        AppError::Conflict(_) => (
            t!("This changed meanwhile"),
            t!("Reload the page to see how things stand now."),
        ),
        AppError::TooMany(_) => (
            t!("Please wait"),
            t!("This protects accounts from guessing."),
        ),
        AppError::Invalid(_) => (
            t!("This cannot be used"),
            t!("Go back and check what was entered."),
        ),
        AppError::Internal => (
            t!("Something went wrong"),
            t!("The fault has been logged. Try again; if it stays, tell an administrator."),
        ),
        AppError::Elsewhere(_) => (
            t!("Something else does not answer"),
            t!("The fault is not on this page. Try again in a moment."),
        ),
        AppError::Unavailable => (t!("Not reachable right now"), t!("Try again in a moment.")),
    }
}
