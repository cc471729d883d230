//! The settings of the portal, and what they change in My Access (UI-08, PKG-07, PKG-08).

use crate::support::World;
use crate::support::crowd::audited;
use crate::support::flow::{asks, open_policy, refusal};
use crate::support::{Build, settings};
use engine::Ctx;
use engine::my::{available, package};
use engine::requests::{self, submit_for};
use engine::settings::{change_tenant_settings, tenant_settings};
use shared::AppError;
use shared::directory::Principal;
use shared::ids::{PackageId, UserId};
use shared::policy::{PolicySettings, TargetScope};
use shared::settings::{ResourcesShown, TenantSettings};

async fn set(admin: &Ctx, change: impl FnOnce(&mut TenantSettings)) {
    let mut settings = tenant_settings(admin).await.unwrap();
    change(&mut settings);
    change_tenant_settings(admin, settings).await.unwrap();
}

async fn names(world: &World, who: UserId) -> Vec<String> {
    let cards = available(&world.as_user(who).await, "", "")
        .await
        .unwrap()
        .cards
        .rows;
    cards.into_iter().map(|card| card.package.name).collect()
}

/// A package for one group, in a catalog.
async fn narrow(world: &World) -> PackageId {
    let catalog = world.catalog("Sales").await;
    let [team, ledger] = [world.group("Team").await, world.group("Ledger").await];
    let package = world
        .package(catalog, "For the team", &[ledger.member()])
        .await;
    world
        .policy(package, &settings().only(vec![Principal::Group(team.id)]))
        .await;
    package
}

