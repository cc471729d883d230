//! What a package asks because its resources require it (CAT-16).

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_all;
use shared::authz::{Action, Scope};
use shared::ids::{ObjectId, PackageId, UserId};
use shared::policy::{Question, merge_demands};

/// A resource that requires attributes.
pub(crate) struct Demanding {
    pub object: ObjectId,
    pub name: String,
    pub questions: Vec<Question>,
}

#[derive(sqlx::FromRow)]
struct Row {
    object_id: ObjectId,
    display_name: String,
    attributes: String,
}

/// The resources of a package that require attributes, by name.
pub(crate) async fn of_package(conn: &mut Conn, package: PackageId) -> Outcome<Vec<Demanding>> {
    let rows = fetch_all!(conn, Row, "attributes/of_package", package)?;
    rows.into_iter()
        .map(|row| {
            Ok(Demanding {
                object: row.object_id,
                name: row.display_name,
                questions: serde_json::from_str(&row.attributes)?,
            })
        })
        .collect()
}

/// The questions that the resources of a package ask, one for each attribute, with what the person has.
pub(crate) async fn demanded(
    conn: &mut Conn,
    package: PackageId,
    person: Option<UserId>,
) -> Outcome<Vec<Question>> {
    let resources = of_package(conn, package).await?;
    let mut questions = merge_demands(resources.into_iter().flat_map(|one| one.questions));
    if let (Some(person), false) = (person, questions.is_empty()) {
        let mut values = super::values(conn, person).await?;
        for demand in questions
            .iter_mut()
            .filter_map(|question| question.attribute.as_mut())
        {
            demand.value = values.remove(demand.name.as_str()).unwrap_or_default();
        }
    }
    Ok(questions)
}

/// May the actor read what the profile of this person says? One's own, and for those who report on people.
pub(crate) fn may_know_of(ctx: &Ctx, person: UserId) -> bool {
    ctx.actor.user() == Some(person) || ctx.allows(Action::ReportOnAUser, Scope::Tenant)
}
