//! Signing in and out.

use crate::browser::{Browser, PASSWORD, demonstration, employee};
use axum::http::header;

both! {
    async fn the_session_cookie_is_for_this_site_only(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        let answer = browser.post("/sign-in", &[("user_name", "Ada.Lind"), ("password", PASSWORD)]).await;
        assert_eq!(answer.leads_to(), "/");
        let cookie = answer.header(header::SET_COOKIE);
        for part in ["bailiwick-session=", "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=2592000"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert!(!cookie.contains("Secure"), "plain http cannot set secure cookies");
        browser.get("/profile").await.is(200).says("Ada Lind");
    }

    async fn a_wrong_password_keeps_the_name_and_not_the_password(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        let fields = [("user_name", "ada.lind"), ("password", "a wrong one"), ("next", "/profile")];
        let answer = browser.post("/sign-in", &fields).await;
        answer.is(422).says("User name or password is not right.").says("ada.lind");
        assert!(!answer.body.contains("a wrong one"), "{}", answer.body);
        answer.says("value=\"/profile\"");
        assert!(browser.cookies.is_empty());
    }

    async fn hostile_text_comes_back_as_text(world) {
        let mut browser = Browser::of(&world);
        let hostile = "\"><script>alert(1)</script>";
        let answer = browser.post("/sign-in", &[("user_name", hostile), ("password", "x")]).await;
        answer.is(422);
        assert!(!answer.body.contains("<script>alert"), "{}", answer.body);
    }

    async fn too_many_tries_have_to_wait(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        let wrong = [("user_name", "ada.lind"), ("password", "wrong")];
        for _ in 0..5 {
            browser.post("/sign-in", &wrong).await.is(422);
        }
        browser.post("/sign-in", &wrong).await.is(429).says("Too many tries");
        // The person at another address is not locked out.
        browser.from("192.0.2.9").sign_in("ada.lind").await;
    }

    async fn forwarded_addresses_of_strangers_are_not_believed(world) {
        employee(&world, "Ada Lind").await;
        let wrong = [("user_name", "ada.lind"), ("password", "wrong")];
        let browser = Browser::of(&world);
        let mut last = 0;
        for n in 0..6 {
            let mut one = browser.clone().with("x-forwarded-for", &format!("198.51.100.{n}"));
            last = one.post("/sign-in", &wrong).await.status.as_u16();
        }
        assert_eq!(last, 429);
    }

    async fn people_who_are_not_signed_in_go_through_the_sign_in_page(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        let there = browser.get("/profile?tab=1&x=%3Cb%3E").await.leads_to().to_owned();
        assert_eq!(there, "/sign-in?next=/profile%3Ftab%3D1%26x%3D%253Cb%253E");
        browser.get(&there).await.is(200).says("value=\"/profile?tab=1&amp;x=%3Cb%3E\"");
        for path in ["/", "/admin/people", "/nothing-here", "/demo/clock"] {
            assert!(browser.get(path).await.leads_to().starts_with("/sign-in"), "{path}");
        }
        let fields = [("user_name", "ada.lind"), ("password", PASSWORD), ("next", "/profile?tab=1")];
        assert_eq!(browser.post("/sign-in", &fields).await.leads_to(), "/profile?tab=1");
    }

    async fn signing_in_leads_to_this_site_only(world) {
        employee(&world, "Ada Lind").await;
        for next in ["https://evil.example", "//evil.example", "/\\evil.example", "/%0d%0aX: y\r\nX: y", "javascript:1", "/sign-out"] {
            let mut browser = Browser::of(&world);
            let fields = [("user_name", "ada.lind"), ("password", PASSWORD), ("next", next)];
            assert_eq!(browser.post("/sign-in", &fields).await.leads_to(), "/", "{next:?}");
            let asked = format!("/sign-in?next={}", serde_urlencoded::to_string([("", next)]).unwrap().trim_start_matches('='));
            let page = Browser::of(&world).get(&asked).await;
            assert!(!page.is(200).body.contains("evil.example"), "{next:?}");
        }
    }

    async fn signing_out_ends_the_session(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ada.lind").await;
        let stolen = browser.clone();
        let answer = browser.post("/sign-out", &[]).await;
        assert_eq!(answer.leads_to(), "/sign-in");
        assert_eq!(answer.header("clear-site-data"), "\"storage\"");
        assert!(!browser.cookies.contains_key("bailiwick-session"));
        browser.get("/sign-in").await.is(200).says("You are signed out.");
        assert!(stolen.clone().get("/profile").await.leads_to().starts_with("/sign-in"));
        // Once more does no harm.
        assert_eq!(browser.post("/sign-out", &[]).await.leads_to(), "/sign-in");
    }

    async fn demo_sign_in_is_one_form_field(world) {
        let demo = demonstration(&world).await;
        let mut browser = Browser::of(&demo);
        browser.get("/sign-in").await.is(200).says("name=\"user\"").says("value=\"ada.lind\"");
        let answer = browser.post("/auth/demo", &[("user", "ada.lind")]).await;
        assert_eq!(answer.leads_to(), "/");
        browser.get("/profile").await.is(200).says("Ada Lind").says("Demo");
        browser.post("/auth/demo", &[("user", "bo.ek")]).await.is(422);
        browser.post("/auth/demo", &[]).await.is(422);
    }

    async fn demo_sign_in_needs_a_demonstration_on_this_machine(world) {
        employee(&world, "Ada Lind").await;
        Browser::of(&world).post("/auth/demo", &[("user", "ada.lind")]).await.is(404);
        Browser::of(&world).get("/demo/mailbox").await.is(404);
        let page = Browser::of(&world).get("/sign-in").await;
        assert!(!page.body.contains("/auth/demo"), "{}", page.body);
        let demo = demonstration(&world).await;
        for host in ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:3000", "[2001:db8::1]:3000"] {
            let mut browser = Browser::of(&demo).with("host", host);
            browser.post("/auth/demo", &[("user", "ada.lind")]).await.is(404);
        }
        for host in ["localhost:3000", "127.0.0.1", "[::1]:3000"] {
            let mut browser = Browser::of(&demo).with("host", host);
            assert_eq!(browser.post("/auth/demo", &[("user", "ada.lind")]).await.leads_to(), "/");
        }
    }
}
