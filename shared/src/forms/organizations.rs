//! Forms of the pages about partner organizations.

use super::{Fields, parse_name};
use crate::directory::{OrganizationState, Principal};
use crate::error::FieldErrors;
use crate::ids::ProviderId;
use crate::limits::{DESCRIPTION_MAX, DOMAINS_MAX, SPONSORS_MAX};

/// A partner organization (ORG-01). Fields `name`, `description`, `domains` (any number, separated
/// by line breaks, spaces or commas), `state`, `provider`, `internal` and `external` (repeated).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationInput {
    pub name: String,
    pub description: String,
    /// Lower case, sorted, without duplicates.
    pub domains: Vec<String>,
    pub state: OrganizationState,
    /// Where its people sign in; nothing: here, with a code sent by mail.
    pub provider: Option<ProviderId>,
    pub internal_sponsors: Vec<Principal>,
    pub external_sponsors: Vec<Principal>,
}

impl OrganizationInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = parse_name(fields, "name", &mut errors);
        let description = fields.text("description", DESCRIPTION_MAX, &mut errors);
        let domains = domains(fields.get("domains"), &mut errors);
        if domains.is_empty() && errors.get("domains").is_none() {
            errors.add(
                "domains",
                t!("Name at least one mail domain: it tells who belongs to the organization."),
            );
        }
        let state = if fields.has("state") {
            fields.parsed("state", t!("Choose one of the two."), &mut errors)
        } else {
            Some(OrganizationState::Configured)
        };
        let provider = match fields.get("provider") {
            "" => None,
            _ => fields.parsed("provider", t!("Choose one of those listed."), &mut errors),
        };
        let mut sponsors = |field: &str| {
            let found: Vec<Principal> =
                fields.parsed_all(field, t!("One of these no longer exists."), &mut errors);
            if found.len() > SPONSORS_MAX {
                errors.add(field, t!("Choose at most {most}.", most = SPONSORS_MAX));
            }
            found
        };
        let (internal_sponsors, external_sponsors) = (sponsors("internal"), sponsors("external"));
        match state {
            Some(state) if errors.is_empty() => Ok(Self {
                name,
                description,
                domains,
                state,
                provider,
                internal_sponsors,
                external_sponsors,
            }),
            _ => Err(errors),
        }
    }
}

/// Mail domains in lower case, each once; messages at `domains`.
pub(crate) fn domains(text: &str, errors: &mut FieldErrors) -> Vec<String> {
    let mut found = Vec::new();
    let mut wrong = Vec::new();
    let parts = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|part| !part.is_empty());
    for part in parts {
        match domain(part) {
            Some(domain) => found.push(domain),
            None => wrong.push(part.chars().take(60).collect::<String>()),
        }
    }
    found.sort_unstable();
    found.dedup();
    if let Some(first) = wrong.first() {
        let message = match wrong.len() {
            1 => t!(
                "“{first}” is not a mail domain. Write it like contoso.com.",
                first
            ),
            count => tn!(
                count - 1,
                "“{first}” and {n} more are not mail domains. Write them like contoso.com, one per line.",
                "“{first}” and {n} more are not mail domains. Write them like contoso.com, one per line.",
                first
            ),
        };
        errors.add("domains", message);
    } else if found.len() > DOMAINS_MAX {
        errors.add(
            "domains",
            t!("Name at most {most} domains.", most = DOMAINS_MAX),
        );
    }
    found
}

/// A mail domain in lower case, or nothing if it is none. A leading `@` and a final dot are
/// dropped; international names stand in their ASCII form (`xn--…`).
pub fn domain(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix('@').unwrap_or(text);
    let text = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
    let label_ok = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top_ok = text
        .rsplit('.')
        .next()
        .is_some_and(|top| top.bytes().any(|b| b.is_ascii_alphabetic()));
    (text.len() <= 253 && text.contains('.') && text.split('.').all(label_ok) && top_ok)
        .then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(domains: &str) -> Fields {
        let mut fields = Fields::default();
        fields.push("name", "Contoso");
        fields.push("domains", domains);
        fields
    }

    #[test]
    fn org_04_domains_are_normal_and_distinct() {
        let input =
            OrganizationInput::parse(&form("@Contoso.COM\n mail.contoso.com., contoso.com"))
                .expect("two domains");
        assert_eq!(input.domains, ["contoso.com", "mail.contoso.com"]);
        assert_eq!(input.state, OrganizationState::Configured);
        for wrong in [
            "contoso",
            "con toso",
            "a@contoso.com",
            "münchen.de",
            "-x.com",
            "10.0.0.1",
            "x..com",
        ] {
            assert!(domain(wrong).is_none(), "{wrong}");
        }
        let errors =
            OrganizationInput::parse(&form("contoso.com; <script>; x")).expect_err("two wrong");
        assert!(
            errors
                .get("domains")
                .is_some_and(|m| m.contains("<script>") && m.contains("1 more"))
        );
    }

    #[test]
    fn org_01_a_name_and_a_domain_are_needed() {
        let errors = OrganizationInput::parse(&Fields::default()).expect_err("nothing");
        assert!(errors.get("name").is_some() && errors.get("domains").is_some());
    }

    #[test]
    fn org_05_sponsors_are_users_or_groups() {
        let mut fields = form("contoso.com");
        let id = uuid::Uuid::from_u128(1);
        fields.push("internal", format!("user:{id}"));
        fields.push("external", format!("group:{id}"));
        let input = OrganizationInput::parse(&fields).expect("good");
        assert_eq!(
            (input.internal_sponsors.len(), input.external_sponsors.len()),
            (1, 1)
        );
        fields.push("external", "nobody");
        assert!(OrganizationInput::parse(&fields).is_err_and(|e| e.get("external").is_some()));
        fields.set("external", "");
        fields.set("state", "imagined");
        assert!(OrganizationInput::parse(&fields).is_err_and(|e| e.get("state").is_some()));
    }
}
