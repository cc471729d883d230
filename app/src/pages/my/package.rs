//! One package: what it gives, how it is decided, and the form to ask for it.

use super::parts::{PackageTile, RoleList, Status, address, flow, path_param, query_param, when};
use super::request_form::{EmergencyForm, RequestForm};
use crate::ui::{
    ApprovalFlow, Banner, Card, EmptyState, Fact, FactList, Glyph, HERE, Link, LinkButton, Look,
    Page, Section, SidePanel, Stack, Time, Tone, around,
};
use crate::web::{Loaded, PageError, shell_view, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::my::{PackagePage as View, RoleState, WayView};

#[server(prefix = "/api/pages")]
pub async fn load_package(id: String, policy: String, from: String) -> Result<View, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::my::package(&ctx, id, policy.parse().ok(), from.parse().ok()).await
    };
    crate::web::answer(outcome.await)
}

/// `/packages/{id}?policy=&from=&emergency=`
#[component]
pub fn PackagePage() -> impl IntoView {
    let id = path_param("id");
    let (policy, from) = (query_param("policy"), query_param("from"));
    let at_once = query_param("emergency");
    let page = Resource::new(
        move || (id.get(), policy.get(), from.get()),
        |(id, policy, from)| load_package(id, policy, from),
    );
    let form = StoredValue::new(use_form("request"));
    let emergency = StoredValue::new(use_form("emergency"));
    view! {
        <Loaded resource=page let:view>
            <Package view form=form.get_value() urgent=emergency.get_value() at_once=!at_once.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Package(view: View, form: FormState, urgent: FormState, at_once: bool) -> impl IntoView {
    let View {
        package,
        description,
        roles,
        roles_shown,
        badge,
        held,
        held_until,
        emergency,
        extend,
        open_request,
        ways,
        chosen,
        reasons,
        prefill,
        today,
    } = view;
    let trail = if shell_view().visitor {
        Vec::new()
    } else {
        vec![Link::new("/packages", t!("Packages"))]
    };
    let roles: Vec<RoleState> = roles
        .into_iter()
        .map(|role| RoleState {
            role,
            ..RoleState::default()
        })
        .collect();
    let name = package.name.clone();
    let catalog = package.catalog.clone();
    let (count, gives) = (roles.len() as u64, t!("What {name} gives", name));
    let several = ways.len() > 1;
    let way = chosen
        .as_ref()
        .and_then(|chosen| ways.iter().find(|way| way.id == *chosen))
        .cloned();
    let summary = way.as_ref().map(|way| way.summary.clone());
    let href = format!("/packages/{}", package.id);
    // A refused form whose way is gone still says why, above everything.
    let orphaned = form.errors.clone();
    let orphaned = (way.is_none() && !orphaned.is_empty()).then_some(orphaned);
    let late = way.as_ref().is_none_or(|way| way.emergency_hours.is_none());
    let late = (late && !urgent.errors.is_empty()).then(|| urgent.errors.clone());
    let orphaned = orphaned.or(late);
    let held_until = held_until.map(when);
    let aside_until = held_until.clone();
    view! {
        <Page title=name.clone() trail
            mark=move || view! { <PackageTile package large=true/> }
            status=move || badge.map(|badge| view! { <Status badge/> })
            aside=move || view! {
                <SidePanel title=t!("About this package")>
                    <FactList>
                        <Fact term=t!("Catalog")>{catalog}</Fact>
                        {summary.map(|summary| view! { <Fact term=t!("How")>{summary}</Fact> })}
                        {aside_until.map(|when| view! { <Fact term=t!("Yours until")><Time when exact=true/></Fact> })}
                    </FactList>
                </SidePanel>
            }>
            <>
                {orphaned.map(|errors| view! {
                    <Banner tone=Tone::Danger title=t!("The request was not sent")>
                        {errors.0.into_values().map(|message| view! { <p>{message}</p> }).collect_view()}
                    </Banner>
                })}
                {open_request.map(|request| view! {
                    <Banner tone=Tone::Notice title=t!("You have asked for this already")>
                        <p>{t!("Your request is under way.")}" "<a href=format!("/requests/{request}")>{t!("See where it stands")}</a>"."</p>
                    </Banner>
                })}
                {held.then(|| view! {
                    <Banner tone=Tone::Good title=t!("You have this package")>
                        <p>
                            {held_until.map(|when| (around(&t!("It ends {time}.", time = HERE), view! { <Time when/> }), " "))}
                            <a href="/access">{t!("See what you have")}</a>"."
                        </p>
                        {emergency.then(|| view! {
                            <p>{t!("You took it in an emergency, and it cannot be extended. Ask for it in the ordinary way to keep it; once that is approved, ordinary access takes its place.")}</p>
                        })}
                        {extend.map(|href| view! {
                            <p><LinkButton href small=true>{t!("Extend")}</LinkButton></p>
                        })}
                    </Banner>
                })}
                {(!reasons.is_empty()).then(|| view! {
                    <Banner tone=Tone::Warning title=t!("You cannot ask for this at present")>
                        <ul>{reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
                    </Banner>
                })}
                {(!description.is_empty()).then(|| view! { <p class="prose quoted">{description}</p> })}
                <Section title=t!("What you get") count>
                    {if !roles_shown {
                        view! { <p class="muted">{t!("What the package gives is shown to those who have it.")}</p> }.into_any()
                    } else if roles.is_empty() {
                        view! {
                            <EmptyState glyph=Glyph::Package title=t!("The package is empty at present")
                                text=t!("Whoever holds it gets what is put into it later.")/>
                        }.into_any()
                    } else {
                        view! { <Card><RoleList label=gives roles/></Card> }.into_any()
                    }}
                </Section>
                {(several && way.is_none()).then(|| {
                    let lead = t!("There is more than one way for you to get this package.").to_owned();
                    view! { <Ways ways href=href.clone() lead/> }
                })}
                {way.map(|way| {
                    let other = several.then(|| href.clone());
                    let drawing = way.flow.clone();
                    view! {
                        <Section title=t!("How it goes") lead=way.summary.clone()>
                            <ApprovalFlow steps=flow(drawing)/>
                        </Section>
                        {if at_once && way.emergency_hours.is_some() {
                            view! { <EmergencyForm href=href way form=urgent/> }.into_any()
                        } else {
                            let now = way.emergency_hours.map(|_| {
                                let href = address(&href, &[("policy", &way.id), ("emergency", "on")]);
                                view! {
                                    <p><LinkButton href=format!("{href}#ask") look=Look::Quiet icon=Glyph::Warning>
                                        {t!("I need it now: this is an emergency")}
                                    </LinkButton></p>
                                }
                            });
                            view! { <RequestForm href=href way form prefill today other/>{now} }.into_any()
                        }}
                    }
                })}
            </>
        </Page>
    }
}

/// Several ways to get the package: one is to be chosen (POL-36).
#[component]
pub fn Ways(
    ways: Vec<WayView>,
    /// The page of the package.
    href: String,
    lead: String,
) -> impl IntoView {
    let cards = ways
        .into_iter()
        .map(|way| {
            let target = address(&href, &[("policy", &way.id)]);
            let label = t!("Choose {name}", name = way.name);
            let drawing = way.flow;
            view! {
                <Card title=way.name actions=move || view! {
                    <LinkButton href=format!("{target}#ask") look=Look::Primary small=true label=label>{t!("Choose")}</LinkButton>
                }>
                    {(!way.description.is_empty()).then(|| view! { <p class="quoted">{way.description}</p> })}
                    <p class="muted">{way.summary}</p>
                    <ApprovalFlow steps=flow(drawing)/>
                </Card>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Choose how to ask") lead id="ask">
            <Stack>{cards}</Stack>
        </Section>
    }
}
