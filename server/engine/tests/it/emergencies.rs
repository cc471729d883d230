//! Access at once in an emergency, looked at afterwards (BYD-19).

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact, crowd, one_wins};

use crate::support::flow::{asks, open_policy, refusal};
use engine::assignments::{extend, move_end};
use engine::emergencies::judge;
use engine::requests::take_at_once;
use engine::separation::add_incompatible;
use engine::{Outcome, history, my, requests};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::approvals::VerdictInput;
use shared::forms::packages::IncompatibleInput;
use shared::forms::requests::{EndInput, RequestInput};
use shared::ids::{CatalogId, PackageId, QuestionId, RequestId, RoleId, UserId};
use shared::policy::{Expiration, PolicySettings, Question, QuestionKind};
use shared::request::{RequestState, RequestType};
use shared::views::history::HistoryFilter;
use shared::views::my::ApprovalsTab;

/// A package with a role, whose policy asks these people one after the other and gives 4 hours in an
/// emergency; and who runs it.
struct Plant {
    catalog: CatalogId,
    package: PackageId,
    team: RoleId,
    owner: UserId,
}

async fn plant(world: &World, deciders: &[UserId], settings: PolicySettings) -> Plant {
    let team = world.group("Team").await.member();
    let catalog = world.catalog("Plant").await;
    let package = world.package(catalog, "Controls", &[team]).await;
    let settings = PolicySettings {
        stages: deciders.iter().map(|one| asks(&[*one])).collect(),
        emergency_hours: Some(4),
        ..settings
    };
    world.policy(package, &settings).await;
    let owner = world.member("Olga Own").await;
    world
        .give_role(Principal::User(owner), Role::CatalogOwner, Some(catalog))
        .await;
    Plant {
        catalog,
        package,
        team,
        owner,
    }
}

fn because(text: &str) -> RequestInput {
    RequestInput {
        justification: text.to_owned(),
        ..RequestInput::default()
    }
}

async fn take(world: &World, who: UserId, package: PackageId) -> Outcome<RequestId> {
    take_at_once(
        &world.as_user(who).await,
        package,
        &because("The line stands still"),
    )
    .await
}

async fn says(world: &World, who: UserId, id: RequestId, justified: bool) -> Outcome<()> {
    let input = VerdictInput {
        justified,
        comment: "I looked at the log".to_owned(),
    };
    judge(&world.as_user(who).await, id, &input).await
}

async fn listed(world: &World, who: UserId) -> Vec<String> {
    let page = my::approvals(&world.as_user(who).await, ApprovalsTab::Pending, "", "").await;
    let rows = page.unwrap().emergencies.into_iter();
    rows.map(|row| row.request).collect()
}

