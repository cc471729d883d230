//! Looking at the server.

use crate::backlog::{Backlog, backlog};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::delivery::refused;
use crate::error::Outcome;
use crate::outbox;
use crate::texts::Name;
use crate::work::KINDS;
use crate::{fetch_all, fetch_one, lists};
use shared::authz::{Action, Scope};
use shared::ids::{AssignmentId, DeliveryId, JobId, PackageId, UserId};
use shared::time::Timestamp;
use shared::views::health::{
    Condition, FailedDelivery, FailedMail, HealthView, JobRow, RecalledMail, ServerFacts,
};
use shared::views::{Page, When};
use uuid::Uuid;

/// Notices not sent that are shown.
const RECALLED: i64 = 20;

/// The health of the server, with pages of what failed.
///
/// # Errors
/// Not allowed, or the database does not answer.
pub async fn view(ctx: &Ctx, mails: &str, deliveries: &str) -> Outcome<HealthView> {
    #[derive(sqlx::FromRow)]
    struct Next {
        mail: Option<Timestamp>,
        delivery: Option<Timestamp>,
    }
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let now = ctx.now();
    let counts = backlog(&ctx.engine).await?;
    let jobs = jobs(ctx, now);
    let mut conn = ctx.read().await?;
    let next = fetch_one!(conn, Next, "health/next")?;
    let (condition, title, advice) = words(&counts, &jobs);
    let when = |at: Option<Timestamp>| at.map(|at| When::new(at, now));
    Ok(HealthView {
        condition,
        title,
        advice,
        mails_waiting: counts.mails_waiting,
        mails_given_up: counts.mails_given_up,
        deliveries_waiting: counts.deliveries_waiting,
        deliveries_failed: counts.deliveries_failed,
        next_mail: when(next.mail),
        next_delivery: when(next.delivery),
        mails: failed_mails(ctx, &mut conn, mails, now).await?,
        deliveries: failed_deliveries(&mut conn, deliveries, now).await?,
        recalled: recalled_mails(ctx, &mut conn, now).await?,
        jobs,
        looked: when(ctx.engine.work.looked()),
        facts: facts(ctx, &mut conn, now).await?,
    })
}

/// How things are, in a headline and a sentence.
fn words(counts: &Backlog, jobs: &[JobRow]) -> (Condition, String, String) {
    let failing: Vec<_> = jobs.iter().filter(|job| job.failing).collect();
    if counts.mails_given_up + counts.deliveries_failed > 0 {
        let mut advice = Vec::new();
        if counts.deliveries_failed > 0 {
            advice.push(t!("Some people lack roles they should have. Read the errors below, mend what they name, and try again."));
        }
        if counts.mails_given_up > 0 {
            advice.push(t!("Some mail was tried for days and given up. See that the mail server answers, and send it again."));
        }
        return (
            Condition::Failed,
            t!("Something needs you").to_owned(),
            advice.join(" "),
        );
    }
    if let [first, ..] = failing[..] {
        return (
            Condition::Failed,
            t!("{work} fails", work = first.name),
            t!("It is tried again by itself. If it keeps failing, the error below and the log of the server say why.").to_owned(),
        );
    }
    if counts.mails_waiting + counts.deliveries_waiting > 0 {
        return (
            Condition::Waiting,
            t!("Work is under way").to_owned(),
            t!("What waits goes on by itself; there is nothing to do.").to_owned(),
        );
    }
    (
        Condition::Fine,
        t!("Everything is fine").to_owned(),
        t!("Nothing waits, and nothing has failed.").to_owned(),
    )
}

/// Every kind of work, also that which has not happened yet.
fn jobs(ctx: &Ctx, now: Timestamp) -> Vec<JobRow> {
    let mut figures = ctx.engine.work.figures();
    let row = |kind: &&'static str| {
        let figures = figures.remove(kind).unwrap_or_default();
        JobRow {
            name: title(kind).to_owned(),
            done: figures.done,
            failed: figures.failed,
            last: figures.last.map(|at| When::new(at, now)),
            failing: figures.failing,
            error: figures.error.map(|(at, error)| (error, When::new(at, now))),
        }
    };
    KINDS.iter().map(row).collect()
}

/// A kind of work, as people read it.
fn title(kind: &str) -> &str {
    match kind {
        "delivery" => t!("Delivery"),
        "mail" => t!("Mail"),
        "approval deadline" => t!("Approval deadline"),
        "escalation" => t!("Escalation"),
        "end of a deputy" => t!("End of a deputy"),
        "reminder" => t!("Reminder"),
        "scheduled start" => t!("Scheduled start"),
        "end of access" => t!("End of access"),
        "ending notice" => t!("Ending notice"),
        "guest without access" => t!("Guest without access"),
        "reminder of a guest" => t!("Reminder of a guest"),
        "removal of a guest" => t!("Removal of a guest"),
        "tidying up" => t!("Tidying up"),
        "counting weeks" => t!("Counting weeks"),
        other => other,
    }
}

/// Where a page begins: `<milliseconds>.<id>` of the last row of the one before.
fn cursor(text: &str) -> (i64, Uuid) {
    let read = || {
        let (at, id) = text.trim().split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    };
    read().unwrap_or((i64::MAX, Uuid::max()))
}

