//! The command line: one file per subcommand; the library does the work.
//!
//! Exit codes: 0 all well, 1 done but some inputs failed or a check did not hold, 2 could not run.

mod analyse;
mod build;
mod eval;
mod explain;
mod export;
mod query;
mod rule;
mod serve;
mod tree;
#[cfg(feature = "shacl")]
mod validate;

use std::{io, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Args, Parser, Subcommand};

use crate::{
    gazetteer::Gazetteer,
    graph::{Graph, GraphError},
    pack::Pack,
    pipeline::Pipeline,
};

/// Reads news dispatches and writes a knowledge graph in which every statement points to the words that carry it.
#[derive(Debug, Parser)]
#[command(name = "depeche", version, about, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 all well; 1 done, but some inputs failed or a check did not hold; 2 could not run.\n\
    First steps: depeche build articles/ --out graph && depeche query --graph graph --list")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::BuildArgs),
    Query(query::QueryArgs),
    Explain(explain::ExplainArgs),
    Eval(eval::EvalArgs),
    Export(export::ExportArgs),
    Serve(serve::ServeArgs),
    Analyse(analyse::AnalyseArgs),
    Rule(rule::RuleArgs),
    #[cfg(feature = "shacl")]
    Validate(validate::ValidateArgs),
}

/// Which language data to work with.
#[derive(Debug, Args)]
struct LanguageArgs {
    /// Language pack in the program.
    #[arg(long, default_value = "fr", value_name = "LANGUAGE", global = true)]
    language: String,
    /// Language pack in a folder, instead of one in the program.
    #[arg(long, value_name = "DIR", global = true)]
    pack: Option<PathBuf>,
    /// A gazetteer of your own (CSV as in gazetteer/README.md), beside the one in the program.
    #[arg(long, value_name = "FILE", global = true)]
    gazetteer: Option<PathBuf>,
}

/// Which built graph to read.
#[derive(Debug, Args)]
struct GraphArgs {
    /// Folder of the built graph.
    #[arg(id = "graph", long = "graph", default_value = "exports", value_name = "DIR")]
    dir: PathBuf,
}

impl GraphArgs {
    fn load(&self) -> Result<Graph, GraphError> {
        Graph::load(&self.dir)
    }
}

/// Whether everything went well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Complete,
    Partial,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Query(args) => query::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Analyse(args) => analyse::run(&args),
        Command::Rule(args) => rule::run(&args),
        #[cfg(feature = "shacl")]
        Command::Validate(args) => validate::run(&args),
    };
    match outcome {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Partial) => ExitCode::from(1),
        // Whoever reads our output may stop when they have enough ("depeche query … | head").
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("depeche: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        // The writers of CSV and JSON do not name what the system said as their source.
        let table = || match cause.downcast_ref().map(csv::Error::kind) {
            Some(csv::ErrorKind::Io(error)) => Some(error.kind()),
            _ => None,
        };
        let json = || cause.downcast_ref().and_then(serde_json::Error::io_error_kind);
        cause.downcast_ref().map(io::Error::kind).or_else(table).or_else(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

impl LanguageArgs {
    fn pack(&self) -> anyhow::Result<Pack> {
        match &self.pack {
            Some(dir) => Pack::from_dir(dir).with_context(|| format!("cannot read the language pack in {}", dir.display())),
            None => Ok(Pack::embedded(&self.language)?),
        }
    }

    /// Loads the stages and hands them to `work`.
    fn with_pipeline<T>(&self, work: impl FnOnce(&Pipeline<'_>) -> anyhow::Result<T>) -> anyhow::Result<T> {
        self.with_gazetteer(|pack, gazetteer| work(&Pipeline::load(pack, gazetteer)?))
    }

    /// Loads the language pack and the gazetteer and hands them to `work`.
    fn with_gazetteer<T>(&self, work: impl FnOnce(&Pack, &Gazetteer) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let own = match &self.gazetteer {
            Some(file) => Some(Gazetteer::embedded().with_csv(file)?),
            None => None,
        };
        work(&self.pack()?, own.as_ref().unwrap_or_else(|| Gazetteer::embedded()))
    }
}
