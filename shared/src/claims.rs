//! What is taken from the claims that a provider of identities makes about somebody. Pure: claims come in as JSON,
//! whoever checked them.

use crate::forms::identity::mail_address;
use crate::limits::{CLAIMED_GROUPS_MAX, NAME_MAX};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Which claim holds what; empty: it is not taken. A claim inside another one is written with a dot
/// (`address.country`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClaimMap {
    pub user_name: String,
    pub display_name: String,
    pub mail: String,
    pub given_name: String,
    pub surname: String,
    pub job_title: String,
    pub department: String,
    pub cost_center: String,
    pub company: String,
    pub country: String,
    pub groups: String,
}

impl Default for ClaimMap {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            user_name: text("preferred_username"),
            display_name: text("name"),
            mail: text("email"),
            given_name: text("given_name"),
            surname: text("family_name"),
            job_title: String::new(),
            department: String::new(),
            cost_center: String::new(),
            company: String::new(),
            country: String::new(),
            groups: text("groups"),
        }
    }
}

impl ClaimMap {
    /// Every entry with its name in forms, in the order pages show them.
    pub fn entries(&self) -> [(&'static str, &String); 11] {
        [
            ("claim_user_name", &self.user_name),
            ("claim_display_name", &self.display_name),
            ("claim_mail", &self.mail),
            ("claim_given_name", &self.given_name),
            ("claim_surname", &self.surname),
            ("claim_job_title", &self.job_title),
            ("claim_department", &self.department),
            ("claim_cost_center", &self.cost_center),
            ("claim_company", &self.company),
            ("claim_country", &self.country),
            ("claim_groups", &self.groups),
        ]
    }

    /// Are all the claims there about the person? Otherwise it is worth asking for more.
    pub fn is_met(&self, claims: &Map<String, Value>) -> bool {
        self.entries()
            .iter()
            .all(|(_, name)| name.is_empty() || find(claims, name).is_some())
    }
}

/// What a provider says about somebody; nothing where it says nothing that can be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claimed {
    /// Lower case.
    pub user_name: Option<String>,
    pub display_name: Option<String>,
    /// Lower case.
    pub mail: Option<String>,
    /// Whether the provider has verified the address; nothing where it does not say, which it does about `email` alone.
    pub mail_verified: Option<bool>,
    pub given_name: Option<String>,
    pub surname: Option<String>,
    pub job_title: Option<String>,
    pub department: Option<String>,
    pub cost_center: Option<String>,
    pub company: Option<String>,
    pub country: Option<String>,
    /// Each once; none where the claim is left out, as providers do for who is in no group. Nothing where the provider
    /// does not say: it names too many to fit, or something that is no name.
    pub groups: Option<Vec<String>>,
}

impl Claimed {
    /// Reads claims.
    pub fn read(map: &ClaimMap, claims: &Map<String, Value>) -> Self {
        let text = |name: &str| line(find(claims, name)?);
        let user_name = text(&map.user_name)
            // As written: `to_lowercase` makes an ordinary k of the sign for Kelvin.
            .map(|name| name.to_ascii_lowercase())
            .filter(|name| is_user_name(name));
        let mail_verified = match claims.get(MAIL_VERIFIED) {
            _ if map.mail != MAIL => None,
            Some(Value::Bool(verified)) => Some(*verified),
            Some(Value::String(word)) => Some(word == "true"),
            _ => None,
        };
        let named = || {
            let both = [text(&map.given_name)?, text(&map.surname)?].join(" ");
            (both.chars().count() <= NAME_MAX).then_some(both)
        };
        Self {
            user_name,
            display_name: text(&map.display_name).or_else(named),
            mail: text(&map.mail).and_then(|mail| mail_address(&mail)),
            mail_verified,
            given_name: text(&map.given_name),
            surname: text(&map.surname),
            job_title: text(&map.job_title),
            department: text(&map.department),
            cost_center: text(&map.cost_center),
            company: text(&map.company),
            country: text(&map.country),
            groups: match find(claims, &map.groups) {
                Some(value) => names(value),
                None if map.groups.is_empty() || is_told_elsewhere(claims, &map.groups) => None,
                None => Some(Vec::new()),
            },
        }
    }
}

