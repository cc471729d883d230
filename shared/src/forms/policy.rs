//! The policy form: from typed-in fields to a policy, and back.

use super::questions::{at_rows, read_questions, write_question};
use super::stages::{read_stages, write_stage};
use super::{Fields, check_box, parse_name};
use crate::error::FieldErrors;
use crate::limits;
use crate::policy::{Expiration, NamesShown, PolicySettings, ScopeLoss, TargetScope};
use crate::time::Timestamp;

/// A policy as typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyInput {
    pub name: String,
    pub description: String,
    pub settings: PolicySettings,
    /// The row of the form in which each question stands: rows that were left empty are skipped.
    pub question_rows: Vec<u32>,
    /// The version that was edited; none for a new policy.
    pub version: Option<i64>,
}

impl PolicyInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at the fields that cannot be read. The rules are [`Self::check`]'s business.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let input = Self::read(fields, &mut errors);
        if errors.is_empty() {
            Ok(input)
        } else {
            Err(errors)
        }
    }

    /// Reads as much as there is: a half-filled form has a meaning too, which an editor shows while
    /// one types.
    pub fn read(fields: &Fields, errors: &mut FieldErrors) -> Self {
        let name = parse_name(fields, "policy_name", errors);
        let description = fields.text("policy_description", limits::DESCRIPTION_MAX, errors);
        let (question_rows, questions) = read_questions(fields, errors);
        let scope = fields
            .parsed("scope", t!("Choose who can get access."), errors)
            .unwrap_or(TargetScope::NotSpecified);
        // What the scope has no use for is hidden in the form, and does not count.
        let direct = scope == TargetScope::NotSpecified;
        Self {
            name,
            description,
            settings: PolicySettings {
                scope,
                subjects: if scope == TargetScope::SpecificDirectoryUsers {
                    fields.parsed_all(
                        "subjects",
                        t!("Choose people and groups from the list."),
                        errors,
                    )
                } else {
                    Vec::new()
                },
                organizations: if scope == TargetScope::SpecificConnectedOrganizationUsers {
                    fields.parsed_all(
                        "organizations",
                        t!("Choose organizations from the list."),
                        errors,
                    )
                } else {
                    Vec::new()
                },
                enabled: fields.is_on("enabled"),
                requestor_justification_required: !direct
                    && fields.is_on("requestor_justification"),
                stages: if direct {
                    Vec::new()
                } else {
                    read_stages(fields, errors)
                },
                questions,
                expiration: read_expiration(fields, errors),
                custom_schedule: !direct && fields.is_on("custom_schedule"),
                ask_again: !direct && fields.is_on("ask_again"),
                approver_names: read_names(fields, direct, errors),
                approve_direct: !direct && fields.is_on("approve_direct"),
                mail_off: fields.is_on("mail_off"),
                scope_loss: read_scope_loss(fields, direct, errors),
                can_extend: !direct && fields.is_on("can_extend"),
                approve_extension: !direct && fields.is_on("approve_extension"),
                emergency_hours: if !direct && fields.is_on("emergency") {
                    let hours = fields.number("emergency_hours", errors);
                    // What is missing is refused as too short.
                    Some(hours.unwrap_or_default())
                } else {
                    None
                },
                managers_ask: !direct && !scope.is_external() && fields.is_on("managers_ask"),
            },
            question_rows,
            version: fields.get("version").parse().ok(),
        }
    }

    /// The rules of every policy, with messages at the rows of this form.
    pub fn check(&self, now: Timestamp) -> FieldErrors {
        at_rows(&self.question_rows, self.settings.check(now))
    }

    /// As [`Self::check`], without the patterns of questions.
    pub fn check_rules(&self, now: Timestamp) -> FieldErrors {
        at_rows(&self.question_rows, self.settings.check_rules(now))
    }

    /// The form that says this: [`Self::parse`] gives the same policy back.
    pub fn to_fields(&self) -> Fields {
        let mut fields = Fields::default();
        let settings = &self.settings;
        fields.set("policy_name", &self.name);
        fields.set("policy_description", &self.description);
        if let Some(version) = self.version {
            fields.set("version", version.to_string());
        }
        fields.set("scope", settings.scope.as_str());
        for subject in &settings.subjects {
            fields.push("subjects", subject.to_string());
        }
        for organization in &settings.organizations {
            fields.push("organizations", organization.to_string());
        }
        check_box(&mut fields, "enabled", settings.enabled);
        check_box(
            &mut fields,
            "requestor_justification",
            settings.requestor_justification_required,
        );
        check_box(&mut fields, "custom_schedule", settings.custom_schedule);
        check_box(&mut fields, "ask_again", settings.ask_again);
        check_box(&mut fields, "approve_direct", settings.approve_direct);
        check_box(&mut fields, "mail_off", settings.mail_off);
        check_box(&mut fields, "can_extend", settings.can_extend);
        check_box(&mut fields, "approve_extension", settings.approve_extension);
        check_box(&mut fields, "managers_ask", settings.managers_ask);
        check_box(&mut fields, "emergency", settings.emergency_hours.is_some());
        if let Some(hours) = settings.emergency_hours {
            fields.set("emergency_hours", hours.to_string());
        }
        fields.set("approver_names", settings.approver_names.as_str());
        fields.set("approval", settings.stages.len().to_string());
        for (index, stage) in settings.stages.iter().enumerate() {
            write_stage(&mut fields, index + 1, stage);
        }
        for (row, question) in self.question_rows.iter().zip(&settings.questions) {
            write_question(&mut fields, *row, question);
        }
        fields.set("scope_loss", settings.scope_loss.kind());
        if let ScopeLoss::EndAfterDays(days) = settings.scope_loss {
            fields.set("scope_loss_days", days.to_string());
        }
        let (kind, field, value) = match settings.expiration {
            Expiration::Never => ("never", "", String::new()),
            Expiration::OnDate(date) => ("onDate", "expires_on", date.date_input()),
            Expiration::AfterDays(days) => ("afterDays", "expires_days", days.to_string()),
            Expiration::AfterHours(hours) => ("afterHours", "expires_hours", hours.to_string()),
        };
        fields.set("expiration", kind);
        if !field.is_empty() {
            fields.set(field, value);
        }
        fields
    }
}

