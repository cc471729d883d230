//! The programs.

use super::PATH;
use crate::pages::my::parts::when;
use crate::ui::{
    Cell, Column, EmptyState, Glyph, LinkButton, Look, Page, StatusBadge, Table, Time, Tone,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::programs::{ProgramRow, ProgramsView};

#[server(prefix = "/api/pages")]
pub async fn load_programs() -> Result<ProgramsView, PageError> {
    crate::web::answer(engine::programs::list(&crate::web::ctx()?).await)
}

/// `/admin/programs`
#[component]
pub fn ProgramsPage() -> impl IntoView {
    let programs = Resource::new(|| (), |()| load_programs());
    view! {
        <Loaded resource=programs let:view>
            <Page title=t!("Programs")
                lead=t!("Programs that work with the portal by themselves: identity providers that bring people in, and scripts.")
                actions=|| view! {
                    <LinkButton href="/admin/programs/new" look=Look::Primary icon=Glyph::Plus>{t!("Add a program")}</LinkButton>
                }>
                {if view.rows.is_empty() {
                    view! {
                        <EmptyState glyph=Glyph::App title=t!("No programs yet")
                            text=t!("Add one to give it roles and a token of its own.")
                            action=|| view! { <LinkButton href="/admin/programs/new" look=Look::Primary>{t!("Add a program")}</LinkButton> }/>
                    }.into_any()
                } else {
                    view! { <ProgramTable rows=view.rows/> }.into_any()
                }}
            </Page>
        </Loaded>
    }
}

#[component]
fn ProgramTable(rows: Vec<ProgramRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Program")),
        Column::new(t!("State")),
        Column::number(t!("Tokens")),
        Column::new(t!("Last used")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let used = match row.last_used {
                Some(at) => view! { <Time when=when(at)/> }.into_any(),
                None => view! { <span class="muted">{t!("Never")}</span> }.into_any(),
            };
            view! {
                <tr>
                    <Cell head=true><a href=format!("{PATH}/{}", row.id)>{row.name}</a></Cell>
                    <Cell label=t!("State")><ProgramState enabled=row.enabled/></Cell>
                    <Cell label=t!("Tokens") number=true>{row.tokens.to_string()}</Cell>
                    <Cell label=t!("Last used")>{used}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Programs") columns>{rows}</Table> }
}

/// The state in words.
#[component]
pub fn ProgramState(enabled: bool) -> impl IntoView {
    if enabled {
        view! { <StatusBadge tone=Tone::Good label=t!("Enabled")/> }
    } else {
        view! { <StatusBadge tone=Tone::Warning label=t!("Disabled")/> }
    }
}
