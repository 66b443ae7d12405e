//! What is known about a document beside its text, and the plain-text headers that say so.

use crate::model::{Document, PartialDate};

/// The marker that the crawler of the first corpus writes before a date.
const CRAWLER_MARK: &str = "date";

/// Date, source, address, language, title and licence, as far as a file, a page, a line or a manifest gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) date: Option<PartialDate>,
    pub(super) source: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) title: Option<String>,
    pub(super) license: Option<String>,
}

impl Metadata {
    /// Puts what is known into a document, over what it has.
    pub(super) fn apply(&self, document: &mut Document) {
        document.date = self.date.or(document.date);
        for (own, field) in [
            (&self.source, &mut document.source),
            (&self.url, &mut document.url),
            (&self.language, &mut document.language),
            (&self.title, &mut document.title),
            (&self.license, &mut document.license),
        ] {
            if own.is_some() {
                field.clone_from(own);
            }
        }
    }

    /// Sets the field of that name (in any case); `false` where there is none or its date is no date. An empty value sets nothing.
    pub(super) fn set(&mut self, name: &str, value: &str) -> bool {
        let value = value.trim();
        let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match name.trim().to_ascii_lowercase().as_str() {
            "date" => {
                self.date = read_date(value);
                return value.is_empty() || self.date.is_some();
            }
            "source" => self.source = text(),
            "url" => self.url = text(),
            "language" => self.language = text(),
            "title" => self.title = text(),
            "license" => self.license = text(),
            _ => return false,
        }
        true
    }
}

/// A date, or the date of a date and time (`2021-08-13T09:30:00Z`).
pub(super) fn read_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text[10..].starts_with(['T', ' ']));
    day.unwrap_or(text).parse().ok()
}

/// The headers that a plain text begins with, and the byte where its body begins: ` date 2021-08 ` before the first words, or
/// lines such as `Date: 2021-08-13`, `Title: …`, `Source: …`, `Url: …`, `Language: …`,
/// `License: …`.
pub(super) fn headers(text: &str) -> (Metadata, usize) {
    let mut metadata = Metadata::default();
    if let Some((date, end)) = crawler_date(text) {
        metadata.date = Some(date);
        return (metadata, end);
    }
    let mut body = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let header = line.split_once(':').is_some_and(|(name, value)| !value.trim().is_empty() && metadata.set(name, value));
        if !header && (body == 0 || !line.trim().is_empty()) {
            break;
        }
        body += line.len();
    }
    (metadata, body)
}

fn crawler_date(text: &str) -> Option<(PartialDate, usize)> {
    let rest = text.trim_start().strip_prefix(CRAWLER_MARK)?;
    let value = rest.trim_start_matches([' ', '\t']);
    let length = value.find(char::is_whitespace).unwrap_or(value.len());
    let date = value[..length].parse().ok().filter(|_| value.len() < rest.len())?;
    let after = &value[length..];
    Some((date, text.len() - after.trim_start().len()))
}
