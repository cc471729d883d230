//! Making and changing a rule for guests. Works without scripts: everything is on the page at once.

use crate::pages::admin::{came_back, messages};
use crate::pages::my::parts::path_param;
use crate::ui::{
    Banner, Button, Checkbox, Choice, EnterSends, FieldRow, Fieldset, FormActions, FormErrors,
    Hidden, Link, LinkButton, Look, NumberField, Page, PickOption, PostForm, PrincipalPicker,
    RadioCards, SelectField, TextField, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::{Fields, FormState};
use shared::limits;
use shared::policy::{GuestAttribute, GuestTest};
use shared::views::guests::{GuestPolicyForm, GuestPreview};
use std::ops::RangeInclusive;

const PATH: &str = "/admin/guests";
const FORM: &str = "guest-policy";

/// The form with this id (empty: a new one), from what was typed so far or from what is stored.
#[server(prefix = "/api/pages")]
pub async fn load_guest_policy(
    id: String,
    typed: Option<Fields>,
) -> Result<GuestPolicyForm, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = if id.is_empty() {
            None
        } else {
            Some(id.parse().map_err(|_| shared::AppError::NotFound)?)
        };
        engine::guests::policies::form(&ctx, id, typed).await
    };
    crate::web::answer(outcome.await)
}

fn load(
    id: String,
    form: &FormState,
) -> impl Future<Output = Result<GuestPolicyForm, PageError>> + use<> {
    load_guest_policy(id, came_back(form).then(|| form.fields.clone()))
}

/// `/admin/guests/new`
#[component]
pub fn NewGuestPolicyPage() -> impl IntoView {
    let form = StoredValue::new(use_form(FORM));
    let start = Resource::new(|| (), move |()| load(String::new(), &form.get_value()));
    view! {
        <Loaded resource=start let:start>
            <Page title=t!("Add a rule for guests") narrow=true trail=vec![Link::new(PATH, t!("Rules for guests"))]
                lead=t!("It comes last; you can move it up afterwards.")>
                <Form start form=form.get_value() action=format!("{PATH}/new") submit=t!("Add the rule")/>
            </Page>
        </Loaded>
    }
}

/// `/admin/guests/{id}`
#[component]
pub fn GuestPolicyPage() -> impl IntoView {
    let id = path_param("id");
    let form = StoredValue::new(use_form(FORM));
    let start = Resource::new(move || id.get(), move |id| load(id, &form.get_value()));
    view! {
        <Loaded resource=start let:start>
            <Page title=start.name.clone() narrow=true trail=vec![Link::new(PATH, t!("Rules for guests"))]>
                <Form action=format!("{PATH}/{}", start.id) start form=form.get_value() submit=t!("Save")/>
            </Page>
        </Loaded>
    }
}

#[component]
fn Form(
    start: GuestPolicyForm,
    form: FormState,
    action: String,
    submit: &'static str,
) -> impl IntoView {
    let GuestPolicyForm {
        fields,
        group_options,
        except_options,
        preview,
        ..
    } = start;
    let errors = form.errors.clone();
    let wrong = errors.get("name");
    let name = fields.get("name").to_owned();
    let version = fields.get("version").to_owned();
    let enabled = fields.is_on("enabled");
    let groups = group_options.into_iter().map(Into::into).collect();
    let except = except_options.into_iter().map(Into::into).collect();
    view! {
        <PostForm action>
            <EnterSends/>
            <FormErrors errors=messages(&form)/>
            <Hidden name="version" value=version/>
            <TextField name="name" label=t!("Name") value=name error=wrong required=true
                maxlength=limits::NAME_MAX autocomplete="off"/>
            <Checkbox name="enabled" label=t!("The rule is in force") checked=enabled/>
            <Whom fields=fields.clone() errors=errors.clone() groups except/>
            <Demands fields=fields.clone() errors=errors.clone()/>
            <Consequence fields errors/>
            <Counted preview/>
            <FormActions>
                <Button look=Look::Primary>{submit}</Button>
                <Button name="intent" value="look" unchecked=true>{t!("Count again")}</Button>
                <LinkButton href=PATH>{t!("Cancel")}</LinkButton>
            </FormActions>
        </PostForm>
    }
}

#[component]
fn Whom(
    fields: Fields,
    errors: FieldErrors,
    groups: Vec<PickOption>,
    except: Vec<PickOption>,
) -> impl IntoView {
    let choices = vec![
        Choice::new("all", t!("All guests")),
        Choice::new("where", t!("Guests to whom certain conditions apply"))
            .detail(t!("Written below. All of them have to apply.")),
        Choice::new("groups", t!("Guests in certain groups"))
            .detail(t!("Who is directly in one of the groups picked below.")),
    ];
    let picked =
        |field: &str| -> Vec<String> { fields.all(field).into_iter().map(str::to_owned).collect() };
    let text = |name: &str| fields.get(name).to_owned();
    let conditions = (1..=limits::GUEST_CONDITIONS)
        .map(|n| view! { <Condition n fields=fields.clone() errors=errors.clone()/> })
        .collect_view();
    view! {
        <RadioCards name="scope" label=t!("For whom is it?") choices value=text("scope") error=errors.get("scope") required=true/>
        <Fieldset legend=t!("Conditions") hint=t!("They count for “Guests to whom certain conditions apply”. Capital letters make no difference; several values are separated by semicolons. Leave lines empty that you do not need.")>
            {conditions}
        </Fieldset>
        <PrincipalPicker name="groups" label=t!("Groups") options=groups selected=picked("groups") error=errors.get("groups")
            hint=t!("They count for “Guests in certain groups”.") empty=t!("No group matches.")
            find_name="find_groups" find_value=text("find_groups")/>
        <PrincipalPicker name="except" label=t!("Not for") options=except selected=picked("except") error=errors.get("except")
            hint=t!("Guests, and direct members of groups, whom the rule leaves alone.") empty=t!("Nobody matches.")
            find_name="find_except" find_value=text("find_except")/>
    }
}

