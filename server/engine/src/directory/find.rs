//! Finding people and groups by a few letters.

use super::people::{GroupRow, Named, Person};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_all;
use shared::AppError;
use shared::directory::{Principal, UserKind};
use shared::views::PickView;

/// Words of a query that are looked at.
const WORDS: usize = 3;

/// What can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// People with an account.
    People,
    /// Members of the organization itself.
    Members,
    Groups,
    /// People with an account, and groups.
    Both,
    /// Members of the organization itself, and groups.
    MembersAndGroups,
    /// People from outside with an account, and groups.
    GuestsAndGroups,
}

impl Pick {
    /// The kinds of people meant; `None` for none.
    const fn kinds(self) -> Option<[UserKind; 2]> {
        match self {
            Self::People | Self::Both => Some([UserKind::Member, UserKind::Guest]),
            Self::Members | Self::MembersAndGroups => Some([UserKind::Member; 2]),
            Self::GuestsAndGroups => Some([UserKind::Guest; 2]),
            Self::Groups => None,
        }
    }
}

/// The searchable form of texts: lower case, single-spaced. Goes into `search_text` columns.
pub fn search_text(parts: &[&str]) -> String {
    parts
        .iter()
        .flat_map(|part| part.split_whitespace())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Do these texts have every word of a query, so that its [`patterns`] would find them?
pub fn mentions(query: &str, parts: &[&str]) -> bool {
    let text = search_text(parts);
    words(query).all(|word| text.contains(&word))
}

/// The words of a query, as they stand in searchable texts.
fn words(query: &str) -> impl Iterator<Item = String> {
    let words = query.split_whitespace().take(WORDS);
    words.map(|word| {
        let letters = word.to_lowercase();
        // A zero byte is no text for Postgres, and nobody is called so.
        letters
            .chars()
            .take(100)
            .filter(|letter| *letter != '\0')
            .collect()
    })
}

/// `LIKE` patterns (escape character `\`) for the words of a query; a text must match all of them.
/// Missing words match everything.
pub fn patterns(query: &str) -> [String; WORDS] {
    let mut patterns = [const { String::new() }; WORDS];
    let mut words = words(query);
    for pattern in &mut patterns {
        pattern.push('%');
        if let Some(word) = words.next() {
            for letter in word.chars() {
                if matches!(letter, '%' | '_' | '\\') {
                    pattern.push('\\');
                }
                pattern.push(letter);
            }
            pattern.push('%');
        }
    }
    patterns
}

/// Enabled people with an account, and groups, whose name, mail address, job title or department
/// has every word of the query; by name, people first, at most `limit` of each.
///
/// # Errors
/// The database fails.
pub async fn find_principals(
    conn: &mut Conn,
    query: &str,
    pick: Pick,
    limit: i64,
) -> Outcome<Vec<Named>> {
    let [first, second, third] = patterns(query);
    let mut found: Vec<Named> = Vec::new();
    if let Some([kind, other]) = pick.kinds() {
        let people = fetch_all!(
            conn,
            Person,
            "directory/find_people",
            first.clone(),
            second.clone(),
            third.clone(),
            kind,
            other,
            limit
        )?;
        found.extend(people.into_iter().map(Named::from));
    }
    if !matches!(pick, Pick::People | Pick::Members) {
        let groups = fetch_all!(
            conn,
            GroupRow,
            "directory/find_groups",
            first,
            second,
            third,
            limit
        )?;
        found.extend(groups.into_iter().map(Named::from));
    }
    Ok(found)
}

/// Options for a picker: what matches the query, and what is picked already. Only for people who
/// hold a role.
///
/// # Errors
/// [`AppError::SignInNeeded`], [`AppError::NotFound`] without any role, or the database fails.
pub async fn options(
    ctx: &Ctx,
    query: &str,
    pick: Pick,
    picked: &[Principal],
    limit: i64,
) -> Outcome<Vec<PickView>> {
    ctx.signed_in()?;
    if ctx.actor.roles().is_empty() {
        return Err(AppError::NotFound.into());
    }
    let mut conn = ctx.read().await?;
    let mut options: Vec<Named> = super::names_of(&mut conn, picked)
        .await?
        .into_values()
        .collect();
    for named in find_principals(&mut conn, query, pick, limit).await? {
        if !picked.contains(&named.principal) {
            options.push(named);
        }
    }
    Ok(options.into_iter().map(PickView::from).collect())
}

impl From<Named> for PickView {
    fn from(named: Named) -> Self {
        let group = matches!(named.principal, Principal::Group(_));
        let detail = match (group, named.enabled) {
            (true, _) if named.mail.is_empty() => named.detail,
            (true, _) => t!("Group · {mail}", mail = named.mail),
            (false, true) if named.detail == named.mail => named.mail,
            (false, true) => format!("{} · {}", named.detail, named.mail),
            (false, false) => t!("{mail} · blocked account", mail = named.mail),
        };
        Self {
            value: named.principal.to_string(),
            label: named.name,
            detail,
            group,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_letters_only() {
        assert_eq!(patterns(""), ["%", "%", "%"]);
        assert_eq!(patterns("Ada Lind"), ["%ada%", "%lind%", "%"]);
        assert_eq!(patterns("50%_\\"), ["%50\\%\\_\\\\%", "%", "%"]);
    }

    #[test]
    fn a_text_mentions_a_query_when_it_has_all_its_words() {
        assert!(mentions("", &["Ledger"]));
        assert!(mentions("LED cash", &["Ledger", "All about cash"]));
        assert!(!mentions("ledger payroll", &["Ledger", "All about cash"]));
        assert!(!mentions("50%", &["Half: 50 of 100"]));
    }

    #[test]
    fn search_text_is_lower_case_and_single_spaced() {
        assert_eq!(
            search_text(&["Ada  Lind", "", "ADA@x.example"]),
            "ada lind ada@x.example"
        );
    }
}
