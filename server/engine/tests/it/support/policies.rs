//! Policy settings in a few words: `settings().stage(manager(vec![chief])).days(30)`.

use shared::directory::Principal;
use shared::policy::{
    ApproverRule, Expiration, PolicySettings, Question, StageSettings, TargetScope,
};

/// All members may ask, nobody decides, access never ends.
pub const fn settings() -> PolicySettings {
    PolicySettings::new(TargetScope::AllMemberUsers)
}

pub const fn named(approvers: Vec<Principal>) -> ApproverRule {
    ApproverRule::Named { approvers }
}

pub const fn manager(fallback: Vec<Principal>) -> ApproverRule {
    ApproverRule::Manager { fallback }
}

pub const fn sponsors(fallback: Vec<Principal>) -> ApproverRule {
    ApproverRule::Sponsors { fallback }
}

pub const fn internal_sponsors(fallback: Vec<Principal>) -> ApproverRule {
    ApproverRule::InternalSponsors { fallback }
}

pub const fn external_sponsors(fallback: Vec<Principal>) -> ApproverRule {
    ApproverRule::ExternalSponsors { fallback }
}

/// Seven days to decide, no reason needed.
pub const fn stage(approvers: ApproverRule) -> StageSettings {
    StageSettings::new(approvers, 7)
}

/// Adds to settings.
pub trait Build: Sized {
    fn scope(self, scope: TargetScope) -> Self;
    fn only(self, subjects: Vec<Principal>) -> Self;
    fn stage(self, approvers: ApproverRule) -> Self;
    fn ask(self, question: Question) -> Self;
    fn expires(self, expiration: Expiration) -> Self;
    fn choosing_period(self) -> Self;

    fn days(self, days: u32) -> Self {
        self.expires(Expiration::AfterDays(days))
    }
}

impl Build for PolicySettings {
    fn scope(mut self, scope: TargetScope) -> Self {
        self.scope = scope;
        self
    }

    fn only(mut self, subjects: Vec<Principal>) -> Self {
        self.scope = TargetScope::SpecificDirectoryUsers;
        self.subjects = subjects;
        self
    }

    fn stage(mut self, approvers: ApproverRule) -> Self {
        self.stages.push(stage(approvers));
        self
    }

    fn ask(mut self, question: Question) -> Self {
        self.questions.push(question);
        self
    }

    fn expires(mut self, expiration: Expiration) -> Self {
        self.expiration = expiration;
        self
    }

    fn choosing_period(mut self) -> Self {
        self.custom_schedule = true;
        self
    }
}
