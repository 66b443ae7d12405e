//! The rule files of every pack that ships: they load, their own tests pass, and authors are told why and where.

use std::{fs, path::Path};

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

/// A rule that is right, for the cases below to spoil.
const RIGHT: &str = r#"
[[rule]]
id = "take"
says = "An actor takes a place."
event = "Capture"
[[rule.trigger]]
frame = "trans"
VERB = ["prendre"]
[rule.role.place]
path = "PATIENT"
type = ["City"]
[rule.role.captor]
path = "ACTOR"
type = ["ArmedGroup"]
[[rule.emit]]
triple = ["captor", "captures", "place"]
[[rule.test]]
text = "Le M23 a pris Goma."
want = ["M23 captures Goma"]
[[rule.test]]
text = "Le M23 a pris froid."
want = []
"#;

fn load(rules: &str) -> Result<RuleSet, String> {
    let dir = tempfile::tempdir().unwrap();
    let pack = dir.path().join("fr");
    fs::create_dir_all(pack.join("rules")).unwrap();
    let frames = Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr/frames.toml");
    fs::copy(frames, pack.join("frames.toml")).unwrap();
    fs::write(pack.join("rules/own.toml"), rules).unwrap();
    RuleSet::load(&Pack::from_dir(&pack).unwrap(), Ontology::embedded().unwrap()).map_err(|error| error.to_string())
}

#[test]
fn wrong_rules_are_told_with_place_and_remedy() {
    assert!(load(RIGHT).is_ok());
    let cases = [
        ("\"captures\", \"place\"", "\"captures\", \"plaze\"", "unknown role `plaze`; did you mean `place`?"),
        ("\"captures\"", "\"capture\"", "the ontology has no property `capture`; did you mean `captures`?"),
        ("[\"City\"]", "[\"Cty\"]", "the ontology has no class `Cty`; did you mean `City`?"),
        ("\"Capture\"", "\"Captur\"", "the ontology has no class `Captur`; did you mean `Capture`?"),
        ("\"PATIENT\"", "\"PATIENTS\"", "unknown name `PATIENTS`; did you mean `PATIENT`?"),
        ("\"PATIENT\"", "\">obj[kase=de]\"", "unknown test `kase`; did you mean `case`?"),
        ("\"PATIENT\"", "\">obj[case=@TOO]\"", "unknown group `@TOO`; did you mean `TO`?"),
        ("\"PATIENT\"", "\">obj[case=de\"", "`[` is never closed"),
        ("\"PATIENT\"", "\">\"", "names no relation"),
        ("\"trans\"", "\"tranz\"", "unknown frame `tranz`; did you mean `trans`?"),
        ("want = []", "want = [\"x captures y\"]", "a test with `want = []`"),
        ("says = \"An actor takes a place.\"", "says = \" \"", "`says` is empty"),
        ("event = \"Capture\"", "confidence = 2.0", "between 0 and 1"),
        ("event = \"Capture\"", "evant = \"Capture\"", "unknown field `evant`"),
        ("id = \"take\"", "id = take", "own.toml:3:"),
    ];
    for (right, wrong, message) in cases {
        let error = load(&RIGHT.replacen(right, wrong, 1)).unwrap_err();
        assert!(error.contains("own.toml:"), "no file and line in: {error}");
        assert!(error.contains(message), "{wrong}: wanted `{message}`, got: {error}");
    }
    let twice = load(&format!("{RIGHT}{RIGHT}")).unwrap_err();
    assert!(twice.contains("there is a rule of this id"), "{twice}");
}

#[test]
fn a_rule_file_dropped_into_a_pack_is_used() {
    let rules = load(RIGHT).unwrap();
    assert_eq!(rules.rules().len(), 1);
    assert_eq!(rules.by_id("take"), Some(0));
}
