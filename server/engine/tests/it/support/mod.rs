//! The stage for stories: a fresh database of either kind, an engine with a clock that only the
//! test moves, and short ways to put people, packages and policies there.
//!
//! ```ignore
//! both! {
//!     async fn pol_13_stages_one_to_three(world) {
//!         let ada = world.member("Ada Lind").await;
//!         …
//!     }
//! }
//! ```
//!
//! Postgres is found by `TEST_DATABASE_URL_POSTGRES`, whose user may create databases. Without it
//! the Postgres half fails; `BAILIWICK_TEST_ONLY=sqlite` leaves that half out on purpose.

#[macro_use]
mod sql;

mod backend;
mod catalogs;
pub mod crowd;
mod directory;
pub mod flow;
pub mod place;
pub mod policies;
mod programs;
pub mod provider;
pub mod rights;
pub mod stored;
pub mod totp;
mod world;

pub use backend::{Backend, Database};
pub use directory::Object;
pub use policies::{Build, named, settings};
pub use world::World;

/// Runs one story on one kind of database.
pub fn run<Story, Told>(backend: Backend, story: Story)
where
    Story: FnOnce(std::sync::Arc<World>) -> Told,
    Told: Future<Output = ()>,
{
    if backend.is_left_out() {
        eprintln!("left out: BAILIWICK_TEST_ONLY names another database");
        return;
    }
    // Two workers, so that what can happen at the same time does.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = std::sync::Arc::new(World::new(backend).await);
        story(world).await;
    });
}

/// Declares stories; each becomes a module with one test per kind of database. The parameter is an
/// `Arc<World>`.
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($world:ident) $body:block)+) => {$(
        async fn $name($world: std::sync::Arc<$crate::support::World>) $body

        $(#[$meta])*
        mod $name {
            #[test]
            fn sqlite() {
                $crate::support::run($crate::support::Backend::Sqlite, super::$name);
            }

            #[test]
            fn postgres() {
                $crate::support::run($crate::support::Backend::Postgres, super::$name);
            }
        }
    )+};
}
