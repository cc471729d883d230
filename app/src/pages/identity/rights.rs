//! What one may do in the portal, and why (ROL-07).

use crate::ui::{EmptyState, Glyph, Grants, Link, Page, Section};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::rights::RightsView;

#[server(prefix = "/api/pages")]
async fn load_rights() -> Result<RightsView, PageError> {
    crate::web::answer(engine::roles::own_rights(&crate::web::ctx()?).await)
}

/// `/profile/rights`.
#[component]
pub fn RightsPage() -> impl IntoView {
    let view = Resource::new(|| (), |()| load_rights());
    view! { <Loaded resource=view let:view><Rights view/></Loaded> }
}

#[component]
fn Rights(view: RightsView) -> impl IntoView {
    let none = view.grants.is_empty();
    view! {
        <Page title=t!("What you may do") lead=t!("Every role you hold in this portal, how you came by it, and what it allows.")
            trail=vec![Link::new("/profile", t!("Your profile"))]>
            {if none {
                view! {
                    <EmptyState glyph=Glyph::Shield title=t!("No roles")
                        text=t!("You ask for access, give it back and decide on requests where a policy asks you. For more, ask an administrator.")/>
                }.into_any()
            } else {
                view! {
                    <Section title=t!("Your roles in this portal") lead=t!("Besides this, you ask for access and decide on requests where a policy asks you.")>
                        <Grants grants=view.grants/>
                    </Section>
                }.into_any()
            }}
        </Page>
    }
}
