//! What an expression says before anybody knows when it was written.

use serde::Deserialize;

use crate::model::DateInterval;

/// Units that calendars and durations are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Year,
}

/// What "last" and "next" exclude: the period of writing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Which {
    Last,
    Next,
}

/// Where a stretch lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Toward {
    Past,
    Future,
    /// As the caller says.
    Told,
}

/// From when units are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Base {
    /// The day of writing.
    #[default]
    Writing,
    /// The day last told of.
    Story,
}

/// The parts of a calendar date that the text gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Calendar {
    pub(super) weekday: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) month: Option<i8>,
    pub(super) year: Option<i16>,
    /// First and last month.
    pub(super) season: Option<(i8, i8)>,
    pub(super) which: Option<Which>,
    /// Whether the text was written on that day.
    pub(super) fixes: bool,
}

impl Calendar {
    /// A day of the month alone means nothing unless another date lends it a month.
    pub(super) const fn is_bare_day(&self) -> bool {
        self.day.is_some() && self.month.is_none() && self.weekday.is_none()
    }
}

/// Quantities of units end below this number: nothing is dated by more.
pub(super) const MOST_UNITS: i32 = 100_000;

/// So many units, or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) unit: Unit,
    pub(super) min: i32,
    pub(super) max: i32,
    pub(super) approximate: bool,
    /// The text leaves the number open.
    pub(super) vague: bool,
}

impl Quantity {
    /// The units beside the first: of two days or more, the first counts too.
    pub(super) const fn inclusive(self) -> Self {
        let days = matches!(self.unit, Unit::Day) && !self.vague && self.min > 1;
        if days { Self { min: self.min - 1, max: self.max - 1, ..self } } else { self }
    }
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Calendar(Calendar),
    Fixed(DateInterval),
    /// From one whole unit to another, counted from the base.
    Units {
        unit: Unit,
        first: i32,
        last: i32,
        from: Base,
    },
    /// A point so far away.
    Ago {
        quantity: Quantity,
        toward: Toward,
        from: Base,
    },
    /// A stretch that begins or ends with the writing.
    Spell {
        quantity: Quantity,
        toward: Toward,
    },
    Since(Box<Self>),
    Until(Box<Self>),
    By(Box<Self>),
    After(Box<Self>),
    Between(Box<Self>, Box<Self>),
    Nothing,
}
