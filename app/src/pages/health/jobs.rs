//! The work beside requests.

use crate::pages::my::parts::when;
use crate::ui::{Cell, Column, Section, Stack, StatusBadge, Table, Time, Tone};
use leptos::prelude::*;
use shared::views::When;
use shared::views::health::JobRow;

/// Every kind of work since the server started.
#[component]
pub fn Jobs(jobs: Vec<JobRow>, looked: Option<When>) -> impl IntoView {
    let lead = looked.map_or_else(
        || t!("The background has not started.").to_owned(),
        |looked| {
            t!(
                "Since the server started. It last looked for work {relative}.",
                relative = looked.relative
            )
        },
    );
    let columns = vec![
        Column::new(t!("Work")),
        Column::new(t!("State")),
        Column::new(t!("Last")),
        Column::number(t!("Done")),
        Column::number(t!("Failed")),
    ];
    let (busy, idle): (Vec<_>, Vec<_>) = jobs.into_iter().partition(|job| job.last.is_some());
    let idle: Vec<_> = idle
        .into_iter()
        .map(|job| job.name.to_lowercase())
        .collect();
    let idle =
        (!idle.is_empty()).then(|| t!("Nothing to do so far: {idle}.", idle = idle.join(", ")));
    let table = (!busy.is_empty()).then(|| {
        let rows = busy.into_iter().map(row).collect_view();
        view! { <Table caption=t!("Background work") columns>{rows}</Table> }
    });
    view! {
        <Section id="work" title=t!("Background work") lead>
            <Stack tight=true>
                {table}
                {idle.map(|idle| view! { <p class="muted">{idle}</p> })}
            </Stack>
        </Section>
    }
}

fn row(job: JobRow) -> impl IntoView {
    let state = if job.failing {
        view! { <StatusBadge tone=Tone::Danger label=t!("Fails")/> }
    } else {
        view! { <StatusBadge tone=Tone::Good label=t!("Works")/> }
    };
    let error = job.error.map(|(error, at)| {
        view! {
            <p class="small">{error}" ("<Time when=when(at)/>")"</p>
        }
    });
    view! {
        <tr>
            <Cell head=true>{job.name}{error}</Cell>
            <Cell label=t!("State")>{state}</Cell>
            <Cell label=t!("Last")>{job.last.map(|last| view! { <Time when=when(last)/> })}</Cell>
            <Cell label=t!("Done") number=true>{job.done.to_string()}</Cell>
            <Cell label=t!("Failed") number=true>{job.failed.to_string()}</Cell>
        </tr>
    }
}
