//! How big an organization is.

use clap::ValueEnum;

/// The organizations that are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Seed {
    /// 2,000 users, 1,000 packages, 42,000 assignments, 20,000 requests of which 2,000 pending.
    S,
    /// Ten times the service limits of the product this one is modeled on: 1,000,000 users, 200,000
    /// packages, 3,000,000 assignments, 2,000,000 requests of which 200,000 pending.
    L,
}

impl Seed {
    /// The numbers; `tiny` is the same organization small enough for a test.
    pub const fn numbers(self, tiny: bool) -> Numbers {
        match (self, tiny) {
            (Self::S, false) => Numbers {
                name: "s",
                users: 2_000,
                catalogs: 25,
                objects: 60,
                packages: 1_000,
                held_by_each: 21,
                requests: 20_000,
                pending: 2_000,
                sessions: 2_000,
                safe: true,
                step: 20_000,
            },
            (Self::L, false) => Numbers {
                name: "l",
                users: 1_000_000,
                catalogs: 5_000,
                objects: 12_000,
                packages: 200_000,
                held_by_each: 3,
                requests: 2_000_000,
                pending: 200_000,
                sessions: 5_000,
                safe: false,
                step: 20_000,
            },
            (Self::S, true) => Numbers {
                name: "tiny s",
                users: 60,
                catalogs: 4,
                objects: 36,
                packages: 80,
                held_by_each: 10,
                requests: 300,
                pending: 60,
                sessions: 60,
                safe: true,
                step: 300,
            },
            (Self::L, true) => Numbers {
                name: "tiny l",
                users: 200,
                catalogs: 5,
                objects: 36,
                packages: 200,
                held_by_each: 3,
                requests: 400,
                pending: 40,
                sessions: 50,
                safe: false,
                step: 300,
            },
        }
    }
}

/// How many there are of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    pub name: &'static str,
    pub users: u64,
    pub catalogs: u64,
    /// Groups (the even ones) and applications.
    pub objects: u64,
    pub packages: u64,
    /// Assignments of each person, ended ones included.
    pub held_by_each: u64,
    /// Requests in all.
    pub requests: u64,
    /// Of these, waiting for a decision.
    pub pending: u64,
    /// People who are signed in: the first so many.
    pub sessions: u64,
    /// Let the database check foreign keys while loading; too slow for millions of rows.
    pub safe: bool,
    /// Things of one kind that are loaded in one transaction.
    pub step: u64,
}

impl Numbers {
    pub const fn assignments(&self) -> u64 {
        self.users * self.held_by_each
    }

    /// Groups.
    pub const fn groups(&self) -> u64 {
        self.objects / 2
    }

    /// People who are named as approvers; they follow the administrator, the very first person.
    pub fn approvers(&self) -> u64 {
        (self.users / 20).clamp(4, 500)
    }

    /// The share of `total` that falls to person `n` when it is dealt out evenly.
    pub const fn share(&self, total: u64, n: u64) -> std::ops::Range<u64> {
        total * n / self.users..total * (n + 1) / self.users
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_organizations_are_as_big_as_they_are_said_to_be() {
        let (s, l) = (Seed::S.numbers(false), Seed::L.numbers(false));
        assert_eq!(
            (s.assignments(), s.requests, s.pending),
            (42_000, 20_000, 2_000)
        );
        assert_eq!(l.assignments(), 3_000_000);
        let dealt: u64 = (0..s.users)
            .map(|n| s.share(s.pending, n).count() as u64)
            .sum();
        assert_eq!(dealt, s.pending);
    }
}
