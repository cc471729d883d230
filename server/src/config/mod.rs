//! Settings: from flags, the environment and a file, in this order of precedence; each checked
//! before anything starts.

mod args;
mod file;
mod mail;
mod protection;
pub mod secret_file;

pub use args::SettingArgs;
pub use mail::MailSettings;

use engine::providers::{Secrets, Web};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

/// A setting that cannot be used: its name, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The setting {name} cannot be used: {problem}.\nAllowed: {allowed}.")]
pub struct BadSetting {
    /// As it is called in flags, environment and file.
    pub name: &'static str,
    pub problem: String,
    pub allowed: &'static str,
}

impl BadSetting {
    fn new(name: &'static str, problem: impl Into<String>, allowed: &'static str) -> Self {
        Self {
            name,
            problem: problem.into(),
            allowed,
        }
    }
}

/// What nobody who reads pages comes near, in a minute. Without https the portal serves its own machine only, where
/// load is measured.
fn requests_per_minute(chosen: Option<u32>, public_url: &str) -> u32 {
    chosen.unwrap_or(if public_url.starts_with("https:") {
        1_200
    } else {
        0
    })
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// Every setting, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    pub addr: SocketAddr,
    pub database_url: String,
    /// Without a trailing slash.
    pub public_url: String,
    pub organization: String,
    /// None: what the program brings itself.
    pub site_dir: Option<PathBuf>,
    pub metrics_addr: Option<SocketAddr>,
    pub trusted_proxies: Vec<IpAddr>,
    pub log: String,
    pub log_format: LogFormat,
    pub mail: Option<MailSettings>,
    pub demo: bool,
    pub count_statements: bool,
    pub requests_per_minute: u32,
    /// Secrets of sign-in providers, from the environment.
    pub secrets: Secrets,
    pub web: Web,
}

impl Settings {
    /// Merges flags and environment with the file, fills in defaults, and checks everything.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn resolve(args: SettingArgs) -> Result<Self, BadSetting> {
        let args = file::merge(args)?;
        let demo = args.demo;
        let mail = mail::resolve(&args)?;
        protection::of_mail(args.smtp_url.as_deref())?;
        let addr = addr(args.addr.as_deref(), demo)?;
        let public_url = public_url(args.public_url, addr)?;
        Ok(Self {
            requests_per_minute: requests_per_minute(args.requests_per_minute, &public_url),
            addr,
            database_url: protection::of_database(database_url(
                args.database_url,
                args.database_url_file.as_deref(),
            )?)?,
            public_url,
            organization: organization(args.organization, demo)?,
            site_dir: args.site_dir,
            metrics_addr: metrics_addr(args.metrics_addr.as_deref(), addr)?,
            trusted_proxies: trusted_proxies(args.trusted_proxies.as_deref())?,
            log: log(args.log)?,
            log_format: log_format(args.log_format.as_deref())?,
            mail,
            demo,
            count_statements: args.count_statements,
            secrets: secrets(environment())?,
            web: web(args.provider_ca_file.as_deref())?,
        })
    }
}

fn addr(text: Option<&str>, demo: bool) -> Result<SocketAddr, BadSetting> {
    const NAME: &str = "addr (--addr, BAILIWICK_ADDR)";
    const ALLOWED: &str = "an IP address and a port, such as 127.0.0.1:3000 or [::1]:3000; \
                           with --demo only a loopback address";
    let text = text.unwrap_or("127.0.0.1:3000");
    let addr: SocketAddr = text
        .trim()
        .parse()
        .map_err(|_| BadSetting::new(NAME, format!("{text:?} is not an address"), ALLOWED))?;
    if demo && !addr.ip().is_loopback() {
        return Err(BadSetting::new(
            NAME,
            format!(
                "a demonstration lets anybody in without a password, and {addr} can be reached from elsewhere"
            ),
            ALLOWED,
        ));
    }
    Ok(addr)
}

fn metrics_addr(text: Option<&str>, addr: SocketAddr) -> Result<Option<SocketAddr>, BadSetting> {
    let bad = |problem: String| {
        BadSetting::new(
            "metrics_addr (--metrics-addr, BAILIWICK_METRICS_ADDR)",
            problem,
            "an IP address and a port of its own, such as 127.0.0.1:9300",
        )
    };
    let Some(text) = text else { return Ok(None) };
    let parsed: SocketAddr = text
        .trim()
        .parse()
        .map_err(|_| bad(format!("{text:?} is not an address")))?;
    if parsed == addr {
        return Err(bad("it is where the portal listens".to_owned()));
    }
    Ok(Some(parsed))
}

