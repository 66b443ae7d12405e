//! The words of time: months, weekdays, seasons, units, durations and words that point by themselves.

use serde::{Deserialize, de::value::StrDeserializer};

use super::meaning::{Base, MOST_UNITS, Quantity, Unit};
use crate::{
    event::{
        approximator::Approximators,
        number::Numbers,
        word::{Phrases, Spelling, Word},
    },
    pack::{Lexicon, Pack, PackError, Row},
};

/// A word that points to a time by itself: from and to so many units, counted from somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeWord {
    pub(super) unit: Unit,
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) from: Base,
}

/// Every word list that the patterns draw on.
#[derive(Clone, Debug)]
pub(super) struct TimeLexicon {
    pub(super) spelling: Spelling,
    pub(super) numbers: Numbers,
    pub(super) months: Phrases<i8>,
    pub(super) weekdays: Phrases<i8>,
    pub(super) seasons: Phrases<(i8, i8)>,
    pub(super) units: Phrases<(Unit, i32)>,
    pub(super) words: Phrases<TimeWord>,
    durations: Phrases<(Unit, i32)>,
    approximators: Approximators,
}

impl TimeLexicon {
    pub(super) fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let spelling = Spelling::from_pack(pack)?;
        let numbers = Numbers::from_pack(pack, &spelling)?;
        let read = Reader { pack, spelling: &spelling };
        Ok(Self {
            months: read.table("months", |lexicon, row| number(lexicon, row, 1, 1..=12))?,
            weekdays: read.table("weekdays", |lexicon, row| number(lexicon, row, 1, 1..=7))?,
            seasons: read.table("seasons", |lexicon, row| Ok((number(lexicon, row, 1, 1..=12)?, number(lexicon, row, 2, 1..=12)?)))?,
            units: read.table("units", amount)?,
            durations: read.table("durations", amount)?,
            words: read.table("time-words", time_word)?,
            approximators: Approximators::from_pack(pack, &spelling)?,
            numbers,
            spelling,
        })
    }

    /// A numeral with its unit, or a duration of the lexicon, at word `at`.
    pub(super) fn quantity(&self, words: &[Word], at: usize) -> Option<(Quantity, usize)> {
        if let Some((&(unit, amount), end)) = self.durations.at(words, at) {
            return Some((Quantity { unit, min: amount, max: amount, approximate: false, vague: false }, end));
        }
        let counted = |at| {
            let numeral = self.numbers.read(words, at)?;
            let unit = |at| self.units.at(words, at);
            let (&unit, end) = unit(numeral.end).or_else(|| unit(self.numbers.links(words, numeral.end)?))?;
            Some((numeral, unit, end))
        };
        let ((numeral, (unit, amount), end), about) = self.approximators.past(words, at, counted)?;
        let times =
            |number: u64| i32::try_from(number).ok().and_then(|number| number.checked_mul(amount)).filter(|number| *number < MOST_UNITS);
        let quantity = Quantity {
            unit,
            min: times(numeral.min)?,
            max: times(numeral.max)?,
            approximate: about.is_some() || numeral.approximate,
            vague: numeral.vague,
        };
        Some((quantity, end))
    }
}

struct Reader<'a> {
    pack: &'a Pack,
    spelling: &'a Spelling,
}

impl Reader<'_> {
    fn table<T>(&self, name: &str, value: impl Fn(&Lexicon<'_>, &Row<'_>) -> Result<T, PackError>) -> Result<Phrases<T>, PackError> {
        let lexicon = self.pack.lexicon(name)?;
        let mut phrases = Phrases::default();
        for row in lexicon.rows() {
            phrases.insert(self.spelling.split(row.get(0)), value(&lexicon, row)?);
        }
        Ok(phrases)
    }
}

fn number(lexicon: &Lexicon<'_>, row: &Row<'_>, column: usize, range: std::ops::RangeInclusive<i8>) -> Result<i8, PackError> {
    row.get(column).parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
        let problem = format!("column {} is `{}`; write a number from {} to {}", column + 1, row.get(column), range.start(), range.end());
        lexicon.fault(row, problem)
    })
}

fn unit(lexicon: &Lexicon<'_>, row: &Row<'_>) -> Result<Unit, PackError> {
    let name = StrDeserializer::<serde::de::value::Error>::new(row.get(1));
    Unit::deserialize(name)
        .map_err(|_| lexicon.fault(row, format!("`{}` is no unit; known: hour, day, week, weekend, month, year", row.get(1))))
}

fn amount(lexicon: &Lexicon<'_>, row: &Row<'_>) -> Result<(Unit, i32), PackError> {
    let amount = row.get(2).parse().map_err(|_| lexicon.fault(row, "the third column must be a whole number"))?;
    Ok((unit(lexicon, row)?, amount))
}

fn time_word(lexicon: &Lexicon<'_>, row: &Row<'_>) -> Result<TimeWord, PackError> {
    let (first, last) = row.get(2).split_once("..").unwrap_or((row.get(2), row.get(2)));
    let steps = |text: &str| text.parse().map_err(|_| lexicon.fault(row, "the third column must be a whole number, or two as `-1..0`"));
    let from = match row.get(3) {
        "writing" => Base::Writing,
        "story" => Base::Story,
        other => return Err(lexicon.fault(row, format!("`{other}` is no place to count from; write `writing` or `story`"))),
    };
    Ok(TimeWord { unit: unit(lexicon, row)?, first: steps(first)?, last: steps(last)?, from })
}
