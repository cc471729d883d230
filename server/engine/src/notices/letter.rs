//! What a notice tells, as it waits in the outbox. It is put into words when it is
//! sent, in the language of whoever reads it, and only if it still matters then. What waits during an upgrade is
//! read by the next version: fields that join need a default.

use super::facts::{Asked, Held};
use super::words::{self, Writer};
use serde::{Deserialize, Serialize};
use shared::approval::Decision;
use shared::assignment::EndReason;
use shared::ids::RequestId;
use shared::notices::Topic;
use shared::policy::{GuestEffect, GuestReason, Less};
use shared::time::Timestamp;

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Letter {
    Approver(Asked, ApproverNews),
    Requestor(Asked, RequestorNews),
    Access(Held, AccessNews),
    /// Somebody is to decide for `of` in a time, or not any more.
    Deputy {
        of: String,
        period: Option<(Timestamp, Timestamp)>,
    },
    /// Nothing is left of a guest's access.
    Guest {
        /// Where it goes: the account forgets it.
        mail: String,
        blocked: bool,
        removed: Option<Timestamp>,
    },
    /// What becomes of a guest by a rule (ORG-11); to the guest, or to a sponsor.
    GuestPlan {
        guest: String,
        sponsor: bool,
        /// Where it goes, where the account is gone by then; empty: the address of that day.
        #[serde(default)]
        mail: String,
        news: GuestNews,
    },
    /// To a sponsor: guests to confirm (UI-07).
    GuestsToConfirm {
        guests: Vec<ToConfirm>,
    },
    /// To whom a guest was handed over.
    Sponsorship {
        guest: String,
        by: String,
    },
    /// Somebody took access at once (BYD-19); to those who would have decided and those who run the package.
    Emergency {
        asked: Asked,
        ends: Option<Timestamp>,
    },
    /// Access ended because an approval was taken back (APR-08); to those who run the package.
    Revoked {
        asked: Asked,
        by: String,
        reason: String,
    },
    /// Access could not be set up, or only in part; to those who run the package.
    NotSetUp {
        asked: Asked,
        partly: bool,
    },
    /// Too few people are left who could decide in a stage, counted from one; to those who run the package.
    TooFew {
        asked: Asked,
        stage: usize,
    },
}

/// What becomes of a guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum GuestNews {
    Noticed {
        because: GuestReason,
        acts: Timestamp,
        effect: GuestEffect,
    },
    /// It is called off.
    Kept,
    Done {
        /// When the account is removed, or was; none: it is only blocked.
        removed: Option<Timestamp>,
    },
}

/// A guest whom a sponsor has to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ToConfirm {
    pub name: String,
    pub due: Timestamp,
    /// It is late: when something happens for it.
    pub acts: Option<Timestamp>,
}

/// Who decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Voice {
    pub name: String,
    /// Whom a deputy decided for.
    pub of: Option<String>,
}

/// To those who decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ApproverNews {
    Needed {
        due: Timestamp,
    },
    /// As an alternate.
    Escalated {
        due: Timestamp,
    },
    HandedOver {
        from: String,
        reason: String,
        due: Timestamp,
    },
    Answered {
        reply: String,
        due: Option<Timestamp>,
    },
    /// An approval was taken back (APR-08).
    Again {
        by: String,
        reason: String,
        due: Timestamp,
    },
    Reminder {
        due: Timestamp,
    },
    Decided {
        by: Voice,
        decision: Decision,
    },
    PlaceFilled {
        by: String,
    },
    NotNeeded {
        from: String,
        to: String,
    },
    /// What came before was taken back, so it is decided there first.
    NotYet {
        by: String,
        reason: String,
    },
    Canceled,
    TimedOut,
}

/// To whoever a request is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum RequestorNews {
    Question {
        /// `None`: the policy does not say who.
        by: Option<String>,
        question: String,
    },
    AskedForYou {
        manager: String,
    },
    Denied {
        /// `None`: the policy does not say who.
        by: Option<Voice>,
        reason: String,
    },
    TimedOut,
    Ended {
        /// As stored, see `requests::gave_up`.
        reason: String,
    },
    Delivered {
        end: Option<Timestamp>,
        less: Less,
    },
    EndMoved {
        end: Option<Timestamp>,
    },
    /// Somebody has looked at an emergency (BYD-19).
    Judged {
        /// `None`: the policy does not say who.
        by: Option<String>,
        justified: bool,
        comment: String,
    },
}

/// What a holder can do about the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Way {
    Extend,
    /// An extension waits for approval.
    Waits(RequestId),
    /// It cannot be extended; the page of the package says who can get it.
    AskAgain,
}

/// To whoever has access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum AccessNews {
    Ending {
        end: Timestamp,
        way: Way,
    },
    Retires {
        end: Timestamp,
        way: Way,
        reason: String,
    },
    /// The holder is outside of the scope of the policy (BYD-08).
    LeftScope {
        end: Timestamp,
    },
    /// And is inside again.
    BackInScope {
        /// When the access ends for another reason.
        end: Option<Timestamp>,
    },
    /// The package is not retired after all.
    Stays {
        /// When the access ends for another reason.
        end: Option<Timestamp>,
    },
    Ended {
        reason: EndReason,
        /// What somebody wrote about it.
        #[serde(default)]
        note: String,
    },
}

