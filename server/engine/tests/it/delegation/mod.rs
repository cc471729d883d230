//! Every service as every role, in its own catalog and in another one: each may do exactly what the
//! checked-in matrix says (ROL-07). What one may not see is not found, what one sees but may not do
//! is forbidden, and a refusal changes nothing.
//!
//! A service is any `pub fn` of the engine whose first parameter is the context.
//! [`every_service_is_in_the_table`] reads the engine's sources and fails on one that is neither in
//! the tables of [`catalogs`], [`people`] and [`own`] nor listed in [`OPEN`] with its reason: a new
//! service cannot be forgotten here.

mod catalogs;
mod own;
mod people;
mod programs;
mod random;
mod sources;

use crate::support::World;
use crate::support::place::{Caller, Place};
use crate::support::rights::{MATRIX, Needs, expected};
use engine::clock::Clock;
use engine::identity::demo::move_clock;
use engine::{Ctx, Engine, EngineOptions, Outcome};
use shared::authz::Action;
use std::collections::BTreeSet;
use std::pin::Pin;

/// Services that the tables do not try, and why.
const OPEN: &[(&str, &str)] = &[
    (
        "identity::sign_in_view",
        "the page before anybody is signed in",
    ),
    ("identity::accounts::sign_in", "the password is the right"),
    (
        "identity::demo::sign_in",
        "anybody can be a listed persona of a demonstration",
    ),
    (
        "identity::entering::finish",
        "the second step of a sign-in; the code is the right",
    ),
    (
        "identity::is_pending",
        "asks about the cookie of one's own browser",
    ),
    ("identity::ask", "anybody can ask for a new password"),
    (
        "identity::resets::view",
        "the link that came by mail is the right",
    ),
    (
        "identity::resets::redeem",
        "the link that came by mail is the right",
    ),
    (
        "identity::begin",
        "one's own second factor; the password is the right",
    ),
    (
        "identity::confirm",
        "one's own second factor; the code is the right",
    ),
    (
        "identity::renew_codes",
        "one's own second factor; password and code are the right",
    ),
    (
        "identity::turn_off",
        "one's own second factor; password and code are the right",
    ),
    (
        "identity::remove",
        "for administrators, with somebody who has a second factor: a story of identity::second_factor",
    ),
    (
        "identity::remove_by_name",
        "for the command line, with somebody who has a second factor: a story of identity::second_factor",
    ),
    ("identity::shell", "the frame around every page"),
    ("identity::send", "anybody can ask for a code"),
    ("identity::passcodes::redeem", "the code is the right"),
    (
        "identity::passcodes::view",
        "shows what the visitor typed before",
    ),
    (
        "identity::landing::view",
        "whoever has the link of a package sees its name",
    ),
    (
        "identity::mailbox::list",
        "everyone reads the mail of a demonstration",
    ),
    (
        "identity::open",
        "everyone reads the mail of a demonstration",
    ),
    ("identity::start", "anybody can go to a provider"),
    (
        "identity::finish::finish",
        "the provider's answer is the right",
    ),
    (
        "identity::home_of",
        "the domain of an address says where it signs in",
    ),
    ("identity::buttons", "the page before anybody is signed in"),
    (
        "identity::sign_out_address",
        "one's own session, on the way out",
    ),
    (
        "identity::change_password",
        "one's own; the present password is the right",
    ),
    (
        "identity::end_all",
        "one's own; a story of identity::sessions, because here nobody has one",
    ),
    (
        "identity::move_clock",
        "only in a demonstration: a story of its own below",
    ),
    (
        "scim::users",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::user",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::create_user",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::change_user",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::delete_user",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::groups",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::group",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::create_group",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::change_group",
        "the token of a program is the right: stories in the tests of the server",
    ),
    (
        "scim::delete_group",
        "the token of a program is the right: stories in the tests of the server",
    ),
];

type Answer<'a> = Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>>;

/// A service, called on what stands in a place.
struct Service {
    name: &'static str,
    changes: bool,
    needs: Needs,
    call: for<'a> fn(&'a Place, &'a Ctx) -> Answer<'a>,
}

/// `reads "area::service": Needs, |place, ctx| call;` and `changes …` for services that write.
macro_rules! services {
    ($($kind:ident $name:literal: $needs:expr, |$place:ident, $ctx:ident| $call:expr;)+) => {
        &[$(Service {
            name: $name,
            changes: services!(@$kind),
            needs: $needs,
            call: |$place, $ctx| Box::pin(async move {
                let _ = $place;
                $call.await.map(|_| ())
            }),
        }),+]
    };
    (@reads) => { false };
    (@changes) => { true };
}
use services;

