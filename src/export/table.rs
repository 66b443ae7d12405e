//! Tables: the facts, the events, and the node and edge tables that Gephi imports.

use std::{collections::BTreeSet, io::Write};

use super::{
    ExportError,
    column::{EDGE, NODE, id},
    network::Network,
};
use crate::graph::{FactRow, Reading};

/// Columns of the facts table, in order.
const FACT_COLUMNS: [&str; 19] = [
    "document",
    "subject",
    "subject_labels",
    "subject_ids",
    "predicate",
    "object",
    "object_labels",
    "object_ids",
    "status",
    "count",
    "date",
    "attributed_to",
    "event",
    "rule",
    "confidence",
    "sentence",
    "start",
    "end",
    "quote",
];

/// The facts table: one row per claim, in the order of the reading.
pub(super) fn facts(reading: &Reading, out: impl Write) -> Result<(), ExportError> {
    let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    table.write_record(FACT_COLUMNS)?;
    for claim in &reading.claims {
        table.serialize(FactRow::from(claim))?;
    }
    table.flush()?;
    Ok(())
}

/// Roles that have a column in the table of events.
const ROLES: [&str; 7] = ["agent", "patient", "theme", "place", "origin", "destination", "participant"];

/// The table of events: one row each, in order of time.
pub(super) fn events(reading: &Reading, out: impl Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    let (before, after) =
        (["event", "class", "not_before", "not_after", "first_reported"], ["count", "status", "documents", "claims", "quotes"]);
    table.write_record(before.into_iter().chain(ROLES).chain(after))?;
    for event in &reading.events {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let quotes = event.claims.iter().map(|claim| reading.claims[*claim].quote.replace('|', " ")).collect::<BTreeSet<_>>();
        let statuses = event.statuses.iter().map(|status| status.as_str()).collect::<Vec<_>>();
        let before =
            [id(&event.iri).to_owned(), event.class.clone(), text(&event.not_before), text(&event.not_after), text(&event.first_reported)];
        let count = event.count.map(|count| count.to_string()).unwrap_or_default();
        let numbers = [event.documents, event.claims.len()].map(|number| number.to_string());
        let after = [count, statuses.join("|")].into_iter().chain(numbers).chain([quotes.into_iter().collect::<Vec<_>>().join("|")]);
        table.write_record(before.into_iter().chain(ROLES.map(|role| event.labels(role))).chain(after))?;
    }
    table.flush()?;
    Ok(())
}

/// The node table.
pub(super) fn nodes(network: &Network, out: impl Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["Id", "Label"].into_iter().chain(NODE.iter().map(|column| column.title)))?;
    for node in network.nodes() {
        let own = [id(&node.entity.iri).to_owned(), node.entity.label.clone()];
        table.write_record(own.into_iter().chain(NODE.iter().map(|column| (column.value)(node).unwrap_or_default())))?;
    }
    table.flush()?;
    Ok(())
}

/// The edge table. `Kind` keeps parallel edges apart.
pub(super) fn edges(network: &Network, out: impl Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    let own = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"];
    table.write_record(own.into_iter().chain(EDGE.iter().map(|column| column.title)))?;
    for edge in network.edges() {
        let fact = &edge.fact;
        let ends = [id(&fact.subject.iri), id(&fact.object.iri), "Directed", &fact.predicate, id(&fact.iri), &fact.predicate];
        let own = ends.map(str::to_owned).into_iter().chain([fact.documents.to_string()]);
        table.write_record(own.chain(EDGE.iter().map(|column| (column.value)(edge).unwrap_or_default())))?;
    }
    table.flush()?;
    Ok(())
}
