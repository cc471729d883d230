//! Settings: what is refused, and by which name.

use super::{SettingArgs, Settings};
use clap::{Args, Command};
use std::collections::BTreeSet;

fn name_of(args: SettingArgs) -> &'static str {
    Settings::resolve(args).expect_err("refused").name
}

#[test]
fn defaults_are_a_local_sqlite_portal() {
    let settings = Settings::resolve(SettingArgs::default()).expect("defaults are good");
    assert_eq!(settings.addr.to_string(), "127.0.0.1:3000");
    assert_eq!(settings.public_url, "http://127.0.0.1:3000");
    assert_eq!(settings.database_url, "sqlite:data/bailiwick.sqlite");
    assert!(settings.mail.is_none());
    assert_eq!(settings.requests_per_minute, 0);
}

#[test]
fn behind_https_nobody_may_flood_the_portal() {
    let pace = |chosen| {
        let args = SettingArgs {
            public_url: Some("https://access.example".into()),
            requests_per_minute: chosen,
            ..SettingArgs::default()
        };
        Settings::resolve(args).expect("good").requests_per_minute
    };
    assert_eq!([pace(None), pace(Some(0)), pace(Some(7))], [1_200, 0, 7]);
}

#[test]
fn a_bad_setting_is_refused_by_its_name() {
    let with = |change: fn(&mut SettingArgs)| {
        let mut args = SettingArgs::default();
        change(&mut args);
        name_of(args)
    };
    assert!(with(|a| a.addr = Some("localhost".into())).starts_with("addr"));
    assert!(with(|a| a.database_url = Some("mysql://x".into())).starts_with("database_url"));
    assert!(with(|a| a.database_url = Some("sqlite:".into())).starts_with("database_url"));
    for url in ["ftp://x", "https://", "https://x/path", "https://a@b", "x"] {
        let args = SettingArgs {
            public_url: Some(url.into()),
            ..SettingArgs::default()
        };
        assert!(name_of(args).starts_with("public_url"), "{url}");
    }
    assert!(with(|a| a.trusted_proxies = Some("10.0.0.0/8".into())).starts_with("trusted_proxies"));
    assert!(with(|a| a.log_format = Some("xml".into())).starts_with("log_format"));
    assert!(with(|a| a.organization = Some(" ".into())).starts_with("organization"));
    assert!(with(|a| a.smtp_url = Some("imap://x".into())).starts_with("smtp_url"));
    assert!(
        with(|a| a.provider_ca_file = Some("/nonexistent.pem".into()))
            .starts_with("provider_ca_file")
    );
    assert!(with(|a| a.config = Some("/nonexistent/bailiwick.toml".into())).starts_with("config"));
}

#[test]
fn a_demonstration_stays_on_this_machine() {
    let args = SettingArgs {
        addr: Some("0.0.0.0:3000".into()),
        demo: true,
        ..SettingArgs::default()
    };
    assert!(name_of(args).starts_with("addr"));
}

#[test]
fn the_database_password_is_not_repeated() {
    let args = SettingArgs {
        database_url: Some("postgress://ada:hunter2@db/x".into()),
        ..SettingArgs::default()
    };
    let error = Settings::resolve(args).expect_err("refused").to_string();
    assert!(!error.contains("hunter2"), "{error}");
}

