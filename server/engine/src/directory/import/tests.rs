//! Reading files: what is taken, what is refused and where, and that nothing makes it panic.

use super::record::Wanted;
use super::{Batch, ImportFile, Problems, read};
use proptest::prelude::*;
use shared::directory::{GroupKind, Mastery, ObjectKind, UserKind};

fn file(name: &str, text: &str) -> ImportFile {
    ImportFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn good(text: &str) -> Batch {
    read(&[file("f", text)]).unwrap_or_else(|problems| panic!("{problems}"))
}

fn bad(text: &str) -> Vec<String> {
    match read(&[file("f", text)]) {
        Ok(_) => panic!("should have been refused"),
        Err(Problems { listed, .. }) => listed.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn csv_people_in_any_order_of_columns() {
    let batch = good(
        "\u{feff}Mail,User Name,display-name,kind,enabled,manager,sponsors,department\r\n\
         Ada@X.example, ADA.Lind ,\"Lind, Ada\",Guest,no,bo,\"bo; cy\",\r\n\r\n\
         bo@x.example,bo,Bo,,,,,Sales\n",
    );
    let [ada, bo] = &batch.users[..] else {
        panic!("two people");
    };
    assert_eq!(ada.user_name, "ada.lind");
    assert_eq!(ada.display_name, "Lind, Ada");
    assert_eq!(ada.mail, "ada@x.example");
    assert_eq!(ada.kind, Some(UserKind::Guest));
    assert_eq!(ada.enabled, Some(false));
    assert_eq!(ada.department.as_deref(), Some(""));
    assert_eq!(ada.job_title, None);
    let manager = ada.manager.clone().flatten().expect("a manager");
    assert_eq!((manager.key.as_str(), manager.wanted), ("bo", Wanted::User));
    assert_eq!(ada.sponsors.as_ref().map(Vec::len), Some(2));
    assert_eq!(bo.manager, Some(None));
    assert_eq!((bo.kind, bo.enabled), (None, None));
    assert_eq!(bo.at.to_string(), "f, line 4, user_name");
}

#[test]
fn csv_groups_applications_sites_and_held_roles() {
    let batch = good(
        "group,kind,mastery,members,member_groups,owners\nSales,microsoft365,synced,a;b,Field,\n",
    );
    let group = &batch.objects[0];
    assert_eq!(group.group_kind, Some(GroupKind::Microsoft365));
    assert_eq!(group.mastery, Some(Mastery::Synced));
    assert!(group.members.users && group.members.groups);
    assert_eq!(group.members.references.len(), 3);
    assert_eq!(group.owners, Some(Vec::new()));
    let batch = good("application,roles,url\nPayroll,Reader; Editor,https://pay.example\n");
    assert_eq!(batch.objects[0].kind, ObjectKind::Application);
    let roles = batch.objects[0].roles.as_ref().expect("roles");
    assert_eq!(roles[1].name, "Editor");
    assert_eq!(good("site\nWiki\n").objects[0].roles, None);
    assert_eq!(
        good("resource,role,holder\nPayroll,Reader,ada\n")
            .holdings
            .len(),
        1
    );
}

#[test]
fn every_bad_line_is_named_by_file_line_and_field() {
    let problems = bad("user_name,display_name,mail,kind,enabled\n\
         ada,,ada@x.example,member,true\n\
         bo ek,Bo,not a mail,robot,perhaps\n\
         cy,Cy\n\
         ADA,Ada again,ada@x.example,,\n");
    let begins = |start: &str| problems.iter().filter(|p| p.starts_with(start)).count();
    assert_eq!(begins("f, line 2, display_name: "), 1);
    assert_eq!(begins("f, line 3, user_name: "), 1);
    assert_eq!(begins("f, line 3, mail: "), 1);
    assert_eq!(begins("f, line 3, kind: "), 1);
    assert_eq!(begins("f, line 3, enabled: "), 1);
    assert_eq!(begins("f, line 4: "), 1);
    assert_eq!(begins("f, line 5, user_name: The same user name"), 1);
    assert_eq!(problems.len(), 7, "{problems:#?}");
}

#[test]
fn a_header_that_tells_nothing_is_refused() {
    assert!(bad("name,mail\nx,y\n")[0].contains("does not tell"));
    assert!(bad("user_name;mail\nx;y\n")[0].contains("commas"));
    let problems = bad("user_name,display_name,shoe_size,user_name\n");
    assert_eq!(problems.len(), 3, "{problems:#?}");
    assert!(bad("")[0].contains("empty"));
    assert!(read(&[]).is_err());
    let latin = ImportFile {
        name: "f".to_owned(),
        bytes: b"user_name,display_name,mail\nbo,B\xf6,bo@x.example\n".to_vec(),
    };
    let problems = read(&[latin]).expect_err("not UTF-8");
    assert_eq!(problems.listed[0].at.to_string(), "f, line 2, display_name");
}

#[test]
fn hostile_text_stays_text_and_long_text_is_refused() {
    let batch = good("user_name,display_name,mail\nx,<script>alert('1')</script>,x@x.example\n");
    assert_eq!(batch.users[0].display_name, "<script>alert('1')</script>");
    let long = "x".repeat(100_000);
    let problems = bad(&format!("group,description\n{long},{long}\n"));
    assert_eq!(problems.len(), 2);
    assert!(problems.iter().all(|problem| problem.len() < 300));
    assert!(bad("application,url\nEvil,javascript:alert(1)\n")[0].contains("https://"));
    assert!(bad("site\n\"two\nlines\"\n")[0].contains("line breaks"));
}

#[test]
fn scim_list_of_people_and_groups() {
    let batch = good(
        r#"{ "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 2,
        "Resources": [
          { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
            "id": "17", "externalId": "e-17", "userName": "Ada.Lind",
            "name": { "givenName": "Ada", "familyName": "Lind" }, "title": "Analyst", "active": false,
            "emails": [{ "value": "old@x.example" }, { "value": "Ada@x.example", "primary": true }],
            "addresses": [{ "country": "SE" }],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
              { "department": "Finance", "costCenter": "4711", "organization": "Norrland",
                "manager": { "value": "e-1", "displayName": "Bo" } },
            "urn:bailiwick:scim:schemas:extension:2.0:User":
              { "kind": "guest", "sponsors": [{ "value": "e-1" }] } },
          { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "g1", "displayName": "Sales",
            "members": [{ "value": "17", "type": "User" }, { "value": "g2", "type": "Group" }, { "value": "x" }],
            "urn:bailiwick:scim:schemas:extension:2.0:Group": { "kind": "microsoft365", "owners": [{ "value": "17" }] } },
          { "schemas": ["urn:bailiwick:scim:schemas:2.0:Application"], "displayName": "Payroll",
            "roles": ["Reader", { "name": "Editor", "description": "May write" }],
            "holders": [{ "role": "Reader", "value": "17" }] }
        ] }"#,
    );
    let ada = &batch.users[0];
    assert_eq!(ada.external_id.as_deref(), Some("e-17"));
    assert_eq!(ada.aliases, ["17"]);
    assert_eq!(
        (ada.user_name.as_str(), ada.mail.as_str()),
        ("ada.lind", "ada@x.example")
    );
    assert_eq!(ada.display_name, "Ada Lind");
    assert_eq!(ada.kind, Some(UserKind::Guest));
    assert_eq!(ada.enabled, Some(false));
    assert_eq!(ada.cost_center.as_deref(), Some("4711"));
    assert_eq!(ada.company.as_deref(), Some("Norrland"));
    assert_eq!(ada.country.as_deref(), Some("SE"));
    assert!(
        ada.manager
            .clone()
            .flatten()
            .is_some_and(|manager| manager.key == "e-1")
    );
    assert_eq!(ada.sponsors.as_ref().map(Vec::len), Some(1));
    let group = &batch.objects[0];
    let wanted: Vec<_> = group.members.references.iter().map(|r| r.wanted).collect();
    assert_eq!(wanted, [Wanted::User, Wanted::Group, Wanted::UserOrGroup]);
    assert_eq!(group.owners.as_ref().map(Vec::len), Some(1));
    assert_eq!(batch.objects[1].roles.as_ref().map(Vec::len), Some(2));
    assert_eq!(batch.holdings[0].role, "Reader");
}

#[test]
fn scim_bulk_of_posts_and_puts() {
    let batch = good(
        r#"{ "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
          { "method": "POST", "path": "/Users", "bulkId": "q", "data": { "userName": "ada@x.example", "displayName": "Ada" } },
          { "method": "PUT", "path": "/Groups/g1", "data": { "displayName": "Sales", "members": [{ "value": "bulkId:q" }] } }
        ] }"#,
    );
    assert_eq!(batch.users[0].aliases, ["bulkId:q"]);
    assert_eq!(batch.users[0].mail, "ada@x.example");
    assert_eq!(batch.objects[0].aliases, ["g1"]);
}

