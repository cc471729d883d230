//! Services of catalogs, packages and policies, and what each needs.

use super::{Service, services};
use crate::support::flow::open_policy;
use crate::support::rights::Needs::{Begun, Chosen, Here, Listed, Tenant};
use crate::{catalogs as catalog_stories, packages as package_stories};
use engine::policies::PreviewPlace;
use engine::{Failure, catalogs, packages, policies, separation};
use shared::authz::Action::{
    AddResourceToCatalog, CancelPendingRequest, ChangeAnswers, ChangeResourceRolesOfPackage,
    ConfigureSeparationOfDuties, CreateAccessPackage, CreateCatalog, CreateOrEditPolicy,
    DeleteCatalog, DeletePackage, DeleteRequest, DirectlyAssignUser, DirectlyRemoveUser,
    EditCatalog, HidePackage, RemoveResourceFromCatalog, ReprocessAssignment, ReprocessRequest,
    SetRequiredAttributes, ViewAssignments, ViewCatalogAndPackages, ViewDeliveryErrors,
    ViewRequests,
};
use shared::catalog::GENERAL_CATALOG;
use shared::directory::Principal;
use shared::forms::attributes::AttributesInput;
use shared::forms::catalogs::{CatalogInput, ResourceSearch};
use shared::forms::packages::{
    AssignInput, CatalogChoice, CopyInput, IncompatibleInput, PackageInput, PackageText,
    RelocateInput, RetireInput,
};
use shared::forms::{
    AssignManyInput, Fields, PolicyInput, PolicyPick, ReplaceInput, TemplateInput,
};

fn catalog() -> CatalogInput {
    catalog_stories::input("A catalog of one's own")
}

fn text() -> PackageText {
    PackageText {
        name: "Another name".to_owned(),
        description: String::new(),
        texts: shared::texts::Texts::default(),
        hidden: true,
    }
}

fn with_new_catalog() -> PackageInput {
    PackageInput {
        catalog: CatalogChoice::New(catalog()),
        ..package_stories::input(GENERAL_CATALOG, "With its own catalog")
    }
}

/// A resource that asks for the country.
fn demanding() -> AttributesInput {
    let mut fields = Fields::default();
    for (name, value) in [
        ("version", "1"),
        ("question1_attribute", "country"),
        ("question1_text", "Where?"),
    ] {
        fields.set(name, value);
    }
    AttributesInput::parse(&fields).unwrap()
}

fn policy(version: Option<i64>) -> PolicyInput {
    PolicyInput {
        name: "Another policy".to_owned(),
        description: String::new(),
        settings: open_policy(),
        question_rows: Vec::new(),
        version,
    }
}

pub const CATALOGS: &[Service] = services! {
    reads "catalogs::list": Listed(&[ViewCatalogAndPackages, CreateCatalog]), |_place, ctx| catalogs::list(ctx, catalogs::CatalogFilter::default());
    reads "catalogs::new_form": Tenant(CreateCatalog), |_place, ctx| async { catalogs::new_form(ctx) };
    changes "catalogs::create": Tenant(CreateCatalog), |place, ctx| catalogs::create(ctx, catalog_stories::input(&format!("New {}", place.catalog)));
    reads "catalogs::head": Here(ViewCatalogAndPackages), |place, ctx| catalogs::head(ctx, place.catalog);
    reads "catalogs::packages": Here(ViewCatalogAndPackages), |place, ctx| catalogs::packages(ctx, place.catalog, "", "");
    reads "catalogs::edit_form": Here(EditCatalog), |place, ctx| catalogs::edit_form(ctx, place.catalog);
    changes "catalogs::edit": Here(EditCatalog), |place, ctx| catalogs::edit(ctx, place.catalog, 1, catalog_stories::input(&format!("Edited {}", place.catalog)));
    changes "catalogs::delete": Here(DeleteCatalog), |place, ctx| catalogs::delete(ctx, place.empty);
    reads "catalogs::resources": Here(ViewCatalogAndPackages), |place, ctx| catalogs::resources(ctx, place.catalog, "");
    reads "catalogs::choices": Here(AddResourceToCatalog), |place, ctx| catalogs::choices(ctx, place.catalog, ResourceSearch::default());
    changes "catalogs::add_resources": Here(AddResourceToCatalog), |place, ctx| catalogs::add_resources(ctx, place.catalog, vec![place.addable.id]);
    reads "catalogs::resource": Here(ViewCatalogAndPackages), |place, ctx| catalogs::resource(ctx, place.catalog, place.unused);
    changes "catalogs::set_attributes": Here(SetRequiredAttributes), |place, ctx| catalogs::set_attributes(ctx, place.catalog, place.unused, demanding());
    changes "catalogs::remove_resource": Here(RemoveResourceFromCatalog), |place, ctx| catalogs::remove_resource(ctx, place.catalog, place.unused);
};

