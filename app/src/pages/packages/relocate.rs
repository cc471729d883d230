//! Moving a package to another catalog, or copying it (PKG-16, BYD-21).

use super::frame::trail_below;
use super::load::load_move;
use crate::pages::catalogs::{checked, messages, typed};
use crate::pages::my::parts::{path_param, query_param};
use crate::ui::{
    Button, Cell, Checkbox, Choice, Column, FormActions, FormErrors, Hidden, Look, Page, PostForm,
    Section, SelectField, StatusBadge, Table, TextField, Tone,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::NAME_MAX;
use shared::views::Figure;
use shared::views::packages::{MoveResource, MoveView};

/// `/admin/packages/{id}/move?catalog=`
#[component]
pub fn RelocatePage() -> impl IntoView {
    let (id, catalog) = (path_param("id"), query_param("catalog"));
    let page = Resource::new(
        move || (id.get(), catalog.get()),
        |(id, catalog)| load_move(id, catalog),
    );
    let forms = StoredValue::new((use_form("move"), use_form("copy")));
    view! {
        <Loaded resource=page let:view>
            {
                let (moving, copying) = forms.get_value();
                view! { <Relocate view moving copying/> }
            }
        </Loaded>
    }
}

#[component]
fn Relocate(view: MoveView, moving: FormState, copying: FormState) -> impl IntoView {
    let MoveView {
        head,
        catalogs,
        target,
        resources,
        policies,
        may_move,
        may_add,
        may_rules,
    } = view;
    let base = format!("/admin/packages/{}", head.id);
    let chosen = !target.is_empty();
    let elsewhere = target != head.catalog.id;
    let choices: Vec<Choice> = catalogs
        .iter()
        .map(|catalog| Choice::new(catalog.id.clone(), catalog.name.clone()))
        .collect();
    let place = catalogs
        .iter()
        .find(|catalog| catalog.id == target)
        .map(|catalog| catalog.name.clone())
        .unwrap_or_default();
    let missing = resources.iter().filter(|one| !one.there).count();
    let stuck = resources.iter().any(|one| !one.there && !one.addable);
    let name = head.name.clone();
    let trail = trail_below(&head);
    let (move_target, copy_target) = (target.clone(), target.clone());
    let (move_action, copy_action) = (format!("{base}/move"), format!("{base}/copy"));
    let (find, there) = (move_action.clone(), place.clone());
    // Both forms ask about the same; the box of this one has a name of its own.
    let mut not_copied = messages(&copying);
    for (field, _) in &mut not_copied {
        if field == "add_missing" {
            "copy_missing".clone_into(field);
        }
    }
    view! {
        <Page title=t!("Move or copy {name}", name) trail narrow=true
            lead=t!("What the package gives must be in the other catalog, too. Choose the catalog to see whether it is.")>
            <form class="form" method="get" action=find>
                <SelectField name="catalog" label=t!("Catalog") choices value=target prompt=t!("Choose a catalog") required=true/>
                <FormActions>
                    <Button look=Look::Secondary>{t!("Check this catalog")}</Button>
                </FormActions>
            </form>
            {chosen.then(|| view! {
                <Section title=t!("What it gives") count=resources.len() as u64>
                    {if resources.is_empty() {
                        view! { <p class="muted">{t!("Nothing yet, so it fits into every catalog.")}</p> }.into_any()
                    } else {
                        view! { <Resources rows=resources place=there/> }.into_any()
                    }}
                    {stuck.then(|| view! {
                        <p class="muted">
                            {t!("What is missing can be brought in only by somebody who runs that catalog and owns the resource, or by an administrator.")}
                        </p>
                    })}
                </Section>
                {(may_move && elsewhere).then(|| view! {
                    <Section title=t!("Move it to {place}", place)
                        lead=t!("Whoever has the package keeps it. From then on those who run the other catalog run it.")>
                        <PostForm action=move_action>
                            <FormErrors errors=messages(&moving)/>
                            <Hidden name="catalog" value=move_target/>
                            <Missing name="add_missing" form=moving.clone() missing may_add/>
                            <FormActions>
                                <Button look=Look::Primary>{t!("Move")}</Button>
                            </FormActions>
                        </PostForm>
                    </Section>
                })}
                <Section title=t!("Copy it to {place}", place)
                    lead=if may_rules {
                        t!("The copy has the same roles, and what rules the package out rules the copy out. Nobody has it at first.")
                    } else {
                        t!("The copy has the same roles. Its policies, and what rules the package out, stay here: copying those takes a role that may change them. Nobody has the copy at first.")
                    }>
                    <PostForm action=copy_action>
                        <FormErrors errors=not_copied/>
                        <Hidden name="catalog" value=copy_target/>
                        <TextField name="name" label=t!("Name of the copy") required=true autocomplete="off"
                            maxlength=u32::try_from(NAME_MAX).unwrap_or(u32::MAX)
                            value=typed(&copying, "name", &if elsewhere { name.clone() } else { t!("{name} (copy)", name) })
                            error=copying.errors.get("name")/>
                        {may_rules.then(|| view! {
                            <Checkbox name="policies" label=tn!(Figure(policies), "Copy {n} policy along", "Copy {n} policies along")
                                checked=checked(&copying, "policies", true)
                                hint=t!("Otherwise nobody can ask for the copy until it has a policy.")/>
                        })}
                        <Missing name="copy_missing" form=copying.clone() missing may_add/>
                        <FormActions>
                            <Button look=Look::Primary>{t!("Copy")}</Button>
                        </FormActions>
                    </PostForm>
                </Section>
            })}
        </Page>
    }
}

/// The box that brings in what the other catalog lacks.
#[component]
fn Missing(name: &'static str, form: FormState, missing: usize, may_add: bool) -> impl IntoView {
    (missing > 0).then(|| {
        view! {
            <Checkbox name=name disabled=!may_add
                label=tn!(
                    missing,
                    "Bring {n} missing resource into that catalog",
                    "Bring {n} missing resources into that catalog"
                )
                checked=checked(&form, name, false) error=form.errors.get("add_missing")
                hint=if may_add { t!("Everybody who makes packages there can then use them.") } else { t!("You do not run that catalog.") }/>
        }
    })
}

#[component]
fn Resources(rows: Vec<MoveResource>, place: String) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Resource")),
        Column::new(t!("Kind")),
        Column::new(t!("In {place}", place)),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let (tone, label) = match (row.there, row.addable) {
                (true, _) => (Tone::Good, t!("Is there")),
                (false, true) => (Tone::Notice, t!("Missing, you can bring it in")),
                (false, false) => (Tone::Warning, t!("Missing")),
            };
            view! {
                <tr>
                    <Cell head=true>{row.name}</Cell>
                    <Cell label=t!("Kind")>{row.kind}</Cell>
                    <Cell label=t!("There")><StatusBadge tone label/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("What the package gives") columns>{rows}</Table> }
}
