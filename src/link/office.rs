//! Offices and their holders in a document: "le ministre" is the minister whom it named, "le chef du gouvernement" its prime minister.

use std::collections::BTreeSet;

use crate::model::{EntityRef, Mention, MentionForm, Upos};

use super::{discourse::Discourse, entity::folded, referent::Part, relation::PEER};

const PERSON: &str = "Person";
/// The row of `names.toml` with the titles of heads of state.
const HEAD_OF_STATE: &str = "state";

/// Who holds an office, as the document says it.
#[derive(Clone, Debug)]
pub(super) struct Office {
    sentence: usize,
    token: usize,
    /// The title without adjectives and owners that are countries.
    title: String,
    /// Keys of what it is an office of.
    pub owners: BTreeSet<String>,
    pub holder: EntityRef,
    /// Those of the owners that are countries.
    countries: BTreeSet<String>,
    /// Whether the title is feminine.
    feminine: bool,
}

impl Office {
    /// The title without adjectives and owners that are countries.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether it is an office of some country, and not of the one with a key.
    pub fn is_of_another(&self, key: &str) -> bool {
        !self.countries.is_empty() && !self.countries.contains(key)
    }
}

impl Discourse<'_> {
    /// Remembers the office of whoever is named beside a description.
    pub(super) fn note_office(&mut self, mention: &Mention, holder: &EntityRef) {
        let honorific = &self.linker.naming.syntax.honorific;
        let word = self.token(mention.sentence, mention.head);
        let polite = honorific.contains(word.form.as_str()) || honorific.contains(word.lemma.as_str());
        if polite || mention.form != MentionForm::Nominal || holder.class != PERSON || !self.is_named_beside(mention) {
            return;
        }
        let owners = self.owners(mention);
        let keys = |class: &str| owners.iter().filter(|one| class.is_empty() || one.class == class).map(|one| one.key.clone()).collect();
        let (owners, countries) = (keys(""), keys("Country"));
        let (sentence, token) = (mention.sentence, mention.head);
        let feminine = self.agreement(mention).feminine;
        self.offices.push(Office { sentence, token, title: self.title(mention), owners, holder: holder.clone(), countries, feminine });
    }

    /// The holder of an office that is named without its holder: the nearest before, else the next behind.
    pub(super) fn holder_of(&self, mention: &Mention, owners: &[EntityRef]) -> Option<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        if !token.feats.is("Number", "Sing") || !self.is_definite(mention) && owners.is_empty() {
            return None;
        }
        let title = self.peer_title(mention).or_else(|| self.whole_title(mention)).unwrap_or_else(|| self.title(mention));
        let keys: BTreeSet<String> = owners.iter().map(|owner| owner.key.clone()).collect();
        let before = (mention.sentence, mention.head);
        let possessors = self.possessors(mention.sentence, mention.head);
        let feminine = self.agreement(mention).feminine;
        // "Le leader nord-coréen" is nobody whom the gazetteer has in another country.
        let country = owners.first().filter(|owner| owner.class == "Country").map(|owner| owner.key.as_str());
        let fits = |office: &&Office| {
            // "La chancelière" is not the prime minister whom a masculine title named.
            let other_gender = feminine && !office.feminine;
            let another = !other_gender && possessors.iter().all(|possessor| possessor.key != office.holder.key);
            let foreign =
                country.is_some() && office.owners.is_empty() && office.holder.country.as_deref().is_some_and(|own| Some(own) != country);
            another && !foreign && self.same_office(&title, &office.title, mention) && may_be_same(&keys, &office.owners)
        };
        let earlier = self.offices.iter().rev().filter(|office| (office.sentence, office.token) < before).find(fits);
        let known = earlier.or_else(|| self.offices.iter().find(|office| (office.sentence, office.token) > before && fits(office)));
        let holder = known.map(|office| {
            self.trace.note(mention, &office.holder, (office.sentence, office.token));
            office.holder.clone()
        });
        holder
            .or_else(|| self.official(mention, &title, owners, true))
            .or_else(|| self.untitled(mention, &title, owners))
            .or_else(|| self.epithet(mention, &title, owners))
            .or_else(|| self.official(mention, &title, owners, false))
    }

    /// "Le chef du Pentagone": a title that is known with the names in it.
    fn whole_title(&self, mention: &Mention) -> Option<String> {
        let sentence = &self.analysis.sentences[mention.sentence];
        let words = self.join_tokens(sentence, &self.restrictors(mention));
        self.linker.naming.office(&words).is_some().then_some(words)
    }

    /// "Son homologue turc": the office of whoever the peer is one of.
    pub(super) fn peer_title(&self, mention: &Mention) -> Option<String> {
        let entries = self.linker.nouns.get(&self.token(mention.sentence, mention.head).lemma);
        let peer = entries.iter().any(|entry| entry.template == PEER);
        let holder = self.possessors(mention.sentence, mention.head).into_iter().next().filter(|_| peer)?;
        self.offices.iter().rev().find(|office| office.holder.key == holder.key).map(|office| office.title.clone())
    }

    /// Whether two titles name one office: the same words, two names for it, or the bare noun of a longer title.
    fn same_office(&self, title: &str, other: &str, mention: &Mention) -> bool {
        let naming = &self.linker.naming;
        let same = folded(title) == folded(other) || naming.office(title).is_some() && naming.office(title) == naming.office(other);
        let bare = || self.is_bare_definite(mention) && first_word(&folded(title)) == first_word(&folded(other));
        same || bare()
    }

    /// Of a head of state whom no title names: the person of the country who is told of most, and who has no other office.
    fn untitled(&self, mention: &Mention, title: &str, owners: &[EntityRef]) -> Option<EntityRef> {
        let leads = self.linker.naming.office(title) == Some(HEAD_OF_STATE);
        let other = |person: &EntityRef| self.offices.iter().any(|office| office.holder.key == person.key);
        let country = owners.first().filter(|owner| owner.class == "Country");
        let of_country = |person: &EntityRef| country.is_none_or(|country| person.country.as_deref() == Some(country.key.as_str()));
        let before = (mention.sentence, mention.head);
        self.referents
            .iter()
            .rev()
            .filter(|referent| (referent.sentence, referent.token) < before && referent.named && !referent.entity().ids.is_empty())
            .filter(|referent| country.is_some() || matches!(referent.part, Part::Subject | Part::Undergoer))
            .find(|referent| {
                let person = referent.entity();
                leads && person.class == PERSON && of_country(person) && !other(person)
            })
            .and_then(|referent| self.refer(mention, referent).into_iter().next())
    }

    /// The words of a title that say which office it is: no names, no adjectives of time.
    pub(super) fn title(&self, mention: &Mention) -> String {
        let syntax = &self.linker.naming.syntax;
        let sentence = &self.analysis.sentences[mention.sentence];
        let named = |token: usize| {
            self.mention_at(mention.sentence, token).is_some_and(|other| matches!(other.form, MentionForm::Name | MentionForm::Adjective))
        };
        let mut kept = self.restrictors(mention);
        kept.retain(|&token| {
            let word = &sentence.tokens[token];
            let empty = [&syntax.empty, &syntax.former, &syntax.fate].iter().any(|list| list.contains(word.lemma.as_str()));
            let of_name = named(token) || word.head.is_some_and(|head| head != mention.head && named(head));
            // "Le président indépendantiste" holds no other office than "le président".
            let camp = || word.upos == Upos::Adj && self.linker.nouns.get(&word.lemma).iter().any(|entry| entry.class == "ArmedGroup");
            token == mention.head || !(empty || of_name || camp())
        });
        self.join_tokens(sentence, &kept)
    }
}

fn first_word(title: &str) -> &str {
    title.split('-').next().unwrap_or(title)
}

fn may_be_same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.is_empty() || other.is_empty() || !one.is_disjoint(other)
}
