//! What the parser looks at: the words around the split of stack and buffer, their tags, clusters, classes, dependents and distances.

use super::state::{Node, State};
use crate::analysis::{morph::Agreement, weights::Rows, word::Word};

const NOTHING: u64 = 3;
const ROOT: u64 = 5;
const NO_RELATION: u64 = 99;

/// One place of the state, with what is known of the word there.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    /// Folded form, tag, cluster, class, last three characters.
    w: u64,
    p: u64,
    c: u64,
    k: u64,
    s: u64,
    /// Relation to its head, once it has one.
    d: u64,
}

/// A tagged and inflected sentence.
#[derive(Clone, Copy)]
pub(in crate::analysis) struct Input<'a> {
    pub words: &'a [Word],
    pub tags: &'a [u8],
    pub agreements: &'a [Agreement],
}

struct View<'a> {
    state: &'a State,
    input: Input<'a>,
}

impl View<'_> {
    #[inline]
    fn place(&self, at: usize) -> Place {
        let node = &self.state.nodes[at];
        let d = if node.head == 0 { NO_RELATION } else { u64::from(node.relation) };
        let same = |value: u64, p: u64| Place { at, w: value, p, c: value, k: value, s: value, d };
        if at == 0 {
            return same(NOTHING, 60);
        }
        if at == self.state.root() {
            return same(ROOT, 61);
        }
        let word = &self.input.words[at - 1];
        Place { at, w: word.lower, p: u64::from(self.input.tags[at - 1]), c: word.cluster, k: word.class, s: word.suffixes[1], d }
    }

    /// How two words agree; 9 where one is none.
    #[inline]
    fn agreement(&self, a: Place, b: Place) -> u64 {
        let of = |place: Place| place.at.checked_sub(1).and_then(|at| self.input.agreements.get(at));
        of(a).zip(of(b)).map_or(9, |(a, b)| a.with(*b))
    }

    #[inline]
    fn node(&self, place: Place) -> &Node {
        &self.state.nodes[place.at]
    }

    #[inline]
    fn left(&self, place: Place, index: usize) -> Place {
        self.place(self.node(place).left[index] as usize)
    }

    #[inline]
    fn right(&self, place: Place, index: usize) -> Place {
        self.place(self.node(place).right[index] as usize)
    }

    #[inline]
    fn valency(&self, place: Place) -> u64 {
        if place.at == 0 {
            return 0;
        }
        let node = self.node(place);
        u64::from(node.lefts.min(4)) * 8 + u64::from(node.rights.min(5))
    }
}

#[inline]
fn distance(from: Place, to: Place) -> u64 {
    if from.at == 0 || to.at == 0 {
        return 0;
    }
    match to.at.abs_diff(from.at) {
        11.. => 7,
        7..=10 => 6,
        5..=6 => 5,
        near => near as u64,
    }
}

/// Fills `rows` with the features of the state.
pub(in crate::analysis) fn features(state: &State, input: Input<'_>, rows: &mut Rows) {
    let view = View { state, input };
    let s = [0, 1, 2].map(|index| view.place(state.top(index)));
    let b = [0, 1, 2].map(|index| view.place(state.buffer(index)));
    rows.clear();
    rows.add([]);
    for x in s.into_iter().chain(b) {
        rows.add([x.w]);
        rows.add([x.p]);
        rows.add([x.w, x.p]);
        rows.add([x.c, x.p]);
    }
    pairs(s, b, rows);
    tag_triples(s, b, rows);
    dependents(&view, s, b, rows);
    distances(&view, s, b, rows);
    agreements(&view, s, b, rows);
    neighbours(&view, s, b, rows);
}

