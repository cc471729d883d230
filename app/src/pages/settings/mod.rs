//! What is set for the whole portal (UI-08).

use crate::pages::catalogs::{checked, messages, typed};
use crate::ui::{
    Button, Checkbox, Choice, FormActions, FormErrors, Hidden, Look, Page, PostForm, RadioCards,
    Section,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::settings::TenantSettings;

#[server(prefix = "/api/pages")]
pub async fn load_settings() -> Result<TenantSettings, PageError> {
    let ctx = crate::web::ctx()?;
    crate::web::answer(engine::settings::tenant_settings(&ctx).await)
}

/// `/admin/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let settings = Resource::new(|| (), |()| load_settings());
    let form = StoredValue::new(use_form("settings"));
    view! {
        <Loaded resource=settings let:settings>
            <Settings settings form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Settings(settings: TenantSettings, form: FormState) -> impl IntoView {
    let shown = typed(&form, "resources_shown", settings.resources_shown.as_str());
    let narrow = checked(
        &form,
        "members_find_narrow_packages",
        settings.members_find_narrow_packages,
    );
    let wrong = form.errors.get("resources_shown");
    let choices = vec![
        Choice::new("everyone", "Everyone").detail("Guests and partners too."),
        Choice::new("members", "Members").detail("People of the organization itself, not guests."),
        Choice::new("nobody", "Nobody").detail("People see only names and descriptions."),
    ];
    view! {
        <Page title="Settings" lead="They hold for the whole portal. Every change is in the audit log." narrow=true>
            <PostForm action="/admin/settings">
                <FormErrors errors=messages(&form)/>
                <Hidden name="version" value=typed(&form, "version", &settings.version.to_string())/>
                <Section title="Finding packages">
                    <Checkbox name="members_find_narrow_packages"
                        label="Members find packages that only certain people and groups can ask for"
                        checked=narrow
                        hint="Off, a package is listed only to those who can ask for it. On, members find the others too and read why they cannot ask. Guests never do, and hidden packages stay hidden."/>
                </Section>
                <Section title="What packages give">
                    <RadioCards name="resources_shown" label="Who sees the resources of a package before having it?"
                        choices value=shown error=wrong
                        hint="What somebody has is always shown to them."/>
                </Section>
                <FormActions>
                    <Button look=Look::Primary>"Save"</Button>
                </FormActions>
            </PostForm>
        </Page>
    }
}
