//! The policies of a package, in a list.

use super::frame::{PackageFrame, PackageTab};
use super::load::load_package_policies;
use crate::pages::catalogs::RequiredSection;
use crate::pages::my::parts::path_param;
use crate::ui::{
    Cell, Column, EmptyState, Glyph, LinkButton, Look, StatusBadge, Table, Tone, Toolbar,
};
use crate::web::Loaded;
use leptos::prelude::*;
use shared::views::figure;
use shared::views::packages::{PackagePoliciesView, PolicyRow};

/// `/admin/packages/{id}/policies`
#[component]
pub fn PackagePoliciesPage() -> impl IntoView {
    let id = path_param("id");
    let page = Resource::new(move || id.get(), load_package_policies);
    view! {
        <Loaded resource=page let:view>
            <Policies view/>
        </Loaded>
    }
}

#[component]
fn Policies(view: PackagePoliciesView) -> impl IntoView {
    let PackagePoliciesView {
        head,
        policies,
        required,
    } = view;
    let package = head.id.clone();
    let editable = head.may.edit_policies;
    let new = editable.then(|| format!("/admin/packages/{package}/policies/new"));
    let first = new.clone();
    let empty = policies.is_empty();
    view! {
        <PackageFrame head current=PackageTab::Policies>
            {(!empty).then(|| new.map(|href| view! {
                <Toolbar>
                    <LinkButton href look=Look::Primary icon=Glyph::Plus>"New policy"</LinkButton>
                </Toolbar>
            }))}
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::Flow title="No policy yet"
                        text="A policy says who can get the package, who decides and how long it lasts. Without one nobody can get it."
                        action=move || first.map(|href| view! {
                            <LinkButton href look=Look::Primary>"Create a policy"</LinkButton>
                        })/>
                }.into_any()
            } else {
                view! { <PolicyTable policies package editable/> }.into_any()
            }}
            <RequiredSection required/>
        </PackageFrame>
    }
}

/// Policies with what they say in short; `editable` links to the editor.
#[component]
pub fn PolicyTable(policies: Vec<PolicyRow>, package: String, editable: bool) -> impl IntoView {
    let columns = vec![
        Column::new("Policy"),
        Column::new("Who"),
        Column::new("Approval"),
        Column::new("Lasts"),
        Column::new("State"),
        Column::number("People"),
    ];
    let rows = policies
        .into_iter()
        .map(|policy| {
            let href = format!("/admin/packages/{package}/policies/{}", policy.id);
            let (tone, label) = if policy.enabled {
                (Tone::Good, "Takes requests")
            } else {
                (Tone::Neutral, "Switched off")
            };
            view! {
                <tr>
                    <Cell head=true>
                        {if editable {
                            view! { <a href=href>{policy.name}</a> }.into_any()
                        } else {
                            view! { <span>{policy.name}</span> }.into_any()
                        }}
                    </Cell>
                    <Cell label="Who">{policy.who}</Cell>
                    <Cell label="Approval">{policy.approval}</Cell>
                    <Cell label="Lasts">{policy.lasts}</Cell>
                    <Cell label="State"><StatusBadge tone label/></Cell>
                    <Cell label="People" number=true>{figure(policy.holders)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption="Policies" columns>{rows}</Table> }
}
