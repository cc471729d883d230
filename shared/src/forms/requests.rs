//! What a requestor and an approver type in.

use super::Fields;
use crate::approval::Decision;
use crate::error::FieldErrors;
use crate::ids::{PolicyId, QuestionId, RoleId, StageId};
use crate::limits;
use crate::time::Timestamp;

/// The field of an answer: `answer_<question id>`.
pub fn answer_field(question: QuestionId) -> String {
    format!("answer_{question}")
}

/// A request for a package (REQ-03, POL-20, POL-25, POL-29). What the policy makes of it is the
/// policy's business; here is only what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestInput {
    /// The chosen way to get the package; none if there is only one.
    pub policy: Option<PolicyId>,
    pub justification: String,
    /// Answers as typed, by question; empty ones are left out.
    pub answers: Vec<(QuestionId, String)>,
    /// The first instant of the chosen day, UTC.
    pub start: Option<Timestamp>,
    /// The last instant of the chosen day, UTC: access "until 12 March" includes that day.
    pub end: Option<Timestamp>,
}

impl RequestInput {
    /// Reads `policy`, `justification`, `answer_<question id>`, `start` and `end`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let policy = if fields.get("policy").is_empty() {
            None
        } else {
            fields.parsed("policy", t!("Choose one of the listed ways."), &mut errors)
        };
        let mut answers: Vec<(QuestionId, String)> = Vec::new();
        for (name, _) in &fields.0 {
            let Some(question) = name
                .strip_prefix("answer_")
                .and_then(|id| id.parse::<QuestionId>().ok())
            else {
                continue;
            };
            if answers.iter().any(|(known, _)| *known == question) {
                continue;
            }
            let answer = fields.text(name, limits::TEXT_MAX, &mut errors);
            if !answer.is_empty() {
                answers.push((question, answer));
            }
        }
        let input = Self {
            policy,
            justification: fields.text("justification", limits::TEXT_MAX, &mut errors),
            answers,
            start: fields.date("start", &mut errors),
            end: fields.date("end", &mut errors).map(Timestamp::end_of_day),
        };
        if errors.is_empty() {
            Ok(input)
        } else {
            Err(errors)
        }
    }

    /// The answer to a question, as typed.
    pub fn answer(&self, question: QuestionId) -> Option<String> {
        self.answers
            .iter()
            .find(|(known, _)| *known == question)
            .map(|(_, answer)| answer.clone())
    }
}

/// Another end for access that is there (POL-30).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndInput {
    pub justification: String,
    /// The last instant of the chosen day, UTC; none leaves it to the policy.
    pub end: Option<Timestamp>,
}

impl EndInput {
    /// Reads `justification` and `end`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let input = Self {
            justification: fields.text("justification", limits::TEXT_MAX, &mut errors),
            end: fields.date("end", &mut errors).map(Timestamp::end_of_day),
        };
        if errors.is_empty() {
            Ok(input)
        } else {
            Err(errors)
        }
    }
}

/// An approver's decision on the stage that was on the page (APR-03: it may have moved on since).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionInput {
    pub decision: Decision,
    pub justification: String,
    pub stage: StageId,
    /// Until when the page said there was time, in unix milliseconds. An answer to a question moves
    /// it: nobody decides on what they have not read (BYD-11).
    pub seen_due: Option<Timestamp>,
}

impl DecisionInput {
    /// Reads `decision`, `justification` and the hidden `stage`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let decision = fields.parsed("decision", t!("Choose to approve or to deny."), &mut errors);
        let justification = fields.text("justification", limits::TEXT_MAX, &mut errors);
        let stage = fields.parsed(
            "stage",
            t!("This form is out of date. Open the request again."),
            &mut errors,
        );
        match (decision, stage) {
            (Some(decision), Some(stage)) if errors.is_empty() => Ok(Self {
                decision,
                justification,
                stage,
                seen_due: fields.get("seen_due").parse().ok().map(Timestamp),
            }),
            _ => Err(errors),
        }
    }
}

/// What an approver takes from a request while approving it (BYD-13); nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessInput {
    /// The last instant of the chosen day, UTC.
    pub end: Option<Timestamp>,
    pub days: Option<u32>,
    pub left_out: Vec<RoleId>,
}

impl LessInput {
    /// Reads `less_end`, `less_days` and repeated `left_out`.
    ///
    /// # Errors
    /// Messages by field name.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let input = Self {
            end: fields
                .date("less_end", &mut errors)
                .map(Timestamp::end_of_day),
            days: if fields.get("less_days").is_empty() {
                None
            } else {
                fields.number("less_days", &mut errors)
            },
            left_out: fields.parsed_all("left_out", t!("Choose roles from the list."), &mut errors),
        };
        if errors.is_empty() {
            Ok(input)
        } else {
            Err(errors)
        }
    }

    /// Is everything approved that was asked for?
    pub const fn is_nothing(&self) -> bool {
        self.end.is_none() && self.days.is_none() && self.left_out.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(
            pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    const QUESTION: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    #[test]
    fn reads_a_request() {
        let input = RequestInput::parse(&fields(&[
            ("policy", ""),
            ("justification", " New on the team.\r\nThanks "),
            (&format!("answer_{QUESTION}"), "Payments"),
            (&format!("answer_{QUESTION}"), "a second one does not count"),
            ("answer_nonsense", "x"),
            ("start", "2026-03-12"),
            ("end", "2026-04-01"),
        ]))
        .expect("a request");
        let question: QuestionId = QUESTION.parse().expect("an id");
        assert_eq!(input.policy, None);
        assert_eq!(input.justification, "New on the team.\nThanks");
        assert_eq!(input.answers, [(question, "Payments".to_owned())]);
        assert_eq!(input.start, Timestamp::parse("2026-03-12T00:00:00Z"));
        assert_eq!(
            input.end.map(Timestamp::rfc3339).as_deref(),
            Some("2026-04-01T23:59:59.999Z")
        );
    }

    #[test]
    fn names_each_wrong_field() {
        let long = "x".repeat(100_000);
        let errors = RequestInput::parse(&fields(&[
            ("policy", "somebody's"),
            ("justification", &long),
            (&format!("answer_{QUESTION}"), "bell \u{7}"),
            ("start", "12 March"),
        ]))
        .expect_err("four mistakes");
        let named: Vec<_> = errors.0.keys().map(String::as_str).collect();
        assert_eq!(
            named,
            [
                format!("answer_{QUESTION}").as_str(),
                "justification",
                "policy",
                "start"
            ]
        );
    }

    #[test]
    fn apr_03_a_decision_names_its_stage() {
        let good = [
            ("decision", "Approve"),
            ("justification", ""),
            ("stage", QUESTION),
        ];
        let input = DecisionInput::parse(&fields(&good)).expect("a decision");
        assert_eq!(input.decision, Decision::Approve);
        for missing in ["decision", "stage"] {
            let rest: Vec<_> = good
                .iter()
                .copied()
                .filter(|(name, _)| *name != missing)
                .collect();
            let errors = DecisionInput::parse(&fields(&rest)).expect_err("incomplete");
            assert!(errors.get(missing).is_some());
        }
    }
}
