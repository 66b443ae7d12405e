//! The score: small cases worked out by hand.

use std::fs;

use depeche::{
    eval::{EvalError, GoldRow, Report, Tally, Words, read_facts, read_gold, score},
    graph::FactRow,
    pack::Pack,
};

fn gold(subject: &str, predicate: &str, object: &str) -> GoldRow {
    let [subject, predicate, object] = [subject, predicate, object].map(str::to_owned);
    GoldRow { document: "d1".to_owned(), subject, predicate, object, status: "asserted".to_owned(), ..GoldRow::default() }
}

fn fact(subject: &str, predicate: &str, object: &str) -> FactRow {
    let [subject, predicate, object] = [subject, predicate, object].map(str::to_owned);
    let (status, rule) = ("asserted".to_owned(), format!("rule-{predicate}"));
    FactRow { document: "d1.txt".to_owned(), subject, predicate, object, status, rule, ..FactRow::default() }
}

fn scored(gold: &[GoldRow], facts: &[FactRow]) -> Report {
    score(gold, facts, &Words::of(&Pack::embedded("fr").unwrap()).unwrap())
}

fn tally(hits: usize, system: usize, gold: usize) -> Tally {
    Tally { hits, system, gold }
}

fn words(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn hits_misses_and_spurious_facts_are_counted_by_predicate_document_and_rule() {
    let gold = [gold("Soudan", "captures", "El-Fasher"), gold("Soudan", "controls", "Khartoum"), gold("Tchad", "asks", "ONU")];
    let facts = [fact("le Soudan", "captures", "El Fasher"), fact("Mali", "controls", "Khartoum")];
    let report = scored(&gold, &facts);
    assert_eq!(report.all, tally(1, 2, 3));
    assert_eq!((report.all.precision(), report.all.recall(), report.all.f1()), (0.5, 1.0 / 3.0, 0.4));
    assert_eq!(report.predicates["controls"], tally(0, 1, 1));
    assert_eq!(report.documents["d1"], tally(1, 2, 3));
    assert_eq!((report.rules["rule-captures"], report.rules["rule-controls"]), (tally(1, 1, 1), tally(0, 1, 0)));
    assert_eq!((report.missing.len(), report.spurious.len()), (2, 1));
    let rules: Vec<_> = report.to_string().lines().skip_while(|line| !line.starts_with("rule ")).take(3).map(words).collect();
    assert_eq!(rules, ["rule facts right wrong precision", "rule-controls 1 0 1 0.000", "rule-captures 1 1 0 1.000"]);
    assert!(report.errors().contains("spurious: d1.txt: Mali -controls-> Khartoum [asserted, rule-controls]"), "{}", report.errors());
}

#[test]
fn other_names_and_ids_match() {
    let mut wanted = gold("Forces armées arméniennes", "withdrawsFrom", "Q132883");
    wanted.subject_alt = "Arménie|armée arménienne".to_owned();
    let mut found = fact("troupes", "withdrawsFrom", "Haut-Karabagh");
    found.subject_labels = "Arménie".to_owned();
    found.object_ids = "Q132883|geonames:1".to_owned();
    assert_eq!(scored(&[wanted], &[found]).all, tally(1, 1, 1));
}

#[test]
fn each_gold_fact_matches_once_and_a_second_wording_is_no_error() {
    let gold = [gold("Haïti", "asks", "ONU")];
    let facts = [fact("Haïti", "asks", "ONU"), fact("Haiti", "asks", "l'ONU"), fact("Haïti", "asks", "ONU Femmes")];
    assert_eq!(scored(&gold, &facts).all, tally(1, 2, 1), "the third shares too few words");
}

#[test]
fn optional_facts_count_neither_when_missing_nor_when_found() {
    let mut optional = gold("Kiev", "asks", "Berlin");
    optional.optional = "1".to_owned();
    assert_eq!(scored(&[optional.clone()], &[]).all, tally(0, 0, 0));
    assert_eq!(scored(&[optional.clone()], &[fact("Kiev", "asks", "Berlin")]).all, tally(0, 0, 0));
    let core = gold("Kiev", "asks", "Berlin");
    assert_eq!(scored(&[optional, core], &[fact("Kiev", "asks", "Berlin")]).all, tally(1, 1, 1), "core facts choose first");
}

#[test]
fn documents_without_gold_are_left_aside() {
    let mut other = fact("Kiev", "asks", "Berlin");
    other.document = "d2".to_owned();
    assert_eq!(scored(&[gold("Kiev", "asks", "Berlin")], &[other]).all, tally(0, 0, 1));
}

#[test]
fn attributes_are_judged_over_all_claims_of_a_matched_fact_and_status_over_the_best() {
    let mut wanted = gold("Mali", "deploysTroopsTo", "Gao");
    (wanted.status, wanted.count) = ("planned".to_owned(), "3500-4000".to_owned());
    (wanted.date, wanted.attributed_to) = ("2013-01-11".to_owned(), "Ibrahim Boubacar Keïta".to_owned());
    let (mut first, mut second) = (fact("Mali", "deploysTroopsTo", "Gao"), fact("Mali", "deploysTroopsTo", "Gao"));
    (first.count, first.date) = ("4 000".to_owned(), "2014".to_owned());
    (second.status, second.date, second.attributed_to) = ("planned".to_owned(), "2013-01".to_owned(), "Keita".to_owned());
    let report = scored(&[wanted.clone()], &[first.clone(), second]);
    assert_eq!(report.all, tally(1, 1, 1));
    let right = [report.status, report.count, report.date, report.source].map(|accuracy| (accuracy.right, accuracy.total));
    assert_eq!(right, [(1, 1); 4]);
    let report = scored(&[wanted], &[first]);
    let right = [report.status, report.count, report.date, report.source].map(|accuracy| (accuracy.right, accuracy.total));
    assert_eq!(right, [(0, 1), (1, 1), (0, 1), (0, 1)]);
}

#[test]
fn the_report_ends_with_the_totals() {
    let text = scored(&[gold("Kiev", "asks", "Berlin")], &[fact("Kiev", "asks", "Berlin")]).to_string();
    assert!(text.ends_with("facts: precision 1.000 recall 1.000 F1 1.000 (hit 1 of 1 gold, 1 from the system)"), "{text}");
    assert!(text.contains("status accuracy on matched facts         1/1 = 1.000"), "{text}");
    let nothing = scored(&[gold("Kiev", "asks", "Berlin")], &[]).to_string();
    assert!(nothing.contains("precision 0.000 recall 0.000 F1 0.000"), "{nothing}");
}

#[test]
fn tables_are_read_with_or_without_a_byte_order_mark_and_faults_name_file_and_line() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("gold.csv");
    fs::write(&path, "\u{feff}document,subject,predicate,object,optional\nd1,Kiev,asks,Berlin,1\n").unwrap();
    assert!(read_gold(&path).unwrap()[0].is_optional());
    assert_eq!(read_facts(&path).unwrap()[0].subject, "Kiev");
    fs::write(&path, "document,subject,object\nd1,Kiev,Berlin\n").unwrap();
    let error = read_gold(&path).unwrap_err();
    assert!(matches!(error, EvalError::NoColumn { column: "predicate", .. }) && error.to_string().contains("gold.csv"), "{error}");
    fs::write(&path, "document,subject,predicate,object\n").unwrap();
    assert!(matches!(read_gold(&path).unwrap_err(), EvalError::NoGold { .. }));
    fs::write(&path, b"document,subject,predicate,object\nd1,\xff,asks,x\n").unwrap();
    assert!(read_gold(&path).unwrap_err().to_string().contains("gold.csv"), "bytes that are no UTF-8");
    assert!(read_gold(&directory.path().join("none.csv")).unwrap_err().to_string().contains("none.csv"));
}
