//! What the organization looks like, as a function of a number: nothing here touches a database.

use super::ids::{Kind, id, pick};
use super::numbers::Numbers;
use shared::directory::Principal;
use shared::ids::{ObjectId, UserId};
use shared::policy::{ApproverRule, Expiration, PolicySettings, StageSettings, TargetScope};
use shared::time::Timestamp;
use uuid::Uuid;

/// Resources of each catalog.
pub const RESOURCES: u64 = 5;
/// Roles in each package.
pub const PACKAGE_ROLES: u64 = 2;
/// Days an approver has.
pub const DECISION_DAYS: u32 = 14;
/// Days that access lasts under most policies.
pub const ACCESS_DAYS: u32 = 365;

const GIVEN: [&str; 20] = [
    "Ada", "Bo", "Cara", "Dan", "Eva", "Finn", "Greta", "Hugo", "Ines", "Jon", "Kaja", "Lars",
    "Mia", "Nils", "Olga", "Per", "Rosa", "Sven", "Tove", "Ulf",
];
const SURNAMES: [&str; 20] = [
    "Lind", "Ek", "Berg", "Dahl", "Falk", "Holm", "Krantz", "Lund", "Moe", "Nyman", "Oker", "Palm",
    "Quist", "Rask", "Sand", "Thorn", "Udd", "Vik", "Wall", "Zander",
];
const DEPARTMENTS: [&str; 8] = [
    "Finance",
    "Sales",
    "Engineering",
    "Operations",
    "Support",
    "Legal",
    "Research",
    "Purchasing",
];
const THINGS: [&str; 16] = [
    "Payroll",
    "Ledger",
    "Archive",
    "Warehouse",
    "Campaigns",
    "Source code",
    "Contracts",
    "Reports",
    "Tickets",
    "Laboratory",
    "Travel",
    "Recruiting",
    "Invoices",
    "Forecasts",
    "Training",
    "Fleet",
];

fn word(words: &[&'static str], n: u64) -> &'static str {
    usize::try_from(n).map_or("", |n| words[n % words.len()])
}

/// An organization of some size at some instant.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    pub numbers: Numbers,
    /// The instant up to which it has existed.
    pub now: Timestamp,
}

/// A person.
#[derive(Clone, Debug)]
pub struct User {
    pub id: Uuid,
    pub given_name: &'static str,
    pub surname: &'static str,
    pub name: String,
    pub user_name: String,
    pub mail: String,
    pub department: &'static str,
}

/// A role of a directory object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Role {
    pub object: u64,
    pub place: u64,
}

impl Role {
    pub fn id(self) -> Uuid {
        id(Kind::Role, self.object * 4 + self.place)
    }
}

/// How people get a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Everybody, without approval.
    Open,
    /// Everybody, one stage with two named approvers.
    OneStage,
    /// Everybody, the manager and then two named approvers.
    TwoStages,
    /// The members of one group, one stage with named approvers.
    Group,
}

impl Model {
    pub fn user(&self, n: u64) -> User {
        let (given_name, surname) = (word(&GIVEN, n), word(&SURNAMES, n / 20));
        let user_name = format!(
            "{}.{}.{n}@example.com",
            given_name.to_lowercase(),
            surname.to_lowercase()
        );
        User {
            id: id(Kind::User, n),
            given_name,
            surname,
            name: format!("{given_name} {surname} {n}"),
            mail: user_name.clone(),
            user_name,
            department: word(&DEPARTMENTS, n / 3),
        }
    }

    /// The manager; the very first person has none.
    pub fn manager(&self, n: u64) -> Option<u64> {
        n.checked_sub(1).map(|n| n / 8)
    }

    /// The groups a person is in by themselves.
    pub fn native_groups(&self, n: u64) -> [u64; 2] {
        let groups = self.numbers.groups();
        let first = n % groups;
        [
            first * 2,
            (first + 1 + (n / groups) % (groups - 1)) % groups * 2,
        ]
    }

    pub fn is_group(&self, object: u64) -> bool {
        object.is_multiple_of(2)
    }

    pub fn object_name(&self, object: u64) -> String {
        let kind = if self.is_group(object) {
            "team"
        } else {
            "system"
        };
        format!("{} {kind} {object}", word(&THINGS, object / 2))
    }

