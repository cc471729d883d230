//! What an approver types in besides a single decision.

use super::Fields;
use super::requests::RequestInput;
use crate::approval::Decision;
use crate::error::FieldErrors;
use crate::ids::{QuestionId, RequestId, StageId};
use crate::limits;
use crate::time::Timestamp;

/// A stage of a request, as a list of approvals names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StagePick {
    pub request: RequestId,
    pub stage: StageId,
}

impl std::fmt::Display for StagePick {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.request, self.stage)
    }
}

impl std::str::FromStr for StagePick {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (request, stage) = text.split_once('/').ok_or(())?;
        Ok(Self {
            request: request.parse().map_err(|_| ())?,
            stage: stage.parse().map_err(|_| ())?,
        })
    }
}

/// One decision on several requests (BYD-17).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkDecisionInput {
    pub decision: Decision,
    pub justification: String,
    /// In the order of the page, each once.
    pub picks: Vec<StagePick>,
}

impl BulkDecisionInput {
    /// Reads `decision`, `justification` and repeated `pick`; with `all`, every `shown` counts as picked.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let decision = fields.parsed("decision", t!("Choose to approve or to deny."), &mut errors);
        let justification = fields.text("justification", limits::TEXT_MAX, &mut errors);
        let field = if fields.is_on("all") { "shown" } else { "pick" };
        let outdated = t!("This list is out of date. Open your approvals again.");
        let picks: Vec<StagePick> = fields.parsed_all(field, outdated, &mut errors);
        if picks.is_empty() {
            errors.add("pick", t!("Pick at least one request."));
        } else if picks.len() > limits::BULK_MAX {
            errors.add("pick", t!("Pick up to 100 requests at a time."));
        }
        match decision {
            Some(decision) if errors.is_empty() => Ok(Self {
                decision,
                justification,
                picks,
            }),
            _ => Err(errors),
        }
    }
}

/// An approver's question to whoever asked (BYD-11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionInput {
    pub stage: StageId,
    pub question: String,
}

impl QuestionInput {
    /// Reads `question` and the hidden `stage`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let question = fields.text("question", limits::TEXT_MAX, &mut errors);
        if question.is_empty() {
            errors.add("question", t!("Write what you want to know."));
        }
        match fields.parsed("stage", outdated(), &mut errors) {
            Some(stage) if errors.is_empty() => Ok(Self { stage, question }),
            _ => Err(errors),
        }
    }
}

/// An approval is taken back (APR-08).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokeInput {
    pub stage: StageId,
    pub reason: String,
    /// The page said that access ends with it, and that a reason is needed.
    pub ends_access: bool,
}

impl RevokeInput {
    /// Reads `reason` and the hidden `stage` and `ends_access`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let reason = fields.text("reason", limits::TEXT_MAX, &mut errors);
        let ends_access = fields.is_on("ends_access");
        match fields.parsed("stage", outdated(), &mut errors) {
            Some(stage) if errors.is_empty() => Ok(Self {
                stage,
                reason,
                ends_access,
            }),
            _ => Err(errors),
        }
    }
}

/// Whether an emergency was justified (BYD-19).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictInput {
    pub justified: bool,
    pub comment: String,
}

impl VerdictInput {
    /// Reads `verdict`, `justified` or `notJustified`, and `comment`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let comment = fields.text("comment", limits::TEXT_MAX, &mut errors);
        if comment.is_empty() {
            errors.add("comment", t!("Say why you think so."));
        }
        let justified = match fields.get("verdict") {
            "justified" => true,
            "notJustified" => false,
            _ => {
                errors.add("verdict", t!("Say whether it was justified."));
                false
            }
        };
        if errors.is_empty() {
            Ok(Self { justified, comment })
        } else {
            Err(errors)
        }
    }
}

/// What the requestor sends back: an answer, changed words, or both (BYD-11).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerInput {
    pub reply: String,
    pub justification: String,
    /// Answers to the questions of the policy, as typed; empty ones are left out.
    pub answers: Vec<(QuestionId, String)>,
}

