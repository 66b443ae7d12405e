//! Words around a numeral that change how it is meant (`lexicons/approximators.tsv`).

use super::word::{Phrases, Spelling, Word};
use crate::pack::{Pack, PackError};

/// What words before a numeral do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The number is approximate.
    About,
    /// Only a part of it is meant.
    Part,
}

/// The words by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Approximators {
    before: Phrases<Effect>,
    after: Phrases<()>,
    ratios: Phrases<()>,
}

impl Approximators {
    pub(super) fn from_pack(pack: &Pack, spelling: &Spelling) -> Result<Self, PackError> {
        let mut all = Self::default();
        let lexicon = pack.lexicon("approximators")?;
        for row in lexicon.rows() {
            let words = spelling.split(row.get(0));
            match (row.get(1), row.get(2)) {
                ("about", "before") => all.before.insert(words, Effect::About),
                ("part", "before") => all.before.insert(words, Effect::Part),
                ("about", "after") => all.after.insert(words, ()),
                ("ratio", "after") => all.ratios.insert(words, ()),
                (effect, side) => {
                    let problem = format!("`{effect}` `{side}` is unknown; write `about` before or after, `part` before, `ratio` after");
                    return Err(lexicon.fault(row, problem));
                }
            }
        }
        Ok(all)
    }

    /// Reads what stands at word `at` behind any words of approximation: the first that `read` accepts, and what the words before do.
    pub(super) fn past<T>(&self, words: &[Word], at: usize, read: impl Fn(usize) -> Option<T>) -> Option<(T, Option<Effect>)> {
        let Some((&effect, next)) = self.before.at(words, at) else { return Some((read(at)?, None)) };
        let again = self.before.at(words, next).and_then(|(_, end)| read(end));
        let found = again.or_else(|| read(next)).map(|found| (found, Some(effect)));
        // A word of approximation may be a numeral itself.
        found.or_else(|| Some((read(at)?, None)))
    }

    /// The word after words of approximation that follow a numeral.
    pub(super) fn after(&self, words: &[Word], at: usize) -> Option<usize> {
        self.after.at(words, at).map(|((), end)| end)
    }

    /// The word after a word that makes a share of two numerals.
    pub(super) fn ratio(&self, words: &[Word], at: usize) -> Option<usize> {
        self.ratios.at(words, at).map(|((), end)| end)
    }
}
