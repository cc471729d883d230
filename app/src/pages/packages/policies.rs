//! The policies of a package, in a list.

use super::frame::{PackageFrame, PackageTab};
use super::load::load_package_policies;
use crate::pages::catalogs::{RequiredSection, came_back, messages, typed};
use crate::pages::my::parts::path_param;
use crate::pages::my::request_form::summary;
use crate::ui::{
    Cell, Checkbox, Column, ConfirmForm, EmptyState, FormErrors, Glyph, LinkButton, Look, Section,
    StatusBadge, Table, TextField, Tone, Toolbar,
};
use crate::web::{Loaded, use_form, use_row_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::NAME_MAX;
use shared::views::figure;
use shared::views::packages::{PackagePoliciesView, PolicyRow};
use shared::views::policies::TemplateRow;

/// `/admin/packages/{id}/policies`
#[component]
pub fn PackagePoliciesPage() -> impl IntoView {
    let id = path_param("id");
    let page = Resource::new(move || id.get(), load_package_policies);
    let form = StoredValue::new(use_form("template"));
    let keep = StoredValue::new(use_row_form(&["keep"]));
    view! {
        <Loaded resource=page let:view>
            <Policies view errors=messages(&form.get_value()) keep=keep.get_value()/>
        </Loaded>
    }
}

#[component]
fn Policies(
    view: PackagePoliciesView,
    errors: Vec<(String, String)>,
    keep: FormState,
) -> impl IntoView {
    let PackagePoliciesView {
        head,
        policies,
        templates,
        may_keep_for_all,
        required,
    } = view;
    let saving = head.may.edit_policies.then_some(may_keep_for_all);
    let base = format!("/admin/packages/{}", head.id);
    let package = head.id.clone();
    let editable = head.may.edit_policies;
    let new = editable.then(|| format!("/admin/packages/{package}/policies/new"));
    let first = new.clone();
    let empty = policies.is_empty();
    let kept = policies
        .iter()
        .find(|policy| keep.form == format!("keep-{}", policy.id));
    let again = match (kept, saving) {
        (Some(policy), Some(for_all)) => {
            let (id, name) = (policy.id.clone(), policy.name.clone());
            view! { <Keep id name base=base.clone() for_all form=keep/> }.into_any()
        }
        _ => view! { <FormErrors errors=summary(&keep, &[])/> }.into_any(),
    };
    view! {
        <PackageFrame head current=PackageTab::Policies>
            <FormErrors errors/>
            {again}
            {(!empty).then(|| new.map(|href| view! {
                <Toolbar>
                    <LinkButton href look=Look::Primary icon=Glyph::Plus>{t!("New policy")}</LinkButton>
                </Toolbar>
            }))}
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::Flow title=t!("No policy yet")
                        text=t!("A policy says who can get the package, who decides and how long it lasts. Without one nobody can get it.")
                        action=move || first.map(|href| view! {
                            <LinkButton href look=Look::Primary>{t!("Create a policy")}</LinkButton>
                        })/>
                }.into_any()
            } else {
                view! { <PolicyTable policies package editable saving/> }.into_any()
            }}
            <RequiredSection required/>
            {(!templates.is_empty()).then(|| view! { <Templates templates base/> })}
        </PackageFrame>
    }
}

