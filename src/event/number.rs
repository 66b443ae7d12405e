//! Numerals in figures and words, as the pack's `lexicons/numbers.tsv` composes them.

use super::word::{Phrases, Spelling, Word};
use crate::pack::{Pack, PackError};

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
        let mut sum = match self.figure(words, at) {
            Some(sum) => sum,
            None => Sum::words(self, words, at)?,
        };
        sum.scaled(self, words);
        sum.numeral(at)
    }

    /// A number in figures, with groups of three joined across words.
    fn figure(&self, words: &[Word], at: usize) -> Option<Sum> {
        let text = words.get(at)?.text.as_str();
        let mut sum = Sum { end: at + 1, figures: true, ..Sum::default() };
        let mut digits = 0_usize;
        let mut seen_decimal = false;
        let mut group = 0_usize;
        for c in text.chars() {
            if let Some(digit) = c.to_digit(10) {
                sum.current = sum.current.checked_mul(10)?.checked_add(u64::from(digit))?;
                digits += 1;
                group += 1;
                sum.decimals += u32::from(seen_decimal);
            } else if digits > 0 && !seen_decimal && (Some(c) == self.decimal || self.grouping.contains(&c)) {
                seen_decimal = Some(c) == self.decimal;
                group = 0;
            } else {
                return None;
            }
        }
        if digits == 0 || (group != 3 && digits > group && !seen_decimal) || sum.decimals > 9 {
            return None;
        }
        if !seen_decimal && digits == group && digits <= 3 {
            sum.join_groups(words)?;
        }
        Some(sum)
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

/// A numeral on the way.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    total: u64,
    current: u64,
    decimals: u32,
    scale: u64,
    words: usize,
    half: bool,
    figures: bool,
    group: bool,
    vague: bool,
    end: usize,
}

impl Sum {
    /// The words that add up to less than a thousand.
    fn words(numbers: &Numbers, words: &[Word], at: usize) -> Option<Self> {
        let mut sum = Self { end: at, ..Self::default() };
        while let Some((part, end)) = numbers.part(words, sum.end) {
            match part {
                Part::Add(value) if sum.takes(value) => sum.current += value,
                Part::Times(value) if value < 1000 && sum.current < 10 => (sum.current, sum.scale) = (sum.current.max(1) * value, value),
                Part::Half if sum.words == 0 || sum.current == 1 => (sum.half, sum.current) = (true, 0),
                Part::And if sum.joins(numbers.part(words, end)) => {}
                _ => break,
            }
            sum.words += 1;
            sum.end = end;
        }
        // A multiplier or a group noun may start a numeral of its own.
        let opens = matches!(numbers.part(words, sum.end), Some((Part::Times(_) | Part::Group(_) | Part::Groups(_), _)));
        (if sum.half { opens } else { sum.words > 0 || opens }).then_some(sum)
    }

    fn takes(&self, value: u64) -> bool {
        !self.half
            && (self.words == 0
                || self.current.is_multiple_of(100) && value < 100
                || self.current.is_multiple_of(10) && value < 20 && value < self.current)
    }

    fn joins(&self, next: Option<(Part, usize)>) -> bool {
        self.current >= 20 && self.current.is_multiple_of(10) && matches!(next, Some((Part::Add(1 | 11), _)))
    }

    /// Multipliers and group nouns that follow.
    fn scaled(&mut self, numbers: &Numbers, words: &[Word]) {
        while let Some((part, end)) = numbers.part(words, self.end) {
            match part {
                Part::Times(value) if value >= 1000 => self.multiply(value),
                Part::Group(value) => {
                    self.group = true;
                    self.multiply(value);
                }
                Part::Groups(value) => {
                    self.group = true;
                    self.vague |= self.words == 0 && !self.figures && self.scale == 0;
                    self.multiply(value);
                }
                Part::Of if self.group && matches!(numbers.part(words, end), Some((Part::Times(1000..) | Part::Groups(1000..), _))) => {
                    self.current = self.total;
                    self.total = 0;
                }
                Part::And if self.scale > 1 && matches!(numbers.part(words, end), Some((Part::Half, _))) => {
                    self.total += self.scale / 2;
                    self.end = end + 1;
                    return;
                }
                _ => break,
            }
            self.end = end;
        }
        self.tail(numbers, words);
    }

    /// What follows a multiplier in words (mille deux cents).
    fn tail(&mut self, numbers: &Numbers, words: &[Word]) {
        if self.scale < 1000 || self.group || self.figures {
            return;
        }
        let mut least = self.scale;
        while let Some(rest) = Self::words(numbers, words, self.end).filter(|rest| rest.words > 0 && !rest.half) {
            (self.current, self.end) = (rest.current, rest.end);
            match numbers.part(words, self.end) {
                Some((Part::Times(value), end)) if (1000..least).contains(&value) => {
                    self.multiply(value);
                    (self.end, least) = (end, value);
                }
                _ => return,
            }
        }
    }

    /// Joins words of three figures to what stands before them (3 000).
    fn join_groups(&mut self, words: &[Word]) -> Option<()> {
        while let Some(next) = words.get(self.end).filter(|word| word.text.len() == 3).and_then(|word| word.text.parse::<u64>().ok()) {
            self.current = self.current.checked_mul(1000)?.checked_add(next)?;
            self.end += 1;
        }
        Some(())
    }

    fn multiply(&mut self, value: u64) {
        let none = self.words == 0 && !self.figures && self.scale == 0;
        let factor = if none || (self.current == 0 && self.half) { 1 } else { self.current };
        let product = factor.saturating_mul(value) / 10_u64.pow(self.decimals);
        self.total = self.total.saturating_add(if self.half { product / 2 } else { product });
        (self.current, self.decimals, self.half) = (0, 0, false);
        self.scale = self.scale.max(value);
    }

    fn numeral(self, at: usize) -> Option<Numeral> {
        if self.vague {
            return Some(Numeral { vague: true, ..Numeral::exactly(0, self.end) });
        }
        // Three decimals of a count are thousands in the spelling of another language.
        if !matches!(self.decimals, 0 | 3) {
            return None;
        }
        let number = self.total.checked_add(self.current)?;
        let article = number == 1 && !self.figures && self.end == at + 1;
        Some(Numeral {
            approximate: self.group,
            article,
            figures: self.figures,
            scale: self.scale.max(1),
            ..Numeral::exactly(number, self.end)
        })
    }
}
