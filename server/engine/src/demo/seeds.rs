//! The shape of the demonstration's data: what the tables beside this file are written in.

use shared::authz::Role;

/// A person by user name, or a group by name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    User(&'static str),
    Group(&'static str),
}

/// A partner organization.
pub(super) struct Partner {
    pub name: &'static str,
    pub description: &'static str,
    pub domain: &'static str,
    pub internal_sponsors: &'static [Who],
    pub external_sponsors: &'static [Who],
}

/// A catalog; `General` is there already.
pub(super) struct Shelf {
    pub name: &'static str,
    pub description: &'static str,
    pub external: bool,
    pub roles: &'static [(Role, Who)],
}

/// A package with its policies.
pub(super) struct PackageSeed {
    pub catalog: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub hidden: bool,
    /// Object and role; an empty role means the only one.
    pub roles: &'static [(&'static str, &'static str)],
    pub policies: &'static [PolicySeed],
}

/// A policy.
pub(super) struct PolicySeed {
    pub name: &'static str,
    pub description: &'static str,
    pub open_to: OpenTo,
    pub reason: bool,
    pub stages: &'static [StageSeed],
    pub questions: &'static [Asks],
    pub lasts: Lasts,
    pub chooses_period: bool,
}

/// Who can get access.
pub(super) enum OpenTo {
    Members,
    Directory,
    Only(&'static [Who]),
    Partners(&'static [&'static str]),
    EveryPartner,
    /// Direct assignment only.
    Nobody,
}

/// An approval stage.
pub(super) struct StageSeed {
    pub asks: Approver,
    pub days: u32,
    pub reason: bool,
}

/// Who decides; the lists of relative ones are fallbacks.
pub(super) enum Approver {
    Named(&'static [Who]),
    /// One of each has to approve.
    Each(&'static [Who]),
    Manager(&'static [Who]),
    InternalSponsors(&'static [Who]),
    ExternalSponsors(&'static [Who]),
}

/// A question.
pub(super) enum Asks {
    Line(&'static str),
    Pattern(&'static str, &'static str),
    /// Need not be answered.
    Paragraph(&'static str),
    Choice(&'static str, &'static [&'static str]),
}

/// How long access lasts.
pub(super) enum Lasts {
    Forever,
    Days(u32),
    Hours(u32),
    /// Until so many days from the day the demonstration is loaded.
    Until(i64),
}

impl Lasts {
    pub const fn ends(&self) -> bool {
        !matches!(self, Self::Forever)
    }
}

/// When a scene of the story plays.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// So many days ago, at a time of day (UTC).
    Day(i64, u8, u8),
    MinutesAgo(i64),
}

/// What happens.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Asks for a package.
    Ask {
        who: &'static str,
        package: &'static str,
        why: &'static str,
        answers: &'static [&'static str],
        /// Days from the day the demonstration is loaded.
        start: Option<i64>,
        end: Option<i64>,
    },
    Approve(&'static str, Of, &'static str),
    Deny(&'static str, Of, &'static str),
    /// Cancels a request; the requestor or somebody with a role.
    Cancel(&'static str, Of),
    GiveBack(Of),
    /// Takes access away from somebody.
    Take(&'static str, Of, &'static str),
    /// Assigns a package directly.
    Assign(
        &'static str,
        &'static str,
        &'static [&'static str],
        &'static str,
    ),
    /// A group turns out to be mastered elsewhere.
    Synced(&'static str),
    /// Somebody from outside proves a mail address.
    Visit(&'static str, &'static str),
}

/// A person's request or access for a package: user name, package.
#[derive(Clone, Copy, Debug)]
pub(super) struct Of(pub &'static str, pub &'static str);

pub(super) struct Scene {
    pub when: When,
    pub step: Step,
}

/// Asks without answers or dates.
pub(super) const fn ask(who: &'static str, package: &'static str, why: &'static str) -> Step {
    Step::Ask {
        who,
        package,
        why,
        answers: &[],
        start: None,
        end: None,
    }
}

/// Asks and answers the questions in order.
pub(super) const fn answer(
    who: &'static str,
    package: &'static str,
    why: &'static str,
    answers: &'static [&'static str],
) -> Step {
    Step::Ask {
        who,
        package,
        why,
        answers,
        start: None,
        end: None,
    }
}

/// Asks for a period.
pub(super) const fn period(
    who: &'static str,
    package: &'static str,
    why: &'static str,
    start: Option<i64>,
    end: Option<i64>,
) -> Step {
    Step::Ask {
        who,
        package,
        why,
        answers: &[],
        start,
        end,
    }
}

pub(super) const fn day(ago: i64, hour: u8, minute: u8, step: Step) -> Scene {
    Scene {
        when: When::Day(ago, hour, minute),
        step,
    }
}

pub(super) const fn minutes(ago: i64, step: Step) -> Scene {
    Scene {
        when: When::MinutesAgo(ago),
        step,
    }
}
