//! What people read about it.

use super::{MONTH, only, sales, team_is};
use crate::policies::form;
use engine::packages::{self, AssignmentFilter};
use engine::{my, policies};
use shared::policy::ScopeLoss;
use shared::views::editor::EditorSubject;

both! {
    async fn byd_08_the_holder_reads_that_and_when_it_ends(world) {
        let sales = sales(&world, MONTH).await;
        let request = world.ask(sales.ada, sales.package).await;
        world.settle().await;
        let ctx = world.as_user(sales.ada).await;
        let page = my::access(&ctx, false, "").await.unwrap();
        assert_eq!((page.rows.rows[0].leaving.clone(), page.rows.rows[0].ends.clone()), (None, None));
        team_is(&world, "bo.ek").await;
        world.settle().await;
        let date = world.now().plus_days(30).short_date();
        let page = my::access(&ctx, false, "").await.unwrap();
        let row = &page.rows.rows[0];
        assert_eq!(row.leaving.as_ref().unwrap().date, date);
        assert_eq!(row.ends.as_ref().unwrap().date, date);
        let steps = async || {
            let page = my::request(&ctx, request).await.unwrap();
            page.steps.into_iter().map(|step| step.title).collect::<Vec<_>>()
        };
        let lost = "No longer among the people this is meant for";
        assert_eq!(steps().await.into_iter().rev().take(2).collect::<Vec<_>>(), ["Access ends", lost]);
        world.advance(20).await;
        let overview = my::overview(&ctx).await.unwrap();
        assert_eq!((overview.ending.len(), overview.ending_count), (1, 1));
        team_is(&world, "bo.ek;ada.lind").await;
        world.settle().await;
        assert_eq!(steps().await.last().unwrap(), "Among the people this is meant for again");
        team_is(&world, "bo.ek").await;
        world.advance(31).await;
        let ended = my::access(&ctx, true, "").await.unwrap();
        assert_eq!(ended.rows.rows[0].end_reason, "No longer among the people it is meant for");
        assert_eq!(ended.rows.rows[0].leaving, None);
    }

    async fn byd_08_administrators_see_who_is_leaving(world) {
        let sales = sales(&world, MONTH).await;
        for person in [sales.ada, sales.bo] {
            world.get(person, sales.package).await;
        }
        team_is(&world, "bo.ek").await;
        world.settle().await;
        let list = async |state: &str| {
            let filter = AssignmentFilter { state: state.to_owned(), ..AssignmentFilter::default() };
            let page = packages::assignments(&sales.admin, sales.package, filter).await.unwrap().page;
            page.rows.into_iter().map(|row| (row.subject, row.leaving.is_some())).collect::<Vec<_>>()
        };
        let ada = ("Ada Lind".to_owned(), true);
        assert_eq!(list("live").await, [("Bo Ek".to_owned(), false), ada.clone()]);
        assert_eq!(list("leaving").await, [ada]);
        let csv = packages::assignments_csv(&sales.admin, sales.package, AssignmentFilter::default()).await.unwrap();
        let until = world.now().plus_days(30).rfc3339();
        let lines: Vec<&str> = csv.lines().filter(|line| line.contains(&until)).collect();
        assert!(lines.len() == 1 && lines[0].starts_with("Ada Lind"), "{csv}");
        let row = &packages::policies(&sales.admin, sales.package).await.unwrap().policies[0];
        assert_eq!(row.leaving, "Whoever is no longer among these people loses it after 30 days.");
    }

    async fn byd_08_the_editor_counts_who_would_lose_it_before_it_is_saved(world) {
        let sales = sales(&world, ScopeLoss::Keep).await;
        for person in [sales.ada, sales.bo] {
            world.get(person, sales.package).await;
        }
        team_is(&world, "bo.ek").await;
        let opened = policies::edit_policy(&sales.admin, sales.package, sales.policy, None).await.unwrap();
        let EditorSubject::Policy { policy: Some(policy), .. } = opened.subject else { panic!("a policy") };
        assert_eq!(policy.outside.sentence(), "Of the 2 people who have it now, 1 is not among these people.");
        // As the form stands now: for another group, without anybody in it.
        let other = world.group("Field").await;
        let typed = form("Standard", only(&other, MONTH)).to_fields();
        let counted = policies::outside(&sales.admin, sales.package, sales.policy, &typed).await.unwrap();
        assert_eq!(counted.sentence(), "Of the 2 people who have it now, 2 are not among these people.");
        world.settle().await;
        assert_eq!(world.count("scope_watches").await, 0, "nothing is saved by counting");
    }
}
