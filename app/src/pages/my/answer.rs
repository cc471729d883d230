//! The answer to an approver's question, with what was asked for to change (BYD-11).

use super::parts::when;
use super::request_form::{QuestionInput, characters, summary};
use crate::ui::{
    Button, Card, FormActions, FormErrors, Glyph, Look, PostForm, Section, TextArea, Time,
};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits;
use shared::views::my::OpenQuestion;

/// The question, and the form that answers it.
#[component]
pub fn AnswerForm(
    /// The request.
    id: String,
    question: OpenQuestion,
    /// What the request says now.
    justification: String,
    form: FormState,
) -> impl IntoView {
    let OpenQuestion {
        from,
        asked,
        text,
        justification_required,
        questions,
    } = question;
    let value = |name: &str, now: String| {
        if form.fields.has(name) {
            form.fields.get(name).to_owned()
        } else {
            now
        }
    };
    let mut shown = vec!["reply", "justification"];
    shown.extend(
        questions
            .iter()
            .map(|(question, _)| question.field.as_str()),
    );
    let errors = summary(&form, &shown);
    let inputs = questions
        .into_iter()
        .map(|(question, now)| {
            let value = value(&question.field, now);
            let error = form.errors.get(&question.field);
            view! { <QuestionInput question value error/> }
        })
        .collect_view();
    let reply = value("reply", String::new());
    let reason = value("justification", justification);
    let (reply_error, reason_error) = (form.errors.get("reply"), form.errors.get("justification"));
    view! {
        <Section title=t!("A question for you") id="question">
            <Card>
                <p class="muted">{from}" asked "<Time when=when(asked)/>":"</p>
                <p class="prose quoted">{text}</p>
                <PostForm action=format!("/requests/{id}/answer") id="answer">
                    <FormErrors errors/>
                    <TextArea name="reply" label=t!("Your answer") value=reply
                        error=reply_error rows=3 maxlength=characters(limits::TEXT_MAX)
                        hint=t!("Or change what you wrote below; both are fine.")/>
                    {inputs}
                    <TextArea name="justification" label=t!("Why do you need this?")
                        value=reason error=reason_error rows=3
                        required=justification_required optional=!justification_required
                        maxlength=characters(limits::TEXT_MAX)/>
                    <FormActions>
                        <Button look=Look::Primary icon=Glyph::ArrowRight>{t!("Send the answer")}</Button>
                    </FormActions>
                </PostForm>
            </Card>
        </Section>
    }
}
