//! Policies: who may get a package, who decides, and for how long (POL-01..39).

mod answers;
mod attributes;
mod check;
mod evaluate;
mod flow;
mod names;
mod plan;
mod question;
mod question_check;
mod sentence;
mod separation;
mod settings;
#[cfg(test)]
mod tests;

pub use answers::{Answer, check_answers};
pub use attributes::{Attribute, Demand, ProfileProperty, Written, merge_demands};
pub use evaluate::{
    Applicability, CatalogFacts, Check, PackageFacts, PolicyFacts, Refusal, applicable,
};
pub use flow::{Station, StationEscalation, StationKind, StationPerson, flow};
pub use names::{NameBook, Named};
pub use plan::{
    Asked, Relations, StagePlan, Window, access_end, plan_alternates, plan_fallback, plan_stage,
    requested_window,
};
pub use question::{Question, QuestionKind, ShownQuestion, Translation, preferred_languages};
pub(crate) use question_check::{check_patterns, check_questions};
pub use sentence::{Summary, alternates, deciders, duration, one_of, summary};
pub use separation::{Conflict, Hindrance, OtherGroup, OtherPackage, Separation};
pub use settings::{
    AlternateRule, ApproverRule, Escalation, Expiration, NamesShown, PolicySettings, StageSettings,
    TargetScope,
};
