//! Trying the policy on a person before it is saved (BYD-02).

use super::load::{find_principals, try_policy};
use super::state::EditorState;
use crate::ui::{Button, StatusBadge, Tone};
use leptos::prelude::*;
use shared::views::PickView;
use shared::views::editor::{PreviewStage, PreviewView};

/// Picks a person and tells what would happen. Needs the browser: nothing of it is sent with the form.
#[component]
pub fn Simulator(state: EditorState, place: Option<String>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<PickView>::new());
    let outcome = RwSignal::new(None::<Result<PreviewView, String>>);
    let search = move |_| {
        leptos::task::spawn_local(async move {
            let mut people = find_principals(query.get_untracked())
                .await
                .unwrap_or_default();
            people.retain(|pick| !pick.group);
            people.truncate(8);
            found.set(people);
            outcome.set(None);
        });
    };
    let place = StoredValue::new(place);
    let attempt = move |person: String| {
        leptos::task::spawn_local(async move {
            let fields = state.fields.get_untracked();
            let tried = try_policy(place.get_value(), fields, person).await;
            outcome.set(Some(tried.map_err(|error| error.error.to_string())));
        });
    };
    view! {
        <div class="editor-try" hidden=move || !state.alive.get()>
            <h3>{t!("Try it with a person")}</h3>
            <div class="picker-find">
                <input class="input" type="search" aria-label=t!("Find a person to try the policy with")
                    placeholder=t!("Name or mail address") maxlength="100" autocomplete="off"
                    on:input=move |event| query.set(event_target_value(&event))
                    on:keydown=move |event| if event.key() == "Enter" {
                        event.prevent_default();
                        event.stop_propagation();
                        search(());
                    }/>
                <Button kind="button" on:click=move |_| search(())>{t!("Find")}</Button>
            </div>
            <div class="row">
                <For each=move || found.get() key=|pick| pick.value.clone() let:pick>
                    <button type="button" class="btn btn-quiet btn-small"
                        on:click=move |_| attempt(pick.value.clone())>
                        <span>{pick.label.clone()}</span>
                    </button>
                </For>
            </div>
            <div aria-live="polite">
                {move || outcome.get().map(|outcome| match outcome {
                    Ok(preview) => verdict(preview).into_any(),
                    Err(message) => view! { <p class="muted">{message}</p> }.into_any(),
                })}
            </div>
        </div>
    }
}

fn verdict(preview: PreviewView) -> impl IntoView {
    let (tone, label) = if preview.eligible {
        (Tone::Good, t!("{name} can ask", name = preview.name))
    } else {
        (Tone::Danger, t!("{name} cannot ask", name = preview.name))
    };
    let eligible = preview.eligible;
    view! {
        <div class="editor-verdict">
            <p><StatusBadge tone label/></p>
            {(!eligible).then(|| preview.reasons.into_iter().map(|reason| view! { <p>{reason}</p> }).collect_view())}
            {eligible.then(|| view! {
                <ol>{preview.stages.into_iter().map(|stage| view! { <li>{stage_words(stage)}</li> }).collect_view()}</ol>
                <p class="muted">{preview.ends}</p>
            })}
        </div>
    }
}

fn stage_words(stage: PreviewStage) -> String {
    if stage.approvers.is_empty() {
        return t!(
            "Nobody is there to decide: the request would be denied by itself by {until}.",
            until = stage.until
        );
    }
    if stage.too_few {
        return t!(
            "{approvers} have to approve, and not enough different people can: the request would be refused at once.",
            approvers = stage.approvers
        );
    }
    let fallback = if stage.fallback { ", as fallback," } else { "" };
    let escalation = if stage.escalation.is_empty() {
        String::new()
    } else {
        format!(" {}", stage.escalation)
    };
    format!(
        "{}{fallback} would {} by {} at the latest.{escalation}",
        stage.approvers,
        if stage.several {
            t!("have to approve")
        } else {
            "decide"
        },
        stage.until
    )
}
