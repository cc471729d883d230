//! A policy in plain words: who can ask, who decides, how long access lasts.

use super::{
    AlternateRule, ApproverRule, Expiration, NameBook, NamesShown, Needed, PolicySettings,
    StageSettings, TargetScope,
};
use crate::directory::Principal;
use serde::{Deserialize, Serialize};

/// How many names are said before the rest is counted.
const NAMED: usize = 3;

/// A policy in plain words. Clauses without a full stop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// `Anyone in Sales can ask`
    pub who: String,
    /// `their manager decides within 7 days`
    pub approval: String,
    /// `access lasts 90 days`
    pub lasts: String,
    /// What else the requestor meets, in whole sentences.
    pub more: Vec<String>,
}

impl Summary {
    /// The policy in one sentence.
    pub fn line(&self) -> String {
        let clauses = [&self.who, &self.approval, &self.lasts];
        let said: Vec<&str> = clauses
            .into_iter()
            .map(String::as_str)
            .filter(|clause| !clause.is_empty())
            .collect();
        format!("{}.", said.join("; "))
    }
}

/// Says what the policy means.
pub fn summary(policy: &PolicySettings, names: &NameBook) -> Summary {
    let direct = policy.scope == TargetScope::NotSpecified;
    let mut more = Vec::new();
    if !policy.enabled {
        more.push("It is switched off: nobody gets access through it for now.".to_owned());
    }
    if policy.requestor_justification_required && !direct {
        more.push("Whoever asks says why.".to_owned());
    }
    if policy.ask_again && policy.stages.len() > 1 {
        more.push("Whoever approves in two stages is asked twice.".to_owned());
    }
    match policy.approver_names {
        _ if policy.stages.is_empty() => {}
        NamesShown::Usual => {}
        NamesShown::Always => more.push("Whoever asks reads who decides, by name.".to_owned()),
        NamesShown::Never => more.push("Whoever asks does not read who decides.".to_owned()),
    }
    if policy.approve_direct && !policy.stages.is_empty() {
        more.push("Direct assignments need the same approval.".to_owned());
    }
    if policy.can_extend && !direct {
        more.push(
            if policy.approve_extension && !policy.stages.is_empty() {
                "Holders can extend it before it ends, with the same approval."
            } else {
                "Holders can extend it before it ends, without approval."
            }
            .to_owned(),
        );
    }
    if policy.managers_ask && !direct {
        more.push("Managers can ask for their people.".to_owned());
    }
    if let Some(hours) = policy.emergency_hours
        && !policy.stages.is_empty()
    {
        let plural = if hours == 1 { "" } else { "s" };
        more.push(format!(
            "In an emergency they get it at once, for up to {hours} hour{plural}, and somebody looks at it afterwards."
        ));
    }
    if policy.mail_off {
        more.push("No mail is sent about it, not even to those who decide.".to_owned());
    }
    match policy.questions.len() {
        0 => {}
        1 => more.push("There is one question to answer.".to_owned()),
        count => more.push(format!("There are {count} questions to answer.")),
    }
    Summary {
        who: who(policy, names),
        approval: if direct {
            String::new()
        } else {
            approval(&policy.stages, names)
        },
        lasts: lasts(policy),
        more,
    }
}

fn who(policy: &PolicySettings, names: &NameBook) -> String {
    match policy.scope {
        TargetScope::NotSpecified => "Nobody can ask: access is assigned directly".to_owned(),
        TargetScope::SpecificDirectoryUsers if policy.subjects.is_empty() => {
            "People and groups still to be chosen can ask".to_owned()
        }
        TargetScope::SpecificDirectoryUsers => {
            capitalized(&format!("{} can ask", audience(&policy.subjects, names)))
        }
        TargetScope::AllMemberUsers => "Everyone here except guests can ask".to_owned(),
        TargetScope::AllDirectoryUsers => "Everyone here, guests included, can ask".to_owned(),
        TargetScope::SpecificConnectedOrganizationUsers if policy.organizations.is_empty() => {
            "People of partner organizations still to be chosen can ask".to_owned()
        }
        TargetScope::SpecificConnectedOrganizationUsers => {
            let organizations: Vec<String> = policy
                .organizations
                .iter()
                .map(|id| names.organization(*id).to_owned())
                .collect();
            format!("Anyone from {} can ask", listed(organizations, "or"))
        }
        TargetScope::AllConfiguredConnectedOrganizationUsers => {
            "Anyone from a confirmed partner organization can ask".to_owned()
        }
        TargetScope::AllExternalUsers => "Anyone from outside can ask".to_owned(),
    }
}

/// `anyone in Sales or Marketing, and Ada Lind`
fn audience(subjects: &[Principal], names: &NameBook) -> String {
    let say = |wanted: fn(&&Principal) -> bool| -> Vec<String> {
        subjects
            .iter()
            .filter(wanted)
            .map(|principal| names.principal(*principal).to_owned())
            .collect()
    };
    let groups = say(|principal| matches!(principal, Principal::Group(_)));
    let people = say(|principal| matches!(principal, Principal::User(_)));
    match (groups.is_empty(), people.is_empty()) {
        (false, true) => format!("anyone in {}", listed(groups, "or")),
        (true, _) => listed(people, "and"),
        (false, false) => format!(
            "anyone in {}, and {},",
            listed(groups, "or"),
            listed(people, "and")
        ),
    }
}

