//! The catalogues of the server, as the build script read them from `locales`.

use super::{Catalogue, Lang, Part, Said};
use std::sync::LazyLock;

/// Part, key, sentence for one or for all, sentence for several if it counts.
type Sentence = (Part, u32, &'static str, &'static str);

include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

static GERMAN_BY_KEY: LazyLock<Catalogue> =
    LazyLock::new(|| GERMAN.iter().map(|one| (one.1, said(one))).collect());
static NOTHING: LazyLock<Catalogue> = LazyLock::new(Catalogue::new);

fn said(&(_, _, one, many): &Sentence) -> Said {
    match many {
        "" => Said::Plain(one),
        many => Said::Counted(one, many),
    }
}

pub(super) fn of(lang: Lang) -> &'static Catalogue {
    match lang {
        Lang::English => &NOTHING,
        Lang::German => &GERMAN_BY_KEY,
    }
}

/// A part of a catalogue as browsers load it: JSON, the keys as steps from one to the next (they
/// compress better), each with its sentence, or with those for one and for several.
pub fn wire(lang: Lang, part: Part) -> String {
    let all = match lang {
        Lang::English => &[],
        Lang::German => GERMAN,
    };
    let mut before = 0;
    let mut steps = Vec::new();
    // The build script has sorted them by key.
    for sentence in all.iter().filter(|sentence| sentence.0 == part) {
        let texts = match said(sentence) {
            Said::Plain(text) => vec![text],
            Said::Counted(one, many) => vec![one, many],
        };
        steps.push((sentence.1 - before, texts));
        before = sentence.1;
    }
    serde_json::to_string(&steps).unwrap_or_default()
}
