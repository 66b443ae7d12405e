//! Facts as rows, and the evidence of one.

use std::{cmp::Ordering, collections::BTreeSet};

use serde_json::{Value, json};

use super::{
    super::{message::Fault, parameter::Parameters},
    filter::Filter,
    index::Index,
    number,
};
use crate::graph::{ClaimView, FactRow};

/// Rows that are given at once, at most.
const MOST: usize = 500;

/// A fact as a row.
pub(super) fn row(index: &Index, position: usize, language: &str) -> Value {
    let (fact, days) = (&index.reading.facts[position], index.entries[position].days);
    json!({
        "iri": fact.iri,
        "subject": index.end(&fact.subject, language),
        "predicate": fact.predicate,
        "object": index.end(&fact.object, language),
        "statuses": fact.statuses.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "documents": fact.documents,
        "claims": fact.claims.len(),
        "from": days.map(|(first, _)| first.to_string()),
        "to": days.map(|(_, last)| last.to_string()),
    })
}

/// The facts that are meant, sorted, a page of them.
pub(super) fn list(index: &Index, filter: &Filter, parameters: &Parameters, language: &str) -> Result<Value, Fault> {
    let (offset, limit) = (number(parameters, "offset", 0, usize::MAX)?, number(parameters, "limit", 50, MOST)?);
    let mut selected = filter.select(index);
    let sort = parameters.only("sort")?.unwrap_or_default();
    let compare = order(index, &sort, language)?;
    let descending = parameters.only("order")?.is_some_and(|order| order == "desc");
    // Stable, so that equals keep the order of the graph either way.
    selected.sort_by(|a, b| if descending { compare(*b, *a) } else { compare(*a, *b) });
    let rows: Vec<_> = selected.iter().skip(offset).take(limit).map(|position| row(index, *position, language)).collect();
    Ok(json!({ "total": selected.len(), "rows": rows }))
}

type Compare<'a> = Box<dyn Fn(usize, usize) -> Ordering + 'a>;

fn order<'a>(index: &'a Index, sort: &str, language: &'a str) -> Result<Compare<'a>, Fault> {
    let (facts, entries) = (&index.reading.facts, &index.entries);
    let end = move |fact: usize, side: usize| index.called_at(entries[fact].ends[side], language);
    Ok(match sort {
        "" => Box::new(|a, b| a.cmp(&b)),
        "subject" => Box::new(move |a, b| end(a, 0).cmp(end(b, 0))),
        "predicate" => Box::new(|a, b| facts[a].predicate.cmp(&facts[b].predicate)),
        "object" => Box::new(move |a, b| end(a, 1).cmp(end(b, 1))),
        "documents" => Box::new(|a, b| (facts[a].documents, facts[a].claims.len()).cmp(&(facts[b].documents, facts[b].claims.len()))),
        "date" => Box::new(|a, b| entries[a].days.cmp(&entries[b].days)),
        _ => return Err(Fault::new(400, format!("`sort={sort}`: facts are sorted by subject, predicate, object, documents or date"))),
    })
}

/// A fact with the words that carry it, and in what its claims differ.
pub(super) fn one(index: &Index, iri: &str, language: &str) -> Result<Value, Fault> {
    let position = *index.facts.get(iri).ok_or_else(|| Fault::new(404, format!("<{iri}> is no fact of this graph")))?;
    let claims: Vec<_> = index.reading.facts[position].claims.iter().map(|claim| &index.reading.claims[*claim]).collect();
    Ok(json!({
        "fact": row(index, position, language),
        "claims": claims.iter().map(|known| claim(index, known, language)).collect::<Vec<_>>(),
        "differences": differences(&claims),
    }))
}

fn claim(index: &Index, claim: &ClaimView, language: &str) -> Value {
    let (document, row) = (&claim.document, FactRow::from(claim));
    json!({
        "iri": claim.iri,
        "document": { "id": document.id, "title": document.title, "date": document.date, "source": document.source, "url": document.url },
        "status": row.status,
        "cited": claim.attributed_to.as_deref().map(|cited| index.end(cited, language)),
        "date": row.date,
        "count": row.count,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "sentence": claim.sentence_text,
        "quote": claim.quote,
        "trigger": claim.trigger,
        "start": claim.chars.0,
        "end": claim.chars.1,
        "subject_words": claim.subject_words,
        "object_words": claim.object_words,
    })
}

/// Properties in which claims of one fact differ, with the values that they give.
fn differences(claims: &[&ClaimView]) -> Value {
    let rows: Vec<_> = claims.iter().map(|claim| FactRow::from(*claim)).collect();
    let values = |value: fn(&FactRow) -> &String| rows.iter().map(value).filter(|value| !value.is_empty()).collect::<BTreeSet<_>>();
    let properties = [("status", values(|row| &row.status)), ("count", values(|row| &row.count)), ("date", values(|row| &row.date))];
    let differing = properties.into_iter().filter(|(_, values)| values.len() > 1);
    differing.map(|(property, values)| json!({ "property": property, "values": values })).collect()
}
