//! What the directory already has of what the files mention.

use super::super::record::{Batch, Reference};
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::fetch_in;
use serde::Serialize;
use shared::directory::{GroupKind, Mastery, ObjectKind, UserKind};
use shared::forms::identity::mail_domain;
use shared::ids::{ObjectId, OrganizationId, UserId};
use std::collections::{BTreeSet, HashMap};

/// Keys asked for in one statement.
const BATCH: usize = 500;

/// Everything an import sets about a person, but manager and sponsors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
#[serde(rename_all = "camelCase")]
pub struct UserFacts {
    pub kind: UserKind,
    pub user_name: String,
    pub display_name: String,
    pub mail: String,
    pub given_name: String,
    pub surname: String,
    pub job_title: String,
    pub department: String,
    pub cost_center: String,
    pub company: String,
    pub country: String,
    pub enabled: bool,
    #[serde(rename = "organization")]
    pub organization_id: Option<OrganizationId>,
    pub external_id: Option<String>,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct KnownUser {
    pub id: UserId,
    #[sqlx(flatten)]
    pub facts: UserFacts,
    pub manager_id: Option<UserId>,
}

/// Everything an import sets about an object, but roles and members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
#[serde(rename_all = "camelCase")]
pub struct ObjectFacts {
    pub kind: ObjectKind,
    pub display_name: String,
    pub description: String,
    pub group_kind: Option<GroupKind>,
    pub mastery: Mastery,
    pub mail: String,
    pub url: String,
    pub external_id: Option<String>,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct KnownObject {
    pub id: ObjectId,
    #[sqlx(flatten)]
    pub facts: ObjectFacts,
}

/// People and objects of the directory, by their keys.
#[derive(Debug, Default)]
pub struct Known {
    pub users: HashMap<UserId, KnownUser>,
    pub user_by_external_id: HashMap<String, UserId>,
    pub user_by_name: HashMap<String, UserId>,
    pub objects: HashMap<ObjectId, KnownObject>,
    pub object_by_external_id: HashMap<String, ObjectId>,
    pub objects_by_name: HashMap<String, Vec<ObjectId>>,
    pub organization_by_domain: HashMap<String, OrganizationId>,
}

impl Known {
    /// Reads everything that the batch might mean, in batches of keys.
    pub async fn load(tx: &mut Tx, batch: &Batch) -> Outcome<Self> {
        let mut known = Self::default();
        let mut user_keys = BTreeSet::new();
        let mut object_keys = BTreeSet::new();
        let mut domains = BTreeSet::new();
        for user in &batch.users {
            user_keys.insert(user.user_name.clone());
            user_keys.extend(user.external_id.clone());
            domains.insert(mail_domain(&user.mail).to_owned());
        }
        for object in &batch.objects {
            object_keys.insert(object.display_name.clone());
            object_keys.extend(object.external_id.clone());
        }
        for reference in references(batch) {
            user_keys.insert(reference.key.clone());
            user_keys.insert(reference.key.to_lowercase());
            object_keys.insert(reference.key.clone());
        }
        known.load_users(tx, &user_keys).await?;
        known.load_objects(tx, &object_keys).await?;
        let domains: Vec<&str> = domains.iter().map(String::as_str).collect();
        for part in domains.chunks(BATCH) {
            let rows = fetch_in!(tx, (String, OrganizationId), "import/domains", part)?;
            known.organization_by_domain.extend(rows);
        }
        Ok(known)
    }

    async fn load_users(&mut self, tx: &mut Tx, keys: &BTreeSet<String>) -> Outcome<()> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        for part in keys.chunks(BATCH) {
            let mut rows = fetch_in!(tx, KnownUser, "import/users_by_external_id", part)?;
            rows.extend(fetch_in!(tx, KnownUser, "import/users_by_user_name", part)?);
            for row in rows {
                if let Some(key) = &row.facts.external_id {
                    self.user_by_external_id.insert(key.clone(), row.id);
                }
                self.user_by_name
                    .insert(row.facts.user_name.clone(), row.id);
                self.users.insert(row.id, row);
            }
        }
        Ok(())
    }

    async fn load_objects(&mut self, tx: &mut Tx, keys: &BTreeSet<String>) -> Outcome<()> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        for part in keys.chunks(BATCH) {
            let mut rows = fetch_in!(tx, KnownObject, "import/objects_by_external_id", part)?;
            rows.extend(fetch_in!(tx, KnownObject, "import/objects_by_name", part)?);
            for row in rows {
                if let Some(key) = &row.facts.external_id {
                    self.object_by_external_id.insert(key.clone(), row.id);
                }
                let named = self
                    .objects_by_name
                    .entry(row.facts.display_name.clone())
                    .or_default();
                if !named.contains(&row.id) {
                    named.push(row.id);
                }
                self.objects.insert(row.id, row);
            }
        }
        Ok(())
    }
}

/// Every mention in the batch.
fn references(batch: &Batch) -> impl Iterator<Item = &Reference> {
    let users = batch.users.iter().flat_map(|user| {
        let manager = user.manager.iter().flatten();
        manager.chain(user.sponsors.iter().flatten())
    });
    let objects = batch.objects.iter().flat_map(|object| {
        let members = object.members.references.iter();
        members.chain(object.owners.iter().flatten())
    });
    let holdings = batch
        .holdings
        .iter()
        .flat_map(|holding| [&holding.object, &holding.user]);
    users.chain(objects).chain(holdings)
}
