//! From mentions to entities: gazetteer look-up with context, names put together from parts, coreference inside the document.

mod antecedent;
mod discourse;
mod entity;
mod focus;
mod naming;

pub use discourse::Discourse;
pub use naming::Naming;

use rustc_hash::FxHashMap;

use crate::{
    analysis::mention::Nouns,
    gazetteer::{Gazetteer, RecordId},
    ontology::Ontology,
    pack::{Pack, PackError},
};

/// What linking needs beside the document.
#[derive(Debug)]
pub struct Linker<'g> {
    gazetteer: &'g Gazetteer,
    nouns: Nouns,
    naming: Naming,
    ontology: Ontology,
    /// Capital of a country or region, by its key.
    capitals: FxHashMap<String, RecordId>,
}

impl<'g> Linker<'g> {
    /// Reads `names.toml` and the lexicon that goes with it; `nouns` are those that mentions were found by.
    ///
    /// # Errors
    /// [`PackError`] where a file is missing or broken.
    pub fn load(pack: &Pack, gazetteer: &'g Gazetteer, ontology: Ontology, nouns: Nouns) -> Result<Self, PackError> {
        let mut capitals = FxHashMap::default();
        for id in (0..gazetteer.len()).map(RecordId) {
            for key in gazetteer.record(id).capital_of() {
                capitals.entry(key.to_owned()).or_insert(id);
            }
        }
        Ok(Self { gazetteer, nouns, naming: Naming::load(pack)?, ontology, capitals })
    }

    fn is_any(&self, class: &str, wanted: &[String]) -> bool {
        wanted.is_empty() || wanted.iter().any(|one| self.ontology.is_a(class, one))
    }
}
