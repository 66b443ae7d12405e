//! The SPARQL endpoint, the graph store and linked data over HTTP.
//!
//! The process that speaks HTTP (the *front*) holds no graph. Workers do, each a process of its own that answers one task at a time and is
//! killed when it takes too long or too much memory (`nursery`, `pool`): what an evaluator can be asked to stop is not all that a query
//! can make it do. Workers share the memory of one graph.

mod accept;
mod body;
mod description;
mod error;
mod explore;
mod front;
mod health;
mod lease;
mod listen;
mod message;
mod nursery;
mod page;
mod parameter;
mod plain;
mod pool;
mod reconcile;
mod resource;
mod settings;
mod sink;
mod sparql;
mod store;
mod task;
mod watch;

use std::{os::unix::net::UnixListener, sync::Arc};

use tokio::{net::TcpListener, runtime::Builder};

pub use error::ServerError;
pub use settings::{Limits, Settings};

use front::Front;
use listen::End;
use pool::Pool;

/// Serves the graph of a folder until the process is told to stop (SIGINT, SIGTERM); calls `ready` with its address
/// when requests are answered.
///
/// Must be called from a process that has no threads yet (see `nursery`).
///
/// # Errors
/// [`ServerError::Load`] where there is no graph, [`ServerError::Listen`] where the address cannot be had, [`ServerError::Orphaned`] where it
/// cannot go on.
pub fn serve(settings: &Settings, ready: impl FnOnce(&str)) -> Result<(), ServerError> {
    let folder = tempfile::Builder::new().prefix("depeche-").tempdir().map_err(ServerError::Folder)?;
    let socket = folder.path().join("front");
    let listener = UnixListener::bind(&socket).map_err(ServerError::Start)?;
    let listener = nursery::start(settings, &socket, listener)?;
    let runtime = Builder::new_multi_thread().enable_all().build().map_err(ServerError::Start)?;
    runtime.block_on(run(settings, listener, ready))
}

async fn run(settings: &Settings, listener: UnixListener, ready: impl FnOnce(&str)) -> Result<(), ServerError> {
    let address = settings.listen;
    let http = TcpListener::bind(address).await.map_err(|reason| ServerError::Listen { address, reason })?;
    // Port 0 lets the system choose.
    let address = http.local_addr().map_err(ServerError::Start)?;
    let base = settings.base.clone().unwrap_or_else(|| format!("http://{address}"));
    let seen = watch::stamp(&settings.graph);
    let pool = Pool::open(listener, settings.limits).await?;
    let front = Arc::new(Front::new(settings.clone(), base, pool));
    tokio::spawn(watch::watch(Arc::clone(&front), seen));
    ready(&front.base);
    let end = listen::listen(http, front::router(&front), front.pool.orphaned()).await;
    front.save().await?;
    match end {
        End::Told => Ok(()),
        End::Lost => Err(ServerError::Orphaned),
    }
}
