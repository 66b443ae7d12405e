//! What is known of forms outside any context: what they can be, their morphology, their lemmas, their cluster.

use crate::model::Upos;

use super::{AnalysisError, hash, lemma::Script, store, table::Table};

/// One entry, shared by all forms that behave alike (`parlera`, `chantera`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Name of the ambiguity class, from the lexicon alone; empty for forms that only treebanks know.
    pub class: String,
    /// Feature bundles that the form can bear.
    pub bundles: Vec<u16>,
    /// Lemma of the form for each part of speech.
    pub lemmas: Vec<(Upos, Script)>,
}

/// Forms and clusters, looked up by the hash of the folded form.
pub(super) struct Lexicon {
    pub(super) forms: Table,
    pub(super) entries: Vec<Entry>,
    pub(super) clusters: Table,
    classes: Vec<u64>,
}

const NO_CLUSTER: u64 = 0;

impl Lexicon {
    pub fn new(forms: Table, entries: Vec<Entry>, clusters: Table) -> Self {
        let classes = entries.iter().map(|entry| if entry.class.is_empty() { 0 } else { hash::text(&entry.class) }).collect();
        Self { forms, entries, clusters, classes }
    }

    #[inline]
    pub fn cluster(&self, key: u64) -> u64 {
        self.clusters.get(key).map_or(NO_CLUSTER, |cluster| u64::from(cluster) + 2)
    }

    #[inline]
    pub fn class(&self, key: u64) -> u64 {
        self.forms.get(key).map_or(0, |entry| self.classes[usize::from(entry)])
    }

    #[inline]
    pub fn entry(&self, key: u64) -> Option<&Entry> {
        self.forms.get(key).map(|entry| &self.entries[usize::from(entry)])
    }

    /// Whether a form is known as anything but a name.
    pub fn is_common(&self, key: u64) -> bool {
        self.entry(key).is_some_and(|entry| entry.lemmas.iter().any(|(upos, _)| *upos != Upos::Propn))
    }

    pub fn write(&self, out: &mut store::Writer) {
        self.forms.write(out);
        self.clusters.write(out);
        out.texts(self.entries.iter().map(entry_line));
    }

    pub fn read(from: &mut store::Reader<'_>, bundles: usize) -> Result<Self, AnalysisError> {
        let (forms, clusters) = (Table::read(from)?, Table::read(from)?);
        let lines = from.texts()?;
        let entries = lines.iter().map(|line| read_entry(line, bundles)).collect::<Option<Vec<Entry>>>();
        let entries = entries.ok_or(AnalysisError::Corrupt { what: "lexicon" })?;
        if forms.greatest().is_some_and(|greatest| usize::from(greatest) >= entries.len()) {
            return Err(AnalysisError::Corrupt { what: "forms" });
        }
        Ok(Self::new(forms, entries, clusters))
    }
}

/// `class \t bundle bundle … \t UPOS script \t UPOS script …`
fn entry_line(entry: &Entry) -> String {
    let bundles: Vec<String> = entry.bundles.iter().map(u16::to_string).collect();
    let mut line = format!("{}\t{}", entry.class, bundles.join(" "));
    for (upos, script) in &entry.lemmas {
        line.push_str(&format!("\t{} {}", *upos as u8, script.line()));
    }
    line
}

fn read_entry(line: &str, known: usize) -> Option<Entry> {
    let mut columns = line.split('\t');
    let class = columns.next()?.to_owned();
    let bundles = columns.next()?.split_whitespace().map(|bundle| bundle.parse().ok().filter(|&bundle| usize::from(bundle) < known));
    let bundles = bundles.collect::<Option<Vec<u16>>>()?;
    let lemmas = columns.map(|column| {
        let (upos, script) = column.split_once(' ')?;
        Some((*Upos::ALL.get(upos.parse::<usize>().ok()?)?, Script::from_line(script)?))
    });
    Some(Entry { class, bundles, lemmas: lemmas.collect::<Option<_>>()? })
}
