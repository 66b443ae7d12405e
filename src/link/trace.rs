//! Which earlier words a mention was read by: noted while coreference chooses, for readers who ask why.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::{discourse::Discourse, referent::Referent};
use crate::model::{EntityRef, Mention, MentionForm, Span};

/// Sentence and head word of a mention.
type Place = (usize, usize);

/// The places that mentions were read by, by mention and the key of what it was read as.
#[derive(Debug, Default)]
pub(super) struct Trace(RefCell<FxHashMap<(Place, String), Place>>);

impl Trace {
    /// Notes that a mention stands for an entity because of other words. The first reason is kept.
    pub fn note(&self, mention: &Mention, entity: &EntityRef, by: Place) {
        self.0.borrow_mut().entry(((mention.sentence, mention.head), entity.key.clone())).or_insert(by);
    }

    fn of(&self, place: Place, entity: &EntityRef) -> Option<Place> {
        self.0.borrow().get(&(place, entity.key.clone())).copied()
    }
}

impl Discourse<'_> {
    /// Where the words stand by which coreference read the mention at a token as this entity: the antecedent of a pronoun, the name that
    /// "the rebels" or a surname refers back to. `None` for what says itself what it is.
    pub fn antecedent(&self, sentence: usize, token: usize, entity: &EntityRef) -> Option<Span> {
        let (sentence, token) = self.trace.of((sentence, token), entity)?;
        Some(self.span(sentence, token))
    }

    /// What a mention stands for that refers to what was told of before.
    pub(super) fn refer(&self, mention: &Mention, referent: &Referent) -> Vec<EntityRef> {
        for entity in &referent.entities {
            let words = self.telling(referent, entity);
            self.trace.note(mention, entity, (words.sentence, words.token));
        }
        referent.entities.clone()
    }

    /// The words that say best what a referent is: the name beside a title, each member of a coordination by itself.
    fn telling<'r>(&'r self, referent: &'r Referent, entity: &EntityRef) -> &'r Referent {
        let here = self.referents.iter().filter(|one| one.sentence == referent.sentence);
        let own = || here.clone().filter(|one| one.entities.len() == 1 && one.entity().key == entity.key);
        let is_name = |one: &&Referent| self.mention_at(one.sentence, one.token).is_some_and(|words| words.form == MentionForm::Name);
        let several = referent.entities.len() > 1;
        own().find(is_name).or_else(|| own().next().filter(|_| several)).unwrap_or(referent)
    }
}
