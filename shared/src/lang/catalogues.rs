//! The catalogues of the server, as the build script read them from `locales`.

use super::{Catalogue, Lang, Said};
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

static GERMAN_BY_KEY: LazyLock<Catalogue> = LazyLock::new(|| by_key(GERMAN));
static NOTHING: LazyLock<Catalogue> = LazyLock::new(Catalogue::new);

fn by_key(sentences: &[(u32, &'static str, &'static str)]) -> Catalogue {
    sentences
        .iter()
        .map(|&(key, one, many)| match many {
            "" => (key, Said::Plain(one)),
            many => (key, Said::Counted(one, many)),
        })
        .collect()
}

pub(super) fn of(lang: Lang) -> &'static Catalogue {
    match lang {
        Lang::English => &NOTHING,
        Lang::German => &GERMAN_BY_KEY,
    }
}

/// A catalogue as browsers load it: JSON, the keys as steps from one to the next (they compress
/// better), each with its sentence, or with those for one and for several.
pub fn wire(lang: Lang) -> String {
    let mut sentences: Vec<(u32, Vec<&str>)> = of(lang)
        .iter()
        .map(|(key, said)| match *said {
            Said::Plain(text) => (*key, vec![text]),
            Said::Counted(one, many) => (*key, vec![one, many]),
        })
        .collect();
    sentences.sort_unstable();
    let mut before = 0;
    for (key, _) in &mut sentences {
        let step = *key - before;
        before = *key;
        *key = step;
    }
    serde_json::to_string(&sentences).unwrap_or_default()
}
