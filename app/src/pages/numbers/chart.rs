//! Volume over time, drawn; the same as a table behind it.

use crate::ui::{Cell, Column, Disclosure, Table};
use leptos::prelude::*;
use shared::views::numbers::WeekRow;

/// Width of the drawing, of which each week has its share, and height of its columns.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 120.0;

/// A column for each week: all that was asked for, and in front of it what was granted.
#[component]
pub fn Weeks(weeks: Vec<WeekRow>) -> impl IntoView {
    let most = weeks
        .iter()
        .map(|week| week.asked.max(week.granted))
        .max()
        .unwrap_or(0)
        .max(1);
    let step = WIDTH / f64::from(u32::try_from(weeks.len()).unwrap_or(1).max(1));
    let height = |number: i64| {
        let (number, most) = (
            u32::try_from(number).unwrap_or(u32::MAX),
            u32::try_from(most).unwrap_or(u32::MAX),
        );
        f64::from(number) / f64::from(most) * HEIGHT
    };
    let column = |place: usize, number: i64, class: &'static str, inset: f64| {
        let x = step * f64::from(u32::try_from(place).unwrap_or(0)) + step * inset;
        let tall = height(number);
        view! {
            <rect class=class x=format!("{x:.1}") y=format!("{:.1}", HEIGHT - tall)
                width=format!("{:.1}", step * (1.0 - 2.0 * inset)) height=format!("{tall:.1}")></rect>
        }
    };
    let columns = weeks
        .iter()
        .enumerate()
        .map(|(place, week)| {
            view! {
                {column(place, week.asked, "week-asked", 0.12)}
                {column(place, week.granted, "week-granted", 0.3)}
            }
        })
        .collect_view();
    let ends = (
        weeks.first().map(|week| week.begins.clone()),
        weeks.last().map(|week| week.begins.clone()),
    );
    let heads = vec![
        Column::new(t!("Week of")),
        Column::number(t!("Asked")),
        Column::number(t!("Granted")),
        Column::number(t!("Denied or not decided")),
    ];
    let rows = weeks
        .into_iter()
        .rev()
        .map(|week| {
            view! {
                <tr>
                    <Cell head=true>{week.begins}</Cell>
                    <Cell label=t!("Asked") number=true>{week.asked.to_string()}</Cell>
                    <Cell label=t!("Granted") number=true>{week.granted.to_string()}</Cell>
                    <Cell label=t!("Denied or not decided") number=true>{week.refused.to_string()}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <figure class="weeks">
            <figcaption class="small muted">
                <span class="week-key week-key-asked">{t!("Asked")}</span>
                <span class="week-key week-key-granted">{t!("Granted")}</span>
                {t!("At most {most} in a week.", most)}
            </figcaption>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true" focusable="false">
                {columns}
            </svg>
            <p class="week-ends small muted"><span>{ends.0}</span><span>{ends.1}</span></p>
        </figure>
        <Disclosure title=t!("As a table")>
            <Table caption=t!("Requests week by week") columns=heads>{rows}</Table>
        </Disclosure>
    }
}
