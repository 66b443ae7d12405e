//! Lexicons: tab-separated tables with `#` comment lines, one entry a line.

use super::{PackError, Source};

/// A lexicon as a list of rows, of one file or several.
#[derive(Clone, Debug, Default)]
pub struct Lexicon<'a> {
    sources: Vec<Source<'a>>,
    rows: Vec<Row<'a>>,
}

/// One row of a lexicon.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Index of the file.
    source: usize,
    /// First byte of its line in the file.
    start: usize,
    columns: Vec<&'a str>,
}

impl<'a> Lexicon<'a> {
    /// Adds the rows of a file.
    pub(super) fn add(&mut self, source: Source<'a>) -> Result<(), PackError> {
        let mut end = 0;
        for line in source.text.split_inclusive('\n') {
            let start = end;
            end += line.len();
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let columns: Vec<_> = line.split('\t').map(str::trim).collect();
            if columns[0].is_empty() {
                let fault = source.fault(start..end, "the first column is empty");
                return Err(fault.help("write the entry before the first tab").into());
            }
            self.rows.push(Row { source: self.sources.len(), start, columns });
        }
        self.sources.push(source);
        Ok(())
    }

    /// The rows, in order of file and place.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter()
    }

    /// The rows of a list that is looked up word by word.
    ///
    /// # Errors
    /// [`PackError::Fault`] at a row of several words, which would never match.
    pub fn words(&self) -> Result<impl Iterator<Item = &Row<'a>>, PackError> {
        match self.rows.iter().find(|row| row.get(0).contains(char::is_whitespace)) {
            None => Ok(self.rows.iter()),
            Some(row) => {
                let words = row.get(0);
                let fault = self.sources[row.source].fault(row.start..row.start + words.len(), format!("`{words}` would never match"));
                Err(fault.help("this list is looked up word by word: write one dictionary form a row, that of the head of a phrase").into())
            }
        }
    }

    /// A fault of a row, for the reader of the column that is wrong.
    pub fn fault(&self, row: &Row<'_>, problem: impl Into<String>) -> PackError {
        self.sources[row.source].fault(row.start..usize::MAX, problem).into()
    }
}

impl<'a> Row<'a> {
    /// A column, from 0; empty where the row is shorter.
    pub fn get(&self, column: usize) -> &'a str {
        self.columns.get(column).copied().unwrap_or_default()
    }

    /// A column split at commas, empty parts left out.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'a str> {
        self.get(column).split(',').map(str::trim).filter(|part| !part.is_empty())
    }
}
