//! Signing in by password.

use super::{at, audited, behind, latest_mail, member_with_password, refusal, try_password};
use engine::identity::{Client, accounts};
use shared::AppError;
use shared::authz::{Action, Actor, Role, Scope};
use shared::directory::Principal;
use shared::forms::identity::PasswordInput;

const RIGHT: &str = "correct horse battery";

both! {
    async fn the_right_password_starts_a_session_with_the_roles_held(world) {
        let ada = member_with_password(&world, "Ada Lind", RIGHT).await;
        let group = world.group("Administrators").await;
        world.hold(ada, group.member()).await;
        world.give_role(group.principal(), Role::IdentityGovernanceAdministrator, None).await;
        let started = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        let person = behind(&world, &started).await.unwrap();
        assert_eq!((person.user, person.name.as_str()), (ada, "Ada Lind"));
        let ctx = engine::Ctx::new(&world.engine, person.actor, person.name);
        assert!(ctx.allows(Action::TenantSettings, Scope::Tenant));
        assert!(audited(&world).await.ends_with(&["session.start".to_owned()]));
    }

    async fn only_hashes_are_stored(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let started = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        let wrong = "a wrong password typed";
        refusal(try_password(&world, &at("192.0.2.1"), "ada.lind", wrong).await);
        refusal(try_password(&world, &at("192.0.2.1"), wrong, "x").await);
        let hash = value!(world, String, "SELECT password_hash FROM users WHERE user_name = 'ada.lind'");
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        let token = value!(world, String, "SELECT token_hash FROM sessions");
        assert_ne!(token, started.token);
        let log = rows!(world, (String, String), "SELECT target_name, details FROM audit_records");
        for (name, details) in log {
            for secret in [RIGHT, wrong, started.token.as_str()] {
                assert!(!name.contains(secret) && !details.contains(secret), "{name} {details}");
            }
        }
    }

    async fn a_refusal_does_not_tell_whether_the_account_exists(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        world.member("Bo Ek").await;
        let mut seen = Vec::new();
        for (user_name, password) in [("ada.lind", "wrong"), ("nobody", "wrong"), ("bo.ek", "wrong")] {
            seen.push(refusal(try_password(&world, &at("192.0.2.1"), user_name, password).await));
        }
        assert!(seen.iter().all(|error| *error == seen[0]), "{seen:?}");
        assert_eq!(seen[0].status(), 422);
        let refused = rows!(world, (Option<uuid::Uuid>,),
            "SELECT subject_id FROM audit_records WHERE action = 'session.refused' ORDER BY seq");
        assert_eq!(refused.len(), 3);
        assert!(refused[0].0.is_some() && refused[1].0.is_none());
    }

    async fn a_disabled_account_is_refused(world) {
        let ada = member_with_password(&world, "Ada Lind", RIGHT).await;
        world.set_enabled(ada, false).await;
        let error = refusal(try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await);
        assert!(error.field_errors().get("").unwrap().contains("blocked"));
        assert_eq!(world.count("sessions").await, 0);
    }

    async fn guessing_gets_slower_and_slower(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let here = at("192.0.2.1");
        for _ in 0..5 {
            assert_eq!(refusal(try_password(&world, &here, "ada.lind", "wrong").await).status(), 422);
        }
        assert_eq!(refusal(try_password(&world, &here, "ada.lind", RIGHT).await), AppError::TooMany(2));
        world.engine.clock.advance(2_000);
        assert_eq!(refusal(try_password(&world, &here, "ada.lind", "wrong").await).status(), 422);
        assert_eq!(refusal(try_password(&world, &here, "ada.lind", RIGHT).await), AppError::TooMany(4));
        world.engine.clock.advance(4_000);
        try_password(&world, &here, "ada.lind", RIGHT).await.unwrap();
        // Success forgets what went before.
        for _ in 0..5 {
            assert_eq!(refusal(try_password(&world, &here, "ada.lind", "wrong").await).status(), 422);
        }
    }

    async fn a_stranger_locks_nobody_out_of_their_usual_place(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let (home, elsewhere) = (at("192.0.2.1"), at("2001:db8::1"));
        try_password(&world, &home, "ada.lind", RIGHT).await.unwrap();
        // Strangers everywhere, until the account itself is blocked for addresses it does not know.
        for n in 0..110 {
            let stranger = at(&format!("198.51.100.{n}"));
            refusal(try_password(&world, &stranger, "ada.lind", "wrong").await);
        }
        let error = refusal(try_password(&world, &elsewhere, "ada.lind", RIGHT).await);
        assert_eq!(error.status(), 429);
        try_password(&world, &home, "ada.lind", RIGHT).await.unwrap();
    }

    async fn one_address_cannot_try_many_accounts(world) {
        let here = at("192.0.2.1");
        let mut blocked = false;
        for n in 0..40 {
            let error = refusal(try_password(&world, &here, &format!("user{n}"), "wrong").await);
            blocked |= error.status() == 429;
        }
        assert!(blocked);
        // The neighbors of the address in the same IPv6 network share its fate.
        let v6 = |n: usize| at(&format!("2001:db8:1:2::{n:x}"));
        let mut blocked = false;
        for n in 1..40 {
            blocked |= refusal(try_password(&world, &v6(n), "x", "wrong").await).status() == 429;
        }
        assert!(blocked);
    }

    async fn guesses_at_the_same_time_are_all_counted(world) {
        member_with_password(&world, "Ada Lind", RIGHT).await;
        let mut guesses = Vec::new();
        for _ in 0..24 {
            let world = world.clone();
            guesses.push(tokio::spawn(async move {
                refusal(try_password(&world, &at("192.0.2.1"), "ada.lind", "wrong").await).status()
            }));
        }
        let mut judged = 0;
        for guess in guesses {
            judged += usize::from(guess.await.unwrap() == 422);
        }
        assert_eq!(judged, 5);
    }

    async fn changing_the_password_ends_other_sessions(world) {
        let ada = member_with_password(&world, "Ada Lind", RIGHT).await;
        let (here, there) = (at("192.0.2.1"), at("192.0.2.2"));
        let old = try_password(&world, &there, "ada.lind", RIGHT).await.unwrap();
        let now = try_password(&world, &here, "ada.lind", RIGHT).await.unwrap();
        let person = behind(&world, &now).await.unwrap();
        let client = Client { session: Some(person.session), ..here.clone() };
        let ctx = engine::Ctx::new(&world.engine, Actor::Person { id: ada, roles: vec![] }, "Ada Lind".into());
        let change = |current: &str, new: &str| PasswordInput { current: current.into(), new: new.into() };
        let error = refusal(accounts::change_password(&ctx, &client, &change("wrong", "another good one")).await);
        assert!(error.field_errors().get("current_password").is_some());
        assert_eq!(audited(&world).await.last().map(String::as_str), Some("session.refused"));
        let error = refusal(accounts::change_password(&ctx, &client, &change(RIGHT, "ada.lind@norrland.example")).await);
        assert!(error.field_errors().get("new_password").is_some());
        let common = refusal(accounts::change_password(&ctx, &client, &change(RIGHT, "password1234")).await);
        assert!(common.field_errors().get("new_password").unwrap().contains("guessed"));
        let new = accounts::change_password(&ctx, &client, &change(RIGHT, "another good one")).await.unwrap();
        assert!(behind(&world, &new).await.is_some());
        assert!(behind(&world, &now).await.is_none(), "the session is a new one, too");
        assert_eq!(latest_mail(&world, "ada.lind@norrland.example").await.unwrap().0, "Your password was changed");
        assert!(behind(&world, &old).await.is_none());
        refusal(try_password(&world, &there, "ada.lind", RIGHT).await);
        try_password(&world, &there, "ada.lind", "another good one").await.unwrap();
    }

    async fn the_first_administrator_comes_from_the_command_line(world) {
        let new = accounts::NewAdministrator {
            user_name: "Root.Admin".into(),
            display_name: "Root Admin".into(),
            mail: "root@norrland.example".into(),
        };
        let short = refusal(accounts::create_administrator(&world.system(), &new, "short").await);
        assert!(short.field_errors().get("password").is_some());
        accounts::create_administrator(&world.system(), &new, RIGHT).await.unwrap();
        let taken = refusal(accounts::create_administrator(&world.system(), &new, RIGHT).await);
        assert!(taken.field_errors().get("user_name").is_some());
        let started = try_password(&world, &at("192.0.2.1"), "root.admin", RIGHT).await.unwrap();
        let person = behind(&world, &started).await.unwrap();
        let ctx = engine::Ctx::new(&world.engine, person.actor, person.name);
        assert!(ctx.allows(Action::TenantSettings, Scope::Tenant));
        // Nobody but the command line may do this.
        let ada = world.member("Ada Lind").await;
        world.give_role(Principal::User(ada), Role::IdentityGovernanceAdministrator, None).await;
        let ctx = world.as_user(ada).await;
        let error = refusal(accounts::set_password(&ctx, "root.admin", RIGHT).await);
        assert_eq!(error, AppError::NotFound);
    }
}
