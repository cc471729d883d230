//! What the files say, whichever format they had. `None` means the file says nothing about it.

use super::problem::At;
use shared::directory::{GroupKind, Mastery, ObjectKind, UserKind};

/// Whom or what a reference may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    User,
    Group,
    /// A member that may be either.
    UserOrGroup,
    /// An application or a site.
    Object,
}

/// A mention of another record: by external id, user name, name, or an id used within the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub at: At,
    pub key: String,
    pub wanted: Wanted,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRecord {
    /// The record; its field is where the user name stands.
    pub at: At,
    /// Further keys by which the files mention this person.
    pub aliases: Vec<String>,
    pub external_id: Option<String>,
    /// Lower case.
    pub user_name: String,
    pub display_name: String,
    /// Lower case.
    pub mail: String,
    pub kind: Option<UserKind>,
    pub given_name: Option<String>,
    pub surname: Option<String>,
    pub job_title: Option<String>,
    pub department: Option<String>,
    pub cost_center: Option<String>,
    pub company: Option<String>,
    pub country: Option<String>,
    pub enabled: Option<bool>,
    /// `Some(None)`: explicitly nobody.
    pub manager: Option<Option<Reference>>,
    pub sponsors: Option<Vec<Reference>>,
}

/// A role that an application or a site defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRecord {
    pub at: At,
    pub name: String,
    pub description: String,
}

/// Members of a group: which kinds of members the list replaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    pub users: bool,
    pub groups: bool,
    pub references: Vec<Reference>,
}

/// A group, application or site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectRecord {
    /// The record; its field is where the name stands.
    pub at: At,
    pub aliases: Vec<String>,
    pub kind: ObjectKind,
    pub external_id: Option<String>,
    pub display_name: String,
    pub description: Option<String>,
    pub group_kind: Option<GroupKind>,
    pub mastery: Option<Mastery>,
    pub mail: Option<String>,
    pub url: Option<String>,
    /// Applications and sites.
    pub roles: Option<Vec<RoleRecord>>,
    /// Groups.
    pub members: Members,
    /// Groups and applications.
    pub owners: Option<Vec<Reference>>,
}

/// A role that somebody holds in the imported system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldingRecord {
    pub object: Reference,
    pub role_at: At,
    pub role: String,
    pub user: Reference,
}

/// Everything the files say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub users: Vec<UserRecord>,
    pub objects: Vec<ObjectRecord>,
    pub holdings: Vec<HoldingRecord>,
}

impl Batch {
    pub fn len(&self) -> usize {
        self.users.len() + self.objects.len() + self.holdings.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
