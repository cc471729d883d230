//! One partner organization.

use super::list::StateBadge;
use crate::pages::admin::messages;
use crate::pages::my::parts::{path_param, when};
use crate::ui::{
    Cell, Chip, Column, ConfirmForm, EmptyState, Fact, FactList, FormErrors, Glyph, Hidden,
    LetterTile, Link, LinkButton, Page, PersonLine, Row, Section, SidePanel, Stack, StatusBadge,
    Table, Time, Tone, hue_of,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::and_more;
use shared::views::organizations::{
    OrganizationPolicy, OrganizationView, OutsiderView, SponsorView,
};

#[server(prefix = "/api/pages")]
pub async fn load_organization(id: String) -> Result<OrganizationView, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::organizations::view(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/admin/organizations/{id}`
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let id = path_param("id");
    let organization = Resource::new(move || id.get(), load_organization);
    let form = StoredValue::new(use_form("delete"));
    view! {
        <Loaded resource=organization let:view>
            <Organization view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Organization(view: OrganizationView, form: FormState) -> impl IntoView {
    let base = format!("/admin/organizations/{}", view.id);
    let (name, hue, proposed) = (view.name.clone(), hue_of(&view.id), view.proposed);
    let (edit, delete) = (format!("{base}/edit"), format!("{base}/delete"));
    let (title, version) = (
        t!("Delete {name}?", name = view.name),
        view.version.to_string(),
    );
    let consequence = view.consequence;
    let (created, modified) = (view.created, view.modified);
    let audit = format!("/admin/audit?target={}", view.id);
    let lead = Some(view.description).filter(|text| !text.is_empty());
    let domains_lead = match view.provider {
        None => t!("Whoever proves a mail address in one of them belongs to this organization. Subdomains count only when they are named.").to_owned(),
        Some(name) => t!("Whoever types a mail address in one of them is led to {provider} and signs in there. Subdomains count only when they are named.", provider = name),
    };
    let domains = view
        .domains
        .into_iter()
        .map(|domain| view! { <Chip label=domain icon=Glyph::Mail/> })
        .collect_view();
    view! {
        <Page title=view.name lead trail=vec![Link::new("/admin/organizations", t!("Partner organizations"))]
            mark=move || view! { <LetterTile name hue large=true/> }
            status=move || view! { <StateBadge proposed/> }
            actions=move || view! {
                <LinkButton href=edit icon=Glyph::Edit>{t!("Edit")}</LinkButton>
                <ConfirmForm id="delete-organization" verb=t!("Delete") icon=Glyph::Trash action=delete title consequence>
                    <Hidden name="version" value=version/>
                </ConfirmForm>
            }
            aside=move || view! {
                <SidePanel title=t!("About this organization")>
                    <FactList>
                        <Fact term=t!("State")>{if proposed {
                            t!("Proposed: policies for all configured organizations leave it out until someone configures it.")
                        } else {
                            t!("Configured: policies for all configured organizations include it.")
                        }}</Fact>
                        <Fact term=t!("Added")><Time when=when(created)/></Fact>
                        <Fact term=t!("Last changed")><Time when=when(modified)/></Fact>
                        <Fact term=t!("History")><a href=audit>{t!("Audit records")}</a></Fact>
                    </FactList>
                </SidePanel>
            }>
            <FormErrors errors=messages(&form)/>
            <Section title=t!("Mail domains")
                lead=domains_lead>
                <Row>{domains}</Row>
            </Section>
            <Sponsors title=t!("Internal sponsors") sponsors=view.internal
                lead=t!("Members of our own organization who vouch for it. Policies can ask them to decide.")
                none=t!("Nobody on our side vouches for this organization.")/>
            <Sponsors title=t!("External sponsors") sponsors=view.external
                lead=t!("Guests from the partner's side. Policies can ask them to decide.")
                none=t!("Nobody on the partner's side vouches for its people.")/>
            <Policies policies=view.policies/>
            <People people=view.people count=view.people_count/>
        </Page>
    }
}

#[component]
fn Sponsors(
    title: &'static str,
    lead: &'static str,
    none: &'static str,
    sponsors: Vec<SponsorView>,
) -> impl IntoView {
    let count = sponsors.len() as u64;
    let lines = sponsors
        .into_iter()
        .map(|sponsor| {
            let detail = if sponsor.enabled {
                sponsor.detail
            } else {
                t!("Blocked account: is not asked").to_owned()
            };
            view! { <PersonLine name=sponsor.name detail=detail group=sponsor.group href=sponsor.href/> }
        })
        .collect_view();
    view! {
        <Section title lead count=count>
            {if count == 0 {
                view! { <p class="muted">{none}</p> }.into_any()
            } else {
                view! { <Stack tight=true>{lines}</Stack> }.into_any()
            }}
        </Section>
    }
}

#[component]
fn Policies(policies: Vec<OrganizationPolicy>) -> impl IntoView {
    let count = policies.len() as u64;
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("Policy")),
        Column::new(t!("Catalog")),
        Column::new(t!("State")),
    ];
    let rows = policies
        .into_iter()
        .map(|row| {
            let package = match row.href {
                Some(href) => view! { <a href=href>{row.package}</a> }.into_any(),
                None => view! { <span>{row.package}</span> }.into_any(),
            };
            let badge = if row.enabled {
                view! { <StatusBadge tone=Tone::Good label=t!("On")/> }
            } else {
                view! { <StatusBadge tone=Tone::Neutral label=t!("Off")/> }
            };
            view! {
                <tr>
                    <Cell head=true>{package}</Cell>
                    <Cell label=t!("Policy")>{row.policy}</Cell>
                    <Cell label=t!("Catalog")>{row.catalog}</Cell>
                    <Cell label=t!("State")>{badge}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Policies that name it") count=count
            lead=t!("Policies for all configured organizations or for everybody outside are not listed here.")>
            {if count == 0 {
                view! { <p class="muted">{t!("No policy names this organization.")}</p> }.into_any()
            } else {
                view! { <Table caption=t!("Policies that name it") columns>{rows}</Table> }.into_any()
            }}
        </Section>
    }
}

#[component]
fn People(people: Vec<OutsiderView>, count: i64) -> impl IntoView {
    let more = and_more(count, people.len());
    let empty = people.is_empty();
    let columns = vec![
        Column::new(t!("Name")),
        Column::new(t!("Kind")),
        Column::new(t!("Account")),
    ];
    let rows = people
        .into_iter()
        .map(|person| {
            let badge = if person.enabled {
                view! { <StatusBadge tone=Tone::Good label=t!("Enabled")/> }
            } else {
                view! { <StatusBadge tone=Tone::Warning label=t!("Blocked")/> }
            };
            view! {
                <tr>
                    <Cell head=true><PersonLine name=person.name detail=person.mail href=person.href/></Cell>
                    <Cell label=t!("Kind")>{person.kind}</Cell>
                    <Cell label=t!("Account")>{badge}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("People from there") count=count.unsigned_abs()
            lead=t!("Guests have an account in the directory; visitors have only proved their mail address.")>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::People title=t!("Nobody yet")
                        text=t!("Send them the share link of a package that is open to this organization.")/>
                }.into_any()
            } else {
                view! { <Table caption=t!("People from there") columns>{rows}</Table> }.into_any()
            }}
            {more.map(|more| view! { <p class="muted">{more}</p> })}
        </Section>
    }
}
