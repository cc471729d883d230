//! The secrets by which providers know this portal. The database only has their names: a copy of it, or
//! whoever may change providers, gets no secret.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where a secret is.
#[derive(Clone)]
enum Source {
    Value(String),
    /// Read each time, so that a new secret needs no restart.
    File(PathBuf),
}

/// Secrets by name.
#[derive(Clone, Default)]
pub struct Secrets(BTreeMap<String, Source>);

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Secrets {
    /// Takes those that are meant for providers from an environment: `BAILIWICK_OIDC_SECRET_<NAME>` holds
    /// one, `BAILIWICK_OIDC_SECRET_<NAME>_FILE` says in which file it is. Everything else is ignored.
    pub fn among(environment: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut secrets = BTreeMap::new();
        for (name, value) in environment {
            let (name, source) = match name.strip_suffix("_FILE") {
                Some(name) => (name.to_owned(), Source::File(value.into())),
                None => (name, Source::Value(value)),
            };
            if shared::providers::is_secret_name(&name) {
                secrets.insert(name, source);
            }
        }
        Self(secrets)
    }

    /// The files that hold some of them, with their names.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.0.iter().filter_map(|(name, source)| match source {
            Source::File(path) => Some((name.as_str(), path.as_path())),
            Source::Value(_) => None,
        })
    }

    pub fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// The secret with this name.
    pub fn get(&self, name: &str) -> Option<String> {
        let text = match self.0.get(name)? {
            Source::Value(text) => text.clone(),
            Source::File(path) => match std::fs::read_to_string(path) {
                Ok(text) => text,
                Err(error) => {
                    tracing::error!(name, %error, "the file with the secret of a provider cannot be read");
                    return None;
                }
            },
        };
        let secret = text.lines().next().unwrap_or_default().trim();
        (!secret.is_empty()).then(|| secret.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Secrets;

    #[test]
    fn only_what_is_meant_for_providers_is_taken_and_none_of_it_shown() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "from a file\n").expect("written");
        let pairs = [
            ("DATABASE_URL", "postgres://secret"),
            ("BAILIWICK_OIDC_SECRET_A", "plain"),
            (
                "BAILIWICK_OIDC_SECRET_B_FILE",
                file.path().to_str().expect("a path"),
            ),
            ("BAILIWICK_OIDC_SECRET_C_FILE", "/nowhere"),
            ("BAILIWICK_OIDC_SECRET_D", ""),
        ];
        let secrets = Secrets::among(pairs.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(secrets.names().len(), 4);
        let files: Vec<_> = secrets.files().map(|(name, _)| name).collect();
        assert_eq!(
            files,
            ["BAILIWICK_OIDC_SECRET_B", "BAILIWICK_OIDC_SECRET_C"]
        );
        assert_eq!(
            secrets.get("BAILIWICK_OIDC_SECRET_A").as_deref(),
            Some("plain")
        );
        assert_eq!(
            secrets.get("BAILIWICK_OIDC_SECRET_B").as_deref(),
            Some("from a file")
        );
        for gone in [
            "BAILIWICK_OIDC_SECRET_C",
            "BAILIWICK_OIDC_SECRET_D",
            "DATABASE_URL",
        ] {
            assert_eq!(secrets.get(gone), None);
        }
        assert!(!format!("{secrets:?}").contains("plain"));
    }
}
