//! The log of the real program: one JSON object per line, requests by id, and nothing about people.

use super::serving::{Bench, Serving};
use serde_json::Value;

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

/// A portal with one administrator, serving with a line for each request.
fn serving(name: &str) -> (Bench, Serving) {
    let bench = Bench::new(name);
    let create = [
        "admin",
        "create",
        "--user-name",
        "ingrid.dahl",
        "--name",
        "Ingrid Dahl",
        "--mail",
        "ingrid@example.com",
    ];
    let output = bench.run_with_input(&create, "correct horse battery\n");
    assert!(output.status.success());
    let serving = bench.serve(&["--log-format", "json", "--log", "info,server=debug"]);
    (bench, serving)
}

fn lines(bench: &Bench) -> Vec<Value> {
    bench
        .log()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let head = answer.split("\r\n\r\n").next().unwrap();
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map_or("", |(_, value)| value)
}

/// The line that says how the request of an answer was answered.
fn line_of(lines: &[Value], answer: &str) -> Value {
    let id = header(answer, "x-request-id");
    assert_eq!(id.len(), 36, "{answer}");
    let of: Vec<_> = lines
        .iter()
        .filter(|line| line["message"] == "answered" && line["span"]["id"] == id)
        .collect();
    assert_eq!(of.len(), 1, "{id}: {lines:?}");
    of[0].clone()
}

#[test]
fn every_request_has_one_line_and_the_line_knows_nobody() {
    let (bench, serving) = serving("log");
    let sign_in = "user_name=ingrid.dahl&password=correct+horse+battery";
    let signed_in = serving.ask("POST /sign-in?next=/profile", &[FORM], sign_in);
    let cookie = header(&signed_in, "set-cookie").split(';').next().unwrap();
    let wrong = serving.ask("POST /sign-in", &[FORM], "user_name=bo.ek&password=staple");
    let rows = [
        (signed_in.clone(), "POST", "page", "/sign-in", 303),
        (wrong, "POST", "page", "/sign-in", 422),
        (
            serving.ask(
                "GET /profile?mail=bo@example.com",
                &[("Cookie", cookie)],
                "",
            ),
            "GET",
            "page",
            "/profile",
            200,
        ),
        (
            serving.ask("GET /share/019cadc6-9a80-7026-a135-d91f15a54ea2", &[], ""),
            "GET",
            "page",
            "/share/{package}",
            404,
        ),
        (
            serving.ask("GET /pkg/bo.ek@example.com.js", &[], ""),
            "GET",
            "file",
            "-",
            404,
        ),
        (
            serving.ask("BREW /bo.ek@example.com", &[("Cookie", cookie)], ""),
            "other",
            "page",
            "-",
            404,
        ),
        (
            serving.ask("GET /health", &[], ""),
            "GET",
            "health",
            "/health",
            200,
        ),
    ];
    assert!(serving.stop());
    let lines = lines(&bench);
    for (answer, method, kind, route, status) in rows {
        let line = line_of(&lines, &answer);
        assert_eq!(line["span"]["method"], method, "{line}");
        assert_eq!(line["span"]["kind"], kind, "{line}");
        assert_eq!(line["span"]["route"], route, "{line}");
        assert_eq!(line["status"], status, "{line}");
        assert!(line["ms"].as_f64().unwrap() > 0.0, "{line}");
        assert!(
            line["timestamp"].is_string() && line["level"] == "DEBUG",
            "{line}"
        );
    }
    let log = bench.log().to_lowercase();
    let token = cookie.split('=').nth(1).unwrap();
    for secret in [
        "ingrid",
        "bo.ek",
        "bo@",
        "horse",
        "staple",
        "127.0.0.1:5",
        "019cadc6-9a80-7026",
        token,
    ] {
        assert!(
            !secret.is_empty() && !log.contains(secret),
            "{secret} is in {log}"
        );
    }
}

