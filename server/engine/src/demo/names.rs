//! What the tables call by name, and what it is in the database.

use super::seeds::Who;
use crate::ctx::Ctx;
use crate::engine::Engine;
use crate::error::{Failure, Outcome};
use crate::{fetch_all, roles};
use shared::authz::Actor;
use shared::directory::Principal;
use shared::ids::{ObjectId, OrganizationId, PackageId, RoleId, UserId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the tables call by name.
#[derive(Default)]
pub(super) struct Names {
    pub people: BTreeMap<String, UserId>,
    pub objects: BTreeMap<String, ObjectId>,
    pub roles: BTreeMap<(String, String), RoleId>,
    pub organizations: BTreeMap<&'static str, OrganizationId>,
    pub packages: BTreeMap<&'static str, PackageId>,
}

/// A name that none of the tables explains: a mistake in them.
pub(super) fn unknown(what: &str, name: &str) -> Failure {
    Failure::Broken(format!("the demonstration knows no {what} {name:?}"))
}

impl Names {
    pub fn person(&self, name: &str) -> Outcome<UserId> {
        let found = self.people.get(name);
        found.copied().ok_or_else(|| unknown("person", name))
    }

    pub fn object(&self, name: &str) -> Outcome<ObjectId> {
        let found = self.objects.get(name);
        found.copied().ok_or_else(|| unknown("object", name))
    }

    /// A role of an object; without a name, its first one.
    pub fn role(&self, object: &str, role: &str) -> Outcome<RoleId> {
        let mut of_object = self.roles.iter().filter(|((name, _), _)| name == object);
        of_object
            .find(|((_, title), _)| role.is_empty() || title == role)
            .map(|(_, id)| *id)
            .ok_or_else(|| unknown("role of", object))
    }

    pub fn organization(&self, name: &str) -> Outcome<OrganizationId> {
        let found = self.organizations.get(name);
        found.copied().ok_or_else(|| unknown("organization", name))
    }

    pub fn package(&self, name: &str) -> Outcome<PackageId> {
        let found = self.packages.get(name);
        found.copied().ok_or_else(|| unknown("package", name))
    }

    pub fn principal(&self, who: Who) -> Outcome<Principal> {
        Ok(match who {
            Who::User(name) => Principal::User(self.person(name)?),
            Who::Group(name) => Principal::Group(self.object(name)?),
        })
    }

    pub fn principals(&self, who: &[Who]) -> Outcome<Vec<Principal>> {
        who.iter().map(|who| self.principal(*who)).collect()
    }

    /// Learns who is in the directory.
    pub async fn learn_people(&mut self, engine: &Engine) -> Outcome<()> {
        let mut conn = engine.db.read().await?;
        let people = fetch_all!(conn, (String, UserId), "demo/people")?;
        self.people = people.into_iter().collect();
        Ok(())
    }

    /// Learns what objects there are, with their roles.
    pub async fn learn_objects(&mut self, engine: &Engine) -> Outcome<()> {
        let mut conn = engine.db.read().await?;
        let objects = fetch_all!(conn, (String, ObjectId), "demo/objects")?;
        self.objects = objects.into_iter().collect();
        let roles = fetch_all!(conn, (String, String, RoleId), "demo/roles")?;
        self.roles = roles
            .into_iter()
            .map(|(object, role, id)| ((object, role), id))
            .collect();
        Ok(())
    }
}

/// A context of a person, with the roles held at this moment.
pub(super) async fn acting(engine: &Arc<Engine>, names: &Names, who: &str) -> Outcome<Ctx> {
    let id = names.person(who)?;
    let mut conn = engine.db.read().await?;
    let roles = roles::held_by(&mut conn, id).await?;
    let person = crate::directory::person(&mut conn, id).await?;
    let name = person.map_or_else(|| who.to_owned(), |person| person.name);
    Ok(Ctx::new(engine, Actor::Person { id, roles }, name))
}
