//! The sentences of My Access: what the engine knows, as people say it.

use super::{Badge, Meaning};
use crate::assignment::{AssignmentState, DeliveryState, EndReason};
use crate::directory::ObjectKind;
use crate::policy::{AlternateRule, ApproverRule, Expiration, Needed, PolicySettings};
use crate::request::{RequestState, RequestStatus, title};
use crate::time::Timestamp;

/// How long access lasts: `90 days`, `Until 12 Mar 2026`, `Without end`.
pub fn lasts(expiration: Expiration) -> String {
    match expiration {
        Expiration::Never => t!("Without end").to_owned(),
        Expiration::OnDate(end) => t!("Until {end}", end = end.short_date()),
        Expiration::AfterDays(days) => tn!(days, "{n} day", "{n} days"),
        Expiration::AfterHours(hours) => tn!(hours, "{n} hour", "{n} hours"),
    }
}

/// The same inside a sentence: `for 90 days`, `until 12 Mar 2026`, `without end`.
pub fn lasting(expiration: Expiration) -> String {
    match expiration {
        Expiration::Never => t!("without end").to_owned(),
        Expiration::OnDate(end) => t!("until {end}", end = end.short_date()),
        Expiration::AfterDays(days) => tn!(days, "for {n} day", "for {n} days"),
        Expiration::AfterHours(hours) => tn!(hours, "for {n} hour", "for {n} hours"),
    }
}

/// `No approval needed`, `2 approvals`.
pub fn approvals(settings: &PolicySettings) -> String {
    match settings.stages.len() {
        0 => t!("No approval needed").to_owned(),
        stages => tn!(stages, "{n} approval", "{n} approvals"),
    }
}

/// `2 approvals, then access for 90 days`.
pub fn way(settings: &PolicySettings) -> String {
    let lasting = lasting(settings.expiration);
    match settings.stages.len() {
        0 => t!("No approval needed; access {lasting}.", lasting),
        stages => tn!(
            stages,
            "{n} approval, then access {lasting}.",
            "{n} approvals, then access {lasting}.",
            lasting
        ),
    }
}

/// Who decides, by kind rather than by name; `you` addresses the requestor.
pub fn decider(rule: &ApproverRule, fallback: bool, you: bool) -> &'static str {
    match (rule, fallback, you) {
        (ApproverRule::Named { .. }, _, _) => t!("The approvers named for this package"),
        (_, true, _) => t!("The approvers who step in"),
        (ApproverRule::Manager { .. }, _, true) => t!("Your manager"),
        (ApproverRule::Manager { .. }, _, false) => t!("Their manager" in "of somebody else"),
        (ApproverRule::Sponsors { .. }, _, true) => t!("Your sponsor"),
        (ApproverRule::Sponsors { .. }, _, false) => t!("Their sponsor" in "of somebody else"),
        (ApproverRule::InternalSponsors { .. }, _, true) => {
            t!("Our contact person for your organization")
        }
        (ApproverRule::InternalSponsors { .. }, _, false) => {
            t!("The internal sponsor of their organization")
        }
        (ApproverRule::ExternalSponsors { .. }, _, true) => t!("The sponsor at your organization"),
        (ApproverRule::ExternalSponsors { .. }, _, false) => {
            t!("The external sponsor at their organization")
        }
    }
}

/// Who decided, and for whom: `Ada Lind on behalf of Ben Ode` (APR-09).
pub fn on_behalf(name: &str, of: Option<&str>) -> String {
    of.map_or_else(
        || name.to_owned(),
        |of| t!("{name} on behalf of {of}", name, of),
    )
}

/// How many of those asked have to approve; none where it goes without saying (BYD-14).
pub fn enough(needed: Needed, many: bool) -> Option<String> {
    match needed {
        Needed::One => many.then(|| t!("Any one of them decides.").to_owned()),
        Needed::Several(count) => Some(t!("{count} of them have to approve.", count)),
        Needed::Each => Some(t!("One of each has to approve.").to_owned()),
    }
}

