//! Holes that products of this kind are known for, each tried by its class (ROL-07).

use crate::catalogs::{message, status, with_role};
use crate::support::place::{Caller, Place};
use engine::packages::{copy, move_form, move_to};
use engine::people::set_enabled;
use engine::roles::{add, remove, view};
use engine::{Ctx, catalogs};
use shared::authz::{Action, HeldRole, Role, Scope};
use shared::directory::Principal;
use shared::forms::AddRoleInput;
use shared::forms::packages::{CopyInput, RelocateInput};
use shared::ids::{CatalogId, RoleAssignmentId, UserId};
use shared::views::rights::GrantView;

fn give(role: Role, to: UserId) -> AddRoleInput {
    AddRoleInput {
        role,
        principals: vec![Principal::User(to).into()],
    }
}

/// Who may give and take this role: administrators each, owners those of their catalog.
fn may_give(giver: Caller, role: Role, own: bool) -> bool {
    match giver {
        Caller::Holder(Role::IdentityGovernanceAdministrator) => true,
        Caller::Holder(Role::CatalogOwner) => own && !role.is_tenant_wide(),
        _ => false,
    }
}

async fn all_roles(ctx: &Ctx, catalogs: &[CatalogId]) -> Vec<HeldRole> {
    let mut held = Vec::new();
    let mut conn = ctx.read().await.unwrap();
    let me = ctx.me().unwrap();
    for one in engine::roles::held_by(&mut conn, me).await.unwrap() {
        if one
            .catalog
            .is_none_or(|catalog| catalogs.contains(&catalog))
        {
            held.push(one);
        }
    }
    held
}

