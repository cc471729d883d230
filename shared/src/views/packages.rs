//! What the package pages of the administration show.

use super::catalogs::Named;
use super::my::Badge;
use super::people::PickView;
use super::policies::TemplateRow;
use super::{Page, When};
use crate::texts::Texts;
use serde::{Deserialize, Serialize};

/// One line of a list of packages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRow {
    pub id: String,
    pub name: String,
    pub description: String,
    pub catalog: Named,
    pub hidden: bool,
    pub retiring: bool,
    pub archived: bool,
    /// The catalog is switched on.
    pub catalog_enabled: bool,
    pub roles: i64,
    pub policies: i64,
    /// People who have it now.
    pub holders: i64,
    /// Requests that wait for approval.
    pub waiting: i64,
}

/// The list of packages the person may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackagesView {
    pub page: Page<PackageRow>,
    pub q: String,
    pub may_create: bool,
    /// Sees the packages of every catalog.
    pub sees_all: bool,
    /// May change policies somewhere.
    pub may_edit_policies: bool,
}

/// What the person may do with a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageMay {
    pub edit: bool,
    pub hide: bool,
    pub delete: bool,
    pub change_roles: bool,
    /// May bring further resources into the catalog (PKG-03).
    pub add_resource: bool,
    pub edit_policies: bool,
    pub assign: bool,
    pub remove: bool,
    pub view_assignments: bool,
    pub view_requests: bool,
    pub cancel_request: bool,
    /// May have the roles of holders applied again (ASG-07).
    pub apply_again: bool,
    pub copy_link: bool,
    /// May say what rules the package out (PKG-17).
    pub separate: bool,
}

/// A package on its way out, or gone (BYD-20).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retirement {
    /// When all access ends, or ended.
    pub on: When,
    /// Nobody has it any more.
    pub archived: bool,
    pub reason: String,
}

/// Somebody who would lose the package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LosesRow {
    pub name: String,
    pub detail: String,
    /// When their access ends as it stands; `None`: until taken away.
    pub ends: Option<When>,
    /// Roles that go with it, and those that other access keeps alive.
    pub loses: i64,
    pub keeps: i64,
}

/// What retiring a package would mean, and the form for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetireView {
    pub head: PackageHead,
    pub people: Page<LosesRow>,
    pub holders: i64,
    /// Requests that would end.
    pub waiting: i64,
    /// First day that can be chosen.
    pub earliest: String,
}

/// A resource of a package that is to go to another catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveResource {
    pub name: String,
    pub kind: String,
    /// It is in the other catalog.
    pub there: bool,
    /// The reader may bring it in.
    pub addable: bool,
}

/// Moving or copying a package (PKG-16, BYD-21).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveView {
    pub head: PackageHead,
    /// Catalogs in which the reader may make packages.
    pub catalogs: Vec<Named>,
    /// The one chosen; empty at first.
    pub target: String,
    pub resources: Vec<MoveResource>,
    pub policies: i64,
    /// May take the package out of its catalog.
    pub may_move: bool,
    /// May bring resources into the other catalog.
    pub may_add: bool,
    /// May take policies, and what rules the package out, to a copy.
    pub may_rules: bool,
}

/// The head of every page of one package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageHead {
    pub id: String,
    pub name: String,
    pub description: String,
    /// Those in other languages; only for whoever changes them.
    pub texts: Texts,
    pub hidden: bool,
    pub version: i64,
    pub catalog: Named,
    pub catalog_enabled: bool,
    pub catalog_external: bool,
    pub retirement: Option<Retirement>,
    pub may: PackageMay,
}

/// One check on the way to a listed package (PKG-06).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    pub passed: bool,
    pub text: String,
}

/// A policy in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRow {
    pub id: String,
    pub name: String,
    pub enabled: bool,
    /// `Everyone in the organization, without guests`.
    pub who: String,
    /// `2 approvals`.
    pub approval: String,
    /// `90 days`.
    pub lasts: String,
    /// What happens to those who leave its scope, as a sentence; empty: nothing (BYD-08).
    pub leaving: String,
    /// People who hold access through it now.
    pub holders: i64,
}

/// A role inside a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRoleRow {
    pub id: String,
    pub resource: String,
    pub kind: String,
    pub role: String,
    pub added: When,
}

/// The overview of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageOverview {
    pub head: PackageHead,
    /// The address to hand out (PKG-05); `None` for those who may not.
    pub share_link: Option<String>,
    /// Who finds the package, check by check.
    pub gates: Vec<Gate>,
    pub policies: Vec<PolicyRow>,
    pub roles: Vec<PackageRoleRow>,
    /// What its resources require of people (CAT-16).
    pub required: Vec<super::catalogs::RequiredAttribute>,
    pub holders: i64,
    pub waiting: i64,
    /// Live assignments that are partly set up or not at all.
    pub troubled: i64,
    pub created: When,
    pub modified: When,
}

/// A role that could be added, of a resource of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChoice {
    pub id: String,
    pub resource: String,
    pub kind: String,
    pub role: String,
    pub description: String,
}

/// The content of a package, and what could be added to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRolesView {
    pub head: PackageHead,
    pub roles: Vec<PackageRoleRow>,
    pub choices: Vec<RoleChoice>,
    pub q: String,
    /// There are more choices than are shown.
    pub more: bool,
    pub holders: i64,
}

