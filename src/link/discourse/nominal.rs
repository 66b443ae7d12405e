//! What descriptions stand for: something told of before, the holder of an office, or a thing of their own.

use super::Discourse;
use crate::{
    analysis::mention::NounEntry,
    link::{
        entity::folded,
        referent::Referent,
        relation::{MEN, PEER},
    },
    model::{EntityRef, Mention, MentionForm, Upos},
};

impl Discourse<'_> {
    /// What a description stands for: the name beside it, what it refers back to, the holder of its office, or a name made of its words.
    pub(super) fn described(&self, mention: &Mention, wanted: &[String], owner: Option<&EntityRef>) -> Vec<EntityRef> {
        if let Some(told) = self.told_outright(mention, wanted) {
            return told;
        }
        let entries = self.readings(mention, wanted);
        let Some(&entry) = entries.first().filter(|_| !self.is_nobody(mention)) else { return Vec::new() };
        if let Some(named) = self.named_with(mention, &entries) {
            return named;
        }
        let owners = self.owners_for(mention, entry, owner);
        if let Some(found) = self.found_by_owners(mention, entry, wanted, &owners) {
            return found;
        }
        if let Some(known) = self.city_by_size(mention, &entry.template, &owners).or_else(|| self.assailant(mention, wanted)) {
            return vec![known];
        }
        let found = self.referred(mention, &entries, &owners);
        found.or_else(|| self.made(mention, entry, wanted, &owners).map(|entity| vec![entity])).unwrap_or_default()
    }

    /// What a description stands for whatever its noun may mean; nothing, where that is of no wanted class.
    fn told_outright(&self, mention: &Mention, wanted: &[String]) -> Option<Vec<EntityRef>> {
        let is_wanted = |entity: &EntityRef| self.linker.is_any(&entity.class, wanted);
        if let Some(few) = self.few(mention, wanted) {
            return Some(few);
        }
        if let Some(whole) = self.longer_named(mention).filter(is_wanted) {
            return Some(vec![whole]);
        }
        // "Le militant Alexeï Navalny" is the person, whatever the role would like the noun to be.
        let person = self.person_beside(mention).or_else(|| self.person_told(mention))?;
        Some(Some(person).filter(is_wanted).into_iter().collect())
    }

    /// "M." without a name is nobody.
    fn is_nobody(&self, mention: &Mention) -> bool {
        self.linker.naming.syntax.honorific.contains(self.token(mention.sentence, mention.head).form.as_str())
            && !self.is_named_beside(mention)
            && self.whole_title(mention).is_none()
    }

    /// The places that a plural introduces, or the name beside a noun.
    fn named_with(&self, mention: &Mention, entries: &[&NounEntry]) -> Option<Vec<EntityRef>> {
        let places = self.places_below(mention, &entries.first()?.class);
        if places.len() > 1 {
            return Some(places);
        }
        let class = |entry: &NounEntry| [entry.class.to_string()];
        // "L'hôtel Amarula" is no Amarula, where nobody knows one.
        let called = |named: &EntityRef| named.ids.is_empty() && named.country.is_none() && self.is_called_by_name(mention);
        let named = entries.iter().find_map(|entry| self.beside(mention, &class(entry)));
        named.filter(|named| !called(named)).map(|named| vec![named])
    }

    /// Whose something is: `owner`, where the caller knows, else what the words tell.
    fn owners_for(&self, mention: &Mention, entry: &NounEntry, owner: Option<&EntityRef>) -> Vec<EntityRef> {
        // "Son homologue russe" is of Russia, whoever his peer is.
        let of_peer = entry.template == PEER && self.is_qualified_by_owner(mention);
        let mut owners = match owner.filter(|_| !of_peer && (entry.template != "facility" || !self.has_named_owner(mention))) {
            Some(owner) => vec![owner.clone()],
            None => self.owners_of_men(mention).unwrap_or_else(|| self.owners(mention)),
        };
        // "Un de ses frères": nobody is his own brother.
        owners.retain(|owner| folded(&owner.label) != folded(&self.token(mention.sentence, mention.head).form));
        if matches!(&*entry.template, "government" | "diplomacy" | "force" | "portfolio" | "intelligence" | "junta") {
            owners = owners.into_iter().map(|owner| self.state_of(owner, &entry.template)).collect();
        }
        owners
    }

    /// What whose it is makes of it: a capital, who stands in a relation to somebody, a realm, what each of several has.
    fn found_by_owners(&self, mention: &Mention, entry: &NounEntry, wanted: &[String], owners: &[EntityRef]) -> Option<Vec<EntityRef>> {
        if entry.template == "capital"
            && let Some(capital) = self.capital(mention, owners)
        {
            return Some(vec![capital]);
        }
        if let Some(found) = self.related(mention, wanted, owners).or_else(|| self.own_land(mention, entry, owners)) {
            return Some(vec![found]);
        }
        if matches!(&*entry.template, "state" | "nation") {
            return Some(Vec::new());
        }
        if entry.template == "realm" {
            return Some(self.realm(mention, owners).into_iter().collect());
        }
        // "La diplomatie européenne" is the Union.
        if entry.template == "diplomacy"
            && let Some(body) = owners.first().filter(|owner| self.linker.ontology.is_a(&owner.class, "Organization"))
        {
            return Some(vec![body.clone()]);
        }
        let several = self.are_of_several(mention, entry, owners);
        several.then(|| owners.iter().filter_map(|owner| self.made_of_one(mention, entry, wanted, owner)).collect())
    }

    /// "Son pays": that of whoever or whatever is no country.
    fn own_land(&self, mention: &Mention, entry: &NounEntry, owners: &[EntityRef]) -> Option<EntityRef> {
        let owned = &*entry.class == "Country" && self.possessive(mention.sentence, mention.head).is_some();
        let acts = |owner: &&EntityRef| self.linker.ontology.is_a(&owner.class, "Actor") && owner.class != "Country";
        self.country_of(mention.sentence, owners.first().filter(|_| owned).filter(acts)?)
    }

    /// "Le Front" behind "le Front Polisario", "l'Alliance": a noun written as a name and nothing more is the body whose name begins with it.
    pub(super) fn longer_named(&self, mention: &Mention) -> Option<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        let written = mention.head > 1
            && mention.tokens.len() == 1
            && token.form.starts_with(char::is_uppercase)
            && !token.feats.is("Number", "Plur");
        if !written || !self.is_bare_definite(mention) {
            return None;
        }
        let begins = |label: &str| {
            label.split_once(' ').is_some_and(|(first, _)| first.starts_with(char::is_uppercase) && folded(first) == folded(&token.form))
        };
        let is_body = |entity: &EntityRef| entity.class == "ArmedGroup" || self.linker.ontology.is_a(&entity.class, "Organization");
        let whole = |one: &&Referent| one.entities.len() == 1 && is_body(one.entity()) && begins(&one.entity().label);
        let place = (mention.sentence, mention.head);
        let known = self.referents.iter().rev().filter(|one| (one.sentence, one.token) < place).find(whole)?;
        self.refer(mention, known).into_iter().next()
    }

    /// "Les forces américaines et britanniques", "les casernes de Berat et de Kuçovë" are two: each country and each town has its own.
    fn are_of_several(&self, mention: &Mention, entry: &NounEntry, owners: &[EntityRef]) -> bool {
        let has_one = |owner: &EntityRef| match &*owner.class {
            "Country" => true,
            "City" => &*entry.class == "Facility",
            class => matches!(class, "ArmedGroup" | "Party") && matches!(&*entry.class, "ArmedGroup" | "MilitaryForce" | "Group"),
        };
        let plural = self.token(mention.sentence, mention.head).feats.is("Number", "Plur");
        plural && owners.len() > 1 && owners.iter().all(has_one) && self.possessive(mention.sentence, mention.head).is_none()
    }

    /// "X est un acteur né à Boston": a noun for a person that is said of somebody by name is that person.
    fn person_told(&self, mention: &Mention) -> Option<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let children = || (0..tokens.len()).filter(|&child| tokens[child].head == Some(mention.head));
        let person = self.linker.nouns.get(&tokens[mention.head].lemma).iter().any(|entry| entry.class == "Person");
        let copula = children().any(|child| tokens[child].base_rel() == "cop");
        let subject = children().find(|&child| tokens[child].rel == "nsubj" && tokens[child].upos == Upos::Propn);
        let named = subject.filter(|_| person && copula && !tokens[mention.head].feats.is("Number", "Plur"))?;
        self.entities(mention.sentence, named, &["Person".to_owned()]).into_iter().next()
    }

    /// "Les forces américaines et britanniques": behind a name that a country's adjective ends, those of the countries joined to it.
    pub(super) fn forces_of_others(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let last = mention.tokens.end - 1;
        let entry = self.readings(mention, wanted).into_iter().next().filter(|entry| entry.template == "force");
        let Some(entry) = entry.filter(|_| tokens[last].upos == Upos::Adj && last != mention.head) else { return Vec::new() };
        let others = self.conjuncts(mention.sentence, last).flat_map(|next| self.entities(mention.sentence, next, &["Country".to_owned()]));
        others.filter_map(|owner| self.made(mention, entry, wanted, &[owner])).collect()
    }

    /// The government of a person is that of the person's country, and the army of a capital is its country's.
    fn state_of(&self, owner: EntityRef, template: &str) -> EntityRef {
        let governs = owner.class == "Person" && template == "government" || self.linker.is_national_capital(&owner);
        let country = owner.country.as_deref().filter(|_| governs).and_then(|key| self.linker.gazetteer.by_key(key));
        country.map_or(owner, |id| self.linker.entity_of(id, 0.8))
    }

    /// The entries of a noun that are of a wanted class; one man is a person, several are a group, and "un soldat" is no army.
    fn readings(&self, mention: &Mention, wanted: &[String]) -> Vec<&NounEntry> {
        let sentence = &self.analysis.sentences[mention.sentence];
        let token = &sentence.tokens[mention.head];
        let entries = self.linker.nouns.get(&token.lemma);
        let mut fitting: Vec<&NounEntry> =
            entries.iter().filter(|entry| !entry.is_only_counted() && self.linker.is_any(&entry.class, wanted)).collect();
        match sentence.tells_of_one(mention.head) {
            true => fitting.sort_by_key(|entry| entry.template != NounEntry::ONE),
            false => fitting.retain(|entry| entry.template != NounEntry::ONE),
        }
        let single = token.feats.is("Number", "Sing");
        let likelier = if single { "Person" } else { "Group" };
        // "L'homme fort" is no force.
        if single && fitting.iter().any(|entry| &*entry.class == "Person") {
            fitting.retain(|entry| entry.template != MEN);
        }
        // "La garde" is a force, "des gardes" are people.
        if single && fitting.iter().any(|entry| &*entry.class == "MilitaryForce") {
            fitting.sort_by_key(|entry| &*entry.class == "Group");
        }
        if fitting.iter().all(|entry| matches!(&*entry.class, "Person" | "Group")) {
            fitting.sort_by_key(|entry| &*entry.class != likelier);
        }
        fitting
    }

    /// What a description refers back to, where nothing says whose it is.
    fn referred(&self, mention: &Mention, entries: &[&NounEntry], owners: &[EntityRef]) -> Option<Vec<EntityRef>> {
        if entries.first().is_some_and(|entry| matches!(&*entry.class, "Person" | "Group"))
            && self.token(mention.sentence, mention.head).feats.is("Number", "Plur")
        {
            let pair = self.is_counted(mention) && self.is_bare_definite(mention) && owners.is_empty();
            return if pair { self.several(mention, "Person") } else { None };
        }
        if entries.first().is_some_and(|entry| &*entry.class == "Person") {
            return self.holder_of(mention, owners).map(|holder| vec![holder]);
        }
        let classes: Vec<String> = entries.iter().filter(|entry| entry.anaphoric).map(|entry| entry.class.to_string()).collect();
        let first = classes.first()?;
        // "La capitale de leur région": nobody but a place has a region.
        let owned = owners.iter().any(|owner| !self.linker.ontology.is_a(&owner.class, "Place")) && first == "Region";
        let possessed = owned && self.possessive(mention.sentence, mention.head).is_some();
        // "Menacer le pays d'une guerre": what hangs on the noun of the country restricts it only as an adjective.
        let definite = possessed
            || self.is_bare_definite(mention)
            || first == "City" && self.is_at_the_place(mention)
            || first == "Country" && self.is_definite(mention) && !self.is_qualified(mention);
        if first == "Facility" {
            return self.facility(mention, owners).map(|known| vec![known]);
        }
        let bare =
            possessed || owners.is_empty() && !self.is_of_state(mention) && (definite || self.is_bare_but_for_adjectives(mention, first));
        if bare || self.is_demonstrative(mention) {
            return self.several(mention, first).or_else(|| self.anaphor(mention, &classes, None).map(|known| vec![known]));
        }
        // "Le mouvement palestinien": the one of that country that was named.
        let owner = owners.first().filter(|owner| owner.class == "Country" && self.is_bare_but_for_adjectives(mention, first))?;
        self.anaphor(mention, &classes, Some(&owner.key)).map(|known| vec![known])
    }

    /// What one of several owners has of what a plural tells; for who holds an office in a country, where nobody says who, the country.
    fn made_of_one(&self, mention: &Mention, entry: &NounEntry, wanted: &[String], owner: &EntityRef) -> Option<EntityRef> {
        if &*entry.class != "Person" {
            return self.made(mention, entry, wanted, std::slice::from_ref(owner));
        }
        let holder = self.holder_of(mention, std::slice::from_ref(owner));
        holder.or_else(|| Some(owner.clone()).filter(|owner| self.linker.is_any(&owner.class, wanted)))
    }

    /// The entity that a description makes a name for.
    fn made(&self, mention: &Mention, entry: &NounEntry, wanted: &[String], owners: &[EntityRef]) -> Option<EntityRef> {
        if entry.template == "portfolio" && !self.is_titled(mention) {
            return None;
        }
        // Fighters of a movement and soldiers of an alliance are the movement and the alliance.
        let armed = matches!(&*entry.class, "MilitaryForce" | "ArmedGroup");
        let acts = |owner: &&EntityRef| !wanted.is_empty() && self.linker.is_any(&owner.class, wanted);
        let whole = |owner: &&EntityRef| {
            let unknown = owner.ids.is_empty() && owner.country.is_none() && matches!(&*owner.class, "Organization" | "Party");
            unknown || matches!(&*owner.class, "ArmedGroup" | "InternationalOrganization" | "Party")
        };
        if let Some(owner) = owners.first().filter(|owner| armed && acts(owner) && whole(owner)) {
            return Some(owner.clone());
        }
        let entity = self.composed(mention, &entry.class, &entry.template, owners.first());
        // "des troupes", "le ministère" of nobody knows whom say nothing about anybody.
        let nobody = entity.country.is_none() && entity.ids.is_empty() && !entity.label.contains(' ');
        let some = self.is_counted(mention) || self.are_persons(mention);
        if nobody && &*entry.class == "MilitaryForce" && some && self.linker.is_any("Group", wanted) {
            return Some(self.linker.entity_named("Group", entity.label.clone(), Vec::new(), None));
        }
        (!nobody || !matches!(&*entry.class, "MilitaryForce" | "GovernmentBody" | "Government")).then_some(entity)
    }

    /// Whether a plural tells of persons ("des soldats"): of what one would be a person ("des troupes" are nobody in particular).
    pub(in crate::link) fn are_persons(&self, mention: &Mention) -> bool {
        let token = self.token(mention.sentence, mention.head);
        let persons = self.linker.nouns.get(&token.lemma).iter().any(|entry| entry.class == "Person");
        persons && token.feats.is("Number", "Plur")
    }

    /// Whether a number says how many there are ("quatre policiers").
    pub(in crate::link) fn is_counted(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        tokens.iter().any(|token| token.head == Some(mention.head) && token.base_rel() == "nummod")
    }

    /// Whether a noun of a department is written as its name, or says what somebody is in charge of.
    fn is_titled(&self, mention: &Mention) -> bool {
        let token = &self.analysis.sentences[mention.sentence].tokens[mention.head];
        let title = token.head.and_then(|head| self.mention_at(mention.sentence, head));
        let charge = self.case(mention.sentence, mention.head).is_some_and(|case| self.linker.naming.syntax.charge.contains(case));
        token.form.starts_with(char::is_uppercase)
            || charge && title.is_some_and(|title| title.classes.iter().any(|class| class == "Person"))
    }

    /// The person whose name stands beside a singular noun for people.
    fn person_beside(&self, mention: &Mention) -> Option<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        let mut entries = self.linker.nouns.get(&token.lemma).iter();
        let people = entries.any(|entry| matches!(&*entry.class, "Person" | "Group"));
        let collective = self.linker.naming.syntax.collective.contains(token.lemma.as_str());
        let one = people && !collective && !token.feats.is("Number", "Plur");
        self.beside(mention, &["Person".to_owned()]).filter(|_| one)
    }

    /// "Les régions de Donetsk et de Louhansk": the places that a plural noun introduces.
    fn places_below(&self, mention: &Mention, class: &str) -> Vec<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        if !matches!(class, "Region" | "City") || !tokens[mention.head].feats.is("Number", "Plur") {
            return Vec::new();
        }
        let children = |node: usize, rel: &'static str| {
            (0..tokens.len()).filter(move |&other| tokens[other].head == Some(node) && tokens[other].base_rel() == rel)
        };
        let names = children(mention.head, "nmod").flat_map(|name| std::iter::once(name).chain(children(name, "conj")));
        let named = names.filter(|&name| self.mention_at(mention.sentence, name).is_some_and(|one| one.form == MentionForm::Name));
        named.flat_map(|name| self.entities(mention.sentence, name, &[class.to_owned()])).collect()
    }

    /// "Sa base de Kidal": whether a place names a facility that somebody has.
    fn has_named_owner(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let complement = |&other: &usize| tokens[other].head == Some(mention.head) && tokens[other].base_rel() == "nmod";
        let place = |other: usize| {
            let name = self.mention_at(mention.sentence, other).filter(|name| name.form == MentionForm::Name);
            name.is_some_and(|name| name.classes.first().is_some_and(|class| self.linker.ontology.is_a(class, "Place")))
        };
        (0..tokens.len()).filter(complement).any(place)
    }
}
