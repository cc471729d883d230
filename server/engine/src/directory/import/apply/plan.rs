//! Which record is which person or object, and what it will look like.

use super::super::problem::{At, Problems};
use super::super::record::{Batch, HoldingRecord, ObjectRecord, UserRecord};
use super::keys::Keys;
use super::known::{Known, KnownObject, KnownUser, ObjectFacts, UserFacts};
use crate::ctx::Tx;
use shared::ids::{ObjectId, UserId};
use std::collections::{BTreeSet, HashMap};

/// A person of the files.
pub struct UserPlan {
    pub id: UserId,
    pub before: Option<KnownUser>,
    pub after: UserFacts,
    pub at: At,
    /// `None`: leave as it is.
    pub manager: Option<Option<UserId>>,
    pub sponsors: Option<BTreeSet<UserId>>,
}

/// An object of the files.
pub struct ObjectPlan {
    pub id: ObjectId,
    pub before: Option<KnownObject>,
    pub after: ObjectFacts,
    pub record: ObjectRecord,
    /// `None`: leave as they are.
    pub members: Option<BTreeSet<UserId>>,
    pub groups: Option<BTreeSet<ObjectId>>,
    pub owners: Option<BTreeSet<UserId>>,
    /// Among the members those who were only repeated: who is one through a package alone stays so.
    pub repeated: BTreeSet<UserId>,
}

/// A held role of the files.
pub struct HoldingPlan {
    pub object: ObjectId,
    pub user: UserId,
    pub record: HoldingRecord,
}

/// What will be written.
#[derive(Default)]
pub struct Plan {
    pub users: Vec<UserPlan>,
    pub objects: Vec<ObjectPlan>,
    pub holdings: Vec<HoldingPlan>,
}

impl Plan {
    /// Matches records with the directory and resolves every mention; each that means nothing, or
    /// more than one thing, is a problem.
    pub fn new(tx: &Tx, batch: Batch, known: Known, problems: &mut Problems) -> Self {
        let mut keys = Keys::new(known);
        let mut plan = Self::default();
        let mut people = Vec::new();
        for record in batch.users {
            people.push(keys.match_user(tx, record, problems));
        }
        let mut objects = Vec::new();
        for record in batch.objects {
            objects.push(keys.match_object(tx, record, problems));
        }
        one_record_each(&people, &objects, problems);
        for (mut user, record) in people {
            user.manager = record
                .manager
                .map(|manager| manager.and_then(|mention| keys.user(&mention, problems)));
            user.sponsors = record
                .sponsors
                .map(|sponsors| keys.user_list(&sponsors, problems));
            if user
                .sponsors
                .as_ref()
                .is_some_and(|all| all.contains(&user.id))
            {
                problems.add(&user.at.field("sponsors"), "Nobody sponsors themselves.");
            }
            plan.users.push(user);
        }
        for mut object in objects {
            keys.resolve_members(&mut object, problems);
            plan.objects.push(object);
        }
        for record in batch.holdings {
            let object = keys.object(&record.object, problems);
            let user = keys.user(&record.user, problems);
            if let (Some(object), Some(user)) = (object, user) {
                plan.holdings.push(HoldingPlan {
                    object,
                    user,
                    record,
                });
            }
        }
        plan
    }
}

/// Two records must not turn out to be the same person or object.
fn one_record_each(
    people: &[(UserPlan, UserRecord)],
    objects: &[ObjectPlan],
    problems: &mut Problems,
) {
    let mut seen: HashMap<uuid::Uuid, &At> = HashMap::new();
    let all = people.iter().map(|(user, _)| (user.id.0, &user.at)).chain(
        objects
            .iter()
            .map(|object| (object.id.0, &object.record.at)),
    );
    for (id, at) in all {
        if let Some(first) = seen.insert(id, at) {
            problems.add(at, format!("This means the same as the record at {first}."));
        }
    }
}
