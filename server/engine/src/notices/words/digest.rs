//! The mail that brings a day's notices together.

use super::super::matters::Entry;
use super::Writer;
use shared::notices::Topic;

pub(crate) fn subject(writer: &Writer<'_>, count: usize) -> String {
    let portal = writer.portal;
    tn!(
        count,
        "{portal}: one thing today",
        "{portal}: {n} things today",
        portal
    )
}

/// The entries in sections, the most pressing first, each with where it leads.
pub(crate) fn body(writer: &Writer<'_>, entries: &[Entry]) -> String {
    let mut text = String::new();
    for topic in Topic::ALL {
        let mut of = entries
            .iter()
            .filter(|entry| entry.letter.topic() == Some(*topic))
            .peekable();
        if of.peek().is_none() {
            continue;
        }
        text.push_str(title(*topic));
        text.push('\n');
        for entry in of {
            let subject = entry.letter.subject(writer);
            let due = match (topic, entry.letter.too_late()) {
                (Topic::Waiting, Some(due)) => {
                    format!(" ({})", t!("by {date}", date = due.long_date()))
                }
                _ => String::new(),
            };
            let link = writer.link(&entry.letter.path());
            text.push_str(&format!("\n- {subject}{due}\n  {link}\n"));
        }
        text.push_str("\n\n");
    }
    let choice = t!("You get one mail a day because you chose so. Change it here:");
    let link = writer.link("/profile/notices");
    text.push_str(&format!("{choice}\n{link}\n"));
    text
}

fn title(topic: Topic) -> &'static str {
    match topic {
        Topic::Waiting => t!("Waiting for you"),
        Topic::Reminders => t!("Reminders, and what is done"),
        Topic::Requests => t!("Your requests"),
        Topic::Ending => t!("Your access that ends"),
        Topic::Running => t!("What you run"),
    }
}
