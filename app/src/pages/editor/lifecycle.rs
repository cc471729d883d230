//! The step that says when access ends.

use super::panel::StepSection;
use super::state::{EditorState, values};
use super::step::Step;
use crate::ui::{Checkbox, Choice, DateField, NumberField, RadioCards};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::Fields;
use shared::policy::TargetScope;

/// When access ends.
#[component]
pub fn Lifecycle(state: EditorState, fields: Fields, errors: FieldErrors) -> impl IntoView {
    let choices = vec![
        Choice::new("afterDays", "After a number of days")
            .detail("Counted from the day access is delivered."),
        Choice::new("afterHours", "After a number of hours").detail("For short work."),
        Choice::new("onDate", "On a date").detail("The same for everyone; later nobody can ask."),
        Choice::new("never", "Never").detail("Until someone takes it away."),
    ];
    let value = values(&fields);
    let ends = move |kind: &'static str| {
        state.hidden_unless(move |fields| fields.get("expiration") == kind)
    };
    let direct = |fields: &Fields| fields.get("scope") == TargetScope::NotSpecified.as_str();
    view! {
        <StepSection state step=Step::Lifecycle
            lead="Changes count for later requests only. Access that people have keeps its end.">
            <RadioCards name="expiration" label="When access ends" choices columns=true
                value=value("expiration") error=errors.get("expiration")/>
            <div hidden=move || ends("afterDays")>
                <NumberField name="expires_days" label="Days of access" unit="days" min=1_i64 max=3_660_i64
                    value=value("expires_days") error=errors.get("expires_days")
                    hint="1 to 3,660. Counts for \u{201c}After a number of days\u{201d}."/>
            </div>
            <div hidden=move || ends("afterHours")>
                <NumberField name="expires_hours" label="Hours of access" unit="hours" min=1_i64 max=87_840_i64
                    value=value("expires_hours") error=errors.get("expires_hours")
                    hint="1 to 87,840. Counts for \u{201c}After a number of hours\u{201d}."/>
            </div>
            <div hidden=move || ends("onDate")>
                <DateField name="expires_on" label="Last day of access" value=value("expires_on")
                    error=errors.get("expires_on") min=Some(state.now.date_input())
                    hint="Counts for \u{201c}On a date\u{201d}. The whole day is included, in universal time."/>
            </div>
            <div hidden=move || state.hidden_unless(|fields| !direct(fields))>
                <Checkbox name="custom_schedule" label="Whoever asks may choose start and end"
                    checked=fields.is_on("custom_schedule")
                    hint="Never longer than this policy allows."/>
                <Checkbox name="can_extend" label="Holders may extend their access before it ends"
                    checked=fields.is_on("can_extend")
                    hint="Only while they can still get it. A number of days or hours counts again from the extension; a date stays the last day."/>
                <div hidden=move || {
                    state.hidden_unless(|fields| fields.is_on("can_extend") && fields.get("approval") != "0")
                }>
                    <Checkbox name="approve_extension" label="An extension needs the approval, too"
                        checked=fields.is_on("approve_extension")
                        hint="By the same stages as the first request."/>
                </div>
            </div>
            <div hidden=move || state.hidden_unless(|fields| !direct(fields) && fields.get("approval") != "0")>
                <Checkbox name="emergency" label="In an emergency, access at once"
                    checked=fields.is_on("emergency")
                    hint="Whoever would need approval gets in without waiting, with a reason. Everybody who would decide and who runs the package is told by mail, also where mail is switched off, and somebody looks at it afterwards. Separation of duties and required answers count all the same."/>
                <div hidden=move || state.hidden_unless(|fields| fields.is_on("emergency"))>
                    <NumberField name="emergency_hours" label="Hours of access in an emergency" unit="hours" min=1_i64 max=72_i64
                        value=value("emergency_hours") error=errors.get("emergency_hours") hint="1 to 72."/>
                </div>
            </div>
            <Checkbox name="mail_off" label="Send no mail about it"
                checked=fields.is_on("mail_off")
                hint="Neither to those who ask nor to those who decide: they find what waits on their pages only. Questions, handed-over requests the end of a retired package and emergencies are told all the same."/>
        </StepSection>
    }
}