/// The standard claim for a mail address, and the one that says whether the provider has verified it.
const MAIL: &str = "email";
const MAIL_VERIFIED: &str = "email_verified";

/// Does the provider say that there is more than fits into what it sent (OpenID Connect Core 5.6.2, and what Entra
/// does above some number of groups)?
fn is_told_elsewhere(claims: &Map<String, Value>, name: &str) -> bool {
    let elsewhere = claims.get("_claim_names").and_then(Value::as_object);
    elsewhere.is_some_and(|names| names.contains_key(name))
        || matches!(claims.get("hasgroups"), Some(Value::Bool(true)))
        || claims.get("hasgroups").and_then(Value::as_str) == Some("true")
}

/// Adds what a provider says beside its token. What the token says wins, and an address is verified only by who named
/// it in the same breath.
pub fn complete(claims: &mut Map<String, Value>, mut more: Map<String, Value>) {
    claims.retain(|_, value| !value.is_null());
    if !claims.contains_key(MAIL) {
        claims.remove(MAIL_VERIFIED);
    } else if more.get(MAIL) != claims.get(MAIL) {
        more.remove(MAIL_VERIFIED);
    }
    merge(claims, more);
}

/// Claims inside others, too.
fn merge(claims: &mut Map<String, Value>, more: Map<String, Value>) {
    for (name, value) in more {
        match (claims.get_mut(&name), value) {
            (Some(Value::Object(known)), Value::Object(more)) => merge(known, more),
            (Some(_), _) => {}
            (None, value) => {
                claims.insert(name, value);
            }
        }
    }
}

/// As the first administrator's: nothing that looks like something else on a page or in a file.
fn is_user_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-@+#".contains(c);
    !name.is_empty() && name.len() <= 100 && name.chars().all(plain)
}

/// A claim by its name, or inside other ones by a path of names.
fn find<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if name.is_empty() {
        return None;
    }
    if let Some(value) = claims.get(name) {
        return Some(value).filter(|value| !value.is_null());
    }
    let (first, rest) = name.split_once('.')?;
    find(claims.get(first)?.as_object()?, rest)
}

/// One line of text that fits a property; a number is text, too.
fn line(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let fits = !text.is_empty()
        && text.chars().count() <= NAME_MAX.max(crate::limits::MAIL_MAX)
        && !text.chars().any(char::is_control);
    fits.then_some(text)
}

