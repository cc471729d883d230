//! Records that contradict each other within one import.

use super::problem::{At, Problems};
use super::record::Batch;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

struct Seen<'a> {
    keys: HashMap<(&'static str, String), &'a At>,
}

impl<'a> Seen<'a> {
    /// Notes a key; a second record with the same one is a problem.
    fn note(&mut self, what: &'static str, key: String, at: &'a At, problems: &mut Problems) {
        if key.is_empty() {
            return;
        }
        match self.keys.entry((what, key)) {
            Entry::Vacant(place) => {
                place.insert(at);
            }
            Entry::Occupied(first) => {
                problems.add(at, format!("The same {what} stands at {}.", first.get()));
            }
        }
    }
}

/// Finds records that claim the same user name or external id, and objects of one kind that have
/// the same name and no external id to tell them apart.
pub fn duplicates(batch: &Batch, problems: &mut Problems) {
    let mut seen = Seen {
        keys: HashMap::new(),
    };
    for user in &batch.users {
        seen.note("user name", user.user_name.clone(), &user.at, problems);
        if let Some(id) = &user.external_id {
            seen.note("external id of a person", id.clone(), &user.at, problems);
        }
    }
    for object in &batch.objects {
        match &object.external_id {
            Some(id) => seen.note("external id of an object", id.clone(), &object.at, problems),
            None => seen.note(
                "name of an object without external id",
                format!("{} {}", object.kind, object.display_name.to_lowercase()),
                &object.at,
                problems,
            ),
        }
    }
}
