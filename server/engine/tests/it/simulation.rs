//! Trying a package on a person and a day (BYD-02).

use crate::support::World;
use crate::support::flow::{asks, open_policy, refusal, stage};
use engine::Ctx;
use engine::packages::simulate;
use shared::AppError;
use shared::directory::Principal;
use shared::forms::packages::IncompatibleInput;
use shared::ids::{CatalogId, PackageId, UserId};
use shared::policy::{
    AlternateRule, ApproverRule, Escalation, Expiration, PolicySettings, StageSettings,
};
use shared::views::my::Progress;
use shared::views::simulation::SimulationView;

struct Stage {
    admin: Ctx,
    catalog: CatalogId,
    package: PackageId,
    ada: UserId,
}

async fn set(world: &World) -> Stage {
    let admin = world.administrator().await;
    let [ada, bo, cleo] = world.members(["Ada Lind", "Bo Ek", "Cleo Roth"]).await;
    world.set_manager(ada, Some(bo)).await;
    let catalog = world.catalog("Sales").await;
    let package = world.package(catalog, "CRM", &[]).await;
    let manager = ApproverRule::Manager {
        fallback: vec![Principal::User(cleo)],
    };
    let settings = PolicySettings {
        stages: vec![stage(manager), asks(&[cleo])],
        expiration: Expiration::AfterDays(90),
        ..open_policy()
    };
    world.policy(package, &settings).await;
    Stage {
        admin,
        catalog,
        package,
        ada,
    }
}

async fn tried(stage: &Stage, who: UserId, days: i64) -> SimulationView {
    let on = stage.admin.now().plus_days(days).start_of_day();
    simulate(&stage.admin, stage.package, "", Some(who), Some(on))
        .await
        .unwrap()
}

both! {
    async fn byd_02_any_person_and_day_with_deciders_deadlines_and_end(world) {
        let stage = set(&world).await;
        let view = tried(&stage, stage.ada, 10).await;
        assert!(view.eligible && view.reasons.is_empty());
        let day = world.now().plus_days(10).start_of_day();
        let told: Vec<_> = view.policies[0].steps.iter()
            .map(|step| (step.title.as_str(), step.when.as_ref().map(|when| when.exact.clone())))
            .collect();
        assert_eq!(told, [
            ("Ada Lind asks", Some(day.exact())),
            ("Stage 1: Bo Ek decides", Some(day.plus_days(7).exact())),
            ("Stage 2: Cleo Roth decides", Some(day.plus_days(14).exact())),
            ("Access is set up", Some(day.plus_days(14).exact())),
            ("Access ends", Some(day.plus_days(104).exact())),
        ]);
        // Nothing was asked and nothing is recorded.
        assert_eq!((world.count("requests").await, world.count("audit_records").await), (0, 0));
    }

    async fn byd_02_the_simulation_says_what_a_request_would_hear(world) {
        let stage = set(&world).await;
        let other = world.package(stage.catalog, "Audit", &[]).await;
        world.policy(other, &open_policy()).await;
        world.get(stage.ada, other).await;
        let rule = IncompatibleInput { packages: vec![other], groups: Vec::new() };
        engine::separation::add_incompatible(&stage.admin, stage.package, &rule).await.unwrap();
        let view = tried(&stage, stage.ada, 0).await;
        assert!(!view.eligible);
        assert_eq!(view.reasons, ["Ada Lind has Audit, which rules this package out."]);
        assert!(view.policies[0].steps.is_empty());
        let heard = refusal(world.ask_with(stage.ada, stage.package, Default::default()).await);
        assert_eq!(heard, AppError::Forbidden("You have Audit, and that rules this access out.".to_owned()));
        let guest = world.guest("eve@partner.example", None).await;
        let view = tried(&stage, guest, 0).await;
        assert_eq!(view.reasons, ["The catalog of this package is not open to people from outside."]);
        assert_eq!(view.policies[0].reasons, ["Only members of the organization can request it, not guests."]);
    }

    async fn byd_02_a_day_after_the_fixed_end_is_too_late(world) {
        let stage = set(&world).await;
        let package = world.package(stage.catalog, "Season", &[]).await;
        let end = world.now().plus_days(30).end_of_day();
        world.policy(package, &PolicySettings { expiration: Expiration::OnDate(end), ..open_policy() }).await;
        let on = |days: i64| Some(world.now().plus_days(days).start_of_day());
        let early = simulate(&stage.admin, package, "", Some(stage.ada), on(29)).await.unwrap();
        assert!(early.eligible);
        let late = simulate(&stage.admin, package, "", Some(stage.ada), on(31)).await.unwrap();
        assert!(!late.eligible);
        assert_eq!(late.policies[0].reasons, ["The date on which this access ends has passed."]);
    }

    async fn byd_02_pol_17_the_simulation_says_when_alternates_come_in(world) {
        let stage = set(&world).await;
        let [di] = world.members(["Di Ost"]).await;
        let package = world.package(stage.catalog, "Ledger", &[]).await;
        let slow = StageSettings {
            escalation: Some(Escalation {
                after_days: 2,
                alternates: AlternateRule::Named { approvers: vec![Principal::User(di)] },
            }),
            ..asks(&[di])
        };
        world.policy(package, &PolicySettings { stages: vec![slow], ..open_policy() }).await;
        let view = simulate(&stage.admin, package, "", Some(stage.ada), None).await.unwrap();
        let detail = view.policies[0].steps[1].detail.clone().unwrap();
        let from = stage.admin.now().plus_days(2).long_date();
        assert!(detail.contains(&format!("Di Ost could decide, too, from {from}")), "{detail}");
    }

    async fn byd_02_a_stage_without_anybody_ends_the_story(world) {
        let stage = set(&world).await;
        let package = world.package(stage.catalog, "Alone", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[stage.ada])], ..open_policy() }).await;
        let view = simulate(&stage.admin, package, "", Some(stage.ada), None).await.unwrap();
        let last = view.policies[0].steps.last().unwrap();
        assert_eq!((last.title.as_str(), last.state), ("nobody is there to decide", Progress::Failed));
    }
}
