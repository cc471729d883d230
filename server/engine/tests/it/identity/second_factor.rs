//! The second factor: an authenticator app, and recovery codes.

use super::{at, audited, behind, latest_mail, member_with_password, refusal, try_password};
use crate::support::World;
use crate::support::totp::app_shows;
use engine::clock::Clock;
use engine::identity::second_factor::TurnedOn;
use engine::identity::{Client, Entrance, accounts, entering, second_factor};
use engine::{Ctx, EngineOptions, Entropy, Outcome};
use shared::AppError;
use shared::authz::{Actor, Role};
use shared::directory::Principal;
use shared::forms::account::{ProofInput, SetUpInput, TypedCode};
use shared::forms::identity::{PasswordInput, SignInInput};
use shared::ids::UserId;
use shared::views::identity::SecondFactorState;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const RIGHT: &str = "correct horse battery";
const ADA: &str = "ada.lind@norrland.example";

pub(super) fn own(world: &World, user: UserId) -> Ctx {
    let actor = Actor::Person {
        id: user,
        roles: vec![],
    };
    Ctx::new(&world.engine, actor, "Ada Lind".to_owned())
}

fn app(key: &str, world: &World) -> u32 {
    app_shows(key, world.now().0).parse().unwrap()
}

/// Begins to set up; the key that the page shows.
pub(super) async fn begin(world: &World, user: UserId) -> String {
    let ctx = own(world, user);
    let input = SetUpInput {
        password: RIGHT.to_owned(),
    };
    second_factor::begin(&ctx, &at("192.0.2.1"), &input)
        .await
        .unwrap();
    match second_factor::view(&ctx).await.unwrap().state {
        SecondFactorState::SettingUp { secret, qr } => {
            assert!(qr.size > 30 && qr.path.starts_with('M'), "{qr:?}");
            secret
        }
        other => panic!("{other:?}"),
    }
}

/// Ada with a second factor, and its key. The clock has moved on to the next code.
pub(super) async fn ada(world: &World) -> (UserId, String, TurnedOn) {
    let user = member_with_password(world, "Ada Lind", RIGHT).await;
    let key = begin(world, user).await;
    let client = at("192.0.2.1");
    let on = second_factor::confirm(&own(world, user), &client, app(&key, world))
        .await
        .unwrap();
    world.engine.clock.advance(30_000);
    (user, key, on)
}

/// The first step.
pub(super) async fn password(world: &World, client: &Client) -> String {
    let input = SignInInput {
        user_name: "ada.lind".to_owned(),
        password: RIGHT.to_owned(),
    };
    match accounts::sign_in(&world.anonymous(), client, &input)
        .await
        .unwrap()
    {
        Entrance::SecondStep(pending) => pending.token,
        Entrance::In(_) => panic!("the password alone is not enough"),
    }
}

pub(super) async fn code(
    world: &World,
    client: &Client,
    token: &str,
    code: TypedCode,
) -> Outcome<engine::identity::Started> {
    entering::finish(&world.anonymous(), client, token, &code).await
}

fn recovery(shown: &str) -> TypedCode {
    TypedCode::Recovery(shown.replace('-', ""))
}

fn proof(code: TypedCode) -> ProofInput {
    ProofInput {
        password: RIGHT.to_owned(),
        code,
    }
}

