//! Every request there was: searched, narrowed, exported (BYD-25).

use crate::catalogs::with_role;
use crate::support::World;
use crate::support::flow::{asks, open_policy, refusal};
use engine::{Ctx, history};
use shared::AppError;
use shared::authz::Role;
use shared::forms::requests::RequestInput;
use shared::ids::PackageId;
use shared::views::history::{HistoryFilter, HistoryView};

async fn found(ctx: &Ctx, filter: HistoryFilter) -> Vec<String> {
    let view = history::search(ctx, filter).await.unwrap();
    said(&view)
}

fn said(view: &HistoryView) -> Vec<String> {
    let rows = view.page.rows.iter();
    rows.map(|row| format!("{}: {} ({})", row.subject, row.package, row.badge.label))
        .collect()
}

fn filter() -> HistoryFilter {
    HistoryFilter::default()
}

struct Office {
    admin: Ctx,
    seller: Ctx,
    crm: PackageId,
}

/// Two catalogs with a package each; Ada has one, waits for the other; Bo has one.
async fn office(world: &World) -> Office {
    let admin = world.administrator().await;
    let (sales, finance) = (world.catalog("Sales").await, world.catalog("Finance").await);
    let group = world.group("Field sales").await;
    let crm = world.package(sales, "CRM", &[group.member()]).await;
    world.policy(crm, &open_policy()).await;
    let ledger = world.package(finance, "Ledger", &[]).await;
    let [ada, bo, chief] = world.members(["Ada Lind", "Bo Ek", "Chief Falk"]).await;
    let mut approved = open_policy();
    approved.stages.push(asks(&[chief]));
    world.policy(ledger, &approved).await;
    world.ask(ada, crm).await;
    world.pass_hours(24);
    world.ask(ada, ledger).await;
    world.pass_hours(24);
    let reason = RequestInput {
        justification: "=HYPERLINK(\"http://x.example\")".to_owned(),
        ..RequestInput::default()
    };
    world.ask_with(bo, crm, reason).await.unwrap();
    let assigner = Role::AccessPackageAssignmentManager;
    let (_, seller) = with_role(world, "Dan Gren", assigner, sales).await;
    Office { admin, seller, crm }
}

both! {
    async fn byd_25_requests_are_searched_in_every_way(world) {
        let at = office(&world).await;
        let (bo, waits, ada) = ("Bo Ek: CRM (Done)", "Ada Lind: Ledger (Waiting for approval)", "Ada Lind: CRM (Done)");
        assert_eq!(found(&at.admin, filter()).await, [bo, waits, ada], "newest first");
        for (filter, wanted) in [
            (HistoryFilter { who: "ada".to_owned(), ..filter() }, &[waits, ada][..]),
            (HistoryFilter { who: "lind".to_owned(), package: "crm".to_owned(), ..filter() }, &[ada]),
            (HistoryFilter { package: "crm".to_owned(), ..filter() }, &[bo, ada]),
            (HistoryFilter { state: "pendingApproval".to_owned(), ..filter() }, &[waits]),
            (HistoryFilter { kind: "userAdd".to_owned(), state: "delivered".to_owned(), ..filter() }, &[bo, ada]),
            (HistoryFilter { kind: "adminAdd".to_owned(), ..filter() }, &[]),
            (HistoryFilter { from: "2026-03-03".to_owned(), until: "2026-03-03".to_owned(), ..filter() }, &[waits]),
            (HistoryFilter { until: "2026-03-02".to_owned(), ..filter() }, &[ada]),
            (HistoryFilter { who: "nobody".to_owned(), ..filter() }, &[]),
        ] {
            assert_eq!(found(&at.admin, filter.clone()).await, wanted, "{filter:?}");
        }
        let wrong = history::search(&at.admin, HistoryFilter { from: "yesterday".to_owned(), ..filter() }).await.unwrap();
        assert_eq!(wrong.wrong[0].0, "from");
    }

    async fn byd_25_who_runs_a_catalog_sees_its_requests_only(world) {
        let at = office(&world).await;
        let mine = ["Bo Ek: CRM (Done)", "Ada Lind: CRM (Done)"];
        assert_eq!(found(&at.seller, filter()).await, mine);
        assert_eq!(found(&at.seller, HistoryFilter { who: "ada".to_owned(), ..filter() }).await, mine[1..]);
        assert!(found(&at.seller, HistoryFilter { package: "ledger".to_owned(), ..filter() }).await.is_empty());
        let all = history::search(&at.admin, filter()).await.unwrap();
        let finance = all.catalogs.iter().find(|catalog| catalog.name == "Finance").unwrap();
        let theirs = HistoryFilter { catalog: finance.id.clone(), ..filter() };
        assert_eq!(found(&at.admin, theirs.clone()).await.len(), 1);
        assert!(found(&at.seller, theirs).await.is_empty(), "a catalog of others is empty");
        let nobody = world.as_user(world.member("Eva Holm").await).await;
        assert!(matches!(refusal(history::search(&nobody, filter()).await), AppError::NotFound));
    }

    async fn byd_25_closed_requests_stay_and_come_page_by_page(world) {
        let at = office(&world).await;
        for number in 0..60 {
            let person = world.member(&format!("Person {number}")).await;
            world.ask(person, at.crm).await;
        }
        world.advance_days(800).await;
        for ctx in [&at.admin, &at.seller] {
            let first = history::search(ctx, filter()).await.unwrap();
            assert_eq!(first.page.rows.len(), 50);
            let after = first.page.next.clone().unwrap();
            let second = history::search(ctx, HistoryFilter { after, ..filter() }).await.unwrap();
            let mut all = said(&first);
            all.extend(said(&second));
            let total = all.len();
            all.sort();
            all.dedup();
            assert_eq!((all.len(), second.page.next), (total, None), "each once");
            assert!(total >= 62, "{total}");
        }
        let many = history::search(&at.admin, HistoryFilter { who: "person".to_owned(), ..filter() }).await.unwrap();
        assert!(many.page.rows.len() == 20 && many.note.contains("first 20"), "{}", many.note);
    }

    async fn byd_25_the_file_has_no_formulas(world) {
        let at = office(&world).await;
        let file = history::export(&at.seller, &filter()).await.unwrap();
        let lines: Vec<_> = file.lines().collect();
        assert_eq!(lines.len(), 3, "{file}");
        assert!(lines[0].starts_with("Request,Asked,Closed"));
        assert!(lines[1].contains("Bo Ek") && lines[1].contains("'=HYPERLINK"), "{}", lines[1]);
        assert!(!file.contains("Ledger"), "of other catalogs nothing is in it");
    }
}
