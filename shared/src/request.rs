//! The life of an assignment request (REQ-01, REQ-02). Every add, change and removal is one.

use crate::time::Timestamp;
use crate::words::words;

words! {
    /// What is asked for, and by whom (REQ-01).
    RequestType {
        UserAdd = "userAdd",
        /// The holder wants to keep it for longer (POL-30).
        UserExtend = "userExtend",
        UserRemove = "userRemove",
        AdminAdd = "adminAdd",
        /// Its end is moved.
        AdminUpdate = "adminUpdate",
        AdminRemove = "adminRemove",
        SystemAdd = "systemAdd",
        SystemRemove = "systemRemove",
        /// A manager asks for somebody (POL-10).
        OnBehalfAdd = "onBehalfAdd",
    }
}

words! {
    /// Why a request ended by itself, because what it was about is gone.
    GaveUp {
        /// The package is being retired (BYD-20).
        Retiring = "retiring",
        /// The account was blocked before access was set up.
        Blocked = "blocked",
        /// The account was removed by a rule for guests (ORG-11).
        Removed = "removed",
        /// The end came before the start.
        EndPassed = "endPassed",
        AlreadyThere = "alreadyThere",
        /// Nobody is invited from the mail domain of the account (ORG-06).
        NotInvited = "notInvited",
        NothingToExtend = "nothingToExtend",
        /// The access that was to be extended had ended when that was approved.
        AccessEnded = "accessEnded",
        /// It ended while somebody was to approve that.
        EndedBefore = "endedBefore",
        /// By other access (PKG-17).
        RuledOut = "ruledOut",
        /// By a group (PKG-18).
        RuledOutByGroup = "ruledOutByGroup",
    }
}

impl RequestType {
    /// Gives access rather than taking it.
    pub const fn is_add(self) -> bool {
        matches!(
            self,
            Self::UserAdd | Self::AdminAdd | Self::SystemAdd | Self::OnBehalfAdd
        )
    }

    /// Moves the end of access that is there.
    pub const fn moves_end(self) -> bool {
        matches!(self, Self::UserExtend | Self::AdminUpdate)
    }

    /// Can wait for approval, and be taken back meanwhile; taking access away happens at once.
    pub const fn is_asked(self) -> bool {
        self.is_add() || self.moves_end()
    }

    /// The person concerned asked, or somebody did for them, and is told what becomes of it (NOT-02).
    /// Direct assignments send no request mail (ASG-03).
    pub const fn tells_subject(self) -> bool {
        matches!(self, Self::UserAdd | Self::UserExtend | Self::OnBehalfAdd)
    }

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::UserAdd => t!("Request for access"),
            Self::UserExtend => t!("Extension of access"),
            Self::UserRemove => t!("Access given back"),
            Self::AdminAdd => t!("Access assigned directly"),
            Self::AdminUpdate => t!("End of access moved"),
            Self::AdminRemove => t!("Access removed"),
            Self::SystemAdd => t!("Access assigned automatically"),
            Self::SystemRemove => t!("Access ended"),
            Self::OnBehalfAdd => t!("Request by a manager"),
        }
    }
}

words! {
    /// State of a request (REQ-02).
    RequestState {
        Submitted = "submitted",
        PendingApproval = "pendingApproval",
        Scheduled = "scheduled",
        Delivering = "delivering",
        Delivered = "delivered",
        PartiallyDelivered = "partiallyDelivered",
        DeliveryFailed = "deliveryFailed",
        Denied = "denied",
        Canceled = "canceled",
    }
}

impl RequestState {
    /// Still under way: at most one such request to add access exists per person and package.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::PendingApproval | Self::Scheduled | Self::Delivering
        )
    }

    /// The requestor cannot cancel after this (REQ-05).
    pub const fn is_cancelable(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::PendingApproval | Self::Scheduled
        )
    }
}

/// Days within which a request that failed can be tried again, from when it was closed (REQ-07).
pub const REPROCESS_DAYS: i64 = 7;

/// Can a request that failed be tried again now (REQ-07)? While the product still tries by itself, the
/// request is not closed, and there is nothing to do.
///
/// # Errors
/// Why not, as a sentence.
pub fn reprocessable(
    kind: RequestType,
    state: RequestState,
    closed: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), &'static str> {
    if !kind.is_add()
        || !matches!(
            state,
            RequestState::PartiallyDelivered | RequestState::DeliveryFailed
        )
    {
        return Err(t!(
            "Only a request that could not be set up, or only in part, can be tried again."
        ));
    }
    if closed.is_some_and(|closed| closed.plus_days(REPROCESS_DAYS) <= now) {
        return Err(t!(
            "This request failed more than 7 days ago. Apply the roles of the access again, or assign it anew."
        ));
    }
    Ok(())
}

