//! Micro-benchmarks of the rules that every request passes, and of rendering: `cargo bench -p bench`.

use app::ui::{PackageCard, PackageSummary};
use bench::seed::Seed;
use bench::seed::model::Model;
use criterion::{Criterion, criterion_group, criterion_main};
use leptos::prelude::*;
use shared::authz::{Action, Actor, HeldRole, Role, Scope, decide};
use shared::directory::{Subject, UserKind};
use shared::ids::{CatalogId, ObjectId, PolicyId, UserId};
use shared::policy::{CatalogFacts, PackageFacts, PolicyFacts, applicable};
use shared::time::Timestamp;
use std::hint::black_box;
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_772_442_000_000);

fn model() -> Model {
    Model {
        numbers: Seed::S.numbers(false),
        now: NOW,
    }
}

/// May a person with fifty groups get a package with ten policies?
fn policies(criterion: &mut Criterion) {
    let model = model();
    let settings: Vec<_> = (0..10).map(|n| model.settings(n)).collect();
    let facts: Vec<_> = (1..)
        .zip(&settings)
        .map(|(n, settings)| PolicyFacts {
            id: PolicyId(Uuid::from_u128(n)),
            settings,
        })
        .collect();
    let subject = Subject {
        id: UserId(Uuid::from_u128(1)),
        kind: UserKind::Member,
        enabled: true,
        groups: (0..50).map(|n| ObjectId(Uuid::from_u128(n))).collect(),
        affiliation: None,
    };
    let catalog = CatalogFacts {
        published: true,
        externally_visible: false,
    };
    criterion.bench_function("policy evaluation, 10 policies", |bencher| {
        bencher.iter(|| {
            applicable(
                black_box(catalog),
                PackageFacts::default(),
                black_box(&facts),
                black_box(&subject),
                NOW,
            )
        });
    });
    let text = settings
        .get(5)
        .and_then(|settings| serde_json::to_string(settings).ok())
        .unwrap_or_default();
    criterion.bench_function("policy settings from JSON, two stages", |bencher| {
        bencher.iter(|| serde_json::from_str::<shared::policy::PolicySettings>(black_box(&text)));
    });
}

/// May somebody with ten roles do something in the last of their catalogs?
fn authorization(criterion: &mut Criterion) {
    let roles = (0..10)
        .map(|n| HeldRole {
            role: Role::AccessPackageManager,
            catalog: Some(CatalogId(Uuid::from_u128(n))),
        })
        .collect();
    let actor = Actor::Person {
        id: UserId(Uuid::from_u128(1)),
        roles,
    };
    let scope = Scope::Catalog(CatalogId(Uuid::from_u128(9)));
    for (name, action) in [
        ("authorization, allowed", Action::CreateOrEditPolicy),
        ("authorization, denied", Action::ViewAuditLog),
    ] {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| decide(black_box(&actor), black_box(action), black_box(scope)));
        });
    }
}

/// The cards of a full page of packages.
fn rendering(criterion: &mut Criterion) {
    let model = model();
    let packages: Vec<_> = (0..50)
        .map(|n| PackageSummary {
            href: format!("/packages/{n}"),
            name: model.package_name(n),
            description: "Everything one needs to work with it.".to_owned(),
            catalog: model.catalog_name(model.catalog_of(n)),
            hue: 3,
            resources: model
                .package_roles(n)
                .map(|(_, role)| model.object_name(role.object))
                .to_vec(),
            lasts: "365 days".to_owned(),
            approvals: "2 approvals".to_owned(),
            status: None,
        })
        .collect();
    criterion.bench_function("rendering, 50 package cards", |bencher| {
        bencher.iter(|| {
            Owner::new().with(|| {
                black_box(&packages)
                    .iter()
                    .map(|package| view! { <PackageCard package=package.clone()/> }.to_html())
                    .collect::<String>()
            })
        });
    });
}

criterion_group!(rules, policies, authorization, rendering);
criterion_main!(rules);
