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
        more.push(t!("It is switched off: nobody gets access through it for now.").to_owned());
    }
    if policy.requestor_justification_required && !direct {
        more.push(t!("Whoever asks says why.").to_owned());
    }
    if policy.ask_again && policy.stages.len() > 1 {
        more.push(t!("Whoever approves in two stages is asked twice.").to_owned());
    }
    match policy.approver_names {
        _ if policy.stages.is_empty() => {}
        NamesShown::Usual => {}
        NamesShown::Always => more.push(t!("Whoever asks reads who decides, by name.").to_owned()),
        NamesShown::Never => more.push(t!("Whoever asks does not read who decides.").to_owned()),
    }
    if policy.approve_direct && !policy.stages.is_empty() {
        more.push(t!("Direct assignments need the same approval.").to_owned());
    }
    if policy.can_extend && !direct {
        more.push(
            if policy.approve_extension && !policy.stages.is_empty() {
                t!("Holders can extend it before it ends, with the same approval.")
            } else {
                t!("Holders can extend it before it ends, without approval.")
            }
            .to_owned(),
        );
    }
    if policy.managers_ask && !direct {
        more.push(t!("Managers can ask for their people.").to_owned());
    }
    more.extend(policy.scope_loss.sentence().filter(|_| !direct));
    if let Some(hours) = policy.emergency_hours
        && !policy.stages.is_empty()
    {
        more.push(tn!(
            hours,
            "In an emergency they get it at once, for up to {n} hour, and somebody looks at it afterwards.",
            "In an emergency they get it at once, for up to {n} hours, and somebody looks at it afterwards."
        ));
    }
    if policy.mail_off {
        more.push(t!("No mail is sent about it, not even to those who decide.").to_owned());
    }
    if !policy.questions.is_empty() {
        more.push(tn!(
            policy.questions.len(),
            "There is one question to answer.",
            "There are {n} questions to answer."
        ));
    }
    Summary {
        who: capitalized(&who(policy, names)),
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
        TargetScope::NotSpecified => t!("Nobody can ask: access is assigned directly").to_owned(),
        TargetScope::SpecificDirectoryUsers => audience(&policy.subjects, names),
        TargetScope::AllMemberUsers => t!("Everyone here except guests can ask").to_owned(),
        TargetScope::AllDirectoryUsers => t!("Everyone here, guests included, can ask").to_owned(),
        TargetScope::SpecificConnectedOrganizationUsers if policy.organizations.is_empty() => {
            t!("People of partner organizations still to be chosen can ask").to_owned()
        }
        TargetScope::SpecificConnectedOrganizationUsers => {
            let organizations: Vec<String> = policy
                .organizations
                .iter()
                .map(|id| names.organization(*id).to_owned())
                .collect();
            t!(
                "Anyone from {organizations} can ask",
                organizations = either(organizations)
            )
        }
        TargetScope::AllConfiguredConnectedOrganizationUsers => {
            t!("Anyone from a confirmed partner organization can ask").to_owned()
        }
        TargetScope::AllExternalUsers => t!("Anyone from outside can ask").to_owned(),
    }
}

/// `Anyone in Sales or Marketing, and Ada Lind, can ask`
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
    match (groups.is_empty(), people.as_slice()) {
        (true, []) => t!("People and groups still to be chosen can ask").to_owned(),
        (false, []) => t!("Anyone in {groups} can ask", groups = either(groups)),
        (true, [person]) => t!("{person} can ask", person),
        (true, _) => t!("{people} can ask", people = together(people)),
        (false, _) => t!(
            "Anyone in {groups}, and {people}, can ask",
            groups = either(groups),
            people = together(people)
        ),
    }
}

fn approval(stages: &[StageSettings], names: &NameBook) -> String {
    let Some((first, later)) = stages.split_first() else {
        return t!("no approval is needed").to_owned();
    };
    let who = stage_deciders(first, names);
    let days = first.decide_within_days;
    let decides = match first.needed {
        Needed::One => tn!(
            days,
            "{who} decides within {n} day",
            "{who} decides within {n} days",
            who
        ),
        _ => tn!(
            days,
            "{who} approve within {n} day",
            "{who} approve within {n} days",
            who
        ),
    };
    let first = escalating(decides, first, names);
    later.iter().fold(first, |before, stage| {
        let decides = tn!(
            stage.decide_within_days,
            "{who} within {n} day",
            "{who} within {n} days",
            who = stage_deciders(stage, names)
        );
        let next = escalating(decides, stage, names);
        t!("{before}, then {next}", before, next)
    })
}

/// `their manager decides within 7 days (after 3 days their manager's manager can, too)`
fn escalating(decides: String, stage: &StageSettings, names: &NameBook) -> String {
    let Some(escalation) = &stage.escalation else {
        return decides;
    };
    tn!(
        escalation.after_days,
        "{decides} (after {n} day {others} can, too)",
        "{decides} (after {n} days {others} can, too)",
        decides,
        others = alternates(&escalation.alternates, names)
    )
}

