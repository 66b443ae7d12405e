//! Heads of state and government: whom a title and a family name mean on the day of the document, and which country somebody heads whom a title
//! names without one.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Naming, discourse::Discourse, entity::folded, referent::Part};
use crate::{
    gazetteer::{Gazetteer, RecordId},
    model::{EntityRef, Mention, MentionForm, Upos},
};

const PERSON: &str = "Person";
const COUNTRY: &str = "Country";
/// Letters from which a part of a name tells somebody from others: articles and particles are shorter.
const TELLING: usize = 4;

/// Persons of the gazetteer who headed a state or a government, or of whom it knows a country and no office, by the parts of their names, folded.
#[derive(Debug, Default)]
pub(super) struct Leaders(FxHashMap<String, Vec<RecordId>>);

impl Leaders {
    pub fn of(gazetteer: &Gazetteer, naming: &Naming) -> Self {
        let mut leaders: FxHashMap<String, Vec<RecordId>> = FxHashMap::default();
        let national = |title: &str| naming.role(title).is_some_and(|row| naming.syntax.national.contains(row));
        for id in (0..gazetteer.len()).map(RecordId) {
            let record = gazetteer.record(id);
            let may_be = record.roles().next().is_none() && record.country().is_some() || record.roles().any(|role| national(role.title));
            if record.class() == PERSON && may_be {
                for part in folded(record.label()).split('-').filter(|part| part.len() >= TELLING) {
                    leaders.entry(part.to_owned()).or_default().push(id);
                }
            }
        }
        Self(leaders)
    }
}

impl Discourse<'_> {
    /// "Le président Musharraf": who bears a name that no row has and, on the day of the document, held the office of the title beside it. Nobody
    /// where several did.
    pub(super) fn leader(&self, mention: &Mention) -> Option<EntityRef> {
        let row = self.national_title(mention)?;
        let name = folded(&self.words(mention));
        let last = name.rsplit('-').next()?;
        let parts = || name.split('-').filter(|part| part.len() >= TELLING);
        let gazetteer = self.linker.gazetteer;
        let bears = |id: RecordId| {
            let label = folded(gazetteer.record(id).label());
            parts().all(|part| label.split('-').any(|own| own == part))
        };
        let held = |id: RecordId| {
            let record = gazetteer.record(id);
            let told = || record.country().is_some_and(|country| self.focus.tells_of(country, record.key()));
            let mut roles = record.roles().peekable();
            roles.peek().is_none() && told()
                || roles.any(|role| self.linker.naming.role(role.title) == Some(row) && self.is_within(role.start, role.end))
        };
        let mut fitting = self.linker.leaders().0.get(last)?.iter().copied().filter(|&id| bears(id) && held(id));
        let found = fitting.next().filter(|_| fitting.next().is_none())?;
        let mut leader = self.linker.entity_of(found, 0.85);
        Arc::make_mut(&mut leader).labels.push(self.words(mention));
        Some(leader)
    }

    /// The row of the office of a state that the title beside a name says.
    fn national_title(&self, mention: &Mention) -> Option<&str> {
        let head = self.token(mention.sentence, mention.head).head?;
        let title = self.mention_at(mention.sentence, head).filter(|title| title.form == MentionForm::Nominal)?;
        let row = self.linker.naming.office(&self.title(title))?;
        self.linker.naming.syntax.national.contains(row).then_some(row)
    }

    /// Whether the year of the document lies between two days, of which the last may be open.
    fn is_within(&self, start: &str, end: &str) -> bool {
        let Some(date) = self.date.map(|date| date.to_string()) else { return false };
        let year = |day: &str| day.get(..4).map(str::to_owned);
        let (Some(start), Some(now)) = (year(start), year(&date)) else { return false };
        start <= now && year(end).is_none_or(|end| now <= end)
    }

    /// The country that somebody holds office in whom a sentence names: as the gazetteer knows the person or the one whose officer he is, else that of
    /// the capital at the front of the sentence, else where the story takes place.
    pub fn country_of(&self, sentence: usize, person: &EntityRef) -> Option<EntityRef> {
        self.own_country(person)
            .or_else(|| self.country_of_superior(person))
            .or_else(|| self.country_at_front(sentence))
            .or_else(|| self.home_scene(sentence, person))
    }

    /// "Son vice-président, Moses Blah": the country of the person whose officer somebody is.
    fn country_of_superior(&self, person: &EntityRef) -> Option<EntityRef> {
        let held = self.offices.iter().filter(|office| office.holder.key == person.key).flat_map(|office| &office.owners);
        let gazetteer = self.linker.gazetteer;
        let superiors = held.filter_map(|key| gazetteer.by_key(key)).map(|id| gazetteer.record(id));
        let countries = superiors.filter(|record| record.class() == PERSON).filter_map(|record| record.country());
        countries.filter_map(|key| gazetteer.by_key(key)).map(|id| self.linker.entity_of(id, 0.7)).next()
    }

    /// "À Damas, le président …": the country whose capital opens a sentence, before a comma.
    fn country_at_front(&self, sentence: usize) -> Option<EntityRef> {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let first = self.analysis.mentions_of(sentence).first().filter(|first| first.form == MentionForm::Name)?;
        let at = self.linker.naming.syntax.addressee.contains(tokens[0].lemma.as_str());
        let comma = tokens.get(first.tokens.end).is_some_and(|next| next.form == ",");
        let city = self.entities(sentence, first.head, &["City".to_owned()]).into_iter().next();
        let capital = city.filter(|city| at && comma && first.tokens.start == 1 && self.linker.is_national_capital(city))?;
        self.own_country(&capital)
    }

    /// The country where the story takes place, if it is not one that the person acts upon or goes to in the very clause.
    fn home_scene(&self, sentence: usize, person: &EntityRef) -> Option<EntityRef> {
        let others = self.faced(sentence, person);
        let country = self.focus.country_with(sentence, |key| !others.iter().any(|other| other == key))?;
        self.linker.gazetteer.by_key(country).map(|id| self.linker.entity_of(id, 0.6))
    }

    /// Keys of the countries that are objects or goals of the verbs of which somebody is the subject.
    fn faced(&self, sentence: usize, person: &EntityRef) -> Vec<String> {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let here = || self.referents.iter().filter(|one| one.sentence == sentence && one.entities.len() == 1);
        let acts = here().filter(|one| one.entity().key == person.key && matches!(one.part, Part::Subject | Part::Undergoer));
        let verbs: Vec<usize> = acts.filter_map(|one| one.governor).collect();
        let verb_of = |token: usize| tokens[token].head.filter(|&verb| tokens[verb].upos == Upos::Verb);
        let leaves = |verb: usize| self.linker.naming.syntax.of_ones_own.contains(tokens[verb].lemma.as_str());
        let below = |verb: usize| verbs.iter().any(|&above| self.stands_under(sentence, verb, above));
        let faced = here().filter(|one| one.entity().class == COUNTRY && matches!(tokens[one.token].base_rel(), "obj" | "obl" | "iobj"));
        let faced = faced
            .filter(|one| verb_of(one.token).is_some_and(|verb| below(verb) && !(leaves(verb) && tokens[one.token].base_rel() == "obj")));
        faced.map(|one| one.entity().key.clone()).collect()
    }
}
