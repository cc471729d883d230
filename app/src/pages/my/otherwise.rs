//! What an approver can do instead of deciding: ask a question, or hand the request over (BYD-11, BYD-12);
//! and after it: take the approval back (APR-08),
//! or look at an emergency that nobody had to approve (BYD-19).

use super::request_form::{characters, summary};
use crate::ui::{
    Button, Card, ConfirmForm, Disclosure, FormActions, FormErrors, Glyph, Hidden, Look, PostForm,
    Section, TextArea, TextField,
};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits;
use shared::views::my::Revoking;

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

/// The person's own approval, which can be taken back.
#[component]
pub fn TakeBack(
    /// The request.
    id: String,
    /// The question that names it.
    title: String,
    revoking: Revoking,
    form: FormState,
) -> impl IntoView {
    let Revoking {
        stage,
        ends_access,
        consequence,
    } = revoking;
    let (reason, wrong) = (
        form.fields.get("reason").to_owned(),
        form.errors.get("reason"),
    );
    view! {
        <Section title=t!("Your approval") id="take-back">
            <p class="muted">{t!("You approved this. If that was wrong, or is no longer right, you can take it back.")}</p>
            <ConfirmForm id=format!("revoke-{id}") verb=t!("Take back") title consequence
                action=format!("/approvals/{id}/revoke") open=!form.errors.is_empty()>
                <FormErrors errors=summary(&form, &[])/>
                <Hidden name="stage" value=stage/>
                {ends_access.then(|| view! { <Hidden name="ends_access" value="on"/> })}
                <TextArea name="reason" label=t!("Reason") value=reason error=wrong rows=3 required=ends_access
                    optional=!ends_access maxlength=characters(limits::TEXT_MAX)
                    hint=t!("Those who are told of it read this.")/>
            </ConfirmForm>
        </Section>
    }
}

/// Was it an emergency?
#[component]
pub fn Judge(
    /// The request.
    id: String,
    /// Who used it.
    subject: String,
    /// What happens if it was not justified.
    consequence: String,
    form: FormState,
) -> impl IntoView {
    let errors = summary(&form, &["comment"]);
    view! {
        <Section title=t!("Look at this emergency") id="judge">
            <Card>
                <PostForm action=format!("/approvals/{id}/judge") id="verdict">
                    <FormErrors errors/>
                    <p>{t!("{person} did not wait for an approval. Was that justified?", person = subject)}" "{consequence}</p>
                    <TextArea name="comment" label=t!("What you found") value=form.fields.get("comment").to_owned()
                        error=form.errors.get("comment") rows=3 required=true
                        maxlength=characters(limits::TEXT_MAX) hint=t!("{person} reads this.", person = subject)/>
                    <FormActions>
                        <Button look=Look::Primary icon=Glyph::Check name="verdict" value="justified">{t!("Justified")}</Button>
                        <Button look=Look::Danger icon=Glyph::Cross name="verdict" value="notJustified">{t!("Not justified")}</Button>
                    </FormActions>
                </PostForm>
            </Card>
        </Section>
    }
}
