//! How sessions live and end.

use super::{at, audited, behind, member_with_password, refusal, try_password};
use engine::Ctx;
use engine::identity::{Client, SignedIn, actor_for, own_sessions, tidy};
use shared::AppError;
use shared::authz::Role;
use shared::directory::Principal;

const RIGHT: &str = "correct horse battery";

fn ctx_of(world: &crate::support::World, person: &SignedIn) -> Ctx {
    Ctx::new(&world.engine, person.actor.clone(), person.name.clone())
}

both! {
    async fn a_session_ends_after_twelve_idle_hours(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let started = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        for _ in 0..3 {
            world.pass_hours(11);
            assert!(behind(&world, &started).await.is_some());
        }
        world.pass_hours(12);
        assert!(behind(&world, &started).await.is_none());
        assert_eq!(tidy(&world.system()).await.unwrap(), 1);
        assert_eq!(world.count("sessions").await, 0);
    }

    async fn rol_01_rol_03_a_session_carries_the_roles_of_the_person_and_of_their_groups(world) {
        let ada = member_with_password(&world, "Ada Lind", RIGHT).await;
        let (outer, inner) = (world.group("Owners").await, world.group("Sales owners").await);
        world.nest(&outer, &inner).await;
        world.hold(ada, inner.member()).await;
        let (own, through) = (world.catalog("Own").await, world.catalog("Through").await);
        world.give_role(Principal::User(ada), Role::CatalogCreator, None).await;
        world.give_role(Principal::User(ada), Role::CatalogReader, Some(own)).await;
        world.give_role(outer.principal(), Role::CatalogOwner, Some(through)).await;
        let started = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        let person = behind(&world, &started).await.unwrap();
        let mut conn = world.db().read().await.unwrap();
        let held = engine::roles::held_by(&mut conn, ada).await.unwrap();
        assert_eq!((person.actor.roles(), held.len()), (held.as_slice(), 3));
    }

    async fn a_session_ends_after_thirty_days_in_any_case(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let started = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        for _ in 0..71 {
            world.pass_hours(10);
            assert!(behind(&world, &started).await.is_some());
        }
        world.pass_hours(10);
        assert!(behind(&world, &started).await.is_none());
    }

    async fn the_last_use_is_written_once_a_minute(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let started = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        let begun = world.now();
        let seen = async |world: &crate::support::World| {
            value!(world, shared::time::Timestamp, "SELECT last_seen_at FROM sessions")
        };
        world.engine.clock.advance(59_000);
        behind(&world, &started).await.unwrap();
        assert_eq!(seen(&world).await, begun);
        world.engine.clock.advance(1_000);
        behind(&world, &started).await.unwrap();
        assert_eq!(seen(&world).await, world.now());
    }

    async fn asg_08_disabling_a_person_ends_the_sessions_for_good(world) {
        let ada = member_with_password(&world, "Ada Lind", RIGHT).await;
        let started = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        world.set_enabled(ada, false).await;
        assert!(behind(&world, &started).await.is_none());
        world.set_enabled(ada, true).await;
        assert!(behind(&world, &started).await.is_none());
        assert!(audited(&world).await.ends_with(&["session.end".to_owned()]));
    }

    async fn signing_in_again_replaces_the_browsers_session(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let first = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        let person = behind(&world, &first).await.unwrap();
        let client = Client { session: Some(person.session), ..at("192.0.2.1") };
        let second = try_password(&world, &client, "ada.lind", RIGHT).await.unwrap();
        assert_ne!(first.token, second.token);
        assert!(behind(&world, &first).await.is_none());
        assert!(behind(&world, &second).await.is_some());
    }

    async fn one_ends_ones_own_sessions_and_nobody_elses(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        member_with_password(&world, "Bo Ek", RIGHT).await;
        let phone = try_password(&world, &at("192.0.2.7"), "ada.lind", RIGHT).await.unwrap();
        let desk = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        let bo = try_password(&world, &at("192.0.2.2"), "bo.ek", RIGHT).await.unwrap();
        let ada = behind(&world, &desk).await.unwrap();
        let ctx = ctx_of(&world, &ada);
        let rows = own_sessions::list(&ctx, Some(ada.session)).await.unwrap().rows;
        assert_eq!(rows.len(), 2);
        assert_eq!(rows.iter().filter(|row| row.current).count(), 1);
        assert!(rows.iter().all(|row| row.device == "Firefox on Linux"));
        let of_bo = behind(&world, &bo).await.unwrap().session;
        assert_eq!(refusal(own_sessions::end(&ctx, of_bo).await), AppError::NotFound);
        assert_eq!(refusal(own_sessions::end(&world.anonymous(), of_bo).await), AppError::SignInNeeded);
        own_sessions::end(&ctx, behind(&world, &phone).await.unwrap().session).await.unwrap();
        assert!(behind(&world, &phone).await.is_none());
        let again = try_password(&world, &at("192.0.2.7"), "ada.lind", RIGHT).await.unwrap();
        assert_eq!(own_sessions::end_others(&ctx, ada.session).await.unwrap(), 1);
        assert!(behind(&world, &again).await.is_none());
        assert!(behind(&world, &desk).await.is_some());
        assert!(behind(&world, &bo).await.is_some());
    }

    async fn signing_out_everywhere_ends_the_present_session_too(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        member_with_password(&world, "Bo Ek", RIGHT).await;
        let phone = try_password(&world, &at("192.0.2.7"), "ada.lind", RIGHT).await.unwrap();
        let desk = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        let bo = try_password(&world, &at("192.0.2.2"), "bo.ek", RIGHT).await.unwrap();
        let ada = behind(&world, &desk).await.unwrap();
        own_sessions::end_all(&ctx_of(&world, &ada)).await.unwrap();
        assert!(behind(&world, &phone).await.is_none() && behind(&world, &desk).await.is_none());
        assert!(behind(&world, &bo).await.is_some());
        assert_eq!(refusal(own_sessions::end_all(&world.anonymous()).await), AppError::SignInNeeded);
    }

    async fn nonsense_in_the_cookie_is_nobody(world) {
        let long = "a".repeat(100_000);
        let zeros = "0".repeat(64);
        for token in ["", "x", "' OR 1=1 --", long.as_str(), zeros.as_str(), "é"] {
            assert!(actor_for(&world.engine, token).await.unwrap().is_none());
        }
    }
}
