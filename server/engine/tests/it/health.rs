//! What administrators see of the server, and trying again what was given up.

use crate::support::World;
use crate::support::flow::{open_policy, refusal};
use engine::clock::Clock;
use engine::health::{mail_again, mails_again, role_again, view};
use engine::outbox::{Mail, Mailer};
use engine::{Ctx, Engine, EngineOptions, packages};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::directory::{GroupKind, HoldingOrigin, Mastery};
use shared::ids::JobId;
use shared::request::RequestState;
use shared::views::health::Condition;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A mail server that can be away.
#[derive(Debug, Default)]
struct Fickle {
    answers: AtomicBool,
}

#[async_trait::async_trait]
impl Mailer for Fickle {
    async fn send(&self, _engine: &Engine, _mail: &Mail) -> Result<(), String> {
        if self.answers.load(Ordering::SeqCst) {
            Ok(())
        } else {
            Err("Connection refused".to_owned())
        }
    }
}

/// A second engine over the same world, whose mail server is away.
fn with_mail(world: &World, mail: &Arc<Fickle>) -> Arc<Engine> {
    let options = EngineOptions {
        mail: Arc::clone(mail) as Arc<dyn Mailer>,
        ..world.engine.options.clone()
    };
    Engine::new(world.db().clone(), Clock::mock(world.now()), options)
}

async fn write(world: &World, mail: &Mail) -> JobId {
    let id: JobId = world.id();
    run_sql!(
        world,
        "INSERT INTO outbox (id, kind, payload, created_at, due_at) VALUES ($1, 'mail', $2, $3, $3)",
        id,
        serde_json::to_string(mail).unwrap(),
        world.now()
    )
    .unwrap();
    id
}

fn mail_to(to: &str) -> Mail {
    Mail {
        to: to.to_owned(),
        subject: "Your code for Norrland Energi: 123456".to_owned(),
        body: "123456".to_owned(),
    }
}

async fn administrator(world: &World, engine: &Arc<Engine>) -> Ctx {
    let admin = world.administrator().await;
    Ctx::new(engine, admin.actor.clone(), admin.actor_name.clone())
}

/// Tries until nothing is due any more, however long the pauses between.
async fn give_up(engine: &Arc<Engine>) {
    for _ in 0..10 {
        engine.settle().await.unwrap();
        engine.clock.advance(24 * 3_600_000);
    }
}

