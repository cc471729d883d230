//! Rules for guests (ORG-11), and the guests that somebody sponsors (UI-07).

mod rules;
mod sponsors;

use crate::support::World;
use engine::Ctx;
use engine::guests::policies;
use engine::identity::{Client, passcodes};
use shared::forms::guests::write;
use shared::forms::identity::{CodeInput, MailInput};
use shared::ids::{GuestPolicyId, UserId};
use shared::policy::GuestRules;
use shared::time::Timestamp;

const DANA: &str = "dana@contoso.example";
const EMIL: &str = "emil@contoso.example";

/// A sponsor confirms every 90 days.
fn confirms() -> GuestRules {
    GuestRules {
        confirm_days: Some(90),
        ..GuestRules::default()
    }
}

/// Guests sign in every 90 days.
fn idle() -> GuestRules {
    GuestRules {
        idle_days: Some(90),
        ..GuestRules::default()
    }
}

async fn rule(world: &World, admin: &Ctx, name: &str, rules: &GuestRules) -> GuestPolicyId {
    let fields = write(name, true, rules, 0, &[]);
    let id = policies::create(admin, &fields).await.unwrap();
    world.settle().await;
    id
}

/// Two guests whom Maja sponsors.
struct Place {
    admin: Ctx,
    maja: UserId,
    dana: UserId,
    emil: UserId,
}

async fn place(world: &World) -> Place {
    let contoso = world.organization("Contoso", &["contoso.example"]).await;
    let admin = world.administrator().await;
    let maja = world.member("Maja Berg").await;
    let dana = world.guest(DANA, Some(contoso)).await;
    let emil = world.guest(EMIL, Some(contoso)).await;
    for guest in [dana, emil] {
        world.add_sponsor(guest, maja).await;
    }
    Place {
        admin,
        maja,
        dana,
        emil,
    }
}

#[derive(Debug, sqlx::FromRow)]
struct Account {
    enabled: bool,
    removed_at: Option<Timestamp>,
}

async fn account(world: &World, who: UserId) -> Account {
    let found = rows!(
        world,
        Account,
        "SELECT enabled, removed_at FROM users WHERE id = $1",
        who
    );
    found.into_iter().next().unwrap()
}

/// Proves the address with a code, as guests do.
async fn sign_in(world: &World, mail: &str) {
    let client = Client {
        address: "203.0.113.5".to_owned(),
        ..Client::default()
    };
    let input = MailInput {
        mail: mail.to_owned(),
    };
    let challenge = passcodes::send(&world.anonymous(), &client, &input)
        .await
        .unwrap();
    world.settle().await;
    let body = value!(
        world,
        String,
        "SELECT body FROM demo_mails WHERE recipient = $1 ORDER BY sent_at DESC, id DESC LIMIT 1",
        mail
    );
    let code: String = body.chars().filter(char::is_ascii_digit).take(6).collect();
    let input = CodeInput {
        challenge,
        code,
        name: String::new(),
    };
    passcodes::redeem(&world.anonymous(), &client, &input)
        .await
        .unwrap();
    world.settle().await;
}

async fn bodies_to(world: &World, mail: &str) -> Vec<(String, String)> {
    rows!(
        world,
        (String, String),
        "SELECT subject, body FROM demo_mails WHERE recipient = $1 ORDER BY id",
        mail
    )
}

/// How many mails to this address have this in their subject.
async fn told(world: &World, mail: &str, what: &str) -> usize {
    let mails = world.mails_to(mail).await;
    mails
        .iter()
        .filter(|subject| subject.contains(what))
        .count()
}
