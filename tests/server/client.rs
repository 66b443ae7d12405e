//! Programs that people use: SPARQLWrapper, rdflib's stores, Comunica, curl.

use std::{fs, process::Command};

use depeche::graph::NamedQuery;

use crate::{
    environment::{javascript, python, run},
    example, server,
    service::TOKEN,
    writable,
};

const FACTS: &str =
    "SELECT ?who ?what { ?fact rdf:predicate dep:captures ; rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?what } ORDER BY ?what";

/// The named query whose answer is a graph, and how many triples that has here.
fn network() -> (String, usize) {
    let sparql = NamedQuery::find("network-of-force").unwrap().sparql;
    let triples = example::answer(&example::graph(&example::dispatches()), &sparql).len();
    (sparql, triples)
}

#[test]
fn sparqlwrapper_reads_and_writes() {
    let (server, (construct, triples)) = (writable(), network());
    let told = python("sparqlwrapper.py", [&server.base, TOKEN, FACTS, &construct]);
    for format in ["json", "xml", "csv", "post"] {
        assert_eq!(told[format], serde_json::json!([["Talibans", "Hérat"], ["Talibans", "Kunduz"]]), "{format}");
    }
    assert_eq!((&told["ask"], &told["inserted"]), (&true.into(), &1.into()));
    assert!(triples > 5 && told["construct"] == triples, "{told}");
    assert!(told["refused"].as_str().unwrap().contains("cannot be read"));
}

#[test]
fn rdflib_sees_the_endpoint_as_a_graph() {
    let (server, (construct, triples)) = (writable(), network());
    let told = python("sparql_store.py", [&server.base, TOKEN, FACTS, &construct]);
    assert_eq!(told["construct"], triples);
    assert_eq!(told["rows"], serde_json::json!([["Talibans", "Hérat"], ["Talibans", "Kunduz"]]));
    assert_eq!((&told["facts"], &told["added"], &told["named"]), (&3.into(), &1.into(), &2.into()));
}

#[test]
fn comunica_joins_over_the_endpoint() {
    let (server, (construct, triples)) = (server(), network());
    let told = javascript("query_endpoint.js", [&format!("{}/sparql", server.base), FACTS, &construct]);
    assert_eq!(told["rows"], serde_json::json!([["Talibans", "Hérat"], ["Talibans", "Kunduz"]]));
    assert_eq!(told["quads"], triples);
}

#[test]
fn curl_as_the_documentation_shows_it() {
    let server = writable();
    let endpoint = format!("{}/sparql", server.base);
    let curl = |arguments: &[&str]| run(Command::new("curl").args(["--silent", "--show-error", "--fail-with-body"]).args(arguments));
    assert!(curl(&["-H", "Accept: text/csv", "--data-urlencode", &format!("query={FACTS}"), &endpoint]).contains("Talibans,Hérat"));
    assert!(curl(&["-G", "--compressed", "--data-urlencode", &format!("query={FACTS}"), &endpoint]).contains("\"Hérat\""));
    let file = server.folder.path().join("note.ttl");
    fs::write(&file, "<x:a> <x:b> 1 .").unwrap();
    let (token, upload) = (format!("Authorization: Bearer {TOKEN}"), file.to_str().unwrap());
    let graph = format!("{}/store/note", server.base);
    curl(&["-H", &token, "-H", "Content-Type: text/turtle", "-T", upload, &graph]);
    curl(&["-H", &token, "-F", &format!("file=@{upload};type=text/turtle"), &format!("{}/store?default", server.base)]);
    assert!(curl(&["-H", "Accept: application/n-triples", &graph]).contains("<x:a>"));
    assert!(curl(&["-I", &format!("{}/health", server.base)]).starts_with("HTTP/1.1 200"));
}
