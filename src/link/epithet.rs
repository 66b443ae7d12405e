//! Persons called by something else than their name or an office that the document gave them: "le diplomate", "l'ancien prêtre",
//! "le président géorgien".

use super::{
    discourse::Discourse,
    referent::{Part, Referent},
};
use crate::{
    gazetteer::Role,
    model::{EntityRef, Mention, MentionForm},
};

const PERSON: &str = "Person";
const COUNTRY: &str = "Country";
/// Sentences back that somebody may stand who is called by an epithet.
const NEAR: usize = 2;
/// The same, where the epithet is an office that somebody held.
const FAR: usize = 4;
/// What each sentence of distance costs, in proportion to the parts of a sentence.
const SENTENCE: usize = 3;

impl Discourse<'_> {
    /// Who holds an office by the gazetteer among those whom the document names before the description, or behind it.
    pub(super) fn official(&self, mention: &Mention, title: &str, owners: &[EntityRef], before: bool) -> Option<EntityRef> {
        let row = self.linker.naming.office(title);
        let national = row.is_some_and(|row| self.linker.naming.syntax.national.contains(row));
        // "Le premier ministre" is that of the country of the story.
        let own = || self.scene(mention.sentence, None).filter(|_| national && owners.is_empty());
        let owner = &owners.first().cloned().or_else(own)?;
        // "Le chef du gouvernement malien" heads it for his country.
        let owner = &self.own_country(owner).filter(|_| owner.class == "Government").unwrap_or_else(|| owner.clone());
        let former = self.is_former(mention);
        let holds = |person: &EntityRef| {
            let gazetteer = self.linker.gazetteer;
            let roles = gazetteer.by_key(&person.key).into_iter().flat_map(|id| gazetteer.record(id).roles());
            let mut own = roles.filter(|role| self.is_role_in(role, owner) && self.is_of_time(role, former));
            own.any(|role| owner.class != COUNTRY || row.is_some() && self.linker.naming.role(role.title) == row)
        };
        let place = (mention.sentence, mention.head);
        // "La chancelière" is not the prime minister of the country of the story.
        let agrees = |one: &Referent| !self.agreement(mention).feminine || one.feminine != Some(false);
        let fits = |one: &&Referent| self.is_one_person(one) && agrees(one) && holds(one.entity()) && !self.acts_above(mention, one);
        let found = match before {
            true => self.referents.iter().rev().filter(|referent| (referent.sentence, referent.token) < place).find(fits),
            false => self.referents.iter().filter(|referent| (referent.sentence, referent.token) > place).find(fits),
        };
        found.and_then(|referent| self.refer(mention, referent).into_iter().next())
    }

    /// Whether an office is one of a body or a country, by its key or by the English name that ends its title.
    fn is_role_in(&self, role: &Role<'_>, owner: &EntityRef) -> bool {
        let english = || {
            let record = self.linker.gazetteer.by_key(&owner.key).map(|id| self.linker.gazetteer.record(id));
            record.and_then(|record| record.english())
        };
        role.of == owner.key || role.of.is_empty() && english().is_some_and(|name| role.title.ends_with(name))
    }

    /// Whether an office was not yet given up on the day of the document, or was, if it is told as held before: the gazetteer often knows only the
    /// last term of somebody, so that a beginning says nothing.
    pub(super) fn is_of_time(&self, role: &Role<'_>, former: bool) -> bool {
        let Some(date) = self.date.map(|date| date.to_string()) else { return !former };
        // ISO dates compare as text, as far as both are known.
        let known = role.end.len().min(date.len());
        former == (!role.end.is_empty() && role.end.get(..known) < date.get(..known))
    }

    /// Whom a definite description stands for that may be said of anybody: who was told of just before and is not known to be something else.
    pub(super) fn epithet(&self, mention: &Mention, title: &str, owners: &[EntityRef]) -> Option<EntityRef> {
        let word = self.token(mention.sentence, mention.head);
        let calls = self.is_one_of_people(mention) || self.is_epithet(mention);
        if !calls || !self.is_definite(mention) {
            return None;
        }
        if self.is_restricted(mention) {
            return self.employed(mention);
        }
        let feminine = word.feats.get("Gender").map(|gender| gender == "Fem");
        // Who is called by an office that he held once is somebody the text has told of for long.
        let reach = if self.is_former(mention) && self.linker.naming.office(title).is_some() { FAR } else { NEAR };
        let fits = |referent: &&Referent| {
            let beside = self.acts_above(mention, referent);
            let agrees = feminine.is_none() || referent.feminine.is_none() || feminine == referent.feminine;
            // Of somebody unknown only the part that he plays says that he is meant.
            let unknown = !owners.is_empty() && referent.entity().country.is_none();
            let agrees = agrees && (!unknown || referent.part >= Part::Object || referent.part > Part::Inner && self.is_alone(referent));
            let near = referent.sentence + reach >= mention.sentence && (referent.sentence < mention.sentence || !beside);
            near && agrees && self.is_one_person(referent) && self.may_be_called(referent.entity(), title, owners)
        };
        let own = |person: &EntityRef| owners.first().is_some_and(|owner| person.country.as_deref() == Some(owner.key.as_str()));
        let weight = |referent: &&Referent| {
            let back = mention.sentence - referent.sentence;
            (own(referent.entity()), referent.part as usize + SENTENCE * (reach - back), referent.token)
        };
        let known = self.before(mention).filter(fits).max_by_key(weight)?;
        self.refer(mention, known).into_iter().next()
    }

    /// "L'homme fort de Benghazi", "le dirigeant géorgien": the last person of the country whom the text told of, where a title says no more than that
    /// somebody heads a place.
    pub(super) fn master(&self, mention: &Mention, title: &str, owners: &[EntityRef]) -> Option<EntityRef> {
        let owner = owners.first().filter(|owner| self.linker.ontology.is_a(&owner.class, "Place"))?;
        let country = if owner.class == COUNTRY { Some(&owner.key) } else { owner.country.as_ref() }?;
        let heads = self.linker.naming.syntax.head.contains(title) && self.is_definite(mention);
        let fits = |referent: &&Referent| {
            let person = referent.entity();
            let near = referent.sentence + FAR >= mention.sentence && !self.acts_above(mention, referent);
            near && self.is_one_person(referent) && person.country.as_ref() == Some(country)
        };
        let known = self.before(mention).filter(|_| heads).filter(fits).max_by_key(|one| (one.sentence, one.part, one.token))?;
        self.refer(mention, known).into_iter().next()
    }

    /// "Le journaliste de Radio Untel, détenu depuis mai, …", at the head of a sentence: the one person whom the sentence before names, where
    /// no office of his is told.
    fn employed(&self, mention: &Mention) -> Option<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let first = self.analysis.mentions_of(mention.sentence).first().is_some_and(|first| first.head == mention.head);
        let body = |child: usize| {
            let named = self.mention_at(mention.sentence, child).filter(|name| name.form == MentionForm::Name);
            named.is_some_and(|name| name.classes.iter().all(|class| !self.linker.ontology.is_a(class, "Place") && class != PERSON))
        };
        let complements = (0..tokens.len()).filter(|&child| tokens[child].head == Some(mention.head) && tokens[child].base_rel() == "nmod");
        let employer = complements.clone().count() == 1 && complements.clone().all(body);
        let here = |one: &&Referent| one.sentence + 1 == mention.sentence && self.is_one_person(one);
        let known = self.before(mention).filter(here).max_by_key(|one| one.token).filter(|_| first && employer)?;
        let held = self.offices.iter().any(|office| office.holder.key == known.entity().key);
        self.refer(mention, known).into_iter().next().filter(|_| !held && self.is_alone(known))
    }

    /// "Le Britannique": a people's name in the singular is one of the people, whom the text told of.
    pub(super) fn is_one_of_people(&self, mention: &Mention) -> bool {
        let word = self.token(mention.sentence, mention.head);
        mention.form == MentionForm::Demonym && word.feats.is("Number", "Sing") && self.is_definite(mention)
    }

    /// Whether a noun may call somebody whom the text named: one for a person, or for people of whom it told none by that noun before.
    fn is_epithet(&self, mention: &Mention) -> bool {
        let lemma = &self.token(mention.sentence, mention.head).lemma;
        let entries = self.linker.nouns.get(lemma);
        let of = |class: &str| entries.iter().find(|entry| &*entry.class == class);
        let told = || self.before(mention).any(|one| !one.named && self.token(one.sentence, one.token).lemma == *lemma);
        let collective = || self.linker.naming.syntax.collective.contains(lemma.as_str());
        let title = of(PERSON).is_some_and(|entry| entry.anaphoric);
        title || of(PERSON).is_none() && of("Group").is_some() && !collective() && !told()
    }

    /// Whether somebody plays a part in the very clause that a description stands in: "X a vu le ministre" tells of two.
    pub(super) fn acts_above(&self, mention: &Mention, referent: &Referent) -> bool {
        let here = referent.sentence == mention.sentence && referent.part > Part::Inner;
        // "X est mort : le chef du parti a été tué" tells twice of one.
        let governor = referent.governor.filter(|_| here && !self.is_told_anew(mention, referent));
        governor.is_some_and(|governor| self.stands_under(mention.sentence, mention.head, governor))
    }

    /// Whether a colon or a semicolon stands between a referent and a later description.
    fn is_told_anew(&self, mention: &Mention, referent: &Referent) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let between = tokens.get(referent.token..mention.head).unwrap_or_default();
        between.iter().any(|token| matches!(&*token.form, ":" | ";"))
    }

    /// Whether nobody else is named in the sentence of a referent.
    fn is_alone(&self, referent: &Referent) -> bool {
        let other =
            |one: &&Referent| one.sentence == referent.sentence && self.is_one_person(one) && one.entity().key != referent.entity().key;
        !self.referents.iter().any(|one| other(&one))
    }

    fn is_one_person(&self, referent: &Referent) -> bool {
        referent.named && referent.entities.len() == 1 && referent.entity().class == PERSON
    }

    /// Whether nothing that is known of somebody speaks against a title.
    fn may_be_called(&self, person: &EntityRef, title: &str, owners: &[EntityRef]) -> bool {
        let naming = &self.linker.naming;
        let gazetteer = self.linker.gazetteer;
        let held = || self.offices.iter().filter(|office| office.holder.key == person.key);
        let roles = || gazetteer.by_key(&person.key).into_iter().flat_map(|id| gazetteer.record(id).roles());
        if let Some(owner) = owners.first() {
            let country = if owner.class == COUNTRY { Some(owner.key.as_str()) } else { owner.country.as_deref() };
            let of_state = matches!(&*owner.class, COUNTRY | "Government" | "GovernmentBody" | "MilitaryForce");
            let Some(country) = country.filter(|_| of_state) else { return false };
            let own = person.country.as_deref();
            let elsewhere = own.is_some_and(|own| own != country) || held().any(|office| office.is_of_another(country));
            if elsewhere && !roles().any(|role| role.of == country) {
                return false;
            }
        }
        if held().any(|office| naming.are_other_crowns(title, office.title())) {
            return false;
        }
        let Some(row) = naming.office(title) else { return true };
        let roles = roles().filter(|role| !role.title.is_empty());
        let mut known = held()
            .map(|office| naming.office(office.title()).filter(|_| !office.is_of_body()))
            .chain(roles.map(|role| naming.role(role.title)))
            .peekable();
        known.peek().is_none() || known.any(|own| own == Some(row))
    }

    /// Whether more than adjectives restricts a description of a person: a complement that is a phrase of its own, a clause, an ordinal.
    fn is_restricted(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let is_phrase = |child: usize| tokens.iter().any(|token| token.head == Some(child) && token.base_rel() == "det");
        let named = |child: usize| self.mention_at(mention.sentence, child).is_some_and(|other| other.form == MentionForm::Name);
        let children = (0..tokens.len()).filter(|&child| tokens[child].head == Some(mention.head));
        let office = self.linker.naming.office(&self.title(mention)).is_some();
        children.into_iter().any(|child| match tokens[child].base_rel() {
            "nmod" => !office && (is_phrase(child) || named(child)),
            "acl" if self.linker.naming.syntax.fate.contains(tokens[child].lemma.as_str()) => false,
            "acl" | "appos" => child <= mention.head + 1 || !self.stands_aside(mention, child),
            "amod" => !office && tokens[child].feats.is("NumType", "Ord"),
            "nummod" | "conj" => true,
            _ => false,
        })
    }

    /// Whether an office is one that its holder held once.
    pub(super) fn is_former(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let former = &self.linker.naming.syntax.former;
        let prefixed = || self.linker.naming.once(&tokens[mention.head].lemma).is_some();
        prefixed() || tokens.iter().any(|token| token.head == Some(mention.head) && former.contains(token.lemma.as_str()))
    }

    /// Looks again at descriptions of persons who were named only later.
    pub(super) fn settle(&mut self) {
        self.forget();
        for index in 0..self.referents.len() {
            let referent = &self.referents[index];
            let open = !referent.named && referent.entities.len() == 1 && referent.entity().class == PERSON;
            let Some(mention) = self.index_at(referent.sentence, referent.token).filter(|_| open && referent.part > Part::Inner) else {
                continue;
            };
            let found = self.resolve(mention, &[PERSON.to_owned()], None);
            if let [person] = found.as_slice()
                && person.key != self.referents[index].entity().key
            {
                self.referents[index].named = true;
                self.referents[index].entities = found;
            }
        }
        self.forget();
    }
}