both! {
    async fn byd_19_access_is_there_at_once_ends_soon_and_everyone_is_told_even_where_mail_is_off(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let settings = PolicySettings { mail_off: true, expiration: Expiration::AfterDays(90), custom_schedule: true, ..open_policy() };
        let Plant { package, team, owner, .. } = plant(&world, &[bo, cy], settings).await;
        let page = my::package(&world.as_user(ada).await, package, None, None).await.unwrap();
        assert_eq!(page.ways[0].emergency_hours, Some(4));
        let input = RequestInput { end: Some(world.now().plus_days(20)), ..because("The line stands still") };
        let id = take_at_once(&world.as_user(ada).await, package, &input).await.unwrap();
        world.settle().await;
        assert!(world.holding(ada, team).await.is_some());
        let request = world.request(id).await;
        assert_eq!((request.state, request.request_type, request.emergency), (RequestState::Delivered, RequestType::UserAdd, true));
        let access = world.assignment_of(id).await;
        assert_eq!(access.ends_at, Some(world.now().plus_hours(4)));
        assert_eq!(world.count("approval_stages").await, 0);

        // Both stages and who runs the package were told, nobody else.
        for mail in ["bo.ek", "cy.ahl", "olga.own"] {
            assert_eq!(world.mails_to(&format!("{mail}@norrland.example")).await, ["Emergency: Controls for Ada Lind"]);
        }
        assert_eq!(world.count("demo_mails").await, 3);
        let body = value!(world, String, "SELECT body FROM demo_mails WHERE recipient = 'bo.ek@norrland.example'");
        assert!(body.contains("    The line stands still") && body.contains(&format!("/approvals/{id}")), "{body}");
        // Those who would have decided first and who run it look at it; later stages and others do not.
        for (who, sees) in [(bo, true), (owner, true), (cy, false), (di, false), (ada, false)] {
            assert_eq!(listed(&world, who).await.len(), usize::from(sees));
            let page = my::approval(&world.as_user(who).await, id).await;
            assert_eq!(page.is_ok_and(|page| page.judging.ends_with("Ada Lind loses Controls at once.")), sees);
        }
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let titles: Vec<&str> = page.steps.iter().map(|step| step.title.as_str()).collect();
        assert_eq!(titles, ["You took the access in an emergency", "Nobody had to approve: it was an emergency", "Access is ready", "Somebody looks at it", "Access ends"]);
        assert_eq!(page.kind, "Emergency access");

        world.pass_hours(5);
        world.settle().await;
        assert!(world.holding(ada, team).await.is_none());
        // However long the access is over, somebody has to look at it.
        assert_eq!((listed(&world, bo).await.len(), listed(&world, owner).await.len()), (1, 1));
        assert_eq!(audited(&world, "request.submit").await, 1);
        chain_is_intact(&world).await;
    }

    async fn byd_19_justified_is_kept_with_its_comment_and_told(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let Plant { package, owner, .. } = plant(&world, &[bo], open_policy()).await;
        let id = take(&world, ada, package).await.unwrap();
        says(&world, bo, id, true).await.unwrap();
        world.settle().await;
        assert_eq!(world.assignment_of(id).await.state, AssignmentState::Delivered);
        assert!(listed(&world, owner).await.is_empty());
        let refused = refusal(says(&world, owner, id, false).await);
        assert_eq!(refused, AppError::Conflict("Bo Ek has looked at this already.".to_owned()));
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let step = page.steps.iter().find(|step| step.title == "Bo Ek found it justified").unwrap();
        assert_eq!(step.note.as_deref(), Some("I looked at the log"));
        assert!(world.mails_to("ada.lind@norrland.example").await.contains(&"Your emergency was looked at: Controls".to_owned()));
        assert_eq!(audited(&world, "emergency.justify").await, 1);
        chain_is_intact(&world).await;
    }

    async fn byd_19_what_was_not_justified_ends_at_once(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let Plant { package, team, owner, .. } = plant(&world, &[bo], PolicySettings { mail_off: true, ..open_policy() }).await;
        let id = take(&world, ada, package).await.unwrap();
        says(&world, owner, id, false).await.unwrap();
        world.settle().await;
        assert!(world.holding(ada, team).await.is_none());
        assert_eq!(value!(world, String, "SELECT end_reason FROM assignments"), "notJustified");
        assert_eq!(world.mails_to("ada.lind@norrland.example").await, ["Access ended: Controls"]);
        let body = value!(world, String, "SELECT body FROM demo_mails WHERE recipient = 'ada.lind@norrland.example'");
        assert!(body.contains("because the emergency was found not justified") && body.contains("    I looked at the log"), "{body}");
        assert_eq!((audited(&world, "emergency.reject").await, audited(&world, "assignment.end").await), (1, 1));
        chain_is_intact(&world).await;
    }

    async fn byd_19_whoever_used_it_never_looks_at_it_themselves(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let leads = world.group("Leads").await;
        world.hold(ada, leads.member()).await;
        world.hold(bo, leads.member()).await;
        let Plant { package, catalog, .. } = plant(&world, &[bo], open_policy()).await;
        // Ada runs the package as well, and would have decided for others.
        world.give_role(Principal::User(ada), Role::CatalogOwner, Some(catalog)).await;
        let id = take(&world, ada, package).await.unwrap();
        assert_eq!(refusal(says(&world, ada, id, true).await), AppError::NotFound);
        assert_eq!(refusal(my::approval(&world.as_user(ada).await, id).await), AppError::NotFound);
        assert!(listed(&world, ada).await.is_empty());
        assert!(world.mails_to("ada.lind@norrland.example").await.iter().all(|subject| !subject.starts_with("Emergency")));
        // An ordinary request has nothing to look at.
        let ordinary = world.ask(world.member("Eva Ek").await, package).await;
        assert_eq!(refusal(says(&world, bo, ordinary, true).await), AppError::NotFound);
    }

    async fn byd_19_one_that_nobody_has_looked_at_keeps_from_the_next(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let Plant { package, .. } = plant(&world, &[bo], open_policy()).await;
        let first = take(&world, ada, package).await.unwrap();
        assert!(matches!(refusal(take(&world, ada, package).await), AppError::Conflict(_)));
        world.pass_hours(5);
        world.settle().await;
        let AppError::Conflict(why) = refusal(take(&world, ada, package).await) else { panic!("not refused") };
        assert_eq!(why, "Your last emergency with this package has not been looked at yet. Ask in the ordinary way.");
        let page = my::package(&world.as_user(ada).await, package, None, None).await.unwrap();
        assert_eq!(page.ways[0].emergency_hours, None);
        says(&world, bo, first, false).await.unwrap();
        take(&world, ada, package).await.unwrap();
    }

    async fn byd_19_only_with_a_reason_and_only_where_the_policy_says_so(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let Plant { catalog, package, team, .. } = plant(&world, &[bo], open_policy()).await;
        let refused = refusal(take_at_once(&world.as_user(ada).await, package, &because(" ")).await);
        assert_eq!(refused, AppError::field("justification", "Say what happened, and why it cannot wait."));
        let usual = world.package(catalog, "Reports", &[team]).await;
        world.policy(usual, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        assert_eq!(refusal(take(&world, ada, usual).await), AppError::Forbidden("This access is not given in an emergency.".to_owned()));
        // Nor for people whom the policy is not for, nor while something is asked for.
        let guest = world.guest("gil@norrland.example", None).await;
        assert_eq!(refusal(take(&world, guest, package).await), AppError::NotFound);
        world.ask(ada, package).await;
        assert!(matches!(refusal(take(&world, ada, package).await), AppError::Conflict(_)));
        assert_eq!(world.count("emergency_reviews").await, 0);
    }

    async fn byd_19_pkg_17_an_emergency_overrides_neither_separation_of_duties_nor_questions(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let question = Question {
            id: QuestionId(uuid::Uuid::from_u128(7)),
            text: "Which machine?".to_owned(),
            required: true,
            kind: QuestionKind::ShortText { pattern: None },
            translations: Vec::new(),
            attribute: None,
        };
        let Plant { catalog, package, team, owner } = plant(&world, &[bo], PolicySettings { questions: vec![question.clone()], ..open_policy() }).await;
        let AppError::Invalid(errors) = refusal(take(&world, ada, package).await) else { panic!("not refused") };
        assert!(errors.get(&format!("answer_{}", question.id)).is_some());
        let other = world.package(catalog, "Audits", &[team]).await;
        world.policy(other, &open_policy()).await;
        let owner = world.as_user(owner).await;
        let input = IncompatibleInput { packages: vec![other], groups: Vec::new() };
        add_incompatible(&owner, package, &input).await.unwrap();
        world.get(ada, other).await;
        let input = RequestInput { answers: vec![(question.id, "Two".to_owned())], ..because("The line stands still") };
        let refused = refusal(take_at_once(&world.as_user(ada).await, package, &input).await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");
        assert_eq!(world.count("emergency_reviews").await, 0);
    }

    async fn byd_19_it_is_not_extended_and_ordinary_access_follows(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let settings = PolicySettings { can_extend: true, expiration: Expiration::AfterDays(90), ..open_policy() };
        let Plant { package, team, owner, .. } = plant(&world, &[bo], settings).await;
        let id = take(&world, ada, package).await.unwrap();
        let access = world.assignment_of(id).await;
        let ctx = world.as_user(ada).await;
        let refused = refusal(extend(&ctx, access.id, &EndInput::default()).await);
        assert!(matches!(&refused, AppError::Forbidden(why) if why.starts_with("This access was taken in an emergency")), "{refused:?}");
        let later = EndInput { end: Some(world.now().plus_days(9)), justification: String::new() };
        let refused = refusal(move_end(&world.as_user(owner).await, access.id, &later).await);
        assert!(matches!(refused, AppError::Invalid(_)), "{refused:?}");
        let page = my::package(&ctx, package, None, None).await.unwrap();
        assert!(page.held && page.emergency && page.extend.is_none() && page.reasons.is_empty());
        assert_eq!((page.ways.len(), page.ways[0].emergency_hours), (1, None));

        // Asked for in the ordinary way and approved, ordinary access takes its place without a gap.
        let ordinary = world.ask(ada, package).await;
        world.approve(bo, ordinary, 0).await;
        world.settle().await;
        assert_eq!(world.assignment(access.id).await.state, AssignmentState::Expired);
        let follows = world.assignment_of(ordinary).await;
        assert_eq!((follows.state, follows.ends_at, follows.emergency), (AssignmentState::Delivered, Some(world.now().plus_days(90)), false));
        assert!(world.holding(ada, team).await.is_some());
        assert!(!world.mails_to("ada.lind@norrland.example").await.contains(&"Access ended: Controls".to_owned()));
        // What somebody says of the emergency afterwards does not touch it.
        says(&world, bo, id, false).await.unwrap();
        world.settle().await;
        assert_eq!(world.assignment(follows.id).await.state, AssignmentState::Delivered);
        assert!(world.holding(ada, team).await.is_some());
        chain_is_intact(&world).await;
    }

    async fn byd_19_byd_25_the_history_finds_emergencies_and_keeps_what_nobody_has_looked_at(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let Plant { package, owner, .. } = plant(&world, &[bo], open_policy()).await;
        let id = take(&world, ada, package).await.unwrap();
        world.ask(cy, package).await;
        world.settle().await;
        let admin = world.administrator().await;
        for ctx in [&admin, &world.as_user(owner).await] {
            let all = history::search(ctx, HistoryFilter::default()).await.unwrap();
            assert_eq!(all.page.rows.len(), 2);
            let filter = HistoryFilter { kind: "emergency".to_owned(), ..HistoryFilter::default() };
            let found = history::search(ctx, filter).await.unwrap();
            assert_eq!(found.page.rows.len(), 1);
            assert_eq!((found.page.rows[0].subject.as_str(), found.page.rows[0].what.as_str()), ("Ada Lind", "Emergency access"));
        }
        for (who, kind, count) in [("Ada", "emergency", 1), ("Cy", "emergency", 0), ("Cy", "userAdd", 1)] {
            let filter = HistoryFilter { who: who.to_owned(), kind: kind.to_owned(), ..HistoryFilter::default() };
            assert_eq!(history::search(&admin, filter).await.unwrap().page.rows.len(), count, "{who} {kind}");
        }
        assert!(matches!(refusal(requests::delete(&admin, id).await), AppError::Conflict(_)));
        says(&world, bo, id, true).await.unwrap();
        requests::delete(&admin, id).await.unwrap();
        assert_eq!(world.count("emergency_reviews").await, 0);
    }

    async fn byd_19_of_many_who_answer_one_counts_and_of_many_clicks_one_is_access(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let Plant { package, .. } = plant(&world, &[bo], open_policy()).await;
        let ctx = world.as_user(ada).await;
        let outcomes = crowd(|_| {
            let ctx = ctx.clone();
            async move { take_at_once(&ctx, package, &because("The line stands still")).await }
        })
        .await;
        let id = one_wins(outcomes);
        let ctx = world.as_user(bo).await;
        let outcomes = crowd(|number| {
            let ctx = ctx.clone();
            async move {
                let input = VerdictInput { justified: number % 2 == 0, comment: "Seen".to_owned() };
                judge(&ctx, id, &input).await
            }
        })
        .await;
        one_wins(outcomes);
        assert_eq!((world.count("assignments").await, world.count("emergency_reviews").await), (1, 1));
        assert_eq!(audited(&world, "emergency.justify").await + audited(&world, "emergency.reject").await, 1);
        chain_is_intact(&world).await;
    }

    async fn byd_19_a_role_that_comes_late_does_not_make_an_emergency_longer(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let Plant { catalog, package, .. } = plant(&world, &[bo], open_policy()).await;
        let late = world.group("Valves").await;
        world.resource(catalog, &late).await;
        world.add_package_role(package, late.member()).await;
        run_sql!(world, "UPDATE directory_objects SET mastery = 'synced'").unwrap();
        let end = world.now().plus_hours(4);
        let id = take(&world, ada, package).await.unwrap();
        world.pass_hours(3);
        run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned'").unwrap();
        world.settle().await;
        let access = world.assignment_of(id).await;
        assert_eq!((access.state, access.ends_at), (AssignmentState::Delivered, Some(end)));
        assert!(world.holding(ada, late.member()).await.is_some());
    }
}
