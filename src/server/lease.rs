//! A worker in use: its frames on their way to a client, its end when it takes too long.

use std::{io, sync::Arc};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde::Serialize;
use tokio::{
    io::BufReader,
    net::UnixStream,
    sync::OwnedSemaphorePermit,
    time::{Instant, timeout_at},
};

use super::{
    message::{self, Change, Fault, Frame, Task},
    pool::Generation,
    settings::Limits,
};

/// Bytes that are read from a worker at once: most answers.
const BUFFER: usize = 64 << 10;

/// A process that answers one task at a time. Dropped while it has one, it is killed: nobody waits for the answer any more.
pub(super) struct Worker {
    stream: BufReader<UnixStream>,
    process: Process,
}

struct Process {
    pid: i32,
    /// Whether it has a task. One that has ended has none: its number may be another's by now.
    busy: bool,
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.busy {
            let _ = kill(Pid::from_raw(self.pid), Signal::SIGKILL);
        }
    }
}

/// What an answer begins with.
pub(super) struct Head {
    pub status: u16,
    pub content_type: Option<String>,
    /// Name of the file that it is to be kept as.
    pub file: Option<String>,
    /// Whether all of it is there, and [`Lease::rest`] need not wait.
    pub whole: bool,
}

impl Worker {
    pub(super) fn new(stream: UnixStream, pid: i32) -> Self {
        Self { stream: BufReader::with_capacity(BUFFER, stream), process: Process { pid, busy: false } }
    }

    /// Its line, for the stem that it has become. Nothing is read from that until something new is said.
    pub(super) fn into_stream(self) -> UnixStream {
        self.stream.into_inner()
    }

    async fn give(&mut self, task: &impl Serialize) -> io::Result<()> {
        self.process.busy = true;
        let sent = message::send(&mut self.stream, task).await;
        self.process.busy = sent.is_ok();
        sent
    }

    /// The next frame, or why there is none.
    async fn frame(&mut self, deadline: Instant) -> Result<Frame, Fault> {
        match timeout_at(deadline, message::receive(&mut self.stream)).await {
            Ok(Ok(Frame::Fault(fault))) => Err(fault),
            Ok(Ok(frame)) => Ok(frame),
            // The process ended: an allocation failed, or the system stopped it.
            Ok(Err(_)) => {
                self.process.busy = false;
                Err(Fault::new(503, "the query needs more memory than it may have, or is nested too deeply: ask for less"))
            }
            Err(_) => Err(Fault::new(504, "the query takes longer than it may: ask for less, or for a part with LIMIT")),
        }
    }

    /// Has the process make a change; gives the status of the answer.
    pub(super) async fn change(&mut self, change: &Change, deadline: Instant) -> Result<u16, Fault> {
        self.give(change).await.map_err(|error| Fault::new(500, error))?;
        let mut status = 204;
        loop {
            match self.frame(deadline).await? {
                Frame::Head { status: own, .. } => status = own,
                Frame::End => break,
                _ => {}
            }
        }
        self.process.busy = false;
        Ok(status)
    }
}

/// What lets a query in: among those that wait, and among those that run.
pub(super) type Permits = Arc<(OwnedSemaphorePermit, OwnedSemaphorePermit)>;

/// A worker in use. Dropped before its answer is complete, it is killed, for nobody waits for the answer any more.
pub(super) struct Lease {
    generation: Arc<Generation>,
    worker: Option<Worker>,
    deadline: Instant,
    limits: Limits,
    _permits: Permits,
}

impl Lease {
    /// Gives a worker a task. Whoever leaves meanwhile leaves no gap: the worker is replaced.
    ///
    /// # Errors
    /// Where the worker has died; it is replaced then too.
    pub(super) async fn begin(
        generation: Arc<Generation>,
        worker: Worker,
        task: &Task,
        limits: Limits,
        permits: Permits,
    ) -> io::Result<Self> {
        let mut lease = Self { generation, worker: Some(worker), deadline: Instant::now() + limits.time, limits, _permits: permits };
        if let Some(worker) = &mut lease.worker {
            worker.give(task).await?;
        }
        Ok(lease)
    }

    /// When the rest of the answer must be gone.
    pub(super) const fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Waits for the answer to begin: its first bytes are there then, or all of them.
    ///
    /// # Errors
    /// What the worker says, 504 where it says nothing in time.
    pub(super) async fn head(&mut self) -> Result<Head, Fault> {
        match self.next().await? {
            Frame::Head { status, content_type, file, whole } => {
                self.deadline = Instant::now() + self.limits.sending;
                Ok(Head { status, content_type, file, whole })
            }
            _ => Err(Fault::new(500, "a worker answered out of turn")),
        }
    }

    /// The next bytes of the answer; none where it is complete.
    ///
    /// # Errors
    /// Where the rest of the answer cannot be had.
    pub(super) async fn data(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        match self.next().await? {
            Frame::Data(bytes) => Ok(Some(bytes.0)),
            _ => {
                self.release();
                Ok(None)
            }
        }
    }

    /// All bytes of the answer that are still to come. The worker is free before the client has read any of them.
    ///
    /// # Errors
    /// Where they cannot be had.
    pub(super) async fn rest(&mut self) -> Result<Vec<u8>, Fault> {
        let mut bytes = self.data().await?.unwrap_or_default();
        while let Some(more) = self.data().await? {
            bytes.extend(more);
        }
        Ok(bytes)
    }

    async fn next(&mut self) -> Result<Frame, Fault> {
        let Some(worker) = &mut self.worker else { return Ok(Frame::End) };
        let frame = worker.frame(self.deadline).await;
        if frame.as_ref().is_err_and(|fault| !matches!(fault.status, 503 | 504)) {
            // A fault with a working process behind it.
            self.release();
        }
        frame
    }

    /// The worker is free again.
    fn release(&mut self) {
        if let Some(mut worker) = self.worker.take() {
            worker.process.busy = false;
            self.generation.take_back(worker);
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if self.worker.take().is_some() {
            let generation = Arc::clone(&self.generation);
            tokio::spawn(async move { generation.spawn().await });
        }
    }
}
