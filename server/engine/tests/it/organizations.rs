//! Partner organizations (ORG-01, ORG-03..05).

use crate::support::flow::{open_policy, refusal};
use crate::support::{Build, World, named, settings};
use engine::organizations::{
    Draft, OrganizationFilter, create, delete, edit_form, list, new_form, update, view,
};
use engine::requests::submit;
use shared::AppError;
use shared::authz::Role;
use shared::directory::{OrganizationState, Principal, SponsorKind};
use shared::forms::organizations::OrganizationInput;
use shared::forms::requests::RequestInput;
use shared::ids::{OrganizationId, UserId};
use shared::policy::{PolicySettings, TargetScope};

pub fn input(name: &str, domains: &[&str]) -> OrganizationInput {
    OrganizationInput {
        name: name.to_owned(),
        description: String::new(),
        domains: domains.iter().map(|&domain| domain.to_owned()).collect(),
        state: OrganizationState::Configured,
        provider: None,
        internal_sponsors: Vec::new(),
        external_sponsors: Vec::new(),
    }
}

async fn affiliation(world: &World, user: UserId) -> Option<OrganizationId> {
    let mut conn = world.db().read().await.unwrap();
    let subject = engine::directory::subject(&mut conn, user)
        .await
        .unwrap()
        .unwrap();
    subject
        .affiliation
        .map(|affiliation| affiliation.organization)
}

fn at_field(error: AppError, field: &str) -> String {
    match error {
        AppError::Invalid(errors) => errors.get(field).unwrap_or_else(|| panic!("{errors:?}")),
        other => panic!("{other:?}"),
    }
}

