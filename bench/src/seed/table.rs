//! The tables that are filled, and the values that go in.

use uuid::Uuid;

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Id(Uuid),
    Text(String),
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<Uuid> for Value {
    fn from(value: Uuid) -> Self {
        Self::Id(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! tables {
    ($($name:ident = $table:literal: $columns:literal,)+) => {
        /// The tables, each after those it refers to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Table { $($name),+ }

        impl Table {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $table),+ }
            }

            /// The columns that are filled, separated by commas.
            pub const fn columns(self) -> &'static str {
                match self { $(Self::$name => $columns),+ }
            }
        }
    };
}

tables! {
    Users = "users": "id, kind, user_name, display_name, mail, given_name, surname, job_title, department, country, enabled, manager_id, external_id, search_text, created_at, modified_at",
    Objects = "directory_objects": "id, kind, display_name, description, group_kind, search_text, created_at, modified_at",
    Roles = "directory_roles": "id, object_id, kind, display_name, description, position",
    Holders = "role_holders": "role_id, user_id, origin, since",
    Catalogs = "catalogs": "id, display_name, name_key, description, state, externally_visible, catalog_type, created_at, modified_at",
    CountedWeeks = "counted_weeks": "week",
    RoleAssignments = "role_assignments": "id, role, catalog_id, principal_kind, principal_id, created_at",
    Resources = "catalog_resources": "id, catalog_id, object_id, added_at",
    Packages = "access_packages": "id, catalog_id, display_name, name_key, description, hidden, search_text, created_at, modified_at",
    PackageRoles = "package_roles": "id, package_id, resource_id, role_id, added_at",
    Policies = "policies": "id, package_id, display_name, name_key, description, scope, enabled, settings, created_at, modified_at",
    Targets = "policy_targets": "policy_id, target_id",
    Assignments = "assignments": "id, package_id, policy_id, subject_id, state, starts_at, ends_at, delivered_at, ended_at, end_reason, notice_at, created_at, version",
    Requests = "requests": "id, request_type, state, status, package_id, policy_id, assignment_id, subject_id, requestor_id, justification, answers, settings, created_at, completed_at, version",
    Stages = "approval_stages": "id, request_id, position, status, opened_at, due_at, remind_at, escalate_at, decision, decided_by, decided_at, justification, fallback",
    Approvers = "stage_approvers": "stage_id, principal_kind, principal_id, open, alternate, due_at, subject_id, requestor_id",
    Events = "request_events": "id, request_id, at, kind, actor_id, note",
    Deliveries = "deliveries": "id, assignment_id, subject_id, role_id, state, attempts, next_try_at, changed_at",
    Sessions = "sessions": "id, token_hash, user_id, method, user_agent, address, created_at, last_seen_at, expires_at",
    Audit = "audit_records": "seq, at, actor_id, actor_name, action, because, target_kind, target_id, target_name, catalog_id, package_id, subject_id, correlation_id, details, previous_hash, hash",
}

impl Table {
    /// How many columns are filled.
    pub fn width(self) -> usize {
        self.columns().split(',').count()
    }
}