#[test]
fn flags_win_over_the_file() {
    let folder = std::env::temp_dir().join(format!("bailiwick-settings-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("bailiwick.toml");
    std::fs::write(
        &path,
        "addr = \"127.0.0.1:4000\"\norganization = \"Northwind\"\n",
    )
    .expect("a file");
    let args = SettingArgs {
        config: Some(path.clone()),
        addr: Some("127.0.0.1:5000".into()),
        ..SettingArgs::default()
    };
    let settings = Settings::resolve(args).expect("good");
    assert_eq!(settings.addr.port(), 5000);
    assert_eq!(settings.organization, "Northwind");
    std::fs::write(&path, "adress = \"127.0.0.1:4000\"\n").expect("a file");
    let args = SettingArgs {
        config: Some(path),
        ..SettingArgs::default()
    };
    let error = Settings::resolve(args)
        .expect_err("unknown setting")
        .to_string();
    assert!(error.contains("adress"), "{error}");
    std::fs::remove_dir_all(&folder).expect("cleans up");
}

/// The example with every line that is commented out put in.
fn example_in_full() -> String {
    let is_setting = |line: &str| {
        line.split_once(" = ")
            .is_some_and(|(key, _)| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    };
    include_str!("../../../deploy/bailiwick.example.toml")
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(setting) if is_setting(setting) => setting,
            _ => line,
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_example_explains_every_setting_and_no_other() {
    let full = example_in_full();
    let settings: SettingArgs = toml::from_str(&full).expect("settings");
    assert_eq!(settings.log.as_deref(), Some("info,sqlx=warn"));
    let explained: BTreeSet<String> = toml::from_str::<toml::Table>(&full)
        .expect("a table")
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    let command = SettingArgs::augment_args(Command::new("bailiwick"));
    let there_are: BTreeSet<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .filter(|name| name != "config")
        .collect();
    assert_eq!(explained, there_are);
}

#[test]
fn the_example_works_as_it_is() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../deploy/bailiwick.example.toml"
    );
    let args = SettingArgs {
        config: Some(path.into()),
        ..SettingArgs::default()
    };
    let settings = Settings::resolve(args).expect("good");
    assert_eq!(settings.public_url, "https://access.example.com");
    assert_eq!(settings.trusted_proxies.len(), 2);
    assert!(!settings.demo);
}

#[cfg(unix)]
mod secrets {
    use super::{SettingArgs, Settings};
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    /// A file with this mode.
    fn file(folder: &tempfile::TempDir, text: &str, mode: u32) -> PathBuf {
        let path = folder.path().join("secret");
        std::fs::write(&path, text).expect("a file");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).expect("a mode");
        path
    }

    fn refused(args: SettingArgs) -> String {
        Settings::resolve(args).expect_err("refused").to_string()
    }

    #[test]
    fn a_secret_comes_from_a_file_that_nobody_else_reads() {
        // A mailer is made on the runtime of the server.
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let _inside = runtime.enter();
        let folder = tempfile::tempdir().expect("a folder");
        let url = "postgres://ada:hunter2@127.0.0.1/x";
        let args = |mode| SettingArgs {
            database_url_file: Some(file(&folder, &format!("{url}\n"), mode)),
            ..SettingArgs::default()
        };
        let settings = Settings::resolve(args(0o600)).expect("good");
        assert_eq!(settings.database_url, url);
        for mode in [0o640, 0o604, 0o644, 0o660] {
            let error = refused(args(mode));
            assert!(error.contains("database_url_file"), "{error}");
            assert!(error.contains("chmod 600 "), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
        let error = refused(SettingArgs {
            database_url: Some(url.into()),
            ..args(0o600)
        });
        assert!(error.contains("both are set"), "{error}");
        let mail = |mode| SettingArgs {
            smtp_url: Some("smtps://mail.example".into()),
            mail_from: Some("access@example.com".into()),
            smtp_user: Some("access".into()),
            smtp_password_file: Some(file(&folder, "hunter2\n", mode)),
            ..SettingArgs::default()
        };
        assert!(refused(mail(0o644)).contains("chmod 600 "));
        assert!(Settings::resolve(mail(0o400)).is_ok());
        let direct = SettingArgs {
            smtp_password: Some("hunter2".into()),
            smtp_password_file: None,
            ..mail(0o400)
        };
        assert!(Settings::resolve(direct).is_ok());
    }

    #[test]
    fn the_secret_of_a_provider_is_read_by_nobody_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let with = |mode| {
            let path = file(&folder, "hunter2\n", mode);
            let path = path.to_str().expect("a path").to_owned();
            crate::config::secrets([("BAILIWICK_OIDC_SECRET_LOGIN_FILE".to_owned(), path)])
        };
        let secrets = with(0o600).expect("good");
        let secret = secrets.get("BAILIWICK_OIDC_SECRET_LOGIN");
        assert_eq!(secret.as_deref(), Some("hunter2"));
        let error = with(0o640).expect_err("refused").to_string();
        assert!(
            error.contains("BAILIWICK_OIDC_SECRET_LOGIN_FILE"),
            "{error}"
        );
        assert!(error.contains("chmod 600 "), "{error}");
        let none = (
            "BAILIWICK_OIDC_SECRET_X_FILE".to_owned(),
            "/nowhere".to_owned(),
        );
        assert!(crate::config::secrets([none]).is_ok());
    }

    #[test]
    fn settings_with_a_password_in_them_are_a_secret_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let with = |text: &str, mode| SettingArgs {
            config: Some(file(&folder, text, mode)),
            ..SettingArgs::default()
        };
        for text in [
            "database_url = \"postgres://ada:hunter2@127.0.0.1/x\"\n",
            "database_url = \"postgres://127.0.0.1/x?user=ada&password=hunter2\"\n",
            "smtp_password = \"hunter2\"\n",
        ] {
            let error = refused(with(text, 0o644));
            assert!(error.contains("chmod 600 "), "{text}: {error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
        let harmless = "database_url = \"postgres://ada@127.0.0.1/x\"\n";
        assert!(Settings::resolve(with(harmless, 0o644)).is_ok());
        let own = "database_url = \"postgres://ada:hunter2@127.0.0.1/x\"\n";
        assert!(Settings::resolve(with(own, 0o600)).is_ok());
        // What the environment says hides the file's line, however it is written there.
        let args = SettingArgs {
            database_url: Some("sqlite:x.sqlite".into()),
            ..with("database_url_file = \"/nonexistent\"\n", 0o600)
        };
        let settings = Settings::resolve(args).expect("good");
        assert_eq!(settings.database_url, "sqlite:x.sqlite");
    }
}
