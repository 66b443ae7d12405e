//! Mentions: the words of a sentence that stand for something in the world.

use std::ops::Range;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MentionForm {
    /// By name (`Kaboul`, `John Kirby`, `OTAN`).
    Name,
    /// By the noun for those who belong to something (`les Maliens`): the candidates are what they belong to.
    Demonym,
    /// By an adjective of belonging (`malien`, `onusien`): the candidates are what it belongs to.
    Adjective,
    /// By description (`la capitale`, `600 soldats`, `le ministre britannique`).
    Nominal,
    /// By pronoun (`ils`, `y`, `celui-ci`).
    Pronoun,
}

/// One mention, known by its head word. Every nominal that a class was found for has exactly one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// Index of the head word in the sentence.
    pub head: usize,
    /// Words that name it: the whole name, or the head alone of a description.
    pub tokens: Range<usize>,
    /// How it refers.
    pub form: MentionForm,
    /// Classes of the ontology that it may have, by local name, likeliest first (`City`, then `Country` for a capital that may stand for
    /// its country); empty where only coreference can tell.
    pub classes: Vec<CompactString>,
    /// Rows of the gazetteer that it may name, likeliest first; empty for names that it lacks and for descriptions.
    pub candidates: Vec<u32>,
}
