//! What mails say about requests and access, kept in the outbox until they are put into words.

use crate::assignments::store::AssignmentRow;
use crate::requests::store::RequestRow;
use serde::{Deserialize, Serialize};
use shared::ids::{AssignmentId, PackageId, RequestId};
use shared::request::RequestType;
use shared::texts::Texts;
use shared::time::Timestamp;

/// A request, as far as mails speak of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Asked {
    pub request: RequestId,
    pub kind: RequestType,
    pub package_id: PackageId,
    package: String,
    /// What the package is called in other languages.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    texts: Texts,
    /// Whom it is for.
    pub subject: String,
    pub assignment: Option<AssignmentId>,
    pub justification: String,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    /// When the access ends that it led to or is about.
    pub access_ends: Option<Timestamp>,
}

impl Asked {
    /// The name of the package, in the language of whoever reads.
    pub fn package(&self) -> &str {
        self.texts.name(&self.package)
    }
}

impl From<&RequestRow> for Asked {
    fn from(request: &RequestRow) -> Self {
        Self {
            request: request.id,
            kind: request.request_type,
            package_id: request.package_id,
            package: request.package_name.clone(),
            texts: request.package_texts.names(),
            subject: request.subject_name.clone(),
            assignment: request.assignment_id,
            justification: request.justification.clone(),
            start: request.asked_start,
            end: request.asked_end,
            access_ends: request.access_ends,
        }
    }
}

/// Access, as far as mails speak of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Held {
    pub assignment: AssignmentId,
    pub package_id: PackageId,
    package: String,
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    texts: Texts,
}

impl Held {
    /// The name of the package, in the language of whoever reads.
    pub fn package(&self) -> &str {
        self.texts.name(&self.package)
    }
}

impl From<&AssignmentRow> for Held {
    fn from(assignment: &AssignmentRow) -> Self {
        Self {
            assignment: assignment.id,
            package_id: assignment.package_id,
            package: assignment.package_name.clone(),
            texts: assignment.package_texts.names(),
        }
    }
}
