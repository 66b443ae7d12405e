//! A dispatch as given, and spans of its text.

use std::{ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};

use super::PartialDate;

/// A half-open byte range of a document's text. Both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words of the span, or `""` where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies inside.
    pub const fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// One dispatch: its text exactly as given, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Name of the document in every output: the file name without extension, or the `id` of a JSON line.
    pub id: String,
    /// The decoded text, never normalised: every offset of every later stage points into it.
    pub text: Arc<str>,
    /// The part of `text` to analyse (a crawler's date line stands before it).
    pub body: Span,
    /// Publication date, as precise as it is known.
    pub date: Option<PartialDate>,
    /// Who published it (`AFP`, `Le Figaro`).
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// BCP 47 tag of its language (`fr`), when the manifest or the file says so.
    pub language: Option<String>,
    /// Headline, when it stands outside the text.
    pub title: Option<String>,
    /// Under what terms it may be used, by name or address (`CC BY 4.0`).
    pub license: Option<String>,
}

impl Document {
    /// A document that is nothing but a text.
    ///
    /// ```
    /// let document = depeche::model::Document::from_text("note", "Kaboul est tombée.");
    /// assert_eq!(document.body.of(&document.text), "Kaboul est tombée.");
    /// ```
    pub fn from_text(id: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let body = Span::new(0, text.len());
        Self { id: id.into(), text, body, date: None, source: None, url: None, language: None, title: None, license: None }
    }
}