/// The names in a list, or a single one.
fn names(value: &Value) -> Option<Vec<String>> {
    let mut names: Vec<String> = match value {
        Value::Array(all) => all.iter().filter_map(line).collect(),
        Value::String(_) => line(value).into_iter().collect(),
        _ => return None,
    };
    names.sort_unstable();
    names.dedup();
    names.truncate(CLAIMED_GROUPS_MAX);
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn claims(value: Value) -> Map<String, Value> {
        value.as_object().cloned().expect("an object")
    }

    #[test]
    fn org_02_claims_become_what_is_known_about_a_person() {
        let map = ClaimMap {
            department: "department".to_owned(),
            country: "address.country".to_owned(),
            cost_center: "cost.center".to_owned(),
            ..ClaimMap::default()
        };
        let claimed = Claimed::read(
            &map,
            &claims(json!({
                "preferred_username": "Ada.Lind", "name": " Ada Lind ", "email": "Ada@Norrland.Example",
                "email_verified": true, "department": "Sales", "address": {"country": "NO"},
                "cost.center": 4711, "groups": ["b", "a", "b", {"c": 1}]
            })),
        );
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            claimed,
            Claimed {
                user_name: text("ada.lind"),
                display_name: text("Ada Lind"),
                mail: text("ada@norrland.example"),
                mail_verified: Some(true),
                department: text("Sales"),
                country: text("NO"),
                cost_center: text("4711"),
                groups: Some(vec!["a".to_owned(), "b".to_owned()]),
                ..Claimed::default()
            }
        );
    }

    #[test]
    fn what_cannot_be_used_is_as_if_it_was_not_said() {
        let hostile = json!({
            "preferred_username": "ada lind<script>", "name": "Ada\nLind", "email": "not an address",
            "email_verified": "yes", "given_name": {"a": 1}, "family_name": "x".repeat(1_000), "groups": 7
        });
        let claimed = Claimed::read(&ClaimMap::default(), &claims(hostile));
        assert_eq!(
            claimed,
            Claimed {
                mail_verified: Some(false),
                ..Claimed::default()
            }
        );
        let nobody = Claimed::read(&ClaimMap::default(), &Map::new());
        let in_no_group = Claimed {
            groups: Some(Vec::new()),
            ..Claimed::default()
        };
        assert_eq!(nobody, in_no_group);
    }

    #[test]
    fn org_02_who_is_in_no_group_may_have_no_claim_for_groups() {
        let of = |claim: &str, said: Value| {
            let map = ClaimMap {
                groups: claim.to_owned(),
                ..ClaimMap::default()
            };
            Claimed::read(&map, &claims(said)).groups
        };
        let none = Some(Vec::new());
        for said in [
            json!({}),
            json!({"groups": null}),
            json!({"groups": []}),
            json!({"hasgroups": false}),
        ] {
            assert_eq!(of("groups", said), none);
        }
        assert_eq!(of("realm.groups", json!({"realm": {}})), none);
        // Nobody leaves a group because the provider says nothing that can be used about groups.
        for said in [
            json!({"groups": 7}),
            json!({"_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {}}}),
            json!({"hasgroups": true}),
            json!({"hasgroups": "true"}),
        ] {
            assert_eq!(of("groups", said), None);
        }
        assert_eq!(
            of("groups", json!({"_claim_names": {"photo": "src1"}})),
            none
        );
        assert_eq!(of("", json!({"groups": ["Sales"]})), None);
    }

    #[test]
    fn org_02_only_the_claim_email_is_called_verified() {
        let said = claims(json!({
            "email": "mallory@norrland.example", "email_verified": true, "upn": "ada.lind@norrland.example"
        }));
        let of = |claim: &str| {
            let map = ClaimMap {
                mail: claim.to_owned(),
                ..ClaimMap::default()
            };
            let claimed = Claimed::read(&map, &said);
            (claimed.mail.unwrap_or_default(), claimed.mail_verified)
        };
        assert_eq!(
            of("email"),
            ("mallory@norrland.example".to_owned(), Some(true))
        );
        assert_eq!(of("upn"), ("ada.lind@norrland.example".to_owned(), None));
    }

    #[test]
    fn org_02_what_is_said_beside_the_token_adds_to_it() {
        let of = |token: Value, beside: Value| {
            let mut said = claims(token);
            complete(&mut said, claims(beside));
            Value::Object(said)
        };
        let beside = json!({"name": "Another", "groups": ["Sales"], "realm": {"a": 1, "b": 2}});
        assert_eq!(
            of(json!({"name": "Ada", "realm": {"a": 0}}), beside),
            json!({"name": "Ada", "groups": ["Sales"], "realm": {"a": 0, "b": 2}})
        );
        // An address and the word that it is verified come from one of the two.
        let (ada, eve) = ("ada@norrland.example", "eve@norrland.example");
        let verified = json!({"email": ada, "email_verified": true});
        assert_eq!(of(json!({"email": ada}), verified.clone()), verified);
        assert_eq!(
            of(json!({"email": eve}), verified.clone()),
            json!({"email": eve})
        );
        let doubted = json!({"email_verified": true});
        assert_eq!(of(doubted, json!({"email": eve})), json!({"email": eve}));
    }

    #[test]
    fn a_user_name_is_of_ascii_letters_before_it_is_made_small() {
        let named = |name: &str| {
            let said = claims(json!({ "preferred_username": name }));
            Claimed::read(&ClaimMap::default(), &said).user_name
        };
        assert_eq!(named("KIM").as_deref(), Some("kim"));
        assert_eq!(named("\u{212a}im"), None, "the sign for Kelvin");
    }

    #[test]
    fn a_name_is_put_together_where_there_is_none() {
        let said = claims(json!({"given_name": "Ada", "family_name": "Lind"}));
        let claimed = Claimed::read(&ClaimMap::default(), &said);
        assert_eq!(claimed.display_name.as_deref(), Some("Ada Lind"));
        assert!(!ClaimMap::default().is_met(&said));
    }
}
