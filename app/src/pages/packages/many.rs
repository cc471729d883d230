//! Assigning a package to many people at once (ASG-11).

use super::frame::trail_below;
use super::load::load_assign_many;
use crate::pages::catalogs::{messages, typed};
use crate::pages::my::parts::path_param;
use crate::ui::{
    Banner, Button, Cell, Choice, Column, DateField, EnterSends, FieldRow, FormActions, FormErrors,
    LinkButton, Look, Page, PickOption, PostForm, PrincipalPicker, RadioCards, Section,
    StatusBadge, Table, TextArea, Tone, field_id,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::{FormState, LIST_MAX};
use shared::limits::{ASSIGN_MANY_MAX, TEXT_MAX};
use shared::views::packages::{AssignManyView, ManyRow, ManyVerdict};

/// `/admin/packages/{id}/assign/many`; with what was typed, and what would happen, after a preview.
#[component]
pub fn AssignManyPage() -> impl IntoView {
    let id = path_param("id");
    let form = use_form("many");
    let find = form.fields.get("find").to_owned();
    let asked = if form.errors.is_empty() && form.fields.get("intent") == "preview" {
        serde_json::to_string(&form.fields).unwrap_or_default()
    } else {
        String::new()
    };
    let page = Resource::new(
        move || (id.get(), find.clone(), asked.clone()),
        |(id, find, asked)| load_assign_many(id, find, asked),
    );
    let form = StoredValue::new(form);
    view! {
        <Loaded resource=page let:view>
            <AssignMany view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn AssignMany(view: AssignManyView, form: FormState) -> impl IntoView {
    let AssignManyView {
        head,
        policies,
        groups,
        today,
        preview,
    } = view;
    let base = format!("/admin/packages/{}", head.id);
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
    let options: Vec<PickOption> = groups
        .into_iter()
        .map(|group| PickOption::group(group.value, group.label, group.detail))
        .collect();
    let picked: Vec<String> = form
        .fields
        .all("group")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let summary = messages(&form);
    let field = |name: &str| (typed(&form, name, ""), form.errors.get(name));
    let (policy, policy_wrong) = field("policy");
    let (list, list_wrong) = field("list");
    let (find, group_wrong) = (field("find").0, form.errors.get("group"));
    let ((start, start_wrong), (end, end_wrong)) = (field("start"), field("end"));
    let (reason, reason_wrong) = field("justification");
    let gets = preview
        .as_ref()
        .map_or(0, |rows| count(rows, ManyVerdict::Gets));
    let assign = (gets > 0).then(|| tn!(gets, "Assign to {n} person", "Assign to {n} people"));
    let looking = if gets > 0 {
        Look::Secondary
    } else {
        Look::Primary
    };
    let shown = preview.map(|rows| view! { <Preview rows/> });
    let single = base.clone();
    view! {
        <Page title=t!("Assign {name} to many", name = head.name) trail=trail_below(&head)
            lead=t!("Those of a list or a group who do not have it yet get it. Nobody loses it.")>
            <PostForm action=format!("{base}/assign/many")>
                <EnterSends intent="preview"/>
                <FormErrors errors=summary/>
                <RadioCards name="policy" label=t!("Through which policy") choices value=policy
                    error=policy_wrong required=true/>
                <TextArea name="list" label=t!("Mail addresses or user names") rows=8 value=list
                    error=list_wrong maxlength=u32::try_from(LIST_MAX).unwrap_or(u32::MAX)
                    hint=t!("One per line, or a CSV table. Up to {max} people.", max = ASSIGN_MANY_MAX)/>
                <FilePick into="list"/>
                <PrincipalPicker name="group" label=t!("Or the members of a group") options selected=picked single=true
                    error=group_wrong find_name="find" find_value=find
                    empty=t!("No group matches. Search for another name.")/>
                <FieldRow>
                    <DateField name="start" label=t!("Start") optional=true value=start error=start_wrong
                        min=today.clone() hint=t!("Empty: now.")/>
                    <DateField name="end" label=t!("End") optional=true value=end error=end_wrong
                        min=today hint=t!("Empty: as the policy says. Never later than that.")/>
                </FieldRow>
                <TextArea name="justification" label=t!("Reason") optional=true rows=3 value=reason
                    error=reason_wrong maxlength=u32::try_from(TEXT_MAX).unwrap_or(u32::MAX)
                    hint=t!("Kept with each request, for whoever looks later.")/>
                {shown}
                <FormActions>
                    {assign.map(|words| view! {
                        <Button look=Look::Primary name="intent" value="assign">{words}</Button>
                    })}
                    <Button look=looking name="intent" value="preview">{t!("Preview")}</Button>
                    <LinkButton href=format!("{single}/assign")>{t!("Pick people instead")}</LinkButton>
                </FormActions>
            </PostForm>
        </Page>
    }
}

fn count(rows: &[ManyRow], verdict: ManyVerdict) -> i64 {
    let found = rows.iter().filter(|row| row.verdict == verdict).count();
    i64::try_from(found).unwrap_or(i64::MAX)
}

/// What would happen to each line.
#[component]
fn Preview(rows: Vec<ManyRow>) -> impl IntoView {
    let of = |verdict| count(&rows, verdict);
    let (gets, has) = (of(ManyVerdict::Gets), of(ManyVerdict::Has));
    let (refused, unknown) = (of(ManyVerdict::Refused), of(ManyVerdict::Unknown));
    let summary = [
        tn!(gets, "{n} person would get it.", "{n} people would get it."),
        tn!(has, "{n} has it already.", "{n} have it already."),
        tn!(
            refused,
            "{n} does not fit the policy.",
            "{n} do not fit the policy."
        ),
        tn!(unknown, "{n} is unknown.", "{n} are unknown."),
    ]
    .join(" ");
    let total = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let tone = if refused + unknown > 0 {
        Tone::Warning
    } else {
        Tone::Notice
    };
    let columns = vec![
        Column::new(t!("Line")),
        Column::new(t!("Person")),
        Column::new(t!("What happens")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let (tone, label) = match row.verdict {
                ManyVerdict::Gets => (Tone::Good, t!("Gets it")),
                ManyVerdict::Has => (Tone::Neutral, t!("Has it already")),
                ManyVerdict::Refused => (Tone::Warning, t!("Does not fit")),
                ManyVerdict::Unknown => (Tone::Danger, t!("Unknown")),
            };
            view! {
                <tr>
                    <Cell head=true>{row.line}</Cell>
                    <Cell label=t!("Person")>{row.person}</Cell>
                    <Cell label=t!("What happens")>
                        <StatusBadge tone label/>
                        {(!row.why.is_empty()).then(|| view! { <p class="small muted">{row.why}</p> })}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section id="preview" title=t!("What would happen") count=total>
            <Banner tone title=tn!(gets, "{n} new assignment", "{n} new assignments")><p>{summary}</p></Banner>
            <Table caption=t!("What would happen to each line") columns>{rows}</Table>
        </Section>
    }
}

/// Reads a file of the person into a text field; there only with JavaScript, without it one pastes.
#[component]
fn FilePick(
    /// The name of the text field.
    into: &'static str,
) -> impl IntoView {
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let read = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        leptos::task::spawn_local(async move {
            let Ok(text) = wasm_bindgen_futures::JsFuture::from(file.text()).await else {
                return;
            };
            let field = document().get_element_by_id(&field_id(into));
            let field = field.and_then(|field| {
                wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlTextAreaElement>(field).ok()
            });
            if let (Some(field), Some(text)) = (field, text.as_string()) {
                field.set_value(&text);
            }
        });
    };
    view! {
        <p hidden=move || !alive.get()>
            <label class="field-label" for="list-file">{t!("Or read a file")}</label>
            <input id="list-file" type="file" accept=".csv,.txt,text/csv,text/plain" on:change=read/>
        </p>
    }
}
