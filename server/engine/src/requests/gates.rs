//! Everything that is asked before a person gets a package, in one place for requests, direct
//! assignment and pages (REQ-03, BYD-01).

use super::store::Party;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory;
use crate::error::{Failure, Outcome};
use crate::texts::Stored;
use crate::{attributes, fetch_all, fetch_optional, guests, separation};
use shared::AppError;
use shared::directory::Subject;
use shared::ids::{AssignmentId, CatalogId, PackageId, PolicyId, UserId};
use shared::policy::{
    Applicability, CatalogFacts, Check, PackageFacts, PolicyFacts, PolicySettings, TargetScope,
    applicable,
};
use shared::texts::Texts;
use shared::time::Timestamp;

/// A policy of the package, with what the resources of the package ask beside it.
#[derive(Clone, Debug)]
pub struct GatePolicy {
    pub id: PolicyId,
    pub name: String,
    pub description: String,
    pub settings: PolicySettings,
}

/// The package, its policies, and the person who wants it.
#[derive(Clone, Debug)]
pub struct Gate {
    pub package: PackageId,
    /// As it was written first; records keep it.
    pub package_name: String,
    pub package_texts: Texts,
    pub catalog: CatalogId,
    pub policies: Vec<GatePolicy>,
    pub subject: Subject,
    pub subject_name: String,
    pub subject_mail: String,
    pub facts: PackageFacts,
    pub catalog_facts: CatalogFacts,
    /// Something rules the package out for some people.
    pub separated: bool,
    /// What the person has of it because of an emergency (BYD-19).
    pub emergency_access: Option<AssignmentId>,
    pub applicability: Applicability,
}

impl Gate {
    /// May the person know of the package? Only if one of its policies is meant for them, or they
    /// hold it or have asked for it (PKG-04, BYD-03).
    pub fn is_visible(&self) -> bool {
        self.facts.live_assignment
            || self.emergency_access.is_some()
            || self.facts.open_request
            || self
                .policies
                .iter()
                .any(|policy| policy.settings.scope_contains(&self.subject).is_ok())
                && !self.applicability.refusals.iter().any(|refusal| {
                    matches!(
                        refusal.check,
                        Check::CatalogClosedToOutsiders | Check::CatalogDisabled
                    )
                })
    }

    /// The person, as a request for them names them.
    pub(crate) fn party(&self) -> Party<'_> {
        Party {
            id: self.subject.id,
            name: &self.subject_name,
            mail: &self.subject_mail,
            kind: self.subject.kind,
            enabled: self.subject.enabled,
        }
    }

    /// Is the package meant for certain people and groups, and open to them? (PKG-07)
    pub(crate) fn is_for_certain_people(&self) -> bool {
        let narrow = |policy: &GatePolicy| {
            policy.settings.enabled && policy.settings.scope == TargetScope::SpecificDirectoryUsers
        };
        !self.facts.retiring
            && self.policies.iter().any(narrow)
            && !self.refuses(Check::CatalogDisabled)
    }

    fn refuses(&self, check: Check) -> bool {
        let refusals = &self.applicability.refusals;
        refusals.iter().any(|refusal| refusal.check == check)
    }

    /// What rules the package out for the person, told to whoever acts (PKG-19).
    pub(crate) fn conflicts_told_to(&self, ctx: &Ctx) -> Vec<String> {
        let conflicts = self.facts.conflicts.iter();
        conflicts
            .map(|conflict| conflict.sentence_about(separation::may_know(ctx, conflict)))
            .collect()
    }

    pub fn policy(&self, id: PolicyId) -> Option<&GatePolicy> {
        self.policies.iter().find(|policy| policy.id == id)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    display_name: String,
    #[sqlx(try_from = "Stored")]
    texts: Texts,
    catalog_id: CatalogId,
    published: bool,
    externally_visible: bool,
    live_assignment: bool,
    emergency_access: Option<AssignmentId>,
    emergency_unreviewed: bool,
    open_request: bool,
    separated: bool,
    retiring: bool,
    demanding: bool,
    policy_id: Option<PolicyId>,
    policy_name: Option<String>,
    policy_description: Option<String>,
    settings: Option<String>,
}

/// Loads and evaluates.
///
/// # Errors
/// [`AppError::NotFound`] if package or person do not exist, or the database fails.
pub(crate) async fn load(
    ctx: &Ctx,
    conn: &mut Conn,
    package: PackageId,
    subject: UserId,
    now: Timestamp,
) -> Outcome<Gate> {
    let mut rows = fetch_all!(conn, Row, "requests/gate", package, subject)?;
    let mut policies = Vec::new();
    for row in &mut rows {
        let texts = (row.policy_name.take(), row.policy_description.take());
        let settings = row.settings.take();
        if let (Some(id), (Some(name), Some(description)), Some(settings)) =
            (row.policy_id, texts, settings)
        {
            policies.push(GatePolicy {
                id,
                name,
                description,
                settings: serde_json::from_str(&settings)?,
            });
        }
    }
    let row = rows
        .into_iter()
        .next()
        .ok_or(Failure::App(AppError::NotFound))?;
    if row.demanding {
        // Whatever the policy, the resources ask first (CAT-16).
        let demanded = attributes::demanded(conn, package, Some(subject)).await?;
        for policy in &mut policies {
            policy.settings.questions.splice(..0, demanded.clone());
        }
    }
    let known = directory::known_subject(conn, subject)
        .await?
        .ok_or(Failure::App(AppError::NotFound))?;
    let subject = known.subject;
    let conflicts = if row.separated {
        let separation = separation::of_person(conn, package, subject.id).await?;
        separation.against_asking(&subject)
    } else {
        Vec::new()
    };
    let facts = PackageFacts {
        live_assignment: row.live_assignment,
        open_request: row.open_request,
        retiring: row.retiring,
        uninvited: guests::is_uninvited(ctx, conn, subject.kind, &known.mail).await?,
        conflicts,
        emergency_access: row.emergency_access.is_some(),
        emergency_unreviewed: row.emergency_unreviewed,
    };
    let catalog = CatalogFacts {
        published: row.published,
        externally_visible: row.externally_visible,
    };
    let policy_facts: Vec<_> = policies
        .iter()
        .map(|policy| PolicyFacts {
            id: policy.id,
            settings: &policy.settings,
        })
        .collect();
    let applicability = applicable(catalog, facts.clone(), &policy_facts, &subject, now);
    Ok(Gate {
        package,
        package_name: row.display_name,
        package_texts: row.texts,
        catalog: row.catalog_id,
        policies,
        subject,
        subject_name: known.name,
        subject_mail: known.mail,
        facts,
        catalog_facts: catalog,
        separated: row.separated,
        emergency_access: row.emergency_access,
        applicability,
    })
}

/// The catalog of a package.
///
/// # Errors
/// [`AppError::NotFound`], or the database fails.
pub async fn catalog_of(conn: &mut Conn, package: PackageId) -> Outcome<CatalogId> {
    #[derive(sqlx::FromRow)]
    struct Row {
        catalog_id: CatalogId,
    }
    fetch_optional!(conn, Row, "requests/catalog_of", package)?
        .map(|row| row.catalog_id)
        .ok_or(Failure::App(AppError::NotFound))
}
