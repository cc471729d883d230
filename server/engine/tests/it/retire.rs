//! Retiring a package (BYD-20): nobody new gets it, holders are told, all access ends on a day, and then
//! it is archived.

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact};
use crate::support::flow::{asks, open_policy, refusal};
use engine::Ctx;
use engine::assignments::{DirectAssignment, assign_directly};
use engine::my::{self, available};
use engine::packages::{call_off_retirement, head, list, retire, retire_form};
use engine::requests::submit;
use shared::AppError;
use shared::assignment::{AssignmentState, EndReason};
use shared::forms::packages::RetireInput;
use shared::forms::requests::RequestInput;
use shared::ids::{CatalogId, PackageId, RoleId};
use shared::lang::{InLang, Lang};
use shared::policy::{Asked, Expiration, PolicySettings};
use shared::request::RequestState;
use shared::time::Timestamp;
use shared::views::my::Progress;

struct Old {
    admin: Ctx,
    catalog: CatalogId,
    package: PackageId,
    member: RoleId,
}

async fn old(world: &World) -> Old {
    let admin = world.administrator().await;
    let catalog = world.catalog("Sales").await;
    let group = world.group("Old system").await;
    let member = group.member();
    let package = world.package(catalog, "Old system", &[member]).await;
    world.policy(package, &open_policy()).await;
    Old {
        admin,
        catalog,
        package,
        member,
    }
}

/// In so many days, at the end of that day.
fn on(world: &World, days: i64) -> RetireInput {
    RetireInput {
        on: world.now().plus_days(days).end_of_day(),
        reason: "The new system does all of it.".to_owned(),
    }
}

async fn ends(world: &World, person: shared::ids::UserId) -> Option<Timestamp> {
    let rows = rows!(
        world,
        (Option<Timestamp>,),
        "SELECT ends_at FROM assignments WHERE subject_id = $1 AND state <> 'expired'",
        person
    );
    rows[0].0
}

