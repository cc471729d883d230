//! The step that says who decides.

use super::panel::StepSection;
use super::people::PeopleField;
use super::state::EditorState;
use super::step::Step;
use crate::ui::{Checkbox, Choice, Fieldset, NumberField, RadioCards, SelectField};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::Fields;
use shared::limits;
use shared::policy::TargetScope;
use shared::views::editor::{EditorView, FoundView};

fn is_direct(fields: &Fields) -> bool {
    fields.get("scope") == TargetScope::NotSpecified.as_str()
}

fn stages(fields: &Fields) -> usize {
    fields.get("approval").parse().unwrap_or(0)
}

/// Who decides, in which order, within what time.
#[component]
pub fn Approval(
    state: EditorState,
    view: EditorView,
    fields: Fields,
    errors: FieldErrors,
) -> impl IntoView {
    let choices = vec![
        Choice::new("0", t!("No approval")).detail(t!("Whoever may ask gets it at once.")),
        Choice::new("1", t!("One stage")).detail(t!("One decision.")),
        Choice::new("2", t!("Two stages")).detail(t!("Two decisions, one after the other.")),
        Choice::new("3", t!("Three stages")).detail(t!("Three decisions, one after the other.")),
    ];
    let blocks = (1..=limits::STAGES_MAX)
        .map(|number| {
            view! {
                <div hidden=move || state.hidden_unless(|fields| stages(fields) >= number)>
                    <Stage state number fields=fields.clone() errors=errors.clone() found=view.found.clone()/>
                </div>
            }
        })
        .collect_view();
    view! {
        <StepSection state step=Step::Approval
            lead=t!("The first decision in a stage counts, unless several have to approve. A denial ends the request. Nobody decides about their own request.")>
            <p class="muted" hidden=move || !state.alive.get() || !state.fields.with(is_direct)>
                {t!("Access that is only assigned directly needs no approval.")}
            </p>
            <div hidden=move || state.hidden_unless(|fields| !is_direct(fields))>
                <Checkbox name="requestor_justification" label=t!("Whoever asks must say why")
                    checked=fields.is_on("requestor_justification")/>
                <RadioCards name="approval" label=t!("Approval") choices columns=true
                    value=Some(fields.get("approval").to_owned()) error=errors.get("approval")/>
                {blocks}
                <div class="form" hidden=move || state.hidden_unless(|fields| stages(fields) > 0)>
                    <SelectField name="approver_names" label=t!("Who reads the names of approvers")
                        choices=vec![
                            Choice::new("usual", t!("Those who ask from inside")),
                            Choice::new("always", t!("Everyone who asks")),
                            Choice::new("never", t!("Nobody who asks")),
                        ]
                        value=fields.get("approver_names").to_owned() error=errors.get("approver_names")
                        hint=t!("Others read what kind of person decides. Approvers always read the names of each other.")/>
                    <div hidden=move || state.hidden_unless(|fields| stages(fields) > 1)>
                        <Checkbox name="ask_again" label=t!("Ask again who has approved already")
                            checked=fields.is_on("ask_again")
                            hint=t!("Otherwise a stage is skipped when everybody it asks has approved an earlier one.")/>
                    </div>
                    <Checkbox name="approve_direct" label=t!("Direct assignments need the approval, too")
                        checked=fields.is_on("approve_direct")/>
                </div>
            </div>
        </StepSection>
    }
}

/// The kinds of approvers that fit those who can ask.
fn kinds(everything: bool, external: bool) -> Vec<Choice> {
    let mut kinds = Vec::new();
    if everything || !external {
        kinds.push(Choice::new("manager", t!("Their manager")));
    }
    kinds.push(Choice::new("named", t!("Certain people and groups")));
    if everything || !external {
        kinds.push(Choice::new("sponsors", t!("Their sponsors")));
    }
    if everything || external {
        kinds.push(Choice::new(
            "internalSponsors",
            t!("Sponsors of their organization, from inside"),
        ));
        kinds.push(Choice::new(
            "externalSponsors",
            t!("Sponsors of their organization, from outside"),
        ));
    }
    kinds
}

/// One stage.
#[component]
fn Stage(
    state: EditorState,
    number: usize,
    fields: Fields,
    errors: FieldErrors,
    found: Vec<FoundView>,
) -> impl IntoView {
    let field = move |name: &str| format!("stage{number}_{name}");
    let first_kind = fields.get(&field("kind")).to_owned();
    // Only what fits is offered; without JavaScript everything is, and the server checks.
    let offer = Memo::new(move |_| {
        let external = state.fields.with(|fields| {
            fields
                .get("scope")
                .parse()
                .is_ok_and(TargetScope::is_external)
        });
        (!state.alive.get(), external)
    });
    Effect::new(move |_| {
        offer.track();
        state.collect_later();
    });
    let kind_error = errors.get(&field("kind"));
    let choose = move || {
        let (everything, external) = offer.get();
        let now = state
            .fields
            .with_untracked(|fields| fields.get(&field("kind")).to_owned());
        let value = if now.is_empty() {
            first_kind.clone()
        } else {
            now
        };
        view! {
            <SelectField name=field("kind") label=t!("Who decides") choices=kinds(everything, external)
                value error=kind_error.clone()/>
        }
    };
    let named = Memo::new(move |_| state.value(&field("kind")) == "named");
    let label = Signal::derive(move || {
        if named.get() {
            t!("Approvers")
        } else {
            t!("Fallback")
        }
        .to_owned()
    });
    let hint = Signal::derive(move || {
        if named.get() {
            t!("A group stands for all its members.")
        } else {
            t!("They decide for people who have nobody in that place.")
        }
        .to_owned()
    });
    view! {
        <Fieldset legend=t!("Stage {number}", number)>
            {choose}
            <PeopleField state name=field("named") label hint fields=fields.clone() found=found.clone()
                error=errors.get(&field("named"))/>
            <HowMany state number fields=fields.clone() errors=errors.clone()/>
            <NumberField name=field("days") label=t!("Decide within") unit="days" min=1_i64 max=14_i64
                value=Some(fields.get(&field("days")).to_owned()) error=errors.get(&field("days"))
                hint=t!("1 to 14. Without a decision the request is denied by itself.")/>
            <Checkbox name=field("justification") label=t!("Approvers must say why")
                checked=fields.is_on(&field("justification"))/>
            <Alternates state number fields errors found/>
        </Fieldset>
    }
}

