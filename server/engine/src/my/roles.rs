//! Roles of packages and assignments in plain words.

use crate::db::Conn;
use crate::delivery::refused;
use crate::error::Outcome;
use crate::fetch_in;
use shared::assignment::DeliveryState;
use shared::directory::ObjectKind;
use shared::ids::{AssignmentId, PackageId, RoleId};
use shared::time::Timestamp;
use shared::views::my::{RoleLine, RoleState, words};
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct RoleRow {
    package_id: PackageId,
    role_id: RoleId,
    resource: String,
    kind: ObjectKind,
    role: String,
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    assignment_id: AssignmentId,
    state: DeliveryState,
    attempts: i64,
    next_try_at: Option<Timestamp>,
    last_error: String,
    resource: String,
    kind: ObjectKind,
    role: String,
}

fn line(resource: String, kind: ObjectKind, role: String) -> RoleLine {
    RoleLine {
        resource,
        kind: words::object_kind(kind).to_owned(),
        role,
    }
}

/// What packages give, by resource name.
pub(super) async fn of_packages(
    conn: &mut Conn,
    packages: &[PackageId],
) -> Outcome<BTreeMap<PackageId, Vec<RoleLine>>> {
    let mut found: BTreeMap<PackageId, Vec<RoleLine>> = BTreeMap::new();
    if packages.is_empty() {
        return Ok(found);
    }
    for row in fetch_in!(conn, RoleRow, "my/roles_of", packages)? {
        found
            .entry(row.package_id)
            .or_default()
            .push(line(row.resource, row.kind, row.role));
    }
    Ok(found)
}

/// As [`of_packages`], for one, with the ids of the roles.
pub(super) async fn of_package(
    conn: &mut Conn,
    package: PackageId,
) -> Outcome<Vec<(RoleId, RoleLine)>> {
    let rows = fetch_in!(conn, RoleRow, "my/roles_of", &[package])?;
    Ok(rows
        .into_iter()
        .map(|row| (row.role_id, line(row.resource, row.kind, row.role)))
        .collect())
}

/// A role of an assignment with the raw state of its delivery.
pub(super) struct Delivery {
    pub state: DeliveryState,
    pub shown: RoleState,
}

/// Where the delivery of assignments stands, by resource name (BYD-10).
pub(super) async fn of_assignments(
    conn: &mut Conn,
    assignments: &[AssignmentId],
    now: Timestamp,
) -> Outcome<BTreeMap<AssignmentId, Vec<Delivery>>> {
    let mut found: BTreeMap<AssignmentId, Vec<Delivery>> = BTreeMap::new();
    if assignments.is_empty() {
        return Ok(found);
    }
    for row in fetch_in!(conn, DeliveryRow, "my/deliveries_of", assignments)? {
        let shown = RoleState {
            badge: words::delivery_badge(row.state),
            detail: words::delivery_detail(
                row.state,
                row.attempts,
                &refused::said(&row.last_error),
                row.next_try_at,
                now,
            ),
            role: line(row.resource, row.kind, row.role),
        };
        found.entry(row.assignment_id).or_default().push(Delivery {
            state: row.state,
            shown,
        });
    }
    Ok(found)
}
