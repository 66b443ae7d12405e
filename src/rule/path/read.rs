//! Reading paths from their notation, and saying which part of one cannot be read.

use std::ops::Range;

use compact_str::CompactString;
use toml::Spanned;

use super::{Direction, Path, PathNames, Relation, Step, Test, What};
use crate::{
    model::Upos,
    pack::{Fault, Source},
    rule::engine::NAME,
};

/// The relations of Universal Dependencies (<https://universaldependencies.org/u/dep/>).
const RELATIONS: [&str; 37] = [
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "cc",
    "ccomp",
    "clf",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
];
const TESTS: [&str; 4] = ["case", "lemma", "pos", "type"];

/// A part of a path that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::rule) struct PathError {
    /// Bytes of the path.
    at: Range<usize>,
    problem: String,
    /// What would be right.
    help: Option<&'static str>,
    /// What is known, where a word is not.
    known: Vec<String>,
}

impl PathError {
    /// The fault that this is in a file that holds the path.
    pub fn at(self, source: &Source<'_>, path: &Spanned<String>) -> Fault {
        let fault = source.fault_in(path, self.at.clone(), self.problem);
        let fault = match self.help {
            Some(help) => fault.help(help),
            None => fault,
        };
        let word = path.get_ref().get(self.at).unwrap_or_default();
        fault.near(word, self.known.iter().map(String::as_str))
    }
}

/// Where a part of a text begins in it, in bytes.
pub(in crate::rule) fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

impl Path {
    /// Compiles a path.
    ///
    /// # Errors
    /// [`PathError`] says which part cannot be read.
    pub fn parse(text: &str, names: &PathNames) -> Result<Self, PathError> {
        let reader = Reader { text, names };
        let mut alternatives = Vec::new();
        for part in split_outside_brackets(text, '|') {
            alternatives.extend(reader.alternative(part)?);
        }
        if text.trim().is_empty() {
            return Err(reader.error(text, "an empty path").help("write steps, as in `>nsubj`, or `.` for the trigger itself"));
        }
        Ok(Self::new(alternatives))
    }
}

/// Splits at a separator, and leaves out what is empty.
fn split_outside_brackets(text: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_i32;
    text.split(|c: char| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        c == separator && depth == 0
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
    .collect()
}

impl PathError {
    const fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    fn known<'a>(mut self, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.known = known.into_iter().map(str::to_owned).collect();
        self
    }
}

struct Reader<'a> {
    text: &'a str,
    names: &'a PathNames,
}

