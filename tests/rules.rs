//! The rule files of every pack that ships: they load, their own tests pass, and authors are told why and where.

mod program;

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use depeche::{gazetteer::Gazetteer, model::Document, ontology::Ontology, pack::Pack, pipeline::Pipeline, rule::RuleSet};
use program::{contents, depeche, run};

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

/// Each file of `golden/rule-why` opens with the command and holds what it prints: every stage at which a rule can stop.
#[test]
fn why_names_the_stage() {
    let pipeline = pipeline("fr");
    let (mut complaints, files) = (String::new(), golden("rule-why", "txt"));
    assert!(files.len() >= 10, "only {} cases", files.len());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let command = text.lines().next().unwrap();
        let (rule, sentence) = command.strip_prefix("$ depeche rule why ").and_then(|rest| rest.split_once(' ')).expect(command);
        let index = pipeline.rules().by_id(rule).unwrap_or_else(|| panic!("{}: no rule {rule}", file.display()));
        let explanation = pipeline.why(index, &Document::from_text("test", sentence.trim_matches('"'))).text;
        compare(&file, &format!("{command}\n{explanation}"), &mut complaints);
    }
    assert!(complaints.is_empty(), "{complaints}");
}

/// The pack of French with one file of rules of its own.
fn load(name: &str, rules: &str) -> Result<RuleSet, String> {
    let dir = tempfile::tempdir().unwrap();
    let pack = dir.path().join("fr");
    fs::create_dir_all(pack.join("rules")).unwrap();
    for file in ["frames.toml", "sequences.toml"] {
        fs::copy(root().join("lang/fr").join(file), pack.join(file)).unwrap();
    }
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

/// A copy of the French pack, to be changed.
fn copied() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
            let place = to.join(entry.file_name().unwrap());
            if entry.is_dir() {
                copy(&entry, &place);
            } else {
                fs::copy(&entry, &place).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("lang/fr"), folder.path());
    folder
}

/// A class that nothing has is no mistake of form, so the rule loads; its author is told.
#[test]
fn classes_that_nothing_has_are_told() {
    let pack = copied();
    let rule = |arguments: &[&str]| run(depeche().arg("rule").args(arguments).arg("--pack").arg(pack.path()));
    assert_eq!(rule(&["list"]).2, "");
    let template = fs::read_to_string(root().join("lang/fr/rule-template.toml")).unwrap().replace("{id}", "own");
    fs::write(pack.path().join("rules/own.toml"), template.replacen("\"ArmedGroup\"", "\"Attack\"", 1)).unwrap();
    fs::write(pack.path().join("lexicons/nouns.own.tsv"), "krakoze\tKrakoz\n").unwrap();
    for arguments in [&["list"][..], &["test", "own"]] {
        let (_, _, complaint) = rule(arguments);
        assert!(complaint.contains("rule own, role partner: nothing is ever a `Attack`"), "{complaint}");
        assert!(complaint.contains("krakoze: nothing is ever a `Krakoz`"), "{complaint}");
    }
}

#[test]
fn rule_new_begins_a_rule_that_works() {
    let pack = copied();
    let rule = |arguments: &[&str]| run(depeche().arg("rule").args(arguments).arg("--pack").arg(pack.path()));
    let (code, said, complaint) = rule(&["new", "vouch-for"]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert!(contents(&pack.path().join("rules")).contains_key("vouch-for.toml"));
    assert!(said.contains("depeche rule test vouch-for --pack"), "{said}");
    assert_eq!(rule(&["test", "vouch-for"]), (0, "3 passed, 0 failed\n".to_owned(), String::new()));
    for (id, wanted) in [("vouch-for", "already"), ("capture", "capture.toml"), ("Take", "small letters"), ("../x", "small letters")] {
        let (code, _, complaint) = rule(&["new", id]);
        assert!(code == 2 && complaint.contains(wanted), "{id}: {complaint}");
    }
    let (code, _, complaint) = run(depeche().args(["rule", "new", "vouch-for"]));
    assert!(code == 2 && complaint.contains("--pack"), "{complaint}");
}

/// Nothing has to be registered: a file of rules and a file of words work as soon as they lie in the pack.
#[test]
fn files_dropped_into_a_pack_are_used() {
    let pack = copied();
    let template = fs::read_to_string(root().join("lang/fr/rule-template.toml")).unwrap();
    let text = "Le Qatar a cautionné les krakozes nubiens.";
    let claims = || {
        let pipeline = Pipeline::load(&Pack::from_dir(pack.path()).unwrap(), Gazetteer::embedded()).unwrap();
        let rules = pipeline.extract(&Document::from_text("test", text)).into_iter().map(|claim| claim.rule);
        rules.filter(|rule| rule == "own").collect::<Vec<_>>()
    };
    fs::write(pack.path().join("rules/own.toml"), template.replace("{id}", "own")).unwrap();
    assert!(claims().is_empty(), "nobody knows the word yet");
    fs::write(pack.path().join("lexicons/nouns.own.tsv"), "# Words of our own.\nkrakoze\tArmedGroup\tgroup\n").unwrap();
    assert_eq!(claims(), ["own"]);
    fs::write(pack.path().join("lexicons/months.own.tsv"), "krak\t13\n").unwrap();
    let error = Pipeline::load(&Pack::from_dir(pack.path()).unwrap(), Gazetteer::embedded()).err().unwrap().to_string();
    assert!(error.contains("months.own.tsv:1:1: column 2 is `13`"), "{error}");
}

/// The settings of a pack are told as its rules are.
#[test]
fn wrong_settings_are_told_with_place_and_remedy() {
    for (file, from, to, place) in [
        ("status.toml", "[mood]", "[moood]", "unknown key `moood`"),
        ("attribution.toml", "carriers = [", "carriers = 3 # [", "attribution.toml:"),
        ("names.toml", "[article]", "[artikel]", "did you mean `article`?"),
        ("frames.toml", "[frame.trans]", "[frame.trans]\npasive.X = \".\"", "did you mean `passive`?"),
        ("frames.toml", "\">nsubj[lemma=armée", "\">nsbj[lemma=armée", "unknown relation `nsbj`"),
        ("sequences.toml", "title:{Person}", "title:{Persn}", "unknown class `Persn`"),
        ("lexicons/nouns.tsv", "\nville\t", "\nville nouvelle\t", "`ville nouvelle` would never match"),
        ("lexicons/status.tsv", "\nrefuser\t", "\nrefuser net\t", "`refuser net` would never match"),
        ("lexicons/speech.tsv", "\nannoncer\t", "\nannoncer haut\t", "`annoncer haut` would never match"),
    ] {
        let pack = copied();
        let place_of = pack.path().join(file);
        let text = fs::read_to_string(&place_of).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(&place_of, text.replacen(from, to, 1)).unwrap();
        let error = Pipeline::load(&Pack::from_dir(pack.path()).unwrap(), Gazetteer::embedded()).err().unwrap().to_string();
        assert!(error.contains(place) && error.contains(" | ") && error.contains(&format!("{file}:")), "{file}: {error}");
    }
}
