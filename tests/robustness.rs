//! What is known of names helps, and little hangs on it: dispatches with every place and person replaced by others of the same kind give
//! nearly as many right facts.

mod renaming;
mod scoring;

use std::{fs, path::Path};

use depeche::{
    eval::{GoldRow, read_gold},
    gazetteer::Gazetteer,
    model::Document,
    pack::Pack,
    pipeline::Pipeline,
};
use renaming::Renaming;
use scoring::{folder_of_pack, tally};

/// F1 that other names may cost.
const LOSS: f64 = 0.05;

/// F1 of texts against gold.
fn f1(texts: &[(String, String)], gold: &[GoldRow]) -> f64 {
    let input = tempfile::tempdir().expect("a folder");
    for (name, text) in texts {
        fs::write(input.path().join(name).with_extension("txt"), text).expect("a file");
    }
    tally(input.path(), gold).f1()
}

/// F1 as the texts are, and with other names.
fn compare(folder: &Path, gold: &Path, names: &[&str]) -> (f64, f64) {
    let (pack, gazetteer) = (Pack::from_dir(&folder_of_pack()).expect("the pack can be read"), Gazetteer::embedded());
    let pipeline = Pipeline::load(&pack, gazetteer).expect("the pack is whole");
    let gold = read_gold(gold).expect("gold");
    let (mut plain, mut renamed) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    for name in names {
        let text = fs::read_to_string(folder.join(name).with_extension("txt")).expect("a text");
        let rows: Vec<&GoldRow> = gold.iter().filter(|row| row.document == *name).collect();
        let renaming = Renaming::of(&pipeline, (&pack, gazetteer), &Document::from_text(*name, text.as_str()), &rows);
        renamed.1.extend(rows.iter().map(|row| renaming.apply_to(row)));
        plain.1.extend(rows.into_iter().cloned());
        renamed.0.push(((*name).to_owned(), renaming.apply(&text)));
        plain.0.push(((*name).to_owned(), text));
    }
    (f1(&plain.0, &plain.1), f1(&renamed.0, &renamed.1))
}

#[test]
fn other_names_cost_little_in_dispatches() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let names = ["2023-04-17-soudan-khartoum", "2024-03-04-haiti-prison", "2025-01-27-rdc-goma"];
    let (plain, renamed) = compare(&root.join("dev"), &root.join("gold/dev.csv"), &names);
    println!("F1 {plain:.3} as written, {renamed:.3} with other names");
    assert!(renamed >= plain - LOSS, "F1 {plain:.3} as written, {renamed:.3} with other names");
}

#[test]
fn other_names_cost_little_in_articles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    // The articles are no part of the project.
    if !root.join("seeds").is_dir() {
        return;
    }
    let names = ["000_fb6132b1607f1b8a", "003_cc4a5591d09ce447", "004_7f68589677668c89"];
    let (plain, renamed) = compare(&root.join("seeds"), &root.join("gold/dev.csv"), &names);
    println!("F1 {plain:.3} as written, {renamed:.3} with other names");
    assert!(renamed >= plain - LOSS, "F1 {plain:.3} as written, {renamed:.3} with other names");
}
