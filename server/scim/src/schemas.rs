//! The attributes of users and groups (RFC 7643, 7).

use serde_json::{Value, json};
use shared::scim::{ENTERPRISE, GROUP, OWN_GROUP, OWN_USER, USER};

/// The schemas: id, name, description.
pub fn all_schemas() -> [(&'static str, &'static str, &'static str); 5] {
    [
        (USER, "User", "People"),
        (GROUP, "Group", "Groups"),
        (ENTERPRISE, "EnterpriseUser", "People in an organization"),
        (
            OWN_USER,
            "BailiwickUser",
            "What people have here beyond the standard",
        ),
        (
            OWN_GROUP,
            "BailiwickGroup",
            "What groups have here beyond the standard",
        ),
    ]
}

/// An attribute: one text that can be read and written, unless something else is said.
fn attribute(name: &str, kind: &str, description: &str, more: Value) -> Value {
    let mut attribute = json!({
        "name": name,
        "type": kind,
        "multiValued": false,
        "description": description,
        "required": false,
        "mutability": "readWrite",
        "returned": "default",
    });
    if matches!(kind, "string" | "reference" | "binary") {
        attribute["caseExact"] = Value::Bool(kind != "string");
        attribute["uniqueness"] = "none".into();
    }
    if let (Value::Object(attribute), Value::Object(more)) = (&mut attribute, more) {
        attribute.extend(more);
    }
    attribute
}

fn text(name: &str, description: &str) -> Value {
    attribute(name, "string", description, json!({}))
}

/// A text that a client need not send, and that stays where it is left out.
fn shown(name: &str, description: &str) -> Value {
    let more = json!({ "mutability": "readOnly" });
    attribute(name, "string", description, more)
}

fn parts(name: &str, description: &str, parts: Vec<Value>) -> Value {
    attribute(
        name,
        "complex",
        description,
        json!({ "subAttributes": parts }),
    )
}

/// An attribute with several values that have a type each.
fn several(name: &str, description: &str) -> Value {
    let parts = vec![
        text("value", "The value"),
        text("display", "How it is shown"),
        text("type", "Its kind, such as work or home"),
        attribute("primary", "boolean", "The preferred one", json!({})),
    ];
    attribute(
        name,
        "complex",
        description,
        json!({ "multiValued": true, "subAttributes": parts }),
    )
}

/// What refers to other resources.
fn references(name: &str, description: &str, kinds: &[&str], fixed: bool) -> Value {
    let mutability = if fixed { "readOnly" } else { "immutable" };
    let own = |name: &str, kind: &str, description: &str, more: Value| {
        let mut part = attribute(name, kind, description, more);
        part["mutability"] = mutability.into();
        part
    };
    let parts = vec![
        own("value", "string", "The id", json!({})),
        own(
            "$ref",
            "reference",
            "The address",
            json!({ "referenceTypes": kinds }),
        ),
        own(
            "type",
            "string",
            "What it is",
            json!({ "canonicalValues": kinds }),
        ),
    ];
    let mutability = if fixed { "readOnly" } else { "readWrite" };
    attribute(
        name,
        "complex",
        description,
        json!({ "multiValued": true, "mutability": mutability, "subAttributes": parts }),
    )
}

/// The attributes of a schema.
pub fn attributes(schema: &str) -> Vec<Value> {
    match schema {
        USER => user(),
        GROUP => vec![
            attribute(
                "displayName",
                "string",
                "The name",
                json!({ "required": true }),
            ),
            references(
                "members",
                "People and groups in it",
                &["User", "Group"],
                false,
            ),
        ],
        ENTERPRISE => vec![
            text("employeeNumber", "The number of the person"),
            text("costCenter", "The cost center"),
            text("organization", "The company"),
            text("division", "The division"),
            text("department", "The department"),
            parts(
                "manager",
                "Whom the person reports to",
                vec![
                    text("value", "The id"),
                    attribute(
                        "$ref",
                        "reference",
                        "The address",
                        json!({ "referenceTypes": ["User"] }),
                    ),
                ],
            ),
        ],
        OWN_USER => vec![
            shown("kind", "member or guest"),
            text("country", "The country"),
        ],
        OWN_GROUP => vec![
            text("description", "What the group is for"),
            shown("mail", "The mail address"),
            shown("kind", "security or microsoft365"),
            shown("mastery", "Who decides who is in it"),
        ],
        _ => Vec::new(),
    }
}

fn user() -> Vec<Value> {
    let mut emails = several("emails", "Mail addresses; the primary one counts here");
    emails["required"] = Value::Bool(true);
    emails["subAttributes"][0]["required"] = Value::Bool(true);
    vec![
        attribute(
            "userName",
            "string",
            "The name to sign in with, without spaces",
            json!({ "required": true, "uniqueness": "server" }),
        ),
        parts(
            "name",
            "The parts of the name",
            vec![
                text("formatted", "The whole name"),
                text("familyName", "The surname"),
                text("givenName", "The given name"),
                text("middleName", "The middle name"),
                text("honorificPrefix", "What stands before the name"),
                text("honorificSuffix", "What stands behind the name"),
            ],
        ),
        attribute(
            "displayName",
            "string",
            "The name that is shown",
            json!({ "required": true }),
        ),
        text("nickName", "How the person is called"),
        text("title", "The job title"),
        text("userType", "The relation to the organization"),
        text("preferredLanguage", "The language"),
        text("locale", "The locale"),
        text("timezone", "The time zone"),
        attribute(
            "active",
            "boolean",
            "The account is open",
            json!({ "required": true }),
        ),
        emails,
        several("phoneNumbers", "Phone numbers"),
        attribute(
            "addresses",
            "complex",
            "Addresses",
            json!({ "multiValued": true, "subAttributes": [
                text("formatted", "The whole address"),
                text("streetAddress", "Street and number"),
                text("locality", "The town"),
                text("region", "The region"),
                text("postalCode", "The postal code"),
                text("country", "The country"),
                text("type", "Its kind, such as work or home"),
                attribute("primary", "boolean", "The preferred one", json!({})),
            ] }),
        ),
        references("groups", "The groups the person is in", &["Group"], true),
    ]
}
