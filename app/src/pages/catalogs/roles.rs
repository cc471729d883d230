//! Who has a role in a catalog (ROL-03..06).

use super::frame::{CatalogFrame, CatalogTab};
use super::load::load_catalog_roles;
use crate::pages::my::parts::{path_param, query_param};
use crate::pages::roles::RolePanels;
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::catalogs::CatalogHead;
use shared::views::roles::RolesView;

/// `/admin/catalogs/{id}/roles?find=`
#[component]
pub fn CatalogRolesPage() -> impl IntoView {
    let (id, find) = (path_param("id"), query_param("find"));
    let page = Resource::new(
        move || (id.get(), find.get()),
        |(id, find)| load_catalog_roles(id, find),
    );
    let form = StoredValue::new(use_form("role"));
    view! {
        <Loaded resource=page let:view>
            <Roles catalog=view.0 roles=view.1 find=find.get_untracked() form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Roles(catalog: CatalogHead, roles: RolesView, find: String, form: FormState) -> impl IntoView {
    let path = format!("/admin/catalogs/{}/roles", catalog.id);
    let place = Some(catalog.name.clone());
    view! {
        <CatalogFrame catalog current=CatalogTab::Roles>
            <RolePanels roles path place find form/>
        </CatalogFrame>
    }
}
