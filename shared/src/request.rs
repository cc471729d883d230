//! The life of an assignment request (REQ-01, REQ-02). Every add, change and removal is one.

use crate::words::words;

words! {
    /// What is asked for, and by whom (REQ-01).
    RequestType {
        UserAdd = "userAdd",
        UserRemove = "userRemove",
        AdminAdd = "adminAdd",
        AdminRemove = "adminRemove",
        SystemAdd = "systemAdd",
        SystemRemove = "systemRemove",
    }
}

impl RequestType {
    /// Gives access rather than taking it.
    pub const fn is_add(self) -> bool {
        matches!(self, Self::UserAdd | Self::AdminAdd | Self::SystemAdd)
    }

    /// What people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::UserAdd => "Request for access",
            Self::UserRemove => "Access given back",
            Self::AdminAdd => "Access assigned directly",
            Self::AdminRemove => "Access removed by an administrator",
            Self::SystemAdd => "Access assigned automatically",
            Self::SystemRemove => "Access ended",
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

    /// Neither requestor nor administrator can cancel after this (REQ-05).
    pub const fn is_cancelable(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::PendingApproval | Self::Scheduled
        )
    }
}

words! {
    /// The finer state shown beside [`RequestState`] (Graph: `status`).
    RequestStatus {
        Accepted = "Accepted",
        PendingApproval = "PendingApproval",
        /// Alternates are asked as well (POL-17).
        PendingApprovalEscalated = "PendingApprovalEscalated",
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
    /// One stage approved, another follows.
    StageApproved,
    Denied,
    /// An approval deadline passed without decision.
    DeadlinePassed,
    Canceled,
    /// The scheduled start has come.
    StartCame,
    AllDelivered,
    SomeDelivered,
    NoneDelivered,
}

impl RequestEvent {
    pub const ALL: [Self; 12] = [
        Self::ApprovalNeeded,
        Self::ReadyLater,
        Self::ReadyNow,
        Self::Escalated,
        Self::StageApproved,
        Self::Denied,
        Self::DeadlinePassed,
        Self::Canceled,
        Self::StartCame,
        Self::AllDelivered,
        Self::SomeDelivered,
        Self::NoneDelivered,
    ];
}

/// An event that the state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} cannot happen to a request that is {state}")]
pub struct IllegalTransition {
    pub state: RequestState,
    pub event: RequestEvent,
}

/// The transition table.
pub const fn transition(
    state: RequestState,
    event: RequestEvent,
) -> Result<(RequestState, RequestStatus), IllegalTransition> {
    use RequestEvent as E;
    use RequestState as S;
    use RequestStatus as T;
    Ok(match (state, event) {
        (S::Submitted, E::ApprovalNeeded) | (S::PendingApproval, E::StageApproved) => {
            (S::PendingApproval, T::PendingApproval)
        }
        (S::PendingApproval, E::Escalated) => (S::PendingApproval, T::PendingApprovalEscalated),
        (S::Submitted | S::PendingApproval, E::ReadyLater) => (S::Scheduled, T::PendingNotBefore),
        (S::Submitted | S::PendingApproval, E::ReadyNow) | (S::Scheduled, E::StartCame) => {
            (S::Delivering, T::Delivering)
        }
        (S::PendingApproval, E::Denied) => (S::Denied, T::Denied),
        (S::PendingApproval, E::DeadlinePassed) => (S::Denied, T::Expired),
        (S::Submitted | S::PendingApproval | S::Scheduled, E::Canceled) => {
            (S::Canceled, T::Canceled)
        }
        (S::Delivering | S::PartiallyDelivered | S::DeliveryFailed, E::AllDelivered) => {
            (S::Delivered, T::Delivered)
        }
        (S::Delivering, E::SomeDelivered) => (S::PartiallyDelivered, T::PartiallyDelivered),
        (S::Delivering, E::NoneDelivered) => (S::DeliveryFailed, T::DeliveryFailed),
        (state, event) => return Err(IllegalTransition { state, event }),
    })
}

/// The state in plain words, for lists (look: never internal names).
pub const fn title(state: RequestState, status: RequestStatus) -> &'static str {
    match (state, status) {
        (RequestState::Submitted, _) => "Received",
        (RequestState::PendingApproval, _) => "Waiting for approval",
        (RequestState::Scheduled, _) => "Starts later",
        (RequestState::Delivering, _) => "Being set up",
        (RequestState::Delivered, _) => "Done",
        (RequestState::PartiallyDelivered, _) => "Partly ready",
        (RequestState::DeliveryFailed, _) => "Could not be set up",
        (RequestState::Denied, RequestStatus::Expired) => "Nobody decided in time",
        (RequestState::Denied, _) => "Denied",
        (RequestState::Canceled, _) => "Canceled",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every (state, event) pair, allowed and refused, as one readable table.
    #[test]
    fn req_02_every_state_and_event() {
        let mut table = String::new();
        for state in RequestState::ALL {
            for event in RequestEvent::ALL {
                if let Ok((next, status)) = transition(*state, event) {
                    table += &format!("{state} + {event:?} -> {next} / {status}\n");
                }
            }
        }
        assert_eq!(
            table,
            "submitted + ApprovalNeeded -> pendingApproval / PendingApproval
submitted + ReadyLater -> scheduled / PendingNotBefore
submitted + ReadyNow -> delivering / Delivering
submitted + Canceled -> canceled / Canceled
pendingApproval + ReadyLater -> scheduled / PendingNotBefore
pendingApproval + ReadyNow -> delivering / Delivering
pendingApproval + Escalated -> pendingApproval / PendingApprovalEscalated
pendingApproval + StageApproved -> pendingApproval / PendingApproval
pendingApproval + Denied -> denied / Denied
pendingApproval + DeadlinePassed -> denied / Expired
pendingApproval + Canceled -> canceled / Canceled
scheduled + Canceled -> canceled / Canceled
scheduled + StartCame -> delivering / Delivering
delivering + AllDelivered -> delivered / Delivered
delivering + SomeDelivered -> partiallyDelivered / PartiallyDelivered
delivering + NoneDelivered -> deliveryFailed / DeliveryFailed
partiallyDelivered + AllDelivered -> delivered / Delivered
deliveryFailed + AllDelivered -> delivered / Delivered
"
        );
    }

    #[test]
    fn req_05_only_what_is_not_set_up_yet_can_be_canceled() {
        for state in RequestState::ALL {
            assert_eq!(
                state.is_cancelable(),
                transition(*state, RequestEvent::Canceled).is_ok()
            );
        }
    }
}
