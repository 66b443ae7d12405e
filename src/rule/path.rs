//! Paths over the enhanced graph of a sentence: how a construction gets from a trigger to an argument.
//!
//! A path is a list of alternatives separated by `|`, tried in order; an alternative is a list of steps; a step goes to a dependent
//! (`>nsubj`) or to the head (`<acl`), over a relation (`obl:*` for any subtype or none, `*` for any relation), with tests in square brackets
//! separated by commas: `case=à/en`, `lemma=…`, `pos=NOUN/PROPN`, `type=Country`, `type=Name` for what is named and not described, or a feature (`Poss=Yes`); a test with `!=` must fail. A step
//! with `?` may be left out; a step that begins with `~` goes to any word to the right in the same clause, for what parsers attach elsewhere
//! (`~[case=@TO,type=Place]`); `.` is the trigger itself. A name in capitals (`ACTOR`, `@GOAL` inside `case=`) stands for what `frames.toml` defines.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::graph::{Arc, Graph};

/// A compiled path: alternatives in order of preference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path(pub(super) Vec<Vec<Step>>);

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    direction: Direction,
    relation: CompactString,
    optional: bool,
    tests: Vec<Test>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Down,
    Up,
    Near,
}

#[derive(Clone, Debug, PartialEq)]
struct Test {
    what: What,
    values: Vec<CompactString>,
    negated: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Case,
    Lemma,
    Pos,
    Type,
    Feature(CompactString),
}

/// The names that paths may use: macros and groups of case markers.
#[derive(Clone, Debug, Default)]
pub struct PathNames {
    /// Path macros, by name.
    pub paths: BTreeMap<String, Path>,
    /// Case markers, by name of the group.
    pub cases: BTreeMap<String, Vec<String>>,
}

/// A path that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{problem} in path `{path}`")]
pub struct PathError {
    path: String,
    problem: String,
}

impl Path {
    /// Compiles a path.
    ///
    /// # Errors
    /// [`PathError`] says what cannot be read; an unknown name comes with the nearest known one.
    pub fn parse(text: &str, names: &PathNames) -> Result<Self, PathError> {
        let mut alternatives = Vec::new();
        for part in split_outside_brackets(text, '|') {
            alternatives.extend(alternative(part, names).map_err(|problem| PathError { path: text.to_owned(), problem })?);
        }
        Ok(Self(alternatives))
    }

    /// The nodes that each alternative reaches from `start` (the tokens of the trigger), in order of the text.
    pub(super) fn walk<'a>(
        &'a self,
        graph: &'a Graph<'a>,
        start: &'a [usize],
        is_type: &'a dyn Fn(usize, &str) -> bool,
    ) -> impl Iterator<Item = Vec<usize>> + 'a {
        self.0.iter().map(move |steps| {
            let mut nodes = start.to_vec();
            for step in steps {
                nodes = step.advance(graph, &nodes, start, is_type);
            }
            nodes
        })
    }

    /// Whether the path has no alternative, so that it reaches nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Step {
    fn advance(&self, graph: &Graph<'_>, from: &[usize], trigger: &[usize], is_type: &dyn Fn(usize, &str) -> bool) -> Vec<usize> {
        let mut reached = if self.optional { from.to_vec() } else { Vec::new() };
        for &node in from {
            let fits =
                |arc: &&Arc| self.relation_fits(&arc.relation) && !trigger.contains(&arc.node) && self.tests_hold(graph, arc, is_type);
            match self.direction {
                Direction::Near => reached.extend(graph.near(node).iter().filter(fits).map(|arc| arc.node)),
                direction => reached.extend(graph.arcs(node, direction == Direction::Down).iter().filter(fits).map(|arc| arc.node)),
            }
        }
        reached.sort_unstable();
        reached.dedup();
        reached
    }

    fn relation_fits(&self, relation: &str) -> bool {
        match self.relation.strip_suffix(":*") {
            Some(base) => relation.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')),
            None => self.relation == "*" || self.relation == relation,
        }
    }

    fn tests_hold(&self, graph: &Graph<'_>, arc: &Arc, is_type: &dyn Fn(usize, &str) -> bool) -> bool {
        let token = &graph.sentence.tokens[arc.node];
        self.tests.iter().all(|test| {
            let any = |value: &str| test.values.iter().any(|wanted| wanted == value);
            let holds = match &test.what {
                What::Case => any(&arc.case),
                What::Lemma => any(&token.lemma),
                What::Pos => any(token.upos.as_str()),
                What::Type => test.values.iter().any(|class| is_type(arc.node, class)),
                What::Feature(name) => token.feats.get(name).is_some_and(any),
            };
            holds != test.negated
        })
    }
}

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

/// One alternative as written; more than one where a macro has several.
fn alternative(text: &str, names: &PathNames) -> Result<Vec<Vec<Step>>, String> {
    let mut all: Vec<Vec<Step>> = vec![Vec::new()];
    for word in split_outside_brackets(text, ' ') {
        let additions = if word == "." {
            vec![Vec::new()]
        } else if word.starts_with(['>', '<', '~']) {
            vec![vec![step(word, names)?]]
        } else {
            let unknown = || format!("unknown name `{word}`{}", super::error::nearest(word, names.paths.keys().map(String::as_str)));
            names.paths.get(word).ok_or_else(unknown)?.0.clone()
        };
        all = all.iter().flat_map(|steps| additions.iter().map(move |more| [&steps[..], &more[..]].concat())).collect();
    }
    Ok(all)
}

fn step(word: &str, names: &PathNames) -> Result<Step, String> {
    let direction = match word.as_bytes()[0] {
        b'>' => Direction::Down,
        b'<' => Direction::Up,
        _ => Direction::Near,
    };
    let optional = word.ends_with('?');
    let body = word[1..].trim_end_matches('?');
    let (relation, tests) = match body.split_once('[') {
        Some((relation, rest)) => (relation, rest.strip_suffix(']').ok_or_else(|| format!("`[` is never closed in `{word}`"))?),
        None => (body, ""),
    };
    if relation.is_empty() && direction != Direction::Near {
        return Err(format!("`{word}` names no relation; write `>nsubj`, or `>*` for any"));
    }
    let tests = tests.split(',').map(str::trim).filter(|test| !test.is_empty()).map(|text| test(text, names)).collect::<Result<_, _>>()?;
    let relation = if relation.is_empty() { "*" } else { relation };
    Ok(Step { direction, relation: relation.into(), optional, tests })
}

fn test(text: &str, names: &PathNames) -> Result<Test, String> {
    let (key, values) = text
        .split_once('=')
        .ok_or_else(|| format!("`{text}` is no test; write `case=…`, `lemma=…`, `pos=…`, `type=…` or `Feature=Value`"))?;
    let negated = key.ends_with('!');
    let what = match key.trim_end_matches('!') {
        "case" => What::Case,
        "lemma" => What::Lemma,
        "pos" => What::Pos,
        "type" => What::Type,
        feature if feature.starts_with(char::is_uppercase) => What::Feature(feature.into()),
        other => return Err(format!("unknown test `{other}`{}", super::error::nearest(other, ["case", "lemma", "pos", "type"]))),
    };
    let mut list = Vec::new();
    for value in values.split('/') {
        match value.strip_prefix('@') {
            Some(group) => {
                let unknown =
                    || format!("unknown group `@{group}`{}", super::error::nearest(group, names.cases.keys().map(String::as_str)));
                list.extend(names.cases.get(group).ok_or_else(unknown)?.iter().map(CompactString::from));
            }
            None => list.push(value.into()),
        }
    }
    Ok(Test { what, values: list, negated })
}
