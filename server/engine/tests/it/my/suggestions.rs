//! What is suggested to a person, and why.

use crate::support::World;
use crate::support::flow::open_policy;
use engine::my;
use shared::directory::Principal;
use shared::ids::UserId;
use shared::policy::{Expiration, PolicySettings, TargetScope};

/// The suggested names with their reasons.
async fn suggested(world: &World, who: UserId) -> Vec<(String, String)> {
    let found = my::suggestions(&world.as_user(who).await).await.unwrap();
    found
        .into_iter()
        .map(|row| (row.package.name, row.reason))
        .collect()
}

both! {
    async fn ui_03_what_colleagues_have_and_what_one_had_is_suggested(world) {
        let [ada, mia, bo, cy, di] = world.members(["Ada Lind", "Mia Manager", "Bo Ek", "Cy Ruiz", "Di Roos"]).await;
        for person in [ada, bo, cy, di] {
            world.set_manager(person, Some(mia)).await;
        }
        let catalog = world.catalog("Sales").await;
        let make = async |name: &str, settings: &PolicySettings| {
            let package = world.package(catalog, name, &[]).await;
            world.policy(package, settings).await;
            package
        };
        let common = make("CRM", &open_policy()).await;
        let rare = make("Wiki", &open_policy()).await;
        let had = make("Payroll", &PolicySettings { expiration: Expiration::AfterDays(20), ..open_policy() }).await;
        let only = PolicySettings {
            scope: TargetScope::SpecificDirectoryUsers,
            subjects: vec![Principal::User(bo), Principal::User(cy)],
            ..open_policy()
        };
        let closed = make("Closed", &only).await;
        for person in [bo, cy] {
            world.get(person, common).await;
            world.get(person, closed).await;
        }
        world.get(bo, rare).await;
        world.get(ada, had).await;
        world.advance_days(20).await;
        world.advance_days(10).await;
        assert_eq!(
            suggested(&world, ada).await,
            [
                ("CRM".to_owned(), "Two of your three colleagues under Mia Manager have it.".to_owned()),
                ("Payroll".to_owned(), "You had it until 22 Mar 2026.".to_owned()),
            ]
        );
        // What one has or waits for is not suggested, and nothing to people without colleagues or past.
        world.get(ada, common).await;
        let left: Vec<_> = suggested(&world, ada).await.into_iter().map(|(name, _)| name).collect();
        assert_eq!(left, ["Payroll"]);
        assert!(suggested(&world, mia).await.is_empty());
        // Nor what one could not ask for, or what is hidden.
        run_sql!(world, "UPDATE access_packages SET hidden = true WHERE id = $1", had).unwrap();
        assert!(suggested(&world, ada).await.is_empty());
    }
}