/// Whose approval a stage needs, as the subject of a sentence: `their manager`, `2 of their sponsors`,
/// `someone in Finance and someone in Security` (BYD-14).
fn stage_deciders(stage: &StageSettings, names: &NameBook) -> String {
    match (stage.needed, &stage.approvers) {
        (needed, ApproverRule::Named { approvers }) if !approvers.is_empty() => {
            deciding(needed, approvers, names)
        }
        (Needed::Several(count), ApproverRule::Sponsors { .. }) => {
            t!("{count} of their sponsors", count)
        }
        (Needed::Several(count), ApproverRule::InternalSponsors { .. }) => {
            t!("{count} sponsors of their organization from inside", count)
        }
        (Needed::Several(count), ApproverRule::ExternalSponsors { .. }) => {
            t!("{count} sponsors from their own organization", count)
        }
        (_, rule) => deciders(rule, names),
    }
}

/// Whose approval is needed of those asked: `Ada Lind or anyone in Finance`, `2 of Ada Lind, Bo Ek and
/// anyone in Finance`, `Ada Lind and someone in Finance` (BYD-14).
pub fn deciding(needed: Needed, asked: &[Principal], names: &NameBook) -> String {
    match needed {
        Needed::One => one_of(asked, names),
        Needed::Several(count) => t!(
            "{count} of {names}",
            count,
            names = together(named(asked, names, |group| t!(
                "anyone in {group}" in "several of",
                group
            )))
        ),
        Needed::Each => together(named(asked, names, |group| t!("someone in {group}", group))),
    }
}

/// Names, with other words for groups.
fn named(
    principals: &[Principal],
    names: &NameBook,
    group: impl Fn(&str) -> String,
) -> Vec<String> {
    principals
        .iter()
        .map(|principal| match principal {
            Principal::User(_) => names.principal(*principal).to_owned(),
            Principal::Group(_) => group(names.principal(*principal)),
        })
        .collect()
}

/// Who decides, as the subject of a sentence: `their manager`, `Ada Lind or anyone in Finance`.
pub fn deciders(rule: &ApproverRule, names: &NameBook) -> String {
    match rule {
        ApproverRule::Named { approvers } if approvers.is_empty() => {
            t!("someone still to be chosen").to_owned()
        }
        ApproverRule::Named { approvers } => one_of(approvers, names),
        ApproverRule::Manager { .. } => t!("their manager").to_owned(),
        ApproverRule::Sponsors { .. } => t!("one of their sponsors").to_owned(),
        ApproverRule::InternalSponsors { .. } => {
            t!("a sponsor of their organization from inside").to_owned()
        }
        ApproverRule::ExternalSponsors { .. } => {
            t!("a sponsor from their own organization").to_owned()
        }
    }
}

/// Who is asked after some days, as the subject of a sentence.
pub fn alternates(rule: &AlternateRule, names: &NameBook) -> String {
    match rule {
        AlternateRule::Named { approvers } if approvers.is_empty() => {
            t!("someone still to be chosen").to_owned()
        }
        AlternateRule::Named { approvers } => one_of(approvers, names),
        AlternateRule::SecondLevelManager { .. } => t!("their manager's manager").to_owned(),
    }
}

/// `Ada Lind or anyone in Finance`
pub fn one_of(principals: &[Principal], names: &NameBook) -> String {
    either(named(principals, names, |group| {
        t!("anyone in {group}", group)
    }))
}

fn lasts(policy: &PolicySettings) -> String {
    let chosen = policy.custom_schedule && policy.scope != TargetScope::NotSpecified;
    match (policy.expiration, chosen) {
        (Expiration::Never, true) => t!("access lasts as long as they choose").to_owned(),
        (Expiration::Never, false) => t!("access lasts until it is taken away").to_owned(),
        (Expiration::OnDate(date), true) => t!(
            "access ends on {date}, or earlier if they choose",
            date = date.long_date()
        ),
        (Expiration::OnDate(date), false) => {
            t!("access ends on {date}", date = date.long_date())
        }
        (Expiration::AfterDays(days), true) => tn!(
            days,
            "access lasts {n} day, or a shorter time they choose",
            "access lasts {n} days, or a shorter time they choose"
        ),
        (Expiration::AfterDays(days), false) => {
            tn!(days, "access lasts {n} day", "access lasts {n} days")
        }
        (Expiration::AfterHours(hours), true) => tn!(
            hours,
            "access lasts {n} hour, or a shorter time they choose",
            "access lasts {n} hours, or a shorter time they choose"
        ),
        (Expiration::AfterHours(hours), false) => {
            tn!(hours, "access lasts {n} hour", "access lasts {n} hours")
        }
    }
}

/// Words in a row: those before the last, and the last; of many, some, and how many there are besides.
enum Row {
    One(String),
    Several(String, String),
    Many(String, usize),
}

fn row(mut words: Vec<String>) -> Row {
    if words.len() > NAMED {
        let more = words.len() - NAMED;
        words.truncate(NAMED);
        return Row::Many(words.join(", "), more);
    }
    let last = words.pop().unwrap_or_default();
    if words.is_empty() {
        Row::One(last)
    } else {
        Row::Several(words.join(", "), last)
    }
}

/// `A`, `A or B`, `A, B or C`, `A, B, C or 2 more`.
fn either(words: Vec<String>) -> String {
    match row(words) {
        Row::One(word) => word,
        Row::Several(names, last) => t!("{names} or {last}", names, last),
        Row::Many(names, more) => t!("{names} or {more} more", names, more),
    }
}

/// `A`, `A and B`, `A, B and C`, `A, B, C and 2 more`.
fn together(words: Vec<String>) -> String {
    match row(words) {
        Row::One(word) => word,
        Row::Several(names, last) => t!("{names} and {last}", names, last),
        Row::Many(names, more) => t!("{names} and {more} more", names, more),
    }
}

pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
