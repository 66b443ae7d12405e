//! Offices and their holders in a document: "le ministre" is the minister whom it named, "le chef du gouvernement" its prime minister.

use std::collections::BTreeSet;

use crate::model::{EntityRef, Mention, MentionForm, Upos};

use super::{discourse::Discourse, entity::folded, naming::first_word, referent::Part, relation::PEER};

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
    /// Whether the document says that it was held once.
    former: bool,
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

    /// Whether it is one of a body and of no country ("le président de l'Assemblée").
    pub fn is_of_body(&self) -> bool {
        !self.owners.is_empty() && self.countries.is_empty()
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
        let (feminine, former) = (self.agreement(mention).feminine, self.is_former(mention));
        self.offices.push(Office {
            sentence,
            token,
            title: self.title(mention),
            owners,
            holder: holder.clone(),
            countries,
            feminine,
            former,
        });
    }

    /// The holder of an office that is named without its holder: the nearest before, else whom the gazetteer knows for it, else the next behind.
    pub(super) fn holder_of(&self, mention: &Mention, owners: &[EntityRef]) -> Option<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        if !token.feats.is("Number", "Sing") || !self.is_definite(mention) && owners.is_empty() {
            return None;
        }
        let title = self.held_title(mention);
        let owners = &self.states_behind(&title, owners);
        let place = (mention.sentence, mention.head);
        let fits = |office: &&Office| self.may_hold(mention, office, &title, owners);
        let told = |office: &Office| {
            self.trace.note(mention, &office.holder, (office.sentence, office.token));
            office.holder.clone()
        };
        let earlier = || self.offices.iter().rev().filter(|office| (office.sentence, office.token) < place).filter(fits);
        // "Le président français" is rather who is known to be than one of whom no country is told.
        let same = |office: &&Office| owners.is_empty() || owners.iter().any(|owner| office.owners.contains(&owner.key));
        // "Le dirigeant" is said of somebody whom the text has named.
        let ahead = !self.linker.naming.syntax.head.contains(&title);
        let later = || self.offices.iter().find(|office| ahead && (office.sentence, office.token) > place && fits(office)).map(told);
        earlier()
            .find(same)
            .map(told)
            .or_else(|| self.official(mention, &title, owners, true))
            .or_else(|| earlier().next().map(told))
            .or_else(later)
            .or_else(|| self.untitled(mention, &title, owners))
            .or_else(|| self.master(mention, &title, owners))
            .or_else(|| self.epithet(mention, &title, owners))
            .or_else(|| self.official(mention, &title, owners, false))
    }

    /// The title by which the holder of an office is looked for.
    fn held_title(&self, mention: &Mention) -> String {
        let peer = || self.peer_title(mention).or_else(|| self.peer_role(mention));
        peer().or_else(|| self.whole_title(mention)).unwrap_or_else(|| self.title(mention))
    }

    /// The owners of an office; "le chef du Kremlin" is the head of a state, as the pack knows the title.
    fn states_behind(&self, title: &str, owners: &[EntityRef]) -> Vec<EntityRef> {
        let known = self.linker.naming.office(title).is_some();
        // "L'homme fort de Pyongyang."
        let seat = |owner: &EntityRef| owner.class == "GovernmentBody" || self.linker.is_national_capital(owner);
        let state = |owner: &EntityRef| self.own_country(owner).filter(|_| known && seat(owner));
        owners.iter().map(|owner| state(owner).unwrap_or_else(|| owner.clone())).collect()
    }

    /// Whether a description may mean who holds an office that the document told of.
    fn may_hold(&self, mention: &Mention, office: &Office, title: &str, owners: &[EntityRef]) -> bool {
        let keys: BTreeSet<String> = owners.iter().map(|owner| owner.key.clone()).collect();
        // "La chancelière" is not the prime minister whom a masculine title named.
        let other_gender = self.agreement(mention).feminine && !office.feminine;
        let own = || self.possessors(mention.sentence, mention.head).iter().any(|possessor| possessor.key == office.holder.key);
        // "Le leader nord-coréen" is nobody whom the gazetteer has in another country.
        let country = owners.first().filter(|owner| owner.class == "Country").map(|owner| owner.key.as_str());
        let foreign =
            country.is_some() && office.owners.is_empty() && office.holder.country.as_deref().is_some_and(|own| Some(own) != country);
        // "Le président sortant" is not the former president of elsewhere.
        let past = office.former && !self.is_former(mention);
        let heads = || !office.owners.is_disjoint(&keys) && office.is_of_body() && self.linker.naming.are_heads(title, &office.title);
        let same = (self.same_office(title, office, mention) || heads()) && may_be_same(&keys, &office.owners);
        // "Le président Untel" is one of the country, not of a committee that the text tells of.
        let national = self.linker.naming.office(title).is_some_and(|row| self.linker.naming.syntax.national.contains(row));
        let of_body = !owners.is_empty() && owners.iter().all(|owner| !matches!(&*owner.class, "Country" | "Government" | "Region"));
        let elsewhere = national && of_body && office.owners.is_empty();
        !other_gender && !foreign && !past && !elsewhere && same && !own()
    }

    /// "Le chef du Pentagone": a title that is known with the names in it.
    pub(super) fn whole_title(&self, mention: &Mention) -> Option<String> {
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

    /// "Le chef du Kremlin" heads a country: what a body stands for that the title of its head of state or government names.
    pub(super) fn state_headed(&self, sentence: usize, owner: usize, body: &EntityRef) -> Option<EntityRef> {
        let title = self.token(sentence, owner).head.and_then(|head| self.mention_at(sentence, head))?;
        let row = self.linker.naming.office(&self.whole_title(title)?)?;
        let national = body.class == "GovernmentBody" && self.linker.naming.syntax.national.contains(row);
        self.own_country(body).filter(|_| national)
    }

    /// The title of a peer ("son homologue russe") by the office that the gazetteer gives the one whose peer it is.
    fn peer_role(&self, mention: &Mention) -> Option<String> {
        let entries = self.linker.nouns.get(&self.token(mention.sentence, mention.head).lemma);
        let peer = entries.iter().any(|entry| entry.template == PEER);
        let holder = self.possessors(mention.sentence, mention.head).into_iter().next().filter(|_| peer)?;
        let id = self.linker.gazetteer.by_key(&holder.key)?;
        let mut rows = self.linker.gazetteer.record(id).roles().filter(|role| self.is_of_time(role, false));
        rows.find_map(|role| self.linker.naming.title_of(self.linker.naming.role(role.title)?)).map(str::to_owned)
    }

    /// Whether a title names an office that was told of: the same words, two names for it, or the bare noun of a longer title.
    fn same_office(&self, title: &str, office: &Office, mention: &Mention) -> bool {
        let naming = &self.linker.naming;
        let (one, other) = (folded(title), folded(&office.title));
        let (first, second) = (first_word(&one), first_word(&other));
        let crowns = naming.are_other_crowns(title, &office.title);
        // "Le chef de l'État" is not the president of an assembly.
        let row = naming.office(title).filter(|_| !office.is_of_body() && !crowns);
        let named = one == other && !crowns || row.is_some() && row == naming.office(&office.title);
        named || self.is_bare_definite(mention) && first == second
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
            .filter(|referent| country.is_some() || !self.acts_above(mention, referent))
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
            let above = |&node: &usize| sentence.tokens[node].head.filter(|&head| head != mention.head);
            let of_name = std::iter::successors(Some(token), above).take(sentence.tokens.len()).any(named);
            // "Le président indépendantiste" holds no other office than "le président".
            let camp = || word.upos == Upos::Adj && self.linker.nouns.get(&word.lemma).iter().any(|entry| entry.class == "ArmedGroup");
            token == mention.head || !(empty || of_name || camp())
        });
        let title = self.join_tokens(sentence, &kept);
        self.linker.naming.once(&title).map(str::to_owned).unwrap_or(title)
    }
}

fn may_be_same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.is_empty() || other.is_empty() || !one.is_disjoint(other)
}
