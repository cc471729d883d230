//! To whoever a request is for.

use super::super::facts::Asked;
use super::super::letter::RequestorNews;
use super::requests::{decider, keeps_end, your_request};
use super::{emergencies, indented, quoted};
use crate::requests::gave_up;

pub(crate) fn subject(asked: &Asked, news: &RequestorNews) -> String {
    let package = asked.package();
    match news {
        RequestorNews::Question { .. } => t!("Please answer: {package}", package),
        RequestorNews::AskedForYou { .. } => t!("Asked for you: {package}", package),
        RequestorNews::Denied { .. } => t!("Denied: {package}", package),
        RequestorNews::TimedOut => t!("Nobody decided in time: {package}", package),
        RequestorNews::Ended { .. } => t!("Your request ended: {package}", package),
        RequestorNews::Delivered { .. } => t!("You now have access: {package}", package),
        RequestorNews::EndMoved { .. } => t!("Another end: {package}", package),
        RequestorNews::Judged { .. } => t!("Your emergency was looked at: {package}", package),
    }
}

pub(crate) fn body(asked: &Asked, news: &RequestorNews, link: &str) -> String {
    let package = asked.package();
    match news {
        RequestorNews::Question { by, question } => format!(
            "{}\n\n{}\n\n{}\n{link}\n",
            t!(
                "{approver} has a question before deciding on the request for {package}:",
                approver = approver(by.as_deref()),
                package
            ),
            indented(question),
            t!(
                "Until you answer, nobody decides, and no time to decide is lost. Answer here; you can also change what you wrote:"
            ),
        ),
        RequestorNews::AskedForYou { manager } => format!(
            "{}\n{link}\n",
            t!(
                "{manager} has asked for {package} for you. You are told when it is decided. If you do not want it, take the request back here:",
                manager,
                package
            )
        ),
        RequestorNews::Denied { by, reason } => {
            let by = by.as_ref().map(decider);
            format!(
                "{}{}\n{}\n{link}\n",
                t!(
                    "{approver} denied {request}.",
                    approver = approver(by.as_deref()),
                    request = your_request(asked)
                ),
                keeps_end(asked),
                quoted(t!("The reason:"), reason),
            )
        }
        RequestorNews::TimedOut => format!(
            "{}{}\n\n{}\n{link}\n",
            t!(
                "Nobody decided on {request} in time, so it was closed.",
                request = your_request(asked)
            ),
            keeps_end(asked),
            t!("You can ask again; what you wrote is filled in:"),
        ),
        RequestorNews::Ended { reason } => {
            format!(
                "{} {}\n",
                t!("Your request for {package} ended.", package),
                gave_up::said(reason)
            )
        }
        RequestorNews::Delivered { end, less } => {
            let until = end.map_or_else(
                || t!("It has no end date.").to_owned(),
                |end| t!("It lasts until {date}.", date = end.long_date()),
            );
            let less = less.sentence();
            let less = if less.is_empty() {
                String::new()
            } else {
                let said = t!("It was approved for less than you asked for: {less}", less);
                format!("\n\n{said}")
            };
            format!(
                "{} {until}{less}\n\n{link}\n",
                t!("You now have {package}.", package)
            )
        }
        RequestorNews::EndMoved { end } => {
            let said = end.map_or_else(
                || t!("Your access to {package} has no end any more.", package),
                |end| {
                    t!(
                        "Your access to {package} lasts until {date}.",
                        package,
                        date = end.long_date()
                    )
                },
            );
            format!("{said}\n\n{link}\n")
        }
        RequestorNews::Judged {
            by,
            justified,
            comment,
        } => emergencies::judged(approver(by.as_deref()), package, *justified, comment, link),
    }
}

/// Who decides, as far as whoever asked may know (POL-21).
fn approver(name: Option<&str>) -> &str {
    name.unwrap_or_else(|| t!("An approver"))
}
