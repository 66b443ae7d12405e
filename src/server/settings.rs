//! How a server runs.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

/// What one answer may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until the first bytes of an answer.
    pub time: Duration,
    /// Until the last ones: a client that reads slowly is given up then.
    pub sending: Duration,
    /// Rows or triples of an answer.
    pub rows: usize,
    /// Bytes of an answer.
    pub bytes: u64,
    /// Bytes of memory beyond the graph's own.
    pub memory: u64,
    /// Queries at a time.
    pub workers: usize,
    /// Queries that wait for a worker; more are sent away.
    pub waiting: usize,
    /// Bytes of a request's body.
    pub body: usize,
}

/// How a server runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder of the graph.
    pub graph: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address under which clients know the server, without a final slash; where there is none, the one that it listens on.
    pub base: Option<String>,
    /// Who may change the graph: whoever shows this token. Nobody where there is none.
    pub token: Option<String>,
    /// Hosts that the `SERVICE` clauses of queries may ask.
    pub services: Vec<String>,
    /// What an answer may cost.
    pub limits: Limits,
}
