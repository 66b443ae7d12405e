//! Descriptions that name somebody by what they are to somebody else: "ses hommes" are the force that he leads, "son rival" is the other
//! of two, "le territoire malien" is Mali.

use crate::{
    analysis::mention::NounEntry,
    model::{EntityRef, Mention, MentionForm},
};

use super::{discourse::Discourse, referent::Referent};

/// Kinds of label in `nouns.tsv` that name something by what it is to its owner.
pub(super) const MEN: &str = "men";
const OTHER: &str = "other";
/// Of a noun for whoever holds the same office elsewhere.
pub(super) const PEER: &str = "peer";
const LAND: &str = "land";
/// Of a noun for an ally or a neighbour, which is a country where an adjective says which one ("leur allié saoudien").
const NATION: &str = "nation";
/// Of a state, which is its country, or the department that a secretary of state heads.
const STATE: &str = "state";
/// Classes of bodies that have men.
const FORCES: [&str; 3] = ["ArmedGroup", "MilitaryForce", "InternationalOrganization"];

/// Offices whose holders command the armed forces of their country.
const COMMANDING: [&str; 5] = ["state", "government", "monarchy", "defence", "army"];

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
            MEN if plural || &*entry.class == "MilitaryForce" => {
                self.led_by(owner).or_else(|| self.army_led_by(owner).filter(|_| &*entry.class == "MilitaryForce"))
            }
            // "Son voisin russe" is the neighbour that is said, not the other one of two.
            OTHER if !(plural || owner.class == "Country" && self.is_qualified_by_owner(mention)) => self.other_than(mention, owner),
            // "Son homologue", of nobody knows which country: the other one.
            PEER if !plural && !self.is_qualified_by_owner(mention) => self.other_than(mention, owner),
            NATION if !plural => Some(owner.clone()).filter(|owner| owner.class == "Country" && self.is_qualified_by_owner(mention)),
            LAND if !plural => Some(owner.clone()).filter(|owner| owner.class == "Country"),
            _ => None,
        }
    }

    /// "Le chef de l'État malien" heads Mali; "le secrétaire d'État américain" a department, which the gazetteer knows.
    fn state(&self, mention: &Mention, entry: &NounEntry, owners: &[EntityRef]) -> Option<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        if let Some(state) = self.state_shown(mention) {
            return Some(state);
        }
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
        let focus = || focus().filter(|_| self.is_definite(mention));
        let country = country.or_else(|| self.owner_of_title(mention)).or_else(focus).filter(|_| !token.feats.is("Number", "Plur"))?;
        if self.is_definite(mention) {
            return Some(country);
        }
        let labels = self.template_labels(&entry.template, (token, self.agreement(mention)), &country, String::new());
        Some(labels.iter().find_map(|label| self.known_as(label, "GovernmentBody")).unwrap_or(country))
    }

    /// "Cet État du sud": the country, or the state of a federation, that was told of last and does not act upon it.
    fn state_shown(&self, mention: &Mention) -> Option<EntityRef> {
        let place = |one: &&Referent| one.named && one.entities.len() == 1 && matches!(&*one.entity().class, "Country" | "Region");
        let shown = self.is_demonstrative(mention) && !self.token(mention.sentence, mention.head).feats.is("Number", "Plur");
        let told = self.before(mention).filter(|one| shown && !self.acts_above(mention, one)).filter(place);
        let last = told.max_by_key(|one| (one.sentence, one.token))?;
        self.refer(mention, last).into_iter().next()
    }

    /// Whether an adjective says whose a description is.
    pub(super) fn is_qualified_by_owner(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let adjective = |child: usize| self.mention_at(mention.sentence, child).is_some_and(|other| other.form == MentionForm::Adjective);
        (0..tokens.len()).any(|child| tokens[child].head == Some(mention.head) && tokens[child].base_rel() == "amod" && adjective(child))
    }

    /// "Le ministère a dit que la garde avait tenu et perdu dix de ses hommes": who has men is a force, a country or whoever leads one, where what
    /// the possessive stands for at first has none.
    pub(super) fn owners_of_men(&self, mention: &Mention) -> Option<Vec<EntityRef>> {
        let entries = self.linker.nouns.get(&self.token(mention.sentence, mention.head).lemma);
        let determiner = self.possessive(mention.sentence, mention.head).filter(|_| entries.iter().any(|entry| entry.template == MEN))?;
        let may_have = |class: &str| FORCES.contains(&class) || matches!(class, "Country" | "Person" | "Party" | "Government");
        let first = self.possessors(mention.sentence, mention.head);
        if first.first().is_none_or(|owner| may_have(&owner.class)) {
            return None;
        }
        let owners = |classes: &[&str]| {
            let wanted: Vec<String> = classes.iter().map(|&class| class.to_owned()).collect();
            Some(self.entities(mention.sentence, determiner, &wanted)).filter(|owners| !owners.is_empty())
        };
        owners(&FORCES).or_else(|| owners(&["Person", "Country"]))
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

    /// The armed forces of the country that somebody is head of.
    fn army_led_by(&self, owner: &EntityRef) -> Option<EntityRef> {
        let gazetteer = self.linker.gazetteer;
        let naming = &self.linker.naming;
        let heads = |row: Option<&str>| row.is_some_and(|row| COMMANDING.contains(&row));
        let known = gazetteer.by_key(&owner.key).into_iter().flat_map(|id| gazetteer.record(id).roles());
        let by_role = known.filter(|role| heads(naming.role(role.title))).map(|role| role.of);
        let held = self.offices.iter().filter(|office| office.holder.key == owner.key && heads(naming.office(office.title())));
        let by_office = held.flat_map(|office| &office.owners).map(String::as_str);
        let country = by_office.chain(by_role).chain(owner.country.as_deref()).find_map(|key| gazetteer.by_key(key));
        let leads = self.offices.iter().any(|office| office.holder.key == owner.key && heads(naming.office(office.title())))
            || gazetteer.by_key(&owner.key).is_some_and(|id| gazetteer.record(id).roles().any(|role| heads(naming.role(role.title))));
        let country = self.linker.entity_of(country.filter(|_| leads && owner.class == "Person")?, 0.8);
        Some(self.army_of(country)).filter(|army| FORCES.contains(&&*army.class))
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
