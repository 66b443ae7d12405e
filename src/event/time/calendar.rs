//! Calendar arithmetic on dates of which a part may be unknown.

use jiff::{Span, ToSpan, civil::Date};

use super::{
    Direction,
    meaning::{Calendar, Unit, Which},
    pattern::DateOrder,
};
use crate::model::{DateInterval, PartialDate};

/// A date in figures: ISO 8601 always, else with slashes or full stops in the order of the language.
pub(super) fn numeric(text: &str, order: DateOrder) -> Option<PartialDate> {
    if text.len() == 10 && text.as_bytes().get(4) == Some(&b'-') {
        return text.parse().ok();
    }
    let mut parts = text.split(['/', '.']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = match order {
        DateOrder::DayMonthYear => (c, b, a),
        DateOrder::MonthDayYear => (c, a, b),
        DateOrder::YearMonthDay => (a, b, c),
    };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (parts.next().is_none() && year.len() == 4).then(|| PartialDate::day(date))
}

/// A calendar expression beside an anchor; `None` where the anchor does not fix it.
pub(super) fn resolve(calendar: &Calendar, anchor: Option<PartialDate>, direction: Direction) -> Option<DateInterval> {
    if let Some(season) = calendar.season {
        return self::season(calendar, season, anchor, direction);
    }
    match (calendar.day, calendar.month) {
        (Some(day), Some(month)) => dated(calendar, day, month, anchor, direction).map(DateInterval::at),
        (Some(day), None) => monthless(calendar, day, anchor?, direction).map(DateInterval::at),
        (None, Some(month)) => monthly(calendar, month, anchor, direction).map(DateInterval::at),
        (None, None) => match (calendar.weekday, calendar.year) {
            (Some(weekday), _) => weekly(calendar, weekday, anchor?, direction).map(DateInterval::at),
            (None, year) => year.map(|year| DateInterval::at(PartialDate::year(year))),
        },
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<PartialDate> {
    Date::new(year, month, day).ok().map(PartialDate::day)
}

fn dated(calendar: &Calendar, of_month: i8, month: i8, anchor: Option<PartialDate>, direction: Direction) -> Option<PartialDate> {
    if let Some(year) = calendar.year {
        return day(year, month, of_month);
    }
    let anchor = anchor?;
    let years = anchor.get_year().checked_sub(1)?..=anchor.get_year().checked_add(1)?;
    let all: Vec<_> = years.filter_map(|year| day(year, month, of_month)).collect();
    choose(&on_weekday(&all, calendar.weekday), anchor, direction, calendar.which)
}

/// A day of a month that is not named: of the month of writing or one beside it.
fn monthless(calendar: &Calendar, of_month: i8, anchor: PartialDate, direction: Direction) -> Option<PartialDate> {
    let first = Date::new(anchor.get_year(), anchor.get_month()?, 1).ok()?;
    let months = (-1..=1).filter_map(|by: i32| first.checked_add(by.months()).ok());
    let all: Vec<_> = months.filter_map(|first| day(first.year(), first.month(), of_month)).collect();
    let days: Vec<_> = all.iter().copied().filter(|date| calendar.weekday.is_none_or(|weekday| is_weekday(*date, weekday))).collect();
    choose(&days, anchor, direction, calendar.which)
}

/// The dates that fall on the weekday; all of them where none does, for the weekday is then the error.
fn on_weekday(dates: &[PartialDate], weekday: Option<i8>) -> Vec<PartialDate> {
    let fitting: Vec<_> = dates.iter().copied().filter(|date| weekday.is_some_and(|weekday| is_weekday(*date, weekday))).collect();
    if fitting.is_empty() { dates.to_vec() } else { fitting }
}

fn is_weekday(date: PartialDate, weekday: i8) -> bool {
    date.to_date().is_some_and(|date| date.weekday().to_monday_one_offset() == weekday)
}

fn monthly(calendar: &Calendar, month: i8, anchor: Option<PartialDate>, direction: Direction) -> Option<PartialDate> {
    if let Some(year) = calendar.year {
        return Some(PartialDate::month(year, month));
    }
    let anchor = anchor?;
    let years = anchor.get_year().checked_sub(1)?..=anchor.get_year().checked_add(1)?;
    let all: Vec<_> = years.map(|year| PartialDate::month(year, month)).collect();
    choose(&all, anchor, direction, calendar.which)
}

fn season(calendar: &Calendar, (first, last): (i8, i8), anchor: Option<PartialDate>, direction: Direction) -> Option<DateInterval> {
    let start = monthly(&Calendar { season: None, ..*calendar }, first, anchor, direction)?;
    let year = start.get_year().checked_add(i16::from(last < first))?;
    Some(DateInterval { approximate: true, ..DateInterval::between(start, PartialDate::month(year, last)) })
}

fn weekly(calendar: &Calendar, weekday: i8, anchor: PartialDate, direction: Direction) -> Option<PartialDate> {
    let Some(today) = anchor.to_date() else {
        return anchor.get_month().map(|month| PartialDate::month(anchor.get_year(), month));
    };
    let since = i32::from((today.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    let by = match (calendar.which, direction) {
        (Some(Which::Last), _) if since == 0 => -7,
        (Some(Which::Next), _) => 7 - since,
        (None, Direction::Future) => (7 - since) % 7,
        _ => -since,
    };
    today.checked_add(by.days()).ok().map(PartialDate::day)
}

/// The candidate that the direction asks for: the latest one begun, the earliest one not over, or the nearest.
fn choose(candidates: &[PartialDate], anchor: PartialDate, direction: Direction, which: Option<Which>) -> Option<PartialDate> {
    let (first, last) = (anchor.first_day(), anchor.last_day());
    let mut all = candidates.iter().copied();
    match (which, direction) {
        (Some(Which::Last), _) => all.rfind(|date| date.last_day() < first),
        (Some(Which::Next), _) => all.find(|date| date.first_day() > last),
        (None, Direction::Past) => all.rfind(|date| date.first_day() <= last),
        (None, Direction::Future) => all.find(|date| date.last_day() >= first),
        (None, Direction::Unknown) => all.min_by_key(|date| distance(*date, first, last)),
    }
}

/// How far a date lies from the period of writing, in days; the future counts threefold, for news tells more of the past.
fn distance(date: PartialDate, first: Date, last: Date) -> i32 {
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    days(last, date.first_day()).saturating_mul(3).max(days(date.last_day(), first)).max(0)
}

/// The whole unit `by` units away from a date: its first and last day, or what the date's own precision allows.
pub(super) fn unit(base: PartialDate, unit: Unit, by: i32) -> Option<DateInterval> {
    let at = |date: PartialDate| Some(DateInterval::at(date));
    let Some(today) = base.to_date() else { return shift(base, unit, by).and_then(at) };
    match unit {
        Unit::Week | Unit::Weekend => {
            let monday = today
                .checked_sub(i32::from(today.weekday().to_monday_zero_offset()).days())
                .ok()?
                .checked_add(Span::new().try_weeks(by).ok()?)
                .ok()?;
            let first = if unit == Unit::Week { monday } else { monday.checked_add(5.days()).ok()? };
            let last = monday.checked_add(6.days()).ok()?;
            Some(DateInterval::between(PartialDate::day(first), PartialDate::day(last)))
        }
        _ => shift(base, unit, by).and_then(at),
    }
}

/// A date moved by so many units, as precise as the unit and the date allow.
pub(super) fn shift(base: PartialDate, unit: Unit, by: i32) -> Option<PartialDate> {
    let days = match unit {
        Unit::Hour => by / 24,
        Unit::Day => by,
        Unit::Week | Unit::Weekend => by.checked_mul(7)?,
        Unit::Month => {
            let first = Date::new(base.get_year(), base.get_month()?, 1).ok()?.checked_add(Span::new().try_months(by).ok()?).ok()?;
            return Some(PartialDate::month(first.year(), first.month()));
        }
        Unit::Year => return base.get_year().checked_add(i16::try_from(by).ok()?).filter(|year| *year > 0).map(PartialDate::year),
    };
    match base.to_date() {
        Some(today) => today.checked_add(Span::new().try_days(days).ok()?).ok().map(PartialDate::day),
        // A month cannot be moved by days, but a few days seldom leave it.
        None => base.get_month().filter(|_| days.abs() <= 7).map(|month| PartialDate::month(base.get_year(), month)),
    }
}
