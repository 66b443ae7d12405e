//! Morphological features: among the bundles that a form can bear under its tag, the one whose `name=value` pairs score best.

use crate::model::Features;

use super::{
    AnalysisError,
    lexicon::Lexicon,
    store,
    tagger::Tags,
    weights::{Rows, Weights},
    word::Word,
};

/// Cells of a row; the most distinct pairs that there can be.
pub(super) const WIDTH: usize = 64;

/// A tag with features, as whole words bear them.
#[derive(Clone, Debug)]
pub(super) struct Bundle {
    pub tag: u8,
    pub feats: Features,
    /// Cells of its pairs.
    pub pairs: Vec<u8>,
    /// What it agrees in.
    pub agreement: Agreement,
}

/// Number and gender, 0 where a word has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Agreement {
    number: u8,
    gender: u8,
}

impl Agreement {
    /// For each of number and gender: unknown, same or different; 0 to 8.
    #[inline]
    pub fn with(self, other: Self) -> u64 {
        let compare = |a: u8, b: u8| if a == 0 || b == 0 { 0 } else { 1 + u64::from(a == b) };
        compare(self.number, other.number) * 3 + compare(self.gender, other.gender)
    }
}

/// All bundles of a model.
#[derive(Clone, Debug, Default)]
pub(super) struct Bundles {
    pub all: Vec<Bundle>,
    of_tag: Vec<Vec<u16>>,
    pairs: Vec<String>,
}

impl Bundles {
    /// From tag and FEATS of each bundle; `None` when the pairs are more than a row has cells.
    pub fn new(tags: &Tags, bundles: impl IntoIterator<Item = (u8, Features)>) -> Option<Self> {
        let mut made = Self { of_tag: vec![Vec::new(); tags.len()], ..Self::default() };
        for (tag, feats) in bundles {
            let pairs = feats.as_str().split('|').filter(|pair| !pair.is_empty()).map(|pair| made.pair(pair)).collect();
            made.of_tag.get_mut(usize::from(tag))?.push(made.all.len() as u16);
            let agreement = Agreement { number: made.place(&feats, "Number"), gender: made.place(&feats, "Gender") };
            made.all.push(Bundle { tag, feats, pairs, agreement });
        }
        (made.pairs.len() <= WIDTH && made.all.len() < usize::from(u16::MAX)).then_some(made)
    }

    fn pair(&mut self, pair: &str) -> u8 {
        let at = self.pairs.iter().position(|known| known == pair).unwrap_or_else(|| {
            self.pairs.push(pair.to_owned());
            self.pairs.len() - 1
        });
        at as u8
    }

    /// One more than the cell of a feature's pair; 0 without it.
    fn place(&self, feats: &Features, name: &str) -> u8 {
        let value = feats.get(name);
        let is_it = |pair: &String| pair.split_once('=').is_some_and(|(of, is)| of == name && Some(is) == value);
        self.pairs.iter().position(is_it).map_or(0, |at| at as u8 + 1)
    }

    /// What the words agree in.
    pub fn agreements(&self, bundles: &[Option<u16>]) -> Vec<Agreement> {
        bundles.iter().map(|bundle| bundle.map_or(Agreement::default(), |bundle| self.all[usize::from(bundle)].agreement)).collect()
    }

    /// All bundles of a tag.
    pub fn of_tag(&self, tag: u8) -> &[u16] {
        &self.of_tag[usize::from(tag)]
    }

    /// The bundles that a form can bear under a tag, into `out`: those of its lexicon entry, else all of the tag.
    pub fn candidates(&self, lexicon: &Lexicon, key: u64, tag: u8, out: &mut Vec<u16>) {
        out.clear();
        if let Some(entry) = lexicon.entry(key) {
            out.extend(entry.bundles.iter().copied().filter(|&bundle| self.all[usize::from(bundle)].tag == tag));
        }
        if out.is_empty() {
            out.extend(self.of_tag(tag));
        }
    }

    /// The candidate with the highest sum over its pairs; the first of equals.
    pub fn choose<T: Copy + Into<f32>>(&self, candidates: &[u16], sums: &[T]) -> Option<u16> {
        let score = |bundle: u16| -> f32 { self.all[usize::from(bundle)].pairs.iter().map(|&pair| sums[usize::from(pair)].into()).sum() };
        let mut best: Option<(u16, f32)> = None;
        for &candidate in candidates {
            let score = score(candidate);
            if best.is_none_or(|(_, top)| score > top) {
                best = Some((candidate, score));
            }
        }
        best.map(|(bundle, _)| bundle)
    }

    pub fn write(&self, out: &mut store::Writer) {
        out.texts(self.all.iter().map(|bundle| format!("{} {}", bundle.tag, bundle.feats.as_str())));
    }

    pub fn read(from: &mut store::Reader<'_>, tags: &Tags) -> Result<Self, AnalysisError> {
        let parse = |line: &&str| line.split_once(' ').and_then(|(tag, feats)| Some((tag.parse().ok()?, Features::new(feats))));
        let bundles = from.texts()?.iter().map(parse).collect::<Option<Vec<_>>>();
        bundles.and_then(|bundles| Self::new(tags, bundles)).ok_or(AnalysisError::Corrupt { what: "features" })
    }
}

/// The bundle of every word of a tagged sentence.
pub(super) fn inflect(weights: &Weights<WIDTH>, bundles: &Bundles, lexicon: &Lexicon, words: &[Word], tags: &[u8]) -> Vec<Option<u16>> {
    let (mut rows, mut sums, mut candidates) = (Rows::new(weights.bits()), [0; WIDTH], Vec::new());
    let one = |at: usize| {
        bundles.candidates(lexicon, words[at].lower, tags[at], &mut candidates);
        if candidates.len() > 1 {
            features(words, tags, at, &mut rows);
            weights.score(rows.as_slice(), &mut sums);
        }
        bundles.choose(&candidates, &sums)
    };
    (0..words.len()).map(one).collect()
}

/// Features of the word at `at`; tags are known on both sides.
pub(super) fn features(words: &[Word], tags: &[u8], at: usize, rows: &mut Rows) {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|index| words.get(index)).unwrap_or(&Word::OUTSIDE);
    let tag = |offset: isize| at.checked_add_signed(offset).and_then(|index| tags.get(index)).map_or(99, |&tag| u64::from(tag));
    let (c, p, n, pp, nn) = (near(0), near(-1), near(1), near(-2), near(2));
    let (t, tp, tn, tpp, tnn) = (tag(0), tag(-1), tag(1), tag(-2), tag(2));
    rows.clear();
    rows.add([t]);
    rows.add([c.lower, t]);
    c.suffixes.iter().for_each(|&suffix| rows.add([suffix, t]));
    rows.add([c.shape, t]);
    rows.add([c.class, t]);
    rows.add([c.cluster, t]);
    rows.add([t, tp]);
    rows.add([t, tn]);
    rows.add([t, tp, tpp]);
    rows.add([t, tn, tnn]);
    rows.add([t, tp, p.lower]);
    rows.add([t, tn, n.lower]);
    rows.add([t, tpp, pp.lower]);
    rows.add([t, tnn, nn.lower]);
    rows.add([t, tp, p.class]);
    rows.add([t, tn, n.class]);
    rows.add([t, tpp, pp.class]);
    rows.add([t, tnn, nn.class]);
    rows.add([t, tp, p.suffixes[0]]);
    rows.add([t, tn, n.suffixes[0]]);
    rows.add([c.lower, p.lower]);
    rows.add([c.lower, n.lower]);
    rows.add([c.class, p.class, n.class]);
}
