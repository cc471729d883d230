//! The approval stages of the policy form.

use super::{Fields, check_box};
use crate::error::FieldErrors;
use crate::policy::{AlternateRule, ApproverRule, Escalation, Needed, StageSettings};

/// The approval stages that the form says.
pub(super) fn read_stages(fields: &Fields, errors: &mut FieldErrors) -> Vec<StageSettings> {
    let count = match fields.get("approval") {
        "0" => 0,
        "1" => 1,
        "2" => 2,
        "3" => 3,
        _ => {
            errors.add(
                "approval",
                t!("Choose whether someone approves, and in how many stages."),
            );
            0
        }
    };
    (1..=count)
        .map(|stage| read_stage(fields, stage, errors))
        .collect()
}

fn read_stage(fields: &Fields, stage: usize, errors: &mut FieldErrors) -> StageSettings {
    let field = |name: &str| format!("stage{stage}_{name}");
    let named = fields.parsed_all(
        &field("named"),
        t!("Choose people and groups from the list."),
        errors,
    );
    let approvers = match fields.get(&field("kind")) {
        "manager" => ApproverRule::Manager { fallback: named },
        "sponsors" => ApproverRule::Sponsors { fallback: named },
        "internalSponsors" => ApproverRule::InternalSponsors { fallback: named },
        "externalSponsors" => ApproverRule::ExternalSponsors { fallback: named },
        kind => {
            if kind != "named" {
                errors.add(&field("kind"), t!("Choose who decides."));
            }
            ApproverRule::Named { approvers: named }
        }
    };
    let days = fields.number(&field("days"), errors).unwrap_or_else(|| {
        errors.add(&field("days"), t!("Choose 1 to 14 days."));
        0
    });
    StageSettings {
        approvers,
        decide_within_days: days,
        approver_justification_required: fields.is_on(&field("justification")),
        escalation: fields
            .is_on(&field("escalate"))
            .then(|| read_escalation(fields, stage, errors)),
        needed: read_needed(fields, stage, errors),
    }
}

fn read_needed(fields: &Fields, stage: usize, errors: &mut FieldErrors) -> Needed {
    let field = format!("stage{stage}_needed");
    match fields.get(&field) {
        "each" => Needed::Each,
        "several" => {
            let count = format!("stage{stage}_count");
            Needed::Several(fields.number(&count, errors).unwrap_or_else(|| {
                errors.add(&count, t!("Say how many have to approve."));
                0
            }))
        }
        kind => {
            // Forms of before do not say it.
            if !matches!(kind, "one" | "") {
                errors.add(&field, t!("Choose how many have to approve."));
            }
            Needed::One
        }
    }
}

fn read_escalation(fields: &Fields, stage: usize, errors: &mut FieldErrors) -> Escalation {
    let field = |name: &str| format!("stage{stage}_{name}");
    let named = fields.parsed_all(
        &field("alternates"),
        t!("Choose people and groups from the list."),
        errors,
    );
    let days = field("escalate_days");
    let after_days = fields.number(&days, errors).unwrap_or_else(|| {
        errors.add(&days, t!("Say after how many days alternates are asked."));
        0
    });
    Escalation {
        after_days,
        alternates: match fields.get(&field("alternate_kind")) {
            "secondLevelManager" => AlternateRule::SecondLevelManager { fallback: named },
            kind => {
                if !matches!(kind, "named" | "") {
                    errors.add(&field("alternate_kind"), t!("Choose who is asked then."));
                }
                AlternateRule::Named { approvers: named }
            }
        },
    }
}

/// A stage as fields.
pub(super) fn write_stage(fields: &mut Fields, stage: usize, settings: &StageSettings) {
    fields.set(&format!("stage{stage}_kind"), settings.approvers.kind());
    for principal in settings.approvers.named() {
        fields.push(&format!("stage{stage}_named"), principal.to_string());
    }
    fields.set(
        &format!("stage{stage}_days"),
        settings.decide_within_days.to_string(),
    );
    check_box(
        fields,
        &format!("stage{stage}_justification"),
        settings.approver_justification_required,
    );
    fields.set(&format!("stage{stage}_needed"), settings.needed.kind());
    if let Needed::Several(count) = settings.needed {
        fields.set(&format!("stage{stage}_count"), count.to_string());
    }
    if let Some(escalation) = &settings.escalation {
        let mut set = |name: &str, value: &str| fields.push(&format!("stage{stage}_{name}"), value);
        set("escalate", "on");
        set("escalate_days", &escalation.after_days.to_string());
        set("alternate_kind", escalation.alternates.kind());
        for principal in escalation.alternates.named() {
            set("alternates", &principal.to_string());
        }
    }
}
