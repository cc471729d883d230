//! The way from asking to having as stations to draw.

use super::sentence::{alternates, capitalized, deadline, deciders, duration, one_of};
use super::{
    AlternateRule, ApproverRule, Escalation, Expiration, NameBook, Needed, PolicySettings,
    StageSettings, TargetScope,
};
use crate::directory::Principal;
use serde::{Deserialize, Serialize};

/// What kind of station it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StationKind {
    Requestor,
    Stage,
    Access,
}

/// Someone at a station: a name, or a place such as "Their manager".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationPerson {
    pub name: String,
    pub group: bool,
    /// Whoever is in that place when the time comes.
    pub place: bool,
}

impl StationPerson {
    fn new(name: &str, group: bool) -> Self {
        Self {
            name: name.to_owned(),
            group,
            place: false,
        }
    }
}

/// Who is asked as well when a stage is not decided for some days (POL-17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationEscalation {
    /// `after 3 days`
    pub after: String,
    pub people: Vec<StationPerson>,
    /// Who stands in when there is nobody in that place.
    pub note: Option<String>,
}

/// One station of the flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Station {
    pub kind: StationKind,
    pub title: String,
    pub people: Vec<StationPerson>,
    pub note: Option<String>,
    /// Said on the line that leads here.
    pub deadline: Option<String>,
    pub escalation: Option<StationEscalation>,
}

/// The stations of a policy, from who asks to what they get.
pub fn flow(policy: &PolicySettings, names: &NameBook) -> Vec<Station> {
    let mut stations = vec![asks(policy, names)];
    let single = policy.stages.len() == 1;
    for (index, stage) in policy.stages.iter().enumerate() {
        let title = if single {
            t!("Approval").to_owned()
        } else {
            t!("Stage {index}", index = index + 1)
        };
        stations.push(decides(stage, title, names));
    }
    stations.push(Station {
        kind: StationKind::Access,
        title: t!("Access").to_owned(),
        people: Vec::new(),
        note: Some(match policy.expiration {
            Expiration::Never => capitalized(&duration(policy.expiration)),
            Expiration::OnDate(_) => t!(
                "Ends {expiration}",
                expiration = duration(policy.expiration)
            ),
            _ => t!("For {expiration}", expiration = duration(policy.expiration)),
        }),
        deadline: policy.stages.is_empty().then(|| t!("at once").to_owned()),
        escalation: None,
    });
    stations
}

fn asks(policy: &PolicySettings, names: &NameBook) -> Station {
    let place = |name: &str| vec![StationPerson::new(name, true)];
    let people = match policy.scope {
        TargetScope::SpecificDirectoryUsers => principals(&policy.subjects, names),
        TargetScope::AllMemberUsers => place(t!("Everyone except guests")),
        TargetScope::AllDirectoryUsers => place(t!("Everyone, guests included")),
        TargetScope::SpecificConnectedOrganizationUsers => policy
            .organizations
            .iter()
            .map(|id| StationPerson::new(names.organization(*id), true))
            .collect(),
        TargetScope::AllConfiguredConnectedOrganizationUsers => place(t!("All confirmed partners")),
        TargetScope::AllExternalUsers => place(t!("Anyone from outside")),
        TargetScope::NotSpecified => place(t!("Administrators")),
    };
    let title = match policy.scope {
        TargetScope::NotSpecified => t!("Who assigns"),
        _ => t!("Who asks"),
    };
    let note = if !policy.enabled {
        Some(t!("Switched off"))
    } else if people.is_empty() {
        Some(t!("Still to be chosen"))
    } else if policy.requestor_justification_required {
        Some(t!("Must say why"))
    } else {
        None
    };
    Station {
        kind: StationKind::Requestor,
        title: title.to_owned(),
        people,
        note: note.map(str::to_owned),
        deadline: None,
        escalation: None,
    }
}

fn decides(stage: &StageSettings, title: String, names: &NameBook) -> Station {
    let rule = &stage.approvers;
    let people = match rule {
        ApproverRule::Named { approvers } => principals(approvers, names),
        _ => vec![StationPerson {
            place: true,
            ..StationPerson::new(&capitalized(&deciders(rule, names)), false)
        }],
    };
    let mut notes = Vec::new();
    if people.is_empty() {
        notes.push(t!("Still to be chosen.").to_owned());
    } else {
        match stage.needed {
            Needed::One if people.len() > 1 => notes.push(t!("Any one of them.").to_owned()),
            Needed::One => {}
            Needed::Several(count) => notes.push(t!("{count} of them have to approve.", count)),
            Needed::Each => notes.push(t!("One of each has to approve.").to_owned()),
        }
    }
    if rule.is_relative() && !rule.named().is_empty() {
        notes.push(t!(
            "If there is none: {names}.",
            names = one_of(rule.named(), names)
        ));
    }
    if stage.approver_justification_required {
        notes.push(t!("Must say why.").to_owned());
    }
    Station {
        kind: StationKind::Stage,
        title,
        people,
        note: (!notes.is_empty()).then(|| notes.join(" ")),
        deadline: Some(deadline(stage)),
        escalation: stage
            .escalation
            .as_ref()
            .map(|escalation| escalates(escalation, names)),
    }
}

fn escalates(escalation: &Escalation, names: &NameBook) -> StationEscalation {
    let rule = &escalation.alternates;
    let (people, note) = match rule {
        AlternateRule::Named { approvers } => (principals(approvers, names), None),
        AlternateRule::SecondLevelManager { fallback } => (
            vec![StationPerson {
                place: true,
                ..StationPerson::new(&capitalized(&alternates(rule, names)), false)
            }],
            (!fallback.is_empty()).then(|| {
                t!(
                    "If there is none: {names}.",
                    names = one_of(fallback, names)
                )
            }),
        ),
    };
    let plural = if escalation.after_days == 1 { "" } else { "s" };
    StationEscalation {
        after: format!("after {} day{plural}", escalation.after_days),
        people,
        note,
    }
}

fn principals(principals: &[Principal], names: &NameBook) -> Vec<StationPerson> {
    principals
        .iter()
        .map(|principal| {
            StationPerson::new(
                names.principal(*principal),
                matches!(principal, Principal::Group(_)),
            )
        })
        .collect()
}
