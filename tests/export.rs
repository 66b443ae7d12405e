//! Exports: the same bytes every time, and the facts table as its contract says.

mod example;

use std::{env, fs, path::Path};

use depeche::{
    export::{Export, Format},
    graph::Graph,
};
use example::{awkward, dispatches, graph};

fn written(graph: &Graph, format: Format) -> String {
    let mut bytes = Vec::new();
    Export::of(graph).unwrap().write(format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_format_gives_the_same_bytes_for_the_same_documents_in_any_order() {
    let mut reversed = dispatches();
    reversed.reverse();
    let (one, other) = (graph(&dispatches()), graph(&reversed));
    for format in Format::ALL {
        let text = written(&one, format);
        assert!(!text.is_empty(), "{format}");
        assert!(text == written(&other, format), "{format} depends on the order of documents");
    }
}

#[test]
fn every_format_is_the_same_from_the_snapshot() {
    let directory = tempfile::tempdir().unwrap();
    let built = graph(&dispatches());
    built.save(directory.path()).unwrap();
    let loaded = Graph::load(directory.path()).unwrap();
    for format in Format::ALL {
        assert!(written(&built, format) == written(&loaded, format), "{format}");
    }
}

#[test]
fn files_bear_the_names_of_their_formats_and_nothing_is_left_beside() {
    let directory = tempfile::tempdir().unwrap();
    let graph = graph(&dispatches());
    let export = Export::of(&graph).unwrap();
    for format in Format::BUILD {
        assert!(export.save(format, &directory.path().join("new")).unwrap().ends_with(format.file_name()));
    }
    let mut names: Vec<_> =
        fs::read_dir(directory.path().join("new")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["edges.csv", "facts.csv", "graph.gexf", "graph.graphml", "graph.ttl", "nodes.csv"]);
}

/// Compares with the files under `tests/golden/FOLDER`, byte for byte; `UPDATE_GOLDEN=1` writes them anew.
fn golden(folder: &str, graph: &Graph, formats: &[Format]) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    for format in formats {
        let (path, text) = (directory.join(format.file_name()), written(graph, *format));
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(&directory).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let wanted = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(text == wanted, "{} differs; got:\n{text}", path.display());
    }
}

#[test]
fn the_facts_table_is_what_was_agreed() {
    golden("dispatches", &graph(&dispatches()), &[Format::Csv]);
}

#[test]
fn awkward_values_survive_in_every_format() {
    golden("awkward", &graph(&awkward()), &Format::ALL);
}