/// Can somebody with a role in the catalog cancel a request (REQ-06)? What is not set up yet, and what
/// is being set up or failed, as long as nothing of it is `there`.
pub const fn administrator_cancels(kind: RequestType, state: RequestState, there: bool) -> bool {
    let failing = matches!(
        state,
        RequestState::Delivering | RequestState::DeliveryFailed
    );
    kind.is_asked() && state.is_cancelable() || kind.is_add() && failing && !there
}

words! {
    /// The finer state shown beside [`RequestState`] (Graph: `status`).
    RequestStatus {
        Accepted = "Accepted",
        PendingApproval = "PendingApproval",
        /// Alternates are asked as well (POL-17).
        PendingApprovalEscalated = "PendingApprovalEscalated",
        /// An approver has asked a question; nobody can decide before it is answered (BYD-11).
        WaitingForRequestor = "WaitingForRequestor",
        PendingNotBefore = "PendingNotBefore",
        Delivering = "Delivering",
        Delivered = "Delivered",
        PartiallyDelivered = "PartiallyDelivered",
        DeliveryFailed = "DeliveryFailed",
        Denied = "Denied",
        /// Nobody decided before the deadline.
        Expired = "Expired",
        Canceled = "Canceled",
    }
}

/// What can happen to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestEvent {
    /// The policy wants an approval.
    ApprovalNeeded,
    /// Approved by everyone needed, or by nobody because none is needed; the start lies ahead.
    ReadyLater,
    /// As above, and the start is now.
    ReadyNow,
    /// Nobody has decided for some days: alternates are asked as well.
    Escalated,
    /// An approver sent it back with a question.
    SentBack,
    /// The question is answered, or withdrawn.
    Answered,
    /// One stage approved, another follows.
    StageApproved,
    /// An approval was taken back: its stage asks again (APR-08).
    ApprovalTakenBack,
    Denied,
    /// An approval deadline passed without decision.
    DeadlinePassed,
    Canceled,
    /// The scheduled start has come.
    StartCame,
    AllDelivered,
    SomeDelivered,
    NoneDelivered,
    /// What failed is tried once more (REQ-07).
    Reprocessed,
    /// An administrator gave up on access of which nothing is there (REQ-06).
    Abandoned,
}

impl RequestEvent {
    pub const ALL: [Self; 17] = [
        Self::ApprovalNeeded,
        Self::ReadyLater,
        Self::ReadyNow,
        Self::Escalated,
        Self::SentBack,
        Self::Answered,
        Self::StageApproved,
        Self::ApprovalTakenBack,
        Self::Denied,
        Self::DeadlinePassed,
        Self::Canceled,
        Self::StartCame,
        Self::AllDelivered,
        Self::SomeDelivered,
        Self::NoneDelivered,
        Self::Reprocessed,
        Self::Abandoned,
    ];
}

/// An event that the state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} cannot happen to a request that is {state} ({status})")]
pub struct IllegalTransition {
    pub state: RequestState,
    pub status: RequestStatus,
    pub event: RequestEvent,
}

