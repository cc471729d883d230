//! What would happen if a person asked through a policy that is still being written (BYD-02).

use super::model::permitted;
use super::references;
use crate::db::Conn;
use crate::{Ctx, Outcome, directory, fetch_optional, guests, notices, separation};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::directory::Principal;
use shared::forms::{Fields, PolicyInput};
use shared::ids::{CatalogId, PackageId, PolicyId, UserId};
use shared::policy::{
    Asked, CatalogFacts, NameBook, PackageFacts, PolicyFacts, PolicySettings, Relations, StagePlan,
    StageSettings, TargetScope, access_end, applicable, deciding, is_within_reach, loses_a_place,
    one_of, plan_alternates, plan_stage,
};
use shared::time::Timestamp;
use shared::views::editor::{PreviewStage, PreviewView};
use std::collections::BTreeSet;

/// Where the policy is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewPlace {
    /// For a package that exists.
    Package(PackageId),
    /// With a new package of this catalog.
    Catalog(CatalogId),
    /// With a new package of a new catalog.
    NewCatalog,
}

/// Tries the policy in the form on a person. Changes nothing.
///
/// # Errors
/// As [`Ctx::require`]; there is no such person.
pub async fn preview(
    ctx: &Ctx,
    place: PreviewPlace,
    fields: &Fields,
    person: UserId,
) -> Outcome<PreviewView> {
    let catalog = match place {
        PreviewPlace::Package(package) => Some(permitted(ctx, package).await?.1.catalog_id),
        PreviewPlace::Catalog(catalog) => {
            ctx.require(Action::CreateAccessPackage, Scope::Catalog(catalog))?;
            Some(catalog)
        }
        PreviewPlace::NewCatalog => {
            ctx.require(Action::CreateCatalog, Scope::Tenant)?;
            None
        }
    };
    let policy = PolicyInput::read(fields, &mut shared::FieldErrors::default()).settings;
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let catalog = facts(&mut conn, catalog).await?;
    let not_found = || AppError::field("", t!("This person is not in the directory any more."));
    let known = directory::person(&mut conn, person)
        .await?
        .ok_or_else(not_found)?;
    let subject = directory::subject(&mut conn, person)
        .await?
        .ok_or_else(not_found)?;
    let relations = directory::relations(&mut conn, person).await?;
    let id = PolicyId(uuid::Uuid::nil());
    let facts = [PolicyFacts {
        id,
        settings: &policy,
    }];
    let conflicts = match place {
        PreviewPlace::Package(package) => separation::of_person(&mut conn, package, person)
            .await?
            .against_asking(&subject),
        PreviewPlace::Catalog(_) | PreviewPlace::NewCatalog => Vec::new(),
    };
    let standing = PackageFacts {
        uninvited: guests::is_uninvited(ctx, &mut conn, subject.kind, &known.mail).await?,
        conflicts,
        ..PackageFacts::default()
    };
    let found = applicable(catalog, standing, &facts, &subject, now);
    let eligible = found.is_eligible();
    let stages = if eligible {
        stages(&mut conn, &policy, &relations, person, now).await?
    } else {
        Vec::new()
    };
    Ok(PreviewView {
        eligible,
        reasons: found.said(|conflict| {
            let know = separation::may_know(ctx, conflict);
            format!("{} {}", known.name, conflict.sentence_about(know))
        }),
        name: known.name,
        stages,
        ends: ends(&policy, now),
    })
}

async fn facts(conn: &mut Conn, catalog: Option<CatalogId>) -> Outcome<CatalogFacts> {
    #[derive(sqlx::FromRow)]
    struct Row {
        published: bool,
        externally_visible: bool,
    }
    let Some(catalog) = catalog else {
        // As catalogs are made: switched on, and closed to people from outside.
        return Ok(CatalogFacts {
            published: true,
            externally_visible: false,
        });
    };
    let row = fetch_optional!(conn, Row, "policies/catalog", catalog)?.ok_or(AppError::NotFound)?;
    Ok(CatalogFacts {
        published: row.published,
        externally_visible: row.externally_visible,
    })
}

