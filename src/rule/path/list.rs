//! The lists of lemmas that paths test for, by number: most alternatives of long paths ask for a word that the sentence lacks.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::model::Token;

/// Every list of lemmas that some path asks for.
#[derive(Clone, Debug, Default)]
pub(in crate::rule) struct LemmaLists {
    numbers: FxHashMap<Vec<CompactString>, usize>,
    /// The lists that a lemma stands in.
    of_lemma: FxHashMap<CompactString, Vec<usize>>,
}

impl LemmaLists {
    /// The number of a list, a new one where it is new.
    pub fn number(&mut self, lemmas: &[CompactString]) -> usize {
        if let Some(&number) = self.numbers.get(lemmas) {
            return number;
        }
        let number = self.numbers.len();
        self.numbers.insert(lemmas.to_vec(), number);
        for lemma in lemmas {
            self.of_lemma.entry(lemma.clone()).or_default().push(number);
        }
        number
    }

    /// The lists that a sentence has a word of.
    pub fn present(&self, tokens: &[Token]) -> Present {
        let mut present = Present(vec![0; self.numbers.len().div_ceil(64)]);
        for &number in tokens.iter().filter_map(|token| self.of_lemma.get(token.lemma.as_str())).flatten() {
            present.0[number / 64] |= 1 << (number % 64);
        }
        present
    }
}

/// Numbers of the lists that a sentence has a word of.
#[derive(Clone, Debug, Default)]
pub(in crate::rule) struct Present(Vec<u64>);

impl Present {
    /// Whether it has a word of each of some lists.
    pub fn has_all(&self, lists: &[usize]) -> bool {
        lists.iter().all(|&list| self.0.get(list / 64).is_some_and(|bits| bits & (1 << (list % 64)) != 0))
    }
}
