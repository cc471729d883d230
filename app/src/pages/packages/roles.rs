//! The roles inside a package (PKG-03, PKG-09, PKG-10).

use super::frame::{PackageFrame, PackageTab};
use super::load::load_package_roles;
use crate::pages::catalogs::messages;
use crate::pages::my::parts::{path_param, query_param, when};
use crate::ui::{
    Banner, Button, Cell, CheckboxGroup, Choice, Column, ConfirmForm, EmptyState, FormActions,
    FormErrors, Glyph, LinkButton, Look, PostForm, SearchField, Section, Table, Time, Tone,
    Toolbar,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::Figure;
use shared::views::packages::{PackageRoleRow, PackageRolesView, RoleChoice};

/// `/admin/packages/{id}/roles?q=`
#[component]
pub fn PackageRolesPage() -> impl IntoView {
    let (id, q) = (path_param("id"), query_param("q"));
    let page = Resource::new(
        move || (id.get(), q.get()),
        |(id, q)| load_package_roles(id, q),
    );
    let form = StoredValue::new(use_form("roles"));
    view! {
        <Loaded resource=page let:view>
            <Roles view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Roles(view: PackageRolesView, form: FormState) -> impl IntoView {
    let PackageRolesView {
        head,
        roles,
        choices,
        q,
        more,
        holders,
    } = view;
    let path = format!("/admin/packages/{}/roles", head.id);
    let may_change = head.may.change_roles;
    let name = head.name.clone();
    let add_resource = head.may.add_resource.then(|| {
        format!(
            "/admin/catalogs/{}/resources/add?package={}",
            head.catalog.id, head.id
        )
    });
    let catalog = head.catalog.name.clone();
    let table_path = path.clone();
    view! {
        <PackageFrame head current=PackageTab::Roles>
            <FormErrors errors=messages(&form)/>
            <Section title=t!("In this package") count=roles.len() as u64
                lead=t!("Whoever has the package has these roles. Another package that gives the same role keeps it alive.")>
                {if roles.is_empty() {
                    view! {
                        <EmptyState glyph=Glyph::Key title=t!("No roles yet")
                            text=t!("Whoever gets the package receives nothing until roles are added.")/>
                    }.into_any()
                } else {
                    view! { <RoleTable roles path=table_path name holders may_change/> }.into_any()
                }}
            </Section>
            {may_change.then(|| view! {
                <AddRoles choices q more holders path catalog add_resource form/>
            })}
        </PackageFrame>
    }
}

#[component]
fn RoleTable(
    roles: Vec<PackageRoleRow>,
    path: String,
    name: String,
    holders: i64,
    may_change: bool,
) -> impl IntoView {
    let mut columns = vec![
        Column::new(t!("Resource")),
        Column::new(t!("Role")),
        Column::new(t!("Kind")),
        Column::new(t!("Added")),
    ];
    if may_change {
        columns.push(Column::silent(t!("Actions")));
    }
    let rows = roles
        .into_iter()
        .map(|row| {
            let action = format!("{path}/{}/remove", row.id);
            let dialog = format!("remove-{}", row.id);
            let consequence = if holders == 0 {
                t!("Nobody has this package now, so nobody loses anything.").to_owned()
            } else {
                tn!(
                    Figure(holders),
                    "{n} person who has this package loses this role now, unless other access gives it to them too.",
                    "{n} people who have this package lose this role now, unless other access gives it to them too."
                )
            };
            let question = t!(
                "Take {role} of {resource} out of {name}?",
                role = row.role,
                resource = row.resource,
                name
            );
            let label = t!(
                "Take {role} of {resource} out",
                role = row.role,
                resource = row.resource
            );
            let remove = may_change.then(|| view! {
                <Cell actions=true>
                    <ConfirmForm id=dialog verb=t!("Take out") small=true look=Look::Secondary action
                        title=question label consequence/>
                </Cell>
            });
            view! {
                <tr>
                    <Cell head=true>{row.resource}</Cell>
                    <Cell label=t!("Role")>{row.role}</Cell>
                    <Cell label=t!("Kind")>{row.kind}</Cell>
                    <Cell label=t!("Added")><Time when=when(row.added)/></Cell>
                    {remove}
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Roles in this package") columns>{rows}</Table> }
}

fn choice(role: RoleChoice) -> Choice {
    let mut detail = role.kind;
    if !role.description.is_empty() {
        detail = format!("{detail} · {}", role.description);
    }
    Choice::new(role.id, format!("{}: {}", role.resource, role.role)).detail(detail)
}

#[component]
fn AddRoles(
    choices: Vec<RoleChoice>,
    q: String,
    more: bool,
    holders: i64,
    path: String,
    catalog: String,
    /// Where resources are brought into the catalog, for those who may.
    add_resource: Option<String>,
    form: FormState,
) -> impl IntoView {
    let picked: Vec<String> = form
        .fields
        .all("role")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let searched = !q.is_empty();
    let wrong = form.errors.get("role");
    let offer = add_resource.clone();
    let empty = choices.is_empty();
    let action = path.clone();
    view! {
        <Section title=t!("Add roles") lead=t!("Roles of the resources in {catalog}.", catalog) id="add"
            actions=move || add_resource.map(|href| view! {
                <LinkButton href small=true icon=Glyph::Plus>{t!("Bring in another resource")}</LinkButton>
            })>
            <Toolbar>
                <SearchField action=path label=t!("Search resources") value=q/>
            </Toolbar>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::App
                        title=if searched { t!("No resource matches") } else { t!("Nothing left to add") }
                        text=if offer.is_some() {
                            t!("Everything the catalog offers is in the package. Bring further resources into the catalog first.")
                        } else {
                            t!("Everything the catalog offers is in the package. An owner of the catalog can bring in further resources.")
                        }/>
                }.into_any()
            } else {
                view! {
                    <PostForm action=action>
                        <CheckboxGroup name="role" label=t!("Choose roles to add") error=wrong values=picked
                            hint=t!("Searching again clears what you ticked; add these first.")
                            choices={choices.into_iter().map(choice).collect::<Vec<_>>()}/>
                        {more.then(|| view! {
                            <Banner tone=Tone::Notice>
                                <p>{t!("There are more than fit here. Search to find the others.")}</p>
                            </Banner>
                        })}
                        {(holders > 0).then(|| view! {
                            <p class="muted">{tn!(
                                Figure(holders),
                                "{n} person who has this package receives the added roles at once.",
                                "{n} people who have this package receive the added roles at once."
                            )}</p>
                        })}
                        <FormActions>
                            <Button look=Look::Primary icon=Glyph::Plus>{t!("Add to the package")}</Button>
                        </FormActions>
                    </PostForm>
                }.into_any()
            }}
        </Section>
    }
}
