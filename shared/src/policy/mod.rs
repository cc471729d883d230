//! Policies: who may get a package, who decides, and for how long (POL-01..39).

mod answers;
mod attributes;
mod check;
mod emergency;
mod evaluate;
mod extension;
mod flow;
mod guest_words;
mod guests;
mod less;
mod names;
mod plan;
mod question;
mod question_check;
mod replace;
mod scope_loss;
mod sentence;
mod separation;
mod settings;
mod several;
#[cfg(test)]
mod tests;

pub use answers::{Answer, check_answers};
pub use attributes::{Attribute, Demand, ProfileProperty, Written, merge_demands};
pub use emergency::emergency_refused;
pub use evaluate::{
    Applicability, CatalogFacts, Check, PackageFacts, PolicyFacts, Refusal, applicable,
};
pub use extension::{Extension, ExtensionFacts, check_moved_end};
pub use flow::{
    Station, StationEscalation, StationKind, StationPerson, after_days, flow, within_days,
};
pub use guests::{
    GuestAttribute, GuestCondition, GuestEffect, GuestFacts, GuestPlan, GuestPolicy, GuestReason,
    GuestRules, GuestScope, GuestStep, GuestTest, first_match, guest_step, next_mail,
};
pub use less::{LeftOut, Less};
pub use names::{NameBook, Named};
pub use plan::{
    Asked, Relations, StagePlan, Window, access_end, approved_before, loses_a_place,
    plan_alternates, plan_fallback, plan_stage, requested_window,
};
pub use question::{Question, QuestionKind, ShownQuestion, Translation, preferred_languages};
pub(crate) use question_check::{check_patterns, check_questions};
pub use scope_loss::{ScopeFacts, ScopeLoss, ScopeStep, Standing};
pub(crate) use sentence::capitalized;
pub use sentence::{Summary, alternates, deciders, deciding, one_of, summary};
pub use separation::{Conflict, Hindrance, OtherGroup, OtherPackage, Separation};
pub use settings::{
    AlternateRule, ApproverRule, Escalation, Expiration, NamesShown, Needed, PolicySettings,
    StageSettings, TargetScope,
};
pub use several::{
    Given, Seat, Turn, approvals_needed, is_enough, is_within_reach, missing, place_for, turn,
};
