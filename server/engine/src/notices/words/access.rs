//! To whoever has access.

use super::super::facts::Held;
use super::super::letter::{AccessNews, Way};
use super::{Writer, quoted};
use shared::assignment::EndReason;
use shared::time::Timestamp;

pub(crate) fn subject(writer: &Writer<'_>, held: &Held, news: &AccessNews) -> String {
    let package = held.package();
    match news {
        AccessNews::Ending { end, .. } => {
            t!("Ends {when}: {package}", when = when(writer, *end), package)
        }
        AccessNews::Retires { .. } => t!("Being retired: {package}", package),
        AccessNews::LeftScope { end } => {
            t!("Ends {when}: {package}", when = when(writer, *end), package)
        }
        AccessNews::BackInScope { .. } | AccessNews::Stays { .. } => {
            t!("You keep your access: {package}", package)
        }
        AccessNews::Ended { .. } => t!("Access ended: {package}", package),
    }
}

/// How far away the end is. A mail leaves a little after what it tells: that does not make it a day less.
fn when(writer: &Writer<'_>, end: Timestamp) -> String {
    end.relative(writer.now.plus_hours(-1))
}

pub(crate) fn body(writer: &Writer<'_>, held: &Held, news: &AccessNews, link: &str) -> String {
    let package = held.package();
    match news {
        AccessNews::Ending { end, way } => {
            let way = match way {
                Way::Extend => {
                    t!("If you need it for longer, extend it here; the form is filled in:")
                }
                Way::Waits(_) => t!(
                    "Your extension waits for approval. If nobody approves it before, the access ends then:"
                ),
                Way::AskAgain => t!(
                    "It cannot be extended. If you still need it afterwards, ask for it again once it has ended:"
                ),
            };
            format!(
                "{}\n\n{way}\n{link}\n",
                t!(
                    "Your access to {package} ends on {date}.",
                    package,
                    date = end.long_date()
                )
            )
        }
        AccessNews::Retires { end, way, reason } => {
            let longer = if *way == Way::Extend {
                let page = writer.link(&way.path(held));
                format!("\n{}\n{page}\n", t!("You can keep it until it is retired:"))
            } else {
                String::new()
            };
            format!(
                "{}\n{}{longer}\n{}\n{link}\n",
                t!(
                    "{package} is being retired. Your access ends on {date}.",
                    package,
                    date = end.long_date()
                ),
                quoted(t!("The reason:"), reason),
                t!("What you have besides it stays:"),
            )
        }
        AccessNews::LeftScope { end } => format!(
            "{}\n\n{}\n\n{}\n{link}\n",
            t!(
                "You are no longer among the people that {package} is meant for. Your access to it ends on {date}.",
                package,
                date = end.long_date()
            ),
            t!(
                "If you are among them again before that day, you keep it. If you think this is a mistake, talk to your manager or to those who run the package."
            ),
            t!("What you have:"),
        ),
        AccessNews::BackInScope { end } => {
            let kept = match end {
                None => t!(
                    "You keep your access to {package}: the end that you were told of is called off. It has no end date.",
                    package
                ),
                Some(end) => t!(
                    "You keep your access to {package}: the end that you were told of is called off. It lasts until {date}.",
                    package,
                    date = end.long_date()
                ),
            };
            format!("{kept}\n\n{link}\n")
        }
        AccessNews::Stays { end } => {
            let kept = match end {
                None => t!(
                    "{package} is not retired after all. You keep your access; it has no end date.",
                    package
                ),
                Some(end) => t!(
                    "{package} is not retired after all. You keep your access until {date}.",
                    package,
                    date = end.long_date()
                ),
            };
            format!("{kept}\n\n{link}\n")
        }
        AccessNews::Ended { reason, note } => ended(package, *reason, note, link),
    }
}

fn ended(package: &str, reason: EndReason, note: &str, link: &str) -> String {
    let said = match reason {
        EndReason::Expired => t!(
            "Your access to {package} has ended, because its time was over.",
            package
        ),
        EndReason::RemovedByAdministrator => t!(
            "Your access to {package} has ended, because somebody who runs it removed it.",
            package
        ),
        EndReason::RemovedByManager => t!(
            "Your access to {package} has ended, because your manager removed it.",
            package
        ),
        EndReason::RemovedBySelf => t!(
            "Your access to {package} has ended, because you gave it back.",
            package
        ),
        EndReason::NotJustified => t!(
            "Your access to {package} has ended, because the emergency was found not justified.",
            package
        ),
        EndReason::Followed => t!(
            "Your access to {package} has ended, because ordinary access took its place.",
            package
        ),
        EndReason::AccountRemoved => t!(
            "Your access to {package} has ended, because your account was removed.",
            package
        ),
        EndReason::ApprovalRevoked => t!(
            "Your access to {package} has ended, because an approval was taken back.",
            package
        ),
        EndReason::LeftScope => {
            let said = t!(
                "Your access to {package} has ended, because you are no longer among the people it is meant for.",
                package
            );
            let who = t!("The page of the package says who can get it:");
            return format!("{said}\n\n{who}\n{link}\n");
        }
        EndReason::PackageRetired => {
            let said = t!(
                "{package} was retired, and your access to it has ended.",
                package
            );
            return format!("{said}\n");
        }
    };
    let again = t!("If you still need it, you can ask again:");
    format!(
        "{said}\n{}\n{again}\n{link}\n",
        quoted(t!("The reason:"), note)
    )
}
