//! What a document fixes about its own time.

use jiff::civil::Date;

use super::{
    Direction,
    grammar::Phrase,
    meaning::{Calendar, Meaning},
};
use crate::model::{DateInterval, PartialDate};

/// What relative expressions are resolved against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeContext {
    /// When the text was written, as precise as it is known.
    pub anchor: Option<PartialDate>,
    /// The day last told of, for "la veille" and "le lendemain".
    pub story: Option<PartialDate>,
    /// Dates that the text gives in full for a weekday, Monday first; used only while the day of writing is unknown.
    days: [Option<Date>; 7],
}

impl TimeContext {
    /// A context with nothing but a date of writing.
    pub fn at(date: Option<PartialDate>) -> Self {
        Self { anchor: date, ..Self::default() }
    }

    /// The context of a document: its date if it has a day, else the first day on which the text says that it was written.
    pub(super) fn of(date: Option<PartialDate>, phrases: &[Vec<Phrase>]) -> Self {
        let mut context = Self::at(date);
        if date.is_some_and(|date| date.to_date().is_some()) {
            return context;
        }
        for (phrase, calendar) in phrases.iter().flatten().filter_map(|phrase| Some((phrase, phrase.calendar()?))) {
            let Some(day) = context.whole(calendar) else { continue };
            if calendar.fixes || phrase.is_dateline {
                return Self::at(Some(PartialDate::day(day)));
            }
            let index = day.weekday().to_monday_zero_offset().unsigned_abs();
            if let Some(place) = context.days.get_mut(usize::from(index)).filter(|_| calendar.weekday.is_some()) {
                place.get_or_insert(day);
            }
        }
        context
    }

    /// The day that the text itself gives for a weekday, where the day of writing is unknown.
    pub(super) fn named(&self, weekday: i8) -> Option<PartialDate> {
        self.days.get(usize::try_from(weekday - 1).ok()?).copied().flatten().map(PartialDate::day)
    }

    /// The day of a calendar expression that names day and month, not far from the date of the document.
    fn whole(&self, calendar: &Calendar) -> Option<Date> {
        (calendar.day.is_some() && (calendar.month.is_some() || calendar.weekday.is_some())).then_some(())?;
        let day = super::calendar::resolve(calendar, self.anchor, Direction::Unknown)?.start?.to_date()?;
        let near = |anchor: PartialDate| {
            let (from, to) = (anchor.first_day(), anchor.last_day());
            let before = day.until(from).map_or(i32::MAX, |span| span.get_days());
            let after = to.until(day).map_or(i32::MAX, |span| span.get_days());
            before.max(after) <= 7
        };
        self.anchor.is_none_or(near).then_some(day)
    }

    /// Remembers the day last told of; "today" ends an earlier day's story where the day of writing is not known.
    pub(super) fn tell(&mut self, value: DateInterval) {
        let Some(time) = value.end.filter(|_| value.start == value.end) else { return };
        if time.to_date().is_some() {
            self.story = Some(time);
        } else if self.anchor == Some(time) {
            self.story = None;
        }
    }
}

impl Phrase {
    const fn calendar(&self) -> Option<&Calendar> {
        match &self.meaning {
            Meaning::Calendar(calendar) => Some(calendar),
            _ => None,
        }
    }
}
