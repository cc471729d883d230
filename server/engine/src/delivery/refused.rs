//! Why a role cannot be given, in the words of whoever reads. Stored is a code, and behind it the name of
//! the group.

use shared::directory::Mastery;
use shared::lang::{Lang, within};

/// The role is not in the directory any more.
pub(super) const GONE: &str = "gone";
const DYNAMIC: &str = "dynamic";
const SYNCED: &str = "synced";
const DISTRIBUTION: &str = "distribution";

/// As it is stored for a group that nobody can be added to; `None` if somebody can.
pub(super) fn group(mastery: Mastery, name: &str) -> Option<String> {
    let code = match mastery {
        Mastery::Assigned => return None,
        Mastery::Dynamic => DYNAMIC,
        Mastery::Synced => SYNCED,
        Mastery::Distribution => DISTRIBUTION,
    };
    Some(format!("{code}: {name}"))
}

/// What was stored, as a sentence. Before there were codes it was an English one; what is none of both is
/// shown as it is.
pub(crate) fn said(stored: &str) -> String {
    let (code, name) = stored.split_once(": ").unwrap_or((stored, ""));
    sentence(code, name)
        .or_else(|| before_codes(stored).and_then(|(code, name)| sentence(code, name)))
        .unwrap_or_else(|| stored.to_owned())
}

/// As the audit log keeps it.
pub(super) fn in_english(stored: &str) -> String {
    within(Lang::English, || said(stored))
}

fn sentence(code: &str, name: &str) -> Option<String> {
    Some(match code {
        DYNAMIC => t!(
            "Nobody can be added to the group {name}: a rule decides who is in it.",
            name
        ),
        SYNCED => t!(
            "Nobody can be added to the group {name}: its members come from another directory.",
            name
        ),
        DISTRIBUTION => t!(
            "Nobody can be added to the group {name}: it is a distribution list.",
            name
        ),
        GONE => t!("The role does not exist any more.").to_owned(),
        _ => return None,
    })
}

/// The code and the name in a sentence that was stored instead.
fn before_codes(stored: &str) -> Option<(&'static str, &str)> {
    if stored == in_english(GONE) {
        return Some((GONE, ""));
    }
    [DYNAMIC, SYNCED, DISTRIBUTION]
        .into_iter()
        .find_map(|code| {
            let whole = within(Lang::English, || sentence(code, "\n"))?;
            let (before, after) = whole.split_once('\n')?;
            let name = stored.strip_prefix(before)?.strip_suffix(after)?;
            Some((code, name))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_the_words_of_before_are_said_alike() {
        let name = "Ops: all";
        let stored = [Mastery::Dynamic, Mastery::Synced, Mastery::Distribution];
        let mut stored: Vec<String> = stored
            .into_iter()
            .filter_map(|mastery| group(mastery, name))
            .collect();
        stored.push(GONE.to_owned());
        for stored in stored {
            let english = in_english(&stored);
            within(Lang::German, || {
                assert_ne!(said(&stored), english);
                assert_eq!(said(&english), said(&stored));
            });
        }
        assert_eq!(
            in_english("dynamic: Ops: all"),
            "Nobody can be added to the group Ops: all: a rule decides who is in it."
        );
        assert_eq!(said("Out of order."), "Out of order.");
        assert_eq!(said(""), "");
    }
}
