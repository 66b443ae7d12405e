//! GraphML (<http://graphml.graphdrawing.org/>) the way that Gephi, networkx and igraph all read it.

use std::io::{self, BufWriter, Write};

use quick_xml::Writer;

use super::{
    ExportError,
    column::{Column, EDGE, Kind, NODE, id},
    network::{Network, NetworkEdge, NetworkNode},
    xml::{element, guarded, writer},
};

/// Writes the network.
pub(super) fn write(network: &Network, out: impl Write) -> Result<(), ExportError> {
    let mut writer = writer(BufWriter::new(out))?;
    element("graphml").with("xmlns", "http://graphml.graphdrawing.org/xmlns").holding(&mut writer, |writer| {
        key(writer, "label", "node", "label", Kind::Text)?;
        keys(writer, "node", NODE, 0)?;
        key(writer, "weight", "edge", "weight", Kind::Real)?;
        keys(writer, "edge", EDGE, NODE.len())?;
        element("graph").with("id", "depeche").with("edgedefault", "directed").holding(writer, |writer| {
            network.nodes().try_for_each(|one| node(writer, one))?;
            network.edges().try_for_each(|one| edge(writer, one))
        })
    })?;
    let mut out = writer.into_inner();
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

fn key<W: Write>(writer: &mut Writer<W>, id: &str, of: &str, title: &str, kind: Kind) -> io::Result<()> {
    element("key").with("id", id).with("for", of).with("attr.name", title).with("attr.type", kind.graphml()).empty(writer)
}

fn keys<W: Write, T>(writer: &mut Writer<W>, of: &str, columns: &[Column<T>], first: usize) -> io::Result<()> {
    columns.iter().zip(first..).try_for_each(|(column, number)| key(writer, &format!("a{number}"), of, column.title, column.kind))
}

fn data<W: Write, T>(writer: &mut Writer<W>, columns: &[Column<T>], first: usize, one: &T) -> io::Result<()> {
    for (column, number) in columns.iter().zip(first..) {
        if let Some(value) = (column.value)(one) {
            element("data").with("key", format!("a{number}")).text(writer, &guarded(&value))?;
        }
    }
    Ok(())
}

fn node<W: Write>(writer: &mut Writer<W>, node: &NetworkNode) -> io::Result<()> {
    element("node").with("id", id(&node.entity.iri)).holding(writer, |writer| {
        element("data").with("key", "label").text(writer, &node.entity.label)?;
        data(writer, NODE, 0, node)
    })
}

/// Gephi takes the type of an edge from the non-standard attribute `label`; without it parallel edges are merged.
fn edge<W: Write>(writer: &mut Writer<W>, edge: &NetworkEdge) -> io::Result<()> {
    let fact = &edge.fact;
    element("edge")
        .with("id", id(&fact.iri))
        .with("source", id(&fact.subject.iri))
        .with("target", id(&fact.object.iri))
        .with("label", &fact.predicate)
        .holding(writer, |writer| {
            element("data").with("key", "weight").text(writer, &fact.documents.to_string())?;
            data(writer, EDGE, NODE.len(), edge)
        })
}
