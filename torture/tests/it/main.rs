//! A short torture; `make torture` is the long one.

mod chain;
mod fuzz;
mod simulation;
