//! The body that makes a request.

use crate::Problem;
use crate::segment::plain;
use engine::Ctx;
use engine::assignments::{self, DirectAssignment};
use engine::requests::{self, RequestRecord};
use serde::Deserialize;
use shared::AppError;
use shared::forms::identity::mail_address;
use shared::forms::packages::Stranger;
use shared::forms::requests::{EndInput, RequestInput};
use shared::ids::{AssignmentId, PackageId, PolicyId, QuestionId, RequestId, UserId};
use shared::limits::NAME_MAX;
use shared::policy::Asked;
use shared::time::Timestamp;

/// `accessPackageAssignmentRequest` as sent. `assignment` carries the ids of what is asked for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewRequest {
    request_type: String,
    #[serde(alias = "accessPackageAssignment")]
    assignment: Assignment,
    justification: Option<String>,
    #[serde(default)]
    answers: Vec<Answer>,
    schedule: Option<Schedule>,
    /// Says what would become of the request, and makes none.
    #[serde(default)]
    is_validation_only: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Assignment {
    id: Option<AssignmentId>,
    access_package_id: Option<PackageId>,
    assignment_policy_id: Option<PolicyId>,
    target_id: Option<UserId>,
    target: Option<Target>,
}

/// Somebody who need not be in the directory (ASG-05).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    email: Option<String>,
    display_name: Option<String>,
}

