//! Paths over the enhanced graph of a sentence: how a construction gets from a trigger to an argument.
//!
//! A path is a list of alternatives separated by `|`, tried in order; an alternative is a list of steps; a step goes to a dependent
//! (`>nsubj`) or to the head (`<acl`), over a relation (`obl:*` for any subtype or none, `*` for any relation), with tests in square brackets
//! separated by commas: `case=à/en`, `lemma=…`, `pos=NOUN/PROPN`, `type=Country`, `type=Name` for what is named and not described, or a feature (`Poss=Yes`); a test with `!=` must fail. A step
//! with `?` may be left out; a step that begins with `~` goes to any word to the right in the same clause, for what parsers attach elsewhere
//! (`~[case=@TO,type=Place]`); `.` is the trigger itself; tests may follow it, or a name, too (`PATIENT[lemma=homme]`). A name in capitals (`ACTOR`, `@GOAL` inside `case=`) stands for what `frames.toml` defines.

mod list;
mod read;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

use compact_str::CompactString;
use smallvec::SmallVec;

use super::graph::{Away, Case, Graph, Kinds, Label};
use crate::ontology::Ontology;

pub(super) use list::{LemmaLists, Present};
pub(super) use read::{PathError, offset};

/// Whether the mention at a token may be of one of some classes, given with their bits.
pub(super) type IsType<'a> = dyn Fn(usize, Kinds, &[CompactString]) -> bool + 'a;

/// Tokens that a step reaches: mostly none or one.
pub(super) type Nodes = SmallVec<[usize; 4]>;

/// A compiled path: alternatives in order of preference.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Path {
    /// What any alternative leads away from a trigger by.
    away: Away,
    /// What each alternative asks for: beside each other in memory, as most are no further looked at.
    gates: Vec<Gate>,
    /// Steps of each alternative.
    alternatives: Vec<Vec<Step>>,
}

/// What must be there for an alternative to lead anywhere.
#[derive(Clone, Debug, PartialEq)]
struct Gate {
    /// What leads away from the trigger by its first step.
    away: Away,
    /// Lists of lemmas that the sentence must have a word of.
    lists: SmallVec<[usize; 2]>,
}

