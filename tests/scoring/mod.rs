//! The facts that the program takes from files, against gold.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use depeche::{
    eval::{GoldRow, Tally, Words, read_facts, score},
    pack::Pack,
};

/// The French pack as it stands in the folder.
pub fn folder_of_pack() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr")
}

/// What a build of `input` gets right of the gold.
pub fn tally(input: &Path, gold: &[GoldRow]) -> Tally {
    let (pack, out) = (folder_of_pack(), tempfile::tempdir().expect("a folder"));
    let graph = out.path().join("graph");
    let mut program = Command::new(assert_cmd::cargo::cargo_bin!("depeche"));
    program.args(["build", "--pack"]).arg(&pack).arg(input).arg("--out").arg(&graph).assert().success();
    let facts = read_facts(&graph.join("facts.csv")).expect("the table of facts");
    let words = Words::of(&Pack::from_dir(&pack).expect("the pack can be read")).expect("the pack has the words of scores");
    score(gold, &facts, &words).all
}
