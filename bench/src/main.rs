//! The `bailiwick-bench` program.

use bench::Complaint;
use bench::drive::Limits;
use bench::measure::{Options, expiry, measure};
use bench::raw;
use bench::seed::{Seed, load, sessions};
use clap::{Parser, Subcommand};
use engine::clock::Clock;
use engine::db::Db;
use engine::{Engine, EngineOptions};
use mimalloc::MiMalloc;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// The baseline has the allocator of the product.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Measures Bailiwick on an organization of a known size
#[derive(Parser)]
#[command(name = "bailiwick-bench", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Load the organization into an empty database, or go on with an interrupted load
    Load {
        /// sqlite:<path> or postgres://…
        #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
        database: String,
        /// Which organization
        #[arg(long, value_enum)]
        seed: Seed,
        /// The same, small enough for a test
        #[arg(long)]
        tiny: bool,
        /// Also write who is signed in, with the secrets of their cookies, to this file
        #[arg(long, value_name = "FILE")]
        sessions: Option<PathBuf>,
    },
    /// Serve the baseline
    Raw {
        /// sqlite:<path> or postgres://…
        #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
        database: String,
        /// Address and port to listen on
        #[arg(long, default_value = "127.0.0.1:3999")]
        addr: SocketAddr,
    },
    /// Measure product and baseline in turn, on each loaded database
    Run {
        /// sqlite:<path> or postgres://…; more than one can be named
        #[arg(long, required = true)]
        database: Vec<String>,
        /// The program `bailiwick`
        #[arg(long, value_name = "PROGRAM")]
        server: PathBuf,
        /// The page to write
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Folder with the built site, for the size of the first load
        #[arg(long, env = "BAILIWICK_SITE_DIR", value_name = "FOLDER")]
        site: Option<PathBuf>,
        /// Seconds of load for each row
        #[arg(long, default_value_t = 10)]
        seconds: u64,
        /// Seconds of load before that
        #[arg(long, default_value_t = 3)]
        warm_up: u64,
        /// Connections at once
        #[arg(long, default_value_t = 8)]
        connections: usize,
        /// Changes prepared for each row that writes, at most
        #[arg(long, default_value_t = 40_000)]
        items: usize,
        /// Only rows whose key begins with this
        #[arg(long, value_name = "KEY")]
        only: Vec<String>,
    },
    /// Let very much access end at once, and print how long that takes and what people notice of it
    Expire {
        /// sqlite:<path> or postgres://…, loaded
        #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
        database: String,
        /// The program `bailiwick`
        #[arg(long, value_name = "PROGRAM")]
        server: PathBuf,
        /// Assignments that end
        #[arg(long, default_value_t = 100_000)]
        count: u32,
    },
}

fn main() -> ExitCode {
    match start(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            eprintln!("bailiwick-bench: {complaint}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Command) -> Result<(), Complaint> {
    let mut runtime = match command {
        // The load shares the machine with what it measures: one thread is enough for it.
        Command::Run { .. } | Command::Expire { .. } => {
            tokio::runtime::Builder::new_current_thread()
        }
        Command::Load { .. } | Command::Raw { .. } => tokio::runtime::Builder::new_multi_thread(),
    };
    runtime.enable_all().build()?.block_on(dispatch(command))
}

async fn dispatch(command: Command) -> Result<(), Complaint> {
    match command {
        Command::Load {
            database,
            seed,
            tiny,
            sessions: file,
        } => {
            let db = Db::open(&database).await?;
            let state = load(&db, seed, tiny, Clock::system().now()).await?;
            db.close().await;
            if let Some(file) = file {
                let people = sessions(&seed.numbers(tiny));
                std::fs::write(file, serde_json::to_string_pretty(&people)?)?;
            }
            println!("Seed {} is loaded.", state.seed.to_uppercase());
        }
        Command::Raw { database, addr } => serve(&database, addr).await?,
        Command::Expire {
            database,
            server,
            count,
        } => println!("{}", expiry(&database, server, count).await?.sentence()),
        Command::Run {
            database,
            server,
            out,
            site,
            seconds,
            warm_up,
            connections,
            items,
            only,
        } => {
            let options = Options {
                databases: database,
                server,
                site,
                limits: Limits {
                    connections,
                    warm_up: Duration::from_secs(warm_up),
                    duration: Duration::from_secs(seconds),
                },
                items,
                only,
            };
            let report = measure(&options).await?;
            let page = report.markdown();
            println!("{page}");
            if let Some(out) = out {
                std::fs::write(out, &page)?;
            }
            let failures = report.failures();
            if !failures.is_empty() {
                return Err(format!("{} rows failed", failures.len()).into());
            }
        }
    }
    Ok(())
}

async fn serve(database: &str, addr: SocketAddr) -> Result<(), Complaint> {
    use axum::serve::ListenerExt;
    use tokio::signal::unix::{SignalKind, signal};
    let db = Db::open(database).await?;
    let engine = Engine::new(db, Clock::system(), EngineOptions::default());
    let listener = tokio::net::TcpListener::bind(addr).await?;
    // As the product does.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let mut terminate = signal(SignalKind::terminate())?;
    axum::serve(listener, raw::router(&engine))
        .with_graceful_shutdown(async move {
            terminate.recv().await;
        })
        .await?;
    engine.db.close().await;
    Ok(())
}
