//! The baseline and the load together: what is sent is answered, and what is written holds.

use crate::backend::Backend;
use crate::loaded::{World, both};
use bench::drive::rows::{ROWS, Source};
use bench::drive::{Call, Calls, Connection, drive, work};
use bench::raw;
use bench::seed::Seed;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

both!(
    every_row_is_answered_and_leaves_the_database_sound,
    what_is_used_up_is_used_once
);

/// The baseline on a free port.
async fn serve(world: &World) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let router = raw::router(&world.engine);
    tokio::spawn(axum::serve(listener, router).into_future());
    addr
}

mod stories {
    use super::*;

    pub async fn every_row_is_answered_and_leaves_the_database_sound(backend: Backend) {
        let world = World::new(backend, Seed::S).await;
        let addr = serve(&world).await;
        let now = world.model.now;
        let records = world.count("audit_records").await;
        for row in ROWS {
            work::tidy(&world.database.db, now).await.unwrap();
            let calls = work::calls(&world.database.db, &world.model, row, 40, now)
                .await
                .unwrap();
            assert!(!calls.calls.is_empty(), "{}", row.name);
            let calls = Arc::new(Calls {
                calls: calls.calls.into_iter().take(20).collect(),
                again: false,
            });
            let next = Arc::new(AtomicUsize::new(0));
            let patience = Duration::from_secs(60);
            let seen = drive(addr, &calls, &next, 4, patience, usize::MAX)
                .await
                .unwrap();
            assert_eq!(
                (seen.errors, seen.good()),
                (0, calls.calls.len()),
                "{}: {:?}",
                row.name,
                seen.complaint
            );
        }
        // Twenty requests and twenty approvals of other, prepared requests with the two records
        // that those brought along.
        assert_eq!(
            world.count("audit_records").await - records,
            20 + 20 * (2 + 2)
        );
        assert_eq!(work::undelivered(&world.database.db).await.unwrap(), 0);
        world.engine.settle().await.unwrap();
        world.assert_sound().await;
    }

    pub async fn what_is_used_up_is_used_once(backend: Backend) {
        let world = World::new(backend, Seed::S).await;
        let addr = serve(&world).await;
        let row = ROWS
            .iter()
            .find(|row| matches!(row.source, Source::Approvals))
            .unwrap();
        let calls = work::calls(&world.database.db, &world.model, row, 1, world.model.now)
            .await
            .unwrap();
        let [call] = calls.calls.as_slice() else {
            panic!("{calls:?}");
        };
        let mut connection = Connection::open(addr).await.unwrap();
        let mut send = async |call: &Call| connection.send(call).await.unwrap().response.status();
        assert_eq!(send(call).await, 204);
        assert_eq!(send(call).await, 409);
        // A second batch asks for something else.
        let later = world.model.now.plus_seconds(1);
        let others = work::calls(&world.database.db, &world.model, row, 1, later)
            .await
            .unwrap();
        assert_ne!(others.calls[0].path, call.path);
        assert_eq!(send(&others.calls[0]).await, 204);
    }
}
