//! What there is to read, before anything is read.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use rustc_hash::FxHashSet;

use super::{
    Content, CorpusError, decode, lines,
    manifest::{self, Manifest},
    metadata::Metadata,
    stem, unreadable,
};

/// Bytes of JSON Lines that are one source: small enough to spread over threads, large enough to be worth it.
const STRETCH: u64 = 1 << 20;
/// The argument that means standard input, and the name of what it gives.
const STANDARD_INPUT: (&str, &str) = ("-", "stdin");

/// One thing to read.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) content: Content,
    pub(super) kind: Kind,
    /// Id of its document, where it has just one.
    pub(super) id: String,
    /// Ids of lines whose own id is taken.
    pub(super) renamed: Arc<BTreeMap<usize, String>>,
    /// What the manifest says.
    pub(super) known: Metadata,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Html,
    /// `length` bytes of JSON Lines from byte `start`, after so many `lines`.
    Lines {
        start: u64,
        lines: usize,
        length: u64,
    },
}

impl Kind {
    const ALL_LINES: Self = Self::Lines { start: 0, lines: 0, length: u64::MAX };

    /// The kind that a file's extension tells.
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "html" | "htm" => Some(Self::Html),
            "jsonl" => Some(Self::ALL_LINES),
            _ => None,
        }
    }
}

/// The sources under some inputs, and what was wrong with the others.
pub(super) fn list(inputs: &[PathBuf]) -> (Vec<Source>, Vec<CorpusError>) {
    let mut lister = Lister::default();
    for input in inputs {
        lister.input(input);
    }
    lister.finish()
}

#[derive(Default)]
struct Lister {
    found: Vec<(PathBuf, Kind, Content)>,
    seen: BTreeSet<PathBuf>,
    manifest: Manifest,
    failures: Vec<CorpusError>,
}

impl Lister {
    fn input(&mut self, input: &Path) {
        if input.as_os_str() == STANDARD_INPUT.0 {
            return self.standard_input();
        }
        match fs::metadata(input) {
            Err(error) => self.failures.push(unreadable(input, error)),
            Ok(metadata) if metadata.is_dir() => self.folder(input),
            Ok(metadata) if metadata.is_file() => self.named_file(input),
            Ok(_) => self.failures.push(CorpusError::NotAFile { path: input.to_owned() }),
        }
    }

    /// A file that is named itself, perhaps by a pattern of the shell.
    fn named_file(&mut self, path: &Path) {
        match Kind::of(path) {
            _ if path.ends_with(manifest::FILE) => self.manifest(path),
            Some(kind) => self.file(path, kind),
            None if path.extension().is_none() => self.file(path, Kind::Text),
            None => self.failures.push(CorpusError::UnknownKind { path: path.to_owned() }),
        }
    }

    fn standard_input(&mut self) {
        let (mut bytes, path) = (Vec::new(), PathBuf::from(STANDARD_INPUT.1));
        if !self.seen.insert(path.clone()) {
            return;
        }
        match std::io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => {
                let kind = if bytes.trim_ascii_start().starts_with(b"{") { Kind::ALL_LINES } else { Kind::Text };
                self.found.push((path, kind, Content::Memory(bytes.into())));
            }
            Err(error) => self.failures.push(unreadable(&path, error)),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let (found, failed) = (self.found.len(), self.failures.len());
        self.walk(folder);
        if (found, failed) == (self.found.len(), self.failures.len()) {
            self.failures.push(CorpusError::NoDocuments { path: folder.to_owned() });
        }
    }

    /// Adds the files under a folder, sorted by path; its manifest counts for those under it.
    fn walk(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(error) => return self.failures.push(unreadable(folder, error)),
        };
        let mut paths: Vec<_> =
            entries.iter().filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b".")).map(fs::DirEntry::path).collect();
        paths.sort();
        if let Some(manifest) = paths.iter().find(|path| path.ends_with(manifest::FILE)) {
            self.manifest(manifest);
        }
        for path in paths {
            if path.is_dir() && !path.is_symlink() {
                self.walk(&path);
            } else if let Some(kind) = Kind::of(&path).filter(|_| !path.is_dir()) {
                self.file(&path, kind);
            }
        }
    }

    fn manifest(&mut self, path: &Path) {
        let text = Content::File(path.to_owned()).bytes(path).and_then(|bytes| decode::decode(path, bytes, None));
        match text {
            Ok(text) => self.manifest.add(path, &text),
            Err(error) => self.failures.push(error),
        }
    }

    fn file(&mut self, path: &Path, kind: Kind) {
        if self.seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())) {
            self.found.push((path.to_owned(), kind, Content::File(path.to_owned())));
        }
    }

    fn finish(mut self) -> (Vec<Source>, Vec<CorpusError>) {
        let (mut sources, mut ids) = (Vec::new(), Ids::default());
        for (path, kind, content) in self.found {
            let key: PathBuf = path.components().collect();
            let known = self.manifest.rows.remove(&key).map(|row| row.metadata).unwrap_or_default();
            let source = Source { path, content, kind, id: String::new(), renamed: Arc::default(), known };
            match kind {
                Kind::Lines { .. } => match stretches(source, &mut ids) {
                    Ok(more) => sources.extend(more),
                    Err(error) => self.failures.push(error),
                },
                _ => sources.push(Source { id: ids.claim(stem(&source.path)), ..source }),
            }
        }
        self.failures.extend(self.manifest.failures);
        self.failures.extend(self.manifest.rows.into_iter().map(|(path, row)| {
            let problem = format!("no document `{}`; correct the name or delete the row", path.display());
            CorpusError::Row { path: row.manifest, line: row.line, problem }
        }));
        (sources, self.failures)
    }
}

/// A file of JSON Lines in stretches, every line's id claimed.
fn stretches(source: Source, ids: &mut Ids) -> Result<Vec<Source>, CorpusError> {
    let mut renamed = BTreeMap::new();
    let claim = |line, id: String| {
        let own = ids.claim(id.clone());
        if own != id {
            renamed.insert(line, own);
        }
    };
    let scan = source.content.reader(0).and_then(|mut reader| lines::scan(&mut reader, &source.path, STRETCH, claim));
    let starts = scan.map_err(|error| unreadable(&source.path, error))?;
    if starts.is_empty() {
        return Err(CorpusError::Empty { path: source.path });
    }
    let renamed = Arc::new(renamed);
    let stretch = |(index, &(start, lines)): (usize, &lines::Start)| {
        let length = starts.get(index + 1).map_or(u64::MAX, |(next, _)| next - start);
        Source {
            path: source.path.clone(),
            content: source.content.clone(),
            kind: Kind::Lines { start, lines, length },
            id: String::new(),
            renamed: Arc::clone(&renamed),
            known: source.known.clone(),
        }
    };
    Ok(starts.iter().enumerate().map(stretch).collect())
}

/// The ids given so far.
#[derive(Default)]
struct Ids {
    taken: FxHashSet<String>,
    /// The next number to try for an id that was asked for again, so that many equal ids take linear time.
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// This id, or the first of `id-2`, `id-3`, … that is free.
    fn claim(&mut self, id: String) -> String {
        if self.taken.insert(id.clone()) {
            return id;
        }
        let number = self.next.entry(id.clone()).or_insert(2);
        loop {
            let other = format!("{id}-{number}");
            *number += 1;
            if self.taken.insert(other.clone()) {
                return other;
            }
        }
    }
}
