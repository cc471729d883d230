//! People, groups, applications, catalogs and packages.

use super::ids::{Kind, id};
use super::model::{Model, RESOURCES};
use super::sink::Sink;
use super::table::{Table, Value};
use engine::directory::search_text;
use sha2::{Digest, Sha256};
use shared::forms::name_key;
use shared::numbers::{WEEK, week_of};
use shared::time::Timestamp;
use std::ops::Range;
use uuid::Uuid;

/// When everything but access came into being: two years ago.
fn beginning(model: &Model) -> i64 {
    model.now.plus_days(-730).0
}

/// People, the groups they are in by themselves, and the sessions of the first ones.
pub fn users(model: &Model, sink: &mut Sink, range: Range<u64>) {
    let at = beginning(model);
    for n in range {
        let user = model.user(n);
        let words = search_text(&[&user.name, &user.user_name, &user.mail, user.department]);
        sink.push(
            Table::Users,
            [
                user.id.into(),
                "member".into(),
                user.user_name.clone().into(),
                user.name.into(),
                user.mail.into(),
                user.given_name.into(),
                user.surname.into(),
                "Specialist".into(),
                user.department.into(),
                "Sweden".into(),
                true.into(),
                model.manager(n).map(|n| id(Kind::User, n)).into(),
                Value::Text(format!("user-{n}")),
                words.into(),
                at.into(),
                at.into(),
            ],
        );
        for group in model.native_groups(n) {
            let member = id(Kind::Role, group * 4);
            sink.push(
                Table::Holders,
                [member.into(), user.id.into(), "native".into(), at.into()],
            );
        }
        if n < model.numbers.sessions {
            session(model, sink, n, user.id);
        }
    }
}

/// The secret in the session cookie of a person: the same every time, and good for nothing else.
pub fn token(n: u64) -> String {
    crate::chain::hex(&Sha256::digest(format!("session of person {n}")))
}

fn session(model: &Model, sink: &mut Sink, n: u64, user: Uuid) {
    let hash = crate::chain::hex(&Sha256::digest(token(n)));
    sink.push(
        Table::Sessions,
        [
            id(Kind::Session, n).into(),
            hash.into(),
            user.into(),
            "password".into(),
            "bailiwick-bench".into(),
            "127.0.0.1".into(),
            model.now.0.into(),
            model.now.0.into(),
            model.now.plus_days(30).0.into(),
        ],
    );
}

/// Groups and applications with their roles; the first person becomes administrator.
pub fn objects(model: &Model, sink: &mut Sink, range: Range<u64>) {
    let at = beginning(model);
    for n in range {
        let name = model.object_name(n);
        let (kind, group) = if model.is_group(n) {
            ("group", Some("security"))
        } else {
            ("application", None)
        };
        let description = format!("What belongs to {name}.");
        let words = search_text(&[&name, &description]);
        sink.push(
            Table::Objects,
            [
                id(Kind::Object, n).into(),
                kind.into(),
                name.into(),
                description.into(),
                group.into(),
                words.into(),
                at.into(),
                at.into(),
            ],
        );
        for (place, (kind, name)) in (0..).zip(model.object_roles(n)) {
            sink.push(
                Table::Roles,
                [
                    id(Kind::Role, n * 4 + place).into(),
                    id(Kind::Object, n).into(),
                    (*kind).into(),
                    (*name).into(),
                    "".into(),
                    i64::try_from(place).unwrap_or_default().into(),
                ],
            );
        }
    }
}

/// The first person may do everything.
pub fn administrator(model: &Model, sink: &mut Sink) {
    sink.push(
        Table::RoleAssignments,
        [
            id(Kind::RoleAssignment, 0).into(),
            "identityGovernanceAdministrator".into(),
            Value::Null,
            "user".into(),
            id(Kind::User, 0).into(),
            beginning(model).into(),
        ],
    );
}

/// The weeks of the past are counted, as in a portal that has run all the time: doing it at once would be in the way of
/// whatever is measured.
pub fn weeks(model: &Model, sink: &mut Sink) {
    let last = Timestamp(model.now.0 - WEEK);
    sink.push(Table::CountedWeeks, [week_of(last).0.into()]);
}

/// Published catalogs with their resources and an owner each.
pub fn catalogs(model: &Model, sink: &mut Sink, range: Range<u64>) {
    let at = beginning(model);
    for n in range {
        let catalog = id(Kind::Catalog, n);
        let name = model.catalog_name(n);
        sink.push(
            Table::Catalogs,
            [
                catalog.into(),
                name.as_str().into(),
                name_key(&name).into(),
                "What the department works with.".into(),
                "published".into(),
                false.into(),
                "userManaged".into(),
                at.into(),
                at.into(),
            ],
        );
        sink.push(
            Table::RoleAssignments,
            [
                id(Kind::RoleAssignment, n + 1).into(),
                "catalogOwner".into(),
                catalog.into(),
                "user".into(),
                id(Kind::User, 1 + n % model.numbers.approvers()).into(),
                at.into(),
            ],
        );
        for place in 0..RESOURCES {
            sink.push(
                Table::Resources,
                [
                    id(Kind::Resource, n * RESOURCES + place).into(),
                    catalog.into(),
                    id(Kind::Object, model.resource_object(n, place)).into(),
                    at.into(),
                ],
            );
        }
    }
}

/// Packages with their roles and one policy each.
///
/// # Errors
/// A policy cannot be written as JSON.
pub fn packages(model: &Model, sink: &mut Sink, range: Range<u64>) -> serde_json::Result<()> {
    let at = beginning(model);
    for n in range {
        let package = id(Kind::Package, n);
        let catalog = model.catalog_of(n);
        let roles = model.package_roles(n);
        let name = model.package_name(n);
        let description = format!("Everything one needs to work with {name}.");
        let resources = roles.map(|(_, role)| model.object_name(role.object));
        let words = search_text(&[&name, &description, &resources[0], &resources[1]]);
        sink.push(
            Table::Packages,
            [
                package.into(),
                id(Kind::Catalog, catalog).into(),
                name.as_str().into(),
                name_key(&name).into(),
                description.into(),
                model.is_hidden(n).into(),
                words.into(),
                at.into(),
                at.into(),
            ],
        );
        for (place, (resource, role)) in (0..).zip(roles) {
            sink.push(
                Table::PackageRoles,
                [
                    id(Kind::PackageRole, n * 2 + place).into(),
                    package.into(),
                    id(Kind::Resource, catalog * RESOURCES + resource).into(),
                    role.id().into(),
                    at.into(),
                ],
            );
        }
        let settings = model.settings(n);
        let policy = id(Kind::Policy, n);
        sink.push(
            Table::Policies,
            [
                policy.into(),
                package.into(),
                "Everyday access".into(),
                "everyday access".into(),
                "".into(),
                settings.scope.as_str().into(),
                true.into(),
                serde_json::to_string(&settings)?.into(),
                at.into(),
                at.into(),
            ],
        );
        for subject in &settings.subjects {
            sink.push(Table::Targets, [policy.into(), subject.id().into()]);
        }
    }
    Ok(())
}
