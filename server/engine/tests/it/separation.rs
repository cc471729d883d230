//! Separation of duties: who holds or waits for one thing cannot get another (PKG-17..21).

use crate::support::World;
use crate::support::crowd::{audited, crowd};
use crate::support::flow::{asks, open_policy, refusal};
use engine::assignments::{DirectAssignment, assign_directly, remove_own};
use engine::requests::submit;
use engine::separation::{
    add_incompatible, overlaps, overlaps_csv, remove_incompatible_group,
    remove_incompatible_package, separation,
};
use engine::{Ctx, Failure};
use shared::AppError;
use shared::approval::Decision;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::packages::IncompatibleInput;
use shared::forms::requests::RequestInput;
use shared::ids::{CatalogId, ObjectId, PackageId, PolicyId, UserId};
use shared::policy::Asked;
use shared::request::RequestState;

/// Two packages of one catalog that everyone can ask for, without approval.
struct Pair {
    admin: Ctx,
    catalog: CatalogId,
    order: PackageId,
    pay: PackageId,
    pay_policy: PolicyId,
}

impl Pair {
    async fn new(world: &World) -> Self {
        let admin = world.administrator().await;
        let catalog = world.catalog("Purchasing").await;
        let [orders, payments] = [world.group("Orders").await, world.group("Payments").await];
        let order = world
            .package(catalog, "Order goods", &[orders.member()])
            .await;
        let pay = world
            .package(catalog, "Pay invoices", &[payments.member()])
            .await;
        world.policy(order, &open_policy()).await;
        let pay_policy = world.policy(pay, &open_policy()).await;
        Self {
            admin,
            catalog,
            order,
            pay,
            pay_policy,
        }
    }

    /// Whoever has `other` cannot get `package`.
    async fn rule_out(&self, package: PackageId, other: PackageId) {
        let input = IncompatibleInput {
            packages: vec![other],
            groups: Vec::new(),
        };
        assert_eq!(
            add_incompatible(&self.admin, package, &input)
                .await
                .unwrap(),
            1
        );
    }

    async fn rule_out_group(&self, package: PackageId, group: ObjectId) {
        let input = IncompatibleInput {
            packages: Vec::new(),
            groups: vec![group],
        };
        assert_eq!(
            add_incompatible(&self.admin, package, &input)
                .await
                .unwrap(),
            1
        );
    }

    fn direct(&self, person: UserId) -> DirectAssignment {
        DirectAssignment {
            package: self.pay,
            policy: self.pay_policy,
            people: vec![person],
            asked: Asked::default(),
            justification: String::new(),
            answers: Vec::new(),
        }
    }
}

async fn refused(world: &World, who: UserId, package: PackageId) -> String {
    match refusal(world.ask_with(who, package, RequestInput::default()).await) {
        AppError::Forbidden(reason) => reason,
        other => panic!("not forbidden: {other:?}"),
    }
}

