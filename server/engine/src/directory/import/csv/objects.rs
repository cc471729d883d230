//! A line of a file of groups, applications, sites or held roles.

use super::super::problem::Problems;
use super::super::record::{Batch, HoldingRecord, Members, ObjectRecord, RoleRecord, Wanted};
use super::super::text::{KEY_MAX, name, optional_mail, paragraph, required, url, word};
use super::cells::Cells;
use shared::directory::{GroupKind, Mastery, ObjectKind};

pub const GROUP_OPTIONAL: &[&str] = &[
    "external_id",
    "description",
    "kind",
    "mastery",
    "mail",
    "members",
    "owners",
    "member_groups",
];

pub const APPLICATION_OPTIONAL: &[&str] = &["external_id", "description", "url", "roles", "owners"];

pub const SITE_OPTIONAL: &[&str] = &["external_id", "description", "url", "roles"];

/// The kinds of groups.
pub const GROUP_KINDS: &[(GroupKind, &str)] = &[
    (GroupKind::Security, "security"),
    (GroupKind::Microsoft365, "microsoft365"),
];

/// Who masters the members of a group.
pub const MASTERIES: &[(Mastery, &str)] = &[
    (Mastery::Assigned, "assigned"),
    (Mastery::Dynamic, "dynamic"),
    (Mastery::Synced, "synced"),
    (Mastery::Distribution, "distribution"),
];

/// What every object has; `column` holds the name.
fn object(
    cells: &Cells<'_>,
    kind: ObjectKind,
    column: &str,
    problems: &mut Problems,
) -> ObjectRecord {
    let at = cells.place(column);
    ObjectRecord {
        aliases: Vec::new(),
        kind,
        external_id: cells.key("external_id", problems),
        display_name: name(cells.text(column), &at, problems),
        description: cells
            .get("description")
            .map(|text| paragraph(text, &cells.place("description"), problems)),
        group_kind: None,
        mastery: None,
        mail: None,
        url: cells
            .get("url")
            .map(|text| url(text, &cells.place("url"), problems)),
        roles: None,
        members: Members::default(),
        owners: None,
        at,
    }
}

pub fn read_group(cells: &Cells<'_>, batch: &mut Batch, problems: &mut Problems) {
    let mut group = object(cells, ObjectKind::Group, "group", problems);
    group.group_kind = cells
        .get("kind")
        .filter(|text| !text.is_empty())
        .and_then(|text| word(text, GROUP_KINDS, &cells.place("kind"), problems));
    group.mastery = cells
        .get("mastery")
        .filter(|text| !text.is_empty())
        .and_then(|text| word(text, MASTERIES, &cells.place("mastery"), problems));
    group.mail = cells
        .get("mail")
        .map(|text| optional_mail(text, &cells.place("mail"), problems));
    let users = cells.references("members", Wanted::User, problems);
    let groups = cells.references("member_groups", Wanted::Group, problems);
    group.members = Members {
        users: users.is_some(),
        groups: groups.is_some(),
        references: users.into_iter().chain(groups).flatten().collect(),
    };
    group.owners = cells.references("owners", Wanted::User, problems);
    batch.objects.push(group);
}

pub fn read_application(cells: &Cells<'_>, batch: &mut Batch, problems: &mut Problems) {
    let mut application = object(cells, ObjectKind::Application, "application", problems);
    application.roles = roles(cells, problems);
    application.owners = cells.references("owners", Wanted::User, problems);
    batch.objects.push(application);
}

pub fn read_site(cells: &Cells<'_>, batch: &mut Batch, problems: &mut Problems) {
    let mut site = object(cells, ObjectKind::Site, "site", problems);
    site.roles = roles(cells, problems);
    batch.objects.push(site);
}

fn roles(cells: &Cells<'_>, problems: &mut Problems) -> Option<Vec<RoleRecord>> {
    let at = cells.place("roles");
    let mut roles: Vec<RoleRecord> = Vec::new();
    for part in cells.list("roles")? {
        let name = name(part, &at, problems);
        if roles.iter().any(|role| role.name == name) {
            problems.add(&at, "The same role stands there twice.");
        } else {
            roles.push(RoleRecord {
                at: at.clone(),
                name,
                description: String::new(),
            });
        }
    }
    Some(roles)
}

pub fn read_holding(cells: &Cells<'_>, batch: &mut Batch, problems: &mut Problems) {
    let mut key =
        |column: &str| required(cells.text(column), KEY_MAX, &cells.place(column), problems);
    let (object, role, user) = (key("resource"), key("role"), key("holder"));
    if object.is_empty() || role.is_empty() || user.is_empty() {
        return;
    }
    batch.holdings.push(HoldingRecord {
        object: cells.reference("resource", &object, Wanted::Object, problems),
        role_at: cells.place("role"),
        role,
        user: cells.reference("holder", &user, Wanted::User, problems),
    });
}
