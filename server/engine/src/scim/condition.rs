//! Filters as conditions of SQL, with parameters. What has no column is refused, not searched for.

use crate::db::{Conn, Raw};
use crate::error::Outcome;
use shared::scim::{AttributePath, Fault, Filter, Kind, Literal, Operator};
use shared::time::Timestamp;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

/// A parameter.
#[derive(Clone, Debug)]
pub(super) enum Bind {
    Text(String),
    Id(Uuid),
    Bool(bool),
    Int(i64),
}

/// How a column is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    /// Kept in lower case.
    Lower(&'static str),
    /// Case matters.
    Exact(&'static str),
    /// In any case.
    Text(&'static str),
    Bool(&'static str),
    Id(&'static str),
    Time(&'static str),
}

/// The kinds of resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Users,
    Groups,
}

fn column(of: Of, path: &AttributePath) -> Option<Column> {
    let key = path.key();
    let key = key
        .strip_prefix(&format!("{}:", shared::scim::ENTERPRISE).to_lowercase())
        .unwrap_or(&key);
    Some(match (of, key) {
        (Of::Users, "id") => Column::Id("u.id"),
        (Of::Users, "username") => Column::Lower("u.user_name"),
        (Of::Users, "externalid") => Column::Exact("u.external_id"),
        (Of::Users, "displayname") => Column::Text("u.display_name"),
        (Of::Users, "name.givenname") => Column::Text("u.given_name"),
        (Of::Users, "name.familyname") => Column::Text("u.surname"),
        (Of::Users, "title") => Column::Text("u.job_title"),
        (Of::Users, "department") => Column::Text("u.department"),
        (Of::Users, "emails" | "emails.value") => Column::Lower("u.mail"),
        (Of::Users, "active") => Column::Bool("u.enabled"),
        (Of::Users, "meta.lastmodified") => Column::Time("u.modified_at"),
        (Of::Users, "meta.created") => Column::Time("u.created_at"),
        (Of::Groups, "id") => Column::Id("g.id"),
        (Of::Groups, "externalid") => Column::Exact("g.external_id"),
        (Of::Groups, "displayname") => Column::Text("g.display_name"),
        (Of::Groups, "meta.lastmodified") => Column::Time("g.modified_at"),
        (Of::Groups, "meta.created") => Column::Time("g.created_at"),
        _ => return None,
    })
}

/// A condition in the making.
pub(super) struct Condition {
    of: Of,
    /// Parameters before those of the condition.
    fixed: usize,
    pub binds: Vec<Bind>,
}

fn refuse(detail: impl Into<String>) -> Fault {
    Fault::new(Kind::InvalidFilter, detail)
}

impl Condition {
    /// The condition that a filter says; none says yes to all.
    pub fn of(of: Of, fixed: usize, filter: Option<&Filter>) -> Result<(String, Vec<Bind>), Fault> {
        let mut condition = Self {
            of,
            fixed,
            binds: Vec::new(),
        };
        let text = match filter {
            None => "TRUE".to_owned(),
            Some(filter) => condition.write(filter)?,
        };
        Ok((text, condition.binds))
    }

    fn bind(&mut self, bind: Bind) -> String {
        self.binds.push(bind);
        format!("${}", self.fixed + self.binds.len())
    }

    fn write(&mut self, filter: &Filter) -> Result<String, Fault> {
        Ok(match filter {
            Filter::And(one, other) => format!("({} AND {})", self.write(one)?, self.write(other)?),
            Filter::Or(one, other) => format!("({} OR {})", self.write(one)?, self.write(other)?),
            Filter::Not(inner) => format!("(NOT {})", self.write(inner)?),
            Filter::Present(path) => match self.column(path)? {
                Column::Exact(name) => format!("({name} IS NOT NULL)"),
                Column::Lower(name) | Column::Text(name) => format!("({name} <> '')"),
                _ => "TRUE".to_owned(),
            },
            Filter::Any(path, inner) => self.any(path, inner)?,
            Filter::Compare(path, Operator::NotEqual, literal) => {
                format!("(NOT {})", self.compare(path, Operator::Equal, literal)?)
            }
            Filter::Compare(path, operator, literal) => self.compare(path, *operator, literal)?,
        })
    }

    fn column(&self, path: &AttributePath) -> Result<Column, Fault> {
        column(self.of, path).ok_or_else(|| refuse(format!("Nothing is found by {}.", path.key())))
    }

    /// `emails[value eq "…"]`, `members[value eq "…"]`. Everybody has one address, of type work.
    fn any(&mut self, path: &AttributePath, inner: &Filter) -> Result<String, Fault> {
        match inner {
            Filter::And(one, other) => {
                let (one, other) = (self.any(path, one)?, self.any(path, other)?);
                Ok(format!("({one} AND {other})"))
            }
            Filter::Compare(part, operator, literal) if part.key() == "value" => {
                let whole = AttributePath {
                    sub: Some("value".to_owned()),
                    ..path.clone()
                };
                self.write(&Filter::Compare(whole, *operator, literal.clone()))
            }
            Filter::Compare(part, Operator::Equal, Literal::Text(kind))
                if part.key() == "type" && path.key() == "emails" =>
            {
                let work = kind.eq_ignore_ascii_case("work");
                Ok(if work { "TRUE" } else { "FALSE" }.to_owned())
            }
            _ => Err(refuse(format!(
                "Values of {} are found by value only.",
                path.key()
            ))),
        }
    }

    fn compare(
        &mut self,
        path: &AttributePath,
        operator: Operator,
        literal: &Literal,
    ) -> Result<String, Fault> {
        let key = path.key();
        if self.of == Of::Groups && matches!(key.as_str(), "members" | "members.value") {
            return self.member(operator, literal);
        }
        let wrong = || refuse(format!("{key} cannot be compared like this."));
        match (self.column(path)?, literal) {
            (Column::Bool(name), Literal::Bool(flag)) if operator == Operator::Equal => {
                let flag = self.bind(Bind::Bool(*flag));
                Ok(format!("({name} = {flag})"))
            }
            (Column::Bool(name), Literal::Text(text)) if operator == Operator::Equal => {
                let flag = shared::scim::truth(&serde_json::Value::String(text.clone()));
                let flag = self.bind(Bind::Bool(flag.ok_or_else(wrong)?));
                Ok(format!("({name} = {flag})"))
            }
            (Column::Id(name), Literal::Text(text)) if operator == Operator::Equal => {
                Ok(match text.parse() {
                    Ok(id) => format!("({name} = {})", self.bind(Bind::Id(id))),
                    Err(_) => "FALSE".to_owned(),
                })
            }
            (Column::Time(name), Literal::Text(text)) => {
                let sign = match operator {
                    Operator::Equal => "=",
                    Operator::Greater => ">",
                    Operator::GreaterOrEqual => ">=",
                    Operator::Less => "<",
                    Operator::LessOrEqual => "<=",
                    _ => return Err(wrong()),
                };
                let at = Timestamp::parse(text).ok_or_else(wrong)?;
                Ok(format!("({name} {sign} {})", self.bind(Bind::Int(at.0))))
            }
            (Column::Lower(name), Literal::Text(text)) => Ok(self
                .text(name, operator, &text.to_lowercase(), false)
                .ok_or_else(wrong)?),
            (Column::Text(name), Literal::Text(text)) => {
                Ok(self.text(name, operator, text, true).ok_or_else(wrong)?)
            }
            (Column::Exact(name), Literal::Text(text)) => {
                let condition = self.text(name, operator, text, false).ok_or_else(wrong)?;
                Ok(format!("({name} IS NOT NULL AND {condition})"))
            }
            _ => Err(wrong()),
        }
    }

    fn text(&mut self, name: &str, operator: Operator, text: &str, fold: bool) -> Option<String> {
        let folded = |what: &str| {
            if fold {
                format!("lower({what})")
            } else {
                what.to_owned()
            }
        };
        let escaped: String = text
            .chars()
            .filter(|c| *c != '\0')
            .flat_map(|c| {
                matches!(c, '%' | '_' | '\\')
                    .then_some('\\')
                    .into_iter()
                    .chain([c])
            })
            .collect();
        let pattern = match operator {
            Operator::Equal => {
                let plain = text.replace('\0', "");
                let value = self.bind(Bind::Text(plain));
                return Some(format!("({} = {})", folded(name), folded(&value)));
            }
            Operator::Contains => format!("%{escaped}%"),
            Operator::StartsWith => format!("{escaped}%"),
            Operator::EndsWith => format!("%{escaped}"),
            _ => return None,
        };
        let value = self.bind(Bind::Text(pattern));
        Some(format!(
            "({} LIKE {} ESCAPE '\\')",
            folded(name),
            folded(&value)
        ))
    }

    fn member(&mut self, operator: Operator, literal: &Literal) -> Result<String, Fault> {
        let (Operator::Equal, Literal::Text(text)) = (operator, literal) else {
            return Err(refuse("Members are found by eq only."));
        };
        let Ok(id) = text.parse() else {
            return Ok("FALSE".to_owned());
        };
        let (person, child) = (self.bind(Bind::Id(id)), self.bind(Bind::Id(id)));
        Ok(format!(
            "(g.id IN (SELECT role.object_id FROM role_holders holder JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member' WHERE holder.user_id = {person}) \
             OR g.id IN (SELECT parent_id FROM group_nesting WHERE child_id = {child}))"
        ))
    }
}

/// Runs a query with a condition in it.
pub(super) async fn rows<T>(
    conn: &mut Conn,
    sql: &str,
    condition: &str,
    binds: &[Bind],
) -> Outcome<Vec<T>>
where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    macro_rules! run {
        ($db:ty, $conn:expr) => {{
            let text = sql.replace("$filter", condition);
            let mut query = sqlx::query_as::<$db, T>(AssertSqlSafe(text));
            for bind in binds {
                query = match bind {
                    Bind::Text(text) => query.bind(text),
                    Bind::Id(id) => query.bind(*id),
                    Bind::Bool(flag) => query.bind(*flag),
                    Bind::Int(number) => query.bind(*number),
                };
            }
            query.fetch_all($conn).await?
        }};
    }
    Ok(match conn.raw() {
        Raw::Sqlite(conn) => run!(sqlx::Sqlite, conn),
        Raw::Postgres(conn) => run!(sqlx::Postgres, conn),
    })
}
