//! Outside partners: from the share link to a session.

use crate::browser::{Browser, demonstration, employee};
use crate::support::{World, settings};
use shared::ids::PackageId;
use shared::policy::TargetScope;

/// A package for people from outside.
async fn shared_package(world: &World) -> PackageId {
    let site = world.site("Project room", &["Visitor"]).await;
    let catalog = world.catalog("Projects").await;
    world.open_to_outsiders(catalog).await;
    let package = world
        .package(catalog, "Project Nordlys", &[site.roles[0]])
        .await;
    let mut outside = settings();
    outside.scope = TargetScope::AllConfiguredConnectedOrganizationUsers;
    world.policy(package, &outside).await;
    package
}

both! {
    async fn org_07_a_partner_comes_in_by_link_and_code(world) {
        let demo = demonstration(&world).await;
        let package = shared_package(&demo).await;
        demo.organization("Partner AB", &["partner.example"]).await;
        let mut browser = Browser::of(&demo);
        let link = format!("/share/{package}");
        browser.get(&link).await.is(200).says("Project Nordlys").says("Norrland Energi").says("/sign-in/mail");
        let next = format!("/packages/{package}");
        let bad = browser.post("/sign-in/mail", &[("mail", "kim at partner"), ("next", &next)]).await;
        bad.is(422).says("kim at partner").says("Project Nordlys");
        let answer = browser.post("/sign-in/mail", &[("mail", "Kim@Partner.example"), ("next", &next)]).await;
        let code_page = answer.leads_to().to_owned();
        assert!(code_page.starts_with("/sign-in/code?challenge="), "{code_page}");
        browser.get(&code_page).await.is(200).says("Look into your mail");
        demo.settle().await;
        let mailbox = browser.get("/demo/mailbox?to=kim%40partner.example").await;
        let mail = mailbox.is(200).body.split("/demo/mailbox/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mail = browser.get(&format!("/demo/mailbox/{mail}")).await;
        let code = mail.is(200).body.split("Your code is ").nth(1).unwrap()[..6].to_owned();
        let challenge = code_page.split("challenge=").nth(1).unwrap().split('&').next().unwrap().to_owned();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let fields = |code: &str| vec![("challenge", challenge.clone()), ("code", code.to_owned()),
            ("name", "Kim Ro".to_owned()), ("next", next.clone())];
        let post = async |browser: &mut Browser, code: &str| {
            let fields = fields(code);
            let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            browser.post("/sign-in/code", &fields).await
        };
        post(&mut browser, wrong).await.is(422).says("not right").says("Kim Ro");
        assert_eq!(post(&mut browser, &code).await.leads_to(), next);
        browser.get("/profile").await.is(200).says("Visitor from Partner AB").says("Kim Ro");
        for page in ["/requests", "/access"] {
            let answer = browser.get(page).await;
            answer.is(200).says("To ask for access, open the link you were sent.");
            assert!(!answer.body.contains("Find access"));
        }
        // Now the link goes to the package itself.
        assert_eq!(browser.get(&link).await.leads_to(), next);
    }

    async fn links_to_nothing_and_to_inner_things_look_the_same(world) {
        employee(&world, "Ada Lind").await;
        let site = world.site("Wiki", &["Reader"]).await;
        let catalog = world.catalog("Inner").await;
        let inner = world.package(catalog, "Secret plans", &[site.roles[0]]).await;
        world.policy(inner, &settings()).await;
        let mut browser = Browser::of(&world);
        let mut pages = Vec::new();
        let unknown = world.id::<PackageId>();
        for id in [inner.to_string(), unknown.to_string()] {
            let answer = browser.get(&format!("/share/{id}")).await;
            assert!(!answer.is(404).body.contains("Secret plans"));
            let nonce = answer.header("content-security-policy").split("'nonce-").nth(1).unwrap()
                .split('\'').next().unwrap().to_owned();
            pages.push(answer.body.replace(&id, "ID").replace(&nonce, "NONCE"));
        }
        assert_eq!(pages[0], pages[1]);
        for odd in ["1", "x%22%3E%3Cscript%3E", &"a".repeat(500)] {
            browser.get(&format!("/share/{odd}")).await.is(404);
        }
    }

    async fn every_address_gets_the_same_answer(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        for mail in ["ada.lind@norrland.example", "kim@partner.example"] {
            let answer = browser.post("/sign-in/mail", &[("mail", mail)]).await;
            assert!(answer.leads_to().starts_with("/sign-in/code?challenge="));
            let page = answer.leads_to().to_owned();
            browser.get(&page).await.is(200).says("Look into your mail");
        }
        browser.get("/sign-in/code").await.is(200).says("no longer works");
        browser.get("/sign-in/code?challenge=nonsense").await.is(200).says("no longer works");
    }
}
