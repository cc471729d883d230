//! What is set for the whole portal (UI-08).

use crate::pages::catalogs::{checked, messages, typed};
use crate::ui::{
    Button, Checkbox, Choice, FormActions, FormErrors, Hidden, Look, NumberField, Page, PostForm,
    RadioCards, Section, TextArea,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::lang::Lang;
use shared::limits;
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
    let days_wrong = form.errors.get("remove_guests_after_days");
    let invited_wrong = form.errors.get("invited_domains");
    let domains_wrong = form.errors.get("domains");
    let choices = vec![
        Choice::new("everyone", t!("Everyone")).detail(t!("Guests and partners too.")),
        Choice::new("members", t!("Members"))
            .detail(t!("People of the organization itself, not guests.")),
        Choice::new("nobody", t!("Nobody")).detail(t!("People see only names and descriptions.")),
    ];
    let block = checked(&form, "block_guests", settings.block_guests);
    let remove = checked(&form, "remove_guests", settings.remove_guests);
    let days = typed(
        &form,
        "remove_guests_after_days",
        &settings.remove_guests_after_days.to_string(),
    );
    let invited = typed(&form, "invited_domains", settings.invited_domains.as_str());
    let domains = typed(&form, "domains", &settings.domains.join("\n"));
    let kinds = vec![
        Choice::new("all", t!("All")).detail(t!("Policies decide alone.")),
        Choice::new("allBut", t!("All but these"))
            .detail(t!("Nobody from the domains below gets an account.")),
        Choice::new("only", t!("Only these"))
            .detail(t!("Nobody from any other domain gets an account.")),
    ];
    let demanded = typed(
        &form,
        "second_factor_for",
        settings.second_factor_for.as_str(),
    );
    let demanded_wrong = form.errors.get("second_factor_for");
    let demands = vec![
        Choice::new("nobody", t!("Nobody")).detail(t!("Everybody can set one up.")),
        Choice::new("roleHolders", t!("People with a role")).detail(t!(
            "Administrators, catalog owners and all who hold a role in the portal."
        )),
        Choice::new("everyone", t!("Everyone with a password"))
            .detail(t!("Employees and administrators alike.")),
    ];
    let language = typed(&form, "language", settings.language.as_str());
    let language_wrong = form.errors.get("language");
    let languages = Lang::ALL
        .iter()
        .map(|lang| Choice::new(lang.as_str(), lang.own_name()))
        .collect::<Vec<_>>();
    view! {
        <Page title=t!("Settings") lead=t!("They hold for the whole portal. Every change is in the audit log.") narrow=true>
            <PostForm action="/admin/settings">
                <FormErrors errors=messages(&form)/>
                <Hidden name="version" value=typed(&form, "version", &settings.version.to_string())/>
                <Section title=t!("Finding packages")>
                    <Checkbox name="members_find_narrow_packages"
                        label=t!("Members find packages that only certain people and groups can ask for")
                        checked=narrow
                        hint=t!("Off, a package is listed only to those who can ask for it. On, members find the others too and read why they cannot ask. Guests never do, and hidden packages stay hidden.")/>
                </Section>
                <Section title=t!("What packages give")>
                    <RadioCards name="resources_shown" label=t!("Who sees the resources of a package before having it?")
                        choices value=shown error=wrong
                        hint=t!("What somebody has is always shown to them.")/>
                </Section>
                <Section title=t!("Guests without access")>
                    <p class="muted">{t!("Only for accounts that the portal made, or that were taken under management. Accounts from before stay as they are.")}</p>
                    <Checkbox name="block_guests" label=t!("Block guests when their last access has ended") checked=block
                        hint=t!("They are signed out at once and can neither sign in nor ask for access, until an administrator unblocks the account.")/>
                    <Checkbox name="remove_guests" label=t!("Remove the accounts of guests whose last access has ended") checked=remove
                        hint=t!("Their names stay with old requests and in the audit log. They are told by mail, and new access calls it off.")/>
                    <NumberField name="remove_guests_after_days" label=t!("Removed after") unit=t!("days") value=days min=0
                        max=i64::from(limits::REMOVAL_DAYS_MAX) error=days_wrong
                        hint=t!("0: at once. A change does not move the days of accounts that are counting already.")/>
                </Section>
                <Section title=t!("Who can be invited")>
                    <RadioCards name="invited_domains" label=t!("From which mail domains do people from outside get accounts?")
                        choices=kinds value=invited error=invited_wrong
                        hint=t!("It counts for everybody who has no account yet: when they ask, when access is assigned to them, and when the account would be made.")/>
                    <TextArea name="domains" label=t!("Mail domains") optional=true rows=4 value=domains
                        error=domains_wrong hint=t!("One per line, such as contoso.com. Without subdomains: name those, too.")/>
                </Section>
                <Section title=t!("Signing in")>
                    <RadioCards name="second_factor_for" label=t!("Who needs a second factor besides the password?")
                        choices=demands value=demanded error=demanded_wrong
                        hint=t!("Whoever has none sets it up first and sees nothing else before. Signing in at a provider or with a code by mail stays as it is.")/>
                </Section>
                <Section title=t!("Language")>
                    <RadioCards name="language" label=t!("The language of mail to people who have not chosen one")
                        choices=languages value=language error=language_wrong columns=true
                        hint=t!("Pages are in the language of each person's browser. Everybody can choose another one for pages and mail.")/>
                </Section>
                <FormActions>
                    <Button look=Look::Primary>{t!("Save")}</Button>
                </FormActions>
            </PostForm>
        </Page>
    }
}
