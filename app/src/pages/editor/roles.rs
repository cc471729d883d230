//! The second step of a package: what it hands out.

use super::load::find_roles;
use super::panel::StepSection;
use super::state::EditorState;
use super::step::Step;
use crate::ui::{Button, PickOption, PrincipalPicker};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::Fields;
use shared::views::packages::RoleChoice;

/// The roles of the chosen catalog's resources.
#[component]
pub fn Roles(
    state: EditorState,
    roles: Vec<RoleChoice>,
    fields: Fields,
    errors: FieldErrors,
) -> impl IntoView {
    let shown = RwSignal::new((fields.get("catalog").to_owned(), roles));
    // Another catalog has other resources.
    let chosen = Memo::new(move |_| state.value("catalog"));
    Effect::new(move |_| {
        let catalog = chosen.get();
        if catalog.is_empty() || shown.with_untracked(|(of, _)| *of == catalog) {
            return;
        }
        leptos::task::spawn_local(async move {
            let found = find_roles(catalog.clone()).await.unwrap_or_default();
            if chosen.try_get_untracked().as_ref() == Some(&catalog) {
                shown.set((catalog, found));
                state.collect_later();
            }
        });
    });
    let selected: Vec<String> = fields.all("role").into_iter().map(str::to_owned).collect();
    let error = errors.get("role");
    view! {
        <StepSection state step=Step::Roles
            lead=t!("Everyone who gets the package gets these roles, and loses them when it ends. You can add and remove roles later.")>
            {move || {
                let options: Vec<PickOption> = shown.get().1.into_iter().map(option).collect();
                view! {
                    <PrincipalPicker name="role" label=t!("Roles of the catalog's resources")
                        options
                        selected=selected.clone() error=error.clone()
                        empty=t!("This catalog has no resources yet. Add some to the catalog, then to the package; both can wait.")/>
                }
            }}
            <p hidden=move || state.alive.get()>
                <Button name="intent" value="look" unchecked=true>{t!("Show the roles of the chosen catalog")}</Button>
            </p>
        </StepSection>
    }
}

fn option(role: RoleChoice) -> PickOption {
    PickOption::group(
        role.id,
        format!("{} of {}", role.role, role.resource),
        if role.description.is_empty() {
            role.kind
        } else {
            format!("{} · {}", role.kind, role.description)
        },
    )
}
