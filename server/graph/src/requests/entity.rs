//! `accessPackageAssignmentRequest` as it is written.

use crate::Problem;
use crate::options::Options;
use engine::requests::{Expand, FoundRequests, Party, RequestRecord};
use serde::Serialize;
use serde_json::{Value, json};
use shared::policy::Answer;
use shared::request::RequestType;

/// `accessPackageAssignmentRequest`. Navigation properties are there only if expanded.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignmentRequest {
    id: String,
    request_type: &'static str,
    state: &'static str,
    status: &'static str,
    justification: String,
    answers: Vec<Value>,
    schedule: Schedule,
    created_date_time: String,
    completed_date_time: Option<String>,
    custom_extension_callout_instances: [(); 0],
    #[serde(skip_serializing_if = "Option::is_none")]
    is_validation_only: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_package: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requestor: Option<Value>,
}

/// `entitlementManagementSchedule`: what was asked for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schedule {
    start_date_time: Option<String>,
    recurrence: Option<()>,
    expiration: Expiration,
}

/// `expirationPattern`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Expiration {
    #[serde(rename = "type")]
    kind: &'static str,
    end_date_time: Option<String>,
    duration: Option<()>,
}

fn entity(record: RequestRecord) -> Result<AssignmentRequest, Problem> {
    // The common case is spared the parser.
    let answers: Vec<Answer> = if record.answers == "[]" {
        Vec::new()
    } else {
        serde_json::from_str(&record.answers).map_err(|_| shared::AppError::Internal)?
    };
    Ok(AssignmentRequest {
        id: record.id.to_string(),
        request_type: word_of(record.request_type),
        state: record.state.as_str(),
        status: record.status.as_str(),
        justification: record.justification,
        answers: answers.into_iter().map(answer).collect(),
        schedule: Schedule {
            start_date_time: record.asked_start.map(shared::time::Timestamp::rfc3339),
            recurrence: None,
            expiration: Expiration {
                kind: if record.asked_end.is_some() {
                    "afterDateTime"
                } else {
                    "notSpecified"
                },
                end_date_time: record.asked_end.map(shared::time::Timestamp::rfc3339),
                duration: None,
            },
        },
        created_date_time: record.created_at.rfc3339(),
        completed_date_time: record.completed_at.map(shared::time::Timestamp::rfc3339),
        custom_extension_callout_instances: [],
        is_validation_only: None,
        access_package: None,
        assignment: None,
        requestor: None,
    })
}

/// The word of this version of the API: an extension is an update by the user.
const fn word_of(kind: RequestType) -> &'static str {
    match kind {
        RequestType::UserExtend => "userUpdate",
        kind => kind.as_str(),
    }
}

/// The request that would be made (REQ-13); it has no id, for there is none.
pub fn would_be(record: RequestRecord) -> Result<AssignmentRequest, Problem> {
    Ok(AssignmentRequest {
        id: String::new(),
        is_validation_only: Some(true),
        ..entity(record)?
    })
}

fn answer(answer: Answer) -> Value {
    json!({
        "@odata.type": "#microsoft.graph.accessPackageAnswerString",
        "value": answer.value,
        "displayValue": answer.value,
        "answeredQuestion": {
            "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion",
            "id": answer.question,
            "text": answer.text,
        },
    })
}

/// The access with whom it is for.
pub const TARGET: &str = "assignment($expand=target)";

/// `accessPackageSubject`.
fn subject(person: &Party) -> Value {
    json!({
        "id": person.id,
        "objectId": person.id,
        "displayName": person.name,
        "principalName": person.user_name,
        "email": person.mail,
        "subjectType": "user",
        "subjectLifecycle": person.lifecycle,
    })
}

/// What `$expand` asks the use case for.
pub fn expand(options: &Options) -> Expand {
    Expand {
        packages: options.expands("accessPackage"),
        requestors: options.expands("requestor"),
        subjects: options.expands(TARGET),
    }
}

/// The requests found, with what `$expand` brings.
pub fn all(found: FoundRequests, options: &Options) -> Result<Vec<AssignmentRequest>, Problem> {
    let FoundRequests { page, related } = found;
    let (packages, people) = (related.packages, related.people);
    page.rows
        .into_iter()
        .map(|record| {
            let package = packages.get(&record.package_id).map(|package| {
                json!({
                    "id": package.id,
                    "displayName": package.name,
                    "description": package.description,
                    "isHidden": package.hidden,
                })
            });
            let requestor = record
                .requestor_id
                .and_then(|id| people.get(&id))
                .map(subject);
            let assignment = options
                .expands("assignment")
                .then(|| match record.assignment_id {
                    Some(id) if options.expands(TARGET) => {
                        json!({ "id": id, "target": people.get(&record.subject_id).map(subject) })
                    }
                    Some(id) => json!({ "id": id }),
                    None => Value::Null,
                });
            Ok(AssignmentRequest {
                access_package: package,
                requestor,
                assignment,
                ..entity(record)?
            })
        })
        .collect()
}
