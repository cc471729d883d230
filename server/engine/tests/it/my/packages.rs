//! Finding packages, and the page of one.

use crate::policies::form;
use crate::support::World;
use crate::support::flow::{asks, open_policy, refusal, stage};
use engine::{my, policies};
use shared::AppError;
use shared::approval::Decision;
use shared::directory::{Principal, SponsorKind};
use shared::forms::PolicyInput;
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, QuestionId, UserId};
use shared::policy::{
    ApproverRule, Expiration, PolicySettings, Question, QuestionKind, TargetScope,
};

/// Names of the packages that the person finds.
async fn found(world: &World, who: UserId, query: &str) -> Vec<String> {
    let page = my::available(&world.as_user(who).await, query, "")
        .await
        .unwrap();
    page.cards
        .rows
        .into_iter()
        .map(|card| card.package.name)
        .collect()
}

/// Turns a switch of one row.
macro_rules! set {
    ($world:expr, $sql:literal, $id:expr, $value:expr) => {
        assert_eq!(run_sql!($world, $sql, $id, $value).unwrap(), 1)
    };
}

async fn hide(world: &World, package: PackageId) {
    set!(
        world,
        "UPDATE access_packages SET hidden = $2 WHERE id = $1",
        package,
        true
    );
}

fn only(principals: Vec<Principal>) -> PolicySettings {
    PolicySettings {
        scope: TargetScope::SpecificDirectoryUsers,
        subjects: principals,
        ..open_policy()
    }
}

