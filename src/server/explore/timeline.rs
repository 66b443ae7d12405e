//! Facts over time.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{filter::Filter, index::Index};

/// Bars that fit a screen.
const BARS: i32 = 120;

/// How long a bar is.
#[derive(Clone, Copy)]
enum Unit {
    Day,
    Month,
    Year,
}

impl Unit {
    /// The shortest whose bars fit between two days.
    fn between(first: Date, last: Date) -> Self {
        let months = (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month()) - i32::from(first.month());
        match (months < 4, months < BARS) {
            (true, _) => Self::Day,
            (false, true) => Self::Month,
            _ => Self::Year,
        }
    }

    /// First day of the bar that a day falls in.
    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// Last day of the bar that begins here.
    fn end(self, start: Date) -> Date {
        match self {
            Self::Day => start,
            Self::Month => start.last_of_month(),
            Self::Year => start.last_of_year(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Facts by the day, month or year in which they begin; those that began before the time that is meant stand at its first day.
pub(super) fn timeline(index: &Index, filter: &Filter) -> Value {
    let selected = filter.select(index);
    let days: Vec<_> = selected.iter().filter_map(|position| Some(filter.clipped(index.entries[*position].days?).0)).collect();
    let unit = match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => Unit::between(*first, *last),
        _ => Unit::Day,
    };
    let mut bars: BTreeMap<Date, usize> = BTreeMap::new();
    days.iter().for_each(|day| *bars.entry(unit.start(*day)).or_default() += 1);
    let bar = |(start, facts): (&Date, &usize)| json!({ "from": start.to_string(), "to": unit.end(*start).to_string(), "facts": facts });
    json!({ "unit": unit.name(), "bars": bars.iter().map(bar).collect::<Vec<_>>(), "undated": selected.len() - days.len() })
}
