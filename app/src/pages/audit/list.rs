//! Searching the log.

use super::filters::FilterForm;
use crate::pages::my::parts::{address, when};
use crate::ui::{
    Banner, Cell, Column, EmptyState, FilterChip, Filters, Glyph, LinkButton, Page, Pager, Table,
    Time, Tone,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::views::audit::{AuditFilter, AuditRow, AuditView, ChainView};

pub(super) const PATH: &str = "/admin/audit";

/// `filter` is an `AuditFilter` as JSON: its many texts stay one argument.
#[server(prefix = "/api/pages")]
pub async fn load_audit(filter: String, check: bool) -> Result<AuditView, PageError> {
    let filter = serde_json::from_str(&filter).unwrap_or_default();
    crate::web::answer(engine::audit::search(&crate::web::ctx()?, filter, check).await)
}

/// `/admin/audit?who=&what=&action=&from=&until=&actor=&subject=&target=&package=&catalog=&before=&check=yes`
#[component]
pub fn AuditPage() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            let filter = AuditFilter {
                who: get("who"),
                what: get("what"),
                action: get("action"),
                from: get("from"),
                until: get("until"),
                actor: get("actor"),
                subject: get("subject"),
                target: get("target"),
                package: get("package"),
                catalog: get("catalog"),
                before: get("before"),
            };
            (filter, get("check") == "yes")
        })
    });
    let page = Resource::new(
        move || wanted.get(),
        |(filter, check)| load_audit(serde_json::to_string(&filter).unwrap_or_default(), check),
    );
    view! {
        <Loaded resource=page let:view>
            <Audit view/>
        </Loaded>
    }
}

/// The address of a search.
pub(super) fn search_address(path: &str, filter: &AuditFilter) -> String {
    address(
        path,
        &[
            ("who", &filter.who),
            ("what", &filter.what),
            ("action", &filter.action),
            ("from", &filter.from),
            ("until", &filter.until),
            ("actor", &filter.actor),
            ("subject", &filter.subject),
            ("target", &filter.target),
            ("package", &filter.package),
            ("catalog", &filter.catalog),
            ("before", &filter.before),
        ],
    )
}

/// The filter without the search by id.
fn widened(filter: &AuditFilter) -> AuditFilter {
    AuditFilter {
        actor: String::new(),
        subject: String::new(),
        target: String::new(),
        package: String::new(),
        catalog: String::new(),
        before: String::new(),
        ..filter.clone()
    }
}

#[component]
fn Audit(view: AuditView) -> impl IntoView {
    let AuditView {
        page,
        filter,
        narrowed,
        areas,
        wrong,
        latest,
        chain,
    } = view;
    let later = !filter.before.is_empty();
    let from_start = AuditFilter {
        before: String::new(),
        ..filter.clone()
    };
    let next = page.next.map(|before| {
        let further = AuditFilter {
            before,
            ..filter.clone()
        };
        search_address(PATH, &further)
    });
    let first = later.then(|| search_address(PATH, &from_start));
    let export = search_address("/admin/audit/export.csv", &from_start);
    let check = match search_address(PATH, &filter) {
        plain if plain.contains('?') => format!("{plain}&check=yes"),
        plain => format!("{plain}?check=yes"),
    };
    let chips = narrowed.map(|label| {
        let chips = vec![FilterChip::new(
            label,
            search_address(PATH, &widened(&filter)),
            true,
        )];
        view! { <Filters label=t!("Narrowed to") chips/> }
    });
    let searched = from_start != AuditFilter::default();
    let content = if page.rows.is_empty() {
        let (title, text) = if searched {
            (
                t!("No record matches"),
                t!("Search for less, or in a longer time."),
            )
        } else {
            (
                t!("The log is empty"),
                t!("Every change will leave a record here."),
            )
        };
        view! { <EmptyState glyph=Glyph::Audit title text/> }.into_any()
    } else {
        view! { <RecordTable rows=page.rows/> }.into_any()
    };
    view! {
        <Page title=t!("Audit") lead=t!("Every change leaves a record that is chained to the one before. {latest} so far.", latest)
            actions=move || view! {
                <LinkButton href=check icon=Glyph::Shield>{t!("Check the chain")}</LinkButton>
                <LinkButton href=export icon=Glyph::External external=true>{t!("Download as CSV")}</LinkButton>
            }>
            {chain.map(|chain| view! { <Chain chain/> })}
            <FilterForm filter areas wrong searched/>
            {chips}
            {content}
            <Pager first next/>
        </Page>
    }
}

#[component]
fn Chain(chain: ChainView) -> impl IntoView {
    let (tone, title) = if chain.intact {
        (Tone::Good, t!("The chain is intact"))
    } else {
        (Tone::Danger, t!("The log was tampered with"))
    };
    view! { <Banner tone title><p>{chain.sentence}</p></Banner> }
}

/// Records as a table; also on the page of one record.
#[component]
pub fn RecordTable(rows: Vec<AuditRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("What happened")),
        Column::new(t!("To what")),
        Column::new(t!("Who")),
        Column::new(t!("When")),
        Column::number(t!("Record")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("{PATH}/{}", row.seq);
            let number = row.seq.to_string();
            view! {
                <tr>
                    <Cell head=true><a href=href>{row.title}</a></Cell>
                    <Cell label=t!("To what")>{linked(row.target, row.target_href)}</Cell>
                    <Cell label=t!("Who")>{linked(row.actor, row.actor_href)}</Cell>
                    <Cell label=t!("When")><Time when=when(row.when)/></Cell>
                    <Cell label=t!("Record") number=true>{number}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Audit records") columns>{rows}</Table> }
}

/// A name, with a link where there is a page.
pub(super) fn linked(name: String, href: Option<String>) -> AnyView {
    match href {
        Some(href) if !name.is_empty() => view! { <a href=href>{name}</a> }.into_any(),
        _ => view! { <span>{name}</span> }.into_any(),
    }
}
