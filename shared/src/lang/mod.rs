//! The languages that pages and mail speak. A sentence stands in the code in English, inside
//! [`t!`](crate::t) or [`tn!`](crate::tn); what it is in another language stands in a catalogue in
//! `locales`. The server has all catalogues, a browser loads the one of the language it shows.

#[cfg(feature = "catalogues")]
mod catalogues;
mod key;

use crate::words::words;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Display;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};

#[cfg(feature = "catalogues")]
pub use catalogues::wire;
pub use key::key;

words! {
    /// A language (NOT-05), as the primary subtag of its BCP 47 tag.
    Lang {
        English = "en",
        German = "de",
    }
}

impl Lang {
    /// Its name in itself, as people look for it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The first of these tags (`de-AT`, `en`) whose language there is.
    pub fn first_of<'a>(tags: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        tags.into_iter().find_map(|tag| {
            let primary = tag.split('-').next().unwrap_or_default();
            Self::ALL
                .iter()
                .copied()
                .find(|lang| lang.as_str().eq_ignore_ascii_case(primary))
        })
    }
}

/// What a sentence is in one language: as it is, or for one and for several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Plain(&'static str),
    Counted(&'static str, &'static str),
}

/// The sentences of a language by their [`key`].
pub type Catalogue = HashMap<u32, Said>;

thread_local! {
    static SCOPE: Cell<Option<Lang>> = const { Cell::new(None) };
}
static AMBIENT: OnceLock<fn() -> Option<Lang>> = OnceLock::new();

/// The language to speak here: that of the innermost [`within`] or [`InLang`], else what
/// [`ambient`] finds, else English.
pub fn current() -> Lang {
    SCOPE
        .get()
        .or_else(|| AMBIENT.get().and_then(|find| find()))
        .unwrap_or(Lang::English)
}

/// Names the way to the language of work that runs on a task of its own. Only the first counts.
pub fn ambient(find: fn() -> Option<Lang>) {
    AMBIENT.get_or_init(|| find);
}

/// Speaks `lang` from here on, where a thread serves one person: in a browser.
pub fn settle(lang: Lang) {
    SCOPE.set(Some(lang));
}

/// Speaks `lang` while `work` runs.
pub fn within<T>(lang: Lang, work: impl FnOnce() -> T) -> T {
    struct Back(Option<Lang>);
    impl Drop for Back {
        fn drop(&mut self) {
            SCOPE.set(self.0);
        }
    }
    let _back = Back(SCOPE.replace(Some(lang)));
    work()
}

/// A future that speaks a language whenever it is polled.
pub struct InLang<T> {
    lang: Lang,
    work: Pin<Box<dyn Future<Output = T> + Send>>,
}

impl<T> InLang<T> {
    pub fn new(lang: Lang, work: impl Future<Output = T> + Send + 'static) -> Self {
        Self {
            lang,
            work: Box::pin(work),
        }
    }
}

impl<T> Future for InLang<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        within(self.lang, || self.work.as_mut().poll(context))
    }
}

static LOADED: OnceLock<(Lang, Catalogue)> = OnceLock::new();

/// Takes the catalogue that a browser has loaded, in the form of [`wire`]; `None` if it is none.
pub fn load(lang: Lang, wire: String) -> Option<()> {
    let wire: Vec<(u32, Vec<String>)> = serde_json::from_str(&wire).ok()?;
    let mut key = 0_u32;
    let catalogue = wire
        .into_iter()
        .map(|(step, said)| {
            key = key.wrapping_add(step);
            // A browser keeps its one catalogue for as long as the page lives.
            let mut said = said.into_iter().map(|text| &*text.leak());
            let one = said.next().unwrap_or_default();
            (
                key,
                said.next()
                    .map_or(Said::Plain(one), |many| Said::Counted(one, many)),
            )
        })
        .collect();
    LOADED.set((lang, catalogue)).ok()
}

fn find(key: u32) -> Option<Said> {
    let lang = current();
    if lang == Lang::English {
        return None;
    }
    #[cfg(feature = "catalogues")]
    if let Some(said) = catalogues::of(lang).get(&key) {
        return Some(*said);
    }
    let (loaded, catalogue) = LOADED.get()?;
    (*loaded == lang)
        .then(|| catalogue.get(&key).copied())
        .flatten()
}

/// A sentence in the [`current`] language, in English where it is missing. Called by [`t!`](crate::t).
pub fn say(key: u32, english: &'static str) -> &'static str {
    match find(key) {
        Some(Said::Plain(text) | Said::Counted(_, text)) => text,
        None => english,
    }
}

/// The same for a number of things. Called by [`tn!`](crate::tn). All languages here count as
/// English does: one, and everything else.
pub fn say_many(key: u32, count: i64, one: &'static str, many: &'static str) -> &'static str {
    let (one, many) = match find(key) {
        Some(Said::Counted(one, many)) => (one, many),
        Some(Said::Plain(text)) => (text, text),
        None => (one, many),
    };
    if count == 1 { one } else { many }
}

/// Puts values in the place of `{name}`. Called by the macros, which have compared the names.
pub fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16 * values.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(&value.to_string());
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A sentence in the language of whom it is said to: `t!("Save")` is a `&'static str`,
/// `t!("Ask for {package}", package)` or `t!("Ask for {package}", package = view.name)` a `String`.
/// Where one English word is several in another language, a context tells them apart:
/// `t!("Open" in "button")`. Never for what is stored: that is read by others later.
#[macro_export]
macro_rules! t {
    ($text:literal $(in $context:literal)?) => {
        $crate::lang::say(
            const { $crate::lang::key(concat!($($context)?), $text) },
            $text,
        )
    };
    ($text:literal $(in $context:literal)?, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::fill!($crate::t!($text $(in $context)?), $text, $($name $(= $value)?),+)
    };
}

/// A sentence with a number of things, which is `{n}` in it:
/// `tn!(count, "{n} role", "{n} roles")`, with further values as in [`t!`].
#[macro_export]
macro_rules! tn {
    ($count:expr, $one:literal, $many:literal $(in $context:literal)? $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        let count = $count;
        $crate::fill!(
            $crate::lang::say_many(
                const { $crate::lang::key(concat!($($context)?), $one) },
                i64::try_from(count).unwrap_or(i64::MAX),
                $one,
                $many,
            ),
            $many,
            n = count $(, $name $(= $value)?)*
        )
    }};
}

/// The part that [`t!`] and [`tn!`] share: the compiler holds the names against the sentence.
#[doc(hidden)]
#[macro_export]
macro_rules! fill {
    ($said:expr, $text:literal, $($name:ident $(= $value:expr)?),+) => {{
        $(let $name = $crate::value!($name $(= $value)?);)+
        if false {
            let _ = ::core::format_args!($text, $($name = $name),+);
        }
        $crate::lang::fill($said, &[$((stringify!($name), $name as &dyn ::core::fmt::Display)),+])
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! value {
    ($name:ident) => {
        &$name
    };
    ($name:ident = $value:expr) => {
        &$value
    };
}

#[cfg(all(test, feature = "catalogues"))]
mod tests;
