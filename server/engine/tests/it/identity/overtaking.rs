//! Sign-ins under way while something changes that they rest on: whoever comes second sees what the first has done.

use super::second_factor::{ada, begin, code, own, password};
use super::{at, audited, behind, member_with_password, refusal, try_password};
use crate::support::totp::app_shows;
use crate::support::{Backend, World};
use engine::Outcome;
use engine::db::Conn;
use engine::identity::{Client, Entrance, Started, accounts, second_factor};
use engine::people;
use shared::AppError;
use shared::forms::account::TypedCode;
use shared::forms::identity::{PasswordInput, SignInInput};
use shared::ids::UserId;
use std::sync::Arc;
use tokio::task::JoinHandle;

const RIGHT: &str = "correct horse battery";
const NEW: &str = "staple of the battery";

/// A sign-in whose password is being judged: the account was read, and its try is counted.
async fn being_judged(world: &Arc<World>) -> JoinHandle<Outcome<Started>> {
    let before = world.count("throttles").await;
    let coming = tokio::spawn({
        let world = Arc::clone(world);
        async move { try_password(&world, &at("192.0.2.7"), "ada.lind", RIGHT).await }
    });
    while world.count("throttles").await == before {
        tokio::task::yield_now().await;
    }
    coming
}

/// Lets nothing be committed on Postgres that leaves a record, until it is let go. `SQLite` has one writer anyhow.
async fn hold_back(world: &World) -> Option<Conn> {
    if world.backend != Backend::Postgres {
        return None;
    }
    let mut held = world.db().begin().await.unwrap();
    match held.raw() {
        engine::db::Raw::Postgres(conn) => {
            sqlx::query("SELECT * FROM audit_head FOR UPDATE")
                .execute(conn)
                .await
                .unwrap();
        }
        engine::db::Raw::Sqlite(_) => unreachable!("asked above"),
    }
    Some(held)
}

/// Until so many wait for somebody else's lock on Postgres.
async fn until_waiting(world: &World, number: i64) {
    if world.backend != Backend::Postgres {
        return;
    }
    while value!(
        world,
        i64,
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    ) < number
    {
        tokio::task::yield_now().await;
    }
}

fn change(new: &str) -> PasswordInput {
    PasswordInput {
        current: RIGHT.into(),
        new: new.into(),
    }
}

async fn change_password(
    world: Arc<World>,
    user: UserId,
    address: &'static str,
    new: &'static str,
) -> Outcome<Started> {
    accounts::change_password(&own(&world, user), &at(address), &change(new)).await
}

