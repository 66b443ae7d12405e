//! `depeche query`: SPARQL over a built graph.

use std::{
    fs,
    io::{self, Read, Write, stdout},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::{ArgGroup, Args};

use super::{GraphArgs, Outcome};
use crate::graph::{NamedQuery, ResultFormat};

/// Ask a built graph in SPARQL.
///
/// SPARQL 1.1: SELECT, ASK, CONSTRUCT, DESCRIBE. All documents are seen at once, and the prefixes of docs/vocabulary.md need no declaration.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("question").required(true).args(["sparql", "file", "named", "list"])))]
#[command(after_help = "Examples:\n  \
    depeche query --list\n  \
    depeche query --named taliban-captures\n  \
    depeche query 'SELECT * { ?who dep:captures ?what }' --format csv")]
pub(super) struct QueryArgs {
    /// The query: SELECT, ASK, CONSTRUCT or DESCRIBE.
    #[arg(value_name = "SPARQL")]
    sparql: Option<String>,
    /// File that holds the query, or - for standard input.
    #[arg(short, long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// One of the queries that ship with the program.
    #[arg(long, value_name = "NAME")]
    named: Option<String>,
    /// List the queries that ship, with the questions that they answer.
    #[arg(long)]
    list: bool,
    /// For rows table, csv, tsv, json, xml; for graphs table (as Turtle), ttl, nt, rdfxml, jsonld.
    #[arg(long, default_value = ResultFormat::Table.name(), value_name = "FORMAT")]
    format: ResultFormat,
    #[command(flatten)]
    graph: GraphArgs,
}

pub(super) fn run(args: &QueryArgs) -> anyhow::Result<Outcome> {
    match question(args)? {
        Some(sparql) => args.graph.load()?.query(&sparql)?.write(args.format, stdout().lock())?,
        None => list(&mut stdout().lock())?,
    }
    Ok(Outcome::Complete)
}

/// The query to run; none where the list of queries is asked for.
fn question(args: &QueryArgs) -> anyhow::Result<Option<String>> {
    Ok(match (&args.named, &args.file) {
        (Some(name), _) => Some(NamedQuery::find(name)?.sparql),
        (_, Some(file)) => Some(read(file).with_context(|| format!("cannot read the query in {}", file.display()))?),
        _ => args.sparql.clone(),
    })
}

fn read(file: &Path) -> io::Result<String> {
    if file.as_os_str() != "-" {
        return fs::read_to_string(file);
    }
    let mut query = String::new();
    io::stdin().lock().read_to_string(&mut query)?;
    Ok(query)
}

fn list(out: &mut impl Write) -> io::Result<()> {
    let queries = NamedQuery::all();
    let width = queries.iter().map(|query| query.name.len()).max().unwrap_or_default();
    queries.iter().try_for_each(|query| writeln!(out, "{:width$}  {}", query.name, query.question))
}
