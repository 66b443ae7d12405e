//! The `depeche` program.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Evaluating a query is allocating: with this one the server answers a fifth more of them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    depeche::cli::run()
}
