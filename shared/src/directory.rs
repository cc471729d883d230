//! People, groups, applications and sites: the words and facts other rules need.

use crate::ids::{ObjectId, OrganizationId, ProgramId, UserId};
use crate::words::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// How the directory knows a person.
    UserKind {
        /// Belongs to the organization itself.
        Member = "member",
        /// An outside person with an account in the directory.
        Guest = "guest",
        /// An outside person who has proved a mail address and has no account in the directory yet.
        Visitor = "visitor",
    }
}

words! {
    /// What kind of thing hands out roles.
    ObjectKind { Group = "group", Application = "application", Site = "site" }
}

words! {
    /// The kind of a group.
    GroupKind { Security = "security", Microsoft365 = "microsoft365" }
}

words! {
    /// Who masters the members of a group: only assigned ones can be granted here (CAT-08).
    Mastery {
        Assigned = "assigned",
        /// Filled by a rule; only its *Owner* role can be granted.
        Dynamic = "dynamic",
        /// Mastered in another directory.
        Synced = "synced",
        /// A mail distribution list.
        Distribution = "distribution",
    }
}

words! {
    /// Well-known roles of directory objects; all others are named by the object itself.
    RoleKind {
        /// Member of a group.
        Member = "member",
        /// Owner of a group or an application.
        Owner = "owner",
        /// A role that an application or a site defines.
        Defined = "defined",
        /// The one role of an application that defines none (CAT-09).
        DefaultAccess = "defaultAccess",
    }
}

words! {
    /// Where a held role comes from (BYD-06).
    HoldingOrigin {
        /// Held in the directory before or beside any assignment; survives the end of assignments.
        Native = "native",
        /// Put there by the delivery of an assignment.
        Delivered = "delivered",
    }
}

words! {
    /// A principal that can be named as approver, sponsor, requestor or role holder.
    PrincipalKind { User = "user", Group = "group" }
}

words! {
    /// State of a connected organization (ORG-03).
    OrganizationState { Configured = "configured", Proposed = "proposed" }
}

words! {
    /// On which side a sponsor of a connected organization stands (ORG-05).
    SponsorKind { Internal = "internal", External = "external" }
}

/// A user or a group. Text form `user:<id>` or `group:<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "camelCase")]
pub enum Principal {
    User(UserId),
    Group(ObjectId),
}

impl Principal {
    pub const fn kind(self) -> PrincipalKind {
        match self {
            Self::User(_) => PrincipalKind::User,
            Self::Group(_) => PrincipalKind::Group,
        }
    }

    pub const fn id(self) -> uuid::Uuid {
        match self {
            Self::User(id) => id.0,
            Self::Group(id) => id.0,
        }
    }

    pub const fn new(kind: PrincipalKind, id: uuid::Uuid) -> Self {
        match kind {
            PrincipalKind::User => Self::User(UserId(id)),
            PrincipalKind::Group => Self::Group(ObjectId(id)),
        }
    }
}

impl std::fmt::Display for Principal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind(), self.id())
    }
}

impl std::str::FromStr for Principal {
    type Err = crate::error::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || crate::error::UnknownWord {
            vocabulary: stringify!(Principal),
            word: text.chars().take(60).collect(),
        };
        let (kind, id) = text.trim().split_once(':').ok_or_else(unknown)?;
        let id = id.parse().map_err(|_| unknown())?;
        Ok(Self::new(kind.parse().map_err(|_| unknown())?, id))
    }
}

words! {
    /// Who can hold a role of the portal or of a catalog (ROL-01, ROL-03..06).
    HolderKind { User = "user", Group = "group", ServicePrincipal = "servicePrincipal" }
}

/// A user, a group or a program. Text form `user:<id>`, `group:<id>` or `servicePrincipal:<id>`.
/// Programs hold roles, and are nothing else a principal can be: they approve and sponsor nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    Principal(Principal),
    Program(ProgramId),
}

impl Holder {
    pub const fn kind(self) -> HolderKind {
        match self {
            Self::Principal(Principal::User(_)) => HolderKind::User,
            Self::Principal(Principal::Group(_)) => HolderKind::Group,
            Self::Program(_) => HolderKind::ServicePrincipal,
        }
    }

    pub const fn id(self) -> uuid::Uuid {
        match self {
            Self::Principal(principal) => principal.id(),
            Self::Program(id) => id.0,
        }
    }

    pub const fn new(kind: HolderKind, id: uuid::Uuid) -> Self {
        match kind {
            HolderKind::User => Self::Principal(Principal::User(UserId(id))),
            HolderKind::Group => Self::Principal(Principal::Group(ObjectId(id))),
            HolderKind::ServicePrincipal => Self::Program(ProgramId(id)),
        }
    }
}

impl From<Principal> for Holder {
    fn from(principal: Principal) -> Self {
        Self::Principal(principal)
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind(), self.id())
    }
}

impl std::str::FromStr for Holder {
    type Err = crate::error::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || crate::error::UnknownWord {
            vocabulary: stringify!(Holder),
            word: text.chars().take(60).collect(),
        };
        let (kind, id) = text.trim().split_once(':').ok_or_else(unknown)?;
        let id = id.parse().map_err(|_| unknown())?;
        Ok(Self::new(kind.parse().map_err(|_| unknown())?, id))
    }
}

/// The organization a person from outside belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    pub organization: OrganizationId,
    pub state: OrganizationState,
}

/// What rules need to know about the person who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub id: UserId,
    pub kind: UserKind,
    /// Not blocked from signing in (ASG-08).
    pub enabled: bool,
    /// Every group the person is in, nested ones included.
    pub groups: BTreeSet<ObjectId>,
    pub affiliation: Option<Affiliation>,
}

impl Subject {
    /// Is this person the principal, or a member of the group that it is?
    pub fn is_in(&self, principal: Principal) -> bool {
        match principal {
            Principal::User(id) => id == self.id,
            Principal::Group(id) => self.groups.contains(&id),
        }
    }

    /// Comes from outside the organization: policies for outsiders and the catalog's external flag
    /// apply.
    pub const fn is_outsider(&self) -> bool {
        matches!(self.kind, UserKind::Visitor | UserKind::Guest)
    }

    /// Has an account in the directory.
    pub const fn in_directory(&self) -> bool {
        matches!(self.kind, UserKind::Member | UserKind::Guest)
    }
}
