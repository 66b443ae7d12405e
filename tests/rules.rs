//! The rule files of every pack that ships: they load, their own tests pass, and authors are told why and where.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use depeche::{gazetteer::Gazetteer, model::Document, ontology::Ontology, pack::Pack, pipeline::Pipeline, rule::RuleSet};

fn pipeline(language: &str) -> Pipeline<'static> {
    Pipeline::load(&Pack::embedded(language).unwrap(), Gazetteer::embedded()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_tests_in_rule_files_pass() {
    for language in Pack::languages() {
        let report = pipeline(&language).test_rules("");
        let failures: Vec<String> = report
            .failures
            .iter()
            .map(|failure| format!("{} « {} »\n  want {:?}\n  got  {:?}", failure.rule, failure.text, failure.want, failure.got))
            .collect();
        assert!(report.passed > 0, "{language} has no test of a rule");
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}

/// Each stage at which a rule can stop, in a sentence that stops there.
#[test]
fn why_names_the_stage() {
    let pipeline = pipeline("fr");
    let cases = [
        ("capture", "Le chat dort.", "trigger: none of its words stands in the text"),
        ("capture", "Le M23 a pris Goma.", "states: M23 captures Goma; status=asserted"),
        ("capture", "Le M23 a pris un avocat.", "stopped: role place is not filled"),
        (
            "deploy-troops",
            "Londres a envoyé une lettre au Mali.",
            "role force: wants MilitaryForce, and its path reaches lettre (no known type)",
        ),
        ("evacuate", "La France va évacuer ses ressortissants du Soudan.", "status: planned"),
        ("head-of-state", "Le président ukrainien Volodymyr Zelensky est arrivé.", "stopped: role body is not filled"),
        ("evacuate", "La France a évacué ses ressortissants.", "role place: its path reaches no word (optional)"),
    ];
    for (rule, text, line) in cases {
        let index = pipeline.rules().by_id(rule).unwrap();
        let explanation = pipeline.why(index, &Document::from_text("test", text)).text;
        assert!(explanation.lines().any(|found| found.trim() == line), "« {text} »: no line `{line}` in\n{explanation}");
    }
}

/// The pack of French with one file of rules of its own.
fn load(name: &str, rules: &str) -> Result<RuleSet, String> {
    let dir = tempfile::tempdir().unwrap();
    let pack = dir.path().join("fr");
    fs::create_dir_all(pack.join("rules")).unwrap();
    fs::copy(root().join("lang/fr/frames.toml"), pack.join("frames.toml")).unwrap();
    fs::write(pack.join("rules").join(name), rules).unwrap();
    let folder = format!("{}/", pack.display());
    RuleSet::load(&Pack::from_dir(&pack).unwrap(), Ontology::embedded().unwrap()).map_err(|error| error.to_string().replace(&folder, ""))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files of a folder of `tests/golden` with this extension, by name.
fn golden(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/golden").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|own| own == extension));
    files.sort();
    files
}

/// Compares a text with a golden file; `UPDATE_GOLDEN=1` writes the file instead.
fn compare(file: &Path, found: &str, complaints: &mut String) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(file, found).unwrap();
    }
    let wanted = fs::read_to_string(file).unwrap_or_default();
    if wanted != found {
        writeln!(complaints, "{}: wanted\n{wanted}\ngot\n{found}\n", file.display()).unwrap();
    }
}

/// Each file of `golden/rule-errors` is a right rule with one mistake; the message beside it says where and what would be right.
#[test]
fn wrong_rules_are_told_with_place_and_remedy() {
    let (mut complaints, files) = (String::new(), golden("rule-errors", "toml"));
    assert!(files.len() >= 15, "only {} kinds of mistake", files.len());
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        match load(name, &fs::read_to_string(&file).unwrap()) {
            Ok(_) => writeln!(complaints, "{name}: nobody complains").unwrap(),
            Err(message) => {
                if !message.starts_with(&format!("rules/{name}:")) || !message.contains(" = help: ") {
                    writeln!(complaints, "no place or no help in\n{message}").unwrap();
                }
                compare(&file.with_extension("txt"), &format!("{message}\n"), &mut complaints);
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}
