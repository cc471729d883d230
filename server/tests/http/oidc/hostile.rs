//! What must not let anybody in.

use super::{ada, input, is_out, known, latest, set_out, sign_in, with};
use crate::browser::Browser;
use crate::support::provider::{Provider, Signing};
use engine::providers::update;
use serde_json::{Value, json};
use shared::forms::providers::ProviderInput;
use shared::ids::ProviderId;
use shared::providers::Strangers;

both! {
    async fn org_02_a_bad_token_lets_nobody_in(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        let now = world.now().0 / 1_000;
        let cases = [
            ("nonce", json!("another")), ("nonce", Value::Null), ("aud", json!("another")),
            ("aud", json!(["portal", "another"])), ("iss", json!("https://login.evil.example")),
            ("exp", json!(now - 121)), ("exp", Value::Null), ("iat", json!(now + 180)), ("nbf", json!(now + 180)),
            ("azp", json!("another")), ("sub", Value::Null), ("sub", json!("")),
        ];
        for (claim, value) in cases {
            let mut browser = Browser::of(&world);
            let claims = with(ada(), json!({ claim: value }));
            let answer = sign_in(&world, &mut browser, &provider, id, claims).await;
            answer.is(422).says("cannot be trusted").says("Norrland Login");
            is_out(&browser);
            assert!(latest(&world, "session.refused").await.contains("Norrland Login"), "{claim}");
        }
        for signing in [Signing::Foreign, Signing::None] {
            provider.sign(signing);
            let mut browser = Browser::of(&world);
            sign_in(&world, &mut browser, &provider, id, ada()).await.is(422).says("cannot be trusted");
            is_out(&browser);
        }
        provider.sign(Signing::Good);
        // Clocks may differ by two minutes.
        let late = with(ada(), json!({ "exp": now - 100, "iat": now + 100, "nbf": now + 100 }));
        let mut browser = Browser::of(&world);
        assert_eq!(sign_in(&world, &mut browser, &provider, id, late).await.leads_to(), "/profile");
        assert_eq!(world.count("sessions").await, 1);
    }

    async fn org_02_an_answer_counts_once_and_for_the_browser_that_set_out(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        let mut ada_browser = Browser::of(&world);
        let there = set_out(&mut ada_browser, id, "/profile").await;
        let back = provider.answer(&there, world.now(), ada());
        // Somebody else's browser, on its own way or not, gets nowhere, and spoils nothing.
        let mut mallory = Browser::of(&world);
        mallory.get(&back).await.is(422).says("Begin again here.");
        set_out(&mut mallory, id, "/").await;
        mallory.get(&back).await.is(422);
        is_out(&mallory);
        let copy = ada_browser.clone();
        assert_eq!(ada_browser.get(&back).await.leads_to(), "/profile");
        copy.clone().get(&back).await.is(422).says("Begin again here.");
        for wrong in ["", "?code=x", "?state=x", "?code=x&state=y", "?error=access_denied&state=z"] {
            copy.clone().get(&format!("/auth/oidc/callback{wrong}")).await.is(422);
        }
        // A code of another sign-in does not fit the challenge of this one.
        let mut one = Browser::of(&world);
        let mut other = Browser::of(&world);
        let stolen = provider.answer(&set_out(&mut one, id, "/").await, world.now(), ada());
        let mine = provider.answer(&set_out(&mut other, id, "/").await, world.now(), ada());
        let code = stolen.split(['=', '&']).nth(1).unwrap();
        let mixed = format!("/auth/oidc/callback?code={code}&{}", mine.split_once('&').unwrap().1);
        other.get(&mixed).await.is(422).says("did not sign you in");
        is_out(&other);
        // Ten minutes later it is too late.
        let mut slow = Browser::of(&world);
        let there = set_out(&mut slow, id, "/").await;
        world.engine.clock.advance(600_001);
        slow.get(&provider.answer(&there, world.now(), ada())).await.is(422).says("took too long");
        is_out(&slow);
    }

    async fn org_02_no_page_elsewhere_signs_anybody_in(world) {
        world.member("Ada Lind").await;
        let (_provider, id) = known(&world, |_| ()).await;
        let path = format!("/auth/oidc/{id}?next=/profile");
        for (from, away) in [("cross-site", false), ("same-site", false), ("same-origin", true), ("none", true)] {
            let answer = Browser::of(&world).with("sec-fetch-site", from).get(&path).await;
            assert_eq!(answer.leads_to() != "/sign-in?next=/profile", away, "{from}");
        }
    }

    async fn org_02_a_provider_can_say_no(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        for (error, words) in [("access_denied", "was told not to"), ("server_error", "server_error"), ("%3Cscript%3E", "script")] {
            let mut browser = Browser::of(&world);
            let there = set_out(&mut browser, id, "/profile").await;
            let state = provider.answer(&there, world.now(), ada()).split_once("state=").unwrap().1.to_owned();
            let answer = browser.get(&format!("/auth/oidc/callback?error={error}&state={state}")).await;
            answer.is(422).says(words).says("value=\"/profile\"");
            assert!(!answer.body.contains("<script>script"), "{}", answer.body);
            is_out(&browser);
        }
        // An answer in the name of another provider (RFC 9207).
        let mut browser = Browser::of(&world);
        let back = provider.answer(&set_out(&mut browser, id, "/").await, world.now(), ada());
        browser.get(&format!("{back}&iss=https%3A%2F%2Fevil.example")).await.is(422).says("cannot be trusted");
        is_out(&browser);
    }

    async fn org_02_a_provider_that_is_down_is_named(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        let mut browser = Browser::of(&world);
        let back = provider.answer(&set_out(&mut browser, id, "/").await, world.now(), ada());
        provider.break_down();
        browser.get(&back).await.is(502).says("Norrland Login does not answer as it should");
        // That is nobody's fault, and counts against nobody.
        assert_eq!(world.count("throttles WHERE failures > 0").await, 0);
        // What is known of it serves for an hour.
        set_out(&mut browser, id, "/").await;
        world.pass_hours(1);
        browser.get(&format!("/auth/oidc/{id}")).await.is(502).says("Norrland Login does not answer as it should");
        is_out(&browser);
    }

    async fn org_02_new_keys_are_fetched_but_not_again_and_again(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        let mut browser = Browser::of(&world);
        sign_in(&world, &mut browser, &provider, id, ada()).await.leads_to();
        assert_eq!(provider.asked(), (1, 1));
        provider.rotate();
        sign_in(&world, &mut browser, &provider, id, ada()).await.leads_to();
        assert_eq!(provider.asked(), (1, 2));
        provider.rotate();
        sign_in(&world, &mut browser, &provider, id, ada()).await.is(422);
        provider.sign(Signing::Foreign);
        sign_in(&world, &mut browser, &provider, id, ada()).await.is(422);
        assert_eq!(provider.asked(), (1, 2));
        provider.sign(Signing::Good);
        world.engine.clock.advance(60_000);
        sign_in(&world, &mut browser, &provider, id, ada()).await.leads_to();
        assert_eq!(provider.asked(), (1, 3));
    }

    async fn org_02_an_address_that_is_not_verified_is_nobodys(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |input| input.strangers = Strangers::Create).await;
        for verified in [json!(false), json!("false"), Value::Null] {
            let claims = with(ada(), json!({ "email_verified": verified, "sub": "m", "preferred_username": "ada.lind" }));
            let mut browser = Browser::of(&world);
            sign_in(&world, &mut browser, &provider, id, claims).await.is(422);
            is_out(&browser);
        }
        assert_eq!(world.count("user_identities").await, 0);
    }

    async fn org_02_only_the_claim_for_mail_is_verified(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |input| {
            input.strangers = Strangers::Create;
            input.claims.mail = "upn".to_owned();
        }).await;
        let mallory = json!({
            "sub": "m", "email": "mallory@norrland.example", "preferred_username": "mallory", "upn": "ada.lind@norrland.example"
        });
        let mut browser = Browser::of(&world);
        sign_in(&world, &mut browser, &provider, id, with(ada(), mallory)).await.is(422).says("an account with your name");
        is_out(&browser);
        assert_eq!(world.count("user_identities").await, 0);
    }

    async fn org_02_an_answer_is_for_the_provider_as_it_was_asked(world) {
        world.member("Ada Lind").await;
        let admin = world.administrator_named("Bea Provider").await;
        let (provider, id) = known(&world, |_| ()).await;
        let elsewhere = Provider::start();
        let moved = ProviderInput { issuer: elsewhere.issuer.clone(), ..input(&provider) };
        let off = ProviderInput { enabled: false, ..moved.clone() };
        for (asked, version, change) in [(&provider, 1, moved), (&elsewhere, 2, off)] {
            let mut browser = Browser::of(&world);
            let back = asked.answer(&set_out(&mut browser, id, "/").await, world.now(), ada());
            let held = asked.hold();
            let meanwhile = async {
                held.until_asked().await;
                update(&admin, id, version, change).await.unwrap();
                held.let_go();
            };
            let (answer, ()) = tokio::join!(browser.get(&back), meanwhile);
            answer.is(422).says("was changed here while you were signing in");
            is_out(&browser);
            assert_eq!((world.count("sessions").await, world.count("user_identities").await), (0, 0));
            assert!(latest(&world, "session.refused").await.contains("provider changed meanwhile"));
        }
    }

    async fn org_02_who_comes_back_with_nothing_again_and_again_has_to_wait(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        let with_nothing = async |browser: &mut Browser| {
            let back = provider.answer(&set_out(browser, id, "/").await, world.now(), ada());
            let state = back.split_once("state=").unwrap().1;
            browser.get(&format!("/auth/oidc/callback?error=access_denied&state={state}")).await
        };
        let mut browser = Browser::of(&world);
        for _ in 0..100 {
            with_nothing(&mut browser).await.is(422);
        }
        let records = world.count("audit_records").await;
        with_nothing(&mut browser).await.is(429);
        assert_eq!(world.count("audit_records").await, records, "each refusal is a record");
        // Nobody elsewhere has to wait for that.
        let mut elsewhere = browser.from("192.0.2.9");
        assert_eq!(sign_in(&world, &mut elsewhere, &provider, id, ada()).await.leads_to(), "/profile");
        world.engine.clock.advance(2_000);
        assert_eq!(sign_in(&world, &mut browser, &provider, id, ada()).await.leads_to(), "/profile");
    }

    async fn org_02_who_is_blocked_stays_out(world) {
        let user = world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        run_sql!(world, "UPDATE users SET enabled = FALSE WHERE id = $1", user).unwrap();
        let mut browser = Browser::of(&world);
        sign_in(&world, &mut browser, &provider, id, ada()).await.is(422).says("This account is blocked.");
        assert!(latest(&world, "session.refused").await.contains("account disabled"));
        is_out(&browser);
    }

    async fn org_02_the_way_back_stays_on_this_site(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        for next in ["https://evil.example", "//evil.example", "/%5Cevil.example", "/%0d%0aX:y", "javascript:1", "/auth/oidc/callback"] {
            let mut browser = Browser::of(&world);
            let there = set_out(&mut browser, id, next).await;
            let back = provider.answer(&there, world.now(), ada());
            assert_eq!(browser.get(&back).await.leads_to(), "/", "{next}");
        }
        let mut browser = Browser::of(&world);
        let answer = browser.get("/auth/oidc/%22%3E%3Cscript%3E/go?next=//evil.example").await;
        assert!(!answer.body.contains("<script>") && !answer.body.contains("evil"), "{}", answer.body);
        browser.get("/auth/oidc/not-an-id").await.is(404);
        browser.get(&format!("/auth/oidc/{}", world.id::<ProviderId>())).await.is(404);
    }
}
