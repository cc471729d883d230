//! Partners, who prove a mail address by a code.

use super::{at, at_once, audited, behind, refusal};
use crate::support::{World, settings};
use engine::Outcome;
use engine::identity::{Started, landing, passcodes, shell};
use shared::AppError;
use shared::directory::UserKind;
use shared::forms::identity::{CodeInput, MailInput};
use shared::policy::TargetScope;
use uuid::Uuid;

async fn ask(world: &World, mail: &str) -> Uuid {
    let input = MailInput {
        mail: mail.to_owned(),
    };
    let challenge = passcodes::send(&world.anonymous(), &at("203.0.113.5"), &input)
        .await
        .unwrap();
    world.settle().await;
    challenge
}

/// The latest mail to an address.
async fn mail_to(world: &World, mail: &str) -> String {
    let mails = rows!(
        world,
        (String,),
        "SELECT body FROM demo_mails WHERE recipient = $1 ORDER BY sent_at DESC, id DESC",
        mail
    );
    mails.into_iter().next().unwrap().0
}

fn code_in(body: &str) -> String {
    let digits: String = body.chars().filter(char::is_ascii_digit).collect();
    digits[..6].to_owned()
}

async fn redeem(world: &World, challenge: Uuid, code: &str) -> Outcome<Started> {
    let input = CodeInput {
        challenge,
        code: code.to_owned(),
        name: "Kim Ro".to_owned(),
    };
    passcodes::redeem(&world.anonymous(), &at("203.0.113.5"), &input)
        .await
        .map(at_once)
}

fn message(error: &AppError) -> String {
    error.field_errors().get("code").unwrap()
}

