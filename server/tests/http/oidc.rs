//! Signing in with a provider (OpenID Connect), and everything that must not let anybody in.

use crate::browser::{Answer, Browser};
use crate::support::provider::{self, Provider, Signing};
use crate::support::{Backend, World};
use axum::http::header;
use engine::providers::{Secrets, create};
use engine::{EngineOptions, organizations};
use serde_json::{Value, json};
use shared::forms::providers::ProviderInput;
use shared::ids::ProviderId;
use shared::providers::{GroupMatching, People, Strangers};

fn input(provider: &Provider) -> ProviderInput {
    ProviderInput {
        issuer: provider.issuer.clone(),
        ..provider::input("Norrland Login")
    }
}

/// A provider that the portal knows, as the story wants it.
async fn known(world: &World, change: impl FnOnce(&mut ProviderInput)) -> (Provider, ProviderId) {
    let provider = Provider::start();
    let mut input = input(&provider);
    change(&mut input);
    let admin = world.administrator_named("Ines Provider").await;
    let id = create(&admin, input).await.unwrap();
    (provider, id)
}

/// Ada at the provider.
fn ada() -> Value {
    json!({
        "sub": "ada-1", "email": "ada.lind@norrland.example", "email_verified": true, "name": "Ada Lind",
        "preferred_username": "ada.lind", "given_name": "Ada", "family_name": "Lind",
        "department": "Sales", "groups": []
    })
}

