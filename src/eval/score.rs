//! Comparing a system's facts with gold facts.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    name::Words,
    pair::pair,
    report::{Accuracy, Report, Tally},
    table::{GoldRow, document},
};
use crate::graph::FactRow;

struct Gold<'a> {
    row: &'a GoldRow,
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
}

/// One wording of a fact with one status in one document.
struct Fact<'a> {
    row: &'a FactRow,
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
    /// All rows of the same wording, whatever their status.
    claims: Vec<&'a FactRow>,
}

type Group<'a> = (Vec<Gold<'a>>, Vec<Fact<'a>>);

/// Scores facts against gold facts. Facts of documents that the gold does not cover are left aside.
///
/// A fact counts once per document however often it is claimed. It is right when a gold fact of the same document and predicate has a like
/// subject and a like object (equal normal forms of any name or id, or descriptions with the same head word that share 60 % of their
/// content words) and is not taken by another. A second wording of a right or optional fact is no error.
pub fn score(gold: &[GoldRow], facts: &[FactRow], words: &Words) -> Report {
    let mut report = Report::default();
    for ((document, predicate), (gold, facts)) in &groups(gold, facts, words) {
        compare(document, predicate, gold, facts, words, &mut report);
    }
    report
}

fn groups<'a>(gold: &'a [GoldRow], facts: &'a [FactRow], words: &Words) -> BTreeMap<(&'a str, &'a str), Group<'a>> {
    let mut groups = BTreeMap::<_, Group<'a>>::new();
    for row in gold {
        let (subject, object) = (words.names(&row.subject, [&row.subject_alt, ""]), words.names(&row.object, [&row.object_alt, ""]));
        groups.entry((document(&row.document), row.predicate.as_str())).or_default().0.push(Gold { row, subject, object });
    }
    let covered: BTreeSet<_> = groups.keys().map(|(document, _)| *document).collect();
    let mut claims = BTreeMap::<_, Vec<&FactRow>>::new();
    let wording =
        |row: &'a FactRow| (document(&row.document), row.predicate.as_str(), words.normal(&row.subject), words.normal(&row.object));
    let rows: Vec<_> = facts.iter().filter(|row| covered.contains(document(&row.document))).map(|row| (row, wording(row))).collect();
    for (row, wording) in &rows {
        claims.entry(wording.clone()).or_default().push(row);
    }
    let mut seen = BTreeSet::new();
    for (row, wording) in rows.into_iter().filter(|(row, wording)| seen.insert((wording.clone(), row.status.as_str()))) {
        let subject = words.names(&row.subject, [&row.subject_labels, &row.subject_ids]);
        let object = words.names(&row.object, [&row.object_labels, &row.object_ids]);
        let claims = claims.get(&wording).cloned().unwrap_or_default();
        groups.entry((wording.0, wording.1)).or_default().1.push(Fact { row, subject, object, claims });
    }
    groups
}

fn compare(document: &str, predicate: &str, gold: &[Gold<'_>], facts: &[Fact<'_>], words: &Words, report: &mut Report) {
    let same = |gold: &Gold<'_>, fact: &Fact<'_>| words.alike(&gold.subject, &fact.subject) && words.alike(&gold.object, &fact.object);
    let edges: Vec<Vec<usize>> = gold
        .iter()
        .map(|gold| {
            let mut fitting: Vec<_> = (0..facts.len()).filter(|fact| same(gold, &facts[*fact])).collect();
            fitting.sort_by_key(|fact| facts[*fact].row.status != gold.row.status);
            fitting
        })
        .collect();
    let mut order: Vec<_> = (0..gold.len()).collect();
    order.sort_by_key(|index| gold[*index].row.is_optional());
    let matched = pair(&edges, &order);
    let mut count = |rule: Option<&str>, tally: Tally| report.count(document, predicate, rule, tally);
    for (_, fact) in gold.iter().zip(&matched).filter(|(gold, _)| !gold.row.is_optional()) {
        let (hit, rule) = (usize::from(fact.is_some()), fact.map(|fact| facts[fact].row.rule.as_str()));
        count(rule, Tally { hits: hit, system: hit, gold: 1 });
    }
    let wrong: Vec<_> =
        (0..facts.len()).filter(|fact| !matched.contains(&Some(*fact)) && !edges.iter().flatten().any(|edge| edge == fact)).collect();
    for fact in &wrong {
        count(Some(&facts[*fact].row.rule), Tally { hits: 0, system: 1, gold: 0 });
    }
    report.spurious.extend(wrong.into_iter().map(|fact| facts[fact].row.clone()));
    for (gold, fact) in gold.iter().zip(&matched) {
        match fact {
            Some(fact) => attributes(gold.row, &facts[*fact], words, report),
            None if !gold.row.is_optional() => report.missing.push(gold.row.clone()),
            None => {}
        }
    }
}

/// Whether the attributes of a matched fact are right, where the gold gives them.
fn attributes(gold: &GoldRow, fact: &Fact<'_>, words: &Words, report: &mut Report) {
    let any = |right: &dyn Fn(&FactRow) -> bool| fact.claims.iter().any(|row| right(row));
    let mut judge = |accuracy: fn(&mut Report) -> &mut Accuracy, gold: &str, right: bool| {
        if !gold.trim().is_empty() {
            accuracy(report).add(right);
        }
    };
    judge(|report| &mut report.status, &gold.status, gold.status.trim() == fact.row.status.trim());
    judge(|report| &mut report.count, &gold.count, any(&|row| !numbers(&gold.count).is_disjoint(&numbers(&row.count))));
    judge(|report| &mut report.date, &gold.date, any(&|row| same_date(gold.date.trim(), row.date.trim())));
    let source = words.normal(&gold.attributed_to);
    judge(|report| &mut report.source, &gold.attributed_to, any(&|row| same_source(&source, &words.normal(&row.attributed_to))));
}

fn numbers(text: &str) -> BTreeSet<u64> {
    let joined: String = text.chars().filter(|character| *character != ' ').collect();
    let digits = joined.split(|character: char| !character.is_ascii_digit() && character != '.');
    digits.filter_map(|number| number.split('.').next()?.parse().ok()).collect()
}

fn same_date(gold: &str, date: &str) -> bool {
    !date.is_empty() && (gold.starts_with(date) || date.starts_with(gold))
}

fn same_source(gold: &str, source: &str) -> bool {
    !gold.is_empty() && !source.is_empty() && (gold.contains(source) || source.contains(gold))
}
