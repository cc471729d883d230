//! The mailbox of a demonstration: what would have been sent, for everybody to read.

use super::demo::only_in_demo;
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::{fetch_all, fetch_optional};
use shared::AppError;
use shared::ids::MailId;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::identity::{MailPiece, MailRow, MailView, MailboxView};

const MAILS_PER_PAGE: usize = 30;

/// The mail of a demonstration, the latest first.
///
/// # Errors
/// [`AppError::NotFound`] outside a demonstration.
pub async fn list(ctx: &Ctx, recipient: &str, after: Option<&str>) -> Outcome<MailboxView> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: MailId,
        recipient: String,
        subject: String,
        sent_at: Timestamp,
    }
    only_in_demo(ctx)?;
    let recipient = recipient.trim().to_lowercase();
    let (before, before_id) = after
        .and_then(cursor)
        .unwrap_or((Timestamp(i64::MAX), MailId(uuid::Uuid::max())));
    let limit = i64::try_from(MAILS_PER_PAGE + 1).unwrap_or(i64::MAX);
    let mut conn = ctx.read().await?;
    let mut rows = fetch_all!(
        conn,
        Row,
        "identity/mailbox",
        &recipient,
        before,
        before_id,
        limit
    )?;
    let more = rows.len() > MAILS_PER_PAGE;
    rows.truncate(MAILS_PER_PAGE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| format!("{}-{}", last.sent_at.0, last.id.0.simple()));
    let now = ctx.now();
    Ok(MailboxView {
        recipient,
        rows: rows
            .into_iter()
            .map(|row| MailRow {
                id: row.id.to_string(),
                recipient: row.recipient,
                subject: row.subject,
                sent: When::new(row.sent_at, now),
            })
            .collect(),
        next,
    })
}

fn cursor(text: &str) -> Option<(Timestamp, MailId)> {
    let (at, id) = text.split_once('-')?;
    Some((Timestamp(at.parse().ok()?), id.parse().ok()?))
}

/// One mail of a demonstration.
///
/// # Errors
/// [`AppError::NotFound`] outside a demonstration, or when there is no such mail.
pub async fn open(ctx: &Ctx, id: MailId) -> Outcome<MailView> {
    #[derive(sqlx::FromRow)]
    struct Row {
        recipient: String,
        subject: String,
        body: String,
        sent_at: Timestamp,
    }
    only_in_demo(ctx)?;
    let mut conn = ctx.read().await?;
    let row = fetch_optional!(conn, Row, "identity/mailbox_mail", id)?.ok_or(AppError::NotFound)?;
    let base = &ctx.engine.options.public_url;
    Ok(MailView {
        recipient: row.recipient,
        subject: row.subject,
        sent: When::new(row.sent_at, ctx.now()),
        lines: row.body.lines().map(|line| pieces(line, base)).collect(),
    })
}

/// Cuts a line into text and links to this portal; addresses elsewhere stay text.
fn pieces(line: &str, base: &str) -> Vec<MailPiece> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(base) {
        let (before, link) = rest.split_at(at);
        let end = link.find(char::is_whitespace).unwrap_or(link.len());
        let address = link[..end].trim_end_matches(['.', ',', ';', ')', '"']);
        let path = &address[base.len()..];
        if !path.starts_with('/') {
            break;
        }
        if !before.is_empty() {
            pieces.push(MailPiece::Text(before.to_owned()));
        }
        pieces.push(MailPiece::Link(path.to_owned(), address.to_owned()));
        rest = &link[address.len()..];
    }
    if !rest.is_empty() {
        pieces.push(MailPiece::Text(rest.to_owned()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_portal_become_links() {
        let base = "http://127.0.0.1:3000";
        let text = |t: &str| MailPiece::Text(t.to_owned());
        assert_eq!(
            pieces("See http://127.0.0.1:3000/requests/1.", base),
            [
                text("See "),
                MailPiece::Link(
                    "/requests/1".into(),
                    "http://127.0.0.1:3000/requests/1".into()
                ),
                text("."),
            ]
        );
        let evil = "http://127.0.0.1:3000@evil.example/ and https://evil.example/";
        assert_eq!(pieces(evil, base), [text(evil)]);
        assert_eq!(pieces("", base), []);
    }
}
