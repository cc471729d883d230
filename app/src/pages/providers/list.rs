//! The sign-in providers.

use super::PATH;
use crate::ui::{
    Cell, Column, EmptyState, Glyph, LinkButton, Look, Page, StatusBadge, Table, Tone,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::figure;
use shared::views::providers::{ProviderRow, ProvidersView};

#[server(prefix = "/api/pages")]
pub async fn load_providers() -> Result<ProvidersView, PageError> {
    crate::web::answer(engine::providers::list(&crate::web::ctx()?).await)
}

/// `/admin/providers`
#[component]
pub fn ProvidersPage() -> impl IntoView {
    let providers = Resource::new(|| (), |()| load_providers());
    view! { <Loaded resource=providers let:view><Providers view/></Loaded> }
}

#[component]
fn Providers(view: ProvidersView) -> impl IntoView {
    let content = if view.rows.is_empty() {
        view! {
            <EmptyState glyph=Glyph::Key title=t!("No sign-in providers yet")
                text=t!("Members sign in with a password and partners with a code by mail. With a provider such as Entra, Okta, Google or Keycloak, they sign in where they do anyway.")
                action=|| view! { <LinkButton href="/admin/providers/new" look=Look::Primary>{t!("Add a provider")}</LinkButton> }/>
        }
        .into_any()
    } else {
        view! { <ProviderTable rows=view.rows/> }.into_any()
    };
    view! {
        <Page title=t!("Sign-in providers")
            lead=t!("Where members, and people of partner organizations, sign in with the account they have there (OpenID Connect).")
            actions=|| view! {
                <LinkButton href="/admin/providers/new" look=Look::Primary icon=Glyph::Plus>{t!("Add a provider")}</LinkButton>
            }>
            {content}
        </Page>
    }
}

#[component]
fn ProviderTable(rows: Vec<ProviderRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Provider")),
        Column::new(t!("Address" in "of a provider")),
        Column::new(t!("For whom")),
        Column::new(t!("State")),
        Column::number(t!("People")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell head=true><a href=format!("{PATH}/{}", row.id)>{row.name}</a></Cell>
                    <Cell label=t!("Address" in "of a provider")>{row.issuer}</Cell>
                    <Cell label=t!("For whom")>{for_whom(row.partners)}</Cell>
                    <Cell label=t!("State")><StateBadge enabled=row.enabled/></Cell>
                    <Cell label=t!("People") number=true>{figure(row.people)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Sign-in providers") columns>{rows}</Table> }
}

/// Whose people sign in there.
pub(super) fn for_whom(partners: bool) -> &'static str {
    if partners {
        t!("Partner organizations")
    } else {
        t!("Members")
    }
}

/// Whether people can sign in with it.
#[component]
pub(super) fn StateBadge(enabled: bool) -> impl IntoView {
    if enabled {
        view! { <StatusBadge tone=Tone::Good label=t!("On")/> }
    } else {
        view! { <StatusBadge tone=Tone::Neutral label=t!("Off")/> }
    }
}
