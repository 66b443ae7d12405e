//! Lexicons: tab-separated tables with `#` comment lines, one entry a line.

use super::PackError;

/// A lexicon as a list of rows.
#[derive(Clone, Debug)]
pub struct Lexicon<'a> {
    file: String,
    rows: Vec<Row<'a>>,
}

/// One row of a lexicon.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Line in the file, from 1.
    pub line: usize,
    columns: Vec<&'a str>,
}

impl<'a> Lexicon<'a> {
    pub(super) fn parse(file: String, text: &'a str) -> Result<Self, PackError> {
        let mut rows = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let columns: Vec<_> = line.split('\t').map(str::trim).collect();
            if columns[0].is_empty() {
                let problem = "the first column is empty; write the entry before the first tab".to_owned();
                return Err(PackError::Row { file, line: index + 1, problem });
            }
            rows.push(Row { line: index + 1, columns });
        }
        Ok(Self { file, rows })
    }

    /// The rows, in order of file.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter()
    }

    /// A fault of a row, for the reader of the column that is wrong.
    pub fn fault(&self, row: &Row<'_>, problem: impl Into<String>) -> PackError {
        PackError::Row { file: self.file.clone(), line: row.line, problem: problem.into() }
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