both! {
    async fn pkg_17_whoever_holds_one_package_cannot_ask_for_the_other(world) {
        let pair = Pair::new(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        pair.rule_out(pair.pay, pair.order).await;
        let held = world.get(ada, pair.order).await;
        assert_eq!(refused(&world, ada, pair.pay).await, "You have Order goods, and that rules this access out.");
        let page = engine::my::package(&world.as_user(ada).await, pair.pay, None, None).await.unwrap();
        assert_eq!(page.reasons, ["You have Order goods, and that rules this access out."]);
        assert!(page.ways.is_empty());
        // Others are not concerned, and neither is the other direction.
        world.get(bo, pair.pay).await;
        world.get(bo, pair.order).await;
        // Once the first is given back, the way is free.
        remove_own(&world.as_user(ada).await, held).await.unwrap();
        world.get(ada, pair.pay).await;
    }

    async fn pkg_17_whoever_waits_for_one_package_cannot_ask_for_the_other(world) {
        let pair = Pair::new(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let mut settings = open_policy();
        settings.stages.push(asks(&[bo]));
        let slow = world.package(pair.catalog, "Sign contracts", &[]).await;
        world.policy(slow, &settings).await;
        pair.rule_out(pair.pay, slow).await;
        let request = world.ask(ada, slow).await;
        assert_eq!(refused(&world, ada, pair.pay).await, "You asked for Sign contracts, and that rules this access out.");
        world.decide_at(bo, request, 0, Decision::Deny, "No.").await.unwrap();
        world.get(ada, pair.pay).await;
    }

    async fn pkg_17_a_rule_made_meanwhile_is_kept_when_access_is_about_to_be_given(world) {
        let pair = Pair::new(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let mut settings = open_policy();
        settings.stages.push(asks(&[bo]));
        let slow = world.package(pair.catalog, "Sign contracts", &[]).await;
        world.policy(slow, &settings).await;
        let request = world.ask(ada, slow).await;
        world.get(ada, pair.order).await;
        pair.rule_out(slow, pair.order).await;
        world.approve(bo, request, 0).await;
        world.settle().await;
        let request = world.request(request).await;
        assert_eq!((request.state, request.assignment_id), (RequestState::Canceled, None));
        let mails = world.mails_to("ada.lind@norrland.example").await;
        assert!(mails.contains(&"Your request ended: Sign contracts".to_owned()), "{mails:?}");
    }

    async fn pkg_17_a_scheduled_start_asks_again(world) {
        let pair = Pair::new(&world).await;
        let ada = world.member("Ada Lind").await;
        let mut settings = open_policy();
        settings.custom_schedule = true;
        let later = world.package(pair.catalog, "Sign contracts", &[]).await;
        world.policy(later, &settings).await;
        let start = Some(world.now().plus_days(3));
        let input = RequestInput { start, ..RequestInput::default() };
        let request = world.ask_with(ada, later, input).await.unwrap();
        assert_eq!(world.request(request).await.state, RequestState::Scheduled);
        world.get(ada, pair.order).await;
        pair.rule_out(later, pair.order).await;
        world.advance_days(4).await;
        assert_eq!(world.request(request).await.state, RequestState::Canceled);
        assert_eq!(world.count("assignments").await, 1);
    }

    async fn pkg_18_members_of_a_group_cannot_have_the_package(world) {
        let pair = Pair::new(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let [auditors, seniors] = [world.group("Auditors").await, world.group("Senior auditors").await];
        world.nest(&auditors, &seniors).await;
        world.hold(ada, seniors.member()).await;
        pair.rule_out_group(pair.pay, auditors.id).await;
        // Which group it is, is for those who run the package to know.
        assert_eq!(refused(&world, ada, pair.pay).await, "You are in a group that rules this access out.");
        let wrong = refusal(assign_directly(&pair.admin, &pair.direct(ada)).await);
        assert_eq!(
            wrong.field_errors().get("people").unwrap(),
            "Ada Lind: is in the group Auditors, which rules this package out."
        );
        world.get(bo, pair.pay).await;
        assert_eq!(remove_incompatible_group(&pair.admin, pair.pay, auditors.id).await.unwrap(), "Auditors");
        world.get(ada, pair.pay).await;
    }

    async fn pkg_18_a_group_that_another_package_gives_counts_at_once(world) {
        let pair = Pair::new(&world).await;
        let ada = world.member("Ada Lind").await;
        let orders = value!(world, ObjectId, "SELECT id FROM directory_objects WHERE display_name = 'Orders'");
        pair.rule_out_group(pair.pay, orders).await;
        world.get(ada, pair.order).await;
        assert_eq!(refused(&world, ada, pair.pay).await, "You are in a group that rules this access out.");
    }

    async fn pkg_19_direct_assignment_is_refused_as_well(world) {
        let pair = Pair::new(&world).await;
        let ada = world.member("Ada Lind").await;
        pair.rule_out(pair.pay, pair.order).await;
        let held = world.get(ada, pair.order).await;
        let wrong = refusal(assign_directly(&pair.admin, &pair.direct(ada)).await);
        assert_eq!(
            wrong.field_errors().get("people").unwrap(),
            "Ada Lind: has Order goods, which rules this package out."
        );
        assert_eq!(world.count("assignments").await, 1);
        // The old access has to go first.
        remove_own(&world.as_user(ada).await, held).await.unwrap();
        assert_eq!(assign_directly(&pair.admin, &pair.direct(ada)).await.unwrap().len(), 1);
    }

    async fn pkg_19_the_name_of_what_one_does_not_see_is_not_told(world) {
        let pair = Pair::new(&world).await;
        let [ada, chief] = world.members(["Ada Lind", "Chief"]).await;
        let elsewhere = world.catalog("Secret projects").await;
        let secret = world.package(elsewhere, "Project Borealis", &[]).await;
        world.policy(secret, &open_policy()).await;
        pair.rule_out(pair.pay, secret).await;
        world.get(ada, secret).await;
        world.give_role(Principal::User(chief), Role::CatalogOwner, Some(pair.catalog)).await;
        let owner = world.as_user(chief).await;
        let wrong = refusal(assign_directly(&owner, &pair.direct(ada)).await);
        assert_eq!(
            wrong.field_errors().get("people").unwrap(),
            "Ada Lind: has other access, which rules this package out."
        );
        let view = separation(&owner, pair.pay, "").await.unwrap();
        assert_eq!((view.packages[0].name.as_str(), view.packages[0].visible), ("", false));
        assert!(view.choices.iter().all(|choice| choice.name != "Project Borealis"));
        let file = overlaps_csv(&owner, pair.pay).await.unwrap();
        assert!(!file.contains("Borealis"), "{file}");
        // And what one does not see cannot be named.
        let input = IncompatibleInput { packages: vec![secret], groups: Vec::new() };
        let wrong = refusal(add_incompatible(&owner, pair.order, &input).await);
        assert!(wrong.field_errors().get("package").is_some());
    }

    async fn pkg_17_pkg_21_a_rule_tells_nobody_who_has_what_they_only_read(world) {
        let pair = Pair::new(&world).await;
        let [ada, rea] = world.members(["Ada Lind", "Rea Reader"]).await;
        let elsewhere = world.catalog("Finance").await;
        let other = world.package(elsewhere, "Close the books", &[]).await;
        world.policy(other, &open_policy()).await;
        world.get(ada, other).await;
        world.give_role(Principal::User(rea), Role::CatalogOwner, Some(pair.catalog)).await;
        world.give_role(Principal::User(rea), Role::CatalogReader, Some(elsewhere)).await;
        let reader = world.as_user(rea).await;
        let view = separation(&reader, pair.pay, "").await.unwrap();
        assert!(view.choices.iter().all(|choice| choice.name != "Close the books"));
        let input = IncompatibleInput { packages: vec![other], groups: Vec::new() };
        let wrong = refusal(add_incompatible(&reader, pair.pay, &input).await);
        assert!(wrong.field_errors().get("package").is_some());
        // A rule that others made says no more.
        pair.rule_out(pair.pay, other).await;
        let wrong = refusal(assign_directly(&reader, &pair.direct(ada)).await);
        assert_eq!(wrong.field_errors().get("people").unwrap(), "Ada Lind: has other access, which rules this package out.");
        run_sql!(world, "DELETE FROM incompatible_packages").unwrap();
        world.get(ada, pair.pay).await;
        pair.rule_out(pair.pay, other).await;
        let row = overlaps(&reader, pair.pay, "").await.unwrap().page.rows.remove(0);
        assert_eq!((row.name.as_str(), row.other.as_str()), ("Ada Lind", "A package whose holders you do not see"));
        assert!(!overlaps_csv(&reader, pair.pay).await.unwrap().contains("Close the books"));
        // Who may see the holders there may say so, and reads it.
        world.give_role(Principal::User(rea), Role::AccessPackageAssignmentManager, Some(elsewhere)).await;
        let assigner = world.as_user(rea).await;
        let row = overlaps(&assigner, pair.pay, "").await.unwrap().page.rows.remove(0);
        assert_eq!(row.other, "Close the books");
        assert_eq!(add_incompatible(&assigner, pair.order, &input).await.unwrap(), 1);
    }

    async fn pkg_19_two_packages_asked_for_at_once_are_never_both_given(world) {
        let pair = Pair::new(&world).await;
        pair.rule_out(pair.pay, pair.order).await;
        pair.rule_out(pair.order, pair.pay).await;
        for round in 0..3 {
            let ada = world.member(&format!("Ada {round}")).await;
            let ctx = world.as_user(ada).await;
            let [order, pay] = [pair.order, pair.pay];
            let outcomes = crowd(|number| {
                let ctx = ctx.clone();
                let package = if number % 2 == 0 { order } else { pay };
                async move { submit(&ctx, package, &RequestInput::default()).await }
            })
            .await;
            let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            assert_eq!(won, 1);
            for outcome in outcomes {
                match outcome {
                    Ok(_) | Err(Failure::App(AppError::Forbidden(_) | AppError::Conflict(_))) => {}
                    other => panic!("{other:?}"),
                }
            }
            world.settle().await;
            let held = value!(world, i64, "SELECT COUNT(*) FROM assignments WHERE subject_id = $1", ada);
            assert_eq!(held, 1);
        }
    }

    async fn pkg_19_two_approvals_at_once_never_give_both(world) {
        let pair = Pair::new(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let mut settings = open_policy();
        settings.stages.push(asks(&[bo]));
        let mut packages = Vec::new();
        for name in ["Sign contracts", "Check contracts"] {
            let package = world.package(pair.catalog, name, &[]).await;
            world.policy(package, &settings).await;
            packages.push((package, world.ask(ada, package).await));
        }
        // Asked for before one ruled the other out.
        pair.rule_out(packages[0].0, packages[1].0).await;
        pair.rule_out(packages[1].0, packages[0].0).await;
        let (first, second) = tokio::join!(
            world.decide_at(bo, packages[0].1, 0, Decision::Approve, ""),
            world.decide_at(bo, packages[1].1, 0, Decision::Approve, ""),
        );
        first.unwrap();
        second.unwrap();
        world.settle().await;
        let mut states = Vec::new();
        for (_, request) in &packages {
            states.push(world.request(*request).await.state);
        }
        states.sort_unstable_by_key(|state| state.as_str());
        assert_eq!(states, [RequestState::Canceled, RequestState::Delivered]);
        assert_eq!(world.count("assignments").await, 1);
    }

    async fn pkg_20_a_third_package_with_its_own_approval_is_the_way_around(world) {
        let pair = Pair::new(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        pair.rule_out(pair.pay, pair.order).await;
        let payments = value!(world, shared::ids::RoleId, "SELECT role_id FROM package_roles WHERE package_id = $1", pair.pay);
        let both = world.package(pair.catalog, "Order and pay, by exception", &[payments]).await;
        let mut settings = open_policy();
        settings.stages.push(asks(&[bo]));
        world.policy(both, &settings).await;
        world.get(ada, pair.order).await;
        refused(&world, ada, pair.pay).await;
        let request = world.ask(ada, both).await;
        assert!(world.holding(ada, payments).await.is_none());
        world.approve(bo, request, 0).await;
        world.settle().await;
        assert!(world.holding(ada, payments).await.is_some());
    }

    async fn byd_02_the_preview_of_a_policy_knows_what_rules_the_package_out(world) {
        let pair = Pair::new(&world).await;
        let ada = world.member("Ada Lind").await;
        pair.rule_out(pair.pay, pair.order).await;
        world.get(ada, pair.order).await;
        let input = shared::forms::PolicyInput {
            name: "Tried".to_owned(),
            description: String::new(),
            settings: open_policy(),
            question_rows: Vec::new(),
            version: None,
        };
        let place = engine::policies::PreviewPlace::Package(pair.pay);
        let view = engine::policies::preview(&pair.admin, place, &input.to_fields(), ada).await.unwrap();
        assert!(!view.eligible);
        assert_eq!(view.reasons, ["Ada Lind has Order goods, which rules this package out."]);
    }

    async fn pkg_21_who_holds_both_is_listed_and_keeps_both(world) {
        let pair = Pair::new(&world).await;
        let [ada, bo, cleo] = world.members(["=Ada Lind", "Bo Ek", "Cleo"]).await;
        let board = world.group("Board").await;
        for person in [ada, bo] {
            world.get(person, pair.pay).await;
        }
        world.get(ada, pair.order).await;
        world.get(cleo, pair.order).await;
        world.hold(bo, board.member()).await;
        world.hold(cleo, board.member()).await;
        pair.rule_out(pair.pay, pair.order).await;
        pair.rule_out_group(pair.pay, board.id).await;
        world.settle().await;
        assert_eq!(world.count("assignments").await, 4, "nothing is taken away");

        let view = separation(&pair.admin, pair.pay, "").await.unwrap();
        assert_eq!((view.packages[0].name.as_str(), view.packages[0].overlap), ("Order goods", 1));
        assert_eq!((view.groups[0].name.as_str(), view.groups[0].overlap), ("Board", 1));
        let other = separation(&pair.admin, pair.order, "").await.unwrap();
        assert_eq!(other.ruled_out[0].name, "Pay invoices");
        assert!(other.packages.is_empty(), "it goes one way");

        let list = overlaps(&pair.admin, pair.pay, "").await.unwrap();
        let found: Vec<_> = list.page.rows.iter().map(|row| (row.name.as_str(), row.other.as_str(), row.group)).collect();
        assert_eq!(found, [("Bo Ek", "Board", true), ("=Ada Lind", "Order goods", false)]);
        let file = overlaps_csv(&pair.admin, pair.pay).await.unwrap();
        assert_eq!(file.lines().count(), 3);
        assert!(file.contains("'=Ada Lind"), "{file}");
        assert!(file.contains("Order goods,Package"), "{file}");
    }

    async fn pkg_21_long_lists_of_overlaps_come_in_pages(world) {
        let pair = Pair::new(&world).await;
        for number in 0..51 {
            let person = world.member(&format!("Person {number}")).await;
            world.ask(person, pair.order).await;
            world.ask(person, pair.pay).await;
        }
        pair.rule_out(pair.pay, pair.order).await;
        let first = overlaps(&pair.admin, pair.pay, "").await.unwrap().page;
        assert_eq!(first.rows.len(), 50);
        let rest = overlaps(&pair.admin, pair.pay, &first.next.unwrap()).await.unwrap().page;
        assert_eq!((rest.rows.len(), rest.next), (1, None));
        assert!(first.rows.iter().all(|row| row.person != rest.rows[0].person));
    }

    async fn pkg_17_changes_are_recorded_once_and_end_with_the_package(world) {
        let pair = Pair::new(&world).await;
        pair.rule_out(pair.pay, pair.order).await;
        let again = IncompatibleInput { packages: vec![pair.order], groups: Vec::new() };
        assert_eq!(add_incompatible(&pair.admin, pair.pay, &again).await.unwrap(), 0);
        let itself = IncompatibleInput { packages: vec![pair.pay], groups: Vec::new() };
        assert!(add_incompatible(&pair.admin, pair.pay, &itself).await.is_err());
        assert_eq!(audited(&world, "package.addIncompatible").await, 1);
        assert_eq!(remove_incompatible_package(&pair.admin, pair.pay, pair.order).await.unwrap(), "Order goods");
        refusal(remove_incompatible_package(&pair.admin, pair.pay, pair.order).await);
        assert_eq!(audited(&world, "package.removeIncompatible").await, 1);
        pair.rule_out(pair.pay, pair.order).await;
        engine::packages::delete(&pair.admin, pair.order).await.unwrap();
        assert_eq!(world.count("incompatible_packages").await, 0);
    }
}
