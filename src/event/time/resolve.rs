//! From what an expression says to when it is.

use super::{
    Direction,
    calendar::{resolve as calendar, shift, unit},
    context::TimeContext,
    meaning::{Base, Calendar, Meaning, Quantity, Toward, Unit},
};
use crate::model::{DateInterval, PartialDate};

impl Meaning {
    /// When it is, or `None` where the context does not fix it.
    pub(super) fn resolve(&self, context: &TimeContext, direction: Direction) -> Option<DateInterval> {
        match self {
            Self::Calendar(of) => in_calendar(of, context, direction),
            Self::Fixed(interval) => Some(*interval),
            Self::Units { unit: of, first, last, from } => {
                let base = context.base(*from)?;
                Some(DateInterval { end: unit(base, *of, *last)?.end, ..unit(base, *of, *first)? })
            }
            Self::Ago { quantity, toward, from } => ago(*quantity, context.base(*from)?, *toward),
            // "En trois jours": the day of writing is one of them.
            Self::Spell { quantity, toward: Toward::Told } => spell(quantity.inclusive(), context.anchor?, sign(Toward::Told, direction)?),
            Self::Spell { quantity, toward } => spell(*quantity, context.anchor?, sign(*toward, direction)?),
            Self::Since(point) => {
                let start = point.resolve(context, Direction::Past)?.start;
                let end = context.anchor.filter(|anchor| start.is_some_and(|start| start.first_day() <= anchor.last_day()));
                Some(DateInterval { start, end, approximate: false })
            }
            Self::Until(point) => Some(DateInterval { start: None, ..point.resolve(context, direction)? }),
            Self::By(point) => {
                let end = point.resolve(context, Direction::Future)?.end;
                Some(DateInterval { start: context.anchor, end, approximate: false })
            }
            Self::After(point) => Some(DateInterval { end: None, ..point.resolve(context, direction)? }),
            Self::Between(start, end) => between(start, end, context, direction),
            Self::Nothing => None,
        }
    }

    const fn has_year(&self) -> bool {
        matches!(self, Self::Calendar(Calendar { year: Some(_), .. }))
    }
}

fn in_calendar(of: &Calendar, context: &TimeContext, direction: Direction) -> Option<DateInterval> {
    let named = of.weekday.filter(|_| of.day.is_none() && of.which.is_none()).and_then(|weekday| context.named(weekday));
    named.map(DateInterval::at).or_else(|| calendar(of, context.anchor, direction))
}

/// The ends lend each other what they do not say: the second its month and year to the first, unless only the first has a year.
fn between(start: &Meaning, end: &Meaning, context: &TimeContext, direction: Direction) -> Option<DateInterval> {
    let beside = TimeContext::at;
    let (first, last) = if start.has_year() && !end.has_year() {
        let first = start.resolve(context, direction)?;
        (first, end.resolve(&beside(first.end), Direction::Future)?)
    } else {
        let last = end.resolve(context, direction)?;
        (start.resolve(&beside(last.start), Direction::Past)?, last)
    };
    let ordered = first.start?.first_day() <= last.end?.last_day();
    ordered.then_some(DateInterval { start: first.start, end: last.end, approximate: first.approximate || last.approximate })
}

fn ago(quantity: Quantity, base: PartialDate, toward: Toward) -> Option<DateInterval> {
    let sign = sign(toward, Direction::Unknown)?;
    if quantity.vague {
        return spell(quantity, base, sign);
    }
    let near = shift(base, quantity.unit, sign * quantity.min)?;
    let far = shift(base, quantity.unit, sign * quantity.max)?;
    let approximate = quantity.approximate || !matches!(quantity.unit, Unit::Hour | Unit::Day);
    let (start, end) = if sign < 0 { (far, near) } else { (near, far) };
    Some(DateInterval { start: Some(start), end: Some(end), approximate })
}

fn spell(quantity: Quantity, base: PartialDate, sign: i32) -> Option<DateInterval> {
    // An open number of units stays below the next unit: some days are less than a week, some hours are about the same day.
    let (unit, amount) = if quantity.vague { next_unit(quantity.unit) } else { (quantity.unit, quantity.max) };
    let far = shift(base, unit, sign * amount)?;
    let near = if quantity.min < quantity.max { shift(base, unit, sign * quantity.min)? } else { base };
    let approximate = quantity.approximate || quantity.vague || matches!(unit, Unit::Month | Unit::Year);
    let (start, end) = if sign < 0 { (far, near) } else { (near, far) };
    let approximate = approximate && (start != end || start.to_date().is_some());
    Some(DateInterval { start: Some(start), end: Some(end), approximate })
}

const fn next_unit(unit: Unit) -> (Unit, i32) {
    match unit {
        Unit::Hour => (Unit::Hour, 0),
        Unit::Day => (Unit::Day, 7),
        Unit::Week | Unit::Weekend => (Unit::Month, 1),
        Unit::Month => (Unit::Year, 1),
        Unit::Year => (Unit::Year, 10),
    }
}

const fn sign(toward: Toward, direction: Direction) -> Option<i32> {
    match (toward, direction) {
        (Toward::Past, _) | (Toward::Told, Direction::Past) => Some(-1),
        (Toward::Future, _) | (Toward::Told, Direction::Future) => Some(1),
        (Toward::Told, Direction::Unknown) => None,
    }
}

impl TimeContext {
    const fn base(&self, from: Base) -> Option<PartialDate> {
        match (from, self.story) {
            (Base::Story, Some(story)) => Some(story),
            _ => self.anchor,
        }
    }
}
