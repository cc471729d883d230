use super::*;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn ada() -> Value {
    json!({
        "userName": "ada.lind",
        "active": true,
        "name": { "familyName": "Lind" },
        "emails": [{ "value": "ada@x.example", "type": "work", "primary": true }, { "value": "a@home.example", "type": "home" }],
        ENTERPRISE: { "department": "Finance" },
    })
}

fn fits(filter: &str) -> bool {
    Filter::parse(filter)
        .unwrap_or_else(|fault| panic!("{filter}: {fault:?}"))
        .fits(&ada())
}

#[test]
fn a_filter_says_what_fits() {
    for yes in [
        "userName eq \"ADA.lind\"",
        "username sw \"ada\" and active eq true",
        "active eq \"True\"",
        "not (userName eq \"bo\")",
        "emails[type eq \"work\" and value co \"@x\"]",
        "emails.value ew \"home.example\"",
        "emails eq \"ada@x.example\"",
        "title pr or name.familyName pr",
        "title ne \"Chief\"",
        "title eq null",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"finance\"",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"ada.lind\"",
        "userName gt \"a\" AND userName le \"b\"",
        "userName eq \"x\" or userName eq \"y\" or (active eq true and userName eq \"ada.lind\")",
    ] {
        assert!(fits(yes), "{yes}");
    }
    for no in [
        "userName eq \"bo\"",
        "title pr",
        "emails[type eq \"home\" and value co \"@x\"]",
        "active eq false",
        "userName eq 7",
        "active eq true and userName eq \"bo\" or title pr",
    ] {
        assert!(!fits(no), "{no}");
    }
}

#[test]
fn what_is_no_filter_is_refused() {
    let deep = format!("{}a pr{}", "(".repeat(30), ")".repeat(30));
    let long = format!("a eq \"{}\"", "x".repeat(3_000));
    let wide = vec!["a pr"; 50].join(" and ");
    for bad in [
        "",
        "userName",
        "userName eq",
        "userName is \"x\"",
        "userName eq \"x",
        "userName eq x",
        "(userName pr",
        "userName pr)",
        "emails[type eq \"work\"",
        "a pr b pr",
        "and a pr",
        "\u{0}",
        "1 eq 1",
        &deep,
        &long,
        &wide,
    ] {
        let fault = Filter::parse(bad).expect_err(bad);
        assert_eq!(fault.kind, Kind::InvalidFilter, "{bad}");
    }
}

fn patched(operations: Value) -> Result<Value, Fault> {
    let Value::Object(mut resource) = ada() else {
        panic!("an object");
    };
    let body = json!({ "Operations": operations });
    let read = super::operations(&body)?;
    apply(&mut resource, &read, &["id", "meta", "groups"])?;
    Ok(Value::Object(resource))
}

#[test]
fn a_patch_changes_attributes_parts_and_chosen_values() {
    let now = patched(json!([
        { "op": "Replace", "path": "active", "value": "False" },
        { "op": "add", "path": "NAME.givenName", "value": "Ada" },
        { "op": "replace", "path": "emails[type eq \"work\"].value", "value": "ada@new.example" },
        { "op": "add", "path": "phoneNumbers[type eq \"mobile\"].value", "value": "+46 1" },
        { "op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter", "value": "4711" },
        { "op": "remove", "path": "emails[type eq \"home\"]" },
        { "op": "remove", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department" },
    ]))
    .expect("a good patch");
    assert_eq!(now["active"], "False");
    assert_eq!(
        now["name"],
        json!({ "familyName": "Lind", "givenName": "Ada" })
    );
    assert_eq!(now["emails"].as_array().map(Vec::len), Some(1));
    assert_eq!(now["emails"][0]["value"], "ada@new.example");
    assert_eq!(
        now["phoneNumbers"],
        json!([{ "type": "mobile", "value": "+46 1" }])
    );
    assert_eq!(now[ENTERPRISE], json!({ "costCenter": "4711" }));
}

#[test]
fn a_patch_without_a_path_names_attributes_in_its_value() {
    let now = patched(json!([{ "op": "replace", "value": {
        "displayName": "Ada L.",
        "name.givenName": "Ada",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "division": "North" },
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter": "1",
        "urn:example:2.0:User": { "badge": 7 },
        "id": "ignored",
    } }]))
    .expect("a good patch");
    assert_eq!(now["displayName"], "Ada L.");
    assert_eq!(now["name"]["givenName"], "Ada");
    assert_eq!(
        now[ENTERPRISE],
        json!({ "department": "Finance", "division": "North", "costCenter": "1" })
    );
    assert_eq!(now["urn:example:2.0:User"]["badge"], 7);
    assert_eq!(now.get("id"), None);
}