/// Who would decide in each stage if the person asked at `now`, and until when.
///
/// # Errors
/// The database fails.
pub(crate) async fn stages(
    conn: &mut Conn,
    policy: &PolicySettings,
    relations: &Relations,
    person: UserId,
    now: Timestamp,
) -> Outcome<Vec<PreviewStage>> {
    let plans: Vec<_> = policy
        .stages
        .iter()
        .map(|stage| plan_stage(stage, relations, &[person]))
        .collect();
    let alternates: Vec<_> = policy
        .stages
        .iter()
        .map(|stage| plan_alternates(stage, relations, &[person]))
        .collect();
    let asked: Vec<Principal> = plans
        .iter()
        .chain(alternates.iter().flatten())
        .flat_map(|plan| plan.approvers.clone())
        .collect();
    let names: NameBook = references::names(conn, &asked, &[]).await?;
    let too_few = too_few(conn, policy, &plans, person).await?;
    let mut at = now;
    Ok(policy
        .stages
        .iter()
        .zip(plans)
        .zip(alternates)
        .zip(too_few)
        .map(|(((stage, plan), alternates), too_few)| {
            let escalation = alternates
                .map(|plan| escalation(stage, &plan, at, &names))
                .unwrap_or_default();
            at = at.plus_days(i64::from(stage.decide_within_days));
            PreviewStage {
                approvers: if plan.approvers.is_empty() {
                    String::new()
                } else {
                    deciding(stage.needed, &plan.approvers, &names)
                },
                several: !stage.needed.is_one(),
                too_few,
                fallback: plan.fallback,
                until: at.long_date(),
                escalation,
            }
        })
        .collect())
}

/// In which stages there are too few different people behind those asked (BYD-14); nobody at all is
/// another matter.
async fn too_few(
    conn: &mut Conn,
    policy: &PolicySettings,
    plans: &[StagePlan],
    person: UserId,
) -> Outcome<Vec<bool>> {
    let several = || {
        policy
            .stages
            .iter()
            .zip(plans)
            .filter(|(stage, _)| !stage.needed.is_one())
    };
    let asked: Vec<Principal> = several()
        .flat_map(|(_, plan)| plan.approvers.clone())
        .collect();
    let people = directory::people_behind(conn, &asked, notices::RECIPIENTS_MAX).await?;
    let behind = |principal: &Principal| -> BTreeSet<UserId> {
        let people = people.get(principal).into_iter().flatten();
        people
            .map(|one| one.id)
            .filter(|id| *id != person)
            .collect()
    };
    Ok(policy
        .stages
        .iter()
        .zip(plans)
        .map(|(stage, plan)| {
            let places: Vec<_> = plan.approvers.iter().map(behind).collect();
            !stage.needed.is_one()
                && (loses_a_place(stage, plan) || !is_within_reach(stage.needed, &places))
        })
        .collect())
}

/// `Ada Lind could decide, too, from Friday 6 March 2026.`
fn escalation(
    stage: &StageSettings,
    plan: &StagePlan,
    opened: Timestamp,
    names: &NameBook,
) -> String {
    let Some(escalation) = &stage.escalation else {
        return String::new();
    };
    let from = opened
        .plus_days(i64::from(escalation.after_days))
        .long_date();
    if plan.approvers.is_empty() {
        return t!(
            "From {from} others were to decide, too, but there is nobody.",
            from
        );
    }
    let names = one_of(&plan.approvers, names);
    if plan.fallback {
        t!(
            "If nobody has, {names}, as fallback, could decide, too, from {from}.",
            names,
            from
        )
    } else {
        t!(
            "If nobody has, {names} could decide, too, from {from}.",
            names,
            from
        )
    }
}

fn ends(policy: &PolicySettings, now: Timestamp) -> String {
    match access_end(policy, Asked::default(), now) {
        None => t!("Access would last until it is taken away.").to_owned(),
        Some(end) if policy.scope == TargetScope::NotSpecified => {
            t!(
                "Access assigned today would end on {end}.",
                end = end.long_date()
            )
        }
        Some(end) if policy.stages.is_empty() => {
            t!("Access would end on {end}.", end = end.long_date())
        }
        Some(end) => t!(
            "Approved today, access would end on {end}.",
            end = end.long_date()
        ),
    }
}