impl AnswerInput {
    /// Reads `reply`, `justification` and `answer_<question id>`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let reply = fields.text("reply", limits::TEXT_MAX, &mut errors);
        match RequestInput::parse(fields) {
            Ok(request) if errors.is_empty() => Ok(Self {
                reply,
                justification: request.justification,
                answers: request.answers,
            }),
            Ok(_) => Err(errors),
            Err(found) => {
                for (field, message) in found.0 {
                    errors.add(&field, message);
                }
                Err(errors)
            }
        }
    }
}

/// Another person is to decide in one's place (BYD-12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOverInput {
    pub stage: StageId,
    /// A name, user name or mail address, as typed.
    pub to: String,
    pub reason: String,
}

impl HandOverInput {
    /// Reads `to`, `reason` and the hidden `stage`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let to = fields.required(
            "to",
            limits::MAIL_MAX,
            t!("Write the name or the mail address of a person."),
            &mut errors,
        );
        let reason = fields.text("reason", limits::TEXT_MAX, &mut errors);
        if reason.is_empty() {
            errors.add("reason", t!("Say why you hand it over."));
        }
        match fields.parsed("stage", outdated(), &mut errors) {
            Some(stage) if errors.is_empty() => Ok(Self { stage, to, reason }),
            _ => Err(errors),
        }
    }
}

/// Somebody who decides for a person in a time (APR-09).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeputyInput {
    /// A name, user name or mail address, as typed.
    pub to: String,
    /// The first instant of the chosen day, UTC; none: at once.
    pub start: Option<Timestamp>,
    /// The last instant of the chosen day, UTC.
    pub end: Timestamp,
}

impl DeputyInput {
    /// Reads `to`, `start` and `end`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let to = fields.required(
            "to",
            limits::MAIL_MAX,
            t!("Write the name or the mail address of a person."),
            &mut errors,
        );
        let start = fields.date("start", &mut errors);
        let end = fields.date("end", &mut errors).map(Timestamp::end_of_day);
        if end.is_none() {
            errors.add("end", t!("Choose the last day."));
        }
        match end {
            Some(end) if errors.is_empty() => Ok(Self { to, start, end }),
            _ => Err(errors),
        }
    }
}

fn outdated() -> &'static str {
    t!("This form is out of date. Open the request again.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn pick(n: u128) -> StagePick {
        StagePick {
            request: RequestId(Uuid::from_u128(n)),
            stage: StageId(Uuid::from_u128(n + 1_000)),
        }
    }

    fn form(picked: &[u128], shown: &[u128], more: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for n in shown {
            fields.push("shown", pick(*n).to_string());
        }
        for n in picked {
            fields.push("pick", pick(*n).to_string());
        }
        for (name, value) in more {
            fields.push(name, *value);
        }
        fields
    }

    #[test]
    fn byd_17_some_or_all_that_are_shown_are_decided() {
        let approve = ("decision", "Approve");
        let some = form(
            &[2, 2, 3],
            &[1, 2, 3],
            &[approve, ("justification", " fine ")],
        );
        let input = BulkDecisionInput::parse(&some).expect("two of three");
        assert_eq!(input.picks, [pick(2), pick(3)]);
        assert_eq!(input.justification, "fine");
        let all = form(&[2], &[1, 2, 3], &[approve, ("all", "on")]);
        let input = BulkDecisionInput::parse(&all).expect("all three");
        assert_eq!(input.picks, [pick(1), pick(2), pick(3)]);
    }

    #[test]
    fn byd_17_what_cannot_be_read_is_named() {
        let approve = ("decision", "Approve");
        let wrong = |fields: Fields| -> Vec<String> {
            let errors = BulkDecisionInput::parse(&fields).expect_err("a wrong form");
            errors.0.into_keys().collect()
        };
        assert_eq!(wrong(form(&[], &[1], &[approve])), ["pick"]);
        assert_eq!(wrong(form(&[1], &[1], &[])), ["decision"]);
        assert_eq!(wrong(form(&[], &[], &[approve, ("pick", "1/2")])), ["pick"]);
        let many: Vec<u128> = (0..101).collect();
        assert_eq!(wrong(form(&many, &[], &[approve])), ["pick"]);
        assert!(BulkDecisionInput::parse(&form(&many[..100], &[], &[approve])).is_ok());
    }
}
