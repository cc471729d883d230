//! What an approver can do instead of deciding: ask a question, or hand the request over (BYD-11, BYD-12).

use super::request_form::{characters, summary};
use crate::ui::{
    Button, Disclosure, FormActions, FormErrors, Hidden, PostForm, TextArea, TextField,
};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits;

/// Both forms, folded away until they are wanted.
#[component]
pub fn Otherwise(
    /// The request.
    id: String,
    /// The stage that asks.
    stage: String,
    /// Whose access it is about.
    subject: String,
    ask: FormState,
    hand_over: FormState,
) -> impl IntoView {
    let asking = format!("/approvals/{id}/ask");
    let handing = format!("/approvals/{id}/hand-over");
    let (asked, handed) = (!ask.errors.is_empty(), !hand_over.errors.is_empty());
    let other_stage = stage.clone();
    let label = t!("Your question to {subject}", subject);
    let readers = t!(
        "They and {subject} read this. You are not asked any more.",
        subject
    );
    view! {
        <Disclosure title=t!("Ask a question first") open=asked>
            <PostForm action=asking id="ask">
                <FormErrors errors=summary(&ask, &["question"])/>
                <Hidden name="stage" value=stage/>
                <TextArea name="question" label=label
                    value=ask.fields.get("question").to_owned() error=ask.errors.get("question") rows=3
                    required=true maxlength=characters(limits::TEXT_MAX)
                    hint=t!("The request goes back until it is answered. No time to decide is lost meanwhile.")/>
                <FormActions><Button>{t!("Send the question")}</Button></FormActions>
            </PostForm>
        </Disclosure>
        <Disclosure title=t!("Let somebody else decide") open=handed>
            <PostForm action=handing id="hand-over">
                <FormErrors errors=summary(&hand_over, &["to", "reason"])/>
                <Hidden name="stage" value=other_stage/>
                <TextField name="to" label=t!("Who") value=hand_over.fields.get("to").to_owned()
                    error=hand_over.errors.get("to") required=true maxlength=characters(limits::MAIL_MAX)
                    autocomplete="off" hint=t!("The whole name or the mail address of somebody who works here.")/>
                <TextArea name="reason" label=t!("Why") value=hand_over.fields.get("reason").to_owned()
                    error=hand_over.errors.get("reason") rows=2 required=true maxlength=characters(limits::TEXT_MAX)
                    hint=readers/>
                <FormActions><Button>{t!("Hand it over")}</Button></FormActions>
            </PostForm>
        </Disclosure>
    }
}