both! {
    async fn no_sign_in_under_way_outlives_a_new_password(world) {
        let user = member_with_password(&world, "Ada Lind", RIGHT).await;
        member_with_password(&world, "Bo Ek", NEW).await;
        let new = value!(world, String, "SELECT password_hash FROM users WHERE user_name = 'bo.ek'");
        let coming = being_judged(&world).await;
        // What every change of a password does, without the time that hashing takes.
        run_sql!(world, "UPDATE users SET password_hash = $2 WHERE id = $1", user, new).unwrap();
        run_sql!(world, "DELETE FROM sessions WHERE user_id = $1", user).unwrap();
        let error = refusal(coming.await.unwrap());
        assert_eq!(error.field_errors().get("").as_deref(), Some("User name or password is not right."));
        assert_eq!(world.count("sessions").await, 0);
        assert_eq!(audited(&world).await.last().map(String::as_str), Some("session.refused"));
    }

    async fn no_sign_in_that_is_about_to_be_written_outlives_a_new_password(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let held = hold_back(&world).await;
        let coming = tokio::spawn({
            let world = Arc::clone(&world);
            async move { try_password(&world, &at("192.0.2.7"), "ada.lind", RIGHT).await }
        });
        until_waiting(&world, 1).await;
        let changing = tokio::spawn({
            let world = Arc::clone(&world);
            async move { accounts::set_password(&world.system(), "ada.lind", NEW).await }
        });
        until_waiting(&world, 2).await;
        drop(held);
        drop(coming.await.unwrap());
        changing.await.unwrap().unwrap();
        assert_eq!(world.count("sessions").await, 0);
    }

    async fn asg_08_no_sign_in_under_way_outlives_being_blocked(world) {
        let admin = world.administrator().await;
        let user = member_with_password(&world, "Ada Lind", RIGHT).await;
        let version = value!(world, i64, "SELECT version FROM users WHERE id = $1", user);
        let coming = being_judged(&world).await;
        people::set_enabled(&admin, user, version, false).await.unwrap();
        drop(coming.await.unwrap());
        assert_eq!(world.count("sessions").await, 0);
    }

    async fn a_sign_in_under_way_does_without_no_second_factor_that_is_turned_on(world) {
        let user = member_with_password(&world, "Ada Lind", RIGHT).await;
        let key = begin(&world, user).await;
        let held = hold_back(&world).await;
        let input = SignInInput { user_name: "ada.lind".to_owned(), password: RIGHT.to_owned() };
        let coming = tokio::spawn({
            let world = Arc::clone(&world);
            async move { accounts::sign_in(&world.anonymous(), &at("192.0.2.7"), &input).await }
        });
        until_waiting(&world, 1).await;
        let turning_on = tokio::spawn({
            let (world, code) = (Arc::clone(&world), app_shows(&key, world.now().0).parse().unwrap());
            async move { second_factor::confirm(&own(&world, user), &at("192.0.2.1"), code).await }
        });
        until_waiting(&world, 2).await;
        drop(held);
        let (entered, on) = (coming.await.unwrap(), turning_on.await.unwrap().unwrap());
        if let Ok(Entrance::In(started)) = entered {
            assert!(behind(&world, &started).await.is_none(), "in without a second factor");
        }
        assert!(behind(&world, &on.started).await.is_some());
        assert_eq!(world.count("sessions").await, 1);
    }

    async fn a_second_step_under_way_does_not_outlive_a_new_password(world) {
        let (user, key, _) = ada(&world).await;
        let (desk, phone) = (at("192.0.2.1"), "192.0.2.2");
        let shown = || TypedCode::App(app_shows(&key, world.now().0).parse().unwrap());
        // Both places are known, so that no common count makes them wait for each other.
        for client in [&desk, &at(phone)] {
            let token = password(&world, client).await;
            code(&world, client, &token, shown()).await.unwrap();
            world.engine.clock.advance(30_000);
        }
        let token = password(&world, &desk).await;
        let held = hold_back(&world).await;
        let coming = tokio::spawn({
            let (world, desk, typed) = (Arc::clone(&world), desk.clone(), shown());
            async move { code(&world, &desk, &token, typed).await }
        });
        until_waiting(&world, 1).await;
        let changing = tokio::spawn(change_password(Arc::clone(&world), user, phone, NEW));
        until_waiting(&world, 2).await;
        drop(held);
        let (entered, changed) = (coming.await.unwrap(), changing.await.unwrap().unwrap());
        if let Ok(started) = entered {
            assert!(behind(&world, &started).await.is_none(), "in with the old password");
        }
        assert!(behind(&world, &changed).await.is_some());
        assert_eq!(world.count("sessions").await, 1);
    }

    async fn of_two_new_passwords_at_the_same_time_one_counts(world) {
        let user = member_with_password(&world, "Ada Lind", RIGHT).await;
        let one = tokio::spawn(change_password(Arc::clone(&world), user, "192.0.2.1", NEW));
        let other = tokio::spawn(change_password(Arc::clone(&world), user, "192.0.2.2", "another good one"));
        let (one, other) = (one.await.unwrap(), other.await.unwrap());
        let (winner, loser, word) = if one.is_ok() { (one, other, NEW) } else { (other, one, "another good one") };
        let error = refusal(loser);
        assert!(error.field_errors().get("current_password").is_some(), "{error:?}");
        assert!(behind(&world, &winner.unwrap()).await.is_some(), "the one who lost ends nothing");
        try_password(&world, &at("192.0.2.3"), "ada.lind", word).await.unwrap();
    }

    async fn who_was_signed_out_meanwhile_sets_up_no_second_factor(world) {
        let user = member_with_password(&world, "Ada Lind", RIGHT).await;
        let thief = try_password(&world, &at("192.0.2.66"), "ada.lind", RIGHT).await.unwrap();
        let session = behind(&world, &thief).await.unwrap().session;
        let client = Client { session: Some(session), ..at("192.0.2.66") };
        let key = begin(&world, user).await;
        // The request has begun with a good session, and goes on without one.
        accounts::set_password(&world.system(), "ada.lind", NEW).await.unwrap();
        let code = app_shows(&key, world.now().0).parse().unwrap();
        let error = refusal(second_factor::confirm(&own(&world, user), &client, code).await);
        assert_eq!(error, AppError::SignInNeeded);
        assert_eq!(world.count("sessions").await, 0);
        assert_eq!(world.count("second_factors WHERE confirmed_at IS NOT NULL").await, 0);
    }
}
