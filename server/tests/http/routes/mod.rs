//! Every address of the program as everybody: role × route × scope (ROL-07). The addresses are read from the
//! router itself, and each has a row that says who may use it: one without a row fails, a row without an
//! address as well. Each row is asked by nobody, by somebody without a role and by the holder of each role,
//! about things in their own catalog and in another one; what is refused changes nothing. Nothing that
//! changes something is taken from another site.

mod api;
mod ask;
mod data;
mod enumerated;
mod forms;
mod pages;

use crate::browser::{Browser, employee};
use crate::support::World;
use crate::support::flow::open_policy;
use crate::support::place::{Caller, Place};
use ask::{Route, Who};
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::{Fields, PolicyInput};
use shared::ids::UserId;
use std::collections::BTreeSet;

const TABLE: &[&[Route]] = &[
    pages::MY_ACCESS,
    pages::ADMINISTRATION,
    data::MY_ACCESS,
    data::ADMINISTRATION,
    forms::MY_ACCESS,
    forms::CATALOGS,
    forms::PACKAGES,
    forms::PORTAL,
    api::API,
    api::SCIM,
];

fn policy_form(version: Option<i64>) -> Fields {
    let input = PolicyInput {
        name: "Another policy".to_owned(),
        description: String::new(),
        settings: open_policy(),
        question_rows: Vec::new(),
        version,
    };
    input.to_fields()
}

fn package_form(place: &Place) -> Vec<(String, String)> {
    let mut fields = policy_form(None);
    fields.set("name", "Another package");
    fields.set("catalog", place.catalog.to_string());
    fields.0
}

/// Somebody with their browser.
struct Person {
    caller: Caller,
    user: Option<UserId>,
    browser: Browser,
}

/// Everybody there is, each signed in.
async fn everybody(world: &World) -> Vec<Person> {
    let door = Browser::of(world);
    let mut people = Vec::new();
    for (number, caller) in Caller::all().into_iter().enumerate() {
        let mut browser = door.clone();
        let mut user = None;
        if caller != Caller::Anonymous {
            user = Some(employee(world, &format!("Caller {number}")).await);
            browser.sign_in(&format!("caller.{number}")).await;
        }
        people.push(Person {
            caller,
            user,
            browser,
        });
    }
    people
}

impl Person {
    /// Makes the place one's own.
    async fn settle_in(&self, world: &World, place: &Place) {
        let Some(user) = self.user else { return };
        world.hold(user, place.addable.owner()).await;
        world.hold(user, place.unused_object.owner()).await;
        let Caller::Holder(role) = self.caller else {
            return;
        };
        let me = Principal::User(user);
        if !role.is_tenant_wide() {
            world.give_role(me, role, Some(place.catalog)).await;
            world.give_role(me, role, Some(place.empty)).await;
        }
    }

    async fn take_office(&self, world: &World) {
        if let (Some(user), Caller::Holder(role)) = (self.user, self.caller)
            && role.is_tenant_wide()
        {
            world.give_role(Principal::User(user), role, None).await;
        }
    }
}

/// Sends each row as everybody and names every surprise.
async fn check(world: &World, table: &[Route]) {
    let people = everybody(world).await;
    let (here, there) = (Place::new(world).await, Place::new(world).await);
    let mut surprises = Vec::new();
    for person in &people {
        person.take_office(world).await;
        person.settle_in(world, &here).await;
        for route in table {
            if matches!(route.who, Who::Elsewhere) {
                continue;
            }
            for own in [true, false] {
                if !own && !route.has_a_place() {
                    continue;
                }
                let let_in = route.lets_in(person.caller, own);
                // What is changed is changed in a fresh place, so that the others stay as they are.
                let fresh = if let_in && changes(route) && !matches!(route.who, Who::SignedIn(_)) {
                    let place = Place::new(world).await;
                    if own {
                        person.settle_in(world, &place).await;
                    }
                    Some(place)
                } else {
                    None
                };
                let place = fresh.as_ref().unwrap_or(if own { &here } else { &there });
                let before = world.count("audit_records").await;
                let answer = route.send(&person.browser, place).await;
                let recorded = world.count("audit_records").await > before;
                let may_record = let_in && changes(route);
                if !route.is_right(person.caller, own, &answer) || recorded && !may_record {
                    let (caller, whose) = (person.caller, if own { "own" } else { "another" });
                    let body: String = answer.body.chars().take(300).collect();
                    surprises.push(format!(
                        "{} as {caller:?} in {whose} catalog, which {:?} decides: {} {:?}, recorded: {recorded} {}",
                        route.name(),
                        route.who,
                        answer.status,
                        answer.header("location"),
                        if answer.status.is_success() { "" } else { &body },
                    ));
                }
            }
        }
    }
    let many = surprises.len();
    surprises.truncate(60);
    assert!(many == 0, "{many} surprises\n{}", surprises.join("\n"));
}

