//! The entities that dispatches name: countries, regions, cities, organisations, persons, with their names, their demonyms and what stands for them.
//!
//! The tables in `gazetteer/` are compiled into an index by `build.rs` and searched in place: nothing is parsed when a program starts.
//! Names are looked up without regard to accents, hyphens and apostrophes, but with regard to capitals: `Police` may be a town, `police` never is.

mod fold;
mod index;
mod layer;
mod record;
mod table;

use std::{
    borrow::Cow,
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

pub use fold::Folded;
pub use index::{IndexError, NameKind};
pub use record::{Record, Role};
pub use table::{CLASSES, COLUMNS, TableError};

use layer::{Layer, Walk};

/// Number of a record in one [`Gazetteer`]. It is not stable between versions of the tables: outputs use [`Record::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(pub u32);

/// A record that bears a name, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Candidate {
    /// The record.
    pub record: RecordId,
    /// How the name stands for it.
    pub kind: NameKind,
}

/// Why a table could not be added.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The table is at fault.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its rows do not go together.
    #[error("{}: {source}", path.display())]
    Index {
        /// The table.
        path: PathBuf,
        /// What is wrong.
        source: IndexError,
    },
}

/// The tables, ready to be searched.
///
/// ```
/// use depeche::gazetteer::{Gazetteer, NameKind};
///
/// let gazetteer = Gazetteer::embedded();
/// let best = gazetteer.lookup("Hérat").next().unwrap();
/// assert_eq!(gazetteer.record(best.record).class(), "City");
/// let (words, candidates) = gazetteer.longest_match(&["la", "Corée", "du", "Nord"], 1).unwrap();
/// assert_eq!((words, candidates[0].kind), (3, NameKind::Label));
/// ```
#[derive(Clone, Debug)]
pub struct Gazetteer {
    layers: Vec<Arc<Layer>>,
    /// Records of which a later table has another version.
    replaced: BTreeSet<u32>,
    first_names: Arc<fst::Set<Cow<'static, [u8]>>>,
}

macro_rules! compiled {
    ($name:literal) => {
        Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer/", $name)).as_slice())
    };
}

static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(|| {
    let layer = Layer::new(compiled!("names"), compiled!("keys"), compiled!("postings"), compiled!("records"), 0);
    let first_names = fst::Set::new(compiled!("first_names"));
    // Both were written by this crate's own build script, with the same version of fst.
    let (layer, first_names) = (layer.expect("index of the build script"), first_names.expect("set of the build script"));
    Gazetteer { layers: vec![Arc::new(layer)], replaced: BTreeSet::new(), first_names: Arc::new(first_names) }
});

impl Gazetteer {
    /// The tables of the project, compiled into the binary.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// This gazetteer and the rows of a CSV file with the same schema (`gazetteer/README.md`): `key`, `class` and `label` are needed, the other
    /// [`COLUMNS`] may be left out. A row whose key is known replaces the row that had it.
    ///
    /// # Errors
    /// The file cannot be read, is no CSV, lacks or repeats a column, or a field holds what its column does not allow; the message names file, line and remedy.
    pub fn with_csv(&self, path: &Path) -> Result<Self, GazetteerError> {
        let index = |source| GazetteerError::Index { path: path.to_owned(), source };
        let rows = table::read(path)?;
        let first = self.len();
        let compiled = index::compile(&rows, first, &|key| self.by_key(key).map(|id| id.0)).map_err(index)?;
        let layer = Layer::from_compiled(compiled, first).map_err(|error| index(error.into()))?;
        let mut grown = self.clone();
        let known = (first..first + layer.len()).filter_map(|id| self.by_key(layer.field(id, table::Column::Key)));
        grown.replaced.extend(known.map(|id| id.0));
        grown.layers.push(Arc::new(layer));
        Ok(grown)
    }

    /// Everything that it is made of, layer by layer, for whoever wants to know whether two are the same.
    pub fn bytes(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let layers = self.layers.iter().flat_map(|layer| layer.bytes());
        layers.chain([("first_names", self.first_names.as_fst().as_bytes())])
    }

