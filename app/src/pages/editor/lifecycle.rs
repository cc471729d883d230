//! The step that says when access ends.

use super::leaving::Leaving;
use super::panel::StepSection;
use super::state::{EditorState, values};
use super::step::Step;
use crate::ui::{Checkbox, Choice, DateField, NumberField, RadioCards};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::Fields;
use shared::policy::TargetScope;
use shared::views::editor::EditorView;

/// When access ends.
#[component]
pub fn Lifecycle(
    state: EditorState,
    view: EditorView,
    fields: Fields,
    errors: FieldErrors,
) -> impl IntoView {
    let choices = vec![
        Choice::new("afterDays", t!("After a number of days"))
            .detail(t!("Counted from the day access is delivered.")),
        Choice::new("afterHours", t!("After a number of hours")).detail(t!("For short work.")),
        Choice::new("onDate", t!("On a date"))
            .detail(t!("The same for everyone; later nobody can ask.")),
        Choice::new("never", t!("Never")).detail(t!("Until someone takes it away.")),
    ];
    let value = values(&fields);
    let ends = move |kind: &'static str| {
        state.hidden_unless(move |fields| fields.get("expiration") == kind)
    };
    let direct = |fields: &Fields| fields.get("scope") == TargetScope::NotSpecified.as_str();
    view! {
        <StepSection state step=Step::Lifecycle
            lead=t!("Changes count for later requests only. Access that people have keeps its end.")>
            <RadioCards name="expiration" label=t!("When access ends") choices columns=true
                value=value("expiration") error=errors.get("expiration")/>
            <div hidden=move || ends("afterDays")>
                <NumberField name="expires_days" label=t!("Days of access") unit=t!("days") min=1_i64 max=3_660_i64
                    value=value("expires_days") error=errors.get("expires_days")
                    hint=t!("1 to 3,660. Counts for “After a number of days”.")/>
            </div>
            <div hidden=move || ends("afterHours")>
                <NumberField name="expires_hours" label=t!("Hours of access") unit=t!("hours") min=1_i64 max=87_840_i64
                    value=value("expires_hours") error=errors.get("expires_hours")
                    hint=t!("1 to 87,840. Counts for “After a number of hours”.")/>
            </div>
            <div hidden=move || ends("onDate")>
                <DateField name="expires_on" label=t!("Last day of access") value=value("expires_on")
                    error=errors.get("expires_on") min=Some(state.now.date_input())
                    hint=t!("Counts for “On a date”. The whole day is included, in universal time.")/>
            </div>
            <div hidden=move || state.hidden_unless(|fields| !direct(fields))>
                <Checkbox name="custom_schedule" label=t!("Whoever asks may choose start and end")
                    checked=fields.is_on("custom_schedule")
                    hint=t!("Never longer than this policy allows.")/>
                <Checkbox name="can_extend" label=t!("Holders may extend their access before it ends")
                    checked=fields.is_on("can_extend")
                    hint=t!("Only while they can still get it. A number of days or hours counts again from the extension; a date stays the last day.")/>
                <div hidden=move || {
                    state.hidden_unless(|fields| fields.is_on("can_extend") && fields.get("approval") != "0")
                }>
                    <Checkbox name="approve_extension" label=t!("An extension needs the approval, too")
                        checked=fields.is_on("approve_extension")
                        hint=t!("By the same stages as the first request.")/>
                </div>
                <Leaving state view fields=fields.clone() errors=errors.clone()/>
            </div>
            <div hidden=move || state.hidden_unless(|fields| !direct(fields) && fields.get("approval") != "0")>
                <Checkbox name="emergency" label=t!("In an emergency, access at once")
                    checked=fields.is_on("emergency")
                    hint=t!("Whoever would need approval gets in without waiting, with a reason. Everybody who would decide and who runs the package is told by mail, also where mail is switched off, and somebody looks at it afterwards. Separation of duties and required answers count all the same.")/>
                <div hidden=move || state.hidden_unless(|fields| fields.is_on("emergency"))>
                    <NumberField name="emergency_hours" label=t!("Hours of access in an emergency") unit=t!("hours" in "unit") min=1_i64 max=72_i64
                        value=value("emergency_hours") error=errors.get("emergency_hours") hint=t!("1 to 72.")/>
                </div>
            </div>
            <Checkbox name="mail_off" label=t!("Send no mail about it")
                checked=fields.is_on("mail_off")
                hint=t!("Neither to those who ask nor to those who decide: they find what waits on their pages only. Questions, handed-over requests, the end of a retired package and emergencies are told all the same.")/>
        </StepSection>
    }
}
