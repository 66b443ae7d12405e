//! `manifest.csv`: what the files of a folder do not say about themselves.

use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
};

use super::{CorpusError, metadata::Metadata};

/// The file's name in every folder.
pub(super) const FILE: &str = "manifest.csv";

/// One row: where it stands, and what it says.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) manifest: PathBuf,
    pub(super) line: u64,
    pub(super) metadata: Metadata,
}

/// The rows of the manifests of a corpus, by the path of the file that they describe.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) rows: BTreeMap<PathBuf, Row>,
    pub(super) failures: Vec<CorpusError>,
}

impl Manifest {
    /// Adds the rows of a manifest. Broken ones become failures, the others are used.
    pub(super) fn add(&mut self, path: &Path, text: &str) {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(text)).from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        let Some(file) = header.iter().position(|name| name.trim().eq_ignore_ascii_case("file")) else {
            self.fail(
                path,
                1,
                "no column `file`; the first row must name the columns: file,date,source,url,language,title,license".to_owned(),
            );
            return;
        };
        for record in reader.records() {
            match record {
                Ok(record) => self.row(path, &header, file, &record),
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    self.fail(path, line, broken(&error));
                }
            }
        }
    }

    fn row(&mut self, path: &Path, header: &csv::StringRecord, file: usize, record: &csv::StringRecord) {
        let line = record.position().map_or(1, csv::Position::line);
        let name = record[file].trim();
        let Some(target) = beside(path, name) else {
            self.fail(path, line, format!("`{name}` names no file of this folder; write a path relative to it"));
            return;
        };
        let mut metadata = Metadata::default();
        for (column, value) in header.iter().zip(record) {
            if !metadata.set(column, value) && column.trim().eq_ignore_ascii_case("date") {
                self.fail(path, line, format!("`{value}` is no date of `{name}`; write 2021, 2021-08 or 2021-08-13"));
            }
        }
        if let Some(first) = self.rows.get(&target).filter(|row| row.manifest == path) {
            let problem = format!("`{name}` has a row already, on line {}; keep one", first.line);
            self.fail(path, line, problem);
            return;
        }
        self.rows.insert(target, Row { manifest: path.to_owned(), line, metadata });
    }

    fn fail(&mut self, path: &Path, line: u64, problem: String) {
        self.failures.push(CorpusError::Row { path: path.to_owned(), line, problem });
    }
}

fn broken(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} fields instead of {expected_len}; put a field with a comma in double quotes")
        }
        _ => error.to_string(),
    }
}

/// Spreadsheets of many countries write semicolons.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    [b',', b';', b'\t'].into_iter().find(|&mark| header.contains(char::from(mark))).unwrap_or(b',')
}

/// The file that a manifest means, if it lies in or under the manifest's folder.
fn beside(manifest: &Path, name: &str) -> Option<PathBuf> {
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if name.is_empty() || !Path::new(name).components().all(inside) {
        return None;
    }
    Some(manifest.parent().unwrap_or(Path::new("")).join(name).components().collect())
}
