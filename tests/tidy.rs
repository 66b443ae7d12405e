//! The conventions of ARCHITECTURE.md that a machine can check: floors, module documentation, length, languages, names.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// The floors, lowest first. A module imports from lower floors only, never from its own.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["corpus", "gazetteer", "ontology", "pack"],
    &["analysis", "rule"],
    &["event"],
    &["link"],
    &["graph"],
    &["eval", "export"],
    &["pipeline"],
    &["server"],
    &["cli"],
];
/// The modules that may know which store holds the graph.
const KNOW_THE_STORE: &[&str] = &["graph", "export", "server", "cli"];
const LONGEST_FILE: usize = 500;

/// A file of `src/` with its path from there.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// `rule` of `rule/path.rs`, `lib` of `lib.rs`, `bin` of `bin/depeche-train.rs`.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Lines of code with their numbers: no comments, and nothing from the first test module on.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.ends_with("tests.rs");
        let lines = self.text.lines().take_while(move |line| !is_test && line.trim() != "#[cfg(test)]");
        (1..).zip(lines).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let source = |path: PathBuf| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/"),
    };
    files(&folder, "rs").into_iter().map(source).collect()
}

/// Fails with all the complaints together.
fn none(complaints: &str) {
    assert!(complaints.is_empty(), "\n{complaints}");
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The modules of the crate that a file names in its code: `crate::graph::…`, and `graph` in `use crate::{graph::…, model}`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group_members(group)),
            None => found.extend(word(rest)),
        }
    }
    found
}

fn word(text: &str) -> Option<String> {
    let word: String = text.trim_start().chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// First segments of the members of a braced group, whatever is nested in them.
fn group_members(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut members) = (0_usize, 0, Vec::new());
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                members.extend(word(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.extend(word(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    members
}

#[test]
fn imports_are_read_however_they_are_written() {
    let code = "use crate::{\n    graph::{Graph, view::{A, B}},\n    model::Span,\n};\nuse crate::pack::Pack;\nfn f() -> crate::link::X {}";
    let wanted = ["graph", "link", "model", "pack"].map(str::to_owned);
    assert_eq!(imports(code), BTreeSet::from(wanted));
}

#[test]
fn imports_point_down() {
    let mut complaints = String::new();
    for source in sources() {
        let own = source.module();
        let Some(own_floor) = floor(own) else { continue };
        let code: String = source.code().map(|(_, line)| format!("{line}\n")).collect();
        for other in imports(&code).iter().filter(|other| *other != own) {
            if floor(other).is_some_and(|floor| floor >= own_floor) {
                writeln!(complaints, "{} imports `{other}`, which does not lie below `{own}`", source.path).unwrap();
            }
        }
    }
    none(&complaints);
}

#[test]
fn every_module_has_a_floor() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let homeless: Vec<_> = modules.filter(|module| floor(module).is_none()).collect();
    assert!(homeless.is_empty(), "no floor in tests/tidy.rs: {homeless:?}");
}

#[test]
fn only_the_upper_floors_know_the_store() {
    let knows = |source: &Source| source.code().any(|(_, line)| line.contains("oxigraph"));
    let strangers: Vec<_> =
        sources().into_iter().filter(knows).filter(|source| !KNOW_THE_STORE.contains(&source.module())).map(|source| source.path).collect();
    assert!(strangers.is_empty(), "{strangers:?} name the store");
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut complaints = String::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            writeln!(complaints, "{}: the first line is no `//!` comment that says what the module is", source.path).unwrap();
        }
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            writeln!(complaints, "{}: {lines} lines, more than {LONGEST_FILE}", source.path).unwrap();
        }
    }
    none(&complaints);
}

#[test]
fn code_is_in_no_language_but_english() {
    let mut complaints = String::new();
    for source in sources() {
        for (number, line) in source.code() {
            // What follows `//` is a comment, except in an address.
            let code = line.split(" // ").next().unwrap_or_default();
            if code.chars().any(|character| character.is_alphabetic() && !character.is_ascii() && !code.contains(&format!("'{character}'")))
            {
                writeln!(complaints, "{}:{number}: words of a language belong into its pack: {}", source.path, line.trim()).unwrap();
            }
        }
    }
    none(&complaints);
}

#[test]
fn no_file_is_named_for_what_did_not_fit_elsewhere() {
    let vague = ["util", "utils", "helper", "helpers", "common", "misc"];
    let found: Vec<_> =
        sources().into_iter().map(|source| source.path).filter(|path| path.split(['/', '.']).any(|part| vague.contains(&part))).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn nothing_points_into_one_machine() {
    let places = [["/ho", "me/"], ["/Use", "rs/"], ["/ro", "ot/"], ["/wo", "rk/"], ["C:", "\\"]].map(|parts| parts.concat());
    let mut complaints = String::new();
    for folder in ["src", "tests", "docs", "lang", "benches", "ontology", ".ci", "corpus", "gazetteer"] {
        let folder = root().join(folder);
        for extension in ["rs", "md", "toml", "tsv", "ttl", "rq", "csv", "py", "txt"] {
            for path in files(&folder, extension) {
                let text = fs::read_to_string(&path).unwrap_or_default();
                for place in places.iter().filter(|place| text.contains(place.as_str())) {
                    writeln!(complaints, "{} names {place}", path.display()).unwrap();
                }
            }
        }
    }
    none(&complaints);
}
