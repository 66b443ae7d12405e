//! GraphML (<http://graphml.graphdrawing.org/>) the way that Gephi, networkx and igraph all read it.

use std::io::{self, BufWriter, Write};

use quick_xml::Writer;

use super::{
    ExportError,
    column::{Column, EDGE, Kind, NODE, colour, id, length, size},
    network::{Network, NetworkEdge, NetworkNode},
    xml::{element, guarded, writer},
};

/// Where and how a node is drawn: names that Gephi knows.
const DRAWN: [(&str, Kind); 6] =
    [("x", Kind::Real), ("y", Kind::Real), ("size", Kind::Real), ("r", Kind::Whole), ("g", Kind::Whole), ("b", Kind::Whole)];

/// Writes the network.
pub(super) fn write(network: &Network, out: impl Write) -> Result<(), ExportError> {
    let mut writer = writer(BufWriter::new(out))?;
    element("graphml").with("xmlns", "http://graphml.graphdrawing.org/xmlns").holding(&mut writer, |writer| {
        key(writer, "label", "node", "label", Kind::Text)?;
        for (name, kind) in DRAWN {
            key(writer, name, "node", name, kind)?;
        }
        keys(writer, "node", NODE, 0)?;
        key(writer, "weight", "edge", "weight", Kind::Real)?;
        keys(writer, "edge", EDGE, NODE.len())?;
        element("graph").with("id", "depeche").with("edgedefault", "directed").holding(writer, |writer| {
            let most = network.nodes().map(|node| node.page_rank).fold(0.0, f64::max);
            network.nodes().zip(network.positions()).try_for_each(|(one, place)| node(writer, one, *place, most))?;
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

fn node<W: Write>(writer: &mut Writer<W>, node: &NetworkNode, place: [f64; 2], most: f64) -> io::Result<()> {
    let drawn =
        [place[0], place[1], size(node, most)].map(length).into_iter().chain(colour(&node.entity.class).map(|part| part.to_string()));
    element("node").with("id", id(&node.entity.iri)).holding(writer, |writer| {
        element("data").with("key", "label").text(writer, &node.entity.label)?;
        DRAWN.iter().zip(drawn).try_for_each(|((name, _), value)| element("data").with("key", name).text(writer, &value))?;
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
