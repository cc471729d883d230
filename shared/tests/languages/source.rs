//! Reads Rust for the sentences in it.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A sentence as the macros get it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence {
    pub context: String,
    pub text: String,
    pub many: Option<String>,
}

pub enum Found {
    /// In `t!` or `tn!`.
    Said(Sentence),
    /// A literal that reads like something said.
    Bare(usize, String),
}

/// Macros and methods whose words are for those who read logs or code.
const FOR_US: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "concat",
    "debug",
    "debug_assert",
    "env",
    "error",
    "expect",
    "info",
    "include",
    "include_str",
    "panic",
    "trace",
    "unreachable",
    "warn",
    "with_target",
    "span",
    "info_span",
    "error_span",
    "debug_span",
];
/// Attributes and fields that hold no sentences.
const NAMES: &[&str] = &[
    "class",
    "href",
    "id",
    "name",
    "method",
    "action",
    "rel",
    "role",
    "autocomplete",
    "inputmode",
    "d",
    "points",
    "viewBox",
    "enctype",
    "accept",
    "pattern",
    "transform",
    "sizes",
    "media",
];

/// All that is said in a file, without its tests.
pub fn read(source: &str) -> Vec<Found> {
    let tokens: TokenStream = source.parse().expect("Rust");
    let mut found = Vec::new();
    walk(tokens, &mut found);
    found
}

fn walk(tokens: TokenStream, found: &mut Vec<Found>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let bang = matches!(tokens.get(at + 1), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
                let body = at + 1 + usize::from(bang);
                if let Some(TokenTree::Group(group)) = tokens.get(body)
                    && group.delimiter() == Delimiter::Bracket
                {
                    at = body;
                    if group.stream().to_string().replace(' ', "") == "cfg(test)" {
                        at = end_of_item(&tokens, at);
                    }
                }
            }
            // Spellings for programs.
            TokenTree::Ident(name) if name == "words" && is_macro(&tokens, at) => at += 2,
            TokenTree::Ident(name) => {
                let called = called(&tokens, at);
                let name = name.to_string();
                if let Some((group, next)) = called {
                    if (name == "t" || name == "tn") && is_macro(&tokens, at) {
                        said(&group, name == "tn", found);
                        walk(group.stream_after_sentence(), found);
                        at = next;
                        continue;
                    }
                    if FOR_US.contains(&name.as_str()) {
                        at = next;
                        continue;
                    }
                }
            }
            TokenTree::Group(group) => walk(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let Some(text) = string(&literal.to_string())
                    && looks_said(&tokens, at, &text)
                {
                    found.push(Found::Bare(literal.span().start().line, text));
                }
            }
            TokenTree::Punct(_) => {}
        }
        at += 1;
    }
}

trait AfterSentence {
    /// The values that are filled in: what follows the literals.
    fn stream_after_sentence(&self) -> TokenStream;
}

impl AfterSentence for Group {
    fn stream_after_sentence(&self) -> TokenStream {
        let tokens: Vec<TokenTree> = self.stream().into_iter().collect();
        let last = tokens.iter().rposition(|token| {
            matches!(token, TokenTree::Literal(literal) if string(&literal.to_string()).is_some())
        });
        // Literals among the values come after an `=`; those of the macro itself never do.
        let own = tokens.iter().enumerate().rposition(|(at, token)| {
            matches!(token, TokenTree::Literal(_))
                && !matches!(at.checked_sub(1).and_then(|at| tokens.get(at)), Some(TokenTree::Punct(sign)) if sign.as_char() == '=')
        });
        let from = own.or(last).map_or(0, |at| at + 1);
        tokens.into_iter().skip(from).collect()
    }
}

/// The arguments of a call or macro whose name is at `at`, and where it goes on.
fn called(tokens: &[TokenTree], at: usize) -> Option<(Group, usize)> {
    let body = at + 1 + usize::from(is_macro(tokens, at));
    match tokens.get(body) {
        Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::Brace => {
            Some((group.clone(), body + 1))
        }
        _ => None,
    }
}

fn is_macro(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at + 1), Some(TokenTree::Punct(sign)) if sign.as_char() == '!')
}

fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    (from + 1..tokens.len())
        .find(|&at| match &tokens[at] {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(sign) => sign.as_char() == ';',
            _ => false,
        })
        .unwrap_or(tokens.len())
}

fn said(group: &Group, counted: bool, found: &mut Vec<Found>) {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut texts = Vec::new();
    let mut context = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Literal(literal) = token else {
            continue;
        };
        let Some(text) = string(&literal.to_string()) else {
            continue;
        };
        match at.checked_sub(1).and_then(|before| tokens.get(before)) {
            Some(TokenTree::Ident(word)) if word == "in" => context = text,
            Some(TokenTree::Punct(sign)) if sign.as_char() == '=' => {}
            _ if texts.len() <= usize::from(counted) => {
                texts.push(text);
            }
            _ => {}
        }
    }
    let mut texts = texts.into_iter();
    // The definition of the macros has no literals.
    if let Some(text) = texts.next() {
        let many = if counted { texts.next() } else { None };
        found.push(Found::Said(Sentence {
            context,
            text,
            many,
        }));
    }
}

/// The value of a string literal.
fn string(literal: &str) -> Option<String> {
    if literal.starts_with(['"', 'r']) {
        let mut inner = String::new();
        let body = literal.trim_start_matches(['r', '#']).trim_end_matches('#');
        let body = body.strip_prefix('"')?.strip_suffix('"')?;
        if literal.starts_with('r') {
            return Some(body.to_owned());
        }
        let mut chars = body.chars().peekable();
        while let Some(one) = chars.next() {
            if one != '\\' {
                inner.push(one);
                continue;
            }
            match chars.next()? {
                'n' => inner.push('\n'),
                't' => inner.push('\t'),
                'r' => inner.push('\r'),
                '0' => inner.push('\0'),
                '\n' => while chars.next_if(|next| next.is_whitespace()).is_some() {},
                'u' => {
                    let code: String = chars
                        .by_ref()
                        .skip(1)
                        .take_while(|next| *next != '}')
                        .collect();
                    inner.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                }
                other => inner.push(other),
            }
        }
        return Some(inner);
    }
    None
}

fn looks_said(tokens: &[TokenTree], at: usize, text: &str) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let named = at.checked_sub(2).and_then(|before| tokens.get(before));
    if let (Some(TokenTree::Punct(sign)), Some(TokenTree::Ident(name))) = (before, named)
        && sign.as_char() == '='
        && NAMES.contains(&name.to_string().as_str())
    {
        return false;
    }
    let sign = |token: Option<&TokenTree>, wanted: char| matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == wanted);
    // What is compared with is said nowhere.
    if sign(tokens.get(at + 1), '=') && sign(tokens.get(at + 2), '>') {
        return false;
    }
    // Text between tags.
    if sign(before, '>') && sign(tokens.get(at + 1), '<') && text.chars().any(char::is_alphabetic) {
        return true;
    }
    let mut letters = text.chars();
    let capital = letters.next().is_some_and(char::is_uppercase)
        && letters
            .next()
            .is_some_and(|next| next.is_lowercase() || next == ' ');
    let words = text
        .split(' ')
        .filter(|word| word.chars().count() > 1 && word.chars().all(char::is_lowercase))
        .count();
    capital && !text.contains("::") || words >= 2
}
