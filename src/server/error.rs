//! Why a server could not start or go on.

use std::{io, net::SocketAddr};

/// Why a server could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {reason}; choose another address with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        reason: io::Error,
    },
    /// The processes of the server have no place to meet.
    #[error("cannot make a folder for the server's sockets: {0}; let the environment variable TMPDIR name a folder that can be written")]
    Folder(io::Error),
    /// The system gave no process.
    #[error("cannot start a process: {0}")]
    Fork(nix::Error),
    /// The graph could not be loaded.
    #[error("{0}")]
    Load(String),
    /// A process of the server ended unasked.
    #[error("a process of the server has ended: {0}")]
    Lost(io::Error),
    /// The process that all workers descend from ended unasked.
    #[error("the process that loads graphs has ended unasked, perhaps for want of memory; the server stops: start it again")]
    Orphaned,
    /// A process of the server did not come.
    #[error("a process of the server did not start in time")]
    Late,
    /// The changed graph could not be written.
    #[error("the changed graph could not be written: {0}")]
    Save(String),
    /// Threads or sockets could not be had.
    #[error("cannot start the server: {0}")]
    Start(io::Error),
}

impl ServerError {
    pub(super) fn late(_: tokio::time::error::Elapsed) -> Self {
        Self::Late
    }

    pub(super) fn gone(_: tokio::sync::oneshot::error::RecvError) -> Self {
        Self::Late
    }
}
