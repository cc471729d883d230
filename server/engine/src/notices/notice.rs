//! One notice: what is told, to whom, and about what.

use super::facts::Asked;
use super::letter::{ApproverNews, Letter};
use shared::ids::{AssignmentId, StageId, UserId};
use uuid::Uuid;

/// One notice to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    pub to: UserId,
    /// The request or access that changed: nobody gets two mails about it from one transaction.
    pub change: Uuid,
    /// The stage, request or access that says whether it still matters.
    pub about: Uuid,
    pub letter: Letter,
}

impl Notice {
    /// About a request and a stage of it.
    pub fn of_stage(to: UserId, asked: &Asked, stage: StageId, news: ApproverNews) -> Self {
        Self {
            to,
            change: asked.request.0,
            about: stage.0,
            letter: Letter::Approver(asked.clone(), news),
        }
    }

    /// About access.
    pub fn of_access(to: UserId, id: AssignmentId, letter: Letter) -> Self {
        Self {
            to,
            change: id.0,
            about: id.0,
            letter,
        }
    }
}
