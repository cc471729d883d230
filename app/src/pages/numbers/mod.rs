//! Numbers for managers (BYD-28).

mod chart;

use crate::pages::my::parts::{address, query_param};
use crate::ui::{
    Bar, BarChart, Button, Card, Cell, Choice, Column, EmptyState, FieldRow, FilterChip, Filters,
    Glyph, Hidden, Look, Page, Section, SelectField, Stack, Stat, Stats, Table, Tone, Toolbar,
};
use crate::web::{Loaded, PageError};
use chart::Weeks;
use leptos::prelude::*;
use shared::views::catalogs::Named;
use shared::views::numbers::{BusyRow, NumbersView, StageRow};

const PATH: &str = "/admin/numbers";

fn periods() -> [(&'static str, &'static str); 3] {
    [
        ("4", t!("4 weeks")),
        ("13", t!("A quarter")),
        ("52", t!("A year")),
    ]
}

#[server(prefix = "/api/pages")]
pub async fn load_numbers(period: String, catalog: String) -> Result<NumbersView, PageError> {
    crate::web::answer(engine::numbers::view(&crate::web::ctx()?, &period, &catalog).await)
}

/// `/admin/numbers?period=&catalog=`
#[component]
pub fn NumbersPage() -> impl IntoView {
    let (period, catalog) = (query_param("period"), query_param("catalog"));
    let page = Resource::new(
        move || (period.get(), catalog.get()),
        |(period, catalog)| load_numbers(period, catalog),
    );
    view! {
        <Loaded resource=page let:view>
            <Numbers view/>
        </Loaded>
    }
}

#[component]
fn Numbers(view: NumbersView) -> impl IntoView {
    let chips = periods()
        .iter()
        .map(|(value, label)| {
            let href = address(PATH, &[("period", value), ("catalog", &view.catalog)]);
            FilterChip::new(*label, href, view.period == *value)
        })
        .collect();
    let choices: Vec<Choice> = view
        .catalogs
        .iter()
        .map(|catalog| Choice::new(catalog.id.clone(), catalog.name.clone()))
        .collect();
    let (period, catalog) = (view.period.clone(), view.catalog.clone());
    let several = choices.len() > 1;
    let nothing = view
        .weeks
        .iter()
        .all(|week| week.asked == 0 && week.granted == 0);
    view! {
        <Page title=t!("Numbers")
            lead=t!("How long people wait for access, where requests wait, and what is asked for most. Direct assignments are left out.")>
            <Toolbar>
                <Filters label=t!("Period") chips/>
            </Toolbar>
            {several.then(|| view! {
                <form class="form form-inline" method="get" action=PATH>
                    <Hidden name="period" value=period/>
                    <FieldRow>
                        <SelectField name="catalog" label=t!("Catalog") choices value=catalog prompt=t!("All")/>
                        <Button look=Look::Secondary>{t!("Show")}</Button>
                    </FieldRow>
                </form>
            })}
            {if nothing {
                view! {
                    <EmptyState glyph=Glyph::Chart title=t!("Nobody asked for anything in this time")
                        text=t!("Look at a longer time, or at another catalog.")/>
                }.into_any()
            } else {
                view! { <Content view/> }.into_any()
            }}
        </Page>
    }
}

/// A share of a whole, in percent.
fn share(part: i64, whole: i64) -> Option<String> {
    (whole > 0).then(|| t!("{percent}% of those closed", percent = part * 100 / whole))
}

fn from_asking(requests: i64) -> String {
    tn!(
        requests,
        "From asking to having, of {n} request. To the minute below two hours, to the hour above.",
        "From asking to having, of {n} requests. To the minute below two hours, to the hour above."
    )
}

