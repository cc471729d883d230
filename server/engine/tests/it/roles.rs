//! Roles of the portal and of catalogs (ROL-01, ROL-03..06).

use crate::support::flow::refusal;
use engine::roles::{add, remove, view};
use shared::AppError;
use shared::authz::{Action, Role, Scope};
use shared::directory::Principal;
use shared::forms::AddRoleInput;
use shared::ids::RoleAssignmentId;

fn give(role: Role, principals: &[Principal]) -> AddRoleInput {
    AddRoleInput {
        role,
        principals: principals.iter().copied().map(Into::into).collect(),
    }
}

const ADMINISTRATOR: Role = Role::IdentityGovernanceAdministrator;

both! {
    async fn rol_01_administrators_make_catalog_creators(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let creators = world.group("Creators").await;
        let both = [Principal::User(ada), creators.principal()];
        assert_eq!(add(&admin, Scope::Tenant, give(Role::CatalogCreator, &both)).await.unwrap(), 2);
        assert_eq!(add(&admin, Scope::Tenant, give(Role::CatalogCreator, &both)).await.unwrap(), 0, "held already");
        let ctx = world.as_user(ada).await;
        assert!(ctx.allows(Action::CreateCatalog, Scope::Tenant));
        assert!(matches!(refusal(add(&ctx, Scope::Tenant, give(Role::CatalogCreator, &both)).await), AppError::Forbidden(_)));
        assert!(matches!(refusal(view(&ctx, Scope::Tenant, "").await), AppError::Forbidden(_)));
        let roles = view(&admin, Scope::Tenant, "").await.unwrap().roles;
        let creator = roles.iter().find(|role| role.role == "catalogCreator").unwrap();
        assert_eq!(creator.holders.len(), 2);
        let id: RoleAssignmentId = creator.holders.iter().find(|holder| !holder.group).unwrap().id.parse().unwrap();
        assert_eq!(remove(&admin, Scope::Tenant, id).await.unwrap(), "Ada Lind");
        assert!(matches!(refusal(remove(&admin, Scope::Tenant, id).await), AppError::NotFound));
        assert!(!world.as_user(ada).await.allows(Action::CreateCatalog, Scope::Tenant));
    }

    async fn rol_07_who_is_not_signed_in_learns_nothing_from_ids(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        add(&admin, Scope::Tenant, give(Role::CatalogCreator, &[Principal::User(ada)])).await.unwrap();
        let roles = view(&admin, Scope::Tenant, "").await.unwrap().roles;
        let known: RoleAssignmentId = roles.iter().find(|role| role.role == "catalogCreator").unwrap().holders[0].id.parse().unwrap();
        let nobody = engine::Ctx::new(&world.engine, shared::authz::Actor::Anonymous, String::new());
        for id in [known, admin.id()] {
            assert_eq!(refusal(remove(&nobody, Scope::Tenant, id).await), AppError::SignInNeeded);
        }
    }

    async fn rol_01_the_last_administrator_stays(world) {
        let admin = world.administrator().await;
        let roles = view(&admin, Scope::Tenant, "").await.unwrap().roles;
        let own: RoleAssignmentId = roles[0].holders[0].id.parse().unwrap();
        assert!(matches!(refusal(remove(&admin, Scope::Tenant, own).await), AppError::Conflict(_)));
        // A group that nobody enabled is in does not count.
        let group = world.group("Administrators").await;
        let bo = world.member("Bo Ek").await;
        world.hold(bo, group.member()).await;
        world.set_enabled(bo, false).await;
        add(&admin, Scope::Tenant, give(ADMINISTRATOR, &[group.principal()])).await.unwrap();
        assert!(matches!(refusal(remove(&admin, Scope::Tenant, own).await), AppError::Conflict(_)));
        world.set_enabled(bo, true).await;
        remove(&admin, Scope::Tenant, own).await.unwrap();
        assert!(world.as_user(bo).await.allows(Action::TenantSettings, Scope::Tenant));
    }

    async fn rol_01_two_administrators_cannot_remove_each_other_at_once(world) {
        let admin = world.administrator().await;
        let bo = world.member("Bo Ek").await;
        add(&admin, Scope::Tenant, give(ADMINISTRATOR, &[Principal::User(bo)])).await.unwrap();
        let holders = view(&admin, Scope::Tenant, "").await.unwrap().roles[0].holders.clone();
        let ids: Vec<RoleAssignmentId> = holders.iter().map(|holder| holder.id.parse().unwrap()).collect();
        let other = world.as_user(bo).await;
        let (first, second) = tokio::join!(
            remove(&admin, Scope::Tenant, ids[0]),
            remove(&other, Scope::Tenant, ids[1])
        );
        assert_eq!([&first, &second].iter().filter(|outcome| outcome.is_ok()).count(), 1, "{first:?} {second:?}");
    }

    async fn rol_03_owners_run_the_roles_of_their_catalog_only(world) {
        let [owner, ada] = world.members(["Olle Owner", "Ada Lind"]).await;
        let (sales, other) = (world.catalog("Sales").await, world.catalog("Other").await);
        world.give_role(Principal::User(owner), Role::CatalogOwner, Some(sales)).await;
        let ctx = world.as_user(owner).await;
        let here = Scope::Catalog(sales);
        for role in [Role::CatalogOwner, Role::CatalogReader, Role::AccessPackageManager, Role::AccessPackageAssignmentManager] {
            assert_eq!(add(&ctx, here, give(role, &[Principal::User(ada)])).await.unwrap(), 1);
            let away = add(&ctx, Scope::Catalog(other), give(role, &[Principal::User(ada)])).await;
            assert!(matches!(refusal(away), AppError::NotFound));
        }
        let wrong = add(&ctx, here, give(Role::CatalogCreator, &[Principal::User(ada)])).await;
        assert!(matches!(refusal(wrong), AppError::Invalid(_)), "a tenant role in a catalog");
        let shown = view(&ctx, here, "").await.unwrap();
        assert!(shown.roles.iter().all(|role| role.may_add && role.may_remove));
        let holding: RoleAssignmentId = shown.roles[1].holders[0].id.parse().unwrap();
        assert!(matches!(refusal(remove(&ctx, Scope::Tenant, holding).await), AppError::NotFound), "of a catalog, not of the portal");
        remove(&ctx, here, holding).await.unwrap();
    }

    async fn rol_04_readers_see_roles_and_change_none(world) {
        let [reader, ada] = world.members(["Rut Reader", "Ada Lind"]).await;
        let sales = world.catalog("Sales").await;
        world.give_role(Principal::User(reader), Role::CatalogReader, Some(sales)).await;
        let ctx = world.as_user(reader).await;
        let shown = view(&ctx, Scope::Catalog(sales), "").await.unwrap();
        assert!(shown.roles.iter().all(|role| !role.may_add && !role.may_remove));
        assert!(shown.options.is_empty());
        let given = add(&ctx, Scope::Catalog(sales), give(Role::CatalogReader, &[Principal::User(ada)])).await;
        assert!(matches!(refusal(given), AppError::Forbidden(_)));
        let holding: RoleAssignmentId = shown.roles.iter().flat_map(|role| &role.holders).next().unwrap().id.parse().unwrap();
        assert!(matches!(refusal(remove(&ctx, Scope::Catalog(sales), holding).await), AppError::Forbidden(_)));
    }

    async fn rol_03_who_cannot_sign_in_gets_no_role(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let visitor = world.visitor("v@x.example", None).await;
        world.set_enabled(ada, false).await;
        for user in [ada, visitor, world.id()] {
            let given = add(&admin, Scope::Tenant, give(Role::CatalogCreator, &[Principal::User(user)])).await;
            assert!(matches!(refusal(given), AppError::Invalid(_)));
        }
        assert_eq!(world.count("role_assignments").await, 1);
        let nowhere = Scope::Catalog(world.id());
        let given = add(&admin, nowhere, give(Role::CatalogOwner, &[Principal::User(admin.me().unwrap())])).await;
        assert!(matches!(refusal(given), AppError::NotFound));
    }
}
