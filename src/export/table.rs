//! Tables: the facts, and the node and edge tables that Gephi imports.

use std::io::Write;

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
