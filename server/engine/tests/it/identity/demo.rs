//! What only a demonstration has.

use super::{at, behind, refusal};
use crate::support::World;
use engine::identity::demo::{self, ListedPersona};
use engine::identity::mailbox;
use engine::{Engine, EngineOptions, clock::Clock};
use shared::AppError;
use shared::authz::Role;
use shared::directory::Principal;

async fn demonstration(world: &World) -> World {
    let options = EngineOptions {
        demo: true,
        ..EngineOptions::default()
    };
    World::with(world.backend, options).await
}

async fn list(world: &World, user_names: &[&str]) {
    let personas: Vec<_> = user_names
        .iter()
        .map(|name| ListedPersona {
            user_name: (*name).to_owned(),
            about: "Asks for access".to_owned(),
        })
        .collect();
    demo::list_personas(&world.system(), &personas)
        .await
        .unwrap();
}

both! {
    async fn only_listed_people_and_only_in_a_demonstration(world) {
        for world in [&*world, &demonstration(&world).await] {
            world.members(["Ada Lind", "Bo Ek"]).await;
            list(world, &["ada.lind", "gone"]).await;
        }
        let here = at("127.0.0.1");
        assert_eq!(refusal(demo::sign_in(&world.anonymous(), &here, "ada.lind").await), AppError::NotFound);
        assert!(demo::sign_in_view(&world.anonymous()).await.unwrap().personas.is_none());
        assert_eq!(refusal(mailbox::list(&world.anonymous(), "", None).await), AppError::NotFound);

        let world = demonstration(&world).await;
        world.members(["Ada Lind", "Bo Ek"]).await;
        list(&world, &["ada.lind", "gone"]).await;
        let personas = demo::sign_in_view(&world.anonymous()).await.unwrap().personas.unwrap();
        assert_eq!(personas.len(), 1);
        assert_eq!(personas[0].name, "Ada Lind");
        for name in ["bo.ek", "gone", "", "nobody"] {
            assert_eq!(refusal(demo::sign_in(&world.anonymous(), &here, name).await).status(), 422);
        }
        let started = demo::sign_in(&world.anonymous(), &here, " Ada.Lind ").await.unwrap();
        assert!(behind(&world, &started).await.is_some());
        run_sql!(world, "UPDATE users SET enabled = $1", false).unwrap();
        assert_eq!(refusal(demo::sign_in(&world.anonymous(), &here, "ada.lind").await).status(), 422);
    }

    async fn an_administrator_moves_the_clock_and_stays_signed_in(world) {
        let world = demonstration(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        world.give_role(Principal::User(ada), Role::IdentityGovernanceAdministrator, None).await;
        let catalog = world.catalog("Sales").await;
        world.give_role(Principal::User(bo), Role::CatalogOwner, Some(catalog)).await;
        list(&world, &["ada.lind"]).await;
        let started = demo::sign_in(&world.anonymous(), &at("127.0.0.1"), "ada.lind").await.unwrap();
        let before = world.now();
        let ctx = world.as_user(ada).await;
        assert_eq!(refusal(demo::move_clock(&world.anonymous(), 7).await), AppError::SignInNeeded);
        assert_eq!(refusal(demo::move_clock(&world.as_user(bo).await, 7).await).status(), 403);
        for days in [0, 367] {
            assert_eq!(refusal(demo::move_clock(&ctx, days).await).status(), 422);
        }
        demo::move_clock(&ctx, 7).await.unwrap();
        demo::move_clock(&ctx, 30).await.unwrap();
        assert_eq!(world.now(), before.plus_days(37));
        assert!(behind(&world, &started).await.is_some());
        // A server that starts later goes on from there.
        let options = EngineOptions { demo: true, ..EngineOptions::default() };
        let later = Engine::new(world.db().clone(), Clock::mock(before), options);
        demo::restore_clock(&later).await.unwrap();
        assert_eq!(later.clock.now(), before.plus_days(37));
    }

    async fn the_mailbox_shows_mail_by_page_and_by_recipient(world) {
        let world = demonstration(&world).await;
        for n in 0..70 {
            run_sql!(world, "INSERT INTO demo_mails (id, recipient, subject, body, sent_at) VALUES ($1, $2, $3, $4, $5)",
                world.id::<uuid::Uuid>(), if n % 2 == 0 { "a@x.example" } else { "b@x.example" },
                format!("Mail {n}"), format!("See http://portal.example/requests/{n}"), world.now()).unwrap();
        }
        let ctx = world.anonymous();
        let (mut seen, mut after) = (Vec::new(), None::<String>);
        loop {
            let page = mailbox::list(&ctx, "", after.as_deref()).await.unwrap();
            seen.extend(page.rows.into_iter().map(|row| row.subject));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<_> = (0..70).rev().map(|n| format!("Mail {n}")).collect();
        assert_eq!(seen, expected);
        let mine = mailbox::list(&ctx, "A@x.example", None).await.unwrap();
        assert!(mine.rows.iter().all(|row| row.recipient == "a@x.example"));
        assert!(mailbox::list(&ctx, "", Some("nonsense")).await.is_ok());
        let id = mine.rows[0].id.parse().unwrap();
        let mail = mailbox::open(&ctx, id).await.unwrap();
        assert_eq!(mail.lines[0].len(), 2);
        assert_eq!(refusal(mailbox::open(&ctx, world.id()).await), AppError::NotFound);
    }
}
