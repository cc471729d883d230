//! Sets the stage: directory, partner organizations, roles, catalogs, packages.

use super::names::{Names, acting, unknown};
use super::policies::create_policy;
use super::seeds::{PackageSeed, Who};
use super::shelves::{
    ADMINISTRATOR, GENERAL, PARTNER_ADMINISTRATOR, PARTNERS, SHELVES, TENANT_ROLES,
};
use super::{departments, general};
use crate::ctx::Ctx;
use crate::directory::import::{ImportFile, import};
use crate::engine::Engine;
use crate::error::{Failure, Outcome};
use crate::{catalogs, organizations, packages, roles, separation};
use shared::authz::{Role, Scope};
use shared::catalog::GENERAL_CATALOG;
use shared::directory::OrganizationState;
use shared::forms::attributes::{AttributesInput, EXTENSION};
use shared::forms::catalogs::CatalogInput;
use shared::forms::organizations::OrganizationInput;
use shared::forms::packages::{CatalogChoice, IncompatibleInput, PackageInput};
use shared::forms::{AddRoleInput, Fields};
use shared::ids::{CatalogId, ObjectId, PackageId, ResourceId};
use shared::texts::Texts;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const FILES: [(&str, &str); 5] = [
    ("people.csv", include_str!("data/people.csv")),
    ("groups.csv", include_str!("data/groups.csv")),
    ("applications.csv", include_str!("data/applications.csv")),
    ("sites.csv", include_str!("data/sites.csv")),
    ("holdings.csv", include_str!("data/holdings.csv")),
];

/// Imports files; a problem in them is a mistake in the demonstration.
pub(super) async fn import_all(ctx: &Ctx, files: &[(&str, &str)]) -> Outcome<()> {
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| ImportFile {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    match import(ctx, &files).await? {
        Ok(_) => Ok(()),
        Err(problems) => Err(Failure::Broken(format!("the demonstration: {problems}"))),
    }
}

pub(super) async fn build(engine: &Arc<Engine>, today: Timestamp) -> Outcome<Names> {
    let mut names = Names::default();
    let system = engine.system();
    import_all(&system, &FILES).await?;
    names.learn_people(engine).await?;
    names.learn_objects(engine).await?;
    give(&system, &names, Scope::Tenant, TENANT_ROLES).await?;

    let partners = acting(engine, &names, PARTNER_ADMINISTRATOR).await?;
    for partner in PARTNERS {
        let input = OrganizationInput {
            name: partner.name.to_owned(),
            description: partner.description.to_owned(),
            domains: vec![partner.domain.to_owned()],
            state: OrganizationState::Configured,
            provider: None,
            internal_sponsors: names.principals(partner.internal_sponsors)?,
            external_sponsors: names.principals(partner.external_sponsors)?,
        };
        let id = organizations::create(&partners, input).await?;
        names.organizations.insert(partner.name, id);
    }
    let admin = acting(engine, &names, ADMINISTRATOR).await?;
    let mut shelves: BTreeMap<&str, CatalogId> = BTreeMap::from([(GENERAL, GENERAL_CATALOG)]);
    for shelf in SHELVES {
        let input = CatalogInput {
            name: shelf.name.to_owned(),
            description: shelf.description.to_owned(),
            texts: Texts::default(),
            enabled: true,
            external: shelf.external,
        };
        let id = catalogs::create(&admin, input).await?;
        give(&admin, &names, Scope::Catalog(id), shelf.roles).await?;
        shelves.insert(shelf.name, id);
    }
    let seeds = || general::PACKAGES.iter().chain(departments::PACKAGES);
    for (name, id) in &shelves {
        let objects: BTreeSet<ObjectId> = seeds()
            .filter(|seed| seed.catalog == *name)
            .flat_map(|seed| seed.roles)
            .map(|(object, _)| names.object(object))
            .collect::<Outcome<_>>()?;
        catalogs::add_resources(&admin, *id, objects.into_iter().collect()).await?;
    }
    // Applications without roles have got one by now.
    names.learn_objects(engine).await?;
    for seed in seeds() {
        let catalog = shelves
            .get(seed.catalog)
            .ok_or_else(|| unknown("catalog", seed.catalog))?;
        let id = package(&admin, &names, *catalog, seed, today).await?;
        names.packages.insert(seed.name, id);
    }
    // Who orders does not pay.
    let rule = IncompatibleInput {
        packages: vec![names.package("ERP purchasing")?],
        groups: Vec::new(),
    };
    separation::add_incompatible(&admin, names.package("Payroll officer")?, &rule).await?;
    engine.settle().await?;
    Ok(names)
}

async fn give(ctx: &Ctx, names: &Names, scope: Scope, roles: &[(Role, Who)]) -> Outcome<()> {
    for (role, who) in roles {
        let input = AddRoleInput {
            role: *role,
            principals: vec![names.principal(*who)?.into()],
        };
        roles::add(ctx, scope, input).await?;
    }
    Ok(())
}

async fn package(
    ctx: &Ctx,
    names: &Names,
    catalog: CatalogId,
    seed: &PackageSeed,
    today: Timestamp,
) -> Outcome<PackageId> {
    let roles = seed.roles.iter();
    let input = PackageInput {
        name: seed.name.to_owned(),
        description: seed.description.to_owned(),
        texts: Texts::default(),
        hidden: seed.hidden,
        catalog: CatalogChoice::Existing(catalog),
        roles: roles
            .map(|(object, role)| names.role(object, role))
            .collect::<Outcome<_>>()?,
    };
    let id = packages::create(ctx, input).await?;
    for policy in seed.policies {
        create_policy(ctx, names, id, policy, today).await?;
    }
    Ok(id)
}

/// Since lately, whoever gets drawings says which workshop prints them (CAT-16).
pub(super) async fn require_attributes(ctx: &Ctx) -> Outcome<()> {
    const VAULT: &str = "Drawing Vault";
    let resources = catalogs::resources(ctx, GENERAL_CATALOG, "")
        .await?
        .page
        .rows;
    let vault = resources
        .into_iter()
        .find(|resource| resource.name == VAULT);
    let vault = vault.ok_or_else(|| unknown("resource", VAULT))?;
    let id: ResourceId = vault.id.parse().map_err(|_| unknown("resource", VAULT))?;
    let mut fields = Fields::default();
    for (name, value) in [
        ("version", "1"),
        ("question1_attribute", EXTENSION),
        ("question1_extension", "drawings.workshop"),
        ("question1_text", "Which workshop prints your drawings?"),
        ("question1_kind", "choice"),
        ("question1_choices", "North yard\nSouth yard\nRisavik quay"),
        (
            "question1_translations",
            "no: Hvilket verksted skriver ut tegningene dine? | Nordre verft | Søndre verft | Risavik kai",
        ),
        ("question1_editable", "on"),
    ] {
        fields.set(name, value);
    }
    let input = AttributesInput::parse(&fields)?;
    catalogs::set_attributes(ctx, GENERAL_CATALOG, id, input).await?;
    Ok(())
}