both! {
    async fn byd_03_a_package_is_listed_only_for_those_who_may_ask(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let (sales, field) = (world.group("Sales").await, world.group("Field sales").await);
        world.nest(&sales, &field).await;
        world.hold(ada, field.member()).await;
        let catalog = world.catalog("Sales").await;
        let everyone = world.package(catalog, "Everyone", &[]).await;
        world.policy(everyone, &open_policy()).await;
        let ours = world.package(catalog, "Ours", &[]).await;
        world.policy(ours, &only(vec![sales.principal()])).await;
        let hers = world.package(catalog, "Hers", &[]).await;
        world.policy(hers, &only(vec![Principal::User(ada)])).await;
        world.package(catalog, "Nobody's", &[]).await;

        // Through a nested group, by name, and in the order of names.
        assert_eq!(found(&world, ada, "").await, ["Everyone", "Hers", "Ours"]);
        assert_eq!(found(&world, bo, "").await, ["Everyone"]);
        assert_eq!(
            refusal(my::package(&world.as_user(bo).await, hers, None, None).await),
            AppError::NotFound
        );
        assert_eq!(
            refusal(my::available(&world.anonymous(), "", "").await),
            AppError::SignInNeeded
        );
    }

    async fn pkg_06_byd_03_many_packages_are_found_as_few_are(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Everything").await;
        let mut expected = Vec::new();
        for number in 0..260 {
            let name = format!("Package {number:03}");
            let package = world.package(catalog, &name, &[]).await;
            // Every tenth is Bo's alone, every tenth after it is hidden.
            let settings = if number % 10 == 0 { only(vec![Principal::User(bo)]) } else { open_policy() };
            world.policy(package, &settings).await;
            if number % 10 == 1 {
                hide(&world, package).await;
            } else if number % 10 != 0 {
                expected.push(name);
            }
        }
        let ctx = world.as_user(ada).await;
        let (mut names, mut after) = (Vec::new(), String::new());
        loop {
            let page = my::available(&ctx, "", &after).await.unwrap().cards;
            assert!(page.rows.len() <= 50);
            names.extend(page.rows.into_iter().map(|card| card.package.name));
            let Some(next) = page.next else { break };
            after = next;
        }
        assert_eq!(names, expected);
        let with_25: Vec<_> = expected.iter().filter(|name| name.contains("25")).cloned().collect();
        assert_eq!(found(&world, ada, "package 25").await, with_25);
        assert_eq!(found(&world, bo, "package 250").await, ["Package 250"]);
        assert_eq!(found(&world, ada, "package 250").await, Vec::<String>::new());
        set!(world, "UPDATE catalogs SET state = $2 WHERE id = $1", catalog, "unpublished");
        assert!(found(&world, ada, "").await.is_empty());
    }

    async fn pkg_06_every_check_counts(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let policy = world.policy(package, &open_policy()).await;
        assert_eq!(found(&world, ada, "").await, ["CRM"]);

        set!(world, "UPDATE catalogs SET state = $2 WHERE id = $1", catalog, "unpublished");
        assert!(found(&world, ada, "").await.is_empty());
        set!(world, "UPDATE catalogs SET state = $2 WHERE id = $1", catalog, "published");

        set!(world, "UPDATE policies SET enabled = $2 WHERE id = $1", policy, false);
        assert!(found(&world, ada, "").await.is_empty());
        set!(world, "UPDATE policies SET enabled = $2 WHERE id = $1", policy, true);

        let direct = world.package(catalog, "Direct", &[]).await;
        let settings = PolicySettings { scope: TargetScope::NotSpecified, ..open_policy() };
        world.policy(direct, &settings).await;
        let past = world.package(catalog, "Past", &[]).await;
        let end = world.now().plus_days(1);
        let settings = PolicySettings { expiration: Expiration::OnDate(end), ..open_policy() };
        world.policy(past, &settings).await;
        assert_eq!(found(&world, ada, "").await, ["CRM", "Past"]);
        world.pass_hours(25);
        assert_eq!(found(&world, ada, "").await, ["CRM"]);
    }

    async fn pkg_06_people_from_outside_need_an_open_catalog(world) {
        let acme = world.organization("Acme", &["acme.example"]).await;
        let guest = world.guest("eva@acme.example", Some(acme)).await;
        let visitor = world.visitor("new@acme.example", Some(acme)).await;
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Partner portal", &[]).await;
        let settings = PolicySettings {
            scope: TargetScope::SpecificConnectedOrganizationUsers,
            organizations: vec![acme],
            stages: vec![asks(&[ada])],
            ..open_policy()
        };
        world.policy(package, &settings).await;
        assert!(found(&world, guest, "").await.is_empty());
        let closed = my::package(&world.as_user(guest).await, package, None, None).await;
        assert_eq!(refusal(closed), AppError::NotFound);

        world.open_to_outsiders(catalog).await;
        assert_eq!(found(&world, guest, "").await, ["Partner portal"]);
        assert!(found(&world, ada, "").await.is_empty());
        // Without an account there is no browsing, only the link.
        assert!(found(&world, visitor, "").await.is_empty());
        assert!(my::search(&world.as_user(visitor).await, "portal").await.unwrap().groups.is_empty());
        let page = my::package(&world.as_user(visitor).await, package, None, None).await.unwrap();
        assert_eq!(page.ways.len(), 1);
    }

    async fn pkg_04_a_hidden_package_is_not_listed_but_opens_by_its_link(world) {
        let ada = world.member("Ada Lind").await;
        let guest = world.guest("eva@acme.example", None).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &open_policy()).await;
        hide(&world, package).await;

        assert!(found(&world, ada, "").await.is_empty());
        assert!(found(&world, ada, "crm").await.is_empty());
        let page = my::package(&world.as_user(ada).await, package, None, None).await.unwrap();
        assert_eq!((page.ways.len(), page.reasons.len()), (1, 0));
        assert_eq!(page.chosen.as_deref(), Some(page.ways[0].id.as_str()));
        let other = my::package(&world.as_user(guest).await, package, None, None).await;
        assert_eq!(refusal(other), AppError::NotFound);
    }

    async fn ui_02_search_looks_into_names_descriptions_and_resources(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        for (name, text) in [
            ("CRM", "crm customers salesforce"),
            ("Travel 100%", "travel 100% book trips"),
            ("Wiki_Team", "wiki_team handbook"),
        ] {
            let package = world.package(catalog, name, &[]).await;
            world.policy(package, &open_policy()).await;
            set!(world, "UPDATE access_packages SET search_text = $2 WHERE id = $1", package, text);
        }
        assert_eq!(found(&world, ada, "customers").await, ["CRM"]);
        assert_eq!(found(&world, ada, " SALESFORCE  crm ").await, ["CRM"]);
        assert_eq!(found(&world, ada, "salesforce trips").await, [] as [&str; 0]);
        // What means something to the database means nothing here.
        assert_eq!(found(&world, ada, "%").await, ["Travel 100%"]);
        assert_eq!(found(&world, ada, "wiki_").await, ["Wiki_Team"]);
        assert_eq!(found(&world, ada, "'; DROP TABLE users; --").await, [] as [&str; 0]);
    }

    async fn ui_02_a_long_list_comes_in_pages(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        for number in 0..53 {
            let package = world.package(catalog, &format!("Package {number:02}"), &[]).await;
            world.policy(package, &open_policy()).await;
            world.policy(package, &PolicySettings { expiration: Expiration::AfterDays(9), ..open_policy() }).await;
        }
        let ctx = world.as_user(ada).await;
        let first = my::available(&ctx, "", "").await.unwrap().cards;
        assert_eq!(first.rows.len(), 50);
        assert_eq!(first.rows[0].lasts, "Depends on how you ask");
        let after = first.next.unwrap();
        let second = my::available(&ctx, "", &after).await.unwrap().cards;
        let names: Vec<_> = second.rows.iter().map(|card| card.package.name.as_str()).collect();
        assert_eq!(names, ["Package 50", "Package 51", "Package 52"]);
        assert_eq!(second.next, None);
        assert_eq!(my::available(&ctx, "", "nonsense").await.unwrap().cards.rows.len(), 50);
    }

    async fn pol_36_several_ways_are_offered_and_one_is_chosen(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let long = world.policy(package, &PolicySettings { stages: vec![asks(&[world.member("Bo Ek").await])], ..open_policy() }).await;
        let short = world.policy(package, &PolicySettings { expiration: Expiration::AfterHours(8), ..open_policy() }).await;
        // A weaker class does not count beside it.
        world.policy(package, &PolicySettings { scope: TargetScope::AllDirectoryUsers, ..open_policy() }).await;
        let ctx = world.as_user(ada).await;

        let page = my::package(&ctx, package, None, None).await.unwrap();
        let mut offered: Vec<_> = page.ways.iter().map(|way| way.id.clone()).collect();
        offered.sort();
        let mut expected = [long.to_string(), short.to_string()];
        expected.sort();
        assert_eq!(offered, expected);
        assert_eq!(page.chosen, None);
        let page = my::package(&ctx, package, Some(short), None).await.unwrap();
        assert_eq!(page.chosen, Some(short.to_string()));
        let way = page.ways.iter().find(|way| way.id == short.to_string()).unwrap();
        assert_eq!(way.summary, "No approval needed; access for 8 hours.");
    }

    async fn pkg_06_pages_are_full_whatever_the_number_of_policies(world) {
        let [ada] = world.members(["Ada Lind"]).await;
        let catalog = world.catalog("Sales").await;
        for (name, policies) in [("Books", 1), ("CRM", 4), ("Desk", 3), ("Events", 1)] {
            let package = world.package(catalog, name, &[]).await;
            for _ in 0..policies {
                world.policy(package, &open_policy()).await;
            }
        }
        let ctx = world.as_user(ada).await;
        for size in 1..=5 {
            let (mut names, mut sizes, mut after) = (Vec::new(), Vec::new(), String::new());
            loop {
                let page = my::requestable(&ctx, &after, size).await.unwrap();
                sizes.push(page.rows.len());
                names.extend(page.rows.into_iter().map(|package| package.name));
                match page.next {
                    Some(next) => after = next,
                    None => break,
                }
            }
            assert_eq!(names, ["Books", "CRM", "Desk", "Events"], "pages of {size}");
            let full = usize::try_from(size).unwrap();
            let (last, others) = sizes.split_last().unwrap();
            assert!(others.iter().all(|rows| *rows == full) && (1..=full).contains(last), "{sizes:?}");
        }
    }

    async fn pkg_06_a_changed_policy_shows_at_once(world) {
        let [ada] = world.members(["Ada Lind"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let policy = world.policy(package, &open_policy()).await;
        let ctx = world.as_user(ada).await;
        let lasts = async || my::available(&ctx, "", "").await.unwrap().cards.rows[0].lasts.clone();
        let before = lasts().await;
        let shorter = PolicySettings { expiration: Expiration::AfterDays(7), ..open_policy() };
        let input = PolicyInput { version: Some(1), ..form("Everyone", shorter) };
        let admin = world.administrator().await;
        policies::update(&admin, package, policy, input).await.unwrap();
        assert_ne!(lasts().await, before);
        assert!(lasts().await.contains("7 days"), "{}", lasts().await);
    }

    async fn byd_01_the_page_names_each_failed_check(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let policy = world.policy(package, &open_policy()).await;
        world.policy(package, &only(vec![Principal::User(bo)])).await;
        let settings = serde_json::to_string(&PolicySettings { enabled: false, ..open_policy() }).unwrap();
        set!(world, "UPDATE policies SET settings = $2 WHERE id = $1", policy, settings.as_str());

        let page = my::package(&world.as_user(ada).await, package, None, None).await.unwrap();
        assert!(page.ways.is_empty());
        let mut reasons = page.reasons.clone();
        reasons.sort();
        assert_eq!(
            reasons,
            ["New requests are switched off.", "Only certain people and groups can request it."]
        );
    }

    async fn byd_16_members_read_names_and_people_from_outside_read_kinds(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let security = world.group("Security").await;
        let acme = world.organization("Acme", &["acme.example"]).await;
        let eva = world.visitor("eva@acme.example", Some(acme)).await;
        world.add_organization_sponsor(acme, SponsorKind::Internal, Principal::User(cy)).await;
        world.set_manager(ada, Some(bo)).await;
        let catalog = world.catalog("Sales").await;
        world.open_to_outsiders(catalog).await;
        let package = world.package(catalog, "CRM", &[]).await;
        let inside = PolicySettings {
            stages: vec![
                stage(ApproverRule::Manager { fallback: vec![Principal::User(cy)] }),
                stage(ApproverRule::Named { approvers: vec![security.principal()] }),
            ],
            ..open_policy()
        };
        let outside = PolicySettings {
            scope: TargetScope::AllConfiguredConnectedOrganizationUsers,
            stages: vec![stage(ApproverRule::InternalSponsors { fallback: vec![Principal::User(bo)] })],
            ..open_policy()
        };
        world.policy(package, &inside).await;
        world.policy(package, &outside).await;

        let page = my::package(&world.as_user(ada).await, package, None, None).await.unwrap();
        let stages = &page.ways[0].flow.stages;
        assert_eq!(stages[0].people[0].name, "Bo Ek");
        assert_eq!(stages[1].people[0].name, "Security");
        assert!(stages[1].people[0].group);
        assert_eq!(stages[0].deadline.as_deref(), Some("within 7 days"));
        let page = my::package(&world.as_user(eva).await, package, None, None).await.unwrap();
        assert_eq!(page.ways[0].flow.stages[0].people[0].name, "Our contact person for your organization");
        let text = serde_json::to_string(&page).unwrap();
        assert!(!text.contains("Cy Ahl") && !text.contains("Bo Ek"), "{text}");

        // The same on the request that follows.
        let request = world.ask(eva, package).await;
        let view = my::request(&world.as_user(eva).await, request).await.unwrap();
        let text = serde_json::to_string(&view).unwrap();
        assert!(!text.contains("Cy Ahl"), "{text}");
        world.approve(cy, request, 0).await;
        let view = my::request(&world.as_user(eva).await, request).await.unwrap();
        assert!(!serde_json::to_string(&view).unwrap().contains("Cy Ahl"));
    }

    async fn req_10_asking_again_starts_with_the_same_words(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let question: QuestionId = world.id();
        let settings = PolicySettings {
            stages: vec![asks(&[bo])],
            questions: vec![Question {
                id: question,
                text: "Which team?".to_owned(),
                required: true,
                kind: QuestionKind::LongText, translations: Vec::new(), attribute: None, }],
            custom_schedule: true,
            ..open_policy()
        };
        world.policy(package, &settings).await;
        let input = RequestInput {
            justification: "<b>Because</b>".to_owned(),
            answers: vec![(question, "Field".to_owned())],
            end: Some(world.now().plus_days(5).end_of_day()),
            ..RequestInput::default()
        };
        let request = world.ask_with(ada, package, input).await.unwrap();
        world.decide_at(bo, request, 0, Decision::Deny, "Not yet").await.unwrap();

        let ctx = world.as_user(ada).await;
        assert!(my::request(&ctx, request).await.unwrap().may_resubmit);
        let page = my::package(&ctx, package, None, Some(request)).await.unwrap();
        assert_eq!(page.prefill.justification, "<b>Because</b>");
        assert_eq!(page.prefill.answers, [(format!("answer_{question}"), "Field".to_owned())]);
        assert_eq!(page.prefill.end, "2026-03-07");
        // A date that has passed is left out; somebody else's words are never shown.
        world.pass_hours(24 * 9);
        let page = my::package(&ctx, package, None, Some(request)).await.unwrap();
        assert_eq!(page.prefill.end, "");
        let cy = world.member("Cy Ahl").await;
        let page = my::package(&world.as_user(cy).await, package, None, Some(request)).await.unwrap();
        assert_eq!(page.prefill.justification, "");
    }

    async fn a_search_finds_what_the_role_opens(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Payments").await;
        world.catalog("Payments of others").await;
        let package = world.package(catalog, "Payments on-call", &[]).await;
        hide(&world, package).await;
        let titles = async |who: UserId, query: &str| {
            let page = my::search(&world.as_user(who).await, query).await.unwrap();
            page.groups
                .into_iter()
                .flat_map(|group| group.hits.into_iter().map(move |hit| format!("{}: {}", group.title, hit.title)))
                .collect::<Vec<_>>()
        };
        assert!(titles(ada, "payments").await.is_empty());
        assert_eq!(titles(ada, "approvals").await, ["Pages: Approvals"]);
        let reader = world.member("Rita Reader").await;
        world.give_role(Principal::User(reader), shared::authz::Role::CatalogReader, Some(catalog)).await;
        assert_eq!(
            titles(reader, "payments").await,
            ["Packages to administer: Payments on-call", "Catalogs: Payments"]
        );
        let chief = world.administrator().await;
        let page = my::search(&chief, "ada").await.unwrap();
        assert_eq!(page.groups[0].hits[0].href, format!("/admin/people/{ada}"));
    }
}
