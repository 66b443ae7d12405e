//! Numerals in figures and words, as the pack's `lexicons/numbers.tsv` composes them.

mod sum;

use super::word::{Phrases, Spelling, Word};
use crate::pack::{Pack, PackError};
use sum::Sum;

/// What a word does in a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Adds its value (two, twenty).
    Add(u64),
    /// Multiplies what stands before it (hundred, million).
    Times(u64),
    /// A noun that stands for a number, approximately (dozen).
    Group(u64),
    /// The plural of such a noun: a number only after another number.
    Groups(u64),
    /// Half of the multiplier or group beside it.
    Half,
    /// Joins tens and units, a half, or the ends after `Between`.
    And,
    /// Joins a group noun to the next numeral.
    Of,
    /// A number only as the day of a date (first).
    Ordinal(u64),
    /// Stands between the ends of a range.
    To,
    /// Stands before a range.
    Between,
    /// A number that the text leaves open (several).
    Vague,
}

/// A numeral found among the words of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Least number.
    pub(super) min: u64,
    /// Greatest number.
    pub(super) max: u64,
    /// Whether the numeral itself is approximate (a dozen).
    pub(super) approximate: bool,
    /// The text leaves the number open; `min` and `max` are then 0.
    pub(super) vague: bool,
    /// Whether it is the word for one, which may be the article.
    pub(super) article: bool,
    /// Whether it is written in figures.
    pub(super) figures: bool,
    /// Greatest multiplier word in it, or 1.
    scale: u64,
    /// The word after it.
    pub(super) end: usize,
}

/// The numeral words of a language.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    parts: Phrases<Part>,
    decimal: Option<char>,
    grouping: Vec<char>,
}

impl Numbers {
    pub(super) fn from_pack(pack: &Pack, spelling: &Spelling) -> Result<Self, PackError> {
        let lexicon = pack.lexicon("numbers")?;
        let mut numbers = Self { parts: Phrases::default(), decimal: None, grouping: Vec::new() };
        for row in lexicon.rows() {
            let value = || row.get(2).parse::<u64>().map_err(|_| lexicon.fault(row, "the third column must be a whole number in figures"));
            let mark = || row.get(0).chars().next();
            let part = match row.get(1) {
                "decimal-mark" => {
                    numbers.decimal = mark();
                    continue;
                }
                "group-mark" => {
                    numbers.grouping.extend(mark());
                    continue;
                }
                "add" => Part::Add(value()?),
                "times" => Part::Times(value()?),
                "group" => Part::Group(value()?),
                "groups" => Part::Groups(value()?),
                "ordinal" => Part::Ordinal(value()?),
                "half" => Part::Half,
                "and" => Part::And,
                "of" => Part::Of,
                "to" => Part::To,
                "between" => Part::Between,
                "vague" => Part::Vague,
                other => return Err(lexicon.fault(row, unknown(other))),
            };
            numbers.parts.insert(spelling.split(row.get(0)), part);
        }
        Ok(numbers)
    }

    /// The numeral or range of numerals that starts at word `at`.
    pub(super) fn read(&self, words: &[Word], at: usize) -> Option<Numeral> {
        let between = matches!(self.part(words, at), Some((Part::Between, _)));
        let first = self.single(words, if between { at + 1 } else { at })?;
        let Some((joint, next)) = self.part(words, first.end) else { return (!between).then_some(first) };
        let joined = if between { joint == Part::And } else { joint == Part::To };
        let second = joined.then(|| self.single(words, next)).flatten().filter(|second| !second.vague && !first.vague);
        match second.and_then(|second| range(first, second)) {
            Some(range) => Some(range),
            None => (!between).then_some(first),
        }
    }

    /// The day of a month that starts at word `at`, and the word after it.
    pub(super) fn day(&self, words: &[Word], at: usize) -> Option<(u64, usize)> {
        if let Some((Part::Ordinal(value), end)) = self.part(words, at) {
            return Some((value, end));
        }
        let numeral = self.single(words, at).filter(|numeral| !numeral.vague && !numeral.approximate && !numeral.article)?;
        (1..=31).contains(&numeral.min).then_some((numeral.min, numeral.end))
    }

    /// The word after a link between a group noun and what it counts, if one stands at word `at`.
    pub(super) fn links(&self, words: &[Word], at: usize) -> Option<usize> {
        self.part(words, at).filter(|(part, _)| *part == Part::Of).map(|(_, end)| end)
    }

    fn part(&self, words: &[Word], at: usize) -> Option<(Part, usize)> {
        self.parts.at(words, at).map(|(part, end)| (*part, end))
    }

    fn single(&self, words: &[Word], at: usize) -> Option<Numeral> {
        if let Some((Part::Vague, end)) = self.part(words, at) {
            return Some(Numeral { vague: true, end, ..Numeral::exactly(0, end) });
        }
        let mut sum = match Sum::figure(self, words, at) {
            Some(sum) => sum,
            None => Sum::words(self, words, at)?,
        };
        sum.scaled(self, words);
        sum.numeral(at)
    }
}

fn unknown(kind: &str) -> String {
    format!(
        "`{kind}` is no kind of numeral word; the second column is one of: add, times, group, groups, ordinal, half, and, of, to, between, vague, decimal-mark, group-mark"
    )
}

impl Numeral {
    const fn exactly(number: u64, end: usize) -> Self {
        Self { min: number, max: number, approximate: false, vague: false, article: false, figures: false, scale: 1, end }
    }
}

/// Two ends as one range; a multiplier of the second counts for the first too (two to three million).
fn range(first: Numeral, second: Numeral) -> Option<Numeral> {
    let mut min = first.min;
    if second.scale > 1 && first.scale == 1 && min < second.max / second.scale {
        min = min.checked_mul(second.scale)?;
    }
    (min < second.max).then_some(Numeral { min, approximate: first.approximate || second.approximate, article: false, ..second })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numerals of the shipped packs cannot be told here without their words; figures can.
    #[test]
    fn figures_need_no_words() {
        let numbers = Numbers { parts: Phrases::default(), decimal: Some(','), grouping: vec!['.'] };
        let read = |text: &str| {
            let words: Vec<_> = text.split(' ').enumerate().map(|(token, text)| Word { text: text.into(), token }).collect();
            numbers.read(&words, 0).map(|numeral| numeral.min)
        };
        for (text, want) in [
            ("3 000", Some(3000)),
            ("3.000", Some(3000)),
            ("12 500 000", Some(12_500_000)),
            ("2014 300", Some(2014)),
            ("1,5", None),
            ("12.08.2021", None),
            ("1er", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
