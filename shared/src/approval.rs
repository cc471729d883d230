//! The life of an approval stage (APR-03, APR-04, POL-13, POL-19).

use crate::assignment::AssignmentState;
use crate::request::{RequestState, RequestStatus, RequestType};
use crate::words::words;

words! {
    /// State of a stage (Graph: `approvalStage.status`).
    StageStatus {
        /// Its turn has not come.
        Initializing = "Initializing",
        InProgress = "InProgress",
        Completed = "Completed",
        /// The deadline passed, or the request ended before its turn.
        Expired = "Expired",
    }
}

words! {
    /// What an approver says.
    Decision { Approve = "Approve", Deny = "Deny" }
}

/// What taking an approval back leads to (APR-08).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakingBack {
    /// Nothing was given so far: the stage asks again, and those after it start over.
    AsksAgain,
    /// The request has led to access, which ends.
    EndsAccess,
}

/// What taking an approval of a request back leads to; `access` is the access that it led to or is about.
/// An extension can be reconsidered until it is granted, other requests as long as their access is there.
///
/// # Errors
/// Why it is too late or too early, as a sentence.
pub fn taking_back(
    kind: RequestType,
    state: RequestState,
    status: RequestStatus,
    access: Option<AssignmentState>,
) -> Result<TakingBack, &'static str> {
    use RequestState as S;
    match (state, status) {
        (S::PendingApproval, RequestStatus::WaitingForRequestor) => Err(t!(
            "A question about this request waits for its answer. Take your approval back once it is answered."
        )),
        (S::PendingApproval | S::Scheduled, _) => Ok(TakingBack::AsksAgain),
        (S::Submitted | S::Denied | S::Canceled, _) => Err(t!(
            "This request is closed, so there is nothing to take back."
        )),
        _ if kind.moves_end() => Err(t!(
            "The end of the access has been moved already. Those who run the package can end the access."
        )),
        _ if !kind.is_add() => Err(t!("There is no approval to take back.")),
        _ => match access {
            Some(state) if state.is_live() => Ok(TakingBack::EndsAccess),
            _ => Err(t!("The access has ended already.")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apr_08_an_approval_is_taken_back_before_access_and_while_it_is_there() {
        use AssignmentState as A;
        use RequestState as S;
        use RequestStatus as T;
        let live = [
            A::Delivering,
            A::PartiallyDelivered,
            A::Delivered,
            A::DeliveryFailed,
        ];
        let add = RequestType::UserAdd;
        let again = Ok(TakingBack::AsksAgain);
        assert_eq!(
            taking_back(add, S::PendingApproval, T::PendingApproval, None),
            again
        );
        assert_eq!(
            taking_back(add, S::PendingApproval, T::PendingApprovalEscalated, None),
            again
        );
        assert_eq!(
            taking_back(add, S::Scheduled, T::PendingNotBefore, None),
            again
        );
        for access in live {
            for (state, status) in [
                (S::Delivering, T::Delivering),
                (S::Delivered, T::Delivered),
                (S::PartiallyDelivered, T::PartiallyDelivered),
                (S::DeliveryFailed, T::DeliveryFailed),
            ] {
                let ends = taking_back(add, state, status, Some(access));
                assert_eq!(ends, Ok(TakingBack::EndsAccess));
            }
        }
        let over = taking_back(add, S::Delivered, T::Delivered, Some(A::Expired));
        assert_eq!(over, Err("The access has ended already."));
        // While a question waits nobody decides, not even so.
        assert!(taking_back(add, S::PendingApproval, T::WaitingForRequestor, None).is_err());
        for (state, status) in [
            (S::Denied, T::Denied),
            (S::Denied, T::Expired),
            (S::Canceled, T::Canceled),
        ] {
            assert!(taking_back(add, state, status, None).is_err());
        }
        // The access of an extension is there before it is approved, and stays.
        for kind in [RequestType::UserExtend, RequestType::AdminUpdate] {
            let waiting = taking_back(
                kind,
                S::PendingApproval,
                T::PendingApproval,
                Some(A::Delivered),
            );
            assert_eq!(waiting, again);
            assert!(taking_back(kind, S::Delivered, T::Delivered, Some(A::Delivered)).is_err());
        }
        assert!(
            taking_back(
                RequestType::AdminRemove,
                S::Delivered,
                T::Delivered,
                Some(A::Delivered)
            )
            .is_err()
        );
    }
}
