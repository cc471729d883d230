//! What browsers load beside the pages comes the same way from a folder and from inside the program.

use crate::support::{Backend, World, run};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use include_dir::{Dir, include_dir};
use leptos::prelude::ReadValue;
use server::http::{Site, router};
use std::path::{Path, PathBuf};
use tower::ServiceExt;

/// A site of a few small files, put into this test as a release puts in the real one.
static INSIDE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/tests/http/site-fixture");

const FOREVER: &str = "public, max-age=31536000, immutable";
const SCRIPT: &str = "/pkg/0123456789abcdef/bailiwick.js";
const STYLES: &str = "/pkg/0123456789abcdef/bailiwick.css";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/site-fixture")
}

fn on_disk(path: &str) -> Bytes {
    std::fs::read(folder().join(path)).unwrap().into()
}

/// The portal with its site in a folder, and with it inside the program.
fn both_forms(world: &World) -> [(&'static str, Router); 2] {
    let portal = |site: &Site| router(&world.engine, site, &[], &Default::default()).unwrap();
    [
        ("folder", portal(&Site::folder(&folder()))),
        ("program", portal(&Site::embedded(&INSIDE))),
    ]
}

async fn ask(
    portal: &Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> (StatusCode, HeaderMap, Bytes) {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let (parts, body) = portal.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, 1_000_000).await.unwrap();
    (parts.status, parts.headers, body)
}

/// Asks both forms and checks that status, the headers about content, and the content are the same.
async fn same(world: &World, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut answers = Vec::new();
    for (form, portal) in both_forms(world) {
        let (status, headers, body) = ask(&portal, method, path, headers).await;
        let header = |name| {
            let value = headers.get(name).map(|value| value.to_str().unwrap());
            value.unwrap_or_default().to_owned()
        };
        assert_eq!(
            header(header::ETAG).is_empty(),
            header(header::LAST_MODIFIED).is_empty(),
            "{form}: {path}"
        );
        answers.push(Answer {
            status: status.as_u16(),
            kind: header(header::CONTENT_TYPE),
            coding: header(header::CONTENT_ENCODING),
            length: header(header::CONTENT_LENGTH),
            cache: header(header::CACHE_CONTROL),
            // A page has a nonce of its own each time.
            body: if header(header::CONTENT_TYPE).starts_with("text/html") {
                Bytes::from_static(b"a page")
            } else {
                body
            },
        });
    }
    let inside = answers.pop().unwrap();
    let folder = answers.pop().unwrap();
    assert_eq!(folder, inside, "{method} {path} {headers:?}");
    inside
}

#[derive(Debug, PartialEq, Eq)]
struct Answer {
    status: u16,
    kind: String,
    coding: String,
    length: String,
    cache: String,
    body: Bytes,
}

#[test]
fn files_come_as_the_browser_likes_them_best() {
    run(Backend::Sqlite, async |world| {
        let rows = [
            // path, accepted codings, content type, coding, caching, file
            (
                SCRIPT,
                "gzip, deflate, br",
                "text/javascript; charset=utf-8",
                "br",
                FOREVER,
                "bailiwick.js.br",
            ),
            (
                SCRIPT,
                "gzip",
                "text/javascript; charset=utf-8",
                "gzip",
                FOREVER,
                "bailiwick.js.gz",
            ),
            (
                SCRIPT,
                "br;q=0, gzip;q=0.5",
                "text/javascript; charset=utf-8",
                "gzip",
                FOREVER,
                "bailiwick.js.gz",
            ),
            (
                SCRIPT,
                "identity",
                "text/javascript; charset=utf-8",
                "",
                FOREVER,
                "bailiwick.js",
            ),
            (
                SCRIPT,
                "",
                "text/javascript; charset=utf-8",
                "",
                FOREVER,
                "bailiwick.js",
            ),
            (
                STYLES,
                "",
                "text/css; charset=utf-8",
                "",
                FOREVER,
                "bailiwick.css",
            ),
            (
                "/favicon.svg",
                "br",
                "image/svg+xml; charset=utf-8",
                "br",
                "no-cache",
                "../../favicon.svg.br",
            ),
            (
                "/favicon.svg",
                "",
                "image/svg+xml; charset=utf-8",
                "",
                "no-cache",
                "../../favicon.svg",
            ),
            (
                "/favicon.svg?v=1",
                "",
                "image/svg+xml; charset=utf-8",
                "",
                "no-cache",
                "../../favicon.svg",
            ),
        ];
        for (path, accept, kind, coding, cache, file) in rows {
            let content = on_disk(&format!("pkg/0123456789abcdef/{file}"));
            for method in ["GET", "HEAD"] {
                let answer = same(&world, method, path, &[("accept-encoding", accept)]).await;
                assert_eq!(
                    answer,
                    Answer {
                        status: 200,
                        kind: kind.to_owned(),
                        coding: coding.to_owned(),
                        length: content.len().to_string(),
                        cache: cache.to_owned(),
                        body: if method == "GET" {
                            content.clone()
                        } else {
                            Bytes::new()
                        },
                    },
                    "{method} {path} {accept}"
                );
            }
        }
        let part = same(&world, "GET", SCRIPT, &[("range", "bytes=7-13")]).await;
        assert_eq!(
            (part.status, part.body.as_ref()),
            (206, b"default".as_slice())
        );
    });
}

#[test]
fn what_is_no_file_is_the_page_that_says_so() {
    run(Backend::Sqlite, async |world| {
        for (method, path) in [
            ("GET", "/missing.svg"),
            ("GET", "/pkg/0123456789abcdef/missing.js"),
            ("GET", "/pkg/0123456789abcdef/"),
            ("GET", "/pkg/0123456789abcdef"),
            ("GET", "/pkg"),
            ("GET", "/pkg/0123456789abcdef/bailiwick.js/"),
            ("GET", "/pkg/..%2fpkg.txt"),
            ("GET", "/pkg/../../../Cargo.toml"),
            ("GET", "/pkg/%2e%2e/%2e%2e/site.rs"),
            ("GET", "/pkg//etc/passwd"),
            ("GET", "/pkg/0123456789abcdef/bailiwick.js%00.css"),
            ("GET", "/pkg/%ff.js"),
            ("POST", SCRIPT),
            ("DELETE", "/favicon.svg"),
        ] {
            let answer = same(&world, method, path, &[]).await;
            assert!(
                matches!(answer.status, 404 | 405),
                "{method} {path}: {answer:?}"
            );
            assert_eq!(answer.kind, "text/html; charset=utf-8", "{method} {path}");
            assert_eq!(answer.cache, "no-store", "{method} {path}");
        }
    });
}

#[test]
fn what_the_browser_has_already_is_not_sent_again() {
    run(Backend::Sqlite, async |world| {
        for (form, portal) in both_forms(&world) {
            let mut tags = Vec::new();
            for accept in ["br", "gzip", ""] {
                let accept = ("accept-encoding", accept);
                let (_, headers, _) = ask(&portal, "GET", "/favicon.svg", &[accept]).await;
                let tag = headers[header::ETAG].to_str().unwrap().to_owned();
                for method in ["GET", "HEAD"] {
                    let again = [accept, ("if-none-match", tag.as_str())];
                    let (status, headers, body) =
                        ask(&portal, method, "/favicon.svg", &again).await;
                    assert_eq!(status, StatusCode::NOT_MODIFIED, "{form}");
                    assert!(body.is_empty(), "{form}");
                    assert_eq!(headers[header::ETAG].to_str().unwrap(), tag, "{form}");
                    assert_eq!(headers[header::CACHE_CONTROL], "no-cache", "{form}");
                }
                let other = [accept, ("if-none-match", "\"another\"")];
                let (status, _, _) = ask(&portal, "GET", "/favicon.svg", &other).await;
                assert_eq!(status, StatusCode::OK, "{form}");
                tags.push(tag);
            }
            tags.sort();
            tags.dedup();
            assert_eq!(tags.len(), 3, "{form}: each coding has a tag of its own");
        }
    });
}

#[test]
fn a_page_names_the_package_and_its_parts_are_known() {
    run(Backend::Sqlite, async |world| {
        for (form, portal) in both_forms(&world) {
            let (status, _, body) = ask(&portal, "GET", "/sign-in", &[]).await;
            assert_eq!(status, StatusCode::OK, "{form}");
            let page = String::from_utf8_lossy(&body);
            for name in ["/pkg/0123456789abcdef/bailiwick.css", SCRIPT] {
                assert!(page.contains(name), "{form}: {name} is not in {page}");
            }
        }
        for site in [Site::folder(&folder()), Site::embedded(&INSIDE)] {
            let state = site.state();
            let (root, parts, _) = &*state.parts.0.read_value();
            assert_eq!(root, "/pkg/0123456789abcdef");
            assert_eq!(parts["my_access_1"], ["chunk_1", "split_my_access_1"]);
        }
    });
}
