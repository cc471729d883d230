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
        ("", "All"),
        ("group", "Groups"),
        ("application", "Applications"),
        ("site", "Sites"),
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
        Link::new("/admin/catalogs", "Catalogs"),
        Link::new(base.clone(), catalog.name.clone()),
        Link::new(format!("{base}/resources"), "Resources"),
    ];
    let lead = if only_owned {
        "Groups, applications and sites that you own in the directory. For others, ask one of their owners or an administrator."
    } else {
        "Groups, applications and sites of the directory that are not in this catalog yet."
    };
    let form_action = path.clone();
    let wrong = form.errors.get("object");
    let empty = choices.is_empty();
    view! {
        <Page title=format!("Add resources to {}", catalog.name) lead narrow=true trail>
            <Toolbar>
                <SearchField action=path label="Search the directory" value=q keep/>
                <Filters label="Kind of resource" chips/>
            </Toolbar>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::Search
                        title=if searched { "Nothing in the directory matches" } else { "There is nothing to add" }
                        text=if only_owned {
                            "You see what you own in the directory and what is not in the catalog yet."
                        } else {
                            "Everything in the directory is in this catalog already, or nothing has been imported."
                        }/>
                }.into_any()
            } else {
                view! {
                    <PostForm action=form_action>
                        <FormErrors errors=messages(&form)/>
                        <Hidden name="package" value=package/>
                        <CheckboxGroup name="object" label="Choose what to add" error=wrong values=picked
                            choices={choices.into_iter().map(choice).collect::<Vec<_>>()}/>
                        {more.then(|| view! {
                            <Banner tone=Tone::Notice>
                                <p>"There are more than fit here. Search to find the others."</p>
                            </Banner>
                        })}
                        <FormActions>
                            <Button look=Look::Primary>"Add to the catalog"</Button>
                            <LinkButton href=cancel>"Cancel"</LinkButton>
                        </FormActions>
                    </PostForm>
                }.into_any()
            }}
        </Page>
    }
}
