//! Requests that nobody should send: addresses, forms, bodies, cookies and headers with pieces in them that parsers, databases and pages
//! stumble over. Whatever comes is answered without a fault, leads to no other site, and runs no script.

use crate::browser::{Answer, Browser, employee};
use crate::programs::{caller, program};
use crate::support::{World, settings};
use axum::body::Body;
use axum::http::{Method, header};
use serde_json::json;
use shared::authz::Role;
use shared::directory::Principal;
use shared::programs::TokenScope;

const EM: &str = "/v1.0/identityGovernance/entitlementManagement";
const ID: &str = "019cadc6-9a80-7026-a135-d91f15a54ea2";
const SCRIPT: &str = "<script>alert(1)</script>";
/// Requests of each kind, on each database.
const TRIES: usize = 120;

const PIECES: &[&str] = &[
    SCRIPT,
    "\0",
    "\r\nSet-Cookie: a=b",
    "\u{1b}[2J",
    "\u{202e}",
    "😀",
    "İ",
    "'",
    "''",
    "\"",
    "\\",
    "%",
    "%00",
    "_",
    "~",
    ".",
    "..",
    "//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "=1+1",
    "-1",
    "0",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e999",
    "NaN",
    "+999999-12-31",
    "2026-02-30",
    "null",
    "[]",
    "{}",
    "(",
    ")",
    ",",
    ";",
    "&",
    "=",
    ID,
    "00000000-0000-0000-0000-000000000000",
];

/// Decides what is spoiled, and how: the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % most
    }

    /// The text with a piece put in, or cut off.
    fn spoil(&mut self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let (before, after) = letters.split_at(self.below(letters.len() + 1));
        let (before, after): (String, String) = (before.iter().collect(), after.iter().collect());
        let piece = PIECES[self.below(PIECES.len())];
        match self.below(5) {
            0 => format!("{before}{}{after}", piece.repeat(40)),
            1 => before,
            2 => format!("{before}{piece}"),
            _ => format!("{before}{piece}{after}"),
        }
    }

    /// Spoils one of the fields, mostly what it holds, sometimes its name.
    fn spoil_one(&mut self, fields: &mut [(String, String)]) {
        if fields.is_empty() {
            return;
        }
        let at = self.below(fields.len());
        let (name, value) = &mut fields[at];
        if self.below(8) == 0 {
            *name = self.spoil(name);
        } else {
            *value = self.spoil(value);
        }
    }

    /// One of these, with its fields spoiled.
    fn pick(&mut self, of: &[(String, &str)]) -> (String, Vec<(String, String)>) {
        let (path, fields) = &of[self.below(of.len())];
        let mut fields: Vec<(String, String)> = fields
            .split('&')
            .filter(|field| !field.is_empty())
            .map(|field| field.split_once('=').unwrap_or((field, "")))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        self.spoil_one(&mut fields);
        (path.clone(), fields)
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn address(path: &str, fields: &[(String, String)]) -> String {
    let query: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    format!("{path}?{}", query.join("&"))
}

/// What a header can hold of a text.
fn in_a_header(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_ascii_graphic() || *letter == ' ')
        .collect()
}

#[track_caller]
fn harmless(answer: &Answer, what: &str) {
    assert!(
        answer.status.as_u16() < 500,
        "{what}: {} {}",
        answer.status,
        answer.body
    );
    let to = answer.header(header::LOCATION);
    let here = to.starts_with('/') && !to.starts_with("//")
        // Where identity providers find what they made.
        || to.starts_with("http://portal.example/scim/v2/");
    assert!(to.is_empty() || here, "{what} leads to {to}");
    let page = answer.header(header::CONTENT_TYPE).starts_with("text/html");
    let runs = page && answer.body.contains(SCRIPT);
    assert!(!runs, "{what}: {}", answer.body);
}

/// An administrator, and the address of a package with somebody who may ask for it.
async fn place(world: &World) -> (Browser, String) {
    let ingrid = employee(world, "Ingrid Nord").await;
    let role = Role::IdentityGovernanceAdministrator;
    world.give_role(Principal::User(ingrid), role, None).await;
    let catalog = world.catalog("Sales").await;
    let group = world.group("Field sales").await;
    let package = world.package(catalog, "Starter", &[group.member()]).await;
    world.policy(package, &settings()).await;
    let mut admin = Browser::of(world);
    admin.sign_in("ingrid.nord").await;
    (admin, package.to_string())
}