both! {
    async fn org_01_an_organization_has_name_domains_and_sponsors(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let eva = world.guest("eva@contoso.com", None).await;
        let owners = world.group("Partner managers").await;
        let made = OrganizationInput {
            internal_sponsors: vec![Principal::User(ada), owners.principal()],
            external_sponsors: vec![Principal::User(eva)],
            ..input("Contoso <b>", &["contoso.com", "contoso.de"])
        };
        let id = create(&admin, made).await.unwrap();
        let shown = view(&admin, id).await.unwrap();
        assert_eq!(shown.name, "Contoso <b>");
        assert_eq!(shown.domains, ["contoso.com", "contoso.de"]);
        assert_eq!((shown.internal.len(), shown.external.len(), shown.people_count), (2, 1, 1));
        assert!(!shown.proposed);
        let page = list(&admin, OrganizationFilter::default()).await.unwrap().page;
        assert_eq!((page.rows[0].sponsors, page.rows[0].people), (3, 1));
        for (q, found) in [("TOSO", 1), ("contoso.de", 1), ("fabrikam", 0)] {
            let filter = OrganizationFilter { q: q.to_owned(), ..OrganizationFilter::default() };
            assert_eq!(list(&admin, filter).await.unwrap().page.rows.len(), found, "{q}");
        }
        let again = refusal(create(&admin, input("contoso  <B>", &["other.com"])).await);
        assert!(at_field(again, "name").contains("this name"));
        assert_eq!(world.count("connected_organizations").await, 1);
    }

    async fn org_03_pol_07_an_unknown_domain_is_proposed_when_its_people_ask(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Partners").await;
        world.open_to_outsiders(catalog).await;
        let package = world.package(catalog, "Open day", &[]).await;
        let ada = world.member("Ada Lind").await;
        world.policy(package, &settings().scope(TargetScope::AllExternalUsers).stage(named(vec![Principal::User(ada)]))).await;
        let [one, two] = [world.visitor("iris@fabrikam.example", None).await, world.visitor("noor@fabrikam.example", None).await];
        submit(&world.as_user(one).await, package, &RequestInput::default()).await.unwrap();
        let proposed = affiliation(&world, one).await.expect("the organization is proposed");
        assert_eq!(affiliation(&world, two).await, Some(proposed), "it holds everybody of the domain");
        let shown = view(&admin, proposed).await.unwrap();
        assert!(shown.proposed);
        assert_eq!((shown.name.as_str(), shown.domains.len()), ("fabrikam.example", 1));
        submit(&world.as_user(two).await, package, &RequestInput::default()).await.unwrap();
        assert_eq!(list(&admin, OrganizationFilter::default()).await.unwrap().page.rows.len(), 1, "once only");
    }

    async fn org_03_proposed_ones_become_configured_by_hand(world) {
        let admin = world.administrator().await;
        let proposed = OrganizationInput { state: OrganizationState::Proposed, ..input("Contoso", &["contoso.com"]) };
        let id = create(&admin, proposed).await.unwrap();
        assert!(view(&admin, id).await.unwrap().proposed);
        let filter = OrganizationFilter { state: Some(OrganizationState::Configured), ..OrganizationFilter::default() };
        assert!(list(&admin, filter.clone()).await.unwrap().page.rows.is_empty());
        update(&admin, id, 1, input("Contoso", &["contoso.com"])).await.unwrap();
        assert_eq!(list(&admin, filter).await.unwrap().page.rows.len(), 1);
    }

    async fn org_04_people_belong_by_exactly_their_mail_domain(world) {
        let admin = world.administrator().await;
        let eva = world.guest("eva@contoso.com", None).await;
        let sub = world.guest("eva@mail.contoso.com", None).await;
        let lookalike = world.visitor("eva@notcontoso.com", None).await;
        let member = world.member("Ada Lind").await;
        let id = create(&admin, input("Contoso", &["contoso.com", "norrland.example"])).await.unwrap();
        assert_eq!(affiliation(&world, eva).await, Some(id));
        assert_eq!(affiliation(&world, sub).await, None);
        assert_eq!(affiliation(&world, lookalike).await, None);
        assert_eq!(affiliation(&world, member).await, None, "members are not from outside");
        update(&admin, id, 1, input("Contoso", &["mail.contoso.com"])).await.unwrap();
        assert_eq!(affiliation(&world, eva).await, None);
        assert_eq!(affiliation(&world, sub).await, Some(id));
    }

    async fn org_04_a_domain_belongs_to_one_organization(world) {
        let admin = world.administrator().await;
        create(&admin, input("Contoso", &["contoso.com"])).await.unwrap();
        let taken = refusal(create(&admin, input("Fabrikam", &["fabrikam.com", "contoso.com"])).await);
        assert_eq!(at_field(taken, "domains"), "contoso.com already belongs to Contoso.");
        assert_eq!(world.count("connected_organizations").await, 1, "nothing was kept");
        let fabrikam = create(&admin, input("Fabrikam", &["fabrikam.com"])).await.unwrap();
        let taken = refusal(update(&admin, fabrikam, 1, input("Fabrikam", &["contoso.com"])).await);
        assert!(at_field(taken, "domains").contains("Contoso"));
        let name = refusal(update(&admin, fabrikam, 1, input("CONTOSO", &["fabrikam.com"])).await);
        assert!(at_field(name, "name").contains("this name"));
        assert_eq!(view(&admin, fabrikam).await.unwrap().domains, ["fabrikam.com"]);
    }

    async fn org_05_sponsors_stand_on_their_own_side(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let eva = world.guest("eva@contoso.com", None).await;
        let visitor = world.visitor("v@contoso.com", None).await;
        let wrong = OrganizationInput { internal_sponsors: vec![Principal::User(eva)], ..input("C", &["contoso.com"]) };
        assert!(at_field(refusal(create(&admin, wrong).await), "internal").contains("eva@contoso.com"));
        for sponsor in [ada, visitor] {
            let wrong = OrganizationInput { external_sponsors: vec![Principal::User(sponsor)], ..input("C", &["contoso.com"]) };
            at_field(refusal(create(&admin, wrong).await), "external");
        }
        let gone = OrganizationInput { internal_sponsors: vec![Principal::User(world.id())], ..input("C", &["contoso.com"]) };
        at_field(refusal(create(&admin, gone).await), "internal");
        let right = OrganizationInput {
            internal_sponsors: vec![Principal::User(ada)],
            external_sponsors: vec![Principal::User(eva)],
            ..input("C", &["contoso.com"])
        };
        create(&admin, right).await.unwrap();
        let mut conn = world.db().read().await.unwrap();
        let relations = engine::directory::relations(&mut conn, eva).await.unwrap();
        assert_eq!(relations.internal_sponsors, [Principal::User(ada)]);
        assert_eq!(relations.external_sponsors, [Principal::User(eva)]);
        drop(conn);
        world.set_enabled(ada, false).await;
        let mut conn = world.db().read().await.unwrap();
        let relations = engine::directory::relations(&mut conn, eva).await.unwrap();
        assert!(relations.internal_sponsors.is_empty(), "only enabled people are asked");
    }

    async fn org_05_pickers_offer_the_right_side_and_keep_what_was_picked(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        world.guest("eva@contoso.com", None).await;
        let draft = Draft { internal: vec![Principal::User(ada)], find_internal: "nobody".to_owned(), ..Draft::default() };
        let form = new_form(&admin, &draft).await.unwrap();
        assert_eq!(form.internal_options.iter().map(|o| o.label.as_str()).collect::<Vec<_>>(), ["Ada Lind"]);
        assert_eq!(form.external_options.iter().map(|o| o.label.as_str()).collect::<Vec<_>>(), ["eva@contoso.com"]);
        let id = world.organization("Contoso", &["contoso.com"]).await;
        world.add_organization_sponsor(id, SponsorKind::Internal, Principal::User(ada)).await;
        let form = edit_form(&admin, id, &Draft::default()).await.unwrap();
        assert_eq!(form.internal, [Principal::User(ada).to_string()]);
        assert_eq!(form.domains, "contoso.com");
    }

    async fn org_01_a_stale_form_changes_nothing(world) {
        let admin = world.administrator().await;
        let id = create(&admin, input("Contoso", &["contoso.com"])).await.unwrap();
        update(&admin, id, 1, input("Contoso Ltd", &["contoso.com"])).await.unwrap();
        assert!(matches!(refusal(update(&admin, id, 1, input("Old", &["old.com"])).await), AppError::Conflict(_)));
        assert!(matches!(refusal(delete(&admin, id, 1).await), AppError::Conflict(_)));
        assert_eq!(view(&admin, id).await.unwrap().name, "Contoso Ltd");
    }

    async fn org_01_deleting_takes_it_out_of_policies_and_says_so_before(world) {
        let admin = world.administrator().await;
        let id = create(&admin, input("Contoso", &["contoso.com"])).await.unwrap();
        let other = create(&admin, input("Fabrikam", &["fabrikam.com"])).await.unwrap();
        let eva = world.guest("eva@contoso.com", Some(id)).await;
        let catalog = world.catalog("Projects").await;
        world.open_to_outsiders(catalog).await;
        let package = world.package(catalog, "Shared project", &[]).await;
        let policy = world.policy(package, &PolicySettings {
            scope: TargetScope::SpecificConnectedOrganizationUsers,
            organizations: vec![id, other],
            ..open_policy()
        }).await;
        let shown = view(&admin, id).await.unwrap();
        assert_eq!(shown.policies.len(), 1);
        assert_eq!((shown.policies[0].package.as_str(), shown.policies[0].catalog.as_str()), ("Shared project", "Projects"));
        // Who looks after partners does not see every catalog.
        let ove = world.member("Ove Partner").await;
        world.give_role(Principal::User(ove), Role::ConnectedOrganizationAdministrator, None).await;
        let hidden = view(&world.as_user(ove).await, id).await.unwrap().policies.remove(0);
        assert_eq!(hidden.package, "A package in a catalog you do not see");
        assert_eq!((hidden.policy.as_str(), hidden.catalog.as_str(), hidden.href), ("", "", None));
        assert!(shown.consequence.starts_with("One policy lists it"), "{}", shown.consequence);
        delete(&admin, id, shown.version).await.unwrap();
        assert_eq!(affiliation(&world, eva).await, None);
        let stored = value!(world, String, "SELECT settings FROM policies WHERE id = $1", policy);
        let settings: PolicySettings = serde_json::from_str(&stored).unwrap();
        assert_eq!(settings.organizations, [other]);
        assert_eq!(value!(world, i64, "SELECT version FROM policies WHERE id = $1", policy), 2);
        assert!(matches!(refusal(view(&admin, id).await), AppError::NotFound));
    }

    async fn rol_02_only_its_administrators_see_and_change_organizations(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        world.give_role(Principal::User(ada), Role::ConnectedOrganizationAdministrator, None).await;
        world.give_role(Principal::User(bo), Role::CatalogCreator, None).await;
        let id = create(&world.as_user(ada).await, input("Contoso", &["contoso.com"])).await.unwrap();
        assert!(matches!(refusal(view(&world.as_user(bo).await, id).await), AppError::Forbidden(_)));
        let outsider = world.member("Cy Dahl").await;
        let cy = world.as_user(outsider).await;
        assert!(matches!(refusal(view(&cy, id).await), AppError::NotFound));
        assert!(matches!(refusal(create(&cy, input("X", &["x.com"])).await), AppError::NotFound));
        assert!(matches!(refusal(delete(&cy, id, 1).await), AppError::NotFound));
        assert!(matches!(refusal(list(&world.anonymous(), OrganizationFilter::default()).await), AppError::SignInNeeded));
        let shown = view(&world.as_user(ada).await, id).await.unwrap();
        assert!(shown.internal.iter().all(|sponsor| sponsor.href.is_none()));
    }
}