fn read_names(fields: &Fields, direct: bool, errors: &mut FieldErrors) -> NamesShown {
    // Forms of before do not say it.
    if direct || fields.get("approver_names").is_empty() {
        return NamesShown::Usual;
    }
    fields
        .parsed("approver_names", t!("Choose who reads the names."), errors)
        .unwrap_or_default()
}

fn read_scope_loss(fields: &Fields, direct: bool, errors: &mut FieldErrors) -> ScopeLoss {
    match fields.get("scope_loss") {
        _ if direct => ScopeLoss::Keep,
        // Forms of before do not say it.
        "" | "keep" => ScopeLoss::Keep,
        "end" => match fields.number("scope_loss_days", errors) {
            Some(days) => ScopeLoss::EndAfterDays(days),
            None => {
                errors.add("scope_loss_days", t!("Choose 0 to 365 days."));
                ScopeLoss::Keep
            }
        },
        _ => {
            errors.add(
                "scope_loss",
                t!("Choose what happens when somebody is no longer among these people."),
            );
            ScopeLoss::Keep
        }
    }
}

fn read_expiration(fields: &Fields, errors: &mut FieldErrors) -> Expiration {
    let mut number = |field: &str, missing: &str| {
        fields.number(field, errors).unwrap_or_else(|| {
            errors.add(field, missing);
            0
        })
    };
    match fields.get("expiration") {
        "never" => Expiration::Never,
        "afterDays" => Expiration::AfterDays(number("expires_days", t!("Choose 1 to 3,660 days."))),
        "afterHours" => {
            Expiration::AfterHours(number("expires_hours", t!("Choose 1 to 87,840 hours.")))
        }
        "onDate" => match fields.date("expires_on", errors) {
            // The whole of the named day still counts.
            Some(date) => Expiration::OnDate(date.end_of_day()),
            None => {
                errors.add("expires_on", t!("Choose a date."));
                Expiration::Never
            }
        },
        _ => {
            errors.add("expiration", t!("Choose when access ends."));
            Expiration::Never
        }
    }
}
