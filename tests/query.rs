//! Queries: over all documents at once, in every format, with errors that show where.

mod example;

use depeche::{
    graph::{NamedQuery, QueryError, ResultFormat},
    model::Status,
};
use example::{dispatches, graph};

fn answer(sparql: &str, format: ResultFormat) -> Result<String, QueryError> {
    let mut bytes = Vec::new();
    graph(&dispatches()).query(sparql)?.write(format, &mut bytes)?;
    Ok(String::from_utf8(bytes).unwrap())
}

#[test]
fn what_did_the_taliban_capture_according_to_whom_in_which_words() {
    let query = NamedQuery::find("taliban-captures").unwrap();
    assert_eq!(query.question, "Which places did the Taliban capture, according to whom, in which words?");
    let table = answer(&query.sparql, ResultFormat::Table).unwrap();
    let wanted = [
        "place  date        according_to         document  words",
        "─────  ──────────  ───────────────────  ────────  ────────────────────────────────",
        "Hérat  2021-08-12  gouverneur de Hérat  a_herat   Les insurgés ont pris Hérat",
        "Hérat              b_note               b_note    Hérat est aux mains des talibans",
        "(2 rows)",
    ];
    assert_eq!(table.lines().collect::<Vec<_>>(), wanted, "{table}");
}

#[test]
fn every_named_query_is_read_asks_something_and_runs() {
    let all = NamedQuery::all();
    assert!(all.len() >= 15);
    for query in all {
        assert!(query.sparql.starts_with("# ") && query.question.ends_with('?'), "{}", query.name);
        let table = answer(&query.sparql, ResultFormat::Table).unwrap_or_else(|error| panic!("{}: {error}", query.name));
        assert!(query.sparql.contains("ORDER BY"), "{} has no fixed order", query.name);
        assert!(!table.is_empty(), "{}", query.name);
    }
}

#[test]
fn a_syntax_error_shows_the_place() {
    let error = answer("SELECT ?x\nWHERE { ?x dep:captures }", ResultFormat::Table).unwrap_err().to_string();
    assert!(error.contains("line 2, column 25"), "{error}");
    assert!(error.contains("\n  WHERE { ?x dep:captures }\n                          ^"), "{error}");
}

#[test]
fn an_unknown_query_or_format_lists_the_known_ones() {
    assert!(NamedQuery::find("no-such-query").unwrap_err().to_string().contains("taliban-captures"));
    assert!("yaml".parse::<ResultFormat>().unwrap_err().to_string().contains("table, json, xml, csv, tsv"));
}

#[test]
fn rows_and_graphs_have_their_own_formats() {
    let (select, construct) = ("SELECT * { ?s dep:captures ?o }", "CONSTRUCT WHERE { ?s dep:captures ?o }");
    for format in ResultFormat::ALL {
        assert_eq!(
            answer(select, format).is_ok(),
            format == ResultFormat::Table || "csv tsv json xml".contains(format.name()),
            "{format:?}"
        );
        assert_eq!(answer(construct, format).is_ok(), !"csv tsv json xml".contains(format.name()), "{format:?}");
    }
    let error = answer(construct, ResultFormat::Csv).unwrap_err().to_string();
    assert!(error.contains("a graph cannot be written as csv: take one of table, ttl"), "{error}");
    assert_eq!(answer("ASK { ?s dep:captures ?o }", ResultFormat::Table).unwrap(), "yes\n");
    assert!(answer("DESCRIBE ?s WHERE { ?s dep:captures ?o }", ResultFormat::Turtle).unwrap().contains("rdfs:label \"Talibans\""));
}

#[test]
fn from_and_graph_choose_documents() {
    let apart = "SELECT (COUNT(?claim) AS ?n) { GRAPH ?document { ?document dcterms:identifier ?id . ?claim a dep:Claim } } GROUP BY ?id ORDER BY ?id";
    assert_eq!(answer(apart, ResultFormat::Csv).unwrap(), "n\r\n3\r\n1\r\n");
    let union = "SELECT (COUNT(*) AS ?n) { ?claim a dep:Claim }";
    assert_eq!(answer(union, ResultFormat::Csv).unwrap(), "n\r\n4\r\n");
    let derived = "SELECT (COUNT(*) AS ?n) FROM graph:derived { ?fact a dep:Fact }";
    assert_eq!(answer(derived, ResultFormat::Csv).unwrap(), "n\r\n3\r\n");
}

#[test]
fn days_compare_whatever_the_precision_of_the_date() {
    let later = "SELECT ?words { ?c dep:notBefore ?day ; dep:objectWords ?words FILTER(?day > \"2021-08-01\"^^xsd:date) }";
    assert_eq!(answer(later, ResultFormat::Csv).unwrap(), "words\r\nHérat\r\n");
}

#[test]
fn facts_on_which_claims_disagree_are_found() {
    let mut dispatches = dispatches();
    dispatches[1].1[0].status = Status::Denied;
    dispatches[1].1[0].event = Some("Capture".to_owned());
    let query = NamedQuery::find("disagreements").unwrap();
    let mut bytes = Vec::new();
    graph(&dispatches).query(&query.sparql).unwrap().write(ResultFormat::Csv, &mut bytes).unwrap();
    let wanted = "subject,predicate,object,over,status,least,most,date,document,words\r\n\
        Talibans,captures,Hérat,status,asserted,300,300,2021-08-12,a_herat,Les insurgés ont pris Hérat\r\n\
        Talibans,captures,Hérat,status,denied,,,,b_note,Hérat est aux mains des talibans\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), wanted);
}
