//! What rules a package out, and what it rules out (PKG-17, PKG-18, PKG-20).

use super::frame::{PackageFrame, PackageTab};
use super::load::load_separation;
use crate::pages::catalogs::messages;
use crate::pages::my::parts::{path_param, query_param};
use crate::ui::{
    Banner, Button, Cell, CheckboxGroup, Choice, Column, ConfirmForm, EmptyState, FormActions,
    FormErrors, Glyph, LinkButton, Look, PostForm, SearchField, Section, Stack, Table, Tone,
    Toolbar,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::Figure;
use shared::views::catalogs::Named;
use shared::views::separation::{OtherRow, SeparationView};

/// `/admin/packages/{id}/separation?q=`
#[component]
pub fn SeparationPage() -> impl IntoView {
    let (id, q) = (path_param("id"), query_param("q"));
    let page = Resource::new(
        move || (id.get(), q.get()),
        |(id, q)| load_separation(id, q),
    );
    let form = StoredValue::new(use_form("separation"));
    view! {
        <Loaded resource=page let:view>
            <Separation view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Separation(view: SeparationView, form: FormState) -> impl IntoView {
    let SeparationView {
        head,
        packages,
        groups,
        ruled_out,
        choices,
        group_choices,
        q,
        more,
    } = view;
    let path = format!("/admin/packages/{}/separation", head.id);
    let new_package = head
        .may
        .edit
        .then(|| format!("/admin/packages/new?catalog={}", head.catalog.id));
    let name = head.name.clone();
    let (count, both) = (
        packages.len() + groups.len(),
        packages.iter().chain(&groups).any(|row| row.overlap > 0),
    );
    let overlaps = format!("{path}/overlaps");
    let (table_path, table_name) = (path.clone(), name.clone());
    view! {
        <PackageFrame head current=PackageTab::Separation>
            <FormErrors errors=messages(&form)/>
            <Section title=t!("What rules this package out") count=count as u64
                lead=t!("Nobody gets this package who has one of these packages, waits for one, or is in one of these groups. That binds administrators too.")
                actions=move || (count > 0).then(|| view! {
                    <LinkButton href=overlaps small=true icon=Glyph::People>{t!("Who has both")}</LinkButton>
                })>
                {if count == 0 {
                    view! {
                        <EmptyState glyph=Glyph::Shield title=t!("Nothing rules it out")
                            text=t!("Add packages or groups that must never meet this package in one person, such as ordering and paying.")/>
                    }.into_any()
                } else {
                    view! {
                        <Stack>
                            {both.then(|| view! {
                                <Banner tone=Tone::Warning>
                                    <p>{t!("Some people have both already. They keep both until somebody takes one away.")}</p>
                                </Banner>
                            })}
                            <Others packages groups path=table_path name=table_name/>
                            <p class="small muted">
                                {t!("Somebody needs both after all? Make a third package that gives what they lack, with an approval of its own.")}" "
                                {new_package.map(|href| view! { <a href=href>{t!("Make a package")}</a> })}
                            </p>
                        </Stack>
                    }.into_any()
                }}
            </Section>
            <RuledOut rows=ruled_out name=name/>
            <Add choices group_choices q more path form/>
        </PackageFrame>
    }
}

/// The name of a package with the way to its page, as far as the reader sees it.
#[component]
fn OtherName(row: OtherRow) -> impl IntoView {
    if row.visible {
        let href = format!("/admin/packages/{}/separation", row.id);
        view! { <a href=href>{row.name}</a> }.into_any()
    } else {
        view! { <span class="muted">{t!("A package in a catalog you do not see")}</span> }
            .into_any()
    }
}

fn name_of(row: &OtherRow) -> String {
    if row.name.is_empty() {
        t!("the other package").to_owned()
    } else {
        row.name.clone()
    }
}

#[component]
fn Others(
    packages: Vec<OtherRow>,
    groups: Vec<OtherRow>,
    path: String,
    name: String,
) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package or group")),
        Column::new(t!("Where")),
        Column::number(t!("Have both")),
        Column::silent(t!("Actions")),
    ];
    let kinds = [("packages", packages), ("groups", groups)];
    let rows = kinds
        .into_iter()
        .flat_map(|(kind, rows)| rows.into_iter().map(move |row| (kind, row)))
        .map(|(kind, row)| {
            let other = name_of(&row);
            let action = format!("{path}/{kind}/{}/remove", row.id);
            let consequence = if kind == "packages" {
                t!("From then on people who have {other} can get {name} too, as far as its policies allow.", other, name)
            } else {
                t!("From then on members of {other} can get {name}, as far as its policies allow.", other, name)
            };
            let remove = view! {
                <ConfirmForm id=format!("remove-{}", row.id) verb=t!("Remove") small=true look=Look::Secondary
                    action title=t!("Allow {name} together with {other}?", other, name)
                    label=t!("Stop ruling out {other}", other) consequence/>
            };
            let overlap = tn!(Figure(row.overlap), "{n} person", "{n} people");
            let place = if kind == "groups" {
                t!("Group").to_owned()
            } else {
                row.catalog.clone()
            };
            let head = if kind == "groups" {
                row.name.into_any()
            } else {
                view! { <OtherName row/> }.into_any()
            };
            view! {
                <tr>
                    <Cell head=true>{head}</Cell>
                    <Cell label=t!("Where")>{place}</Cell>
                    <Cell label=t!("Have both") number=true>{overlap}</Cell>
                    <Cell actions=true>{remove}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("What rules this package out") columns>{rows}</Table> }
}

/// The other side: packages that name this one.
#[component]
fn RuledOut(rows: Vec<OtherRow>, name: String) -> impl IntoView {
    if rows.is_empty() {
        return ().into_any();
    }
    let count = rows.len() as u64;
    let lead = t!(
        "Whoever has {name} cannot get these. It is set on their own pages.",
        name
    );
    let columns = vec![Column::new(t!("Package")), Column::new(t!("Catalog"))];
    let rows = rows
        .into_iter()
        .map(|row| {
            let catalog = row.catalog.clone();
            view! {
                <tr>
                    <Cell head=true><OtherName row/></Cell>
                    <Cell label=t!("Catalog")>{catalog}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("What it rules out itself") count lead>
            <Table caption=t!("Packages that this one rules out") columns>{rows}</Table>
        </Section>
    }
    .into_any()
}

#[component]
fn Add(
    choices: Vec<OtherRow>,
    group_choices: Vec<Named>,
    q: String,
    more: bool,
    path: String,
    form: FormState,
) -> impl IntoView {
    let picked = |field: &str| -> Vec<String> {
        let values = form.fields.all(field).into_iter();
        values.map(str::to_owned).collect()
    };
    let (packages, groups) = (picked("package"), picked("group"));
    let (wrong_package, wrong_group) = (form.errors.get("package"), form.errors.get("group"));
    let searched = !q.is_empty();
    let no_packages = choices.is_empty();
    let no_groups = group_choices.is_empty();
    let action = path.clone();
    let package_choices: Vec<Choice> = choices
        .into_iter()
        .map(|row| Choice::new(row.id, row.name).detail(row.catalog))
        .collect();
    let group_choices: Vec<Choice> = group_choices
        .into_iter()
        .map(|group| Choice::new(group.id, group.name))
        .collect();
    view! {
        <Section title=t!("Add") id="add" lead=t!("It works in one direction: to keep the other package from those who have this one, set it there as well.")>
            <Toolbar>
                <SearchField action=path label=t!("Search packages and groups") value=q/>
            </Toolbar>
            {if no_packages && no_groups {
                view! {
                    <EmptyState glyph=Glyph::Search
                        title=if searched { t!("Nothing matches") } else { t!("Nothing left to add") }
                        text=t!("Search for another name, or look whether it is in the list above already.")/>
                }.into_any()
            } else {
                view! {
                    <PostForm action>
                        <p class="muted small">{t!("Searching again clears what you ticked; add these first.")}</p>
                        <div class="field-columns">
                            {(!no_packages).then(|| view! {
                                <CheckboxGroup name="package" label=t!("Packages") error=wrong_package
                                    values=packages choices=package_choices/>
                            })}
                            {(!no_groups).then(|| view! {
                                <CheckboxGroup name="group" label=t!("Groups") error=wrong_group
                                    values=groups choices=group_choices/>
                            })}
                        </div>
                        {more.then(|| view! {
                            <Banner tone=Tone::Notice>
                                <p>{t!("There are more than fit here. Search to find the others.")}</p>
                            </Banner>
                        })}
                        <FormActions>
                            <Button look=Look::Primary icon=Glyph::Plus>{t!("Add")}</Button>
                        </FormActions>
                    </PostForm>
                }.into_any()
            }}
        </Section>
    }
}
