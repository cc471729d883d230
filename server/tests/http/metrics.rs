//! The figures for those who watch the server.

use crate::browser::{Browser, employee};
use crate::support::settings;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use server::http::{Site, router};
use server::metrics::{self, Metrics};
use std::path::Path;
use std::sync::Arc;
use tower::ServiceExt;

async fn get(router: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 1_000_000).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

both! {
    async fn the_figures_count_answers_work_and_what_waits(world) {
        let metrics = Arc::new(Metrics::default());
        let site = Site::folder(Path::new(env!("CARGO_TARGET_TMPDIR")));
        let portal = router(&world.engine, &site, &[], &metrics).unwrap();
        let figures = metrics::router(&world.engine, &metrics);
        assert_eq!(get(&portal, "/health").await.0, StatusCode::OK);
        get(&portal, "/sign-in").await;
        get(&portal, "/metrics").await;
        let (status, text) = get(&figures, "/metrics").await;
        assert_eq!(status, StatusCode::OK);
        for line in [
            "bailiwick_http_requests_total{kind=\"health\",method=\"GET\",status=\"200\"} 1",
            "bailiwick_http_requests_total{kind=\"page\",method=\"GET\",status=\"200\"} 1",
            "bailiwick_http_request_duration_seconds_count{kind=\"health\"} 1",
            "bailiwick_backlog{thing=\"deliveries_waiting\"} 0",
            "bailiwick_database_up 1",
        ] {
            assert!(text.contains(line), "{line} is not in:\n{text}");
        }
        // A package gets another role, which its holder is given in the background.
        let ada = employee(&world, "Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let package = world.package(catalog, "Starter", &[group.member()]).await;
        world.policy(package, &settings()).await;
        engine::requests::submit(&world.as_user(ada).await, package, &Default::default()).await.unwrap();
        let tools = world.group("Tools").await;
        world.resource(catalog, &tools).await;
        engine::packages::add_roles(&world.administrator().await, package, vec![tools.member()]).await.unwrap();
        assert!(metrics.text(&world.engine).await.unwrap().contains("bailiwick_backlog{thing=\"deliveries_waiting\"} 1"));
        world.settle().await;
        let text = metrics.text(&world.engine).await.unwrap();
        assert!(text.contains("bailiwick_jobs_total{job=\"delivery\",outcome=\"done\"} 1"), "{text}");
        assert!(text.contains("bailiwick_backlog{thing=\"deliveries_waiting\"} 0"), "{text}");
    }

    async fn the_portal_itself_tells_no_figures(world) {
        employee(&world, "Ada Lind").await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ada.lind").await;
        browser.get("/metrics").await.is(404);
    }
}
