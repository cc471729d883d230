//! The health of the server, as a browser without scripts sees it.

use crate::browser::{Browser, employee};
use crate::support::World;
use shared::authz::Role;
use shared::directory::Principal;
use shared::ids::JobId;

async fn signed_in(world: &World, name: &str, role: Option<Role>) -> Browser {
    let user = employee(world, name).await;
    if let Some(role) = role {
        world.give_role(Principal::User(user), role, None).await;
    }
    let mut browser = Browser::of(world);
    browser
        .sign_in(&name.to_lowercase().replace(' ', "."))
        .await;
    browser
}

async fn given_up(world: &World) -> JobId {
    let id: JobId = world.id();
    let payload = r#"{"to":"ada@norrland.example","subject":"<b>Your request</b>","body":""}"#;
    run_sql!(
        world,
        "INSERT INTO outbox (id, kind, payload, created_at, last_error) VALUES ($1, 'mail', $2, $3, 'Connection refused')",
        id,
        payload,
        world.now()
    )
    .unwrap();
    id
}

both! {
    async fn rol_07_health_is_for_administrators(world) {
        let mail = given_up(&world).await;
        let again = format!("/admin/health/mail/{mail}/again");
        let mut creator = signed_in(&world, "Bo Ek", Some(Role::CatalogCreator)).await;
        let mut nobody = signed_in(&world, "Dan Gren", None).await;
        let mut stranger = Browser::of(&world);
        creator.get("/admin/health").await.is(403);
        nobody.get("/admin/health").await.is(404);
        assert!(stranger.get("/admin/health").await.leads_to().starts_with("/sign-in"));
        for path in [again.as_str(), "/admin/health/mail/again"] {
            creator.post(path, &[]).await.is(403);
            nobody.post(path, &[]).await.is(404);
        }
        assert_eq!(value!(world, i64, "SELECT COUNT(*) FROM outbox WHERE due_at IS NOT NULL"), 0);
    }

    async fn mail_is_tried_again_without_scripts(world) {
        let mail = given_up(&world).await;
        let mut admin = signed_in(&world, "Ingrid Nord", Some(Role::IdentityGovernanceAdministrator)).await;
        let page = admin.get("/admin/health").await;
        page.is(200).says("Something needs you").says("Connection refused").says("ada@norrland.example");
        assert!(!page.body.contains("<b>Your request"), "subjects are text");
        let again = format!("/admin/health/mail/{mail}/again");
        assert_eq!(admin.post(&again, &[]).await.leads_to(), "/admin/health");
        admin.get("/admin/health").await.is(200).says("Work is under way");
        // Pressed twice: the page says what is the matter.
        admin.post(&again, &[]).await.is(409).says("no longer among those");
        world.settle().await;
        admin.get("/admin/health").await.is(200).says("Everything is fine");
        for odd in ["/admin/health/mail/1/again", "/admin/health/access/x/again"] {
            admin.post(odd, &[]).await.is(404);
        }
    }
}
