//! About access that somebody took at once.

use super::super::facts::Asked;
use super::quoted;
use super::requests::justification;
use shared::time::Timestamp;

pub(crate) fn subject(asked: &Asked) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    t!("Emergency: {package} for {subject}", package, subject)
}

pub(crate) fn body(asked: &Asked, ends: Option<Timestamp>, link: &str) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    let taken = t!(
        "{subject} took {package} in an emergency, without waiting for approval.",
        subject,
        package
    );
    let until = ends.map_or_else(String::new, |end| {
        format!(
            " {}",
            t!(
                "The access ends on {date} at the latest.",
                date = end.exact()
            )
        )
    });
    let look =
        t!("Please look at it, and say whether it was justified. If not, the access ends at once:");
    format!("{taken}{until}\n{}\n{look}\n{link}\n", justification(asked))
}

pub(crate) fn judged(
    approver: &str,
    package: &str,
    justified: bool,
    comment: &str,
    link: &str,
) -> String {
    let said = if justified {
        t!(
            "{approver} found that your emergency access to {package} was justified.",
            approver,
            package
        )
    } else {
        t!(
            "{approver} found that your emergency access to {package} was not justified.",
            approver,
            package
        )
    };
    format!(
        "{said}\n{}\n{link}\n",
        quoted(t!("What they wrote:"), comment)
    )
}
