//! `depeche rule`: begin, test, explain and list rules.

use std::{
    fs::File,
    io::{self, Write, stderr, stdout},
    path::Path,
};

use anyhow::{Context, bail, ensure};
use clap::{Args, Subcommand};

use super::{LanguageArgs, Outcome};
use crate::{
    model::Document,
    ontology::Ontology,
    pack::Pack,
    pipeline::Pipeline,
    rule::{RuleSet, is_rule_id},
};

/// The rule that a new one begins as, in every pack.
const TEMPLATE: &str = "rule-template.toml";
/// What stands in it for the id.
const ID: &str = "{id}";

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
    /// Begin a rule: write a file with a working example, to be changed step by step, into the pack that --pack names.
    New {
        /// Id of the rule and name of the file: small letters and hyphens, as in take-hostages.
        id: String,
    },
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
    let language = &args.language;
    match &args.command {
        RuleCommand::New { id } => begin(language.pack.as_deref(), id, &mut out),
        RuleCommand::Test { filter } => language.with_pipeline(|pipeline| test(pipeline, filter, &mut out)),
        RuleCommand::Why { id, text } => language.with_pipeline(|pipeline| why(pipeline, id, text, &mut out)),
        RuleCommand::List => language.with_pipeline(|pipeline| Ok(list(pipeline, &mut out)?)),
    }
}

fn begin(pack: Option<&Path>, id: &str, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let Some(dir) = pack else { bail!("a rule is written into the folder of a pack; name it, as in --pack lang/fr") };
    ensure!(is_rule_id(id), "`{id}` is no id of a rule; write small letters, digits and single hyphens, as in take-hostages");
    let pack = Pack::from_dir(dir)?;
    let rules = RuleSet::load(&pack, Ontology::embedded()?)?;
    if let Some(other) = rules.by_id(id) {
        bail!("there is a rule `{id}` already, in {}; take another id", rules.rules()[other].file);
    }
    let place = dir.join("rules").join(id).with_extension("toml");
    let write = || File::create_new(&place)?.write_all(pack.text(TEMPLATE)?.replace(ID, id).as_bytes()).map_err(anyhow::Error::from);
    write().with_context(|| format!("cannot write {}", place.display()))?;
    let dir = dir.display();
    writeln!(out, "wrote {}\nnext  depeche rule test {id} --pack {dir}", place.display())?;
    Ok(Outcome::Complete)
}

fn test(pipeline: &Pipeline<'_>, filter: &str, out: &mut impl Write) -> anyhow::Result<Outcome> {
    warn(pipeline)?;
    let report = pipeline.test_rules(filter);
    ensure!(report.passed + report.failures.len() > 0, "no rule whose id holds `{filter}`; `depeche rule list` shows those that there are");
    for failure in &report.failures {
        writeln!(out, "{}:{}: {}\n  « {} »", failure.file, failure.line, failure.rule, failure.text)?;
        failure.want.iter().try_for_each(|want| writeln!(out, "  want {want}"))?;
        failure.got.iter().try_for_each(|got| writeln!(out, "  got  {got}"))?;
        if let Some(rule) = pipeline.rules().by_id(&failure.rule) {
            let mut document = Document::from_text("test", failure.text.as_str());
            document.date = failure.date;
            let why = pipeline.why(rule, &document).text;
            // The first line says what rule it is, as the line above does.
            why.lines().skip(1).try_for_each(|line| writeln!(out, "  {line}"))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{} passed, {} failed", report.passed, report.failures.len())?;
    Ok(if report.failures.is_empty() { Outcome::Complete } else { Outcome::Partial })
}

/// Says on standard error what loads and can never do anything.
fn warn(pipeline: &Pipeline<'_>) -> io::Result<()> {
    let mut out = stderr().lock();
    for unmet in pipeline.unmet_classes() {
        writeln!(out, "warning: {}: {}: nothing is ever a `{}`\n  help: {}", unmet.file, unmet.place, unmet.class, unmet.help)?;
    }
    Ok(())
}

fn why(pipeline: &Pipeline<'_>, id: &str, text: &str, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let rule =
        pipeline.rules().by_id(id).ok_or_else(|| anyhow::anyhow!("no rule `{id}`; `depeche rule list` shows those that there are"))?;
    let explanation = pipeline.why(rule, &Document::from_text("text", text));
    write!(out, "{}", explanation.text)?;
    Ok(if explanation.fired { Outcome::Complete } else { Outcome::Partial })
}

fn list(pipeline: &Pipeline<'_>, out: &mut impl Write) -> io::Result<Outcome> {
    warn(pipeline)?;
    for rule in pipeline.rules().rules() {
        let predicates: Vec<_> = rule.emits.iter().map(|emit| emit.predicate.as_str()).collect();
        writeln!(out, "{} → {}\n  {}", rule.id, predicates.join(", "), rule.says)?;
        if let Some(test) = rule.tests.iter().find(|test| !test.want.is_empty()) {
            writeln!(out, "  « {} »", test.text)?;
        }
    }
    Ok(Outcome::Complete)
}
