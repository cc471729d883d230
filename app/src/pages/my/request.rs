//! One request with everything that happened to it (REQ-11).

use super::answer::AnswerForm;
use super::parts::{
    RoleList, Status, flow as drawing, package_href, path_param, timeline, tone, when,
};
use crate::ui::{
    ApprovalFlow, Banner, Card, ConfirmForm, Fact, FactList, FormErrors, Link, LinkButton, Look,
    Page, Section, SidePanel, Time, Timeline,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::my::{AnswerView, FlowView, RequestPage as View, RoleState, Step};

#[server(prefix = "/api/pages")]
pub async fn load_request(id: String) -> Result<View, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::my::request(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/requests/{id}`
#[component]
pub fn RequestPage() -> impl IntoView {
    let id = path_param("id");
    let page = Resource::new(move || id.get(), load_request);
    let form = StoredValue::new(use_form("cancel"));
    let answer = StoredValue::new(use_form("answer"));
    view! {
        <Loaded resource=page let:view>
            <Request view errors=form.get_value().errors.0.into_iter().collect() answer=answer.get_value()/>
        </Loaded>
    }
}

#[component]
fn Request(view: View, errors: Vec<(String, String)>, answer: FormState) -> impl IntoView {
    let question = view.question.clone().map(|question| {
        let (id, justification) = (view.id.clone(), view.justification.clone());
        view! { <AnswerForm id question justification form=answer/> }
    });
    let status = view.badge.clone();
    let actions = (
        view.id.clone(),
        package_href(&view.package),
        view.package.name.clone(),
        view.may_cancel,
        view.may_resubmit,
    );
    let title = view.package.name.clone();
    let lead = view.kind.clone();
    let aside = view.clone();
    view! {
        <Page title lead trail=vec![Link::new("/requests", t!("My requests"))]
            status=move || view! { <Status badge=status/> }
            actions=move || {
                let (id, package, name, may_cancel, may_resubmit) = actions;
                view! {
                    {may_cancel.then(|| view! {
                        <ConfirmForm id="cancel-request" verb=t!("Cancel request") look=Look::Secondary
                            title=t!("Cancel the request for {name}?", name)
                            consequence=t!("Nobody is asked any more, and nothing is set up. You can ask again later.")
                            action=format!("/requests/{id}/cancel")/>
                    })}
                    {may_resubmit.then(|| view! {
                        <LinkButton href=format!("{package}?from={id}") look=Look::Primary>{t!("Ask again")}</LinkButton>
                    })}
                }
            }
            aside=move || view! { <About view=aside/> }>
            <FormErrors errors/>
            {question}
            <Story view/>
        </Page>
    }
}

/// The facts beside a request.
#[component]
fn About(view: View) -> impl IntoView {
    let requestor = view
        .requestor
        .map_or_else(|| t!("The system").to_owned(), |person| person.name);
    let (period, less) = (view.period, view.less);
    let href = package_href(&view.package);
    let (name, catalog) = (view.package.name, view.package.catalog);
    let name = if view.gone {
        view! { {name}<p class="small muted">{t!("No longer offered")}</p> }.into_any()
    } else {
        view! { <a href=href>{name}</a> }.into_any()
    };
    view! {
        <SidePanel title=t!("About this request")>
            <FactList>
                <Fact term=t!("Package")>{name}</Fact>
                <Fact term=t!("Catalog")>{catalog}</Fact>
                <Fact term=t!("For")>{view.subject.name}</Fact>
                <Fact term=t!("Asked by")>{requestor}</Fact>
                <Fact term=t!("Asked")><Time when=when(view.asked) exact=true/></Fact>
                {(!period.is_empty()).then(|| view! { <Fact term=t!("Period")>{period}</Fact> })}
                {(!less.is_empty()).then(|| view! { <Fact term=t!("Approved for less")>{less}</Fact> })}
            </FactList>
        </SidePanel>
    }
}

/// What happens now, the flow, the timeline, the answers and the roles; also for administrators.
#[component]
pub fn Story(view: View) -> impl IntoView {
    view! {
        <Banner tone=tone(view.badge.meaning) title=view.badge.label>
            <p>{view.now}</p>
        </Banner>
        <Decisions flow=view.flow/>
        <History steps=view.steps/>
        <Answers answers=view.answers/>
        <Content roles=view.roles title=t!("What it gives")/>
    }
}

/// Who decides, drawn; nothing where nobody does.
#[component]
pub fn Decisions(flow: FlowView) -> impl IntoView {
    let running = flow.running;
    (!flow.stages.is_empty()).then(|| {
        view! {
            <Section title=t!("Who decides")>
                <ApprovalFlow steps=drawing(flow) running/>
            </Section>
        }
    })
}

/// Everything that happened, and what is still to come.
#[component]
pub fn History(steps: Vec<Step>) -> impl IntoView {
    view! {
        <Section title=t!("What happened")>
            <Timeline steps=timeline(steps)/>
        </Section>
    }
}

/// The roles with their delivery.
#[component]
pub fn Content(roles: Vec<RoleState>, #[prop(into)] title: String) -> impl IntoView {
    let count = roles.len() as u64;
    (!roles.is_empty()).then(|| {
        view! {
            <Section title=title.clone() count>
                <Card><RoleList label=title roles/></Card>
            </Section>
        }
    })
}

/// Questions with their answers; nothing where none were asked.
#[component]
pub fn Answers(answers: Vec<AnswerView>) -> impl IntoView {
    (!answers.is_empty()).then(|| {
        let rows = answers
            .into_iter()
            .map(|answer| {
                view! { <Fact term=answer.question><span class="quoted">{answer.answer}</span></Fact> }
            })
            .collect_view();
        view! {
            <Section title=t!("Answers")>
                <Card><FactList wide=true>{rows}</FactList></Card>
            </Section>
        }
    })
}
