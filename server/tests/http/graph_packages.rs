//! The REST API about what packages do not go together with, and about people from outside.

use crate::browser::employee;
use crate::graph::{EM, Program, body, place, user_add};
use crate::support::{Build, World, named, settings};
use axum::http::Method;
use engine::db::counted;
use serde_json::{Value, json};
use shared::authz::Role;
use shared::directory::Principal;
use shared::ids::{CatalogId, PackageId};
use shared::lang::Lang;
use shared::policy::TargetScope;

async fn owner(world: &World, name: &str, catalog: CatalogId) -> Program {
    let id = employee(world, name).await;
    world
        .give_role(Principal::User(id), Role::CatalogOwner, Some(catalog))
        .await;
    Program::of(world, &name.to_lowercase().replace(' ', ".")).await
}

fn names(list: &Value) -> Vec<String> {
    let rows = list["value"].as_array().unwrap().iter();
    rows.map(|row| row["displayName"].as_str().unwrap_or("?").to_owned())
        .collect()
}

fn link(place: &str, id: impl std::fmt::Display) -> Value {
    json!({ "@odata.id": format!("https://graph.microsoft.com/v1.0/{place}/{id}") })
}

both! {
    async fn pkg_17_a_program_says_which_packages_do_not_go_together(world) {
        let place = place(&world).await;
        let [audit, ledger] = [world.package(place.catalog, "Audit", &[]).await, world.package(place.catalog, "Ledger", &[]).await];
        let mut owner = owner(&world, "Cleo Falk", place.catalog).await;
        let list = format!("accessPackages/{}/incompatibleAccessPackages", place.package);
        let links = format!("{list}/$ref");
        assert!(names(&body(owner.get(&list).await.is(200))).is_empty());
        for other in [ledger, audit] {
            owner.send(Method::POST, &links, &link("accessPackages", other)).await.is(204);
        }
        // Once more changes nothing.
        owner.send(Method::POST, &links, &link("accessPackages", audit)).await.is(204);
        let (answer, statements) = counted(owner.get(&list)).await;
        let found = body(answer.is(200));
        assert_eq!(names(&found), ["Audit", "Ledger"]);
        assert_eq!(found["value"][0]["isHidden"], false);
        // The session, the package, the list.
        assert!(statements <= 3, "{statements}");
        // Page by page, narrowed, and as links.
        let first = body(&owner.get(&format!("{list}?$top=1&$select=displayName")).await);
        assert_eq!(first["value"], json!([{ "displayName": "Audit" }]));
        let next = first["@odata.nextLink"].as_str().unwrap().split(&format!("{EM}/")).nth(1).unwrap().to_owned();
        assert_eq!(names(&body(&owner.get(&next).await)), ["Ledger"]);
        let linked = body(owner.get(&links).await.is(200));
        assert!(linked["value"][0]["@odata.id"].as_str().unwrap().ends_with(&format!("{EM}/accessPackages/{audit}")));
        // The other way round.
        let reverse = format!("accessPackages/{audit}/accessPackagesIncompatibleWith");
        assert_eq!(names(&body(owner.get(&reverse).await.is(200))), ["Starter"]);
        // The same gate as on pages.
        world.policy(audit, &settings()).await;
        world.get(place.ada, audit).await;
        let mut ada = Program::of(&world, "ada.lind").await;
        let refused = ada.send(Method::POST, "assignmentRequests", &user_add(&place)).await;
        assert!(refused.status.is_client_error(), "{}", refused.status);
        owner.send(Method::DELETE, &format!("{list}/{audit}/$ref"), &json!({})).await.is(204);
        let named = format!("{links}?@id=https://portal.example{EM}/accessPackages/{ledger}");
        owner.send(Method::DELETE, &named, &json!({})).await.is(204);
        assert!(names(&body(&owner.get(&list).await)).is_empty());
        owner.send(Method::DELETE, &format!("{list}/{audit}/$ref"), &json!({})).await.is(409);
        for bad in [json!({}), json!({ "@odata.id": "https://portal.example/nothing" })] {
            owner.send(Method::POST, &links, &bad).await.is(400);
        }
        let unknown = link("accessPackages", world.id::<PackageId>());
        assert!(owner.send(Method::POST, &links, &unknown).await.status.is_client_error());
        assert_eq!(world.count("incompatible_packages").await, 0);
    }

    async fn pkg_17_pkg_18_only_who_separates_duties_may(world) {
        let place = place(&world).await;
        let sales = world.group("Sales").await;
        let mut owner = owner(&world, "Cleo Falk", place.catalog).await;
        let list = format!("accessPackages/{}/incompatibleGroups", place.package);
        owner.send(Method::POST, &format!("{list}/$ref"), &link("groups", sales.id)).await.is(204);
        let found = body(owner.get(&list).await.is(200));
        assert_eq!((names(&found), &found["value"][0]["id"]), (vec!["Sales".to_owned()], &json!(sales.id)));
        let linked = body(&owner.get(&format!("{list}/$ref")).await);
        assert!(linked["value"][0]["@odata.id"].as_str().unwrap().ends_with(&format!("/v1.0/groups/{}", sales.id)));
        let dan = employee(&world, "Dan Gren").await;
        world.give_role(Principal::User(dan), Role::CatalogReader, Some(place.catalog)).await;
        let mut dan = Program::of(&world, "dan.gren").await;
        let mut ada = Program::of(&world, "ada.lind").await;
        for (program, status) in [(&mut dan, 403), (&mut ada, 404)] {
            program.get(&list).await.is(status);
            program.get(&list.replace("Groups", "AccessPackages")).await.is(status);
            program.send(Method::POST, &format!("{list}/$ref"), &link("groups", sales.id)).await.is(status);
            program.send(Method::DELETE, &format!("{list}/{}/$ref", sales.id), &json!({})).await.is(status);
        }
        owner.send(Method::DELETE, &format!("{list}/{}/$ref", sales.id), &json!({})).await.is(204);
        assert_eq!(world.count("incompatible_groups").await, 0);
    }

    async fn asg_05_a_program_assigns_somebody_by_their_mail_address(world) {
        let place = place(&world).await;
        run_sql!(world, "UPDATE catalogs SET externally_visible = TRUE WHERE id = $1", place.catalog).unwrap();
        let outside = settings().scope(TargetScope::AllExternalUsers).stage(named(vec![Principal::User(place.ada)]));
        let policy = world.policy(place.package, &outside).await;
        let mut owner = owner(&world, "Cleo Falk", place.catalog).await;
        let mut add = json!({
            "requestType": "adminAdd",
            "assignment": {
                "accessPackageId": place.package,
                "assignmentPolicyId": policy,
                "target": { "email": "Kim@Fabrikam.example", "displayName": "Kim Vale" },
            },
        });
        let made = body(owner.send(Method::POST, "assignmentRequests", &add).await.is(201));
        world.settle().await;
        let path = format!("assignmentRequests/{}?$expand=assignment($expand=target),requestor", made["id"].as_str().unwrap());
        let read = body(owner.get(&path).await.is(200));
        let target = &read["assignment"]["target"];
        assert_eq!((&target["email"], &target["displayName"]), (&json!("kim@fabrikam.example"), &json!("Kim Vale")));
        assert_eq!(target["subjectLifecycle"], "governed");
        assert_eq!(read["requestor"]["subjectLifecycle"], "notDefined");
        for email in [json!("no address"), Value::Null] {
            add["assignment"]["target"]["email"] = email;
            owner.send(Method::POST, "assignmentRequests", &add).await.is(400);
        }
    }

    async fn not_05_a_program_reads_names_as_they_were_written(world) {
        place(&world).await;
        run_sql!(world, "UPDATE access_packages SET texts = $1", r#"{"de":{"name":"Einstieg"},"en":{"name":"Entry"}}"#).unwrap();
        run_sql!(world, "UPDATE users SET language = $1", Lang::German.as_str()).unwrap();
        let mut ada = Program::of(&world, "ada.lind").await;
        let list = body(ada.get("accessPackages/filterByCurrentUser(on='allowedRequestor')").await.is(200));
        assert_eq!(names(&list), ["Starter"]);
    }
}