fn agreements(view: &View<'_>, [s0, s1, s2]: [Place; 3], [b0, ..]: [Place; 3], rows: &mut Rows) {
    let (ahead, below, deep) = (view.agreement(s0, b0), view.agreement(s1, s0), view.agreement(s2, s0));
    rows.add([s0.p, b0.p, ahead]);
    rows.add([s1.p, s0.p, below]);
    rows.add([s2.p, s1.p, s0.p, deep, below]);
    rows.add([s1.p, s0.p, below, s1.w]);
    rows.add([s1.p, s0.p, b0.p, below, view.agreement(s1, b0)]);
}

/// Words beside the top of the stack and before the buffer, whatever became of them.
fn neighbours(view: &View<'_>, [s0, _, s2]: [Place; 3], [b0, ..]: [Place; 3], rows: &mut Rows) {
    let beside = |place: Place, by: isize| {
        let at = place.at.checked_add_signed(by).filter(|&at| place.at > 0 && at <= view.state.root());
        view.place(at.unwrap_or(0))
    };
    let (before, after, last) = (beside(s0, -1), beside(s0, 1), beside(b0, -1));
    rows.add([before.p, s0.p, b0.p]);
    rows.add([s0.p, after.p, b0.p]);
    rows.add([s0.p, last.p, b0.p]);
    rows.add([after.w, s0.p, b0.p]);
    rows.add([last.w, s0.p, b0.p]);
    rows.add([view.place(view.state.top(3)).p, s2.p, s0.p]);
}

fn pairs([s0, s1, _]: [Place; 3], [b0, ..]: [Place; 3], rows: &mut Rows) {
    rows.add([s0.k, b0.k]);
    rows.add([s0.s, s0.p]);
    rows.add([b0.s, b0.p]);
    rows.add([s0.k]);
    rows.add([b0.k]);
    rows.add([s1.k]);
    rows.add([s0.w, b0.w]);
    rows.add([s0.w, b0.p]);
    rows.add([s0.p, b0.w]);
    rows.add([s0.p, b0.p]);
    rows.add([s0.w, s0.p, b0.p]);
    rows.add([s0.p, b0.w, b0.p]);
    rows.add([s0.c, b0.c]);
    rows.add([s0.c, b0.p]);
    rows.add([s0.p, b0.c]);
    rows.add([s1.w, s0.w]);
    rows.add([s1.w, s0.p]);
    rows.add([s1.p, s0.w]);
    rows.add([s1.p, s0.p]);
    rows.add([s1.c, s0.c]);
    rows.add([s1.c, s0.p]);
    rows.add([s1.p, s0.c]);
    rows.add([s1.w, b0.w]);
    rows.add([s1.p, b0.w]);
    rows.add([s1.w, b0.p]);
}

fn tag_triples([s0, s1, s2]: [Place; 3], [b0, b1, b2]: [Place; 3], rows: &mut Rows) {
    rows.add([s0.p, b0.p, b1.p]);
    rows.add([s1.p, s0.p, b0.p]);
    rows.add([s2.p, s1.p, s0.p]);
    rows.add([b0.p, b1.p, b2.p]);
    rows.add([s0.p, b0.p, b1.p, b2.p]);
    rows.add([s2.p, s1.p, s0.p, b0.p]);
    rows.add([s1.p, s0.p, b0.p, b1.p]);
    rows.add([s1.p, s0.w, b0.p]);
    rows.add([s1.w, s0.p, b0.p]);
    rows.add([s1.p, s0.p, b0.w]);
    rows.add([s1.w, s0.w, b0.p]);
    rows.add([s0.p, b0.w, b1.p]);
    rows.add([s0.w, b0.p, b1.p]);
}

