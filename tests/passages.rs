//! Short passages of news, written and annotated before any rule had seen them (`tests/passages/README.md`): what has been reached on them stays reached.

mod scoring;

use std::{
    fs,
    path::{Path, PathBuf},
};

use depeche::eval::read_gold;
use scoring::tally;

/// F1 that every theme keeps.
const FLOOR: f64 = 0.65;

#[test]
fn every_theme_keeps_its_floor() {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passages"))
        .expect("the passages")
        .map(|entry| entry.expect("an entry").path());
    let mut themes: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|extension| extension == "jsonl")).collect();
    themes.sort();
    assert!(themes.len() >= 4, "only {} themes", themes.len());
    for theme in themes {
        let tally = tally(&theme, &read_gold(&theme.with_extension("csv")).expect("gold"));
        println!("{}: precision {:.3}, recall {:.3}, F1 {:.3}", theme.display(), tally.precision(), tally.recall(), tally.f1());
        assert!(tally.f1() >= FLOOR, "{}: F1 {:.3} is under {FLOOR}", theme.display(), tally.f1());
    }
}
