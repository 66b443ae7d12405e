//! The table of constructions: the ways in which French builds a statement, each with all the facts that it must give.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use depeche::{
    gazetteer::Gazetteer,
    model::{Claim, Document},
    pack::Pack,
    pipeline::Pipeline,
};

/// `subject predicate object [status]`, the status only where it is not `asserted`.
fn line(claim: &Claim) -> String {
    let status = claim.status.to_string();
    let shown = if status == "asserted" { String::new() } else { format!(" [{status}]") };
    format!("{} {} {}{shown}", claim.subject.entity.label, claim.predicate, claim.object.entity.label)
}

fn facts(pipeline: &Pipeline<'_>, text: &str) -> BTreeSet<String> {
    pipeline.extract(&Document::from_text("table", text)).iter().map(line).collect()
}

/// Columns: construction, sentence, facts separated by `; ` (`-` for none), and for a known failure its reason.
#[test]
fn every_construction_gives_its_facts_and_no_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pack = Pack::from_dir(&root.join("lang/fr")).unwrap();
    let gazetteer = Gazetteer::embedded();
    let pipeline = Pipeline::load(&pack, gazetteer).unwrap();
    let table = fs::read_to_string(root.join("tests/tables/constructions.tsv")).unwrap();
    let (mut rows, mut known, mut failures) = (0, 0, String::new());
    for (number, row) in table.lines().enumerate().filter(|(_, row)| !row.is_empty() && !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [construction, text, want, ..] = columns[..] else { panic!("line {}: three columns are needed", number + 1) };
        let want: BTreeSet<String> = want.split("; ").filter(|fact| *fact != "-").map(str::to_owned).collect();
        let got = facts(&pipeline, text);
        let known_failure = columns.len() > 3;
        rows += 1;
        known += usize::from(known_failure);
        if (got == want) == known_failure {
            writeln!(failures, "line {} ({construction}): {text}\n    want {want:?}\n    got  {got:?}", number + 1).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(rows >= 120 && known * 20 <= rows, "{rows} rows, {known} known failures");
}
