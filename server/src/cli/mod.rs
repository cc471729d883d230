//! The command line.

mod accounts;
mod audit;
mod backup;
mod data;
mod health;
mod open;
mod serve;
mod tokens;

use crate::config::{LogFormat, SettingArgs, Settings};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// What went wrong, as a sentence for the person at the terminal.
pub type Complaint = Box<dyn std::error::Error + Send + Sync>;

/// Access-governance portal: people ask, the right people approve, access ends on time.
#[derive(Parser)]
#[command(name = "bailiwick", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: SettingArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the database up to date and serve the portal
    Serve,
    /// Bring the database up to date and stop
    Migrate,
    /// Ask the server that runs whether it is well; for service managers and containers
    Health,
    /// Copy a SQLite database, also while the server works, and check the copy
    Backup {
        /// Where the copy is to be
        file: PathBuf,
        /// Replace a file of that name
        #[arg(long)]
        force: bool,
    },
    /// Check a copy and put it in the place of the SQLite database, while no server works
    Restore {
        /// The copy
        file: PathBuf,
        /// Replace the database that is there; it is kept under another name
        #[arg(long)]
        force: bool,
    },
    /// Load people, groups, applications and sites from CSV and SCIM 2.0 JSON files, all or nothing
    Import {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Load a made-up company to try things out with, into an empty database
    Demo,
    /// The audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Administrators
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Accounts of people
    #[command(subcommand)]
    User(UserCommand),
    /// Tokens of programs that call the API
    #[command(subcommand)]
    Token(TokenCommand),
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Make a token and print it, this once; makes the program, too, if there is none of this name
    Create {
        /// Name of the program
        #[arg(long)]
        program: String,
        /// What it is for: api.read, api.write, scim; may be repeated
        #[arg(long, required = true)]
        scope: Vec<String>,
        /// Days until it ends
        #[arg(long, default_value_t = shared::programs::TOKEN_DAYS)]
        expires_days: u32,
        /// Name of the token
        #[arg(long, default_value = "Command line")]
        name: String,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Check that no record was changed, removed or put out of order
    Verify,
}

#[derive(Subcommand)]
enum AdminCommand {
    /// Create an account that may do everything, to start a portal with
    Create {
        /// Name to sign in with
        #[arg(long)]
        user_name: String,
        /// The person's name
        #[arg(long)]
        name: String,
        /// Mail address
        #[arg(long)]
        mail: String,
        #[command(flatten)]
        password: PasswordFrom,
    },
}

#[derive(Subcommand)]
enum UserCommand {
    /// Set a person's password; every session of the person ends
    SetPassword {
        /// Name the person signs in with
        #[arg(long)]
        user_name: String,
        #[command(flatten)]
        password: PasswordFrom,
    },
    /// Take away the second factor of somebody who lost the app and the recovery codes
    RemoveSecondFactor {
        /// Name the person signs in with
        #[arg(long)]
        user_name: String,
    },
}

/// Where a new password is read from.
#[derive(clap::Args)]
struct PasswordFrom {
    /// File whose first line is the password; without this it is read from standard input
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// Runs the program; a complaint goes to standard error and makes it fail.
pub async fn run() -> ExitCode {
    match dispatch(Cli::parse()).await {
        Ok(code) => code,
        Err(complaint) => {
            eprintln!("bailiwick: {complaint}");
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(cli: Cli) -> Result<ExitCode, Complaint> {
    let settings = Settings::resolve(cli.settings)?;
    start_log(&settings);
    match cli.command {
        Command::Serve => serve::run(settings).await?,
        Command::Migrate => {
            open::engine(&settings).await?;
            println!("The database is up to date.");
        }
        Command::Health => health::ask(&settings).await?,
        Command::Backup { file, force } => backup::backup(&settings, &file, force).await?,
        Command::Restore { file, force } => backup::restore(&settings, &file, force).await?,
        Command::Import { files } => data::import(&settings, &files).await?,
        Command::Demo => data::demo(&settings).await?,
        Command::Audit(AuditCommand::Verify) => return audit::verify(&settings).await,
        Command::Admin(AdminCommand::Create {
            user_name,
            name,
            mail,
            password,
        }) => {
            let new = engine::identity::accounts::NewAdministrator {
                user_name,
                display_name: name,
                mail,
            };
            accounts::create_administrator(&settings, &new, password.password_file).await?;
        }
        Command::User(UserCommand::SetPassword {
            user_name,
            password,
        }) => accounts::set_password(&settings, &user_name, password.password_file).await?,
        Command::Token(TokenCommand::Create {
            program,
            scope,
            expires_days,
            name,
        }) => tokens::create(&settings, &program, &name, &scope, expires_days).await?,
        Command::User(UserCommand::RemoveSecondFactor { user_name }) => {
            accounts::remove_second_factor(&settings, &user_name).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn start_log(settings: &Settings) {
    let log = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(&settings.log))
        .with_writer(std::io::stderr)
        // Complaining about a log on a full disk would go to the same place, and panic.
        .log_internal_errors(false);
    // A log that is set up already (in tests) is as good.
    drop(match settings.log_format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .try_init(),
    });
}