impl Gate {
    fn of(steps: &[Step]) -> Self {
        let away = steps.first().filter(|step| !step.optional).map_or(Away::HERE, |step| step.away);
        let must = steps.iter().filter(|step| !step.optional);
        Self { away, lists: must.flat_map(|step| step.tests.iter().filter_map(|test| test.list)).collect() }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    direction: Direction,
    relation: Relation,
    optional: bool,
    tests: Vec<Test>,
    /// Bits of the relations that it goes over and of the case markers that it asks for: most arcs fail by them.
    relations: Kinds,
    cases: Kinds,
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
        let relations = relation.name().map_or(Kinds::ALL, Kinds::of);
        let case = tests.iter().find(|test| test.what == What::Case && !test.negated);
        let cases = case.map_or(Kinds::ALL, |test| test.kinds);
        let away = match (direction, relation.name(), case) {
            (Direction::Here, ..) => Away::HERE,
            (Direction::Near, ..) => Away { near: cases, ..Away::default() },
            (Direction::Down, Some(name), Some(test)) => Away { marked: test.kinds_below(name.into()), ..Away::default() },
            (Direction::Down, ..) => Away { down: relations, ..Away::default() },
            (Direction::Up, ..) => Away { up: relations, ..Away::default() },
        };
        Self { direction, relation, optional, tests, relations, cases, away }
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

    fn name(&self) -> Option<&str> {
        match self {
            Self::Any => None,
            Self::Base(own) | Self::Exact(own) => Some(own),
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
    /// Bits of the values.
    kinds: Kinds,
    negated: bool,
    /// Number of the list of lemmas that a word must stand in.
    list: Option<usize>,
}

impl Test {
    fn new(what: What, values: Vec<CompactString>, negated: bool, lists: &Mutex<LemmaLists>) -> Self {
        let kinds = values.iter().fold(Kinds::default(), |kinds, value| kinds.or(Kinds::of(value)));
        let asked = what == What::Lemma && !negated;
        let list = asked.then(|| lists.lock().unwrap_or_else(PoisonError::into_inner).number(&values));
        Self { what, values, kinds, negated, list }
    }

    /// Whether a word is one of the values. Lists are long, and most words fail by their bit.
    fn lists(&self, word: &str) -> bool {
        self.kinds.meets(Kinds::of(word)) && self.values.iter().any(|wanted| wanted == word)
    }

    /// Bits of the values as case markers below a relation.
    fn kinds_below(&self, relation: Label<'_>) -> Kinds {
        self.values.iter().fold(Kinds::default(), |kinds, case| kinds.or(Kinds::of_marked(relation, Kinds::of(case))))
    }
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
    /// Lists of lemmas, entered as paths are read.
    pub lists: Mutex<LemmaLists>,
}

impl Path {
    fn new(alternatives: Vec<Vec<Step>>) -> Self {
        let gates: Vec<Gate> = alternatives.iter().map(|steps| Gate::of(steps)).collect();
        Self { away: gates.iter().fold(Away::default(), |away, own| away.or(own.away)), gates, alternatives }
    }

    /// The nodes that each alternative that may lead anywhere reaches from `start` (the tokens of the trigger), in order of the text.
    pub(super) fn walk<'a>(
        &'a self,
        graph: &'a Graph<'_>,
        start: &'a [usize],
        is_type: &'a IsType<'a>,
    ) -> impl Iterator<Item = Nodes> + 'a {
        let ways = graph.ways(start);
        let gates: &[Gate] = if self.away.may_use(&ways) { &self.gates } else { &[] };
        let open = move |gate: &Gate| gate.away.may_use(&ways) && graph.lists().has_all(&gate.lists);
        gates.iter().zip(&self.alternatives).filter(move |(gate, _)| open(gate)).map(move |(_, steps)| {
            let Some((first, rest)) = steps.split_first() else { return Nodes::from_slice(start) };
            let reached = first.advance(graph, start, start, is_type);
            rest.iter().fold(reached, |nodes, step| if nodes.is_empty() { nodes } else { step.advance(graph, &nodes, start, is_type) })
        })
    }

    /// What any alternative leads away from a trigger by.
    pub(super) fn away(&self) -> Away {
        self.away
    }

    /// Whether the path has no alternative, so that it reaches nothing.
    pub fn is_empty(&self) -> bool {
        self.alternatives.is_empty()
    }
}

impl Step {
    fn advance(&self, graph: &Graph<'_>, from: &[usize], trigger: &[usize], is_type: &IsType<'_>) -> Nodes {
        if self.direction == Direction::Here {
            return from.iter().copied().filter(|&node| self.tests_hold(graph, node, "", is_type)).collect();
        }
        let mut reached = if self.optional { Nodes::from_slice(from) } else { Nodes::new() };
        let fits = |node: usize, relation: &str, case: Case| {
            self.relation.fits(relation) && !trigger.contains(&node) && self.tests_hold(graph, node, graph.words(case), is_type)
        };
        let marked = |case: Case| graph.kinds(case).meets(self.cases);
        for &node in from.iter().filter(|&&node| graph.may_leave(node, &self.away)) {
            if self.direction == Direction::Near {
                let near = graph.near(node).filter(|&(_, case)| marked(case));
                let near = near.filter(|&(other, case)| fits(other, &graph.sentence.tokens[other].rel, case));
                reached.extend(near.map(|(other, _)| other));
            } else {
                let arcs = graph.arcs(node, self.direction == Direction::Down).iter();
                let arcs = arcs.filter(|arc| arc.relation.kinds.meets(self.relations) && marked(arc.case));
                reached.extend(arcs.filter(|arc| fits(arc.node, &arc.relation, arc.case)).map(|arc| arc.node));
            }
        }
        reached.sort_unstable();
        reached.dedup();
        reached
    }

    fn tests_hold(&self, graph: &Graph<'_>, node: usize, case: &str, is_type: &IsType<'_>) -> bool {
        let token = &graph.sentence.tokens[node];
        self.tests.iter().all(|test| {
            let holds = match &test.what {
                What::Case => test.lists(case),
                What::Lemma => test.lists(&token.lemma),
                What::Pos => test.lists(token.upos.as_str()),
                What::Type => is_type(node, test.kinds, &test.values),
                What::Feature(name) => token.feats.get(name).is_some_and(|value| test.lists(value)),
            };
            holds != test.negated
        })
    }
}
