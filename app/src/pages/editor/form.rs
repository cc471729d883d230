//! The form around the steps.

use super::approval::Approval;
use super::basics::{PackageBasics, PolicyBasics};
use super::browser;
use super::lifecycle::Lifecycle;
use super::panel::{Panel, Steps};
use super::questions::Questions;
use super::review::Review;
use super::roles::Roles;
use super::state::EditorState;
use super::step::Step;
use super::who::Who;
use crate::ui::{Button, ConfirmForm, Editor, EnterSends, FormErrors, Hidden, Look};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::hooks::use_location;
use shared::FieldErrors;
use shared::forms::Fields;
use shared::views::Figure;
use shared::views::editor::{EditorSubject, EditorView};

/// The editor: steps, form, meaning.
#[component]
pub fn EditorForm(
    view: EditorView,
    /// What was refused.
    errors: FieldErrors,
    /// Where the form posts.
    #[prop(into)]
    action: String,
) -> impl IntoView {
    let package = matches!(view.subject, EditorSubject::Package { .. });
    let existing = match &view.subject {
        EditorSubject::Policy { policy, .. } => policy.clone(),
        EditorSubject::Package { .. } => None,
    };
    let opened = opening(&view);
    let state = EditorState::new(
        package,
        view.now,
        opened.clone(),
        view.names.clone(),
        action.clone(),
    );
    let seed = RwSignal::new(opened.clone());
    let restored = RwSignal::new(false);
    let refused = !errors.is_empty();
    come_alive(state, seed, restored, opened.clone(), refused);
    follow_address(state, &errors);

    let listed: Vec<(String, String)> = errors.0.clone().into_iter().collect();
    let save = match (package, existing.is_some()) {
        (true, _) => t!("Create package"),
        (false, false) => t!("Create policy"),
        (false, true) => t!("Save changes"),
    };
    let waiting = existing.as_ref().map_or(0, |policy| policy.waiting);
    let remove = existing.map(|policy| delete_button(policy, &action));
    let discard = move |_| {
        state.drop_draft();
        state.fields.set(opened.clone());
        seed.set(opened.clone());
        restored.set(false);
    };
    let view = StoredValue::new(view);
    let errors = StoredValue::new(errors);
    // A policy that exists can be saved from any step; something new is complete at the end.
    let can_save = move || {
        !package && waiting >= 0 && existing_form(view)
            || !state.alive.get()
            || state.step.get() == Step::Review
    };
    view! {
        <Editor steps=move || view! { <Steps state/> } summary=move || view! { <Panel state/> }>
            <FormErrors errors=listed/>
            <div class="editor-restored" role="status" hidden=move || !restored.get()>
                <span>{t!("What you had typed here is back.")}" "</span>
                <button type="button" class="btn btn-quiet btn-small" on:click=discard>
                    <span>{t!("Start over")}</span>
                </button>
            </div>
            {(waiting > 0).then(|| view! { <p class="muted small">{waiting_words(waiting)}</p> })}
            <form
                class="form editor-steps-form"
                method="post"
                action=action
                novalidate=true
                node_ref=state.form
                on:input=move |_| state.collect()
                on:change=move |_| state.collect()
                on:keydown=move |event| stay_on_enter(state, &event)
            >
                // What Enter means where there is no JavaScript: save, not the first button in sight.
                <EnterSends/>
                {move || {
                    let fields = seed.get();
                    view! {
                        <Hidden name="draft" value=fields.get("draft").to_owned()/>
                        <Hidden name="version" value=fields.get("version").to_owned()/>
                        {view.with_value(|view| errors.with_value(|errors| sections(state, view, &fields, errors)))}
                    }
                }}
                <div class="form-actions">
                    <span class="editor-next" hidden=move || !state.alive.get()>
                        <button
                            type="button"
                            class="btn btn-secondary"
                            hidden=move || state.step.get() == Step::Basics
                            on:click=move |_| state.go(false)
                        >
                            <span>{t!("Back")}</span>
                        </button>
                        <button
                            type="button"
                            class=move || if can_save() { "btn btn-secondary" } else { "btn btn-primary" }
                            hidden=move || state.step.get() == Step::Review
                            on:click=move |_| state.go(true)
                        >
                            <span>{t!("Continue")}</span>
                        </button>
                    </span>
                    <span hidden=move || !can_save()>
                        <Button look=Look::Primary>{save}</Button>
                    </span>
                </div>
            </form>
            {remove}
        </Editor>
    }
}

/// The values the form opens with.
fn opening(view: &EditorView) -> Fields {
    let mut fields = view.fields.clone();
    if fields.get("draft").is_empty() {
        fields.set("draft", &*view.draft);
    }
    fields
}

