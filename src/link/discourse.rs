//! The discourse of one document: what each mention stands for, resolved in the order of the text.

mod description;

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::{Linker, entity::folded, focus::Focus, office::Office, referent::Referent, trace::Trace};
use crate::{
    analysis::mention::{NounEntry, spells},
    gazetteer::NameKind,
    model::{Analysis, Document, EntityRef, Mention, MentionForm, PartialDate, Span, Surface, Token, Upos},
};

/// Letters from which a name that differs in one is another spelling.
const SPELT: usize = 7;
/// Letters from which a name that differs in two is.
const SPELT_LONG: usize = 10;
/// Words between a title and its holder.
const LONGEST_TITLE: usize = 10;

/// Resolves the mentions of one document.
pub struct Discourse<'a> {
    pub(super) linker: &'a Linker<'a>,
    text: &'a str,
    pub(super) analysis: &'a Analysis,
    /// Index of the long name that an acronym, folded, stands for.
    long_names: FxHashMap<String, usize>,
    /// Index of the first name in which a word, folded, has a complement.
    longer_names: FxHashMap<String, usize>,
    /// Index of the mention at a head word.
    mentions: FxHashMap<(usize, usize), usize>,
    pub(super) focus: Focus,
    /// Day of the document.
    pub(super) date: Option<PartialDate>,
    pub(super) referents: Vec<Referent>,
    pub(super) offices: Vec<Office>,
    /// Entities that a mention stands for, by mention and wanted classes.
    memo: RefCell<FxHashMap<(usize, String), Vec<EntityRef>>>,
    pub(super) trace: Trace,
}

impl<'g> Linker<'g> {
    /// Opens the discourse of a document.
    pub fn discourse<'a>(&'a self, document: &'a Document, analysis: &'a Analysis) -> Discourse<'a> {
        let mentions = analysis.mentions.iter().enumerate().map(|(index, mention)| ((mention.sentence, mention.head), index)).collect();
        let mut discourse = Discourse {
            linker: self,
            text: &document.text,
            analysis,
            long_names: FxHashMap::default(),
            longer_names: FxHashMap::default(),
            mentions,
            focus: Focus::of(self, analysis),
            date: document.date,
            referents: Vec::new(),
            offices: Vec::new(),
            memo: RefCell::default(),
            trace: Trace::default(),
        };
        discourse.note_long_names();
        discourse.collect_referents();
        discourse
    }
}

