//! To guests whom a rule concerns, and to their sponsors.

use super::super::letter::{GuestNews, ToConfirm};
use super::Writer;
use shared::policy::GuestReason;

pub(crate) fn subject(writer: &Writer<'_>, guest: &str, sponsor: bool, news: &GuestNews) -> String {
    let portal = writer.portal;
    match (news, sponsor) {
        (GuestNews::Noticed { acts, .. }, false) => t!(
            "Your guest account at {portal} needs attention by {date}",
            portal,
            date = acts.long_date()
        ),
        (GuestNews::Noticed { acts, .. }, true) => t!(
            "The account of your guest {guest} needs attention by {date}",
            guest,
            date = acts.long_date()
        ),
        (GuestNews::Kept, false) => t!("You keep your guest account at {portal}", portal),
        (GuestNews::Kept, true) => t!("Your guest {guest} keeps the account", guest),
        (GuestNews::Done { removed: Some(at) }, false) if *at <= writer.now => {
            t!("Your guest account at {portal} is removed", portal)
        }
        (GuestNews::Done { removed: Some(at) }, true) if *at <= writer.now => {
            t!("The account of your guest {guest} is removed", guest)
        }
        (GuestNews::Done { .. }, false) => {
            t!("Your guest account at {portal} is blocked", portal)
        }
        (GuestNews::Done { .. }, true) => {
            t!("The account of your guest {guest} is blocked", guest)
        }
    }
}

/// What is not in order, said to the guest or about the guest.
fn reason(portal: &str, guest: &str, because: GuestReason, sponsor: bool) -> String {
    match (because, sponsor) {
        (GuestReason::Unconfirmed, false) => t!(
            "Nobody at {portal} has confirmed lately that you still need your guest account.",
            portal
        ),
        (GuestReason::Unconfirmed, true) => t!(
            "Nobody has confirmed lately that {guest} still needs the guest account.",
            guest
        ),
        (GuestReason::Idle, false) => t!("You have not signed in for a long time.").to_owned(),
        (GuestReason::Idle, true) => t!("{guest} has not signed in for a long time.", guest),
        (GuestReason::NoAccess, false) => {
            t!("You have no access at {portal} any more.", portal)
        }
        (GuestReason::NoAccess, true) => t!("{guest} has no access any more.", guest),
        (GuestReason::FewSponsors, false) => t!(
            "Too few people at {portal} vouch for your guest account.",
            portal
        ),
        (GuestReason::FewSponsors, true) => t!("{guest} has too few sponsors.", guest),
        (GuestReason::NeverUsed, false) => {
            t!("You were invited and have never signed in.").to_owned()
        }
        (GuestReason::NeverUsed, true) => {
            t!("{guest} was invited and has never signed in.", guest)
        }
        (GuestReason::LetGo, false) => t!(
            "Your sponsor at {portal} said that the guest account is no longer needed.",
            portal
        ),
        (GuestReason::LetGo, true) => t!(
            "A sponsor said that the guest account of {guest} is no longer needed.",
            guest
        ),
    }
}

/// What the reader can do about it.
fn remedy(because: GuestReason, sponsor: bool) -> &'static str {
    match (because, sponsor) {
        (GuestReason::Idle | GuestReason::NeverUsed, false) => {
            t!("Sign in before that day, and nothing happens:")
        }
        (GuestReason::NoAccess, false) => {
            t!("If you still need access, ask for it before that day:")
        }
        (GuestReason::Unconfirmed | GuestReason::FewSponsors | GuestReason::LetGo, false) => t!(
            "If you still need the account, talk to the people you work with before that day. What you have:"
        ),
        (GuestReason::Unconfirmed | GuestReason::LetGo, true) => {
            t!("If the account is still needed, confirm the guest before that day:")
        }
        (_, true) => t!("If the account is still needed, talk to the guest. Your guests:"),
    }
}

pub(crate) fn body(
    writer: &Writer<'_>,
    guest: &str,
    sponsor: bool,
    news: &GuestNews,
    link: &str,
) -> String {
    match news {
        GuestNews::Noticed {
            because,
            acts,
            effect,
        } => format!(
            "{}\n\n{}\n{}\n\n{}\n{link}\n",
            reason(writer.portal, guest, *because, sponsor),
            t!("On {date} this happens:", date = acts.long_date()),
            effect.sentence(),
            remedy(*because, sponsor),
        ),
        GuestNews::Kept => format!(
            "{}\n\n{link}\n",
            t!("Everything is in order again: what you were told of does not happen.")
        ),
        GuestNews::Done { removed } => {
            let later = removed.filter(|at| *at > writer.now);
            let said = match (removed, later) {
                (Some(_), None) => t!("The account and all its access are removed.").to_owned(),
                (_, Some(at)) => t!(
                    "Nobody can sign in with the account any more. It will be removed on {date}.",
                    date = at.long_date()
                ),
                (None, None) => t!("Nobody can sign in with the account any more.").to_owned(),
            };
            let ask = match (removed, later) {
                (Some(_), None) => return format!("{said}\n"),
                (_, Some(_)) => {
                    t!("If it is still needed, an administrator can unblock it before that day.")
                }
                (None, None) => t!("If it is still needed, an administrator can unblock it."),
            };
            format!("{said}\n{ask}\n")
        }
    }
}

pub(crate) fn confirm_subject(guests: &[ToConfirm]) -> String {
    tn!(
        guests.len(),
        "Confirm that your guest still needs the account",
        "Confirm that your {n} guests still need their accounts"
    )
}

pub(crate) fn confirm_body(guests: &[ToConfirm], link: &str) -> String {
    let mut text = format!(
        "{}\n\n",
        t!("You vouch for these guests. Say whether they still need their accounts:")
    );
    for ToConfirm { name, due, acts } in guests {
        let line = match acts {
            None => t!("{guest}: by {date}", guest = name, date = due.long_date()),
            Some(acts) => t!(
                "{guest}: overdue. The account is blocked or removed on {date}",
                guest = name,
                date = acts.long_date()
            ),
        };
        text.push_str(&format!("    {line}\n"));
    }
    text.push_str(&format!("\n{}\n{link}\n", t!("Your guests:")));
    text
}

pub(crate) fn handed_subject(guest: &str) -> String {
    t!("You now sponsor {guest}", guest)
}

pub(crate) fn handed_body(guest: &str, by: &str, link: &str) -> String {
    format!(
        "{}\n\n{}\n{link}\n",
        t!(
            "{by} has handed the sponsorship of the guest {guest} to you. You vouch for the guest, and confirm from time to time that the account is still needed.",
            by,
            guest
        ),
        t!("Your guests:")
    )
}
