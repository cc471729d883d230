//! SCIM groups, and applications and sites in the same manner.

use super::super::csv::objects::{GROUP_KINDS, MASTERIES};
use super::super::problem::Problems;
use super::super::record::{
    Batch, HoldingRecord, Members, ObjectRecord, Reference, RoleRecord, Wanted,
};
use super::super::text::{KEY_MAX, name, optional_mail, paragraph, required, url, word};
use super::node::Node;
use serde_json::Value;
use shared::directory::ObjectKind;

const OWN_GROUP: &str = "urn:bailiwick:scim:schemas:extension:2.0:Group";

/// What every object has. `node` may have the further attributes in an extension, `more`.
fn object(
    kind: ObjectKind,
    node: &Node<'_>,
    more: &Node<'_>,
    aliases: Vec<String>,
    problems: &mut Problems,
) -> ObjectRecord {
    let at = node.at.below("displayName");
    let (external_id, aliases) = node.identity(aliases, problems);
    let description = more
        .text("description", problems)
        .map(|text| paragraph(&text, &more.at.below("description"), problems));
    let address = more
        .text("mail", problems)
        .map(|text| optional_mail(&text, &more.at.below("mail"), problems));
    ObjectRecord {
        aliases,
        kind,
        external_id,
        display_name: name(
            &node.text("displayName", problems).unwrap_or_default(),
            &at,
            problems,
        ),
        description,
        group_kind: None,
        mastery: None,
        mail: address,
        url: None,
        roles: None,
        members: Members::default(),
        owners: None,
        at,
    }
}

pub fn read_group(
    node: &Node<'_>,
    aliases: Vec<String>,
    batch: &mut Batch,
    problems: &mut Problems,
) {
    let nothing = Value::Null;
    let own = node.object(OWN_GROUP, problems).unwrap_or_else(|| Node {
        at: node.at.below(OWN_GROUP),
        value: &nothing,
    });
    let mut group = object(ObjectKind::Group, node, &own, aliases, problems);
    group.group_kind = own
        .text("kind", problems)
        .filter(|text| !text.is_empty())
        .and_then(|text| word(&text, GROUP_KINDS, &own.at.below("kind"), problems));
    group.mastery = own
        .text("mastery", problems)
        .filter(|text| !text.is_empty())
        .and_then(|text| word(&text, MASTERIES, &own.at.below("mastery"), problems));
    if let Some(members) = node.list("members", problems) {
        group.members = Members {
            users: true,
            groups: true,
            references: members
                .iter()
                .filter_map(|member| read_member(member, problems))
                .collect(),
        };
    }
    group.owners = own.references("owners", Wanted::User, problems);
    batch.objects.push(group);
}

fn read_member(member: &Node<'_>, problems: &mut Problems) -> Option<Reference> {
    let kind = member
        .get("type")
        .and_then(|kind| kind.value.as_str().map(str::to_ascii_lowercase));
    let wanted = match kind.as_deref() {
        Some("user") => Wanted::User,
        Some("group") => Wanted::Group,
        _ => Wanted::UserOrGroup,
    };
    let reference = member.reference(wanted, problems);
    if reference.is_none() {
        problems.add(&member.at, "This names nobody.");
    }
    reference
}

pub fn read_application(
    node: &Node<'_>,
    aliases: Vec<String>,
    batch: &mut Batch,
    problems: &mut Problems,
) {
    with_roles(ObjectKind::Application, node, aliases, batch, problems);
}

pub fn read_site(
    node: &Node<'_>,
    aliases: Vec<String>,
    batch: &mut Batch,
    problems: &mut Problems,
) {
    with_roles(ObjectKind::Site, node, aliases, batch, problems);
}

fn with_roles(
    kind: ObjectKind,
    node: &Node<'_>,
    aliases: Vec<String>,
    batch: &mut Batch,
    problems: &mut Problems,
) {
    let mut object = object(kind, node, node, aliases, problems);
    if kind == ObjectKind::Application {
        object.owners = node.references("owners", Wanted::User, problems);
    }
    object.url = node
        .text("url", problems)
        .map(|text| url(&text, &node.at.below("url"), problems));
    object.roles = node.list("roles", problems).map(|roles| {
        let mut read: Vec<RoleRecord> = Vec::new();
        for role in &roles {
            let role = read_role(role, problems);
            if read.iter().any(|other| other.name == role.name) {
                problems.add(&role.at, "The same role stands there twice.");
            } else {
                read.push(role);
            }
        }
        read
    });
    let key = object
        .external_id
        .clone()
        .unwrap_or_else(|| object.display_name.clone());
    for holder in node.list("holders", problems).unwrap_or_default() {
        let role_at = holder.at.below("role");
        let role = required(
            &holder.text("role", problems).unwrap_or_default(),
            KEY_MAX,
            &role_at,
            problems,
        );
        match holder.reference(Wanted::User, problems) {
            Some(user) => batch.holdings.push(HoldingRecord {
                object: Reference {
                    at: object.at.clone(),
                    key: key.clone(),
                    wanted: Wanted::Object,
                },
                role_at,
                role,
                user,
            }),
            None => problems.add(&holder.at, "This names nobody."),
        }
    }
    batch.objects.push(object);
}

fn read_role(node: &Node<'_>, problems: &mut Problems) -> RoleRecord {
    if let Value::String(text) = node.value {
        return RoleRecord {
            at: node.at.clone(),
            name: name(text, &node.at, problems),
            description: String::new(),
        };
    }
    let at = node.at.below("name");
    RoleRecord {
        name: name(
            &node.text("name", problems).unwrap_or_default(),
            &at,
            problems,
        ),
        description: node
            .text("description", problems)
            .map(|text| paragraph(&text, &node.at.below("description"), problems))
            .unwrap_or_default(),
        at,
    }
}