/// May the answer change something? What pages load is sent by post as well.
fn changes(route: &Route) -> bool {
    !route.is_safe() && !route.pattern.starts_with("/api/")
}

both! {
    async fn rol_07_every_route_is_in_the_table(world) {
        let there = enumerated::routes(&world);
        assert!(there.len() > 200, "only {} routes were found", there.len());
        // What pages load and the pages themselves are known by another way, too.
        for (path, _) in leptos::server_fn::axum::server_fn_paths() {
            assert!(there.contains(&format!("post {path}")), "{path}");
        }
        let listed: BTreeSet<String> = TABLE.iter().copied().flatten().map(Route::name).collect();
        let forgotten: Vec<_> = there.difference(&listed).collect();
        assert!(forgotten.is_empty(), "routes without a row: {forgotten:#?}");
        let gone: Vec<_> = listed.difference(&there).collect();
        assert!(gone.is_empty(), "rows without a route: {gone:#?}");
    }

    async fn rol_07_pages_of_my_access_open_for_those_who_may(world) {
        check(&world, pages::MY_ACCESS).await;
    }

    async fn rol_07_pages_of_the_administration_open_for_those_who_may(world) {
        check(&world, pages::ADMINISTRATION).await;
    }

    async fn rol_07_pages_load_what_one_may_see(world) {
        check(&world, data::MY_ACCESS).await;
    }

    async fn rol_07_the_administration_loads_what_one_may_see(world) {
        check(&world, data::ADMINISTRATION).await;
    }

    async fn rol_07_forms_of_my_access_change_only_ones_own(world) {
        check(&world, forms::MY_ACCESS).await;
    }

    async fn rol_07_forms_about_catalogs_obey_the_matrix(world) {
        check(&world, forms::CATALOGS).await;
    }

    async fn rol_07_forms_about_packages_obey_the_matrix(world) {
        check(&world, forms::PACKAGES).await;
    }

    async fn rol_07_forms_about_the_portal_obey_the_matrix(world) {
        check(&world, forms::PORTAL).await;
    }

    async fn rol_07_programs_obey_the_matrix(world) {
        check(&world, api::API).await;
    }

    async fn rol_07_provisioning_takes_a_token(world) {
        check(&world, api::SCIM).await;
    }

    async fn hole_guessed_ids_what_is_hidden_looks_like_what_does_not_exist(world) {
        let place = Place::new(&world).await;
        let people = everybody(&world).await;
        for person in people.iter().filter(|person| person.caller != Caller::Anonymous) {
            if person.caller == Caller::Outsider || !person.caller.is_everywhere() {
                // At home in another place.
                let home = Place::new(&world).await;
                person.settle_in(&world, &home).await;
                for route in TABLE.iter().copied().flatten().filter(|route| route.has_a_place()) {
                    if !route.pattern.contains('{') || matches!(route.who, Who::File(_)) {
                        continue;
                    }
                    let hidden = route.send(&person.browser, &place).await;
                    // A program is told by 400 that something is no id at all.
                    let unknown = world.id::<UserId>().to_string();
                    let odd = (!route.pattern.starts_with("/v1.0/")).then(|| "1".to_owned());
                    for id in [Some(unknown), odd].into_iter().flatten() {
                        let nothing = route.send_strange(&person.browser, &place, &id).await;
                        assert_eq!(hidden.status, nothing.status, "{} with {id} as {:?}: {}", route.name(), person.caller, nothing.body);
                    }
                }
            }
        }
    }

    async fn csrf_nothing_that_changes_something_is_taken_from_another_site(world) {
        let place = Place::new(&world).await;
        let admin = Caller::Holder(Role::IdentityGovernanceAdministrator);
        let person = everybody(&world).await.into_iter().find(|person| person.caller == admin).unwrap();
        person.take_office(&world).await;
        let before = world.count("audit_records").await;
        let mut tried = 0;
        // What takes a token is no business of browsers.
        let by_session = |route: &&Route| !route.is_safe() && !matches!(route.who, Who::Token);
        for route in TABLE.iter().copied().flatten().filter(by_session) {
            for (name, value) in [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
                ("origin", "https://evil.example"),
                ("origin", "null"),
            ] {
                let browser = person.browser.clone().with(name, value);
                let answer = route.send(&browser, &place).await;
                let said = answer.status.as_u16();
                assert_eq!(said, 403, "{} with {name}: {value}", route.name());
                assert!(answer.body.contains("sent from another site"), "{}: {}", route.name(), answer.body);
                tried += 1;
            }
        }
        assert!(tried > 500, "only {tried} tries");
        assert_eq!(world.count("audit_records").await, before);
        // Nothing else changed either: the session is still there.
        person.browser.clone().get("/profile").await.is(200);
    }
}
