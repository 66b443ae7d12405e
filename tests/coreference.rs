//! What pronouns, possessives and descriptions stand for, and what names and descriptions are called, on the project's own texts
//! (`tests/tables/coreference.tsv`, `tests/tables/naming.tsv`).

mod real;

use depeche::{
    analysis::mention::Nouns,
    gazetteer::Gazetteer,
    link::{Discourse, Linker},
    model::Document,
    ontology::Ontology,
    pipeline::Pipeline,
};

/// Labels of what the marked word stands for: an actor if it can be one, a place for what only means places, else anything.
fn stands_for(discourse: &Discourse<'_>, (sentence, token): (usize, usize), word: &str) -> String {
    let wanted: &[&str] = if word == "y" { &["Place"] } else { &["Actor", ""] };
    let lists = wanted.iter().map(|class| if class.is_empty() { Vec::new() } else { vec![(*class).to_owned()] });
    let found = lists.map(|list| discourse.entities(sentence, token, &list)).find(|found| !found.is_empty());
    let labels: Vec<String> = found.iter().flatten().map(|entity| entity.label.clone()).collect();
    if labels.is_empty() { "-".to_owned() } else { labels.join(" + ") }
}

#[test]
fn every_row_of_the_table_has_its_antecedent() {
    check("coreference");
}

#[test]
fn what_is_named_or_described_has_its_usual_name() {
    check("naming");
}

/// Compares what each marked word of a table stands for with what the row says.
fn check(table: &str) {
    let (pack, gazetteer) = (real::pack(), Gazetteer::embedded());
    let pipeline = Pipeline::load(&pack, gazetteer).expect("the pack is whole");
    let ontology = Ontology::embedded().expect("the ontology is Turtle");
    let linker = Linker::load(&pack, gazetteer, ontology, Nouns::load(&pack).expect("the pack has nouns")).expect("the pack has names");
    let rows = real::table(table);
    let answer = |row: &real::Row| {
        let document = Document::from_text("row", row.text.as_str());
        let analysis = pipeline.analyse(&document);
        let place = real::trigger(&analysis.sentences, row);
        stands_for(&linker.discourse(&document, &analysis), place, row.trigger.of(&row.text))
    };
    let got: Vec<String> = rows.iter().map(answer).collect();
    real::report(&rows, &got);
}