fn database_url(url: Option<String>, file: Option<&Path>) -> Result<String, BadSetting> {
    let url = match (url, file) {
        (Some(url), None) => url,
        (None, Some(path)) => secret_file::first_line(path).map_err(|problem| {
            BadSetting::new(
                "database_url_file (--database-url-file, BAILIWICK_DATABASE_URL_FILE)",
                format!("{}: {problem}", path.display()),
                "a file that only the user who runs bailiwick can read, with the URL in its first line",
            )
        })?,
        (Some(_), Some(_)) => {
            return Err(BadSetting::new(
                "database_url and database_url_file",
                "both are set",
                "one of them",
            ));
        }
        (None, None) => "sqlite:data/bailiwick.sqlite".to_owned(),
    };
    let known = ["sqlite:", "postgres://", "postgresql://"]
        .iter()
        .any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    if known {
        Ok(url)
    } else {
        // The value may hold a password, so it is not repeated.
        Err(BadSetting::new(
            "database_url (--database-url, DATABASE_URL)",
            "it names no database this program knows",
            "sqlite:<path> or postgres://<user>:<password>@<host>/<database>",
        ))
    }
}

fn public_url(url: Option<String>, addr: SocketAddr) -> Result<String, BadSetting> {
    let Some(url) = url else {
        return Ok(format!("http://{addr}"));
    };
    let bad = |problem: &str| {
        BadSetting::new(
            "public_url (--public-url, BAILIWICK_PUBLIC_URL)",
            format!("{url:?} {problem}"),
            "http:// or https://, a host and perhaps a port, without a path, such as https://access.example.com",
        )
    };
    let trimmed = url.trim().trim_end_matches('/');
    let uri: http::Uri = trimmed.parse().map_err(|_| bad("is not an address"))?;
    let scheme = uri.scheme_str().unwrap_or_default();
    if !matches!(scheme, "http" | "https") || uri.host().is_none_or(str::is_empty) {
        return Err(bad("does not start with http:// or https:// and a host"));
    }
    if uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return Err(bad("contains a user name"));
    }
    if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
        return Err(bad("has a path"));
    }
    Ok(trimmed.to_owned())
}

fn organization(name: Option<String>, demo: bool) -> Result<String, BadSetting> {
    let unnamed = if demo {
        engine::demo::ORGANIZATION
    } else {
        "Bailiwick"
    };
    let name = name.unwrap_or_else(|| unnamed.to_owned());
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(BadSetting::new(
            "organization (--organization, BAILIWICK_ORGANIZATION)",
            "it is empty, too long, or not plain text",
            "1 to 80 characters on one line",
        ));
    }
    Ok(name.to_owned())
}

/// What of the environment is text.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// Secrets of sign-in providers; their files are for nobody else, like every file with a secret. One that is not there
/// yet is read when it is.
fn secrets(environment: impl IntoIterator<Item = (String, String)>) -> Result<Secrets, BadSetting> {
    let secrets = Secrets::among(environment);
    for (name, path) in secrets.files().filter(|(_, path)| path.exists()) {
        secret_file::refuse_shared(path).map_err(|problem| {
            BadSetting::new(
                "BAILIWICK_OIDC_SECRET_<NAME>_FILE",
                format!("{name}_FILE, {}: {problem}", path.display()),
                "a file that only the user who runs bailiwick can read, with the secret in its first line",
            )
        })?;
    }
    Ok(secrets)
}

fn web(ca_file: Option<&Path>) -> Result<Web, BadSetting> {
    ca_file.map_or_else(
        || Ok(Web::default()),
        |path| {
            Web::trusting(path).map_err(|problem| {
                BadSetting::new(
                    "provider_ca_file (--provider-ca-file, BAILIWICK_PROVIDER_CA_FILE)",
                    format!("{}: {problem}", path.display()),
                    "a file with certificates of authorities in PEM",
                )
            })
        },
    )
}

fn trusted_proxies(list: Option<&str>) -> Result<Vec<IpAddr>, BadSetting> {
    list.unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| {
            text.parse().map_err(|_| {
                BadSetting::new(
                    "trusted_proxies (--trusted-proxies, BAILIWICK_TRUSTED_PROXIES)",
                    format!("{text:?} is not an IP address"),
                    "IP addresses separated by commas, such as 10.0.0.5,10.0.0.6",
                )
            })
        })
        .collect()
}

fn log(filter: Option<String>) -> Result<String, BadSetting> {
    let filter = filter.unwrap_or_else(|| "info,sqlx=warn".to_owned());
    match tracing_subscriber::EnvFilter::try_new(&filter) {
        Ok(_) => Ok(filter),
        Err(error) => Err(BadSetting::new(
            "log (--log, BAILIWICK_LOG)",
            error.to_string(),
            "error, warn, info, debug or trace, also by part, such as info,server=debug",
        )),
    }
}

fn log_format(format: Option<&str>) -> Result<LogFormat, BadSetting> {
    match format.unwrap_or("text").trim() {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        other => Err(BadSetting::new(
            "log_format (--log-format, BAILIWICK_LOG_FORMAT)",
            format!("{other:?} is no format"),
            "text or json",
        )),
    }
}

#[cfg(test)]
mod tests;
