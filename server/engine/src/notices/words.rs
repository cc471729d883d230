//! The texts of the mails.

use crate::assignments::store::AssignmentRow;
use crate::requests::store::RequestRow;
use shared::approval::Decision;
use shared::assignment::EndReason;
use shared::request::RequestType;
use shared::time::Timestamp;

fn justification(request: &RequestRow) -> String {
    if request.justification.is_empty() {
        String::new()
    } else {
        format!("\nTheir reason:\n{}\n", indented(&request.justification))
    }
}

/// User text is indented, so that it cannot pass for ours.
pub(super) fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `Ada Lind asks for Payroll`, whoever asked and for what.
pub(super) fn asks(request: &RequestRow) -> String {
    let (subject, package) = (&request.subject_name, &request.package_name);
    match request.request_type {
        RequestType::UserExtend => format!("{subject} asks to keep {package} for longer"),
        RequestType::AdminUpdate => {
            format!("The access of {subject} to {package} is to last longer")
        }
        RequestType::OnBehalfAdd => format!("The manager of {subject} asks for {package} for them"),
        _ => format!("{subject} asks for {package}"),
    }
}

/// `your request for Payroll`, said to the person concerned.
fn your_request(request: &RequestRow) -> String {
    let package = &request.package_name;
    match request.request_type {
        RequestType::UserExtend => format!("your request to keep {package} for longer"),
        RequestType::OnBehalfAdd => {
            format!("the request for {package} that your manager made for you")
        }
        _ => format!("your request for {package}"),
    }
}

/// When the access ends that was to last longer; empty for other requests.
fn keeps_end(request: &RequestRow) -> String {
    match request.access_ends {
        Some(end) if request.request_type.moves_end() => {
            format!(" Your access keeps its end, {}.", end.long_date())
        }
        _ => String::new(),
    }
}

/// That it is an extension, with the present end and the wanted one (APR-10).
fn extension(request: &RequestRow) -> String {
    let present = request.access_ends.map_or_else(
        || "has no end".to_owned(),
        |end| format!("ends on {}", end.long_date()),
    );
    let wanted = request.asked_end.map_or_else(
        || "for as long as the policy allows".to_owned(),
        |end| format!("until {}", end.long_date()),
    );
    format!(
        "\nThis is an extension: the access {present} at present, and is wanted {wanted}. If nobody decides before that, it ends then.\n"
    )
}

fn period(request: &RequestRow) -> String {
    if request.request_type.moves_end() {
        return extension(request);
    }
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
        "{}.\n{}{}\nPlease decide by {}. After that the request is denied by itself.\n\n{link}\n",
        asks(request),
        justification(request),
        period(request),
        due.long_date(),
    )
}

pub(super) fn escalated(request: &RequestRow, due: Timestamp, link: &str) -> String {
    format!(
        "{}, and nobody has decided so far. You can decide now, too.\n{}{}\nPlease decide by {}. After that the request is denied by itself.\n\n{link}\n",
        asks(request),
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
        "{from} asks you to decide instead: {}.\n\nWhy you:\n{}\n{}{}\nPlease decide by {}. After that the request is denied by itself.\n\n{link}\n",
        asks(request),
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
        "Nobody decided on {} in time, so it was closed.{}\n\nYou can ask again; what you wrote is filled in:\n{link}\n",
        your_request(request),
        keeps_end(request),
    )
}

pub(super) fn denied(request: &RequestRow, decider: &str, reason: &str, link: &str) -> String {
    let reason = if reason.is_empty() {
        String::new()
    } else {
        format!("\nThe reason:\n{}\n", indented(reason))
    };
    format!(
        "{decider} denied {}.{}\n{reason}\n{link}\n",
        your_request(request),
        keeps_end(request),
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
pub(super) fn package_retires(
    assignment: &AssignmentRow,
    end: Timestamp,
    way: &Way,
    link: &str,
) -> String {
    let longer = match way {
        Way::Extend(link) => format!("\nYou can keep it until it is retired:\n{link}\n"),
        Way::Waits(_) | Way::AskAgain(_) => String::new(),
    };
    let reason = if assignment.retire_reason.is_empty() {
        String::new()
    } else {
        format!("\nThe reason:\n{}\n", indented(&assignment.retire_reason))
    };
    format!(
        "{} is being retired. Your access ends on {}.\n{reason}{longer}\nWhat you have beside it stays:\n{link}\n",
        assignment.package_name,
        end.long_date(),
    )
}

pub(super) fn asked_for_you(request: &RequestRow, manager: &str, link: &str) -> String {
    format!(
        "{manager} has asked for {} for you. You are told when it is decided. If you do not want it, take the request back here:\n{link}\n",
        request.package_name,
    )
}

/// The end of the access is another one.
pub(super) fn end_moved(request: &RequestRow, end: Option<Timestamp>, link: &str) -> String {
    let package = &request.package_name;
    let until = end.map_or_else(
        || "has no end any more".to_owned(),
        |end| format!("lasts until {}", end.long_date()),
    );
    format!("Your access to {package} {until}.\n\n{link}\n")
}

/// What a holder can do about the end, with where.
pub(super) enum Way {
    /// The extension, filled in.
    Extend(String),
    /// An extension waits for approval.
    Waits(String),
    /// It cannot be extended; the page of the package says who can get it.
    AskAgain(String),
}

pub(super) fn access_ending(assignment: &AssignmentRow, end: Timestamp, way: &Way) -> String {
    let way = match way {
        Way::Extend(link) => {
            format!("If you need it for longer, extend it here; the form is filled in:\n{link}\n")
        }
        Way::Waits(link) => format!(
            "Your extension waits for approval. If nobody approves it before, the access ends then:\n{link}\n"
        ),
        Way::AskAgain(link) => format!(
            "It cannot be extended. If you still need it afterwards, ask for it again once it has ended:\n{link}\n"
        ),
    };
    format!(
        "Your access to {} ends on {}.\n\n{way}",
        assignment.package_name,
        end.long_date(),
    )
}

pub(super) fn access_ended(
    assignment: &AssignmentRow,
    reason: EndReason,
    note: &str,
    link: &str,
) -> String {
    let said = match reason {
        EndReason::ApprovalRevoked | EndReason::NotJustified => {
            format!("\nThe reason:\n{}\n", indented(note))
        }
        _ => String::new(),
    };
    let why = match reason {
        EndReason::Expired => "because its time was over",
        EndReason::RemovedByAdministrator => "because somebody who runs it removed it",
        EndReason::RemovedByManager => "because your manager removed it",
        EndReason::NotJustified => "because the emergency was found not justified",
        EndReason::Followed => "because ordinary access took its place",
        EndReason::ApprovalRevoked => "because an approval was taken back",
        EndReason::RemovedBySelf => "because you gave it back",
        EndReason::PackageRetired => {
            return format!(
                "{} was retired, and your access to it has ended.\n",
                assignment.package_name
            );
        }
    };
    format!(
        "Your access to {} has ended, {why}.\n{said}\nIf you still need it, you can ask again:\n{link}\n",
        assignment.package_name,
    )
}
