//! `depeche build`: documents in, graph files out.

use std::{
    env,
    io::{self, IsTerminal, Write, stderr, stdout},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicBool, Ordering},
    time::Instant,
};

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{LanguageArgs, Outcome};
use crate::{
    corpus::Corpus,
    pipeline::{Build, Merge, Output, Report},
};

/// What is built where no input is named.
const SAMPLES: &str = "corpus";
/// Where a build goes unless it is told otherwise; what the other commands read.
const OUT: &str = "exports";

/// Read documents and write their graph.
///
/// Writes graph.nq.zst (what the other commands read), facts.csv, events.csv, graph.ttl, graph.graphml, graph.gexf, nodes.csv, edges.csv, links.nt
/// and dataset.ttl. An input that cannot be read is named and the others are built; what stood in DIR stays if the build fails.
#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// Files (.txt, .html, .jsonl), folders (with a manifest.csv or without), or - for standard input [default: corpus].
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Put built graphs together instead of reading documents: two folders of builds or more.
    #[arg(long, value_name = "DIR", num_args = 2.., conflicts_with = "inputs")]
    merge: Vec<PathBuf>,
    /// Folder that gets the files. Documents that an earlier build left there and that have not changed are not read again.
    #[arg(long, default_value = OUT, value_name = "DIR")]
    out: PathBuf,
    /// Leave out what the ontology adds (a city is a place, to capture is to gain control, …).
    #[arg(long)]
    no_inference: bool,
    #[command(flatten)]
    language: LanguageArgs,
}

/// Set when the user wants an end.
static INTERRUPT: AtomicBool = AtomicBool::new(false);

pub(super) fn run(args: &BuildArgs) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let output = Output { folder: &args.out, interrupt: &INTERRUPT };
    let report = if args.merge.is_empty() {
        build(args, output)?
    } else {
        listen()?;
        Merge { graphs: &args.merge, output, inference: !args.no_inference }.run()?
    };
    report.failures.iter().for_each(|failure| eprintln!("depeche: {failure}"));
    summarise(&report, &args.out, start, &mut stdout().lock())?;
    Ok(if report.failures.is_empty() { Outcome::Complete } else { Outcome::Partial })
}

/// Ends the work tidily at the first interruption, and at once at the second. Standard input is read before: waiting for it ends as ever.
fn listen() -> anyhow::Result<()> {
    let stop = || {
        if INTERRUPT.swap(true, Ordering::Relaxed) {
            process::exit(2);
        }
    };
    ctrlc::set_handler(stop).context("cannot listen for an interruption")
}

fn build(args: &BuildArgs, output: Output<'_>) -> anyhow::Result<Report> {
    let inputs = inputs(args)?;
    args.language.with_pipeline(|pipeline| {
        let corpus = Corpus::open(&inputs);
        listen()?;
        let bar = progress_bar(corpus.len());
        let build = Build { pipeline, corpus: &corpus, output, inference: !args.no_inference };
        let report = build.run(&|_, _| bar.inc(1));
        bar.finish_and_clear();
        Ok(report?)
    })
}

fn progress_bar(length: usize) -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} inputs, {eta} left") {
        bar.set_style(style);
    }
    bar
}

fn inputs(args: &BuildArgs) -> anyhow::Result<Vec<PathBuf>> {
    if !args.inputs.is_empty() {
        return Ok(args.inputs.clone());
    }
    let samples = Path::new(SAMPLES);
    anyhow::ensure!(
        samples.is_dir(),
        "no input named, and no folder `{SAMPLES}` here to build: try `depeche build FILE-OR-FOLDER --out DIR`"
    );
    Ok(vec![samples.to_owned()])
}

fn summarise(report: &Report, folder: &Path, start: Instant, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "documents  {}{}", report.documents, read(report))?;
    if !report.failures.is_empty() {
        writeln!(out, "failed     {} (named above)", report.failures.len())?;
    }
    if report.dated > 0 {
        writeln!(out, "dated      {} by others that tell of the same events (dep:datedBy)", report.dated)?;
    }
    writeln!(out, "facts      {} (claimed in {} places)", report.facts, report.claims)?;
    writeln!(out, "events     {}", report.events)?;
    writeln!(out, "entities   {} ({} linked to open data)", report.entities, report.linked)?;
    writeln!(out, "seconds    {:.2}", start.elapsed().as_secs_f64())?;
    let (shown, graph) =
        (folder.display(), if folder == Path::new(OUT) { String::new() } else { format!(" --graph {}", folder.display()) });
    writeln!(out, "\nIn {shown}: facts.csv is the table, graph.graphml and graph.gexf open in Gephi, graph.ttl is RDF.")?;
    // As it was called, so that the line can be copied.
    let program = env::args().next().unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned());
    writeln!(out, "Ask it:      {program} query{graph} --named captures        (all questions: --list)")?;
    writeln!(out, "Look behind: {program} explain{graph} SUBJECT PREDICATE OBJECT")?;
    writeln!(out, "Look at it:  {program} serve{graph}        (then open http://127.0.0.1:7878)")
}

/// What was read for the report, and what was not.
fn read(report: &Report) -> String {
    let words = (report.sentences > 0).then(|| format!("{} sentences, {} words", report.sentences, report.tokens));
    let unchanged = (report.unchanged > 0).then(|| format!("{} unchanged", report.unchanged));
    let parts: Vec<_> = [unchanged, words].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}
