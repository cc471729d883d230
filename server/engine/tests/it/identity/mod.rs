//! Signing in, sessions, throttles, passcodes, and what only a demonstration has.

mod demo;
mod overtaking;
mod passcodes;
mod passwords;
mod resets;
mod second_factor;
mod sessions;

use crate::support::World;
use engine::identity::{Client, Entrance, SignedIn, Started, accounts, actor_for};
use engine::{Failure, Outcome};
use shared::AppError;
use shared::forms::identity::SignInInput;
use shared::ids::UserId;

/// A browser at an address.
fn at(address: &str) -> Client {
    Client {
        address: address.to_owned(),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"
            .to_owned(),
        session: None,
    }
}

/// A member with a password.
async fn member_with_password(world: &World, name: &str, password: &str) -> UserId {
    let id = world.member(name).await;
    let user_name = name.to_lowercase().replace(' ', ".");
    accounts::set_password(&world.system(), &user_name, password)
        .await
        .unwrap();
    id
}

async fn try_password(
    world: &World,
    client: &Client,
    user_name: &str,
    password: &str,
) -> Outcome<Started> {
    let input = SignInInput {
        user_name: user_name.to_owned(),
        password: password.to_owned(),
    };
    accounts::sign_in(&world.anonymous(), client, &input)
        .await
        .map(at_once)
}

/// A sign-in that needs no second step.
fn at_once(entrance: Entrance) -> Started {
    match entrance {
        Entrance::In(started) => started,
        Entrance::SecondStep(_) => panic!("nobody here has a second factor"),
    }
}

/// The latest mail to an address, once all mail has left: subject and text.
async fn latest_mail(world: &World, mail: &str) -> Option<(String, String)> {
    world.settle().await;
    let mails = rows!(
        world,
        (String, String),
        "SELECT subject, body FROM demo_mails WHERE recipient = $1 ORDER BY sent_at DESC, id DESC",
        mail
    );
    mails.into_iter().next()
}

async fn behind(world: &World, started: &Started) -> Option<SignedIn> {
    actor_for(&world.engine, &started.token).await.unwrap()
}

/// The public side of a refusal.
fn refusal<T>(outcome: Outcome<T>) -> AppError {
    match outcome {
        Ok(_) => panic!("this should have been refused"),
        Err(failure @ Failure::App(_)) => failure.public(),
        Err(failure) => panic!("a failure instead of a refusal: {failure}"),
    }
}

/// Actions in the audit log, in order.
async fn audited(world: &World) -> Vec<String> {
    rows!(
        world,
        (String,),
        "SELECT action FROM audit_records ORDER BY seq"
    )
    .into_iter()
    .map(|row| row.0)
    .collect()
}
