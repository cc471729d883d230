//! Roles of the portal as a whole (ROL-01).

mod panel;

pub use panel::RolePanels;

use crate::pages::my::parts::query_param;
use crate::ui::Page;
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::views::roles::RolesView;

const PATH: &str = "/admin/roles";

#[server(prefix = "/api/pages")]
pub async fn load_tenant_roles(find: String) -> Result<RolesView, PageError> {
    let ctx = crate::web::ctx()?;
    crate::web::answer(engine::roles::view(&ctx, shared::authz::Scope::Tenant, &find).await)
}

/// `/admin/roles?find=`
#[component]
pub fn TenantRolesPage() -> impl IntoView {
    let find = query_param("find");
    let roles = Resource::new(move || find.get(), load_tenant_roles);
    let form = StoredValue::new(use_form("role"));
    view! {
        <Loaded resource=roles let:roles>
            <Page title=t!("Roles")
                lead=t!("Who runs the portal as a whole. Roles for one catalog are given on the catalog's own page.")>
                <RolePanels roles path=PATH.to_owned() place=t!("the portal").to_owned()
                    find=find.get_untracked() form=form.get_value()/>
            </Page>
        </Loaded>
    }
}
