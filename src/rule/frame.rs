//! Frames: the constructions in which a predicate meets its arguments, as `frames.toml` of the pack describes them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::{
    graph::Syntax,
    path::{LemmaLists, Path, PathError, PathNames, PathWords},
    sequence::{RawSequence, Sequences},
};
use crate::{
    ontology::Ontology,
    pack::{Fault, Pack, PackError, Source},
};

const FILE: &str = "frames.toml";
const SEQUENCES: &str = "sequences.toml";

/// The construction that a trigger stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Construction {
    /// A verb in the active, finite or not.
    Active,
    /// A verb in the passive, or a past participle that modifies a noun.
    Passive,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
}

impl Construction {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Active, Self::Passive, Self::Noun, Self::Adjective];

    /// As `frames.toml` writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Passive => "passive",
            Self::Noun => "noun",
            Self::Adjective => "adjective",
        }
    }
}

/// Definitions by name.
type Table = BTreeMap<String, Spanned<String>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrames {
    syntax: Syntax,
    cases: BTreeMap<String, Vec<String>>,
    paths: Table,
    frame: BTreeMap<String, RawFrame>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSequences {
    #[serde(default)]
    sequence: Vec<RawSequence>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    says: Spanned<String>,
    #[serde(default)]
    active: Table,
    #[serde(default)]
    passive: Table,
    #[serde(default)]
    noun: Table,
    #[serde(default)]
    adjective: Table,
}

impl RawFrame {
    fn tables(&self) -> impl Iterator<Item = (Construction, &Table)> {
        Construction::ALL.into_iter().zip([&self.active, &self.passive, &self.noun, &self.adjective])
    }
}

/// The frames of a language.
#[derive(Debug)]
pub(super) struct Frames {
    /// Words that the enhanced graph turns on.
    pub syntax: Syntax,
    /// Words in a row that add arcs to it.
    pub sequences: Sequences,
    frames: BTreeMap<String, Slots>,
    words: Arc<PathWords>,
}

/// What a role's path means in each construction, in the order of [`Construction::ALL`].
pub(super) type Meanings = Arc<[Path; Construction::ALL.len()]>;

/// The names that a role's path may use in each construction of one frame.
#[derive(Debug)]
pub(super) struct Slots {
    names: BTreeMap<Construction, PathNames>,
    /// By path, those read before: most roles share theirs with many others, and so the memory that matching goes through.
    read: Mutex<FxHashMap<String, Meanings>>,
}

impl Slots {
    /// What a role's path means in each construction.
    ///
    /// # Errors
    /// [`PathError`] says which part of it cannot be read.
    pub fn compile(&self, path: &str) -> Result<Meanings, PathError> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(path) {
            return Ok(Arc::clone(known));
        }
        let mut in_each: [Path; Construction::ALL.len()] = Default::default();
        for (construction, names) in &self.names {
            in_each[*construction as usize] = Path::parse(path, names)?;
        }
        let meanings = Arc::new(in_each);
        read.insert(path.to_owned(), Arc::clone(&meanings));
        Ok(meanings)
    }
}

impl Frames {
    /// Reads `frames.toml` and `sequences.toml` of a pack.
    ///
    /// # Errors
    /// [`PackError`] with the place and what would be right.
    pub fn load(pack: &Pack, ontology: &Ontology) -> Result<Self, PackError> {
        let source = pack.source(FILE)?;
        let raw: RawFrames = source.toml()?;
        let rows = pack.source(SEQUENCES)?;
        let RawSequences { sequence } = rows.toml()?;
        let relations: BTreeSet<String> = sequence.iter().map(|sequence| sequence.relation().to_owned()).collect();
        let words = PathWords { cases: raw.cases, relations, ontology: ontology.clone(), lists: Mutex::default() };
        let mut names = PathNames { paths: BTreeMap::new(), words: Arc::new(words) };
        define_all(&source, &raw.paths, &mut names)?;
        // A slot that a construction lacks reaches nothing; one that no frame has is a mistake that the path reader reports.
        let tables = raw.frame.values().flat_map(|frame| frame.tables().map(|(_, table)| table));
        let empty: BTreeMap<String, Path> = tables.flat_map(Table::keys).map(|slot| (slot.clone(), Path::default())).collect();
        let mut frames = BTreeMap::new();
        for (id, frame) in raw.frame {
            if frame.says.get_ref().trim().is_empty() {
                return Err(source.fault(frame.says.span(), "`says` is empty").help("say what the frame is for").into());
            }
            let slots = frame.tables().map(|(construction, table)| Ok((construction, slots(&source, table, &names, &empty)?)));
            frames.insert(id, Slots { names: slots.collect::<Result<_, Fault>>()?, read: Mutex::default() });
        }
        let sequences = Sequences::compile(&sequence, &rows, ontology)?;
        Ok(Self { syntax: raw.syntax.by_word(), sequences, frames, words: names.words })
    }

    /// The lists of lemmas that the paths read so far ask for.
    pub fn lemma_lists(&self) -> LemmaLists {
        self.words.lists.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The slots of a frame.
    pub fn slots(&self, frame: &str) -> Option<&Slots> {
        self.frames.get(frame)
    }

    /// The names of the frames, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.frames.keys().map(String::as_str)
    }

    /// The relations that sequences add.
    pub fn sequence_relations(&self) -> impl Iterator<Item = &str> {
        self.sequences.relations()
    }
}

/// The names of one construction; `empty` are the slots of all, which reach nothing where this one does not say.
fn slots(source: &Source<'_>, table: &Table, names: &PathNames, empty: &BTreeMap<String, Path>) -> Result<PathNames, Fault> {
    let mut scope = names.clone();
    define_all(source, table, &mut scope)?;
    let lacking = empty.iter().filter(|(slot, _)| !table.contains_key(*slot));
    scope.paths.extend(lacking.map(|(slot, path)| (slot.clone(), path.clone())));
    Ok(scope)
}

/// Compiles definitions that may use each other, in whatever order they are written.
fn define_all(source: &Source<'_>, table: &Table, names: &mut PathNames) -> Result<(), Fault> {
    let mut open: Vec<&String> = table.keys().collect();
    while !open.is_empty() {
        let mut blocked = Vec::new();
        let before = open.len();
        let mut fault = None;
        for name in open {
            match Path::parse(table[name].get_ref(), names) {
                Ok(path) => drop(names.paths.insert(name.clone(), path)),
                Err(error) => {
                    fault = Some(error.at(source, &table[name]));
                    blocked.push(name);
                }
            }
        }
        match fault {
            Some(fault) if blocked.len() == before => return Err(fault),
            _ => open = blocked,
        }
    }
    Ok(())
}