/// While what a notice still matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matters {
    Always,
    /// The stage waits for the recipient.
    WhileAsked,
    /// As before, and nothing has asked them so far.
    UnlessAsked,
    /// Something has asked them.
    IfAsked,
    /// The request waits for an answer.
    WhileQuestion,
    /// The request is not over.
    WhileOpen,
    /// The access is there and ends then.
    WhileEnds(Option<Timestamp>),
    /// The access is there and ends then because of the scope.
    WhileLeaves(Option<Timestamp>),
    Until(Timestamp),
    /// It happens to the guest then; none: nothing does.
    WhilePlanned(Option<Timestamp>),
    /// Some guest of the recipient is still to be confirmed.
    WhileToConfirm,
}

impl Letter {
    /// As what people choose when they hear of it; none: always at once.
    pub const fn topic(&self) -> Option<Topic> {
        Some(match self {
            Self::Approver(_, news) if news.asks() => match news {
                ApproverNews::Reminder { .. } => Topic::Reminders,
                _ => Topic::Waiting,
            },
            Self::Approver(..) => Topic::Reminders,
            Self::Requestor(_, RequestorNews::Question { .. }) | Self::Deputy { .. } => {
                Topic::Waiting
            }
            Self::Requestor(..) => Topic::Requests,
            Self::Access(..) => Topic::Ending,
            Self::NotSetUp { .. } | Self::Revoked { .. } | Self::TooFew { .. } => Topic::Running,
            Self::GuestPlan { sponsor: true, .. }
            | Self::GuestsToConfirm { .. }
            | Self::Sponsorship { .. } => Topic::Waiting,
            // An emergency is never quiet.
            Self::Guest { .. } | Self::GuestPlan { .. } | Self::Emergency { .. } => return None,
        })
    }

    /// Does it ask for a decision?
    pub const fn asks(&self) -> bool {
        matches!(self, Self::Approver(_, news) if news.asks())
    }

    /// Of two about the same change the higher one is sent.
    pub const fn rank(&self) -> u8 {
        match self {
            _ if self.asks() => 3,
            Self::Approver(..) => 0,
            Self::NotSetUp { .. } | Self::Revoked { .. } | Self::TooFew { .. } => 1,
            _ => 2,
        }
    }

    /// From when on nobody needs to read it.
    pub const fn too_late(&self) -> Option<Timestamp> {
        match self {
            Self::Approver(_, news) => news.due(),
            Self::Access(
                _,
                AccessNews::Ending { end, .. }
                | AccessNews::Retires { end, .. }
                | AccessNews::LeftScope { end },
            ) => Some(*end),
            Self::GuestPlan {
                news: GuestNews::Noticed { acts, .. },
                ..
            } => Some(*acts),
            Self::Deputy {
                period: Some((start, _)),
                ..
            } => Some(*start),
            _ => None,
        }
    }

    pub const fn matters(&self) -> Matters {
        match self {
            Self::Approver(_, ApproverNews::Escalated { .. }) => Matters::UnlessAsked,
            Self::Approver(_, news) if news.asks() => Matters::WhileAsked,
            // It is about another stage than the one that had asked.
            Self::Approver(_, ApproverNews::NotYet { .. }) => Matters::Always,
            Self::Approver(..) => Matters::IfAsked,
            Self::Requestor(_, RequestorNews::Question { .. }) => Matters::WhileQuestion,
            Self::Requestor(_, RequestorNews::AskedForYou { .. }) => Matters::WhileOpen,
            Self::Requestor(_, RequestorNews::EndMoved { end }) => Matters::WhileEnds(*end),
            Self::Access(_, AccessNews::Ending { end, .. } | AccessNews::Retires { end, .. }) => {
                Matters::WhileEnds(Some(*end))
            }
            Self::Access(_, AccessNews::LeftScope { end }) => Matters::WhileLeaves(Some(*end)),
            Self::Access(_, AccessNews::BackInScope { .. }) => Matters::WhileLeaves(None),
            Self::Deputy {
                period: Some((_, end)),
                ..
            } => Matters::Until(*end),
            Self::GuestPlan { news, .. } => match news {
                GuestNews::Noticed { acts, .. } => Matters::WhilePlanned(Some(*acts)),
                GuestNews::Kept => Matters::WhilePlanned(None),
                GuestNews::Done { .. } => Matters::Always,
            },
            Self::GuestsToConfirm { .. } => Matters::WhileToConfirm,
            Self::TooFew { .. } => Matters::WhileOpen,
            Self::Access(_, AccessNews::Stays { end }) => Matters::WhileEnds(*end),
            _ => Matters::Always,
        }
    }

