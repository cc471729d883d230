//! The form in which a resource says what it requires of people (CAT-16, CAT-17).

use super::catalogs::version;
use super::questions::{at_rows, question_rows, read_question, write_question};
use super::{Fields, check_box};
use crate::error::FieldErrors;
use crate::limits;
use crate::policy::{
    Attribute, Demand, ProfileProperty, Question, check_patterns, check_questions,
};

/// The choice of the list that stands for an extension with a name of its own.
pub const EXTENSION: &str = "extension";

/// Attributes as typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributesInput {
    pub questions: Vec<Question>,
    /// The row of the form in which each stands: rows that were left empty are skipped.
    pub rows: Vec<u32>,
    /// The version of the resource that the form was filled from.
    pub version: i64,
}

impl AttributesInput {
    /// Reads and checks rows of `question<row>_attribute` (a property of the profile, or `extension`
    /// with the name in `question<row>_extension`), `_editable`, and the parts of a question.
    ///
    /// # Errors
    /// Messages at the fields, `questions` for the form as a whole.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let rows: Vec<u32> = question_rows(fields)
            .into_iter()
            .filter(|row| !fields.get(&format!("question{row}_attribute")).is_empty())
            .take(limits::ATTRIBUTES_MAX + 1)
            .collect();
        let mut questions: Vec<Question> = Vec::new();
        for row in &rows {
            let mut question = read_question(fields, *row, &mut errors);
            // Without an answer the request is not processed.
            question.required = true;
            question.attribute = read_demand(fields, *row, &mut errors);
            if let Some(demand) = &question.attribute
                && questions.iter().any(|known| {
                    let known = known.attribute.as_ref();
                    known.is_some_and(|known| known.name == demand.name)
                })
            {
                errors.add(
                    &format!("question{row}_attribute"),
                    t!("This attribute is required already."),
                );
            }
            questions.push(question);
        }
        let mut found = FieldErrors::default();
        check_questions(&questions, &mut found);
        check_patterns(&questions, &mut found);
        for (field, message) in at_rows(&rows, found).0 {
            errors.add(&field, message);
        }
        if rows.len() > limits::ATTRIBUTES_MAX {
            errors.add(
                "questions",
                t!("A resource can require up to 10 attributes."),
            );
        }
        if errors.is_empty() {
            Ok(Self {
                questions,
                rows,
                version: version(fields),
            })
        } else {
            Err(errors)
        }
    }

    /// The form that says this.
    pub fn to_fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.set("version", self.version.to_string());
        for (row, question) in self.rows.iter().zip(&self.questions) {
            write_question(&mut fields, *row, question);
            let Some(demand) = &question.attribute else {
                continue;
            };
            match demand.name.property() {
                Some(property) => {
                    fields.set(&format!("question{row}_attribute"), property.as_str());
                }
                None => {
                    fields.set(&format!("question{row}_attribute"), EXTENSION);
                    fields.set(&format!("question{row}_extension"), demand.name.as_str());
                }
            }
            check_box(
                &mut fields,
                &format!("question{row}_editable"),
                demand.editable,
            );
        }
        fields
    }
}

fn read_demand(fields: &Fields, row: u32, errors: &mut FieldErrors) -> Option<Demand> {
    let field = |name: &str| format!("question{row}_{name}");
    let name: Attribute = if fields.get(&field("attribute")) == EXTENSION {
        let name: Option<Attribute> = fields.parsed(
            &field("extension"),
            t!("Name it with letters, digits, _ and ., beginning with a letter, within 64 characters."),
            errors,
        );
        name?
    } else {
        let property: Option<ProfileProperty> = fields.parsed(
            &field("attribute"),
            t!("Choose one of the listed attributes."),
            errors,
        );
        property?.into()
    };
    Some(Demand {
        name,
        editable: fields.is_on(&field("editable")),
        value: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Fields {
        let pairs = pairs.iter();
        Fields(
            pairs
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn cat_16_a_resource_says_what_it_asks_and_the_form_says_it_back() {
        let fields = form(&[
            ("version", "3"),
            ("question1_attribute", "costCenter"),
            ("question1_text", "Which cost center pays?"),
            ("question1_kind", "shortText"),
            ("question1_pattern", "[0-9]{4}"),
            ("question1_translations", "de: Welche Kostenstelle zahlt?"),
            ("question2_attribute", ""),
            ("question2_text", ""),
            ("question3_attribute", "extension"),
            ("question3_extension", "badge.color"),
            ("question3_editable", "on"),
            ("question3_text", "Which badge?"),
            ("question3_kind", "choice"),
            ("question3_choices", "Red\nBlue"),
            (
                "question3_translations",
                "de: Welcher Ausweis? | Rot | Blau",
            ),
        ]);
        let input = AttributesInput::parse(&fields).expect("a form without mistakes");
        assert_eq!(
            (input.version, input.rows.as_slice()),
            (3, [1, 3].as_slice())
        );
        let names: Vec<String> = input
            .questions
            .iter()
            .map(|question| {
                question
                    .attribute
                    .as_ref()
                    .expect("an attribute")
                    .name
                    .title()
            })
            .collect();
        assert_eq!(names, ["Cost center", "badge.color"]);
        assert!(input.questions.iter().all(|question| question.required));
        assert_eq!(AttributesInput::parse(&input.to_fields()), Ok(input));
    }

    #[test]
    fn cat_16_what_is_wrong_is_said_at_its_row() {
        let fields = form(&[
            ("question2_attribute", "extension"),
            ("question2_extension", "2nd"),
            ("question2_text", "Second?"),
            ("question4_attribute", "country"),
            ("question4_text", ""),
            ("question5_attribute", "country"),
            ("question5_text", "Where?"),
            ("question5_pattern", "("),
            ("question5_translations", "Wo?"),
        ]);
        let errors = AttributesInput::parse(&fields).expect_err("mistakes");
        let found: Vec<&str> = errors.0.keys().map(String::as_str).collect();
        assert_eq!(
            found,
            [
                "question2_extension",
                "question4_text",
                "question5_attribute",
                "question5_pattern",
                "question5_translations",
            ]
        );
    }
}
