//! Exports: the same bytes every time, and the facts table as its contract says.

mod example;

use std::{collections::BTreeSet, env, fs, path::Path};

use depeche::{
    export::{Export, Format},
    graph::{Graph, Selection},
    model::Status,
};
use example::{awkward, dispatches, graph};
use oxigraph::{
    io::{RdfFormat, RdfParser},
    sparql::{QueryResults, SparqlEvaluator},
};

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
    assert_eq!(
        names,
        ["dataset.ttl", "edges.csv", "events.csv", "facts.csv", "graph.gexf", "graph.graphml", "graph.ttl", "links.nt", "nodes.csv"]
    );
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

/// What a part of the dispatches gives as rows of the facts table: document, subject, predicate, object, status.
fn selected(selection: &Selection) -> Vec<String> {
    let part = graph(&dispatches()).select(selection).unwrap();
    let table = written(&part, Format::Csv);
    let rows = csv::Reader::from_reader(table.as_bytes()).into_records().map(|row| row.unwrap());
    rows.map(|row| [0, 1, 4, 5, 8].map(|column| row[column].to_owned()).join(" ")).collect()
}

#[test]
fn a_part_is_selected_by_class_predicate_status_date_and_number_of_documents() {
    let all = Selection::default;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let (plan, capture) = ("a_herat Talibans captures Kunduz planned", "a_herat Talibans captures Hérat asserted");
    assert_eq!(selected(&all()).len(), 4);
    assert_eq!(selected(&Selection { statuses: vec![Status::Planned], ..all() }), [plan]);
    let places = Selection { classes: names(&["Country"]), ..all() };
    assert_eq!(selected(&places), ["a_herat Hérat locatedIn Afghanistan asserted"]);
    assert_eq!(selected(&Selection { predicates: names(&["gainsControlOf"]), ..all() }).len(), 3, "families take in what is below them");
    assert_eq!(selected(&Selection { documents: 2, ..all() }), [capture, "b_note Talibans captures Hérat asserted"]);
    let day = |day| Some(jiff::civil::Date::new(2021, 8, day).unwrap());
    assert_eq!(selected(&Selection { until: day(12), ..all() }), [capture]);
    assert_eq!(selected(&Selection { from: day(13), ..all() }).len(), 2, "what has no date has that of its document");
    assert!(selected(&Selection { from: day(14), ..all() }).is_empty());
    let unknown = Selection { classes: names(&["Planet"]), ..all() };
    let error = graph(&dispatches()).select(&unknown).err().unwrap().to_string();
    assert!(error.contains("`Planet` is no class") && error.contains("City"), "{error}");
}

#[test]
fn a_part_is_the_graph_of_what_it_holds() {
    let (both, only) = (graph(&dispatches()), dispatches().remove(0));
    let planned = Selection { statuses: vec![Status::Planned], ..Selection::default() };
    let alone = (only.0, only.1.into_iter().filter(|claim| claim.status == Status::Planned).collect());
    assert_eq!(both.select(&planned).unwrap().quads().unwrap(), graph(&[alone]).quads().unwrap());
    assert_eq!(both.select(&Selection::default()).unwrap().quads().unwrap(), both.quads().unwrap());
    let plain = both.select(&Selection { plain: true, ..Selection::default() }).unwrap();
    assert!(plain.quads().unwrap().len() < both.quads().unwrap().len());
}

#[test]
fn a_construct_selects_the_facts_that_it_makes() {
    let graph = graph(&dispatches());
    let construction = graph.construct("CONSTRUCT WHERE { ?who dep:locatedIn ?where }").unwrap();
    let triples = Some(construction.facts());
    assert_eq!(selected(&Selection { triples, ..Selection::default() }), ["a_herat Hérat locatedIn Afghanistan asserted"]);
    let mut turtle = Vec::new();
    Export::write_statements(construction.into_quads(), Format::Turtle.rdf().unwrap(), &mut turtle).unwrap();
    assert!(String::from_utf8(turtle).unwrap().contains("dep:locatedIn entity:"));
    assert!(graph.construct("SELECT * { ?s ?p ?o }").is_err());
}

#[test]
fn every_rdf_format_is_read_back_as_it_was() {
    for dispatches in [dispatches(), awkward()] {
        let graph = graph(&dispatches);
        let stored: BTreeSet<_> = graph.quads().unwrap().into_iter().map(|quad| quad.to_string()).collect();
        for format in [Format::NQuads, Format::TriG, Format::JsonLd] {
            let text = written(&graph, format);
            let read = RdfParser::from_format(format.rdf().unwrap()).for_slice(&text).map(|quad| quad.unwrap().to_string());
            let read: BTreeSet<_> = read.collect();
            assert_eq!(read.symmetric_difference(&stored).take(5).collect::<Vec<_>>(), Vec::<&String>::new(), "{format}");
        }
    }
}

#[test]
fn json_ld_reads_like_json() {
    let json: serde_json::Value = serde_json::from_str(&written(&graph(&dispatches()), Format::JsonLd)).unwrap();
    let nodes: Vec<_> = json["@graph"].as_array().unwrap().iter().flat_map(|graph| graph["@graph"].as_array().unwrap()).collect();
    let claim = nodes.iter().find(|node| node["@type"] == "Claim" && node["countMin"] == 300).unwrap();
    assert_eq!((&claim["predicate"], &claim["status"], &claim["date"]), (&"captures".into(), &"asserted".into(), &"2021-08-12".into()));
    assert!(claim["subject"].as_str().unwrap().starts_with("entity/"));
    let types: Vec<_> = nodes.iter().map(|node| &node["@type"]).collect();
    assert!(types.contains(&&serde_json::Value::from("Capture")), "{types:?}");
}

#[test]
fn the_card_counts_what_there_is() {
    let graph = graph(&dispatches());
    let card = RdfParser::from_format(RdfFormat::Turtle).with_base_iri("https://example.org/out/dataset.ttl").unwrap();
    let store = oxigraph::store::Store::new().unwrap();
    let text = written(&graph, Format::Card);
    for quad in card.for_slice(&text) {
        store.insert(&quad.unwrap()).unwrap();
    }
    let value = |pattern: &str| {
        let query = format!(
            "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX owl: <http://www.w3.org/2002/07/owl#> \
             PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX dep: <https://w3id.org/depeche/ontology#> SELECT ?x {{ {pattern} }}"
        );
        let QueryResults::Solutions(rows) = SparqlEvaluator::new().parse_query(&query).unwrap().on_store(&store).execute().unwrap() else {
            unreachable!()
        };
        rows.map(|row| row.unwrap().get("x").unwrap().to_string()).collect::<Vec<_>>()
    };
    let number = |count: usize| vec![format!("\"{count}\"^^<http://www.w3.org/2001/XMLSchema#integer>")];
    assert_eq!(value("<https://w3id.org/depeche/id/dataset> void:triples ?x"), number(graph.quads().unwrap().len()));
    assert_eq!(value("?part void:class dep:Claim ; void:entities ?x"), number(4));
    assert_eq!(value("?set void:linkPredicate owl:sameAs ; void:objectsTarget <https://www.wikidata.org/> ; void:triples ?x"), number(2));
    assert_eq!(
        value("?file a dcat:Distribution ; dcterms:title 'facts.csv' ; dcat:downloadURL ?x"),
        ["<https://example.org/out/facts.csv>"]
    );
    assert_eq!(value("?source dcterms:license <https://creativecommons.org/licenses/by/4.0/> ; dcterms:title ?x"), ["\"GeoNames\"@en"]);
    assert_eq!(written(&graph, Format::Links).lines().count(), 4);
}
