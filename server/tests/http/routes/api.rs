//! The addresses for programs, and who may call them.

use super::ask::Who::{Matrix, SignedIn};
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
