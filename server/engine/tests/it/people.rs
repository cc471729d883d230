//! Who holds what and why (BYD-29), and switching accounts on and off.

use crate::queries::queries_for;
use crate::support::flow::{open_policy, refusal};
use engine::people::{PeopleFilter, list, set_enabled, view};
use shared::AppError;
use shared::authz::{Action, Role, Scope};
use shared::directory::{Principal, UserKind};
use shared::ids::{RoleId, UserId};

/// A row of the holders of an object: person, name, role.
type Held = (UserId, String, RoleId);

both! {
    async fn byd_29_every_source_of_a_role_is_named(world) {
        let admin = world.administrator().await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        world.set_manager(ada, Some(bo)).await;
        let (sales, field) = (world.group("Sales").await, world.group("Field sales").await);
        world.nest(&sales, &field).await;
        world.hold(ada, field.member()).await;
        let crm = world.application("CRM", &["Reader", "Editor"]).await;
        world.hold(ada, crm.roles[0]).await;
        let catalog = world.catalog("Sales").await;
        let first = world.package(catalog, "Selling", &[crm.roles[0], crm.roles[1]]).await;
        let second = world.package(catalog, "Selling abroad", &[crm.roles[1]]).await;
        for package in [first, second] {
            world.policy(package, &open_policy()).await;
            world.get(ada, package).await;
        }
        let shown = view(&admin, ada).await.unwrap();
        let sources = |resource: &str, role: &str| {
            let found = shown.access.roles.iter().find(|held| held.resource == resource && held.role == role);
            let mut sources = found.unwrap_or_else(|| panic!("{resource} {role}")).sources.clone();
            sources.sort();
            sources
        };
        assert_eq!(sources("CRM", "Reader"), ["Directory", "Selling"], "held before, and given");
        assert_eq!(sources("CRM", "Editor"), ["Selling", "Selling abroad"]);
        assert_eq!(sources("Field sales", "Member"), ["Directory"]);
        assert_eq!(sources("Sales", "Member"), ["Field sales"], "through a group within a group");
        assert_eq!(shown.access.edges.len(), 6);
        assert_eq!(shown.manager.unwrap().name, "Bo Ek");
        assert_eq!(shown.requests.len(), 2);
        assert_eq!(view(&admin, bo).await.unwrap().reports_count, 1);
        // And from the other end.
        let object = engine::objects::view(&admin, crm.id, "").await.unwrap();
        assert_eq!((object.holders.rows.len(), object.packages.len()), (2, 3));
        let reader = object.holders.rows.iter().find(|row| row.role == "Reader").unwrap();
        assert_eq!(reader.sources, ["Selling", "Directory"]);
        let inner = engine::objects::view(&admin, field.id, "").await.unwrap();
        assert_eq!(inner.part_of.len(), 1);
    }

    async fn byd_29_few_and_many_holders_are_listed_alike(world) {
        let crm = world.application("CRM", &["Reader", "Editor"]).await;
        for name in ["Cara Berg", "Ada Lind", "Bo Ek", "Ada Other"] {
            let person = world.member(name).await;
            world.hold(person, crm.roles[0]).await;
            world.hold(person, crm.roles[1]).await;
        }
        run_sql!(world, "UPDATE users SET display_name = 'Ada Lind' WHERE display_name = 'Ada Other'").unwrap();
        world.member("Bea Nobody").await;
        let texts = queries_for(world.backend);
        let page = async |way: &str, after: &Held| {
            let text = texts[way].as_str();
            let sql = format!("SELECT user_id, display_name, role_id FROM ({text}) page");
            rows!(world, Held, sql, crm.id, &after.1, after.0, after.2, 3_i64)
        };
        let mut after: Held = (UserId(uuid::Uuid::nil()), String::new(), RoleId(uuid::Uuid::nil()));
        let mut seen = Vec::new();
        loop {
            let rows = page("objects/holders", &after).await;
            assert_eq!(page("objects/holders_by_name", &after).await, rows);
            let Some(last) = rows.last() else { break };
            after = last.clone();
            seen.extend(rows);
        }
        assert_eq!(seen.len(), 8, "everybody with each role once");
        let names: Vec<_> = seen.iter().map(|row| row.1.as_str()).step_by(2).collect();
        assert_eq!(names, ["Ada Lind", "Ada Lind", "Bo Ek", "Cara Berg"]);
    }

    async fn byd_29_roles_in_the_portal_are_shown_with_their_group(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let owners = world.group("Owners").await;
        world.hold(ada, owners.member()).await;
        let catalog = world.catalog("Sales").await;
        world.give_role(owners.principal(), Role::CatalogOwner, Some(catalog)).await;
        world.give_role(Principal::User(ada), Role::CatalogCreator, None).await;
        let roles = view(&admin, ada).await.unwrap().portal_roles;
        assert_eq!(roles.len(), 2);
        assert!(roles.iter().any(|role| role.place == "Sales" && role.through == ["Owners"]));
        assert!(roles.iter().any(|role| role.title == "Catalog creator" && role.through.is_empty()));
    }

    async fn people_are_found_by_words_kind_and_state_page_by_page(world) {
        let admin = world.administrator().await;
        for n in 0..60 {
            world.member(&format!("Person {n:02}")).await;
        }
        // The same name many times: the pages must neither lose nor repeat anybody.
        for n in 0..5 {
            world.guest(&format!("same{n}@x.example"), None).await;
        }
        run_sql!(world, "UPDATE users SET display_name = 'Person 49' WHERE kind = 'guest'").unwrap();
        let first = list(&admin, PeopleFilter::default()).await.unwrap().page;
        assert_eq!(first.rows.len(), 50);
        let after = first.next.unwrap();
        let rest = list(&admin, PeopleFilter { after, ..PeopleFilter::default() }).await.unwrap().page;
        assert_eq!((rest.rows.len(), rest.next), (16, None));
        let mut ids: Vec<_> = first.rows.iter().chain(&rest.rows).map(|row| row.id.clone()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 66);
        let find = |q: &str, kind, enabled| {
            let filter = PeopleFilter { q: q.to_owned(), kind, enabled, ..PeopleFilter::default() };
            let admin = admin.clone();
            async move { list(&admin, filter).await.unwrap().page.rows.len() }
        };
        assert_eq!(find("person 07", None, None).await, 1);
        assert_eq!(find("07 PERSON", None, None).await, 1, "words in any order");
        assert_eq!(find("%", None, None).await, 0, "signs are only signs");
        assert_eq!(find("", Some(UserKind::Guest), None).await, 5);
        assert_eq!(find("", None, Some(false)).await, 0);
    }

    async fn asg_08_a_disabled_account_is_signed_out_and_cannot_be_the_last_administrator(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        run_sql!(
            world,
            "INSERT INTO sessions (id, token_hash, user_id, method, created_at, last_seen_at, expires_at)
             VALUES ($1, 'x', $1, 'password', 0, 0, 9)",
            ada
        ).unwrap();
        assert_eq!(set_enabled(&admin, ada, 1, false).await.unwrap(), "Ada Lind");
        assert_eq!(world.count("sessions").await, 0);
        assert!(!view(&admin, ada).await.unwrap().enabled);
        assert!(matches!(refusal(set_enabled(&admin, ada, 1, true).await), AppError::Conflict(_)), "stale");
        set_enabled(&admin, ada, 2, true).await.unwrap();
        let me = admin.me().unwrap();
        assert!(matches!(refusal(set_enabled(&admin, me, 1, false).await), AppError::Conflict(_)), "oneself");
        world.give_role(Principal::User(ada), Role::IdentityGovernanceAdministrator, None).await;
        let other = world.as_user(ada).await;
        set_enabled(&other, me, 1, false).await.unwrap();
        assert!(matches!(refusal(set_enabled(&world.system(), ada, 3, false).await), AppError::Conflict(_)), "the last one");
    }

    async fn rol_07_only_administrators_look_at_people(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        world.give_role(Principal::User(ada), Role::CatalogOwner, Some(catalog)).await;
        let owner = world.as_user(ada).await;
        assert!(!owner.allows(Action::ReportOnAUser, Scope::Tenant));
        assert!(view(&owner, bo).await.is_err());
        assert!(set_enabled(&owner, bo, 1, false).await.is_err());
        let nobody = world.as_user(bo).await;
        assert!(matches!(refusal(view(&nobody, ada).await), AppError::NotFound));
        assert!(matches!(refusal(list(&nobody, PeopleFilter::default()).await), AppError::NotFound));
    }
}