both! {
    async fn spoiled_addresses_are_answered_without_a_fault(world) {
        let (mut admin, package) = place(&world).await;
        let run = format!("/admin/packages/{package}");
        let text = "after=019cadc6-9a80-7026-a135-d91f15a54ea2~starter";
        let time = "after=019cadc6-9a80-7026-a135-d91f15a54ea2~1";
        let id = "after=019cadc6-9a80-7026-a135-d91f15a54ea2";
        let two = "after=019cadc6-9a80-7026-a135-d91f15a54ea2.019cadc6-9a80-7026-a135-d91f15a54ea2";
        let addresses = [
            ("/packages".to_owned(), text),
            ("/packages".to_owned(), "q=Starter"),
            ("/access".to_owned(), text),
            ("/requests".to_owned(), time),
            ("/approvals".to_owned(), time),
            ("/team".to_owned(), text),
            ("/search".to_owned(), "q=Starter"),
            ("/sign-in".to_owned(), "next=/packages"),
            ("/sign-in/code".to_owned(), "challenge=019cadc6-9a80-7026-a135-d91f15a54ea2&next=/packages"),
            ("/admin/catalogs".to_owned(), "q=Sales"),
            ("/admin/catalogs".to_owned(), id),
            ("/admin/packages".to_owned(), "q=Starter"),
            ("/admin/packages".to_owned(), id),
            ("/admin/people".to_owned(), "q=bo&kind=member&state=enabled"),
            ("/admin/people".to_owned(), id),
            ("/admin/organizations".to_owned(), id),
            ("/admin/objects".to_owned(), "q=field&kind=group"),
            ("/admin/objects".to_owned(), id),
            ("/admin/requests".to_owned(), "who=ingrid&package=starter&state=&kind=&from=2026-01-01&until=2026-12-31"),
            ("/admin/requests".to_owned(), time),
            ("/admin/requests.csv".to_owned(), "who=ingrid&from=2026-01-01"),
            ("/admin/audit".to_owned(), "action=session.start&q=Ingrid&from=2026-01-01&until=2026-12-31&after=7"),
            ("/admin/audit/export.csv".to_owned(), "action=session"),
            ("/admin/numbers".to_owned(), "weeks=12&package=x"),
            ("/admin/health".to_owned(), "after=1.019cadc6-9a80-7026-a135-d91f15a54ea2"),
            (format!("{run}/assignments"), "state=live&q=bo&after=019cadc6-9a80-7026-a135-d91f15a54ea2"),
            (format!("{run}/assignments.csv"), "state=live&q=bo"),
            (format!("{run}/requests"), "state=delivered&q=bo&after=019cadc6-9a80-7026-a135-d91f15a54ea2"),
            (format!("{run}/requests/errors"), time),
            (format!("{run}/separation/overlaps"), two),
            (format!("{run}/try"), "who=user:019cadc6-9a80-7026-a135-d91f15a54ea2&day=2026-03-12"),
            (format!("{EM}/assignmentRequests"), "$filter=state eq 'delivered' and createdDateTime ge 2026-03-01T00:00:00Z&$top=5&$select=id,state&$expand=requestor"),
            (format!("{EM}/assignmentRequests"), "$skiptoken=019cadc6-9a80-7026-a135-d91f15a54ea2~1"),
            (format!("{EM}/accessPackages/filterByCurrentUser(on='allowedRequestor')"), "$top=2&$skiptoken=019cadc6-9a80-7026-a135-d91f15a54ea2~starter"),
        ];
        let mut chance = Chance(0x5eed_0001);
        for _ in 0..TRIES {
            let (path, fields) = chance.pick(&addresses);
            let at = address(&path, &fields);
            harmless(&admin.get(&at).await, &at);
        }
        for _ in 0..TRIES / 2 {
            let (path, _) = chance.pick(&addresses);
            let parts: Vec<_> = path.split('/').collect();
            let spoiled = 1 + chance.below(parts.len() - 1);
            let parts: Vec<_> = parts
                .iter()
                .enumerate()
                .map(|(index, part)| if index == spoiled { encoded(&chance.spoil(part)) } else { encoded(part) })
                .collect();
            let at = parts.join("/");
            // Nothing asks for an address without a path.
            if at.starts_with('/') && !at.starts_with("//") {
                harmless(&admin.get(&at).await, &at);
            }
        }
        admin.get("/admin/people").await.is(200);
    }

    async fn spoiled_forms_are_answered_without_a_fault(world) {
        let (admin, package) = place(&world).await;
        let run = format!("/admin/packages/{package}");
        let forms = [
            (format!("/packages/{package}/request"), "justification=Because&start=2027-01-01&end=2027-02-01"),
            ("/profile/password".to_owned(), "current_password=wrong&new_password=staple of the battery&repeat_password=staple of the battery"),
            ("/profile/notices".to_owned(), "language=de&digest=on&hour=7"),
            ("/approvals/decide".to_owned(), "pick=019cadc6-9a80-7026-a135-d91f15a54ea2/019cadc6-9a80-7026-a135-d91f15a54ea2&decision=approve&justification=Fine"),
            ("/approvals/away".to_owned(), "deputy=user:019cadc6-9a80-7026-a135-d91f15a54ea2&find=bo&from=2027-01-01&until=2027-01-08"),
            ("/admin/catalogs/new".to_owned(), "name=More&description=What else there is&enabled=on"),
            ("/admin/organizations/new".to_owned(), "name=Contoso&domains=contoso.example&description=x"),
            ("/admin/settings".to_owned(), "resources_shown=members&remove_guests=on&remove_guests_after_days=30&invited_domains=only&domains=partner.example&language=en&version=0"),
            ("/admin/roles/add".to_owned(), "role=catalogCreator&who=user:019cadc6-9a80-7026-a135-d91f15a54ea2&find=bo"),
            ("/admin/packages/new".to_owned(), "name=Another&description=x&catalog=019cadc6-9a80-7026-a135-d91f15a54ea2"),
            (format!("{run}/edit"), "name=Starter&description=For a start&version=1"),
            (format!("{run}/assign"), "intent=find&find=bo&people=user:019cadc6-9a80-7026-a135-d91f15a54ea2&justification=x&start=2027-01-01"),
            (format!("{run}/assign/many"), "list=name,mail&justification=x"),
            (format!("{run}/retire"), "day=2027-01-01&reason=Over"),
            (format!("{run}/policies/new"), "policy_name=Employees&scope=allMemberUsers&enabled=on&approval=1&stage1_kind=manager&stage1_named=user:019cadc6-9a80-7026-a135-d91f15a54ea2&stage1_days=7&expiration=afterDays&expires_days=30&question1_text=Why&question1_kind=shortText&question1_pattern=[0-9]+"),
        ];
        let mut chance = Chance(0x5eed_0002);
        for _ in 0..TRIES {
            let (path, fields) = chance.pick(&forms);
            let body = serde_urlencoded::to_string(&fields).unwrap();
            let answer = admin.clone().send(Method::POST, &path, Body::from(body)).await;
            harmless(&answer, &format!("{path} {fields:?}"));
        }
        // Those of people who are not signed in.
        let forms = [
            ("/sign-in".to_owned(), "user_name=ingrid.nord&password=wrong&next=/packages"),
            ("/sign-in/mail".to_owned(), "mail=kim@partner.example&next=/packages"),
            ("/sign-in/code".to_owned(), "challenge=019cadc6-9a80-7026-a135-d91f15a54ea2&code=123456&name=Kim&next=/packages"),
        ];
        for number in 0..TRIES / 2 {
            let (path, fields) = chance.pick(&forms);
            let body = serde_urlencoded::to_string(&fields).unwrap();
            let mut nobody = admin.from(&format!("192.0.2.{number}"));
            let answer = nobody.send(Method::POST, &path, Body::from(body)).await;
            harmless(&answer, &format!("{path} {fields:?}"));
        }
    }

    async fn spoiled_bodies_cookies_and_headers_are_answered_without_a_fault(world) {
        let (admin, package) = place(&world).await;
        let ask = format!(
            "{{\"requestType\":\"userAdd\",\"assignment\":{{\"accessPackageId\":\"{package}\"}},\"justification\":\"Because\",\
             \"schedule\":{{\"startDateTime\":\"2027-01-01T00:00:00Z\",\"expiration\":{{\"duration\":\"P30D\"}}}},\
             \"answers\":[{{\"value\":\"a\",\"answeredQuestion\":{{\"id\":\"{ID}\"}}}}]}}"
        );
        let mut chance = Chance(0x5eed_0003);
        for number in 0..TRIES {
            let text = if number % 2 == 0 {
                chance.spoil(&ask)
            } else {
                // Good JSON with a bad text in it.
                let mut good: serde_json::Value = serde_json::from_str(&ask).unwrap();
                let at = ["/justification", "/requestType", "/schedule/startDateTime", "/schedule/expiration/duration", "/answers/0/value"];
                let at = at[chance.below(at.len())];
                let spoiled = chance.spoil(good.pointer(at).unwrap().as_str().unwrap());
                *good.pointer_mut(at).unwrap() = spoiled.into();
                good.to_string()
            };
            let mut program = admin.clone().with("content-type", "application/json");
            let path = format!("{EM}/assignmentRequests");
            harmless(&program.send(Method::POST, &path, Body::from(text.clone())).await, &text);
        }
        let session = admin.cookies.get("bailiwick-session").cloned().unwrap_or_else(|| "0".repeat(64));
        for (name, good) in [
            ("accept-language", "de-CH, de;q=0.9, en;q=0.8"),
            ("accept-encoding", "gzip, br;q=0.5"),
            ("referer", "http://127.0.0.1:3000/packages?q=a"),
            ("x-forwarded-for", "192.0.2.7, 192.0.2.8"),
            ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"),
            ("client-request-id", ID),
            ("if-none-match", "\"a\""),
            ("range", "bytes=0-9"),
        ] {
            for path in ["/packages", "/sign-in", &format!("{EM}/assignmentRequests")] {
                for _ in 0..4 {
                    let value = in_a_header(&chance.spoil(good));
                    let answer = admin.clone().with(name, &value).get(path).await;
                    harmless(&answer, &format!("{path} {name}: {value}"));
                }
            }
        }
        for (name, good) in [("bailiwick-session", session.as_str()), ("bailiwick-notice", "g48656c6c6f")] {
            for _ in 0..TRIES / 4 {
                let mut browser = admin.clone();
                let value = in_a_header(&chance.spoil(good));
                browser.cookies.insert(name.to_owned(), value.clone());
                harmless(&browser.get("/profile").await, &format!("{name}={value}"));
            }
        }
    }

    async fn spoiled_requests_of_identity_providers_are_answered_without_a_fault(world) {
        let (_, token) = program(&world, &[TokenScope::Scim]).await;
        let entra = caller(&world, &token);
        let bo = world.member("Bo Ek").await;
        let lists = [
            ("/scim/v2/Users".to_owned(), "filter=userName eq \"bo.ek\" and (emails[type eq \"work\"] or not (active eq true))&startIndex=1&count=10&attributes=userName,emails.value"),
            ("/scim/v2/Groups".to_owned(), "filter=displayName sw \"a\" and meta.lastModified gt \"2026-03-01T00:00:00Z\"&count=10&excludedAttributes=members"),
            (format!("/scim/v2/Users/{bo}"), "attributes=name.givenName"),
        ];
        let mut chance = Chance(0x5eed_0004);
        for _ in 0..TRIES {
            let (path, fields) = chance.pick(&lists);
            let at = address(&path, &fields);
            harmless(&entra.clone().get(&at).await, &at);
        }
        let user = json!({
            "userName": "ada.lind", "externalId": "e-1", "displayName": "Ada Lind", "active": true, "name": { "givenName": "Ada" },
            "emails": [{ "value": "ada.lind@norrland.example", "primary": true }], "title": "Analyst",
        });
        let patch = json!({ "Operations": [
            { "op": "replace", "path": "emails[type eq \"work\"].value", "value": "bo@norrland.example" },
            { "op": "add", "path": "members", "value": [{ "value": bo }] },
            { "op": "remove", "path": "name.givenName" },
        ] });
        for (method, path, good, places) in [
            (Method::POST, "/scim/v2/Users".to_owned(), &user, ["/userName", "/displayName", "/emails/0/value", "/title"]),
            (Method::PUT, format!("/scim/v2/Users/{bo}"), &user, ["/externalId", "/name/givenName", "/emails/0/value", "/title"]),
            (Method::PATCH, format!("/scim/v2/Users/{bo}"), &patch, ["/Operations/0/path", "/Operations/0/value", "/Operations/2/path", "/Operations/2/op"]),
            (Method::POST, "/scim/v2/Groups".to_owned(), &json!({ "displayName": "Sales", "externalId": "g-1", "members": [{ "value": bo, "type": "User" }] }), ["/displayName", "/externalId", "/members/0/value", "/members/0/type"]),
        ] {
            for number in 0..TRIES / 2 {
                let text = if number % 2 == 0 {
                    chance.spoil(&good.to_string())
                } else {
                    // Good JSON with a bad text in it.
                    let mut good = good.clone();
                    let at = good.pointer_mut(places[chance.below(places.len())]).unwrap();
                    *at = chance.spoil(at.as_str().unwrap()).into();
                    good.to_string()
                };
                let answer = entra.clone().send(method.clone(), &path, Body::from(text.clone())).await;
                harmless(&answer, &format!("{path} {text}"));
            }
        }
    }
}
