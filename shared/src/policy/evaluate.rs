//! May this person get this package, through which policies, and if not, why not (PKG-06, POL-36,
//! REQ-03, BYD-01, BYD-03)? One evaluation for lists, pages, requests and direct assignment.

use super::{Conflict, Expiration, PolicySettings, TargetScope};
use crate::directory::{OrganizationState, Subject, UserKind};
use crate::ids::PolicyId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What the catalog contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CatalogFacts {
    /// State is `published` (CAT-02).
    pub published: bool,
    pub externally_visible: bool,
}

/// What the person already has, or asked for, in this package, and what rules it out for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageFacts {
    /// But for access taken in an emergency: it may be followed by ordinary access (BYD-19).
    pub live_assignment: bool,
    pub open_request: bool,
    /// The package is being retired or was (BYD-20).
    pub retiring: bool,
    /// The person would have to be invited, and nobody is invited from their mail domain (ORG-06).
    pub uninvited: bool,
    /// Separation of duties (PKG-17, PKG-18).
    pub conflicts: Vec<Conflict>,
    /// Access taken in an emergency is there (BYD-19).
    pub emergency_access: bool,
    /// An emergency of the person with this package has not been looked at yet.
    pub emergency_unreviewed: bool,
}

/// A policy with its identity.
#[derive(Clone, Copy, Debug)]
pub struct PolicyFacts<'a> {
    pub id: PolicyId,
    pub settings: &'a PolicySettings,
}

/// A check that failed, in the words people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Check {
    AccountBlocked,
    CatalogDisabled,
    CatalogClosedToOutsiders,
    AlreadyAssigned,
    RequestOpen,
    Retiring,
    DomainNotInvited,
    /// What it is says [`Applicability::conflicts`].
    Incompatible,
    NobodyCanRequest,
    PolicyDisabled,
    DirectAssignmentOnly,
    NotListed,
    MembersOnly,
    DirectoryOnly,
    OutsidersOnly,
    OrganizationNotListed,
    OrganizationUnknown,
    OrganizationProposed,
    EndDatePassed,
    /// The access to be extended is over.
    AccessEnded,
    /// The access to be extended is not complete yet.
    NotReady,
    /// POL-30
    ExtensionOff,
    WithoutEnd,
    /// POL-31
    LongestAlready,
    /// POL-10
    ManagersCannotAsk,
    /// BYD-19
    EmergencyOff,
    EmergencyAccess,
    EmergencyUnreviewed,
    EmergencyWithoutAccount,
}

impl Check {
    /// The refusal, said to the person concerned.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::AccountBlocked => t!("This account is blocked from signing in."),
            Self::CatalogDisabled => t!("The catalog of this package is switched off."),
            Self::CatalogClosedToOutsiders => {
                t!("The catalog of this package is not open to people from outside.")
            }
            Self::AlreadyAssigned => t!("The access is already there."),
            Self::RequestOpen => t!("There is already an open request for this package."),
            Self::Retiring => t!("This package is being retired, so nobody new gets it."),
            Self::DomainNotInvited => t!("Nobody is invited from this mail domain."),
            Self::Incompatible => t!("Other access rules this access out."),
            Self::NobodyCanRequest => t!("This package has no policy, so nobody can get it yet."),
            Self::PolicyDisabled => t!("New requests are switched off."),
            Self::DirectAssignmentOnly => {
                t!("This access cannot be requested; it is assigned directly.")
            }
            Self::NotListed => t!("Only certain people and groups can request it."),
            Self::MembersOnly => t!("Only members of the organization can request it, not guests."),
            Self::DirectoryOnly => t!("Only people who already have an account can request it."),
            Self::OutsidersOnly => t!("It is meant for people from partner organizations."),
            Self::OrganizationNotListed => t!("It is not open to your organization."),
            Self::OrganizationUnknown => t!("Your organization is not known here."),
            Self::OrganizationProposed => t!("Your organization has not been confirmed here yet."),
            Self::EndDatePassed => t!("The date on which this access ends has passed."),
            Self::AccessEnded => t!("This access has ended."),
            Self::NotReady => t!("This access is not set up completely yet."),
            Self::ExtensionOff => t!("This access cannot be extended."),
            Self::WithoutEnd => t!("This access has no end."),
            Self::LongestAlready => t!("It lasts as long as it can already."),
            Self::ManagersCannotAsk => {
                t!("Managers cannot ask for this on behalf of their people.")
            }
            Self::EmergencyOff => t!("This access is not given in an emergency."),
            Self::EmergencyAccess => t!(
                "This access was taken in an emergency and cannot be extended. Ask for it in the ordinary way; then ordinary access follows."
            ),
            Self::EmergencyUnreviewed => t!(
                "Your last emergency with this package has not been looked at yet. Ask in the ordinary way."
            ),
            Self::EmergencyWithoutAccount => {
                t!("Only people who already have an account get access in an emergency.")
            }
        }
    }
}

/// Why one policy does not help (`policy` set), or nothing does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub policy: Option<PolicyId>,
    pub check: Check,
}

/// The answer: usable policies of the best class (more than one: the person chooses), and every
/// check that failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicability {
    pub usable: Vec<PolicyId>,
    pub refusals: Vec<Refusal>,
    /// What is in the way because of separation of duties.
    pub conflicts: Vec<Conflict>,
}

impl Applicability {
    pub fn is_eligible(&self) -> bool {
        !self.usable.is_empty()
    }

    /// Distinct sentences to the person concerned, most general first.
    pub fn sentences(&self) -> Vec<String> {
        self.said(Conflict::sentence)
    }

