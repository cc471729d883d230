//! Who decides while one is away (APR-09).

use super::parts::when;
use super::request_form::{characters, summary};
use crate::ui::{
    Button, Card, Cell, Column, ConfirmForm, DateField, FieldRow, FormActions, FormErrors, Link,
    Look, Page, PersonLine, PostForm, Section, StatusBadge, Table, TextField, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits;
use shared::views::my::{AwayPage as View, DeputyRow};

#[server(prefix = "/api/pages")]
pub async fn load_away() -> Result<View, PageError> {
    crate::web::answer(engine::approvals::away(&crate::web::ctx()?).await)
}

/// `/approvals/away`
#[component]
pub fn AwayPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| load_away());
    let form = StoredValue::new(use_form("deputy"));
    let ended = StoredValue::new(use_form("end"));
    view! {
        <Loaded resource=page let:view>
            <Away view form=form.get_value() ended=ended.get_value()/>
        </Loaded>
    }
}

#[component]
fn Away(view: View, form: FormState, ended: FormState) -> impl IntoView {
    let View {
        mine,
        for_others,
        today,
    } = view;
    let errors = summary(&form, &["to", "start", "end"]);
    let field = |name: &str| form.fields.get(name).to_owned();
    let (to, start, end) = (field("to"), field("start"), field("end"));
    let (to_error, start_error, end_error) = (
        form.errors.get("to"),
        form.errors.get("start"),
        form.errors.get("end"),
    );
    view! {
        <Page title=t!("While you are away") lead=t!("Somebody you trust decides for you. You still can; whoever is first counts.")
            trail=vec![Link::new("/approvals", t!("Approvals"))]>
            <FormErrors errors=summary(&ended, &[])/>
            {(!mine.is_empty()).then(|| view! {
                <Section title=t!("Who decides for you")><Deputies rows=mine own=true/></Section>
            })}
            {(!for_others.is_empty()).then(|| view! {
                <Section title=t!("For whom you decide")><Deputies rows=for_others/></Section>
            })}
            <Section title=t!("Name a deputy")>
                <Card>
                    <PostForm action="/approvals/away" id="deputy">
                        <FormErrors errors/>
                        <TextField name="to" label=t!("Who") value=to error=to_error required=true autocomplete="off"
                            maxlength=characters(limits::MAIL_MAX)
                            hint=t!("The whole name or the mail address of somebody who works here.")/>
                        <FieldRow>
                            <DateField name="start" label=t!("From") value=start error=start_error optional=true
                                min=today.clone()/>
                            <DateField name="end" label=t!("Until, that day included") value=end error=end_error
                                required=true min=today/>
                        </FieldRow>
                        <p class="small muted">
                            {t!("They are asked whatever you are asked in that time, but for their own requests, and decide in your name. What waits for you already stays with you alone. They get an email now.")}
                        </p>
                        <FormActions><Button look=Look::Primary>{t!("Name the deputy")}</Button></FormActions>
                    </PostForm>
                </Card>
            </Section>
        </Page>
    }
}

/// Deputies with their time.
#[component]
fn Deputies(
    rows: Vec<DeputyRow>,
    /// Those of the reader, who can end it.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let mut columns = vec![
        Column::new(t!("Who")),
        Column::new(t!("State")),
        Column::new(t!("From")),
        Column::new(t!("Until")),
    ];
    if own {
        columns.push(Column::silent(t!("End it")));
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let (tone, label) = if row.running {
                (Tone::Good, t!("Decides now"))
            } else {
                (Tone::Neutral, t!("Later"))
            };
            let end = own.then(|| {
                let title = t!("Stop letting {name} decide for you?", name = row.name);
                view! {
                    <Cell actions=true>
                        <ConfirmForm id=format!("end-{}", row.id) verb=t!("End it") look=Look::Secondary
                            title=title
                            consequence=t!("They are not asked any more, not even where they were asked already.")
                            action=format!("/approvals/away/{}/end", row.id)/>
                    </Cell>
                }
            });
            view! {
                <tr>
                    <Cell head=true><PersonLine name=row.name detail=row.detail/></Cell>
                    <Cell label=t!("State")><StatusBadge tone label/></Cell>
                    <Cell label=t!("From")><Time when=when(row.starts)/></Cell>
                    <Cell label=t!("Until")><Time when=when(row.ends)/></Cell>
                    {end}
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Deputies") columns>{rows}</Table> }
}
