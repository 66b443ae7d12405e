//! The server as its clients see it: protocols, limits, processes.

mod client;
mod hostile;
mod life;
mod linked;
mod plain;
mod protocol;
mod reconcile;
mod store;

#[path = "../example/mod.rs"]
mod example;
#[path = "../python/mod.rs"]
mod python;
#[path = "../service/mod.rs"]
mod service;

use service::Server;

/// A server of the small graph that nobody may change.
fn server() -> Server {
    Server::start(&example::graph(&example::dispatches()), &["--workers", "2"])
}

/// One that may be changed.
fn writable() -> Server {
    Server::start(&example::graph(&example::dispatches()), &["--workers", "2", "--writable"])
}
