//! How mail leaves.

use super::{BadSetting, SettingArgs, secret_file};
use engine::outbox::{SmtpMailer, SmtpSettings};
use secrecy::{ExposeSecret, SecretString};

/// A mail server, as configured.
#[derive(Clone, Debug)]
pub struct MailSettings {
    url: SecretString,
    user: Option<String>,
    password: Option<SecretString>,
    from: String,
}

impl MailSettings {
    /// A mailer for these settings.
    ///
    /// # Errors
    /// The address of the server or the sender cannot be used.
    pub fn mailer(&self) -> Result<SmtpMailer, BadSetting> {
        let settings = SmtpSettings {
            url: self.url.expose_secret().to_owned(),
            user: self.user.clone(),
            password: self
                .password
                .as_ref()
                .map(|secret| secret.expose_secret().to_owned()),
            from: self.from.clone(),
        };
        SmtpMailer::new(&settings).map_err(|problem| {
            BadSetting::new(
                "smtp_url or mail_from (BAILIWICK_SMTP_URL, BAILIWICK_MAIL_FROM)",
                problem,
                "smtps://host:465, smtp://host:587?tls=required or smtp://127.0.0.1:25; and a sender such as Access <access@example.com>",
            )
        })
    }
}

/// The mail settings; none without a server.
pub(super) fn resolve(args: &SettingArgs) -> Result<Option<MailSettings>, BadSetting> {
    let Some(url) = &args.smtp_url else {
        return Ok(None);
    };
    if !url.starts_with("smtp://") && !url.starts_with("smtps://") {
        return Err(BadSetting::new(
            "smtp_url (--smtp-url, BAILIWICK_SMTP_URL)",
            "it does not start with smtp:// or smtps://",
            "smtps://host:465, smtp://host:587?tls=required or smtp://127.0.0.1:25",
        ));
    }
    let from = args.mail_from.clone().ok_or_else(|| {
        BadSetting::new(
            "mail_from (--mail-from, BAILIWICK_MAIL_FROM)",
            "it is missing",
            "an address, such as Access <access@example.com>",
        )
    })?;
    let password = match (&args.smtp_password, &args.smtp_password_file) {
        (None, None) => None,
        (Some(password), None) => Some(SecretString::from(password.as_str())),
        (None, Some(path)) => {
            let line = secret_file::first_line(path).map_err(|problem| {
                BadSetting::new(
                    "smtp_password_file (--smtp-password-file, BAILIWICK_SMTP_PASSWORD_FILE)",
                    format!("{}: {problem}", path.display()),
                    "a file that only the user who runs bailiwick can read, with the password in its first line",
                )
            })?;
            Some(SecretString::from(line))
        }
        (Some(_), Some(_)) => {
            return Err(BadSetting::new(
                "smtp_password and smtp_password_file",
                "both are set",
                "one of them",
            ));
        }
    };
    if args.smtp_user.is_some() != password.is_some() {
        return Err(BadSetting::new(
            "smtp_user and smtp_password (or smtp_password_file)",
            "one is set without the other",
            "both or neither",
        ));
    }
    let settings = MailSettings {
        url: SecretString::from(url.as_str()),
        user: args.smtp_user.clone(),
        password,
        from,
    };
    settings.mailer()?;
    Ok(Some(settings))
}
