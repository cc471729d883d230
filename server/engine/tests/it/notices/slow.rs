//! A mail server that is slow, or away for a night, and what is urgent among much mail.

use super::{ADA, BO};
use crate::support::World;
use engine::clock::Clock;
use engine::identity::{Client, passcodes};
use engine::outbox::{BATCH, Mail, Mailbox, Mailer};
use engine::{Engine, EngineOptions};
use shared::forms::identity::MailInput;
use shared::ids::JobId;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A mail server that swallows packets until it is mended: each try takes so many seconds.
#[derive(Debug)]
struct Swallowing {
    seconds: AtomicI64,
}

#[async_trait::async_trait]
impl Mailer for Swallowing {
    async fn send(&self, engine: &Engine, mail: &Mail) -> Result<(), String> {
        match self.seconds.load(Ordering::SeqCst) {
            0 => Mailbox.send(engine, mail).await,
            seconds => {
                engine.clock.advance(seconds * 1_000);
                Err("Timed out".to_owned())
            }
        }
    }
}

fn with_mail(world: &World, seconds: i64) -> (Arc<Engine>, Arc<Swallowing>) {
    let mail = Arc::new(Swallowing {
        seconds: AtomicI64::new(seconds),
    });
    let options = EngineOptions {
        mail: Arc::clone(&mail) as Arc<dyn Mailer>,
        ..world.engine.options.clone()
    };
    let engine = Engine::new(world.db().clone(), Clock::mock(world.now()), options);
    (engine, mail)
}

/// Mail that waits, addressed to these.
async fn waiting(world: &World, number: usize, to: &str) {
    for _ in 0..number {
        let mail = Mail {
            to: to.to_owned(),
            subject: "News".to_owned(),
            body: String::new(),
        };
        run_sql!(
            world,
            "INSERT INTO outbox (id, kind, payload, created_at, due_at) VALUES ($1, 'mail', $2, $3, $3)",
            world.id::<JobId>(),
            serde_json::to_string(&mail).unwrap(),
            world.now()
        )
        .unwrap();
    }
}

both! {
    async fn not_01_a_mail_that_nobody_got_to_has_not_been_tried(world) {
        let (engine, _) = with_mail(&world, 20);
        let number = usize::try_from(BATCH).unwrap();
        waiting(&world, number, ADA).await;
        for round in 1_i64..=2 {
            engine.reconcile().await.unwrap();
            // Within the minute after which others are let through.
            let tries = value!(world, i64, "SELECT CAST(SUM(attempts) AS BIGINT) FROM outbox");
            let free = value!(world, i64, "SELECT COUNT(*) FROM outbox WHERE leased_until = 0");
            assert_eq!((tries, free), (4 * round, BATCH));
        }
    }

    async fn not_01_mail_waits_for_a_server_that_is_away_for_a_night(world) {
        let (engine, mail) = with_mail(&world, 1);
        waiting(&world, 1, ADA).await;
        for _ in 0..12 {
            engine.clock.advance(3_600_000);
            engine.settle().await.unwrap();
        }
        mail.seconds.store(0, Ordering::SeqCst);
        engine.clock.advance(4 * 3_600_000);
        engine.settle().await.unwrap();
        assert_eq!(world.mails_to(ADA).await, ["News"]);
    }

    async fn a_code_to_sign_in_goes_before_all_that_a_large_change_tells(world) {
        let (engine, _) = with_mail(&world, 0);
        waiting(&world, usize::try_from(BATCH).unwrap() + 5, ADA).await;
        world.pass_hours(1);
        let input = MailInput { mail: "kim@partner.example".to_owned() };
        passcodes::send(&world.anonymous(), &Client::default(), &input).await.unwrap();
        engine.clock.advance(3_600_000);
        engine.reconcile().await.unwrap();
        assert_eq!(world.mails_to("kim@partner.example").await.len(), 1);
        assert_eq!(world.mails_to(ADA).await.len(), usize::try_from(BATCH).unwrap() - 1);
        assert!(world.mails_to(BO).await.is_empty());
    }
}
