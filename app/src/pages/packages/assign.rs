//! Assigning a package directly (ASG-03, ASG-04).

use super::frame::trail_below;
use super::load::load_assign;
use crate::pages::catalogs::{messages, typed};
use crate::pages::my::parts::{path_param, query_param};
use crate::pages::my::{QuestionInput, characters};
use crate::ui::{
    Banner, Button, Choice, DateField, EmptyState, EnterSends, FieldRow, Fieldset, FormActions,
    FormErrors, Glyph, LinkButton, Look, Page, PickOption, PostForm, PrincipalPicker, RadioCards,
    TextArea, TextField, Tone,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::{NAME_MAX, TEXT_MAX};
use shared::views::my::QuestionView;
use shared::views::packages::{AssignPolicy, AssignView};

/// `/admin/packages/{id}/assign?policy=`; with what was typed after a search or a refusal.
#[component]
pub fn AssignPage() -> impl IntoView {
    let (id, policy) = (path_param("id"), query_param("policy"));
    let form = use_form("assign");
    let chosen = form.fields.get("policy").to_owned();
    let find = form.fields.get("find").to_owned();
    let picked = form.fields.all("people").join(" ");
    let page = Resource::new(
        move || {
            let asked = policy.get();
            let policy = if asked.is_empty() {
                chosen.clone()
            } else {
                asked
            };
            (id.get(), policy, find.clone(), picked.clone())
        },
        |(id, policy, find, picked)| load_assign(id, policy, find, picked),
    );
    let form = StoredValue::new(form);
    view! {
        <Loaded resource=page let:view>
            <Assign view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Assign(view: AssignView, form: FormState) -> impl IntoView {
    let AssignView {
        head,
        policies,
        policy,
        questions,
        single,
        approval,
        strangers,
        q,
        people,
        today,
    } = view;
    let base = format!("/admin/packages/{}", head.id);
    let title = t!("Assign {name}", name = head.name);
    let many = format!("{base}/assign/many");
    let trail = trail_below(&head);
    let usable = policies.iter().any(|policy| policy.enabled);
    let edit = head.may.edit_policies.then(|| format!("{base}/policies"));
    let content = if usable {
        let options: Vec<PickOption> = people
            .into_iter()
            .map(|person| PickOption::person(person.value, person.label, person.detail))
            .collect();
        view! {
            <AssignForm base policies policy questions single approval strangers q options today form/>
        }
        .into_any()
    } else {
        view! {
            <EmptyState glyph=Glyph::Flow title=t!("No policy allows it now")
                text=t!("Access is always given through a policy that is switched on.")
                action=move || edit.map(|href| view! {
                    <LinkButton href look=Look::Primary>{t!("Go to the policies")}</LinkButton>
                })/>
        }
        .into_any()
    };
    view! {
        <Page title narrow=true trail
            actions=move || view! { <LinkButton href=many>{t!("Assign to many")}</LinkButton> }
            lead=t!("Give the package to people without their asking. They must fit the policy; they find it under “My access” as soon as it is ready.")>
            {content}
        </Page>
    }
}

#[component]
fn AssignForm(
    base: String,
    policies: Vec<AssignPolicy>,
    policy: String,
    questions: Vec<QuestionView>,
    single: bool,
    approval: String,
    strangers: bool,
    q: String,
    options: Vec<PickOption>,
    today: String,
    form: FormState,
) -> impl IntoView {
    let picked: Vec<String> = form
        .fields
        .all("people")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let errors = form.errors.clone();
    let wrong = move |field: &str| errors.get(field);
    let several = policies.len() > 1;
    let choices: Vec<Choice> = policies
        .into_iter()
        .map(|policy| {
            let choice = Choice::new(policy.id, policy.name)
                .detail(format!("{} · {}", policy.who, policy.lasts));
            if policy.enabled {
                choice
            } else {
                choice.disabled()
            }
        })
        .collect();
    let by_mail = form.clone();
    let long = u32::try_from(TEXT_MAX).unwrap_or(u32::MAX);
    let (reason, reason_wrong) = (typed(&form, "justification", ""), wrong("justification"));
    view! {
        <PostForm action=format!("{base}/assign")>
            <EnterSends intent="look"/>
            <FormErrors errors=messages(&form)/>
            <RadioCards name="policy" label=t!("Through which policy") choices value=policy error=wrong("policy") required=true/>
            {several.then(|| view! {
                <p><Button name="intent" value="look" unchecked=true small=true>{t!("Show the questions of the chosen policy")}</Button></p>
            })}
            {(!approval.is_empty()).then(|| view! {
                <Banner tone=Tone::Notice title=t!("The approval stays")>
                    <p>{t!("An assignment manager cannot go around it: {approval} first.", approval)}</p>
                </Banner>
            })}
            <PrincipalPicker name="people" label=if single { t!("Who gets it (one person, because the policy asks questions)") } else { t!("Who gets it") }
                options selected=picked single error=wrong("people") find_name="find" find_value=q
                empty=t!("Nobody matches. Search for a name, a mail address or a department.")/>
            {strangers.then(|| view! { <StrangerFields form=by_mail/> })}
            {questions.into_iter().map(|question| {
                // Whoever is picked later brings what their profile says.
                let typed = form.fields.get(&question.field);
                let value = if typed.is_empty() { question.value.clone() } else { typed.to_owned() };
                let error = form.errors.get(&question.field);
                view! { <QuestionInput question value error/> }
            }).collect_view()}
            <FieldRow>
                <DateField name="start" label=t!("Start") optional=true value=typed(&form, "start", "") error=wrong("start")
                    min=today.clone() hint=t!("Empty: now.")/>
                <DateField name="end" label=t!("End") optional=true value=typed(&form, "end", "") error=wrong("end")
                    min=today hint=t!("Empty: as the policy says. Never later than that.")/>
            </FieldRow>
            <TextArea name="justification" label=t!("Reason") optional=true rows=3 maxlength=long
                value=reason error=reason_wrong
                hint=t!("Kept with the request, for whoever looks later.")/>
            <FormActions>
                <Button look=Look::Primary>{t!("Assign")}</Button>
                <LinkButton href=base>{t!("Cancel")}</LinkButton>
            </FormActions>
        </PostForm>
    }
}

/// Somebody from outside, who need not have an account yet (ASG-05).
#[component]
fn StrangerFields(form: FormState) -> impl IntoView {
    let (mail, mail_wrong) = (typed(&form, "mail", ""), form.errors.get("mail"));
    let (name, name_wrong) = (typed(&form, "name", ""), form.errors.get("name"));
    view! {
        <Fieldset legend=t!("Or somebody from outside, by mail address")
            hint=t!("For policies that take people from outside: the domain of the address must fit. Whoever has no account here gets one, which goes again some days after their last access.")>
            <FieldRow>
                <TextField name="mail" label=t!("Mail address") kind="email" optional=true value=mail error=mail_wrong
                    autocomplete="off"/>
                <TextField name="name" label=t!("Name") optional=true value=name error=name_wrong
                    maxlength=characters(NAME_MAX) autocomplete="off"/>
            </FieldRow>
        </Fieldset>
    }
}
