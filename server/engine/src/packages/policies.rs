//! The policies of a package in a list. Changing them is the business of [`crate::policies`].

use super::model::seen;
use super::overview::head_of;
use crate::db::Conn;
use crate::policies::templates_offered;
use crate::{Ctx, Outcome, attributes, fetch_all};
use shared::authz::{Action, Scope};
use shared::ids::{PackageId, PolicyId};
use shared::policy::{PolicySettings, TargetScope};
use shared::views::catalogs::RequiredAttribute;
use shared::views::my::words;
use shared::views::packages::{PackagePoliciesView, PolicyRow};

#[derive(sqlx::FromRow)]
struct Row {
    id: PolicyId,
    display_name: String,
    settings: String,
    holders: i64,
}

/// A policy with its settings read.
#[derive(Clone, Debug)]
pub(super) struct StoredPolicy {
    pub id: PolicyId,
    pub name: String,
    pub settings: PolicySettings,
    pub holders: i64,
}

impl StoredPolicy {
    pub fn row(&self) -> PolicyRow {
        PolicyRow {
            id: self.id.to_string(),
            name: self.name.clone(),
            enabled: self.settings.enabled,
            who: who(&self.settings),
            approval: words::approvals(&self.settings),
            lasts: words::lasts(self.settings.expiration),
            leaving: self.settings.scope_loss.sentence().unwrap_or_default(),
            holders: self.holders,
        }
    }
}

/// The policies of a package, by name.
///
/// # Errors
/// The database fails, or a stored policy cannot be read.
pub(super) async fn stored(conn: &mut Conn, package: PackageId) -> Outcome<Vec<StoredPolicy>> {
    let rows: Vec<Row> = fetch_all!(conn, Row, "packages/policies", package)?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredPolicy {
                id: row.id,
                name: row.display_name,
                settings: serde_json::from_str(&row.settings)?,
                holders: row.holders,
            })
        })
        .collect()
}

/// The policies of a package.
///
/// # Errors
/// There is no such package, or the actor may not see it.
pub async fn policies(ctx: &Ctx, id: PackageId) -> Outcome<PackagePoliciesView> {
    let mut conn = ctx.read().await?;
    let package = seen(ctx, &mut conn, id).await?;
    let policies = stored(&mut conn, id).await?;
    let head = head_of(ctx, &package);
    let templates = if head.may.edit_policies {
        templates_offered(ctx, &mut conn, package.catalog_id).await?
    } else {
        Vec::new()
    };
    Ok(PackagePoliciesView {
        head,
        templates,
        may_keep_for_all: ctx.allows(Action::CreateOrEditPolicy, Scope::Tenant),
        policies: policies.iter().map(StoredPolicy::row).collect(),
        required: required(&mut conn, id).await?,
    })
}

/// What the resources of a package require of everybody who gets it, whatever the policy (CAT-16).
pub(crate) async fn required(conn: &mut Conn, id: PackageId) -> Outcome<Vec<RequiredAttribute>> {
    let resources = attributes::of_package(conn, id).await?;
    Ok(resources
        .iter()
        .flat_map(|resource| {
            let questions = resource.questions.iter();
            questions.filter_map(|question| RequiredAttribute::of(question, &resource.name))
        })
        .collect())
}

/// Who can get access through the policy, in a few words.
pub(crate) fn who(settings: &PolicySettings) -> String {
    match settings.scope {
        TargetScope::SpecificDirectoryUsers => tn!(
            settings.subjects.len(),
            "{n} person or group",
            "{n} people and groups"
        ),
        TargetScope::AllMemberUsers => {
            t!("Everyone in the organization, without guests").to_owned()
        }
        TargetScope::AllDirectoryUsers => t!("Everyone with an account, guests too").to_owned(),
        TargetScope::SpecificConnectedOrganizationUsers => tn!(
            settings.organizations.len(),
            "{n} partner organization",
            "{n} partner organizations"
        ),
        TargetScope::AllConfiguredConnectedOrganizationUsers => {
            t!("All partner organizations").to_owned()
        }
        TargetScope::AllExternalUsers => t!("Anyone from outside").to_owned(),
        TargetScope::NotSpecified => t!("Nobody can ask; it is assigned directly").to_owned(),
    }
}
