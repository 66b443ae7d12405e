//! `depeche rule`: test, explain and list the rules.

use std::io::{self, Write, stdout};

use clap::{Args, Subcommand};

use super::{LanguageArgs, Outcome};
use crate::{model::Document, pipeline::Pipeline};

/// Work with the extraction rules.
#[derive(Debug, Args)]
pub(super) struct RuleArgs {
    #[command(subcommand)]
    command: RuleCommand,
    #[command(flatten)]
    language: LanguageArgs,
}

#[derive(Debug, Subcommand)]
enum RuleCommand {
    /// Run the tests that the rule files carry.
    Test {
        /// Only rules whose id holds this.
        #[arg(default_value = "")]
        filter: String,
    },
    /// Say at which stage a rule stops on a sentence.
    Why {
        /// Id of the rule.
        id: String,
        /// The sentence.
        text: String,
    },
    /// Print what each rule says, with an example.
    List,
}

pub(super) fn run(args: &RuleArgs) -> anyhow::Result<Outcome> {
    let mut out = stdout().lock();
    args.language.with_pipeline(|pipeline| match &args.command {
        RuleCommand::Test { filter } => Ok(test(pipeline, filter, &mut out)?),
        RuleCommand::Why { id, text } => why(pipeline, id, text, &mut out),
        RuleCommand::List => {
            list(pipeline, &mut out)?;
            Ok(Outcome::Complete)
        }
    })
}

fn test(pipeline: &Pipeline<'_>, filter: &str, out: &mut impl Write) -> io::Result<Outcome> {
    let report = pipeline.test_rules(filter);
    for failure in &report.failures {
        writeln!(out, "{} ({})\n  « {} »", failure.rule, failure.file, failure.text)?;
        failure.want.iter().try_for_each(|want| writeln!(out, "  want {want}"))?;
        failure.got.iter().try_for_each(|got| writeln!(out, "  got  {got}"))?;
        if let Some(rule) = pipeline.rules().by_id(&failure.rule) {
            let why = pipeline.why(rule, &Document::from_text("test", failure.text.as_str())).text;
            write!(out, "  {}", why.replace('\n', "\n  "))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{} passed, {} failed", report.passed, report.failures.len())?;
    Ok(if report.failures.is_empty() { Outcome::Complete } else { Outcome::Partial })
}

fn why(pipeline: &Pipeline<'_>, id: &str, text: &str, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let rule =
        pipeline.rules().by_id(id).ok_or_else(|| anyhow::anyhow!("no rule `{id}`; `depeche rule list` shows those that there are"))?;
    let explanation = pipeline.why(rule, &Document::from_text("text", text));
    write!(out, "{}", explanation.text)?;
    Ok(if explanation.fired { Outcome::Complete } else { Outcome::Partial })
}

fn list(pipeline: &Pipeline<'_>, out: &mut impl Write) -> io::Result<()> {
    for rule in pipeline.rules().rules() {
        let predicates: Vec<_> = rule.emits.iter().map(|emit| emit.predicate.as_str()).collect();
        writeln!(out, "{} → {}\n  {}", rule.id, predicates.join(", "), rule.says)?;
        if let Some(test) = rule.tests.iter().find(|test| !test.want.is_empty()) {
            writeln!(out, "  « {} »", test.text)?;
        }
    }
    Ok(())
}
