//! Which relations and case markers may stand where, as sets of bits: most steps of a path lead nowhere, and need not look.

use compact_str::CompactString;

use super::{Arc, Graph};

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

    /// A relation, with and without its subtype.
    pub fn of_relation(relation: &str) -> Self {
        let base = relation.bytes().position(|byte| byte == b':').map_or(Self::default(), |colon| Self::of(&relation[..colon]));
        Self::of(relation).or(base)
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

/// The relations of the arcs of each token, and the case markers of the sentence.
#[derive(Debug, Default)]
pub(super) struct Survey {
    down: Vec<Kinds>,
    up: Vec<Kinds>,
    cases: Kinds,
}

impl Graph<'_> {
    /// Notes which arcs there are, once no more are added.
    pub fn survey(&mut self) {
        let kinds = |arcs: &[Arc]| arcs.iter().fold(Kinds::default(), |kinds, arc| kinds.or(Kinds::of_relation(&arc.relation)));
        let case = |case: &CompactString| Kinds::of(case);
        let arcs = self.up.iter().flatten();
        let cases = arcs.map(|arc| case(&arc.case)).fold(Kinds::of(""), Kinds::or);
        let all = |lists: &[super::Arcs]| lists.iter().map(|arcs| kinds(arcs)).collect();
        self.survey = Survey { down: all(&self.down), up: all(&self.up), cases };
    }

    /// Whether any arc of a token, down or up, may be of some relations.
    pub fn may_have(&self, node: usize, down: bool, relations: Kinds) -> bool {
        let survey = if down { &self.survey.down } else { &self.survey.up };
        survey[node].meets(relations)
    }

    /// Whether any word of the sentence may have one of some case markers.
    pub const fn may_have_case(&self, cases: Kinds) -> bool {
        self.survey.cases.meets(cases)
    }
}
