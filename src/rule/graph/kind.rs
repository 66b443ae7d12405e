//! Which relations and case markers may stand where, as sets of bits: most steps of a path lead nowhere, and need not look.

use std::ops::Deref;

use super::Graph;

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
        Self(1 << (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58))
    }

    /// A relation, without its subtype, together with the one word that is a case marker.
    pub fn of_marked(relation: Label<'_>, case: Self) -> Self {
        let mixed = u64::from(relation.base.0.trailing_zeros()) * 64 + u64::from(case.0.trailing_zeros());
        Self(1 << (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58))
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
        let base = name.bytes().position(|byte| byte == b':').map_or(own, |colon| Kinds::of(&name[..colon]));
        Self { name, kinds: own.or(base), base }
    }
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

/// The relations of the arcs of each token, and the case markers of the words to its right in the clause.
#[derive(Debug, Default)]
pub(super) struct Survey {
    down: Vec<Kinds>,
    /// Relations to dependents with the case markers of these.
    marked: Vec<Kinds>,
    up: Vec<Kinds>,
    near: Vec<Kinds>,
}

/// What may lead away from a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::rule) struct Away {
    /// Whether there is a way from any token.
    pub always: bool,
    /// Relations of arcs to dependents.
    pub down: Kinds,
    /// Relations of arcs to dependents that have a case marker, with that marker.
    pub marked: Kinds,
    /// Relations of arcs to heads.
    pub up: Kinds,
    /// Case markers of words to the right.
    pub near: Kinds,
}

impl Away {
    /// What either leads away by.
    pub const fn or(self, other: Self) -> Self {
        Self {
            always: self.always || other.always,
            down: self.down.or(other.down),
            marked: self.marked.or(other.marked),
            up: self.up.or(other.up),
            near: self.near.or(other.near),
        }
    }
}

impl Graph<'_> {
    /// Notes which arcs there are, once no more are added.
    pub fn survey(&mut self) {
        let kinds = |arcs: &super::Arcs<'_>| arcs.iter().fold(Kinds::default(), |kinds, arc| kinds.or(arc.relation.kinds));
        let pairs = |arcs: &super::Arcs<'_>| {
            arcs.iter().fold(Kinds::default(), |kinds, arc| kinds.or(Kinds::of_marked(arc.relation, self.markers.kinds(arc.case))))
        };
        let mut near = vec![Kinds::default(); self.sentence.tokens.len()];
        for next in (1..near.len()).rev().filter(|&next| !self.ends_clause(next)) {
            near[next - 1] = near[next].or(self.markers.kinds(self.shared_case(next)));
        }
        let (down, up) = (self.down.iter().map(kinds).collect(), self.up.iter().map(kinds).collect());
        let marked = self.down.iter().map(pairs).collect();
        self.survey = Survey { down, marked, up, near };
    }

    /// Whether anything may lead away from a token.
    pub fn may_leave(&self, node: usize, away: &Away) -> bool {
        let Survey { down, marked, up, near } = &self.survey;
        let below = down[node].meets(away.down) || marked[node].meets(away.marked);
        away.always || below || up[node].meets(away.up) || near[node].meets(away.near)
    }
}