impl Discourse<'_> {
    fn note_long_names(&mut self) {
        let names =
            || self.analysis.mentions.iter().enumerate().filter(|(_, name)| name.form == MentionForm::Name && name.tokens.len() > 1);
        let peoples = names().rev().flat_map(|(index, name)| self.owning_words(name).into_iter().map(move |word| (word, index)));
        self.longer_names = peoples.collect();
        let noted = names().filter_map(|(index, name)| Some((folded(&self.words(self.acronym_of(name)?)), index)));
        self.long_names = noted.collect();
    }

    /// The words of a name that have a complement in it, folded: "Serbes" of "armée des Serbes de Bosnie".
    fn owning_words(&self, name: &Mention) -> Vec<String> {
        let tokens = &self.analysis.sentences[name.sentence].tokens;
        let owner = |place: usize| self.linker.naming.syntax.owner.contains(tokens[place].lemma.as_str());
        let owning = name.tokens.clone().filter(|&place| place + 1 < name.tokens.end && owner(place + 1));
        owning.map(|place| folded(&tokens[place].form)).collect()
    }

    /// What the word at `token` of a sentence stands for, given the classes that the reader expects (none: any). More than one entity
    /// where a plural pronoun stands for several; none where nothing fits.
    pub fn entities(&self, sentence: usize, token: usize, wanted: &[String]) -> Vec<EntityRef> {
        let Some(&index) = self.mentions.get(&(sentence, token)) else { return Vec::new() };
        let key = (index, wanted.join("|"));
        if let Some(known) = self.memo.borrow().get(&key) {
            return known.clone();
        }
        // A mention that is asked for while it is being resolved stands for nothing yet.
        self.memo.borrow_mut().insert(key.clone(), Vec::new());
        let found = self.resolve(index, wanted, None);
        self.memo.borrow_mut().insert(key, found.clone());
        found
    }

    /// As [`Discourse::entities`] for a description whose possessive stands for `owner` ("Londres évacue ses ressortissants").
    pub fn entity_of_owner(&self, sentence: usize, token: usize, wanted: &[String], owner: &EntityRef) -> Option<EntityRef> {
        let index = *self.mentions.get(&(sentence, token)).filter(|&&index| self.analysis.mentions[index].form == MentionForm::Nominal)?;
        let determiner = self.possessive(sentence, token)?;
        let possessive = &self.linker.naming.possessive;
        let form = self.token(sentence, determiner).form.to_lowercase();
        let told = !possessive.speaker.contains(form.as_str());
        // What is no actor owns nobody, and several own nothing by "son".
        let several = self.referents.iter().any(|referent| {
            referent.sentence == sentence
                && referent.entities.len() == 1
                && referent.entity().key == owner.key
                && referent.plural == Some(true)
        });
        let of_several = possessive.several.contains(form.as_str());
        let own = self.linker.ontology.is_a(&owner.class, "Actor") && if of_several { !self.is_single(sentence, owner) } else { !several };
        (own && told).then(|| self.resolve(index, wanted, Some(owner)).into_iter().next())?
    }

    /// Whether something stands in a sentence as one, joined with nothing.
    fn is_single(&self, sentence: usize, owner: &EntityRef) -> bool {
        let here = || self.referents.iter().filter(|referent| referent.sentence == sentence);
        let joined = here().any(|referent| referent.entities.len() > 1 && referent.entities.iter().any(|entity| entity.key == owner.key));
        let own = |referent: &&Referent| referent.entities.len() == 1 && referent.entity().key == owner.key;
        !joined && here().find(own).is_some_and(|referent| referent.plural == Some(false))
    }

    /// A description whose possessive is said by whoever the text cites ("notre armée"): it belongs to the side of `speaker`.
    pub fn entity_of_speaker(&self, sentence: usize, token: usize, wanted: &[String], speaker: &EntityRef) -> Option<EntityRef> {
        let index = *self.mentions.get(&(sentence, token)).filter(|&&index| self.analysis.mentions[index].form == MentionForm::Nominal)?;
        let form = self.token(sentence, self.possessive(sentence, token)?).form.to_lowercase();
        let side = self.side_of(speaker, &["Actor".to_owned()]).filter(|_| self.linker.naming.possessive.ours.contains(form.as_str()))?;
        self.resolve(index, wanted, Some(&side)).into_iter().next()
    }

    /// For whom somebody speaks who says "we": the body of his office, or his country, of a wanted class; else himself.
    pub fn side_of(&self, speaker: &EntityRef, wanted: &[String]) -> Option<EntityRef> {
        let gazetteer = self.linker.gazetteer;
        let row = |key: &str| gazetteer.by_key(key).map(|id| self.linker.entity_of(id, 0.8));
        let told = |key: &str| self.referents.iter().map(Referent::entity).find(|entity| entity.key == key).cloned();
        let held = self.offices.iter().filter(|office| office.holder.key == speaker.key).flat_map(|office| &office.owners);
        let sides = held.filter_map(|key| told(key).or_else(|| row(key))).chain(speaker.country.as_deref().and_then(row));
        sides.chain([speaker.clone()]).find(|side| self.linker.is_any(&side.class, wanted))
    }

    /// The country where the story takes place at a sentence, if it is not `owner` or the country of `owner`.
    pub fn scene(&self, sentence: usize, owner: Option<&EntityRef>) -> Option<EntityRef> {
        let own: Vec<&str> = owner.into_iter().flat_map(|owner| [Some(owner.key.as_str()), owner.country.as_deref()]).flatten().collect();
        let country = self.focus.country(sentence).filter(|country| !own.contains(country))?;
        self.linker.gazetteer.by_key(country).map(|id| self.linker.entity_of(id, 0.6))
    }

    /// The country that somebody holds office in: as the gazetteer knows the person, else where the story takes place.
    pub fn country_of(&self, sentence: usize, person: &EntityRef) -> Option<EntityRef> {
        self.own_country(person).or_else(|| self.scene(sentence, None))
    }

    /// The country of a person or a body, where the gazetteer knows it.
    pub fn own_country(&self, entity: &EntityRef) -> Option<EntityRef> {
        let id = entity.country.as_deref().and_then(|key| self.linker.gazetteer.by_key(key))?;
        Some(self.linker.entity_of(id, 0.8))
    }

    /// Whether the document names something, or the gazetteer knows it; else it is only described.
    pub fn is_named(&self, entity: &EntityRef) -> bool {
        let named = |referent: &Referent| referent.named && referent.entities.iter().any(|one| one.key == entity.key);
        !entity.ids.is_empty() || self.referents.iter().any(named)
    }

    /// The words of the mention at a token.
    pub fn span(&self, sentence: usize, token: usize) -> Span {
        let tokens = &self.analysis.sentences[sentence].tokens;
        match self.mentions.get(&(sentence, token)) {
            Some(&index) => {
                let range = self.analysis.mentions[index].tokens.clone();
                tokens[range.start].span.join(tokens[range.end - 1].span)
            }
            None => tokens[token].span,
        }
    }

    pub(super) fn resolve(&self, index: usize, wanted: &[String], owner: Option<&EntityRef>) -> Vec<EntityRef> {
        let mention = &self.analysis.mentions[index];
        match mention.form {
            // "ONG" is written like a name, and is a noun.
            MentionForm::Name if self.is_common(mention) || self.is_another_body(mention) => self.described(mention, wanted, owner),
            MentionForm::Name => self.named(mention, wanted).into_iter().collect(),
            MentionForm::Demonym => self.people(mention, wanted).into_iter().collect(),
            MentionForm::Adjective => self.candidate(mention, wanted).into_iter().collect(),
            MentionForm::Nominal => self.described(mention, wanted, owner),
            MentionForm::Pronoun => self.antecedents(mention, wanted),
        }
    }

    /// Whether a name that no gazetteer has is a noun in capitals.
    fn is_common(&self, mention: &Mention) -> bool {
        let token = self.token(mention.sentence, mention.head);
        mention.candidates.is_empty()
            && mention.tokens.len() == 1
            && match token.upos {
                Upos::Noun => !self.linker.nouns.get(&token.lemma).is_empty(),
                _ => self.linker.nouns.get(&token.lemma).iter().any(|entry| entry.template == "body"),
            }
    }

    fn named(&self, mention: &Mention, wanted: &[String]) -> Option<EntityRef> {
        if let Some(full) = self.full_name(mention).filter(|full| self.linker.is_any(&full.class, wanted)) {
            return Some(full);
        }
        if !mention.candidates.is_empty() {
            return self.candidate(mention, wanted).or_else(|| self.unmatched(mention, wanted));
        }
        let words = self.words(mention);
        let long = self.long_names.get(&folded(&words)).map(|&long| &self.analysis.mentions[long]);
        if let Some(long) = long.filter(|long| (long.sentence, long.head) != (mention.sentence, mention.head)) {
            let known = self.named(long, wanted)?;
            self.trace.note(mention, &known, (long.sentence, long.head));
            return Some(known);
        }
        if let Some(known) = self.respelt(mention, &words, wanted) {
            return Some(known);
        }
        let class = mention.classes.iter().find(|class| self.linker.is_any(class, wanted))?;
        let short = self.acronym_of(mention).map(|short| self.words(short)).into_iter().collect();
        Some(self.linker.entity_named(class, words, short, None))
    }

    /// What was named before in nearly the same letters ("Zelenskyy" after "Volodymyr Zelensky").
    fn respelt(&self, mention: &Mention, words: &str, wanted: &[String]) -> Option<EntityRef> {
        let alike = |entity: &EntityRef| {
            let family = entity.label.rsplit(' ').next().filter(|_| entity.class == "Person" && !words.contains(' '));
            is_variant(words, &entity.label) || family.is_some_and(|family| is_variant(words, family))
        };
        let named = self.referents.iter().filter(|referent| referent.named && referent.entities.len() == 1);
        let mut fitting = named.filter(|referent| self.linker.is_any(&referent.entity().class, wanted));
        fitting.find(|referent| alike(referent.entity())).and_then(|referent| self.refer(mention, referent).into_iter().next())
    }

    /// What a name that means no row of the gazetteer, though some bear it, stands for.
    fn unmatched(&self, mention: &Mention, wanted: &[String]) -> Option<EntityRef> {
        let class = self.class_elsewhere(mention, wanted)?;
        Some(self.linker.entity_named(class, self.words(mention), Vec::new(), None))
    }

    /// The acronym that stands beside a name.
    fn acronym_of(&self, mention: &Mention) -> Option<&Mention> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let bracket = tokens.get(mention.tokens.end)?;
        let place = mention.tokens.end + if &*bracket.form == "(" { 1 } else { 2 };
        let short = self.mention_at(mention.sentence, place).filter(|short| short.form == MentionForm::Name && short.tokens.len() == 1)?;
        let words: Vec<&str> =
            tokens[mention.tokens.clone()].iter().filter(|token| token.surface != Surface::Rest).map(|token| &*token.form).collect();
        spells(&words, &tokens[place].form).then_some(short)
    }

    /// A family name, with or without a title of courtesy, stands for the person whose full name the document gives.
    fn full_name(&self, mention: &Mention) -> Option<EntityRef> {
        let words = self.words(mention);
        let (title, name) = words.split_once(' ').unwrap_or(("", &words));
        let polite = self.linker.naming.syntax.honorific.contains(title);
        let known = || self.linker.gazetteer.lookup(&words).next().is_some_and(|candidate| candidate.kind != NameKind::Surname);
        if !polite && (!title.is_empty() || known()) {
            return None;
        }
        let part_of = |referent: &&Referent| {
            let label = &referent.entity().label;
            let own = |part: Option<&str>| part.is_some_and(|part| folded(part) == folded(name));
            // In many countries the first of two names is what somebody is called by.
            let called = own(label.rsplit(' ').next()) || polite && own(label.split(' ').next());
            referent.entity().class == "Person" && label.contains(' ') && (called || folded(label) == folded(name))
        };
        let whole = self.referents.iter().filter(|referent| referent.named).find(part_of)?;
        self.refer(mention, whole).into_iter().next()
    }

    /// "Les Américains" are their country where it acts, else a group.
    fn people(&self, mention: &Mention, wanted: &[String]) -> Option<EntityRef> {
        let country = self.candidate(mention, &[])?;
        if let Some(part) = self.part_of_people(mention).filter(|part| self.linker.is_any(&part.class, wanted)) {
            return Some(part);
        }
        let group_first = mention.classes.first().is_some_and(|class| class == "Group");
        let may_be_group = self.linker.is_any("Group", wanted);
        let acts = matches!(&*country.class, "Country" | "ArmedGroup") || self.linker.ontology.is_a(&country.class, "Organization");
        let actor_role = wanted.is_empty() || wanted.iter().any(|class| class != "Country" && self.linker.ontology.is_a(class, "Actor"));
        if acts && !group_first && actor_role && self.linker.is_any(&country.class, wanted) {
            return Some(country);
        }
        // Those of a people who are only some of it are neither their country nor a place.
        let label = self.description(mention, &[]);
        may_be_group.then(|| self.linker.entity_named("Group", label, vec![self.words(mention)], Some(country.key.clone())))
    }

    /// "Les Serbes" where the text tells of "les Serbes de Bosnie": those whose longer name begins alike, by name or by complement.
    fn part_of_people(&self, mention: &Mention) -> Option<EntityRef> {
        let people = folded(&self.words(mention));
        self.longer_names.get(&people).and_then(|&name| self.named(&self.analysis.mentions[name], &["Actor".to_owned()]))
    }

    /// What a description stands for: the name beside it, what it refers back to, the holder of its office, or a name made of its words.
    fn described(&self, mention: &Mention, wanted: &[String], owner: Option<&EntityRef>) -> Vec<EntityRef> {
        let entries = self.readings(mention, wanted);
        let Some(&entry) = entries.first() else { return Vec::new() };
        let class = |entry: &NounEntry| [entry.class.to_string()];
        if let Some(named) = entries.iter().find_map(|entry| self.beside(mention, &class(entry))) {
            return vec![named];
        }
        let mut owners = owner.map_or_else(|| self.owners(mention), |owner| vec![owner.clone()]);
        // "Un de ses frères": nobody is his own brother.
        owners.retain(|owner| folded(&owner.label) != folded(&self.token(mention.sentence, mention.head).form));
        if matches!(&*entry.template, "government" | "diplomacy" | "force" | "portfolio" | "intelligence" | "junta") {
            owners = owners.into_iter().map(|owner| self.state_of(owner, &entry.template)).collect();
        }
        if entry.template == "capital"
            && let Some(capital) = self.capital(mention, &owners)
        {
            return vec![capital];
        }
        if let Some(related) = self.related(mention, wanted, &owners) {
            return vec![related];
        }
        if entry.template == "state" {
            return Vec::new();
        }
        // "La diplomatie européenne" is the Union.
        if entry.template == "diplomacy"
            && let Some(body) = owners.first().filter(|owner| self.linker.ontology.is_a(&owner.class, "Organization"))
        {
            return vec![body.clone()];
        }
        let found = self.referred(mention, &entries, &owners);
        found.or_else(|| self.made(mention, entry, wanted, &owners).map(|entity| vec![entity])).unwrap_or_default()
    }

    /// The government of a person is that of the person's country, and the army of a capital is its country's.
    fn state_of(&self, owner: EntityRef, template: &str) -> EntityRef {
        let governs = owner.class == "Person" && template == "government" || self.linker.is_national_capital(&owner);
        let country = owner.country.as_deref().filter(|_| governs).and_then(|key| self.linker.gazetteer.by_key(key));
        country.map_or(owner, |id| self.linker.entity_of(id, 0.8))
    }

    /// The entries of a noun that are of a wanted class; one man is a person, several are a group.
    fn readings(&self, mention: &Mention, wanted: &[String]) -> Vec<&NounEntry> {
        let token = &self.analysis.sentences[mention.sentence].tokens[mention.head];
        let entries = self.linker.nouns.get(&token.lemma);
        let mut fitting: Vec<&NounEntry> = entries.iter().filter(|entry| self.linker.is_any(&entry.class, wanted)).collect();
        let likelier = if token.feats.is("Number", "Sing") { "Person" } else { "Group" };
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
        // "Menacer le pays d'une guerre": what hangs on the noun of the country restricts it only as an adjective.
        let definite = self.is_bare_definite(mention) || first == "Country" && self.is_definite(mention) && !self.is_qualified(mention);
        let bare = owners.is_empty() && !self.is_of_state(mention) && (definite || self.is_bare_but_for_adjectives(mention, first));
        if bare || self.is_demonstrative(mention) {
            return self.several(mention, first).or_else(|| self.anaphor(mention, &classes, None).map(|known| vec![known]));
        }
        // "Le mouvement palestinien": the one of that country that was named.
        let owner = owners.first().filter(|owner| owner.class == "Country" && self.is_bare_but_for_adjectives(mention, first))?;
        self.anaphor(mention, &classes, Some(&owner.key)).map(|known| vec![known])
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
            unknown || matches!(&*owner.class, "ArmedGroup" | "InternationalOrganization")
        };
        if let Some(owner) = owners.first().filter(|owner| armed && acts(owner) && whole(owner)) {
            return Some(owner.clone());
        }
        let entity = self.composed(mention, &entry.class, &entry.template, owners.first());
        // "des troupes", "le ministère" of nobody knows whom say nothing about anybody.
        let nobody = entity.country.is_none() && entity.ids.is_empty() && !entity.label.contains(' ');
        if nobody && &*entry.class == "MilitaryForce" && self.is_counted(mention) && self.linker.is_any("Group", wanted) {
            return Some(self.linker.entity_named("Group", entity.label.clone(), Vec::new(), None));
        }
        (!nobody || !matches!(&*entry.class, "MilitaryForce" | "GovernmentBody" | "Government")).then_some(entity)
    }

    /// Whether a number says how many there are ("quatre policiers").
    fn is_counted(&self, mention: &Mention) -> bool {
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

    /// Whether somebody's name stands beside a title.
    pub(super) fn is_named_beside(&self, mention: &Mention) -> bool {
        self.beside(mention, &["Person".to_owned()]).is_some()
    }

    /// "La ville de Kidal", "le président Joe Biden": the name beside the description, where it is of the class.
    fn beside(&self, mention: &Mention, class: &[String]) -> Option<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let is_place = ["City", "Region", "Country", "Area"].iter().any(|place| class.iter().any(|one| one == place));
        let near =
            (0..tokens.len()).filter(|&other| tokens[other].head == Some(mention.head)).filter(|&other| match tokens[other].base_rel() {
                "flat" => true,
                "appos" => !self.comma_between(mention, other),
                "nmod" => (is_place || self.case(mention.sentence, other).is_none()) && other <= mention.head + 3 && other > mention.head,
                _ => false,
            });
        let name = |other: usize| self.mention_at(mention.sentence, other).filter(|name| name.form == MentionForm::Name);
        // "Seif al-Islam, le fils du colonel": an apposition is what it stands beside.
        let above = tokens[mention.head].head.filter(|_| tokens[mention.head].base_rel() == "appos");
        let above = above.or_else(|| if class.iter().any(|one| one == "Person") { None } else { self.named_before(mention) });
        near.chain(above)
            .filter_map(name)
            .chain(self.holder(mention).filter(|_| class.iter().any(|one| one == "Person")))
            .filter(|name| name.classes.iter().any(|own| self.linker.is_any(own, class)))
            .find_map(|name| self.named(name, class))
    }

    /// The name before the comma that a description follows, whatever the tree says: "Mekele, la capitale de leur région".
    fn named_before(&self, mention: &Mention) -> Option<usize> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let first = tokens.iter().position(|token| token.head == Some(mention.head) && token.upos == Upos::Det)?;
        let comma = first.checked_sub(1).filter(|&comma| first < mention.head && tokens[comma].form == ",")?;
        let names = self.analysis.mentions_of(mention.sentence).iter();
        names.filter(|name| name.form == MentionForm::Name).find(|name| name.tokens.end == comma).map(|name| name.head)
    }

    /// The name of a person right after a title, whatever the tree says: "le secrétaire général de l'Otan Jens Stoltenberg".
    fn holder(&self, mention: &Mention) -> Option<&Mention> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let stops = |token: &Token| matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Cconj | Upos::Pron);
        let mut comma = false;
        for place in (mention.head + 1..tokens.len()).take(LONGEST_TITLE) {
            let token = &tokens[place];
            if stops(token) || comma && !token.form.starts_with(char::is_uppercase) || token.upos == Upos::Punct && &*token.form != "," {
                return None;
            }
            comma = comma || token.upos == Upos::Punct;
            let begins = self.analysis.mentions_of(mention.sentence).iter().find(|name| name.tokens.start == place);
            let named = begins.filter(|name| name.form == MentionForm::Name && name.classes.iter().any(|class| class == "Person"));
            if let Some(name) = named.filter(|_| !matches!(tokens[place - 1].upos, Upos::Adp | Upos::Det)) {
                return Some(name);
            }
        }
        None
    }

    fn comma_between(&self, mention: &Mention, other: usize) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let (from, to) = (mention.head.min(other), mention.head.max(other));
        tokens[from..to].iter().any(|token| token.upos == Upos::Punct)
    }

    pub(super) fn case(&self, sentence: usize, node: usize) -> Option<&str> {
        let tokens = &self.analysis.sentences[sentence].tokens;
        tokens.iter().find(|token| token.head == Some(node) && token.rel == "case").map(|token| token.lemma.as_str())
    }

    pub(super) fn mention_at(&self, sentence: usize, head: usize) -> Option<&Mention> {
        self.mentions.get(&(sentence, head)).map(|&index| &self.analysis.mentions[index])
    }

    pub(super) fn words(&self, mention: &Mention) -> String {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let span = tokens[mention.tokens.start].span.join(tokens[mention.tokens.end - 1].span);
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether two names differ as spellings of one name do: long, with the same beginning, a letter or two changed.
fn is_variant(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let length = one.len().min(other.len());
    let begins = one.get(..3).is_some_and(|begin| other.starts_with(begin));
    length >= SPELT && begins && strsim::levenshtein(&one, &other) <= if length >= SPELT_LONG { 2 } else { 1 }
}
