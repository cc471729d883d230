//! Roles with their holders, and giving them: for the portal and for one catalog alike.

use crate::pages::admin::{messages, picked, typed};
use crate::pages::my::parts::when;
use crate::ui::{
    Button, Cell, Choice, Column, ConfirmForm, FormActions, FormErrors, Glyph, Look, PersonLine,
    PickOption, PostForm, PrincipalPicker, RadioCards, SearchField, Section, Table, Time, Toolbar,
};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::PickView;
use shared::views::roles::{RoleView, RolesView};

/// All roles of a scope. Forms post to `{path}/add` and `{path}/{id}/remove`.
#[component]
pub fn RolePanels(
    roles: RolesView,
    /// The page.
    path: String,
    /// Where the roles hold: the name of a catalog, or none for the portal.
    place: Option<String>,
    /// Whom the picker was narrowed to.
    find: String,
    /// The form `role`, as it came back.
    form: FormState,
) -> impl IntoView {
    let RolesView { roles, options } = roles;
    let choices: Vec<Choice> = roles
        .iter()
        .filter(|role| role.may_add)
        .map(|role| {
            Choice::new(role.role.clone(), role.title.clone()).detail(role.explanation.clone())
        })
        .collect();
    let errors = messages(&form);
    let give = (!choices.is_empty()).then(|| {
        view! { <Give path=path.clone() choices options find form/> }
    });
    let panels = roles
        .into_iter()
        .map(|role| view! { <Holders role place=place.clone() path=path.clone()/> })
        .collect_view();
    view! {
        <FormErrors errors/>
        {panels}
        {give}
    }
}

#[component]
fn Holders(role: RoleView, place: Option<String>, path: String) -> impl IntoView {
    let RoleView {
        title,
        explanation,
        holders,
        may_remove,
        ..
    } = role;
    let count = holders.len() as u64;
    let mut columns = vec![Column::new(t!("Who")), Column::new(t!("Since"))];
    if may_remove {
        columns.push(Column::silent(t!("Actions")));
    }
    let (caption, role_title) = (title.clone(), title.clone());
    let rows = holders
        .into_iter()
        .map(|holder| {
            let action = format!("{path}/{}/remove", holder.id);
            let dialog = format!("remove-{}", holder.id);
            let name = &holder.name;
            let title = t!("Take the role {role} from {name}?", role = role_title, name);
            let label = t!("Take the role {role} from {name}", role = role_title, name);
            let consequence = match &place {
                Some(catalog) => t!("{name} can no longer do in {catalog} what this role allows, from now on.", name, catalog),
                None => t!("{name} can no longer do in the portal what this role allows, from now on.", name),
            };
            let remove = may_remove.then(|| view! {
                <Cell actions=true>
                    <ConfirmForm id=dialog verb=t!("Remove") small=true look=Look::Secondary action title label consequence/>
                </Cell>
            });
            view! {
                <tr>
                    <Cell head=true>
                        <PersonLine name=holder.name detail=holder.detail group=holder.group href=holder.href/>
                    </Cell>
                    <Cell label=t!("Since")><Time when=when(holder.since)/></Cell>
                    {remove}
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title lead=explanation count=count>
            {if count == 0 {
                view! { <p class="muted">{t!("Nobody has this role.")}</p> }.into_any()
            } else {
                view! { <Table caption columns>{rows}</Table> }.into_any()
            }}
        </Section>
    }
}

#[component]
fn Give(
    path: String,
    choices: Vec<Choice>,
    options: Vec<PickView>,
    find: String,
    form: FormState,
) -> impl IntoView {
    let options: Vec<PickOption> = options.into_iter().map(PickOption::from).collect();
    let action = format!("{path}/add");
    let (role, role_error) = (typed(&form, "role", ""), form.errors.get("role"));
    let selected = picked(&form, "principal", Vec::new());
    let who_error = form.errors.get("principal");
    view! {
        <Section title=t!("Give a role") lead=t!("To people, groups or programs; every member of a group gets the role.") id="give">
            <Toolbar>
                <SearchField action=path name="find" label=t!("Find people, groups and programs") value=find/>
            </Toolbar>
            <PostForm action>
                <RadioCards name="role" label=t!("Role") choices value=role
                    error=role_error required=true columns=true/>
                <PrincipalPicker name="principal" label=t!("Who gets it" in "role") options
                    selected error=who_error hint=t!("Searching again clears what you ticked; add these first.")
                    empty=t!("Nobody matches. Search for a name above.")/>
                <FormActions>
                    <Button look=Look::Primary icon=Glyph::Plus>{t!("Give the role")}</Button>
                </FormActions>
            </PostForm>
        </Section>
    }
}
