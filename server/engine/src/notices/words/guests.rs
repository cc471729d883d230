//! To guests who have no access left.

use super::Writer;
use shared::time::Timestamp;

pub(crate) fn subject(writer: &Writer<'_>, removed: Option<Timestamp>) -> String {
    let portal = writer.portal;
    match removed {
        Some(at) if at > writer.now => t!(
            "Your guest account at {portal} will be removed on {date}",
            portal,
            date = at.long_date()
        ),
        Some(_) => t!("Your guest account at {portal} is removed", portal),
        None => t!("Your guest account at {portal} is blocked", portal),
    }
}

pub(crate) fn body(
    writer: &Writer<'_>,
    blocked: bool,
    removed: Option<Timestamp>,
    link: &str,
) -> String {
    let portal = writer.portal;
    let later = removed.filter(|at| *at > writer.now);
    let mut text = format!(
        "{}\n\n",
        t!("You have no access at {portal} any more.", portal)
    );
    let mut say = |sentence: &str| {
        text.push_str(sentence);
        text.push('\n');
    };
    match (removed, later) {
        (_, Some(at)) => say(&t!(
            "Your guest account will be removed on {date}.",
            date = at.long_date()
        )),
        (Some(_), None) => say(t!("Your guest account is removed now.")),
        (None, None) => {}
    }
    if blocked {
        say(t!(
            "You cannot sign in any more. If you still need access, ask the people you work with here to unblock your account."
        ));
    } else if later.is_some() {
        say(t!("If you still need access, ask for it before that day:"));
        say(link);
    }
    text
}