both! {
    async fn signing_in_takes_the_password_and_a_code(world) {
        let (user, key, on) = ada(&world).await;
        assert!(behind(&world, &on.started).await.is_some());
        let here = at("192.0.2.1");
        let sessions = world.count("sessions").await;
        let token = password(&world, &here).await;
        assert_eq!(world.count("sessions").await, sessions, "the password alone starts nothing");
        assert!(entering::is_pending(&world.anonymous(), &token).await.unwrap());
        let started = code(&world, &here, &token, TypedCode::App(app(&key, &world))).await.unwrap();
        assert_eq!(behind(&world, &started).await.unwrap().user, user);
        assert!(!entering::is_pending(&world.anonymous(), &token).await.unwrap());
        assert!(audited(&world).await.ends_with(&["session.halfway".to_owned(), "session.start".to_owned()]));
    }

    async fn a_code_works_once_and_so_does_the_first_step(world) {
        let (_, key, _) = ada(&world).await;
        let here = at("192.0.2.1");
        let token = password(&world, &here).await;
        let other = password(&world, &here).await;
        let typed = TypedCode::App(app(&key, &world));
        code(&world, &here, &token, typed.clone()).await.unwrap();
        let replayed = refusal(code(&world, &here, &other, typed.clone()).await);
        assert!(replayed.field_errors().get("code").is_some());
        world.engine.clock.advance(30_000);
        let again = refusal(code(&world, &here, &token, TypedCode::App(app(&key, &world))).await);
        assert!(again.field_errors().get("").unwrap().contains("Sign in again"), "{again:?}");
    }

    async fn of_two_with_the_same_code_at_the_same_time_one_gets_in(world) {
        let (_, key, _) = ada(&world).await;
        let (here, there) = (at("192.0.2.1"), at("192.0.2.9"));
        let (one, two) = (password(&world, &here).await, password(&world, &there).await);
        let typed = || TypedCode::App(app(&key, &world));
        let (one, two) = tokio::join!(code(&world, &here, &one, typed()), code(&world, &there, &two, typed()));
        assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    }

    async fn the_code_that_set_it_up_does_not_sign_in(world) {
        let user = member_with_password(&world, "Ada Lind", RIGHT).await;
        let key = begin(&world, user).await;
        let typed = app(&key, &world);
        second_factor::confirm(&own(&world, user), &at("192.0.2.1"), typed).await.unwrap();
        let token = password(&world, &at("192.0.2.1")).await;
        refusal(code(&world, &at("192.0.2.1"), &token, TypedCode::App(typed)).await);
    }

    async fn codes_of_neighbouring_half_minutes_count_and_older_ones_do_not(world) {
        let (_, key, _) = ada(&world).await;
        let here = at("192.0.2.1");
        let typed = TypedCode::App(app(&key, &world));
        let token = password(&world, &here).await;
        world.engine.clock.advance(60_000);
        refusal(code(&world, &here, &token, typed.clone()).await);
        let early = TypedCode::App(app_shows(&key, world.now().0 + 30_000).parse().unwrap());
        code(&world, &here, &token, early).await.unwrap();
    }

    async fn the_second_step_has_five_minutes(world) {
        let (_, key, _) = ada(&world).await;
        let here = at("192.0.2.1");
        let token = password(&world, &here).await;
        world.engine.clock.advance(300_000);
        assert!(!entering::is_pending(&world.anonymous(), &token).await.unwrap());
        refusal(code(&world, &here, &token, TypedCode::App(app(&key, &world))).await);
        engine::identity::tidy(&world.system()).await.unwrap();
        assert_eq!(world.count("pending_sign_ins").await, 0);
    }

    async fn guessing_codes_gets_slower_and_locks_nobody_out_at_home(world) {
        let (_, key, _) = ada(&world).await;
        let (home, elsewhere) = (at("192.0.2.1"), at("198.51.100.7"));
        let token = password(&world, &home).await;
        code(&world, &home, &token, TypedCode::App(app(&key, &world))).await.unwrap();
        // Somebody who found the password out guesses.
        let token = password(&world, &elsewhere).await;
        for _ in 0..5 {
            let error = refusal(code(&world, &elsewhere, &token, TypedCode::App(1)).await);
            assert_eq!(error.field_errors().get("code").as_deref(), Some("This code is not right."));
        }
        world.engine.clock.advance(1_000);
        let right = TypedCode::App(app(&key, &world));
        assert_eq!(refusal(code(&world, &elsewhere, &token, right).await), AppError::TooMany(1));
        world.engine.clock.advance(30_000);
        let token = password(&world, &home).await;
        code(&world, &home, &token, TypedCode::App(app(&key, &world))).await.unwrap();
    }

    async fn who_has_only_the_password_makes_no_address_a_known_one(world) {
        let (_, _, _) = ada(&world).await;
        let guesser = at("198.51.100.7");
        for _ in 0..4 {
            password(&world, &guesser).await;
        }
        // Right passwords count as tries until the second step is done.
        let input = SignInInput { user_name: "ada.lind".to_owned(), password: RIGHT.to_owned() };
        accounts::sign_in(&world.anonymous(), &guesser, &input).await.unwrap();
        let error = refusal(accounts::sign_in(&world.anonymous(), &guesser, &input).await);
        assert_eq!(error.status(), 429);
    }

    async fn recovery_codes_work_once_each_and_are_told_of(world) {
        let (_, _, on) = ada(&world).await;
        assert_eq!(on.codes.len(), 10);
        let here = at("192.0.2.1");
        let token = password(&world, &here).await;
        code(&world, &here, &token, recovery(&on.codes[3])).await.unwrap();
        assert_eq!(latest_mail(&world, ADA).await.unwrap().0, "A recovery code was used");
        let token = password(&world, &here).await;
        refusal(code(&world, &here, &token, recovery(&on.codes[3])).await);
        refusal(code(&world, &here, &token, recovery("aaaaa-aaaaa")).await);
        code(&world, &here, &token, recovery(&on.codes[4])).await.unwrap();
        let stored = rows!(world, (String,), "SELECT code_hash FROM recovery_codes");
        assert!(stored.iter().all(|row| row.0.starts_with("$argon2id$")));
        assert_eq!(stored.len(), 10);
    }

    async fn new_recovery_codes_take_password_and_code_and_end_the_old_ones(world) {
        let (user, key, on) = ada(&world).await;
        let (ctx, here) = (own(&world, user), at("192.0.2.1"));
        let wrong = ProofInput { password: "wrong".into(), code: TypedCode::App(app(&key, &world)) };
        refusal(second_factor::renew_codes(&ctx, &here, &wrong).await);
        refusal(second_factor::renew_codes(&ctx, &here, &proof(TypedCode::App(1))).await);
        let new = second_factor::renew_codes(&ctx, &here, &proof(TypedCode::App(app(&key, &world)))).await.unwrap();
        let token = password(&world, &here).await;
        refusal(code(&world, &here, &token, recovery(&on.codes[0])).await);
        code(&world, &here, &token, recovery(&new[0])).await.unwrap();
        match second_factor::view(&ctx).await.unwrap().state {
            SecondFactorState::On { codes_left, .. } => assert_eq!(codes_left, 9),
            other => panic!("{other:?}"),
        }
    }

    async fn new_recovery_codes_are_no_work_before_password_and_code_are_right(world) {
        let (user, key, _) = ada(&world).await;
        let nobody = world.visitor("kim@partner.example", None).await;
        // Each code is drawn as seven bytes, and hashed.
        let drawn = Arc::new(AtomicUsize::new(0));
        let engine = {
            let (drawn, mut next) = (Arc::clone(&drawn), 0_u8);
            let entropy = Entropy::repeatable(move |bytes| {
                drawn.fetch_add(usize::from(bytes.len() == 7), Ordering::Relaxed);
                bytes.fill_with(|| { next = next.wrapping_mul(5).wrapping_add(7); next });
            });
            let options = EngineOptions::default();
            engine::Engine::with_entropy(world.db().clone(), Clock::mock(world.now()), options, entropy)
        };
        let ctx = |id| Ctx::new(&engine, Actor::Person { id, roles: vec![] }, "Somebody".to_owned());
        let right = || TypedCode::App(app(&key, &world));
        let wrong = ProofInput { password: "wrong".into(), code: right() };
        for (who, input) in [(nobody, proof(right())), (user, wrong), (user, proof(TypedCode::App(1)))] {
            refusal(second_factor::renew_codes(&ctx(who), &at("192.0.2.1"), &input).await);
        }
        assert_eq!(drawn.load(Ordering::Relaxed), 0);
        second_factor::renew_codes(&ctx(user), &at("192.0.2.1"), &proof(right())).await.unwrap();
        assert_eq!(drawn.load(Ordering::Relaxed), 10);
    }

    async fn an_office_signs_in_and_turns_off_at_once(world) {
        let (desk, mut waiting) = (at("192.0.2.1"), Vec::new());
        let names = ["Ada Lind", "Bo Ek", "Cy Ahl", "Di Falk", "Eva Gran", "Fia Holm"];
        for name in names {
            let user = member_with_password(&world, name, RIGHT).await;
            let key = begin(&world, user).await;
            let ctx = own(&world, user);
            second_factor::confirm(&ctx, &desk, app(&key, &world)).await.unwrap();
            waiting.push((ctx, name.to_lowercase().replace(' ', "."), key));
        }
        world.engine.clock.advance(30_000);
        let mut doing = Vec::new();
        for (number, (ctx, user_name, key)) in waiting.into_iter().enumerate() {
            let (desk, typed) = (desk.clone(), TypedCode::App(app(&key, &world)));
            let input = SignInInput { user_name, password: RIGHT.to_owned() };
            let token = match accounts::sign_in(&world.anonymous(), &desk, &input).await.unwrap() {
                Entrance::SecondStep(pending) => pending.token,
                Entrance::In(_) => panic!("the password alone is not enough"),
            };
            let world = Arc::clone(&world);
            doing.push(tokio::spawn(async move {
                if number % 2 == 0 {
                    code(&world, &desk, &token, typed).await.map(drop)
                } else {
                    second_factor::turn_off(&ctx, &desk, &proof(typed)).await
                }
            }));
        }
        for one in doing {
            one.await.unwrap().unwrap();
        }
    }

    async fn setting_up_takes_the_password_a_code_and_a_quarter_of_an_hour_at_most(world) {
        let user = member_with_password(&world, "Ada Lind", RIGHT).await;
        let (ctx, here) = (own(&world, user), at("192.0.2.1"));
        refusal(second_factor::begin(&ctx, &here, &SetUpInput { password: "wrong".into() }).await);
        assert_eq!(second_factor::view(&ctx).await.unwrap().state, SecondFactorState::Off);
        let key = begin(&world, user).await;
        refusal(second_factor::confirm(&ctx, &here, 1).await);
        // Until it is confirmed, the password is enough.
        try_password(&world, &here, "ada.lind", RIGHT).await.unwrap();
        world.engine.clock.advance(15 * 60_000);
        assert_eq!(second_factor::view(&ctx).await.unwrap().state, SecondFactorState::Off);
        refusal(second_factor::confirm(&ctx, &here, app(&key, &world)).await);
        let key = begin(&world, user).await;
        second_factor::confirm(&ctx, &here, app(&key, &world)).await.unwrap();
        let again = second_factor::begin(&ctx, &here, &SetUpInput { password: RIGHT.into() }).await;
        assert_eq!(refusal(again).status(), 409);
        assert_eq!(latest_mail(&world, ADA).await.unwrap().0, "Signing in takes a second step now");
    }

    async fn turning_it_on_replaces_the_session_and_ends_the_others(world) {
        let user = member_with_password(&world, "Ada Lind", RIGHT).await;
        let phone = try_password(&world, &at("192.0.2.2"), "ada.lind", RIGHT).await.unwrap();
        let desk = try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        let session = behind(&world, &desk).await.unwrap().session;
        let client = Client { session: Some(session), ..at("192.0.2.1") };
        let key = begin(&world, user).await;
        let on = second_factor::confirm(&own(&world, user), &client, app(&key, &world)).await.unwrap();
        assert!(behind(&world, &phone).await.is_none());
        assert!(behind(&world, &desk).await.is_none(), "a session means more than before");
        assert!(behind(&world, &on.started).await.is_some());
        assert_eq!(world.count("sessions").await, 1);
    }

    async fn turning_it_off_takes_password_and_code(world) {
        let (user, key, _) = ada(&world).await;
        let (ctx, here) = (own(&world, user), at("192.0.2.1"));
        refusal(second_factor::turn_off(&ctx, &here, &proof(TypedCode::App(1))).await);
        password(&world, &here).await;
        second_factor::turn_off(&ctx, &here, &proof(TypedCode::App(app(&key, &world)))).await.unwrap();
        try_password(&world, &here, "ada.lind", RIGHT).await.unwrap();
        assert_eq!(world.count("recovery_codes").await, 0);
        assert_eq!(latest_mail(&world, ADA).await.unwrap().0, "Your second factor was turned off");
    }

    async fn a_new_password_leaves_the_second_factor_and_ends_what_is_half_done(world) {
        let (user, key, _) = ada(&world).await;
        let here = at("192.0.2.1");
        let token = password(&world, &here).await;
        let change = PasswordInput { current: RIGHT.into(), new: "staple of the battery".into() };
        accounts::change_password(&own(&world, user), &here, &change).await.unwrap();
        refusal(code(&world, &here, &token, TypedCode::App(app(&key, &world))).await);
        let input = SignInInput { user_name: "ada.lind".into(), password: "staple of the battery".into() };
        let entrance = accounts::sign_in(&world.anonymous(), &here, &input).await.unwrap();
        assert!(matches!(entrance, Entrance::SecondStep(_)));
    }

    async fn a_disabled_account_does_not_get_over_the_second_step(world) {
        let (user, key, _) = ada(&world).await;
        let here = at("192.0.2.1");
        let token = password(&world, &here).await;
        world.set_enabled(user, false).await;
        let error = refusal(code(&world, &here, &token, TypedCode::App(app(&key, &world))).await);
        assert_eq!(error.field_errors().get("code").as_deref(), Some("This code is not right."));
    }

    async fn an_administrator_removes_it_for_who_lost_everything(world) {
        let (user, _, _) = ada(&world).await;
        let root = world.member("Root Admin").await;
        world.give_role(Principal::User(root), Role::IdentityGovernanceAdministrator, None).await;
        let stranger = world.member("Bo Ek").await;
        let ctx = world.as_user(stranger).await;
        assert_eq!(refusal(second_factor::remove(&ctx, user).await), AppError::NotFound);
        let ctx = world.as_user(root).await;
        assert_eq!(second_factor::remove(&ctx, user).await.unwrap(), "Ada Lind");
        assert_eq!(refusal(second_factor::remove(&ctx, user).await).status(), 409);
        try_password(&world, &at("192.0.2.1"), "ada.lind", RIGHT).await.unwrap();
        assert!(audited(&world).await.contains(&"secondFactor.remove".to_owned()));
        assert_eq!(latest_mail(&world, ADA).await.unwrap().0, "Your second factor was removed");
        assert_eq!(refusal(second_factor::remove_by_name(&world.system(), "ada.lind").await).status(), 409);
    }
}
