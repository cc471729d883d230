//! The texts of the mails.

use crate::assignments::store::AssignmentRow;
use crate::requests::store::RequestRow;
use shared::approval::Decision;
use shared::assignment::EndReason;
use shared::time::Timestamp;

fn justification(request: &RequestRow) -> String {
    if request.justification.is_empty() {
        String::new()
    } else {
        format!("\nTheir reason:\n{}\n", indented(&request.justification))
    }
}

/// User text is indented, so that it cannot pass for ours.
fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn period(request: &RequestRow) -> String {
    match (request.asked_start, request.asked_end) {
        (None, None) => String::new(),
        (Some(start), None) => format!("\nWanted from {}.\n", start.long_date()),
        (None, Some(end)) => format!("\nWanted until {}.\n", end.long_date()),
        (Some(start), Some(end)) => format!(
            "\nWanted from {} until {}.\n",
            start.long_date(),
            end.long_date()
        ),
    }
}

pub(super) fn approval_needed(request: &RequestRow, due: Timestamp, link: &str) -> String {
    format!(
        "{} asks for {}.\n{}{}\nPlease decide by {}. After that the request is denied by itself.\n\n{link}\n",
        request.subject_name,
        request.package_name,
        justification(request),
        period(request),
        due.long_date(),
    )
}

pub(super) fn escalated(request: &RequestRow, due: Timestamp, link: &str) -> String {
    format!(
        "{} asks for {}, and nobody has decided so far. You can decide now, too.\n{}{}\nPlease decide by {}. After that the request is denied by itself.\n\n{link}\n",
        request.subject_name,
        request.package_name,
        justification(request),
        period(request),
        due.long_date(),
    )
}

pub(super) fn reminder(request: &RequestRow, due: Timestamp, link: &str) -> String {
    format!(
        "{} is still waiting for a decision on {}.\n{}\nIf nobody decides by {}, the request is denied by itself.\n\n{link}\n",
        request.subject_name,
        request.package_name,
        justification(request),
        due.long_date(),
    )
}

pub(super) fn stage_decided(request: &RequestRow, decider: &str, decision: Decision) -> String {
    let word = match decision {
        Decision::Approve => "approved",
        Decision::Deny => "denied",
    };
    format!(
        "{decider} {word} the request of {} for {}. There is nothing left for you to do.\n",
        request.subject_name, request.package_name,
    )
}

pub(super) fn place_filled(request: &RequestRow, approver: &str) -> String {
    format!(
        "{approver} approved the request of {} for {}, and no second approval is needed where you were asked. There is nothing left for you to do.\n",
        request.subject_name, request.package_name,
    )
}

pub(super) fn deputy(name: &str, period: Option<(Timestamp, Timestamp)>, link: &str) -> String {
    match period {
        Some((start, end)) => format!(
            "{name} has asked you to decide on requests instead, from {} until {}. New requests come to both of you; whoever decides first counts.\n\n{link}\n",
            start.long_date(),
            end.long_date(),
        ),
        None => format!("{name} decides alone again. There is nothing left for you to do.\n"),
    }
}

pub(super) fn question(request: &RequestRow, asker: &str, question: &str, link: &str) -> String {
    format!(
        "{asker} has a question before deciding on the request for {}:\n\n{}\n\nUntil you answer, nobody decides, and no time to decide is lost. Answer here; you can also change what you wrote:\n{link}\n",
        request.package_name,
        indented(question),
    )
}

pub(super) fn answered(request: &RequestRow, reply: &str, link: &str) -> String {
    let reply = if reply.is_empty() {
        "\nWhat was asked for has been changed.\n".to_owned()
    } else {
        format!("\n{}\n", indented(reply))
    };
    format!(
        "Your question about the request of {} for {} is answered.\n{reply}\nYou can decide now:\n{link}\n",
        request.subject_name, request.package_name,
    )
}

