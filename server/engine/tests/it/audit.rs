//! BYD-26: the audit chain holds, and whatever is done to it behind the product's back is found.

use crate::support::World;
use engine::audit::{Break, Entry, Verdict, verify};
use shared::authz::{Action, Scope};
use shared::ids::CatalogId;
use std::sync::Arc;

/// Appends `count` records, a few to a transaction.
async fn write(world: &World, count: usize) {
    let ctx = world.system();
    let mut left = count;
    while left > 0 {
        let permit = ctx.require(Action::CreateCatalog, Scope::Tenant).unwrap();
        let mut tx = ctx.begin(&permit).await.unwrap();
        for _ in 0..left.min(3) {
            let id: CatalogId = tx.id();
            let details = serde_json::json!({ "after": { "name": format!("Catalog {left}") } });
            tx.audit(
                Entry::new("catalog.create", "catalog", id.0, "Sales")
                    .catalog(id)
                    .details(details),
            );
            left -= 1;
        }
        tx.commit().await.unwrap();
        world.pass_hours(1);
    }
}

async fn broken_at(world: &World) -> i64 {
    match verify(world.db()).await.unwrap() {
        Verdict::Broken(Break { seq, .. }) => seq,
        Verdict::Intact(count) => panic!("{count} records are said to be intact"),
    }
}

const COLUMNS: &str = "at, actor_id, actor_name, action, because, target_kind, target_id, target_name, \
    catalog_id, package_id, subject_id, correlation_id, details, previous_hash, hash";

/// Texts, numbers and ids of a record, each with a way to make it another one.
const EDITS: [(&str, &str); 16] = [
    ("at", "at + 1"),
    ("actor_id", "correlation_id"),
    ("actor_name", "actor_name || ' '"),
    ("action", "'catalog.delete'"),
    ("because", "'own'"),
    ("target_kind", "'package'"),
    ("target_id", "correlation_id"),
    ("target_id", "NULL"),
    ("target_name", "'Other'"),
    ("catalog_id", "NULL"),
    ("package_id", "correlation_id"),
    ("subject_id", "target_id"),
    ("correlation_id", "target_id"),
    ("details", "'{}'"),
    ("previous_hash", "hash"),
    ("hash", "previous_hash || '0'"),
];