impl Target {
    fn stranger(self) -> Result<Stranger, Problem> {
        let typed = self.email.ok_or_else(|| missing("target.email"))?;
        let mail = mail_address(&typed)
            .ok_or_else(|| Problem::bad("assignment.target.email is no mail address."))?;
        let name = self.display_name.unwrap_or_default().trim().to_owned();
        plain("assignment.target.displayName", &name)?;
        if name.chars().count() > NAME_MAX {
            return Err(Problem::bad("assignment.target.displayName is too long."));
        }
        Ok(Stranger { mail, name })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    value: String,
    answered_question: Question,
}

#[derive(Deserialize)]
struct Question {
    id: QuestionId,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Schedule {
    start_date_time: Option<String>,
    expiration: Option<Expiration>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expiration {
    end_date_time: Option<String>,
    duration: Option<String>,
}

fn missing(member: &str) -> Problem {
    Problem::bad(format!("assignment.{member} is missing."))
}

/// What came of a body.
pub enum Outcome {
    Made(RequestId),
    /// What would have come of it (REQ-13).
    Would(Box<RequestRecord>),
}

impl NewRequest {
    /// Makes the request, for whoever may; or says what would become of it.
    pub async fn carry_out(self, ctx: &Ctx) -> Result<Outcome, Problem> {
        plain(
            "justification",
            self.justification.as_deref().unwrap_or_default(),
        )?;
        let kind = self.request_type.to_ascii_lowercase();
        match (kind.as_str(), self.is_validation_only) {
            ("useradd", false) => Ok(Outcome::Made(self.user_add(ctx).await?)),
            ("useradd", true) => {
                let (package, input) = self.own_request(ctx)?;
                let would = requests::validate(ctx, package, &input).await?;
                Ok(Outcome::Would(Box::new(would)))
            }
            ("userupdate" | "userextend", validate) => {
                let id = self.own_access(ctx).await?;
                let input = self.end(ctx)?;
                if validate {
                    let would = assignments::validate_extension(ctx, id, &input).await?;
                    return Ok(Outcome::Would(Box::new(would)));
                }
                Ok(Outcome::Made(assignments::extend(ctx, id, &input).await?))
            }
            ("onbehalfadd", validate) => {
                let person = self.assignment.target_id;
                let person = person.ok_or_else(|| missing("targetId"))?;
                let (package, input) = self.request(ctx)?;
                if validate {
                    let would = requests::validate_for(ctx, person, package, &input).await?;
                    return Ok(Outcome::Would(Box::new(would)));
                }
                let made = requests::submit_for(ctx, person, package, &input).await?;
                Ok(Outcome::Made(made))
            }
            (_, true) => Err(Problem::bad(
                "isValidationOnly goes with userAdd, userUpdate and onBehalfAdd.",
            )),
            (kind, false) => Ok(Outcome::Made(self.manage(ctx, kind).await?)),
        }
    }

    /// What only an administrator asks for, and removals.
    async fn manage(self, ctx: &Ctx, kind: &str) -> Result<RequestId, Problem> {
        match kind {
            "adminadd" => self.admin_add(ctx).await,
            "adminupdate" => {
                let id = self.assignment.id.ok_or_else(|| missing("id"))?;
                match (self.answers.is_empty(), &self.schedule) {
                    (false, None) => {
                        Ok(requests::change_answers_of(ctx, id, &self.answers()).await?)
                    }
                    (true, Some(_)) => {
                        let input = self.end(ctx)?;
                        Ok(assignments::move_end(ctx, id, &input).await?)
                    }
                    _ => Err(Problem::bad(
                        "An adminUpdate changes either the schedule or the answers.",
                    )),
                }
            }
            "userremove" => {
                let id = self.assignment.id.ok_or_else(|| missing("id"))?;
                Ok(assignments::remove_own(ctx, id).await?)
            }
            "adminremove" => {
                let id = self.assignment.id.ok_or_else(|| missing("id"))?;
                let reason = self.justification.unwrap_or_default();
                Ok(assignments::remove_directly(ctx, id, &reason).await?)
            }
            _ => Err(Problem::bad(format!(
                "requestType {:?} cannot be made here; userAdd, userUpdate, userRemove, adminAdd, adminUpdate, adminRemove and onBehalfAdd can.",
                self.request_type
            ))),
        }
    }

    /// The access that the body names: by its id, or as what the person has of a package.
    async fn own_access(&self, ctx: &Ctx) -> Result<AssignmentId, Problem> {
        if let Some(id) = self.assignment.id {
            return Ok(id);
        }
        self.is_for_oneself(ctx)?;
        let package = self.assignment.access_package_id;
        let package = package.ok_or_else(|| missing("accessPackageId"))?;
        Ok(assignments::own_access(ctx, package).await?)
    }

    fn end(&self, ctx: &Ctx) -> Result<EndInput, Problem> {
        Ok(EndInput {
            end: self.asked(ctx)?.end,
            justification: self.justification.clone().unwrap_or_default(),
        })
    }

    fn is_for_oneself(&self, ctx: &Ctx) -> Result<(), Problem> {
        let me = ctx.me()?;
        if self.assignment.target_id.is_some_and(|target| target != me) {
            let why = "A userAdd is for oneself. Who assigns others uses adminAdd.";
            return Err(AppError::Forbidden(why.to_owned()).into());
        }
        Ok(())
    }

    async fn user_add(&self, ctx: &Ctx) -> Result<RequestId, Problem> {
        let (package, input) = self.own_request(ctx)?;
        Ok(requests::submit(ctx, package, &input).await?)
    }

    fn own_request(&self, ctx: &Ctx) -> Result<(PackageId, RequestInput), Problem> {
        self.is_for_oneself(ctx)?;
        self.request(ctx)
    }

    fn request(&self, ctx: &Ctx) -> Result<(PackageId, RequestInput), Problem> {
        let package = self.assignment.access_package_id;
        let package = package.ok_or_else(|| missing("accessPackageId"))?;
        let asked = self.asked(ctx)?;
        let input = RequestInput {
            policy: self.assignment.assignment_policy_id,
            start: asked.start,
            end: asked.end,
            answers: self.answers(),
            justification: self.justification.clone().unwrap_or_default(),
        };
        Ok((package, input))
    }

    async fn admin_add(mut self, ctx: &Ctx) -> Result<RequestId, Problem> {
        let target = self.assignment.target.take();
        let Assignment {
            access_package_id,
            assignment_policy_id,
            target_id,
            ..
        } = self.assignment;
        // Without an id, somebody is named by a mail address.
        let stranger = match (target_id, target) {
            (None, Some(target)) => Some(target.stranger()?),
            _ => None,
        };
        let people = match (&stranger, target_id) {
            (Some(_), _) => Vec::new(),
            (None, target) => vec![target.ok_or_else(|| missing("targetId"))?],
        };
        let input = DirectAssignment {
            package: access_package_id.ok_or_else(|| missing("accessPackageId"))?,
            policy: assignment_policy_id.ok_or_else(|| missing("assignmentPolicyId"))?,
            people,
            asked: self.asked(ctx)?,
            answers: self.answers(),
            justification: self.justification.unwrap_or_default(),
        };
        let made = match &stranger {
            Some(stranger) => assignments::assign_by_mail(ctx, &input, stranger).await?,
            None => assignments::assign_directly(ctx, &input).await?,
        };
        made.first()
            .copied()
            .ok_or_else(|| AppError::Internal.into())
    }

    fn answers(&self) -> Vec<(QuestionId, String)> {
        self.answers
            .iter()
            .filter(|answer| !answer.value.is_empty())
            .map(|answer| (answer.answered_question.id, answer.value.clone()))
            .collect()
    }

    /// The period asked for; an end can be a moment or a time after the start.
    fn asked(&self, ctx: &Ctx) -> Result<Asked, Problem> {
        let Some(schedule) = &self.schedule else {
            return Ok(Asked::default());
        };
        let at = |name: &str, text: &str| {
            Timestamp::parse(text)
                .ok_or_else(|| Problem::bad(format!("schedule.{name} is no date and time.")))
        };
        let start = match &schedule.start_date_time {
            // Clients send the present moment for "now".
            Some(text) => Some(at("startDateTime", text)?).filter(|start| *start > ctx.now()),
            None => None,
        };
        let end = match &schedule.expiration {
            Some(Expiration {
                end_date_time: Some(text),
                ..
            }) => Some(at("expiration.endDateTime", text)?),
            Some(Expiration {
                duration: Some(text),
                ..
            }) => {
                let begin = start.unwrap_or_else(|| ctx.now());
                let end = begin.plus_duration(text).ok_or_else(|| {
                    Problem::bad(
                        "schedule.expiration.duration is no duration such as P30D or PT8H.",
                    )
                })?;
                Some(end)
            }
            _ => None,
        };
        Ok(Asked { start, end })
    }
}
