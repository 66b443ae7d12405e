//! `depeche export`: a built graph, or a part of it, in another format.

use std::{
    fs::{self, File},
    io::{BufWriter, Write, stdout},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;
use jiff::civil::Date;

use super::{GraphArgs, Outcome};
use crate::{
    export::{Export, Format},
    graph::{Graph, Selection},
    model::{PartialDate, Status},
};

/// Write a built graph, or a part of it, in one format.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    depeche export --format gexf --type Place --status asserted --output places.gexf\n  \
    depeche export --format csv --predicate movesTo --from 2021-08-01 --until 2021-08-31\n  \
    depeche export --format graphml --min-documents 3\n  \
    depeche export --format ttl --construct 'CONSTRUCT WHERE { ?who dep:captures ?what }'")]
pub(super) struct ExportArgs {
    /// RDF: ttl, nt, nq, trig, jsonld, rdfxml. Networks: graphml, gexf, nodes, edges (CSV for Gephi). Tables: csv (facts), events. Lines: jsonl.
    /// About the data set: links (N-Triples), card (VoID and DCAT).
    #[arg(long, value_name = "FORMAT")]
    format: Format,
    /// File to write instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    part: PartArgs,
    #[command(flatten)]
    graph: GraphArgs,
}

/// Which part of a graph.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which part (all conditions hold together; a list is met by any of its members)")]
struct PartArgs {
    /// Classes of which subject or object is one, or is below one (Place takes in cities).
    #[arg(long = "type", value_name = "CLASS", value_delimiter = ',')]
    classes: Vec<String>,
    /// Predicates, or families of them (movesTo takes in fleesTo).
    #[arg(long = "predicate", value_name = "PREDICATE", value_delimiter = ',')]
    predicates: Vec<String>,
    /// Statuses: asserted, planned, possible, denied.
    #[arg(long = "status", value_name = "STATUS", value_delimiter = ',')]
    statuses: Vec<Status>,
    /// Only what is about this time or later; what bears no date is taken to be of its document's.
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// Only what is about this time or earlier.
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,
    /// Only facts that so many documents claim.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    min_documents: usize,
    /// A SPARQL CONSTRUCT, or a file that holds one. RDF formats write its triples, the others the facts that are among them.
    #[arg(long, value_name = "SPARQL")]
    construct: Option<String>,
    /// Leave out what the ontology adds.
    #[arg(long)]
    no_inference: bool,
}

impl PartArgs {
    fn selection(&self) -> Selection {
        Selection {
            classes: self.classes.clone(),
            predicates: self.predicates.clone(),
            statuses: self.statuses.clone(),
            from: self.from.map(PartialDate::first_day),
            until: self.until.map(|date| -> Date { date.last_day() }),
            documents: self.min_documents,
            triples: None,
            plain: self.no_inference,
        }
    }

    /// The query itself, or what stands in the file of that name.
    fn query(&self) -> anyhow::Result<Option<String>> {
        let Some(query) = &self.construct else { return Ok(None) };
        let path = PathBuf::from(query);
        if !path.is_file() {
            return Ok(Some(query.clone()));
        }
        Ok(Some(fs::read_to_string(&path).with_context(|| format!("cannot read the query in {}", path.display()))?))
    }
}

pub(super) fn run(args: &ExportArgs) -> anyhow::Result<Outcome> {
    let graph = args.graph.load()?;
    match &args.output {
        Some(file) => {
            let mut out = BufWriter::new(File::create(file).with_context(|| format!("cannot write {}", file.display()))?);
            write(args, graph, &mut out)?;
            out.flush()?;
        }
        None => write(args, graph, stdout().lock())?,
    }
    Ok(Outcome::Complete)
}

fn write(args: &ExportArgs, mut graph: Graph, out: impl Write) -> anyhow::Result<()> {
    let mut selection = args.part.selection();
    if !selection.is_all() {
        graph = graph.select(&selection)?;
    }
    if let Some(query) = args.part.query()? {
        let construction = graph.construct(&query)?;
        if let Some(syntax) = args.format.rdf() {
            return Ok(Export::write_statements(construction.into_quads(), syntax, out)?);
        }
        selection = Selection { triples: Some(construction.facts()), plain: args.part.no_inference, ..Selection::default() };
        graph = graph.select(&selection)?;
    }
    Ok(Export::of(&graph)?.write(args.format, out)?)
}
