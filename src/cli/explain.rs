//! `depeche explain`: the words, the rule and the tree behind a fact, a claim or an event.

use std::io::{self, Write, stdout};

use clap::Args;

use super::{GraphArgs, LanguageArgs, Outcome, tree};
use crate::{
    graph::{AntecedentView, ClaimView, DocumentView, EntityView, EventView, Reading},
    model::Document,
    pipeline::Pipeline,
};

/// Show the words, the rule and the tree that a fact rests on.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    depeche explain M23 captures Goma\n  \
    depeche explain Capture:0b5e4a…        (the column `event` of facts.csv)\n  \
    depeche explain https://w3id.org/depeche/id/fact/…")]
pub(super) struct ExplainArgs {
    /// IRI of a fact, a claim or an event; or the fact itself, as facts.csv writes it: subject, predicate, object.
    #[arg(required = true, value_name = "FACT")]
    fact: Vec<String>,
    #[command(flatten)]
    graph: GraphArgs,
    #[command(flatten)]
    language: LanguageArgs,
}

pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let wanted = args.fact.join(" ");
    let reading: Reading = args.graph.load()?.read()?;
    let claims: Vec<_> = reading.claims.iter().filter(|claim| is_meant(claim, &wanted)).collect();
    if claims.is_empty() {
        let table = args.graph.dir.join("facts.csv");
        anyhow::bail!(
            "no fact, claim or event `{wanted}` in this graph; write `subject predicate object` as {} does, or an IRI",
            table.display()
        );
    }
    args.language.with_pipeline(|pipeline| {
        let mut out = stdout().lock();
        for claim in claims {
            explain(claim, pipeline, &mut out)?;
        }
        Ok(Outcome::Complete)
    })
}

fn is_meant(claim: &ClaimView, wanted: &str) -> bool {
    let iri = wanted.trim_start_matches('<').trim_end_matches('>');
    let event = claim.event.as_ref().is_some_and(|event| event.iri == iri || event.short() == wanted);
    event || claim.iri == iri || claim.fact == iri || says(claim, &wanted.to_lowercase())
}

/// Whether the claim is of the fact that these words name, by any names and ids of its ends.
fn says(claim: &ClaimView, wanted: &str) -> bool {
    let objects = names(&claim.object);
    names(&claim.subject).iter().filter_map(|subject| wanted.strip_prefix(subject)?.strip_prefix(' ')).any(|rest| {
        let object = rest.strip_prefix(&claim.predicate.to_lowercase()).and_then(|rest| rest.strip_prefix(' '));
        object.is_some_and(|object| objects.iter().any(|name| name == object))
    })
}

fn names(entity: &EntityView) -> Vec<String> {
    entity.labels.iter().chain(&entity.ids).chain([&entity.label]).map(|name| name.to_lowercase()).collect()
}

fn explain(claim: &ClaimView, pipeline: &Pipeline<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} {} {}", claim.subject.label, claim.predicate, claim.object.label)?;
    for (name, value) in properties(claim, pipeline) {
        writeln!(out, "  {name:11} {value}")?;
    }
    writeln!(out, "  tree")?;
    let analysis = pipeline.analyse(&Document::from_text("sentence", claim.sentence_text.as_str()));
    for line in analysis.sentences.iter().flat_map(|sentence| tree::draw(sentence).lines().map(str::to_owned).collect::<Vec<_>>()) {
        writeln!(out, "    {line}")?;
    }
    writeln!(out)
}

fn properties(claim: &ClaimView, pipeline: &Pipeline<'_>) -> Vec<(&'static str, String)> {
    let some = |name, value: Option<String>| value.map(|value| (name, value));
    let (start, end) = claim.chars;
    let known = [
        some("status", Some(claim.status.to_string())),
        some("date", claim.date.map(|date| date.to_string())),
        some("count", claim.count.map(|count| count.to_string())),
        some("cited", claim.attributed_to.as_ref().map(|source| source.label.clone())),
        some("document", Some(format!("{}, characters {start} to {end}", origin(&claim.document)))),
        some("words", Some(format!("« {} »", one_line(&claim.quote)))),
        some("sentence", Some(format!("« {} »", one_line(&claim.sentence_text)))),
        some("subject", Some(end_of(&claim.subject_words, claim.subject_antecedent.as_ref(), &claim.subject))),
        some("object", Some(end_of(&claim.object_words, claim.object_antecedent.as_ref(), &claim.object))),
        some("trigger", Some(format!("« {} »", one_line(&claim.trigger)))),
        some("rule", Some(rule(claim, pipeline))),
        some("confidence", Some(format!("{:.2}", claim.confidence))),
        some("event", claim.event.as_ref().map(EventView::short)),
        some("fact", Some(claim.fact.clone())),
        some("claim", Some(claim.iri.clone())),
    ];
    known.into_iter().flatten().collect()
}

fn origin(document: &DocumentView) -> String {
    let parts = [Some(document.id.clone()), document.source.clone(), document.date.clone(), document.url.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The words for one end of a fact, what they refer back to, and what they were linked to.
fn end_of(words: &str, antecedent: Option<&AntecedentView>, entity: &EntityView) -> String {
    let links = if entity.ids.is_empty() { "no link".to_owned() } else { entity.ids.join(", ") };
    let back = antecedent.map(|back| format!(", for « {} » (characters {} to {})", one_line(&back.words), back.start, back.end()));
    format!("« {} »{}: {}, {} ({links})", one_line(words), back.unwrap_or_default(), entity.label, entity.class)
}

fn rule(claim: &ClaimView, pipeline: &Pipeline<'_>) -> String {
    let rule = pipeline.rules().by_id(&claim.rule).map(|index| &pipeline.rules().rules()[index]);
    rule.map_or_else(|| format!("{} (not in this pack)", claim.rule), |rule| format!("{} ({}): {}", rule.id, rule.file, rule.says))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
