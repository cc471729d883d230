//! Backup and restore as the person who runs the portal does them.

use super::serving::{Bench, errors, said};

/// Puts a portal with one administrator into the folder.
fn portal(name: &str) -> Bench {
    let bench = Bench::new(name);
    let create = [
        "admin",
        "create",
        "--user-name",
        "root",
        "--name",
        "Root Admin",
        "--mail",
        "root@example.com",
    ];
    let output = bench.run_with_input(&create, "correct horse battery\n");
    assert!(output.status.success(), "{}", errors(&output));
    bench
}

#[test]
fn a_portal_is_copied_while_it_serves_and_put_back_when_it_does_not() {
    let bench = portal("backup");
    let serving = bench.serve(&[]);
    let output = bench.run(&["backup", "copy.sqlite"]);
    assert!(output.status.success(), "{}", errors(&output));
    for words in [
        "copy.sqlite is a complete copy",
        "audit records",
        "in order",
    ] {
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    let output = bench.run(&["backup", "copy.sqlite"]);
    assert!(errors(&output).contains("--force"), "{}", errors(&output));
    let output = bench.run(&["backup", "copy.sqlite", "--force"]);
    assert!(output.status.success(), "{}", errors(&output));

    // What is done after the copy is lost by going back to it, so nobody goes back by accident.
    let set = ["user", "set-password", "--user-name", "root"];
    assert!(
        bench
            .run_with_input(&set, "staple staple staple\n")
            .status
            .success()
    );
    let output = bench.run(&["restore", "copy.sqlite"]);
    assert!(errors(&output).contains("--force"), "{}", errors(&output));
    let output = bench.run(&["restore", "copy.sqlite", "--force"]);
    assert!(errors(&output).contains("is in use"), "{}", errors(&output));
    assert!(serving.ask("GET /health", &[], "").contains("200 OK"));
    assert!(serving.stop(), "{}", bench.log());

    let output = bench.run(&["restore", "copy.sqlite", "--force"]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(
        said(&output).contains("before-restore-"),
        "{}",
        said(&output)
    );
    let serving = bench.serve(&[]);
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let answer = serving.ask(
        "POST /sign-in",
        &form,
        "user_name=root&password=correct+horse+battery",
    );
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let output = bench.run(&["audit", "verify"]);
    assert!(said(&output).contains("intact"), "{}", errors(&output));
}

#[test]
fn a_copy_moves_to_another_machine() {
    let bench = portal("backup-move");
    assert!(bench.run(&["backup", "copy.sqlite"]).status.success());
    let elsewhere = ["--database-url", "sqlite:new/place/bailiwick.sqlite"];
    let output = bench.run(&[&["restore", "copy.sqlite"][..], &elsewhere].concat());
    assert!(output.status.success(), "{}", errors(&output));
    let output = bench.run(&[&["audit", "verify"][..], &elsewhere].concat());
    assert!(said(&output).contains("intact"), "{}", errors(&output));
}

#[test]
fn refusals_say_what_to_do() {
    let bench = Bench::new("backup-refused");
    let output = bench.run(&["backup", "copy.sqlite"]);
    assert!(!output.status.success());
    let complaint = errors(&output);
    assert!(
        complaint.contains("There is no file data/bailiwick.sqlite"),
        "{complaint}"
    );
    assert!(!bench.0.join("data").exists(), "nothing is made by asking");
    for (command, program) in [("backup", "pg_dump"), ("restore", "pg_restore")] {
        let output = bench
            .command(&[command, "copy"])
            .env(
                "DATABASE_URL",
                "postgres://ada:hunter2@db/bailiwick?sslmode=verify-full",
            )
            .output()
            .unwrap();
        assert!(!output.status.success());
        let complaint = errors(&output);
        assert!(complaint.contains(program), "{complaint}");
        assert!(!complaint.contains("hunter2"), "{complaint}");
    }
}

#[test]
fn a_database_of_a_later_version_is_left_alone() {
    let bench = portal("later");
    let file = bench.0.join("data/bailiwick.sqlite");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", file.display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        sqlx::query("INSERT INTO _sqlx_migrations SELECT 999999, 'from the future', installed_on, success, checksum, 0 FROM _sqlx_migrations WHERE version = 1")
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;
    });
    for command in ["serve", "migrate"] {
        let output = bench.run(&[command, "--addr", "127.0.0.1:0"]);
        assert!(!output.status.success());
        let complaint = errors(&output);
        assert!(
            complaint.contains("later version of Bailiwick") && complaint.contains("999999"),
            "{complaint}"
        );
    }
}
