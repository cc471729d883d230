//! A catalog with one of everything, for services to be tried on.

use super::flow::{asks, open_policy};
use super::{Object, World};
use engine::Ctx;
use shared::authz::Role;
use shared::directory::Principal;
use shared::ids::{
    AssignmentId, CatalogId, GuestPolicyId, JobId, OrganizationId, PackageId, PackageRoleId,
    PolicyId, ProgramId, ProviderId, QuestionId, RequestId, ResourceId, RoleAssignmentId,
    SessionId, StageId, TemplateId, TokenId, UserId,
};
use shared::policy::{PolicySettings, Question, QuestionKind, TargetScope};

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    Anonymous,
    /// Signed in, without any role.
    Outsider,
    Holder(Role),
}

impl Caller {
    pub fn all() -> Vec<Self> {
        let roles = Role::ALL.iter().copied().map(Self::Holder);
        [Self::Anonymous, Self::Outsider]
            .into_iter()
            .chain(roles)
            .collect()
    }
}

/// What stands in a catalog.
#[derive(Debug)]
pub struct Place {
    pub catalog: CatalogId,
    /// A catalog without packages; whoever holds a role in the other one holds it here, too.
    pub empty: CatalogId,
    /// A resource that no package uses.
    pub unused: ResourceId,
    /// What it stands for, owned by whoever calls.
    pub unused_object: Object,
    /// An application with a role, in the catalog.
    pub object: Object,
    /// A group outside of the catalog, owned by whoever calls.
    pub addable: Object,
    /// A package that somebody has asked for.
    pub asked: PackageId,
    pub asked_policy: PolicyId,
    /// Who decides on requests for it.
    pub chief: UserId,
    pub request: RequestId,
    pub stage: StageId,
    /// A package that somebody holds, with a policy that needs no approval.
    pub held: PackageId,
    pub held_policy: PolicyId,
    pub assignment: AssignmentId,
    /// A package that somebody should have got and did not, and the question it asked them.
    pub stuck: PackageId,
    pub stuck_request: RequestId,
    pub stuck_assignment: AssignmentId,
    pub question: QuestionId,
    /// A package nobody holds, with its one policy and one role.
    pub spare: PackageId,
    pub policy: PolicyId,
    pub package_role: PackageRoleId,
    /// A package that gives nothing.
    pub bare: PackageId,
    /// A package that is being retired.
    pub retiring: PackageId,
    /// Held by somebody: one role of the catalog each, and one of the portal.
    pub owner: RoleAssignmentId,
    pub manager: RoleAssignmentId,
    pub reader: RoleAssignmentId,
    pub creator: RoleAssignmentId,
    /// Somebody without access.
    pub someone: UserId,
    /// Their mail address.
    pub someone_called: String,
    /// A policy of `held` for anybody from outside.
    pub partners: PolicyId,
    /// Access to `held` for which a guest asked.
    pub guest_access: AssignmentId,
    /// A partner organization of which nobody has come yet.
    pub organization: OrganizationId,
    /// A sign-in provider that answers.
    pub provider: ProviderId,
    /// A program, and its token.
    pub program: ProgramId,
    pub token: TokenId,
    /// A session of somebody else.
    pub session: SessionId,
    /// A template of policies in the catalog.
    pub template: TemplateId,
    /// A mail that was given up.
    pub mail: JobId,
    /// A rule for guests that is not the first, and one that was deleted.
    pub guest_policy: GuestPolicyId,
    pub gone_policy: GuestPolicyId,
}

