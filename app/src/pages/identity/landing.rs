//! What an outside partner sees behind a share link.

use super::frame::Either;
use super::sign_in::ByMail;
use crate::ui::{Banner, Glyph, HERE, Icon, LetterTile, LinkButton, Look, Tone, around, hue_of};
use crate::web::PageError;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::AppError;
use shared::views::identity::LandingView;

#[server(prefix = "/api/pages")]
async fn load_landing(package: String) -> Result<LandingView, PageError> {
    use crate::web;
    let id = package.parse().map_err(|_| AppError::NotFound);
    let outcome = match id {
        Ok(id) => engine::identity::landing::view(&web::ctx()?, id).await,
        Err(error) => Err(error.into()),
    };
    let view = web::answer(outcome)?;
    if view.signed_in {
        web::go_on_to(&format!("/packages/{}", view.package_id));
    }
    Ok(view)
}

/// `/share/{package}`. People who are signed in go on to the package.
#[component]
pub fn LandingPage() -> impl IntoView {
    let params = use_params_map();
    let package = move || params.with(|params| params.get("package").unwrap_or_default());
    let view = Resource::new(package, load_landing);
    view! {
        <Suspense fallback=|| view! { <crate::pages::PageSkeleton/> }>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(view) if view.signed_in => view! { <GoOn package=view.package_id/> }.into_any(),
                    Ok(view) => view! { <Landing view/> }.into_any(),
                    Err(PageError { error: AppError::NotFound, .. }) => view! { <Nothing package=package()/> }.into_any(),
                    Err(PageError { error, request }) => view! { <crate::pages::ErrorPage error request/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn GoOn(package: String) -> impl IntoView {
    view! {
        <Either title=t!("You are signed in")>
            <LinkButton href=format!("/packages/{package}") look=Look::Primary wide=true>{t!("Go to the package")}</LinkButton>
        </Either>
    }
}

#[component]
fn Landing(view: LandingView) -> impl IntoView {
    let next = format!("/packages/{}", view.package_id);
    let organization = view.organization;
    let hue = hue_of(&view.package_id);
    view! {
        <Either title=t!("{organization} shares access with you", organization) wide=true>
            <div class="landing">
                <section class="stack" aria-label=t!("What is shared")>
                    <div class="row">
                        <LetterTile name=view.package.clone() hue large=true/>
                        <h2 class="landing-package">{view.package}</h2>
                    </div>
                    {(!view.description.is_empty()).then(|| view! { <p class="quoted">{view.description}</p> })}
                    <ol class="landing-steps">
                        <li>{t!("Prove your mail address with a code.")}</li>
                        <li>{t!("Say what you need the access for and send your request.")}</li>
                        <li>{t!("People at {organization} decide. You hear the answer by mail.", organization)}</li>
                    </ol>
                    <p class="landing-note"><Icon glyph=Glyph::Lock/><span>{t!("{organization} keeps your mail address, your name if you give it, and what you write in the \
                         request, to decide on it and to show later who had access. You see only this package and \
                         your own requests.", organization)}" "{view.afterwards}</span></p>
                    {view.demo.then(|| view! {
                        <Banner tone=Tone::Notice title=t!("Demo")>
                            {around(
                                &t!("Use any made-up address of a partner; the code appears in the {link}.", link = HERE),
                                view! { <a href="/demo/mailbox" target="_blank" rel="noopener">{t!("demo mailbox")}</a> },
                            )}
                        </Banner>
                    })}
                </section>
                <div class="stack">
                    <ByMail next=next.clone() title=t!("Start with your mail address") main=true/>
                    <p class="small">{t!("You work at {organization}?", organization)}" "<a href=format!("/sign-in?next={next}")>{t!("Sign in with your password")}</a></p>
                </div>
            </div>
        </Either>
    }
}

/// The same page for a package that is not there and for one that is not for outsiders.
#[component]
fn Nothing(package: String) -> impl IntoView {
    let inside = package.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let href = if inside {
        format!("/sign-in?next=/packages/{package}")
    } else {
        "/sign-in".to_owned()
    };
    view! {
        <Either title=t!("Nothing to see here without signing in")>
            <p>{t!("This link leads to nothing that is shared with people from outside. It may have been withdrawn, or it is meant for people who work here. If someone sent you the link, ask them; if you work here, sign in to see whether it is for you.")}</p>
            <LinkButton href look=Look::Primary wide=true>{t!("Sign in")}</LinkButton>
        </Either>
    }
}
