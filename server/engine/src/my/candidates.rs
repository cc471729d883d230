//! Which packages the policies open to a person: read page by page, for lists that judge and show them.

use super::cursor::AfterText;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::patterns;
use crate::engine::Scopes;
use crate::error::Outcome;
use crate::texts::{Description, Name};
use crate::{fetch_in, fetch_one};
use shared::directory::{Subject, UserKind};
use shared::ids::{CatalogId, PackageId, PolicyId};
use shared::policy::{
    Applicability, CatalogFacts, PackageFacts, PolicyFacts, PolicySettings, TargetScope, applicable,
};
use shared::time::Timestamp;
use shared::views::Page;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// From so many policies on that let a person in without naming them, packages are found by walking
/// their names; below, from the policies.
const MANY: i64 = 200;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub id: PackageId,
    pub display_name: Name,
    pub name_key: String,
    pub description: Description,
    pub catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    pub catalog_name: String,
    pub created_at: Timestamp,
    pub modified_at: Timestamp,
    pub policy_id: PolicyId,
    pub policy_version: i64,
}

/// A package with the policies that open it to the person.
pub(super) struct Candidate {
    pub row: Row,
    pub policies: Vec<(PolicyId, Arc<PolicySettings>)>,
}

impl Candidate {
    /// What the policies say to this person; whether they have the package or wait for it does not
    /// count.
    pub fn applicability(&self, subject: &Subject, now: Timestamp) -> Applicability {
        let facts: Vec<PolicyFacts<'_>> = self
            .policies
            .iter()
            .map(|(id, settings)| PolicyFacts { id: *id, settings })
            .collect();
        // Catalogs that are closed to the person are not read.
        let catalog = CatalogFacts {
            published: true,
            externally_visible: true,
        };
        applicable(catalog, PackageFacts::default(), &facts, subject, now)
    }
}

/// Do many policies have one of these scopes? This only chooses between two texts that find the same
/// packages, so an answer serves for a while.
async fn are_many(ctx: &Ctx, conn: &mut Conn, scopes: Scopes) -> Outcome<bool> {
    let now = ctx.now();
    if let Some(many) = ctx.engine.habits.many_policies(scopes, now) {
        return Ok(many);
    }
    let [a, b, c, d] = scopes;
    let (open,) = fetch_one!(conn, (i64,), "my/open_policies", a, b, c, d, MANY)?;
    let many = open >= MANY;
    ctx.engine.habits.note_policies(scopes, many, now);
    Ok(many)
}

/// One page of the packages that some policy opens to the person. Policies come in rows of their own, so
/// the last package of a read may lack some and is left to the next one.
pub(super) async fn candidates(
    ctx: &Ctx,
    conn: &mut Conn,
    subject: &Subject,
    query: &str,
    after: &str,
    size: i64,
    narrow: bool,
) -> Outcome<Page<Candidate>> {
    let mut after = AfterText::parse(after);
    let mut scopes = scopes(subject);
    if narrow {
        // The last one stands there twice otherwise.
        scopes[3] = TargetScope::SpecificDirectoryUsers;
    }
    let many = are_many(ctx, conn, scopes).await?;
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    let mut found: Vec<Candidate> = Vec::new();
    let mut limit = size + 1;
    loop {
        let rows = read(conn, subject, scopes, many, query, &after, limit).await?;
        let full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= limit;
        let known = known(ctx, conn, &rows).await?;
        let mut packages = by_package(rows, &known);
        if full && packages.len() < 2 {
            // One package with more policies than that.
            limit *= 2;
            continue;
        }
        if full {
            packages.pop();
        }
        found.append(&mut packages);
        let more = full || found.len() > wanted;
        found.truncate(wanted);
        if let Some(last) = found.last().filter(|_| more) {
            after = AfterText(last.row.name_key.clone(), last.row.id.0);
        }
        if !more || found.len() == wanted {
            let next = more.then(|| AfterText::write(&after.0, after.1));
            return Ok(Page { rows: found, next });
        }
    }
}

async fn read(
    conn: &mut Conn,
    subject: &Subject,
    scopes: Scopes,
    many: bool,
    query: &str,
    after: &AfterText,
    limit: i64,
) -> Outcome<Vec<Row>> {
    let AfterText(key, id) = after;
    let [a, b, c, d] = scopes;
    let [first, second, third] = patterns(query);
    let (first, second, third) = (first.as_str(), second.as_str(), third.as_str());
    let targets = targets(subject);
    let outsider = subject.is_outsider();
    Ok(if !many {
        fetch_in!(
            conn, Row, "my/available", &targets;
            a, b, c, d, outsider, key.as_str(), *id, first, second, third, limit
        )?
    } else if query.trim().is_empty() {
        fetch_in!(
            conn, Row, "my/available_by_name", &targets;
            a, b, c, d, outsider, key.as_str(), *id, limit
        )?
    } else {
        fetch_in!(
            conn, Row, "my/available_by_word", &targets;
            a, b, c, d, outsider, key.as_str(), *id, first, second, third, limit
        )?
    })
}

type Known = HashMap<PolicyId, Arc<PolicySettings>>;

async fn known(ctx: &Ctx, conn: &mut Conn, rows: &[Row]) -> Outcome<Known> {
    let wanted: Vec<(PolicyId, i64)> = rows
        .iter()
        .map(|row| (row.policy_id, row.policy_version))
        .collect();
    ctx.engine.known_policies.of(conn, &wanted).await
}

/// Rows of the same package stand together.
fn by_package(rows: Vec<Row>, known: &Known) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::with_capacity(rows.len());
    for row in rows {
        let policy = known
            .get(&row.policy_id)
            .map(|settings| (row.policy_id, Arc::clone(settings)));
        match found.last_mut() {
            Some(last) if last.row.id == row.id => last.policies.extend(policy),
            _ => found.push(Candidate {
                row,
                policies: policy.into_iter().collect(),
            }),
        }
    }
    found
}

/// The ids under which policies can list a person.
fn targets(subject: &Subject) -> Vec<Uuid> {
    let mut targets = super::asked_as(subject);
    targets.extend(
        subject
            .affiliation
            .map(|affiliation| affiliation.organization.0),
    );
    targets
}

/// The scopes that can take a person without listing them; the rule itself judges afterwards.
fn scopes(subject: &Subject) -> Scopes {
    use TargetScope as T;
    match subject.kind {
        UserKind::Member => [
            T::AllMemberUsers,
            T::AllDirectoryUsers,
            T::AllDirectoryUsers,
            T::AllDirectoryUsers,
        ],
        UserKind::Guest => [
            T::AllDirectoryUsers,
            T::AllConfiguredConnectedOrganizationUsers,
            T::AllExternalUsers,
            T::AllExternalUsers,
        ],
        UserKind::Visitor => [
            T::AllConfiguredConnectedOrganizationUsers,
            T::AllExternalUsers,
            T::AllExternalUsers,
            T::AllExternalUsers,
        ],
    }
}
