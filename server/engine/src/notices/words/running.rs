//! To those who run packages.

use super::super::facts::Asked;
use super::quoted;

pub(crate) fn subject(asked: &Asked) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    t!(
        "Could not be set up: {package} for {subject}",
        package,
        subject
    )
}

pub(crate) fn body(asked: &Asked, partly: bool, link: &str) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    let said = if partly {
        t!(
            "{subject} was given {package}, but some of its roles could not be set up, and it is not tried any more.",
            subject,
            package
        )
    } else {
        t!(
            "{subject} was given {package}, but none of its roles could be set up, and it is not tried any more.",
            subject,
            package
        )
    };
    let advice = t!("What is wrong stands here, with the way to try again:");
    format!("{said}\n\n{advice}\n{link}\n")
}

pub(crate) fn revoked_subject(asked: &Asked) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    t!(
        "Approval taken back: {package} for {subject}",
        package,
        subject
    )
}

pub(crate) fn revoked_body(asked: &Asked, by: &str, reason: &str, link: &str) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    let said = t!(
        "{by} had approved that {subject} gets {package}, and took it back. The access has ended.",
        by,
        subject,
        package
    );
    format!("{said}\n{}\n{link}\n", quoted(t!("The reason:"), reason))
}

pub(crate) fn too_few_subject(asked: &Asked) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    t!(
        "Too few people to decide: {package} for {subject}",
        package,
        subject
    )
}

pub(crate) fn too_few_body(asked: &Asked, stage: usize, link: &str) -> String {
    let (package, subject) = (asked.package(), &asked.subject);
    let said = t!(
        "{subject} asked for {package}. Too few people are left who could decide in approval stage {stage}. If nothing changes, the request is denied when its time is over.",
        subject,
        package,
        stage
    );
    let advice = t!("Whom it asks stands here:");
    format!("{said}\n\n{advice}\n{link}\n")
}
