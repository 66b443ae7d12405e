//! The front's side of the workers: who is free, who runs too long, which generation of the graph is the present one.

use std::{
    collections::HashMap,
    os::unix::net::UnixListener as BlockingListener,
    sync::{
        Arc, Mutex as Lock, MutexGuard, PoisonError, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::AsyncReadExt,
    net::{
        UnixListener, UnixStream,
        unix::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{Mutex, Notify, Semaphore, mpsc, oneshot, watch},
    time::{Instant, sleep, timeout, timeout_at},
};

use super::{
    error::ServerError,
    lease::{Lease, Permits, Worker},
    message::{self, Change, Fault, Hello, Order, Outcome, Task},
    settings::Limits,
};

/// How long a process may take to introduce itself, a graph to be loaded not counted.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a graph that could not be loaded is left alone.
const PAUSE: Duration = Duration::from_secs(2);

/// One graph in memory: the stem that holds it and the workers that wait for tasks.
pub(super) struct Generation {
    pub id: u64,
    stem: Mutex<OwnedWriteHalf>,
    idle: Mutex<mpsc::UnboundedReceiver<Worker>>,
    back: mpsc::UnboundedSender<Worker>,
}

impl Generation {
    /// Has the stem fork one more worker.
    pub(super) async fn spawn(&self) -> std::io::Result<()> {
        message::send(&mut *self.stem.lock().await, &Order::Spawn).await
    }

    /// Waits for a worker that is free.
    async fn take(&self) -> Worker {
        match self.idle.lock().await.recv().await {
            Some(worker) => worker,
            // The generation itself holds a sender.
            None => std::future::pending().await,
        }
    }

    /// A worker that is free (again).
    pub(super) fn take_back(&self, worker: Worker) {
        // Where nobody receives any more, the generation is past, and the worker ends when its socket is closed here.
        let _ = self.back.send(worker);
    }
}

/// What a newcomer is waited for as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Nursery,
    Stem,
    Successor,
    Saver,
}

type Arrival = (Hello, UnixStream);

/// Tells of the end of a stem. Nothing is said on its line once it holds its graph: what comes is the end.
async fn until_closed(mut line: OwnedReadHalf, id: u64, ended: mpsc::UnboundedSender<u64>) {
    let _ = line.read_u8().await;
    let _ = ended.send(id);
}

/// All processes behind the front.
pub(super) struct Pool {
    limits: Limits,
    present: watch::Sender<Option<Arc<Generation>>>,
    generations: Lock<HashMap<u64, Weak<Generation>>>,
    arrivals: Lock<HashMap<(Kind, u64), oneshot::Sender<Arrival>>>,
    nursery: Mutex<Option<OwnedWriteHalf>>,
    /// Tells that the nursery has ended.
    orphaned: Notify,
    counter: AtomicU64,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    changing: Mutex<()>,
    /// Generations whose stem has ended.
    ended: mpsc::UnboundedSender<u64>,
}

fn locked<T>(lock: &Lock<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pool {
    /// Waits for the nursery on `listener` and for the first graph.
    ///
    /// # Errors
    /// [`ServerError::Load`] where there is no graph that can be loaded.
    pub(super) async fn open(listener: BlockingListener, limits: Limits) -> Result<Arc<Self>, ServerError> {
        listener.set_nonblocking(true).map_err(ServerError::Start)?;
        let listener = UnixListener::from_std(listener).map_err(ServerError::Start)?;
        let (ended, graves) = mpsc::unbounded_channel();
        let pool = Arc::new(Self {
            limits,
            present: watch::Sender::new(None),
            generations: Lock::default(),
            arrivals: Lock::default(),
            nursery: Mutex::default(),
            orphaned: Notify::new(),
            counter: AtomicU64::new(0),
            running: Arc::new(Semaphore::new(limits.workers)),
            waiting: Arc::new(Semaphore::new(limits.waiting + limits.workers)),
            changing: Mutex::default(),
            ended,
        });
        let nursery = pool.expect(Kind::Nursery, 0);
        tokio::spawn(Arc::clone(&pool).receive(listener));
        let (_, stream) = timeout(PATIENCE, nursery).await.map_err(ServerError::late)?.map_err(ServerError::gone)?;
        let (mut line, nursery) = stream.into_split();
        *pool.nursery.lock().await = Some(nursery);
        let orphan = Arc::clone(&pool);
        tokio::spawn(async move {
            // The nursery says nothing more: what comes is its end.
            let _ = line.read_u8().await;
            orphan.orphaned.notify_one();
        });
        pool.load().await?;
        tokio::spawn(Arc::clone(&pool).replace(graves));
        Ok(pool)
    }

    /// Comes when the process has ended that all others descend from. It cannot be had again: this one has threads now, and must not fork.
    pub(super) async fn orphaned(&self) {
        self.orphaned.notified().await;
    }

    fn expect(&self, kind: Kind, generation: u64) -> oneshot::Receiver<Arrival> {
        let (sender, receiver) = oneshot::channel();
        locked(&self.arrivals).insert((kind, generation), sender);
        receiver
    }

    /// Lets newcomers in, for ever.
    async fn receive(self: Arc<Self>, listener: UnixListener) {
        loop {
            let Ok((mut stream, _)) = listener.accept().await else { continue };
            if let Ok(Ok(hello)) = timeout(PATIENCE, message::receive(&mut stream)).await {
                self.welcome(hello, stream);
            }
        }
    }

    fn welcome(&self, hello: Hello, stream: UnixStream) {
        let awaited = match hello {
            Hello::Worker { generation, pid } => {
                if let Some(generation) = locked(&self.generations).get(&generation).and_then(Weak::upgrade) {
                    generation.take_back(Worker::new(stream, pid));
                }
                return;
            }
            Hello::Nursery => (Kind::Nursery, 0),
            Hello::Stem { generation } => (Kind::Stem, generation),
            Hello::Successor { generation, .. } => (Kind::Successor, generation),
            Hello::Saver { generation } => (Kind::Saver, generation),
        };
        if let Some(waiting) = locked(&self.arrivals).remove(&awaited) {
            // Who waited may have given up; the newcomer ends when its socket is closed.
            let _ = waiting.send((hello, stream));
        }
    }

    /// Loads the graph from its folder and makes it the present one; tasks that run go on with the one before.
    ///
    /// # Errors
    /// [`ServerError::Load`]; the graph before stays.
    pub(super) async fn load(self: &Arc<Self>) -> Result<(), ServerError> {
        let id = self.counter.fetch_add(1, Ordering::Relaxed) + 1;
        let stem = self.expect(Kind::Stem, id);
        match self.nursery.lock().await.as_mut() {
            Some(nursery) => message::send(nursery, &Order::Load { generation: id }).await.map_err(ServerError::Lost)?,
            None => return Err(ServerError::Load("the process that loads graphs has ended".to_owned())),
        }
        let (_, mut stream) = timeout(PATIENCE, stem).await.map_err(ServerError::late)?.map_err(ServerError::gone)?;
        let outcome: Outcome = message::receive(&mut stream).await.map_err(ServerError::Lost)?;
        outcome.map_err(ServerError::Load)?;
        self.adopt(id, stream).await
    }

    /// Makes a stem's graph the present one.
    async fn adopt(self: &Arc<Self>, id: u64, stem: UnixStream) -> Result<(), ServerError> {
        let (back, idle) = mpsc::unbounded_channel();
        let (line, stem) = stem.into_split();
        let generation = Arc::new(Generation { id, stem: Mutex::new(stem), idle: Mutex::new(idle), back });
        {
            let mut generations = locked(&self.generations);
            generations.retain(|_, known| known.strong_count() > 0);
            generations.insert(id, Arc::downgrade(&generation));
        }
        for _ in 0..self.limits.workers {
            generation.spawn().await.map_err(ServerError::Lost)?;
        }
        self.present.send_replace(Some(generation));
        tokio::spawn(until_closed(line, id, self.ended.clone()));
        Ok(())
    }

    /// Loads the graph again where the stem that holds the present one has ended unasked.
    async fn replace(self: Arc<Self>, mut ended: mpsc::UnboundedReceiver<u64>) {
        while let Some(id) = ended.recv().await {
            while self.generation() == id {
                tracing::error!("the process that held the graph has ended; the graph is loaded again");
                if let Err(error) = self.load().await {
                    tracing::error!("the graph cannot be loaded again: {error}");
                    sleep(PAUSE).await;
                }
            }
        }
    }

    fn present(&self) -> Result<Arc<Generation>, Fault> {
        let present = self.present.borrow().clone();
        present.ok_or_else(|| Fault::new(503, "the graph is not loaded yet"))
    }

    /// Number of the present generation: another number, another graph.
    pub(super) fn generation(&self) -> u64 {
        self.present().map_or(0, |generation| generation.id)
    }

    /// Queries that run and queries that wait.
    pub(super) fn busy(&self) -> (usize, usize) {
        let running = self.limits.workers - self.running.available_permits().min(self.limits.workers);
        let admitted = self.limits.waiting + self.limits.workers - self.waiting.available_permits();
        (running, admitted.saturating_sub(running))
    }

    /// Gives a task to the next free worker.
    ///
    /// # Errors
    /// 503 where too many wait already, or for too long.
    pub(super) async fn submit(self: &Arc<Self>, task: &Task) -> Result<Lease, Fault> {
        let busy = || Fault::new(503, "too many queries at this moment; try again in a few seconds");
        let admitted = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| busy())?;
        let patience = Instant::now() + self.limits.time;
        let permit = timeout_at(patience, Arc::clone(&self.running).acquire_owned()).await.map_err(|_| busy())?.map_err(|_| busy())?;
        timeout_at(patience, self.hand(task, &Arc::new((admitted, permit)))).await.map_err(|_| busy())?
    }

    /// Sends a task to the next free worker of the present generation, whichever that is when one is free.
    async fn hand(&self, task: &Task, permits: &Permits) -> Result<Lease, Fault> {
        loop {
            let mut changes = self.present.subscribe();
            let generation = self.present()?;
            let worker = tokio::select! {
                worker = generation.take() => worker,
                _ = changes.changed() => continue,
            };
            // One that died while it waited takes nothing. Where its stem has died too, another generation comes.
            if let Ok(lease) = Lease::begin(generation, worker, task, self.limits, Arc::clone(permits)).await {
                return Ok(lease);
            }
        }
    }

    /// Changes the graph: the answer's status where that went well, and the present generation is the changed one.
    ///
    /// # Errors
    /// Those of the change; 504 where it takes too long. The graph is as before then.
    pub(super) async fn change(self: &Arc<Self>, change: &Change) -> Result<u16, Fault> {
        let _alone = self.changing.lock().await;
        let lost = |error: std::io::Error| Fault::new(500, ServerError::Lost(error));
        let id = self.counter.fetch_add(1, Ordering::Relaxed) + 1;
        let successor = self.expect(Kind::Successor, id);
        let present = self.present()?;
        message::send(&mut *present.stem.lock().await, &Order::Succeed { generation: id }).await.map_err(lost)?;
        let arrived = timeout(PATIENCE, successor).await.map_err(|_| Fault::new(503, "no process for the change could be had"))?;
        let Ok((Hello::Successor { pid, .. }, stream)) = arrived else {
            return Err(Fault::new(503, "no process for the change could be had"));
        };
        let mut worker = Worker::new(stream, pid);
        let status = worker.change(change, Instant::now() + self.limits.time).await?;
        self.adopt(id, worker.into_stream()).await.map_err(|error| Fault::new(500, error))?;
        Ok(status)
    }

    /// Writes the present graph to its folder.
    ///
    /// # Errors
    /// [`ServerError::Save`].
    pub(super) async fn save(&self) -> Result<(), ServerError> {
        let Ok(present) = self.present() else { return Ok(()) };
        let saver = self.expect(Kind::Saver, present.id);
        message::send(&mut *present.stem.lock().await, &Order::Save).await.map_err(ServerError::Lost)?;
        let (_, mut stream) = timeout(PATIENCE, saver).await.map_err(ServerError::late)?.map_err(ServerError::gone)?;
        let outcome: Outcome = message::receive(&mut stream).await.map_err(ServerError::Lost)?;
        outcome.map_err(ServerError::Save)
    }
}
