//! What a person holds, with every source of each role (BYD-29).

use crate::db::Conn;
use crate::error::Outcome;
use crate::texts::Name;
use crate::{fetch_all, fetch_in};
use shared::assignment::{AssignmentState, DeliveryState};
use shared::directory::{HoldingOrigin, ObjectKind, RoleKind};
use shared::ids::{AssignmentId, ObjectId, PackageId, RoleId, UserId};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::words::{access_badge, delivery_badge, object_kind};
use shared::views::my::{Badge, Meaning};
use shared::views::people::{AccessView, HeldRoleView, SourceView};
use std::collections::{BTreeMap, BTreeSet};

/// Roles and deliveries that one page shows.
const SHOWN: i64 = 300;
/// The id of the source "held in the directory itself".
const DIRECTORY: &str = "directory";

#[derive(sqlx::FromRow)]
struct Held {
    role_id: RoleId,
    role: String,
    role_kind: RoleKind,
    object_id: ObjectId,
    resource: String,
    kind: ObjectKind,
    origin: HoldingOrigin,
    since: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Given {
    assignment_id: AssignmentId,
    assignment_state: AssignmentState,
    ends_at: Option<Timestamp>,
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package: String,
    role_id: Option<RoleId>,
    role: Option<String>,
    object_id: Option<ObjectId>,
    resource: Option<String>,
    kind: Option<ObjectKind>,
    delivery_state: Option<DeliveryState>,
}

#[derive(sqlx::FromRow)]
struct Nested {
    parent_id: ObjectId,
    parent: String,
    child_id: ObjectId,
    child: String,
}

/// Everything somebody holds: through packages, in the directory itself, and through groups
/// within groups.
pub(super) async fn access(conn: &mut Conn, id: UserId, now: Timestamp) -> Outcome<AccessView> {
    let held = fetch_all!(conn, Held, "people/held_roles", id, SHOWN)?;
    let given = fetch_all!(conn, Given, "people/deliveries", id, SHOWN)?;
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let mut picture = Picture {
        view: AccessView {
            cut: held.len() == shown || given.len() == shown,
            ..AccessView::default()
        },
        edges: BTreeSet::new(),
    };
    picture.add_packages(&given, now);
    picture.add_held(&held, now);
    picture.add_pending(given);
    let direct: BTreeSet<ObjectId> = held
        .iter()
        .filter(|role| role.role_kind == RoleKind::Member)
        .map(|role| role.object_id)
        .collect();
    picture.add_nested(conn, direct).await?;
    Ok(picture.finish())
}

fn page_of(object: ObjectId) -> String {
    format!("/admin/objects/{object}")
}

struct Picture {
    view: AccessView,
    edges: BTreeSet<(String, String)>,
}

impl Picture {
    fn edge(&mut self, source: &str, role: &str) {
        self.edges.insert((source.to_owned(), role.to_owned()));
    }

    /// Each live assignment is a source.
    fn add_packages(&mut self, given: &[Given], now: Timestamp) {
        for row in given {
            let id = row.assignment_id.to_string();
            if self.view.sources.iter().any(|source| source.id == id) {
                continue;
            }
            let badge = access_badge(row.assignment_state);
            let until = row.ends_at.map_or_else(
                || t!("without end").to_owned(),
                |end| {
                    if end <= now {
                        t!("ending now").to_owned()
                    } else {
                        t!("until {end}", end = end.short_date())
                    }
                },
            );
            let detail = if badge.meaning == Meaning::Good {
                until
            } else {
                format!("{}, {until}", badge.label)
            };
            self.view.sources.push(SourceView {
                id,
                label: row.package.clone(),
                detail,
                href: Some(format!("/admin/packages/{}/assignments", row.package_id)),
                meaning: badge.meaning,
            });
        }
        for row in given {
            if let Some(role) = row.role_id {
                self.edge(&row.assignment_id.to_string(), &role.to_string());
            }
        }
    }