fn existing_form(view: StoredValue<EditorView>) -> bool {
    view.with_value(|view| {
        matches!(
            &view.subject,
            EditorSubject::Policy {
                policy: Some(_),
                ..
            }
        )
    })
}

fn waiting_words(waiting: i64) -> String {
    tn!(
        Figure(waiting),
        "{n} request is under way through this policy. Changes count for later requests only.",
        "{n} requests are under way through this policy. Changes count for later requests only."
    )
}

fn delete_button(
    policy: shared::views::editor::ExistingPolicy,
    action: &str,
) -> impl IntoView + use<> {
    match policy.obstacle {
        Some(obstacle) => view! { <p class="muted small editor-delete">{obstacle}</p> }.into_any(),
        None => view! {
            <div class="editor-delete">
                <ConfirmForm
                    id="delete-policy"
                    verb=t!("Delete policy")
                    title=t!("Delete {name}?", name = policy.name)
                    consequence=t!("Nobody can get the package through it any more. Nobody loses access.")
                    action=format!("{action}/delete")
                >
                    <Hidden name="version" value=policy.version.to_string()/>
                </ConfirmForm>
            </div>
        }
        .into_any(),
    }
}

fn sections(
    state: EditorState,
    view: &EditorView,
    fields: &Fields,
    errors: &FieldErrors,
) -> impl IntoView + use<> {
    let (head, roles) = match &view.subject {
        EditorSubject::Package { form, roles } => (
            view! { <PackageBasics state form=form.clone() fields=fields.clone() errors=errors.clone()/> }.into_any(),
            Some(view! { <Roles state roles=roles.clone() fields=fields.clone() errors=errors.clone()/> }),
        ),
        EditorSubject::Policy { .. } => (
            view! { <PolicyBasics state fields=fields.clone() errors=errors.clone()/> }.into_any(),
            None,
        ),
    };
    let place = match &view.subject {
        EditorSubject::Policy { package, .. } => Some(package.id.clone()),
        EditorSubject::Package { .. } => None,
    };
    view! {
        {head}
        {roles}
        <Who state view=view.clone() fields=fields.clone() errors=errors.clone()/>
        <Approval state view=view.clone() fields=fields.clone() errors=errors.clone()/>
        <Questions state fields=fields.clone() errors=errors.clone()/>
        <Lifecycle state view=view.clone() fields=fields.clone() errors=errors.clone()/>
        <Review state place/>
    }
}

/// In the browser: one step at a time, and what was typed before comes back.
fn come_alive(
    state: EditorState,
    seed: RwSignal<Fields>,
    restored: RwSignal<bool>,
    opened: Fields,
    refused: bool,
) {
    Effect::new(move |_| {
        if state.alive.get_untracked() {
            return;
        }
        state.alive.set(true);
        // A refused form holds what was typed; anything else may be older than the draft.
        let draft = if refused { None } else { state.draft(&opened) };
        match draft {
            Some(draft) => {
                state.names.update(|names| names.0.extend(draft.names.0));
                state.fields.set(draft.fields.clone());
                seed.set(draft.fields);
                restored.set(true);
            }
            None => state.begin(),
        }
    });
}

/// The address says which step is open.
fn follow_address(state: EditorState, errors: &FieldErrors) {
    let package = state.package;
    let steps = Step::all(package);
    let wrong: Vec<Step> = errors
        .0
        .keys()
        .map(|field| Step::of(field, package))
        .collect();
    let first_wrong = steps.iter().copied().find(|step| wrong.contains(step));
    let refused = !errors.is_empty();
    let hash = use_location().hash;
    Effect::new(move |before: Option<()>| {
        let hash = hash.get();
        let arriving = before.is_none();
        let here = state.step.get_untracked();
        let step = match Step::at(&hash, package) {
            Some(step) => step,
            None if arriving => first_wrong.unwrap_or(Step::Basics),
            None => Step::Basics,
        };
        if arriving && refused {
            state.seen.set(steps.to_vec());
        }
        if step != here {
            state.seen.update(|seen| seen.push(here));
            state.step.set(step);
        }
        if !arriving && !hash.is_empty() {
            browser::focus_on(hash.trim_start_matches('#').to_owned());
        }
    });
}

/// Enter in a field goes on instead of saving a half-filled form.
fn stay_on_enter(state: EditorState, event: &KeyboardEvent) {
    let in_field = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        .is_some();
    if event.key() == "Enter" && in_field && !event.is_composing() {
        event.prevent_default();
        state.go(true);
    }
}
