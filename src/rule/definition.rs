//! Rules, checked and compiled.

use serde::Deserialize;

use super::{frame::Meanings, graph::Kinds, need::Needs};
use crate::model::{PartialDate, Status, Upos};

/// A rule: what it says, what sets it off, who takes part, what it states.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Unique name in kebab-case.
    pub id: String,
    /// What it says about the world, in one sentence.
    pub says: String,
    /// Class of the events that its facts belong to.
    pub event: Option<String>,
    /// 0 to 1, of every fact that it finds.
    pub confidence: f32,
    /// Role whose number is the number of the fact; without it the object's, else the subject's.
    pub count: Option<usize>,
    /// Words that set it off.
    pub triggers: Vec<Trigger>,
    /// Who and what takes part, in the order in which they are looked for.
    pub roles: Vec<Role>,
    /// Facts to state.
    pub emits: Vec<Emit>,
    /// Sentences with what is wanted of them.
    pub tests: Vec<RuleTest>,
    /// File that it stands in.
    pub file: String,
    /// What must be there for it to hold.
    pub(super) needs: Needs,
}

/// What sets a rule off, and the frame that it then stands in.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// Words, or an arc.
    pub set_off: SetOff,
    /// Index into the paths of every role.
    pub(super) frame: usize,
}

/// What sets a rule off.
#[derive(Clone, Debug)]
pub enum SetOff {
    /// One word, or several that hang together in the tree.
    Words {
        /// Lemmas, in any order.
        lemmas: Vec<String>,
        /// Part of speech of the word that decides the construction.
        upos: Upos,
    },
    /// An arc that a sequence of `sequences.toml` adds, by relation; its head is the trigger.
    Arc(String),
}

/// One participant.
#[derive(Clone, Debug)]
pub struct Role {
    /// Name in the rule.
    pub name: String,
    /// Classes, one of which it must have; any word will do where there are none.
    pub types: Vec<String>,
    /// Whether the rule holds without it.
    pub optional: bool,
    /// Whether the rule holds only without it.
    pub absent: bool,
    /// Whether it may be filled by a word that fills another role too ("600 soldats" are sent and tell who sends them).
    pub shares: bool,
    /// Whether what fills it must be named somewhere in the document, or known to the gazetteer.
    pub named: bool,
    /// What fills it where no word does.
    pub default: Option<Default>,
    /// The classes, for a look before they are compared.
    pub(super) kinds: Kinds,
    /// Path per frame of the rule and construction.
    pub(super) paths: Vec<Meanings>,
}

/// What fills a role that no word of the sentence fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Default {
    /// The country where the story takes place, if it is not the other end's own.
    Scene,
    /// What stood at the same end of the same predicate when the document last stated it.
    Previous,
}

/// A triple to state, roles by index.
#[derive(Clone, Debug)]
pub struct Emit {
    /// Role of the subject.
    pub subject: usize,
    /// Property of the ontology.
    pub predicate: String,
    /// Role of the object.
    pub object: usize,
    /// Whether the subject is the country of what fills its role (`leader.country`), known or not stated at all.
    pub subject_country: bool,
    /// Whether the object is the country of what fills its role (`person.country`).
    pub object_country: bool,
    /// Status, where the rule knows better than the clause.
    pub status: Option<Status>,
}

/// A sentence and the facts wanted of it.
#[derive(Clone, Debug)]
pub struct RuleTest {
    /// One or more sentences.
    pub text: String,
    /// Date of the document.
    pub date: Option<PartialDate>,
    /// `subject predicate object; status=…; count=…; date=…; source=…`, nothing more and nothing less of this rule's predicates.
    pub want: Vec<String>,
    /// Line of the file that it stands in.
    pub line: usize,
}
