//! The addresses for programs, and who may call them.

use super::ask::Who::{Matrix, SignedIn, Token};
use super::ask::{Route, routes};
use crate::support::rights::Needs::{Here, HereOrHidden, HereSeen, Party, Tenant};
use serde_json::json;
use shared::authz::Action::{
    CancelPendingRequest, ConfigureSeparationOfDuties, DeleteRequest, DirectlyAssignUser,
    DirectlyRemoveUser, ReprocessAssignment, ReprocessRequest, ViewRequests,
};

pub const API: &[Route] = routes! {
    get "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}": SignedIn(&[200]), |_place| ["filterByCurrentUser(on='allowedRequestor')"];
    get "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleAccessPackages": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare];
    get "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleAccessPackages/$ref": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare];
    post "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleAccessPackages/$ref": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare] json(json!({ "@odata.id": format!("https://portal.example/accessPackages/{}", place.held) }));
    delete "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleAccessPackages/$ref": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.asked] { "@id": format!("https://portal.example/accessPackages/{}", place.spare) };
    delete "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleAccessPackages/{other}/$ref": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.asked, place.spare];
    get "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleGroups": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare];
    get "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleGroups/$ref": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare];
    post "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleGroups/$ref": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare] json(json!({ "@odata.id": format!("https://portal.example/groups/{}", place.addable.id) }));
    delete "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleGroups/$ref": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.asked] { "@id": format!("https://portal.example/groups/{}", place.addable.id) };
    delete "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/incompatibleGroups/{group}/$ref": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.asked, place.addable.id];
    get "/v1.0/identityGovernance/entitlementManagement/accessPackages/{key}/accessPackagesIncompatibleWith": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare];
    get "/v1.0/identityGovernance/entitlementManagement/assignmentRequests": Matrix(Tenant(ViewRequests));
    get "/v1.0/identityGovernance/entitlementManagement/assignmentRequests": Matrix(Here(ViewRequests)), |place| [] { "$filter": format!("accessPackage/id eq '{}'", place.asked) };
    post "/v1.0/identityGovernance/entitlementManagement/assignmentRequests": Matrix(Here(DirectlyAssignUser)), |place| [] json(json!({
        "requestType": "adminAdd",
        "assignment": { "targetId": place.someone, "assignmentPolicyId": place.held_policy, "accessPackageId": place.held },
    }));
    post "/v1.0/identityGovernance/entitlementManagement/assignmentRequests": Matrix(Here(DirectlyRemoveUser)), |place| [] json(json!({
        "requestType": "adminRemove",
        "assignment": { "id": place.assignment },
    }));
    get "/v1.0/identityGovernance/entitlementManagement/assignmentRequests/{key}": Matrix(HereOrHidden(ViewRequests)), |place| [place.request];
    delete "/v1.0/identityGovernance/entitlementManagement/assignmentRequests/{key}": Matrix(HereSeen(DeleteRequest, ViewRequests)), |place| [place.stuck_request];
    post "/v1.0/identityGovernance/entitlementManagement/assignmentRequests/{key}/cancel": Matrix(HereOrHidden(CancelPendingRequest)), |place| [place.request];
    post "/v1.0/identityGovernance/entitlementManagement/assignmentRequests/{key}/reprocess": Matrix(HereSeen(ReprocessRequest, ViewRequests)), |place| [place.stuck_request];
    post "/v1.0/identityGovernance/entitlementManagement/assignments/{key}/reprocess": Matrix(Here(ReprocessAssignment)), |place| [place.assignment];
    get "/v1.0/identityGovernance/entitlementManagement/accessPackageAssignmentApprovals/{key}": Matrix(HereOrHidden(ViewRequests)), |place| [place.request];
    get "/v1.0/identityGovernance/entitlementManagement/accessPackageAssignmentApprovals/{key}/stages": Matrix(HereOrHidden(ViewRequests)), |place| [place.request];
    get "/v1.0/identityGovernance/entitlementManagement/accessPackageAssignmentApprovals/{key}/stages/{stage}": Matrix(HereOrHidden(ViewRequests)), |place| [place.request, place.stage];
    patch "/v1.0/identityGovernance/entitlementManagement/accessPackageAssignmentApprovals/{key}/stages/{stage}": Matrix(Party), |place| [place.request, place.stage] json(json!({
        "reviewResult": "Approve",
        "justification": "",
    }));
};

/// Where identity providers bring people and groups in. No session is good for it; what tokens may do is tried in
/// `crate::scim` and `crate::programs`.
pub const SCIM: &[Route] = routes! {
    get "/scim/v2/ServiceProviderConfig": Token;
    get "/scim/v2/ResourceTypes": Token;
    get "/scim/v2/Schemas": Token;
    get "/scim/v2/ResourceTypes/{name}": Token, |_place| ["User"];
    get "/scim/v2/Schemas/{name}": Token, |_place| ["User"];
    get "/scim/v2/Users": Token;
    post "/scim/v2/Users": Token, |_place| [] json(json!({ "userName": "mallory", "displayName": "Mallory" }));
    post "/scim/v2/Users/.search": Token, |_place| [] json(json!({}));
    get "/scim/v2/Users/{id}": Token, |place| [place.someone];
    put "/scim/v2/Users/{id}": Token, |place| [place.someone] json(json!({ "displayName": "Mallory" }));
    patch "/scim/v2/Users/{id}": Token, |place| [place.someone] json(json!({ "displayName": "Mallory" }));
    delete "/scim/v2/Users/{id}": Token, |place| [place.someone];
    get "/scim/v2/Groups": Token;
    post "/scim/v2/Groups": Token, |_place| [] json(json!({ "userName": "mallory", "displayName": "Mallory" }));
    post "/scim/v2/Groups/.search": Token, |_place| [] json(json!({}));
    get "/scim/v2/Groups/{id}": Token, |place| [place.object.id];
    put "/scim/v2/Groups/{id}": Token, |place| [place.object.id] json(json!({ "displayName": "Mallory" }));
    patch "/scim/v2/Groups/{id}": Token, |place| [place.object.id] json(json!({ "displayName": "Mallory" }));
    delete "/scim/v2/Groups/{id}": Token, |place| [place.object.id];
    post "/scim/v2/Bulk": Token;
    post "/scim/v2/.search": Token;
    get "/scim/v2/Me": Token;
    post "/scim/v2/Me": Token;
    put "/scim/v2/Me": Token;
    patch "/scim/v2/Me": Token;
    delete "/scim/v2/Me": Token;
};
