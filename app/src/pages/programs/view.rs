//! One program.

use super::PATH;
use super::list::ProgramState;
use super::tokens::{MakeToken, Tokens};
use crate::pages::admin::messages;
use crate::pages::my::parts::{path_param, when};
use crate::ui::{
    ConfirmForm, CopyField, Fact, FactList, FormErrors, Glyph, Hidden, LetterTile, Link,
    LinkButton, Look, Page, Section, Time, hue_of,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::programs::{ProgramRole, ProgramView};

#[server(prefix = "/api/pages")]
pub async fn load_program(id: String) -> Result<ProgramView, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::programs::view(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/admin/programs/{id}`
#[component]
pub fn ProgramPage() -> impl IntoView {
    let id = path_param("id");
    let program = Resource::new(move || id.get(), load_program);
    let form = StoredValue::new(use_form("token"));
    let change = StoredValue::new(use_form("change"));
    view! {
        <Loaded resource=program let:view>
            <Program view form=form.get_value() change=change.get_value()/>
        </Loaded>
    }
}

#[component]
fn Program(view: ProgramView, form: FormState, change: FormState) -> impl IntoView {
    let base = format!("{PATH}/{}", view.id);
    let (name, hue, enabled) = (view.name.clone(), hue_of(&view.id), view.enabled);
    let (edit, audit) = (
        format!("{base}/edit"),
        format!("/admin/audit?actor={}", view.id),
    );
    let changes = format!("/admin/audit?target={}", view.id);
    let lead = Some(view.description).filter(|text| !text.is_empty());
    let (version, created) = (view.version.to_string(), view.created);
    let switched = version.clone();
    let delete_title = t!("Delete {name}?", name);
    let delete = format!("{base}/delete");
    let deleted = t!(
        "Its tokens stop working at once, and its roles are gone. The audit log keeps its name."
    );
    let switch = if enabled {
        let title = t!("Disable {name}?", name);
        let consequence = t!("Its tokens do nothing until you enable it again.");
        view! {
            <ConfirmForm id="switch-program" verb=t!("Disable") look=Look::Secondary action=format!("{base}/disable") title consequence>
                <Hidden name="version" value=switched/>
            </ConfirmForm>
        }
        .into_any()
    } else {
        let title = t!("Enable {name}?", name);
        let consequence = t!("Its tokens work again from now on.");
        view! {
            <ConfirmForm id="switch-program" verb=t!("Enable") look=Look::Secondary harmless=true action=format!("{base}/enable") title consequence>
                <Hidden name="version" value=switched/>
            </ConfirmForm>
        }
        .into_any()
    };
    view! {
        <Page title=view.name lead trail=vec![Link::new(PATH, t!("Programs"))]
            mark=move || view! { <LetterTile name hue large=true/> }
            status=move || view! { <ProgramState enabled/> }
            actions=move || view! {
                <LinkButton href=edit icon=Glyph::Edit>{t!("Edit")}</LinkButton>
                {switch}
                <ConfirmForm id="delete-program" verb=t!("Delete") icon=Glyph::Trash action=delete title=delete_title consequence=deleted>
                    <Hidden name="version" value=version/>
                </ConfirmForm>
            }>
            <FormErrors errors=messages(&change)/>
            <Tokens tokens=view.tokens base=base.clone()/>
            <MakeToken scopes=view.scopes base form/>
            <Roles roles=view.roles/>
            <Section title=t!("Bringing people and groups in")
                lead=t!("Give an identity provider this address and a token for SCIM.")>
                <CopyField id="scim-address" label=t!("Address for SCIM 2.0") value=view.scim_address/>
            </Section>
            <Section title=t!("About this program")>
                <FactList>
                    <Fact term=t!("Added")><Time when=when(created)/></Fact>
                    <Fact term=t!("What it did")><a href=audit>{t!("Audit records")}</a></Fact>
                    <Fact term=t!("History")><a href=changes>{t!("Changes of this program")}</a></Fact>
                </FactList>
            </Section>
        </Page>
    }
}

#[component]
fn Roles(roles: Vec<ProgramRole>) -> impl IntoView {
    let list = if roles.is_empty() {
        view! { <p class="muted">{t!("It has no roles. Give them to it on the pages of roles, as to people.")}</p> }.into_any()
    } else {
        let rows = roles
            .into_iter()
            .map(|role| {
                let words = match role.catalog {
                    Some(catalog) => t!("{role} of {catalog}", role = role.title, catalog),
                    None => t!("{role} of the portal", role = role.title),
                };
                view! { <li><a href=role.href>{words}</a></li> }
            })
            .collect_view();
        view! { <ul class="plain-list">{rows}</ul> }.into_any()
    };
    view! {
        <Section title=t!("Roles") lead=t!("What it may do through the API.")>{list}</Section>
    }
}
