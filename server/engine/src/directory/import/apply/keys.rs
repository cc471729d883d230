//! Finding the people and objects that records and mentions mean.

use super::super::problem::Problems;
use super::super::record::{Reference, Wanted};
use super::known::Known;
use super::plan::ObjectPlan;
use shared::directory::{ObjectKind, Principal, UserKind};
use shared::ids::{ObjectId, UserId};
use std::collections::{BTreeSet, HashMap};

/// Keys used within the files, and what they mean.
pub(in super::super) struct Keys {
    pub(super) known: Known,
    pub(super) users: HashMap<String, BTreeSet<UserId>>,
    pub(super) user_names: HashMap<String, UserId>,
    pub(super) objects: HashMap<String, BTreeSet<ObjectId>>,
    pub(super) object_names: HashMap<String, BTreeSet<ObjectId>>,
    pub(super) object_kinds: HashMap<ObjectId, ObjectKind>,
}

impl Keys {
    pub(in super::super) fn new(known: Known) -> Self {
        Self {
            known,
            users: HashMap::new(),
            user_names: HashMap::new(),
            objects: HashMap::new(),
            object_names: HashMap::new(),
            object_kinds: HashMap::new(),
        }
    }

    pub(super) fn resolve_members(&self, object: &mut ObjectPlan, problems: &mut Problems) {
        let listed = &object.record.members;
        let (mut users, mut groups) = (BTreeSet::new(), BTreeSet::new());
        for mention in &listed.references {
            match self.member(mention, problems) {
                Some(Principal::User(id)) => {
                    users.insert(id);
                }
                Some(Principal::Group(id)) => {
                    groups.insert(id);
                }
                None => {}
            }
        }
        object.members = listed.users.then_some(users);
        object.groups = listed.groups.then_some(groups);
        object.owners = object
            .record
            .owners
            .as_ref()
            .map(|owners| self.user_list(owners, problems));
    }

    pub(super) fn user_list(
        &self,
        mentions: &[Reference],
        problems: &mut Problems,
    ) -> BTreeSet<UserId> {
        mentions
            .iter()
            .filter_map(|mention| self.user(mention, problems))
            .collect()
    }

    /// People that a key may mean: of the files first, then of the directory.
    fn users_called(&self, key: &str) -> BTreeSet<UserId> {
        if let Some(ids) = self.users.get(key) {
            return ids.clone();
        }
        let lower = key.to_lowercase();
        let known = self
            .known
            .user_by_external_id
            .get(key)
            .or_else(|| self.known.user_by_name.get(&lower))
            .filter(|id| {
                self.known
                    .users
                    .get(id)
                    .is_some_and(|user| user.facts.kind != UserKind::Visitor)
            });
        self.user_names
            .get(&lower)
            .or(known)
            .copied()
            .into_iter()
            .collect()
    }

    /// Objects that a key may mean.
    fn objects_called(&self, key: &str, wanted: Wanted) -> BTreeSet<ObjectId> {
        let fits = |id: &ObjectId| {
            let kind = self
                .object_kinds
                .get(id)
                .copied()
                .or_else(|| self.known.objects.get(id).map(|object| object.facts.kind));
            wanted == Wanted::Object || kind == Some(ObjectKind::Group)
        };
        let known = self
            .known
            .object_by_external_id
            .get(key)
            .map(|id| [*id].into());
        let by_name = self
            .known
            .objects_by_name
            .get(key)
            .map(|ids| ids.iter().copied().collect());
        [
            self.objects.get(key).cloned(),
            known,
            self.object_names.get(key).cloned(),
            by_name,
        ]
        .into_iter()
        .flatten()
        .map(|ids: BTreeSet<ObjectId>| ids.into_iter().filter(fits).collect::<BTreeSet<_>>())
        .find(|ids| !ids.is_empty())
        .unwrap_or_default()
    }

    pub(super) fn user(&self, mention: &Reference, problems: &mut Problems) -> Option<UserId> {
        one(self.users_called(&mention.key), mention, "person", problems)
    }

    pub(super) fn object(&self, mention: &Reference, problems: &mut Problems) -> Option<ObjectId> {
        let what = if mention.wanted == Wanted::Group {
            "group"
        } else {
            "group, application or site"
        };
        one(
            self.objects_called(&mention.key, mention.wanted),
            mention,
            what,
            problems,
        )
    }

    fn member(&self, mention: &Reference, problems: &mut Problems) -> Option<Principal> {
        match mention.wanted {
            Wanted::User => self.user(mention, problems).map(Principal::User),
            Wanted::Group | Wanted::Object => self.object(mention, problems).map(Principal::Group),
            Wanted::UserOrGroup => {
                let users = self.users_called(&mention.key);
                let groups = self.objects_called(&mention.key, Wanted::Group);
                let all = users
                    .into_iter()
                    .map(Principal::User)
                    .chain(groups.into_iter().map(Principal::Group))
                    .collect();
                one(all, mention, "person or group", problems)
            }
        }
    }
}

/// The one thing a mention means.
fn one<T: Copy + Ord>(
    found: BTreeSet<T>,
    mention: &Reference,
    what: &str,
    problems: &mut Problems,
) -> Option<T> {
    let key = super::super::text::quoted(&mention.key);
    match found.len() {
        1 => found.first().copied(),
        0 => {
            problems.add(
                &mention.at,
                format!("There is no {what} {key}, neither in the files nor in the directory."),
            );
            None
        }
        _ => {
            problems.add(
                &mention.at,
                format!("More than one {what} is called {key}."),
            );
            None
        }
    }
}
