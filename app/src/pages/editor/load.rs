//! The three pages of the editor, and what they ask of the server.

use super::form::EditorForm;
use crate::pages::my::parts::query_param;
use crate::ui::{FormErrors, Link, Page};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::FieldErrors;
use shared::forms::Fields;
use shared::views::PickView;
use shared::views::editor::{EditorSubject, EditorView, OutsideView, PreviewView};
use shared::views::packages::RoleChoice;

#[cfg(feature = "ssr")]
fn typed() -> Option<Fields> {
    use_context::<crate::web::Returned>()
        .filter(|returned| returned.state.form == super::FORM)
        .map(|returned| returned.state.fields)
}

#[server(prefix = "/api/pages")]
pub async fn load_package_editor(catalog: String) -> Result<EditorView, PageError> {
    let wanted = catalog.parse().ok();
    crate::web::answer(engine::policies::new_package(&crate::web::ctx()?, wanted, typed()).await)
}

#[server(prefix = "/api/pages")]
pub async fn load_policy_editor(
    package: String,
    policy: String,
    template: String,
) -> Result<EditorView, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let package = package.parse().map_err(|_| shared::AppError::NotFound)?;
        if policy.is_empty() {
            return engine::policies::new_policy(&ctx, package, template.parse().ok(), typed())
                .await;
        }
        let policy = policy.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::policies::edit_policy(&ctx, package, policy, typed()).await
    };
    crate::web::answer(outcome.await)
}

/// People and groups whose names have these words.
#[server(prefix = "/api/pages")]
pub async fn find_principals(query: String) -> Result<Vec<PickView>, PageError> {
    let ctx = crate::web::ctx()?;
    let both = engine::directory::Pick::Both;
    crate::web::answer(engine::directory::options(&ctx, &query, both, &[], 20).await)
}

/// The roles that packages of the catalog can hand out.
#[server(prefix = "/api/pages")]
pub async fn find_roles(catalog: String) -> Result<Vec<RoleChoice>, PageError> {
    let ctx = crate::web::ctx()?;
    let Ok(catalog) = catalog.parse() else {
        return Ok(Vec::new());
    };
    crate::web::answer(engine::policies::role_choices(&ctx, catalog).await)
}

/// What would happen if this person asked through the policy as it stands in the form (BYD-02).
/// `place` is a package's id; without one the form says the catalog.
#[server(prefix = "/api/pages", input = Json)]
pub async fn try_policy(
    place: Option<String>,
    fields: Fields,
    person: String,
) -> Result<PreviewView, PageError> {
    use engine::policies::PreviewPlace;
    let ctx = crate::web::ctx()?;
    let place = match place {
        Some(package) => package.parse().map(PreviewPlace::Package).ok(),
        None if fields.get("catalog") == "new" => Some(PreviewPlace::NewCatalog),
        None => fields
            .get("catalog")
            .parse()
            .map(PreviewPlace::Catalog)
            .ok(),
    };
    let (Some(place), Ok(shared::directory::Principal::User(person))) = (place, person.parse())
    else {
        return crate::web::answer(Err(shared::AppError::NotFound.into()));
    };
    crate::web::answer(engine::policies::preview(&ctx, place, &fields, person).await)
}

/// Who has access through a policy and is not among the people whom the form names (BYD-08).
#[server(prefix = "/api/pages", input = Json)]
pub async fn count_outside(
    package: String,
    policy: String,
    fields: Fields,
) -> Result<OutsideView, PageError> {
    let ctx = crate::web::ctx()?;
    let (Ok(package), Ok(policy)) = (package.parse(), policy.parse()) else {
        return crate::web::answer(Err(shared::AppError::NotFound.into()));
    };
    crate::web::answer(engine::policies::outside(&ctx, package, policy, &fields).await)
}

/// `/admin/packages/new`
#[component]
pub fn NewPackagePage() -> impl IntoView {
    let query = use_query_map();
    let catalog = move || query.with(|query| query.get("catalog").unwrap_or_default());
    let resource = Resource::new(catalog, load_package_editor);
    let state = use_form(super::FORM);
    view! {
        <Loaded resource let:view>
            {new_package(view, state.errors.clone())}
        </Loaded>
    }
}

fn new_package(view: EditorView, errors: FieldErrors) -> impl IntoView {
    view! {
            <Page
                title=t!("New package")
                lead=t!("What people can ask for, and on which terms. Nothing is created before the last step.")
                trail=vec![Link::new("/admin/packages", t!("Packages"))]
            >
                <EditorForm view errors action="/admin/packages/new"/>
            </Page>
    }
}

/// `/admin/packages/{id}/policies/new`
#[component]
pub fn NewPolicyPage() -> impl IntoView {
    policy_page()
}

/// `/admin/packages/{id}/policies/{policy}`
#[component]
pub fn EditPolicyPage() -> impl IntoView {
    policy_page()
}

fn policy_page() -> impl IntoView {
    let params = use_params_map();
    let address = move || {
        params.with(|params| {
            (
                params.get("id").unwrap_or_default(),
                params.get("policy").unwrap_or_default(),
            )
        })
    };
    let delete = use_form(super::DELETE);
    let template = query_param("template");
    let resource = Resource::new(
        move || (address(), template.get()),
        |((package, policy), template)| load_policy_editor(package, policy, template),
    );
    let state = use_form(super::FORM);
    view! {
        <Loaded resource let:view>
            {page_of(view, state.errors.clone(), delete.errors.clone())}
        </Loaded>
    }
}

fn page_of(view: EditorView, errors: FieldErrors, delete: FieldErrors) -> impl IntoView {
    let EditorSubject::Policy { package, policy } = view.subject.clone() else {
        return view! { <crate::pages::NotFoundPage/> }.into_any();
    };
    let folder = format!("/admin/packages/{}", package.id);
    let (title, action) = match policy {
        None => (
            t!("New policy").to_owned(),
            format!("{folder}/policies/new"),
        ),
        Some(policy) => (policy.name, format!("{folder}/policies/{}", policy.id)),
    };
    let trail = vec![
        Link::new("/admin/catalogs", t!("Catalogs")),
        Link::new(
            format!("/admin/catalogs/{}", package.catalog_id),
            package.catalog,
        ),
        Link::new(folder.clone(), package.name.clone()),
        Link::new(format!("{folder}/policies"), t!("Policies")),
    ];
    let lead = t!(
        "Who can get {name}, who decides, and for how long.",
        name = package.name
    );
    let kept: Vec<(String, String)> = delete.0.into_iter().collect();
    view! {
        <Page title lead trail>
            <FormErrors errors=kept/>
            <EditorForm view errors action/>
        </Page>
    }
    .into_any()
}
