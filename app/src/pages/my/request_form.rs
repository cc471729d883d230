//! The form to ask for a package. What was typed stays when something is wrong with it.

use crate::ui::{
    Button, Card, Choice, DateField, FieldRow, Fieldset, FormActions, FormErrors, Glyph, Hidden,
    LinkButton, Look, PostForm, Section, SelectField, TextArea, TextField,
};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits;
use shared::views::my::{Prefill, QuestionField, QuestionView, WayView};

/// The value a field starts with: what was just typed, or what an earlier request said.
fn value(form: &FormState, name: &str, earlier: &str) -> String {
    if form.fields.has(name) {
        form.fields.get(name).to_owned()
    } else {
        earlier.to_owned()
    }
}

/// The messages for the summary above a form: those at fields that the form does not show belong to
/// the form as a whole.
pub fn summary(form: &FormState, shown: &[&str]) -> Vec<(String, String)> {
    form.errors
        .0
        .iter()
        .map(|(field, message)| {
            let field = shown.iter().find(|name| **name == field.as_str());
            let field = field.map_or_else(String::new, |name| (*name).to_owned());
            (field, message.clone())
        })
        .collect()
}

/// A limit as the inputs take it.
pub const fn characters(limit: usize) -> u32 {
    // Every limit of a text is far below this type's.
    limit as u32
}

/// Asks for the package in the chosen way.
#[component]
pub fn RequestForm(
    /// The package's page.
    href: String,
    way: WayView,
    /// As it was refused, or empty.
    form: FormState,
    /// Words of an earlier request.
    prefill: Prefill,
    /// Today, as a date input wants it.
    today: String,
    /// Where another way can be chosen.
    other: Option<String>,
    /// For whom it is asked; empty for oneself.
    #[prop(optional)]
    whom: String,
) -> impl IntoView {
    let mut shown = vec!["justification"];
    if way.chooses_period {
        shown.extend(["start", "end"]);
    }
    shown.extend(way.questions.iter().map(|question| question.field.as_str()));
    let errors = summary(&form, &shown);
    let questions = way
        .questions
        .into_iter()
        .map(|question| {
            let earlier = prefill
                .answers
                .iter()
                .find(|(field, _)| *field == question.field)
                .map_or("", |(_, answer)| answer.as_str());
            // What the profile says now counts more than what an earlier request said.
            let known = Some(question.value.as_str()).filter(|known| !known.is_empty());
            let value = value(&form, &question.field, known.unwrap_or(earlier));
            let error = form.errors.get(&question.field);
            view! { <QuestionInput question value error/> }
        })
        .collect_view();
    let required = way.justification_required;
    let why = if whom.is_empty() {
        t!("Why do you need this?").to_owned()
    } else {
        t!("Why does {person} need this?", person = whom)
    };
    let immediate = way.flow.stages.is_empty();
    view! {
        <Section title=t!("Ask for it") id="ask">
            <Card>
                <PostForm action=format!("{href}/request") id="request">
                    <FormErrors errors/>
                    <Hidden name="policy" value=way.id/>
                    {questions}
                    <TextArea name="justification" label=why
                        value=value(&form, "justification", &prefill.justification)
                        error=form.errors.get("justification")
                        hint=t!("Whoever decides reads this. Name the task or the project.")
                        maxlength=characters(limits::TEXT_MAX) required=required optional=!required/>
                    {way.chooses_period.then(|| view! {
                        <Fieldset legend=t!("From when until when") hint=way.period_hint>
                            <FieldRow>
                                <DateField name="start" label=t!("From") value=value(&form, "start", &prefill.start)
                                    error=form.errors.get("start") optional=true min=today.clone()/>
                                <DateField name="end" label=t!("Until, that day included")
                                    value=value(&form, "end", &prefill.end) error=form.errors.get("end")
                                    optional=true min=today max=way.latest_end/>
                            </FieldRow>
                        </Fieldset>
                    })}
                    <FormActions>
                        <Button look=Look::Primary icon=Glyph::ArrowRight>
                            {if immediate { t!("Get access") } else { t!("Send request") }}
                        </Button>
                        {other.map(|href| view! { <LinkButton href look=Look::Quiet>{t!("Ask in another way")}</LinkButton> })}
                    </FormActions>
                </PostForm>
            </Card>
        </Section>
    }
}

