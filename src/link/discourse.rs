//! The discourse of one document: what each mention stands for, resolved in the order of the text.

mod description;
mod nominal;
mod restriction;
mod wording;

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::{Linker, entity::folded, focus::Focus, office::Office, referent::Referent, trace::Trace};
use crate::{
    analysis::mention::spells,
    gazetteer::NameKind,
    model::{Analysis, Document, EntityRef, Mention, MentionForm, PartialDate, Span, Surface, Token, Upos},
};

/// Letters from which a name that differs in one is another spelling.
const SPELT: usize = 7;
/// Letters from which a name that differs in two is.
const SPELT_LONG: usize = 10;
/// Words between a title and its holder.
const LONGEST_TITLE: usize = 18;

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
        discourse.settle();
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

    /// Index of the mention at a head word.
    pub(super) fn index_at(&self, sentence: usize, head: usize) -> Option<usize> {
        self.mentions.get(&(sentence, head)).copied()
    }

    /// Drops what was found for mentions as long as less was known.
    pub(super) fn forget(&self) {
        self.memo.borrow_mut().clear();
    }

    pub(super) fn resolve(&self, index: usize, wanted: &[String], owner: Option<&EntityRef>) -> Vec<EntityRef> {
        let mention = &self.analysis.mentions[index];
        match mention.form {
            // "ONG" is written like a name, and is a noun.
            MentionForm::Name if self.is_common(mention) || self.is_another_body(mention) => self.described(mention, wanted, owner),
            MentionForm::Name => self.named(mention, wanted).into_iter().chain(self.forces_of_others(mention, wanted)).collect(),
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
            let body = self.candidate(mention, wanted);
            let state = body.as_ref().and_then(|body| self.state_headed(mention.sentence, mention.head, body));
            let state = state.filter(|state| self.linker.is_any(&state.class, wanted));
            return state.or(body).or_else(|| self.unmatched(mention, wanted));
        }
        if let Some(whole) = self.longer_named(mention).filter(|whole| self.linker.is_any(&whole.class, wanted)) {
            return Some(whole);
        }
        let words = self.words(mention);
        let long = self.long_names.get(&folded(&words)).map(|&long| &self.analysis.mentions[long]);
        if let Some(long) = long.filter(|long| (long.sentence, long.head) != (mention.sentence, mention.head)) {
            let known = self.named(long, wanted)?;
            self.trace.note(mention, &known, (long.sentence, long.head));
            return Some(known);
        }
        if let Some(known) = self.respelt(mention, &words, wanted).or_else(|| self.leader(mention)) {
            return Some(known).filter(|known| self.linker.is_any(&known.class, wanted));
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
        // "Front révolutionnaire uni (RUF)": an acronym in another language spells nothing.
        let body = name_of_body(mention) && &*bracket.form == "(" && short.candidates.is_empty();
        let shouted = tokens[place].form.chars().filter(|c| c.is_uppercase()).count() > 1
            && tokens.get(place + 1).is_some_and(|end| &*end.form == ")");
        (spells(&words, &tokens[place].form) || body && shouted).then_some(short)
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
        if self.is_one_of_people(mention) {
            // "Le Mexicain López Obrador" is named beside.
            let beside = || self.beside(mention, &["Person".to_owned()]);
            let person = beside().or_else(|| self.epithet(mention, "", std::slice::from_ref(&country)));
            return person.filter(|person| self.linker.is_any(&person.class, wanted));
        }
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

    /// Whether somebody's name stands beside a title.
    pub(super) fn is_named_beside(&self, mention: &Mention) -> bool {
        self.beside(mention, &["Person".to_owned()]).is_some()
    }

    /// "La ville de Kidal", "le président Joe Biden": the name beside the description, where it is of the class.
    pub(super) fn beside(&self, mention: &Mention, class: &[String]) -> Option<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let is_place = ["City", "Region", "Country", "Area"].iter().any(|place| class.iter().any(|one| one == place));
        let near = (0..tokens.len())
            .filter(|&other| tokens[other].head == Some(mention.head) || is_place && self.is_cut_off(mention, other))
            .filter(|&other| match tokens[other].base_rel() {
                "flat" | "obl" => true,
                "appos" => !self.comma_between(mention, other),
                "nmod" => (is_place || self.case(mention.sentence, other).is_none()) && other <= mention.head + 3 && other > mention.head,
                _ => false,
            });
        let name = |other: usize| self.mention_at(mention.sentence, other).filter(|name| name.form == MentionForm::Name);
        let of_person = || class.iter().any(|one| one == "Person");
        // "Seif al-Islam, le fils du colonel": an apposition is what it stands beside.
        let above = tokens[mention.head].head.filter(|_| tokens[mention.head].base_rel() == "appos");
        let before = if of_person() { None } else { self.named_before(mention) };
        near.chain(above)
            .chain(before)
            .filter_map(name)
            .chain(self.holder(mention).filter(|_| of_person()))
            .chain(self.told_behind(mention).filter(|_| of_person()))
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

    /// "Quant à Untel, le chef du parti, il …": the name before a definite title that ends at a comma and has no name of its own.
    fn told_behind(&self, mention: &Mention) -> Option<&Mention> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let single = self.is_title(&tokens[mention.head]) && !tokens[mention.head].feats.is("Number", "Plur");
        let name = self.named_before(mention).filter(|_| single && self.is_definite(mention))?;
        let belongs = |token: &Token| matches!(token.upos, Upos::Adj | Upos::Adp | Upos::Det | Upos::Noun | Upos::Propn);
        let end = tokens[mention.head + 1..].iter().find(|token| !belongs(token)).filter(|end| end.upos == Upos::Punct);
        end.and_then(|_| self.mention_at(mention.sentence, name))
    }

    /// The name of a person right after a title, whatever the tree says: "le secrétaire général de l'Otan Jens Stoltenberg".
    fn holder(&self, mention: &Mention) -> Option<&Mention> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let stops = |token: &Token| match token.upos {
            // "Un général passé par Saint-Cyr, Untel, …"
            Upos::Verb => !token.feats.is("VerbForm", "Part"),
            other => matches!(other, Upos::Aux | Upos::Cconj | Upos::Pron),
        };
        // "L'envoyé du secrétaire général, Untel, …" names the envoy.
        let inner =
            tokens[mention.head].base_rel() == "nmod" && tokens[mention.head].head.is_some_and(|above| self.is_title(&tokens[above]));
        let (mut comma, mut told) = (false, false);
        for place in (mention.head + 1..tokens.len()).take(LONGEST_TITLE) {
            let token = &tokens[place];
            // "Le chef de l'État islamique (EI), Untel, …", "le chef du Parti de la justice et du développement, Untel, …"
            if in_bracket(tokens, place) || self.is_inside_body(mention.sentence, place) {
                continue;
            }
            // "Le frère de l'émir, cheikh Fahd, …": a comma and a second title may stand before the name.
            let titles = || self.is_title(token) || matches!(token.upos, Upos::Det | Upos::Adj) && &*tokens[place - 1].form == ",";
            let goes_on =
                token.form.starts_with(char::is_uppercase) || titles() || token.upos == Upos::Adj && self.is_title(&tokens[place - 1]);
            if stops(token) || told && titles() || comma && !goes_on || token.upos == Upos::Punct && (&*token.form != "," || comma) {
                return None;
            }
            comma = comma || token.upos == Upos::Punct;
            told = told || token.upos == Upos::Verb;
            let begins = self.analysis.mentions_of(mention.sentence).iter().find(|name| name.tokens.start == place);
            let named = begins.filter(|name| name.form == MentionForm::Name && name.classes.iter().any(|class| class == "Person"));
            if let Some(name) = named.filter(|_| !matches!(tokens[place - 1].upos, Upos::Adp | Upos::Det)) {
                // "Le président, le ministre Untel et …" are two.
                let next = tokens.get(name.tokens.end);
                let listed = comma && next.is_some_and(|next| next.upos == Upos::Cconj);
                let set_off = comma && next.is_none_or(|next| next.upos == Upos::Punct);
                // "Selon le ministre, Untel a menacé …": behind a phrase in front begins the clause.
                let fronted = comma && self.case(mention.sentence, mention.head).is_some();
                let clause = fronted && next.is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux | Upos::Pron));
                return Some(name).filter(|_| !(listed || inner && comma || told && !set_off || clause));
            }
        }
        None
    }

    /// Whether a word stands in the name of a body, behind its first one.
    fn is_inside_body(&self, sentence: usize, place: usize) -> bool {
        let names = self.analysis.mentions_of(sentence).iter().filter(|name| name.form == MentionForm::Name);
        names
            .into_iter()
            .any(|name| name.tokens.start < place && place < name.tokens.end && name.classes.first().is_some_and(|class| class != "Person"))
    }

    /// Whether a word is a noun for one person.
    fn is_title(&self, token: &Token) -> bool {
        token.upos == Upos::Noun && self.linker.nouns.get(&token.lemma).iter().any(|entry| &*entry.class == "Person")
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

/// Whether a name of several words may only be that of a body.
fn name_of_body(name: &Mention) -> bool {
    !name.classes.is_empty() && name.classes.iter().all(|class| matches!(class.as_str(), "Organization" | "ArmedGroup" | "Party"))
}

/// Whether a word is an acronym in brackets, or one of them.
fn in_bracket(tokens: &[Token], place: usize) -> bool {
    let is = |at: usize, form: &str| tokens.get(at).is_some_and(|token| &*token.form == form);
    (place.saturating_sub(2)..=place).any(|open| is(open, "(") && is(open + 2, ")"))
}

/// Whether two names differ as spellings of one name do: long, with the same beginning, a letter or two changed.
fn is_variant(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let length = one.len().min(other.len());
    let begins = one.get(..3).is_some_and(|begin| other.starts_with(begin));
    length >= SPELT && begins && strsim::levenshtein(&one, &other) <= if length >= SPELT_LONG { 2 } else { 1 }
}
