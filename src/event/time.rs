//! Time expressions: found as sequences of words, resolved against the day of writing, attached to predicates.
//!
//! What the expressions are is data of the pack (`time.toml` and its lexicons); this module knows how calendars compose.
//! Values are ISO 8601 dates and intervals, with the open ends and the `~` of EDTF level 1.

mod attach;
mod calendar;
mod context;
mod grammar;
mod lexicon;
mod meaning;
mod notation;
mod opening;
mod pattern;
mod reading;
mod resolve;

use std::ops::Range;

pub use context::TimeContext;
pub use grammar::TimeGrammar;
pub use reading::{DocumentTimes, Reach};

use crate::model::{DateInterval, Span};

/// On which side of the writing an expression lies that does not say so itself ("jeudi").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The predicate is told as done.
    Past,
    /// The predicate is planned or announced.
    Future,
    /// The caller cannot tell; a weekday is then the latest one.
    #[default]
    Unknown,
}

/// An expression of time with what it means in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its tokens in the sentence.
    pub tokens: Range<usize>,
    /// Its bytes in the document's text.
    pub span: Span,
    /// When, as precise as the text fixes it.
    pub value: DateInterval,
    /// Whether it only says when the dispatch was written ("KABOUL, 9 août (AFP) -"); it dates no predicate.
    pub is_dateline: bool,
}
