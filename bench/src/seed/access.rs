//! Assignments and requests, with everything that the engine would have written on the way.

use super::ids::{Kind, id, pick};
use super::model::{ACCESS_DAYS, Model, Role, Way};
use super::request::{self, Asked, Writer};
use super::table::Table;
use crate::chain::Note;
use serde_json::json;
use shared::time::Timestamp;
use std::collections::HashSet;
use std::ops::Range;

/// The access and the requests of some people.
///
/// # Errors
/// A policy cannot be written as JSON.
pub fn access(model: &Model, writer: &mut Writer<'_>, range: Range<u64>) -> serde_json::Result<()> {
    for user in range {
        let mut held: HashSet<Role> = model
            .native_groups(user)
            .map(|object| Role { object, place: 0 })
            .into();
        let completed = model.numbers.requests - model.numbers.pending;
        // The number of completed requests that somebody can have is bounded by what they hold.
        let recorded = model.numbers.share(completed, user).count() as u64;
        for place in 0..model.numbers.held_by_each {
            assignment(model, writer, user, place, &mut held, place < recorded)?;
        }
        pending(model, writer, user)?;
    }
    Ok(())
}

fn assignment(
    model: &Model,
    writer: &mut Writer<'_>,
    user: u64,
    place: u64,
    held: &mut HashSet<Role>,
    recorded: bool,
) -> serde_json::Result<()> {
    let n = user * model.numbers.held_by_each + place;
    let package = model.package_of(user, place);
    let limited = model.way(package) != Way::Open;
    // One in seven is over, if its policy ever ends it.
    let over = limited && place % 7 == 6;
    let ago = i64::try_from(pick(Kind::Assignment, n, 300)).unwrap_or_default();
    let start = model.now.plus_days(-ago - if over { 400 } else { 30 });
    let delivered = start.plus_seconds(2);
    let end = limited.then(|| delivered.plus_days(i64::from(ACCESS_DAYS)));
    let ended = if over { end } else { None };
    let notice = end.filter(|_| !over).map(|end| end.plus_days(-14));
    let (assignment, subject) = (id(Kind::Assignment, n), id(Kind::User, user));
    writer.sink.push(
        Table::Assignments,
        [
            assignment.into(),
            id(Kind::Package, package).into(),
            id(Kind::Policy, package).into(),
            subject.into(),
            if over { "expired" } else { "delivered" }.into(),
            start.0.into(),
            end.map(|at| at.0).into(),
            delivered.0.into(),
            ended.map(|at| at.0).into(),
            ended.map(|_| "expired").into(),
            notice.map(|at| at.0).into(),
            start.0.into(),
            2i64.into(),
        ],
    );
    for (which, (_, role)) in (0..).zip(model.package_roles(package)) {
        writer.sink.push(
            Table::Deliveries,
            [
                id(Kind::Delivery, n * 2 + which).into(),
                assignment.into(),
                subject.into(),
                role.id().into(),
                if over { "revoked" } else { "granted" }.into(),
                1i64.into(),
                None::<i64>.into(),
                ended.unwrap_or(delivered).0.into(),
            ],
        );
        // Held once, however many packages give it.
        if !over && held.insert(role) {
            writer.sink.push(
                Table::Holders,
                [
                    role.id().into(),
                    subject.into(),
                    "delivered".into(),
                    delivered.0.into(),
                ],
            );
        }
    }
    let request = id(Kind::Request, n);
    if recorded {
        let asked = Asked {
            n,
            user,
            package,
            at: request::submitted_before(model, package, start),
        };
        request::completed(model, writer, asked, start, delivered)?;
    }
    writer.chain.push(
        writer.sink,
        Note {
            at: start.0,
            actor: None,
            actor_name: "Bailiwick".to_owned(),
            action: "assignment.create",
            because: "system",
            target_kind: "assignment",
            target: assignment,
            target_name: model.package_name(package),
            catalog: id(Kind::Catalog, model.catalog_of(package)),
            package: id(Kind::Package, package),
            subject,
            correlation: id(Kind::Correlation, n),
            details: json!({ "request": request, "ends": end.map(Timestamp::rfc3339) }).to_string(),
        },
    );
    Ok(())
}

/// The requests of one person that wait for a decision, for packages the person does not hold.
fn pending(model: &Model, writer: &mut Writer<'_>, user: u64) -> serde_json::Result<()> {
    let mut place = model.numbers.held_by_each;
    for n in model.numbers.share(model.numbers.pending, user) {
        let package = loop {
            let package = model.package_of(user, place);
            place += 1;
            if matches!(model.way(package), Way::OneStage | Way::TwoStages) {
                break package;
            }
        };
        // From the last five days: nothing is overdue, and no reminder is due.
        let ago = i64::try_from(pick(Kind::Request, n, 5 * 86_400 - 7_200)).unwrap_or_default();
        let asked = Asked {
            n: model.numbers.assignments() + n,
            user,
            package,
            at: model.now.plus_seconds(-ago - 7_200),
        };
        let decided = usize::from(model.way(package) == Way::TwoStages && n % 2 == 1);
        request::pending(model, writer, asked, decided)?;
    }
    Ok(())
}
