//! What must hold. An invariant is a query that finds what breaks it, one sentence a row, in the column
//! `what`; it joins in a line here. Those of [`ALWAYS`] hold after every step and every crash, those of
//! [`SETTLED`] once everything due has been done. `$1` is the present time.

use super::world::World;
use engine::sql;
use std::sync::Arc;

type Invariant = (&'static str, &'static str);

macro_rules! invariants {
    ($($file:literal),* $(,)?) => { &[$(($file, sql!($file))),*] };
}

const ALWAYS: &[Invariant] = invariants![
    "invariants/one_live_assignment",
    "invariants/one_open_request",
    "invariants/nobody_decides_for_themselves",
    "invariants/an_approval_came_before_access",
    "invariants/enough_people_approved",
    "invariants/what_is_left_out_is_not_given",
    "invariants/delivered_access_has_a_delivery",
    "invariants/a_granted_role_is_held",
    "invariants/a_delivery_is_tried_while_it_is_open",
    "invariants/deliveries_are_for_the_holder",
    "invariants/a_request_is_never_left_at_the_door",
    "invariants/a_pending_request_waits_in_one_stage",
    "invariants/stages_come_in_order",
    "invariants/only_waiting_stages_ask",
    "invariants/whom_a_stage_asks_says_when_it_is_due",
    "invariants/a_question_stops_the_clock",
    "invariants/nobody_is_asked_about_themselves",
    "invariants/a_stage_is_skipped_for_who_approved_before",
    "invariants/a_decision_for_somebody_was_asked_of_them",
    "invariants/alternates_are_asked_when_their_date_has_come",
    "invariants/access_is_revoked_by_who_approved_it",
    "invariants/an_emergency_is_short_and_looked_at",
    "invariants/a_scheduled_request_has_a_start",
    "invariants/what_is_approved_leads_to_an_assignment",
    "invariants/a_request_under_way_is_for_live_access",
    "invariants/what_is_ruled_out_is_not_given",
    "invariants/a_retired_package_is_left_by_all",
    "invariants/an_attribute_is_held_for_live_access",
    "invariants/a_guest_leaves_without_access",
    "invariants/what_is_over_is_dated",
    "invariants/who_leaves_the_scope_has_a_date",
    "invariants/an_assignment_comes_from_one_request",
    "invariants/an_extension_is_for_access_that_is_there",
    "invariants/what_is_deleted_is_not_used",
    "invariants/what_is_deleted_leaves_only_its_record",
    "invariants/every_request_is_recorded_once",
    "invariants/every_assignment_is_recorded_once",
    "invariants/every_made_and_deleted_thing_is_recorded_once",
    "invariants/every_switch_of_an_account_is_recorded",
    "invariants/the_audit_chain_has_no_gap",
    "invariants/no_mail_is_lost",
    "invariants/what_waits_for_a_digest_has_one",
];

const SETTLED: &[Invariant] = invariants![
    "settled/nothing_is_due",
    "settled/a_live_source_gives_access",
    "settled/no_access_without_a_live_source",
    "settled/deliveries_follow_the_content",
    "settled/states_follow_the_deliveries",
    "settled/who_is_outside_the_scope_is_leaving",
    "settled/a_request_waits_only_while_something_is_tried",
];

/// The invariants, each set put together to one query.
#[derive(Clone, Debug)]
pub struct Invariants {
    always: Arc<str>,
    settled: Arc<str>,
}

impl Default for Invariants {
    fn default() -> Self {
        Self {
            always: together(ALWAYS),
            settled: together(SETTLED),
        }
    }
}

fn together(invariants: &[Invariant]) -> Arc<str> {
    let queries: Vec<_> = invariants
        .iter()
        .map(|(name, sql)| format!("SELECT '{name}' AS name, what FROM (\n{sql}\n)"))
        .collect();
    queries.join("\nUNION ALL\n").into()
}

impl Invariants {
    /// What is broken now; `settled` says that everything due has been done.
    ///
    /// # Errors
    /// The database fails.
    pub async fn broken(&self, world: &World, settled: bool) -> sqlx::Result<Vec<String>> {
        let mut found: Vec<(String, String)> = world.ask(Arc::clone(&self.always)).await?;
        if settled {
            found.extend(
                world
                    .ask::<(String, String)>(Arc::clone(&self.settled))
                    .await?,
            );
        }
        Ok(found
            .into_iter()
            .map(|(name, what)| format!("{name}: {what}"))
            .collect())
    }
}