    /// As [`Self::sentences`], with other words for what is in the way.
    pub fn said(&self, conflict: impl Fn(&Conflict) -> String) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        let mut add = |sentence: String| {
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        };
        for refusal in &self.refusals {
            if refusal.check == Check::Incompatible {
                self.conflicts.iter().map(&conflict).for_each(&mut add);
            } else {
                add(refusal.check.sentence().to_owned());
            }
        }
        sentences
    }
}

impl PolicySettings {
    /// Does the policy's scope contain the person? (POL-02..08)
    pub fn scope_contains(&self, subject: &Subject) -> Result<(), Check> {
        match self.scope {
            TargetScope::NotSpecified => Err(Check::DirectAssignmentOnly),
            TargetScope::SpecificDirectoryUsers => {
                if !subject.in_directory() {
                    Err(Check::DirectoryOnly)
                } else if self.subjects.iter().any(|listed| subject.is_in(*listed)) {
                    Ok(())
                } else {
                    Err(Check::NotListed)
                }
            }
            TargetScope::AllMemberUsers => match subject.kind {
                UserKind::Member => Ok(()),
                UserKind::Guest | UserKind::Visitor => Err(Check::MembersOnly),
            },
            TargetScope::AllDirectoryUsers => {
                if subject.in_directory() {
                    Ok(())
                } else {
                    Err(Check::DirectoryOnly)
                }
            }
            TargetScope::SpecificConnectedOrganizationUsers => match outside(subject)? {
                Some(affiliation) if self.organizations.contains(&affiliation.organization) => {
                    Ok(())
                }
                Some(_) => Err(Check::OrganizationNotListed),
                None => Err(Check::OrganizationUnknown),
            },
            TargetScope::AllConfiguredConnectedOrganizationUsers => match outside(subject)? {
                Some(affiliation) if affiliation.state == OrganizationState::Configured => Ok(()),
                Some(_) => Err(Check::OrganizationProposed),
                None => Err(Check::OrganizationUnknown),
            },
            TargetScope::AllExternalUsers => outside(subject).map(|_| ()),
        }
    }

    /// The checks that do not depend on who asks.
    pub(super) fn is_open(&self, now: Timestamp) -> Result<(), Check> {
        if !self.enabled {
            return Err(Check::PolicyDisabled);
        }
        match self.expiration {
            Expiration::OnDate(end) if end <= now => Err(Check::EndDatePassed),
            _ => Ok(()),
        }
    }

    /// May an assignment manager put this person in directly through this policy? A policy without
    /// a requestor scope takes anyone in the directory (ASG-04, POL-08, POL-09).
    pub fn accepts_direct(&self, subject: &Subject, now: Timestamp) -> Result<(), Check> {
        self.is_open(now)?;
        if !subject.enabled {
            return Err(Check::AccountBlocked);
        }
        match self.scope {
            TargetScope::NotSpecified if subject.in_directory() => Ok(()),
            TargetScope::NotSpecified => Err(Check::DirectoryOnly),
            _ => self.scope_contains(subject),
        }
    }
}

/// The affiliation of a person from outside; members have none by definition.
fn outside(subject: &Subject) -> Result<Option<crate::directory::Affiliation>, Check> {
    match subject.kind {
        UserKind::Member => Err(Check::OutsidersOnly),
        UserKind::Guest | UserKind::Visitor => Ok(subject.affiliation),
    }
}

/// Which policies can this person request the package through at `now`?
pub fn applicable(
    catalog: CatalogFacts,
    package: PackageFacts,
    policies: &[PolicyFacts<'_>],
    subject: &Subject,
    now: Timestamp,
) -> Applicability {
    let mut found = Applicability {
        conflicts: package.conflicts,
        ..Applicability::default()
    };
    let mut refuse = |policy, check| found.refusals.push(Refusal { policy, check });
    if !subject.enabled {
        refuse(None, Check::AccountBlocked);
    }
    if !catalog.published {
        refuse(None, Check::CatalogDisabled);
    }
    if subject.is_outsider() && !catalog.externally_visible {
        refuse(None, Check::CatalogClosedToOutsiders);
    }
    if package.live_assignment {
        refuse(None, Check::AlreadyAssigned);
    }
    if package.open_request {
        refuse(None, Check::RequestOpen);
    }
    if package.retiring {
        refuse(None, Check::Retiring);
    }
    if package.uninvited {
        refuse(None, Check::DomainNotInvited);
    }
    if !found.conflicts.is_empty() {
        refuse(None, Check::Incompatible);
    }
    if policies.is_empty() {
        refuse(None, Check::NobodyCanRequest);
    }
    let mut open: Vec<(u8, PolicyId)> = Vec::new();
    for policy in policies {
        let verdict = policy
            .settings
            .is_open(now)
            .and_then(|()| policy.settings.scope_contains(subject));
        match (verdict, policy.settings.scope.priority()) {
            (Ok(()), Some(class)) => open.push((class, policy.id)),
            (Ok(()), None) => refuse(Some(policy.id), Check::DirectAssignmentOnly),
            (Err(check), _) => refuse(Some(policy.id), check),
        }
    }
    if found
        .refusals
        .iter()
        .any(|refusal| refusal.policy.is_none())
    {
        return found;
    }
    if let Some(best) = open.iter().map(|(class, _)| *class).min() {
        found.usable = open
            .into_iter()
            .filter(|(class, _)| *class == best)
            .map(|(_, id)| id)
            .collect();
    }
    found
}