both! {
    async fn byd_03_a_narrow_package_is_listed_only_to_those_who_may_ask(world) {
        let package_id = narrow(&world).await;
        let ada = world.member("Ada Lind").await;
        assert!(names(&world, ada).await.is_empty());
        let hidden = refusal(package(&world.as_user(ada).await, package_id, None, None).await);
        assert_eq!(hidden, AppError::NotFound);
    }

    async fn pkg_07_members_outside_the_scope_find_it_when_that_is_set(world) {
        let package_id = narrow(&world).await;
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let eve = world.guest("eve@partner.example", None).await;
        set(&admin, |settings| settings.members_find_narrow_packages = true).await;
        let cards = available(&world.as_user(ada).await, "", "").await.unwrap().cards.rows;
        assert_eq!((cards[0].package.name.as_str(), cards[0].may_request), ("For the team", false));
        assert_eq!(cards[0].badge.as_ref().unwrap().label, "For certain people");
        let page = package(&world.as_user(ada).await, package_id, None, None).await.unwrap();
        assert_eq!(page.reasons, ["Only certain people and groups can request it."]);
        assert!(page.ways.is_empty(), "seeing is not asking");
        let refused = refusal(world.ask_with(ada, package_id, Default::default()).await);
        assert!(matches!(refused, AppError::NotFound | AppError::Forbidden(_)));
        // Guests do not, hidden packages stay hidden, and switched-off ways show nothing.
        assert!(names(&world, eve).await.is_empty());
        run_sql!(world, "UPDATE access_packages SET hidden = $1", true).unwrap();
        assert!(names(&world, ada).await.is_empty());
        assert_eq!(refusal(package(&world.as_user(ada).await, package_id, None, None).await), AppError::NotFound);
        run_sql!(world, "UPDATE access_packages SET hidden = $1", false).unwrap();
        set(&admin, |settings| settings.members_find_narrow_packages = false).await;
        assert!(names(&world, ada).await.is_empty());
    }

    async fn pkg_08_resources_are_shown_to_nobody_members_or_everyone(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        world.open_to_outsiders(catalog).await;
        let ledger = world.group("Ledger books").await;
        let id = world.package(catalog, "Office", &[ledger.member()]).await;
        run_sql!(world, "UPDATE access_packages SET search_text = $1", "office ledger books").unwrap();
        world.policy(id, &open_policy().scope(TargetScope::AllDirectoryUsers)).await;
        let ada = world.member("Ada Lind").await;
        let eve = world.guest("eve@partner.example", None).await;
        for (shown, [member, guest]) in [
            (ResourcesShown::Everyone, [1, 1]),
            (ResourcesShown::Members, [1, 0]),
            (ResourcesShown::Nobody, [0, 0]),
        ] {
            set(&admin, |settings| settings.resources_shown = shown).await;
            for (person, expected) in [(ada, member), (eve, guest)] {
                let ctx = world.as_user(person).await;
                let page = package(&ctx, id, None, None).await.unwrap();
                assert_eq!((page.roles.len(), page.roles_shown), (expected, expected > 0), "{shown}");
                let card = available(&ctx, "", "").await.unwrap().cards.rows.remove(0);
                assert_eq!(card.resources.len(), expected, "{shown}");
                // Nor does a search tell what is not shown; names and descriptions are found all the same.
                for (words, found) in [("ledger books", expected), ("office", 1)] {
                    let found_cards = available(&ctx, words, "").await.unwrap().cards.rows;
                    assert_eq!(found_cards.len(), found, "{shown}: {words}");
                }
            }
        }
        // Asking tells no more than looking, before, after and for whoever asks for somebody else.
        let [boss, mia] = world.members(["Bo Ek", "Mia Manager"]).await;
        world.set_manager(ada, Some(mia)).await;
        let asked = world.package(catalog, "Vault", &[world.group("Vault keys").await.member()]).await;
        let settings = PolicySettings { managers_ask: true, stages: vec![asks(&[boss])], ..open_policy() };
        world.policy(asked, &settings.scope(TargetScope::AllDirectoryUsers)).await;
        let own = world.ask(eve, asked).await;
        let by_mia = submit_for(&world.as_user(mia).await, ada, asked, &Default::default()).await.unwrap();
        for (shown, [member, guest]) in [
            (ResourcesShown::Everyone, [1, 1]),
            (ResourcesShown::Members, [1, 0]),
            (ResourcesShown::Nobody, [0, 0]),
        ] {
            set(&admin, |settings| settings.resources_shown = shown).await;
            for (person, id, expected) in [(eve, own, guest), (ada, by_mia, member), (mia, by_mia, member)] {
                let page = engine::my::request(&world.as_user(person).await, id).await.unwrap();
                assert_eq!(page.roles.len(), expected, "{shown}");
            }
            let page = engine::my::approval(&world.as_user(boss).await, own).await.unwrap();
            assert_eq!(page.request.roles.len(), 1, "who decides reads what it is about");
        }
        requests::cancel(&world.as_user(eve).await, own).await.unwrap();
        assert!(engine::my::request(&world.as_user(eve).await, own).await.unwrap().roles.is_empty());
        world.approve(boss, by_mia, 0).await;
        world.settle().await;
        assert_eq!(engine::my::request(&world.as_user(ada).await, by_mia).await.unwrap().roles.len(), 1);
        // What one has is one's own to see.
        world.get(ada, id).await;
        let access = engine::my::access(&world.as_user(ada).await, false, "").await.unwrap();
        assert!(format!("{access:?}").contains("Ledger"));
    }

    async fn ui_08_settings_are_recorded_and_never_overwritten_unseen(world) {
        let admin = world.administrator().await;
        let start = tenant_settings(&admin).await.unwrap();
        let mut first = start.clone();
        first.members_find_narrow_packages = true;
        change_tenant_settings(&admin, first.clone()).await.unwrap();
        let mut second = start;
        second.resources_shown = ResourcesShown::Nobody;
        assert!(matches!(refusal(change_tenant_settings(&admin, second).await), AppError::Conflict(_)));
        let now = tenant_settings(&admin).await.unwrap();
        assert_eq!((now.members_find_narrow_packages, now.version), (true, 1));
        // Saving without a change is no change.
        change_tenant_settings(&admin, now).await.unwrap();
        assert_eq!(audited(&world, "settings.change").await, 1);
    }

    async fn ui_08_of_changes_at_once_one_wins(world) {
        let admin = world.administrator().await;
        let start = tenant_settings(&admin).await.unwrap();
        let outcomes = crate::support::crowd::crowd(|_| {
            let (admin, mut settings) = (admin.clone(), start.clone());
            settings.members_find_narrow_packages = true;
            async move { change_tenant_settings(&admin, settings).await }
        })
        .await;
        crate::support::crowd::one_wins(outcomes);
        assert_eq!(tenant_settings(&admin).await.unwrap().version, 1);
    }
}
