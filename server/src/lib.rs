//! The server: configuration, command line, HTTP layers and their wiring.

pub mod cli;
pub mod config;
pub mod http;
pub mod metrics;
