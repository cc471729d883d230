//! The sentences of My Access: what the engine knows, as people say it.

use super::{Badge, Meaning};
use crate::assignment::{AssignmentState, DeliveryState, EndReason};
use crate::directory::ObjectKind;
use crate::policy::{AlternateRule, ApproverRule, Expiration, Needed, PolicySettings};
use crate::request::{RequestState, RequestStatus, title};
use crate::time::Timestamp;

/// `1 day`, `3 days`.
pub fn count(number: u64, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {one}{plural}")
}

/// How long access lasts: `90 days`, `Until 12 Mar 2026`, `Without end`.
pub fn lasts(expiration: Expiration) -> String {
    match expiration {
        Expiration::Never => "Without end".to_owned(),
        Expiration::OnDate(end) => format!("Until {}", end.short_date()),
        Expiration::AfterDays(days) => count(u64::from(days), "day"),
        Expiration::AfterHours(hours) => count(u64::from(hours), "hour"),
    }
}

/// The same inside a sentence: `for 90 days`, `until 12 Mar 2026`, `without end`.
pub fn lasting(expiration: Expiration) -> String {
    match expiration {
        Expiration::Never => "without end".to_owned(),
        Expiration::OnDate(end) => format!("until {}", end.short_date()),
        Expiration::AfterDays(_) | Expiration::AfterHours(_) => {
            format!("for {}", lasts(expiration))
        }
    }
}

/// `No approval needed`, `2 approvals`.
pub fn approvals(settings: &PolicySettings) -> String {
    match settings.stages.len() {
        0 => "No approval needed".to_owned(),
        stages => count(stages as u64, "approval"),
    }
}

/// `2 approvals, then access for 90 days`.
pub fn way(settings: &PolicySettings) -> String {
    let lasting = lasting(settings.expiration);
    match settings.stages.len() {
        0 => format!("No approval needed; access {lasting}."),
        stages => format!(
            "{}, then access {lasting}.",
            count(stages as u64, "approval")
        ),
    }
}

/// Who decides, by kind rather than by name; `you` addresses the requestor.
pub fn decider(rule: &ApproverRule, fallback: bool, you: bool) -> &'static str {
    match (rule, fallback, you) {
        (ApproverRule::Named { .. }, _, _) => "The approvers named for this package",
        (_, true, _) => "The approvers who step in",
        (ApproverRule::Manager { .. }, _, true) => "Your manager",
        (ApproverRule::Manager { .. }, _, false) => "Their manager",
        (ApproverRule::Sponsors { .. }, _, true) => "Your sponsor",
        (ApproverRule::Sponsors { .. }, _, false) => "Their sponsor",
        (ApproverRule::InternalSponsors { .. }, _, true) => {
            "Our contact person for your organization"
        }
        (ApproverRule::InternalSponsors { .. }, _, false) => {
            "The internal sponsor of their organization"
        }
        (ApproverRule::ExternalSponsors { .. }, _, true) => "The sponsor at your organization",
        (ApproverRule::ExternalSponsors { .. }, _, false) => {
            "The external sponsor at their organization"
        }
    }
}

/// Who decided, and for whom: `Ada Lind on behalf of Ben Ode` (APR-09).
pub fn on_behalf(name: &str, of: Option<&str>) -> String {
    of.map_or_else(|| name.to_owned(), |of| format!("{name} on behalf of {of}"))
}

/// How many of those asked have to approve; none where it goes without saying (BYD-14).
pub fn enough(needed: Needed, many: bool) -> Option<String> {
    match needed {
        Needed::One => many.then(|| "Any one of them decides.".to_owned()),
        Needed::Several(count) => Some(format!("{count} of them have to approve.")),
        Needed::Each => Some("One of each has to approve.".to_owned()),
    }
}

/// Names in a row: `Ada Lind`, `Ada Lind and Ben Ode`, `Ada Lind, Ben Ode and 3 others`.
pub fn all_of(names: &[String]) -> String {
    match names {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} others", rest.len()),
    }
}

/// How far a stage is that several have to approve: `1 of 2 has approved: Ada Lind.`, without the names
/// where they are not to be known (BYD-14).
pub fn so_far(given: usize, needed: usize, names: &[String]) -> String {
    let verb = if given == 1 { "has" } else { "have" };
    let who = if names.is_empty() {
        String::new()
    } else {
        format!(": {}", all_of(names))
    };
    format!("{given} of {needed} {verb} approved{who}.")
}

/// Who is asked when nobody has decided for some days, by kind; as [`decider`].
pub fn alternate(rule: &AlternateRule, fallback: bool, you: bool) -> &'static str {
    match (rule, fallback, you) {
        (AlternateRule::Named { .. }, _, _) => "The alternate approvers of this package",
        (_, true, _) => "The approvers who step in",
        (AlternateRule::SecondLevelManager { .. }, _, true) => "Your manager's manager",
        (AlternateRule::SecondLevelManager { .. }, _, false) => "Their manager's manager",
    }
}

/// `Group`, `Application`, `Site`.
pub const fn object_kind(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Group => "Group",
        ObjectKind::Application => "Application",
        ObjectKind::Site => "Site",
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
        DeliveryState::Pending => Badge::new(Meaning::Notice, "Being set up"),
        DeliveryState::Granted => Badge::new(Meaning::Good, "Ready"),
        DeliveryState::Retrying => Badge::new(Meaning::Warning, "Trying again"),
        DeliveryState::Failed => Badge::new(Meaning::Danger, "Could not be set up"),
        DeliveryState::Revoking => Badge::new(Meaning::Notice, "Being taken away"),
        DeliveryState::Revoked => Badge::new(Meaning::Neutral, "Taken away"),
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
    let tries = count(attempts.unsigned_abs(), "try").replace("trys", "tries");
    let error = error.trim().trim_end_matches('.');
    let after = if error.is_empty() {
        format!("After {tries}")
    } else {
        format!("{error} (after {tries})")
    };
    match (state, next) {
        (DeliveryState::Failed, _) => {
            format!("{after}. Nothing more happens by itself; ask the people who run this package.")
        }
        (DeliveryState::Retrying, Some(next)) => {
            format!("{after}. The next try is {}.", next.relative(now))
        }
        (DeliveryState::Revoking, Some(next)) if attempts > 0 => {
            format!("{after}. The next try is {}.", next.relative(now))
        }
        (DeliveryState::Retrying, None) => format!("{after}. Another try follows."),
        _ => String::new(),
    }
}

/// Why access ended (ASG-06).
pub const fn end_reason(reason: Option<EndReason>) -> &'static str {
    match reason {
        Some(EndReason::Expired) => "Its time was over",
        Some(EndReason::RemovedBySelf) => "Given back",
        Some(EndReason::RemovedByAdministrator) => "Removed by an administrator",
        Some(EndReason::RemovedByManager) => "Removed by a manager",
        Some(EndReason::PackageRetired) => "The package was retired",
        Some(EndReason::NotJustified) => "The emergency was found not justified",
        Some(EndReason::Followed) => "Ordinary access took its place",
        Some(EndReason::ApprovalRevoked) => "An approval was taken back",
        None => "",
    }
}

/// Names in a row: `Ada Lind`, `Ada Lind or Ben Ode`, `Ada Lind, Ben Ode or 3 others`.
pub fn any_of(names: &[String]) -> String {
    match names {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} or {two}"),
        [one, two, three] => format!("{one}, {two} or {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} or {} others", rest.len()),
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
