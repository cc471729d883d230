//! What mails say of a request itself.

use super::super::facts::Asked;
use super::super::letter::Voice;
use super::quoted;
use shared::request::RequestType;
use shared::views::my::words::on_behalf;

/// `Ada Lind asks for Payroll.`, whoever asked and for what.
pub(super) fn asks(asked: &Asked) -> String {
    let (subject, package) = (&asked.subject, asked.package());
    match asked.kind {
        RequestType::UserExtend => {
            t!(
                "{subject} asks to keep {package} for longer.",
                subject,
                package
            )
        }
        RequestType::AdminUpdate => t!(
            "The access of {subject} to {package} is to last longer.",
            subject,
            package
        ),
        RequestType::OnBehalfAdd => t!(
            "The manager of {subject} asks for {package} for them.",
            subject,
            package
        ),
        _ => t!("{subject} asks for {package}.", subject, package),
    }
}

/// `your request for Payroll`, said to the person concerned, as what somebody denies.
pub(super) fn your_request(asked: &Asked) -> String {
    let package = asked.package();
    match asked.kind {
        RequestType::UserExtend => t!("your request to keep {package} for longer", package),
        RequestType::OnBehalfAdd => {
            t!(
                "the request for {package} that your manager made for you",
                package
            )
        }
        _ => t!("your request for {package}", package),
    }
}

/// When the access ends that was to last longer; empty for other requests.
pub(super) fn keeps_end(asked: &Asked) -> String {
    match asked.access_ends {
        Some(end) if asked.kind.moves_end() => {
            format!(
                " {}",
                t!("Your access keeps its end, {date}.", date = end.long_date())
            )
        }
        _ => String::new(),
    }
}

/// `Cy Ahl on behalf of Bo Ek`.
pub(super) fn decider(voice: &Voice) -> String {
    on_behalf(&voice.name, voice.of.as_deref())
}

pub(super) fn justification(asked: &Asked) -> String {
    quoted(t!("Their reason:"), &asked.justification)
}

/// That it is an extension, with the present end and the wanted one (APR-10).
fn extension(asked: &Asked) -> String {
    let present = asked.access_ends.map_or_else(
        || t!("This is an extension: the access has no end at present.").to_owned(),
        |end| {
            t!(
                "This is an extension: the access ends on {date} at present.",
                date = end.long_date()
            )
        },
    );
    let wanted = asked.end.map_or_else(
        || t!("It is wanted for as long as the policy allows.").to_owned(),
        |end| t!("It is wanted until {date}.", date = end.long_date()),
    );
    let otherwise = t!("If nobody decides before the present end, it ends then.");
    format!("\n{present} {wanted} {otherwise}\n")
}

pub(super) fn period(asked: &Asked) -> String {
    if asked.kind.moves_end() {
        return extension(asked);
    }
    let said = match (asked.start, asked.end) {
        (None, None) => return String::new(),
        (Some(start), None) => t!("Wanted from {start}.", start = start.long_date()),
        (None, Some(end)) => t!("Wanted until {end}.", end = end.long_date()),
        (Some(start), Some(end)) => t!(
            "Wanted from {start} until {end}.",
            start = start.long_date(),
            end = end.long_date()
        ),
    };
    format!("\n{said}\n")
}
