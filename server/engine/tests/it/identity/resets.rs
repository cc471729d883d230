//! Passwords that were forgotten.

use super::{at, audited, behind, latest_mail, member_with_password, refusal, try_password};
use crate::support::World;
use engine::Outcome;
use engine::identity::{Client, resets};
use shared::forms::account::{ForgotInput, ResetInput};

const OLD: &str = "correct horse battery";
const NEW: &str = "staple of the battery";
const ADA: &str = "ada.lind@norrland.example";

async fn forgot(world: &World, client: &Client, account: &str) -> Outcome<()> {
    let account = account.to_owned();
    resets::ask(&world.anonymous(), client, &ForgotInput { account }).await
}

/// The secret of the link that was mailed last.
async fn mailed(world: &World, mail: &str) -> Option<String> {
    let (_, body) = latest_mail(world, mail).await?;
    let (_, rest) = body.split_once("/sign-in/reset/")?;
    Some(rest.split_whitespace().next()?.to_owned())
}

async fn set(world: &World, token: &str, new: &str) -> Outcome<()> {
    let (token, new) = (token.to_owned(), new.to_owned());
    resets::redeem(
        &world.anonymous(),
        &at("192.0.2.1"),
        &ResetInput { token, new },
    )
    .await
}

async fn works(world: &World, token: &str) -> bool {
    let view = resets::view(&world.anonymous(), token).await.unwrap();
    view.user_name.is_some()
}

