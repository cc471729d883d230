//! The form of a sign-in provider.

use super::organizations::domains;
use super::{Fields, parse_name};
use crate::error::{AppError, FieldErrors};
use crate::limits::PROVIDER_TEXT_MAX;
use crate::providers::{
    ClaimMap, GroupMatching, Matching, People, Strangers, is_secret_name, issuer,
};

/// A provider (ORG-02). Fields `name`, `issuer`, `client_id`, `secret_name`, `scopes`, `people`,
/// `domains`, `strangers`, `matching`, `group_matching`, `enabled` and, for each claim,
/// `claim_<property>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderInput {
    pub name: String,
    /// As [`issuer`] wants it.
    pub issuer: String,
    pub client_id: String,
    /// Empty: a client without a secret.
    pub secret_name: String,
    /// With single blanks between them; `openid` is the first.
    pub scopes: String,
    pub people: People,
    /// Mail domains, of a provider for members.
    pub domains: Vec<String>,
    pub strangers: Strangers,
    pub matching: Matching,
    pub group_matching: GroupMatching,
    pub claims: ClaimMap,
    pub enabled: bool,
}

impl ProviderInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let mut errors = FieldErrors::default();
        let name = parse_name(fields, "name", &mut errors);
        let max = PROVIDER_TEXT_MAX;
        let typed = fields.required(
            "issuer",
            max,
            t!("Write the address of the provider."),
            &mut errors,
        );
        let issuer = issuer(&typed).unwrap_or_default();
        if issuer.is_empty() {
            errors.add(
                "issuer",
                t!(
                    "Write an address that begins with https://, such as https://login.example.com."
                ),
            );
        }
        let missing = t!("Write the id that the provider has given to this portal.");
        let client_id = fields.required("client_id", max, missing, &mut errors);
        let secret_name = fields.text("secret_name", max, &mut errors);
        if !secret_name.is_empty() && !is_secret_name(&secret_name) {
            errors.add("secret_name", t!("Choose one of those listed."));
        }
        let scopes = scopes(&fields.text("scopes", max, &mut errors), &mut errors);
        let choose = t!("Choose one of those listed.");
        let people = fields.parsed("people", choose, &mut errors);
        let strangers = fields.parsed("strangers", choose, &mut errors);
        let matching = fields.parsed("matching", choose, &mut errors);
        let group_matching = fields.parsed("group_matching", choose, &mut errors);
        let mut domains = domains(fields.get("domains"), &mut errors);
        if people == Some(People::Partners) {
            // The organizations have domains of their own.
            domains.clear();
            if matching == Some(Matching::UserName) {
                errors.add(
                    "matching",
                    t!("Partners are recognized by their mail address only: user names are given out here."),
                );
            }
            if group_matching.is_some_and(|matching| matching != GroupMatching::Nothing) {
                errors.add(
                    "group_matching",
                    t!("A partner's provider does not decide about groups of this organization."),
                );
            }
        }
        let claims = claims(fields, &mut errors);
        let (Some(people), Some(strangers), Some(matching), Some(group_matching)) =
            (people, strangers, matching, group_matching)
        else {
            return Err(AppError::Invalid(errors));
        };
        errors.into_result(Self {
            name,
            issuer,
            client_id,
            secret_name,
            scopes,
            people,
            domains,
            strangers,
            matching,
            group_matching,
            claims,
            enabled: fields.is_on("enabled"),
        })
    }
}

/// Scopes, each once, `openid` first.
fn scopes(text: &str, errors: &mut FieldErrors) -> String {
    let mut found = vec!["openid"];
    for scope in text.split_whitespace() {
        let plain = |b: u8| b.is_ascii_graphic() && b != b'"' && b != b'\\';
        if !scope.bytes().all(plain) {
            errors.add(
                "scopes",
                t!("Write scopes with blanks between them, such as openid profile email."),
            );
        }
        if !found.contains(&scope) {
            found.push(scope);
        }
    }
    found.join(" ")
}

fn claims(fields: &Fields, errors: &mut FieldErrors) -> ClaimMap {
    let mut claim = |name: &str| {
        let text = fields.text(name, PROVIDER_TEXT_MAX, errors);
        if text.chars().any(char::is_whitespace) {
            errors.add(name, t!("The name of a claim has no blanks."));
        }
        text
    };
    ClaimMap {
        user_name: claim("claim_user_name"),
        display_name: claim("claim_display_name"),
        mail: claim("claim_mail"),
        given_name: claim("claim_given_name"),
        surname: claim("claim_surname"),
        job_title: claim("claim_job_title"),
        department: claim("claim_department"),
        cost_center: claim("claim_cost_center"),
        company: claim("claim_company"),
        country: claim("claim_country"),
        groups: claim("claim_groups"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Fields {
        let mut fields = Fields::default();
        for (name, value) in [
            ("name", "Contoso"),
            ("issuer", "https://login.contoso.example/"),
            ("client_id", "bailiwick"),
            ("scopes", "profile  email profile"),
            ("people", "partners"),
            ("domains", "contoso.example"),
            ("strangers", "create"),
            ("matching", "mail"),
            ("group_matching", "nothing"),
            ("claim_mail", "email"),
            ("enabled", "on"),
        ] {
            fields.push(name, value);
        }
        fields
    }

    #[test]
    fn org_02_a_provider_is_read() {
        let input = ProviderInput::parse(&filled()).expect("complete");
        assert_eq!(input.scopes, "openid profile email");
        assert_eq!(input.issuer, "https://login.contoso.example/");
        assert!(input.domains.is_empty() && input.enabled);
        assert!(input.claims.user_name.is_empty());
    }

    #[test]
    fn org_02_a_partner_decides_neither_about_groups_nor_about_user_names() {
        for (field, value) in [("matching", "userName"), ("group_matching", "name")] {
            let mut fields = filled();
            fields.set(field, value);
            let error = ProviderInput::parse(&fields).expect_err("refused");
            assert!(error.field_errors().get(field).is_some(), "{field}");
            fields.set("people", "members");
            assert!(ProviderInput::parse(&fields).is_ok());
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        for (field, value) in [
            ("name", ""),
            ("issuer", "http://login.contoso.example"),
            ("client_id", ""),
            ("secret_name", "DATABASE_URL"),
            ("scopes", "pro\"file"),
            ("people", "everybody"),
            ("strangers", ""),
            ("matching", "luck"),
            ("group_matching", ""),
            ("claim_mail", "e mail"),
        ] {
            let mut fields = filled();
            fields.set(field, value);
            let error = ProviderInput::parse(&fields).expect_err(field);
            assert!(
                error.field_errors().get(field).is_some(),
                "{field}: {error:?}"
            );
        }
    }
}
