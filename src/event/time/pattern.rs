//! Patterns of `time.toml`: read from their notation, matched against words.

use compact_str::CompactString;

use super::{
    lexicon::{TimeLexicon, TimeWord},
    meaning::{Calendar, Meaning, Quantity, Unit},
};
use crate::{
    event::word::Word,
    model::{DateInterval, PartialDate, Sentence, Upos},
};

/// A class of words that a lexicon or a shape defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Weekday,
    Month,
    Season,
    Unit,
    Word,
    Day,
    Year,
    Numeric,
    Number,
    Quantity,
    Point,
    Alone,
}

impl Class {
    pub(super) const NAMES: [(&'static str, Self); 12] = [
        ("WEEKDAY", Self::Weekday),
        ("MONTH", Self::Month),
        ("SEASON", Self::Season),
        ("UNIT", Self::Unit),
        ("WORD", Self::Word),
        ("DAY", Self::Day),
        ("YEAR", Self::Year),
        ("NUMERIC", Self::Numeric),
        ("NUMBER", Self::Number),
        ("QUANTITY", Self::Quantity),
        ("POINT", Self::Point),
        ("ALONE", Self::Alone),
    ];
}

/// One step of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Word(CompactString),
    Class(Class),
    /// One of these sequences; an empty one makes it optional.
    Any(Vec<Vec<Self>>),
    /// None of these sequences follows.
    Not(Vec<Vec<Self>>),
}

/// What a match captured.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) calendar: Calendar,
    pub(super) fixed: Option<DateInterval>,
    pub(super) word: Option<TimeWord>,
    pub(super) unit: Option<(Unit, i32)>,
    pub(super) number: Option<(u64, u64, bool)>,
    pub(super) quantity: Option<Quantity>,
    pub(super) points: Vec<Meaning>,
}

/// A sentence being searched.
pub(super) struct Search<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) words: &'a [Word],
    pub(super) lexicon: &'a TimeLexicon,
    pub(super) order: DateOrder,
    /// The points found at each word, with the word after them.
    pub(super) points: Vec<Vec<(Meaning, usize)>>,
}

/// How a language writes dates in figures with slashes or full stops.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