impl Reader<'_> {
    fn error(&self, part: &str, problem: impl Into<String>) -> PathError {
        let start = offset(self.text, part);
        PathError { at: start..start + part.len(), problem: problem.into(), help: None, known: Vec::new() }
    }

    /// One alternative as written; more than one where a macro has several.
    fn alternative(&self, text: &str) -> Result<Vec<Vec<Step>>, PathError> {
        let mut all: Vec<Vec<Step>> = vec![Vec::new()];
        for word in split_outside_brackets(text, ' ') {
            let additions = if word.starts_with(['>', '<', '~']) { vec![vec![self.step(word)?]] } else { self.place(word)? };
            all = all.iter().flat_map(|steps| additions.iter().map(move |more| [&steps[..], &more[..]].concat())).collect();
        }
        Ok(all)
    }

    /// The trigger itself or a name, with tests on what is reached there.
    fn place(&self, word: &str) -> Result<Vec<Vec<Step>>, PathError> {
        let Some((place, tests)) = word.split_once('[') else { return self.bare(word) };
        if !(place == "." || self.names.paths.contains_key(place)) {
            return self.bare(word);
        }
        let tests = self.tests(word, tests)?;
        if tests.iter().any(|test| test.what == What::Case) {
            return Err(self
                .error(word, "`case` is tested at the step that reaches a word")
                .help("write it in the step, as in `>obl:*[case=de]`"));
        }
        let filter = Step::new(Direction::Here, Relation::Any, false, tests);
        Ok(self.bare(place)?.into_iter().map(|steps| [&steps[..], std::slice::from_ref(&filter)].concat()).collect())
    }

    fn bare(&self, word: &str) -> Result<Vec<Vec<Step>>, PathError> {
        if word == "." { Ok(vec![Vec::new()]) } else { Ok(self.named(word)?.alternatives.clone()) }
    }

    fn named(&self, word: &str) -> Result<&Path, PathError> {
        self.names.paths.get(word).ok_or_else(|| {
            let bare = word.split(['[', ':', '?']).next().unwrap_or_default();
            if is_relation(bare) {
                return self
                    .error(word, format!("`{word}` goes nowhere"))
                    .help("write `>` before a relation for dependents, `<` for the head");
            }
            self.error(word, format!("unknown slot or path `{word}`")).known(self.names.paths.keys().map(String::as_str))
        })
    }

    fn step(&self, word: &str) -> Result<Step, PathError> {
        let direction = match word.as_bytes()[0] {
            b'>' => Direction::Down,
            b'<' => Direction::Up,
            _ => Direction::Near,
        };
        let optional = word.ends_with('?');
        let body = word[1..].trim_end_matches('?');
        let (relation, tests) = match body.split_once('[') {
            Some((relation, rest)) => (relation, self.tests(word, rest)?),
            None => (body, Vec::new()),
        };
        match relation {
            "" if direction == Direction::Near => {}
            "" => return Err(self.error(word, "this step names no relation").help("write `>nsubj`, or `>*` for any relation")),
            _ => self.check_relation(relation)?,
        }
        let relation = if relation.is_empty() { "*" } else { relation };
        Ok(Step::new(direction, Relation::new(relation), optional, tests))
    }

    fn check_relation(&self, relation: &str) -> Result<(), PathError> {
        let base = relation.split(':').next().unwrap_or_default();
        let own = &self.names.words.relations;
        if relation == "*" || is_relation(base) || own.contains(relation) {
            return Ok(());
        }
        Err(self.error(base, format!("unknown relation `{base}`")).known(RELATIONS.into_iter().chain(own.iter().map(String::as_str))))
    }

    /// Tests up to the bracket that closes them.
    fn tests(&self, word: &str, rest: &str) -> Result<Vec<Test>, PathError> {
        let inner = rest.strip_suffix(']').ok_or_else(|| self.error(word, "`[` is never closed").help("close the tests with `]`"))?;
        inner.split(',').map(str::trim).filter(|test| !test.is_empty()).map(|text| self.test(text)).collect()
    }

    fn test(&self, text: &str) -> Result<Test, PathError> {
        let Some((key, values)) = text.split_once('=') else {
            let help = "write `case=…`, `lemma=…`, `pos=…`, `type=…` or `Feature=Value`";
            return Err(self.error(text, format!("`{text}` is no test")).help(help));
        };
        let (key, negated) = (key.trim_end_matches('!'), key.ends_with('!'));
        let what = match key {
            "case" => What::Case,
            "lemma" => What::Lemma,
            "pos" => What::Pos,
            "type" => What::Type,
            feature if feature.starts_with(char::is_uppercase) => What::Feature(feature.into()),
            _ => return Err(self.error(key, format!("unknown test `{key}`")).known(TESTS)),
        };
        let mut list = Vec::new();
        for value in values.split('/') {
            self.check_value(&what, value)?;
            match value.strip_prefix('@') {
                Some(group) => list.extend(self.group(group)?.iter().map(CompactString::from)),
                None => list.push(value.into()),
            }
        }
        Ok(Test::new(what, list, negated, &self.names.words.lists))
    }

    fn group(&self, group: &str) -> Result<&[String], PathError> {
        let cases = &self.names.words.cases;
        let unknown = || self.error(group, format!("unknown word list `@{group}`")).known(cases.keys().map(String::as_str));
        cases.get(group).map(Vec::as_slice).ok_or_else(unknown)
    }

    fn check_value(&self, what: &What, value: &str) -> Result<(), PathError> {
        let ontology = &self.names.words.ontology;
        match what {
            What::Pos if value.parse::<Upos>().is_err() => {
                Err(self.error(value, format!("unknown part of speech `{value}`")).known(Upos::ALL.iter().map(|upos| upos.as_str())))
            }
            What::Type if value != NAME && !ontology.has_class(value) => {
                Err(self.error(value, format!("unknown class `{value}`")).known(ontology.classes().chain([NAME])))
            }
            _ => Ok(()),
        }
    }
}

fn is_relation(word: &str) -> bool {
    RELATIONS.contains(&word)
}