#[component]
fn Content(view: NumbersView) -> impl IntoView {
    let closed = view.granted + view.denied + view.unanswered + view.canceled + view.failed;
    let times = view.times;
    let or_none = |words: String| {
        if words.is_empty() {
            t!("None yet").to_owned()
        } else {
            words
        }
    };
    view! {
        <Stack>
            <Section title=t!("Time to access") lead=from_asking(times.count)>
                <Stats>
                    <Stat label=t!("Half of them within") value=or_none(times.median)/>
                    <Stat label=t!("90 of 100 within") value=or_none(times.most)/>
                    <Stat label=t!("95 of 100 within") value=or_none(times.nearly_all)/>
                </Stats>
            </Section>
            <Section title=t!("What came of requests")>
                <Stats>
                    <Stat label=t!("Asked") value=view.asked.to_string()/>
                    <Stat label=t!("Granted") value=view.granted.to_string() note=share(view.granted, closed)/>
                    <Stat label=t!("Denied") value=view.denied.to_string() note=share(view.denied, closed)/>
                    <Stat label=t!("Nobody decided") value=view.unanswered.to_string() note=share(view.unanswered, closed)
                        tone=if_any(view.unanswered)/>
                    <Stat label=t!("Could not be set up") value=view.failed.to_string() note=share(view.failed, closed)
                        tone=if_any(view.failed)/>
                </Stats>
            </Section>
            <Section title=t!("Requests week by week")>
                <Card><Weeks weeks=view.weeks/></Card>
            </Section>
            <Slowest rows=view.slowest/>
            <Busiest rows=view.busiest/>
        </Stack>
    }
}

const fn if_any(number: i64) -> Tone {
    if number > 0 {
        Tone::Warning
    } else {
        Tone::Neutral
    }
}

fn link(package: Named, place: &str) -> impl IntoView {
    let href = format!("/admin/packages/{}{place}", package.id);
    view! { <a href=href>{package.name}</a> }
}

#[component]
fn Slowest(rows: Vec<StageRow>) -> impl IntoView {
    let lead = t!("Where half of all decisions take longest; stages with three decisions or more.");
    if rows.is_empty() {
        return view! {
            <Section title=t!("Slowest stages") lead>
                <p class="muted">{t!("No stage had three decisions in this time.")}</p>
            </Section>
        }
        .into_any();
    }
    let bars = rows
        .iter()
        .map(|row| Bar {
            label: t!(
                "{package}, stage {stage}",
                package = row.package.name,
                stage = row.stage
            ),
            value: row.minutes,
            shown: row.times.median.clone(),
        })
        .collect();
    let columns = vec![
        Column::new(t!("Package")),
        Column::number(t!("Stage")),
        Column::number(t!("Decisions")),
        Column::number(t!("Half within")),
        Column::number(t!("90 of 100 within")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell head=true>{link(row.package, "/policies")}</Cell>
                    <Cell label=t!("Stage") number=true>{row.stage.to_string()}</Cell>
                    <Cell label=t!("Decisions") number=true>{row.times.count.to_string()}</Cell>
                    <Cell label=t!("Half within") number=true>{row.times.median}</Cell>
                    <Cell label=t!("90 of 100 within") number=true>{row.times.most}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Slowest stages") lead>
            <Stack tight=true>
                <Card><BarChart caption=t!("Half of all decisions within") bars/></Card>
                <Table caption=t!("Slowest stages") columns>{rows}</Table>
            </Stack>
        </Section>
    }
    .into_any()
}

#[component]
fn Busiest(rows: Vec<BusyRow>) -> impl IntoView {
    let bars = rows
        .iter()
        .map(|row| Bar {
            label: row.package.name.clone(),
            value: u32::try_from(row.asked).unwrap_or(u32::MAX),
            shown: row.asked.to_string(),
        })
        .collect();
    let columns = vec![
        Column::new(t!("Package")),
        Column::number(t!("Asked")),
        Column::number(t!("Granted")),
        Column::number(t!("Half have it within")),
        Column::number(t!("90 of 100 within")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell head=true>
                        {link(row.package, "/requests")}
                        <p class="small muted">{row.catalog}</p>
                    </Cell>
                    <Cell label=t!("Asked") number=true>{row.asked.to_string()}</Cell>
                    <Cell label=t!("Granted") number=true>{row.granted.to_string()}</Cell>
                    <Cell label=t!("Half have it within") number=true>{row.times.median}</Cell>
                    <Cell label=t!("90 of 100 within") number=true>{row.times.most}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Busiest packages") lead=t!("What people asked for most.")>
            <Stack tight=true>
                <Card><BarChart caption=t!("Times asked for") bars/></Card>
                <Table caption=t!("Busiest packages") columns>{rows}</Table>
            </Stack>
        </Section>
    }
}
