//! JSON Lines: one document per line.

use std::{
    io::{self, BufRead},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    CorpusError, LARGEST_DOCUMENT,
    metadata::{Metadata, read_date},
};
use crate::model::Document;

/// One line as written. Fields with other names are passed over.
#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    text: Option<String>,
    date: Option<String>,
    source: Option<String>,
    url: Option<String>,
    language: Option<String>,
    title: Option<String>,
    license: Option<String>,
}

/// An id is a text or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// The id of a line, all else unread.
#[derive(Deserialize)]
struct IdOnly {
    id: Option<Id>,
}

impl Id {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Self::Number(number) => Some(number.to_string()),
        }
    }
}

/// Documents from a reader of JSON Lines, one at a time: what stands in memory is one line.
///
/// Each line is an object with `text` and any of `id`, `date`, `source`, `url`, `language`, `title`. A line without `id` is called
/// `NAME-LINE`. Empty lines are passed over; a broken line is one failure and reading goes on.
///
/// ```
/// let input = "{\"id\": \"a1\", \"text\": \"Le cessez-le-feu tient à Goma.\"}\n{\"texte\": 3}\n";
/// let mut documents = depeche::corpus::JsonLines::new(input.as_bytes(), "news.jsonl");
/// assert_eq!(documents.next().unwrap()?.id, "a1");
/// assert!(documents.next().unwrap().is_err());
/// assert!(documents.next().is_none());
/// # Ok::<(), depeche::corpus::CorpusError>(())
/// ```
pub struct JsonLines<R> {
    reader: R,
    path: PathBuf,
    line: usize,
    ended: bool,
    late: Option<CorpusError>,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `reader`; `path` is its name for messages and for lines without an id.
    pub fn new(reader: R, path: impl Into<PathBuf>) -> Self {
        Self::from_line(reader, path, 0)
    }

    /// As [`JsonLines::new`], where `line` lines stand before.
    pub(super) fn from_line(reader: R, path: impl Into<PathBuf>, line: usize) -> Self {
        Self { reader, path: path.into(), line, ended: false, late: None }
    }

    /// Number of the line read last, from 1.
    pub(super) const fn line(&self) -> usize {
        self.line
    }

    fn fault(&self, problem: String) -> CorpusError {
        CorpusError::Line { path: self.path.clone(), line: self.line, problem }
    }

    fn document(&mut self, line: &[u8]) -> Result<Document, CorpusError> {
        let record: Record =
            serde_json::from_slice(line).map_err(|error| self.fault(format!("not a JSON object of this form ({error})")))?;
        let no_text = || self.fault("no text in this line; give the document in the field `text`".to_owned());
        let text = record.text.filter(|text| !text.trim().is_empty()).ok_or_else(no_text)?;
        let id = record.id.and_then(Id::into_text).unwrap_or_else(|| default_id(&self.path, self.line));
        let mut document = Document::from_text(id, text);
        let date = record.date.filter(|date| !date.trim().is_empty());
        let metadata = Metadata {
            date: date.as_deref().and_then(read_date),
            source: record.source,
            url: record.url,
            language: record.language,
            title: record.title,
            license: record.license,
        };
        metadata.apply(&mut document);
        self.late = date.filter(|_| document.date.is_none()).map(|date| {
            self.fault(format!("`{date}` is no date, and the document is read without one; write 2021, 2021-08 or 2021-08-13"))
        });
        Ok(document)
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Document, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(late) = self.late.take() {
            return Some(Err(late));
        }
        while !self.ended {
            self.line += 1;
            match next_line(&mut self.reader) {
                Ok(None) => self.ended = true,
                Ok(Some((_, Some(line)))) if line.trim_ascii().is_empty() => {}
                Ok(Some((_, Some(line)))) => return Some(self.document(&line)),
                Ok(Some((_, None))) => {
                    return Some(Err(self.fault(format!("longer than the {LARGEST_DOCUMENT} bytes that one document may have; split it"))));
                }
                Err(source) => {
                    self.ended = true;
                    return Some(Err(CorpusError::Unreadable { path: self.path.clone(), source }));
                }
            }
        }
        None
    }
}

/// Bytes of the next line, and the line without byte order mark; one that is too long is passed over without being kept.
fn next_line(reader: &mut impl BufRead) -> io::Result<Option<(u64, Option<Vec<u8>>)>> {
    let (mut line, mut length, mut ended) = (Vec::new(), 0, false);
    while !ended {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let taken = end.map_or(buffer.len(), |end| end + 1);
        length += taken as u64;
        if length <= LARGEST_DOCUMENT {
            line.extend_from_slice(&buffer[..taken]);
        }
        reader.consume(taken);
        ended = end.is_some();
    }
    if line.starts_with(b"\xef\xbb\xbf") {
        line.drain(..3);
    }
    Ok((length > 0).then_some((length, (length <= LARGEST_DOCUMENT).then_some(line))))
}

/// Where a stretch of lines begins: byte, lines before it.
pub(super) type Start = (u64, usize);

/// Goes once over JSON Lines: calls `claim` with the number and id of each line, and returns where stretches of about `stretch`
/// bytes begin; none if there is nothing but blank lines.
pub(super) fn scan(reader: &mut impl BufRead, path: &Path, stretch: u64, mut claim: impl FnMut(usize, String)) -> io::Result<Vec<Start>> {
    let (mut starts, mut at, mut line): (Vec<Start>, _, _) = (Vec::new(), 0, 0);
    while let Some((bytes, found)) = next_line(reader)? {
        let blank = found.as_ref().is_some_and(|found| found.trim_ascii().is_empty());
        if !blank && starts.last().is_none_or(|(start, _)| at - start >= stretch) {
            starts.push((at, line));
        }
        line += 1;
        at += bytes;
        if let Some(Ok(record)) = found.map(|found| serde_json::from_slice::<IdOnly>(&found)) {
            claim(line, record.id.and_then(Id::into_text).unwrap_or_else(|| default_id(path, line)));
        }
    }
    Ok(starts)
}

fn default_id(path: &Path, line: usize) -> String {
    format!("{}-{line}", super::stem(path))
}
