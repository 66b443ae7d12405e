//! Real readers: networkx and rdflib, installed by this test into a virtual environment under `target/`, read what we write.

mod example;
mod python;

use std::{env, fs, path::Path};

use depeche::{
    export::{Export, Format},
    graph::{Graph, NamedQuery, ResultFormat},
};
use example::{awkward, dispatches, graph};
use python::client;

fn count(graph: &Graph, pattern: &str) -> u64 {
    let mut bytes = Vec::new();
    graph.query(&format!("SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")).unwrap().write(ResultFormat::Tsv, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap().lines().nth(1).unwrap().parse().unwrap()
}

/// Both graphs, each with what Gephi reads as network and what the store counts.
fn check_network(format: Format) {
    let directory = tempfile::tempdir().unwrap();
    for dispatches in [dispatches(), awkward()] {
        let graph = graph(&dispatches);
        let export = Export::of(&graph).unwrap();
        let read = client("read_network.py", [&export.save(format, directory.path()).unwrap()]);
        let facts = count(&graph, "?x a dep:Fact");
        assert_eq!(read["directed"], true);
        assert_eq!(read["nodes"], count(&graph, "?fact a dep:Fact ; rdf:subject|rdf:object ?x"));
        assert_eq!(read["edges"], facts);
        assert_eq!(read["degree"], 2 * facts);
        assert_eq!(read["pagerank"], 1.0);
        assert_eq!(read["weight"].as_f64().unwrap(), export.reading().facts.iter().map(|fact| fact.documents as f64).sum::<f64>());
        for (predicate, number) in read["predicates"].as_object().unwrap() {
            assert_eq!(*number, count(&graph, &format!("?x a dep:Fact ; rdf:predicate dep:{predicate}")), "{predicate}");
        }
        for (class, number) in read["classes"].as_object().unwrap() {
            let of_class = format!("?fact a dep:Fact ; rdf:subject|rdf:object ?x . GRAPH graph:derived {{ ?x a dep:{class} }}");
            let wanted = count(&graph, &of_class);
            assert_eq!(*number, wanted, "{class}");
        }
        let mut labels: Vec<_> = export.network().nodes().map(|node| node.entity.label.as_str()).collect();
        labels.sort_unstable();
        assert_eq!(read["labels"].as_array().unwrap().iter().map(|label| label.as_str().unwrap()).collect::<Vec<_>>(), labels);
    }
}

#[test]
fn networkx_reads_graphml_as_the_store_has_it() {
    check_network(Format::GraphMl);
}

#[test]
fn networkx_reads_gexf_as_the_store_has_it() {
    check_network(Format::Gexf);
}

#[test]
fn rdflib_reads_the_same_triples_from_every_rdf_format() {
    let directory = tempfile::tempdir().unwrap();
    let graph = graph(&dispatches());
    let export = Export::of(&graph).unwrap();
    let formats: Vec<_> = Format::ALL.into_iter().filter(|format| format.rdf().is_some()).collect();
    let paths: Vec<_> = formats.iter().map(|format| export.save(*format, directory.path()).unwrap()).collect();
    let read = client("read_rdf.py", &paths);
    let stored = graph.quads().unwrap().len();
    for format in formats {
        let file = &read[format.file_name()];
        assert_eq!(file["triples"], stored, "{format}");
        assert_eq!(file["digest"], read["graph.nt"]["digest"], "{format}");
        let datasets = matches!(format, Format::NQuads | Format::TriG | Format::JsonLd);
        assert_eq!(file["graphs"], if datasets { 4 } else { 1 }, "{format}: two documents, what is derived, and what is inferred");
    }
}

#[test]
fn rdflib_reads_awkward_values() {
    let directory = tempfile::tempdir().unwrap();
    let graph = graph(&awkward());
    let export = Export::of(&graph).unwrap();
    let formats = [Format::Turtle, Format::NTriples, Format::NQuads, Format::TriG, Format::RdfXml];
    let paths = formats.map(|format| export.save(format, directory.path()).unwrap());
    let read = client("read_rdf.py", &paths);
    for format in formats {
        assert_eq!(read[format.file_name()]["triples"], graph.quads().unwrap().len(), "{format}");
    }
}

#[test]
fn rdflib_reads_the_ontology() {
    let ontology = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology");
    let files = ["depeche.ttl", "alignments.ttl", "shapes.ttl", "dataset.ttl"].map(|file| ontology.join(file));
    let read = client("read_rdf.py", &files);
    assert!(read["depeche.ttl"]["triples"].as_u64().unwrap() > 1000);
    assert!(read["alignments.ttl"]["triples"].as_u64().unwrap() > 100);
    assert!(read["shapes.ttl"]["triples"].as_u64().unwrap() > 300);
    assert!(read["dataset.ttl"]["triples"].as_u64().unwrap() > 20);
}

#[test]
fn rdflib_answers_the_named_queries_as_the_store_does() {
    let directory = tempfile::tempdir().unwrap();
    let graph = graph(&dispatches());
    let turtle = Export::of(&graph).unwrap().save(Format::Turtle, directory.path()).unwrap();
    for name in ["taliban-captures", "disagreements", "several-documents", "sources"] {
        let query = NamedQuery::find(name).unwrap();
        let file = directory.path().join("query.rq");
        fs::write(&file, &query.sparql).unwrap();
        let theirs = client("query_rdf.py", [&turtle, &file]);
        let mut bytes = Vec::new();
        graph.query(&query.sparql).unwrap().write(ResultFormat::Csv, &mut bytes).unwrap();
        let ours: Vec<Vec<String>> =
            csv::Reader::from_reader(&bytes[..]).records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(theirs, serde_json::to_value(&ours).unwrap(), "{name}");
        assert!(name == "disagreements" || !ours.is_empty(), "{name}");
    }
}
