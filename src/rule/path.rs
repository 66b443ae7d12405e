//! Paths over the enhanced graph of a sentence: how a construction gets from a trigger to an argument.
//!
//! A path is a list of alternatives separated by `|`, tried in order; an alternative is a list of steps; a step goes to a dependent
//! (`>nsubj`) or to the head (`<acl`), over a relation (`obl:*` for any subtype or none, `*` for any relation), with tests in square brackets
//! separated by commas: `case=à/en`, `lemma=…`, `pos=NOUN/PROPN`, `type=Country`, `type=Name` for what is named and not described, or a feature (`Poss=Yes`); a test with `!=` must fail. A step
//! with `?` may be left out; a step that begins with `~` goes to any word to the right in the same clause, for what parsers attach elsewhere
//! (`~[case=@TO,type=Place]`); `.` is the trigger itself; tests may follow it, or a name, too (`PATIENT[lemma=homme]`). A name in capitals (`ACTOR`, `@GOAL` inside `case=`) stands for what `frames.toml` defines.

mod read;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use compact_str::CompactString;

use super::graph::{Away, Graph, Kinds};
use crate::ontology::Ontology;

pub(super) use read::{PathError, offset};

/// A compiled path: alternatives in order of preference.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Path(Vec<Alternative>);

#[derive(Clone, Debug, PartialEq)]
struct Alternative {
    /// What it leads away from a trigger by: beside each other in memory, as most are no further looked at.
    away: Away,
    steps: Vec<Step>,
}

impl Alternative {
    fn new(steps: Vec<Step>) -> Self {
        let stays = Away { always: true, ..Away::default() };
        let away = steps.first().filter(|step| !step.optional).map_or(stays, |step| step.away);
        Self { away, steps }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    direction: Direction,
    relation: Relation,
    optional: bool,
    tests: Vec<Test>,
    /// What it leads away by, for a look before the search.
    away: Away,
}

#[derive(Clone, Debug, PartialEq)]
enum Relation {
    Any,
    /// With any subtype or none.
    Base(CompactString),
    Exact(CompactString),
}

impl Step {
    fn new(direction: Direction, relation: Relation, optional: bool, tests: Vec<Test>) -> Self {
        let away = Self::away(direction, &relation, tests.iter().find(|test| test.what == What::Case && !test.negated));
        Self { direction, relation, optional, tests, away }
    }

    /// What a step leads away by, with its test of the case marker.
    fn away(direction: Direction, relation: &Relation, case: Option<&Test>) -> Away {
        let all = |test: &Test, kind: &dyn Fn(&str) -> Kinds| test.values.iter().map(|case| kind(case)).fold(Kinds::default(), Kinds::or);
        let (name, relations) = match relation {
            Relation::Any => (None, Kinds::ALL),
            Relation::Base(own) | Relation::Exact(own) => (Some(own), Kinds::of(own)),
        };
        match (direction, name, case) {
            (Direction::Here, ..) => Away { always: true, ..Away::default() },
            (Direction::Near, _, case) => Away { near: case.map_or(Kinds::ALL, |test| all(test, &Kinds::of)), ..Away::default() },
            (Direction::Down, Some(name), Some(test)) => {
                Away { marked: all(test, &|case| Kinds::of_marked(name, case)), ..Away::default() }
            }
            (Direction::Down, ..) => Away { down: relations, ..Away::default() },
            (Direction::Up, ..) => Away { up: relations, ..Away::default() },
        }
    }
}

impl Relation {
    fn new(written: &str) -> Self {
        match written.strip_suffix(":*") {
            Some(base) => Self::Base(base.into()),
            None if written == "*" => Self::Any,
            None => Self::Exact(written.into()),
        }
    }

    fn fits(&self, relation: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Base(base) => relation.strip_prefix(base.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')),
            Self::Exact(own) => own == relation,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Down,
    Up,
    Near,
    /// Stays where it is, for tests on what a name reaches.
    Here,
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

/// The names that paths may use.
#[derive(Clone, Debug)]
pub(super) struct PathNames {
    /// Path macros, by name.
    pub paths: BTreeMap<String, Path>,
    /// What is the same in every construction.
    pub words: Arc<PathWords>,
}

/// Words that paths may test for.
#[derive(Debug)]
pub(super) struct PathWords {
    /// Case markers, by name of the group.
    pub cases: BTreeMap<String, Vec<String>>,
    /// Relations that sequences add to those of Universal Dependencies.
    pub relations: BTreeSet<String>,
    /// The classes.
    pub ontology: Ontology,
}

impl Path {
    /// The nodes that each alternative that may lead anywhere reaches from `start` (the tokens of the trigger), in order of the text.
    pub(super) fn walk<'a>(
        &'a self,
        graph: &'a Graph<'a>,
        start: &'a [usize],
        is_type: &'a dyn Fn(usize, &str) -> bool,
    ) -> impl Iterator<Item = Vec<usize>> + 'a {
        let may_leave = move |own: &&Alternative| start.iter().any(|&node| graph.may_leave(node, &own.away));
        self.0.iter().filter(may_leave).map(move |own| {
            let Some((first, rest)) = own.steps.split_first() else { return start.to_vec() };
            let reached = first.advance(graph, start, start, is_type);
            rest.iter().fold(reached, |nodes, step| if nodes.is_empty() { nodes } else { step.advance(graph, &nodes, start, is_type) })
        })
    }

    /// What any alternative leads away from a trigger by.
    pub(super) fn away(&self) -> Away {
        self.0.iter().map(|own| own.away).fold(Away::default(), Away::or)
    }

    /// Whether the path has no alternative, so that it reaches nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Step {
    fn advance(&self, graph: &Graph<'_>, from: &[usize], trigger: &[usize], is_type: &dyn Fn(usize, &str) -> bool) -> Vec<usize> {
        let mut reached = if self.optional { from.to_vec() } else { Vec::new() };
        if self.direction == Direction::Here {
            return from.iter().copied().filter(|&node| self.tests_hold(graph, node, "", is_type)).collect();
        }
        let fits = |node: usize, relation: &str, case: &str| {
            self.relation.fits(relation) && !trigger.contains(&node) && self.tests_hold(graph, node, case, is_type)
        };
        for &node in from.iter().filter(|&&node| graph.may_leave(node, &self.away)) {
            if self.direction == Direction::Near {
                // Most words fail by a look at their marker, and the lists of markers are long.
                let near = graph.near(node).filter(|(_, case)| self.away.near.meets(Kinds::of(case)));
                let near = near.filter(|&(other, case)| fits(other, &graph.sentence.tokens[other].rel, case));
                reached.extend(near.map(|(other, _)| other));
            } else {
                let arcs = graph.arcs(node, self.direction == Direction::Down).iter();
                reached.extend(arcs.filter(|arc| fits(arc.node, &arc.relation, &arc.case)).map(|arc| arc.node));
            }
        }
        reached.sort_unstable();
        reached.dedup();
        reached
    }

    fn tests_hold(&self, graph: &Graph<'_>, node: usize, case: &str, is_type: &dyn Fn(usize, &str) -> bool) -> bool {
        let token = &graph.sentence.tokens[node];
        self.tests.iter().all(|test| {
            let any = |value: &str| test.values.iter().any(|wanted| wanted == value);
            let holds = match &test.what {
                What::Case => any(case),
                What::Lemma => any(&token.lemma),
                What::Pos => any(token.upos.as_str()),
                What::Type => test.values.iter().any(|class| is_type(node, class)),
                What::Feature(name) => token.feats.get(name).is_some_and(any),
            };
            holds != test.negated
        })
    }
}
