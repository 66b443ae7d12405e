//! Short passages of news, written and annotated before any rule had seen them (`tests/passages/README.md`): what has been reached on them stays reached.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use depeche::{
    eval::{Tally, Words, read_facts, read_gold, score},
    pack::Pack,
};

/// F1 that every theme keeps.
const FLOOR: f64 = 0.65;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Facts of a theme against its gold.
fn tally(passages: &Path) -> Tally {
    let (pack, out) = (root().join("lang/fr"), tempfile::tempdir().expect("a folder"));
    let mut program = Command::new(assert_cmd::cargo::cargo_bin!("depeche"));
    program.args(["build", "--pack"]).arg(&pack).arg(passages).arg("--out").arg(out.path().join("graph")).assert().success();
    let facts = read_facts(&out.path().join("graph/facts.csv")).expect("the table of facts");
    let gold = read_gold(&passages.with_extension("csv")).expect("gold");
    let words = Words::of(&Pack::from_dir(&pack).expect("the pack can be read")).expect("the pack has the words of scores");
    score(&gold, &facts, &words).all
}

#[test]
fn every_theme_keeps_its_floor() {
    let files = fs::read_dir(root().join("tests/passages")).expect("the passages").map(|entry| entry.expect("an entry").path());
    let mut themes: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|extension| extension == "jsonl")).collect();
    themes.sort();
    assert!(themes.len() >= 4, "only {} themes", themes.len());
    for theme in themes {
        let tally = tally(&theme);
        println!("{}: precision {:.3}, recall {:.3}, F1 {:.3}", theme.display(), tally.precision(), tally.recall(), tally.f1());
        assert!(tally.f1() >= FLOOR, "{}: F1 {:.3} is under {FLOOR}", theme.display(), tally.f1());
    }
}