/// How many of those asked have to approve (BYD-14).
#[component]
fn HowMany(
    state: EditorState,
    number: usize,
    fields: Fields,
    errors: FieldErrors,
) -> impl IntoView {
    let field = move |name: &str| format!("stage{number}_{name}");
    let first = fields.get(&field("needed")).to_owned();
    let error = errors.get(&field("needed"));
    // Only what fits is offered; without JavaScript everything is, and the server checks.
    let kind = Memo::new(move |_| {
        if state.alive.get() {
            state.value(&field("kind"))
        } else {
            String::new()
        }
    });
    Effect::new(move |_| {
        kind.track();
        state.collect_later();
    });
    let choose = move || {
        let kind = kind.get();
        let now = state
            .fields
            .with_untracked(|fields| fields.get(&field("needed")).to_owned());
        let value = if now.is_empty() { first.clone() } else { now };
        let mut choices = vec![Choice::new("one", t!("One is enough"))];
        if kind != "manager" {
            choices.push(Choice::new("several", t!("Several of them")));
        }
        if matches!(kind.as_str(), "named" | "") {
            choices.push(Choice::new(
                "each",
                t!("One of each person and group named"),
            ));
        }
        view! {
            <SelectField name=field("needed") label=t!("How many have to approve") choices value error=error.clone()
                hint=t!("Nobody counts twice, in whatever way they are asked. One denial ends the request.")/>
        }
    };
    let hidden = move || {
        state.hidden_unless(|fields| fields.get(&format!("stage{number}_needed")) == "several")
    };
    view! {
        {choose}
        <div hidden=hidden>
            <NumberField name=field("count") label=t!("Approvals needed") unit="people" min=2_i64 max=10_i64
                value=Some(fields.get(&field("count")).to_owned()) error=errors.get(&field("count"))
                hint=t!("2 to 10 different people.")/>
        </div>
    }
}

/// Who is asked as well when nobody decides for some days (POL-17, POL-18).
#[component]
fn Alternates(
    state: EditorState,
    number: usize,
    fields: Fields,
    errors: FieldErrors,
    found: Vec<FoundView>,
) -> impl IntoView {
    let field = move |name: &str| format!("stage{number}_{name}");
    // Only where the manager decides first can the manager's manager come after; without
    // JavaScript both are offered, and the server checks.
    let second = Memo::new(move |_| !state.alive.get() || state.value(&field("kind")) == "manager");
    Effect::new(move |_| {
        second.track();
        state.collect_later();
    });
    let first_kind = fields.get(&field("alternate_kind")).to_owned();
    let kind_error = errors.get(&field("alternate_kind"));
    let choose = move || {
        let now = state
            .fields
            .with_untracked(|fields| fields.get(&field("alternate_kind")).to_owned());
        let value = if now.is_empty() {
            first_kind.clone()
        } else {
            now
        };
        let mut choices = vec![Choice::new("named", t!("Certain people and groups"))];
        if second.get() {
            choices.push(Choice::new(
                "secondLevelManager",
                t!("The manager's manager"),
            ));
        }
        view! {
            <SelectField name=field("alternate_kind") label=t!("Who else") choices value error=kind_error.clone()/>
        }
    };
    let relative =
        Memo::new(move |_| state.value(&field("alternate_kind")) == "secondLevelManager");
    let label = Signal::derive(move || {
        if relative.get() {
            t!("Fallback")
        } else {
            t!("Alternates")
        }
        .to_owned()
    });
    let hint = Signal::derive(move || {
        if relative.get() {
            t!("They decide for people whose manager has no manager.")
        } else {
            t!("Any one of them decides. Those asked first still can.")
        }
        .to_owned()
    });
    let hidden =
        move || state.hidden_unless(|fields| fields.is_on(&format!("stage{number}_escalate")));
    view! {
        <Checkbox name=field("escalate") label=t!("If nobody decides, ask others, too")
            checked=fields.is_on(&field("escalate"))/>
        <div class="form" hidden=hidden>
            <NumberField name=field("escalate_days") label=t!("Ask them after") unit="days" min=1_i64 max=12_i64
                value=Some(fields.get(&field("escalate_days")).to_owned()) error=errors.get(&field("escalate_days"))
                hint=t!("Two days before the end at the latest. It takes at least 4 days to decide.")/>
            {choose}
            <PeopleField state name=field("alternates") label hint fields=fields.clone() found
                error=errors.get(&field("alternates"))/>
        </div>
    }
}
