//! Dates as precise as they are known, and intervals of them (ISO 8601).

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A calendar date of which the day, or the month too, may be unknown: `2021`, `2021-08`, `2021-08-13`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// A text that is no date.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is no date: write 2021, 2021-08 or 2021-08-13")]
pub struct PartialDateError(pub String);

impl PartialDate {
    /// A year alone.
    pub const fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A month of a year. `month` is 1 to 12.
    pub const fn month(year: i16, month: i8) -> Self {
        Self { year, month: Some(month), day: None }
    }

    /// A whole date.
    pub fn day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// The year.
    pub const fn get_year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub const fn get_month(self) -> Option<i8> {
        self.month
    }

    /// The whole date, if the day is known.
    pub fn to_date(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// First day that it may mean.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::ZERO)
    }

    /// Last day that it may mean.
    pub fn last_day(self) -> Date {
        if let Some(date) = self.to_date() {
            return date;
        }
        Date::new(self.year, self.month.unwrap_or(12), 1).map_or(Date::ZERO, Date::last_of_month)
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || PartialDateError(text.to_owned());
        let mut parts = text.trim().splitn(3, '-');
        let year_text = parts.next().filter(|part| part.len() == 4).ok_or_else(wrong)?;
        let year = year_text.parse().map_err(|_| wrong())?;
        let mut two = || parts.next().map(|part| part.parse::<i8>().ok().filter(|_| part.len() == 2).ok_or_else(wrong)).transpose();
        let (month, day) = (two()?, two()?);
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| wrong())?;
        Ok(Self { year, month, day })
    }
}

impl TryFrom<String> for PartialDate {
    type Error = PartialDateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// When something happens: a date, or an interval with an open or closed end, written `start/end` with `..` for an open one (EDTF level 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateInterval {
    /// Beginning, or `None` where it is open.
    pub start: Option<PartialDate>,
    /// End, or `None` where it is open. Equal to `start` for a single date.
    pub end: Option<PartialDate>,
    /// Whether the text gives it as approximate (written with a final `~`).
    pub approximate: bool,
}

impl DateInterval {
    /// One date.
    pub const fn at(date: PartialDate) -> Self {
        Self { start: Some(date), end: Some(date), approximate: false }
    }

    /// From one date to another.
    pub const fn between(start: PartialDate, end: PartialDate) -> Self {
        Self { start: Some(start), end: Some(end), approximate: false }
    }
}

impl fmt::Display for DateInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |date: Option<PartialDate>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
        if self.start == self.end {
            f.write_str(&part(self.start))?;
        } else {
            write!(f, "{}/{}", part(self.start), part(self.end))?;
        }
        if self.approximate { f.write_str("~") } else { Ok(()) }
    }
}
