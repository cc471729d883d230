//! One group, application or site: who holds its roles, and why (BYD-29).

use crate::pages::my::parts::{address, path_param, query_param, when};
use crate::ui::{
    Banner, Cell, Column, EmptyState, Fact, FactList, Glyph, LetterTile, Link, Page, Pager,
    PersonLine, Section, SidePanel, StatusBadge, Table, Time, Tone, hue_of,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::Page as Rows;
use shared::views::objects::{GivenBy, ObjectHolder, ObjectLink, ObjectView};

#[server(prefix = "/api/pages")]
pub async fn load_object(id: String, after: String) -> Result<ObjectView, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::objects::view(&ctx, id, &after).await
    };
    crate::web::answer(outcome.await)
}

/// `/admin/objects/{id}?after=`
#[component]
pub fn ObjectPage() -> impl IntoView {
    let (id, after) = (path_param("id"), query_param("after"));
    let object = Resource::new(
        move || (id.get(), after.get()),
        |(id, after)| load_object(id, after),
    );
    view! {
        <Loaded resource=object let:view>
            <Object view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Object(view: ObjectView, later: bool) -> impl IntoView {
    let (name, hue) = (view.name.clone(), hue_of(&view.id));
    let path = format!("/admin/objects/{}", view.id);
    let (kind, audit) = (view.kind, format!("/admin/audit?target={}", view.id));
    let list = format!("/admin/objects?kind={}", view.kind_word);
    let parent = match view.kind_word.as_str() {
        "application" => t!("Applications"),
        "site" => t!("Sites"),
        _ => t!("Groups"),
    };
    let lead = Some(view.description).filter(|text| !text.is_empty());
    let caution = view.caution.map(|text| {
        view! { <Banner tone=Tone::Notice><p>{text}</p></Banner> }
    });
    let facts = view.facts;
    let (url, added) = (view.url, view.added);
    view! {
        <Page title=view.name lead trail=vec![Link::new(list, parent)]
            mark=move || view! { <LetterTile name hue large=true/> }
            status=move || view! { <StatusBadge tone=Tone::Neutral label=kind/> }
            aside=move || view! {
                <SidePanel title=t!("About it")>
                    <FactList>
                        {facts.into_iter().map(|(term, value)| view! { <Fact term>{value}</Fact> }).collect_view()}
                        {url.map(|url| {
                            // Only addresses of the web become links: imported text could be anything.
                            let web = url.starts_with("https://") || url.starts_with("http://");
                            let shown = url.clone();
                            view! {
                                <Fact term=t!("Address")>
                                    {if web {
                                        view! { <a href=url rel="external noreferrer">{shown}</a> }.into_any()
                                    } else {
                                        shown.into_any()
                                    }}
                                </Fact>
                            }
                        })}
                        <Fact term=t!("Known since")><Time when=when(added)/></Fact>
                        <Fact term=t!("History")><a href=audit>{t!("Audit records")}</a></Fact>
                    </FactList>
                </SidePanel>
            }>
            {caution}
            <Packages packages=view.packages/>
            <Groups title=t!("Groups inside") lead=t!("Their members are members here as well.") groups=view.inside/>
            <Groups title=t!("Inside of") lead=t!("Members here are members there as well.") groups=view.part_of/>
            <Holders page=view.holders path later/>
        </Page>
    }
}

#[component]
fn Packages(packages: Vec<GivenBy>) -> impl IntoView {
    let count = packages.len() as u64;
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("Role")),
        Column::new(t!("Catalog")),
    ];
    let rows = packages
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell head=true><a href=row.href>{row.package}</a></Cell>
                    <Cell label=t!("Role")>{row.role}</Cell>
                    <Cell label=t!("Catalog")>{row.catalog}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Packages that give it") count=count>
            {if count == 0 {
                view! { <p class="muted">{t!("No package gives a role here.")}</p> }.into_any()
            } else {
                view! { <Table caption=t!("Packages that give it") columns>{rows}</Table> }.into_any()
            }}
        </Section>
    }
}

#[component]
fn Groups(title: &'static str, lead: &'static str, groups: Vec<ObjectLink>) -> impl IntoView {
    if groups.is_empty() {
        return None;
    }
    let count = groups.len() as u64;
    let links = groups
        .into_iter()
        .map(|group| view! { <li><a href=format!("/admin/objects/{}", group.id)>{group.name}</a></li> })
        .collect_view();
    Some(view! { <Section title lead count=count><ul>{links}</ul></Section> })
}

#[component]
fn Holders(page: Rows<ObjectHolder>, path: String, later: bool) -> impl IntoView {
    let next = page
        .next
        .as_deref()
        .map(|after| address(&path, &[("after", after)]));
    let first = later.then_some(path);
    let empty = page.rows.is_empty();
    let columns = vec![
        Column::new(t!("Who")),
        Column::new(t!("Role")),
        Column::new(t!("Comes from")),
        Column::new(t!("Since")),
    ];
    let rows = page
        .rows
        .into_iter()
        .map(|row| {
            let href = format!("/admin/people/{}", row.person_id);
            let disabled = (!row.enabled)
                .then(|| view! { " " <StatusBadge tone=Tone::Warning label=t!("Blocked")/> });
            view! {
                <tr>
                    <Cell head=true><PersonLine name=row.name detail=row.mail href=href/>{disabled}</Cell>
                    <Cell label=t!("Role")>{row.role}</Cell>
                    <Cell label=t!("Comes from")>{row.sources.join(", ")}</Cell>
                    <Cell label=t!("Since")><Time when=when(row.since)/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Who holds it, and why")>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::People title=t!("Nobody holds a role here")
                        text=t!("People get one through a package, or by import.")/>
                }.into_any()
            } else {
                view! { <Table caption=t!("Who holds it") columns>{rows}</Table> }.into_any()
            }}
            <Pager first next/>
        </Section>
    }
}
