//! Every request there was (BYD-25).

use crate::pages::my::parts::{Status, address, when};
use crate::ui::{
    Banner, Button, Cell, Choice, Column, DateField, EmptyState, FieldRow, FormActions, FormErrors,
    Glyph, LinkButton, Look, Page, Pager, SelectField, Table, TextField, Time, Tone,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::views::history::{HistoryFilter, HistoryRow, HistoryView};

const PATH: &str = "/admin/requests";

/// `filter` is a `HistoryFilter` as JSON: its many texts stay one argument.
#[server(prefix = "/api/pages")]
pub async fn load_history(filter: String) -> Result<HistoryView, PageError> {
    let filter = serde_json::from_str(&filter).unwrap_or_default();
    crate::web::answer(engine::history::search(&crate::web::ctx()?, filter).await)
}

/// `/admin/requests?who=&package=&catalog=&state=&kind=&from=&until=&after=`
#[component]
pub fn HistoryPage() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            HistoryFilter {
                who: get("who"),
                package: get("package"),
                catalog: get("catalog"),
                state: get("state"),
                kind: get("kind"),
                from: get("from"),
                until: get("until"),
                after: get("after"),
            }
        })
    });
    let page = Resource::new(
        move || wanted.get(),
        |filter| load_history(serde_json::to_string(&filter).unwrap_or_default()),
    );
    view! {
        <Loaded resource=page let:view>
            <History view/>
        </Loaded>
    }
}

fn search_address(path: &str, filter: &HistoryFilter) -> String {
    address(
        path,
        &[
            ("who", &filter.who),
            ("package", &filter.package),
            ("catalog", &filter.catalog),
            ("state", &filter.state),
            ("kind", &filter.kind),
            ("from", &filter.from),
            ("until", &filter.until),
            ("after", &filter.after),
        ],
    )
}

#[component]
fn History(view: HistoryView) -> impl IntoView {
    let later = !view.filter.after.is_empty();
    let from_start = HistoryFilter {
        after: String::new(),
        ..view.filter.clone()
    };
    let next = view.page.next.clone().map(|after| {
        let further = HistoryFilter {
            after,
            ..from_start.clone()
        };
        search_address(PATH, &further)
    });
    let first = later.then(|| search_address(PATH, &from_start));
    let export = search_address("/admin/requests.csv", &from_start);
    let searched = from_start != HistoryFilter::default();
    let empty = view.page.rows.is_empty();
    let note = view.note.clone();
    let rows = view.page.rows.clone();
    let content = if empty {
        let (title, text) = if searched {
            (
                t!("No request matches"),
                t!("Search for less, or in a longer time."),
            )
        } else {
            (
                t!("No requests yet"),
                t!("Each time somebody asks, is assigned or loses access, it is kept here."),
            )
        };
        view! { <EmptyState glyph=Glyph::History title text/> }.into_any()
    } else {
        view! { <Found rows/> }.into_any()
    };
    view! {
        <Page title=t!("Request history")
            lead=t!("Every request there was, closed ones too, of the catalogs in your charge.")
            actions=move || view! {
                {(!empty).then(|| view! {
                    <LinkButton href=export icon=Glyph::External external=true>{t!("Download as CSV")}</LinkButton>
                })}
            }>
            <FilterForm view searched/>
            {(!note.is_empty()).then(|| view! { <Banner tone=Tone::Notice><p>{note}</p></Banner> })}
            {content}
            <Pager first next/>
        </Page>
    }
}

/// A plain GET form: every search has its address.
#[component]
fn FilterForm(view: HistoryView, searched: bool) -> impl IntoView {
    let HistoryView {
        filter,
        catalogs,
        states,
        kinds,
        wrong,
        ..
    } = view;
    let at = |field: &str| {
        let mut wrong = wrong.iter();
        let found = wrong.find(|(name, _)| name == field);
        found.map(|(_, message)| message.clone())
    };
    let (from_error, until_error) = (at("from"), at("until"));
    let pairs = |words: Vec<(String, String)>| -> Vec<Choice> {
        let words = words.into_iter();
        words
            .map(|(word, title)| Choice::new(word, title))
            .collect()
    };
    let (states, kinds) = (pairs(states), pairs(kinds));
    let catalogs: Vec<Choice> = catalogs
        .into_iter()
        .map(|catalog| Choice::new(catalog.id, catalog.name))
        .collect();
    view! {
        <form class="form" method="get" action=PATH role="search" aria-label=t!("Search the requests")>
            <FormErrors errors=wrong/>
            <FieldRow>
                <TextField name="who" label=t!("For whom") value=filter.who kind="search" placeholder=t!("Part of a name")/>
                <TextField name="package" label=t!("Package") value=filter.package kind="search" placeholder=t!("Part of a name")/>
                <SelectField name="catalog" label=t!("Catalog") choices=catalogs value=filter.catalog prompt=t!("All")/>
            </FieldRow>
            <FieldRow>
                <SelectField name="state" label=t!("State") choices=states value=filter.state prompt=t!("All")/>
                <SelectField name="kind" label=t!("Kind") choices=kinds value=filter.kind prompt=t!("All")/>
                <DateField name="from" label=t!("Asked from") value=filter.from error=from_error/>
                <DateField name="until" label=t!("Until") value=filter.until error=until_error/>
            </FieldRow>
            <FormActions>
                <Button look=Look::Secondary icon=Glyph::Search>{t!("Search")}</Button>
                {searched.then(|| view! { <LinkButton href=PATH look=Look::Quiet>{t!("Show everything")}</LinkButton> })}
            </FormActions>
        </form>
    }
}

#[component]
fn Found(rows: Vec<HistoryRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Person")),
        Column::new(t!("Package")),
        Column::new(t!("What")),
        Column::new(t!("Status")),
        Column::new(t!("Asked")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let closed = row.completed.map(|at| {
                view! { <p class="small muted">{t!("Closed")} " " <Time when=when(at)/></p> }
            });
            view! {
                <tr>
                    <Cell head=true>
                        {linked(row.subject, row.href)}
                        <p class="small muted">{row.subject_detail}</p>
                    </Cell>
                    <Cell label=t!("Package")>
                        {linked(row.package, row.package_href)}
                        <p class="small muted">{row.catalog}</p>
                    </Cell>
                    <Cell label=t!("What")>
                        {row.what}
                        {row.by.map(|by| view! { <p class="small muted">{t!("by {by}", by)}</p> })}
                    </Cell>
                    <Cell label=t!("Status")><Status badge=row.badge/></Cell>
                    <Cell label=t!("Asked")><Time when=when(row.created)/>{closed}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Requests found") columns>{rows}</Table> }
}

/// A name, with a link where there is a page.
fn linked(name: String, href: Option<String>) -> AnyView {
    match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}
