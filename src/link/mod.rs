//! From mentions to entities: gazetteer look-up with context, names put together from parts, coreference inside the document.

mod amount;
mod anaphor;
mod antecedent;
mod choice;
mod control;
mod discourse;
mod entity;
mod epithet;
mod focus;
mod latter;
mod leader;
mod naming;
mod office;
mod pair;
mod place;
mod possessor;
mod referent;
mod relation;
mod trace;

pub use discourse::Discourse;
pub use naming::Naming;

use std::sync::OnceLock;

use crate::{
    analysis::mention::Nouns,
    gazetteer::Gazetteer,
    model::EntityRef,
    ontology::Ontology,
    pack::{Pack, PackError},
};

/// What linking needs beside the document.
#[derive(Debug)]
pub struct Linker<'g> {
    gazetteer: &'g Gazetteer,
    nouns: Nouns,
    naming: Naming,
    /// Read from the whole gazetteer when first asked for: most documents ask for neither.
    leaders: OnceLock<leader::Leaders>,
    sizes: OnceLock<place::Sizes>,
    ontology: Ontology,
}

impl<'g> Linker<'g> {
    /// Reads `names.toml` and the lexicon that goes with it; `nouns` are those that mentions were found by.
    ///
    /// # Errors
    /// [`PackError`] where a file is missing or broken.
    pub fn load(pack: &Pack, gazetteer: &'g Gazetteer, ontology: Ontology, nouns: Nouns) -> Result<Self, PackError> {
        let naming = Naming::load(pack)?;
        Ok(Self { gazetteer, nouns, naming, leaders: OnceLock::new(), sizes: OnceLock::new(), ontology })
    }

    fn leaders(&self) -> &leader::Leaders {
        self.leaders.get_or_init(|| leader::Leaders::of(self.gazetteer, &self.naming))
    }

    fn sizes(&self) -> &place::Sizes {
        self.sizes.get_or_init(|| place::Sizes::of(self.gazetteer))
    }

    /// Whether an entity is the capital of its country.
    fn is_national_capital(&self, entity: &EntityRef) -> bool {
        let Some(record) = self.gazetteer.by_key(&entity.key).map(|id| self.gazetteer.record(id)) else { return false };
        record.capital_of().any(|key| record.country() == Some(key))
    }

    fn is_any(&self, class: &str, wanted: &[String]) -> bool {
        wanted.is_empty() || wanted.iter().any(|one| self.ontology.is_a(class, one))
    }
}
