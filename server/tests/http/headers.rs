//! What every answer says to browsers, and what is refused before a page is asked.

use crate::browser::{Browser, PASSWORD, employee};
use crate::support::World;
use axum::body::Body;
use axum::http::{Method, header};
use engine::EngineOptions;

both! {
    async fn every_answer_tells_browsers_to_be_careful(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ada.lind").await;
        for path in ["/sign-in", "/profile", "/nothing", "/health", "/favicon.missing", "/share/1"] {
            let answer = browser.get(path).await;
            assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{path}");
            assert_eq!(answer.header(header::REFERRER_POLICY), "same-origin", "{path}");
            assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{path}");
            let policy = answer.header(header::CONTENT_SECURITY_POLICY);
            assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
            assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
            assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
        }
    }

    async fn pages_name_their_own_inline_scripts(world) {
        let mut browser = Browser::of(&world);
        let mut nonces = Vec::new();
        for _ in 0..2 {
            let answer = browser.get("/sign-in").await;
            let policy = answer.header(header::CONTENT_SECURITY_POLICY).to_owned();
            let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
            assert!(nonce.len() > 20);
            let scripts = answer.body.matches("<script").count();
            let named = answer.body.matches(&format!("nonce=\"{nonce}\"")).count();
            assert!(scripts > 0 && named >= scripts, "{named} of {scripts} scripts: {}", answer.body);
            assert!(!answer.body.contains(" style=\""), "{}", answer.body);
            nonces.push(nonce);
        }
        assert_ne!(nonces[0], nonces[1]);
        let refused = browser.post("/sign-in", &[]).await;
        assert!(refused.is(422).header(header::CONTENT_SECURITY_POLICY).contains("'nonce-"));
    }

    async fn forms_from_other_sites_are_refused(world) {
        employee(&world, "Ada Lind").await;
        let fields = [("user_name", "ada.lind"), ("password", PASSWORD)];
        let browser = Browser::of(&world);
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let mut one = browser.clone().with(name, value);
            let answer = one.post("/sign-in", &fields).await;
            answer.is(403).says("sent from another site");
            assert!(one.cookies.is_empty());
            one.get("/sign-in").await.is(200);
        }
        for (name, value) in [
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "none"),
            ("origin", "http://127.0.0.1:3000"),
            ("origin", "http://portal.example"),
        ] {
            let mut one = browser.clone().with(name, value);
            assert_eq!(one.post("/sign-in", &fields).await.leads_to(), "/", "{name}: {value}");
        }
    }

    async fn what_is_too_long_is_refused_with_a_page(world) {
        let mut browser = Browser::of(&world);
        let long = "a".repeat(300 * 1024);
        let answer = browser.post("/sign-in", &[("user_name", &long), ("password", "x")]).await;
        answer.is(413).says("256 kB");
        let fits = "a".repeat(100 * 1024);
        let answer = browser.post("/sign-in", &[("user_name", &fits), ("password", "x")]).await;
        answer.is(422).says("Keep this within 254 characters");
    }

    async fn who_sends_more_than_people_do_has_to_wait(world) {
        let options = EngineOptions { requests_per_minute: 5, ..EngineOptions::default() };
        let paced = World::with(world.backend, options).await;
        employee(&paced, "Ada Lind").await;
        let mut ada = Browser::of(&paced);
        let mut stranger = ada.from("192.0.2.9");
        ada.sign_in("ada.lind").await;
        for _ in 0..5 {
            ada.get("/profile").await.is(200);
        }
        let answer = ada.get("/profile").await;
        answer.is(429).says("Too many requests");
        assert!(!answer.header(header::RETRY_AFTER).is_empty());
        // Files cost nothing, and everybody has their own.
        assert_ne!(ada.get("/favicon.svg").await.status.as_u16(), 429);
        stranger.get("/sign-in").await.is(200);
    }

    async fn what_is_no_form_is_refused_with_a_page(world) {
        let mut browser = Browser::of(&world);
        let answer = browser.send(Method::POST, "/sign-in", Body::from(vec![0xff, 0xfe, b'=', b'%'])).await;
        assert!(answer.status.is_client_error());
        answer.says("<!DOCTYPE html>");
        browser.send(Method::DELETE, "/sign-in", Body::empty()).await.is(405).says("<!DOCTYPE html>");
        browser.send(Method::TRACE, "/sign-in", Body::empty()).await.is(405).says("<!DOCTYPE html>");
    }

    async fn what_does_not_exist_is_a_page_with_404(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ada.lind").await;
        browser.get("/nothing/here").await.is(404).says("Not found");
        browser.get("/pkg/missing.js").await.is(404);
        browser.get("/..%2f..%2fetc/passwd").await.is(404);
    }

    async fn health_is_the_databases(world) {
        let mut browser = Browser::of(&world);
        browser.get("/health").await.is(200).says("ok");
        world.db().close().await;
        browser.get("/health").await.is(503).says("does not answer");
        browser.cookies.insert("bailiwick-session".into(), "0".repeat(64));
        browser.get("/profile").await.is(503).says("Not reachable right now");
    }

    async fn https_makes_cookies_secure(world) {
        let options = EngineOptions::default();
        let mut secure = World::with(world.backend, options).await;
        employee(&secure, "Ada Lind").await;
        let engine = std::sync::Arc::get_mut(&mut secure.engine);
        engine.unwrap().options.public_url = "https://portal.example".to_owned();
        let mut browser = Browser::of(&secure);
        let answer = browser.post("/sign-in", &[("user_name", "ada.lind"), ("password", PASSWORD)]).await;
        let cookie = answer.header(header::SET_COOKIE);
        assert!(cookie.starts_with("__Host-bailiwick-session=") && cookie.ends_with("; Path=/; Secure"), "{cookie}");
        browser.get("/profile").await.is(200);
        let token = browser.cookies["__Host-bailiwick-session"].clone();
        let mut planted = Browser::of(&secure);
        planted.cookies.insert("bailiwick-session".to_owned(), token);
        assert!(planted.get("/profile").await.leads_to().starts_with("/sign-in"));
        let notice = browser.post("/sign-out", &[]).await;
        for cookie in notice.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.starts_with("__Host-") && cookie.ends_with("; Secure"), "{cookie}");
        }
        assert_eq!(answer.header(header::STRICT_TRANSPORT_SECURITY), "max-age=31536000; includeSubDomains");
    }

    async fn behind_tls_links_lead_to_the_portal_whatever_host_a_request_names(world) {
        let mut secure = World::with(world.backend, EngineOptions::default()).await;
        employee(&secure, "Ada Lind").await;
        let engine = std::sync::Arc::get_mut(&mut secure.engine);
        engine.unwrap().options.public_url = "https://portal.example".to_owned();
        let mut ada = Browser::of(&secure);
        ada.sign_in("ada.lind").await;
        let mut ada = ada.with("host", "evil.example");
        let list = "/v1.0/identityGovernance/entitlementManagement/accessPackages/filterByCurrentUser(on='allowedRequestor')";
        let answer = ada.get(list).await;
        answer.is(200).says("\"@odata.context\":\"https://portal.example/v1.0/");
        assert!(!answer.body.contains("evil.example"));
    }
}