    /// Number of records, replaced ones included: every [`RecordId`] is below it.
    pub fn len(&self) -> u32 {
        self.layers.last().map_or(0, |layer| layer.first() + layer.len())
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The records that bear `name` as it is written, likeliest first, each once per way of bearing it.
    pub fn lookup(&self, name: &str) -> impl Iterator<Item = Candidate> + use<> {
        let surface = Folded::new(name);
        self.rank(self.layers.iter().flat_map(|layer| layer.postings(&surface)).collect(), &surface).into_iter()
    }

    /// The longest name that begins at word `start`: its number of words, and the records that bear it, likeliest first.
    ///
    /// `words` are surface tokens (`du`, not `de` and `le`); apostrophes and hyphens may be attached to a word or stand alone.
    pub fn longest_match(&self, words: &[&str], start: usize) -> Option<(usize, Vec<Candidate>)> {
        let mut walks: Vec<Walk<'_>> = self.layers.iter().map(|layer| layer.walk()).collect();
        let mut surface = Folded::default();
        let mut best = None;
        for (position, word) in words.iter().enumerate().skip(start) {
            let read = surface.text.len();
            if !surface.push(word) {
                // A name begins and ends with a word; only hyphens and apostrophes may stand between.
                if position > start && fold::joins(word) { continue } else { break }
            }
            walks.retain_mut(|walk| walk.follow(&surface.text[read..]));
            if walks.is_empty() {
                break;
            }
            let found = self.rank(walks.iter().flat_map(|walk| walk.postings(&surface)).collect(), &surface);
            if !found.is_empty() {
                best = Some((position + 1 - start, found));
            }
        }
        best
    }

    /// A record. An id of another gazetteer gives an empty record.
    pub fn record(&self, id: RecordId) -> Record<'_> {
        let layer = self.layer(id);
        Record::new(layer, id)
    }

    /// The record with this key.
    pub fn by_key(&self, key: &str) -> Option<RecordId> {
        self.layers.iter().rev().find_map(|layer| layer.by_key(key)).map(RecordId)
    }

    /// The capital of the country or region with this key.
    pub fn capital_of(&self, key: &str) -> Option<RecordId> {
        self.by_key(&format!("{}{key}", index::CAPITAL))
    }

    /// The likeliest country whose people or things are called by `form` (`Maliens`, `malienne`).
    pub fn country_of_demonym(&self, form: &str) -> Option<RecordId> {
        let is_demonym = |candidate: &Candidate| matches!(candidate.kind, NameKind::DemonymNoun | NameKind::DemonymAdjective);
        self.lookup(form).filter(is_demonym).map(|candidate| candidate.record).find(|id| self.record(*id).class() == "Country")
    }

    /// What candidates are ranked by: the prior of the record and the weight of the kind. A city of a million has about 6.5, a country 10.5.
    pub fn score(&self, candidate: Candidate) -> f32 {
        self.layer(candidate.record).prior(candidate.record.0) + candidate.kind.weight()
    }

    /// Whether a capitalised word is known as a given name of persons.
    pub fn is_first_name(&self, word: &str) -> bool {
        let surface = Folded::new(word);
        surface.capitals & 1 == 1 && self.first_names.contains(&surface.text)
    }

    fn layer(&self, id: RecordId) -> &Layer {
        let at = self.layers.partition_point(|layer| layer.first() <= id.0);
        &self.layers[at.saturating_sub(1)]
    }

    fn rank(&self, postings: Vec<(u32, NameKind)>, surface: &Folded) -> Vec<Candidate> {
        let as_noun = |id: u32| surface.capitals & 1 == 1 && postings.contains(&(id, NameKind::DemonymNoun));
        let names = |id: u32| postings.iter().filter(move |(other, kind)| *other == id && is_name(*kind)).map(|(_, kind)| kind);
        let keep = |(id, kind): &(u32, NameKind)| {
            let adjective = *kind == NameKind::DemonymAdjective && as_noun(*id);
            let repeated = is_name(*kind) && names(*id).any(|other| other < kind);
            !adjective && !repeated && !self.replaced.contains(id)
        };
        let kept = postings.iter().filter(|posting| keep(posting));
        let mut candidates: Vec<Candidate> = kept.map(|(id, kind)| Candidate { record: RecordId(*id), kind: *kind }).collect();
        candidates.sort_by(|a, b| self.score(*b).total_cmp(&self.score(*a)).then(a.record.cmp(&b.record)).then(a.kind.cmp(&b.kind)));
        candidates
    }
}

/// Whether a kind is a name of the record itself. One spelling makes one candidate of these.
const fn is_name(kind: NameKind) -> bool {
    matches!(kind, NameKind::Label | NameKind::Alias | NameKind::Acronym | NameKind::ContextOnly)
}
