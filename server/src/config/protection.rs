//! What leaves this machine is protected on its way, or somebody has said that it shall not be.

use super::BadSetting;
use std::net::IpAddr;

/// Is this host here? A path is a socket.
fn is_here(host: &str) -> bool {
    let name = host.trim_start_matches('[').trim_end_matches(']');
    name.is_empty()
        || name == "localhost"
        || name.starts_with('/')
        || name.starts_with("%2F")
        || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The host of an address, and what follows its question mark.
fn parts(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = place.split('/').next().unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    // The colons of an IPv6 address stand in brackets.
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    (host, query)
}

/// The value of an option.
fn option<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// Postgres on another machine is told how to be reached: with a checked certificate, or unprotected on purpose. By
/// itself it would ask for TLS, believe any certificate, and go without where there is none.
///
/// # Errors
/// The address says neither.
pub(super) fn of_database(url: String) -> Result<String, BadSetting> {
    if !url.starts_with("postgres") {
        return Ok(url);
    }
    let (host, query) = parts(&url);
    let here = is_here(option(query, "host").unwrap_or(host));
    let said = matches!(
        option(query, "sslmode"),
        Some("verify-full" | "verify-ca" | "disable")
    );
    if here || said {
        return Ok(url);
    }
    Err(BadSetting::new(
        "database_url (--database-url, DATABASE_URL)",
        "the database is on another machine, and nothing says how the way there is protected",
        "…?sslmode=verify-full (with &sslrootcert=<file> for an authority of your own); sslmode=disable only where nobody can listen",
    ))
}

/// A mail server on another machine is reached with TLS: codes and the password of the account go there.
///
/// # Errors
/// The address says otherwise.
pub(super) fn of_mail(url: Option<&str>) -> Result<(), BadSetting> {
    let Some(url) = url else { return Ok(()) };
    let (host, query) = parts(url);
    if url.starts_with("smtps://") || option(query, "tls") == Some("required") || is_here(host) {
        return Ok(());
    }
    Err(BadSetting::new(
        "smtp_url (--smtp-url, BAILIWICK_SMTP_URL)",
        "the mail server is on another machine, and mail would go there unprotected",
        "smtps://host:465 or smtp://host:587?tls=required; smtp://127.0.0.1:25 for one on this machine",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_elsewhere_needs_a_checked_certificate_or_a_word() {
        for good in [
            "sqlite:data/bailiwick.sqlite",
            "postgres://a:b@127.0.0.1/x",
            "postgres://a:b@127.0.0.1:5433/x",
            "postgresql://a@localhost/x",
            "postgres://a@[::1]:5432/x",
            "postgres:///x?host=/run/postgresql",
            "postgres://a@%2Frun%2Fpostgresql/x",
            "postgres://a:b@db.example/x?sslmode=verify-full",
            "postgres://a:b@db.example/x?sslrootcert=/etc/ca.pem&sslmode=verify-ca",
            "postgres://a:b@db/x?sslmode=disable",
        ] {
            assert_eq!(of_database(good.to_owned()).ok().as_deref(), Some(good));
        }
        for bad in [
            "postgres://a:b@db.example/x",
            "postgres://a:b@db.example:5432/x?sslmode=require",
            "postgres://a:b@db.example/x?sslmode=prefer",
            "postgres://a:b@10.0.0.5/x",
            "postgres://a:b@127.0.0.1.evil.example/x",
            "postgres://localhost@db.example/x",
            "postgres:///x?host=db.example",
        ] {
            let refused = of_database(bad.to_owned()).expect_err(bad);
            assert!(refused.name.starts_with("database_url"), "{bad}");
        }
    }

    #[test]
    fn a_mail_server_elsewhere_is_reached_with_tls() {
        for good in [
            None,
            Some("smtps://mail.example.com:465"),
            Some("smtp://mail.example.com:587?tls=required"),
            Some("smtp://127.0.0.1:25"),
            Some("smtp://localhost:25"),
            Some("smtp://[::1]:2525"),
        ] {
            assert!(of_mail(good).is_ok(), "{good:?}");
        }
        for bad in [
            "smtp://mail.example.com:25",
            "smtp://mail.example.com:587?tls=opportunistic",
            "smtp://10.0.0.7",
        ] {
            assert!(of_mail(Some(bad)).is_err(), "{bad}");
        }
    }
}
