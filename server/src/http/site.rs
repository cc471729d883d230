//! What browsers load beside the pages: scripts, styles and icons, from a folder or from inside the
//! program.

use super::embedded::Embedded;
use app::web::AppState;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use include_dir::Dir;
use leptos::WasmSplitManifest;
use leptos::config::LeptosOptions;
use leptos::prelude::ArcStoredValue;
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use tower::util::BoxCloneSyncService;
use tower::{ServiceBuilder, ServiceExt};
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, DefaultServeDirFallback};

/// Names the package of a build, such as `pkg/3f9a0c12ab34cd56`.
const PACKAGE: &str = "pkg.txt";
/// Which parts of the application need which files, written by cargo-leptos.
const PARTS: &str = "__wasm_split_manifest.json";
const PARTS_SCRIPT: &str = "__wasm_split.______________________.js";

#[cfg(feature = "embed-site")]
mod inside {
    use include_dir::{Dir, include_dir};

    // Nothing compiles but a built site.
    const _: &str = include_str!(concat!(
        env!(
            "BAILIWICK_EMBED_SITE",
            "the feature embed-site needs BAILIWICK_EMBED_SITE, the folder that .ci/site prints"
        ),
        "/pkg.txt"
    ));

    /// The site of this build.
    pub(super) static INSIDE: Dir<'static> = include_dir!("$BAILIWICK_EMBED_SITE");
}

/// Where the files lie.
#[derive(Clone, Debug)]
enum Place {
    Folder(PathBuf),
    Inside(Embedded),
}

impl Place {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => std::fs::read(folder.join(path)),
            Self::Inside(files) => files.read(Path::new(path)).map(<[u8]>::to_vec),
        }
    }
}

/// The files, and where among them the package of this build lies.
#[derive(Clone, Debug)]
pub struct Site {
    place: Place,
    /// Such as `pkg/3f9a0c12ab34cd56`; `pkg` for a build that is not versioned.
    package: String,
}

impl Site {
    /// The folder that was asked for; otherwise the site inside the program, and where there is none
    /// the one `cargo leptos watch` names or the folder `site` beside the program.
    pub fn find(asked: Option<&Path>) -> Self {
        if let Some(folder) = asked {
            return Self::folder(folder);
        }
        #[cfg(feature = "embed-site")]
        return Self::embedded(&inside::INSIDE);
        #[cfg(not(feature = "embed-site"))]
        Self::folder(&usual_folder())
    }

    /// The site in a folder.
    pub fn folder(folder: &Path) -> Self {
        let site = Self::of(Place::Folder(folder.to_owned()));
        if !folder.join(&site.package).is_dir() {
            tracing::warn!(
                "no site at {}: pages work, but without styles and scripts (site_dir, BAILIWICK_SITE_DIR)",
                folder.display()
            );
        }
        site
    }

    /// A site inside the program.
    pub fn embedded(folder: &'static Dir<'static>) -> Self {
        Self::of(Place::Inside(Embedded::new(folder)))
    }

    /// Reads which package lies there. Without one the pages work, but bare.
    fn of(place: Place) -> Self {
        let package = place
            .read(PACKAGE)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .map(|text| text.trim().trim_matches('/').to_owned())
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "pkg".to_owned());
        Self { place, package }
    }

    /// What is needed to write the document.
    pub fn state(&self) -> AppState {
        let options = LeptosOptions::builder()
            .output_name("bailiwick")
            .site_pkg_dir(self.package.clone());
        let options = match &self.place {
            Place::Folder(folder) => options.site_root(folder.to_string_lossy().into_owned()),
            Place::Inside(_) => options.site_root(""),
        };
        AppState {
            options: options.build(),
            parts: self.parts(),
        }
    }

    /// The files of the parts. A build without parts has no list.
    fn parts(&self) -> WasmSplitManifest {
        let list = match self.place.read(&format!("{}/{PARTS}", self.package)) {
            Ok(text) => serde_json::from_slice(&text).unwrap_or_else(|error| {
                tracing::warn!(%error, "{PARTS} cannot be read: parts are loaded late");
                Default::default()
            }),
            Err(_) => Default::default(),
        };
        let root = format!("/{}", self.package);
        WasmSplitManifest(ArcStoredValue::new((root, list, PARTS_SCRIPT.to_owned())))
    }

    /// Serves files; what is no file becomes the "not found" page.
    pub fn service(
        &self,
        state: AppState,
    ) -> BoxCloneSyncService<Request, Response<Body>, Infallible> {
        match &self.place {
            Place::Folder(folder) => self.serve(ServeDir::new(folder), state),
            Place::Inside(files) => self.serve(ServeDir::with_backend("", files.clone()), state),
        }
    }

    fn serve<B: Backend>(
        &self,
        files: ServeDir<DefaultServeDirFallback, B>,
        state: AppState,
    ) -> BoxCloneSyncService<Request, Response<Body>, Infallible> {
        let page = tower::service_fn(move |request: Request| {
            let state = state.clone();
            async move { Ok::<_, Infallible>(not_found(state, request).await) }
        });
        let files = files
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip()
            .call_fallback_on_method_not_allowed(true)
            .fallback(page);
        let versioned = (self.package != "pkg").then(|| format!("/{}/", self.package));
        let service = ServiceBuilder::new()
            .map_response(|response: Response<_>| response.map(Body::new))
            .service(files);
        BoxCloneSyncService::new(tower::service_fn(move |request: Request| {
            let forever = versioned
                .as_ref()
                .is_some_and(|prefix| request.uri().path().starts_with(prefix.as_str()));
            let service = service.clone();
            async move {
                let mut response = service.oneshot(request).await?;
                let file = response.headers().contains_key(header::LAST_MODIFIED);
                if file {
                    response.headers_mut().insert(
                        header::CACHE_CONTROL,
                        HeaderValue::from_static(if forever {
                            "public, max-age=31536000, immutable"
                        } else {
                            "no-cache"
                        }),
                    );
                    name_charset(response.headers_mut());
                }
                Ok(response)
            }
        }))
    }
}

/// Texts say how they are written, so that no browser has to guess.
fn name_charset(headers: &mut HeaderMap) {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .filter(|kind| kind.starts_with("text/") || kind.ends_with("+xml"))
        .filter(|kind| !kind.contains("charset"))
        .map(|kind| format!("{kind}; charset=utf-8"));
    let value = kind.and_then(|kind| HeaderValue::from_str(&kind).ok());
    if let Some(value) = value {
        headers.insert(header::CONTENT_TYPE, value);
    }
}

#[cfg(not(feature = "embed-site"))]
fn usual_folder() -> PathBuf {
    // Set by `cargo leptos watch`.
    std::env::var_os("LEPTOS_SITE_ROOT")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::current_exe().ok()?.parent()?.join("site")))
        .unwrap_or_else(|| PathBuf::from("site"))
}

async fn not_found(state: AppState, request: Request) -> Response<Body> {
    let mut response = app::web::render(state, request).await;
    if response.status().is_success() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
