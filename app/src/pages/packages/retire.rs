//! Retiring a package (BYD-20): who loses what, and the day.

use super::frame::trail_below;
use super::load::load_retire;
use crate::pages::catalogs::{messages, typed};
use crate::pages::my::parts::{address, path_param, query_param, when};
use crate::ui::{
    Banner, Button, Cell, Column, DateField, FormActions, FormErrors, LinkButton, Look, Page,
    Pager, PostForm, Section, Table, TextArea, Time, Tone,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::TEXT_MAX;
use shared::views::Figure;
use shared::views::packages::{LosesRow, RetireView};

/// `/admin/packages/{id}/retire?after=`
#[component]
pub fn RetirePage() -> impl IntoView {
    let (id, after) = (path_param("id"), query_param("after"));
    let page = Resource::new(
        move || (id.get(), after.get()),
        |(id, after)| load_retire(id, after),
    );
    let form = StoredValue::new(use_form("retire"));
    view! {
        <Loaded resource=page let:view>
            <Retire view form=form.get_value() later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Retire(view: RetireView, form: FormState, later: bool) -> impl IntoView {
    let RetireView {
        head,
        people: rows,
        holders,
        waiting,
        earliest,
    } = view;
    let base = format!("/admin/packages/{}", head.id);
    let path = format!("{base}/retire");
    let errors = form.errors.clone();
    let wrong = move |field: &str| errors.get(field);
    let next = rows.next.map(|next| address(&path, &[("after", &next)]));
    let first = later.then(|| path.clone());
    let requests = (waiting > 0).then(|| {
        tn!(
            Figure(waiting),
            "{n} request under way will end at once, and whoever asked is told.",
            "{n} requests under way will end at once, and whoever asked is told."
        )
    });
    let empty = rows.rows.is_empty();
    view! {
        <Page title=t!("Retire {name}", name = head.name) trail=trail_below(&head)
            lead=t!("From the first moment nobody new gets it. Its holders are told at once and again before the end; on the day all access ends, and then the package is archived. You can call it off at any time.")>
            <PostForm action=path>
                <FormErrors errors=messages(&form)/>
                <DateField name="on" label=t!("Last day of access") required=true min=earliest
                    value=typed(&form, "on", "") error=wrong("on")
                    hint=t!("Access that would end before ends when it would have.")/>
                <TextArea name="reason" label=t!("What holders should know") optional=true rows=3
                    value=typed(&form, "reason", "") error=wrong("reason")
                    maxlength=u32::try_from(TEXT_MAX).unwrap_or(u32::MAX)
                    hint=t!("It stands in the mail: why, and what to use instead.")/>
                {requests.map(|text| view! { <Banner tone=Tone::Notice><p>{text}</p></Banner> })}
                <FormActions>
                    <Button look=Look::Danger>{t!("Retire the package")}</Button>
                    <LinkButton href=base>{t!("Cancel")}</LinkButton>
                </FormActions>
            </PostForm>
            <Section title=t!("Who loses it") count=u64::try_from(holders).unwrap_or_default()>
                {if empty {
                    view! { <p class="muted">{t!("Nobody has it, so nobody loses anything.")}</p> }.into_any()
                } else {
                    view! {
                        <p class="muted">{tn!(Figure(holders), "{n} person will be told by mail.", "{n} people will be told by mail.")}</p>
                        <Losers rows=rows.rows/>
                    }.into_any()
                }}
                <Pager first next/>
            </Section>
        </Page>
    }
}

#[component]
fn Losers(rows: Vec<LosesRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Person")),
        Column::new(t!("Would end anyway")),
        Column::number(t!("Loses")),
        Column::number(t!("Keeps through other access")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let ends = match row.ends {
                Some(at) => view! { <Time when=when(at)/> }.into_any(),
                None => view! { <span class="muted">{t!("Without end")}</span> }.into_any(),
            };
            view! {
                <tr>
                    <Cell head=true>
                        {row.name}
                        <p class="small muted">{row.detail}</p>
                    </Cell>
                    <Cell label=t!("Would end anyway")>{ends}</Cell>
                    <Cell label=t!("Loses") number=true>{tn!(Figure(row.loses), "{n} role", "{n} roles")}</Cell>
                    <Cell label=t!("Keeps through other access") number=true>{tn!(Figure(row.keeps), "{n} role", "{n} roles")}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Who loses the package") columns>{rows}</Table> }
}