both! {
    async fn a_link_by_mail_sets_a_new_password_once_and_ends_every_session(world) {
        member_with_password(&world, "Ada Lind", OLD).await;
        let session = try_password(&world, &at("192.0.2.1"), "ada.lind", OLD).await.unwrap();
        forgot(&world, &at("192.0.2.1"), "ada.lind").await.unwrap();
        let token = mailed(&world, ADA).await.unwrap();
        assert!(works(&world, &token).await, "looking uses nothing up");
        assert!(works(&world, &token).await);
        let weak = refusal(set(&world, &token, "ada.lind@norrland.example").await);
        assert!(weak.field_errors().get("new_password").is_some(), "{weak:?}");
        set(&world, &token, NEW).await.unwrap();
        assert!(behind(&world, &session).await.is_none());
        refusal(try_password(&world, &at("192.0.2.1"), "ada.lind", OLD).await);
        try_password(&world, &at("192.0.2.1"), "ada.lind", NEW).await.unwrap();
        let again = refusal(set(&world, &token, "yet another good one").await);
        assert!(again.field_errors().get("").unwrap().contains("no longer works"), "{again:?}");
        assert!(audited(&world).await.contains(&"password.reset".to_owned()));
        let (subject, _) = latest_mail(&world, ADA).await.unwrap();
        assert_eq!(subject, "Your password was changed");
    }

    async fn a_link_works_for_half_an_hour(world) {
        member_with_password(&world, "Ada Lind", OLD).await;
        forgot(&world, &at("192.0.2.1"), ADA).await.unwrap();
        let token = mailed(&world, ADA).await.unwrap();
        world.engine.clock.advance(30 * 60_000 - 1);
        assert!(works(&world, &token).await);
        world.engine.clock.advance(1);
        assert!(!works(&world, &token).await);
        refusal(set(&world, &token, NEW).await);
        try_password(&world, &at("192.0.2.1"), "ada.lind", OLD).await.unwrap();
        engine::identity::tidy(&world.system()).await.unwrap();
        assert_eq!(world.count("password_resets").await, 0);
    }

    async fn asking_takes_the_same_work_whoever_is_asked_about(world) {
        member_with_password(&world, "Ada Lind", OLD).await;
        world.member("Bo Ek").await;
        world.visitor("kim@partner.example", None).await;
        // What is read once and remembered is read.
        forgot(&world, &at("192.0.2.200"), "somebody").await.unwrap();
        let mut seen = Vec::new();
        for (n, account) in ["ada.lind", ADA, "bo.ek", "kim@partner.example", "nobody", "nobody@nowhere.example"].into_iter().enumerate() {
            let client = at(&format!("192.0.2.{n}"));
            let rows = (world.count("password_resets").await, world.count("outbox").await);
            let (outcome, statements) = engine::db::counted(forgot(&world, &client, account)).await;
            outcome.unwrap();
            let more = (world.count("password_resets").await - rows.0, world.count("outbox").await - rows.1);
            seen.push((account, statements, more));
        }
        assert!(seen.iter().all(|one| (one.1, one.2) == (seen[0].1, seen[0].2)), "{seen:?}");
        assert!(seen[0].1 > 0, "{seen:?}");
        world.settle().await;
        let mut mails = rows!(world, (String,), "SELECT recipient FROM demo_mails");
        mails.sort();
        let recipients: Vec<&str> = mails.iter().map(|row| row.0.as_str()).collect();
        assert_eq!(recipients, [ADA, ADA, "bo.ek@norrland.example", "kim@partner.example"]);
    }

    async fn who_has_no_password_is_told_how_they_sign_in(world) {
        world.member("Bo Ek").await;
        world.visitor("kim@partner.example", None).await;
        for (n, mail, told) in [(1, "bo.ek@norrland.example", "no password here"), (2, "kim@partner.example", "have a code sent")] {
            forgot(&world, &at(&format!("192.0.2.{n}")), mail).await.unwrap();
            let (_, body) = latest_mail(&world, mail).await.unwrap();
            assert!(body.contains(told) && body.contains("/sign-in"), "{body}");
            assert!(!body.contains("/sign-in/reset/"), "{body}");
        }
    }

    async fn a_disabled_account_gets_no_link_and_cannot_use_one(world) {
        let ada = member_with_password(&world, "Ada Lind", OLD).await;
        forgot(&world, &at("192.0.2.1"), "ada.lind").await.unwrap();
        let token = mailed(&world, ADA).await.unwrap();
        world.set_enabled(ada, false).await;
        assert!(!works(&world, &token).await);
        refusal(set(&world, &token, NEW).await);
        forgot(&world, &at("192.0.2.1"), "ada.lind").await.unwrap();
        let (_, body) = latest_mail(&world, ADA).await.unwrap();
        assert!(body.contains("blocked") && !body.contains("/sign-in/reset/"), "{body}");
        world.set_enabled(ada, true).await;
        try_password(&world, &at("192.0.2.1"), "ada.lind", OLD).await.unwrap();
    }

    async fn only_the_hash_of_a_link_is_stored(world) {
        member_with_password(&world, "Ada Lind", OLD).await;
        forgot(&world, &at("192.0.2.1"), "ada.lind").await.unwrap();
        let token = mailed(&world, ADA).await.unwrap();
        let stored = value!(world, String, "SELECT token_hash FROM password_resets");
        assert!(stored != token && stored.len() == 64);
        let log = rows!(world, (String,), "SELECT details FROM audit_records");
        assert!(log.iter().all(|row| !row.0.contains(&token)));
        refusal(set(&world, &stored, NEW).await);
        refusal(set(&world, "", NEW).await);
    }

    async fn asking_is_slowed_down_and_a_stranger_who_asks_spoils_nothing(world) {
        member_with_password(&world, "Ada Lind", OLD).await;
        let home = at("192.0.2.1");
        try_password(&world, &home, "ada.lind", OLD).await.unwrap();
        forgot(&world, &home, "ada.lind").await.unwrap();
        let token = mailed(&world, ADA).await.unwrap();
        let mut refused = 0;
        for n in 0..40 {
            let stranger = at(&format!("198.51.100.{n}"));
            refused += usize::from(forgot(&world, &stranger, "ada.lind").await.is_err());
        }
        assert!(refused > 20, "{refused}");
        let one = at("198.51.100.77");
        let statuses: Vec<_> = [forgot(&world, &one, "x").await, forgot(&world, &one, "x").await, forgot(&world, &one, "x").await, forgot(&world, &one, "x").await]
            .into_iter().map(|outcome| outcome.map_or_else(|failure| failure.public().status(), |()| 200)).collect();
        assert_eq!(statuses, [200, 200, 200, 429]);
        // Where Ada is at home she can still ask, and the link she has works.
        forgot(&world, &home, "ada.lind").await.unwrap();
        set(&world, &token, NEW).await.unwrap();
        // With the new password set, the links of the stranger are gone.
        assert_eq!(value!(world, i64, "SELECT COUNT(*) FROM password_resets WHERE user_id IS NOT NULL"), 0);
    }

    async fn of_two_who_use_a_link_at_the_same_time_one_sets_the_password(world) {
        member_with_password(&world, "Ada Lind", OLD).await;
        forgot(&world, &at("192.0.2.1"), "ada.lind").await.unwrap();
        let token = mailed(&world, ADA).await.unwrap();
        let (one, two) = tokio::join!(set(&world, &token, NEW), set(&world, &token, "yet another good one"));
        assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    }

    async fn the_letter_speaks_the_language_of_its_reader(world) {
        let ada = member_with_password(&world, "Ada Lind", OLD).await;
        run_sql!(world, "UPDATE users SET language = 'de' WHERE id = $1", ada).unwrap();
        forgot(&world, &at("192.0.2.1"), "ada.lind").await.unwrap();
        let (subject, _) = latest_mail(&world, ADA).await.unwrap();
        assert!(subject.starts_with("Ein neues Passwort"), "{subject}");
    }
}
