//! Places that a description names by their kind: "la base" is the one that was told of, "le royaume" the kingdom of the story.

use super::{discourse::Discourse, referent::Referent};
use crate::model::{EntityRef, Mention};

const FACILITY: &str = "Facility";
const COUNTRY: &str = "Country";

impl Discourse<'_> {
    /// The facility of the same kind that was told of last, where the description says no more than its kind.
    pub(super) fn facility(&self, mention: &Mention, owners: &[EntityRef]) -> Option<EntityRef> {
        let word = self.token(mention.sentence, mention.head);
        let bare = owners.is_empty() && (self.is_demonstrative(mention) || self.is_definite(mention) && !self.is_qualified(mention));
        if !bare || !self.is_bare_definite(mention) || word.feats.is("Number", "Plur") {
            return None;
        }
        let of_kind = |referent: &&Referent| {
            let entity = referent.entity();
            let kind = self.token(referent.sentence, referent.token).lemma == word.lemma;
            referent.entities.len() == 1 && entity.class == FACILITY && kind && entity.label.contains(' ')
        };
        let known = self.before(mention).filter(of_kind).max_by_key(|referent| (referent.sentence, referent.token));
        known.and_then(|referent| self.refer(mention, referent).into_iter().next())
    }

    /// The country of a kind ("le royaume", "l'émirat") that the story is about; of a kind that the pack lists no countries for, any but its owners.
    pub(super) fn realm(&self, mention: &Mention, owners: &[EntityRef]) -> Option<EntityRef> {
        let word = self.token(mention.sentence, mention.head);
        let kind = self.linker.naming.realms.get(word.lemma.as_str());
        let gazetteer = self.linker.gazetteer;
        let named = |key: &str| gazetteer.by_key(key).map(|id| gazetteer.record(id));
        let is_one = |key: &str| match kind {
            Some(labels) => named(key).is_some_and(|record| labels.contains(record.label())),
            None => !owners.iter().any(|owner| owner.key == key),
        };
        let singular = !word.feats.is("Number", "Plur") && (self.is_definite(mention) || !owners.is_empty());
        let own = owners.first().filter(|owner| kind.is_some() && owner.class == COUNTRY).cloned();
        own.or_else(|| {
            let country = self.focus.country_with(mention.sentence, is_one)?;
            gazetteer.by_key(country).map(|id| self.linker.entity_of(id, 0.7))
        })
        .filter(|_| singular)
    }
}
