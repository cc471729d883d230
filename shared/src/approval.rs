//! The life of an approval stage (APR-03, APR-04, POL-13, POL-19).

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