#[test]
fn members_come_and_go_in_the_ways_there_are() {
    let mut group = Map::new();
    let mut change = |operations: Value| {
        let read = super::operations(&json!({ "Operations": operations })).expect("operations");
        apply(&mut group, &read, &[]).expect("a good patch");
        let members = get(&group, "members").and_then(Value::as_array);
        members.map_or(0, Vec::len)
    };
    assert_eq!(
        change(
            json!([{ "op": "add", "path": "members", "value": [{ "value": "1" }, { "value": "2" }] }])
        ),
        2
    );
    assert_eq!(
        change(json!([{ "op": "add", "path": "members", "value": { "value": "2" } }])),
        2
    );
    assert_eq!(
        change(
            json!([{ "op": "add", "value": { "members": [{ "value": "3" }, { "value": "4" }] } }])
        ),
        4
    );
    assert_eq!(
        change(json!([{ "op": "remove", "path": "members[value eq \"1\"]" }])),
        3
    );
    assert_eq!(
        change(json!([{ "op": "remove", "path": "members", "value": [{ "value": "2" }] }])),
        2
    );
    assert_eq!(
        change(json!([{ "op": "remove", "path": "members[value eq \"9\"]" }])),
        2
    );
    assert_eq!(
        change(json!([{ "op": "replace", "path": "members", "value": [{ "value": "5" }] }])),
        1
    );
    assert_eq!(change(json!([{ "op": "remove", "path": "members" }])), 0);
}

#[test]
fn a_bad_patch_says_what_is_wrong() {
    let kind = |operations: Value| patched(operations).map(drop).map_err(|fault| fault.kind);
    assert_eq!(kind(json!([{ "op": "remove" }])), Err(Kind::NoTarget));
    assert_eq!(
        kind(json!([{ "op": "move", "path": "title" }])),
        Err(Kind::InvalidSyntax)
    );
    assert_eq!(
        kind(json!([{ "op": "add", "path": "title" }])),
        Err(Kind::InvalidValue)
    );
    assert_eq!(
        kind(json!([{ "op": "add", "path": "ti tle", "value": 1 }])),
        Err(Kind::InvalidPath)
    );
    assert_eq!(
        kind(json!([{ "op": "replace", "path": "id", "value": "1" }])),
        Err(Kind::Mutability)
    );
    assert_eq!(
        kind(json!([{ "op": "replace", "value": "1" }])),
        Err(Kind::InvalidValue)
    );
    assert_eq!(
        kind(
            json!([{ "op": "replace", "path": "emails[value co \"nobody\"].type", "value": "x" }])
        ),
        Err(Kind::NoTarget)
    );
    assert_eq!(
        super::operations(&json!({})).map_err(|fault| fault.kind),
        Err(Kind::InvalidSyntax)
    );
}

#[test]
fn only_one_value_is_the_primary_one() {
    let now = patched(json!([
        { "op": "add", "path": "emails", "value": [{ "value": "x@x.example", "primary": true }] },
    ]))
    .expect("a good patch");
    let primary: Vec<_> = now["emails"]
        .as_array()
        .expect("addresses")
        .iter()
        .filter(|email| email["primary"] == true)
        .collect();
    assert_eq!(primary.len(), 1);
    assert_eq!(primary[0]["value"], "x@x.example");
}

#[test]
fn an_answer_is_cut_down_to_what_is_asked_for() {
    let cut = |attributes: &str, excluded: &str| {
        let Value::Object(mut resource) = ada() else {
            panic!("an object");
        };
        resource.insert("id".to_owned(), "7".into());
        let projection = Projection::read(attributes, excluded).expect("names");
        projection.cut(&mut resource);
        Value::Object(resource)
    };
    assert_eq!(
        cut("username", ""),
        json!({ "id": "7", "userName": "ada.lind" })
    );
    assert_eq!(
        cut("name.familyName", ""),
        json!({ "id": "7", "name": { "familyName": "Lind" } })
    );
    assert_eq!(
        cut("emails.type", ""),
        json!({ "id": "7", "emails": [{ "type": "work" }, { "type": "home" }] })
    );
    assert_eq!(
        cut(&format!("{ENTERPRISE}:department"), ""),
        json!({ "id": "7", ENTERPRISE: { "department": "Finance" } })
    );
    let less = cut("", "id,emails,name.familyName");
    assert_eq!(less["id"], "7");
    assert_eq!((less.get("emails"), &less["name"]), (None, &json!({})));
    let groups = Projection::read("", "members").expect("names");
    assert!(!groups.wants("members") && groups.wants("displayName"));
}