fn dependents(view: &View<'_>, [s0, s1, s2]: [Place; 3], [b0, b1, _]: [Place; 3], rows: &mut Rows) {
    let [s0l, s0l2] = [0, 1].map(|index| view.left(s0, index));
    let [s0r, s0r2] = [0, 1].map(|index| view.right(s0, index));
    let s1l = view.left(s1, 0);
    let [s1r, s1r2] = [0, 1].map(|index| view.right(s1, index));
    let [b0l, b0l2] = [0, 1].map(|index| view.left(b0, index));
    // A preposition is the outer left dependent of its noun: who governs which noun through which preposition.
    rows.add([s0.w, b0l.w, b0.p]);
    rows.add([s1.w, s0l.w, s0.p]);
    rows.add([s1.w, s0l.w, s0.w]);
    rows.add([s1.p, s0l.w, s0.w]);
    rows.add([s1.p, s0l.w, s0.p]);
    rows.add([s1.c, s0l.w, s0.c]);
    rows.add([s1.c, s0l.w]);
    rows.add([s1.w, s0l.w, s0.c]);
    rows.add([s2.p, s1.p, s0l.w, s0.p]);
    rows.add([s1.p, s0.p, s0l.d, s1r.d]);
    rows.add([s2.w, s0l.w]);
    rows.add([s2.c, s0l.w, s0.c]);
    rows.add([s0.p, s0l.p, b0.p]);
    rows.add([s0.p, s0r.p, b0.p]);
    rows.add([s0.p, b0.p, b0l.p]);
    rows.add([s1.p, s0.p, s0l.p]);
    rows.add([s1.p, s0.p, s0r.p]);
    rows.add([s1.p, s1r.p, s0.p]);
    rows.add([s1.p, s1l.p, s0.p]);
    rows.add([s0l.d, s0r.d, s0.p]);
    rows.add([s0l.d, s0.p, b0.p]);
    rows.add([s0r.d, s0.p, b0.p]);
    rows.add([b0l.d, b0.p, s0.p]);
    rows.add([s1l.d, s1.p, s0.p]);
    rows.add([s1r.d, s1.p, s0.p]);
    rows.add([s1r.d, s1l.d, s1.p]);
    rows.add([s0l.d, s0l2.d, s0.p]);
    rows.add([s0r.d, s0r2.d, s0.p]);
    rows.add([s1r.d, s1r2.d, s1.p]);
    rows.add([b0l.d, b0l2.d, b0.p]);
    let inner = [view.left(s0l, 0), view.right(s0r, 0), view.left(b0l, 0), view.left(s0r, 0)];
    for x in [s0l, s0r, s1l, s1r, b0l, s0l2, s0r2, b0l2, s1r2].into_iter().chain(inner) {
        rows.add([x.w]);
        rows.add([x.p]);
        rows.add([x.d]);
    }
    rows.add([s0.w, s0l.w]);
    rows.add([b0.w, b0l.w]);
    rows.add([s0.w, s0r.w]);
    rows.add([s0.p, s0r.w, b0.p]);
    rows.add([s1.w, s1r.w]);
    rows.add([s1.p, s1r.w, s0.p]);
    rows.add([s1.p, s0.p, b0.p, b1.p, s0l.d]);
    rows.add([view.valency(s1), s1.p, s0.p, s0l.d]);
}

fn distances(view: &View<'_>, [s0, s1, _]: [Place; 3], [b0, ..]: [Place; 3], rows: &mut Rows) {
    let (near, far) = (distance(s0, b0), distance(s1, s0));
    rows.add([near]);
    rows.add([near, s0.p, b0.p]);
    rows.add([near, s0.w]);
    rows.add([near, b0.w]);
    rows.add([far, s1.p, s0.p]);
    rows.add([far, s1.w]);
    rows.add([far, s0.w]);
    rows.add([view.valency(s0), s0.p]);
    rows.add([view.valency(s0), s0.w]);
    rows.add([view.valency(s1), s1.p]);
    rows.add([view.valency(b0), b0.p]);
    rows.add([view.valency(s1), s1.w]);
    rows.add([view.valency(b0), b0.w]);
    let depth = view.state.stack.len().min(4) as u64;
    rows.add([depth]);
    rows.add([s0.p, depth, u64::from(view.state.at_end())]);
}
