//! The settings as they are written: flags, environment and file share these names.

use serde::Deserialize;
use std::path::PathBuf;

/// Settings. Each can be a flag, an environment variable, or a line of the configuration file
/// under the flag's name with underscores.
#[derive(Clone, Default, clap::Args, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[command(next_help_heading = "Settings")]
pub struct SettingArgs {
    /// Configuration file (TOML), such as `addr = "127.0.0.1:8080"`. Without this, bailiwick.toml
    /// in the working directory is read if it exists
    #[arg(long, global = true, env = "BAILIWICK_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,

    /// Address and port to listen on [default: 127.0.0.1:3000]
    #[arg(long, global = true, env = "BAILIWICK_ADDR", value_name = "IP:PORT")]
    pub addr: Option<String>,

    /// sqlite:<path> or postgres://<user>:<password>@<host>/<database>
    /// [default: sqlite:data/bailiwick.sqlite]
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database_url: Option<String>,

    /// File whose first line is the database URL, instead of --database-url [default: none]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_DATABASE_URL_FILE",
        value_name = "FILE"
    )]
    pub database_url_file: Option<PathBuf>,

    /// The address people type, for links in mail; https makes cookies secure
    /// [default: http:// and the address listened on]
    #[arg(long, global = true, env = "BAILIWICK_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,

    /// Name of the organization that runs the portal [default: Bailiwick, or the demonstration's]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_ORGANIZATION",
        value_name = "NAME"
    )]
    pub organization: Option<String>,

    /// Folder with scripts, styles and icons [default: those inside the program, or else `site`
    /// beside it]
    #[arg(long, global = true, env = "BAILIWICK_SITE_DIR", value_name = "FOLDER")]
    pub site_dir: Option<PathBuf>,

    /// Address and port for figures (/metrics, Prometheus), such as 127.0.0.1:9300; whoever reaches it
    /// reads them [default: none]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_METRICS_ADDR",
        value_name = "IP:PORT"
    )]
    pub metrics_addr: Option<String>,

    /// IP addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas
    /// [default: none]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_TRUSTED_PROXIES",
        value_name = "IPS"
    )]
    pub trusted_proxies: Option<String>,

    /// What to log: error, warn, info, debug or trace, also by part
    /// [default: info,sqlx=warn]
    #[arg(long, global = true, env = "BAILIWICK_LOG", value_name = "FILTER")]
    pub log: Option<String>,

    /// How log lines look: text or json [default: text]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_LOG_FORMAT",
        value_name = "FORMAT"
    )]
    pub log_format: Option<String>,

    /// Mail server: smtps://host:465, smtp://host:587?tls=required, or smtp://127.0.0.1:25 on this machine
    /// [default: none; mail waits in the outbox]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_SMTP_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,

    /// User at the mail server [default: none]
    #[arg(long, global = true, env = "BAILIWICK_SMTP_USER", value_name = "NAME")]
    pub smtp_user: Option<String>,

    /// Password at the mail server; best in the environment [default: none]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_SMTP_PASSWORD",
        value_name = "PASSWORD",
        hide_env_values = true
    )]
    pub smtp_password: Option<String>,

    /// File whose first line is the password at the mail server [default: none]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_SMTP_PASSWORD_FILE",
        value_name = "FILE"
    )]
    pub smtp_password_file: Option<PathBuf>,

    /// Sender of mail, such as `Access <access@example.com>`; needed with --smtp-url
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_MAIL_FROM",
        value_name = "ADDRESS"
    )]
    pub mail_from: Option<String>,

    /// File with certificates (PEM) of authorities that are believed beside the public ones when sign-in
    /// providers are asked, such as a company's own [default: none]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_PROVIDER_CA_FILE",
        value_name = "FILE"
    )]
    pub provider_ca_file: Option<PathBuf>,

    /// A demonstration: a made-up company, sign-in without passwords, mail shown on a page, and a
    /// clock that can be moved; on a loopback address only
    #[arg(long, global = true, env = "BAILIWICK_DEMO", value_parser = clap::builder::FalseyValueParser::new())]
    pub demo: bool,

    /// Say in a header (x-sql-statements) of every answer of the REST API how many statements it
    /// took, for measuring
    #[arg(long, global = true, env = "BAILIWICK_COUNT_STATEMENTS", value_parser = clap::builder::FalseyValueParser::new())]
    pub count_statements: bool,

    /// Requests that a person, or a network of people who are not signed in, may send in a minute;
    /// 0 for as many as they like [default: 1200 behind https, else 0]
    #[arg(
        long,
        global = true,
        env = "BAILIWICK_REQUESTS_PER_MINUTE",
        value_name = "NUMBER"
    )]
    pub requests_per_minute: Option<u32>,
}