#[test]
fn scim_problems_are_named_by_path() {
    let problems = bad(
        r#"{ "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "Resources": [
          { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "a", "displayName": "A",
            "emails": [{ "value": "nonsense" }] },
          { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": 7, "displayName": "B",
            "emails": "b@x.example" },
          { "schemas": ["urn:other"] }, 5,
          { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "G", "members": [{}] }
        ] }"#,
    );
    for place in [
        "f, Resources[0].emails[0].value: ",
        "f, Resources[1].userName: ",
        "f, Resources[1].emails: ",
        "f, Resources[2].schemas: ",
        "f, Resources[3]: ",
        "f, Resources[4].members[0]: ",
    ] {
        assert!(
            problems.iter().any(|p| p.starts_with(place)),
            "{place} in {problems:#?}"
        );
    }
    let problems = bad("{\n  \"schemas\": [,]\n}");
    assert!(
        problems[0].starts_with("f, line 2, column "),
        "{problems:?}"
    );
    assert!(bad("{}")[0].contains("schemas"));
    let bulk = r#"{ "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        { "method": "DELETE", "path": "/Users/1" }, { "method": "POST", "path": "/Robots", "data": {} } ] }"#;
    assert_eq!(bad(bulk).len(), 2);
}

#[test]
fn problems_beyond_the_limit_are_counted() {
    let mut text = "user_name,display_name,mail\n".to_owned();
    for n in 0..600 {
        text.push_str(&format!("u{n},,u{n}@x.example\n"));
    }
    let problems = read(&[file("f", &text)]).expect_err("no names");
    assert_eq!(problems.listed.len(), super::PROBLEMS_MAX);
    assert_eq!(problems.more, 100);
    assert!(
        problems
            .to_string()
            .ends_with("… and 100 more.\nNothing was imported.")
    );
}

