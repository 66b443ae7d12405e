//! Descriptions that name somebody by what they are to somebody else: "ses hommes" are the force that he leads, "son rival" is the other
//! of two, "le territoire malien" is Mali.

use crate::{
    analysis::mention::NounEntry,
    model::{EntityRef, Mention},
};

use super::{discourse::Discourse, referent::Referent};

/// Kinds of label in `nouns.tsv` that name something by what it is to its owner.
const MEN: &str = "men";
const OTHER: &str = "other";
/// Of a noun for whoever holds the same office elsewhere.
pub(super) const PEER: &str = "peer";
const LAND: &str = "land";
/// Of a state, which is its country, or the department that a secretary of state heads.
const STATE: &str = "state";
/// Classes of bodies that have men.
const FORCES: [&str; 3] = ["ArmedGroup", "MilitaryForce", "InternationalOrganization"];

impl Discourse<'_> {
    /// What a description stands for by its relation to its owner, if its noun is one of relation.
    pub(super) fn related(&self, mention: &Mention, wanted: &[String], owners: &[EntityRef]) -> Option<EntityRef> {
        let entries = self.linker.nouns.get(&self.token(mention.sentence, mention.head).lemma);
        if let Some(entry) = entries.iter().find(|entry| entry.template == STATE) {
            return self.state(mention, entry, owners).filter(|state| self.linker.is_any(&state.class, wanted));
        }
        let owner = owners.first()?;
        let related = entries.iter().find_map(|entry| self.by_relation(mention, entry, owner))?;
        self.linker.is_any(&related.class, wanted).then_some(related)
    }

    fn by_relation(&self, mention: &Mention, entry: &NounEntry, owner: &EntityRef) -> Option<EntityRef> {
        let plural = self.token(mention.sentence, mention.head).feats.is("Number", "Plur");
        match &*entry.template {
            MEN if plural || &*entry.class == "MilitaryForce" => self.led_by(owner),
            OTHER if !plural => self.other_than(mention, owner),
            LAND if !plural => Some(owner.clone()).filter(|owner| owner.class == "Country"),
            _ => None,
        }
    }

    /// "Le chef de l'État malien" heads Mali; "le secrétaire d'État américain" a department, which the gazetteer knows.
    fn state(&self, mention: &Mention, entry: &NounEntry, owners: &[EntityRef]) -> Option<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        // "Un coup d'État" is nobody's.
        let title = token.head.and_then(|head| self.mention_at(mention.sentence, head));
        let titled = title.is_some_and(|title| title.classes.iter().any(|class| class == "Person"));
        if !titled && !self.is_definite(mention) {
            return None;
        }
        let country = owners.first().filter(|owner| owner.class == "Country").cloned();
        let focus = || {
            self.focus.country(mention.sentence).and_then(|key| self.linker.gazetteer.by_key(key)).map(|id| self.linker.entity_of(id, 0.7))
        };
        let country = country.or_else(|| self.owner_of_title(mention)).or_else(focus).filter(|_| !token.feats.is("Number", "Plur"))?;
        if self.is_definite(mention) {
            return Some(country);
        }
        let labels = self.template_labels(&entry.template, (token, self.agreement(mention)), &country, String::new());
        Some(labels.iter().find_map(|label| self.known_as(label, "GovernmentBody")).unwrap_or(country))
    }

    /// The force that somebody leads, or the owner where it is a force itself.
    fn led_by(&self, owner: &EntityRef) -> Option<EntityRef> {
        if FORCES.contains(&&*owner.class) {
            return Some(owner.clone());
        }
        let gazetteer = self.linker.gazetteer;
        let force = |key: &str| {
            let told = self.referents.iter().map(Referent::entity).find(|entity| entity.key == key).cloned();
            told.or_else(|| gazetteer.by_key(key).map(|id| self.linker.entity_of(id, 0.8)))
                .filter(|entity| FORCES.contains(&&*entity.class))
        };
        let held = self.offices.iter().filter(|office| office.holder.key == owner.key).flat_map(|office| &office.owners);
        let known = gazetteer.by_key(&owner.key).into_iter().flat_map(|id| gazetteer.record(id).roles()).map(|role| role.of);
        held.map(String::as_str).chain(known).find_map(force)
    }

    /// The other one of the owner's kind, whom the text told of last.
    fn other_than(&self, mention: &Mention, owner: &EntityRef) -> Option<EntityRef> {
        let other = |referent: &&Referent| {
            let entity = referent.entity();
            referent.entities.len() == 1 && referent.named && entity.class == owner.class && entity.key != owner.key
        };
        self.before(mention)
            .filter(other)
            .max_by_key(|referent| (referent.sentence, referent.part, referent.token))
            .map(|one| one.entity().clone())
    }
}
