//! Starting and stopping the programs that are measured.

use crate::Complaint;
use crate::drive::{Call, Connection};
use crate::stopwatch::{Stopwatch, pause};
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long a start may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Product,
    Raw,
}

/// What it takes to start a server.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The product.
    pub server: PathBuf,
    pub database: String,
    /// Where mail goes.
    pub smtp: SocketAddr,
    /// What the product prints.
    pub log: PathBuf,
}

/// A running server; it stops when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    pub addr: SocketAddr,
    /// From the start of the program to the first answered request.
    pub ready_after: Duration,
}

impl Launch {
    /// Starts a server and waits until it answers.
    ///
    /// # Errors
    /// It does not start; the log says why.
    pub async fn start(&self, target: Target) -> Result<Server, Complaint> {
        let addr = free_address()?;
        let mut command = match target {
            Target::Product => {
                let mut command = Command::new(&self.server);
                command
                    .arg("serve")
                    .env("BAILIWICK_ADDR", addr.to_string())
                    .env("BAILIWICK_SMTP_URL", format!("smtp://{}", self.smtp))
                    .env("BAILIWICK_MAIL_FROM", "Access <access@example.com>")
                    .env("BAILIWICK_COUNT_STATEMENTS", "true")
                    .env("BAILIWICK_REQUESTS_PER_MINUTE", "0");
                command
            }
            Target::Raw => {
                let mut command = Command::new(std::env::current_exe()?);
                command.args(["raw", "--addr", &addr.to_string()]);
                command
            }
        };
        let log = File::create(&self.log)?;
        let watch = Stopwatch::start();
        let child = command
            .env("DATABASE_URL", &self.database)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("{} does not start: {error}", self.server.display()))?;
        let mut server = Server {
            child,
            addr,
            ready_after: Duration::ZERO,
        };
        while !answers(addr).await {
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("the server ended ({status}): {}", tail(&self.log)).into());
            }
            if watch.elapsed() > PATIENCE {
                return Err(format!("the server does not answer: {}", tail(&self.log)).into());
            }
            pause(Duration::from_millis(1)).await;
        }
        server.ready_after = watch.elapsed();
        Ok(server)
    }
}

async fn answers(addr: SocketAddr) -> bool {
    let call = Call {
        user: None,
        ..Call::get("/health".to_owned(), 0)
    };
    match Connection::open(addr).await {
        Ok(mut connection) => connection
            .send(&call)
            .await
            .is_ok_and(|answer| answer.response.status().is_success()),
        Err(_) => false,
    }
}

fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

/// The last lines of a log.
fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(5)..].join("\n")
}

impl Server {
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop, as an operator would, and waits for it.
    ///
    /// # Errors
    /// It does not end.
    pub async fn stop(mut self) -> Result<(), Complaint> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status()?;
        let watch = Stopwatch::start();
        while self.child.try_wait()?.is_none() {
            if watch.elapsed() > Duration::from_secs(20) {
                return Err("the server does not stop".into());
            }
            pause(Duration::from_millis(10)).await;
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone after `stop`.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
