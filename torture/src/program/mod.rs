//! The real program under hard conditions: started, pressed with changes over HTTP in real sessions,
//! killed, cut off from its database; and afterwards the books are checked.

pub mod books;
pub mod disk;
pub mod kills;
pub mod outage;
pub mod pair;
mod place;
mod press;
pub mod races;

pub use place::Place;
pub use press::{Fate, Pressed, Work, press};

use crate::Complaint;
use bench::measure::{Launch, Server, Target, post};
use std::net::SocketAddr;
use std::path::PathBuf;

/// What is tortured, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The program `bailiwick`.
    pub server: PathBuf,
    /// A Postgres in which databases can be made; without one that half is left out.
    pub postgres: Option<String>,
    /// Stops and starts that Postgres, called with `stop` or `start`.
    pub control: Option<PathBuf>,
    /// A small organization, to try things out.
    pub tiny: bool,
}

/// What an attack did and found, as a line of the table at the end.
#[derive(Clone, Debug)]
pub struct Line {
    pub what: String,
    pub done: String,
    /// What must not be; nothing is good.
    pub broken: Vec<String>,
}

/// The program over a place.
#[derive(Clone, Debug)]
pub struct Program {
    launch: Launch,
}

impl Program {
    /// Prepares to start it; mail goes to a server that takes everything.
    ///
    /// # Errors
    /// No port is free for mail.
    pub async fn new(options: &Options, place: &Place) -> Result<Self, Complaint> {
        let smtp: SocketAddr = post::start().await?;
        Ok(Self {
            launch: Launch {
                server: options.server.clone(),
                database: place.url.clone(),
                smtp,
                log: place.log.clone(),
            },
        })
    }

    /// Starts it and waits until it answers. Dropped, it is killed with signal 9.
    ///
    /// # Errors
    /// It does not start.
    pub async fn start(&self) -> Result<Server, Complaint> {
        self.launch.start(Target::Product).await
    }
}

/// The places there are: always SQLite, and Postgres if it was named.
///
/// # Errors
/// A database cannot be made.
pub async fn places(options: &Options, tag: &str) -> Result<Vec<Place>, Complaint> {
    let mut places = vec![Place::sqlite(tag)?];
    if let Some(admin) = &options.postgres {
        places.push(Place::postgres(admin, tag).await?);
    }
    Ok(places)
}
