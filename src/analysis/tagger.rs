//! Tags: a part of speech, divided by a few features that the parser profits from, chosen greedily from left to right.

use crate::model::{Features, Upos};

use super::{
    AnalysisError, store,
    weights::{Rows, Weights, best},
    word::Word,
};

/// Cells of a row; the most tags that there can be.
pub(super) const WIDTH: usize = 32;
const START: u64 = 250;

/// The tags of a model: `VERB|VerbForm=Inf`, `NOUN`, in order of class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tags {
    names: Vec<String>,
    upos: Vec<Upos>,
    split: Vec<String>,
}

impl Tags {
    /// `split` names the features whose values divide tags.
    pub fn new(names: Vec<String>, split: Vec<String>) -> Option<Self> {
        let upos = names.iter().map(|name| name.split('|').next().unwrap_or_default().parse().ok()).collect::<Option<Vec<Upos>>>()?;
        (!names.is_empty() && names.len() <= WIDTH).then_some(Self { names, upos, split })
    }

    /// The name of the tag of a word.
    pub fn name(upos: Upos, feats: &Features, split: &[String]) -> String {
        let values = split.iter().filter_map(|feature| Some(format!("|{feature}={}", feats.get(feature)?)));
        std::iter::once(upos.as_str().to_owned()).chain(values).collect()
    }

    pub fn class(&self, upos: Upos, feats: &Features) -> Option<u8> {
        let name = Self::name(upos, feats, &self.split);
        self.names.iter().position(|known| *known == name).map(|class| class as u8)
    }

    pub fn upos(&self, tag: u8) -> Upos {
        self.upos[usize::from(tag)]
    }

    pub const fn len(&self) -> usize {
        self.names.len()
    }

    pub fn write(&self, out: &mut store::Writer) {
        out.texts(&self.names);
        out.texts(&self.split);
    }

    pub fn read(from: &mut store::Reader<'_>) -> Result<Self, AnalysisError> {
        let mut owned = || Ok::<Vec<String>, AnalysisError>(from.texts()?.into_iter().map(str::to_owned).collect());
        let (names, split) = (owned()?, owned()?);
        Self::new(names, split).ok_or(AnalysisError::Corrupt { what: "tags" })
    }
}

/// Chooses a tag for every word of a sentence. `choose` sees the place and the rows of its features and says the tag.
pub(super) fn walk(words: &[Word], rows: &mut Rows, mut choose: impl FnMut(usize, &[u32]) -> u8) -> Vec<u8> {
    let mut tags = Vec::with_capacity(words.len());
    let (mut one, mut two) = (START, START);
    for at in 0..words.len() {
        features(words, at, one, two, rows);
        let tag = choose(at, rows.as_slice());
        (two, one) = (one, u64::from(tag));
        tags.push(tag);
    }
    tags
}

/// The best tags after these weights.
pub(super) fn tag(weights: &Weights<WIDTH>, count: usize, words: &[Word]) -> Vec<u8> {
    let mut sums = [0; WIDTH];
    walk(words, &mut Rows::new(weights.bits()), |_, rows| {
        weights.score(rows, &mut sums);
        best(&sums, count, |_| true).unwrap_or(0) as u8
    })
}

/// Features of the word at `at`; `one` and `two` are the tags before it.
fn features(words: &[Word], at: usize, one: u64, two: u64, rows: &mut Rows) {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|index| words.get(index)).unwrap_or(&Word::OUTSIDE);
    let (c, p, n, pp, nn) = (near(0), near(-1), near(1), near(-2), near(2));
    rows.clear();
    rows.add([]);
    rows.add([c.form]);
    rows.add([c.lower]);
    c.suffixes.iter().chain(&c.prefixes).for_each(|&affix| rows.add([affix]));
    rows.add([c.shape, u64::from(at == 0)]);
    rows.add([c.class]);
    rows.add([c.cluster]);
    rows.add([one]);
    rows.add([one, two]);
    rows.add([one, c.lower]);
    rows.add([one, c.suffixes[1]]);
    rows.add([p.lower]);
    rows.add([p.suffixes[1]]);
    rows.add([pp.lower]);
    rows.add([n.lower]);
    rows.add([n.suffixes[1]]);
    rows.add([nn.lower]);
    rows.add([n.shape]);
    rows.add([p.shape]);
    rows.add([c.class, n.class]);
    rows.add([one, c.class]);
    rows.add([one, c.class, n.class]);
    rows.add([n.cluster]);
    rows.add([p.cluster]);
    rows.add([n.class]);
    rows.add([c.class, c.shape]);
    rows.add([one, c.cluster]);
    rows.add([p.lower, c.lower]);
    rows.add([c.lower, n.lower]);
    rows.add([p.class, c.class, n.class]);
    rows.add([nn.class, n.class]);
    rows.add([one, two, c.class]);
}