pub const PACKAGES: &[Service] = services! {
    reads "packages::list": Listed(&[ViewCatalogAndPackages, CreateCatalog]), |_place, ctx| packages::list(ctx, "", "");
    reads "packages::new_form": Begun(&[CreateAccessPackage, CreateCatalog]), |_place, ctx| packages::new_form(ctx, None);
    changes "packages::create": Chosen(CreateAccessPackage), |place, ctx| packages::create(ctx, package_stories::input(place.catalog, "Another package"));
    changes "packages::create": Tenant(CreateCatalog), |place, ctx| packages::create(ctx, PackageInput { catalog: CatalogChoice::New(catalog_stories::input(&format!("New {}", place.catalog))), ..with_new_catalog() });
    reads "packages::head": Here(ViewCatalogAndPackages), |place, ctx| packages::head(ctx, place.spare);
    reads "packages::overview": Here(ViewCatalogAndPackages), |place, ctx| packages::overview(ctx, place.spare);
    reads "packages::policies": Here(ViewCatalogAndPackages), |place, ctx| packages::policies(ctx, place.spare);
    reads "packages::roles": Here(ViewCatalogAndPackages), |place, ctx| packages::roles(ctx, place.spare, "");
    reads "packages::edit_form": Here(CreateAccessPackage), |place, ctx| packages::edit_form(ctx, place.spare);
    changes "packages::edit": Here(CreateAccessPackage), |place, ctx| packages::edit(ctx, place.spare, 1, text());
    changes "packages::set_hidden": Here(HidePackage), |place, ctx| packages::set_hidden(ctx, place.spare, true);
    changes "packages::add_roles": Here(ChangeResourceRolesOfPackage), |place, ctx| packages::add_roles(ctx, place.spare, vec![place.object.roles[1]]);
    changes "packages::remove_role": Here(ChangeResourceRolesOfPackage), |place, ctx| packages::remove_role(ctx, place.spare, place.package_role);
    changes "packages::delete": Here(DeletePackage), |place, ctx| packages::delete(ctx, place.spare);
    reads "packages::requests": Here(ViewRequests), |place, ctx| packages::requests(ctx, place.asked, packages::RequestFilter::default());
    reads "packages::request_in": Here(ViewRequests), |place, ctx| packages::request_in(ctx, place.asked, place.request);
    reads "packages::delivery_errors": Here(ViewDeliveryErrors), |place, ctx| packages::delivery_errors(ctx, place.held, "");
    changes "packages::reprocess_request": Here(ReprocessRequest), |place, ctx| packages::reprocess_request(ctx, place.stuck, place.stuck_request);
    changes "packages::delete_request": Here(DeleteRequest), |place, ctx| packages::delete_request(ctx, place.stuck, place.stuck_request);
    changes "packages::change_request_answers": Here(ChangeAnswers), |place, ctx| async { packages::change_request_answers(ctx, place.stuck, place.stuck_request, &[(place.question, "another".to_owned())]).await };
    changes "packages::reprocess_assignments": Here(ReprocessAssignment), |place, ctx| async { packages::reprocess_assignments(ctx, place.held, &[place.assignment]).await };
    changes "packages::cancel_request": Here(CancelPendingRequest), |place, ctx| packages::cancel_request(ctx, place.asked, place.request);
    reads "packages::assignments": Here(ViewAssignments), |place, ctx| packages::assignments(ctx, place.held, packages::AssignmentFilter::default());
    changes "packages::remove_assignment": Here(DirectlyRemoveUser), |place, ctx| packages::remove_assignment(ctx, place.held, place.assignment, "");
    reads "packages::assignments_csv": Here(ViewAssignments), |place, ctx| packages::assignments_csv(ctx, place.held, packages::AssignmentFilter::default());
    reads "packages::assign_form": Here(DirectlyAssignUser), |place, ctx| packages::assign_form(ctx, place.held, None, "", &[]);
    reads "packages::assign_many_form": Here(DirectlyAssignUser), |place, ctx| packages::assign_many_form(ctx, place.held, "", None);
    changes "packages::assign_many": Here(DirectlyAssignUser), |place, ctx| async {
        let input = AssignManyInput { policy: Some(place.held_policy), list: vec![place.someone_called.clone()], ..AssignManyInput::default() };
        packages::assign_many(ctx, place.held, &input).await
    };
    reads "packages::simulate": Here(ViewAssignments), |place, ctx| packages::simulate(ctx, place.held, "", Some(place.someone), None);
    reads "packages::retire_form": Here(DeletePackage), |place, ctx| packages::retire_form(ctx, place.held, "");
    changes "packages::retire": Here(DeletePackage), |place, ctx| packages::retire(ctx, place.held, &RetireInput { on: ctx.now().plus_days(9), reason: String::new() });
    changes "packages::call_off_retirement": Here(DeletePackage), |place, ctx| packages::call_off_retirement(ctx, place.retiring);
    reads "packages::move_form": Here(CreateAccessPackage), |place, ctx| packages::move_form(ctx, place.spare, Some(place.empty));
    changes "packages::move_to": Here(DeletePackage), |place, ctx| packages::move_to(ctx, place.bare, &RelocateInput { catalog: place.empty, add_missing: false });
    changes "packages::copy": Here(CreateAccessPackage), |place, ctx| packages::copy(ctx, place.bare, &CopyInput { place: RelocateInput { catalog: place.empty, add_missing: false }, name: "A copy".to_owned(), policies: true });
    reads "separation::separation": Here(ConfigureSeparationOfDuties), |place, ctx| separation::separation(ctx, place.spare, "");
    changes "separation::add_incompatible": Here(ConfigureSeparationOfDuties), |place, ctx| separation::add_incompatible(ctx, place.spare, &IncompatibleInput { packages: vec![place.held], groups: vec![place.addable.id] });
    changes "separation::remove_incompatible_package": Here(ConfigureSeparationOfDuties), |place, ctx| separation::remove_incompatible_package(ctx, place.asked, place.spare);
    changes "separation::remove_incompatible_group": Here(ConfigureSeparationOfDuties), |place, ctx| separation::remove_incompatible_group(ctx, place.asked, place.addable.id);
    reads "separation::other_packages": Here(ConfigureSeparationOfDuties), |place, ctx| separation::other_packages(ctx, place.spare, separation::End::RulingOut, "", 50);
    reads "separation::other_groups": Here(ConfigureSeparationOfDuties), |place, ctx| separation::other_groups(ctx, place.spare, "", 50);
    reads "separation::overlaps": Here(ConfigureSeparationOfDuties), |place, ctx| separation::overlaps(ctx, place.spare, "");
    reads "separation::overlaps_csv": Here(ConfigureSeparationOfDuties), |place, ctx| separation::overlaps_csv(ctx, place.spare);
    changes "packages::assign": Here(DirectlyAssignUser), |place, ctx| packages::assign(ctx, place.held, AssignInput { people: vec![place.someone], policy: Some(place.held_policy), ..AssignInput::default() });
};