/// What new policies can start from (BYD-22).
#[component]
fn Templates(templates: Vec<TemplateRow>, base: String) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Template")),
        Column::new(t!("What it says")),
        Column::silent(t!("Actions")),
    ];
    let rows = templates
        .into_iter()
        .map(|row| {
            let href = format!("{base}/policies/new?template={}", row.id);
            let label = t!("New policy from {name}", name = row.name);
            let delete = row.may_delete.then(|| {
                let action = format!("{base}/templates/{}/delete", row.id);
                view! {
                    <ConfirmForm id=format!("delete-{}", row.id) verb=t!("Delete") small=true look=Look::Quiet action
                        title=t!("Delete the template {name}?", name = row.name) label=t!("Delete {name}", name = row.name)
                        consequence=t!("Policies made from it stay as they are.")/>
                }
            });
            view! {
                <tr>
                    <Cell head=true>
                        {row.name}
                        <p class="small muted">{if row.for_all { t!("For every catalog") } else { t!("For this catalog") }}</p>
                    </Cell>
                    <Cell label=t!("What it says")>{row.what}</Cell>
                    <Cell actions=true>
                        <LinkButton href small=true label=label>{t!("New policy from it")}</LinkButton>
                        {delete}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Templates") lead=t!("Policies kept to make others from.")>
            <Table caption=t!("Templates") columns>{rows}</Table>
        </Section>
    }
}

/// The button that keeps a policy as a template; once refused, what it opens.
#[component]
fn Keep(
    id: String,
    name: String,
    base: String,
    for_all: bool,
    /// As it was refused.
    #[prop(optional)]
    form: FormState,
) -> impl IntoView {
    let open = came_back(&form);
    let dialog = format!("{}keep-{id}", if open { "again-" } else { "" });
    let (in_name, in_all) = (format!("f-name-{dialog}"), format!("f-all-{dialog}"));
    let (value, error) = (
        typed(&form, "template_name", &name),
        form.errors.get("template_name"),
    );
    let (every, all_error) = (form.fields.is_on("for_all"), form.errors.get("for_all"));
    view! {
        <ConfirmForm id=dialog verb=t!("Keep as template") small=true look=Look::Quiet harmless=true open
            action=format!("{base}/policies/{id}/template") title=t!("Keep {name} as a template?", name)
            label=t!("Keep {name} as a template", name)
            consequence=t!("New policies can start from what it says now. Changing it later does not change the template.")>
            <FormErrors errors=summary(&form, &[])/>
            <TextField name="template_name" id=in_name label=t!("Name of the template") value error required=true
                maxlength=NAME_MAX/>
            {for_all.then(|| view! {
                <Checkbox name="for_all" id=in_all label=t!("For every catalog") checked=every error=all_error
                    hint=t!("Otherwise for this one alone.")/>
            })}
        </ConfirmForm>
    }
}

/// Policies with what they say in short; `editable` links to the editor.
#[component]
pub fn PolicyTable(
    policies: Vec<PolicyRow>,
    package: String,
    editable: bool,
    /// With a button to keep each as a template; says whether one for every catalog can be kept.
    #[prop(optional_no_strip)]
    saving: Option<bool>,
) -> impl IntoView {
    let mut columns = vec![
        Column::new(t!("Policy")),
        Column::new(t!("Who")),
        Column::new(t!("Approval")),
        Column::new(t!("Lasts")),
        Column::new(t!("State")),
        Column::number(t!("People")),
    ];
    if saving.is_some() {
        columns.push(Column::silent(t!("Actions")));
    }
    let rows = policies
        .into_iter()
        .map(|policy| {
            let href = format!("/admin/packages/{package}/policies/{}", policy.id);
            let keep = saving.map(|for_all| {
                let (id, name) = (policy.id.clone(), policy.name.clone());
                let base = format!("/admin/packages/{package}");
                view! { <Cell actions=true><Keep id name base for_all/></Cell> }
            });
            let (tone, label) = if policy.enabled {
                (Tone::Good, t!("Takes requests"))
            } else {
                (Tone::Neutral, t!("Switched off"))
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
                    <Cell label=t!("Who")>{policy.who}</Cell>
                    <Cell label=t!("Approval")>{policy.approval}</Cell>
                    <Cell label=t!("Lasts")>
                        {policy.lasts}
                        {(!policy.leaving.is_empty()).then(|| view! { <p class="small muted">{policy.leaving}</p> })}
                    </Cell>
                    <Cell label=t!("State")><StatusBadge tone label/></Cell>
                    <Cell label=t!("People") number=true>{figure(policy.holders)}</Cell>
                    {keep}
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Policies") columns>{rows}</Table> }
}
