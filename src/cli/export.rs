//! `depeche export`: a built graph in another format.

use std::{
    fs::File,
    io::{BufWriter, Write, stdout},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;

use super::Outcome;
use crate::{
    export::{Export, Format},
    graph::Graph,
};

/// Write a built graph in one format: ttl nt nq trig jsonld rdfxml graphml gexf csv nodes edges jsonl.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The format.
    #[arg(long, value_name = "FORMAT")]
    format: Format,
    /// File to write instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Folder of the built graph.
    #[arg(long, default_value = "exports", value_name = "DIR")]
    graph: PathBuf,
}

pub(super) fn run(args: &ExportArgs) -> anyhow::Result<Outcome> {
    let graph = Graph::load(&args.graph)?;
    let export = Export::of(&graph)?;
    match &args.output {
        Some(file) => {
            let mut out = BufWriter::new(File::create(file).with_context(|| format!("cannot write {}", file.display()))?);
            export.write(args.format, &mut out)?;
            out.flush()?;
        }
        None => export.write(args.format, stdout().lock())?,
    }
    Ok(Outcome::Complete)
}
