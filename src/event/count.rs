//! Counts: how many of something a sentence speaks of.
//!
//! Numerals are found as sequences of words (`lexicons/numbers.tsv`) and attached to the noun that they stand before; ages, sums of
//! money, distances, shares and years count nothing.

mod find;
mod lexicon;

use crate::{
    model::{Count, Sentence, Upos},
    pack::{Pack, PackError},
};

use super::word::Word;
use find::Figure;
use lexicon::CountLexicon;

/// The numerals of a language and what they can count.
///
/// ```
/// use depeche::{event::count::CountGrammar, model::Sentence, pack::Pack};
///
/// let counts = CountGrammar::from_pack(&Pack::embedded("fr")?)?;
/// assert_eq!(counts.count_of(&Sentence::default(), 0), None);
/// # Ok::<(), depeche::pack::PackError>(())
/// ```
#[derive(Clone, Debug)]
pub struct CountGrammar {
    lexicon: CountLexicon,
}

impl CountGrammar {
    /// Reads the lexicons `numbers`, `approximators` and `measures` of a pack.
    ///
    /// # Errors
    /// [`PackError`] names the file, the line and what would be right.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self { lexicon: CountLexicon::from_pack(pack)? })
    }

    /// How many of the noun at token `noun` the sentence speaks of. A numeral that stands for a noun itself ("3 500 seront
    /// déployés", "un millier au Qatar") counts when it is asked for by one of its own tokens.
    pub fn count_of(&self, sentence: &Sentence, noun: usize) -> Option<Count> {
        let words = self.lexicon.spelling.words(sentence);
        let first = words.iter().position(|word| word.token == noun)?;
        let figures = self.figures(&words);
        if let Some(place) = figures.iter().position(|figure| figure.words.contains(&first)) {
            return self.stands_alone(&words, &figures[place]).then(|| self.whole(sentence, &words, &figures, place)).flatten();
        }
        if self.lexicon.measures.at(&words, first).is_some() || self.is_share(&words, noun) {
            return None;
        }
        let place = figures.iter().rposition(|figure| figure.words.end <= first)?;
        if is_ordinal(sentence, words[figures[place].words.start].token) {
            return None;
        }
        self.reaches(sentence, &words, figures[place].words.end, first).then(|| self.whole(sentence, &words, &figures, place)).flatten()
    }

    /// The number of the bare amount that ends right before token `place` and begins a part of a list ("…, un millier au Qatar").
    pub fn bare_before(&self, sentence: &Sentence, place: usize) -> Option<Count> {
        let words = self.lexicon.spelling.words(sentence);
        let end = words.iter().position(|word| word.token == place)?;
        let figures = self.figures(&words);
        let figure = figures.iter().find(|figure| figure.words.end == end)?;
        let before = words.get(figure.words.start.checked_sub(1)?).and_then(|word| sentence.tokens.get(word.token))?;
        let begins = matches!(before.upos, Upos::Cconj | Upos::Punct);
        (begins && self.stands_alone(&words, figure)).then_some(figure.count).flatten()
    }

    /// Whether a numeral may stand for a noun: it has no unit of measure, is not part of a date and does not look like a year.
    fn stands_alone(&self, words: &[Word], figure: &Figure) -> bool {
        let measured = |at: usize| self.lexicon.measures.at(words, at).is_some();
        let linked = self.lexicon.numbers.links(words, figure.words.end).is_some_and(measured);
        let after = figure.words.start.checked_sub(1).is_some_and(measured);
        let text = words.get(figure.words.start).map_or("", |word| &word.text);
        let year = figure.words.len() == 1 && text.len() == 4 && ("1900"..="2100").contains(&text);
        !measured(figure.words.end) && !linked && !after && !year
    }

    /// The count of a figure, or of the one that it is the whole of ("12 des 34 provinces").
    fn whole(&self, sentence: &Sentence, words: &[Word], figures: &[Figure], place: usize) -> Option<Count> {
        let figure = figures.get(place)?;
        let part = place.checked_sub(1).filter(|part| self.is_part(sentence, words, figures[*part].words.end, figure.words.start));
        match part {
            Some(part) => figures[part].count,
            None => figure.count,
        }
    }

    /// Whether nothing but adjectives, or "of" with determiners, stands between a numeral and its noun.
    fn reaches(&self, sentence: &Sentence, words: &[Word], from: usize, noun: usize) -> bool {
        let linked = self.lexicon.numbers.links(words, from);
        (linked.unwrap_or(from)..noun).all(|at| {
            let upos = words.get(at).and_then(|word| sentence.tokens.get(word.token)).map(|token| token.upos);
            matches!(upos, Some(Upos::Adj)) || (linked.is_some() && matches!(upos, Some(Upos::Det)))
        })
    }

    /// Whether a numeral is linked to the next one as a part to the whole: by "of" and a determiner.
    fn is_part(&self, sentence: &Sentence, words: &[Word], from: usize, to: usize) -> bool {
        let Some(after) = self.lexicon.numbers.links(words, from).filter(|after| *after < to) else { return false };
        let upos = |at: usize| words.get(at).and_then(|word| sentence.tokens.get(word.token)).map(|token| token.upos);
        (after..to).all(|at| matches!(upos(at), Some(Upos::Det | Upos::Adp | Upos::Adj)))
    }

    /// Whether another numeral makes a share of the noun's ("deux sur trois").
    fn is_share(&self, words: &[Word], noun: usize) -> bool {
        let after = words.iter().rposition(|word| word.token == noun).map_or(words.len(), |last| last + 1);
        let ratio = self.lexicon.approximators.ratio(words, after);
        ratio.is_some_and(|end| self.lexicon.numbers.read(words, end).is_some_and(|numeral| !numeral.vague))
    }
}

/// "Numéro deux", "les Vingt-Sept": whether a numeral says which one, or is a name, and so counts nothing.
fn is_ordinal(sentence: &Sentence, numeral: usize) -> bool {
    let token = &sentence.tokens[numeral];
    let behind = numeral.checked_sub(1).map(|before| &sentence.tokens[before]);
    let noun = token.upos == Upos::Num && token.head.is_some_and(|head| head + 1 == numeral);
    noun && behind.is_some_and(|before| before.upos == Upos::Noun && before.feats.is("Number", "Sing"))
}