/// The policies of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackagePoliciesView {
    pub head: PackageHead,
    pub policies: Vec<PolicyRow>,
    /// Policies to make new ones from, for those who may (BYD-22).
    pub templates: Vec<TemplateRow>,
    /// May keep a template for every catalog.
    pub may_keep_for_all: bool,
    /// What the resources require of people, whatever the policy (CAT-16).
    pub required: Vec<super::catalogs::RequiredAttribute>,
}

/// A request in the list of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRow {
    pub id: String,
    pub subject: String,
    pub subject_detail: String,
    /// `Request for access`.
    pub what: String,
    /// The name of who asked, when it was somebody else; `Bailiwick` for the system.
    pub by: Option<String>,
    pub badge: Badge,
    pub created: When,
    pub completed: Option<When>,
}

/// Where one role of somebody's access stands (BYD-10).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryRow {
    /// `Payroll: Reader`.
    pub role: String,
    pub badge: Badge,
    /// What was wrong the last time; empty if nothing.
    pub error: String,
    pub attempts: i64,
    /// When it is tried next; `None`: not by itself.
    pub next: Option<When>,
}

/// What the reader can do with a request, and how its delivery stands (REQ-06..09, REQ-12).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestDesk {
    pub may_cancel: bool,
    /// It can be tried again until then (REQ-07); `None`: it cannot.
    pub again_until: Option<When>,
    pub may_delete: bool,
    /// The questions with their answers, which the reader may change; empty if not.
    pub questions: Vec<super::my::QuestionView>,
    /// The live access that the request led to; empty if there is none.
    pub assignment: String,
    /// May have all roles applied again (ASG-07).
    pub may_apply: bool,
    /// The roles, for those who may see what is wrong with them.
    pub deliveries: Vec<DeliveryRow>,
    /// How many of them have an error.
    pub errors: u64,
}

/// A role that somebody could not be given yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TroubleRow {
    pub assignment: String,
    pub person: String,
    pub person_detail: String,
    /// The request that led to it, unless that was deleted.
    pub request: Option<String>,
    pub delivery: DeliveryRow,
}

/// The errors of delivery of a package (REQ-08).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryErrorsView {
    pub head: PackageHead,
    pub page: Page<TroubleRow>,
    /// Counted to 1,001 at most.
    pub errors: i64,
    pub may_apply: bool,
}

/// The requests of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRequestsView {
    pub head: PackageHead,
    pub page: Page<RequestRow>,
    /// Roles that could not be given yet, for those who may see them (REQ-08).
    pub errors: Option<i64>,
    /// The filter: `open`, a state's word, or empty.
    pub state: String,
    pub q: String,
}

/// The holder is outside of the scope of the policy, and loses the access for it (BYD-08).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// When that was noticed.
    pub since: When,
    pub ends: When,
}

/// An assignment in the list of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRow {
    pub id: String,
    pub subject: String,
    pub subject_detail: String,
    pub policy: String,
    pub badge: Badge,
    pub live: bool,
    pub starts: When,
    /// `None`: until taken away.
    pub ends: Option<When>,
    pub leaving: Option<Leaving>,
    pub ended: Option<When>,
    /// Why it ended, in plain words.
    pub end_reason: String,
    /// What could not be set up, for those who may see it.
    pub problem: String,
    pub roles: i64,
    /// Whether the portal looks after a guest's account (ASG-09); empty for members.
    pub lifecycle: String,
    /// The guest can be taken under management (ASG-10).
    pub may_govern: bool,
}

/// The assignments of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageAssignmentsView {
    pub head: PackageHead,
    pub page: Page<AssignmentRow>,
    /// The filter: `live`, `leaving`, a state's word, or empty for all.
    pub state: String,
    pub q: String,
}

/// The form that makes a package (PKG-01, PKG-02).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPackageView {
    /// Catalogs in which the person may make packages.
    pub catalogs: Vec<Named>,
    /// The one chosen at first (CAT-04).
    pub catalog: String,
    /// May make a catalog along with the package.
    pub may_create_catalog: bool,
}

/// A policy to assign through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignPolicy {
    pub id: String,
    pub name: String,
    pub who: String,
    pub lasts: String,
    pub enabled: bool,
}

/// What a list of people says of one of them (ASG-11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ManyVerdict {
    /// Would get it, or is to be asked about.
    Gets,
    Has,
    /// Does not fit the policy.
    Refused,
    /// Nobody has this name or mail address.
    #[default]
    Unknown,
}

/// A line of such a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManyRow {
    /// As it was written, or the mail address of a member.
    pub line: String,
    /// Who that is; empty if nobody.
    pub person: String,
    pub verdict: ManyVerdict,
    /// Why not; may be empty.
    pub why: String,
}

/// The page that assigns a package to many people at once (ASG-11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignManyView {
    pub head: PackageHead,
    pub policies: Vec<AssignPolicy>,
    pub groups: Vec<PickView>,
    pub today: String,
    /// What would happen; `None` before a list is there.
    pub preview: Option<Vec<ManyRow>>,
}

/// The page that assigns a package directly (ASG-03).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignView {
    pub head: PackageHead,
    pub policies: Vec<AssignPolicy>,
    /// The policy whose questions are shown; empty when none is chosen yet.
    pub policy: String,
    pub questions: Vec<super::my::QuestionView>,
    /// One person only, because answers are one person's.
    pub single: bool,
    /// The approval that an assignment manager cannot go around; empty when there is none.
    pub approval: String,
    /// Some policy takes people from outside, also by mail address (ASG-05).
    pub strangers: bool,
    pub q: String,
    /// Who can be picked; those picked already stand first.
    pub people: Vec<PickView>,
    /// First day that can be chosen, for date inputs.
    pub today: String,
}
