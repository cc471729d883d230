//! A forgotten password and the second factor, over HTTP.

use crate::browser::{Browser, PASSWORD, employee};
use crate::support::World;
use crate::support::totp::app_shows;
use axum::http::header;
use shared::authz::Role;
use shared::directory::Principal;

const NEW: &str = "staple of the battery";

async fn mailed_link(world: &World, mail: &str) -> Option<String> {
    world.settle().await;
    let mails = rows!(
        world,
        (String,),
        "SELECT body FROM demo_mails WHERE recipient = $1 ORDER BY sent_at DESC, id DESC",
        mail
    );
    // Links go before other mail, so the newest mail may be another one.
    mails.iter().find_map(|(body,)| {
        let at = body.find("/sign-in/reset/")?;
        Some(body[at..].split_whitespace().next()?.to_owned())
    })
}

/// What stands between this and the next double quote.
fn after<'a>(body: &'a str, mark: &str) -> &'a str {
    let at = body.find(mark).unwrap() + mark.len();
    body[at..].split('"').next().unwrap()
}

/// Sets a second factor up; the key, and the recovery codes.
async fn set_up(world: &World, browser: &mut Browser) -> (String, Vec<String>) {
    let page = "/profile/second-factor";
    let begin = "/profile/second-factor/begin";
    browser
        .post(begin, &[("current_password", "wrong")])
        .await
        .is(422)
        .says("not your current password");
    assert_eq!(
        browser
            .post(begin, &[("current_password", PASSWORD)])
            .await
            .leads_to(),
        page
    );
    let answer = browser.get(page).await;
    answer.is(200).says("class=\"qr\"").says("QR code");
    let field = answer
        .body
        .split("id=\"second-factor-key\"")
        .nth(1)
        .unwrap();
    let key = after(field, "value=\"").to_owned();
    let confirm = "/profile/second-factor/confirm";
    browser
        .post(confirm, &[("code", "000000")])
        .await
        .is(422)
        .says("This code is not right.");
    let before = browser.cookies["bailiwick-session"].clone();
    let code = app_shows(&key, world.now().0);
    let answer = browser.post(confirm, &[("code", &code)]).await;
    answer.is(200).says("not shown again");
    assert_ne!(
        browser.cookies["bailiwick-session"], before,
        "the session is a new one"
    );
    let list = answer.body.split("recovery-codes").nth(1).unwrap();
    let list = list.split("</ul>").next().unwrap();
    let codes: Vec<String> = list
        .split("<code>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    let again = browser.get(page).await;
    again.is(200).says("It is on");
    assert!(!again.body.contains(&codes[0]), "shown once");
    world.engine.clock.advance(30_000);
    (key, codes)
}

both! {
    async fn a_forgotten_password_is_set_anew_by_a_link(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.get("/sign-in").await.is(200).says("/sign-in/forgot");
        // Every page on the way knows where it leads.
        let on_the_way = "/sign-in/forgot?next=%2Fapprovals%2F7";
        browser.get("/sign-in?next=/approvals/7").await.is(200).says(on_the_way);
        for page in [on_the_way, "/sign-in/second-factor?next=/approvals/7", "/sign-in/code?next=/approvals/7"] {
            browser.get(page).await.is(200).says("/sign-in?next=%2Fapprovals%2F7");
        }
        browser.get("/sign-in/forgot").await.is(200).says("Forgot your password?");
        browser.post("/sign-in/forgot", &[("account", " ")]).await.is(422);
        assert_eq!(browser.post("/sign-in/forgot", &[("account", "Ada.Lind")]).await.leads_to(), "/sign-in");
        browser.get("/sign-in").await.is(200).says("If there is such an account");
        let link = mailed_link(&world, "ada.lind@norrland.example").await.unwrap();
        let page = browser.get(&link).await;
        page.is(200).says("Set a new password").says("ada.lind");
        assert_eq!(page.header(header::REFERRER_POLICY), "same-origin");
        let token = link.rsplit('/').next().unwrap();
        let typed = |new, repeat| [("token", token), ("new_password", new), ("repeat_password", repeat)];
        browser.post("/sign-in/reset", &typed("short", "short")).await.is(422).says("at least 12");
        browser.post("/sign-in/reset", &typed("password1234", "password1234")).await.is(422).says("guessed");
        let differs = browser.post("/sign-in/reset", &typed(NEW, "something else")).await;
        differs.is(422).says("not the same");
        assert!(!differs.body.contains(NEW));
        assert_eq!(browser.post("/sign-in/reset", &typed(NEW, NEW)).await.leads_to(), "/sign-in");
        browser.post("/sign-in/reset", &typed(NEW, NEW)).await.is(422).says("no longer works");
        browser.get(&link).await.is(200).says("This link no longer works");
        let fields = [("user_name", "ada.lind"), ("password", NEW)];
        assert_eq!(browser.post("/sign-in", &fields).await.leads_to(), "/");
    }

    async fn asking_for_a_link_looks_the_same_for_everybody(world) {
        employee(&world, "Ada Lind").await;
        world.member("Bo Ek").await;
        let mut seen = Vec::new();
        for (n, account) in ["ada.lind", "bo.ek", "nobody", "nobody@nowhere.example"].into_iter().enumerate() {
            let mut browser = Browser::of(&world).from(&format!("192.0.2.{n}"));
            let answer = browser.post("/sign-in/forgot", &[("account", account)]).await;
            let mut headers: Vec<_> = answer.headers.iter()
                .filter(|(name, _)| *name != "x-request-id")
                .map(|(name, value)| (name.to_string(), value.clone())).collect();
            headers.sort_by(|a, b| a.0.cmp(&b.0));
            seen.push((answer.status, answer.body, headers));
        }
        assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    }

    async fn nonsense_behind_the_link_is_refused(world) {
        for token in ["x", "%22%3E%3Cscript%3E", "0000000000000000000000000000000000000000000000000000000000000000"] {
            let page = Browser::of(&world).get(&format!("/sign-in/reset/{token}")).await;
            page.is(200).says("This link no longer works");
            assert!(!page.body.contains("\"><script>"));
        }
        let mut browser = Browser::of(&world);
        let hostile = [("token", "../../x\r\nX: y"), ("new_password", NEW), ("repeat_password", NEW)];
        browser.post("/sign-in/reset", &hostile).await.is(422);
    }

    async fn with_a_second_factor_signing_in_takes_two_steps(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ada.lind").await;
        let (key, codes) = set_up(&world, &mut browser).await;
        browser.get("/profile").await.is(200).says("Recovery codes, or turn it off");
        browser.post("/sign-out", &[]).await;

        let fields = [("user_name", "ada.lind"), ("password", PASSWORD), ("next", "/profile")];
        let answer = browser.post("/sign-in", &fields).await;
        assert_eq!(answer.leads_to(), "/sign-in/second-factor?next=/profile");
        let cookie = answer.header(header::SET_COOKIE);
        for part in ["bailiwick-pending=", "HttpOnly", "SameSite=Lax", "Max-Age=300"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert!(!browser.cookies.contains_key("bailiwick-session"));
        assert!(browser.get("/profile").await.leads_to().starts_with("/sign-in"), "half is not in");
        browser.get("/sign-in/second-factor?next=/profile").await.is(200).says("One more step").says("value=\"/profile\"");
        let second = |code: &str| [("code", code.to_owned()), ("next", "/profile".to_owned())];
        let send = async |browser: &mut Browser, code: &str| {
            let fields = second(code);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post("/sign-in/second-factor", &fields).await
        };
        send(&mut browser, "12").await.is(422).says("six digits");
        send(&mut browser, "000000").await.is(422).says("This code is not right.");
        let code = app_shows(&key, world.now().0);
        let mut stranger = Browser::of(&world);
        send(&mut stranger, &code).await.is(422).says("Sign in again");
        assert_eq!(send(&mut browser, &code).await.leads_to(), "/profile");
        assert!(!browser.cookies.contains_key("bailiwick-pending"));
        browser.get("/profile").await.is(200);

        let mut phone = Browser::of(&world);
        phone.post("/sign-in", &fields).await;
        send(&mut phone, &code).await.is(422).says("This code is not right.");
        assert_eq!(send(&mut phone, &codes[0]).await.leads_to(), "/profile");
        Browser::of(&world).get("/sign-in/second-factor").await.is(200).says("within five minutes");
    }

    async fn a_link_for_the_password_does_not_get_around_the_second_factor(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ada.lind").await;
        set_up(&world, &mut browser).await;
        let mut thief = Browser::of(&world).from("192.0.2.66");
        thief.post("/sign-in/forgot", &[("account", "ada.lind")]).await;
        let link = mailed_link(&world, "ada.lind@norrland.example").await.unwrap();
        let token = link.rsplit('/').next().unwrap();
        let fields = [("token", token), ("new_password", NEW), ("repeat_password", NEW)];
        assert_eq!(thief.post("/sign-in/reset", &fields).await.leads_to(), "/sign-in");
        let fields = [("user_name", "ada.lind"), ("password", NEW)];
        assert_eq!(thief.post("/sign-in", &fields).await.leads_to(), "/sign-in/second-factor");
        assert!(browser.get("/profile").await.leads_to().starts_with("/sign-in"), "all sessions have ended");
    }

    async fn new_codes_and_turning_off_take_password_and_code(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ada.lind").await;
        let (key, codes) = set_up(&world, &mut browser).await;
        let code = app_shows(&key, world.now().0);
        let wrong = [("current_password", "wrong"), ("code", code.as_str())];
        browser.post("/profile/second-factor/codes", &wrong).await.is(422).says("not your current password");
        let right = [("current_password", PASSWORD), ("code", code.as_str())];
        let answer = browser.post("/profile/second-factor/codes", &right).await;
        answer.is(200).says("not shown again");
        assert!(!answer.body.contains(&codes[0]));
        browser.post("/profile/second-factor/off", &right).await.is(422).says("This code is not right.");
        world.engine.clock.advance(30_000);
        let code = app_shows(&key, world.now().0);
        let right = [("current_password", PASSWORD), ("code", code.as_str())];
        assert_eq!(browser.post("/profile/second-factor/off", &right).await.leads_to(), "/profile");
        Browser::of(&world).sign_in("ada.lind").await;
    }

    async fn a_second_factor_that_is_demanded_comes_before_everything_else(world) {
        employee(&world, "Ada Lind").await;
        let ingrid = employee(&world, "Ingrid Nord").await;
        let role = Role::IdentityGovernanceAdministrator;
        world.give_role(Principal::User(ingrid), role, None).await;
        let (mut admin, mut ada) = (Browser::of(&world), Browser::of(&world));
        admin.sign_in("ingrid.nord").await;
        ada.sign_in("ada.lind").await;
        let page = "/profile/second-factor";
        assert!(!admin.get(page).await.is(200).body.contains("You need one to go on"));
        let demand = [("resources_shown", "everyone"), ("second_factor_for", "roleHolders"), ("remove_guests_after_days", "30"), ("version", "0")];
        assert_eq!(admin.post("/admin/settings", &demand).await.leads_to(), "/admin/settings");
        // Pages, forms, data and the API are closed, whatever one's role; the way to set it up and the way out are open.
        for path in ["/", "/packages", "/admin/settings", "/profile", "/profile/sessions"] {
            assert_eq!(admin.get(path).await.leads_to(), page, "{path}");
        }
        assert_eq!(admin.post("/admin/catalogs/new", &[("name", "More")]).await.leads_to(), page);
        admin.post("/api/pages/load_settings", &[]).await.is(401);
        admin.get("/v1.0/identityGovernance/entitlementManagement/assignmentRequests").await.is(401);
        admin.get(page).await.is(200).says("You need one to go on");
        admin.post("/api/pages/load_second_factor", &[]).await.is(200);
        // A way around is no way: what such an address shows would be a page inside.
        for path in ["/share/..", "/sign-in/../admin/people", "/sign-in/%2E%2e/admin/people", "/auth/./x", "/profile/second-factor/.%2e"] {
            let answer = admin.get(path).await;
            assert!(!answer.is(404).body.contains("Ingrid Nord"), "{path}");
        }
        // Whoever holds no role goes on as before.
        ada.get("/packages").await.is(200);
        let (key, _) = set_up(&world, &mut admin).await;
        admin.get("/admin/settings").await.is(200);
        // It stays on.
        let code = app_shows(&key, world.now().0);
        let proof = [("current_password", PASSWORD), ("code", code.as_str())];
        admin.get(page).await.is(200).says("so it stays on");
        admin.post("/profile/second-factor/off", &proof).await.is(409).says("so it stays on");
        let everyone = [("resources_shown", "everyone"), ("second_factor_for", "everyone"), ("remove_guests_after_days", "30"), ("version", "1")];
        assert_eq!(admin.post("/admin/settings", &everyone).await.leads_to(), "/admin/settings");
        assert_eq!(ada.get("/packages").await.leads_to(), page);
        assert_eq!(ada.post("/sign-out", &[]).await.leads_to(), "/sign-in");
    }

    async fn signing_out_everywhere_is_one_button(world) {
        employee(&world, "Ada Lind").await;
        let (mut desk, mut phone) = (Browser::of(&world), Browser::of(&world));
        desk.sign_in("ada.lind").await;
        phone.sign_in("ada.lind").await;
        desk.get("/profile/sessions").await.is(200).says("Sign out everywhere");
        assert_eq!(desk.post("/profile/sessions/end-all", &[]).await.leads_to(), "/sign-in");
        assert!(!desk.cookies.contains_key("bailiwick-session"));
        assert!(phone.get("/profile").await.leads_to().starts_with("/sign-in"));
    }
}
