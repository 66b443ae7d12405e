//! What must be there for a rule to hold, worked out once a rule: most tries fail by it, before anything is searched.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{
    definition::{Role, Trigger},
    engine::NAME,
    frame::Construction,
    graph::{Away, Graph, Kinds},
};
use crate::{
    model::{Mention, MentionForm},
    ontology::Ontology,
};

/// What must be there for all roles of a rule that must be filled.
#[derive(Clone, Debug)]
pub(super) struct Needs {
    /// Types, role by role.
    types: SmallVec<[Kinds; 4]>,
    /// Ways from the trigger, role by role, by frame of the rule and construction.
    ways: Vec<[SmallVec<[Away; 2]>; Construction::ALL.len()]>,
}

impl Needs {
    /// The needs of a rule with these roles and so many frames.
    pub fn of(roles: &[Role], frames: usize) -> Self {
        let required = || roles.iter().filter(|role| !role.optional && !role.absent);
        let ways =
            |frame: usize, construction: Construction| required().map(|role| role.paths[frame][construction as usize].away()).collect();
        let by_construction = |frame: usize| Construction::ALL.map(|construction| ways(frame, construction));
        Self { types: required().map(|role| role.kinds).collect(), ways: (0..frames).map(by_construction).collect() }
    }

    /// Whether the sentence may have what every role asks for, by the types of all its mentions.
    pub fn may_be_met(&self, types: Kinds) -> bool {
        self.types.iter().all(|wanted| wanted.meets(types))
    }

    /// Whether every role has somewhere to look from the words of a trigger.
    pub fn may_leave(&self, graph: &Graph<'_>, trigger: &Trigger, construction: Construction, words: &[usize]) -> bool {
        let ways = &self.ways[trigger.frame][construction as usize];
        let there = graph.ways(words);
        ways.iter().all(|away| away.may_use(&there))
    }
}

/// The types that mentions may pass for, by class.
#[derive(Debug)]
pub(super) struct Types(FxHashMap<String, Kinds>);

impl Types {
    /// What no mention is, so that a role that takes any word finds it.
    pub fn none() -> Kinds {
        Kinds::of("")
    }

    /// Any of some types as a role asks for them; all where it takes any word.
    pub fn wanted(types: &[String]) -> Kinds {
        if types.is_empty() { Kinds::ALL } else { types.iter().map(|class| Kinds::of(class)).fold(Kinds::default(), Kinds::or) }
    }

    pub fn new(ontology: &Ontology) -> Self {
        let wider = |class: &str| ontology.wider(class).map(Kinds::of).fold(Kinds::default(), Kinds::or);
        Self(ontology.classes().map(|class| (class.to_owned(), wider(class))).collect())
    }

    /// What a mention may pass for. A pronoun may be anything until linking says what it stands for.
    pub fn of(&self, mention: &Mention) -> Kinds {
        let named = if mention.form == MentionForm::Name { Kinds::of(NAME) } else { Kinds::default() };
        if mention.form == MentionForm::Pronoun && mention.classes.is_empty() {
            return Kinds::ALL;
        }
        let own = |class: &str| self.0.get(class).copied().unwrap_or_else(|| Kinds::of(class));
        mention.classes.iter().map(|class| own(class)).fold(named, Kinds::or)
    }
}
