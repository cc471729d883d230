//! Policies: made, changed, deleted, and what that means for requests and access.

use crate::catalogs::{conflict, message, status, with_role};
use crate::packages;
use crate::support::World;
use crate::support::flow::{asks, open_policy as settings, stage};
use engine::policies::PreviewPlace;
use engine::{assignments, my, policies};
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::{NEW_QUESTION, PolicyInput};
use shared::ids::{CatalogId, ObjectId, OrganizationId, PackageId, PolicyId, QuestionId, UserId};
use shared::policy::{
    ApproverRule, Expiration, PolicySettings, Question, QuestionKind, TargetScope,
};
use shared::request::RequestState;

/// What the policy form sends.
pub fn form(name: &str, settings: PolicySettings) -> PolicyInput {
    PolicyInput {
        name: name.to_owned(),
        description: String::new(),
        question_rows: (1..).take(settings.questions.len()).collect(),
        settings,
        version: None,
    }
}

/// The same as a change of a policy.
fn changed(name: &str, settings: PolicySettings, version: i64) -> PolicyInput {
    PolicyInput {
        version: Some(version),
        ..form(name, settings)
    }
}

async fn stored(world: &World, id: PolicyId) -> PolicySettings {
    let text = value!(
        world,
        String,
        "SELECT settings FROM policies WHERE id = $1",
        id
    );
    serde_json::from_str(&text).unwrap()
}

async fn targets(world: &World, id: PolicyId) -> i64 {
    value!(
        world,
        i64,
        "SELECT COUNT(*) FROM policy_targets WHERE policy_id = $1",
        id
    )
}

fn lasting(days: u32) -> PolicySettings {
    PolicySettings {
        expiration: Expiration::AfterDays(days),
        ..settings()
    }
}

fn only(subjects: &[Principal]) -> PolicySettings {
    PolicySettings {
        scope: TargetScope::SpecificDirectoryUsers,
        subjects: subjects.to_vec(),
        ..settings()
    }
}

fn open_to(scope: TargetScope) -> PolicySettings {
    PolicySettings {
        scope,
        ..settings()
    }
}

fn decided_by(stages: Vec<ApproverRule>) -> PolicySettings {
    PolicySettings {
        stages: stages.into_iter().map(stage).collect(),
        ..settings()
    }
}

fn asking(questions: Vec<Question>) -> PolicySettings {
    PolicySettings {
        questions,
        ..settings()
    }
}

/// An empty package.
async fn a_package(world: &World) -> (CatalogId, PackageId) {
    let catalog = world.catalog("Sales").await;
    (catalog, world.package(catalog, "Leads", &[]).await)
}