#[test]
fn who_runs_into_a_fault_can_name_the_line_that_has_its_cause() {
    let (bench, serving) = serving("log-fault");
    let form = "user_name=ingrid.dahl&password=correct+horse+battery";
    let signed_in = serving.ask("POST /sign-in", &[FORM], form);
    let cookie = (
        "Cookie",
        header(&signed_in, "set-cookie").split(';').next().unwrap(),
    );
    let break_table = |table: &str| {
        let url = format!("sqlite:{}", bench.0.join("data/bailiwick.sqlite").display());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
            let sql = format!("ALTER TABLE {table} RENAME TO {table}_gone");
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .execute(&pool)
                .await
                .unwrap();
            pool.close().await;
        });
    };
    // A page and the data for one, whose reading fails; then a request that gets no page at all.
    break_table("connected_organizations");
    let page = serving.ask("GET /admin/organizations", &[cookie], "");
    let form = serving.ask(
        "POST /admin/organizations/new",
        &[cookie, FORM],
        "name=Contoso&domains=contoso.example",
    );
    break_table("sessions");
    let bare = serving.ask("GET /profile", &[cookie, ("Accept-Encoding", "gzip")], "");
    assert!(serving.stop());
    let lines = lines(&bench);
    for (answer, what) in [(page, "page"), (form, "form"), (bare, "bare")] {
        assert!(answer.starts_with("HTTP/1.1 500"), "{what}: {answer}");
        let id = header(&answer, "x-request-id").to_owned();
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        assert!(
            body.contains(&id),
            "{what}: {id} is not on the page: {body}"
        );
        let line = line_of(&lines, &answer);
        assert!(line["level"] == "ERROR" && line["status"] == 500, "{line}");
        let cause = lines
            .iter()
            .find(|line| line["span"]["id"] == *id && line["message"] == "the database failed");
        let cause = cause.unwrap_or_else(|| panic!("{what}: no cause under {id}: {lines:#?}"));
        assert!(
            cause["error"].as_str().unwrap().contains("no such table"),
            "{cause}"
        );
        assert!(!body.contains("no such table"), "{what}: {body}");
    }
}

#[test]
fn what_is_refused_is_logged_by_ids_and_without_names() {
    let bench = Bench::new("log-refused");
    let people = "user_name,display_name,mail\nbo.ek,Bo Ek,bo.ek@example.com\n";
    std::fs::write(bench.0.join("people.csv"), people).unwrap();
    assert!(bench.run(&["import", "people.csv"]).status.success());
    let set = ["user", "set-password", "--user-name", "bo.ek"];
    let set = bench.run_with_input(&set, "correct horse battery\n");
    assert!(set.status.success());
    let log = ["--log-format", "json", "--log", "info,audit=debug"];
    let serving = bench.serve(&log);
    let form = "user_name=bo.ek&password=correct+horse+battery";
    let signed_in = serving.ask("POST /sign-in", &[FORM], form);
    let cookie = header(&signed_in, "set-cookie").split(';').next().unwrap();
    serving.ask("GET /admin/audit/export.csv", &[("Cookie", cookie)], "");
    let other = ("Sec-Fetch-Site", "cross-site");
    let refused = serving.ask("POST /sign-in", &[FORM, other], form);
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    for _ in 0..8 {
        serving.ask("POST /sign-in", &[FORM], "user_name=bo.ek&password=staple");
    }
    assert!(serving.stop());
    let lines = lines(&bench);
    let of = |message: &str| {
        let line = lines.iter().find(|line| line["message"] == message);
        line.unwrap_or_else(|| panic!("no {message:?} in {lines:#?}"))
            .clone()
    };
    let denied = of("refused");
    assert_eq!(denied["action"], "view_audit_log", "{denied}");
    assert!(
        denied["actor"].as_str().unwrap().contains('-'),
        "no id: {denied}"
    );
    assert_eq!(denied["span"]["id"].as_str().unwrap().len(), 36, "{denied}");
    of("a form from another site was refused");
    assert_eq!(of("too many tries")["kind"], "password");
    // The end of the chain of audit records, for a witness on another machine.
    let recorded = of("recorded");
    assert!(recorded["seq"].as_i64().unwrap() > 0, "{recorded}");
    assert_eq!(recorded["hash"].as_str().unwrap().len(), 64, "{recorded}");
    let log = bench.log().to_lowercase();
    for name in ["bo.ek", "bo ek", "staple", "horse"] {
        assert!(!log.contains(name), "{name} is in {log}");
    }
}