impl Search<'_> {
    /// Every way to match `nodes` at word `at`: the word after the match, and what was captured.
    pub(super) fn matches(&self, nodes: &[Node], at: usize) -> Vec<(usize, Parts)> {
        let mut states = vec![(at, Parts::default())];
        for node in nodes {
            states = self.step(node, states);
            if states.is_empty() {
                break;
            }
        }
        states
    }

    /// Whether something of a class begins at word `at`.
    pub(super) fn may_be(&self, class: Class, at: usize) -> bool {
        let (words, lexicon) = (self.words, self.lexicon);
        match class {
            Class::Weekday => lexicon.weekdays.at(words, at).is_some(),
            Class::Month => lexicon.months.at(words, at).is_some(),
            Class::Season => lexicon.seasons.at(words, at).is_some(),
            Class::Unit => lexicon.units.at(words, at).is_some(),
            Class::Word => lexicon.words.at(words, at).is_some(),
            Class::Year => self.year(at).is_some(),
            Class::Numeric => self.numeric(at).is_some(),
            Class::Point => self.points.get(at).is_some_and(|points| !points.is_empty()),
            Class::Day => lexicon.numbers.day(words, at).is_some(),
            Class::Number => lexicon.numbers.read(words, at).is_some(),
            Class::Quantity => lexicon.quantity(words, at).is_some(),
            Class::Alone => true,
        }
    }

    fn step(&self, node: &Node, states: Vec<(usize, Parts)>) -> Vec<(usize, Parts)> {
        let mut out = Vec::with_capacity(states.len());
        for (at, parts) in states {
            match node {
                Node::Word(word) => {
                    if self.words.get(at).is_some_and(|other| other.text == *word) {
                        out.push((at + 1, parts));
                    }
                }
                Node::Class(class) => out.extend(self.class(*class, at, &parts)),
                Node::Any(choices) => {
                    for choice in choices {
                        out.extend(choice.iter().fold(vec![(at, parts.clone())], |states, node| self.step(node, states)));
                    }
                }
                Node::Not(choices) => {
                    if choices.iter().all(|choice| self.matches(choice, at).is_empty()) {
                        out.push((at, parts));
                    }
                }
            }
        }
        out
    }

    fn class(&self, class: Class, at: usize, parts: &Parts) -> Vec<(usize, Parts)> {
        let (words, lexicon) = (self.words, self.lexicon);
        match class {
            Class::Weekday => with(parts, lexicon.weekdays.all_at(words, at), |parts, day| parts.calendar.weekday = Some(*day)),
            Class::Month => with(parts, lexicon.months.all_at(words, at), |parts, month| parts.calendar.month = Some(*month)),
            Class::Season => with(parts, lexicon.seasons.all_at(words, at), |parts, months| parts.calendar.season = Some(*months)),
            Class::Unit => with(parts, lexicon.units.all_at(words, at), |parts, unit| parts.unit = Some(*unit)),
            Class::Word => with(parts, lexicon.words.all_at(words, at), |parts, word| parts.word = Some(*word)),
            Class::Day => with(parts, lexicon.numbers.day(words, at), |parts, day| parts.calendar.day = i8::try_from(day).ok()),
            Class::Year => with(parts, self.year(at), |parts, year| parts.calendar.year = Some(year)),
            Class::Numeric => with(parts, self.numeric(at), |parts, date| parts.fixed = Some(DateInterval::at(date))),
            Class::Number => {
                let found = lexicon.numbers.read(words, at).filter(|number| !number.vague).map(|number| (number, number.end));
                with(parts, found, |parts, number| parts.number = Some((number.min, number.max, number.approximate)))
            }
            Class::Quantity => with(parts, lexicon.quantity(words, at), |parts, quantity| parts.quantity = Some(quantity)),
            Class::Point => {
                let found = self.points.get(at).into_iter().flatten().map(|(meaning, end)| (meaning, *end));
                with(parts, found, |parts, meaning| parts.points.push(meaning.clone()))
            }
            Class::Alone => with(parts, self.is_alone(at).then_some(((), at)), |_, ()| ()),
        }
    }

    fn numeric(&self, at: usize) -> Option<(PartialDate, usize)> {
        Some((super::calendar::numeric(&self.words.get(at)?.text, self.order)?, at + 1))
    }

    /// A year of four figures that counts nothing.
    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let text = &self.words.get(at)?.text;
        let year = text.parse().ok().filter(|year| text.len() == 4 && (1000..=2100).contains(year))?;
        self.is_alone(at + 1).then_some((year, at + 1))
    }

    /// Whether the word at `at` cannot be what a numeral before it counts.
    fn is_alone(&self, at: usize) -> bool {
        if self.lexicon.units.at(self.words, at).is_some() {
            return false;
        }
        // Words of one token count nothing for each other (2011-2014).
        let before = at.checked_sub(1).and_then(|before| self.words.get(before)).map(|word| word.token);
        let token = self.words.get(at).filter(|word| before != Some(word.token)).and_then(|word| self.sentence.tokens.get(word.token));
        !token.is_some_and(|token| matches!(token.upos, Upos::Noun | Upos::Num | Upos::Adj | Upos::Sym))
    }
}

/// What was captured so far, with each thing found added to it.
fn with<T>(parts: &Parts, found: impl IntoIterator<Item = (T, usize)>, set: impl Fn(&mut Parts, T)) -> Vec<(usize, Parts)> {
    let add = |(thing, end)| {
        let mut parts = parts.clone();
        set(&mut parts, thing);
        (end, parts)
    };
    found.into_iter().map(add).collect()
}