both! {
    async fn all_is_well_at_first(world) {
        let admin = world.administrator().await;
        let health = view(&admin, "", "").await.unwrap();
        assert_eq!(health.condition, Condition::Fine, "{}", health.advice);
        assert!(health.mails.rows.is_empty() && health.deliveries.rows.is_empty());
        assert!(health.jobs.iter().all(|job| job.last.is_none() && !job.failing));
        assert!(health.facts.schema >= 2 && !health.facts.size.is_empty());
        assert!(health.facts.database.starts_with(if world.db().is_postgres() { "PostgreSQL 1" } else { "SQLite 3" }));
        assert_eq!(health.looked, None, "no background in this world");
    }

    async fn every_kind_of_work_has_its_line(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let sales = world.group("Field sales").await;
        let tools = world.group("Tools").await;
        let package = world.package(catalog, "Selling", &[sales.member()]).await;
        world.policy(package, &open_policy()).await;
        world.get(ada, package).await;
        // What its holders get is left to the background.
        world.resource(catalog, &tools).await;
        packages::add_roles(&admin, package, vec![tools.member()]).await.unwrap();
        world.settle().await;
        let figures = world.engine.work.figures();
        assert!(figures.keys().all(|kind| engine::work::KINDS.contains(kind)), "{figures:?}");
        let health = view(&admin, "", "").await.unwrap();
        for name in ["Delivery", "Mail"] {
            let job = health.jobs.iter().find(|job| job.name == name).unwrap();
            assert!(job.done > 0 && job.failed == 0 && job.last.is_some(), "{job:?}");
        }
    }

    async fn mail_that_was_given_up_is_sent_again(world) {
        let mail = Arc::new(Fickle::default());
        let engine = with_mail(&world, &mail);
        let admin = administrator(&world, &engine).await;
        let first = write(&world, &mail_to("ada@norrland.example")).await;
        write(&world, &mail_to("bo@norrland.example")).await;
        write(&world, &mail_to("cleo@norrland.example")).await;
        let waiting = view(&admin, "", "").await.unwrap();
        assert_eq!((waiting.condition, waiting.mails_waiting), (Condition::Waiting, 3));
        assert!(waiting.next_mail.is_some());
        let refused = refusal(mail_again(&admin, first).await);
        assert!(matches!(refused, AppError::Conflict(_)), "it is still tried by itself: {refused:?}");

        give_up(&engine).await;
        let failed = view(&admin, "", "").await.unwrap();
        assert_eq!((failed.condition, failed.mails_waiting, failed.mails_given_up), (Condition::Failed, 0, 3));
        let row = failed.mails.rows.iter().find(|row| row.id == first.to_string()).unwrap();
        assert_eq!(row.error, "Connection refused");
        assert_eq!(row.subject, "Your code for Norrland Energi: ••••••", "codes are nobody else's");
        let job = failed.jobs.iter().find(|job| job.name == "Mail").unwrap();
        assert!(job.failing && job.error.as_ref().unwrap().0 == "Connection refused");

        mail.answers.store(true, Ordering::SeqCst);
        assert_eq!(mail_again(&admin, first).await.unwrap(), "ada@norrland.example");
        engine.settle().await.unwrap();
        let left = view(&admin, "", "").await.unwrap();
        assert_eq!(left.mails_given_up, 2);
        assert!(left.mails.rows.iter().all(|row| row.id != first.to_string()));
        assert!(matches!(refusal(mail_again(&admin, first).await), AppError::Conflict(_)), "it was sent");

        assert_eq!(mails_again(&admin).await.unwrap(), 2);
        engine.settle().await.unwrap();
        let well = view(&admin, "", "").await.unwrap();
        assert_eq!((well.condition, well.mails_given_up, well.mails_waiting), (Condition::Fine, 0, 0));
        assert!(matches!(refusal(mails_again(&admin).await), AppError::Conflict(_)));
        let records = rows!(world, (String,), "SELECT target_name FROM audit_records WHERE action = 'mail.retry' ORDER BY seq");
        let records: Vec<_> = records.into_iter().map(|row| row.0).collect();
        assert_eq!(records, ["ada@norrland.example", "All mail given up"]);
    }

    async fn many_given_up_come_page_by_page(world) {
        let admin = world.administrator().await;
        for number in 0..55 {
            write(&world, &mail_to(&format!("{number}@norrland.example"))).await;
        }
        run_sql!(world, "UPDATE outbox SET due_at = NULL, last_error = 'gone'").unwrap();
        let first = view(&admin, "", "").await.unwrap();
        assert_eq!((first.mails.rows.len(), first.mails_given_up), (50, 55));
        let second = view(&admin, &first.mails.next.unwrap(), "").await.unwrap();
        assert_eq!((second.mails.rows.len(), second.mails.next), (5, None));
        let mut seen: Vec<_> = first.mails.rows.iter().chain(&second.mails.rows).map(|row| &row.to).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 55, "each once");
    }

    async fn byd_10_a_role_that_failed_is_given_again(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let sales = world.group("Field sales").await;
        let old = world.group_of("Old", GroupKind::Security, Mastery::Synced).await;
        let package = world.package(catalog, "CRM", &[sales.member(), old.member()]).await;
        world.policy(package, &open_policy()).await;
        let request = world.ask(ada, package).await;
        give_up(&world.engine).await;
        let health = view(&admin, "", "").await.unwrap();
        assert_eq!((health.condition, health.deliveries_failed), (Condition::Failed, 1));
        let [row] = &health.deliveries.rows[..] else { panic!("{:?}", health.deliveries) };
        assert_eq!((row.person.as_str(), row.package.as_str(), row.role.as_str()), ("Ada Lind", "CRM", "Old: Member"));
        assert!(row.error.contains("another directory"), "{}", row.error);
        let assignment = world.assignment_of(request).await;
        assert_eq!(assignment.state, AssignmentState::PartiallyDelivered);

        // The group is mastered here now.
        run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned'").unwrap();
        assert_eq!(role_again(&admin, assignment.id).await.unwrap(), "Ada Lind");
        let refused = refusal(role_again(&admin, assignment.id).await);
        assert!(matches!(refused, AppError::Conflict(_)), "it is under way: {refused:?}");
        world.settle().await;
        assert_eq!(world.holding(ada, old.member()).await, Some(HoldingOrigin::Delivered));
        assert_eq!(world.assignment_of(request).await.state, AssignmentState::Delivered);
        let state = value!(world, RequestState, "SELECT state FROM requests WHERE id = $1", request);
        assert_eq!(state, RequestState::Delivered);
        assert_eq!(view(&admin, "", "").await.unwrap().condition, Condition::Fine);
        assert_eq!(value!(world, i64, "SELECT COUNT(*) FROM audit_records WHERE action = 'assignment.retry'"), 1);
    }
}
