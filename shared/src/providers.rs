//! Sign-in by OpenID Connect: what a provider of identities is for, and what is taken from the
//! claims it makes about somebody. Pure: claims come in as JSON, whoever checked them.

use crate::forms::identity::mail_address;
use crate::limits::{CLAIMED_GROUPS_MAX, NAME_MAX};
use crate::words::words;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

words! {
    /// Whose people sign in there.
    People {
        /// Members of the organization that runs the portal.
        Members = "members",
        /// People of the partner organizations that name the provider (ORG-02).
        Partners = "partners",
    }
}

words! {
    /// What happens to somebody whom nobody here knows.
    Strangers {
        /// They get an account at once.
        Create = "create",
        Refuse = "refuse",
    }
}

words! {
    /// By what somebody who comes for the first time is recognized as a person who is known already.
    Matching {
        Nothing = "nothing",
        /// By a mail address that the provider calls verified.
        Mail = "mail",
        UserName = "userName",
    }
}

words! {
    /// How the groups that the provider names are found here.
    GroupMatching {
        /// Not at all.
        Nothing = "nothing",
        ExternalId = "externalId",
        Name = "name",
    }
}

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

    /// Are all the claims there about the person, groups aside? Otherwise it is worth asking for more.
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
    /// Whether the provider has verified the address; nothing where it does not say.
    pub mail_verified: Option<bool>,
    pub given_name: Option<String>,
    pub surname: Option<String>,
    pub job_title: Option<String>,
    pub department: Option<String>,
    pub cost_center: Option<String>,
    pub company: Option<String>,
    pub country: Option<String>,
    /// Each once; nothing where the provider does not say.
    pub groups: Option<Vec<String>>,
}

impl Claimed {
    /// Reads claims.
    pub fn read(map: &ClaimMap, claims: &Map<String, Value>) -> Self {
        let text = |name: &str| line(find(claims, name)?);
        let user_name = text(&map.user_name)
            .map(|name| name.to_lowercase())
            .filter(|name| is_user_name(name));
        let mail_verified = match claims.get("email_verified") {
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
            groups: find(claims, &map.groups).and_then(names),
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
        return Some(value);
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

/// The address of a provider as it calls itself, from what was typed: the address of its discovery
/// document will do as well. `https`, or `http` on this machine; nothing else, and no secrets inside.
pub fn issuer(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text
        .strip_suffix("/.well-known/openid-configuration")
        .unwrap_or(text);
    let rest = match text.strip_prefix("https://") {
        Some(rest) => rest,
        None => {
            let rest = text.strip_prefix("http://")?;
            is_loopback(host(rest)).then_some(rest)?
        }
    };
    let plain = |b: u8| b.is_ascii_graphic() && !b"?#@\\\"<>".contains(&b);
    (!host(rest).is_empty() && rest.bytes().all(plain)).then(|| text.to_owned())
}

/// The host in what follows the scheme of an address; with brackets where it is IPv6.
fn host(rest: &str) -> &str {
    let authority = rest.split('/').next().unwrap_or_default();
    if authority.starts_with('[') {
        return authority.split_inclusive(']').next().unwrap_or_default();
    }
    authority.split(':').next().unwrap_or_default()
}

/// Is this host the present machine?
pub fn is_loopback(host: &str) -> bool {
    let parts: Vec<Option<u8>> = host.split('.').map(|part| part.parse().ok()).collect();
    matches!(parts.as_slice(), [Some(127), Some(_), Some(_), Some(_)])
        || ["localhost", "::1", "[::1]"].contains(&host)
}

/// What the names of environment variables that hold secrets of clients begin with. Nothing else of
/// the environment can be named, whoever fills in the form.
pub const SECRET_PREFIX: &str = "BAILIWICK_OIDC_SECRET_";

/// Can a secret be under this name?
pub fn is_secret_name(name: &str) -> bool {
    name.strip_prefix(SECRET_PREFIX).is_some_and(|rest| {
        (1..=60).contains(&rest.len())
            && !rest.ends_with("_FILE")
            && rest
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    })
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
        assert_eq!(nobody, Claimed::default());
    }

    #[test]
    fn a_name_is_put_together_where_there_is_none() {
        let said = claims(json!({"given_name": "Ada", "family_name": "Lind"}));
        let claimed = Claimed::read(&ClaimMap::default(), &said);
        assert_eq!(claimed.display_name.as_deref(), Some("Ada Lind"));
        assert!(!ClaimMap::default().is_met(&said));
    }

    #[test]
    fn a_provider_is_reached_safely_or_on_this_machine() {
        for (typed, meant) in [
            ("https://login.example", "https://login.example"),
            (
                " https://login.example/realms/a ",
                "https://login.example/realms/a",
            ),
            (
                "https://login.example/a/.well-known/openid-configuration",
                "https://login.example/a",
            ),
            ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
            ("http://localhost:3", "http://localhost:3"),
            ("http://[::1]:3/", "http://[::1]:3/"),
        ] {
            assert_eq!(issuer(typed).as_deref(), Some(meant));
        }
        for bad in [
            "",
            "login.example",
            "http://login.example",
            "http://127.0.0.1.example",
            "http://localhost@evil.example",
            "https://",
            "https://a@b.example",
            "https://b.example?x",
            "https://b.example#x",
            "https://b .example",
            "ftp://127.0.0.1",
            "file:///etc/passwd",
        ] {
            assert_eq!(issuer(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_secrets_for_providers_can_be_named() {
        assert!(is_secret_name("BAILIWICK_OIDC_SECRET_ENTRA_2"));
        for bad in [
            "",
            "DATABASE_URL",
            "BAILIWICK_OIDC_SECRET_",
            "BAILIWICK_OIDC_SECRET_a",
            "BAILIWICK_OIDC_SECRET_X_FILE",
            "BAILIWICK_SMTP_URL",
        ] {
            assert!(!is_secret_name(bad), "{bad}");
        }
    }
}
