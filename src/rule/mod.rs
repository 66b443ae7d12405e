//! The rule language: frames (how the language builds a statement), rules (what it says about the world), and the engine that matches them.
//!
//! `frames.toml` holds paths over the enhanced graph of a sentence; each file of `rules/` holds rules with their tests. `docs/rules.md`
//! is the author's guide.

mod definition;
mod engine;
mod error;
mod frame;
mod graph;
mod path;
mod sequence;

use rustc_hash::FxHashMap;

pub use definition::{Default as RoleDefault, Emit, Role, Rule, RuleTest, SetOff, Trigger};
pub use engine::{Attempt, Match, RoleTrace, Scene};
pub use error::RuleError;
pub use frame::{Construction, Frames};
pub use graph::Syntax;
pub use path::{Path, PathError, PathNames};

use crate::{ontology::Ontology, pack::Pack};

/// All rules of a language, ready to match.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    frames: Frames,
    ontology: Ontology,
    /// Lemma to the (rule, trigger) pairs that it may set off.
    index: Index,
    /// The same for triggers that are arcs of a sequence, by relation.
    arcs: Index,
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
    /// The first fault, with file and line.
    pub fn load(pack: &Pack, ontology: Ontology) -> Result<Self, RuleError> {
        let frames = Frames::load(pack)?;
        let mut rules: Vec<Rule> = Vec::new();
        for name in pack.list("rules").into_iter().filter(|name| name.ends_with(".toml")) {
            let (file, text) = (pack.path(name), pack.text(name)?);
            for rule in definition::parse(&file, text, &frames, &ontology)? {
                if let Some(other) = rules.iter().find(|other| other.id == rule.id) {
                    let problem = format!("there is a rule of this id in {} already; give it another", other.file);
                    return Err(RuleError::meaning(&file, text, &format!("\"{}\"", rule.id), &rule.id, problem));
                }
                rules.push(rule);
            }
        }
        let (index, arcs) = index(&rules);
        Ok(Self { rules, frames, ontology, index, arcs })
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

type Index = FxHashMap<String, Vec<(usize, usize)>>;

/// Each trigger stands under its longest lemma, the one that the fewest sentences have, or under its arc.
fn index(rules: &[Rule]) -> (Index, Index) {
    let (mut index, mut arcs) = (Index::default(), Index::default());
    for (r, rule) in rules.iter().enumerate() {
        for (t, trigger) in rule.triggers.iter().enumerate() {
            match &trigger.set_off {
                SetOff::Words { lemmas, .. } => {
                    if let Some(lemma) = lemmas.iter().max_by_key(|lemma| lemma.len()) {
                        index.entry(lemma.clone()).or_default().push((r, t));
                    }
                }
                SetOff::Arc(relation) => arcs.entry(relation.clone()).or_default().push((r, t)),
            }
        }
    }
    (index, arcs)
}
