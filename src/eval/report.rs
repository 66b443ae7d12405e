//! The outcome of a score.

use std::{collections::BTreeMap, fmt};

use super::table::GoldRow;
use crate::graph::FactRow;

/// Counts of facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Facts that both have.
    pub hits: usize,
    /// Facts of the system, without those that match optional gold facts.
    pub system: usize,
    /// Gold facts, without optional ones.
    pub gold: usize,
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Tally {
    /// Share of the system's facts that are right, 0 to 1.
    pub fn precision(self) -> f64 {
        ratio(self.hits, self.system)
    }

    /// Share of the gold facts that are found, 0 to 1.
    pub fn recall(self) -> f64 {
        ratio(self.hits, self.gold)
    }

    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        ratio(2 * self.hits, self.system + self.gold)
    }

    fn add(&mut self, other: Self) {
        *self = Self { hits: self.hits + other.hits, system: self.system + other.system, gold: self.gold + other.gold };
    }
}

/// How often an attribute of matched facts is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// Right ones.
    pub right: usize,
    /// Matched facts whose gold gives the attribute.
    pub total: usize,
}

impl Accuracy {
    pub(super) fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.total += 1;
    }
}

/// Precision, recall and F1 in all, by predicate, document and rule; accuracy of attributes; what is missing and what is wrong. `Display`
/// prints the tables; [`Report::errors`] the lists.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// All facts.
    pub all: Tally,
    /// By predicate.
    pub predicates: BTreeMap<String, Tally>,
    /// By document.
    pub documents: BTreeMap<String, Tally>,
    /// By the rule that found the fact; printed with the most wrong facts first. A rule has no gold of its own: its `gold` is its `hits`.
    pub rules: BTreeMap<String, Tally>,
    /// Status of matched facts.
    pub status: Accuracy,
    /// Count of matched facts.
    pub count: Accuracy,
    /// Date of matched facts.
    pub date: Accuracy,
    /// Source of matched facts.
    pub source: Accuracy,
    /// Gold facts that the system lacks.
    pub missing: Vec<GoldRow>,
    /// Facts of the system that are none.
    pub spurious: Vec<FactRow>,
}

impl Report {
    pub(super) fn count(&mut self, document: &str, predicate: &str, rule: Option<&str>, tally: Tally) {
        self.all.add(tally);
        self.predicates.entry(predicate.to_owned()).or_default().add(tally);
        self.documents.entry(document.to_owned()).or_default().add(tally);
        if let Some(rule) = rule {
            self.rules.entry(rule.to_owned()).or_default().add(Tally { gold: tally.hits, ..tally });
        }
    }

    /// What is missing and what is wrong, one fact a line.
    pub fn errors(&self) -> String {
        let line = |word: &str, document: &str, fact: [&str; 3], status: &str, words: &str| {
            let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(90).collect();
            format!("{word}: {document}: {} -{}-> {} [{status}] « {words} »\n", fact[0], fact[1], fact[2])
        };
        let missing = self
            .missing
            .iter()
            .map(|row| line("missing", &row.document, [&row.subject, &row.predicate, &row.object], &row.status, &row.evidence));
        let spurious = self.spurious.iter().map(|row| {
            let rule = format!("{}, {}", row.status, row.rule);
            line("spurious", &row.document, [&row.subject, &row.predicate, &row.object], &rule, &row.quote)
        });
        missing.chain(spurious).collect()
    }
}

fn table(f: &mut fmt::Formatter<'_>, title: &str, tallies: &BTreeMap<String, Tally>) -> fmt::Result {
    writeln!(f, "{title:40} {:>5} {:>5} {:>5}      P      R     F1", "gold", "sys", "hit")?;
    let mut rows: Vec<_> = tallies.iter().collect();
    rows.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.gold, tally.system)));
    for (name, tally) in rows {
        let Tally { hits, system, gold } = *tally;
        writeln!(f, "{name:40} {gold:5} {system:5} {hits:5}  {:.3}  {:.3}  {:.3}", tally.precision(), tally.recall(), tally.f1())?;
    }
    writeln!(f)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        table(f, "predicate", &self.predicates)?;
        table(f, "document", &self.documents)?;
        writeln!(f, "{:40} {:>5} {:>5} {:>5}  precision", "rule", "facts", "right", "wrong")?;
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.system - tally.hits, tally.system)));
        for (rule, tally) in rules {
            let Tally { hits, system, .. } = *tally;
            writeln!(f, "{rule:40} {system:5} {hits:5} {:5}  {:.3}", system - hits, tally.precision())?;
        }
        writeln!(f)?;
        let attributes = [("status", self.status), ("count", self.count), ("date", self.date), ("attributed_to", self.source)];
        for (name, Accuracy { right, total }) in attributes.into_iter().filter(|(_, accuracy)| accuracy.total > 0) {
            writeln!(f, "{:40} {right}/{total} = {:.3}", format!("{name} accuracy on matched facts"), ratio(right, total))?;
        }
        let (all, Tally { hits, system, gold }) = (self.all, self.all);
        let [precision, recall, f1] = [all.precision(), all.recall(), all.f1()];
        write!(f, "facts: precision {precision:.3} recall {recall:.3} F1 {f1:.3} (hit {hits} of {gold} gold, {system} from the system)")
    }
}
