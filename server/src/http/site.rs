//! The folder with what browsers load: scripts, styles and icons.

use app::web::AppState;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Response, StatusCode, header};
use leptos::config::LeptosOptions;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use tower::util::BoxCloneSyncService;
use tower::{ServiceBuilder, ServiceExt};
use tower_http::services::ServeDir;

/// The folder, and where in it the package of this build lies.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    /// Such as `pkg/3f9a0c12ab34cd56`; `pkg` for a build that is not versioned.
    package: String,
}

impl Site {
    /// Reads which package the folder holds. Without one the pages work, but bare.
    pub fn find(folder: &Path) -> Self {
        // Set by `cargo leptos watch`.
        let folder = match std::env::var_os("LEPTOS_SITE_ROOT") {
            Some(root) if !folder.is_dir() => PathBuf::from(root),
            _ => folder.to_owned(),
        };
        let package = std::fs::read_to_string(folder.join("pkg.txt"))
            .ok()
            .map(|text| text.trim().trim_matches('/').to_owned())
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "pkg".to_owned());
        if !folder.join(&package).is_dir() {
            tracing::warn!(
                "no site at {}: pages work, but without styles and scripts (site_dir, BAILIWICK_SITE_DIR)",
                folder.display()
            );
        }
        Self { folder, package }
    }

    /// What Leptos needs to write the document.
    pub fn options(&self) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name("bailiwick")
            .site_root(self.folder.to_string_lossy().into_owned())
            .site_pkg_dir(self.package.clone())
            .build()
    }

    /// Serves files; what is no file becomes the "not found" page.
    pub fn service(
        &self,
        state: AppState,
    ) -> BoxCloneSyncService<Request, Response<Body>, Infallible> {
        let page = tower::service_fn(move |request: Request| {
            let state = state.clone();
            async move { Ok::<_, Infallible>(not_found(state, request).await) }
        });
        let files = ServeDir::new(&self.folder)
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
                }
                Ok(response)
            }
        }))
    }
}

async fn not_found(state: AppState, request: Request) -> Response<Body> {
    let mut response = app::web::render(state, request).await;
    if response.status().is_success() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
