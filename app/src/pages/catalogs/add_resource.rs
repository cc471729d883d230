//! Adding resources to a catalog (CAT-08, CAT-14).

use super::load::load_resource_choices;
use super::messages;
use crate::pages::my::parts::{address, path_param, query_param};
use crate::ui::{
    Banner, Button, CheckboxGroup, Choice, EmptyState, FilterChip, Filters, FormActions,
    FormErrors, Glyph, Hidden, Link, LinkButton, Look, Page, PostForm, SearchField, Tone, Toolbar,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::catalogs::{AddResourceView, ObjectChoice};

/// `/admin/catalogs/{id}/resources/add?q=&kind=&package=`
#[component]
pub fn AddResourcePage() -> impl IntoView {
    let (id, q, kind) = (path_param("id"), query_param("q"), query_param("kind"));
    let package = query_param("package");
    let page = Resource::new(
        move || (id.get(), q.get(), kind.get()),
        |(id, q, kind)| load_resource_choices(id, q, kind),
    );
    let form = StoredValue::new(use_form("resources"));
    view! {
        <Loaded resource=page let:view>
            <Add view package=package.get_untracked() form=form.get_value()/>
        </Loaded>
    }
}

fn choice(object: ObjectChoice) -> Choice {
    let mut details = vec![object.kind];
    if !object.description.is_empty() {
        details.push(object.description);
    }
    details.extend(object.caution);
    let refused = object.refused.is_some();
    details.extend(object.refused);
    let choice = Choice::new(object.id, object.name).detail(details.join(" · "));
    if refused { choice.disabled() } else { choice }
}

#[component]
fn Add(
    view: AddResourceView,
    /// The package to go back to, if the person came from one.
    package: String,
    form: FormState,
) -> impl IntoView {
    let AddResourceView {
        catalog,
        q,
        kind,
        choices,
        more,
        only_owned,
    } = view;
    let base = format!("/admin/catalogs/{}", catalog.id);
    let path = format!("{base}/resources/add");
    let chips = [
        ("", t!("All")),
        ("group", t!("Groups")),
        ("application", t!("Applications")),
        ("site", t!("Sites")),
    ]
    .into_iter()
    .map(|(value, label)| {
        let href = address(&path, &[("q", &q), ("kind", value), ("package", &package)]);
        FilterChip::new(label, href, kind == value)
    })
    .collect();
    let keep = [("kind", &kind), ("package", &package)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    let cancel = if package.is_empty() {
        format!("{base}/resources")
    } else {
        format!("/admin/packages/{package}/roles")
    };
    let picked: Vec<String> = form
        .fields
        .all("object")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let searched = !q.is_empty() || !kind.is_empty();
    let trail = vec![
        Link::new("/admin/catalogs", t!("Catalogs")),
        Link::new(base.clone(), catalog.name.clone()),
        Link::new(format!("{base}/resources"), t!("Resources")),
    ];
    let lead = if only_owned {
        t!(
            "Groups, applications and sites that you own in the directory. For others, ask one of their owners or an administrator."
        )
    } else {
        t!("Groups, applications and sites of the directory that are not in this catalog yet.")
    };
    let form_action = path.clone();
    let wrong = form.errors.get("object");
    let empty = choices.is_empty();
    view! {
        <Page title=t!("Add resources to {name}", name = catalog.name) lead narrow=true trail>
            <Toolbar>
                <SearchField action=path label=t!("Search the directory") value=q keep/>
                <Filters label=t!("Kind of resource") chips/>
            </Toolbar>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::Search
                        title=if searched { t!("Nothing in the directory matches") } else { t!("There is nothing to add") }
                        text=if only_owned {
                            t!("You see what you own in the directory and what is not in the catalog yet.")
                        } else {
                            t!("Everything in the directory is in this catalog already, or nothing has been imported.")
                        }/>
                }.into_any()
            } else {
                view! {
                    <PostForm action=form_action>
                        <FormErrors errors=messages(&form)/>
                        <Hidden name="package" value=package/>
                        <CheckboxGroup name="object" label=t!("Choose what to add") error=wrong values=picked
                            hint=t!("Searching again clears what you ticked; add these first.")
                            choices={choices.into_iter().map(choice).collect::<Vec<_>>()}/>
                        {more.then(|| view! {
                            <Banner tone=Tone::Notice>
                                <p>{t!("There are more than fit here. Search to find the others.")}</p>
                            </Banner>
                        })}
                        <FormActions>
                            <Button look=Look::Primary>{t!("Add to the catalog")}</Button>
                            <LinkButton href=cancel>{t!("Cancel")}</LinkButton>
                        </FormActions>
                    </PostForm>
                }.into_any()
            }}
        </Page>
    }
}
