//! The life of an assignment and of the delivery of its roles (ASG-01, BYD-10).

use crate::time::Timestamp;
use crate::words::words;

words! {
    /// State of an assignment (ASG-01).
    AssignmentState {
        Delivering = "delivering",
        PartiallyDelivered = "partiallyDelivered",
        Delivered = "delivered",
        DeliveryFailed = "deliveryFailed",
        Expired = "expired",
    }
}

impl AssignmentState {
    /// Counts as held: at most one such assignment exists per person and package.
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Expired)
    }

    /// Something of it is there.
    pub const fn has_begun(self) -> bool {
        matches!(self, Self::PartiallyDelivered | Self::Delivered)
    }

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Delivering => t!("Being set up"),
            Self::PartiallyDelivered => t!("Partly ready"),
            Self::Delivered => t!("Active"),
            Self::DeliveryFailed => t!("Could not be set up"),
            Self::Expired => t!("Ended"),
        }
    }
}

words! {
    /// Why an assignment ended (ASG-06).
    EndReason {
        Expired = "expired",
        RemovedBySelf = "removedBySelf",
        RemovedByAdministrator = "removedByAdministrator",
        /// By the manager of the person (POL-10).
        RemovedByManager = "removedByManager",
        PackageRetired = "packageRetired",
        /// The holder was no longer among the people the policy is for (BYD-08).
        LeftScope = "leftScope",
        /// Somebody who had approved it took that back (APR-08).
        ApprovalRevoked = "approvalRevoked",
        /// Taken in an emergency that somebody found not justified (BYD-19).
        NotJustified = "notJustified",
        /// Taken in an emergency, and ordinary access came (BYD-19).
        Followed = "followed",
        /// The account of the guest was removed by a rule (ORG-11).
        AccountRemoved = "accountRemoved",
    }
}

impl EndReason {
    /// Somebody said so who decides about access, and whom the holder may not get to know (POL-21).
    pub const fn is_an_approvers(self) -> bool {
        matches!(self, Self::ApprovalRevoked | Self::NotJustified)
    }
}

words! {
    /// Where the delivery of one role to one assignment stands (BYD-10).
    DeliveryState {
        /// To be granted.
        Pending = "pending",
        Granted = "granted",
        /// The last try failed; another one follows.
        Retrying = "retrying",
        /// Given up; can be reprocessed.
        Failed = "failed",
        /// To be taken away.
        Revoking = "revoking",
        Revoked = "revoked",
    }
}

/// Tries before a delivery is given up.
pub const DELIVERY_TRIES: i64 = 8;

/// When to try again after the `attempts`-th failure (1-based): 1 minute, doubling to at most four
/// hours; `None` when given up.
pub fn retry_at(attempts: i64, now: Timestamp) -> Option<Timestamp> {
    (attempts < DELIVERY_TRIES).then(|| later(attempts, now))
}

/// Days for which a mail is tried that nobody takes: longer than a mail server is away over a weekend.
const MAIL_DAYS: i64 = 3;

/// As [`retry_at`] for a mail of the time `written`, and from then on every four hours until it is some days old.
pub fn mail_retry_at(attempts: i64, written: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let old = now >= written.plus_days(MAIL_DAYS);
    (attempts < DELIVERY_TRIES || !old).then(|| later(attempts, now))
}

fn later(attempts: i64, now: Timestamp) -> Timestamp {
    let minutes = 1i64 << attempts.clamp(1, 9).saturating_sub(1);
    now.plus_seconds(60 * minutes.min(240))
}

/// The state of a live assignment, from the deliveries that it still wants granted. An empty
/// package is delivered at once.
pub fn state_of(deliveries: &[DeliveryState]) -> AssignmentState {
    let wanted = || {
        deliveries
            .iter()
            .filter(|state| !matches!(state, DeliveryState::Revoking | DeliveryState::Revoked))
    };
    let granted = wanted()
        .filter(|state| **state == DeliveryState::Granted)
        .count();
    let trying = wanted()
        .filter(|state| matches!(state, DeliveryState::Pending | DeliveryState::Retrying))
        .count();
    let failed = wanted()
        .filter(|state| **state == DeliveryState::Failed)
        .count();
    match (granted, trying, failed) {
        (_, 0, 0) => AssignmentState::Delivered,
        (0, 0, _) => AssignmentState::DeliveryFailed,
        (0, _, _) => AssignmentState::Delivering,
        (_, _, _) => AssignmentState::PartiallyDelivered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DeliveryState as D;

    #[test]
    fn asg_01_the_state_follows_from_the_deliveries() {
        let table: &[(&[DeliveryState], AssignmentState)] = &[
            (&[], AssignmentState::Delivered),
            (&[D::Granted, D::Granted], AssignmentState::Delivered),
            (&[D::Pending, D::Retrying], AssignmentState::Delivering),
            (
                &[D::Granted, D::Pending],
                AssignmentState::PartiallyDelivered,
            ),
            (
                &[D::Granted, D::Failed],
                AssignmentState::PartiallyDelivered,
            ),
            (&[D::Failed, D::Failed], AssignmentState::DeliveryFailed),
            (&[D::Failed, D::Retrying], AssignmentState::Delivering),
            (
                &[D::Granted, D::Revoking, D::Revoked],
                AssignmentState::Delivered,
            ),
        ];
        for (deliveries, state) in table {
            assert_eq!(state_of(deliveries), *state, "{deliveries:?}");
        }
    }

    #[test]
    fn byd_10_tries_grow_further_apart_and_end() {
        let now = Timestamp(0);
        let mut last = now;
        for attempt in 1..DELIVERY_TRIES {
            let next = retry_at(attempt, now).expect("another try");
            assert!(next > last);
            last = next;
        }
        assert_eq!(retry_at(DELIVERY_TRIES, now), None);
    }

    #[test]
    fn not_01_a_mail_outlives_a_mail_server_that_is_away_for_a_night() {
        let written = Timestamp(0);
        let (mut attempts, mut now) = (1, written);
        while let Some(next) = mail_retry_at(attempts, written, now) {
            assert!(next <= now.plus_hours(4));
            (attempts, now) = (attempts + 1, next);
        }
        assert!(
            now >= written.plus_days(MAIL_DAYS)
                && now <= written.plus_days(MAIL_DAYS).plus_hours(4)
        );
        // An old one that somebody sets going again gets all its tries.
        assert!(mail_retry_at(1, written, now).is_some());
        assert_eq!(mail_retry_at(DELIVERY_TRIES, written, now), None);
    }
}
