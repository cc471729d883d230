//! One's own sessions and password, over HTTP.

use crate::browser::{Browser, PASSWORD, demonstration, employee};
use shared::authz::Role;
use shared::directory::Principal;
use shared::ids::SessionId;

both! {
    async fn a_session_can_be_ended_from_another_one(world) {
        employee(&world, "Ada Lind").await;
        let (mut desk, mut phone) = (Browser::of(&world), Browser::of(&world));
        phone.sign_in("ada.lind").await;
        let of_phone = value!(world, SessionId, "SELECT id FROM sessions");
        desk.sign_in("ada.lind").await;
        let page = desk.get("/profile/sessions").await;
        page.is(200).says("This one").says(&format!("/profile/sessions/{of_phone}/end"));
        let answer = desk.post(&format!("/profile/sessions/{of_phone}/end"), &[]).await;
        assert_eq!(answer.leads_to(), "/profile/sessions");
        desk.get("/profile/sessions").await.is(200).says("The session has ended.");
        assert!(phone.get("/profile").await.leads_to().starts_with("/sign-in"));
        desk.post(&format!("/profile/sessions/{of_phone}/end"), &[]).await.is(404).says("This does not exist, or you may not see it.");
        desk.post("/profile/sessions/nonsense/end", &[]).await.is(404);
    }

    async fn nobody_ends_the_session_of_another(world) {
        employee(&world, "Ada Lind").await;
        employee(&world, "Bo Ek").await;
        let (mut ada, mut bo) = (Browser::of(&world), Browser::of(&world));
        ada.sign_in("ada.lind").await;
        let of_ada = value!(world, SessionId, "SELECT id FROM sessions");
        bo.sign_in("bo.ek").await;
        bo.post(&format!("/profile/sessions/{of_ada}/end"), &[]).await.is(404);
        ada.get("/profile").await.is(200);
        let mut nobody = Browser::of(&world);
        let answer = nobody.post(&format!("/profile/sessions/{of_ada}/end"), &[]).await;
        assert!(answer.leads_to().starts_with("/sign-in"));
        ada.get("/profile").await.is(200);
    }

    async fn the_password_is_changed_with_the_present_one(world) {
        employee(&world, "Ada Lind").await;
        let (mut desk, mut phone) = (Browser::of(&world), Browser::of(&world));
        desk.sign_in("ada.lind").await;
        phone.sign_in("ada.lind").await;
        let change = |current, new, repeat| [("current_password", current), ("new_password", new), ("repeat_password", repeat)];
        let new = "staple of the battery";
        desk.post("/profile/password", &change("wrong", new, new)).await.is(422).says("not your current password");
        desk.post("/profile/password", &change(PASSWORD, "short", "short")).await.is(422).says("at least 12");
        desk.post("/profile/password", &change(PASSWORD, new, "other")).await.is(422).says("not the same");
        assert_eq!(desk.post("/profile/password", &change(PASSWORD, new, new)).await.leads_to(), "/profile");
        desk.get("/profile").await.is(200).says("Your password is changed");
        assert!(phone.get("/profile").await.leads_to().starts_with("/sign-in"));
    }

    async fn only_an_administrator_moves_the_clock_of_a_demonstration(world) {
        let demo = demonstration(&world).await;
        let mut browser = Browser::of(&demo);
        browser.post("/auth/demo", &[("user", "ada.lind")]).await;
        browser.post("/demo/clock", &[("days", "7")]).await.is(404);
        let ada = value!(demo, shared::ids::UserId, "SELECT id FROM users WHERE user_name = 'ada.lind'");
        demo.give_role(Principal::User(ada), Role::IdentityGovernanceAdministrator, None).await;
        let before = demo.now();
        browser.get("/profile").await.is(200).says("Let time pass");
        let mut browser = browser.with("referer", "http://127.0.0.1:3000/profile?x=1");
        assert_eq!(browser.post("/demo/clock", &[("days", "7")]).await.leads_to(), "/profile?x=1");
        assert_eq!(demo.now(), before.plus_days(7));
        browser.get("/profile").await.is(200).says("A week has passed.");
        for days in ["0", "-1", "x", "400", ""] {
            browser.post("/demo/clock", &[("days", days)]).await.is(422);
        }
        assert_eq!(demo.now(), before.plus_days(7));
    }
}
