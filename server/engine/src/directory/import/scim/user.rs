//! A SCIM user.

use super::super::problem::Problems;
use super::super::record::{Batch, UserRecord, Wanted};
use super::super::text::{ATTRIBUTE_MAX, USER_KINDS, mail, name, user_name, word};
use super::node::Node;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const OWN: &str = "urn:bailiwick:scim:schemas:extension:2.0:User";

pub fn read(node: &Node<'_>, aliases: Vec<String>, batch: &mut Batch, problems: &mut Problems) {
    let at = node.at.below("userName");
    let (external_id, aliases) = node.identity(aliases, problems);
    let login = user_name(
        &node.text("userName", problems).unwrap_or_default(),
        &at,
        problems,
    );
    let names = node.object("name", problems);
    let part = |attribute: &str, problems: &mut Problems| {
        names
            .as_ref()
            .and_then(|names| names.line(attribute, ATTRIBUTE_MAX, problems))
    };
    let given_name = part("givenName", problems);
    let surname = part("familyName", problems);
    let formatted = part("formatted", problems);
    let shown = node
        .text("displayName", problems)
        .filter(|text| !text.is_empty())
        .or_else(|| formatted.filter(|text| !text.is_empty()))
        .unwrap_or_else(|| {
            let parts = [given_name.as_deref(), surname.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
    let display_name = name(&shown, &node.at.below("displayName"), problems);
    let address = match node.primary("emails", problems) {
        Some(email) => mail(
            &email.text("value", problems).unwrap_or_default(),
            &email.at.below("value"),
            problems,
        ),
        // Many systems use the mail address as user name and send no other.
        None if login.contains('@') => mail(&login, &at, problems),
        None => {
            problems.add(&node.at.below("emails"), "A mail address is missing.");
            String::new()
        }
    };
    let enterprise = node.object(ENTERPRISE, problems);
    let attribute = |name: &str, problems: &mut Problems| {
        enterprise
            .as_ref()
            .and_then(|node| node.line(name, ATTRIBUTE_MAX, problems))
    };
    let manager = enterprise
        .as_ref()
        .and_then(|node| node.get("manager"))
        .map(|node| {
            if node.value.is_null() {
                None
            } else {
                node.reference(Wanted::User, problems)
            }
        });
    let own = node.object(OWN, problems);
    let kind = own
        .as_ref()
        .and_then(|own| Some((own.at.below("kind"), own.text("kind", problems)?)))
        .filter(|(_, text)| !text.is_empty())
        .and_then(|(at, text)| word(&text, USER_KINDS, &at, problems))
        // `userType` is free text: only the two words that mean something here are taken.
        .or_else(|| {
            let told = node.text("userType", problems)?;
            USER_KINDS
                .iter()
                .find(|(_, word)| word.eq_ignore_ascii_case(&told))
                .map(|(kind, _)| *kind)
        });
    let country = own
        .as_ref()
        .and_then(|own| own.line("country", ATTRIBUTE_MAX, problems))
        .or_else(|| {
            node.primary("addresses", problems)?
                .line("country", ATTRIBUTE_MAX, problems)
        });
    let sponsors = own
        .as_ref()
        .and_then(|own| own.references("sponsors", Wanted::User, problems));
    batch.users.push(UserRecord {
        aliases,
        external_id,
        user_name: login,
        display_name,
        mail: address,
        kind,
        given_name,
        surname,
        job_title: node.line("title", ATTRIBUTE_MAX, problems),
        department: attribute("department", problems),
        cost_center: attribute("costCenter", problems),
        company: attribute("organization", problems),
        country,
        enabled: node.flag("active", problems),
        manager,
        sponsors,
        at,
    });
}