both! {
    async fn byd_20_holders_are_told_at_once_and_lose_it_on_the_day(world) {
        let old = old(&world).await;
        let [ada, _] = world.members(["Ada Lind", "Bo Ek"]).await;
        let first = world.get(ada, old.package).await;
        let input = on(&world, 30);
        retire(&old.admin, old.package, &input).await.unwrap();
        world.settle().await;
        assert_eq!(ends(&world, ada).await, Some(input.on));
        let told = world.mails_to("ada.lind@norrland.example").await;
        assert_eq!(told.last().unwrap(), "Being retired: Old system");
        assert!(world.mails_to("bo.ek@norrland.example").await.is_empty());
        world.advance_days(29).await;
        assert!(world.assignment(first).await.state.is_live());
        assert!(world.holding(ada, old.member).await.is_some());
        world.advance_days(2).await;
        assert_eq!(world.assignment(first).await.state, AssignmentState::Expired);
        let why = value!(world, EndReason, "SELECT end_reason FROM assignments WHERE id = $1", first);
        assert_eq!(why, EndReason::PackageRetired);
        assert!(world.holding(ada, old.member).await.is_none());
        let head = head(&old.admin, old.package).await.unwrap();
        assert!(head.retirement.unwrap().archived);
        assert_eq!(audited(&world, "package.archive").await, 1);
        let row = list(&old.admin, "", "").await.unwrap().page.rows.remove(0);
        assert!(row.archived);
        chain_is_intact(&world).await;
    }

    async fn byd_20_nobody_new_gets_it_from_the_first_moment(world) {
        let old = old(&world).await;
        let [ada, bo, cleo] = world.members(["Ada Lind", "Bo Ek", "Cleo Roth"]).await;
        let mut settings = open_policy();
        settings.stages.push(asks(&[bo]));
        let slow = world.package(old.catalog, "Slow system", &[]).await;
        let policy = world.policy(slow, &settings).await;
        let waiting = world.ask(ada, slow).await;
        retire(&old.admin, slow, &on(&world, 10)).await.unwrap();
        world.settle().await;
        // Who waited is told, and there is nothing left to decide.
        assert_eq!(world.request(waiting).await.state, RequestState::Canceled);
        let told = world.mails_to("ada.lind@norrland.example").await;
        assert_eq!(told.last().unwrap(), "Your request ended: Slow system");
        // It is not listed, and asking by link or assigning directly is refused.
        let ctx = world.as_user(cleo).await;
        let cards = available(&ctx, "", "").await.unwrap().cards.rows;
        assert_eq!(cards.iter().map(|card| card.package.name.as_str()).collect::<Vec<_>>(), ["Old system"]);
        let AppError::Forbidden(reason) = refusal(submit(&ctx, slow, &RequestInput::default()).await) else {
            panic!("not forbidden");
        };
        assert!(reason.contains("being retired"), "{reason}");
        let direct = DirectAssignment {
            package: slow,
            policy,
            people: vec![cleo],
            asked: Asked::default(),
            justification: String::new(),
            answers: Vec::new(),
        };
        let wrong = refusal(assign_directly(&old.admin, &direct).await);
        assert!(wrong.field_errors().get("people").unwrap().contains("being retired"));
    }

    async fn not_05_byd_20_why_a_request_ended_is_said_in_the_language_of_the_reader(world) {
        let old = old(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let slow = world.package(old.catalog, "Slow system", &[]).await;
        world.policy(slow, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let id = world.ask(ada, slow).await;
        run_sql!(world, "UPDATE users SET language = 'de' WHERE id = $1", ada).unwrap();
        retire(&old.admin, slow, &on(&world, 10)).await.unwrap();
        world.settle().await;
        let german = "Das Paket läuft aus; niemand bekommt es mehr neu.";
        let mail = value!(world, String, "SELECT body FROM demo_mails ORDER BY id DESC LIMIT 1");
        assert!(mail.contains(german), "{mail}");
        let stored = value!(world, String, "SELECT note FROM request_events WHERE kind = 'givenUp'");
        assert_eq!(stored, "retiring");
        let ctx = world.as_user(ada).await;
        // Before there were codes, the words were stored.
        for stored in ["retiring", "The package is being retired, so nobody new gets it."] {
            run_sql!(world, "UPDATE request_events SET note = $1 WHERE kind = 'givenUp'", stored).unwrap();
            let said = async |lang| {
                let ctx = ctx.clone();
                let page = InLang::new(lang, async move { my::request(&ctx, id).await }).await.unwrap();
                (page.now, page.steps.into_iter().find_map(|step| step.detail.filter(|_| step.state == Progress::Failed)).unwrap_or_default())
            };
            let (now, _) = said(Lang::English).await;
            assert_eq!(now, "The request ended by itself. The package is being retired, so nobody new gets it.");
            let (now, detail) = said(Lang::German).await;
            assert!(now.ends_with(german) && detail == german, "{now} {detail}");
        }
        // The log stays in one language.
        let details = value!(world, String, "SELECT details FROM audit_records WHERE action = 'request.giveUp'");
        assert!(details.contains("The package is being retired"), "{details}");
    }

    async fn byd_20_the_preview_says_who_loses_what(world) {
        let old = old(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let other = world.package(old.catalog, "Other system", &[old.member]).await;
        world.policy(other, &open_policy()).await;
        world.get(ada, old.package).await;
        world.get(bo, old.package).await;
        world.get(bo, other).await;
        let view = retire_form(&old.admin, old.package, "").await.unwrap();
        assert_eq!((view.holders, view.waiting), (2, 0));
        let found: Vec<_> = view.people.rows.iter().map(|row| (row.name.as_str(), row.loses, row.keeps)).collect();
        assert_eq!(found, [("Bo Ek", 0, 1), ("Ada Lind", 1, 0)]);
        assert_eq!(world.count("retired_ends").await, 0, "nothing happens before it is confirmed");
    }

    async fn byd_20_access_that_ends_before_keeps_its_end(world) {
        let old = old(&world).await;
        let ada = world.member("Ada Lind").await;
        let short = world.package(old.catalog, "Short", &[]).await;
        let settings = PolicySettings { expiration: Expiration::AfterDays(5), ..open_policy() };
        world.policy(short, &settings).await;
        world.get(ada, short).await;
        let before = ends(&world, ada).await;
        retire(&old.admin, short, &on(&world, 30)).await.unwrap();
        assert_eq!(ends(&world, ada).await, before);
        world.advance_days(6).await;
        let why = value!(world, EndReason, "SELECT end_reason FROM assignments");
        assert_eq!(why, EndReason::Expired);
    }

    async fn byd_20_calling_it_off_gives_everything_back_as_it_was(world) {
        let old = old(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        world.get(ada, old.package).await;
        retire(&old.admin, old.package, &on(&world, 30)).await.unwrap();
        let twice = refusal(retire(&old.admin, old.package, &on(&world, 40)).await);
        assert!(matches!(twice, AppError::Conflict(_)));
        world.settle().await;
        call_off_retirement(&old.admin, old.package).await.unwrap();
        world.settle().await;
        let mails = world.mails_to("ada.lind@norrland.example").await;
        assert_eq!(mails[1..], ["Being retired: Old system", "You keep your access: Old system"]);
        assert_eq!(ends(&world, ada).await, None);
        assert_eq!(world.count("retired_ends").await, 0);
        world.get(bo, old.package).await;
        world.advance_days(40).await;
        assert!(world.holding(ada, old.member).await.is_some());
        let nothing = refusal(call_off_retirement(&old.admin, old.package).await);
        assert!(matches!(nothing, AppError::Conflict(_)));
    }

    async fn byd_20_an_archived_package_can_come_back_empty(world) {
        let old = old(&world).await;
        let ada = world.member("Ada Lind").await;
        world.get(ada, old.package).await;
        retire(&old.admin, old.package, &on(&world, 1)).await.unwrap();
        world.advance_days(3).await;
        assert!(head(&old.admin, old.package).await.unwrap().retirement.unwrap().archived);
        call_off_retirement(&old.admin, old.package).await.unwrap();
        assert!(world.holding(ada, old.member).await.is_none());
        world.get(ada, old.package).await;
    }

    async fn byd_20_byd_05_access_that_is_set_up_late_ends_with_the_package(world) {
        let old = old(&world).await;
        let package = world.package(old.catalog, "Older system", &[old.member]).await;
        let months = PolicySettings { expiration: Expiration::AfterDays(90), ..open_policy() };
        world.policy(package, &months).await;
        let [ada] = world.members(["Ada Lind"]).await;
        run_sql!(world, "UPDATE directory_objects SET mastery = 'synced'").unwrap();
        let request = world.ask(ada, package).await;
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivering);
        let input = on(&world, 10);
        retire(&old.admin, package, &input).await.unwrap();
        // Set up after all: its 90 days begin now, and the day of the package still comes first.
        run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned'").unwrap();
        world.advance_days(2).await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
        assert_eq!(ends(&world, ada).await, Some(input.on));
        world.advance_days(9).await;
        assert_eq!(world.holding(ada, old.member).await, None);
    }

    async fn byd_20_byd_05_access_that_was_set_up_late_gets_its_own_end_back(world) {
        let old = old(&world).await;
        let package = world.package(old.catalog, "Older system", &[old.member]).await;
        let months = PolicySettings { expiration: Expiration::AfterDays(90), ..open_policy() };
        world.policy(package, &months).await;
        let [ada] = world.members(["Ada Lind"]).await;
        run_sql!(world, "UPDATE directory_objects SET mastery = 'synced'").unwrap();
        world.ask(ada, package).await;
        world.settle().await;
        retire(&old.admin, package, &on(&world, 10)).await.unwrap();
        run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned'").unwrap();
        world.advance_days(2).await;
        call_off_retirement(&old.admin, package).await.unwrap();
        assert_eq!(ends(&world, ada).await, Some(world.now().plus_days(90)));
    }

    async fn byd_20_not_03_who_was_asked_hears_that_nothing_is_left_to_decide(world) {
        let old = old(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = world.package(old.catalog, "Older system", &[old.member]).await;
        let asking = PolicySettings { stages: vec![asks(&[bo])], ..open_policy() };
        world.policy(package, &asking).await;
        world.ask(ada, package).await;
        world.settle().await;
        retire(&old.admin, package, &on(&world, 10)).await.unwrap();
        world.settle().await;
        let mails = world.mails_to("bo.ek@norrland.example").await;
        assert_eq!(mails, ["Please decide: Older system for Ada Lind", "No longer needed: Older system for Ada Lind"]);
    }

    async fn byd_20_the_day_must_lie_ahead(world) {
        let old = old(&world).await;
        let wrong = refusal(retire(&old.admin, old.package, &on(&world, 0)).await);
        assert!(wrong.field_errors().get("on").is_some());
        assert_eq!(audited(&world, "package.retire").await, 0);
    }

    async fn byd_20_asking_and_retiring_at_once_leave_nobody_behind(world) {
        for round in 0..6 {
            let admin = world.administrator_named(&format!("Admin {round}")).await;
            let catalog = world.catalog(&format!("Sales {round}")).await;
            let group = world.group(&format!("Old {round}")).await;
            let package = world.package(catalog, "Old system", &[group.member()]).await;
            world.policy(package, &open_policy()).await;
            let ada = world.member(&format!("Ada {round}")).await;
            let ctx = world.as_user(ada).await;
            let (input, request) = (on(&world, 2), RequestInput::default());
            let (asked, begun) = tokio::join!(
                submit(&ctx, package, &request),
                retire(&admin, package, &input),
            );
            begun.unwrap();
            // Whoever came first: on the day nobody has it.
            drop(asked);
            world.advance_days(4).await;
            let live = value!(
                world,
                i64,
                "SELECT COUNT(*) FROM assignments WHERE package_id = $1 AND state <> 'expired'",
                package
            );
            assert_eq!(live, 0);
            assert!(head(&admin, package).await.unwrap().retirement.unwrap().archived);
        }
    }
}
