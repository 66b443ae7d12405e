//! What is known of names helps, and little hangs on it: dispatches with every place and person replaced by others of the same kind give
//! nearly as many right facts.

mod renaming;

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use depeche::{
    eval::{GoldRow, Words, read_facts, read_gold, score},
    gazetteer::Gazetteer,
    model::Document,
    pack::Pack,
    pipeline::Pipeline,
};
use renaming::Renaming;

/// F1 that other names may cost.
const LOSS: f64 = 0.05;

/// The French pack as it stands in the folder.
fn folder_of_pack() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr")
}

/// F1 of texts against gold.
fn f1(texts: &[(String, String)], gold: &[GoldRow]) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir(&input).expect("a folder");
    for (name, text) in texts {
        fs::write(input.join(name).with_extension("txt"), text).expect("a file");
    }
    let mut program = Command::new(assert_cmd::cargo::cargo_bin!("depeche"));
    program.args(["build", "--pack"]).arg(folder_of_pack()).arg(&input).arg("--out").arg(&out).assert().success();
    let facts = read_facts(&out.join("facts.csv")).expect("the table of facts");
    let words = Words::of(&Pack::from_dir(&folder_of_pack()).expect("the pack can be read")).expect("the pack has the words of scores");
    score(gold, &facts, &words).all.f1()
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
