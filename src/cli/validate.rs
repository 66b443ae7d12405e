//! `depeche validate`: a built graph against its SHACL shapes.

use std::{
    fs,
    io::{Write, stdout},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;

use super::{GraphArgs, Outcome};
use crate::graph::SHAPES;

/// Check a built graph against SHACL shapes.
///
/// Names every node that lacks or has what it must not, and ends with exit code 1 if there is one.
#[derive(Debug, Args)]
pub(super) struct ValidateArgs {
    /// Shapes of your own in Turtle, instead of those in the program (ontology/shapes.ttl).
    #[arg(long, value_name = "FILE")]
    shapes: Option<PathBuf>,
    #[command(flatten)]
    graph: GraphArgs,
}

pub(super) fn run(args: &ValidateArgs) -> anyhow::Result<Outcome> {
    let own = match &args.shapes {
        Some(file) => Some(fs::read_to_string(file).with_context(|| format!("cannot read the shapes in {}", file.display()))?),
        None => None,
    };
    let violations = args.graph.load()?.violations(own.as_deref().unwrap_or(SHAPES))?;
    let mut out = stdout().lock();
    violations.iter().try_for_each(|violation| writeln!(out, "{violation}"))?;
    match violations.len() {
        0 => writeln!(out, "the graph conforms")?,
        count => writeln!(out, "{count} {} the shapes", if count == 1 { "value violates" } else { "values violate" })?,
    }
    Ok(if violations.is_empty() { Outcome::Complete } else { Outcome::Partial })
}