/// Names in a row: `Ada Lind`, `Ada Lind and Ben Ode`, `Ada Lind, Ben Ode and 3 others`.
pub fn all_of(names: &[String]) -> String {
    match names {
        [] => t!("nobody").to_owned(),
        [one] => one.clone(),
        [names @ .., last] if names.len() < 3 => {
            t!("{names} and {last}", names = names.join(", "), last)
        }
        [one, two, rest @ ..] => t!(
            "{one}, {two} and {count} others",
            one,
            two,
            count = rest.len()
        ),
    }
}

/// How far a stage is that several have to approve: `1 of 2 has approved: Ada Lind.`, without the names
/// where they are not to be known (BYD-14).
pub fn so_far(given: usize, needed: usize, names: &[String]) -> String {
    if names.is_empty() {
        tn!(
            given,
            "{n} of {needed} has approved.",
            "{n} of {needed} have approved.",
            needed
        )
    } else {
        tn!(
            given,
            "{n} of {needed} has approved: {names}.",
            "{n} of {needed} have approved: {names}.",
            needed,
            names = all_of(names)
        )
    }
}

/// Who is asked when nobody has decided for some days, by kind; as [`decider`].
pub fn alternate(rule: &AlternateRule, fallback: bool, you: bool) -> &'static str {
    match (rule, fallback, you) {
        (AlternateRule::Named { .. }, _, _) => t!("The alternate approvers of this package"),
        (_, true, _) => t!("The approvers who step in"),
        (AlternateRule::SecondLevelManager { .. }, _, true) => t!("Your manager's manager"),
        (AlternateRule::SecondLevelManager { .. }, _, false) => {
            t!("Their manager's manager" in "of somebody else")
        }
    }
}

/// `Group`, `Application`, `Site`.
pub fn object_kind(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Group => t!("Group"),
        ObjectKind::Application => t!("Application"),
        ObjectKind::Site => t!("Site"),
    }
}

/// A request's state.
pub fn request_badge(state: RequestState, status: RequestStatus) -> Badge {
    let meaning = match state {
        _ if status == RequestStatus::WaitingForRequestor => Meaning::Warning,
        RequestState::Submitted
        | RequestState::PendingApproval
        | RequestState::Scheduled
        | RequestState::Delivering => Meaning::Notice,
        RequestState::Delivered => Meaning::Good,
        RequestState::PartiallyDelivered => Meaning::Warning,
        RequestState::DeliveryFailed | RequestState::Denied => Meaning::Danger,
        RequestState::Canceled => Meaning::Neutral,
    };
    Badge::new(meaning, title(state, status))
}

/// An assignment's state; `starts` lies ahead for access that has not begun.
pub fn access_badge(state: AssignmentState) -> Badge {
    let meaning = match state {
        AssignmentState::Delivering => Meaning::Notice,
        AssignmentState::PartiallyDelivered => Meaning::Warning,
        AssignmentState::Delivered => Meaning::Good,
        AssignmentState::DeliveryFailed => Meaning::Danger,
        AssignmentState::Expired => Meaning::Neutral,
    };
    Badge::new(meaning, state.title())
}

/// The state of one role's delivery (BYD-10).
pub fn delivery_badge(state: DeliveryState) -> Badge {
    match state {
        DeliveryState::Pending => Badge::new(Meaning::Notice, t!("Being set up")),
        DeliveryState::Granted => Badge::new(Meaning::Good, t!("Ready")),
        DeliveryState::Retrying => Badge::new(Meaning::Warning, t!("Trying again")),
        DeliveryState::Failed => Badge::new(Meaning::Danger, t!("Could not be set up")),
        DeliveryState::Revoking => Badge::new(Meaning::Notice, t!("Being taken away")),
        DeliveryState::Revoked => Badge::new(Meaning::Neutral, t!("Taken away")),
    }
}