/// Takes the package at once, in an emergency (BYD-19): instead of the form for the ordinary way.
#[component]
pub fn EmergencyForm(
    /// The package's page.
    href: String,
    way: WayView,
    /// As it was refused, or empty.
    form: FormState,
) -> impl IntoView {
    let hours = way.emergency_hours.unwrap_or_default();
    let mut shown = vec!["justification"];
    shown.extend(way.questions.iter().map(|question| question.field.as_str()));
    let errors = summary(&form, &shown);
    let questions = way
        .questions
        .into_iter()
        .map(|question| {
            let value = value(&form, &question.field, &question.value);
            let error = form.errors.get(&question.field);
            view! { <QuestionInput question value error/> }
        })
        .collect_view();
    let why = form.fields.get("justification").to_owned();
    let ordinary = format!("{href}?policy={}#ask", way.id);
    view! {
        <Section title=t!("Take it now, in an emergency") id="ask">
            <PostForm action=format!("{href}/emergency") id="emergency">
                <FormErrors errors/>
                <p>{tn!(hours, "You get the access at once, for {n} hour at most, and it cannot be extended.", "You get the access at once, for {n} hours at most, and it cannot be extended.")}</p>
                <p>{t!("Those who would decide, and those who run this package, are told at once, and somebody looks at it afterwards. If they find that it was not justified, the access ends.")}</p>
                <Hidden name="policy" value=way.id/>
                {questions}
                <TextArea name="justification" label=t!("What happened, and why can it not wait?") value=why
                    error=form.errors.get("justification") maxlength=characters(limits::TEXT_MAX) required=true
                    hint=t!("Everybody who is told reads this.")/>
                <FormActions>
                    <Button look=Look::Danger>{t!("Take access now")}</Button>
                    <LinkButton href=ordinary look=Look::Quiet>{t!("Ask in the ordinary way")}</LinkButton>
                </FormActions>
            </PostForm>
        </Section>
    }
}

/// The input of one question. What may not be changed is shown as it is (CAT-17).
#[component]
pub fn QuestionInput(
    question: QuestionView,
    value: String,
    error: Option<String>,
) -> impl IntoView {
    let QuestionView {
        field,
        text,
        required,
        kind,
        language,
        value: known,
        locked,
        attribute,
    } = question;
    let becomes = (!attribute.is_empty()).then(|| {
        t!(
            "Kept in the profile as {attribute} once access is given.",
            attribute
        )
    });
    if locked {
        let shown = match &kind {
            QuestionField::Choice(choices) => choices
                .iter()
                .find(|(choice, _)| *choice == known)
                .map_or(known, |(_, label)| label.clone()),
            QuestionField::Short { .. } | QuestionField::Long => known,
        };
        return view! {
            <div lang=language>
                <TextField name=field label=text value=shown readonly=true
                    hint=t!("The profile says so ({attribute}). It cannot be changed here.", attribute)/>
            </div>
        }
        .into_any();
    }
    let input = match kind {
        QuestionField::Short { pattern } => {
            // A pattern is no language for people; it is shown only to whom the question did not tell enough.
            let hint = pattern
                .filter(|_| error.is_some())
                .map(|pattern| t!("The expected form, as a regular expression: {pattern}", pattern))
                .or(becomes);
            view! {
                <TextField name=field label=text value=value error=error required=required optional=!required
                    maxlength=characters(limits::SHORT_TEXT_MAX) hint=hint/>
            }
            .into_any()
        }
        QuestionField::Long => view! {
            <TextArea name=field label=text value=value error=error required=required optional=!required
                maxlength=characters(limits::TEXT_MAX) hint=becomes/>
        }
        .into_any(),
        QuestionField::Choice(choices) => {
            let choices = choices
                .into_iter()
                .map(|(value, label)| Choice::new(value, label))
                .collect();
            view! {
                <SelectField name=field label=text choices value=value error=error required=required
                    optional=!required prompt=t!("Choose") hint=becomes/>
            }
            .into_any()
        }
    };
    view! { <div lang=language>{input}</div> }.into_any()
}
