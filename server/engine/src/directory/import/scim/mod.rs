//! SCIM 2.0 JSON (RFC 7643, RFC 7644): a `ListResponse`, or a `BulkRequest` whose operations are
//! `POST` and `PUT`.
//!
//! `User` with the enterprise extension (manager, department, cost center, organization) and
//! `Group` are the standard's. What it has no words for stands in extensions of our own:
//!
//! - `urn:bailiwick:scim:schemas:extension:2.0:User`: `kind` (`member`, `guest`), `country`,
//!   `sponsors` (list of `{ "value": … }`);
//! - `urn:bailiwick:scim:schemas:extension:2.0:Group`: `description`, `kind`, `mastery`, `mail`,
//!   `owners` (list of `{ "value": … }`);
//! - `urn:bailiwick:scim:schemas:2.0:Application` and `…:Site`: `displayName`, `externalId`,
//!   `description`, `url`, `roles` (list of `{ "name", "description" }` or of names), `holders`
//!   (list of `{ "role", "value" }`), and of applications `owners` (list of `{ "value": … }`).
//!
//! A record is known by its `externalId`, else by its `id`. Within one import, records may mention
//! each other by either, by user name, or by `bulkId:…`.

mod node;
pub(super) mod objects;
pub(super) mod user;

use super::problem::{At, Problems};
use super::record::Batch;
use super::text::quoted;
pub(super) use node::Node;
use serde_json::Value;

const LIST: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const BULK: &str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Resource {
    User,
    Group,
    Application,
    Site,
}

const SCHEMAS: &[(&str, Resource)] = &[
    ("urn:ietf:params:scim:schemas:core:2.0:User", Resource::User),
    (
        "urn:ietf:params:scim:schemas:core:2.0:Group",
        Resource::Group,
    ),
    (
        "urn:bailiwick:scim:schemas:2.0:Application",
        Resource::Application,
    ),
    ("urn:bailiwick:scim:schemas:2.0:Site", Resource::Site),
];

const TYPES: &[(&str, Resource)] = &[
    ("User", Resource::User),
    ("Group", Resource::Group),
    ("Application", Resource::Application),
    ("Site", Resource::Site),
];

const PATHS: &[(&str, Resource)] = &[
    ("Users", Resource::User),
    ("Groups", Resource::Group),
    ("Applications", Resource::Application),
    ("Sites", Resource::Site),
];

fn look_up(words: &[(&str, Resource)], word: &str) -> Option<Resource> {
    words
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, resource)| *resource)
}

/// Reads one file into the batch.
pub fn read(file: &str, bytes: &[u8], batch: &mut Batch, problems: &mut Problems) {
    let at = At {
        file: file.into(),
        line: None,
        field: String::new(),
    };
    let document: Value = match serde_json::from_slice(bytes) {
        Ok(document) => document,
        Err(error) => {
            let line = u64::try_from(error.line()).ok();
            let column = format!("column {}", error.column());
            let at = At {
                line,
                ..at.field(&column)
            };
            problems.add(&at, "This is not JSON from here on.");
            return;
        }
    };
    let root = Node {
        at,
        value: &document,
    };
    let schemas = root.texts("schemas", problems);
    let says = |schema: &str| schemas.iter().any(|text| text.eq_ignore_ascii_case(schema));
    if says(LIST) {
        read_list(&root, batch, problems);
    } else if says(BULK) {
        read_bulk(&root, batch, problems);
    } else {
        problems.add(
            &root.at.below("schemas"),
            format!("This must name {LIST} or {BULK}."),
        );
    }
}

fn read_list(root: &Node<'_>, batch: &mut Batch, problems: &mut Problems) {
    let Some(resources) = root.list("Resources", problems) else {
        problems.add(&root.at.below("Resources"), "This list is missing.");
        return;
    };
    for resource in &resources {
        let schemas = resource.texts("schemas", problems);
        let kind = schemas
            .iter()
            .find_map(|schema| look_up(SCHEMAS, schema))
            .or_else(|| {
                let meta = resource.object("meta", problems)?;
                look_up(TYPES, &meta.text("resourceType", problems)?)
            });
        read_resource(kind, resource, Vec::new(), batch, problems);
    }
}

fn read_bulk(root: &Node<'_>, batch: &mut Batch, problems: &mut Problems) {
    let Some(operations) = root.list("Operations", problems) else {
        problems.add(&root.at.below("Operations"), "This list is missing.");
        return;
    };
    for operation in &operations {
        let method = operation.text("method", problems).unwrap_or_default();
        if !method.eq_ignore_ascii_case("POST") && !method.eq_ignore_ascii_case("PUT") {
            problems.add(
                &operation.at.below("method"),
                format!(
                    "{} cannot be imported; only POST and PUT can.",
                    quoted(&method)
                ),
            );
            continue;
        }
        let path = operation.text("path", problems).unwrap_or_default();
        let mut parts = path.trim_matches('/').splitn(2, '/');
        let kind = look_up(PATHS, parts.next().unwrap_or_default());
        if kind.is_none() {
            problems.add(
                &operation.at.below("path"),
                format!(
                    "{} is none of /Users, /Groups, /Applications, /Sites.",
                    quoted(&path)
                ),
            );
            continue;
        }
        let mut aliases: Vec<String> = parts
            .next()
            .filter(|id| !id.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect();
        if let Some(bulk_id) = operation.text("bulkId", problems) {
            aliases.push(format!("bulkId:{bulk_id}"));
        }
        match operation.object("data", problems) {
            Some(data) => read_resource(kind, &data, aliases, batch, problems),
            None => problems.add(&operation.at.below("data"), "This is missing."),
        }
    }
}

fn read_resource(
    kind: Option<Resource>,
    node: &Node<'_>,
    aliases: Vec<String>,
    batch: &mut Batch,
    problems: &mut Problems,
) {
    if !node.value.is_object() {
        problems.add(&node.at, "This must be an object.");
        return;
    }
    match kind {
        Some(Resource::User) => user::read(node, aliases, batch, problems),
        Some(Resource::Group) => objects::read_group(node, aliases, batch, problems),
        Some(Resource::Application) => {
            objects::read_application(node, aliases, batch, problems);
        }
        Some(Resource::Site) => objects::read_site(node, aliases, batch, problems),
        None => problems.add(
            &node.at.below("schemas"),
            "This does not tell whether it is a User, Group, Application or Site.",
        ),
    }
}
