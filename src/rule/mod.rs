//! The rule language: frames (how the language builds a statement), rules (what it says about the world), and the engine that matches them.
//!
//! `frames.toml` holds paths over the enhanced graph of a sentence, `sequences.toml` words in a row that add arcs to it; each file of `rules/` holds rules with their tests. `docs/rules.md`
//! is the author's guide.

mod definition;
mod engine;
mod file;
mod frame;
mod graph;
mod need;
mod path;
mod sequence;
mod trigger;

use rustc_hash::FxHashMap;

pub use definition::{Default as RoleDefault, Emit, Role, Rule, RuleTest, SetOff, Trigger};
pub use engine::{Attempt, Match, Miss, MissReason, RoleTrace, Scene};
pub use file::is_rule_id;
pub use frame::Construction;

use crate::{
    ontology::Ontology,
    pack::{Pack, PackError},
};
use frame::Frames;
use need::Types;
use path::LemmaLists;
use trigger::TriggerIndex;

/// All rules of a language, ready to match.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    frames: Frames,
    ontology: Ontology,
    index: TriggerIndex,
    types: Types,
    lists: LemmaLists,
}

impl RuleSet {
    /// Reads the frames and every rule file of a pack.
    ///
    /// ```
    /// use depeche::{ontology::Ontology, pack::Pack, rule::RuleSet};
    /// let rules = RuleSet::load(&Pack::embedded("fr")?, Ontology::embedded()?)?;
    /// assert!(rules.rules().len() > 10);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`PackError::Fault`] at the first place that is wrong, with what would be right.
    pub fn load(pack: &Pack, ontology: Ontology) -> Result<Self, PackError> {
        let frames = Frames::load(pack, &ontology)?;
        let mut rules: Vec<Rule> = Vec::new();
        let mut files: FxHashMap<String, String> = FxHashMap::default();
        for name in pack.list("rules").into_iter().filter(|name| name.ends_with(".toml")) {
            let source = pack.source(name)?;
            let reader = file::Reader { source: &source, frames: &frames, ontology: &ontology };
            rules.extend(reader.rules(|id| files.insert(id.to_owned(), source.file().to_owned()))?);
        }
        let index = TriggerIndex::new(&rules, &frames.syntax.reflexive);
        let types = Types::new(&ontology);
        let lists = frames.lemma_lists();
        Ok(Self { rules, frames, ontology, index, types, lists })
    }

    /// The rules, in order of file and place.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The class tree that types are checked against.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The rule of this id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.rules.iter().position(|rule| rule.id == id)
    }
}