both! {
    async fn byd_26_an_untouched_chain_is_intact(world) {
        assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(0));
        write(&world, 10).await;
        assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(10));
    }

    async fn byd_26_longer_than_one_batch(world) {
        without_waiting_for_the_disk(&world).await;
        write(&world, 1_050).await;
        assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(1_050));
        run_sql!(world, "UPDATE audit_records SET details = '{}' WHERE seq = 1001").unwrap();
        assert_eq!(broken_at(&world).await, 1_001);
    }

    async fn byd_26_an_edit_of_any_field_is_found(world) {
        write(&world, 5).await;
        for (column, value) in EDITS {
            keep_copy(&world).await;
            let touched = run_sql!(world, format!("UPDATE audit_records SET {column} = {value} WHERE seq = 3"));
            assert_eq!(touched.unwrap(), 1);
            assert_eq!(broken_at(&world).await, 3, "{column} = {value}");
            restore(&world).await;
        }
        assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(5));
    }

    async fn byd_26_a_deletion_is_found(world) {
        write(&world, 5).await;
        for seq in 1..=5i64 {
            keep_copy(&world).await;
            run_sql!(world, "DELETE FROM audit_records WHERE seq = $1", seq).unwrap();
            assert_eq!(broken_at(&world).await, seq);
            restore(&world).await;
        }
    }

    async fn byd_26_a_truncation_is_found(world) {
        write(&world, 5).await;
        run_sql!(world, "DELETE FROM audit_records WHERE seq > 2").unwrap();
        assert_eq!(broken_at(&world).await, 3);
        run_sql!(world, "DELETE FROM audit_records").unwrap();
        assert_eq!(broken_at(&world).await, 1);
    }

    async fn byd_26_a_truncation_with_a_wound_back_end_is_found(world) {
        write(&world, 5).await;
        run_sql!(world, "DELETE FROM audit_records WHERE seq > 2").unwrap();
        run_sql!(world, "UPDATE audit_head SET seq = 2").unwrap();
        assert_eq!(broken_at(&world).await, 2);
    }

    async fn byd_26_a_reordering_is_found(world) {
        write(&world, 5).await;
        swap(&world, 2, 4).await;
        assert_eq!(broken_at(&world).await, 2);
        swap(&world, 2, 4).await;
        assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(5));
    }

    async fn byd_26_an_inserted_record_is_found(world) {
        write(&world, 3).await;
        run_sql!(world, "UPDATE audit_records SET seq = 4 WHERE seq = 3").unwrap();
        run_sql!(
            world,
            format!("INSERT INTO audit_records (seq, {COLUMNS}) SELECT 3, {COLUMNS} FROM audit_records WHERE seq = 2")
        )
        .unwrap();
        assert_eq!(broken_at(&world).await, 3);
    }

    async fn byd_26_a_thousand_random_tamperings_are_found(world) {
        const LENGTH: i64 = 24;
        without_waiting_for_the_disk(&world).await;
        write(&world, LENGTH as usize).await;
        keep_copy(&world).await;
        let mut dice = Dice(26);
        for round in 0..1_000 {
            let seq = dice.roll(LENGTH) + 1;
            let (what, found) = match dice.roll(6) {
                0 => {
                    run_sql!(world, "DELETE FROM audit_records WHERE seq = $1", seq).unwrap();
                    ("delete", seq)
                }
                1 => {
                    run_sql!(world, "DELETE FROM audit_records WHERE seq >= $1", seq).unwrap();
                    ("truncate", seq)
                }
                2 => {
                    let other = 1 + (seq + dice.roll(LENGTH - 1)) % LENGTH;
                    swap(&world, seq, other).await;
                    ("swap", seq.min(other))
                }
                _ => {
                    let (column, value) = EDITS[dice.roll(16) as usize];
                    run_sql!(world, format!("UPDATE audit_records SET {column} = {value} WHERE seq = {seq}")).unwrap();
                    (column, seq)
                }
            };
            assert_eq!(broken_at(&world).await, found, "round {round}: {what} at {seq}");
            restore(&world).await;
        }
        assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(LENGTH));
    }

    async fn byd_26_many_writers_make_one_chain(world) {
        let writers = (0..24).map(|_| {
            let world = Arc::clone(&world);
            tokio::spawn(async move { write(&world, 4).await })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(96));
    }

    async fn byd_26_what_is_not_committed_leaves_no_record(world) {
        let ctx = world.system();
        let permit = ctx.by_system().unwrap();
        let mut tx = ctx.begin(&permit).await.unwrap();
        let id: CatalogId = tx.id();
        tx.audit(Entry::new("catalog.create", "catalog", id.0, "Sales"));
        drop(tx);
        assert_eq!(world.count("audit_records").await, 0);
        write(&world, 1).await;
        assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(1));
    }

    async fn aud_03_a_record_says_who_did_what_and_why(world) {
        let ctx = world.administrator().await;
        let permit = ctx.require(Action::CreateCatalog, Scope::Tenant).unwrap();
        let mut tx = ctx.begin(&permit).await.unwrap();
        let id: CatalogId = tx.id();
        tx.audit(Entry::new("catalog.create", "catalog", id.0, "Sales").catalog(id));
        tx.commit().await.unwrap();
        let found = rows!(
            world,
            (String, String, String, CatalogId, i64),
            "SELECT actor_name, action, because, catalog_id, at FROM audit_records"
        );
        let expected = (
            "Ingrid Administrator".to_owned(),
            "catalog.create".to_owned(),
            "identityGovernanceAdministrator".to_owned(),
            id,
            world.now().0,
        );
        assert_eq!(found, [expected]);
    }
}

/// Small seeded dice, so that a failing round can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Thousands of small commits need no durable disk here.
async fn without_waiting_for_the_disk(world: &World) {
    if !world.db().is_postgres() {
        run_sql!(world, "PRAGMA synchronous = OFF").unwrap();
    }
}

async fn keep_copy(world: &World) {
    run_sql!(world, "DROP TABLE IF EXISTS kept").unwrap();
    run_sql!(world, "CREATE TABLE kept AS SELECT * FROM audit_records").unwrap();
}

async fn restore(world: &World) {
    run_sql!(world, "DELETE FROM audit_records").unwrap();
    run_sql!(
        world,
        format!("INSERT INTO audit_records (seq, {COLUMNS}) SELECT seq, {COLUMNS} FROM kept")
    )
    .unwrap();
}

async fn swap(world: &World, one: i64, other: i64) {
    run_sql!(
        world,
        "UPDATE audit_records SET seq = -seq WHERE seq IN ($1, $2)",
        one,
        other
    )
    .unwrap();
    run_sql!(
        world,
        "UPDATE audit_records SET seq = $1 + $2 + seq WHERE seq < 0",
        one,
        other
    )
    .unwrap();
}