fn approval(stages: &[StageSettings], names: &NameBook) -> String {
    if stages.is_empty() {
        return "no approval is needed".to_owned();
    }
    let stages: Vec<String> = stages
        .iter()
        .enumerate()
        .map(|(index, stage)| {
            let verb = match (index, stage.needed) {
                (0, Needed::One) => "decides ",
                (0, _) => "approve ",
                _ => "",
            };
            format!(
                "{} {verb}{}{}",
                stage_deciders(stage, names),
                deadline(stage),
                escalation(stage, names)
            )
        })
        .collect();
    stages.join(", then ")
}

/// Whose approval a stage needs, as the subject of a sentence: `their manager`, `2 of their sponsors`,
/// `someone in Finance and someone in Security` (BYD-14).
fn stage_deciders(stage: &StageSettings, names: &NameBook) -> String {
    match (stage.needed, &stage.approvers) {
        (needed, ApproverRule::Named { approvers }) if !approvers.is_empty() => {
            deciding(needed, approvers, names)
        }
        (Needed::Several(count), ApproverRule::Sponsors { .. }) => {
            format!("{count} of their sponsors")
        }
        (Needed::Several(count), ApproverRule::InternalSponsors { .. }) => {
            format!("{count} sponsors of their organization from inside")
        }
        (Needed::Several(count), ApproverRule::ExternalSponsors { .. }) => {
            format!("{count} sponsors from their own organization")
        }
        (_, rule) => deciders(rule, names),
    }
}

/// Whose approval is needed of those asked: `Ada Lind or anyone in Finance`, `2 of Ada Lind, Bo Ek and
/// anyone in Finance`, `Ada Lind and someone in Finance` (BYD-14).
pub fn deciding(needed: Needed, asked: &[Principal], names: &NameBook) -> String {
    let words = |some: &str| -> Vec<String> {
        asked
            .iter()
            .map(|principal| match principal {
                Principal::User(_) => names.principal(*principal).to_owned(),
                Principal::Group(_) => format!("{some} in {}", names.principal(*principal)),
            })
            .collect()
    };
    match needed {
        Needed::One => one_of(asked, names),
        Needed::Several(count) => format!("{count} of {}", listed(words("anyone"), "and")),
        Needed::Each => listed(words("someone"), "and"),
    }
}

/// Who decides, as the subject of a sentence: `their manager`, `Ada Lind or anyone in Finance`.
pub fn deciders(rule: &ApproverRule, names: &NameBook) -> String {
    match rule {
        ApproverRule::Named { approvers } if approvers.is_empty() => {
            "someone still to be chosen".to_owned()
        }
        ApproverRule::Named { approvers } => one_of(approvers, names),
        ApproverRule::Manager { .. } => "their manager".to_owned(),
        ApproverRule::Sponsors { .. } => "one of their sponsors".to_owned(),
        ApproverRule::InternalSponsors { .. } => {
            "a sponsor of their organization from inside".to_owned()
        }
        ApproverRule::ExternalSponsors { .. } => "a sponsor from their own organization".to_owned(),
    }
}

/// ` (after 3 days their manager's manager can, too)`; empty without alternates.
fn escalation(stage: &StageSettings, names: &NameBook) -> String {
    stage.escalation.as_ref().map_or_else(String::new, |found| {
        format!(
            " (after {} {} can, too)",
            counted(found.after_days, "day"),
            alternates(&found.alternates, names)
        )
    })
}

/// Who is asked after some days, as the subject of a sentence.
pub fn alternates(rule: &AlternateRule, names: &NameBook) -> String {
    match rule {
        AlternateRule::Named { approvers } if approvers.is_empty() => {
            "someone still to be chosen".to_owned()
        }
        AlternateRule::Named { approvers } => one_of(approvers, names),
        AlternateRule::SecondLevelManager { .. } => "their manager's manager".to_owned(),
    }
}

/// `Ada Lind or anyone in Finance`
pub fn one_of(principals: &[Principal], names: &NameBook) -> String {
    let words = principals
        .iter()
        .map(|principal| match principal {
            Principal::User(_) => names.principal(*principal).to_owned(),
            Principal::Group(_) => format!("anyone in {}", names.principal(*principal)),
        })
        .collect();
    listed(words, "or")
}

/// `within 7 days`
pub(super) fn deadline(stage: &StageSettings) -> String {
    format!("within {}", counted(stage.decide_within_days, "day"))
}

fn lasts(policy: &PolicySettings) -> String {
    let chosen = policy.custom_schedule && policy.scope != TargetScope::NotSpecified;
    let period = match policy.expiration {
        Expiration::Never if chosen => return "access lasts as long as they choose".to_owned(),
        Expiration::Never => return "access lasts until it is taken away".to_owned(),
        _ => duration(policy.expiration),
    };
    let verb = match policy.expiration {
        Expiration::OnDate(_) => "ends",
        _ => "lasts",
    };
    let choice = if chosen {
        ", or a shorter time they choose"
    } else {
        ""
    };
    format!("access {verb} {period}{choice}")
}

/// How long, in words: `90 days`, `on Friday 12 March 2027`, `until it is taken away`.
pub fn duration(expiration: Expiration) -> String {
    match expiration {
        Expiration::Never => "until it is taken away".to_owned(),
        Expiration::OnDate(date) => format!("on {}", date.long_date()),
        Expiration::AfterDays(days) => counted(days, "day"),
        Expiration::AfterHours(hours) => counted(hours, "hour"),
    }
}

fn counted(count: u32, unit: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

/// `A`, `A or B`, `A, B or C`, `A, B, C or 2 more`.
fn listed(mut words: Vec<String>, conjunction: &str) -> String {
    if words.len() > NAMED {
        let rest = words.len() - NAMED;
        words.truncate(NAMED);
        words.push(format!("{rest} more"));
    }
    match words.pop() {
        None => String::new(),
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} {conjunction} {last}", words.join(", ")),
    }
}

pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
