//! What becomes of access whose holder is no longer among the people of the policy (BYD-08).

use super::load::count_outside;
use super::state::{EditorState, values};
use crate::ui::{Button, Choice, NumberField, RadioCards};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::Fields;
use shared::views::editor::{EditorSubject, EditorView, OutsideView};

/// A policy that people hold access through.
#[derive(Clone, Debug)]
struct Held {
    package: String,
    policy: String,
    outside: OutsideView,
}

fn held(view: &EditorView) -> Option<Held> {
    match &view.subject {
        EditorSubject::Policy {
            package,
            policy: Some(policy),
        } if policy.outside.looked_at > 0 => Some(Held {
            package: package.id.clone(),
            policy: policy.id.clone(),
            outside: policy.outside,
        }),
        _ => None,
    }
}

/// The choice, the days, and whom it concerns now.
#[component]
pub fn Leaving(
    state: EditorState,
    view: EditorView,
    fields: Fields,
    errors: FieldErrors,
) -> impl IntoView {
    let choices = vec![
        Choice::new("keep", t!("They keep it")).detail(t!("Until it ends for another reason.")),
        Choice::new("end", t!("They lose it after some days")).detail(t!(
            "They are told when it is noticed, and keep it if they are back in time."
        )),
    ];
    let chosen = match fields.get("scope_loss") {
        "" => "keep".to_owned(),
        chosen => chosen.to_owned(),
    };
    let value = values(&fields);
    let ends = move || state.hidden_unless(|fields: &Fields| fields.get("scope_loss") == "end");
    view! {
        <RadioCards name="scope_loss" label=t!("When somebody is no longer among these people") choices columns=true
            hint=t!("The people under “Who can get it”. Whoever is blocked counts as gone; whoever was assigned directly without being among them has nothing to lose.")
            value=chosen error=errors.get("scope_loss")/>
        <div hidden=ends>
            <NumberField name="scope_loss_days" label=t!("Days until they lose it") unit=t!("days") min=0_i64 max=365_i64
                value=value("scope_loss_days") error=errors.get("scope_loss_days")
                hint=t!("0 to 365; 0 takes it away at once. It is noticed within 6 hours, most often much sooner.")/>
            {held(&view).map(|held| view! { <Concerned state held/> })}
        </div>
    }
}

/// How many have access now and are not among the people. Counted when the page opens, and again for what stands
/// in the form: in the browser at once, without JavaScript by sending the form to be looked at.
#[component]
fn Concerned(state: EditorState, held: Held) -> impl IntoView {
    let said = RwSignal::new(held.outside.sentence());
    let place = StoredValue::new((held.package, held.policy));
    let count = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        leptos::task::spawn_local(async move {
            let (package, policy) = place.get_value();
            let counted = count_outside(package, policy, state.fields.get_untracked()).await;
            if !state.is_left() {
                said.set(
                    counted.map_or_else(|error| error.error.to_string(), OutsideView::sentence),
                );
            }
        });
    };
    view! {
        <div class="row">
            <p class="muted" role="status">{move || said.get()}</p>
            <Button name="intent" value="look" unchecked=true small=true on:click=count>{t!("Count again")}</Button>
        </div>
    }
}
