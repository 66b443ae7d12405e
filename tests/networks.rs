//! Readers of networks, installed by this test: networkx, igraph and graphology read GraphML and GEXF as the store has them.

mod client;
mod example;

use std::{collections::BTreeMap, env, fs, path::Path};

use client::{javascript, python};
use depeche::{
    export::{Export, Format},
    graph::Graph,
};
use example::{answer, awkward, dispatches, graph};
use serde_json::{Map, Value, json};

/// What each of the readers makes of a network, under its name and the format. igraph knows no GEXF.
fn readings(graph: &Graph, folder: &Path) -> Vec<(&'static str, Value)> {
    let export = Export::of(graph).unwrap();
    let [graphml, gexf] = [Format::GraphMl, Format::Gexf].map(|format| export.save(format, folder).unwrap());
    vec![
        ("networkx, GraphML", python("read_network.py", [Path::new("networkx"), &graphml])),
        ("networkx, GEXF", python("read_network.py", [Path::new("networkx"), &gexf])),
        ("igraph, GraphML", python("read_network.py", [Path::new("igraph"), &graphml])),
        ("graphology, GraphML", javascript("read_network.js", [&graphml])),
        ("graphology, GEXF", javascript("read_network.js", [&gexf])),
    ]
}

/// Nodes or edges by IRI, with numbers as the reader's language has them made one: 2 and 2.0 are the same.
fn by_iri(list: &Value) -> BTreeMap<String, Map<String, Value>> {
    let attributes = |one: &Value| -> Map<String, Value> {
        let number = |value: &Value| value.as_f64().map_or_else(|| value.clone(), |number| json!(number));
        one.as_object().unwrap().iter().map(|(name, value)| (name.clone(), number(value))).collect()
    };
    list.as_array().unwrap().iter().map(attributes).map(|one| (one["iri"].as_str().unwrap().to_owned(), one)).collect()
}

/// Rows of the store as attributes by the IRI in their first column; numbers as the reader has them.
fn stored(graph: &Graph, sparql: &str, names: &[&str]) -> BTreeMap<String, Map<String, Value>> {
    let value = |text: String| text.parse::<u32>().map_or_else(|_| json!(text), |number| json!(f64::from(number)));
    let row = |row: Vec<String>| (row[0].clone(), names.iter().map(|name| (*name).to_owned()).zip(row.into_iter().map(value)).collect());
    answer(graph, sparql).into_iter().map(row).collect()
}

const ENDS: &str = "{ SELECT DISTINCT ?x { ?end a dep:Fact ; rdf:subject|rdf:object ?x } }";

fn nodes(graph: &Graph) -> BTreeMap<String, Map<String, Value>> {
    let sparql = format!(
        "SELECT ?x ?label (COUNT(DISTINCT ?fact) AS ?out) (COUNT(DISTINCT ?other) AS ?in) (COUNT(DISTINCT ?document) AS ?documents) {{
          {ENDS} ?x rdfs:label ?label .
          OPTIONAL {{ ?fact rdf:subject ?x }} OPTIONAL {{ ?other rdf:object ?x }}
          OPTIONAL {{ ?claim dep:subject|dep:object ?x ; dep:document ?document }}
        }} GROUP BY ?x ?label"
    );
    stored(graph, &sparql, &["iri", "label", "degree_out", "degree_in", "documents"])
}

fn edges(graph: &Graph) -> BTreeMap<String, Map<String, Value>> {
    let sparql = "SELECT ?fact ?name ?from ?to ?documents ?claims {
        ?fact a dep:Fact ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; dep:documentCount ?documents ; dep:claimCount ?claims .
        BIND(STRAFTER(STR(?predicate), '#') AS ?name)
        BIND(STRAFTER(STR(?subject), 'entity/') AS ?from) BIND(STRAFTER(STR(?object), 'entity/') AS ?to)
    }";
    stored(graph, sparql, &["iri", "predicate", "source", "target", "weight", "claims"])
}

/// Every attribute that the store tells of is what the reader read, and there is nothing else than the store knows.
fn check(reader: &str, read: &BTreeMap<String, Map<String, Value>>, stored: &BTreeMap<String, Map<String, Value>>) {
    assert_eq!(read.keys().collect::<Vec<_>>(), stored.keys().collect::<Vec<_>>(), "{reader}");
    for (iri, wanted) in stored {
        for (name, value) in wanted {
            assert_eq!(read[iri].get(name), Some(value), "{reader}: {name} of {iri}");
        }
    }
}

#[test]
fn nodes_edges_and_their_attributes_are_what_the_store_has() {
    let directory = tempfile::tempdir().unwrap();
    for dispatches in [dispatches(), awkward()] {
        let graph = graph(&dispatches);
        for (reader, read) in readings(&graph, directory.path()) {
            assert_eq!(read["directed"], true, "{reader}");
            check(reader, &by_iri(&read["nodes"]), &nodes(&graph));
            check(reader, &by_iri(&read["edges"]), &edges(&graph));
        }
    }
}

#[test]
fn classes_are_those_of_the_store() {
    let directory = tempfile::tempdir().unwrap();
    let graph = graph(&dispatches());
    let of_class = format!("SELECT ?x ?name {{ {ENDS} GRAPH graph:derived {{ ?x a ?class }} BIND(STRAFTER(STR(?class), '#') AS ?name) }}");
    for (reader, read) in readings(&graph, directory.path()) {
        check(reader, &by_iri(&read["nodes"]), &stored(&graph, &of_class, &["iri", "class"]));
    }
}

/// Quotes, line ends, control characters, `INF`, emoji, right-to-left text and an empty label: one golden file for all readers.
#[test]
fn awkward_values_are_the_same_for_all_readers() {
    let directory = tempfile::tempdir().unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/awkward/network.json");
    for (number, (reader, read)) in readings(&graph(&awkward()), directory.path()).into_iter().enumerate() {
        // An edge is known by its IRI; whether its id, kind and label are kept differs from reader to reader.
        let nodes: Vec<_> = by_iri(&read["nodes"]).into_values().collect();
        let mut edges: Vec<_> = by_iri(&read["edges"]).into_values().collect();
        edges.iter_mut().for_each(|edge| edge.retain(|name, _| !["id", "kind", "label"].contains(&name.as_str())));
        let text = serde_json::to_string_pretty(&json!({ "nodes": nodes, "edges": edges })).unwrap() + "\n";
        if number == 0 && env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &text).unwrap();
        }
        assert_eq!(text, fs::read_to_string(&golden).unwrap(), "{reader}");
    }
}
