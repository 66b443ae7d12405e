//! Files, folders and standard input to documents: text as given, with what is known about it.
//!
//! | Input | What it gives |
//! |---|---|
//! | `.txt` | one document; a leading ` date 2021-08 ` or header lines (`Date:`, `Title:`, `Source:`, `Url:`, `Language:`, `License:`) are kept out of its body |
//! | `.html`, `.htm` | one document: the main text of the page, with title, date and site from its meta tags |
//! | `.jsonl` | one document per line: `id`, `text`, `date`, `source`, `url`, `language`, `title`, `license` |
//! | a folder | all of these under it, sorted by path; hidden files and links to folders are passed over |
//! | `manifest.csv` in it | `file,date,source,url,language,title,license`, any of them in any order: overrides what the files say |
//! | `-` | standard input: JSON Lines if it begins with `{`, plain text otherwise |
//!
//! A file without extension that is named itself is read as plain text. Text is UTF-8, UTF-16 with byte order mark, or an older encoding that is
//! detected (`windows-1252`, `ISO-8859-15`, …); it is decoded, its byte order mark dropped, and otherwise left as it is: offsets of
//! every later stage are bytes of that decoded text. One document holds at most [`LARGEST_DOCUMENT`] bytes.
//!
//! Whatever is wrong with one input is one [`CorpusError`], and the others are read.

mod decode;
mod error;
mod html;
mod lines;
mod list;
mod manifest;
mod metadata;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
};

pub use error::CorpusError;
pub use lines::JsonLines;
use list::{Kind, Source};

use crate::model::Document;

/// Most bytes of one document (16 MiB, several thousand times a dispatch): what one document takes in memory stays bounded.
pub const LARGEST_DOCUMENT: u64 = 16 << 20;

/// The inputs of a run, listed but not yet read.
///
/// ```
/// # let folder = std::env::temp_dir().join(format!("depeche-corpus-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("goma.txt"), "Date: 2025-01-27\nLes rebelles sont entrés à Goma.")?;
///
/// let corpus = depeche::corpus::Corpus::open(&[folder.clone()]);
/// assert!(corpus.failures().is_empty());
/// let document = corpus.read(0).remove(0)?;
/// assert_eq!(document.id, "goma");
/// assert_eq!(document.date.unwrap().to_string(), "2025-01-27");
/// assert_eq!(document.body.of(&document.text), "Les rebelles sont entrés à Goma.");
/// # std::fs::remove_dir_all(folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Corpus {
    sources: Vec<Source>,
    failures: Vec<CorpusError>,
}

impl Corpus {
    /// Lists the documents of some files and folders, in the order given, folders sorted by path; `-` reads standard input to its
    /// end. Files are not read, but for manifests and the ids of JSON Lines. A file that is met twice counts once; documents that
    /// would have the same id get `-2`, `-3`, … in the order of the list.
    pub fn open(inputs: &[PathBuf]) -> Self {
        let (sources, failures) = list::list(inputs);
        Self { sources, failures }
    }

    /// Number of sources: a source is one file, or a stretch of a file of JSON Lines.
    pub const fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether there is nothing to read.
    pub const fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// What went wrong while listing.
    pub fn failures(&self) -> &[CorpusError] {
        &self.failures
    }

    /// Reads one source, from any thread: its documents and failures in order. `source` counts from 0; past the end there is nothing.
    pub fn read(&self, source: usize) -> Vec<Result<Document, CorpusError>> {
        let Some(source) = self.sources.get(source) else { return Vec::new() };
        let mut documents = match &source.kind {
            Kind::Lines { start, lines, length } => match source.content.reader(*start) {
                Ok(reader) => read_lines(source, JsonLines::from_line(reader.take(*length), &source.path, *lines)),
                Err(error) => vec![Err(unreadable(&source.path, error))],
            },
            Kind::Text => vec![read_text(source)],
            Kind::Html => vec![read_page(source)],
        };
        for document in documents.iter_mut().flatten() {
            source.known.apply(document);
        }
        documents
    }
}

fn read_lines(source: &Source, mut lines: JsonLines<impl BufRead>) -> Vec<Result<Document, CorpusError>> {
    let mut documents = Vec::new();
    while let Some(mut document) = lines.next() {
        if let (Ok(document), Some(id)) = (&mut document, source.renamed.get(&lines.line())) {
            document.id.clone_from(id);
        }
        documents.push(document);
    }
    documents
}

fn read_text(source: &Source) -> Result<Document, CorpusError> {
    let text = decode::decode(&source.path, source.content.bytes(&source.path)?, None)?;
    let (metadata, start) = metadata::headers(&text);
    let mut document = Document::from_text(&source.id, text);
    document.body.start = start;
    metadata.apply(&mut document);
    if document.body.of(&document.text).trim().is_empty() {
        return Err(CorpusError::Empty { path: source.path.clone() });
    }
    Ok(document)
}

fn read_page(source: &Source) -> Result<Document, CorpusError> {
    let bytes = source.content.bytes(&source.path)?;
    let charset = html::charset(&bytes);
    let page = decode::decode(&source.path, bytes, charset.as_deref())?;
    if page.trim().is_empty() {
        return Err(CorpusError::Empty { path: source.path.clone() });
    }
    let (text, metadata) = html::read(&source.path, &page)?;
    let mut document = Document::from_text(&source.id, text);
    metadata.apply(&mut document);
    Ok(document)
}

/// Where the bytes of a source are.
#[derive(Clone, Debug)]
enum Content {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

impl Content {
    fn reader(&self, start: u64) -> io::Result<Box<dyn BufRead + Send>> {
        match self {
            Self::File(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(start))?;
                Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
            }
            Self::Memory(bytes) => {
                let mut cursor = Cursor::new(Arc::clone(bytes));
                cursor.set_position(start);
                Ok(Box::new(cursor))
            }
        }
    }

    /// The whole content, if it is small enough for one document.
    fn bytes(&self, path: &Path) -> Result<Vec<u8>, CorpusError> {
        let fault = |error| unreadable(path, error);
        let size = match self {
            Self::File(path) => std::fs::metadata(path).map_err(fault)?.len(),
            Self::Memory(bytes) => bytes.len() as u64,
        };
        let mut bytes = Vec::new();
        if size <= LARGEST_DOCUMENT {
            self.reader(0).and_then(|reader| reader.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes)).map_err(fault)?;
        }
        match size.max(bytes.len() as u64) {
            size if size > LARGEST_DOCUMENT => Err(CorpusError::TooLarge { path: path.to_owned(), bytes: size, limit: LARGEST_DOCUMENT }),
            _ => Ok(bytes),
        }
    }
}

fn unreadable(path: &Path, source: io::Error) -> CorpusError {
    let path = path.to_owned();
    if source.kind() == io::ErrorKind::NotFound { CorpusError::Missing { path } } else { CorpusError::Unreadable { path, source } }
}

/// A file's name without its extension.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
