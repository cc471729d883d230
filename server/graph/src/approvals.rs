//! Approvals and their stages; the id of an approval is that of its request.

use crate::answer::{self, root};
use crate::options::{Options, Takes};
use crate::segment::{id, plain};
use crate::{Caller, Problem};
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::{Extension, Json};
use engine::approvals::{self, StageRecord};
use serde::{Deserialize, Serialize};
use shared::approval::Decision;
use shared::forms::requests::DecisionInput;
use shared::ids::{RequestId, StageId};

const SET: &str = "accessPackageAssignmentApprovals";

const STAGES: Takes = Takes {
    properties: &[
        "id",
        "assignedToMe",
        "displayName",
        "justification",
        "reviewedBy",
        "reviewedDateTime",
        "reviewResult",
        "status",
    ],
    expand: &[],
    filter: false,
};

const APPROVAL: Takes = Takes {
    properties: &["id"],
    expand: &["stages"],
    filter: false,
};

/// `approvalStage`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ApprovalStage {
    id: String,
    assigned_to_me: bool,
    display_name: String,
    justification: Option<String>,
    review_result: &'static str,
    reviewed_by: Option<Identity>,
    reviewed_date_time: Option<String>,
    status: &'static str,
}

/// `identity`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Identity {
    id: String,
    display_name: Option<String>,
}

/// `approval`; its stages come with it.
#[derive(Serialize)]
struct Approval {
    id: String,
    stages: Vec<ApprovalStage>,
}

impl From<StageRecord> for ApprovalStage {
    fn from(
        StageRecord {
            stage,
            assigned_to_me,
        }: StageRecord,
    ) -> Self {
        Self {
            id: stage.id.to_string(),
            assigned_to_me,
            display_name: format!("Stage {}", stage.position + 1),
            justification: stage.decision.map(|_| stage.justification),
            review_result: stage.decision.map_or("NotReviewed", Decision::as_str),
            reviewed_by: stage.decided_by.map(|id| Identity {
                id: id.to_string(),
                display_name: stage.decider_name,
            }),
            reviewed_date_time: stage.decided_at.map(shared::time::Timestamp::rfc3339),
            status: stage.status.as_str(),
        }
    }
}

async fn load(caller: &Caller, key: &str) -> Result<(RequestId, Vec<ApprovalStage>), Problem> {
    caller.0.signed_in()?;
    let request: RequestId = id(key)?;
    let stages = approvals::read(&caller.0, request).await?;
    Ok((request, stages.into_iter().map(Into::into).collect()))
}

/// `GET accessPackageAssignmentApprovals/{id}`.
pub async fn read(
    Path(key): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let options = Options::read(&pairs, APPROVAL)?;
    let (request, stages) = load(&caller, &key).await?;
    let approval = Approval {
        id: request.to_string(),
        stages,
    };
    answer::entity(
        StatusCode::OK,
        &root(&caller, &headers),
        &format!("{SET}/$entity"),
        &options,
        &approval,
    )
}

/// `GET accessPackageAssignmentApprovals/{id}/stages`.
pub async fn stages(
    Path(key): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let options = Options::read(&pairs, STAGES)?;
    let (request, stages) = load(&caller, &key).await?;
    answer::collection(
        &root(&caller, &headers),
        &format!("{SET}('{request}')/stages"),
        &format!("{SET}/{request}/stages"),
        &options,
        stages,
        None,
    )
}

/// `GET accessPackageAssignmentApprovals/{id}/stages/{stage}`.
pub async fn stage(
    Path((key, stage)): Path<(String, String)>,
    Query(pairs): Query<Vec<(String, String)>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let options = Options::read(&pairs, STAGES)?;
    let (request, stages) = load(&caller, &key).await?;
    let wanted: StageId = id(&stage)?;
    let wanted = wanted.to_string();
    let found = stages
        .into_iter()
        .find(|stage| stage.id == wanted)
        .ok_or_else(Problem::not_found)?;
    answer::entity(
        StatusCode::OK,
        &root(&caller, &headers),
        &format!("{SET}('{request}')/stages/$entity"),
        &options,
        &found,
    )
}

/// The body of a decision.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    review_result: String,
    #[serde(default)]
    justification: Option<String>,
}

/// `PATCH accessPackageAssignmentApprovals/{id}/stages/{stage}`: the caller decides (APR-01..04).
pub async fn decide(
    Path((key, stage)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
    Json(review): Json<Review>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    let request: RequestId = id(&key)?;
    let justification = review.justification.unwrap_or_default();
    plain("justification", &justification)?;
    let decision = Decision::ALL
        .iter()
        .find(|decision| {
            decision
                .as_str()
                .eq_ignore_ascii_case(&review.review_result)
        })
        .ok_or_else(|| Problem::bad("reviewResult is \"Approve\" or \"Deny\"."))?;
    let input = DecisionInput {
        decision: *decision,
        justification,
        stage: id::<StageId>(&stage)?,
        seen_due: None,
    };
    approvals::decide(&caller.0, request, &input).await?;
    Ok(StatusCode::NO_CONTENT)
}
