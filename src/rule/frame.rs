//! Frames: the constructions in which a predicate meets its arguments, as `frames.toml` of the pack describes them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{
    error::{RuleError, nearest},
    graph::Syntax,
    path::{Path, PathError, PathNames},
    sequence::{RawSequence, Sequence},
};
use crate::pack::Pack;

const FILE: &str = "frames.toml";

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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrames {
    syntax: Syntax,
    cases: BTreeMap<String, Vec<String>>,
    paths: BTreeMap<String, String>,
    #[serde(default)]
    sequence: Vec<RawSequence>,
    frame: BTreeMap<String, RawFrame>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    says: String,
    #[serde(default)]
    active: BTreeMap<String, String>,
    #[serde(default)]
    passive: BTreeMap<String, String>,
    #[serde(default)]
    noun: BTreeMap<String, String>,
    #[serde(default)]
    adjective: BTreeMap<String, String>,
}

/// The frames of a language.
#[derive(Clone, Debug)]
pub struct Frames {
    /// Words that the enhanced graph turns on.
    pub syntax: Syntax,
    pub(super) sequences: Vec<Sequence>,
    names: PathNames,
    frames: BTreeMap<String, Frame>,
}

#[derive(Clone, Debug)]
struct Frame {
    slots: BTreeMap<Construction, BTreeMap<String, Path>>,
}

impl Frames {
    /// Reads `frames.toml` of a pack.
    ///
    /// # Errors
    /// [`RuleError`] with file and line.
    pub fn load(pack: &Pack) -> Result<Self, RuleError> {
        Self::parse(&pack.path(FILE), pack.text(FILE)?)
    }

    /// Reads the text of a `frames.toml`; `file` is its name in messages.
    ///
    /// # Errors
    /// [`RuleError`] with file and line.
    pub fn parse(file: &str, text: &str) -> Result<Self, RuleError> {
        let raw: RawFrames = toml::from_str(text).map_err(|error| RuleError::toml(file, text, &error))?;
        let fault = |name: &str, error: PathError| RuleError::meaning(file, text, name, name, error);
        let mut names = PathNames { cases: raw.cases, ..PathNames::default() };
        define_all(&raw.paths, &mut names).map_err(|(name, error)| fault(&name, error))?;
        let mut frames = BTreeMap::new();
        for (id, frame) in raw.frame {
            if frame.says.trim().is_empty() {
                return Err(RuleError::meaning(
                    file,
                    text,
                    &format!("[frame.{id}]"),
                    &format!("frame.{id}"),
                    "`says` is empty; say what it is for",
                ));
            }
            let mut slots = BTreeMap::new();
            for (construction, table) in Construction::ALL.into_iter().zip([&frame.active, &frame.passive, &frame.noun, &frame.adjective]) {
                let mut scope = names.clone();
                define_all(table, &mut scope).map_err(|(_, error)| fault(&format!("frame.{id}"), error))?;
                slots.insert(construction, table.keys().map(|slot| (slot.clone(), scope.paths[slot].clone())).collect());
            }
            frames.insert(id, Frame { slots });
        }
        let sequence = |raw: RawSequence| {
            let says = raw.says.clone();
            Sequence::compile(raw).map_err(|problem| RuleError::meaning(file, text, &says, "sequence", problem))
        };
        let sequences = raw.sequence.into_iter().map(sequence).collect::<Result<_, _>>()?;
        Ok(Self { syntax: raw.syntax, sequences, names, frames })
    }

    /// The names that a role's path may use in one construction of a frame.
    ///
    /// # Errors
    /// The message says that there is no such frame and which is near.
    pub(super) fn names(&self, frame: &str, construction: Construction) -> Result<PathNames, String> {
        let unknown = || format!("unknown frame `{frame}`{}", nearest(frame, self.frames.keys().map(String::as_str)));
        let found = self.frames.get(frame).ok_or_else(unknown)?;
        let mut names = self.names.clone();
        let all: BTreeSet<&String> = self.frames.values().flat_map(|frame| frame.slots.values()).flat_map(BTreeMap::keys).collect();
        // A slot that this construction lacks reaches nothing; one that no frame has is a mistake that the path reader reports.
        names.paths.extend(all.into_iter().map(|slot| (slot.clone(), Path::default())));
        names.paths.extend(found.slots[&construction].clone());
        Ok(names)
    }
}

/// Compiles definitions that may use each other, in whatever order they are written.
fn define_all(table: &BTreeMap<String, String>, names: &mut PathNames) -> Result<(), (String, PathError)> {
    let mut open: Vec<&String> = table.keys().collect();
    while !open.is_empty() {
        let mut blocked = Vec::new();
        let before = open.len();
        let mut fault = None;
        for name in open {
            match Path::parse(&table[name], names) {
                Ok(path) => drop(names.paths.insert(name.clone(), path)),
                Err(error) => {
                    fault = Some((name.clone(), error));
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
