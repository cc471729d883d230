//! `bailiwick serve`.

use super::{Complaint, data, open};
use crate::config::Settings;
use crate::http::{self, Site, connections};
use crate::metrics::{self, Metrics};
use engine::Engine;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long requests under way may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until told to stop (Ctrl+C or SIGTERM).
pub(super) async fn run(settings: Settings) -> Result<(), Complaint> {
    let engine = open::engine(&settings).await?;
    let site = Site::find(settings.site_dir.as_deref());
    if settings.mail.is_none() && !settings.demo {
        tracing::warn!("no mail server is configured (smtp_url): mail waits in the outbox");
    }
    let listener = TcpListener::bind(settings.addr).await.map_err(|error| {
        format!(
            "The address {} (addr, BAILIWICK_ADDR) cannot be listened on: {error}.",
            settings.addr
        )
    })?;
    let addr = listener.local_addr()?;
    if settings.demo {
        data::load_demo(&engine).await?;
    }
    let metrics = Arc::default();
    let router = http::router(&engine, &site, &settings.trusted_proxies, &metrics)?;
    let (stop, stopped) = watch::channel(false);
    let background = tokio::spawn(Arc::clone(&engine).run_background(until(stopped.clone())));
    welcome(&engine, addr, &settings).await?;

    let server = tokio::spawn(connections::serve(
        listener,
        router,
        connections::HEAD_PATIENCE,
        until(stopped.clone()),
    ));
    let figures = match settings.metrics_addr {
        Some(addr) => Some(serve_figures(&engine, &metrics, addr, until(stopped)).await?),
        None => None,
    };
    told_to_stop().await?;
    tracing::info!("stopping");
    stop.send_replace(true);
    if tokio::time::timeout(GRACE, server).await.is_err() {
        tracing::warn!("some requests were cut off");
    }
    if tokio::time::timeout(GRACE, background).await.is_err() {
        tracing::warn!("work in the background was cut off; it goes on after the next start");
    }
    if let Some(figures) = figures {
        figures.abort();
    }
    // A long statement cannot be cut off; the end of the process ends it, and nothing of it stays.
    if tokio::time::timeout(GRACE, engine.db.close())
        .await
        .is_err()
    {
        tracing::warn!("the database was busy to the end");
    }
    Ok(())
}

/// Serves the figures at their own address.
async fn serve_figures(
    engine: &Arc<Engine>,
    metrics: &Arc<Metrics>,
    addr: SocketAddr,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<tokio::task::JoinHandle<()>, Complaint> {
    let listener = TcpListener::bind(addr).await.map_err(|error| {
        format!("The address {addr} (metrics_addr, BAILIWICK_METRICS_ADDR) cannot be listened on: {error}.")
    })?;
    let router = metrics::router(engine, metrics);
    Ok(tokio::spawn(connections::serve(
        listener,
        router,
        connections::HEAD_PATIENCE,
        stop,
    )))
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is a reason to stop as well.
    drop(stopped.wait_for(|stopped| *stopped).await);
}

async fn told_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

/// Says where the portal is and, in a demonstration, whom to sign in as.
async fn welcome(
    engine: &Arc<Engine>,
    addr: SocketAddr,
    settings: &Settings,
) -> Result<(), Complaint> {
    println!("\nBailiwick is ready at {}", settings.public_url);
    if !settings.public_url.contains(&addr.to_string()) {
        println!("(listening on {addr})");
    }
    if settings.demo {
        let view = engine::identity::demo::sign_in_view(&engine.system())
            .await
            .map_err(open::readable)?;
        let personas = view.personas.unwrap_or_default();
        println!("\nThis is a demonstration. Open the address and sign in with one click as:");
        for persona in personas {
            println!(
                "  {:<18} {}, {}: {}",
                persona.user_name, persona.name, persona.detail, persona.about
            );
        }
        println!(
            "\nMail that would have been sent is at {}/demo/mailbox",
            settings.public_url
        );
    }
    println!("\nStop with Ctrl+C.");
    Ok(())
}
