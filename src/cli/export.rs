//! `depeche export`: a built graph in another format.

use std::{
    fs::File,
    io::{BufWriter, Write, stdout},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;

use super::{GraphArgs, Outcome};
use crate::export::{Export, Format};

/// Write a built graph in one format.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// RDF: ttl, nt, nq, trig, jsonld, rdfxml. Networks: graphml, gexf, nodes, edges (CSV for Gephi). Facts: csv, jsonl.
    #[arg(long, value_name = "FORMAT")]
    format: Format,
    /// File to write instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    graph: GraphArgs,
}

pub(super) fn run(args: &ExportArgs) -> anyhow::Result<Outcome> {
    let graph = args.graph.load()?;
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
