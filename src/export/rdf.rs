//! RDF syntaxes, through oxigraph's serializers, in sorted order.

use std::io::{BufWriter, Write};

use oxigraph::{
    io::{RdfFormat, RdfSerializer},
    model::{GraphName, Literal, NamedOrBlankNode, Quad, Term, vocab::rdf},
};

use super::{ExportError, jsonld, xml};
use crate::graph::vocabulary::PREFIXES;

/// Writes statements, sorted; syntaxes without named graphs get them merged, each triple once.
pub(super) fn write(quads: Vec<Quad>, syntax: RdfFormat, out: impl Write) -> Result<(), ExportError> {
    let quads = arranged(quads, syntax);
    if matches!(syntax, RdfFormat::JsonLd { .. }) {
        return jsonld::write(&quads, out);
    }
    let mut serializer = RdfSerializer::from_format(syntax);
    for (prefix, iri) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *iri).map_err(std::io::Error::other)?;
    }
    let mut writer = serializer.for_writer(BufWriter::new(out));
    for mut quad in quads {
        if syntax == RdfFormat::RdfXml {
            quad.object = writable(quad.object);
        }
        writer.serialize_quad(&quad)?;
    }
    writer.finish()?.flush()?;
    Ok(())
}

/// Sorted quads graph by graph, or as a set of triples where the syntax knows no graphs; the type of a node before all else of it.
fn arranged(mut quads: Vec<Quad>, syntax: RdfFormat) -> Vec<Quad> {
    if syntax == RdfFormat::NQuads {
        return quads;
    }
    if !syntax.supports_datasets() {
        quads.iter_mut().for_each(|quad| quad.graph_name = GraphName::DefaultGraph);
    }
    // Stable: what is equal here keeps the order of N-Quads.
    quads.sort_by(|a, b| place(a).cmp(&place(b)));
    quads.dedup();
    quads
}

/// Graph, subject, and whether the quad says something else than a type. (The graph has no blank nodes.)
fn place(quad: &Quad) -> (&str, &str, bool) {
    let graph = if let GraphName::NamedNode(graph) = &quad.graph_name { graph.as_str() } else { "" };
    let subject = if let NamedOrBlankNode::NamedNode(subject) = &quad.subject { subject.as_str() } else { "" };
    (graph, subject, quad.predicate != rdf::TYPE)
}

/// XML 1.0 has no way to write most control characters: they become U+FFFD.
fn writable(object: Term) -> Term {
    match object {
        Term::Literal(literal) if !literal.value().chars().all(xml::allowed) => {
            let value = xml::replaced(literal.value());
            match literal.language() {
                Some(language) => Literal::new_language_tagged_literal_unchecked(value, language).into(),
                None => Literal::new_typed_literal(value, literal.datatype()).into(),
            }
        }
        other => other,
    }
}
