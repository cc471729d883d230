//! Who comes in, and as whom.

use super::{ada, input, is_out, known, latest, sign_in, with};
use crate::browser::Browser;
use crate::support::provider::Provider;
use axum::http::header;
use engine::organizations;
use engine::providers::create;
use serde_json::json;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::providers::ProviderInput;
use shared::providers::{GroupMatching, People, Strangers};

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
        // Some providers leave the claim out for who is in no group, and name elsewhere what is too long.
        let left_out = with(ada(), json!({ "groups": null }));
        let too_many = with(left_out.clone(), json!({ "_claim_names": { "groups": "src1" } }));
        for (claims, beside, in_sales) in [
            (left_out.clone(), json!(["Sales"]), true), (too_many, json!(null), true), (left_out, json!(null), false),
        ] {
            provider.tell(json!({ "sub": "ada-1", "groups": beside }));
            sign_in(&world, &mut browser, &provider, id, claims).await.leads_to();
            assert_eq!((is_in(&sales).await, is_in(&own).await), (in_sales, true), "{beside}");
        }
    }

    async fn org_02_nobody_gets_an_address_that_is_somebody_elses(world) {
        world.member("Ada Lind").await;
        world.guest("jane@partner.example", None).await;
        let (provider, id) = known(&world, |input| input.strangers = Strangers::Create).await;
        let mut browser = Browser::of(&world);
        sign_in(&world, &mut browser, &provider, id, ada()).await.leads_to();
        let moved = json!({ "email": "jane@partner.example", "email_verified": null, "department": "Legal" });
        sign_in(&world, &mut browser, &provider, id, with(ada(), moved)).await.leads_to();
        browser.get("/profile").await.is(200).says("ada.lind@norrland.example").says("Legal");
        let moved = json!({ "email": "ada@norrland.example", "email_verified": null });
        sign_in(&world, &mut browser, &provider, id, with(ada(), moved)).await.leads_to();
        browser.get("/profile").await.is(200).says("ada@norrland.example");
        // And nobody is called by it.
        let called = json!({ "sub": "m", "email": "mallory@norrland.example", "preferred_username": "jane@partner.example" });
        let mut other = Browser::of(&world);
        sign_in(&world, &mut other, &provider, id, with(ada(), called)).await.is(422).says("an account with your name");
        is_out(&other);
    }

    async fn org_02_org_04_a_partner_takes_no_address_of_our_own_people(world) {
        let (provider, id) = known(&world, |input| {
            input.people = People::Partners;
            input.strangers = Strangers::Create;
        }).await;
        let contoso = world.organization("Contoso", &[]).await;
        run_sql!(world, "UPDATE connected_organizations SET provider_id = $2 WHERE id = $1", contoso, id).unwrap();
        let own = Provider::start();
        let domains = vec!["norrland.example".to_owned()];
        let ours = ProviderInput { name: "Our own".to_owned(), domains, enabled: false, ..input(&own) };
        create(&world.administrator_named("Bea Provider").await, ours).await.unwrap();
        let mut browser = Browser::of(&world);
        let hired = json!({ "sub": "h", "email": "new.hire@norrland.example" });
        let answer = sign_in(&world, &mut browser, &provider, id, with(ada(), hired)).await;
        answer.is(422).says("belongs to no organization");
        is_out(&browser);
        let theirs = json!({ "sub": "k", "email": "kim@fabrikam.example" });
        sign_in(&world, &mut browser, &provider, id, with(ada(), theirs)).await.leads_to();
        browser.get("/profile").await.is(200).says("Visitor from Contoso");
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

    async fn org_02_a_partners_provider_does_not_vouch_for_who_has_a_role(world) {
        let (provider, id) = known(&world, |input| {
            input.people = People::Partners;
            input.strangers = Strangers::Create;
            input.name = "Contoso".to_owned();
        }).await;
        let sales = world.catalog("Sales").await;
        let [kim, lee] = [world.guest("kim@contoso.example", None).await, world.guest("lee@contoso.example", None).await];
        let owners = world.group("Owners of sales").await;
        world.hold(kim, owners.member()).await;
        for holder in [owners.principal(), Principal::User(lee)] {
            world.give_role(holder, Role::CatalogOwner, Some(sales)).await;
        }
        // Whoever looks after partners makes both people of Contoso, whose provider says who they are.
        let ove = world.member("Ove Partner").await;
        world.give_role(Principal::User(ove), Role::ConnectedOrganizationAdministrator, None).await;
        let organization = shared::forms::organizations::OrganizationInput {
            name: "Contoso".to_owned(),
            description: String::new(),
            domains: vec!["contoso.example".to_owned()],
            state: shared::directory::OrganizationState::Configured,
            provider: Some(id),
            internal_sponsors: Vec::new(),
            external_sponsors: Vec::new(),
        };
        organizations::create(&world.as_user(ove).await, organization).await.unwrap();
        let claims = |name: &str| with(ada(), json!({ "sub": name, "name": name, "email": format!("{name}@contoso.example"), "preferred_username": name }));
        for name in ["kim", "lee"] {
            let mut browser = Browser::of(&world);
            sign_in(&world, &mut browser, &provider, id, claims(name)).await.is(422).says("has a role in this portal");
            assert!(latest(&world, "session.refused").await.contains("account with a role"));
            is_out(&browser);
        }
        assert_eq!(world.count("user_identities").await, 0);
        // Known by the provider before, they come in as ever, whatever role they get later.
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", kim).unwrap();
        let mut browser = Browser::of(&world);
        sign_in(&world, &mut browser, &provider, id, claims("kim")).await.leads_to();
        world.hold(kim, owners.member()).await;
        let mut again = Browser::of(&world);
        sign_in(&world, &mut again, &provider, id, claims("kim")).await.leads_to();
        again.get("/profile").await.is(200).says("kim@contoso.example");
    }
}