/// What stands behind a delivery's state: the error, how often it was tried, and when again.
pub fn delivery_detail(
    state: DeliveryState,
    attempts: i64,
    error: &str,
    next: Option<Timestamp>,
    now: Timestamp,
) -> String {
    let error = error.trim().trim_end_matches('.');
    let after = if error.is_empty() {
        tn!(attempts, "After {n} try", "After {n} tries")
    } else {
        tn!(
            attempts,
            "{error} (after {n} try)",
            "{error} (after {n} tries)",
            error
        )
    };
    match (state, next) {
        (DeliveryState::Failed, _) => {
            t!(
                "{after}. Nothing more happens by itself; ask the people who run this package.",
                after
            )
        }
        (DeliveryState::Retrying, Some(next)) => {
            t!(
                "{after}. The next try is {when}.",
                after,
                when = next.relative(now)
            )
        }
        (DeliveryState::Revoking, Some(next)) if attempts > 0 => {
            t!(
                "{after}. The next try is {when}.",
                after,
                when = next.relative(now)
            )
        }
        (DeliveryState::Retrying, None) => t!("{after}. Another try follows.", after),
        _ => String::new(),
    }
}

/// Why access ended (ASG-06).
pub fn end_reason(reason: Option<EndReason>) -> &'static str {
    match reason {
        Some(EndReason::Expired) => t!("Its time was over"),
        Some(EndReason::RemovedBySelf) => t!("Given back"),
        Some(EndReason::RemovedByAdministrator) => t!("Removed by an administrator"),
        Some(EndReason::RemovedByManager) => t!("Removed by a manager"),
        Some(EndReason::PackageRetired) => t!("The package was retired"),
        Some(EndReason::LeftScope) => t!("No longer among the people it is meant for"),
        Some(EndReason::NotJustified) => t!("The emergency was found not justified"),
        Some(EndReason::Followed) => t!("Ordinary access took its place"),
        Some(EndReason::AccountRemoved) => t!("The account was removed"),
        Some(EndReason::ApprovalRevoked) => t!("An approval was taken back"),
        None => "",
    }
}

/// Names in a row: `Ada Lind`, `Ada Lind or Ben Ode`, `Ada Lind, Ben Ode or 3 others`.
pub fn any_of(names: &[String]) -> String {
    match names {
        [] => t!("nobody").to_owned(),
        [one] => one.clone(),
        [names @ .., last] if names.len() < 3 => {
            t!("{names} or {last}", names = names.join(", "), last)
        }
        [one, two, rest @ ..] => t!(
            "{one}, {two} or {count} others",
            one,
            two,
            count = rest.len()
        ),
    }
}

/// The first words of a text, for lists.
pub fn excerpt(text: &str, max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= max {
        return line;
    }
    let cut: String = line.chars().take(max).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_long_access_lasts() {
        let end = Timestamp::parse_date("2026-03-12").expect("a date");
        for (expiration, stands_alone, in_a_sentence) in [
            (Expiration::Never, "Without end", "without end"),
            (
                Expiration::OnDate(end),
                "Until 12 Mar 2026",
                "until 12 Mar 2026",
            ),
            (Expiration::AfterDays(1), "1 day", "for 1 day"),
            (Expiration::AfterHours(36), "36 hours", "for 36 hours"),
        ] {
            assert_eq!(lasts(expiration), stands_alone);
            assert_eq!(lasting(expiration), in_a_sentence);
        }
    }

    #[test]
    fn byd_10_a_delivery_says_what_went_wrong_and_what_comes_next() {
        let now = Timestamp(0);
        let text = delivery_detail(
            DeliveryState::Retrying,
            1,
            "The site does not answer.",
            Some(now.plus_hours(1)),
            now,
        );
        assert_eq!(
            text,
            "The site does not answer (after 1 try). The next try is in 1 hour."
        );
        let text = delivery_detail(DeliveryState::Failed, 8, "", None, now);
        assert!(text.starts_with("After 8 tries. "), "{text}");
        assert_eq!(
            delivery_detail(DeliveryState::Granted, 1, "", None, now),
            ""
        );
    }

    #[test]
    fn counts_the_names_that_do_not_fit() {
        let names: Vec<String> = ["Ada", "Ben", "Cleo", "Dan"]
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
        assert_eq!(any_of(&names[..1]), "Ada");
        assert_eq!(any_of(&names[..3]), "Ada, Ben or Cleo");
        assert_eq!(any_of(&names), "Ada, Ben or 2 others");
    }

    #[test]
    fn cuts_between_characters() {
        assert_eq!(excerpt("äöü ß\n x", 4), "äöü…");
        assert_eq!(excerpt("a  b", 10), "a b");
    }
}
