//! Programs that people use: SPARQLWrapper, rdflib's stores, Comunica, curl.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    python::{client, clients, run},
    server,
    service::TOKEN,
    writable,
};

const FACTS: &str =
    "SELECT ?who ?what { ?fact rdf:predicate dep:captures ; rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?what } ORDER BY ?what";

#[test]
fn sparqlwrapper_reads_and_writes() {
    let server = writable();
    let told = client("sparqlwrapper.py", [&server.base, TOKEN, FACTS]);
    for format in ["json", "xml", "csv", "post"] {
        assert_eq!(told[format], serde_json::json!([["Talibans", "Hérat"], ["Talibans", "Kunduz"]]), "{format}");
    }
    assert_eq!((&told["ask"], &told["inserted"]), (&true.into(), &1.into()));
    assert!(told["construct"].as_u64().unwrap() > 0);
    assert!(told["refused"].as_str().unwrap().contains("cannot be read"));
}

#[test]
fn rdflib_sees_the_endpoint_as_a_graph() {
    let server = writable();
    let told = client("sparql_store.py", [&server.base, TOKEN, FACTS]);
    assert_eq!(told["rows"], serde_json::json!([["Talibans", "Hérat"], ["Talibans", "Kunduz"]]));
    assert_eq!((&told["facts"], &told["added"], &told["named"]), (&3.into(), &1.into(), &2.into()));
}

#[test]
fn comunica_joins_over_the_endpoint() {
    if Command::new("npm").arg("--version").output().is_err() {
        println!("there is no npm: Comunica is left out");
        return;
    }
    let server = server();
    let told = run(Command::new("node").arg(comunica()).args([&format!("{}/sparql", server.base), FACTS]));
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["rows"], serde_json::json!([["Talibans", "Hérat"], ["Talibans", "Kunduz"]]));
    assert!(told["quads"].as_u64().unwrap() > 0);
}

/// The script beside what it needs, installed under `target/`.
fn comunica() -> PathBuf {
    let (folder, sources) = (Path::new(env!("CARGO_TARGET_TMPDIR")).join("comunica"), clients().join("comunica"));
    fs::create_dir_all(&folder).unwrap();
    let lock = File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let wanted = fs::read_to_string(sources.join("package.json")).unwrap();
    if !fs::read_to_string(folder.join("installed.json")).is_ok_and(|installed| installed == wanted) {
        fs::write(folder.join("package.json"), &wanted).unwrap();
        run(Command::new("npm").args(["install", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder));
        fs::write(folder.join("installed.json"), &wanted).unwrap();
    }
    fs::copy(sources.join("query.mjs"), folder.join("query.mjs")).unwrap();
    folder.join("query.mjs")
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