#[component]
fn Condition(n: usize, fields: Fields, errors: FieldErrors) -> impl IntoView {
    let attributes = GuestAttribute::ALL
        .iter()
        .map(|one| Choice::new(one.as_str(), one.title()))
        .collect();
    let tests = GuestTest::ALL
        .iter()
        .map(|one| Choice::new(one.as_str(), one.title()))
        .collect();
    let names = [
        format!("attribute_{n}"),
        format!("test_{n}"),
        format!("values_{n}"),
    ];
    let [attribute, test, values] = names.map(|name| {
        let (value, error) = (fields.get(&name).to_owned(), errors.get(&name));
        (name, value, error)
    });
    view! {
        <FieldRow>
            <SelectField name=attribute.0 label=t!("What") choices=attributes value=attribute.1 error=attribute.2/>
            <SelectField name=test.0 label=t!("Comparison") choices=tests value=test.1 error=test.2/>
            <TextField name=values.0 label=t!("Value") value=values.1 error=values.2 optional=true autocomplete="off"
                maxlength=limits::DESCRIPTION_MAX/>
        </FieldRow>
    }
}

/// A demand that is on or off, with its number.
#[component]
fn Demand(
    fields: Fields,
    errors: FieldErrors,
    switch: &'static str,
    label: &'static str,
    number: &'static str,
    number_label: &'static str,
    unit: &'static str,
    range: RangeInclusive<u32>,
) -> impl IntoView {
    view! {
        <Checkbox name=switch label checked=fields.is_on(switch) error=errors.get(switch)/>
        <NumberField name=number label=number_label unit value=fields.get(number).to_owned() error=errors.get(number)
            min=i64::from(*range.start()) max=i64::from(*range.end())/>
    }
}

#[component]
fn Demands(fields: Fields, errors: FieldErrors) -> impl IntoView {
    let no_access = fields.is_on("no_access");
    view! {
        <Fieldset legend=t!("What has to be in order") hint=t!("When one of these is not, the guest gets notice.")>
            <Demand fields=fields.clone() errors=errors.clone() switch="confirm" label=t!("A sponsor confirms the guest")
                number="confirm_days" number_label=t!("Every" in "confirmation") unit=t!("days") range=limits::CONFIRM_DAYS/>
            <Demand fields=fields.clone() errors=errors.clone() switch="idle" label=t!("The guest signs in")
                number="idle_days" number_label=t!("At least every") unit=t!("days") range=limits::IDLE_DAYS/>
            <Checkbox name="no_access" label=t!("The guest has access") checked=no_access
                hint=t!("Counts from the end of the last access through a package, for guests under management or not. Whoever never had any, or waits for some, is in order.")/>
            <Demand fields=fields.clone() errors=errors.clone() switch="sponsors" label=t!("The guest has sponsors")
                number="sponsors_min" number_label=t!("At least") unit=t!("sponsors" in "number of people") range=limits::GUEST_SPONSORS/>
            <Demand fields errors switch="unused" label=t!("The guest signs in after the invitation")
                number="unused_days" number_label=t!("Within") unit=t!("days") range=limits::UNUSED_DAYS/>
        </Fieldset>
    }
}

#[component]
fn Consequence(fields: Fields, errors: FieldErrors) -> impl IntoView {
    let effects = vec![
        Choice::new("disable", t!("The account is blocked")),
        Choice::new(
            "disableThenRemove",
            t!("The account is blocked, and removed later"),
        ),
        Choice::new("remove", t!("The account is removed")).detail(t!("All access ends with it.")),
    ];
    let [grace, effect, removal] = ["grace_days", "effect", "remove_days"]
        .map(|name| (fields.get(name).to_owned(), errors.get(name)));
    view! {
        <Fieldset legend=t!("What happens otherwise")
            hint=t!("Guests and sponsors are told at once, in the middle of the days of notice, and a day before. Nothing happens if everything is in order again by then.")>
            <NumberField name="grace_days" label=t!("Days of notice") unit=t!("days") value=grace.0
                error=grace.1 min=i64::from(*limits::GRACE_DAYS.start()) max=i64::from(*limits::GRACE_DAYS.end())/>
            <RadioCards name="effect" label=t!("After that") choices=effects value=effect.0
                error=effect.1 required=true/>
            <NumberField name="remove_days" label=t!("Days from blocking to removal") unit=t!("days") value=removal.0
                error=removal.1 min=i64::from(*limits::GUEST_REMOVAL_DAYS.start()) max=i64::from(*limits::GUEST_REMOVAL_DAYS.end())
                hint=t!("Counts for “The account is blocked, and removed later”.")/>
        </Fieldset>
    }
}

#[component]
fn Counted(preview: Option<GuestPreview>) -> impl IntoView {
    preview.map(|preview| {
        view! {
            <Banner tone=Tone::Notice title=t!("What this means now")>
                <p role="status">{preview.sentence()}</p>
            </Banner>
        }
    })
}
