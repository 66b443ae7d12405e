//! Connections: how many, how long they may be silent, and their end.

use std::{sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::Semaphore,
    time::{sleep, timeout},
};

/// Connections at a time; more wait in the system's queue.
const CONNECTIONS: usize = 2_000;
/// How long a client may take for the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// How long answers that are under way may take when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);
/// Pause after a connection that could not be had: mostly for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// Why no more requests are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The process was told to stop.
    Told,
    /// What it needs is gone.
    Lost,
}

/// Answers requests until the process is told to stop or `lost` comes, and then those that have begun.
pub(super) async fn listen(listener: TcpListener, router: Router, lost: impl Future<Output = ()>) -> End {
    let (graceful, room) = (GracefulShutdown::new(), Arc::new(Semaphore::new(CONNECTIONS)));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let stop = stop();
    tokio::pin!(stop, lost);
    let end = loop {
        let accept = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, stream) = tokio::select! {
            accepted = accept => accepted,
            () = &mut stop => break End::Told,
            () = &mut lost => break End::Lost,
        };
        let Ok((stream, _)) = stream else {
            sleep(PAUSE).await;
            continue;
        };
        // Small answers must not wait for more bytes to come; where the system refuses, they only come later.
        let _ = stream.set_nodelay(true);
        let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that breaks off is no fault of ours.
            let _ = connection.await;
            drop(place);
        });
    };
    drop(listener);
    if timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some answers were not complete when the server stopped");
    }
    end
}

/// Comes when the process is told to stop.
async fn stop() {
    let (interrupt, terminate) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    match (interrupt, terminate) {
        (Ok(mut interrupt), Ok(mut terminate)) => {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
        // Without handlers the signals end the process at once.
        _ => std::future::pending().await,
    }
}