/// JSON that is near enough to SCIM to get far into the reader.
fn jsonish() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        "\\PC{0,12}".prop_map(Into::into),
        Just("urn:ietf:params:scim:schemas:core:2.0:User".into()),
        Just("urn:ietf:params:scim:schemas:core:2.0:Group".into()),
        Just("urn:bailiwick:scim:schemas:2.0:Site".into()),
    ];
    let key = prop::sample::select(vec![
        "schemas",
        "id",
        "userName",
        "displayName",
        "emails",
        "value",
        "primary",
        "members",
        "roles",
        "name",
        "holders",
        "role",
        "active",
        "manager",
        "$ref",
        "meta",
        "resourceType",
        "path",
        "method",
        "data",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        "urn:bailiwick:scim:schemas:extension:2.0:Group",
    ]);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map(key.clone(), inner, 0..6).prop_map(|map| {
                serde_json::Value::Object(
                    map.into_iter()
                        .map(|(name, value)| (name.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}

proptest! {
    #[test]
    fn bytes_never_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let file = ImportFile { name: "f".to_owned(), bytes };
        let _ = read(&[file]).map_err(|problems| problems.to_string());
    }

    #[test]
    fn text_never_makes_the_csv_reader_panic(
        header in prop::sample::select(vec![
            "user_name,display_name,mail,manager,enabled", "group,members,kind", "site,roles", "resource,role,holder",
        ]),
        rows in "(\\PC{0,8}[,;\"\n ]){0,30}",
    ) {
        let text = format!("{header}\n{rows}");
        let _ = read(&[file("f", &text)]).map_err(|problems| problems.to_string());
    }

    #[test]
    fn json_never_makes_the_scim_reader_panic(
        list in prop::collection::vec(jsonish(), 0..5),
        bulk in any::<bool>(),
    ) {
        let (schema, name) = if bulk {
            ("urn:ietf:params:scim:api:messages:2.0:BulkRequest", "Operations")
        } else {
            ("urn:ietf:params:scim:api:messages:2.0:ListResponse", "Resources")
        };
        let text = serde_json::json!({ "schemas": [schema], name: list }).to_string();
        let _ = read(&[file("f", &text)]).map_err(|problems| problems.to_string());
    }
}
