//! `bailiwick import`: all or nothing, and a second import updates.

use crate::support::World;
use crate::support::flow::open_policy;
use engine::assignments::remove_own;
use engine::directory::import::{ImportFile, Problems, Summary, import};
use shared::directory::HoldingOrigin;
use shared::ids::{RoleId, UserId};

async fn load(world: &World, files: &[(&str, &str)]) -> Result<Summary, Problems> {
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| ImportFile {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    import(&world.system(), &files).await.unwrap()
}

async fn user(world: &World, user_name: &str) -> UserId {
    value!(
        world,
        UserId,
        "SELECT id FROM users WHERE user_name = $1",
        user_name
    )
}

async fn role(world: &World, object: &str, role: &str) -> RoleId {
    value!(
        world,
        RoleId,
        "SELECT r.id FROM directory_roles r JOIN directory_objects o ON o.id = r.object_id
         WHERE o.display_name = $1 AND r.display_name = $2",
        object,
        role
    )
}

async fn manager(world: &World, user_name: &str) -> Option<UserId> {
    value!(
        world,
        Option<UserId>,
        "SELECT manager_id FROM users WHERE user_name = $1",
        user_name
    )
}

const PEOPLE: &str = "user_name,display_name,mail,external_id,kind,manager,department\n\
    ada,Ada Lind,ada@norrland.example,e1,member,bo,Finance\n\
    bo,Bo Ek,bo@norrland.example,e2,member,,Finance\n\
    eva@partner.example,Eva,eva@partner.example,e3,guest,,\n";

const GROUPS: &str = "group,external_id,members,owners,member_groups\n\
    Finance,g1,ada,e2,Payments\nPayments,g2,bo;ada,,\n";

both! {
    async fn everything_in_the_files_is_there_afterward(world) {
        let partner = world.organization("Partner", &["partner.example"]).await;
        let summary = load(&world, &[
            ("groups.csv", GROUPS),
            ("people.csv", PEOPLE),
            ("apps.csv", "application,roles\nPayroll,Reader;Editor\nIntranet,\n"),
            ("sites.csv", "site,roles\nWiki,Visitors;Members\n"),
            ("held.csv", "resource,role,holder\nPayroll,editor,ada\nWiki,Visitors,e3\n"),
        ]).await.unwrap();
        assert_eq!((summary.people.created, summary.groups.created), (3, 2));
        assert_eq!((summary.applications.created, summary.sites.created), (2, 1));
        assert_eq!((summary.roles_given, summary.roles_taken), (6, 0));
        let ada = user(&world, "ada").await;
        assert_eq!(manager(&world, "ada").await, Some(user(&world, "bo").await));
        let editor = role(&world, "Payroll", "Editor").await;
        assert_eq!(world.holding(ada, editor).await, Some(HoldingOrigin::Native));
        role(&world, "Intranet", "Default Access").await;
        let eva = user(&world, "eva@partner.example").await;
        let mut conn = world.db().read().await.unwrap();
        let subject = engine::directory::subject(&mut conn, eva).await.unwrap().unwrap();
        assert_eq!(subject.affiliation.map(|a| a.organization), Some(partner));
        let subject = engine::directory::subject(&mut conn, user(&world, "bo").await).await.unwrap().unwrap();
        assert_eq!(subject.groups.len(), 2, "in Finance through Payments");
        assert_eq!(world.count("audit_records").await, 11, "one for each object and one for the import, two for held roles");
    }

    async fn a_second_import_updates_what_it_mentions_and_nothing_else(world) {
        load(&world, &[("people.csv", PEOPLE), ("groups.csv", GROUPS)]).await.unwrap();
        let records = world.count("audit_records").await;
        let same = load(&world, &[("people.csv", PEOPLE), ("groups.csv", GROUPS)]).await.unwrap();
        assert_eq!((same.people.unchanged, same.groups.unchanged), (3, 2));
        assert_eq!(world.count("audit_records").await, records + 1);
        let ada = user(&world, "ada").await;
        let next = load(&world, &[
            ("people.csv", "user_name,display_name,mail,external_id,manager\nada.lind,Ada Berg,ada@norrland.example,e1,\n"),
            ("groups.csv", "group,external_id,members\nPayments team,g2,e1\n"),
        ]).await.unwrap();
        assert_eq!((next.people.updated, next.groups.updated), (1, 1));
        assert_eq!((next.roles_given, next.roles_taken), (0, 1));
        assert_eq!(user(&world, "ada.lind").await, ada);
        assert_eq!(manager(&world, "ada.lind").await, None);
        assert_eq!(value!(world, String, "SELECT department FROM users WHERE id = $1", ada), "Finance");
        assert_eq!(world.count("users").await, 3);
        assert_eq!(world.count("group_nesting").await, 1, "no column, no change");
    }

    async fn one_bad_line_and_nothing_is_imported(world) {
        let problems = load(&world, &[
            ("people.csv", PEOPLE),
            ("groups.csv", "group,members,member_groups\nSales,ada;nobody,\nField,,Nowhere\n"),
        ]).await.unwrap_err();
        let said: Vec<_> = problems.listed.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2, "{said:#?}");
        assert!(said[0].starts_with("groups.csv, line 2, members: There is no person “nobody”"), "{said:?}");
        assert!(said[1].starts_with("groups.csv, line 3, member_groups: "), "{said:?}");
        assert_eq!(world.count("users").await, 0);
        assert_eq!(world.count("audit_records").await, 0);
    }

    async fn circles_of_managers_and_of_groups_are_refused_by_name(world) {
        load(&world, &[("people.csv", PEOPLE), ("groups.csv", GROUPS)]).await.unwrap();
        let problems = load(&world, &[
            ("people.csv", "user_name,display_name,mail,manager\nbo,Bo Ek,bo@norrland.example,e1\n"),
            ("groups.csv", "group,member_groups\nPayments,Finance\n"),
        ]).await.unwrap_err().to_string();
        assert!(problems.contains("people.csv, line 2, user_name: Managers go in a circle: "), "{problems}");
        assert!(problems.contains("Bo Ek → Ada Lind") || problems.contains("Ada Lind → Bo Ek"), "{problems}");
        assert!(problems.contains("Groups contain each other in a circle: "), "{problems}");
        assert_eq!(manager(&world, "bo").await, None);
        let alone = load(&world, &[("p.csv", "user_name,display_name,mail,manager\ncy,Cy,cy@x.example,cy\n")]).await;
        assert!(alone.unwrap_err().to_string().contains("Cy → Cy"));
    }

    async fn asg_a_delivered_membership_is_not_touched_by_a_list(world) {
        load(&world, &[("people.csv", PEOPLE), ("groups.csv", GROUPS)]).await.unwrap();
        let member = role(&world, "Payments", "Member").await;
        let eva = user(&world, "eva@partner.example").await;
        run_sql!(
            world,
            "INSERT INTO role_holders (role_id, user_id, origin, since) VALUES ($1, $2, 'delivered', 0)",
            member,
            eva
        ).unwrap();
        load(&world, &[("groups.csv", "group,external_id,members\nPayments,g2,\n")]).await.unwrap();
        assert_eq!(world.holding(eva, member).await, Some(HoldingOrigin::Delivered));
        assert_eq!(world.holding(user(&world, "bo").await, member).await, None);
    }

    async fn byd_06_what_a_list_names_stays_when_the_package_ends_that_gave_it_first(world) {
        load(&world, &[("people.csv", PEOPLE), ("groups.csv", GROUPS)]).await.unwrap();
        let member = role(&world, "Finance", "Member").await;
        let bo = user(&world, "bo").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Finance", &[member]).await;
        world.policy(package, &open_policy()).await;
        let access = world.get(bo, package).await;
        assert_eq!(world.holding(bo, member).await, Some(HoldingOrigin::Delivered));
        let list = ("groups.csv", "group,external_id,members\nFinance,g1,ada;bo\n");
        assert_eq!(load(&world, &[list]).await.unwrap().roles_given, 1);
        assert_eq!(load(&world, &[list]).await.unwrap().roles_given, 0);
        remove_own(&world.as_user(bo).await, access).await.unwrap();
        assert_eq!(world.holding(bo, member).await, Some(HoldingOrigin::Native));
    }

    async fn names_that_belong_to_somebody_else_are_refused(world) {
        load(&world, &[("people.csv", PEOPLE)]).await.unwrap();
        for line in ["bo,Ada,ada@x.example,e1", "ada,Somebody,s@x.example,e9"] {
            let text = format!("user_name,display_name,mail,external_id\n{line}\n");
            let problems = load(&world, &[("p.csv", &text)]).await.unwrap_err().to_string();
            assert!(problems.contains("belongs to"), "{problems}");
        }
        let twice = "user_name,display_name,mail,external_id\nada,A,a@x.example,\nadam,A,a@x.example,e1\n";
        let problems = load(&world, &[("p.csv", twice)]).await.unwrap_err().to_string();
        assert!(problems.contains("means the same as the record at p.csv, line 2"), "{problems}");
    }

    async fn the_last_administrator_cannot_be_disabled_by_a_file(world) {
        let administrator = world.administrator().await;
        let text = "user_name,display_name,mail,enabled\ningrid.administrator,Ingrid,i@x.example,no\n";
        let problems = load(&world, &[("p.csv", text)]).await.unwrap_err().to_string();
        assert!(problems.contains("administrator"), "{problems}");
        let again = administrator.me().unwrap();
        assert!(value!(world, bool, "SELECT enabled FROM users WHERE id = $1", again));
    }

    async fn only_administrators_import(world) {
        let ada = world.member("Ada Lind").await;
        let files = [ImportFile { name: "p".to_owned(), bytes: PEOPLE.into() }];
        assert!(import(&world.as_user(ada).await, &files).await.is_err());
        assert!(import(&world.anonymous(), &files).await.is_err());
        assert!(import(&world.administrator().await, &files).await.unwrap().is_ok());
    }

    async fn scim_records_mention_each_other_by_id(world) {
        let text = r#"{ "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
            { "method": "POST", "path": "/Groups", "data": { "externalId": "g", "displayName": "Sales",
              "members": [{ "value": "bulkId:1" }, { "value": "h", "type": "Group" }] } },
            { "method": "POST", "path": "/Groups", "data": { "externalId": "h", "displayName": "Field", "members": [{ "value": "e2" }] } },
            { "method": "POST", "path": "/Users", "bulkId": "1", "data": { "externalId": "e1", "userName": "ada@x.example",
              "displayName": "<b>Ada</b>", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "manager": { "value": "bulkId:2" } } } },
            { "method": "POST", "path": "/Users", "bulkId": "2", "data": { "externalId": "e2", "userName": "bo@x.example", "displayName": "Bo" } }
        ] }"#;
        let summary = load(&world, &[("all.json", text)]).await.unwrap();
        assert_eq!((summary.people.created, summary.groups.created, summary.roles_given), (2, 2, 2));
        assert_eq!(manager(&world, "ada@x.example").await, Some(user(&world, "bo@x.example").await));
        assert_eq!(value!(world, String, "SELECT display_name FROM users WHERE external_id = $1", "e1"), "<b>Ada</b>");
        assert_eq!(world.count("group_nesting").await, 1);
    }
}