both! {
    async fn org_04_a_proven_address_makes_a_visitor_of_its_organization(world) {
        let partner = world.organization("Partner AB", &["partner.example"]).await;
        let challenge = ask(&world, "kim@partner.example").await;
        let code = code_in(&mail_to(&world, "kim@partner.example").await);
        let started = redeem(&world, challenge, &code).await.unwrap();
        assert_eq!(started.kind, UserKind::Visitor);
        let person = behind(&world, &started).await.unwrap();
        assert_eq!((person.name.as_str(), person.user_name.as_str()), ("Kim Ro", "kim@partner.example"));
        let home = value!(world, Option<Uuid>, "SELECT organization_id FROM users WHERE kind = 'visitor'");
        assert_eq!(home, Some(partner.0));
        assert_eq!(audited(&world).await, ["user.create", "session.start"]);
        let frame = shell(&engine::Ctx::of(&world.engine, &person), Some(&person), None).await.unwrap();
        assert!(frame.visitor && !frame.admin.any());
        // Once is once.
        assert!(message(&refusal(redeem(&world, challenge, &code).await)).contains("no longer"));
        // The same person the next time.
        let challenge = ask(&world, "kim@partner.example").await;
        let code = code_in(&mail_to(&world, "kim@partner.example").await);
        assert_eq!(redeem(&world, challenge, &code).await.unwrap().user, started.user);
        assert_eq!(world.count("users").await, 1);
    }

    async fn a_code_has_five_tries_and_ten_minutes(world) {
        let challenge = ask(&world, "kim@partner.example").await;
        let code = code_in(&mail_to(&world, "kim@partner.example").await);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for left in ["4 more", "3 more", "2 more", "one more", "too often"] {
            assert!(message(&refusal(redeem(&world, challenge, wrong).await)).contains(left), "{left}");
        }
        assert!(message(&refusal(redeem(&world, challenge, &code).await)).contains("no longer"));
        let challenge = ask(&world, "kim@partner.example").await;
        let code = code_in(&mail_to(&world, "kim@partner.example").await);
        assert!(passcodes::view(&world.anonymous(), challenge).await.unwrap().until.is_some());
        world.engine.clock.advance(600_000);
        assert!(passcodes::view(&world.anonymous(), challenge).await.unwrap().until.is_none());
        assert!(message(&refusal(redeem(&world, challenge, &code).await)).contains("no longer"));
        assert_eq!(world.count("sessions").await, 0);
    }

    async fn a_code_belongs_to_the_browser_that_asked(world) {
        let mine = ask(&world, "kim@partner.example").await;
        let code = code_in(&mail_to(&world, "kim@partner.example").await);
        let strangers = ask(&world, "kim@partner.example").await;
        refusal(redeem(&world, Uuid::nil(), &code).await);
        let other = code_in(&mail_to(&world, "kim@partner.example").await);
        if other != code {
            refusal(redeem(&world, strangers, &code).await);
        }
        redeem(&world, mine, &code).await.unwrap();
    }

    async fn employees_are_told_by_mail_only_that_they_need_no_code(world) {
        world.member("Ada Lind").await;
        let of_ada = ask(&world, "ada.lind@norrland.example").await;
        let of_nobody = ask(&world, "kim@partner.example").await;
        // The page looks the same.
        let ctx = world.anonymous();
        let views = (passcodes::view(&ctx, of_ada).await.unwrap(), passcodes::view(&ctx, of_nobody).await.unwrap());
        assert_eq!(views.0.until, views.1.until);
        let mail = mail_to(&world, "ada.lind@norrland.example").await;
        assert!(mail.contains("/sign-in") && !mail.contains("Your code is"), "{mail}");
        for code in ["000000", "123456"] {
            refusal(redeem(&world, of_ada, code).await);
        }
        assert_eq!(world.count("sessions").await, 0);
    }

    async fn a_guest_signs_in_as_the_guest(world) {
        let guest = world.guest("kim@partner.example", None).await;
        let challenge = ask(&world, "kim@partner.example").await;
        let code = code_in(&mail_to(&world, "kim@partner.example").await);
        let started = redeem(&world, challenge, &code).await.unwrap();
        assert_eq!((started.user, started.kind), (guest, UserKind::Guest));
        assert_eq!(started.name, "kim@partner.example", "a guest's name is not the guest's to change");
        world.set_enabled(guest, false).await;
        let challenge = ask(&world, "kim@partner.example").await;
        assert!(mail_to(&world, "kim@partner.example").await.contains("blocked"));
        refusal(redeem(&world, challenge, "123456").await);
    }

    async fn a_code_proves_an_address_and_no_user_name(world) {
        let kim = world.guest("kim@old.example", None).await;
        run_sql!(world, "UPDATE users SET mail = 'kim@new.example' WHERE id = $1", kim).unwrap();
        // Whoever reads the old address gets nowhere with it.
        let challenge = ask(&world, "kim@old.example").await;
        let code = code_in(&mail_to(&world, "kim@old.example").await);
        let error = refusal(redeem(&world, challenge, &code).await);
        assert!(message(&error).contains("cannot sign in by code"), "{error:?}");
        assert_eq!((world.count("sessions").await, world.count("users").await), (0, 1));
        let challenge = ask(&world, "kim@new.example").await;
        let code = code_in(&mail_to(&world, "kim@new.example").await);
        assert_eq!(redeem(&world, challenge, &code).await.unwrap().user, kim);
        // Nobody is kept out by a member whose user name is their address.
        let lo = world.guest("lo@partner.example", None).await;
        run_sql!(world, "UPDATE users SET user_name = 'lo' WHERE id = $1", lo).unwrap();
        let member = world.member("Mallory Berg").await;
        run_sql!(world, "UPDATE users SET user_name = 'lo@partner.example' WHERE id = $1", member).unwrap();
        let challenge = ask(&world, "lo@partner.example").await;
        let code = code_in(&mail_to(&world, "lo@partner.example").await);
        assert_eq!(redeem(&world, challenge, &code).await.unwrap().user, lo);
    }

    async fn codes_are_not_sent_without_end(world) {
        let input = MailInput { mail: "kim@partner.example".to_owned() };
        let mut sent = 0;
        for _ in 0..10 {
            if passcodes::send(&world.anonymous(), &at("203.0.113.5"), &input).await.is_ok() {
                sent += 1;
            }
        }
        assert_eq!(sent, 3);
        // Another partner at the same address still gets one.
        let other = MailInput { mail: "lo@partner.example".to_owned() };
        passcodes::send(&world.anonymous(), &at("203.0.113.5"), &other).await.unwrap();
    }

    async fn one_code_redeemed_twice_at_the_same_time_lets_in_once(world) {
        let challenge = ask(&world, "kim@partner.example").await;
        let code = code_in(&mail_to(&world, "kim@partner.example").await);
        let mut tries = Vec::new();
        for _ in 0..4 {
            let (world, code) = (world.clone(), code.clone());
            tries.push(tokio::spawn(async move { redeem(&world, challenge, &code).await.is_ok() }));
        }
        let mut entered = 0;
        for one in tries {
            entered += usize::from(one.await.unwrap());
        }
        assert_eq!(entered, 1);
        assert_eq!((world.count("users").await, world.count("sessions").await), (1, 1));
    }

    async fn org_07_the_landing_shows_only_what_is_for_outsiders(world) {
        let site = world.site("Project room", &["Visitor"]).await;
        let catalog = world.catalog("Projects").await;
        let package = world.package(catalog, "Project room", &[site.roles[0]]).await;
        let ctx = world.anonymous();
        let seen = async |package| landing::view(&ctx, package).await.map(|view| view.package);
        let missing = |outcome| assert_eq!(refusal(outcome), AppError::NotFound);
        missing(seen(world.id()).await);
        world.open_to_outsiders(catalog).await;
        missing(seen(package).await);
        let mut inside = settings();
        inside.scope = TargetScope::AllMemberUsers;
        world.policy(package, &inside).await;
        missing(seen(package).await);
        let mut outside = settings();
        outside.scope = TargetScope::AllConfiguredConnectedOrganizationUsers;
        world.policy(package, &outside).await;
        assert_eq!(seen(package).await.unwrap(), "Project room");
        run_sql!(world, "UPDATE access_packages SET hidden = $1", true).unwrap();
        assert_eq!(seen(package).await.unwrap(), "Project room");
        run_sql!(world, "UPDATE catalogs SET state = 'unpublished'").unwrap();
        missing(seen(package).await);
    }
}
