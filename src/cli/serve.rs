//! `depeche serve`: the graph over HTTP.

use std::{
    env,
    io::{IsTerminal, stderr},
    net::SocketAddr,
    path::PathBuf,
    time::Duration,
};

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::{GraphArgs, Outcome};
use crate::server::{Limits, Settings, serve};

/// Where the token of those who may change the graph is looked for.
const TOKEN: &str = "DEPECHE_TOKEN";
const MEBIBYTE: u64 = 1 << 20;

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Log {
    /// Lines to read.
    Text,
    /// One JSON object a line.
    Json,
}

/// Serve a built graph over HTTP.
///
/// /sparql is the SPARQL endpoint, /store the graph store, /id/… everything in the graph as linked data, /health and /metrics are for operators.
/// A graph that is built anew is picked up. Ctrl-C ends the server after the answers that have begun.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    depeche serve --graph graph\n  \
    curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?who dep:captures ?what }' http://127.0.0.1:7878/sparql\n  \
    DEPECHE_TOKEN=secret depeche serve --writable")]
pub(super) struct ServeArgs {
    /// Address to listen on; port 0 lets the system choose one. With the default only this machine reaches the server.
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// Address under which clients know the server [default: http:// and that of --listen].
    #[arg(long, value_name = "URL")]
    base: Option<String>,
    /// Lets those change the graph who show the token in the environment variable DEPECHE_TOKEN.
    #[arg(long)]
    writable: bool,
    /// A host that SERVICE clauses of queries may ask; may be given several times [default: none].
    #[arg(long, value_name = "HOST")]
    service: Vec<String>,
    /// Seconds that a query may take.
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    time: u64,
    /// Rows or triples that an answer may have.
    #[arg(long, default_value_t = 1_000_000, value_name = "ROWS")]
    rows: usize,
    /// Mebibytes of memory that a query may take beside the graph.
    #[arg(long, default_value_t = 1024, value_name = "MEBIBYTES", value_parser = clap::value_parser!(u64).range(16..=1_048_576))]
    memory: u64,
    /// Queries at a time [default: twice the number of processors].
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: Option<u16>,
    /// How the log on standard error is written.
    #[arg(long, value_enum, default_value_t = Log::Text, value_name = "FORM")]
    log: Log,
    #[command(flatten)]
    graph: GraphArgs,
}

pub(super) fn run(args: &ServeArgs) -> anyhow::Result<Outcome> {
    let settings = settings(args)?;
    log(args.log);
    let folder: &PathBuf = &args.graph.dir;
    serve(&settings, |base| println!("Serving {} on {base} (Ctrl-C stops)", folder.display()))?;
    Ok(Outcome::Complete)
}

fn settings(args: &ServeArgs) -> anyhow::Result<Settings> {
    let token = match args.writable {
        true => Some(env::var(TOKEN).ok().filter(|token| !token.is_empty()).with_context(|| {
            format!("--writable needs a token, so that not everybody can change the graph: put one into the environment variable {TOKEN}")
        })?),
        false => None,
    };
    Ok(Settings {
        graph: args.graph.dir.clone(),
        listen: args.listen,
        base: args.base.as_ref().map(|base| base.trim_end_matches('/').to_owned()),
        token,
        services: args.service.clone(),
        limits: limits(args),
    })
}

fn limits(args: &ServeArgs) -> Limits {
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    Limits {
        time: Duration::from_secs(args.time),
        sending: Duration::from_secs(args.time.max(60)),
        rows: args.rows,
        bytes: 1024 * MEBIBYTE,
        memory: args.memory * MEBIBYTE,
        workers: args.workers.map_or(2 * processors, usize::from),
        waiting: 256,
        body: usize::try_from(64 * MEBIBYTE).unwrap_or(usize::MAX),
    }
}

fn log(form: Log) {
    let lines = tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).with_target(false);
    match form {
        Log::Text => lines.init(),
        Log::Json => lines.json().init(),
    }
}
