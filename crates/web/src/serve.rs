//! Listening until told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::routing::get;
use axum::serve::ListenerExt as _;
use axum::{Router, ServiceExt as _};
use service::Service;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::Settings;
use crate::kit::engine::KitError;
use crate::router::app;
use crate::state::Site;

/// How long what another program published may go unseen.
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

/// Where the server listens.
#[derive(Debug)]
pub struct Listeners {
    /// For people.
    pub pages: TcpListener,
    /// For the counts, where only the installation's own machines reach it; none leaves them out.
    pub metrics: Option<TcpListener>,
}

/// Why the server could not begin or had to end.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Templates or texts.
    #[error("the pages cannot be prepared")]
    Kit(#[from] KitError),
    /// The network.
    #[error("the server cannot listen")]
    Listen(#[from] std::io::Error),
}

/// Serves until `stop` is ready, then lets requests under way end within the grace that `settings` gives.
///
/// # Errors
/// When templates are broken or a listener fails.
pub async fn serve(
    listeners: Listeners,
    service: Service,
    settings: Settings,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let grace = settings.grace;
    let site = Site::new(service, settings)?;
    let (told, hear) = watch::channel(false);
    let signal = |mut hear: watch::Receiver<bool>| async move {
        // An error means that the sender is gone, which ends the server as well.
        let _ = hear.wait_for(|stopped| *stopped).await;
    };
    // An answer goes out whole: nothing is won by holding back its end until the beginning was received.
    let listener = listeners.pages.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps holding back");
        }
    });
    let pages = axum::serve(listener, app(site.clone()).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(signal(hear.clone()));
    let mut running = vec![tokio::spawn(async move { pages.await })];
    if let Some(listener) = listeners.metrics {
        let counted = site.clone();
        let text = move || async move { counted.metrics().text(counted.service().store().written()) };
        let counts = Router::new().route("/metrics", get(text));
        let counts = axum::serve(listener, counts).with_graceful_shutdown(signal(hear));
        running.push(tokio::spawn(async move { counts.await }));
    }
    let looking = tokio::spawn(look_for_others(site));
    stop.await;
    looking.abort();
    tracing::info!("stopping");
    let _ = told.send(true);
    for server in running {
        let abort = server.abort_handle();
        match tokio::time::timeout(grace, server).await {
            Ok(Ok(ended)) => ended?,
            Ok(Err(_)) => {}
            Err(_) => {
                tracing::warn!("requests under way were given up");
                abort.abort();
            }
        }
    }
    Ok(())
}

/// Another program on the same database may publish as well; pages that are kept have to hear of it.
async fn look_for_others(site: Site) {
    loop {
        if let Err(problem) = site.service().refresh_public_version().await {
            tracing::warn!(%problem, "cannot look for what others published");
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}
