//! When to stop: Ctrl+C everywhere, and what each system's supervisor of services sends.

/// Waits until somebody asks the program to stop.
pub async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        // Without the signal, Ctrl+C still works.
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = ended.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    #[cfg(windows)]
    if let (Ok(mut shut), Ok(mut closed)) =
        (tokio::signal::windows::ctrl_shutdown(), tokio::signal::windows::ctrl_close())
    {
        tokio::select! {
            _ = shut.recv() => {}
            _ = closed.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        return;
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