async fn answer(service: &Service, place: &Place, ctx: &Ctx) -> (u16, String) {
    match (service.call)(place, ctx).await {
        Ok(()) => (200, String::new()),
        Err(failure) => {
            let error = failure.public();
            (error.status(), format!("{error:?}"))
        }
    }
}

/// Calls each service as each caller in both places, and names every surprise.
async fn check(world: &World, services: &[Service]) {
    let here = Place::new(world).await;
    let there = Place::new(world).await;
    let mut surprises = Vec::new();
    for caller in Caller::all() {
        let ctx = here.caller(world, caller).await;
        for service in services {
            for own in [true, false] {
                if !own && !service.needs.has_a_place() {
                    continue;
                }
                let wanted = expected(caller, service.needs, own);
                // What is changed is changed in a fresh place, so that the others stay as they are.
                let fresh = if service.changes && wanted == 200 {
                    let place = Place::new(world).await;
                    let ctx = place.caller(world, caller).await;
                    Some((place, ctx))
                } else {
                    None
                };
                let old = (if own { &here } else { &there }, &ctx);
                let (place, ctx) = fresh.as_ref().map_or(old, |(place, ctx)| (place, ctx));
                let before = world.count("audit_records").await;
                let (got, details) = answer(service, place, ctx).await;
                let recorded = world.count("audit_records").await > before;
                let records = service.changes && wanted == 200;
                if got != wanted || recorded != records {
                    let whose = if own { "own" } else { "another" };
                    surprises.push(format!(
                        "{} as {caller:?} in {whose} catalog: {wanted} wanted, {got} got, recorded: {recorded} {details}",
                        service.name
                    ));
                }
            }
        }
    }
    assert!(surprises.is_empty(), "\n{}", surprises.join("\n"));
}

both! {
    async fn rol_07_services_of_catalogs_obey_the_matrix(world) {
        check(&world, catalogs::CATALOGS).await;
    }

    async fn rol_07_services_of_packages_obey_the_matrix(world) {
        check(&world, catalogs::PACKAGES).await;
    }

    async fn rol_07_services_of_policies_obey_the_matrix(world) {
        check(&world, catalogs::POLICIES).await;
    }

    async fn rol_07_services_of_roles_and_people_obey_the_matrix(world) {
        check(&world, people::SERVICES).await;
    }

    async fn rol_07_services_of_programs_obey_the_matrix(world) {
        check(&world, programs::SERVICES).await;
    }

    async fn rol_07_no_role_opens_what_is_somebody_elses(world) {
        check(&world, own::SERVICES).await;
    }

    async fn rol_07_only_administrators_move_the_clock_of_a_demonstration(world) {
        let options = EngineOptions { demo: true, ..EngineOptions::default() };
        let demo = Engine::new(world.db().clone(), Clock::mock(world.now()), options);
        let place = Place::new(&world).await;
        for caller in Caller::all() {
            let ctx = place.caller(&world, caller).await;
            let refused = move_clock(&ctx, 7).await.unwrap_err().public();
            assert_eq!(refused.status(), 404, "outside of a demonstration, as {caller:?}");
            let before = demo.clock.now();
            let ctx = Ctx::new(&demo, ctx.actor, ctx.actor_name);
            let got = move_clock(&ctx, 7).await.map_or_else(|failure| failure.public().status(), |()| 200);
            assert_eq!(got, expected(caller, Needs::Tenant(Action::MoveDemoClock), true), "{caller:?}");
            assert_eq!(demo.clock.now() != before, got == 200, "{caller:?}");
        }
    }
}

#[test]
fn rol_07_every_row_of_the_matrix_is_an_action() {
    let rows: BTreeSet<_> = MATRIX
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let actions: BTreeSet<_> = Action::ALL.iter().map(|action| action.as_str()).collect();
    assert_eq!(rows, actions);
}

#[test]
fn every_service_is_in_the_table() {
    let tables = [
        catalogs::CATALOGS,
        catalogs::PACKAGES,
        catalogs::POLICIES,
        people::SERVICES,
        programs::SERVICES,
        own::SERVICES,
    ];
    let tried = tables.into_iter().flatten().map(|service| service.name);
    let listed: BTreeSet<String> = tried
        .chain(OPEN.iter().map(|(name, _)| *name))
        .map(str::to_owned)
        .collect();
    let there = sources::services();
    let forgotten: Vec<_> = there.difference(&listed).collect();
    assert!(
        forgotten.is_empty(),
        "services without a row: {forgotten:?}"
    );
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(gone.is_empty(), "rows without a service: {gone:?}");
}
