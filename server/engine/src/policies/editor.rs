//! What the editor opens with.

use super::delete::in_use;
use super::model::{PolicyPackage, find, of_package, permitted};
use super::references::{self, Organization};
use super::roles::role_choices;
use super::templates::beginning;
use crate::db::Conn;
use crate::directory::{self, Pick};
use crate::{Ctx, Outcome, fetch_all, packages, scope};
use shared::directory::Principal;
use shared::forms::{Fields, PolicyInput, name_key};
use shared::ids::{CatalogId, OrganizationId, PackageId, PolicyId, TemplateId};
use shared::limits;
use shared::policy::NameBook;
use shared::views::PickView;
use shared::views::editor::{
    EditorSubject, EditorView, ExistingPolicy, FoundView, OutsideView, PolicyPlace,
};
use uuid::Uuid;

/// Organizations offered in the form.
const ORGANIZATIONS: i64 = 1_000;
/// Fields in which people and groups are picked.
const PICKERS: [&str; 7] = [
    "subjects",
    "stage1_named",
    "stage2_named",
    "stage3_named",
    "stage1_alternates",
    "stage2_alternates",
    "stage3_alternates",
];
/// People, and groups, found by one search.
const FOUND: i64 = 20;

/// The editor for a new package; `wanted` is the catalog from the address.
///
/// # Errors
/// The person may make packages nowhere.
pub async fn new_package(
    ctx: &Ctx,
    wanted: Option<CatalogId>,
    typed: Option<Fields>,
) -> Outcome<EditorView> {
    let form = packages::new_form(ctx, wanted).await?;
    let fields = typed.unwrap_or_else(|| {
        let mut fields = usual(t!("Standard"));
        fields.set("catalog", &*form.catalog);
        fields
    });
    let roles = match fields.get("catalog").parse() {
        Ok(catalog) => role_choices(ctx, catalog).await.unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    view(ctx, fields, EditorSubject::Package { form, roles }).await
}

/// The editor for a new policy of a package, empty or as a template says (BYD-22).
///
/// # Errors
/// As [`Ctx::require`].
pub async fn new_policy(
    ctx: &Ctx,
    package: PackageId,
    template: Option<TemplateId>,
    typed: Option<Fields>,
) -> Outcome<EditorView> {
    let (_, package) = permitted(ctx, package).await?;
    let mut conn = ctx.read().await?;
    let begun = match template {
        Some(template) => Some(beginning(&mut conn, template, package.catalog_id).await?),
        None => None,
    };
    let taken: Vec<String> = of_package(&mut conn, package.id)
        .await?
        .iter()
        .map(|policy| name_key(&policy.name))
        .collect();
    drop(conn);
    // The name is only a beginning; a taken one would be a trap.
    let name = if taken.is_empty() { t!("Standard") } else { "" };
    let fields = typed.unwrap_or_else(|| match begun {
        Some(template) => template.to_fields(),
        None => usual(name),
    });
    let subject = EditorSubject::Policy {
        package: place(&package),
        policy: None,
    };
    view(ctx, fields, subject).await
}

/// The editor for an existing policy.
///
/// # Errors
/// As [`Ctx::require`]; there is no such policy.
pub async fn edit_policy(
    ctx: &Ctx,
    package: PackageId,
    id: PolicyId,
    typed: Option<Fields>,
) -> Outcome<EditorView> {
    let (_, package) = permitted(ctx, package).await?;
    let mut conn = ctx.read().await?;
    let policy = find(&mut conn, package.id, id).await?;
    let use_now = in_use(&mut conn, id).await?;
    let shown = match &typed {
        Some(fields) => PolicyInput::read(fields, &mut shared::FieldErrors::default()).settings,
        None => policy.settings.clone(),
    };
    let outside = scope::count_outside(&mut conn, id, &shown, limits::COUNTED_MAX).await?;
    drop(conn);
    let subject = EditorSubject::Policy {
        package: place(&package),
        policy: Some(ExistingPolicy {
            id: id.to_string(),
            name: policy.name.clone(),
            version: policy.version,
            waiting: use_now.waiting,
            obstacle: use_now.obstacle(),
            outside,
        }),
    };
    let stored = PolicyInput {
        name: policy.name,
        description: policy.description,
        question_rows: (1..).take(policy.settings.questions.len()).collect(),
        settings: policy.settings,
        version: Some(policy.version),
    };
    view(ctx, typed.unwrap_or_else(|| stored.to_fields()), subject).await
}

/// How many of those who have access through a policy are outside of the scope in the form: who would lose it
/// if the policy ended the access of whoever leaves (BYD-08). Changes nothing.
///
/// # Errors
/// As [`Ctx::require`]; there is no such policy.
pub async fn outside(
    ctx: &Ctx,
    package: PackageId,
    id: PolicyId,
    fields: &Fields,
) -> Outcome<OutsideView> {
    permitted(ctx, package).await?;
    let mut conn = ctx.read().await?;
    find(&mut conn, package, id).await?;
    let typed = PolicyInput::read(fields, &mut shared::FieldErrors::default());
    scope::count_outside(&mut conn, id, &typed.settings, limits::COUNTED_MAX).await
}

fn place(package: &PolicyPackage) -> PolicyPlace {
    PolicyPlace {
        id: package.id.to_string(),
        name: package.texts.name(&package.display_name).to_owned(),
        catalog_id: package.catalog_id.to_string(),
        catalog: package.catalog_texts.name(&package.catalog_name).to_owned(),
        external: package.externally_visible,
    }
}

/// What most policies say: everyone here, the manager decides within a week, a year of access.
fn usual(name: &str) -> Fields {
    let mut fields = Fields::default();
    for (field, value) in [
        ("policy_name", name),
        ("scope", "allMemberUsers"),
        ("enabled", "on"),
        ("requestor_justification", "on"),
        ("approval", "1"),
        ("stage1_kind", "manager"),
        ("stage2_kind", "named"),
        ("stage3_kind", "named"),
        ("stage1_days", "7"),
        ("stage2_days", "7"),
        ("stage3_days", "7"),
        ("stage1_escalate_days", "3"),
        ("stage2_escalate_days", "3"),
        ("stage3_escalate_days", "3"),
        ("expiration", "afterDays"),
        ("expires_days", "365"),
    ] {
        fields.set(field, value);
    }
    fields
}

async fn view(ctx: &Ctx, fields: Fields, subject: EditorSubject) -> Outcome<EditorView> {
    let mut conn = ctx.read().await?;
    let found = search(&mut conn, &fields).await?;
    let names = names_in(&mut conn, &fields).await?;
    let organizations = fetch_all!(
        conn,
        Organization,
        "policies/organization_choices",
        ORGANIZATIONS
    )?;
    Ok(EditorView {
        fields,
        names,
        organizations: organizations.into_iter().map(choice).collect(),
        found,
        now: ctx.now(),
        draft: ctx.id::<Uuid>().to_string(),
        subject,
    })
}

fn choice(organization: Organization) -> PickView {
    PickView {
        value: organization.id.to_string(),
        detail: organization.detail().to_owned(),
        label: organization.display_name,
        group: true,
    }
}

/// Searches that were asked for with a button, without JavaScript.
async fn search(conn: &mut Conn, fields: &Fields) -> Outcome<Vec<FoundView>> {
    let mut found = Vec::new();
    for field in PICKERS {
        let query = fields.get(&format!("{field}_find")).to_owned();
        if query.is_empty() {
            continue;
        }
        let options = directory::find_principals(conn, &query, Pick::Both, FOUND).await?;
        found.push(FoundView {
            field: field.to_owned(),
            query,
            options: options.into_iter().map(PickView::from).collect(),
        });
    }
    Ok(found)
}

async fn names_in(conn: &mut Conn, fields: &Fields) -> Outcome<NameBook> {
    let principals: Vec<Principal> = PICKERS
        .iter()
        .flat_map(|field| fields.all(field))
        .filter_map(|value| value.parse().ok())
        .take(limits::POLICY_SUBJECTS_MAX + 6 * limits::APPROVERS_MAX)
        .collect();
    let organizations: Vec<OrganizationId> = fields
        .all("organizations")
        .into_iter()
        .filter_map(|value| value.parse().ok())
        .take(limits::POLICY_ORGANIZATIONS_MAX)
        .collect();
    references::names(conn, &principals, &organizations).await
}
