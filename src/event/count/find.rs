//! The numerals of a sentence, with the words that make them approximate.

use std::ops::Range;

use super::CountGrammar;
use crate::{
    event::{approximator::Effect, word::Word},
    model::Count,
};

/// A numeral in place.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Its number; `None` where the text leaves it open or means only a part of it.
    pub(super) count: Option<Count>,
}

impl CountGrammar {
    /// The numerals, from left to right.
    pub(super) fn figures(&self, words: &[Word]) -> Vec<Figure> {
        let mut figures = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let found = self.figure(words, at);
            at = match &found {
                Some(figure) => figure.words.end,
                None => self.lexicon.measures.at(words, at).map_or(at + 1, |((), end)| end),
            };
            figures.extend(found);
        }
        figures
    }

    fn figure(&self, words: &[Word], at: usize) -> Option<Figure> {
        let lexicon = &self.lexicon;
        let (numeral, effect) = lexicon.approximators.past(words, at, |at| lexicon.numbers.read(words, at))?;
        let after = lexicon.approximators.after(words, numeral.end);
        let approximate = numeral.approximate || effect == Some(Effect::About) || after.is_some();
        let counts = !numeral.vague && !numeral.article && effect != Some(Effect::Part);
        let count = counts.then_some(Count { min: numeral.min, max: numeral.max, approximate });
        Some(Figure { words: at..after.unwrap_or(numeral.end), count })
    }
}
