//! Ways for a mail to leave: by SMTP, or into the mailbox table that a demonstration shows.

use crate::engine::Engine;
use crate::execute;
use async_trait::async_trait;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};
use shared::ids::MailId;

/// A plain-text mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// Sends mail. An error is a sentence for the log and the dead letter; the job is tried again.
#[async_trait]
pub trait Mailer: std::fmt::Debug + Send + Sync {
    async fn send(&self, engine: &Engine, mail: &Mail) -> Result<(), String>;
}

/// Keeps mail in the database, where a demonstration shows it.
#[derive(Clone, Copy, Debug)]
pub struct Mailbox;

#[async_trait]
impl Mailer for Mailbox {
    async fn send(&self, engine: &Engine, mail: &Mail) -> Result<(), String> {
        let mut conn = engine.db.begin().await.map_err(|error| error.to_string())?;
        let now = engine.clock.now();
        let id = MailId(engine.entropy.id(now));
        execute!(
            conn,
            "outbox/insert_demo_mail",
            id,
            &mail.to,
            &mail.subject,
            &mail.body,
            now
        )
        .map_err(|error| error.to_string())?;
        conn.commit().await.map_err(|error| error.to_string())
    }
}

/// How to reach the mail server.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// `smtp://host:25`, `smtps://host:465`, or `smtp://host:587?tls=required`.
    pub url: String,
    pub user: Option<String>,
    pub password: Option<String>,
    /// `Bailiwick <access@example.com>`.
    pub from: String,
}

/// Sends by SMTP.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: lettre::message::Mailbox,
}

impl std::fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpMailer").finish_non_exhaustive()
    }
}

impl SmtpMailer {
    /// Prepares the transport; connects only when a mail is sent.
    ///
    /// # Errors
    /// A sentence that names the setting that cannot be used.
    pub fn new(settings: &SmtpSettings) -> Result<Self, String> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url)
            .map_err(|error| format!("the SMTP URL cannot be used: {error}"))?;
        if let (Some(user), Some(password)) = (&settings.user, &settings.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self {
            transport: builder
                .timeout(Some(std::time::Duration::from_secs(20)))
                .build(),
            from: settings
                .from
                .parse()
                .map_err(|error| format!("the sender address cannot be used: {error}"))?,
        })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, _engine: &Engine, mail: &Mail) -> Result<(), String> {
        self.transport
            .send(message(&self.from, mail)?)
            .await
            .map(drop)
            .map_err(|error| error.to_string())
    }
}

/// The mail as it leaves: plain text, and no header but those written here.
fn message(from: &lettre::message::Mailbox, mail: &Mail) -> Result<Message, String> {
    let to = mail
        .to
        .parse()
        .map_err(|error| format!("the address cannot be used: {error}"))?;
    Message::builder()
        .from(from.clone())
        .to(to)
        .subject(&mail.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(to: &str, subject: &str) -> Mail {
        Mail {
            to: to.to_owned(),
            subject: subject.to_owned(),
            body: "Hello\r\n.\r\nBcc: body@evil.example\r\n".to_owned(),
        }
    }

    #[test]
    fn no_text_adds_a_header_to_a_mail() {
        let from = "Access <access@example.com>".parse().expect("a sender");
        for subject in [
            "Access\r\nBcc: x@evil.example",
            "Access\nBcc: x@evil.example",
            "Access\rBcc: x@evil.example",
            "Zugang für Ä\r\nBcc: x@evil.example",
        ] {
            let sent = message(&from, &mail("ada@example.com", subject)).expect("a mail");
            let text = String::from_utf8(sent.formatted()).expect("text");
            let (head, _) = text.split_once("\r\n\r\n").expect("a head and a body");
            for line in head.split(['\r', '\n']) {
                assert!(!line.to_lowercase().starts_with("bcc"), "{text}");
            }
        }
        for to in ["ada@example.com\r\nBcc: x@evil.example", "", "ada"] {
            assert!(message(&from, &mail(to, "Access")).is_err(), "{to:?}");
        }
    }
}
