//! One request of a package, with everything that happened to it (REQ-11) and what administrators do
//! with it (REQ-06..09, REQ-12).

use super::errors::DeliveryTable;
use super::frame::trail_below;
use super::load::load_package_request;
use super::partly::Partly;
use crate::pages::catalogs::messages;
use crate::pages::my::QuestionInput;
use crate::pages::my::Story;
use crate::pages::my::parts::{Status, path_param, when};
use crate::ui::{
    Button, Card, ConfirmForm, Disclosure, Fact, FactList, FormActions, FormErrors, Hidden, Link,
    Look, Page, PostForm, Section, SidePanel, Stack, Time,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::my::QuestionView;
use shared::views::my::RequestPage as View;
use shared::views::packages::{PackageHead, RequestDesk};

/// `/admin/packages/{id}/requests/{request}`
#[component]
pub fn PackageRequestPage() -> impl IntoView {
    let (id, request) = (path_param("id"), path_param("request"));
    let page = Resource::new(
        move || (id.get(), request.get()),
        |(id, request)| load_package_request(id, request),
    );
    let form = StoredValue::new(use_form("cancel"));
    let answers = StoredValue::new(use_form("answers"));
    let applied = StoredValue::new(use_form("apply"));
    view! {
        <Loaded resource=page let:view>
            <Request head=view.0 view=view.1 desk=view.2 form=form.get_value() answers=answers.get_value()
                applied=applied.get_value()/>
        </Loaded>
    }
}

#[component]
fn Request(
    head: PackageHead,
    view: View,
    desk: RequestDesk,
    form: FormState,
    answers: FormState,
    applied: FormState,
) -> impl IntoView {
    let list = format!("/admin/packages/{}/requests", head.id);
    let here = format!("{list}/{}", view.id);
    let mut trail = trail_below(&head);
    trail.push(Link::new(list, t!("Requests")));
    let status = view.badge.clone();
    let person = view.subject.name.clone();
    let doing = Doing {
        here: here.clone(),
        person: person.clone(),
        package: head.name.clone(),
    };
    let (aside, reason) = (view.clone(), view.justification.clone());
    let offers = (desk.may_cancel, desk.again_until.clone(), desk.may_delete);
    let again = desk.may_apply.then(|| {
        (
            format!("/admin/packages/{}/assignments/apply", head.id),
            desk.assignment,
        )
    });
    view! {
        <Page title=format!("{person}: {}", view.kind) trail
            status=move || view! { <Status badge=status/> }
            actions=move || view! { <Actions doing offers/> }
            aside=move || view! { <About view=aside/> }>
            <Stack>
                <FormErrors errors=messages(&form)/>
                <Partly form=applied/>
                {(!reason.is_empty()).then(|| view! {
                    <Section title=t!("Reason given")><p class="quoted">{reason}</p></Section>
                })}
                <Story view/>
                {(!desk.questions.is_empty()).then(|| view! {
                    <ChangeAnswers action=format!("{here}/answers") questions=desk.questions form=answers/>
                })}
                {(!desk.deliveries.is_empty()).then(|| view! {
                    <Section id="delivery" title=t!("Delivery") lead=standing(desk.errors)
                        actions=move || again.map(|(action, assignment)| view! {
                            <PostForm action inline=true>
                                <Hidden name="pick" value=assignment/>
                                <Hidden name="back" value=here/>
                                <Button small=true>{t!("Try all roles now")}</Button>
                            </PostForm>
                        })>
                        <DeliveryTable rows=desk.deliveries/>
                    </Section>
                })}
            </Stack>
        </Page>
    }
}

/// The request that buttons are about.
struct Doing {
    here: String,
    person: String,
    package: String,
}

/// What can be done: cancel, try again until a date, delete.
#[component]
fn Actions(doing: Doing, offers: (bool, Option<shared::views::When>, bool)) -> impl IntoView {
    let Doing {
        here,
        person,
        package,
    } = doing;
    let (may_cancel, again_until, may_delete) = offers;
    view! {
        {may_cancel.then(|| view! {
            <ConfirmForm id="cancel-request" verb=t!("Cancel request") look=Look::Secondary
                title=t!("Cancel the request of {person} for {package}?", person, package) action=format!("{here}/cancel")
                consequence=t!("Nobody is asked any more, and nothing is set up. The person can ask again.")/>
        })}
        {again_until.map(|until| view! {
            <ConfirmForm id="again" verb=t!("Try again") look=Look::Primary harmless=true
                title=t!("Set up {package} for {person} once more?", package, person) action=format!("{here}/again")
                consequence=t!("Every role is tried from the start. This can be done until {until}.", until = until.date)/>
        })}
        {may_delete.then(|| view! {
            <ConfirmForm id="delete-request" verb=t!("Delete") look=Look::Quiet
                title=t!("Delete this request of {person}?", person) action=format!("{here}/delete")
                consequence=t!("It disappears from every list, with its story. The access it led to stays, and so does what the audit log says.")/>
        })}
    }
}

/// How many roles have an error (REQ-08).
fn standing(errors: u64) -> String {
    match errors {
        0 => t!("Where each role stands. None has an error.").to_owned(),
        errors => tn!(
            errors,
            "Where each role stands. One has an error.",
            "Where each role stands. {n} have an error."
        ),
    }
}

/// The answers, to be put right by whoever runs the package (REQ-12).
#[component]
fn ChangeAnswers(action: String, questions: Vec<QuestionView>, form: FormState) -> impl IntoView {
    let open = !form.errors.is_empty();
    let errors = messages(&form);
    let inputs = questions
        .into_iter()
        .map(|question| {
            let value = if form.fields.has(&question.field) {
                form.fields.get(&question.field).to_owned()
            } else {
                question.value.clone()
            };
            let error = form.errors.get(&question.field);
            view! { <QuestionInput question value error/> }
        })
        .collect_view();
    view! {
        <Disclosure title=t!("Change the answers") open>
            <Card>
                <PostForm action>
                    <FormErrors errors/>
                    {inputs}
                    <FormActions><Button look=Look::Primary>{t!("Save the answers")}</Button></FormActions>
                </PostForm>
            </Card>
        </Disclosure>
    }
}

#[component]
fn About(view: View) -> impl IntoView {
    let requestor = view
        .requestor
        .map_or_else(|| "Bailiwick".to_owned(), |person| person.name);
    let detail = view.subject.detail;
    let period = view.period;
    view! {
        <SidePanel title=t!("About this request")>
            <FactList>
                <Fact term=t!("For")>
                    {view.subject.name}
                    {(!detail.is_empty()).then(|| view! { <p class="small muted">{detail}</p> })}
                </Fact>
                <Fact term=t!("Asked by")>{requestor}</Fact>
                <Fact term=t!("Asked")><Time when=when(view.asked) exact=true/></Fact>
                {(!period.is_empty()).then(|| view! { <Fact term=t!("Period")>{period}</Fact> })}
            </FactList>
        </SidePanel>
    }
}
