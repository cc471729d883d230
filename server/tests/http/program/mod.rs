//! The program itself: settings that are refused, and the commands that end by themselves.

mod backup;
mod health;
mod log;
mod serving;

use serving::{Bench, errors, said};
use std::process::Stdio;

#[test]
fn a_bad_setting_stops_the_start_and_is_named() {
    let bench = Bench::new("settings");
    let output = bench.run(&["serve", "--addr", "somewhere"]);
    assert!(!output.status.success());
    assert!(
        errors(&output).contains("BAILIWICK_ADDR") && errors(&output).contains("Allowed"),
        "{}",
        errors(&output)
    );
    let output = bench
        .command(&["serve"])
        .env("DATABASE_URL", "mysql://x")
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(
        errors(&output).contains("DATABASE_URL"),
        "{}",
        errors(&output)
    );
    let output = bench.run(&["serve", "--demo", "--addr", "0.0.0.0:0"]);
    assert!(!output.status.success());
    assert!(errors(&output).contains("loopback"), "{}", errors(&output));
    let output = bench.run(&["serve", "--nonsense"]);
    assert!(!output.status.success());
}

#[test]
fn a_request_of_two_lengths_is_refused() {
    let bench = Bench::new("lengths");
    let serving = bench.serve(&[]);
    // Whatever stands before the portal may believe the other one.
    let answer = serving.ask("POST /sign-in", &[("Content-Length", "7")], "user_name=x");
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(serving.stop());
}

#[test]
fn every_setting_is_documented() {
    let bench = Bench::new("help");
    let help = said(&bench.run(&["serve", "--help"]));
    for name in [
        "BAILIWICK_ADDR",
        "DATABASE_URL",
        "BAILIWICK_DATABASE_URL_FILE",
        "BAILIWICK_PUBLIC_URL",
        "BAILIWICK_ORGANIZATION",
        "BAILIWICK_SITE_DIR",
        "BAILIWICK_TRUSTED_PROXIES",
        "BAILIWICK_LOG",
        "BAILIWICK_LOG_FORMAT",
        "BAILIWICK_SMTP_URL",
        "BAILIWICK_SMTP_USER",
        "BAILIWICK_SMTP_PASSWORD",
        "BAILIWICK_SMTP_PASSWORD_FILE",
        "BAILIWICK_MAIL_FROM",
        "BAILIWICK_PROVIDER_CA_FILE",
        "BAILIWICK_DEMO",
        "BAILIWICK_CONFIG",
    ] {
        assert!(help.contains(name), "{name}: {help}");
    }
}

#[cfg(unix)]
#[test]
fn the_database_is_for_its_owner_alone_and_stays_so() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new("private");
    assert!(bench.run(&["migrate"]).status.success());
    let file = bench.0.join("data/bailiwick.sqlite");
    let mode = |file: &std::path::Path| file.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    let output = bench.run(&["migrate"]);
    assert!(!output.status.success());
    assert!(
        errors(&output).contains("chmod 600 "),
        "{}",
        errors(&output)
    );
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    assert!(bench.run(&["migrate"]).status.success());
}

#[test]
fn a_log_that_cannot_be_written_stops_nothing() {
    let bench = Bench::new("log");
    // Whatever is written there, the disk is full.
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let status = bench
        .command(&["migrate"])
        .env("BAILIWICK_LOG", "trace")
        .stdout(Stdio::null())
        .stderr(full)
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
}

#[test]
fn byd_26_a_new_portal_gets_an_administrator_and_an_intact_audit_log() {
    let bench = Bench::new("portal");
    assert!(bench.run(&["migrate"]).status.success());
    assert!(bench.0.join("data/bailiwick.sqlite").is_file());
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
    let output = bench.run_with_input(&create, "short\n");
    assert!(!output.status.success());
    assert!(
        errors(&output).contains("at least 12"),
        "{}",
        errors(&output)
    );
    let output = bench.run_with_input(&create, "correct horse battery\n");
    assert!(output.status.success(), "{}", errors(&output));
    let output = bench.run_with_input(&create, "correct horse battery\n");
    assert!(errors(&output).contains("taken"), "{}", errors(&output));
    let set = ["user", "set-password", "--user-name", "nobody"];
    let output = bench.run_with_input(&set, "correct horse battery\n");
    assert!(errors(&output).contains("no person"), "{}", errors(&output));
    let output = bench.run(&["audit", "verify"]);
    assert!(
        output.status.success() && said(&output).contains("intact"),
        "{}",
        errors(&output)
    );
}

#[test]
fn a_token_comes_from_the_command_line() {
    let bench = Bench::new("token");
    let create = ["token", "create", "--program", "Entra", "--scope"];
    let output = bench.run(&[&create[..], &["everything"]].concat());
    assert!(!output.status.success());
    assert!(
        errors(&output).contains("what it is for"),
        "{}",
        errors(&output)
    );
    let output = bench.run(&[&create[..], &["scim", "--expires-days", "400"]].concat());
    assert!(errors(&output).contains("365"), "{}", errors(&output));
    for _ in 0..2 {
        let output = bench.run(&[&create[..], &["scim"]].concat());
        assert!(
            shared::programs::is_token(said(&output).trim()),
            "{}",
            errors(&output)
        );
    }
}

#[test]
fn an_import_is_all_or_nothing_and_names_the_line() {
    let bench = Bench::new("import");
    let head = "user_name,display_name,mail\n";
    let good = format!("{head}ada.lind,Ada Lind,ada@example.com\n");
    let bad = format!("{head}bo.ek,Bo Ek,bo@example.com\ncy.ruiz,Cy Ruiz,no mail\n");
    std::fs::write(bench.0.join("good.csv"), good).unwrap();
    std::fs::write(bench.0.join("bad.csv"), bad).unwrap();
    let output = bench.run(&["import", "good.csv", "bad.csv"]);
    assert!(!output.status.success());
    let complaint = errors(&output);
    for part in ["bad.csv", "3", "mail", "Nothing was imported"] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    let output = bench.run(&["import", "good.csv"]);
    assert!(
        said(&output).contains("1 new"),
        "{} {}",
        said(&output),
        errors(&output)
    );
    let output = bench.run(&["import", "good.csv"]);
    assert!(said(&output).contains("1 as before"), "{}", said(&output));
    let output = bench.run(&["import", "missing.csv"]);
    assert!(
        errors(&output).contains("missing.csv"),
        "{}",
        errors(&output)
    );
}
