//! The configuration file, below flags and environment.

use super::{BadSetting, SettingArgs, secret_file};
use std::path::PathBuf;

const NAME: &str = "config (--config, BAILIWICK_CONFIG)";
const ALLOWED: &str = "a TOML file with settings named like the flags, with underscores, such as addr = \"127.0.0.1:8080\"";
const USUAL: &str = "bailiwick.toml";

/// Fills what flags and environment left open from the file.
pub(super) fn merge(args: SettingArgs) -> Result<SettingArgs, BadSetting> {
    let usual = PathBuf::from(USUAL);
    let path = match &args.config {
        Some(path) => path.clone(),
        None if usual.is_file() => usual,
        None => return Ok(args),
    };
    let bad =
        |problem: String| BadSetting::new(NAME, format!("{}: {problem}", path.display()), ALLOWED);
    let text = std::fs::read_to_string(&path).map_err(|error| bad(error.to_string()))?;
    let file: SettingArgs =
        toml::from_str(&text).map_err(|error| bad(error.message().to_owned()))?;
    if holds_secret(&file) {
        secret_file::refuse_shared(&path)
            .map_err(|problem| bad(format!("it holds a password, and {problem}")))?;
    }
    let has_url = args.database_url.is_some();
    let has_password = args.smtp_password.is_some();
    Ok(SettingArgs {
        config: args.config,
        addr: args.addr.or(file.addr),
        // One of the two settings of a secret that stands higher hides both of them here.
        database_url: args.database_url.or(file
            .database_url
            .filter(|_| args.database_url_file.is_none())),
        database_url_file: args
            .database_url_file
            .or(file.database_url_file.filter(|_| !has_url)),
        public_url: args.public_url.or(file.public_url),
        organization: args.organization.or(file.organization),
        site_dir: args.site_dir.or(file.site_dir),
        metrics_addr: args.metrics_addr.or(file.metrics_addr),
        trusted_proxies: args.trusted_proxies.or(file.trusted_proxies),
        log: args.log.or(file.log),
        log_format: args.log_format.or(file.log_format),
        smtp_url: args.smtp_url.or(file.smtp_url),
        smtp_user: args.smtp_user.or(file.smtp_user),
        smtp_password: args.smtp_password.or(file
            .smtp_password
            .filter(|_| args.smtp_password_file.is_none())),
        smtp_password_file: args
            .smtp_password_file
            .or(file.smtp_password_file.filter(|_| !has_password)),
        mail_from: args.mail_from.or(file.mail_from),
        provider_ca_file: args.provider_ca_file.or(file.provider_ca_file),
        demo: args.demo || file.demo,
        count_statements: args.count_statements || file.count_statements,
        requests_per_minute: args.requests_per_minute.or(file.requests_per_minute),
    })
}

/// Is there a password in the file itself, by itself or inside an address?
fn holds_secret(file: &SettingArgs) -> bool {
    let inside = |url: &Option<String>| {
        url.as_deref()
            .and_then(|url| url.split_once("://"))
            .map(|(_, rest)| rest.split('/').next().unwrap_or_default())
            .and_then(|authority| authority.rsplit_once('@'))
            .is_some_and(|(who, _)| who.contains(':'))
            || url.as_deref().is_some_and(|url| url.contains("password="))
    };
    file.smtp_password.is_some() || inside(&file.database_url) || inside(&file.smtp_url)
}
