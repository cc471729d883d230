//! Administrators make rules, and guests are looked at by them (ORG-11).

use super::{DANA, EMIL, account, confirms, idle, place, rule, sign_in, told};
use crate::support::crowd::{audited, chain_is_intact};
use crate::support::flow::{asks, refusal};
use engine::guests::{self, policies};
use engine::{people, settings};
use shared::AppError;
use shared::directory::{Principal, UserKind};
use shared::forms::guests::write;
use shared::policy::{GuestEffect, GuestRules, GuestScope, PolicySettings, TargetScope};

fn everyone() -> PolicySettings {
    PolicySettings::new(TargetScope::AllDirectoryUsers)
}

both! {
    async fn org_11_guests_who_do_not_sign_in_are_blocked_and_nobody_else(world) {
        let place = place(&world).await;
        rule(&world, &place.admin, "Idle", &idle()).await;
        sign_in(&world, DANA).await;
        world.advance(60).await;
        sign_in(&world, DANA).await;
        world.advance(31).await;
        assert_eq!(audited(&world, "guest.notice").await, 1, "Emil never came");
        // Signing in within the grace ends it, at once.
        sign_in(&world, EMIL).await;
        assert_eq!(audited(&world, "guest.callOff").await, 1);
        assert_eq!(told(&world, EMIL, "You keep your guest account").await, 1);
        world.advance(60).await;
        assert_eq!(audited(&world, "guest.notice").await, 2, "Dana's 90 days are over");
        world.advance(8).await;
        assert!(!account(&world, place.dana).await.enabled);
        assert!(account(&world, place.emil).await.enabled);
        assert!(account(&world, place.maja).await.enabled, "a member is no business of these rules");
        chain_is_intact(&world).await;
    }

    async fn org_11_the_first_rule_for_a_guest_decides(world) {
        let place = place(&world).await;
        let vips = world.group("Board").await;
        world.hold(place.dana, vips.member()).await;
        let gentle = GuestRules {
            scope: GuestScope::Groups([vips.id].into()),
            idle_days: Some(700),
            ..GuestRules::default()
        };
        let strict = GuestRules { idle_days: Some(30), effect: GuestEffect::Disable, ..GuestRules::default() };
        rule(&world, &place.admin, "Strict", &strict).await;
        let first = rule(&world, &place.admin, "Board", &gentle).await;
        world.advance(31).await;
        assert_eq!(audited(&world, "guest.notice").await, 2, "the first is for both");
        policies::move_up_or_down(&place.admin, first, true).await.unwrap();
        world.settle().await;
        assert_eq!(audited(&world, "guest.callOff").await, 1, "the other rule decides about Dana now");
        world.advance(8).await;
        assert!(account(&world, place.dana).await.enabled);
        assert!(!account(&world, place.emil).await.enabled);
        let list = policies::list(&place.admin).await.unwrap();
        let names: Vec<_> = list.rows.iter().map(|row| (row.name.as_str(), row.first, row.last)).collect();
        assert_eq!(names, [("Board", true, false), ("Strict", false, true)]);
        assert_eq!(list.rows[0].whom, "Guests who are directly in one of these groups: Board.");
        assert_eq!(list.rows[1].consequence, "Otherwise, 7 days after a notice: The account is blocked from signing in.");
    }

    async fn org_11_exceptions_and_administrators_are_left_alone(world) {
        let place = place(&world).await;
        world.give_role(Principal::User(place.emil), shared::authz::Role::CatalogCreator, None).await;
        let rules = GuestRules { except: [Principal::User(place.dana)].into(), ..idle() };
        rule(&world, &place.admin, "Idle", &rules).await;
        world.advance(200).await;
        assert_eq!(audited(&world, "guest.notice").await, 0);
        assert!(account(&world, place.dana).await.enabled && account(&world, place.emil).await.enabled);
    }

    async fn org_11_a_removal_ends_access_and_requests(world) {
        let place = place(&world).await;
        let catalog = world.catalog("Partners").await;
        world.open_to_outsiders(catalog).await;
        let group = world.group("Extranet").await;
        let held = world.package(catalog, "Extranet", &[group.member()]).await;
        world.policy(held, &everyone()).await;
        let wanted = world.package(catalog, "Wiki", &[]).await;
        let chief = world.member("Bo Ek").await;
        world.policy(wanted, &PolicySettings { stages: vec![asks(&[chief])], ..everyone() }).await;
        let access = world.get(place.dana, held).await;
        let rules = GuestRules { effect: GuestEffect::Remove, ..idle() };
        rule(&world, &place.admin, "Idle", &rules).await;
        world.advance(91).await;
        let request = world.ask(place.dana, wanted).await;
        world.advance(7).await;
        assert!(account(&world, place.dana).await.removed_at.is_some());
        assert!(!world.assignment(access).await.state.is_live());
        assert_eq!(world.holding(place.dana, group.member()).await, None);
        assert_eq!(world.request(request).await.state, shared::request::RequestState::Canceled);
        let kind = value!(world, UserKind, "SELECT kind FROM users WHERE id = $1", place.dana);
        assert_eq!(kind, UserKind::Visitor);
        assert_eq!(told(&world, DANA, "is removed").await, 1, "the address is known to the last mail");
        let left = world.count("guest_plans").await;
        assert_eq!(left, 0, "both are gone, and so are their plans");
        chain_is_intact(&world).await;
    }

    /// The settings of the portal look after guests under management, rules after everybody: the earlier date wins, and
    /// new access calls off only what the settings planned.
    async fn org_11_org_09_rules_and_settings_do_not_undo_each_other(world) {
        let place = place(&world).await;
        let catalog = world.catalog("Partners").await;
        world.open_to_outsiders(catalog).await;
        let package = world.package(catalog, "Extranet", &[]).await;
        world.policy(package, &everyone()).await;
        let mut set = settings::tenant_settings(&place.admin).await.unwrap();
        set.block_guests = false;
        settings::change_tenant_settings(&place.admin, set).await.unwrap();
        let rules = GuestRules { no_access: true, effect: GuestEffect::DisableThenRemove(60), ..idle() };
        rule(&world, &place.admin, "Both", &rules).await;

        // A guest from before: only the rule looks after the account.
        let access = world.get(place.dana, package).await;
        let owner = world.as_user(place.dana).await;
        engine::assignments::remove_own(&owner, access).await.unwrap();
        world.advance(1).await;
        assert_eq!(audited(&world, "guest.notice").await, 1);
        // New access brings it in order.
        let access = world.get(place.dana, package).await;
        world.advance(1).await;
        assert_eq!(audited(&world, "guest.callOff").await, 1);

        // Under management: the rule blocks after a week, the settings remove after 30 days, before the rule would.
        run_sql!(world, "UPDATE users SET lifecycle = 'governed' WHERE id = $1", place.dana).unwrap();
        engine::assignments::remove_own(&owner, access).await.unwrap();
        world.advance(9).await;
        assert!(!account(&world, place.dana).await.enabled);
        world.advance(20).await;
        assert_eq!(account(&world, place.dana).await.removed_at, None);
        world.advance(2).await;
        assert!(account(&world, place.dana).await.removed_at.is_some());
        assert_eq!((audited(&world, "user.block").await, audited(&world, "user.remove").await), (1, 1));
        assert_eq!(world.count("guest_plans").await, 0);
        chain_is_intact(&world).await;
    }

    async fn org_11_an_administrator_lets_a_guest_in_again_and_everything_counts_anew(world) {
        let place = place(&world).await;
        rule(&world, &place.admin, "Idle", &idle()).await;
        world.advance(98).await;
        assert!(!account(&world, place.dana).await.enabled);
        let version = people::view(&place.admin, place.dana).await.unwrap().version;
        people::set_enabled(&place.admin, place.dana, version, true).await.unwrap();
        world.advance(89).await;
        assert!(account(&world, place.dana).await.enabled);
        assert!(account(&world, place.emil).await.removed_at.is_some());
        world.advance(9).await;
        assert!(!account(&world, place.dana).await.enabled);
    }

    async fn org_11_a_deleted_rule_calls_off_and_can_be_restored_for_a_month(world) {
        let place = place(&world).await;
        let id = rule(&world, &place.admin, "Idle", &idle()).await;
        world.advance(91).await;
        assert_eq!(audited(&world, "guest.notice").await, 2);
        assert_eq!(refusal(policies::delete(&place.admin, id, 7).await).status(), 409);
        policies::delete(&place.admin, id, 1).await.unwrap();
        world.settle().await;
        assert_eq!(audited(&world, "guest.callOff").await, 2);
        let fulfilled = GuestRules { sponsors_min: Some(1), ..GuestRules::default() };
        rule(&world, &place.admin, "Confirmed", &fulfilled).await;
        world.advance(29).await;
        let list = policies::list(&place.admin).await.unwrap();
        assert_eq!((list.rows.len(), list.deleted.len()), (1, 1));
        policies::restore(&place.admin, id).await.unwrap();
        let list = policies::list(&place.admin).await.unwrap();
        let rows: Vec<_> = list.rows.iter().map(|row| (row.name.as_str(), row.enabled)).collect();
        assert_eq!(rows, [("Confirmed", true), ("Idle", false)]);
        let row = &list.rows[1];
        policies::delete(&place.admin, id, row.version).await.unwrap();
        world.advance(31).await;
        assert_eq!(refusal(policies::restore(&place.admin, id).await), AppError::NotFound);
        assert!(account(&world, place.dana).await.enabled);
    }

    async fn org_11_the_editor_says_whom_a_rule_is_for_and_who_would_be_told(world) {
        let place = place(&world).await;
        world.advance(100).await;
        sign_in(&world, DANA).await;
        let typed = write("Idle", true, &idle(), 0, &[]);
        let shown = policies::form(&place.admin, None, Some(typed)).await.unwrap().preview.unwrap();
        assert_eq!((shown.matching, shown.noticed, shown.more), (2, 1, false));
        assert_eq!(shown.sentence(), "It decides for 2 guests. 1 guest would be given notice now.");
        assert_eq!(audited(&world, "guest.notice").await, 0, "nothing happened");
        // Behind a rule that is for everybody, it decides for nobody.
        rule(&world, &place.admin, "Confirmed", &confirms()).await;
        let typed = write("Idle", true, &idle(), 0, &[]);
        let shown = policies::form(&place.admin, None, Some(typed)).await.unwrap().preview.unwrap();
        assert_eq!((shown.matching, shown.noticed), (0, 0));
        let someone = world.as_user(place.maja).await;
        assert_eq!(refusal(policies::list(&someone).await), AppError::NotFound);
    }

    async fn org_11_there_are_at_most_twenty_rules(world) {
        let place = place(&world).await;
        for n in 0..20 {
            let fields = write(&format!("Rule {n}"), false, &idle(), 0, &[]);
            policies::create(&place.admin, &fields).await.unwrap();
        }
        let fields = write("One more", true, &idle(), 0, &[]);
        assert_eq!(refusal(policies::create(&place.admin, &fields).await).status(), 409);
        world.settle().await;
        let due = value!(world, Option<i64>, "SELECT look_at FROM guest_rounds");
        assert_eq!(due, None, "no rule is in force, so nobody is looked at");
    }

    async fn org_11_two_servers_give_notice_and_block_once(world) {
        let place = place(&world).await;
        for n in 0..8 {
            let guest = world.guest(&format!("guest{n}@contoso.example"), None).await;
            world.add_sponsor(guest, place.maja).await;
        }
        rule(&world, &place.admin, "Idle", &idle()).await;
        let both = async || {
            let (one, two) = tokio::join!(world.engine.settle(), world.engine.settle());
            one.and(two).unwrap();
        };
        for _ in 0..91 {
            world.pass_hours(24);
        }
        both().await;
        assert_eq!(audited(&world, "guest.notice").await, 10);
        assert_eq!(told(&world, "guest3@contoso.example", "needs attention").await, 1);
        for _ in 0..7 {
            world.pass_hours(24);
            both().await;
        }
        assert_eq!((audited(&world, "user.block").await, audited(&world, "user.planRemoval").await), (10, 10));
        chain_is_intact(&world).await;
    }

    async fn org_11_a_confirmation_and_the_end_of_the_grace_at_once(world) {
        let place = place(&world).await;
        rule(&world, &place.admin, "Confirmed", &confirms()).await;
        world.advance(97).await;
        let maja = world.as_user(place.maja).await;
        world.pass_hours(48);
        let one = [place.dana];
        let (confirmed, worked) = tokio::join!(guests::confirm(&maja, &one, ""), world.engine.settle());
        confirmed.unwrap();
        worked.unwrap();
        // Either the confirmation came in time, or it is recorded and the account is blocked: never both or neither.
        let blocked = !account(&world, place.dana).await.enabled;
        let called_off = audited(&world, "guest.callOff").await == 1;
        assert!(blocked != called_off, "blocked: {blocked}, called off: {called_off}");
        chain_is_intact(&world).await;
    }
}