impl Place {
    pub async fn new(world: &World) -> Self {
        let tag: uuid::Uuid = world.id();
        let named = |what: &str| format!("{what} {}", &tag.simple().to_string()[16..]);
        let catalog = world.catalog(&named("Catalog")).await;
        let empty = world.catalog(&named("Empty catalog")).await;
        let object = world
            .application(&named("Payroll"), &["Reader", "Editor"])
            .await;
        let unused_object = world.group(&named("Unused")).await;
        let unused = world.resource(catalog, &unused_object).await;
        let addable = world.group(&named("Addable")).await;
        let [chief, asker, holder, someone] = world
            .members([
                &*named("Chief"),
                &*named("Asker"),
                &*named("Holder"),
                &*named("Someone"),
            ])
            .await;

        let mut approved = open_policy();
        approved.stages.push(asks(&[chief]));
        approved.emergency_hours = Some(4);
        let asked = world
            .package(catalog, &named("Asked for"), &[object.roles[0]])
            .await;
        let asked_policy = world.policy(asked, &approved).await;
        let request = world.ask(asker, asked).await;
        let stage = world.stages(request).await[0].id;

        let held = world
            .package(catalog, &named("Held"), &[object.roles[0]])
            .await;
        let held_policy = world.policy(held, &open_policy()).await;
        let partners = PolicySettings {
            stages: vec![asks(&[chief])],
            ..PolicySettings::new(TargetScope::AllExternalUsers)
        };
        let partners = world.policy(held, &partners).await;
        world.open_to_outsiders(catalog).await;
        let assignment = world.ask(holder, held).await;
        let assignment = world.assignment_of(assignment).await.id;

        let question: QuestionId = world.id();
        let mut asking = open_policy();
        asking.questions.push(Question::new(
            question,
            "Why?".to_owned(),
            false,
            QuestionKind::LongText,
        ));
        let stuck = world
            .package(catalog, &named("Stuck"), &[object.roles[0]])
            .await;
        world.policy(stuck, &asking).await;
        let stuck_request = world.ask(holder, stuck).await;
        let stuck_assignment = world.assignment_of(stuck_request).await.id;
        for sql in [
            "UPDATE deliveries SET state = 'failed', next_try_at = NULL WHERE assignment_id = $1",
            "UPDATE assignments SET state = 'deliveryFailed' WHERE id = $1",
            "UPDATE requests SET state = 'deliveryFailed', status = 'DeliveryFailed' WHERE assignment_id = $1",
        ] {
            run_sql!(world, sql, stuck_assignment).unwrap();
        }
        let guest = world.member(&named("Visiting")).await;
        let guest_access = world.ask(guest, held).await;
        let guest_access = world.assignment_of(guest_access).await.id;
        run_sql!(
            world,
            "UPDATE users SET kind = 'guest' WHERE id = $1",
            guest
        )
        .unwrap();

        let spare = world
            .package(catalog, &named("Spare"), &[object.roles[0]])
            .await;
        let policy = world.policy(spare, &open_policy()).await;
        let package_role = value!(
            world,
            PackageRoleId,
            "SELECT id FROM package_roles WHERE package_id = $1",
            spare
        );

        run_sql!(
            world,
            "INSERT INTO incompatible_packages (package_id, other_id, added_at) VALUES ($1, $2, $3)",
            asked,
            spare,
            world.now()
        )
        .unwrap();
        run_sql!(
            world,
            "INSERT INTO incompatible_groups (package_id, group_id, added_at) VALUES ($1, $2, $3)",
            asked,
            addable.id,
            world.now()
        )
        .unwrap();

        let bare = world.package(catalog, &named("Bare"), &[]).await;
        let retiring = world.package(catalog, &named("Retiring"), &[]).await;
        run_sql!(
            world,
            "UPDATE access_packages SET retiring_since = $2, retires_at = $3 WHERE id = $1",
            retiring,
            world.now(),
            world.now().plus_days(30)
        )
        .unwrap();

        let mut roles = Vec::new();
        for (role, place) in [
            (Role::CatalogOwner, Some(catalog)),
            (Role::AccessPackageManager, Some(catalog)),
            (Role::CatalogReader, Some(catalog)),
            (Role::CatalogCreator, None),
        ] {
            world.give_role(Principal::User(chief), role, place).await;
            roles.push(value!(
                world,
                RoleAssignmentId,
                "SELECT id FROM role_assignments WHERE principal_id = $1 AND role = $2",
                chief,
                role
            ));
        }
        let domain = format!("{}.example", tag.simple());
        let organization = world.organization(&named("Partner"), &[&domain]).await;
        let provider = world.provider(&named("Login")).await;
        let (program, token) = world.program(&named("Night job")).await;
        let someone_called = value!(
            world,
            String,
            "SELECT mail FROM users WHERE id = $1",
            someone
        );
        let session: SessionId = world.id();
        run_sql!(
            world,
            "INSERT INTO sessions (id, user_id, token_hash, method, created_at, last_seen_at, expires_at)
             VALUES ($1, $2, $3, 'demo', $4, $4, $5)",
            session,
            chief,
            session.to_string(),
            world.now(),
            world.now().plus_days(1)
        )
        .unwrap();
        let template: TemplateId = world.id();
        run_sql!(
            world,
            "INSERT INTO policy_templates (id, catalog_id, display_name, name_key, settings, created_at)
             VALUES ($1, $2, 'Usual', 'usual', $3, $4)",
            template,
            catalog,
            serde_json::to_string(&open_policy()).unwrap(),
            world.now()
        )
        .unwrap();
        // There can only be so many: those of other places go before there are too many.
        run_sql!(
            world,
            "UPDATE guest_policies SET deleted_at = $1
             WHERE deleted_at IS NULL AND (SELECT COUNT(*) FROM guest_policies WHERE deleted_at IS NULL) > 12",
            world.now()
        )
        .unwrap();
        let mut rules = Vec::new();
        for (position, deleted) in [(1_i64, None), (2, None), (3, Some(world.now()))] {
            let id: GuestPolicyId = world.id();
            run_sql!(
                world,
                "INSERT INTO guest_policies (id, position, display_name, enabled, rules, created_at, modified_at, deleted_at)
                 VALUES ($1, $2, 'Partners', $3, '{}', $4, $4, $5)",
                id,
                position,
                false,
                world.now(),
                deleted
            )
            .unwrap();
            rules.push(id);
        }
        let mail: JobId = world.id();
        run_sql!(
            world,
            "INSERT INTO outbox (id, kind, payload, created_at, last_error) VALUES ($1, 'mail', '{}', $2, 'refused')",
            mail,
            world.now()
        )
        .unwrap();
        // One of the roles that the holder should have could not be given.
        run_sql!(
            world,
            "UPDATE deliveries SET state = 'failed', next_try_at = NULL WHERE assignment_id = $1",
            assignment
        )
        .unwrap();
        Self {
            catalog,
            empty,
            unused,
            unused_object,
            object,
            addable,
            asked,
            asked_policy,
            chief,
            request,
            stage,
            held,
            held_policy,
            assignment,
            stuck,
            stuck_request,
            stuck_assignment,
            question,
            spare,
            policy,
            package_role,
            bare,
            retiring,
            owner: roles[0],
            manager: roles[1],
            reader: roles[2],
            creator: roles[3],
            someone,
            someone_called,
            partners,
            guest_access,
            organization,
            provider,
            program,
            token,
            session,
            template,
            mail,
            guest_policy: rules[1],
            gone_policy: rules[2],
        }
    }

    /// A new caller, whose role, if it is one of a catalog, holds in this place.
    pub async fn caller(&self, world: &World, caller: Caller) -> Ctx {
        if caller == Caller::Anonymous {
            return world.anonymous();
        }
        let tag: uuid::Uuid = world.id();
        let user = world.member(&format!("Caller {}", tag.simple())).await;
        world.hold(user, self.addable.owner()).await;
        world.hold(user, self.unused_object.owner()).await;
        if let Caller::Holder(role) = caller {
            let me = Principal::User(user);
            if role.is_tenant_wide() {
                world.give_role(me, role, None).await;
            } else {
                world.give_role(me, role, Some(self.catalog)).await;
                world.give_role(me, role, Some(self.empty)).await;
            }
        }
        world.as_user(user).await
    }
}
