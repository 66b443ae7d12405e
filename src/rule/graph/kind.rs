//! Which relations and case markers may stand where, as sets of bits: most steps of a path lead nowhere, and need not look.

use std::ops::Deref;

use super::Graph;
use crate::rule::path::Present;

/// A set of words. A word that is not in it may seem to be; one that is in it never seems not to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::rule) struct Kinds(u64);

impl Kinds {
    /// Every word.
    pub const ALL: Self = Self(u64::MAX);

    /// The set of one word.
    pub fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return Self(1) };
        let mixed = [first, last, bytes[bytes.len() / 2]].into_iter().fold(bytes.len() as u64, |mixed, byte| mixed * 257 + u64::from(byte));
        Self::one(mixed)
    }

    /// One bit, by the highest ones of Fibonacci hashing.
    const fn one(mixed: u64) -> Self {
        Self(1 << (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58))
    }

    /// A relation, without its subtype, together with the one word that is a case marker.
    pub fn of_marked(relation: Label<'_>, case: Self) -> Self {
        let mixed = u64::from(relation.base.0.trailing_zeros()) * 64 + u64::from(case.0.trailing_zeros());
        Self::one(mixed)
    }

    /// Words of either set.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a word may be in both.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A relation and its bits, worked out once: arcs are looked at far more often than they are added.
#[derive(Clone, Copy, Debug)]
pub(in crate::rule) struct Label<'a> {
    name: &'a str,
    /// With and without the subtype.
    pub kinds: Kinds,
    /// Without the subtype.
    base: Kinds,
}

impl<'a> From<&'a str> for Label<'a> {
    fn from(name: &'a str) -> Self {
        let own = Kinds::of(name);
        let base = without_subtype(name).map_or(own, Kinds::of);
        Self { name, kinds: own.or(base), base }
    }
}

impl Label<'_> {
    /// The relation without its subtype.
    pub fn base_name(&self) -> &str {
        without_subtype(self.name).unwrap_or(self.name)
    }
}

/// What stands before the colon of a relation that has a subtype.
fn without_subtype(relation: &str) -> Option<&str> {
    relation.bytes().position(|byte| byte == b':').map(|colon| &relation[..colon])
}

impl Deref for Label<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.name
    }
}

impl PartialEq<str> for Label<'_> {
    fn eq(&self, name: &str) -> bool {
        self.name == name
    }
}

impl PartialEq<&str> for Label<'_> {
    fn eq(&self, name: &&str) -> bool {
        self.name == *name
    }
}

/// What may lead away from a token: what a step asks for, or what there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::rule) struct Away {
    /// Relations of arcs to dependents.
    pub down: Kinds,
    /// Relations of arcs to dependents that have a case marker, with that marker.
    pub marked: Kinds,
    /// Relations of arcs to heads.
    pub up: Kinds,
    /// Case markers of words to the right in the clause; none at all for the word itself, which is always there.
    pub near: Kinds,
}

impl Away {
    /// From any token to itself.
    pub const HERE: Self = Self { near: Kinds(1), down: Kinds(0), marked: Kinds(0), up: Kinds(0) };

    /// What either leads away by.
    pub const fn or(self, other: Self) -> Self {
        Self {
            down: self.down.or(other.down),
            marked: self.marked.or(other.marked),
            up: self.up.or(other.up),
            near: self.near.or(other.near),
        }
    }

    /// Whether a step may be made by what there is at a token, or at any of several.
    pub const fn may_use(&self, ways: &Self) -> bool {
        self.down.0 & ways.down.0 | self.marked.0 & ways.marked.0 | self.up.0 & ways.up.0 | self.near.0 & ways.near.0 != 0
    }
}

impl Graph<'_> {
    /// Notes what leads away from each token, once no more arcs are added, and which lists of lemmas the sentence has a word of.
    pub fn survey(&mut self, lists: Present) {
        let mut ways = vec![Away::HERE; self.sentence.tokens.len()];
        for (node, own) in ways.iter_mut().enumerate() {
            for arc in &self.down[node] {
                own.down = own.down.or(arc.relation.kinds);
                own.marked = own.marked.or(Kinds::of_marked(arc.relation, self.markers.kinds(arc.case)));
            }
            own.up = self.up[node].iter().fold(Kinds::default(), |kinds, arc| kinds.or(arc.relation.kinds));
        }
        for next in (1..ways.len()).rev().filter(|&next| !self.ends_clause(next)) {
            ways[next - 1].near = ways[next].near.or(self.markers.kinds(self.shared_case(next)));
        }
        self.ways = ways;
        self.lists = lists;
    }

    /// Lists of lemmas that the sentence has a word of.
    pub fn lists(&self) -> &Present {
        &self.lists
    }

    /// What leads away from any of some tokens.
    pub fn ways(&self, nodes: &[usize]) -> Away {
        nodes.iter().fold(Away::default(), |ways, &node| ways.or(self.ways[node]))
    }

    /// Whether anything may lead away from a token.
    pub fn may_leave(&self, node: usize, away: &Away) -> bool {
        away.may_use(&self.ways[node])
    }
}