    /// The address, where it is not that of the account.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Guest { mail, .. } => Some(mail),
            Self::GuestPlan { mail, .. } if !mail.is_empty() => Some(mail),
            _ => None,
        }
    }

    pub fn subject(&self, writer: &Writer<'_>) -> String {
        match self {
            Self::Approver(asked, news) => words::approvers::subject(asked, news),
            Self::Requestor(asked, news) => words::requestors::subject(asked, news),
            Self::Access(held, news) => words::access::subject(writer, held, news),
            Self::Deputy { of, period } => words::approvers::deputy_subject(of, *period),
            Self::Guest { removed, .. } => words::guests::subject(writer, *removed),
            Self::GuestPlan {
                guest,
                sponsor,
                news,
                ..
            } => words::sponsors::subject(writer, guest, *sponsor, news),
            Self::GuestsToConfirm { guests } => words::sponsors::confirm_subject(guests),
            Self::Sponsorship { guest, .. } => words::sponsors::handed_subject(guest),
            Self::Emergency { asked, .. } => words::emergencies::subject(asked),
            Self::Revoked { asked, .. } => words::running::revoked_subject(asked),
            Self::NotSetUp { asked, .. } => words::running::subject(asked),
            Self::TooFew { asked, .. } => words::running::too_few_subject(asked),
        }
    }

    pub fn body(&self, writer: &Writer<'_>) -> String {
        let link = writer.link(&self.path());
        match self {
            Self::Approver(asked, news) => words::approvers::body(asked, news, &link),
            Self::Requestor(asked, news) => words::requestors::body(asked, news, &link),
            Self::Access(held, news) => words::access::body(writer, held, news, &link),
            Self::Deputy { of, period } => words::approvers::deputy_body(of, *period, &link),
            Self::Guest {
                blocked, removed, ..
            } => words::guests::body(writer, *blocked, *removed, &link),
            Self::GuestPlan {
                guest,
                sponsor,
                news,
                ..
            } => words::sponsors::body(writer, guest, *sponsor, news, &link),
            Self::GuestsToConfirm { guests } => words::sponsors::confirm_body(guests, &link),
            Self::Sponsorship { guest, by } => words::sponsors::handed_body(guest, by, &link),
            Self::Emergency { asked, ends } => words::emergencies::body(asked, *ends, &link),
            Self::Revoked { asked, by, reason } => {
                words::running::revoked_body(asked, by, reason, &link)
            }
            Self::NotSetUp { asked, partly } => words::running::body(asked, *partly, &link),
            Self::TooFew { asked, stage } => words::running::too_few_body(asked, *stage, &link),
        }
    }

    /// The page it leads to.
    pub fn path(&self) -> String {
        match self {
            Self::Approver(asked, _) | Self::Emergency { asked, .. } => {
                format!("/approvals/{}", asked.request)
            }
            Self::Requestor(asked, news) => match news {
                RequestorNews::Delivered { .. } | RequestorNews::EndMoved { .. } => {
                    "/access".to_owned()
                }
                RequestorNews::TimedOut => match asked.assignment {
                    Some(access) if asked.kind.moves_end() => format!("/access/{access}/extend"),
                    _ => format!("/packages/{}?from={}", asked.package_id, asked.request),
                },
                _ => format!("/requests/{}", asked.request),
            },
            Self::Access(held, news) => match news {
                AccessNews::Ending { way, .. } => way.path(held),
                AccessNews::Retires { .. }
                | AccessNews::LeftScope { .. }
                | AccessNews::BackInScope { .. }
                | AccessNews::Stays { .. } => "/access".to_owned(),
                AccessNews::Ended { .. } => format!("/packages/{}", held.package_id),
            },
            Self::Deputy { .. } => "/approvals".to_owned(),
            Self::Guest { .. } => "/packages".to_owned(),
            Self::GuestPlan { sponsor: false, .. } => "/access".to_owned(),
            Self::GuestPlan { .. } | Self::GuestsToConfirm { .. } | Self::Sponsorship { .. } => {
                "/guests".to_owned()
            }
            Self::NotSetUp { asked, .. }
            | Self::Revoked { asked, .. }
            | Self::TooFew { asked, .. } => format!(
                "/admin/packages/{}/requests/{}",
                asked.package_id, asked.request
            ),
        }
    }
}

impl ApproverNews {
    const fn asks(&self) -> bool {
        self.due().is_some() || matches!(self, Self::Answered { .. })
    }

    const fn due(&self) -> Option<Timestamp> {
        match self {
            Self::Needed { due }
            | Self::Escalated { due }
            | Self::HandedOver { due, .. }
            | Self::Again { due, .. }
            | Self::Reminder { due } => Some(*due),
            Self::Answered { due, .. } => *due,
            _ => None,
        }
    }
}

impl Way {
    /// The page where it is done.
    pub fn path(self, held: &Held) -> String {
        match self {
            Self::Extend => format!("/access/{}/extend", held.assignment),
            Self::Waits(request) => format!("/requests/{request}"),
            Self::AskAgain => format!("/packages/{}", held.package_id),
        }
    }
}