pub const POLICIES: &[Service] = services! {
    reads "policies::new_package": Begun(&[CreateAccessPackage, CreateCatalog]), |_place, ctx| policies::new_package(ctx, None, None);
    changes "policies::create_package": Chosen(CreateAccessPackage), |place, ctx| policies::create_package(ctx, package_stories::input(place.catalog, "Another package"), policy(None));
    changes "policies::create_package": Tenant(CreateCatalog), |place, ctx| policies::create_package(ctx, PackageInput { catalog: CatalogChoice::New(catalog_stories::input(&format!("New {}", place.catalog))), ..with_new_catalog() }, policy(None));
    reads "policies::role_choices": Here(CreateAccessPackage), |place, ctx| policies::role_choices(ctx, place.catalog);
    reads "policies::new_policy": Here(CreateOrEditPolicy), |place, ctx| policies::new_policy(ctx, place.spare, None, None);
    reads "policies::edit_policy": Here(CreateOrEditPolicy), |place, ctx| policies::edit_policy(ctx, place.spare, place.policy, None);
    reads "policies::outside": Here(CreateOrEditPolicy), |place, ctx| async { policies::outside(ctx, place.spare, place.policy, &policy(None).to_fields()).await };
    reads "policies::preview": Here(CreateOrEditPolicy), |place, ctx| async { policies::preview(ctx, PreviewPlace::Package(place.spare), &policy(None).to_fields(), place.someone).await };
    reads "policies::preview": Here(CreateAccessPackage), |place, ctx| async { policies::preview(ctx, PreviewPlace::Catalog(place.catalog), &policy(None).to_fields(), place.someone).await };
    reads "policies::preview": Tenant(CreateCatalog), |place, ctx| async { policies::preview(ctx, PreviewPlace::NewCatalog, &policy(None).to_fields(), place.someone).await };
    changes "policies::create": Here(CreateOrEditPolicy), |place, ctx| policies::create(ctx, place.spare, policy(None));
    changes "policies::update": Here(CreateOrEditPolicy), |place, ctx| policies::update(ctx, place.spare, place.policy, policy(Some(1)));
    reads "policies::replace_form": Listed(&[CreateOrEditPolicy]), |_place, ctx| async { policies::replace_form(ctx, &policies::ReplaceQuery::default()).await };
    changes "policies::replace_approvers": Here(CreateOrEditPolicy), |place, ctx| async {
        let pick = PolicyPick { package: place.asked, policy: place.asked_policy, version: 1 };
        let (from, to) = (Principal::User(place.chief), Principal::User(place.someone));
        let input = ReplaceInput { from, to, picks: vec![pick] };
        policies::replace_approvers(ctx, &input).await?.remove(0).outcome.map_err(Failure::App)
    };
    changes "policies::save_template": Here(CreateOrEditPolicy), |place, ctx| async {
        let input = TemplateInput { name: "Another template".to_owned(), for_all: false };
        policies::save_template(ctx, place.spare, place.policy, &input).await
    };
    changes "policies::delete_template": Here(CreateOrEditPolicy), |place, ctx| policies::delete_template(ctx, place.template);
    changes "policies::delete": Here(CreateOrEditPolicy), |place, ctx| policies::delete(ctx, place.spare, place.policy, 1);
};