/// Cuts the rows to one page.
fn cut<R, T>(
    rows: Vec<R>,
    last: impl Fn(&R) -> (Timestamp, Uuid),
    show: impl Fn(R) -> T,
) -> Page<T> {
    let cursors: Vec<_> = rows.iter().map(&last).collect();
    let page = lists::page(rows, |row| last(row).1, show);
    let next = page
        .next
        .and_then(|_| cursors.get(page.rows.len().checked_sub(1)?));
    Page {
        next: next.map(|(at, id)| format!("{}.{id}", at.0)),
        rows: page.rows,
    }
}

async fn failed_mails(
    ctx: &Ctx,
    conn: &mut Conn,
    after: &str,
    now: Timestamp,
) -> Outcome<Page<FailedMail>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: JobId,
        kind: String,
        payload: String,
        created_at: Timestamp,
        last_error: String,
        mail: Option<String>,
    }
    let (at, id) = cursor(after);
    let rows = fetch_all!(conn, Row, "health/mails", at, id, lists::FETCH)?;
    let show = |row: Row| {
        let mail = outbox::shown(ctx, &row.kind, &row.payload, row.mail);
        let (to, subject) = mail.unwrap_or_default();
        FailedMail {
            id: row.id.to_string(),
            to,
            subject: covered(&subject),
            error: row.last_error,
            written: When::new(row.created_at, now),
        }
    };
    Ok(cut(rows, |row| (row.created_at, row.id.0), show))
}

/// The last notices that were not sent because they had become pointless.
async fn recalled_mails(ctx: &Ctx, conn: &mut Conn, now: Timestamp) -> Outcome<Vec<RecalledMail>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        kind: String,
        payload: String,
        done_at: Timestamp,
        display_name: String,
    }
    let rows = fetch_all!(conn, Row, "health/recalled", RECALLED)?;
    let show = |row: Row| RecalledMail {
        subject: outbox::shown(ctx, &row.kind, &row.payload, None)
            .map_or_else(String::new, |(_, subject)| subject),
        to: row.display_name,
        recalled: When::new(row.done_at, now),
    };
    Ok(rows.into_iter().map(show).collect())
}

/// A subject without the digits of a sign-in code, which is nobody's but the recipient's.
fn covered(subject: &str) -> String {
    let is_code = |word: &str| word.chars().filter(char::is_ascii_digit).count() >= 6;
    let words = subject.split(' ').map(|word| {
        if is_code(word) {
            word.replace(|c: char| c.is_ascii_digit(), "•")
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

async fn failed_deliveries(
    conn: &mut Conn,
    after: &str,
    now: Timestamp,
) -> Outcome<Page<FailedDelivery>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: DeliveryId,
        assignment_id: AssignmentId,
        changed_at: Timestamp,
        last_error: String,
        user_id: UserId,
        person: String,
        package_id: PackageId,
        #[sqlx(try_from = "Name")]
        package: String,
        role: String,
    }
    let (at, id) = cursor(after);
    let rows = fetch_all!(conn, Row, "health/deliveries", at, id, lists::FETCH)?;
    let show = |row: Row| FailedDelivery {
        assignment_id: row.assignment_id.to_string(),
        person: row.person,
        person_href: format!("/admin/people/{}", row.user_id),
        package: row.package,
        package_href: format!("/admin/packages/{}/assignments", row.package_id),
        role: row.role,
        error: refused::said(&row.last_error),
        failed: When::new(row.changed_at, now),
    };
    Ok(cut(rows, |row| (row.changed_at, row.id.0), show))
}

async fn facts(ctx: &Ctx, conn: &mut Conn, now: Timestamp) -> Outcome<ServerFacts> {
    #[derive(sqlx::FromRow)]
    struct Database {
        kind: String,
        bytes: i64,
        schema_version: i64,
    }
    let database = fetch_all!(conn, Database, "health/database" twin)?;
    let (records, _) = fetch_one!(conn, (i64, String), "audit/head")?;
    let database = database.into_iter().next();
    Ok(ServerFacts {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started: When::new(ctx.engine.started(), now),
        size: database
            .as_ref()
            .map_or_else(String::new, |it| size(it.bytes)),
        schema: database.as_ref().map_or(0, |it| it.schema_version),
        database: database.map_or_else(String::new, |it| it.kind),
        records,
    })
}

/// `640 kB`, `12.4 MB`, `1.3 GB`.
fn size(bytes: i64) -> String {
    let tenths = |unit: i64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        ..=999_999 => format!("{} kB", bytes / 1_000),
        1_000_000..=999_999_999 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_subjects_are_covered() {
        assert_eq!(covered("123456 is your code"), "•••••• is your code");
        assert_eq!(covered("Your code: 12345678."), "Your code: ••••••••.");
        assert_eq!(covered("Room 101 from 2026"), "Room 101 from 2026");
    }

    #[test]
    fn sizes_have_one_decimal() {
        assert_eq!(size(640_999), "640 kB");
        assert_eq!(size(12_449_000), "12.4 MB");
        assert_eq!(size(1_300_000_000), "1.3 GB");
    }

    #[test]
    fn a_cursor_that_cannot_be_read_begins_at_the_start() {
        assert_eq!(cursor("x.y"), (i64::MAX, Uuid::max()));
        assert_eq!(cursor(&format!("5.{}", Uuid::nil())), (5, Uuid::nil()));
    }
}
