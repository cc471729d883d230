//! The rules that hold for every policy, whoever writes it (POL-01, POL-02, POL-05, POL-07,
//! POL-13..19, POL-25, POL-27, POL-28).

use super::question_check::{check_patterns, check_questions};
use super::{
    AlternateRule, ApproverRule, Expiration, Needed, PolicySettings, StageSettings, TargetScope,
};
use crate::directory::Principal;
use crate::error::FieldErrors;
use crate::limits;
use crate::time::Timestamp;

impl PolicySettings {
    /// Checks the rules that hold for every policy, wherever it came from. Keys are field names of
    /// the policy form.
    pub fn check(&self, now: Timestamp) -> FieldErrors {
        let mut errors = self.check_rules(now);
        self.check_patterns(&mut errors);
        errors
    }

    /// As [`Self::check`] without the patterns of questions: an editor uses it while one types, and
    /// needs no regular expressions for it.
    pub fn check_rules(&self, now: Timestamp) -> FieldErrors {
        let mut errors = FieldErrors::default();
        self.check_scope(&mut errors);
        self.check_stages(&mut errors);
        self.check_questions(&mut errors);
        self.check_scope_loss(&mut errors);
        self.check_emergency(&mut errors);
        match self.expiration {
            Expiration::OnDate(date) if date <= now => {
                errors.add("expires_on", t!("Choose a date in the future."));
            }
            Expiration::AfterDays(days) if !limits::ACCESS_DAYS.contains(&days) => {
                errors.add("expires_days", t!("Choose 1 to 3,660 days."));
            }
            Expiration::AfterHours(hours) if !limits::ACCESS_HOURS.contains(&hours) => {
                errors.add("expires_hours", t!("Choose 1 to 87,840 hours."));
            }
            _ => {}
        }
        errors
    }

    fn check_scope(&self, errors: &mut FieldErrors) {
        let (subjects, organizations) = (self.subjects.len(), self.organizations.len());
        match self.scope {
            TargetScope::SpecificDirectoryUsers if subjects == 0 => {
                errors.add("subjects", t!("Choose at least one person or group."));
            }
            TargetScope::SpecificDirectoryUsers if subjects > limits::POLICY_SUBJECTS_MAX => {
                errors.add(
                    "subjects",
                    t!("A policy can list up to 500 people and groups."),
                );
            }
            TargetScope::SpecificConnectedOrganizationUsers if organizations == 0 => {
                errors.add(
                    "organizations",
                    t!("Choose at least one partner organization."),
                );
            }
            TargetScope::SpecificConnectedOrganizationUsers
                if organizations > limits::POLICY_ORGANIZATIONS_MAX =>
            {
                errors.add(
                    "organizations",
                    t!("A policy can list up to 1,000 organizations."),
                );
            }
            TargetScope::NotSpecified if !self.stages.is_empty() => {
                errors.add(
                    "approval",
                    t!("Access that is only assigned directly has no approval stages."),
                );
            }
            TargetScope::AllExternalUsers if self.stages.is_empty() => {
                errors.add(
                    "approval",
                    t!("Anyone on the internet could ask: at least one approval stage is needed."),
                );
            }
            _ => {}
        }
        // Inside and outside never share a policy (POL-01).
        if subjects > 0 && self.scope != TargetScope::SpecificDirectoryUsers {
            errors.add(
                "subjects",
                t!("People and groups can only be listed when the policy is for certain people and groups."),
            );
        }
        if self.managers_ask && self.scope.is_external() {
            errors.add(
                "managers_ask",
                t!("People from outside have no manager here who could ask for them."),
            );
        }
        if organizations > 0 && self.scope != TargetScope::SpecificConnectedOrganizationUsers {
            errors.add(
                "organizations",
                t!("Organizations can only be listed when the policy is for certain partner organizations."),
            );
        }
    }

    fn check_emergency(&self, errors: &mut FieldErrors) {
        let Some(hours) = self.emergency_hours else {
            return;
        };
        let wrong = if !limits::EMERGENCY_HOURS.contains(&hours) {
            t!("Choose 1 to 72 hours.")
        } else if self.stages.is_empty() {
            t!(
                "Without approval everybody gets access at once anyway. Add an approval stage, or leave this out."
            )
        } else if self.scope == TargetScope::AllExternalUsers {
            t!(
                "Anyone on the internet could get in: emergencies are for people who are known here."
            )
        } else {
            return;
        };
        errors.add("emergency_hours", wrong);
    }

