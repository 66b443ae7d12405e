//! Places that a description names by their kind: "la base" is the one that was told of, "le royaume" the kingdom of the story.

use rustc_hash::FxHashMap;

use super::{
    discourse::Discourse,
    referent::{Part, Referent},
};
use crate::{
    analysis::mention::NounEntry,
    gazetteer::{Gazetteer, RecordId},
    model::{EntityRef, Mention, Token},
};

const FACILITY: &str = "Facility";
const COUNTRY: &str = "Country";
/// Sentences back to an attack that assailants are told of.
const NEAR: usize = 3;
/// Of nouns for a town.
const CITY: &str = "city";

/// Inhabitants of the towns of each country, the largest first.
#[derive(Debug, Default)]
pub(super) struct Sizes(FxHashMap<String, Vec<u64>>);

impl Sizes {
    pub fn of(gazetteer: &Gazetteer) -> Self {
        let mut sizes: FxHashMap<String, Vec<u64>> = FxHashMap::default();
        for record in (0..gazetteer.len()).map(|id| gazetteer.record(RecordId(id))).filter(|record| record.class() == "City") {
            if let (Some(country), Some(population)) = (record.country(), record.population()) {
                sizes.entry(country.to_owned()).or_default().push(population);
            }
        }
        sizes.values_mut().for_each(|towns| towns.sort_unstable_by(|one, other| other.cmp(one)));
        Self(sizes)
    }

    /// How many towns of a country are larger than one.
    fn larger(&self, country: &str, population: u64) -> Option<usize> {
        Some(self.0.get(country)?.partition_point(|&other| other > population))
    }
}

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

    /// "La deuxième ville d'Irak": the town of about that size whom the text named before. Counts of inhabitants are not sure enough to tell the next.
    pub(super) fn city_by_size(&self, mention: &Mention, template: &str, owners: &[EntityRef]) -> Option<EntityRef> {
        let country = owners.first().filter(|owner| owner.class == COUNTRY && template == CITY)?;
        let rank = self.rank(mention)?;
        let near = |entity: &EntityRef| {
            let population = self.linker.gazetteer.by_key(&entity.key).and_then(|id| self.linker.gazetteer.record(id).population());
            let larger = population.and_then(|population| self.linker.sizes().larger(&country.key, population));
            larger.is_some_and(|larger| (larger + 1).abs_diff(rank) <= 1)
        };
        let fits = |one: &&Referent| {
            let entity = one.entity();
            // A capital that is not the largest town is called the capital.
            let second = rank == 1 || !self.linker.is_national_capital(entity);
            second && one.entities.len() == 1 && entity.class == "City" && entity.country.as_ref() == Some(&country.key) && near(entity)
        };
        let known = self.before(mention).filter(fits).max_by_key(|one| (one.sentence, one.token))?;
        self.refer(mention, known).into_iter().next()
    }

    /// Which one of its kind by size an adjective says ("deuxième", "la plus grande").
    fn rank(&self, mention: &Mention) -> Option<usize> {
        let syntax = &self.linker.naming.syntax;
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let child = |node: usize| tokens.iter().enumerate().filter(move |(_, token)| token.head == Some(node));
        let most = |place: usize| child(place).any(|(_, adverb)| syntax.superlative.contains(adverb.lemma.as_str()));
        let of = |(place, token): (usize, &Token)| match syntax.rank.get(token.lemma.as_str()) {
            Some(&rank) => Some(rank),
            None => (syntax.empty.contains(token.lemma.as_str()) && most(place)).then_some(1),
        };
        child(mention.head).filter(|(_, token)| token.base_rel() == "amod").find_map(of).filter(|_| self.is_definite(mention))
    }

    /// "Les assaillants": those who did the deed in the sentences before.
    pub(super) fn assailant(&self, mention: &Mention, wanted: &[String]) -> Option<EntityRef> {
        let syntax = &self.linker.naming.syntax;
        let word = self.token(mention.sentence, mention.head);
        if !syntax.assailant.contains(word.lemma.as_str()) || !self.is_bare_definite(mention) {
            return None;
        }
        let plural = word.feats.is("Number", "Plur");
        // "Une attaque menée par un millier de rebelles": who does it may be counted by a noun.
        let counted = |one: &Referent| {
            let above = one.governor.filter(|_| one.part == Part::Inner)?;
            let quantity = self.linker.nouns.get(&self.token(one.sentence, above).lemma).iter().any(NounEntry::is_quantity);
            self.token(one.sentence, above).head.filter(|_| quantity && self.acts(one.sentence, above))
        };
        let doing = |one: &Referent| one.governor.filter(|_| matches!(one.part, Part::Subject | Part::Agent)).or_else(|| counted(one));
        let assaults =
            |one: &Referent| doing(one).is_some_and(|deed| syntax.assault.contains(self.token(one.sentence, deed).lemma.as_str()));
        let may = |one: &&Referent| {
            let entity = one.entity();
            let of_kind = matches!(&*entity.class, "ArmedGroup" | "Group" | "Person" | "Party" | "Organization");
            let number = entity.class == "ArmedGroup" && plural || one.plural.is_none_or(|own| own == plural);
            of_kind
                && number
                && one.entities.len() == 1
                && one.sentence + NEAR >= mention.sentence
                && self.linker.is_any(&entity.class, wanted)
        };
        let told = self.before(mention).filter(may).filter(|one| assaults(one) && !self.acts_above(mention, one));
        let known = told.max_by_key(|one| (one.sentence, one.part, one.token))?;
        self.refer(mention, known).into_iter().next()
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
