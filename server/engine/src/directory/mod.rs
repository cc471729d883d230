//! The directory: people, groups, and the objects that hand out roles.

mod find;
pub mod import;
mod people;
mod subject;

pub use find::{Pick, find_principals, mentions, options, patterns, search_text};
pub use people::{Named, Person, names_of, people_behind, people_by_ids, person, resolve};
pub use subject::{
    KnownSubject, groups_of, is_in_group, known_subject, relations, subject, subjects,
};
