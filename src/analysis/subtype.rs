//! Subtypes of relations (`nsubj:pass`, `obl:agent`), chosen once the tree is known.

use crate::model::Upos;

use super::{
    AnalysisError, store,
    weights::{Rows, Weights, best},
    word::Word,
};

/// Cells of a row; the most full relations that there can be.
pub(super) const WIDTH: usize = 64;

/// Full relations, and which of them each plain relation may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subtypes {
    full: Vec<String>,
    choices: Vec<Vec<u8>>,
}

impl Subtypes {
    /// `plain` are the parser's relations; each full relation extends one of them. `None` when there are too many or one has none.
    pub fn new(plain: &[String], full: Vec<String>) -> Option<Self> {
        let of = |plain: &String| {
            let extends = |full: &String| full.split(':').next() == Some(plain);
            (0..full.len()).filter(|&at| extends(&full[at])).map(|at| at as u8).collect::<Vec<u8>>()
        };
        let choices: Vec<Vec<u8>> = plain.iter().map(of).collect();
        (full.len() <= WIDTH && choices.iter().all(|choices| !choices.is_empty())).then_some(Self { full, choices })
    }

    pub fn name(&self, full: u8) -> &str {
        &self.full[usize::from(full)]
    }

    pub fn class(&self, name: &str) -> Option<u8> {
        self.full.iter().position(|full| full == name).map(|class| class as u8)
    }

    /// What a plain relation may become.
    pub fn choices(&self, plain: u8) -> &[u8] {
        &self.choices[usize::from(plain)]
    }

    pub fn write(&self, out: &mut store::Writer) {
        out.texts(&self.full);
    }

    pub fn read(from: &mut store::Reader<'_>, plain: &[String]) -> Result<Self, AnalysisError> {
        let full = from.texts()?.into_iter().map(str::to_owned).collect();
        Self::new(plain, full).ok_or(AnalysisError::Corrupt { what: "relations" })
    }
}

/// A parsed sentence, as the features look at it.
pub(super) struct Tree<'a> {
    pub words: &'a [Word],
    pub upos: &'a [Upos],
    /// Index of the feature bundle, as far as there is one.
    pub bundles: &'a [Option<u16>],
    /// Head and plain relation.
    pub arcs: &'a [(Option<usize>, u8)],
}

/// First and last dependents of a word on each side, and the first with an adposition's or auxiliary's tag.
#[derive(Clone, Copy, Default)]
struct Sides {
    first: Option<usize>,
    last: Option<usize>,
    aux: Option<usize>,
    next_aux: Option<usize>,
}

fn sides(tree: &Tree<'_>) -> Vec<Sides> {
    let mut sides = vec![Sides::default(); tree.words.len()];
    for (at, (head, _)) in tree.arcs.iter().enumerate() {
        let Some(side) = head.and_then(|head| sides.get_mut(head)) else { continue };
        side.first = side.first.or(Some(at));
        side.last = Some(at);
        if tree.upos[at] == Upos::Aux {
            (side.aux, side.next_aux) = (Some(at), side.aux);
        }
    }
    sides
}

/// Walks the words whose relation has a choice; `choose` sees the place, the choices and the rows of its features and says the full relation.
pub(super) fn walk(tree: &Tree<'_>, subtypes: &Subtypes, rows: &mut Rows, mut choose: impl FnMut(usize, &[u8], &[u32]) -> u8) -> Vec<u8> {
    let sides = sides(tree);
    let one = |at: usize| match subtypes.choices(tree.arcs[at].1) {
        [only] => *only,
        choices => {
            features(tree, &sides, at, rows);
            choose(at, choices, rows.as_slice())
        }
    };
    (0..tree.words.len()).map(one).collect()
}

/// The full relation of every word.
pub(super) fn refine(weights: &Weights<WIDTH>, subtypes: &Subtypes, tree: &Tree<'_>) -> Vec<u8> {
    let mut sums = [0; WIDTH];
    walk(tree, subtypes, &mut Rows::new(weights.bits()), |_, choices, rows| {
        weights.score(rows, &mut sums);
        best(&sums, WIDTH, |class| choices.contains(&(class as u8))).unwrap_or(0) as u8
    })
}

fn features(tree: &Tree<'_>, sides: &[Sides], at: usize, rows: &mut Rows) {
    let word = |at: Option<usize>| at.map_or(&Word::OUTSIDE, |at| &tree.words[at]);
    let upos = |at: Option<usize>| at.map_or(99, |at| tree.upos[at] as u64);
    let bundle = |at: Option<usize>| at.and_then(|at| tree.bundles[at]).map_or(0, |bundle| u64::from(bundle) + 1);
    let head = tree.arcs[at].0;
    let (own, above) = (sides[at], head.map(|head| sides[head]).unwrap_or_default());
    let r = u64::from(tree.arcs[at].1);
    let (w, h, first) = (word(Some(at)), word(head), word(own.first));
    let (p, hp) = (upos(Some(at)), upos(head));
    let after = u64::from(head.is_some_and(|head| head < at));
    rows.clear();
    rows.add([r]);
    rows.add([r, w.lower]);
    rows.add([r, h.lower]);
    rows.add([r, p, hp, after]);
    rows.add([r, w.lower, h.lower]);
    rows.add([r, first.lower]);
    rows.add([r, first.lower, h.lower]);
    rows.add([r, first.lower, w.lower]);
    rows.add([r, first.lower, h.cluster]);
    rows.add([r, first.lower, w.cluster]);
    rows.add([r, first.lower, w.cluster, h.cluster]);
    rows.add([r, w.cluster]);
    rows.add([r, h.cluster]);
    rows.add([r, w.cluster, h.cluster]);
    rows.add([r, h.class]);
    rows.add([r, w.class]);
    rows.add([r, bundle(Some(at))]);
    rows.add([r, bundle(head)]);
    rows.add([r, bundle(Some(at)), bundle(head)]);
    rows.add([r, word(above.aux).lower]);
    rows.add([r, word(above.aux).lower, word(above.next_aux).lower]);
    rows.add([r, word(above.aux).lower, bundle(head)]);
    rows.add([r, word(above.aux).lower, h.lower]);
    rows.add([r, word(above.aux).lower, word(above.next_aux).lower, w.lower]);
    rows.add([r, word(own.last).lower, upos(own.last)]);
    rows.add([r, upos(own.first), p]);
    rows.add([r, word(own.aux).lower]);
    rows.add([r, word(above.first).lower, upos(above.first)]);
    rows.add([r, word(at.checked_sub(1)).lower]);
    rows.add([r, word(Some(at + 1).filter(|&next| next < tree.words.len())).lower]);
    rows.add([r, w.suffixes[0], p]);
    rows.add([r, h.suffixes[1], after]);
}
