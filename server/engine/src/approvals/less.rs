//! An approver takes something from a request while approving it: time, or roles (BYD-13).

use crate::ctx::Tx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use crate::{execute, fetch_all};
use shared::FieldErrors;
use shared::forms::requests::LessInput;
use shared::ids::{PackageId, RoleId};
use shared::policy::{LeftOut, Less};
use shared::time::Timestamp;

#[derive(sqlx::FromRow)]
struct Row {
    role_id: RoleId,
    role_name: String,
}

/// The roles of a package, with names such as `Payroll: Editor`.
async fn roles(conn: &mut Conn, package: PackageId) -> Outcome<Vec<LeftOut>> {
    let rows = fetch_all!(conn, Row, "deliveries/targets", package)?;
    Ok(rows
        .into_iter()
        .map(|row| LeftOut {
            role: row.role_id,
            name: row.role_name,
        })
        .collect())
}

/// Takes it; what was taken. The person is locked, and the request read since.
///
/// # Errors
/// [`shared::AppError::Invalid`] at `less_end`, `less_days`, `left_out`.
pub(super) async fn take(
    tx: &mut Tx,
    request: &mut RequestRow,
    taken: &LessInput,
) -> Outcome<Less> {
    let roles = roles(&mut tx.conn, request.package_id).await?;
    let ids: Vec<RoleId> = roles.iter().map(|known| known.role).collect();
    let name = |role: RoleId| {
        let mut known = roles.iter().filter(|known| known.role == role);
        known
            .next()
            .map_or_else(String::new, |known| known.name.clone())
    };
    let left_out = taken.left_out.iter().map(|role| LeftOut {
        role: *role,
        name: name(*role),
    });
    let less = Less {
        end: taken.end,
        days: taken.days,
        left_out: left_out.collect(),
    };
    let (so_far, now) = (request.less()?, tx.now());
    let mut errors = less.check(&so_far, &request.policy()?, request.asked(), &ids, now);
    if request.request_type.moves_end() {
        keeps(request, &less, now, &mut errors);
    }
    errors.into_result(())?;
    request.less = serde_json::to_string(&so_far.and(&less))?;
    execute!(tx, "requests/reduce", request.id, &request.less)?;
    tx.event(request.id, "approvedLess", &serde_json::to_string(&less)?);
    Ok(less)
}

/// An extension for less is still one: later than the present end, and with the roles that are there.
fn keeps(request: &RequestRow, less: &Less, now: Timestamp, errors: &mut FieldErrors) {
    if !less.left_out.is_empty() {
        errors.add("left_out", t!("An extension keeps the roles as they are."));
    }
    let Some(present) = request.access_ends else {
        return;
    };
    let message = t!(
        "The access lasts until {end} as it is. Choose a later end, or deny the request.",
        end = present.long_date()
    );
    if less.end.is_some_and(|end| end <= present) {
        errors.add("less_end", &message);
    }
    let days = less.days.map(|days| now.plus_days(i64::from(days)));
    if days.is_some_and(|end| end <= present) {
        errors.add("less_days", message);
    }
}
