//! To those who decide, and to deputies.

use super::super::facts::Asked;
use super::super::letter::ApproverNews;
use super::requests::{asks, decider, justification, period};
use super::{indented, quoted};
use shared::approval::Decision;
use shared::time::Timestamp;

pub(crate) fn subject(asked: &Asked, news: &ApproverNews) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    match news {
        ApproverNews::Needed { .. }
        | ApproverNews::Escalated { .. }
        | ApproverNews::HandedOver { .. } => {
            t!("Please decide: {package} for {subject}", package, subject)
        }
        ApproverNews::Answered { .. } => t!("Answered: {package} for {subject}", package, subject),
        ApproverNews::Reminder { .. } => {
            t!("Still waiting: {package} for {subject}", package, subject)
        }
        ApproverNews::Decided { .. } => t!("Decided: {package} for {subject}", package, subject),
        ApproverNews::Again { .. } => {
            t!(
                "Please decide again: {package} for {subject}",
                package,
                subject
            )
        }
        ApproverNews::PlaceFilled { .. }
        | ApproverNews::NotNeeded { .. }
        | ApproverNews::NotYet { .. }
        | ApproverNews::Canceled => {
            t!(
                "No longer needed: {package} for {subject}",
                package,
                subject
            )
        }
        ApproverNews::TimedOut => t!("Expired: {package} for {subject}", package, subject),
    }
}

pub(crate) fn body(asked: &Asked, news: &ApproverNews, link: &str) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    match news {
        ApproverNews::Needed { due } => format!("{}\n{}", asks(asked), decide(asked, *due, link)),
        ApproverNews::Escalated { due } => format!(
            "{} {}\n{}",
            asks(asked),
            t!("Nobody has decided so far. You can decide now, too."),
            decide(asked, *due, link)
        ),
        ApproverNews::HandedOver { from, reason, due } => format!(
            "{} {}\n{}{}",
            t!("{from} asks you to decide instead.", from),
            asks(asked),
            quoted(t!("Why you:"), reason),
            decide(asked, *due, link)
        ),
        ApproverNews::Answered { reply, .. } => format!(
            "{}\n\n{}\n\n{}\n{link}\n",
            t!(
                "Your question about the request of {subject} for {package} is answered.",
                subject,
                package
            ),
            if reply.is_empty() {
                t!("What was asked for has been changed.").to_owned()
            } else {
                indented(reply)
            },
            t!("You can decide now:"),
        ),
        ApproverNews::Reminder { due } => format!(
            "{}\n{}\n{}\n\n{link}\n",
            t!(
                "{subject} is still waiting for a decision on {package}.",
                subject,
                package
            ),
            justification(asked),
            t!(
                "If nobody decides by {date}, the request is denied by itself.",
                date = due.long_date()
            ),
        ),
        ApproverNews::Decided {
            by,
            decision: Decision::Approve,
        } => over(&t!(
            "{by} approved the request of {subject} for {package}.",
            by = decider(by),
            subject,
            package
        )),
        ApproverNews::Decided {
            by,
            decision: Decision::Deny,
        } => over(&t!(
            "{by} denied the request of {subject} for {package}.",
            by = decider(by),
            subject,
            package
        )),
        ApproverNews::PlaceFilled { by } => over(&t!(
            "{by} approved the request of {subject} for {package}, and no second approval is needed where you were asked.",
            by,
            subject,
            package
        )),
        ApproverNews::NotNeeded { from, to } => over(&t!(
            "{from} handed the request of {subject} for {package} over to {to}.",
            from,
            subject,
            package,
            to
        )),
        ApproverNews::Again { by, reason, due } => format!(
            "{} {}\n{}{}",
            asks(asked),
            t!("{by} had approved that, and took it back.", by),
            quoted(t!("The reason:"), reason),
            decide(asked, *due, link)
        ),
        ApproverNews::NotYet { by, reason } => format!(
            "{}\n{}",
            t!(
                "{by} took back an approval of the request of {subject} for {package}, so it is decided there first. You are asked again if it comes to you.",
                by,
                subject,
                package
            ),
            quoted(t!("The reason:"), reason)
        ),
        ApproverNews::Canceled => over(&t!(
            "The request of {subject} for {package} was canceled.",
            subject,
            package
        )),
        ApproverNews::TimedOut => over(&t!(
            "Nobody decided on the request of {subject} for {package} in time. It was denied by itself.",
            subject,
            package
        )),
    }
}

/// What was asked for, and by when to decide where.
fn decide(asked: &Asked, due: Timestamp, link: &str) -> String {
    format!(
        "{}{}\n{}\n\n{link}\n",
        justification(asked),
        period(asked),
        t!(
            "Please decide by {date}. After that the request is denied by itself.",
            date = due.long_date()
        ),
    )
}

fn over(what: &str) -> String {
    format!("{what} {}\n", t!("There is nothing left for you to do."))
}

pub(crate) fn deputy_subject(name: &str, period: Option<(Timestamp, Timestamp)>) -> String {
    match period {
        Some(_) => t!("You decide for {name}", name),
        None => t!("You no longer decide for {name}", name),
    }
}

pub(crate) fn deputy_body(
    name: &str,
    period: Option<(Timestamp, Timestamp)>,
    link: &str,
) -> String {
    match period {
        Some((start, end)) => format!(
            "{}\n\n{link}\n",
            t!(
                "{name} has asked you to decide on requests instead, from {start} until {end}. New requests come to both of you; whoever decides first counts.",
                name,
                start = start.long_date(),
                end = end.long_date()
            )
        ),
        None => over(&t!("{name} decides alone again.", name)),
    }
}
