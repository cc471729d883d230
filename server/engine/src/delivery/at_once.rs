//! The beginning and the end of an assignment. The built-in directory is in the same database, so roles are
//! given in the transaction that creates the assignment, where only what fails is left for later tries, and taken
//! back in the one that ends it.

use super::builtin::{self, Target};
use super::{lock, refused};
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{execute_in, execute_rows, fetch_all, fetch_in};
use shared::assignment::{AssignmentState, DeliveryState, retry_at, state_of};
use shared::ids::{AssignmentId, DeliveryId, PackageId, RoleId, UserId};
use shared::policy::Less;
use shared::time::Timestamp;
use std::collections::HashMap;

/// What becomes of the roles of a package for a new holder.
pub(crate) struct Delivered {
    roles: Vec<Role>,
}

struct Role {
    id: RoleId,
    name: String,
    /// Why it cannot be given.
    refusal: Option<String>,
}

impl Role {
    const fn state(&self) -> DeliveryState {
        match self.refusal {
            None => DeliveryState::Granted,
            Some(_) => DeliveryState::Retrying,
        }
    }
}

impl Delivered {
    /// The state of an assignment with these roles.
    pub fn state(&self) -> AssignmentState {
        let states: Vec<DeliveryState> = self.roles.iter().map(Role::state).collect();
        state_of(&states)
    }

    /// Names of the roles that are there.
    pub fn granted(&self) -> Vec<&str> {
        let given = self.roles.iter().filter(|role| role.refusal.is_none());
        given.map(|role| role.name.as_str()).collect()
    }

    /// Names of the roles that could not be given, with the reason in English.
    pub fn failed(&self) -> Vec<(&str, String)> {
        self.roles
            .iter()
            .filter_map(|role| {
                let refusal = refused::in_english(role.refusal.as_deref()?);
                Some((role.name.as_str(), refusal))
            })
            .collect()
    }
}

/// Looks at what a package gives, but for what approvers left out (BYD-13). Its content stays as it is until the transaction ends.
pub(crate) async fn look(tx: &mut Tx, package: PackageId, less: &Less) -> Outcome<Delivered> {
    #[derive(sqlx::FromRow)]
    struct Row {
        role_id: RoleId,
        role_name: String,
        #[sqlx(flatten)]
        target: Target,
    }
    lock::content(tx, package).await?;
    let rows = fetch_all!(tx, Row, "deliveries/targets", package)?;
    let wanted = rows.into_iter().filter(|row| !less.leaves_out(row.role_id));
    let roles = wanted.map(|row| Role {
        id: row.role_id,
        name: row.role_name,
        refusal: row.target.refusal(),
    });
    Ok(Delivered {
        roles: roles.collect(),
    })
}

/// Gives the roles to the holder and notes a delivery for each (BYD-10).
pub(crate) async fn give(
    tx: &mut Tx,
    assignment: AssignmentId,
    subject: UserId,
    delivered: &Delivered,
) -> Outcome<()> {
    const TRIES: i64 = 1;
    let now = tx.now();
    let retry = |role: &Role| -> Option<Timestamp> {
        role.refusal.as_ref().and_then(|_| retry_at(TRIES, now))
    };
    let rows: Vec<(DeliveryId, &Role)> =
        delivered.roles.iter().map(|role| (tx.id(), role)).collect();
    execute_rows!(tx, "deliveries/insert", rows, |row| [
        row.0,
        assignment,
        subject,
        row.1.id,
        row.1.state(),
        TRIES,
        retry(row.1),
        row.1.refusal.as_deref().unwrap_or_default(),
        now
    ])?;
    let granted: Vec<RoleId> = delivered
        .roles
        .iter()
        .filter(|role| role.refusal.is_none())
        .map(|role| role.id)
        .collect();
    builtin::grant(tx, subject, &granted).await
}

/// What was taken back of one assignment.
#[derive(Default)]
pub(crate) struct Taken {
    /// Names of the roles.
    pub names: Vec<String>,
    /// Some make people members of a group.
    pub memberships: bool,
}

/// Takes back what assignments that end have given. Their holders are locked.
pub(crate) async fn take(
    tx: &mut Tx,
    assignments: &[AssignmentId],
) -> Outcome<HashMap<AssignmentId, Taken>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        assignment_id: AssignmentId,
        role_name: String,
        is_membership: bool,
        state: DeliveryState,
    }
    let now = tx.now();
    let rows = fetch_in!(tx, Row, "deliveries/to_take", assignments)?;
    // First these sources go, then it is asked whether any is left.
    execute_in!(tx, "deliveries/take_back", assignments; now)?;
    execute_in!(tx, "deliveries/take_unheld", assignments)?;
    let mut taken: HashMap<AssignmentId, Taken> = HashMap::new();
    for row in rows {
        if matches!(row.state, DeliveryState::Granted | DeliveryState::Revoking) {
            let taken = taken.entry(row.assignment_id).or_default();
            taken.memberships |= row.is_membership;
            taken.names.push(row.role_name);
        }
    }
    Ok(taken)
}