    /// Roles held now. Natively held ones come from the directory itself, whatever packages give
    /// them as well.
    fn add_held(&mut self, held: &[Held], now: Timestamp) {
        for row in held {
            let id = row.role_id.to_string();
            let known = self.edges.iter().any(|(_, role)| *role == id);
            if row.origin == HoldingOrigin::Native || !known {
                self.add_directory();
                self.edge(DIRECTORY, &id);
            }
            self.view.roles.push(HeldRoleView {
                id,
                resource: row.resource.clone(),
                href: page_of(row.object_id),
                role: row.role.clone(),
                kind: object_kind(row.kind).to_owned(),
                badge: Badge::new(Meaning::Good, t!("Held")),
                sources: Vec::new(),
                since: Some(When::new(row.since, now)),
            });
        }
    }

    fn add_directory(&mut self) {
        if self
            .view
            .sources
            .iter()
            .any(|source| source.id == DIRECTORY)
        {
            return;
        }
        self.view.sources.push(SourceView {
            id: DIRECTORY.to_owned(),
            label: t!("Directory").to_owned(),
            detail: t!("given outside of packages").to_owned(),
            href: None,
            meaning: Meaning::Neutral,
        });
    }

    /// Roles that are to be given but are not held yet.
    fn add_pending(&mut self, given: Vec<Given>) {
        for row in given {
            let (Some(role), Some(name), Some(object), Some(resource), Some(kind), Some(state)) = (
                row.role_id,
                row.role,
                row.object_id,
                row.resource,
                row.kind,
                row.delivery_state,
            ) else {
                continue;
            };
            let id = role.to_string();
            if self.view.roles.iter().any(|known| known.id == id) {
                continue;
            }
            self.view.roles.push(HeldRoleView {
                id,
                resource,
                href: page_of(object),
                role: name,
                kind: object_kind(kind).to_owned(),
                badge: delivery_badge(state),
                sources: Vec::new(),
                since: None,
            });
        }
    }

    /// Memberships that follow from groups within groups, upward until nothing is new.
    async fn add_nested(&mut self, conn: &mut Conn, direct: BTreeSet<ObjectId>) -> Outcome<()> {
        let mut through: BTreeMap<ObjectId, Nested> = BTreeMap::new();
        let mut seen = direct.clone();
        let mut level: Vec<ObjectId> = direct.into_iter().collect();
        while !level.is_empty() {
            let mut next = Vec::new();
            for row in fetch_in!(conn, Nested, "people/nested_groups", &level)? {
                let source = format!("through-{}", row.child_id);
                let role = format!("in-{}", row.parent_id);
                if !self.view.sources.iter().any(|known| known.id == source) {
                    self.view.sources.push(SourceView {
                        id: source.clone(),
                        label: row.child.clone(),
                        detail: t!("group within a group").to_owned(),
                        href: Some(page_of(row.child_id)),
                        meaning: Meaning::Neutral,
                    });
                }
                self.edge(&source, &role);
                if seen.insert(row.parent_id) {
                    next.push(row.parent_id);
                    through.insert(row.parent_id, row);
                }
            }
            level = next;
        }
        let mut groups: Vec<Nested> = through.into_values().collect();
        groups.sort_by(|a, b| a.parent.cmp(&b.parent));
        for group in groups {
            self.view.roles.push(HeldRoleView {
                id: format!("in-{}", group.parent_id),
                resource: group.parent,
                href: page_of(group.parent_id),
                role: "Member".to_owned(),
                kind: object_kind(ObjectKind::Group).to_owned(),
                badge: Badge::new(Meaning::Good, t!("Held")),
                sources: Vec::new(),
                since: None,
            });
        }
        Ok(())
    }

    /// Names the sources at each role; drops edges to what is not shown.
    fn finish(self) -> AccessView {
        let Self { mut view, edges } = self;
        view.edges = edges
            .into_iter()
            .filter(|(source, role)| {
                view.sources.iter().any(|known| known.id == *source)
                    && view.roles.iter().any(|known| known.id == *role)
            })
            .collect();
        // A group in which the person is directly as well needs no second source node.
        view.sources.retain(|source| {
            !source.id.starts_with("through-")
                || view.edges.iter().any(|(from, _)| *from == source.id)
        });
        for role in &mut view.roles {
            role.sources = view
                .sources
                .iter()
                .filter(|source| {
                    view.edges
                        .iter()
                        .any(|(from, to)| *from == source.id && *to == role.id)
                })
                .map(|source| source.label.clone())
                .collect();
        }
        view
    }
}
