//! The audit chain as the engine writes it, for rows that are made without the engine. The tests
//! hold it against the engine's own check.

use crate::seed::{Sink, Table, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The end of the chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    pub seq: i64,
    pub hash: String,
}

/// A record without its place in the chain.
#[derive(Clone, Debug)]
pub struct Note {
    pub at: i64,
    pub actor: Option<Uuid>,
    pub actor_name: String,
    pub action: &'static str,
    pub because: &'static str,
    pub target_kind: &'static str,
    pub target: Uuid,
    pub target_name: String,
    pub catalog: Uuid,
    pub package: Uuid,
    pub subject: Uuid,
    pub correlation: Uuid,
    pub details: String,
}

impl Chain {
    /// Appends a record: its number, the hash before it and its own hash.
    pub fn append(&mut self, note: &Note) -> (i64, String, String) {
        self.seq += 1;
        let mut hasher = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        field(&self.seq.to_be_bytes());
        field(&note.at.to_be_bytes());
        field(note.actor.as_ref().map_or(&[][..], |id| id.as_bytes()));
        for id in [
            note.target,
            note.catalog,
            note.package,
            note.subject,
            note.correlation,
        ] {
            field(id.as_bytes());
        }
        for text in [
            note.actor_name.as_str(),
            note.action,
            note.because,
            note.target_kind,
            &note.target_name,
            &note.details,
            &self.hash,
        ] {
            field(text.as_bytes());
        }
        let previous = std::mem::replace(&mut self.hash, hex(&hasher.finalize()));
        (self.seq, previous, self.hash.clone())
    }

    /// Appends a record to rows that wait.
    pub fn push(&mut self, sink: &mut Sink, note: Note) {
        let (seq, previous, hash) = self.append(&note);
        sink.push(
            Table::Audit,
            [
                seq.into(),
                note.at.into(),
                note.actor.into(),
                note.actor_name.into(),
                note.action.into(),
                note.because.into(),
                note.target_kind.into(),
                note.target.into(),
                note.target_name.into(),
                note.catalog.into(),
                note.package.into(),
                note.subject.into(),
                note.correlation.into(),
                note.details.into(),
                Value::Text(previous),
                Value::Text(hash),
            ],
        );
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}