    /// Kind and name of each role of an object, in order.
    pub fn object_roles(&self, object: u64) -> &'static [(&'static str, &'static str)] {
        if self.is_group(object) {
            &[("member", "Member"), ("owner", "Owner")]
        } else {
            &[
                ("defined", "Reader"),
                ("defined", "Editor"),
                ("defined", "Administrator"),
            ]
        }
    }

    pub fn catalog_name(&self, catalog: u64) -> String {
        format!("{} {catalog}", word(&DEPARTMENTS, catalog))
    }

    /// The directory object behind a resource of a catalog.
    pub fn resource_object(&self, catalog: u64, place: u64) -> u64 {
        let objects = self.numbers.objects;
        (catalog * objects / self.numbers.catalogs + place * 7) % objects
    }

    pub fn catalog_of(&self, package: u64) -> u64 {
        package % self.numbers.catalogs
    }

    pub fn package_name(&self, package: u64) -> String {
        // The place in the alphabet has nothing to do with the number.
        let n = pick(Kind::Package, package, 1 << 40);
        format!(
            "{} {} {package}",
            word(&THINGS, n),
            word(&DEPARTMENTS, n / 16)
        )
    }

    /// The resources (by place in the catalog) and roles of a package.
    pub fn package_roles(&self, package: u64) -> [(u64, Role); PACKAGE_ROLES as usize] {
        let catalog = self.catalog_of(package);
        let n = package / self.numbers.catalogs;
        [
            n % RESOURCES,
            (n + 1 + n / RESOURCES % (RESOURCES - 1)) % RESOURCES,
        ]
        .map(|resource| {
            let object = self.resource_object(catalog, resource);
            // Owning a group is nothing one asks for.
            let roles = if self.is_group(object) { 1 } else { 3 };
            let place = n % roles;
            (resource, Role { object, place })
        })
    }

    pub fn is_hidden(&self, package: u64) -> bool {
        package % 50 == 49
    }

    pub fn way(&self, package: u64) -> Way {
        match package % 10 {
            0 | 1 => Way::Open,
            2..=4 => Way::OneStage,
            5..=8 => Way::TwoStages,
            _ => Way::Group,
        }
    }

    /// The two people who decide on a package.
    pub fn approvers(&self, package: u64) -> [u64; 2] {
        let count = self.numbers.approvers();
        let first = package % count;
        [1 + first, 1 + (first + 1) % count]
    }

    /// The group whose members may ask for a package of [`Way::Group`].
    pub fn target_group(&self, package: u64) -> u64 {
        package / 10 % self.numbers.groups() * 2
    }

    pub fn settings(&self, package: u64) -> PolicySettings {
        let named: Vec<_> = self
            .approvers(package)
            .map(|n| Principal::User(UserId(id(Kind::User, n))))
            .to_vec();
        let stage = |approvers| StageSettings::new(approvers, DECISION_DAYS);
        let by_name = || ApproverRule::Named {
            approvers: named.clone(),
        };
        let manager = || ApproverRule::Manager {
            fallback: named.clone(),
        };
        let way = self.way(package);
        let scope = match way {
            Way::Group => TargetScope::SpecificDirectoryUsers,
            Way::Open if package % 10 == 1 => TargetScope::AllDirectoryUsers,
            _ => TargetScope::AllMemberUsers,
        };
        PolicySettings {
            subjects: match way {
                Way::Group => {
                    let group = id(Kind::Object, self.target_group(package));
                    vec![Principal::Group(ObjectId(group))]
                }
                _ => Vec::new(),
            },
            requestor_justification_required: way == Way::TwoStages,
            stages: match way {
                Way::Open => Vec::new(),
                Way::OneStage | Way::Group => vec![stage(by_name())],
                Way::TwoStages => vec![stage(manager()), stage(by_name())],
            },
            expiration: match way {
                Way::Open => Expiration::Never,
                _ => Expiration::AfterDays(ACCESS_DAYS),
            },
            ..PolicySettings::new(scope)
        }
    }

    /// The `place`-th package that a person meets; different ones for different places.
    pub fn package_of(&self, user: u64, place: u64) -> u64 {
        (user * 7_919 + place * 47) % self.numbers.packages
    }

    /// Whom a stage asks, and whether these are the fallback: people, without the one who asks.
    pub fn asked(&self, package: u64, stage: usize, subject: u64) -> (Vec<u64>, bool) {
        let named = || {
            let mut people = self.approvers(package).to_vec();
            people.retain(|n| *n != subject);
            people
        };
        match (self.way(package), stage) {
            (Way::TwoStages, 0) => match self.manager(subject) {
                Some(manager) => (vec![manager], false),
                None => (named(), true),
            },
            _ => (named(), false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use std::collections::HashSet;

    #[test]
    fn what_must_differ_differs_in_every_size() {
        for seed in [Seed::S, Seed::L] {
            for tiny in [false, true] {
                let model = Model {
                    numbers: seed.numbers(tiny),
                    now: Timestamp(0),
                };
                let n = model.numbers;
                for catalog in 0..n.catalogs.min(200) {
                    let objects: HashSet<_> = (0..RESOURCES)
                        .map(|place| model.resource_object(catalog, place))
                        .collect();
                    assert_eq!(objects.len() as u64, RESOURCES, "{} {catalog}", n.name);
                }
                for package in 0..n.packages.min(2_000) {
                    let [a, b] = model.package_roles(package);
                    assert_ne!(a.0, b.0);
                    let [a, b] = model.approvers(package);
                    assert!(a != b && a > 0 && b > 0 && a.max(b) < n.users);
                }
                for user in 0..n.users.min(300) {
                    let [a, b] = model.native_groups(user);
                    assert_ne!(a, b);
                    let places = n.held_by_each + 5;
                    let packages: HashSet<_> = (0..places)
                        .map(|place| model.package_of(user, place))
                        .collect();
                    assert_eq!(packages.len() as u64, places, "{} {user}", n.name);
                }
            }
        }
    }
}
