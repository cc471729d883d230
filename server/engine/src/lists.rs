//! What all lists share: cursors, search patterns, and pages cut to size.

use shared::limits::PAGE_SIZE;
use shared::views::Page;
use uuid::Uuid;

/// The row after which an ascending list goes on; before all rows when there is no cursor or it
/// cannot be read.
pub fn after(cursor: &str) -> Uuid {
    cursor.trim().parse().unwrap_or(Uuid::nil())
}

/// The row before which a descending list goes on.
pub fn before(cursor: &str) -> Uuid {
    cursor.trim().parse().unwrap_or(Uuid::max())
}

/// A `LIKE` pattern (escape character `\`) for texts, already in lower case, that contain `words`.
pub fn containing(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in shared::forms::name_key(words)
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
    {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// How many rows to ask for: one more than a page, to know whether there is another.
pub const FETCH: i64 = PAGE_SIZE + 1;

/// Cuts the rows to one page, with the cursor of the next if there is one.
pub fn page<R, T>(mut rows: Vec<R>, id: impl Fn(&R) -> Uuid, show: impl FnMut(R) -> T) -> Page<T> {
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|row| id(row).to_string());
    Page {
        rows: rows.into_iter().map(show).collect(),
        next,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_signs_literally() {
        assert_eq!(containing("50%_\\ OFF"), "%50\\%\\_\\\\ off%");
        assert_eq!(containing(""), "%%");
    }

    #[test]
    fn a_page_names_the_next_only_when_there_is_one() {
        let rows = |n: u128| (1..=n).map(Uuid::from_u128).collect::<Vec<_>>();
        let size = u128::try_from(PAGE_SIZE).expect("positive");
        let full = page(rows(size), |id| *id, |id| id);
        assert_eq!((full.rows.len(), full.next), (50, None));
        let more = page(rows(size + 1), |id| *id, |id| id);
        assert_eq!(more.rows.len(), 50);
        assert_eq!(more.next, Some(Uuid::from_u128(size).to_string()));
    }
}
