//! "Les deux pays", "les deux hommes", "les trois dirigeants": a few that were told of before, joined by words or only by the story.

use super::{
    discourse::Discourse,
    referent::{Part, Referent},
};
use crate::{
    analysis::mention::NounEntry,
    model::{EntityRef, Mention},
};

const PERSON: &str = "Person";
const COUNTRY: &str = "Country";
const FORCE: &str = "MilitaryForce";
/// Sentences back to which the members of a few may stand apart.
const NEAR: usize = 3;
/// Classes of sides of a conflict.
const SIDES: [&str; 6] = [COUNTRY, "ArmedGroup", FORCE, "Government", "Party", "Organization"];

impl Discourse<'_> {
    /// What a counted definite description of a few stands for: a coordination of its kind, else just as many that the sentences before it name.
    pub(super) fn few(&self, mention: &Mention, wanted: &[String]) -> Option<Vec<EntityRef>> {
        let count = self.count_of_few(mention)?;
        let classes = self.classes_of_few(mention)?;
        let is_one = |entity: &EntityRef| classes.iter().any(|class| self.linker.ontology.is_a(&entity.class, class));
        let fits = |entities: &[EntityRef]| entities.iter().all(|entity| self.linker.is_any(&entity.class, wanted));
        // "X et Y ont demandé aux deux hommes": two others.
        let other = |one: &&Referent| !self.acts_above(mention, one);
        let joined = self.before(mention).filter(|one| one.entities.len() == count && one.entities.iter().all(is_one)).filter(other);
        let joined = joined.max_by_key(|one| (one.sentence, one.token)).map(|one| self.refer(mention, one));
        let armies = classes == [FORCE];
        let nations = || self.apart(mention, count, |entity| self.nation(entity)).filter(|_| armies || classes.contains(&COUNTRY));
        let states = || {
            self.apart(mention, count, |entity| (entity.class == COUNTRY).then(|| entity.clone())).filter(|_| classes.contains(&COUNTRY))
        };
        let apart = || self.apart(mention, count, |entity| is_one(entity).then(|| entity.clone()));
        let found = joined.or_else(states).or_else(apart).or_else(nations)?;
        let own = |one: EntityRef| if armies && one.class == COUNTRY { self.army_of(one) } else { one };
        Some(found.into_iter().map(own).collect()).filter(|found: &Vec<EntityRef>| fits(found))
    }

    /// The number of a definite description that nothing restricts.
    fn count_of_few(&self, mention: &Mention) -> Option<usize> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let number = tokens.iter().find(|token| token.head == Some(mention.head) && token.base_rel() == "nummod")?;
        let restricted = tokens.iter().any(|token| token.head == Some(mention.head) && matches!(token.base_rel(), "nmod" | "acl"));
        self.linker.naming.syntax.few.get(number.lemma.as_str()).copied().filter(|_| self.is_definite(mention) && !restricted)
    }

    /// Classes of those that a noun counts, if it is a noun of persons, sides or countries.
    fn classes_of_few(&self, mention: &Mention) -> Option<Vec<&'static str>> {
        let entries = self.linker.nouns.get(&self.token(mention.sentence, mention.head).lemma);
        let is = |template: &str| entries.iter().any(|entry| &*entry.template == template);
        let first = entries.first()?;
        match &*first.class {
            _ if is(NounEntry::SIDE) => Some(SIDES.to_vec()),
            _ if is(NounEntry::FEW) => Some(vec![PERSON]),
            COUNTRY => Some(vec![COUNTRY]),
            FORCE if first.template == "force" => Some(vec![FORCE]),
            "City" if first.template == "city" => Some(vec!["City"]),
            "Organization" | "ArmedGroup" | "Party" => Some(vec!["Organization"]),
            _ => None,
        }
    }

    /// As many different ones as are counted, each named by itself in the last sentences: in the last one, else in the last ones together.
    fn apart(&self, mention: &Mention, count: usize, as_one: impl Fn(&EntityRef) -> Option<EntityRef>) -> Option<Vec<EntityRef>> {
        let mut found: Vec<(&Referent, EntityRef)> = Vec::new();
        let lemma = &self.token(mention.sentence, mention.head).lemma;
        let as_side = self.linker.nouns.get(lemma).iter().any(|entry| entry.template == NounEntry::SIDE);
        for sentence in (mention.sentence.saturating_sub(NEAR)..=mention.sentence).rev() {
            let own = |one: &Referent| one.part == Part::Subject && self.acts_above(mention, one);
            let told = |one: &&Referent| one.sentence == sentence && one.entities.len() == 1 && one.named && !own(one);
            // Where something happens is none of those who fight there.
            let scene = |one: &&Referent| as_side && one.located && one.entity().class == COUNTRY;
            let here = self.before(mention).filter(told).filter(|one| !scene(one));
            for (referent, one) in here.filter_map(|referent| Some((referent, as_one(referent.entity())?))) {
                match found.iter_mut().find(|(_, known)| known.key == one.key) {
                    Some(known) => known.0 = if known.0.part < referent.part { referent } else { known.0 },
                    None => found.push((referent, one)),
                }
            }
            if found.len() >= count {
                break;
            }
        }
        // Who is only mentioned in passing is none of them.
        if found.len() > count {
            found.retain(|(referent, _)| referent.part > Part::Inner);
        }
        found.sort_by_key(|(referent, _)| (referent.sentence, referent.token));
        (found.len() == count).then(|| found.into_iter().map(|(_, one)| one).collect())
    }

    /// The country that somebody or something speaks for: its own, or that of a person, a government, a capital.
    fn nation(&self, entity: &EntityRef) -> Option<EntityRef> {
        match &*entity.class {
            COUNTRY => Some(entity.clone()),
            PERSON | FORCE | "Government" | "GovernmentBody" => self.own_country(entity),
            "City" if self.linker.is_national_capital(entity) => self.own_country(entity),
            _ => None,
        }
    }

    /// The armed forces of a country.
    pub(super) fn army_of(&self, country: EntityRef) -> EntityRef {
        let labels = self.labels_of("force", &country);
        labels.iter().find_map(|label| self.known_as(label, FORCE)).unwrap_or(country)
    }
}
