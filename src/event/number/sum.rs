//! Numerals on the way: how parts add up.

use super::{Numbers, Numeral, Part};
use crate::event::word::Word;

/// A numeral on the way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
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
    /// A number in figures, with groups of three joined across words.
    pub(super) fn figure(numbers: &Numbers, words: &[Word], at: usize) -> Option<Self> {
        let text = words.get(at)?.text.as_str();
        let mut sum = Self { end: at + 1, figures: true, ..Self::default() };
        let mut digits = 0_usize;
        let mut seen_decimal = false;
        let mut group = 0_usize;
        for c in text.chars() {
            if let Some(digit) = c.to_digit(10) {
                sum.current = sum.current.checked_mul(10)?.checked_add(u64::from(digit))?;
                digits += 1;
                group += 1;
                sum.decimals += u32::from(seen_decimal);
            } else if digits > 0 && !seen_decimal && (Some(c) == numbers.decimal || numbers.grouping.contains(&c)) {
                seen_decimal = Some(c) == numbers.decimal;
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

    /// The words that add up to less than a thousand.
    pub(super) fn words(numbers: &Numbers, words: &[Word], at: usize) -> Option<Self> {
        let mut sum = Self { end: at, ..Self::default() };
        while let Some((part, end)) = numbers.part(words, sum.end) {
            match part {
                Part::Add(value) if sum.takes(value) => sum.current = sum.current.saturating_add(value),
                Part::Times(value) if value < 1000 && sum.current < 10 => {
                    (sum.current, sum.scale) = (sum.current.max(1).saturating_mul(value), value)
                }
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
    pub(super) fn scaled(&mut self, numbers: &Numbers, words: &[Word]) {
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

    pub(super) fn numeral(self, at: usize) -> Option<Numeral> {
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
