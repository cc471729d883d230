//! Administrators and their providers.

use super::{ada, input, latest, sign_in};
use crate::browser::{Browser, employee};
use crate::support::provider::Provider;
use crate::support::{Backend, World};
use engine::EngineOptions;
use engine::providers::{Secrets, create};
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::providers::ProviderInput;
use shared::ids::ProviderId;

both! {
    async fn org_02_an_administrator_adds_changes_and_deletes_a_provider(world) {
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