pub(super) fn handed_over(
    request: &RequestRow,
    from: &str,
    reason: &str,
    due: Timestamp,
    link: &str,
) -> String {
    format!(
        "{from} asks you to decide instead: {} asks for {}.\n\nWhy you:\n{}\n{}{}\nPlease decide by {}. After that the request is denied by itself.\n\n{link}\n",
        request.subject_name,
        request.package_name,
        indented(reason),
        justification(request),
        period(request),
        due.long_date(),
    )
}

pub(super) fn not_needed(request: &RequestRow, from: &str, to: &str) -> String {
    format!(
        "{from} handed the request of {} for {} over to {to}. There is nothing left for you to do.\n",
        request.subject_name, request.package_name,
    )
}

pub(super) fn canceled(request: &RequestRow) -> String {
    format!(
        "The request of {} for {} was canceled. There is nothing left for you to do.\n",
        request.subject_name, request.package_name,
    )
}

pub(super) fn approver_timed_out(request: &RequestRow) -> String {
    format!(
        "Nobody decided on the request of {} for {} in time. It was denied by itself; there is nothing left for you to do.\n",
        request.subject_name, request.package_name,
    )
}

pub(super) fn timed_out(request: &RequestRow, link: &str) -> String {
    format!(
        "Nobody decided on your request for {} in time, so it was closed.\n\nYou can ask again; what you wrote is filled in:\n{link}\n",
        request.package_name,
    )
}

pub(super) fn denied(request: &RequestRow, decider: &str, reason: &str, link: &str) -> String {
    let reason = if reason.is_empty() {
        String::new()
    } else {
        format!("\nThe reason:\n{}\n", indented(reason))
    };
    format!(
        "{decider} denied your request for {}.\n{reason}\n{link}\n",
        request.package_name,
    )
}

pub(super) fn request_ended(request: &RequestRow, reason: &str) -> String {
    format!(
        "Your request for {} ended. {reason}\n",
        request.package_name
    )
}

pub(super) fn delivered(
    request: &RequestRow,
    end: Option<Timestamp>,
    less: &str,
    link: &str,
) -> String {
    let until = end.map_or_else(
        || "It has no end date.".to_owned(),
        |end| format!("It lasts until {}.", end.long_date()),
    );
    let less = if less.is_empty() {
        String::new()
    } else {
        format!("\n\nIt was approved for less than you asked for: {less}")
    };
    format!(
        "You now have {}. {until}{less}\n\n{link}\n",
        request.package_name
    )
}

/// The package of the access is being retired.
pub(super) fn package_retires(assignment: &AssignmentRow, end: Timestamp, link: &str) -> String {
    let reason = if assignment.retire_reason.is_empty() {
        String::new()
    } else {
        format!("\nThe reason:\n{}\n", indented(&assignment.retire_reason))
    };
    format!(
        "{} is being retired. Your access ends on {}.\n{reason}\nWhat you have beside it stays:\n{link}\n",
        assignment.package_name,
        end.long_date(),
    )
}

pub(super) fn access_ending(assignment: &AssignmentRow, end: Timestamp, link: &str) -> String {
    format!(
        "Your access to {} ends on {}.\n\nIf you need it for longer, see what you can do here:\n{link}\n",
        assignment.package_name,
        end.long_date(),
    )
}

pub(super) fn access_ended(assignment: &AssignmentRow, reason: EndReason, link: &str) -> String {
    let why = match reason {
        EndReason::Expired => "because its time was over",
        EndReason::RemovedByAdministrator => "because somebody who runs it removed it",
        EndReason::RemovedBySelf => "because you gave it back",
        EndReason::PackageRetired => {
            return format!(
                "{} was retired, and your access to it has ended.\n",
                assignment.package_name
            );
        }
    };
    format!(
        "Your access to {} has ended, {why}.\n\nIf you still need it, you can ask again:\n{link}\n",
        assignment.package_name,
    )
}
