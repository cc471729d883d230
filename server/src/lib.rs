//! The server: configuration, command line, HTTP layers and their wiring.

#[macro_use(t)]
extern crate shared;

pub mod cli;
pub mod config;
pub mod http;
pub mod metrics;
