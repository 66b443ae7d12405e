//! GEXF 1.3 (<https://gexf.net/>) for Gephi: kinds of edges, weights, colours by class, a layout, and a timeline.

use std::io::{self, BufWriter, Write};

use quick_xml::Writer;

use super::{
    ExportError,
    column::{Column, EDGE, NODE, colour, id, length, size},
    network::{Network, NetworkEdge, NetworkNode, Spell},
    xml::{element, guarded, writer},
};

/// Writes the network.
pub(super) fn write(network: &Network, out: impl Write) -> Result<(), ExportError> {
    let mut writer = writer(BufWriter::new(out))?;
    let root = element("gexf").with("xmlns", "http://gexf.net/1.3").with("xmlns:viz", "http://gexf.net/1.3/viz").with("version", "1.3");
    root.holding(&mut writer, |writer| {
        element("meta").holding(writer, |writer| element("creator").text(writer, "depeche"))?;
        element("graph")
            .with("mode", "dynamic")
            .with("timeformat", "date")
            .with("timezone", "UTC")
            .with("defaultedgetype", "directed")
            .holding(writer, |writer| {
                attributes(writer, "node", NODE, 0)?;
                attributes(writer, "edge", EDGE, NODE.len())?;
                element("nodes").holding(writer, |writer| {
                    let most = network.nodes().map(|node| node.page_rank).fold(0.0, f64::max);
                    network.nodes().zip(network.positions()).try_for_each(|(one, place)| node(writer, one, *place, most))
                })?;
                element("edges").holding(writer, |writer| network.edges().try_for_each(|one| edge(writer, one)))
            })
    })?;
    let mut out = writer.into_inner();
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

fn attributes<W: Write, T>(writer: &mut Writer<W>, class: &str, columns: &[Column<T>], first: usize) -> io::Result<()> {
    element("attributes").with("class", class).with("mode", "static").holding(writer, |writer| {
        columns.iter().zip(first..).try_for_each(|(column, number)| {
            element("attribute").with("id", number.to_string()).with("title", column.title).with("type", column.kind.gexf()).empty(writer)
        })
    })
}

fn values<W: Write, T>(writer: &mut Writer<W>, columns: &[Column<T>], first: usize, one: &T) -> io::Result<()> {
    element("attvalues").holding(writer, |writer| {
        for (column, number) in columns.iter().zip(first..) {
            if let Some(value) = (column.value)(one) {
                element("attvalue").with("for", number.to_string()).with("value", guarded(&value)).empty(writer)?;
            }
        }
        Ok(())
    })
}

fn node<W: Write>(writer: &mut Writer<W>, node: &NetworkNode, place: [f64; 2], most: f64) -> io::Result<()> {
    let [red, green, blue] = colour(&node.entity.class).map(|part| part.to_string());
    element("node").with("id", id(&node.entity.iri)).with("label", &node.entity.label).holding(writer, |writer| {
        values(writer, NODE, 0, node)?;
        spells(writer, node.span.as_slice())?;
        element("viz:size").with("value", length(size(node, most))).empty(writer)?;
        element("viz:position").with("x", length(place[0])).with("y", length(place[1])).with("z", "0").empty(writer)?;
        element("viz:color").with("r", red).with("g", green).with("b", blue).empty(writer)
    })
}

/// When it is there; without spells it always is.
fn spells<W: Write>(writer: &mut Writer<W>, spells: &[Spell]) -> io::Result<()> {
    if spells.is_empty() {
        return Ok(());
    }
    element("spells").holding(writer, |writer| {
        spells.iter().try_for_each(|(start, end)| {
            let ends = [("start", start), ("end", end)].into_iter().filter_map(|(name, day)| Some((name, (*day)?.to_string())));
            ends.fold(element("spell"), |spell, (name, day)| spell.with(name, day)).empty(writer)
        })
    })
}

fn edge<W: Write>(writer: &mut Writer<W>, edge: &NetworkEdge) -> io::Result<()> {
    let fact = &edge.fact;
    element("edge")
        .with("id", id(&fact.iri))
        .with("source", id(&fact.subject.iri))
        .with("target", id(&fact.object.iri))
        .with("type", "directed")
        .with("kind", &fact.predicate)
        .with("label", &fact.predicate)
        .with("weight", fact.documents.to_string())
        .holding(writer, |writer| {
            values(writer, EDGE, NODE.len(), edge)?;
            spells(writer, &edge.spells)
        })
}
