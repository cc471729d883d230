//! The steps of the editor, and which fields belong to which.

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Basics,
    Roles,
    Who,
    Approval,
    Questions,
    Lifecycle,
    Review,
}

impl Step {
    /// The steps of a new package, or of a policy alone.
    pub const fn all(package: bool) -> &'static [Self] {
        if package {
            &[
                Self::Basics,
                Self::Roles,
                Self::Who,
                Self::Approval,
                Self::Questions,
                Self::Lifecycle,
                Self::Review,
            ]
        } else {
            &[
                Self::Basics,
                Self::Who,
                Self::Approval,
                Self::Questions,
                Self::Lifecycle,
                Self::Review,
            ]
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Basics => t!("Basics"),
            Self::Roles => t!("Resource roles"),
            Self::Who => t!("Who can get it"),
            Self::Approval => t!("Approval"),
            Self::Questions => t!("Questions"),
            Self::Lifecycle => t!("Lifecycle"),
            Self::Review => t!("Review"),
        }
    }

    /// The id of its section, which is also its place in the address.
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::Basics => "step-basics",
            Self::Roles => "step-roles",
            Self::Who => "step-who",
            Self::Approval => "step-approval",
            Self::Questions => "step-questions",
            Self::Lifecycle => "step-lifecycle",
            Self::Review => "step-review",
        }
    }

    /// The step that a place in the address means: a section, or the field that a message links to.
    pub fn at(hash: &str, package: bool) -> Option<Self> {
        let place = hash.trim_start_matches('#');
        if let Some(step) = Self::all(package)
            .iter()
            .find(|step| step.anchor() == place)
        {
            return Some(*step);
        }
        let field = place.strip_prefix("f-")?.replace('-', "_");
        Some(Self::of(&field, package))
    }

    /// The step in which a field stands.
    pub fn of(field: &str, package: bool) -> Self {
        match field {
            "name" | "description" | "hidden" => Self::Basics,
            "role" => Self::Roles,
            "policy_name" | "policy_description" | "enabled" if package => Self::Who,
            "policy_name" | "policy_description" | "enabled" => Self::Basics,
            "scope" | "subjects" | "organizations" | "managers_ask" => Self::Who,
            "approval"
            | "requestor_justification"
            | "approver_names"
            | "ask_again"
            | "approve_direct" => Self::Approval,
            "expiration" | "custom_schedule" | "can_extend" | "approve_extension" | "mail_off"
            | "scope_loss" | "scope_loss_days" | "emergency" | "emergency_hours" => Self::Lifecycle,
            _ if ["catalog", "name_", "description_"]
                .iter()
                .any(|start| field.starts_with(start)) =>
            {
                Self::Basics
            }
            _ if field.starts_with("subjects") || field.starts_with("organizations") => Self::Who,
            _ if field.starts_with("stage") => Self::Approval,
            _ if field.starts_with("question") => Self::Questions,
            _ if field.starts_with("expires") => Self::Lifecycle,
            _ => Self::Review,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_leads_to_the_step_of_its_field() {
        for (hash, step) in [
            ("#step-questions", Some(Step::Questions)),
            ("#f-stage2-named", Some(Step::Approval)),
            ("#f-question12-choices", Some(Step::Questions)),
            ("#f-expires-on", Some(Step::Lifecycle)),
            ("#f-scope-loss-days", Some(Step::Lifecycle)),
            ("#f-catalog-name", Some(Step::Basics)),
            ("#f-policy-name", Some(Step::Who)),
            ("#f-subjects", Some(Step::Who)),
            ("#elsewhere", None),
            ("", None),
        ] {
            assert_eq!(Step::at(hash, true), step, "{hash}");
        }
        assert_eq!(Step::at("#f-policy-name", false), Some(Step::Basics));
        assert_eq!(Step::at("#step-roles", false), None);
    }
}
