//! Micro-benchmarks of the rules that every request passes, and of rendering: `cargo bench -p bench`.

use app::ui::{Card, PackageCard};
use bench::seed::Seed;
use bench::seed::model::Model;
use criterion::{Criterion, criterion_group, criterion_main};
use leptos::prelude::*;
use shared::authz::{Action, Actor, HeldRole, Role, Scope, decide};
use shared::directory::{Subject, UserKind};
use shared::ids::{CatalogId, PolicyId, UserId};
use shared::policy::{CatalogFacts, PackageFacts, PolicyFacts, applicable};
use shared::time::Timestamp;
use std::hint::black_box;
use uuid::Uuid;