/// The transition table. The finer state matters only while a question waits for its answer: then
/// nothing but the answer can happen, or that somebody cancels.
pub const fn transition(
    state: RequestState,
    status: RequestStatus,
    event: RequestEvent,
) -> Result<(RequestState, RequestStatus), IllegalTransition> {
    use RequestEvent as E;
    use RequestState as S;
    use RequestStatus as T;
    let asked_back = matches!(
        (state, status),
        (S::PendingApproval, T::WaitingForRequestor)
    );
    Ok(match (state, event) {
        (S::PendingApproval, E::Answered) if asked_back => (S::PendingApproval, T::PendingApproval),
        (S::Submitted | S::PendingApproval | S::Scheduled, E::Canceled) => {
            (S::Canceled, T::Canceled)
        }
        (state, event) if asked_back => {
            return Err(IllegalTransition {
                state,
                status,
                event,
            });
        }
        (S::PendingApproval, E::SentBack) => (S::PendingApproval, T::WaitingForRequestor),
        (S::PendingApproval, E::Escalated) => (S::PendingApproval, T::PendingApprovalEscalated),
        (S::Submitted, E::ApprovalNeeded)
        | (S::PendingApproval, E::StageApproved)
        | (S::PendingApproval | S::Scheduled, E::ApprovalTakenBack) => {
            (S::PendingApproval, T::PendingApproval)
        }
        (S::Submitted | S::PendingApproval, E::ReadyLater) => (S::Scheduled, T::PendingNotBefore),
        (S::Submitted | S::PendingApproval, E::ReadyNow) | (S::Scheduled, E::StartCame) => {
            (S::Delivering, T::Delivering)
        }
        (S::PendingApproval, E::Denied) => (S::Denied, T::Denied),
        (S::PendingApproval, E::DeadlinePassed) => (S::Denied, T::Expired),
        (S::Delivering | S::PartiallyDelivered | S::DeliveryFailed, E::AllDelivered) => {
            (S::Delivered, T::Delivered)
        }
        (S::Delivering, E::SomeDelivered) => (S::PartiallyDelivered, T::PartiallyDelivered),
        (S::Delivering, E::NoneDelivered) => (S::DeliveryFailed, T::DeliveryFailed),
        (S::PartiallyDelivered | S::DeliveryFailed, E::Reprocessed) => {
            (S::Delivering, T::Delivering)
        }
        (S::Delivering | S::DeliveryFailed, E::Abandoned) => (S::Canceled, T::Canceled),
        (state, event) => {
            return Err(IllegalTransition {
                state,
                status,
                event,
            });
        }
    })
}