fn with(mut claims: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

/// Sets out for the provider; the address there.
async fn set_out(browser: &mut Browser, id: ProviderId, next: &str) -> String {
    let answer = browser.get(&format!("/auth/oidc/{id}?next={next}")).await;
    answer.leads_to().to_owned()
}

/// There and back.
async fn sign_in(
    world: &World,
    browser: &mut Browser,
    provider: &Provider,
    id: ProviderId,
    claims: Value,
) -> Answer {
    let there = set_out(browser, id, "/profile").await;
    let back = provider.answer(&there, world.now(), claims);
    browser.get(&back).await
}

async fn latest(world: &World, action: &str) -> String {
    value!(
        world,
        String,
        "SELECT details FROM audit_records WHERE action = $1 ORDER BY seq DESC LIMIT 1",
        action
    )
}

#[track_caller]
fn is_out(browser: &Browser) {
    assert!(!browser.cookies.contains_key("bailiwick-session"));
}

both! {
    async fn org_02_a_member_signs_in_and_out_with_a_provider(world) {
        let user = world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        let mut browser = Browser::of(&world);
        browser.get("/sign-in?next=/profile").await.is(200)
            .says("Sign in with Norrland Login").says(&format!("/auth/oidc/{id}?next="));
        let answer = browser.get(&format!("/auth/oidc/{id}?next=/profile")).await;
        let cookie = answer.header(header::SET_COOKIE);
        for part in ["bailiwick-browser=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        let back = provider.answer(answer.leads_to(), world.now(), ada());
        assert_eq!(browser.get(&back).await.leads_to(), "/profile");
        assert!(!browser.cookies.contains_key("bailiwick-browser"));
        // What the provider says is taken over, once.
        browser.get("/profile").await.is(200).says("Ada Lind").says("Sales");
        assert!(latest(&world, "user.update").await.contains("Sales"));
        browser.get("/profile/sessions").await.is(200).says("Norrland Login");
        assert!(latest(&world, "session.start").await.contains("Norrland Login"));
        let updates = world.count("audit_records WHERE action = 'user.update'").await;
        let mut again = browser.from("192.0.2.9");
        let renamed = with(ada(), json!({ "email": "somebody.else@norrland.example", "email_verified": false }));
        sign_in(&world, &mut again, &provider, id, renamed).await.leads_to();
        again.get("/profile").await.is(200).says("ada.lind@norrland.example");
        assert_eq!(world.count("audit_records WHERE action = 'user.update'").await, updates);
        let linked = value!(world, i64, "SELECT COUNT(*) FROM user_identities WHERE user_id = $1", user);
        assert_eq!(linked, 1);
        // Out here and there.
        let answer = browser.post("/sign-out", &[]).await;
        let refresh = answer.is(200).header("refresh").to_owned();
        let start = format!("0;url={}/end?from=portal&id_token_hint=", provider.issuer);
        assert!(refresh.starts_with(&start), "{refresh}");
        assert!(refresh.ends_with("&client_id=portal&post_logout_redirect_uri=http%3A%2F%2Fportal.example%2Fsign-in"), "{refresh}");
        is_out(&browser);
        assert!(browser.get("/profile").await.leads_to().starts_with("/sign-in"));
    }

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

    async fn org_02_whoever_is_not_known_is_refused_or_gets_an_account(world) {
        let (provider, id) = known(&world, |_| ()).await;
        let mut browser = Browser::of(&world);
        sign_in(&world, &mut browser, &provider, id, ada()).await.is(422).says("there is no account for you here");
        assert!(latest(&world, "session.refused").await.contains("unknown person"));
        is_out(&browser);
        let (provider, id) = {
            let provider = Provider::start();
            let input = ProviderInput { name: "Open".to_owned(), strangers: Strangers::Create, ..input(&provider) };
            let admin = world.administrator_named("Bea Provider").await;
            let id = create(&admin, input).await.unwrap();
            (provider, id)
        };
        sign_in(&world, &mut browser, &provider, id, ada()).await.leads_to();
        browser.get("/profile").await.is(200).says("Member of Norrland Energi").says("Sales").says("ada.lind");
        // Without an address that is confirmed, or with the name of somebody else, nobody does.
        for (claims, words) in [
            (with(ada(), json!({ "sub": "2", "email": "x@norrland.example", "email_verified": false })), "not confirmed"),
            (with(ada(), json!({ "sub": "3", "email": null })), "does not tell your mail address"),
            (with(ada(), json!({ "sub": "4", "email": "y@norrland.example" })), "an account with your name"),
            (with(ada(), json!({ "sub": "5", "email": "y@norrland.example", "preferred_username": "<b>" })), "user name that can be used"),
            // The address of somebody who is somebody else there.
            (with(ada(), json!({ "sub": "6" })), "belongs to somebody else"),
        ] {
            provider.tell(json!({ "sub": claims["sub"] }));
            let mut other = Browser::of(&world);
            sign_in(&world, &mut other, &provider, id, claims).await.is(422).says(words);
            is_out(&other);
        }
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

    async fn org_02_what_the_token_leaves_out_is_asked_for(world) {
        world.member("Ada Lind").await;
        let (provider, id) = known(&world, |_| ()).await;
        let thin = json!({ "sub": "ada-1" });
        provider.tell(with(ada(), json!({ "sub": "somebody-else" })));
        let mut browser = Browser::of(&world);
        sign_in(&world, &mut browser, &provider, id, thin.clone()).await.is(422).says("cannot be trusted");
        provider.tell(ada());
        sign_in(&world, &mut browser, &provider, id, thin).await.leads_to();
        browser.get("/profile").await.is(200).says("Sales");
    }

    async fn org_02_groups_come_and_go_with_the_provider(world) {
        let user = world.member("Ada Lind").await;
        let (sales, own) = (world.group("Sales").await, world.group("Chess").await);
        world.hold(user, own.member()).await;
        let (provider, id) = known(&world, |input| input.group_matching = GroupMatching::Name).await;
        let is_in = async |group: &crate::support::Object| {
            let mut conn = world.db().read().await.unwrap();
            engine::directory::is_in_group(&mut conn, user, group.id).await.unwrap()
        };
        let mut browser = Browser::of(&world);
        for (named, in_sales) in [(json!(["Sales", "Unheard of"]), true), (json!(["Chess"]), false), (json!("Sales"), true), (json!([]), false)] {
            sign_in(&world, &mut browser, &provider, id, with(ada(), json!({ "groups": named }))).await.leads_to();
            assert_eq!((is_in(&sales).await, is_in(&own).await), (in_sales, true), "{named}");
        }
        assert!(latest(&world, "user.changeGroups").await.contains("Sales"));
    }

    async fn org_02_org_04_people_of_a_partner_sign_in_at_home(world) {
        let (provider, id) = known(&world, |input| {
            input.people = People::Partners;
            input.strangers = Strangers::Create;
            input.name = "Contoso".to_owned();
        }).await;
        let admin = world.administrator_named("Ove Partner").await;
        let organization = shared::forms::organizations::OrganizationInput {
            name: "Contoso".to_owned(),
            description: String::new(),
            domains: vec!["contoso.example".to_owned()],
            state: shared::directory::OrganizationState::Configured,
            provider: Some(id),
            internal_sponsors: Vec::new(),
            external_sponsors: Vec::new(),
        };
        let contoso = organizations::create(&admin, organization).await.unwrap();
        let mut browser = Browser::of(&world);
        let page = browser.get("/sign-in").await;
        assert!(!page.is(200).body.contains("Sign in with Contoso"), "the button is not for everybody");
        // The domain alone leads there; no code is sent.
        let there = browser.post("/sign-in/mail", &[("mail", "whoever@contoso.example"), ("next", "/requests")]).await;
        let there = there.leads_to().to_owned();
        assert_eq!(there, format!("/auth/oidc/{id}/go?next=/requests"));
        let refresh = browser.get(&there).await.is(200).header("refresh").to_owned();
        assert_eq!(refresh, format!("0;url=/auth/oidc/{id}?next=/requests"));
        assert_eq!(world.count("outbox").await, 0);
        let kim = json!({
            "sub": "kim", "name": "Kim Ro", "email": "kim@contoso.example", "department": "x", "groups": ["Sales"],
            "preferred_username": "root", "given_name": "Kim", "family_name": "Ro"
        });
        sign_in(&world, &mut browser, &provider, id, kim.clone()).await.leads_to();
        browser.get("/profile").await.is(200).says("Visitor from Contoso").says("Kim Ro");
        let from = value!(world, shared::ids::OrganizationId, "SELECT organization_id FROM users WHERE user_name = 'kim@contoso.example'");
        assert_eq!(from, contoso);
        // A partner's provider speaks for its own people only.
        world.member("Ada Lind").await;
        for (claims, words) in [
            (with(kim.clone(), json!({ "sub": "a", "email": "ada.lind@norrland.example", "email_verified": true })), "an account with your name"),
            (with(kim.clone(), json!({ "sub": "b", "email": "eve@fabrikam.example" })), "belongs to no organization"),
        ] {
            let mut other = Browser::of(&world);
            sign_in(&world, &mut other, &provider, id, claims).await.is(422).says(words);
            is_out(&other);
        }
        // Once the organization signs in by code again, she does so too.
        let change = shared::forms::organizations::OrganizationInput {
            name: "Contoso".to_owned(),
            description: String::new(),
            domains: vec!["contoso.example".to_owned()],
            state: shared::directory::OrganizationState::Configured,
            provider: None,
            internal_sponsors: Vec::new(),
            external_sponsors: Vec::new(),
        };
        organizations::update(&admin, contoso, 1, change).await.unwrap();
        let mut again = Browser::of(&world);
        sign_in(&world, &mut again, &provider, id, kim).await.is(422).says("does not belong to an organization");
        let there = again.post("/sign-in/mail", &[("mail", "kim@contoso.example")]).await;
        assert!(there.leads_to().starts_with("/sign-in/code"), "{}", there.leads_to());
    }

    async fn org_02_an_administrator_adds_changes_and_deletes_a_provider(world) {
        use crate::browser::employee;
        use shared::authz::Role;
        use shared::directory::Principal;
        let ines = employee(&world, "Ines Provider").await;
        world.give_role(Principal::User(ines), Role::IdentityGovernanceAdministrator, None).await;
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ines.provider").await;
        browser.get("/admin/providers").await.is(200).says("No sign-in providers yet");
        browser.get("/admin/providers/new").await.is(200)
            .says("http://portal.example/auth/oidc/callback").says("http://portal.example/sign-in");
        let provider = Provider::start();
        let form = |issuer: &str, name: &str| -> Vec<(&'static str, String)> {
            let text = str::to_owned;
            vec![
                ("version", text("1")), ("name", text(name)), ("issuer", text(issuer)), ("client_id", text("portal")),
                ("scopes", text("openid email")), ("people", text("members")), ("domains", text("norrland.example")),
                ("strangers", text("refuse")), ("matching", text("mail")), ("group_matching", text("nothing")),
                ("claim_mail", text("email")), ("enabled", text("on")),
            ]
        };
        let post = async |browser: &mut Browser, path: &str, fields: Vec<(&'static str, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(path, &fields).await
        };
        for (issuer, words) in [
            ("http://login.example", "begins with https://"),
            ("http://127.0.0.1:1", "could not be asked"),
            (format!("{}/nothing", provider.issuer).as_str(), "answers with 404"),
            (format!("{}/", provider.issuer).as_str(), "calls itself something else"),
        ] {
            let answer = post(&mut browser, "/admin/providers/new", form(issuer, "Login")).await;
            answer.is(422).says(words);
        }
        assert_eq!(world.count("identity_providers").await, 0);
        let answer = post(&mut browser, "/admin/providers/new", form(&provider.issuer, "Login")).await;
        let page = answer.leads_to().to_owned();
        browser.get(&page).await.is(200).says("Login").says(&provider.issuer).says("norrland.example");
        assert!(latest(&world, "provider.create").await.contains(&provider.issuer));
        post(&mut browser, "/admin/providers/new", form(&provider.issuer, "login")).await.is(422).says("Another provider has this name.");
        assert_eq!(browser.post(&format!("{page}/check"), &[]).await.leads_to(), page);
        browser.get(&page).await.is(200).says("knows the client id and the secret");
        // An address of the domain leads there, and a switched off provider nowhere.
        let mut stranger = Browser::of(&world);
        let there = stranger.post("/sign-in/mail", &[("mail", "x@norrland.example")]).await;
        assert!(there.leads_to().starts_with("/auth/oidc/"), "{}", there.leads_to());
        let id: ProviderId = page.rsplit('/').next().unwrap().parse().unwrap();
        let mut ada_browser = Browser::of(&world);
        sign_in(&world, &mut ada_browser, &provider, id, ada()).await.leads_to();
        let off: Vec<_> = form(&provider.issuer, "Login").into_iter().filter(|(name, _)| *name != "enabled").collect();
        assert_eq!(post(&mut browser, &format!("{page}/edit"), off.clone()).await.leads_to(), page);
        post(&mut browser, &format!("{page}/edit"), off).await.is(409);
        stranger.get(&format!("/auth/oidc/{id}")).await.is(404);
        let page_of_all = stranger.get("/sign-in").await;
        assert!(!page_of_all.is(200).body.contains("Sign in with"));
        ada_browser.get("/profile").await.is(200);
        browser.post(&format!("{page}/delete"), &[("version", "1")]).await.is(409);
        assert_eq!(browser.post(&format!("{page}/delete"), &[("version", "2")]).await.leads_to(), "/admin/providers");
        assert!(ada_browser.get("/profile").await.leads_to().starts_with("/sign-in"));
        assert!(latest(&world, "provider.delete").await.contains("\"sessionsEnded\":1"));
        // Nobody else sees any of it.
        for path in ["/admin/providers", "/admin/providers/new"] {
            let mut other = Browser::of(&world);
            other.sign_in("ada.lind").await;
            other.get(path).await.is(404);
        }
    }

    async fn org_02_a_secret_is_named_and_never_shown(world) {
        let world = with_secret(world.backend).await;
        world.member("Ada Lind").await;
        let provider = Provider::start();
        provider.require_secret("hush");
        let admin = world.administrator().await;
        let name = "BAILIWICK_OIDC_SECRET_NORRLAND".to_owned();
        let id = create(&admin, ProviderInput { secret_name: name, ..input(&provider) }).await.unwrap();
        let mut browser = Browser::of(&world);
        sign_in(&world, &mut browser, &provider, id, ada()).await.leads_to();
        let said = engine::providers::check(&admin, id).await.unwrap();
        assert!(said.contains("knows the client id and the secret"), "{said}");
        provider.require_secret("another");
        let error = engine::providers::check(&admin, id).await.unwrap_err().public();
        assert!(error.field_errors().get("").unwrap().contains("invalid_client"), "{error:?}");
        sign_in(&world, &mut Browser::of(&world), &provider, id, ada()).await.is(422).says("invalid_client");
        for table in ["identity_providers", "audit_records", "sessions"] {
            let column = match table { "identity_providers" => "secret_name", "sessions" => "method", _ => "details" };
            let found = value!(world, i64, format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE '%hush%'"));
            assert_eq!(found, 0, "{table}");
        }
    }
}

async fn with_secret(backend: Backend) -> World {
    let pair = ("BAILIWICK_OIDC_SECRET_NORRLAND", "hush");
    let options = EngineOptions {
        secrets: Secrets::among([(pair.0.to_owned(), pair.1.to_owned())]),
        ..EngineOptions::default()
    };
    World::with(backend, options).await
}
