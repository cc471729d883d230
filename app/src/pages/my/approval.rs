//! One request as an approver sees it, with the decision (APR-02, APR-03).

use super::otherwise::{Judge, Otherwise, TakeBack};
use super::parts::{Status, path_param, when};
use super::request::{Answers, Content, Decisions, History};
use super::request_form::{characters, summary};
use crate::ui::{
    Banner, Button, Card, CheckboxGroup, Choice, DateField, Disclosure, Fact, FactList,
    FormActions, FormErrors, Glyph, HERE, Hidden, Link, Look, NumberField, Page, PersonLine,
    PostForm, Section, SidePanel, TextArea, Time, Tone, around,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::approval::Decision;
use shared::forms::FormState;
use shared::limits;
use shared::views::my::{ApprovalPage as View, Deciding};

#[server(prefix = "/api/pages")]
pub async fn load_approval(id: String) -> Result<View, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::my::approval(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/approvals/{request}`
#[component]
pub fn ApprovalPage() -> impl IntoView {
    let id = path_param("id");
    let page = Resource::new(move || id.get(), load_approval);
    let forms = StoredValue::new(Forms {
        decide: use_form("decide"),
        ask: use_form("ask"),
        withdraw: use_form("withdraw"),
        hand_over: use_form("hand-over"),
        revoke: use_form("revoke"),
        judge: use_form("judge"),
    });
    view! {
        <Loaded resource=page let:view>
            <Approval view forms=forms.get_value()/>
        </Loaded>
    }
}

/// The forms of the page: empty, or as they were refused.
#[derive(Clone)]
struct Forms {
    decide: FormState,
    ask: FormState,
    withdraw: FormState,
    hand_over: FormState,
    revoke: FormState,
    judge: FormState,
}

#[component]
fn Approval(view: View, forms: Forms) -> impl IntoView {
    let Forms {
        decide: form,
        ask,
        withdraw: withdrawn,
        hand_over,
        revoke,
        judge,
    } = forms;
    let View {
        request,
        extension,
        organization,
        position,
        deciding,
        closed,
        withdraw,
        revoking,
        judging,
    } = view;
    let title = t!(
        "{package} for {person}",
        package = request.package.name,
        person = request.subject.name
    );
    let status = request.badge.clone();
    let justification = request.justification.clone();
    let id = request.id.clone();
    let facts = request.clone();
    // What went wrong with a decision that cannot be made any more is said above the closed stage.
    let late: Vec<String> = if deciding.is_none() {
        let refused = [&form, &ask, &hand_over].into_iter();
        refused
            .chain(judging.is_empty().then_some(&judge))
            .chain(revoking.is_none().then_some(&revoke))
            .flat_map(|form| form.errors.0.values().cloned())
            .collect()
    } else {
        Vec::new()
    };
    let subject = request.subject.name.clone();
    let given = if extension.is_empty() {
        t!("What {subject} gets", subject)
    } else {
        t!("What {subject} keeps", subject)
    };
    view! {
        <Page title trail=vec![Link::new("/approvals", t!("Approvals"))]
            status=move || view! { <Status badge=status/> }
            aside=move || {
                let requestor = facts
                    .requestor
                    .clone()
                    .filter(|person| person.name != facts.subject.name)
                    .map(|person| person.name);
                let (period, less) = (facts.period.clone(), facts.less.clone());
                view! {
                    <SidePanel title=t!("Who and what")>
                        <PersonLine name=facts.subject.name.clone() detail=facts.subject.detail.clone()/>
                        <FactList>
                            {(!position.is_empty()).then(|| view! { <Fact term=t!("Position")>{position}</Fact> })}
                            {(!organization.is_empty()).then(|| view! {
                                <Fact term=t!("Organization")>{organization}</Fact>
                            })}
                            {requestor.map(|name| view! { <Fact term=t!("Asked by")>{name}</Fact> })}
                            <Fact term=t!("Package")>{facts.package.name.clone()}</Fact>
                            <Fact term=t!("Catalog")>{facts.package.catalog.clone()}</Fact>
                            <Fact term=t!("Asked")><Time when=when(facts.asked) exact=true/></Fact>
                            {(!period.is_empty()).then(|| view! { <Fact term=t!("Period")>{period}</Fact> })}
                            {(!less.is_empty()).then(|| view! { <Fact term=t!("Approved for less")>{less}</Fact> })}
                        </FactList>
                    </SidePanel>
                }
            }>
            <>
                <FormErrors errors=summary(&withdrawn, &[])/>
                {(!late.is_empty()).then(|| view! {
                    <Banner tone=Tone::Warning title=t!("Your decision was not needed any more")>
                        {late.into_iter().map(|message| view! { <p>{message}</p> }).collect_view()}
                    </Banner>
                })}
                {(!closed.is_empty()).then(|| view! {
                    <Banner tone=Tone::Neutral title=t!("Nothing to decide here")><p>{closed}</p></Banner>
                })}
                {(!extension.is_empty()).then(|| view! {
                    <Banner tone=Tone::Notice title=t!("This is an extension")><p>{extension}</p></Banner>
                })}
                {(!withdraw.is_empty()).then(|| {
                    let action = format!("/approvals/{id}/withdraw");
                    view! {
                        <PostForm action inline=true>
                            <Hidden name="stage" value=withdraw/>
                            <Button>{t!("Withdraw the question")}</Button>
                        </PostForm>
                    }
                })}
                <Section title=t!("Why")>
                    {if justification.is_empty() {
                        view! { <p class="muted">{t!("No reason was given; the policy does not ask for one.")}</p> }.into_any()
                    } else {
                        view! { <p class="prose quoted">{justification}</p> }.into_any()
                    }}
                </Section>
                <Answers answers=request.answers/>
                <Content roles=request.roles title=given/>
                {deciding.map(|deciding| {
                    let stage = deciding.stage.clone();
                    view! {
                        <Decide id=id.clone() deciding form subject=subject.clone()/>
                        <Otherwise id stage subject ask hand_over/>
                    }
                })}
                {(!judging.is_empty()).then(|| {
                    let subject = request.subject.name.clone();
                    view! { <Judge id=request.id.clone() subject consequence=judging form=judge/> }
                })}
                {revoking.map(|revoking| {
                    let title = t!("Take back your approval of {package} for {person}?", package = request.package.name, person = request.subject.name);
                    view! { <TakeBack id=request.id.clone() title revoking form=revoke/> }
                })}
                <Decisions flow=request.flow/>
                <History steps=request.steps/>
            </>
        </Page>
    }
}

/// A shorter time, or fewer roles (BYD-13).
#[component]
fn Less(form: FormState, roles: Vec<(String, String)>) -> impl IntoView {
    let typed = |name: &str| form.fields.get(name).to_owned();
    let (end, days) = (typed("less_end"), typed("less_days"));
    let left_out: Vec<String> = form
        .fields
        .all("left_out")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let open = [&end, &days].into_iter().any(|text| !text.is_empty()) || !left_out.is_empty();
    let choices: Vec<Choice> = roles
        .into_iter()
        .map(|(id, name)| Choice::new(id, name))
        .collect();
    let fields = ["less_end", "less_days", "left_out"];
    let [wrong_end, wrong_days, wrong_roles] = fields.map(|name| form.errors.get(name));
    view! {
        <Disclosure title=t!("Approve for less") open=open>
            <p class="muted">{t!("A shorter time or fewer roles than asked for. It needs a reason, and later stages decide on what is left.")}</p>
            <DateField name="less_end" label=t!("Until, that day included") value=end error=wrong_end/>
            <NumberField name="less_days" label=t!("For at most") unit=t!("days" in "unit") min=1_i64 max=3_660_i64
                value=Some(days) error=wrong_days hint=t!("From the day it is set up.")/>
            {(!choices.is_empty()).then(|| view! {
                <CheckboxGroup name="left_out" label=t!("Leave these roles out") choices values=left_out
                    error=wrong_roles hint=t!("They are not given later either, whatever happens to the package.")/>
            })}
        </Disclosure>
    }
}

/// The decision.
#[component]
fn Decide(id: String, deciding: Deciding, form: FormState, subject: String) -> impl IntoView {
    let Deciding {
        stage,
        seen_due,
        title,
        due,
        reason_required,
        so_far,
        if_approved,
        roles,
    } = deciding;
    let errors = summary(
        &form,
        &["justification", "less_end", "less_days", "left_out"],
    );
    let hint = if reason_required {
        t!(
            "{subject} reads this. A reason is needed either way.",
            subject
        )
    } else {
        t!("{subject} reads this.", subject)
    };
    view! {
        <Section title=t!("Your decision") id="decide">
            <Card>
                <PostForm action=format!("/approvals/{id}/decide") id="decision">
                    <FormErrors errors/>
                    <Hidden name="stage" value=stage/>
                    <Hidden name="seen_due" value=seen_due/>
                    <p>
                        {format!("{title}. ")}
                        {due.map(|due| (around(&t!("Time to decide ends {time}.", time = HERE), view! { <Time when=when(due)/> }), " "))}
                        {(!so_far.is_empty()).then(|| format!("{so_far} "))}
                        {if_approved}
                        " "{t!("If you deny, the request ends here.")}
                    </p>
                    <TextArea name="justification" label=t!("Reason") value=form.fields.get("justification").to_owned()
                        error=form.errors.get("justification") hint=hint rows=3 required=reason_required
                        optional=!reason_required
                        maxlength=characters(limits::TEXT_MAX)/>
                    <Less form=form.clone() roles/>
                    <FormActions>
                        <Button look=Look::Primary icon=Glyph::Check name="decision" value=Decision::Approve.as_str()>{t!("Approve")}</Button>
                        <Button look=Look::Danger icon=Glyph::Cross name="decision" value=Decision::Deny.as_str()>{t!("Deny")}</Button>
                    </FormActions>
                </PostForm>
            </Card>
        </Section>
    }
}
