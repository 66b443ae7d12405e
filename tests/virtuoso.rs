//! Virtuoso, which Debian packages as `virtuoso-opensource`, loads the N-Quads and answers every named query as the embedded store does.

mod client;
mod example;

use std::{
    fs,
    io::{Write, stderr},
    path::{Path, PathBuf},
    process::Command,
};

use client::python;
use depeche::{
    export::{Export, Format},
    graph::{Graph, NamedQuery},
    model::Status,
};
use example::{answer, awkward, dispatches, graph, query_files};
use serde_json::Value;

/// Whether the server is there, or can be brought there: root on a system with apt.
fn installed() -> bool {
    let runs =
        |program: &str, arguments: &[&str]| Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    let there = || runs("sh", &["-c", "command -v virtuoso-t && command -v isql-vt"]);
    let install = "test $(id -u) = 0 && apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends virtuoso-opensource";
    there() || (runs("sh", &["-c", install]) && there())
}

/// The rows of an answer in the order of their variables, each value as text, empty where there is none; sorted, as Virtuoso collates texts otherwise.
fn rows(answer: &Value) -> Vec<Vec<String>> {
    let variables = answer["head"]["vars"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let value = |row: &Value, name: &Value| row[name.as_str().unwrap()]["value"].as_str().unwrap_or_default().to_owned();
    let row = |row: &Value| variables.iter().map(|name| value(row, name)).collect();
    let mut rows: Vec<_> = answer["results"]["bindings"].as_array().unwrap().iter().map(row).collect();
    rows.sort();
    rows
}

/// Loads a graph into a server of its own and compares all answers; returns the number of rows.
fn check(graph: &Graph) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let quads = Export::of(graph).unwrap().save(Format::NQuads, folder.path()).unwrap();
    let queries = query_files(folder.path());
    let theirs = python("virtuoso.py", [&quads].into_iter().chain(&queries).map(PathBuf::as_path).collect::<Vec<&Path>>());
    assert_eq!(theirs["quads"], fs::read_to_string(&quads).unwrap().lines().count());
    let check = |query: &NamedQuery| {
        let mut ours = answer(graph, &query.sparql);
        ours.sort();
        assert_eq!(rows(&theirs[&query.name]), ours, "{}", query.name);
        ours.len()
    };
    NamedQuery::all().iter().map(check).sum()
}

#[test]
fn virtuoso_answers_the_named_queries_as_the_store_does() {
    if !installed() {
        // Not captured as `println!` would be: who runs the tests must see it.
        writeln!(stderr(), "NOT RUN: Virtuoso. Install the package virtuoso-opensource, or run the tests as root where apt is.").unwrap();
        return;
    }
    let mut all = dispatches();
    all[1].1[0].status = Status::Denied;
    all.extend(awkward());
    assert!(check(&graph(&all)) > 10);
}