    fn check_stages(&self, errors: &mut FieldErrors) {
        if self.stages.len() > limits::STAGES_MAX {
            errors.add(
                "approval",
                t!("A policy can have up to three approval stages."),
            );
        }
        let mut relative = Vec::new();
        for (index, stage) in self.stages.iter().enumerate() {
            let field = |name: &str| format!("stage{}_{name}", index + 1);
            let kind = stage.approvers.kind();
            if stage.approvers.named().len() > limits::APPROVERS_MAX {
                errors.add(
                    &field("named"),
                    t!("Name up to 50 approvers, or use a group."),
                );
            }
            if stage.approvers.named().is_empty() {
                errors.add(
                    &field("named"),
                    if stage.approvers.is_relative() {
                        t!("Choose who decides when there is nobody in that place.")
                    } else {
                        t!("Choose at least one approver.")
                    },
                );
            }
            if stage.approvers.is_relative() {
                if relative.contains(&kind) {
                    errors.add(
                        &field("kind"),
                        t!("This kind of approver can be used in one stage only."),
                    );
                }
                relative.push(kind);
            }
            let fits = match stage.approvers {
                ApproverRule::Named { .. } => true,
                ApproverRule::Manager { .. } | ApproverRule::Sponsors { .. } => {
                    !self.scope.is_external()
                }
                ApproverRule::InternalSponsors { .. } | ApproverRule::ExternalSponsors { .. } => {
                    self.scope.is_external()
                }
            };
            if !fits {
                errors.add(
                    &field("kind"),
                    if self.scope.is_external() {
                        t!("People from outside have no manager here. Choose sponsors of their organization, or name approvers.")
                    } else {
                        t!("Sponsors of an organization only exist for people from outside.")
                    },
                );
            }
            if !limits::DECISION_DAYS.contains(&stage.decide_within_days) {
                errors.add(&field("days"), t!("Choose 1 to 14 days."));
            }
            check_needed(stage, index + 1, errors);
            check_escalation(stage, index + 1, errors);
        }
    }

    fn check_questions(&self, errors: &mut FieldErrors) {
        if self.questions.len() > limits::QUESTIONS_MAX {
            errors.add("questions", t!("A policy can ask up to 20 questions."));
        }
        check_questions(&self.questions, errors);
    }

    fn check_patterns(&self, errors: &mut FieldErrors) {
        check_patterns(&self.questions, errors);
    }
}

/// So many have to approve as there can be different people (BYD-14).
fn check_needed(stage: &StageSettings, number: usize, errors: &mut FieldErrors) {
    let kind = format!("stage{number}_needed");
    let count = format!("stage{number}_count");
    let named = stage.approvers.named();
    let manager = matches!(stage.approvers, ApproverRule::Manager { .. });
    match stage.needed {
        Needed::One => {}
        Needed::Several(_) if manager => {
            errors.add(
                &kind,
                t!("There is only one manager, so one approval is enough."),
            );
        }
        Needed::Several(needed) if !limits::APPROVALS_NEEDED.contains(&needed) => {
            errors.add(&count, t!("Choose 2 to 10 approvals."));
        }
        Needed::Several(needed) => {
            let people = |one: &Principal| matches!(one, Principal::User(_));
            let needed = usize::try_from(needed).unwrap_or(usize::MAX);
            if named.iter().all(people) && named.len() < needed {
                errors.add(
                    &format!("stage{number}_named"),
                    t!("Name at least {needed} people, or a group.", needed),
                );
            }
        }
        Needed::Each if stage.approvers.is_relative() => {
            errors.add(
                &kind,
                t!("One from each only works for certain people and groups."),
            );
        }
        Needed::Each if named.len() < 2 => {
            errors.add(
                &format!("stage{number}_named"),
                t!("Name at least two people or groups, one of each of which approves."),
            );
        }
        Needed::Each => {}
    }
}

/// Alternates come in after a day at the earliest, and never on the last day (POL-17, POL-18).
fn check_escalation(stage: &StageSettings, number: usize, errors: &mut FieldErrors) {
    let Some(escalation) = &stage.escalation else {
        return;
    };
    let field = |name: &str| format!("stage{number}_{name}");
    let days = stage.decide_within_days;
    if days < limits::ESCALATION_DEADLINE_MIN {
        errors.add(
            &field("days"),
            t!("With alternate approvers, give at least 4 days to decide."),
        );
    } else if !(1..=days - 2).contains(&escalation.after_days) {
        errors.add(
            &field("escalate_days"),
            t!(
                "Choose 1 to {most} days, so that alternates have time to decide.",
                most = days.min(*limits::DECISION_DAYS.end()) - 2
            ),
        );
    }
    let named = escalation.alternates.named();
    if named.len() > limits::APPROVERS_MAX {
        errors.add(
            &field("alternates"),
            t!("Name up to 50 alternates, or use a group."),
        );
    }
    let second = matches!(
        escalation.alternates,
        AlternateRule::SecondLevelManager { .. }
    );
    if named.is_empty() {
        errors.add(
            &field("alternates"),
            if second {
                t!("Choose who decides when the manager has no manager.")
            } else {
                t!("Choose at least one alternate approver.")
            },
        );
    }
    if second && !matches!(stage.approvers, ApproverRule::Manager { .. }) {
        errors.add(
            &field("alternate_kind"),
            t!("The manager's manager can only stand in for the manager."),
        );
    }
}