/// The state in plain words, for lists (look: never internal names).
pub fn title(state: RequestState, status: RequestStatus) -> &'static str {
    match (state, status) {
        (RequestState::Submitted, _) => t!("Received"),
        (RequestState::PendingApproval, RequestStatus::WaitingForRequestor) => {
            t!("Waiting for an answer")
        }
        (RequestState::PendingApproval, _) => t!("Waiting for approval"),
        (RequestState::Scheduled, _) => t!("Starts later"),
        (RequestState::Delivering, _) => t!("Being set up"),
        (RequestState::Delivered, _) => t!("Done"),
        (RequestState::PartiallyDelivered, _) => t!("Partly ready"),
        (RequestState::DeliveryFailed, _) => t!("Could not be set up"),
        (RequestState::Denied, RequestStatus::Expired) => t!("Nobody decided in time"),
        (RequestState::Denied, _) => t!("Denied"),
        (RequestState::Canceled, _) => t!("Canceled"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everywhere a request can be.
    const PLACES: [(RequestState, RequestStatus); 12] = [
        (RequestState::Submitted, RequestStatus::Accepted),
        (
            RequestState::PendingApproval,
            RequestStatus::PendingApproval,
        ),
        (
            RequestState::PendingApproval,
            RequestStatus::PendingApprovalEscalated,
        ),
        (
            RequestState::PendingApproval,
            RequestStatus::WaitingForRequestor,
        ),
        (RequestState::Scheduled, RequestStatus::PendingNotBefore),
        (RequestState::Delivering, RequestStatus::Delivering),
        (RequestState::Delivered, RequestStatus::Delivered),
        (
            RequestState::PartiallyDelivered,
            RequestStatus::PartiallyDelivered,
        ),
        (RequestState::DeliveryFailed, RequestStatus::DeliveryFailed),
        (RequestState::Denied, RequestStatus::Denied),
        (RequestState::Denied, RequestStatus::Expired),
        (RequestState::Canceled, RequestStatus::Canceled),
    ];

    /// Every (state, event) pair, allowed and refused, as one readable table.
    #[test]
    fn req_02_every_state_and_event() {
        let mut table = String::new();
        for (state, status) in PLACES {
            for event in RequestEvent::ALL {
                match transition(state, status, event) {
                    Ok((next, now)) => {
                        assert!(PLACES.contains(&(next, now)), "{next} / {now}");
                        table += &format!("{state} / {status} + {event:?} -> {next} / {now}\n");
                    }
                    Err(refused) => assert_eq!(
                        (refused.state, refused.status, refused.event),
                        (state, status, event)
                    ),
                }
            }
        }
        assert_eq!(
            table,
            "submitted / Accepted + ApprovalNeeded -> pendingApproval / PendingApproval
submitted / Accepted + ReadyLater -> scheduled / PendingNotBefore
submitted / Accepted + ReadyNow -> delivering / Delivering
submitted / Accepted + Canceled -> canceled / Canceled
pendingApproval / PendingApproval + ReadyLater -> scheduled / PendingNotBefore
pendingApproval / PendingApproval + ReadyNow -> delivering / Delivering
pendingApproval / PendingApproval + Escalated -> pendingApproval / PendingApprovalEscalated
pendingApproval / PendingApproval + SentBack -> pendingApproval / WaitingForRequestor
pendingApproval / PendingApproval + StageApproved -> pendingApproval / PendingApproval
pendingApproval / PendingApproval + ApprovalTakenBack -> pendingApproval / PendingApproval
pendingApproval / PendingApproval + Denied -> denied / Denied
pendingApproval / PendingApproval + DeadlinePassed -> denied / Expired
pendingApproval / PendingApproval + Canceled -> canceled / Canceled
pendingApproval / PendingApprovalEscalated + ReadyLater -> scheduled / PendingNotBefore
pendingApproval / PendingApprovalEscalated + ReadyNow -> delivering / Delivering
pendingApproval / PendingApprovalEscalated + Escalated -> pendingApproval / PendingApprovalEscalated
pendingApproval / PendingApprovalEscalated + SentBack -> pendingApproval / WaitingForRequestor
pendingApproval / PendingApprovalEscalated + StageApproved -> pendingApproval / PendingApproval
pendingApproval / PendingApprovalEscalated + ApprovalTakenBack -> pendingApproval / PendingApproval
pendingApproval / PendingApprovalEscalated + Denied -> denied / Denied
pendingApproval / PendingApprovalEscalated + DeadlinePassed -> denied / Expired
pendingApproval / PendingApprovalEscalated + Canceled -> canceled / Canceled
pendingApproval / WaitingForRequestor + Answered -> pendingApproval / PendingApproval
pendingApproval / WaitingForRequestor + Canceled -> canceled / Canceled
scheduled / PendingNotBefore + ApprovalTakenBack -> pendingApproval / PendingApproval
scheduled / PendingNotBefore + Canceled -> canceled / Canceled
scheduled / PendingNotBefore + StartCame -> delivering / Delivering
delivering / Delivering + AllDelivered -> delivered / Delivered
delivering / Delivering + SomeDelivered -> partiallyDelivered / PartiallyDelivered
delivering / Delivering + NoneDelivered -> deliveryFailed / DeliveryFailed
delivering / Delivering + Abandoned -> canceled / Canceled
partiallyDelivered / PartiallyDelivered + AllDelivered -> delivered / Delivered
partiallyDelivered / PartiallyDelivered + Reprocessed -> delivering / Delivering
deliveryFailed / DeliveryFailed + AllDelivered -> delivered / Delivered
deliveryFailed / DeliveryFailed + Reprocessed -> delivering / Delivering
deliveryFailed / DeliveryFailed + Abandoned -> canceled / Canceled
"
        );
    }

    #[test]
    fn req_07_what_failed_can_be_tried_again_for_seven_days() {
        let closed = Timestamp(1_772_442_000_000);
        for (state, status) in PLACES {
            let failed = matches!(
                state,
                RequestState::PartiallyDelivered | RequestState::DeliveryFailed
            );
            for kind in RequestType::ALL {
                let now = closed.plus_days(7).plus_seconds(-1);
                let may = reprocessable(*kind, state, Some(closed), now);
                assert_eq!(may.is_ok(), failed && kind.is_add(), "{kind} {state}");
                let late = reprocessable(*kind, state, Some(closed), closed.plus_days(7));
                assert!(late.is_err(), "{kind} {state}");
                if may.is_ok() {
                    assert!(transition(state, status, RequestEvent::Reprocessed).is_ok());
                }
            }
        }
    }

    #[test]
    fn req_06_an_administrator_cancels_what_is_not_there() {
        for (state, status) in PLACES {
            for there in [false, true] {
                if administrator_cancels(RequestType::UserAdd, state, there) {
                    assert!(
                        transition(state, status, RequestEvent::Canceled).is_ok()
                            || transition(state, status, RequestEvent::Abandoned).is_ok(),
                        "{state}"
                    );
                }
                assert!(!administrator_cancels(
                    RequestType::AdminRemove,
                    state,
                    there
                ));
            }
        }
        let open = |there| {
            PLACES.iter().filter(move |(state, _)| {
                administrator_cancels(RequestType::AdminAdd, *state, there)
            })
        };
        assert_eq!((open(false).count(), open(true).count()), (7, 5));
    }

    #[test]
    fn req_05_only_what_is_not_set_up_yet_can_be_canceled() {
        for (state, status) in PLACES {
            assert_eq!(
                state.is_cancelable(),
                transition(state, status, RequestEvent::Canceled).is_ok()
            );
        }
    }
}
