//! SHACL: what is built conforms, and what is mutilated does not, for pyshacl and, with the feature `shacl`, for the program itself.

mod client;
mod example;

use std::{collections::BTreeSet, fs, path::Path};

use client::python;
use depeche::model::Status;
use example::{awkward, dispatches, graph};

/// A mutilation: its name, what it does to the lines of N-Triples, and the constraint that it violates.
type Mutilation = (&'static str, fn(&str) -> Option<String>, &'static str);

/// Changes lines that speak of a property; others stay.
fn change(line: &str, property: &str, change: impl FnOnce(&str) -> Option<String>) -> Option<String> {
    if line.contains(&format!("{property}>")) { change(line) } else { Some(line.to_owned()) }
}

const MUTILATIONS: [Mutilation; 10] = [
    ("claims without status", |line| change(line, "ontology#status", |_| None), "MinCountConstraintComponent"),
    ("claims without evidence", |line| change(line, "ontology#evidence", |_| None), "MinCountConstraintComponent"),
    ("an unheard-of status", |line| Some(line.replace("ontology#planned>", "ontology#rumoured>")), "InConstraintComponent"),
    (
        "a confidence above one",
        |line| change(line, "ontology#confidence", |line| Some(line.replace("\"0.9\"", "\"9\""))),
        "MaxInclusiveConstraintComponent",
    ),
    (
        "a number that is a word",
        |line| change(line, "ontology#countMax", |line| Some(line.split('^').next()?.to_owned() + " .")),
        "DatatypeConstraintComponent",
    ),
    (
        "a greatest number below the least",
        |line| change(line, "ontology#countMax", |line| Some(line.replace("\"300\"", "\"3\""))),
        "LessThanOrEqualsConstraintComponent",
    ),
    (
        "a quote that ends before it begins",
        |line| {
            change(line, "ontology#charEnd", |line| {
                Some(format!("{}\"0\"^^<http://www.w3.org/2001/XMLSchema#integer> .", line.split('"').next()?))
            })
        },
        "LessThanOrEqualsConstraintComponent",
    ),
    (
        "entities with two labels",
        |line| change(line, "rdf-schema#label", |line| Some(format!("{line}\n{}", line.replace("\" .", " bis\" .")))),
        "MaxCountConstraintComponent",
    ),
    ("documents that are no documents", |line| Some(line.replace("ontology#Document>", "ontology#Rumour>")), "ClassConstraintComponent"),
    ("facts without claims", |line| change(line, "ontology#fact", |_| None), "MinCountConstraintComponent"),
];

/// The sound graphs and the mutilated ones as N-Triples, by file name.
fn files(folder: &Path) -> Vec<(String, Option<&'static str>)> {
    let mut disagreeing = dispatches();
    disagreeing[1].1[0].status = Status::Denied;
    disagreeing[1].1[0].event = Some("Capture".to_owned());
    let triples = |dispatches: &[_]| {
        let lines =
            graph(dispatches).quads().unwrap().into_iter().map(|quad| format!("{} {} {} .", quad.subject, quad.predicate, quad.object));
        lines.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let sound = triples(&disagreeing);
    let mut files = vec![("sound.nt".to_owned(), sound.clone(), None), ("awkward.nt".to_owned(), triples(&awkward()), None)];
    for (name, change, violated) in MUTILATIONS {
        let mutilated: Vec<_> = sound.iter().filter_map(|line| change(line)).collect();
        assert_ne!(mutilated, sound, "{name} changes nothing");
        files.push((format!("{}.nt", name.replace(' ', "-")), mutilated, Some(violated)));
    }
    let save = |(name, lines, violated): (String, Vec<String>, _)| {
        fs::write(folder.join(&name), lines.join("\n") + "\n").unwrap();
        (name, violated)
    };
    files.into_iter().map(save).collect()
}

fn shapes() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/shapes.ttl")
}

#[test]
fn pyshacl_accepts_what_is_built_and_rejects_what_is_mutilated() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    let mut arguments = vec![shapes()];
    arguments.extend(files.iter().map(|(name, _)| folder.path().join(name)));
    let report = python("validate.py", arguments.iter().map(|path| path.as_path()));
    for (name, violated) in files {
        let found = &report[&name];
        assert_eq!(found["conforms"], violated.is_none(), "{name}: {found}");
        if let Some(violated) = violated {
            assert!(found["violated"].as_array().unwrap().iter().any(|one| one == violated), "{name}: {found}");
        }
    }
}

#[cfg(feature = "shacl")]
#[test]
fn the_program_accepts_and_rejects_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let shapes = fs::read_to_string(shapes()).unwrap();
    for (name, violated) in files(folder.path()) {
        let triples = fs::read_to_string(folder.path().join(&name)).unwrap();
        let found = depeche::graph::violations(&shapes, &triples).unwrap();
        assert_eq!(found.is_empty(), violated.is_none(), "{name}: {found:#?}");
        if let Some(violated) = violated {
            assert!(found.iter().any(|one| one.constraint == violated), "{name}: {found:#?}");
        }
    }
}
