//! The processes that hold graphs, all of them single-threaded and forked from one another:
//!
//! ```text
//! front (HTTP, threads, no graph) ─ nursery ─┬─ stem of generation 1 ─┬─ worker
//!                                            │                        ├─ worker
//!                                            │                        └─ stem of generation 2 (after a change) ─ worker …
//!                                            └─ stem of generation 3 (the graph was built anew) ─ worker …
//! ```
//!
//! A worker shares the memory of its stem's graph, so that it costs a few milliseconds to replace one that was killed because its query
//! ran too long. A change is made in a copy, and the copy replaces the stem only if it went well.

use std::{
    fs,
    os::unix::net::{UnixListener, UnixStream},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process,
};

use nix::{
    sys::{
        resource::{RLIM_INFINITY, Resource, UsageWho, getrusage, setrlimit},
        signal::{SigHandler, Signal, signal},
    },
    unistd::{ForkResult, Pid, SysconfVar, fork, getpid, setpgid, sysconf},
};

use super::{
    error::ServerError,
    message::{self, Hello, Order, Outcome},
    reconcile::{gazetteer_names, surnames},
    settings::Settings,
    sink::Sink,
    task::Desk,
};
use crate::graph::{Graph, Service};

/// Seconds of processor time that a worker gets beyond its limit, should the front not be there to stop it.
const GRACE: u64 = 5;

/// `mi_option_arena_reserve` of the allocator's header, for which the binding has no name.
const ARENA_RESERVE: libmimalloc_sys::mi_option_t = 23;
/// Address space that it takes at a time, in bytes: the least that it can.
const ARENA: usize = 32 << 20;
/// What it has taken when the process starts, in arenas.
const FIRST: usize = 32;

/// Which side of a fork this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Parent,
    Child,
}

fn split() -> Result<Side, ServerError> {
    // SAFETY: every process that comes here has one thread, which is what makes it safe to go on after a fork: no lock is held by a thread
    // that the copy lacks. The front calls `start` before it has threads; nursery, stems and workers never start any.
    match unsafe { fork() }.map_err(ServerError::Fork)? {
        ForkResult::Parent { .. } => Ok(Side::Parent),
        ForkResult::Child => Ok(Side::Child),
    }
}

/// Forks the nursery. It ends when the front does: its socket is closed then, and so are those of all that descend from it.
///
/// Must be called before the process starts its first thread. `listener` is where its processes introduce themselves; the front keeps it.
///
/// # Errors
/// [`ServerError::Fork`].
pub(super) fn start(settings: &Settings, socket: &Path, listener: UnixListener) -> Result<UnixListener, ServerError> {
    if split()? == Side::Parent {
        return Ok(listener);
    }
    drop(listener);
    let nursery = Nursery { settings: settings.clone(), socket: socket.to_owned() };
    // Nothing may unwind into the copy of what the front was doing.
    let ended = catch_unwind(AssertUnwindSafe(|| nursery.run()));
    process::exit(i32::from(ended.is_err()))
}

/// Makes this process and all that descend from it leave nothing behind when they end: the system forgets children that have ended, and this
/// process inherits those whose parent has.
fn leave_no_zombies() -> nix::Result<()> {
    // SAFETY: no handler is installed, the signal is ignored.
    unsafe { signal(Signal::SIGCHLD, SigHandler::SigIgn) }?;
    #[cfg(target_os = "linux")]
    nix::sys::prctl::set_child_subreaper(true)?;
    Ok(())
}

struct Nursery {
    settings: Settings,
    socket: PathBuf,
}

impl Nursery {
    /// Ends where the front cannot be reached or has gone, or this is no longer the nursery and its work is done.
    fn run(&self) {
        // The terminal's Ctrl-C is for the front, which ends this process after the last answer.
        // A group is enough; Linux schedules another session as a stranger to the front, and who waits for each other should not be apart.
        let _ = setpgid(Pid::from_raw(0), Pid::from_raw(0));
        reserve_little();
        // Read once, for all that will be forked.
        gazetteer_names();
        surnames();
        let Some(stream) = self.greet(&Hello::Nursery) else { return };
        // Where the system refuses, zombies are all that comes of it.
        let _ = leave_no_zombies();
        while let Ok(order) = message::read(&stream) {
            let Order::Load { generation } = order else { continue };
            if matches!(split(), Ok(Side::Child)) {
                // The front learns from the closing of a socket that a process has ended: no copy may keep it open.
                drop(stream);
                return self.load(generation);
            }
        }
    }

    fn greet(&self, hello: &Hello) -> Option<UnixStream> {
        let stream = UnixStream::connect(&self.socket).ok()?;
        message::write(&stream, hello).ok()?;
        Some(stream)
    }

