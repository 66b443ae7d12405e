//! `depeche eval`: precision, recall and F1 against gold facts.

use std::{
    io::{Write, stdout},
    path::PathBuf,
};

use clap::Args;

use super::{GraphArgs, LanguageArgs, Outcome};
use crate::eval::{Words, facts_of, read_facts, read_gold, score};

/// Score a built graph against gold facts.
///
/// Precision, recall and F1 by predicate, document and rule, accuracy of status, count, date and source. Documents without gold facts are left
/// aside.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  depeche build && depeche eval --gold corpus/gold/dev.csv --errors")]
pub(super) struct EvalArgs {
    /// Gold facts (CSV; corpus/README.md describes the columns).
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// A facts table to score instead of a graph.
    #[arg(long, value_name = "FILE", conflicts_with = "graph")]
    facts: Option<PathBuf>,
    /// List what is missing and what is wrong.
    #[arg(long)]
    errors: bool,
    /// Least F1; below it the exit code is 1.
    #[arg(long, value_name = "F1")]
    min_f1: Option<f64>,
    #[command(flatten)]
    graph: GraphArgs,
    #[command(flatten)]
    language: LanguageArgs,
}

pub(super) fn run(args: &EvalArgs) -> anyhow::Result<Outcome> {
    let gold = read_gold(&args.gold)?;
    let facts = match &args.facts {
        Some(table) => read_facts(table)?,
        None => facts_of(&args.graph.load()?)?,
    };
    let report = score(&gold, &facts, &Words::of(&args.language.pack()?)?);
    let mut out = stdout().lock();
    if args.errors {
        writeln!(out, "{}", report.errors())?;
    }
    writeln!(out, "{report}")?;
    Ok(if args.min_f1.is_some_and(|least| report.all.f1() < least) { Outcome::Partial } else { Outcome::Complete })
}
