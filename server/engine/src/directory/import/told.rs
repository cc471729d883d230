//! One person or group told by an identity provider (`crate::scim`), in the steps of an import.

pub(crate) use super::apply::known::{Known, KnownObject, KnownUser};
pub(crate) use super::apply::plan::{ObjectPlan, UserPlan};

use super::Summary;
use super::apply::keys::Keys;
use super::apply::plan::Plan;
use super::apply::{matching, objects, users};
use super::problem::{At, Problems};
use super::record::{Batch, ObjectRecord, UserRecord};
use super::scim::{self, Node};
use crate::ctx::Tx;
use crate::error::Outcome;
use serde_json::Value;
use std::collections::BTreeSet;

fn at() -> At {
    At {
        file: "".into(),
        line: None,
        field: String::new(),
    }
}

/// Reads one user.
pub(crate) fn read_user(resource: &Value, problems: &mut Problems) -> Batch {
    let mut batch = Batch::default();
    let node = Node {
        at: at(),
        value: resource,
    };
    scim::user::read(&node, Vec::new(), &mut batch, problems);
    batch
}

/// Reads one group.
pub(crate) fn read_group(resource: &Value, problems: &mut Problems) -> Batch {
    let mut batch = Batch::default();
    let node = Node {
        at: at(),
        value: resource,
    };
    scim::objects::read_group(&node, Vec::new(), &mut batch, problems);
    batch
}

impl UserPlan {
    /// What becomes of somebody who is told as a whole: what is not mentioned is not there any more, but
    /// for what kind of person it is, and whether the account is open.
    pub(crate) fn told(
        tx: &Tx,
        record: &UserRecord,
        before: Option<KnownUser>,
        known: Known,
    ) -> Self {
        let whole = |text: &Option<String>| Some(text.clone().unwrap_or_default());
        let record = UserRecord {
            given_name: whole(&record.given_name),
            surname: whole(&record.surname),
            job_title: whole(&record.job_title),
            department: whole(&record.department),
            cost_center: whole(&record.cost_center),
            company: whole(&record.company),
            country: whole(&record.country),
            ..record.clone()
        };
        let mut after =
            Keys::new(known).user_facts(&record, before.as_ref().map(|user| &user.facts));
        after.external_id.clone_from(&record.external_id);
        Self {
            id: before.as_ref().map_or_else(|| tx.id(), |user| user.id),
            before,
            after,
            at: record.at,
            manager: Some(None),
            sponsors: None,
        }
    }
}

impl ObjectPlan {
    /// What becomes of a group that is told as a whole.
    pub(crate) fn told(tx: &Tx, record: ObjectRecord, before: Option<KnownObject>) -> Self {
        let whole = |text: &Option<String>| Some(text.clone().unwrap_or_default());
        let record = ObjectRecord {
            description: whole(&record.description),
            mail: whole(&record.mail),
            ..record
        };
        let mut after =
            matching::object_facts(&record, before.as_ref().map(|object| &object.facts));
        after.external_id.clone_from(&record.external_id);
        Self {
            id: before.as_ref().map_or_else(|| tx.id(), |object| object.id),
            before,
            after,
            record,
            members: None,
            groups: None,
            owners: None,
            repeated: BTreeSet::new(),
        }
    }
}

/// Writes one person, with the audit record.
pub(crate) async fn write_users(tx: &mut Tx, user: UserPlan, summary: &mut Summary) -> Outcome<()> {
    let plan = Plan {
        users: vec![user],
        ..Plan::default()
    };
    users::write(tx, &plan, summary).await
}

/// Writes one group, with the audit record.
pub(crate) async fn write_objects(
    tx: &mut Tx,
    object: ObjectPlan,
    summary: &mut Summary,
    problems: &mut Problems,
) -> Outcome<()> {
    let plan = Plan {
        objects: vec![object],
        ..Plan::default()
    };
    objects::write(tx, &plan, summary, problems).await
}