both! {
    async fn hole_a_role_given_by_somebody_who_may_not_give_it(world) {
        let (here, there) = (Place::new(&world).await, Place::new(&world).await);
        for (number, giver) in Caller::all().into_iter().enumerate() {
            let ctx = here.caller(&world, giver).await;
            for role in Role::ALL {
                for (own, place) in [(true, &here), (false, &there)] {
                    let scope = if role.is_tenant_wide() { Scope::Tenant } else { Scope::Catalog(place.catalog) };
                    let somebody = world.member(&format!("Somebody {number} {role} {own}")).await;
                    let given = add(&ctx, scope, give(*role, somebody)).await;
                    let wanted = may_give(giver, *role, own);
                    assert_eq!(given.is_ok(), wanted, "{giver:?} gives {role}, own: {own}: {given:?}");
                    let held = world.as_user(somebody).await.actor.roles().len();
                    assert_eq!(held, usize::from(wanted), "{giver:?} gave {role}, own: {own}");
                    // Nor to themselves, and nobody takes what they could not give.
                    if let Ok(me) = ctx.me() && !wanted {
                        let before = all_roles(&ctx, &[here.catalog, there.catalog]).await;
                        assert!(add(&ctx, scope, give(*role, me)).await.is_err());
                        assert_eq!(all_roles(&ctx, &[here.catalog, there.catalog]).await, before, "{giver:?} {role}");
                    }
                    world.give_role(Principal::User(place.someone), *role, match scope { Scope::Catalog(id) => Some(id), Scope::Tenant => None }).await;
                    let id = value!(world, RoleAssignmentId, "SELECT id FROM role_assignments WHERE principal_id = $1 AND role = $2", place.someone, *role);
                    let taken = remove(&ctx, scope, id).await;
                    assert_eq!(taken.is_ok(), wanted, "{giver:?} takes {role}, own: {own}: {taken:?}");
                    run_sql!(world, "DELETE FROM role_assignments WHERE id = $1", id).unwrap();
                }
            }
        }
    }

    async fn hole_a_catalog_role_given_for_the_portal_and_the_other_way_round(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let sales = world.catalog("Sales").await;
        for role in Role::ALL {
            let wrong = if role.is_tenant_wide() { Scope::Catalog(sales) } else { Scope::Tenant };
            assert_eq!(status(add(&admin, wrong, give(*role, ada)).await), 422, "{role}");
        }
        assert!(world.as_user(ada).await.actor.roles().is_empty());
    }

    async fn hole_escalation_through_group_nesting(world) {
        let ada = world.member("Ada Lind").await;
        let sales = world.catalog("Sales").await;
        let [outer, middle, inner] = [world.group("Outer").await, world.group("Middle").await, world.group("Inner").await];
        world.nest(&outer, &middle).await;
        world.nest(&middle, &inner).await;
        world.give_role(outer.principal(), Role::CatalogOwner, Some(sales)).await;
        let may = async || world.as_user(ada).await.allows(Action::EditCatalog, Scope::Catalog(sales));
        // Owning a group is not being in it, at any depth.
        for group in [&outer, &middle, &inner] {
            world.hold(ada, group.owner()).await;
        }
        assert!(!may().await, "an owner of the group");
        world.hold(ada, inner.member()).await;
        assert!(may().await, "three groups deep");
        run_sql!(world, "DELETE FROM group_nesting WHERE child_id = $1", middle.id).unwrap();
        assert!(!may().await, "the way is cut in the middle");
        // It goes one way only: being in the outer group makes nobody a member of the inner one.
        world.nest(&outer, &middle).await;
        run_sql!(world, "DELETE FROM role_holders WHERE role_id = $1", inner.member()).unwrap();
        run_sql!(world, "UPDATE role_assignments SET principal_id = $1 WHERE principal_id = $2", inner.id, outer.id).unwrap();
        world.hold(ada, outer.member()).await;
        assert!(!may().await, "from the outside inward");
        // A circle gives everybody in it what one of its groups has, and ends.
        world.nest(&inner, &outer).await;
        assert!(may().await, "around the circle");
    }

    async fn hole_a_group_that_runs_the_portal_handed_out_by_a_package(world) {
        let sales = world.catalog("Sales").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, sales).await;
        let [admins, crew, plain] = [world.group("Administrators").await, world.group("Crew").await, world.group("Plain").await];
        world.nest(&admins, &crew).await;
        world.give_role(admins.principal(), Role::IdentityGovernanceAdministrator, None).await;
        for group in [&admins, &crew, &plain] {
            world.hold(ada, group.owner()).await;
        }
        for group in [&admins, &crew] {
            let said = message(catalogs::add_resources(&owner, sales, vec![group.id, plain.id]).await, "object");
            assert!(said.contains("roles in this portal"), "{said}");
        }
        assert_eq!(world.count("catalog_resources").await, 0);
        let search = shared::forms::catalogs::ResourceSearch::default();
        let offered = catalogs::choices(&owner, sales, search).await.unwrap().choices;
        let refused: Vec<_> = offered.iter().map(|one| (one.name.as_str(), one.refused.is_some())).collect();
        assert_eq!(refused, [("Administrators", true), ("Crew", true), ("Plain", false)]);
        assert_eq!(catalogs::add_resources(&owner, sales, vec![plain.id]).await.unwrap(), 1);
        // An administrator could do the same by giving the role.
        let admin = world.administrator().await;
        assert_eq!(catalogs::add_resources(&admin, sales, vec![crew.id]).await.unwrap(), 1);
    }

    async fn hole_a_group_that_runs_another_catalog_handed_out_by_a_package(world) {
        let [sales, finance] = [world.catalog("Sales").await, world.catalog("Finance").await];
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, sales).await;
        let [owners, crew, staff] = [world.group("Finance owners").await, world.group("Crew").await, world.group("Sales staff").await];
        world.nest(&owners, &crew).await;
        world.give_role(owners.principal(), Role::CatalogOwner, Some(finance)).await;
        world.give_role(staff.principal(), Role::CatalogReader, Some(sales)).await;
        for group in [&owners, &crew, &staff] {
            world.hold(ada, group.owner()).await;
        }
        for group in [&owners, &crew] {
            let said = message(catalogs::add_resources(&owner, sales, vec![group.id]).await, "object");
            assert!(said.contains("roles in this portal"), "{said}");
        }
        let offered = catalogs::choices(&owner, sales, shared::forms::catalogs::ResourceSearch::default()).await.unwrap().choices;
        let refused: Vec<_> = offered.iter().map(|one| (one.name.as_str(), one.refused.is_some())).collect();
        assert_eq!(refused, [("Crew", true), ("Finance owners", true), ("Sales staff", false)]);
        // What Sales itself gave, its owners could give to anybody; elsewhere it is the role of another catalog.
        assert_eq!(catalogs::add_resources(&owner, sales, vec![staff.id]).await.unwrap(), 1);
        let projects = world.catalog("Projects").await;
        world.give_role(Principal::User(ada), Role::CatalogOwner, Some(projects)).await;
        let owner = world.as_user(ada).await;
        let package = world.package(sales, "Staff", &[staff.member()]).await;
        let form = move_form(&owner, package, Some(projects)).await.unwrap();
        assert!(!form.resources[0].addable);
        let place = RelocateInput { catalog: projects, add_missing: true };
        let said = message(move_to(&owner, package, &place).await, "add_missing");
        assert!(said.contains("roles in this portal"), "{said}");
        let copied = CopyInput { place, name: "Copy".to_owned(), policies: false };
        assert_eq!(status(copy(&owner, package, &copied).await), 422);
    }

    async fn hole_a_role_given_to_a_group_that_packages_hand_out(world) {
        let [sales, finance] = [world.catalog("Sales").await, world.catalog("Finance").await];
        let (_, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, finance).await;
        let [outer, team, free] = [world.group("Finance").await, world.group("Finance team").await, world.group("Free").await];
        world.nest(&outer, &team).await;
        world.package(sales, "Team", &[team.member()]).await;
        world.resource(finance, &free).await;
        let to = |group: &crate::support::Object| AddRoleInput { role: Role::CatalogOwner, principals: vec![group.principal().into()] };
        // Whoever runs Sales would decide who owns Finance, also through a group inside.
        for group in [&team, &outer] {
            let said = message(add(&owner, Scope::Catalog(finance), to(group)).await, "principal");
            assert!(said.starts_with("Packages of another catalog"), "{said}");
        }
        assert_eq!(world.count("role_assignments").await, 1);
        // Its own packages are the owner's own affair.
        assert_eq!(add(&owner, Scope::Catalog(finance), to(&free)).await.unwrap(), 1);
        // An administrator may, and everybody who sees the roles reads what follows from it.
        let admin = world.administrator().await;
        assert_eq!(add(&admin, Scope::Catalog(finance), to(&outer)).await.unwrap(), 1);
        let details = async |ctx: &Ctx, scope: Scope, name: &str| {
            let roles = view(ctx, scope, "").await.unwrap().roles.into_iter();
            let mut holders = roles.flat_map(|role| role.holders);
            holders.find(|holder| holder.name == name).unwrap().detail
        };
        let warned = "Packages can hand out membership, and this role with it";
        assert_eq!(details(&owner, Scope::Catalog(finance), "Finance").await, warned);
        assert_ne!(details(&owner, Scope::Catalog(finance), "Free").await, warned);
        world.give_role(free.principal(), Role::CatalogCreator, None).await;
        assert_eq!(details(&admin, Scope::Tenant, "Free").await, warned);
    }

    async fn hole_the_last_owner_goes_and_the_catalog_is_lost(world) {
        let sales = world.catalog("Sales").await;
        let (_, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, sales).await;
        let here = Scope::Catalog(sales);
        let id: RoleAssignmentId = view(&owner, here, "").await.unwrap().roles[0].holders[0].id.parse().unwrap();
        remove(&owner, here, id).await.unwrap();
        // Administrators run it and name the next owner.
        let admin = world.administrator().await;
        let bo = world.member("Bo Ek").await;
        add(&admin, here, give(Role::CatalogOwner, bo)).await.unwrap();
        assert!(world.as_user(bo).await.allows(Action::EditCatalog, here));
    }

    async fn hole_the_roles_of_a_disabled_administrator_count(world) {
        let admin = world.administrator().await;
        let other = world.administrator_named("Other Administrator").await;
        set_enabled(&admin, other.me().unwrap(), 1, false).await.unwrap();
        // The one who is left neither goes nor is disabled, whatever roles the other one still has.
        let roles = view(&admin, Scope::Tenant, "").await.unwrap().roles;
        let mine = roles[0].holders.iter().find(|holder| holder.name.starts_with("Ingrid")).unwrap();
        assert_eq!(status(remove(&admin, Scope::Tenant, mine.id.parse().unwrap()).await), 409);
        assert_eq!(status(set_enabled(&world.as_user(other.me().unwrap()).await, admin.me().unwrap(), 1, false).await), 409);
    }

    async fn hole_the_roles_of_a_group_that_is_gone(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let group = world.group("Administrators").await;
        world.hold(ada, group.member()).await;
        world.give_role(group.principal(), Role::IdentityGovernanceAdministrator, None).await;
        assert!(world.as_user(ada).await.allows(Action::TenantSettings, Scope::Tenant));
        run_sql!(world, "DELETE FROM role_holders WHERE role_id = $1", group.member()).unwrap();
        run_sql!(world, "DELETE FROM directory_roles WHERE object_id = $1", group.id).unwrap();
        run_sql!(world, "DELETE FROM directory_objects WHERE id = $1", group.id).unwrap();
        assert!(world.as_user(ada).await.actor.roles().is_empty());
        // What is left of it has a name, does not count as an administrator, and can be taken away.
        let holders = view(&admin, Scope::Tenant, "").await.unwrap().roles[0].holders.clone();
        let ghost = holders.iter().find(|holder| holder.group).unwrap();
        assert_eq!(ghost.name, "A deleted group");
        let mine = holders.iter().find(|holder| !holder.group).unwrap();
        assert_eq!(status(remove(&admin, Scope::Tenant, mine.id.parse().unwrap()).await), 409);
        remove(&admin, Scope::Tenant, ghost.id.parse().unwrap()).await.unwrap();
        // A new group is another one, even under the old name.
        let again = world.group("Administrators").await;
        world.hold(ada, again.member()).await;
        assert!(world.as_user(ada).await.actor.roles().is_empty());
    }

    async fn hole_the_roles_of_a_catalog_that_is_gone(world) {
        let sales = world.catalog("Sales").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, sales).await;
        catalogs::delete(&owner, sales).await.unwrap();
        assert!(world.as_user(ada).await.actor.roles().is_empty());
        // Who still has a page open with the roles of before finds nothing there.
        assert_eq!(status(catalogs::head(&owner, sales).await), 404);
        assert_eq!(status(add(&owner, Scope::Catalog(sales), give(Role::CatalogOwner, ada)).await), 404);
    }

    async fn rol_07_everybody_sees_what_they_may_through_which_groups_and_who_gave_it(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let sales = world.catalog("Sales").await;
        let [outer, inner] = [world.group("All sellers").await, world.group("Field sales").await];
        world.nest(&outer, &inner).await;
        world.hold(ada, inner.member()).await;
        let here = Scope::Catalog(sales);
        let to_group = AddRoleInput { role: Role::CatalogReader, principals: vec![outer.principal().into()] };
        add(&admin, here, to_group).await.unwrap();
        add(&admin, Scope::Tenant, give(Role::CatalogCreator, ada)).await.unwrap();
        let ctx = world.as_user(ada).await;
        let own = engine::roles::own_rights(&ctx).await.unwrap();
        let [creator, reader] = &own.grants[..] else { panic!("{own:?}") };
        assert_eq!((reader.title.as_str(), reader.place.as_str()), ("Catalog reader", "Sales"));
        assert_eq!(reader.through, ["Field sales", "All sellers"]);
        assert_eq!(reader.by.as_deref(), Some("Ingrid Administrator"));
        assert_eq!(reader.may, ["See the catalog and its packages"]);
        assert!(reader.href.is_some());
        assert_eq!((creator.place.as_str(), creator.through.len()), ("The whole portal", 0));
        assert_eq!(creator.may, ["Create catalogs"]);
        assert_eq!(creator.href, None, "the page of portal roles is not hers to see");
        // An administrator reads the same of anybody, and nobody else does.
        let seen = engine::people::view(&admin, ada).await.unwrap().portal_roles;
        let line = |grant: &GrantView| (grant.title.clone(), grant.through.clone(), grant.may.clone(), grant.by.clone());
        assert_eq!(seen.iter().map(line).collect::<Vec<_>>(), own.grants.iter().map(line).collect::<Vec<_>>());
        assert_eq!(status(engine::people::view(&ctx, admin.me().unwrap()).await), 403);
        // On the catalog, the same decision says what she may do there.
        let panel = catalogs::head(&ctx, sales).await.unwrap().rights;
        assert_eq!(panel.len(), 1);
        assert_eq!((panel[0].title.as_str(), &panel[0].may), ("Catalog reader", &reader.may));
        // Who makes a catalog has the role from themselves.
        let mine = catalogs::create(&ctx, crate::catalogs::input("Ada's own")).await.unwrap();
        let ctx = world.as_user(ada).await;
        let own = engine::roles::own_rights(&ctx).await.unwrap();
        let owner = own.grants.iter().find(|grant| grant.title == "Catalog owner").unwrap();
        assert_eq!((owner.place.as_str(), owner.by.as_deref()), ("Ada's own", Some("Ada Lind")));
        assert!(catalogs::head(&ctx, mine).await.unwrap().rights[0].may.contains(&"Create and change policies".to_owned()));
    }

    async fn rol_02_a_partner_administrator_runs_partner_organizations_and_nothing_else(world) {
        use engine::organizations;
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        add(&admin, Scope::Tenant, give(Role::ConnectedOrganizationAdministrator, ada)).await.unwrap();
        let ctx = world.as_user(ada).await;
        let bo = world.member("Bo Ek").await;
        let mut wanted = crate::organizations::input("Contoso", &["contoso.com"]);
        wanted.internal_sponsors = vec![Principal::User(bo)];
        let id = organizations::create(&ctx, wanted.clone()).await.unwrap();
        let shown = organizations::view(&ctx, id).await.unwrap();
        assert_eq!(shown.internal.len(), 1);
        // The sponsors change hands, too.
        wanted.internal_sponsors = vec![Principal::User(ada)];
        organizations::update(&ctx, id, 1, wanted).await.unwrap();
        assert!(organizations::list(&ctx, organizations::OrganizationFilter::default()).await.unwrap().page.rows.len() == 1);
        // Everything else of the administration is closed.
        for action in Action::ALL {
            assert_eq!(ctx.allows(*action, Scope::Tenant), *action == Action::AddConnectedOrganization, "{action}");
        }
        let own = engine::roles::own_rights(&ctx).await.unwrap();
        assert_eq!(own.grants[0].title, "Partner organization administrator");
        organizations::delete(&ctx, id, 2).await.unwrap();
        let record = rows!(world, (String,), "SELECT because FROM audit_records WHERE action LIKE 'organization.%'");
        assert!(record.len() >= 3 && record.iter().all(|row| row.0 == "connectedOrganizationAdministrator"), "{record:?}");
    }
}
