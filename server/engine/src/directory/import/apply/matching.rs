//! Matching records with what the directory has: by external id, else by name.

use super::super::problem::Problems;
use super::super::record::{ObjectRecord, UserRecord};
use super::keys::Keys;
use super::known::{KnownObject, ObjectFacts, UserFacts};
use super::plan::{ObjectPlan, UserPlan};
use crate::ctx::Tx;
use shared::directory::{GroupKind, Mastery, ObjectKind, UserKind};
use shared::forms::identity::mail_domain;
use std::collections::BTreeSet;

impl Keys {
    pub(super) fn match_user(
        &mut self,
        tx: &Tx,
        record: UserRecord,
        problems: &mut Problems,
    ) -> (UserPlan, UserRecord) {
        let by_external_id = record
            .external_id
            .as_ref()
            .and_then(|key| self.known.user_by_external_id.get(key));
        let by_name = self.known.user_by_name.get(&record.user_name);
        let found = by_external_id
            .or(by_name)
            .and_then(|id| self.known.users.get(id));
        if let (Some(found), Some(named)) = (found, by_name)
            && found.id != *named
        {
            problems.add(&record.at, "This user name belongs to somebody else.");
        } else if let (None, Some(found), Some(_)) = (by_external_id, found, &record.external_id)
            && let Some(other) = &found.facts.external_id
        {
            let message =
                format!("This user name belongs to the person with the external id {other}.");
            problems.add(&record.at, message);
        }
        let before = found.cloned();
        let id = before.as_ref().map_or_else(|| tx.id(), |user| user.id);
        let after = self.user_facts(&record, before.as_ref().map(|user| &user.facts));
        for key in record.external_id.iter().chain(&record.aliases) {
            self.users.entry(key.clone()).or_default().insert(id);
        }
        self.user_names.insert(record.user_name.clone(), id);
        let plan = UserPlan {
            id,
            before,
            after,
            at: record.at.clone(),
            manager: None,
            sponsors: None,
        };
        (plan, record)
    }

    pub(in super::super) fn user_facts(
        &self,
        record: &UserRecord,
        before: Option<&UserFacts>,
    ) -> UserFacts {
        let text = |told: &Option<String>, had: fn(&UserFacts) -> &String| {
            told.clone()
                .or_else(|| before.map(|facts| had(facts).clone()))
                .unwrap_or_default()
        };
        // A visitor who is imported gets an account; an empty directory is filled with members.
        let kind = record
            .kind
            .or(before.map(|facts| match facts.kind {
                UserKind::Visitor => UserKind::Guest,
                kind => kind,
            }))
            .unwrap_or(UserKind::Member);
        let organization_id = match kind {
            UserKind::Member => None,
            UserKind::Guest | UserKind::Visitor => self
                .known
                .organization_by_domain
                .get(mail_domain(&record.mail))
                .copied(),
        };
        UserFacts {
            kind,
            user_name: record.user_name.clone(),
            display_name: record.display_name.clone(),
            mail: record.mail.clone(),
            given_name: text(&record.given_name, |facts| &facts.given_name),
            surname: text(&record.surname, |facts| &facts.surname),
            job_title: text(&record.job_title, |facts| &facts.job_title),
            department: text(&record.department, |facts| &facts.department),
            cost_center: text(&record.cost_center, |facts| &facts.cost_center),
            company: text(&record.company, |facts| &facts.company),
            country: text(&record.country, |facts| &facts.country),
            enabled: record
                .enabled
                .or(before.map(|facts| facts.enabled))
                .unwrap_or(true),
            organization_id,
            external_id: record
                .external_id
                .clone()
                .or_else(|| before.and_then(|facts| facts.external_id.clone())),
        }
    }

    pub(super) fn match_object(
        &mut self,
        tx: &Tx,
        record: ObjectRecord,
        problems: &mut Problems,
    ) -> ObjectPlan {
        let by_external_id = record
            .external_id
            .as_ref()
            .and_then(|key| self.known.object_by_external_id.get(key))
            .and_then(|id| self.known.objects.get(id));
        // By name only what has no other external id.
        let named: Vec<&KnownObject> = self
            .known
            .objects_by_name
            .get(&record.display_name)
            .into_iter()
            .flatten()
            .filter_map(|id| self.known.objects.get(id))
            .filter(|object| object.facts.kind == record.kind)
            .filter(|object| record.external_id.is_none() || object.facts.external_id.is_none())
            .collect();
        if by_external_id.is_none() && named.len() > 1 {
            problems.add(
                &record.at,
                "There are several of this name; the external id must tell which one is meant.",
            );
        }
        if by_external_id.is_some_and(|object| object.facts.kind != record.kind) {
            problems.add(
                &record.at,
                "The directory has something of another kind under this external id.",
            );
        }
        let before = by_external_id.or(named.first().copied()).cloned();
        let id = before.as_ref().map_or_else(|| tx.id(), |object| object.id);
        let after = object_facts(&record, before.as_ref().map(|object| &object.facts));
        for key in record.external_id.iter().chain(&record.aliases) {
            self.objects.entry(key.clone()).or_default().insert(id);
        }
        self.object_names
            .entry(record.display_name.clone())
            .or_default()
            .insert(id);
        self.object_kinds.insert(id, record.kind);
        ObjectPlan {
            id,
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

pub(in super::super) fn object_facts(
    record: &ObjectRecord,
    before: Option<&ObjectFacts>,
) -> ObjectFacts {
    let text = |told: &Option<String>, had: fn(&ObjectFacts) -> &String| {
        told.clone()
            .or_else(|| before.map(|facts| had(facts).clone()))
            .unwrap_or_default()
    };
    ObjectFacts {
        kind: record.kind,
        display_name: record.display_name.clone(),
        description: text(&record.description, |facts| &facts.description),
        group_kind: (record.kind == ObjectKind::Group).then(|| {
            record
                .group_kind
                .or(before.and_then(|facts| facts.group_kind))
                .unwrap_or(GroupKind::Security)
        }),
        mastery: record
            .mastery
            .or(before.map(|facts| facts.mastery))
            .unwrap_or(Mastery::Assigned),
        mail: text(&record.mail, |facts| &facts.mail),
        url: text(&record.url, |facts| &facts.url),
        external_id: record
            .external_id
            .clone()
            .or_else(|| before.and_then(|facts| facts.external_id.clone())),
    }
}
