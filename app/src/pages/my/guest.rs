//! One guest whom one sponsors (UI-07).

use super::parts::{path_param, when};
use super::request_form::{characters, summary};
use crate::ui::{
    Banner, Button, Card, Cell, Column, ConfirmForm, Fact, FactList, FormActions, FormErrors, Link,
    Look, Page, PostForm, Section, SidePanel, StatusBadge, Table, TextArea, TextField, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits;
use shared::views::guests::{SponsoredAccess, SponsoredRow as View};

#[server(prefix = "/api/pages")]
pub async fn load_guest(id: String) -> Result<View, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::guests::sponsored_guest(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/guests/{id}`
#[component]
pub fn GuestPage() -> impl IntoView {
    let id = path_param("id");
    let page = Resource::new(move || id.get(), load_guest);
    let forms = ["confirm", "let-go", "hand-over"].map(use_form);
    let forms = StoredValue::new(forms);
    view! {
        <Loaded resource=page let:view>
            <Guest view forms=forms.get_value()/>
        </Loaded>
    }
}

#[component]
fn Guest(view: View, forms: [FormState; 3]) -> impl IntoView {
    let base = format!("/guests/{}", view.id);
    let [confirm, let_go, hand_over] = forms;
    let mut errors: Vec<(String, String)> = [&confirm, &hand_over]
        .into_iter()
        .flat_map(|form| form.errors.0.clone())
        .collect();
    if !view.may_let_go {
        errors.extend(summary(&let_go, &[]));
    }
    let blocked = view.blocked;
    let side = view.clone();
    let name = view.name.clone();
    let count = view.access.len() as u64;
    let nothing = t!("{name} has no access through a package.", name);
    let banner = view.plan.clone().map(|plan| {
        view! {
            <Banner tone=Tone::Warning title=plan.because>
                <p>{t!("On {date} this happens:", date = plan.date)} " " {plan.sentence}</p>
            </Banner>
        }
    });
    let removed = view.removed.clone().map(|date| {
        view! {
            <Banner tone=Tone::Warning title=t!("The last access has ended")>
                <p>{t!("The account will be removed on {date}, unless there is new access.", date)}</p>
            </Banner>
        }
    });
    view! {
        <Page title=view.name.clone() lead=view.mail.clone() trail=vec![Link::new("/guests", t!("Guests you sponsor"))]
            status=move || blocked.then(|| view! { <StatusBadge tone=Tone::Neutral label=t!("Account blocked")/> })
            aside=move || view! { <About view=side/> }>
            <FormErrors errors/>
            {banner}
            {removed}
            {view.may_confirm.then(|| view! { <Confirm action=format!("{base}/confirm") form=confirm/> })}
            <Section title=t!("Access") count>
                {if view.access.is_empty() {
                    view! { <p class="muted">{nothing}</p> }.into_any()
                } else {
                    view! { <Access rows=view.access/> }.into_any()
                }}
            </Section>
            <HandOver action=format!("{base}/hand-over") form=hand_over/>
            {view.may_let_go.then(|| view! { <LetGo action=format!("{base}/let-go") name form=let_go/> })}
        </Page>
    }
}

#[component]
fn About(view: View) -> impl IntoView {
    let organization = (!view.organization.is_empty()).then(|| {
        view! { <Fact term=t!("Partner organization")>{view.organization}</Fact> }
    });
    view! {
        <SidePanel title=t!("About this guest")>
            <FactList>
                {organization}
                <Fact term=t!("Guest since")><Time when=when(view.since)/></Fact>
                <Fact term=t!("Last sign-in")>
                    {view.signed_in.unwrap_or_else(|| t!("Never" in "sign-in").to_owned())}
                </Fact>
                <Fact term=t!("Confirm by")>
                    {match view.due {
                        Some(due) => view! { <Time when=when(due)/> }.into_any(),
                        None => view! { <span class="muted">{t!("Not needed")}</span> }.into_any(),
                    }}
                </Fact>
                {view.confirmed.map(|said| view! {
                    <Fact term=t!("Last confirmation")>
                        <p>{said}</p>
                        {(!view.remark.is_empty()).then(|| view! { <p class="quoted">{view.remark}</p> })}
                    </Fact>
                })}
            </FactList>
        </SidePanel>
    }
}

#[component]
fn Confirm(action: String, form: FormState) -> impl IntoView {
    let (remark, error) = (
        form.fields.get("remark").to_owned(),
        form.errors.get("remark"),
    );
    view! {
        <Section title=t!("Is the account still needed?")>
            <Card>
                <PostForm action id="confirm">
                    <TextField name="remark" label=t!("Remark") value=remark error optional=true
                        maxlength=characters(limits::SHORT_TEXT_MAX)
                        hint=t!("What it is needed for, and until when. Administrators and other sponsors read it.")/>
                    <FormActions><Button look=Look::Primary>{t!("Still needed")}</Button></FormActions>
                </PostForm>
            </Card>
        </Section>
    }
}

#[component]
fn HandOver(action: String, form: FormState) -> impl IntoView {
    let (to, error) = (form.fields.get("to").to_owned(), form.errors.get("to"));
    view! {
        <Section title=t!("Somebody else vouches for this guest")>
            <Card>
                <PostForm action id="hand-over">
                    <TextField name="to" label=t!("Who") value=to error required=true autocomplete="off"
                        maxlength=characters(limits::MAIL_MAX)
                        hint=t!("The whole name or the mail address of somebody who works here. They get an email now.")/>
                    <FormActions><Button>{t!("Hand over")}</Button></FormActions>
                </PostForm>
            </Card>
        </Section>
    }
}

#[component]
fn LetGo(action: String, name: String, form: FormState) -> impl IntoView {
    let (remark, error) = (
        form.fields.get("remark").to_owned(),
        form.errors.get("remark"),
    );
    let title = t!("Is {name} no longer needed?", name);
    view! {
        <Section title=t!("No longer needed")
            lead=t!("The guest gets notice, and some days to object. Until then you can confirm the account.")>
            <ConfirmForm id="let-go" verb=t!("No longer needed") title
                consequence=t!("After the days of notice, the account is blocked or removed as the rules for guests say. The guest and the other sponsors are told now.")
                action open=!form.errors.is_empty()>
                <FormErrors errors=summary(&form, &[])/>
                <TextArea name="remark" id="f-let-go-remark" label=t!("Remark") value=remark error optional=true rows=3
                    maxlength=characters(limits::SHORT_TEXT_MAX)/>
            </ConfirmForm>
        </Section>
    }
}

#[component]
fn Access(rows: Vec<SponsoredAccess>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("Status")),
        Column::new(t!("Ends")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let name = match row.href {
                Some(href) => view! { <a href=href>{row.package}</a> }.into_any(),
                None => view! { <span>{row.package}</span> }.into_any(),
            };
            view! {
                <tr>
                    <Cell head=true>{name}</Cell>
                    <Cell label=t!("Status")>{row.state}</Cell>
                    <Cell label=t!("Ends")>
                        {match row.ends {
                            Some(end) => view! { <Time when=when(end)/> }.into_any(),
                            None => view! { <span class="muted">{t!("Without end")}</span> }.into_any(),
                        }}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Access through packages") columns>{rows}</Table> }
}