fn filterish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "userName", "emails", "eq", "co", "pr", "and", "or", "not", "(", ")", "[", "]", "\"x\"",
        "\"", "\\", ".value", "7", "-", "true", "null", "urn:a:b", "\u{e5}", " ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

/// A filter as it is written.
fn written(filter: &Filter) -> String {
    let literal = |literal: &Literal| match literal {
        Literal::Text(text) => Value::String(text.clone()).to_string(),
        Literal::Number(number) => number.to_string(),
        Literal::Bool(flag) => flag.to_string(),
        Literal::Null => "null".to_owned(),
    };
    match filter {
        Filter::And(one, other) => format!("({}) and ({})", written(one), written(other)),
        Filter::Or(one, other) => format!("({}) or ({})", written(one), written(other)),
        Filter::Not(inner) => format!("not ({})", written(inner)),
        Filter::Compare(path, Operator::Equal, value) => {
            format!("{} eq {}", path.attribute, literal(value))
        }
        Filter::Compare(path, _, value) => format!("{} co {}", path.attribute, literal(value)),
        Filter::Present(path) => format!("{} pr", path.attribute),
        Filter::Any(path, inner) => format!("{}[{}]", path.attribute, written(inner)),
    }
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let path = "[a-z]{1,5}X".prop_map(|attribute| AttributePath {
        schema: None,
        attribute,
        sub: None,
    });
    let leaf = (path.clone(), any::<bool>(), "\\PC{0,5}").prop_map(|(path, present, text)| {
        if present {
            Filter::Present(path)
        } else {
            Filter::Compare(path, Operator::Equal, Literal::Text(text))
        }
    });
    leaf.prop_recursive(4, 16, 2, move |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            pair.clone()
                .prop_map(|(one, other)| Filter::And(Box::new(one), Box::new(other))),
            pair.prop_map(|(one, other)| Filter::Or(Box::new(one), Box::new(other))),
            inner.clone().prop_map(|inner| Filter::Not(Box::new(inner))),
            (path.clone(), inner).prop_map(|(path, inner)| Filter::Any(path, Box::new(inner))),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_makes_the_readers_panic(text in "\\PC{0,60}", pieces in filterish()) {
        for text in [&text, &pieces] {
            if let Ok(filter) = Filter::parse(text) {
                let _ = filter.fits(&ada());
            }
            let _ = Path::parse(text);
            let _ = Projection::read(text, text);
        }
    }

    /// What is written is read again as the same.
    #[test]
    fn a_filter_is_read_as_it_is_written(filter in any_filter()) {
        prop_assert_eq!(Filter::parse(&written(&filter)), Ok(filter));
    }

    /// A negation fits exactly where the filter does not.
    #[test]
    fn not_turns_a_filter_round(filter in any_filter()) {
        let negated = Filter::Not(Box::new(filter.clone()));
        prop_assert_eq!(negated.fits(&ada()), !filter.fits(&ada()));
    }

    /// No operation touches what belongs to the server.
    #[test]
    fn a_patch_leaves_alone_what_is_fixed(
        verb in prop::sample::select(vec!["add", "replace", "remove"]),
        path in prop::sample::select(vec!["id", "ID", "meta.version", "urn:ietf:params:scim:schemas:core:2.0:User:id", "title"]),
        whole in any::<bool>(),
    ) {
        let Value::Object(mut resource) = ada() else { panic!("an object") };
        resource.insert("id".to_owned(), "7".into());
        resource.insert("meta".to_owned(), json!({ "version": "1" }));
        let operation = if whole {
            json!({ "op": verb, "value": { path: "x" } })
        } else {
            json!({ "op": verb, "path": path, "value": "x" })
        };
        if let Ok(read) = super::operations(&json!({ "Operations": [operation] })) {
            let _ = apply(&mut resource, &read, &["id", "meta"]);
        }
        prop_assert_eq!(&resource["id"], "7");
        prop_assert_eq!(&resource["meta"], &json!({ "version": "1" }));
    }
}
