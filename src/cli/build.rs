//! `depeche build`: documents in, graph files out.

use std::{
    io::{IsTerminal, stderr},
    path::PathBuf,
    time::Instant,
};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{LanguageArgs, Outcome};
use crate::{
    corpus::Corpus,
    pipeline::{Build, Report},
};

/// Read documents and write their graph: graph.nq.zst (what `query` and `export` read), facts.csv, graph.ttl, graph.graphml, graph.gexf,
/// nodes.csv, edges.csv.
#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// Files (.txt, .html, .jsonl), folders, or - for standard input.
    #[arg(default_value = "corpus", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder that gets the files.
    #[arg(long, default_value = "exports", value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    language: LanguageArgs,
}

pub(super) fn run(args: &BuildArgs) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    args.language.with_pipeline(|pipeline| {
        let corpus = Corpus::open(&args.inputs);
        let bar = progress_bar(corpus.len());
        let build = Build { pipeline, corpus: &corpus, out: &args.out };
        let report = build.run(&|_, _| bar.inc(1));
        bar.finish_and_clear();
        let report = report?;
        summarise(&report, args, start);
        Ok(if report.failures.is_empty() { Outcome::Complete } else { Outcome::Partial })
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

fn summarise(report: &Report, args: &BuildArgs, start: Instant) {
    for failure in &report.failures {
        eprintln!("depeche: {failure}");
    }
    let out = args.out.display();
    println!("{} documents, {} sentences, {} words read", report.documents, report.sentences, report.tokens);
    println!("{} claims of {} facts found", report.claims, report.facts);
    println!("{} entities, {} of them linked to open data", report.entities, report.linked);
    if !report.failures.is_empty() {
        println!("{} inputs failed (named above)", report.failures.len());
    }
    println!("{:.2} seconds", start.elapsed().as_secs_f64());
    println!("Written to {out}/: facts.csv is the table, graph.graphml and graph.gexf open in Gephi, graph.ttl is RDF.");
    let graph = if args.out.as_os_str() == "exports" { String::new() } else { format!(" --graph {out}") };
    println!("Ask it: depeche query{graph} --named captures");
}
