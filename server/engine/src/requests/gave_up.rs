//! Why a request ended by itself, in the words of whoever reads. Stored is the code.

use shared::lang::{Lang, within};
use shared::request::GaveUp;

/// The sentence in the language of whom it is said to.
pub(crate) fn sentence(reason: GaveUp) -> &'static str {
    match reason {
        GaveUp::Retiring => t!("The package is being retired, so nobody new gets it."),
        GaveUp::Blocked => t!("The account was blocked before access was set up."),
        GaveUp::Removed => t!("The account was removed."),
        GaveUp::EndPassed => t!("The end date passed before access could start."),
        GaveUp::AlreadyThere => t!("The access was already there."),
        GaveUp::NotInvited => t!("Nobody is invited from the mail domain of this account."),
        GaveUp::NothingToExtend => t!("There was nothing left to extend by then."),
        GaveUp::AccessEnded => t!("The access had ended by then."),
        GaveUp::EndedBefore => t!("The access ended before that was decided."),
        GaveUp::RuledOut => t!("Other access that rules this one out was there by then."),
        GaveUp::RuledOutByGroup => {
            t!("A group that rules this access out had been joined by then.")
        }
    }
}

/// As the audit log keeps it.
pub(crate) fn in_english(reason: GaveUp) -> &'static str {
    within(Lang::English, || sentence(reason))
}

/// What was stored, as a sentence. Before there were codes it was the English one; anything else is shown
/// as it is.
pub(crate) fn said(stored: &str) -> &str {
    let mut known = GaveUp::ALL.iter().copied();
    stored
        .parse()
        .ok()
        .or_else(|| known.find(|reason| in_english(*reason) == stored))
        .map_or(stored, |reason| sentence(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_the_words_of_before_are_said_alike() {
        for reason in GaveUp::ALL.iter().copied() {
            within(Lang::German, || {
                assert_eq!(said(reason.as_str()), sentence(reason));
                assert_eq!(said(in_english(reason)), sentence(reason));
                assert_ne!(sentence(reason), in_english(reason));
            });
        }
        assert_eq!(said("Something else."), "Something else.");
    }
}
