//! One record in full.

use super::list::{PATH, RecordTable, linked};
use crate::pages::my::parts::{path_param, when};
use crate::ui::{Cell, Column, Fact, FactList, Link, Page, Section, SidePanel, Stack, Table, Time};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::audit::RecordView;

#[server(prefix = "/api/pages")]
pub async fn load_record(seq: String) -> Result<RecordView, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let seq = seq.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::audit::record(&ctx, seq).await
    };
    crate::web::answer(outcome.await)
}

/// `/admin/audit/{seq}`
#[component]
pub fn RecordPage() -> impl IntoView {
    let seq = path_param("seq");
    let record = Resource::new(move || seq.get(), load_record);
    view! {
        <Loaded resource=record let:record>
            <Record record/>
        </Loaded>
    }
}

#[component]
fn Record(record: RecordView) -> impl IntoView {
    let row = record.row;
    let target = linked(row.target.clone(), row.target_href);
    let actor = linked(row.actor, row.actor_href);
    let searches = record
        .searches
        .into_iter()
        .map(|(words, href)| view! { <li><a href=href>{words}</a></li> })
        .collect_view();
    let (hash, previous) = (record.hash, record.previous_hash);
    let correlation = record.correlation;
    let related = (!record.related.is_empty()).then(|| {
        let count = record.related.len() as u64;
        view! {
            <Section title=t!("In the same request") count=count>
                <RecordTable rows=record.related/>
            </Section>
        }
    });
    view! {
        <Page title=row.title lead=row.target
            trail=vec![Link::new(PATH, t!("Audit")), Link::new(format!("{PATH}/{}", row.seq), t!("Record {seq}", seq = row.seq))]
            aside=move || view! {
                <SidePanel title=t!("Find more")><ul class="stack stack-tight">{searches}</ul></SidePanel>
                <SidePanel title=t!("In the chain")>
                    <FactList>
                        <Fact term=t!("Request")><code>{correlation}</code></Fact>
                        <Fact term=t!("Fingerprint")><code>{hash}</code></Fact>
                        <Fact term=t!("Fingerprint of the record before")>
                            {if previous.is_empty() {
                                view! { <span>{t!("None: this is the first record.")}</span> }.into_any()
                            } else {
                                view! { <code>{previous}</code> }.into_any()
                            }}
                        </Fact>
                    </FactList>
                </SidePanel>
            }>
            <Section title=t!("What happened")>
                <FactList wide=true>
                    <Fact term=t!("When")><Time when=when(row.when) exact=true/></Fact>
                    <Fact term=t!("Who")>{actor}</Fact>
                    <Fact term=t!("To what")>
                        {target}
                        {(!record.target_kind.is_empty()).then(|| view! { <span class="muted">{format!(" ({})", record.target_kind)}</span> })}
                    </Fact>
                    <Fact term=t!("Allowed by")>{record.because}</Fact>
                    <Fact term=t!("Action")><code>{record.action}</code></Fact>
                </FactList>
            </Section>
            <Changes rows=record.changes/>
            <Facts rows=record.facts/>
            <Stack>{related}</Stack>
        </Page>
    }
}

#[component]
fn Changes(rows: Vec<(String, String, String)>) -> impl IntoView {
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::new(t!("What")),
        Column::new(t!("Before")),
        Column::new(t!("After")),
    ];
    let rows = rows
        .into_iter()
        .map(|(name, before, after)| {
            view! {
                <tr>
                    <Cell head=true>{name}</Cell>
                    <Cell label=t!("Before")><Value text=before/></Cell>
                    <Cell label=t!("After")><Value text=after/></Cell>
                </tr>
            }
        })
        .collect_view();
    Some(view! {
        <Section title=t!("What changed")>
            <Table caption=t!("What changed") columns>{rows}</Table>
        </Section>
    })
}

#[component]
fn Value(text: String) -> impl IntoView {
    if text.is_empty() {
        view! { <span class="muted">{t!("empty")}</span> }.into_any()
    } else {
        view! { <span class="quoted">{text}</span> }.into_any()
    }
}

#[component]
fn Facts(rows: Vec<(String, String)>) -> impl IntoView {
    if rows.is_empty() {
        return None;
    }
    let facts = rows
        .into_iter()
        .map(|(term, value)| view! { <Fact term><Value text=value/></Fact> })
        .collect_view();
    Some(view! { <Section title=t!("Details")><FactList wide=true>{facts}</FactList></Section> })
}
