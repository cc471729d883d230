//! Where a page of a list begins: the sort key and id of the last row of the page before.

use shared::time::Timestamp;
use uuid::Uuid;

/// A cursor over texts in ascending order.
pub(super) struct AfterText(pub String, pub Uuid);

impl AfterText {
    /// Anything that is no cursor begins at the beginning.
    pub fn parse(cursor: &str) -> Self {
        cursor
            .split_once('~')
            // A zero byte is no text for Postgres.
            .filter(|(_, key)| !key.contains('\0'))
            .and_then(|(id, key)| Some(Self(key.to_owned(), id.parse().ok()?)))
            .unwrap_or_else(|| Self(String::new(), Uuid::nil()))
    }

    pub fn write(key: &str, id: Uuid) -> String {
        format!("{id}~{key}")
    }
}

/// A cursor over instants.
pub(crate) struct AfterTime(pub Timestamp, pub Uuid);

impl AfterTime {
    /// For a list with the newest first; anything that is no cursor begins at the newest.
    pub fn newest(cursor: &str) -> Self {
        Self::read(cursor).unwrap_or(Self(Timestamp(i64::MAX), Uuid::max()))
    }

    /// For a list with the earliest first; anything that is no cursor begins at the earliest.
    pub fn earliest(cursor: &str) -> Self {
        Self::read(cursor).unwrap_or(Self(Timestamp(i64::MIN), Uuid::nil()))
    }

    fn read(cursor: &str) -> Option<Self> {
        let (id, at) = cursor.split_once('~')?;
        Some(Self(Timestamp(at.parse().ok()?), id.parse().ok()?))
    }

    pub fn write(at: Timestamp, id: Uuid) -> String {
        format!("{id}~{}", at.0)
    }
}

/// Cuts the one row too many that tells whether there is another page; its predecessor's cursor.
pub(super) fn cut<T>(rows: &mut Vec<T>, size: i64, write: impl Fn(&T) -> String) -> Option<String> {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if rows.len() <= size {
        return None;
    }
    rows.truncate(size);
    rows.last().map(write)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_survive_the_way_through_a_link() {
        let id = Uuid::from_u128(7);
        let AfterText(key, back) = AfterText::parse(&AfterText::write("a~b & c", id));
        assert_eq!((key.as_str(), back), ("a~b & c", id));
        let AfterTime(at, back) = AfterTime::newest(&AfterTime::write(Timestamp(-5), id));
        assert_eq!((at, back), (Timestamp(-5), id));
    }

    #[test]
    fn nonsense_begins_at_the_beginning() {
        for nonsense in [
            "",
            "x",
            "~",
            "x~y",
            "00000000-0000-0000-0000-000000000007~x",
        ] {
            assert_eq!(AfterTime::newest(nonsense).0, Timestamp(i64::MAX));
            assert_eq!(AfterTime::earliest(nonsense).1, Uuid::nil());
        }
        assert_eq!(AfterText::parse("x~y").1, Uuid::nil());
        let zero = "00000000-0000-0000-0000-000000000007~a\0b";
        assert_eq!(AfterText::parse(zero).1, Uuid::nil());
    }

    #[test]
    fn a_full_page_has_a_next_one_only_if_a_row_is_left_over() {
        let mut rows = vec![1, 2, 3];
        assert_eq!(cut(&mut rows, 3, ToString::to_string), None);
        assert_eq!(cut(&mut rows, 2, ToString::to_string).as_deref(), Some("2"));
        assert_eq!(rows, [1, 2]);
    }
}
