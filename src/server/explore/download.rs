//! The facts that are meant, as a file.

use super::{
    super::{message::Fault, parameter::Parameters, sink::Sink},
    filter::Filter,
    index::Index,
    required,
};
use crate::{
    export::{Export, ExportError, Format},
    graph::{Graph, Selection, SelectionError},
    ontology::NAMESPACE,
};

/// Writes the facts that are meant in the format that the request names: the graph as if nothing else had been said.
///
/// # Errors
/// 400 for an unknown format or a parameter that cannot be read.
pub(in crate::server) fn export(graph: &Graph, index: &Index, parameters: &Parameters, sink: &mut Sink<'_>) -> Result<(), Fault> {
    let format: Format = required(parameters, "format")?.parse().map_err(|error: ExportError| Fault::new(400, error))?;
    let selected = Filter::read(parameters, index)?.select(index);
    let facts = selected.iter().map(|position| &index.reading.facts[*position]);
    let triples = facts.map(|fact| [fact.subject.iri.clone(), format!("{NAMESPACE}{}", fact.predicate), fact.object.iri.clone()]).collect();
    let whole = selected.len() == index.reading.facts.len();
    let part = if whole { None } else { Some(graph.select(&Selection { triples: Some(triples), ..Selection::default() })?) };
    let export = Export::of(part.as_ref().unwrap_or(graph)).map_err(|error| Fault::new(500, error))?;
    sink.file(format.file_name(), format.media_type());
    export.write(format, sink).map_err(|error| Fault::new(500, error))
}

impl From<SelectionError> for Fault {
    fn from(error: SelectionError) -> Self {
        Self::new(500, error)
    }
}