    fn load(&self, generation: u64) {
        // First the greeting: should loading end this process, the front learns it from the socket.
        let Some(stream) = self.greet(&Hello::Stem { generation }) else { return };
        let loaded = Graph::load(&self.settings.graph).map(|graph| {
            let service = (!self.settings.services.is_empty()).then(|| Service::to(self.settings.services.iter().cloned()));
            Desk::of(graph, self.settings.limits, service)
        });
        give_back_memory();
        let outcome: Outcome = loaded.as_ref().map(|_| ()).map_err(ToString::to_string);
        if let (Ok(desk), Ok(())) = (loaded, message::write(&stream, &outcome)) {
            Stem { nursery: self, desk, generation }.run(stream);
        }
    }
}

/// Holds the graph of a generation and forks what works with it.
struct Stem<'a> {
    nursery: &'a Nursery,
    desk: Desk,
    generation: u64,
}

impl Stem<'_> {
    fn run(mut self, mut stream: UnixStream) {
        while let Ok(order) = message::read(&stream) {
            if !matches!(split(), Ok(Side::Child)) {
                continue;
            }
            drop(stream);
            match order {
                Order::Succeed { generation } => match self.succeed(generation) {
                    Some(own) => stream = own,
                    None => return,
                },
                Order::Spawn => return self.work(),
                Order::Save => return self.save(),
                Order::Load { .. } => return,
            }
        }
    }

    /// Makes the change that the front sends; where that goes well, this process is a stem from now on, and this its line to the front.
    fn succeed(&mut self, generation: u64) -> Option<UnixStream> {
        let stream = self.nursery.greet(&Hello::Successor { generation, pid: getpid().as_raw() })?;
        bound_memory(self.desk.limits.memory);
        let change = message::read(&stream).ok()?;
        let mut sink = Sink::new(&stream, self.desk.limits.bytes);
        let outcome = self.desk.change(&change, &mut sink);
        let well = outcome.is_ok();
        sink.end(outcome).ok()?;
        self.generation = generation;
        well.then_some(stream)
    }

    fn work(&self) {
        let limits = self.desk.limits;
        bound_memory(limits.memory);
        let Some(stream) = self.nursery.greet(&Hello::Worker { generation: self.generation, pid: getpid().as_raw() }) else { return };
        while let Ok(task) = message::read(&stream) {
            bound_time(limits.time.as_secs() + limits.sending.as_secs() + GRACE);
            let mut sink = Sink::new(&stream, limits.bytes);
            let outcome = self.desk.answer(&task, &mut sink);
            if sink.end(outcome).is_err() {
                return;
            }
        }
    }

    fn save(&self) {
        let Some(stream) = self.nursery.greet(&Hello::Saver { generation: self.generation }) else { return };
        let outcome: Outcome = self.desk.graph.save(&self.nursery.settings.graph).map_err(|error| error.to_string());
        // Where the front has gone, nobody waits for this.
        let _ = message::write(&stream, &outcome);
    }
}

/// Gives the system what reading the graph needed and its workers will not: nearly half of what the process has.
fn give_back_memory() {
    // SAFETY: it asks nothing of its caller.
    unsafe {
        libmimalloc_sys::mi_collect(true);
    }
}

/// Has the allocator take address space in small pieces: what it holds and does not use, [`bound_memory`] would not bound. The gibibyte that it
/// takes at its start is used up, without memory behind it.
fn reserve_little() {
    let size = std::ffi::c_long::try_from(ARENA >> 10).unwrap_or_default();
    // SAFETY: this is the option of this number (`arena_reserve`, in KiB), and this process has one thread.
    unsafe {
        libmimalloc_sys::mi_option_set(ARENA_RESERVE, size);
    }
    let held = address_space();
    for _ in 0..FIRST {
        std::mem::forget(Vec::<u8>::with_capacity(ARENA));
        if address_space() > held {
            break;
        }
    }
}

/// Bytes of addresses that this process has.
fn address_space() -> Option<u64> {
    let pages = fs::read_to_string("/proc/self/statm").ok()?.split(' ').next()?.parse::<u64>().ok()?;
    Some(pages * u64::try_from(sysconf(SysconfVar::PAGE_SIZE).ok()??).ok()?)
}

/// Lets an allocation fail, which ends the process, when it takes this many bytes more than it has now.
fn bound_memory(more: u64) {
    if let Some(held) = address_space() {
        let _ = setrlimit(Resource::RLIMIT_AS, held + more, RLIM_INFINITY);
    }
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
}

/// Ends the process after this many more seconds of processor time. The front stops it earlier; this holds where the front has died.
fn bound_time(more: u64) {
    let used = getrusage(UsageWho::RUSAGE_SELF)
        .ok()
        .and_then(|usage| u64::try_from(usage.user_time().tv_sec() + usage.system_time().tv_sec()).ok());
    if let Some(used) = used {
        let _ = setrlimit(Resource::RLIMIT_CPU, used + more, RLIM_INFINITY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_has_the_number_that_the_allocator_gives_it() {
        // SAFETY: it reads a number.
        let reserved = unsafe { libmimalloc_sys::mi_option_get(ARENA_RESERVE) };
        assert_eq!(reserved, 1 << 20, "the allocator's default is a gibibyte: has its list of options changed?");
    }
}
