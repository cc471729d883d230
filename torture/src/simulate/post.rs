//! A mail server of moods: it refuses now and then, and sometimes is away for good while.

use async_trait::async_trait;
use engine::Engine;
use engine::outbox::{Mail, Mailer};
use fastrand::Rng;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What has become of the mail.
#[derive(Debug)]
struct Taken {
    chance: Rng,
    /// Refused mails in a hundred.
    refuses: u32,
    accepted: i64,
    /// The last subject to each address.
    subjects: BTreeMap<String, String>,
}

/// The mail server.
#[derive(Debug)]
pub struct Post(Mutex<Taken>);

impl Post {
    pub const fn new(chance: Rng) -> Self {
        Self(Mutex::new(Taken {
            chance,
            refuses: 10,
            accepted: 0,
            subjects: BTreeMap::new(),
        }))
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many of a hundred mails are refused from now on.
    pub fn refuse(&self, percent: u32) {
        self.taken().refuses = percent;
    }

    /// Mails accepted so far; one that is sent again after a crash counts again.
    pub fn accepted(&self) -> i64 {
        self.taken().accepted
    }

    /// The subject of the last mail to an address.
    pub fn last_subject(&self, address: &str) -> Option<String> {
        self.taken().subjects.get(address).cloned()
    }
}

#[async_trait]
impl Mailer for Post {
    async fn send(&self, _engine: &Engine, mail: &Mail) -> Result<(), String> {
        let mut taken = self.taken();
        let refuses = taken.refuses;
        if taken.chance.u32(0..100) < refuses {
            return Err("451 come back later".to_owned());
        }
        taken.accepted += 1;
        taken.subjects.insert(mail.to.clone(), mail.subject.clone());
        Ok(())
    }
}