both! {
    async fn pkg_01_package_and_first_policy_are_made_together_or_not_at_all(world) {
        let catalog = world.catalog("Sales").await;
        let (_, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let nobody = form("Standard", only(&[Principal::User(world.id())]));
        let refused = policies::create_package(&owner, packages::input(catalog, "Leads"), nobody).await;
        assert!(message(refused, "subjects").contains("not in the directory"));
        assert_eq!(world.count("access_packages").await, 0);
        let policy = form("Standard", lasting(90));
        policies::create_package(&owner, packages::input(catalog, "Leads"), policy).await.unwrap();
        assert_eq!((world.count("access_packages").await, world.count("policies").await), (1, 1));
    }

    async fn pkg_02_a_new_catalog_comes_along_and_gets_its_owner(world) {
        let catalogs = world.count("catalogs").await;
        let ada = world.member("Ada Lind").await;
        world.give_role(Principal::User(ada), Role::CatalogCreator, None).await;
        let creator = world.as_user(ada).await;
        let package = packages::in_new_catalog("Marketing", "Campaigns");
        let bad = form("Standard", open_to(TargetScope::AllExternalUsers));
        let refused = policies::create_package(&creator, package.clone(), bad).await;
        assert!(message(refused, "approval").contains("approval"));
        assert_eq!(world.count("catalogs").await, catalogs);
        let id = policies::create_package(&creator, package, form("Standard", settings())).await.unwrap();
        assert_eq!(world.count("catalogs").await, catalogs + 1);
        // Now an owner, and so allowed to go on.
        let owner = world.as_user(ada).await;
        policies::create(&owner, id, form("Others", settings())).await.unwrap();
    }

    async fn rol_05_only_those_who_build_packages_shape_policies(world) {
        let (catalog, package) = a_package(&world).await;
        let elsewhere = world.catalog("Finance").await;
        let policy = world.policy(package, &settings()).await;
        let table = [
            (Role::CatalogReader, catalog, 403),
            (Role::AccessPackageAssignmentManager, catalog, 403),
            (Role::CatalogOwner, elsewhere, 404),
        ];
        for (role, place, code) in table {
            let (_, ctx) = with_role(&world, role.title(), role, place).await;
            assert_eq!(status(policies::create(&ctx, package, form("New", settings())).await), code);
            let update = changed("New", settings(), 1);
            assert_eq!(status(policies::update(&ctx, package, policy, update).await), code);
            assert_eq!(status(policies::delete(&ctx, package, policy, 1).await), code);
            assert_eq!(status(policies::new_policy(&ctx, package, None, None).await), code);
            assert_eq!(status(policies::edit_policy(&ctx, package, policy, None).await), code);
        }
        assert_eq!(status(policies::create(&world.anonymous(), package, form("New", settings())).await), 401);
        for role in [Role::AccessPackageManager, Role::CatalogOwner] {
            let (_, ctx) = with_role(&world, &format!("Good {}", role.title()), role, catalog).await;
            policies::create(&ctx, package, form(role.title(), settings())).await.unwrap();
        }
        // A policy is found under its own package only.
        let other = world.package(elsewhere, "Books", &[]).await;
        let admin = world.administrator().await;
        assert_eq!(status(policies::edit_policy(&admin, other, policy, None).await), 404);
        assert_eq!(status(policies::delete(&admin, other, policy, 1).await), 404);
        assert_eq!(status(policies::update(&admin, other, policy, changed("New", settings(), 1)).await), 404);
    }

    async fn pol_14_whoever_is_named_exists(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let team = world.group("Sales").await;
        let app = world.application("CRM", &[]).await;
        let visitor = world.visitor("eve@partner.example", None).await;
        let table = [
            (Principal::Group(app.id), "an application is no group"),
            (Principal::Group(world.id::<ObjectId>()), "no such group"),
            (Principal::User(world.id::<UserId>()), "no such person"),
            (Principal::User(visitor), "only proved a mail address"),
        ];
        for (principal, why) in table {
            let by_stage = decided_by(vec![ApproverRule::Named { approvers: vec![team.principal(), principal] }]);
            let refused = policies::create(&admin, package, form("P", by_stage)).await;
            assert!(!message(refused, "stage1_named").is_empty(), "{why}");
            let refused = policies::create(&admin, package, form("P", only(&[principal]))).await;
            assert!(!message(refused, "subjects").is_empty(), "{why}");
        }
        let mut partners = open_to(TargetScope::SpecificConnectedOrganizationUsers);
        partners.organizations = vec![world.id::<OrganizationId>()];
        let refused = policies::create(&admin, package, form("P", partners)).await;
        assert!(!message(refused, "organizations").is_empty());
        assert_eq!(world.count("policies").await, 0);
        let fine = PolicySettings {
            stages: vec![stage(ApproverRule::Manager { fallback: vec![team.principal()] })],
            ..only(&[team.principal()])
        };
        let id = policies::create(&admin, package, form("P", fine)).await.unwrap();
        assert_eq!(targets(&world, id).await, 1);
    }

    async fn pol_02_the_listed_find_the_package_and_others_do_not(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let [ada, ben] = world.members(["Ada Lind", "Ben Okoye"]).await;
        let listed = only(&[Principal::User(ada)]);
        let id = policies::create(&admin, package, form("Listed", listed)).await.unwrap();
        let sees = async |who| {
            let ctx = world.as_user(who).await;
            !my::available(&ctx, "", "").await.unwrap().cards.rows.is_empty()
        };
        assert_eq!((sees(ada).await, sees(ben).await), (true, false));
        let other = only(&[Principal::User(ben)]);
        policies::update(&admin, package, id, changed("Listed", other, 1)).await.unwrap();
        assert_eq!((sees(ada).await, sees(ben).await), (false, true));
        assert_eq!(targets(&world, id).await, 1);
    }

    async fn pol_01_names_are_unique_in_a_package(world) {
        let (catalog, package) = a_package(&world).await;
        let admin = world.administrator().await;
        policies::create(&admin, package, form("Employees", settings())).await.unwrap();
        let again = policies::create(&admin, package, form(" EMPLOYEES", settings())).await;
        assert!(message(again, "policy_name").contains("already"));
        let guests = policies::create(&admin, package, form("Guests", settings())).await.unwrap();
        let renamed = policies::update(&admin, package, guests, changed("employees", settings(), 1)).await;
        assert!(message(renamed, "policy_name").contains("already"));
        let other = world.package(catalog, "Deals", &[]).await;
        policies::create(&admin, other, form("Employees", settings())).await.unwrap();
    }

    async fn pol_09_switched_off_stops_new_requests(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let [ada, ben] = world.members(["Ada Lind", "Ben Okoye"]).await;
        let id = policies::create(&admin, package, form("Employees", settings())).await.unwrap();
        world.ask(ada, package).await;
        let mut off = settings();
        off.enabled = false;
        policies::update(&admin, package, id, changed("Employees", off, 1)).await.unwrap();
        assert_eq!(status(world.ask_with(ben, package, Default::default()).await), 403);
    }

    async fn pol_32_a_change_leaves_requests_under_way_alone(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let [ada, ben, cay] = world.members(["Ada Lind", "Ben Okoye", "Cay Sund"]).await;
        let mut two = lasting(30);
        two.stages = vec![asks(&[ben]), asks(&[cay])];
        let id = policies::create(&admin, package, form("Employees", two)).await.unwrap();
        let request = world.ask(ada, package).await;
        let opened = policies::edit_policy(&admin, package, id, None).await.unwrap();
        assert_eq!(opened.fields.get("approval"), "2");
        policies::update(&admin, package, id, changed("Employees", settings(), 1)).await.unwrap();
        assert_eq!(world.request(request).await.state, RequestState::PendingApproval);
        world.approve(ben, request, 0).await;
        world.approve(cay, request, 1).await;
        world.engine.settle().await.unwrap();
        let assignment = world.assignment_of(request).await;
        assert_eq!(assignment.ends_at, Some(world.now().plus_days(30)));
        // The next one meets the new policy: nobody decides, and access has no end.
        let later = world.ask(ben, package).await;
        world.engine.settle().await.unwrap();
        assert_eq!(world.assignment_of(later).await.ends_at, None);
    }

    async fn pol_39_a_policy_in_use_is_not_deleted(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let [ada, ben] = world.members(["Ada Lind", "Ben Okoye"]).await;
        let mut approved = settings();
        approved.stages = vec![asks(&[ben])];
        let id = policies::create(&admin, package, form("Employees", approved)).await.unwrap();
        let request = world.ask(ada, package).await;
        let refused = conflict(policies::delete(&admin, package, id, 1).await);
        assert!(refused.contains("one request"), "{refused}");
        world.approve(ben, request, 0).await;
        world.engine.settle().await.unwrap();
        let refused = conflict(policies::delete(&admin, package, id, 1).await);
        assert!(refused.contains("one person has access"), "{refused}");
        let assignment = world.assignment_of(request).await;
        assignments::remove_own(&world.as_user(ada).await, assignment.id).await.unwrap();
        world.engine.settle().await.unwrap();
        policies::delete(&admin, package, id, 1).await.unwrap();
        // What was, still knows through which policy; nobody gets in through it again.
        assert_eq!(world.request(request).await.policy_id, Some(id));
        assert!(!stored(&world, id).await.enabled);
        assert_eq!(status(world.ask_with(ada, package, Default::default()).await), 404);
        assert_eq!(status(policies::edit_policy(&admin, package, id, None).await), 404);
        assert_eq!(status(policies::delete(&admin, package, id, 2).await), 404);
        // The name is free again.
        policies::create(&admin, package, form("Employees", settings())).await.unwrap();
        assert_eq!(engine::packages::policies(&admin, package).await.unwrap().policies.len(), 1);
    }

    async fn pol_25_questions_keep_their_identity(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let question = |id, text: &str| Question {
            id,
            text: text.to_owned(),
            required: true,
            kind: QuestionKind::LongText, translations: Vec::new(), attribute: None, };
        let first = asking(vec![question(NEW_QUESTION, "Why?"), question(NEW_QUESTION, "What for?")]);
        let id = policies::create(&admin, package, form("P", first)).await.unwrap();
        let before = stored(&world, id).await.questions;
        assert!(before[0].id != before[1].id && before[0].id != NEW_QUESTION);
        let invented: QuestionId = world.id();
        let second = asking(vec![
            question(before[1].id, "What exactly for?"),
            question(invented, "Since when?"),
        ]);
        policies::update(&admin, package, id, changed("P", second, 1)).await.unwrap();
        let after = stored(&world, id).await.questions;
        assert_eq!(after[0].id, before[1].id);
        assert!(after[1].id != invented && after[1].id != before[0].id);
    }

    async fn pol_27_a_passed_date_does_not_lock_the_policy(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let ends = |at| PolicySettings { expiration: Expiration::OnDate(at), ..settings() };
        let date = world.now().plus_days(2);
        let id = policies::create(&admin, package, form("P", ends(date))).await.unwrap();
        world.pass_hours(72);
        let mut off = ends(date);
        off.enabled = false;
        policies::update(&admin, package, id, changed("Project", off, 1)).await.unwrap();
        let refused = policies::update(&admin, package, id, changed("P", ends(date.plus_days(-1)), 2)).await;
        assert!(message(refused, "expires_on").contains("future"));
    }

    async fn bad_input_a_stale_form_changes_nothing(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let id = policies::create(&admin, package, form("P", settings())).await.unwrap();
        policies::update(&admin, package, id, changed("First", settings(), 1)).await.unwrap();
        conflict(policies::update(&admin, package, id, changed("Second", settings(), 1)).await);
        conflict(policies::delete(&admin, package, id, 1).await);
        let name = value!(world, String, "SELECT display_name FROM policies WHERE id = $1", id);
        assert_eq!(name, "First");
    }

    async fn bad_input_of_many_changes_at_once_exactly_one_succeeds(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let id = policies::create(&admin, package, form("P", settings())).await.unwrap();
        let tries: Vec<_> = (0..12)
            .map(|n| {
                let admin = admin.clone();
                let input = changed(&format!("Change {n}"), settings(), 1);
                tokio::spawn(async move { policies::update(&admin, package, id, input).await })
            })
            .collect();
        let mut successes = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(_) => successes += 1,
                refused => assert_eq!(status(refused), 409),
            }
        }
        assert_eq!(successes, 1);
        assert_eq!(value!(world, i64, "SELECT version FROM policies WHERE id = $1", id), 2);
    }

    async fn byd_26_changes_are_recorded_with_before_and_after(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let id = policies::create(&admin, package, form("P", lasting(30))).await.unwrap();
        policies::update(&admin, package, id, changed("P", lasting(60), 1)).await.unwrap();
        // Saving without a change is none.
        policies::update(&admin, package, id, changed("P", lasting(60), 2)).await.unwrap();
        policies::delete(&admin, package, id, 2).await.unwrap();
        let records = rows!(
            world,
            (String, String),
            "SELECT action, details FROM audit_records WHERE target_id = $1 ORDER BY seq",
            id.0
        );
        let actions: Vec<_> = records.iter().map(|(action, _)| action.as_str()).collect();
        assert_eq!(actions, ["policy.create", "policy.update", "policy.delete"]);
        let details: serde_json::Value = serde_json::from_str(&records[1].1).unwrap();
        assert_eq!(details["before"]["settings"]["expiration"]["value"], 30);
        assert_eq!(details["after"]["settings"]["expiration"]["value"], 60);
    }

    async fn byd_02_a_policy_is_tried_before_it_is_saved(world) {
        let (catalog, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let [ada, ben, cay] = world.members(["Ada Lind", "Ben Okoye", "Cay Sund"]).await;
        world.set_manager(ada, Some(ben)).await;
        let guest = world.guest("gil@partner.example", None).await;
        let policy = PolicySettings {
            stages: vec![
                stage(ApproverRule::Manager { fallback: vec![Principal::User(cay)] }),
                asks(&[cay, ada]),
            ],
            ..lasting(30)
        };
        let fields = form("P", policy).to_fields();
        let place = PreviewPlace::Package(package);
        let tried = policies::preview(&admin, place, &fields, ada).await.unwrap();
        assert!(tried.eligible);
        assert_eq!((tried.stages[0].approvers.as_str(), tried.stages[0].fallback), ("Ben Okoye", false));
        // Nobody decides about themselves.
        assert_eq!(tried.stages[1].approvers, "Cay Sund");
        assert_eq!(tried.stages[1].until, world.now().plus_days(14).long_date());
        let tried = policies::preview(&admin, PreviewPlace::Catalog(catalog), &fields, ben).await.unwrap();
        assert_eq!((tried.stages[0].approvers.as_str(), tried.stages[0].fallback), ("Cay Sund", true));
        let tried = policies::preview(&admin, place, &fields, guest).await.unwrap();
        assert!(!tried.eligible && tried.stages.is_empty());
        assert_eq!(tried.reasons.len(), 2, "{:?}", tried.reasons);
        assert_eq!((world.count("policies").await, world.count("audit_records").await), (0, 0));
        let (_, reader) = with_role(&world, "Rea Der", Role::CatalogReader, catalog).await;
        assert_eq!(status(policies::preview(&reader, place, &fields, ada).await), 403);
        assert_eq!(status(policies::preview(&reader, PreviewPlace::NewCatalog, &fields, ada).await), 403);
        assert_eq!(status(policies::preview(&world.as_user(ada).await, place, &fields, ada).await), 404);
    }

    async fn the_editor_opens_with_names_and_offers_what_was_searched(world) {
        let (_, package) = a_package(&world).await;
        let admin = world.administrator().await;
        let [ada, ben] = world.members(["Ada Lind", "Ben Okoye"]).await;
        let policy = PolicySettings {
            stages: vec![asks(&[ben])],
            ..only(&[Principal::User(ada)])
        };
        let id = policies::create(&admin, package, form("P", policy)).await.unwrap();
        let opened = policies::edit_policy(&admin, package, id, None).await.unwrap();
        assert_eq!(opened.names.principal(Principal::User(ada)), "Ada Lind");
        assert_eq!(PolicyInput::parse(&opened.fields).unwrap().settings, stored(&world, id).await);
        let mut typed = opened.fields;
        typed.set("stage1_named_find", "okoye");
        let again = policies::edit_policy(&admin, package, id, Some(typed.clone())).await.unwrap();
        assert_eq!(again.fields, typed);
        assert_eq!(again.found[0].options[0].label, "Ben Okoye");
        // People who have only proved a mail address are no one to pick.
        world.visitor("okoye@partner.example", None).await;
        let again = policies::edit_policy(&admin, package, id, Some(typed)).await.unwrap();
        assert_eq!(again.found[0].options.len(), 1);
    }
}
