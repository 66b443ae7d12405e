//! Coreference inside a document: what pronouns, possessives and bare definite descriptions stand for.
//!
//! Candidates are the names and descriptions before the anaphor, filtered by class, number and gender, ranked by salience in the manner of
//! Lappin and Leass (Computational Linguistics 20, 1994): recency, part in the sentence, naming, repetition.

use crate::model::{EntityRef, Mention, MentionForm, Token, Upos};

use super::{
    discourse::Discourse,
    referent::{Part, Referent, is_nominal},
};

/// Sentences back that an antecedent may stand.
const WINDOW: usize = 6;
/// What each sentence of distance costs; the other weights are in proportion to it.
const SENTENCE: f32 = 1.0;
const NAMED: f32 = 0.6;
const SAME_PART: f32 = 0.3;
/// For each earlier mention of the same, up to [`REPEATED`].
const REPETITION: f32 = 0.2;
const REPEATED: usize = 6;
/// Mentions back that count as repetitions.
const HISTORY: usize = 80;
/// How much likelier something of another kind must be for a pronoun of the wanted kind to stand for nothing.
const MARGIN: f32 = 0.5;
/// What a place that something happens in loses where somebody who acts is meant.
const SCENE: f32 = 0.4;
/// What a national capital loses where a town is meant: it would be called the capital.
const CAPITAL: f32 = 1.2;
/// What who acts in a relative clause loses against who acts in the main one.
const ASIDE: f32 = 0.4;
/// What somebody who was counted gains where an amount is all that is said.
const COUNTED: f32 = 2.0;
/// Classes that people who are counted may have beside that of a group.
const GROUPS: [&str; 2] = ["Person", "MilitaryForce"];

/// What an anaphor asks of its antecedent.
#[derive(Clone, Copy)]
struct Wish<'w> {
    classes: &'w [String],
    plural: Option<bool>,
    feminine: Option<bool>,
    /// Whether it can only be a place.
    place: bool,
    /// Whether the anaphor is a subject.
    subject: bool,
    /// Whether it says what kind of thing it stands for.
    described: bool,
    /// Whether it is a possessive.
    owner: bool,
}

impl Discourse<'_> {
    /// What a pronoun or possessive stands for.
    pub(super) fn antecedents(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        let possessive = &self.linker.naming.possessive;
        let spoken = || possessive.speaker.contains(token.form.to_lowercase().as_str());
        if token.feats.is("Person", "1") || token.feats.is("Person", "2") || token.upos == Upos::Det && spoken() {
            return Vec::new();
        }
        if self.is_restricted_pronoun(mention) {
            return Vec::new();
        }
        if let Some(verb) = self.told_by_another(mention) {
            let person = ["Person".to_owned()];
            let some = wanted.is_empty() || wanted.iter().any(|class| self.linker.ontology.is_a("Person", class));
            let of_person = some && self.is_of_person(mention);
            let found = if of_person { self.best_referent(mention, &person, token, Some(verb)) } else { Vec::new() };
            let found = if found.is_empty() { self.best_referent(mention, wanted, token, Some(verb)) } else { found };
            if !found.is_empty() {
                return found;
            }
        }
        if token.upos == Upos::Det {
            let subjects = self.clause_subjects(mention, wanted);
            if !subjects.is_empty() {
                return subjects;
            }
        }
        if self.is_latter(mention) {
            return self.latter(mention, wanted);
        }
        if is_amount(token) || self.is_amount_of_them(mention) {
            let some = self.part_of_group(mention, wanted);
            if !some.is_empty() {
                return some;
            }
        }
        // An object is not its own subject: "Macron l'a reçu" tells of somebody else.
        let governor = token.head.filter(|_| token.base_rel() != "nsubj" && token.upos == Upos::Pron);
        self.best_referent(mention, wanted, token, governor)
    }

    /// Whether a possessive belongs to several ("leur").
    fn owned_by_several(&self, token: &Token) -> bool {
        self.linker.naming.possessive.several.contains(token.form.to_lowercase().as_str())
    }

    /// The subjects of the clause that a possessive stands in, or of the clauses above: "leur ambassade" belongs to who acts.
    fn clause_subjects(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let fits = |subject: usize| self.may_own(mention, subject);
        let mut node = mention.head;
        // The tree has no cycles, and a walk to its root no more steps than words.
        for _ in 0..tokens.len() {
            let Some(head) = tokens[node].head else { break };
            let above = if node == mention.head { self.first_conjunct(mention.sentence, head) } else { None };
            let inside = |candidate: usize| self.stands_under(mention.sentence, mention.head, candidate);
            let controlled = self.controller(mention.sentence, node, head);
            let acting = || (0..tokens.len()).find(|&other| tokens[other].head == Some(head) && self.acts(mention.sentence, other));
            let noun = |subject: usize| self.noun_of_relative(mention.sentence, subject).unwrap_or(subject);
            let own = controlled.into_iter().chain(acting()).map(noun).filter(|&other| !inside(other));
            for owner in above.into_iter().chain(own).filter(|&owner| fits(owner)) {
                let found = match above == Some(owner) {
                    true => self.member(mention, owner, &[]),
                    false => self.members(mention, owner, wanted),
                };
                if !found.is_empty() {
                    return found;
                }
                // "L'ambassade américaine a évacué son personnel": her country's.
                if let Some(state) = self.state_behind(mention.sentence, owner).filter(|state| self.linker.is_any(&state.class, wanted)) {
                    return vec![state];
                }
            }
            node = head;
        }
        let owned = self.token(mention.sentence, mention.head).head.unwrap_or(mention.head);
        // "Son directeur, Yukiya Amano, a …": nobody is his own director.
        self.coming_subject(mention)
            .filter(|&subject| fits(subject) && !self.stands_under(mention.sentence, subject, owned))
            .map_or_else(Vec::new, |subject| self.members(mention, subject, wanted))
    }

    /// Whether a word in a clause says who acts: a subject, or the agent of a noun ("l'annonce par Moscou").
    fn acts(&self, sentence: usize, token: usize) -> bool {
        let word = self.token(sentence, token);
        let agent = || self.case(sentence, token).is_some_and(|case| self.linker.naming.syntax.agent.contains(case));
        word.base_rel() == "nsubj" || matches!(word.base_rel(), "nmod" | "obl") && agent()
    }

    /// Whether a possessive may belong to a word: one owner for "son", several for "leur".
    fn may_own(&self, mention: &Mention, owner: usize) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let several = self.owned_by_several(&tokens[mention.head]);
        let joined = tokens.iter().any(|token| token.head == Some(owner) && token.base_rel() == "conj");
        let known = self.referents.iter().find(|one| (one.sentence, one.token) == (mention.sentence, owner)).and_then(|one| one.plural);
        let plural = known
            .or_else(|| tokens[owner].feats.get("Number").filter(|_| tokens[owner].upos != Upos::Propn).map(|number| number == "Plur"));
        joined && several || plural.is_none_or(|plural| plural == several)
    }

    /// "Kaboul et son aéroport": what a possessive noun is joined to owns it, unless it is owned by the same.
    fn first_conjunct(&self, sentence: usize, owned: usize) -> Option<usize> {
        let word = self.token(sentence, owned);
        let first = word.head.filter(|&head| word.base_rel() == "conj" && is_nominal(self.token(sentence, head)))?;
        let name = self.mention_at(sentence, first).is_some_and(|mention| mention.form == MentionForm::Name);
        (name && self.possessive(sentence, first).is_none()).then_some(first)
    }

    /// "Pour évacuer leurs ressortissants, Londres et Paris vont …": who acts in the main clause behind.
    fn coming_subject(&self, mention: &Mention) -> Option<usize> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let finite = (0..tokens.len()).find(|&token| tokens[token].feats.is("VerbForm", "Fin")).filter(|&finite| finite > mention.head)?;
        let verb = tokens[finite].head.filter(|_| tokens[finite].base_rel() == "aux").unwrap_or(finite);
        let by_tree = (mention.head..finite).find(|&other| tokens[other].head == Some(verb) && tokens[other].base_rel() == "nsubj");
        let comma = (mention.head..finite).find(|&other| tokens[other].form == ",")?;
        by_tree.or_else(|| (comma..finite).find(|&other| is_nominal(&tokens[other]) && self.case(mention.sentence, other).is_none()))
    }

    /// What a word in the sentence of a possessive stands for, and so the possessive.
    fn member(&self, mention: &Mention, word: usize, wanted: &[String]) -> Vec<EntityRef> {
        let found = self.entities(mention.sentence, word, wanted);
        found.iter().for_each(|entity| self.trace.note(mention, entity, (mention.sentence, word)));
        found
    }

    /// What a word and those coordinated with it stand for.
    fn members(&self, mention: &Mention, first: usize, wanted: &[String]) -> Vec<EntityRef> {
        std::iter::once(first).chain(self.conjuncts(mention.sentence, first)).flat_map(|node| self.member(mention, node, wanted)).collect()
    }

    /// The words that are coordinated with the first of them.
    pub(super) fn conjuncts(&self, sentence: usize, first: usize) -> impl Iterator<Item = usize> {
        let tokens = &self.analysis.sentences[sentence].tokens;
        (0..tokens.len()).filter(move |&other| tokens[other].head == Some(first) && tokens[other].base_rel() == "conj")
    }

    pub(super) fn stands_under(&self, sentence: usize, mut node: usize, above: usize) -> bool {
        let tokens = &self.analysis.sentences[sentence].tokens;
        for _ in 0..tokens.len() {
            if node == above {
                return true;
            }
            match tokens[node].head {
                Some(head) => node = head,
                None => return false,
            }
        }
        false
    }

    /// "En ont arrêté une centaine": an object that only counts those whom a pronoun beside it stands for.
    fn is_amount_of_them(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let token = &tokens[mention.head];
        let counts = matches!(token.upos, Upos::Num | Upos::Noun) && token.base_rel() == "obj";
        let of = &self.linker.naming.syntax.of_them;
        counts
            && tokens
                .iter()
                .any(|other| other.head == token.head && other.upos == Upos::Pron && of.contains(other.form.to_lowercase().as_str()))
    }

    /// "Ce dernier", "celui-ci": who was named last.
    fn is_latter(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let token = &tokens[mention.head];
        let syntax = &self.linker.naming.syntax;
        let shown = || tokens.iter().any(|other| other.head == Some(mention.head) && other.feats.is("PronType", "Dem"));
        syntax.latter.contains(token.lemma.as_str()) && (token.upos == Upos::Pron || shown())
    }

    /// "Celui qui lui succède", "ceux de Goma": a demonstrative that its own clause or complement tells of is nobody told of before.
    fn is_restricted_pronoun(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let token = &tokens[mention.head];
        let restricts = |other: &Token| other.head == Some(mention.head) && matches!(other.base_rel(), "acl" | "nmod");
        token.upos == Upos::Pron && token.feats.is("PronType", "Dem") && tokens[mention.head + 1..].iter().any(restricts)
    }

    fn latter(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        let wish = self.wish(mention, wanted, token);
        let last =
            self.before(mention).filter(|referent| self.fits(referent, &wish)).max_by_key(|referent| (referent.sentence, referent.token));
        last.map_or_else(Vec::new, |referent| self.refer(mention, referent))
    }

    /// "168.000 ont fui", "certains", "la plupart": some of the last group that the text told of.
    fn part_of_group(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let group = |referent: &&Referent| {
            let class = &*referent.entity().class;
            let described = || self.mention_of(referent).is_some_and(|mention| mention.form == MentionForm::Nominal);
            let people = referent.entities.len() == 1 && (class == "Group" || GROUPS.contains(&class) && described());
            people && referent.plural == Some(true) && self.linker.is_any(&referent.entity().class, wanted)
        };
        let wish = Wish { plural: None, feminine: None, ..self.wish(mention, wanted, self.token(mention.sentence, mention.head)) };
        // Who was counted before is counted again.
        let counted = |referent: &Referent| {
            let before = self.mention_of(referent).is_some_and(|mention| self.is_counted(mention));
            if before { COUNTED } else { 0.0 }
        };
        let weight = |referent: &Referent| self.salience(mention, referent, &wish) + counted(referent);
        self.before(mention)
            .filter(group)
            .max_by(|one, other| weight(one).total_cmp(&weight(other)))
            .map_or_else(Vec::new, |referent| self.refer(mention, referent))
    }

    fn mention_of(&self, referent: &Referent) -> Option<&Mention> {
        self.mention_at(referent.sentence, referent.token)
    }

    fn wish<'w>(&self, mention: &Mention, classes: &'w [String], token: &Token) -> Wish<'w> {
        let possessive = token.upos == Upos::Det;
        let number = || token.feats.get("Number").map(|number| number == "Plur");
        Wish {
            classes,
            plural: if possessive { Some(self.owned_by_several(token)) } else { number() },
            feminine: token
                .feats
                .get("Gender")
                .filter(|_| token.upos == Upos::Pron && token.base_rel() != "iobj")
                .map(|gender| gender == "Fem"),
            // What is looked for as a place only is not found in who acts.
            place: !classes.is_empty() && classes.iter().all(|class| self.linker.ontology.is_a(class, "Place")),
            subject: self.token(mention.sentence, mention.head).base_rel() == "nsubj",
            described: false,
            owner: possessive,
        }
    }

    /// Whether a referent is feminine, by itself or by what else the text calls the same.
    fn gender(&self, referent: &Referent) -> Option<bool> {
        let same = |other: &&Referent| other.entities.len() == 1 && other.entity().key == referent.entity().key;
        let elsewhere = || self.referents.iter().rev().take(HISTORY).filter(same).find_map(|other| other.feminine);
        // A country that is told of by its capital takes the gender of the name that is used.
        let body = referent.entities.len() == 1 && self.linker.ontology.is_a(&referent.entity().class, "Organization");
        referent.feminine.or_else(|| if body { elsewhere() } else { None })
    }

    fn fits(&self, referent: &Referent, wish: &Wish<'_>) -> bool {
        let agrees = |own: Option<bool>, wanted: Option<bool>| own.is_none() || wanted.is_none() || own == wanted;
        let several = referent.entities.len() == 1 || wish.plural == Some(true);
        let classes = several && referent.entities.iter().all(|entity| self.linker.is_any(&entity.class, wish.classes));
        let acts = || referent.entity().class == "Country" || self.linker.is_national_capital(referent.entity());
        let somewhere = referent.located || wish.described && !acts();
        classes && (!wish.place || somewhere) && agrees(referent.plural, wish.plural) && agrees(self.gender(referent), wish.feminine)
    }

    /// The likeliest referent of a pronoun or possessive that is no subject of the verb `governor`.
    fn best_referent(&self, mention: &Mention, wanted: &[String], token: &Token, governor: Option<usize>) -> Vec<EntityRef> {
        let wish = self.wish(mention, wanted, token);
        let governor = governor.map(|verb| self.acting_verb(mention.sentence, verb));
        let acts = |referent: &&Referent| {
            let same = referent.sentence == mention.sentence && referent.governor.is_some() && referent.governor == governor;
            same && referent.part == Part::Subject
        };
        let acting: Vec<&str> = self.before(mention).filter(acts).flat_map(|one| &one.entities).map(|entity| entity.key.as_str()).collect();
        let pronoun = self.pronoun_acting(mention, governor);
        let beside = |referent: &&Referent| {
            let acts = |entity: &EntityRef| acting.contains(&entity.key.as_str()) || pronoun.iter().any(|one| one.key == entity.key);
            !referent.entities.iter().any(acts) && !self.is_agent_before(mention, referent)
        };
        let best = |wish: &Wish<'_>| {
            let scored = self.before(mention).filter(beside).filter(|referent| self.fits(referent, wish));
            scored.map(|referent| (self.salience(mention, referent, wish), referent)).max_by(|a, b| a.0.total_cmp(&b.0))
        };
        let Some((score, referent)) = best(&wish) else { return Vec::new() };
        // "X affirme l'avoir pris": a person or a town, whichever the story is about.
        let any = Wish { classes: &[], place: false, ..wish };
        // "Il s'est réfugié à l'ambassade": no country does, where a person is told of.
        let acting = token.base_rel() == "nsubj" && referent.entity().class == "Country";
        let of_kind = |other: &&(f32, &Referent)| !acting || other.1.entity().class == "Person";
        let other = if acting || token.base_rel() == "obj" { best(&any).filter(|other| of_kind(&other)) } else { None };
        let doubtful =
            other.is_some_and(|(likelier, other)| likelier > score + MARGIN && !self.fits(other, &Wish { place: false, ..wish }));
        if doubtful { Vec::new() } else { self.refer(mention, referent) }
    }

    /// "Lâché par l'armée, il a quitté le palais": an agent told before a subject pronoun, with no verb between, is somebody else.
    fn is_agent_before(&self, mention: &Mention, referent: &Referent) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let subject = tokens[mention.head].base_rel() == "nsubj" && tokens[mention.head].upos == Upos::Pron;
        let agent = || self.case(referent.sentence, referent.token).is_some_and(|case| self.linker.naming.syntax.agent.contains(case));
        let quiet = || !(referent.token..mention.head).any(|place| self.is_finite(mention.sentence, place));
        subject && referent.sentence == mention.sentence && agent() && quiet()
    }

    /// What a definite description stands for that names a class: something of that class named before (of `country`, if that is given), or the
    /// country in focus.
    pub(super) fn anaphor(&self, mention: &Mention, classes: &[String], country: Option<&str>) -> Option<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        let plural = token.feats.is("Number", "Plur");
        let class = classes.first().map_or("", String::as_str);
        let place = class != "Country" && self.linker.ontology.is_a(class, "Place");
        let wish =
            Wish { classes, plural: None, feminine: None, place, subject: token.base_rel() == "nsubj", described: true, owner: false };
        if class == "Country" && !plural && !self.is_demonstrative(mention) {
            // "L'île" is the country of the story that is one.
            let label = |key: &str| self.linker.gazetteer.by_key(key).map(|id| self.linker.gazetteer.record(id).label());
            let country = match self.linker.naming.kinds.get(token.lemma.as_str()) {
                Some(kind) => self.focus.country_with(mention.sentence, |key| label(key).is_some_and(|label| kind.contains(label)))?,
                None => self.focus.country(mention.sentence)?,
            };
            return self.linker.gazetteer.by_key(country).map(|id| self.linker.entity_of(id, 0.7));
        }
        let members = class == "ArmedGroup" || class == "MilitaryForce" && self.are_persons(mention);
        // "L'armée" is that of a country, not whatever force was named last.
        let army = class == "MilitaryForce" && !plural;
        let of_country = |referent: &Referent| {
            (!army || referent.entity().country.is_some())
                && country.is_none_or(|country| referent.entity().country.as_deref() == Some(country))
        };
        let best = |fits: &dyn Fn(&Referent) -> bool| {
            self.before(mention)
                .filter(|referent| referent.named && referent.entities.len() == 1 && of_country(referent) && fits(referent))
                // "Les rebelles" are as well the members of a front, and "les soldats" those of an army.
                .filter(|referent| !plural || members || referent.plural != Some(false))
                .max_by(|a, b| self.likeness(mention, a, &wish).total_cmp(&self.likeness(mention, b, &wish)))
        };
        let referred = |known: &Referent| self.refer(mention, known).into_iter().next();
        // "Les djihadistes" are those of the text that are known for it, if any is, and "l'archipel" the country that is one.
        let kind = self.linker.naming.kinds.get(token.lemma.as_str());
        let of_kind = |referent: &Referent| kind.is_some_and(|labels| labels.contains(&referent.entity().label));
        let any = Wish { classes: &[], ..wish };
        let of_kind = best(&|referent| of_kind(referent) && self.fits(referent, &any));
        let known = of_kind.or_else(|| best(&|referent| self.fits(referent, &wish))).and_then(referred);
        let named = || {
            let name = best(&|referent| self.may_be(referent, class))?;
            let known = self.entities(name.sentence, name.token, classes).into_iter().next()?;
            self.trace.note(mention, &known, (name.sentence, name.token));
            Some(known)
        };
        known.or_else(named).or_else(|| best(&|referent| self.may_be_body(mention, referent, class)).and_then(referred))
    }

    /// Whether a name that nobody knows may be of a body of a class: who calls itself a movement may be a party or an army.
    fn may_be_body(&self, mention: &Mention, referent: &Referent, class: &str) -> bool {
        let entity = referent.entity();
        let body = |class: &str| matches!(class, "Organization" | "ArmedGroup" | "Party");
        let name = self.mention_at(referent.sentence, referent.token).is_some_and(|name| name.form == MentionForm::Name);
        let word = self.token(mention.sentence, mention.head);
        // "Les djihadistes" are no organisation that only might have arms.
        let called = word.feats.is("Number", "Sing") || entity.class == class;
        name && called && body(class) && body(&entity.class) && entity.ids.is_empty() && entity.country.is_none()
    }

    /// Whether a name that nobody knows, and that stands where places stand, may name a place of a class.
    fn may_be(&self, referent: &Referent, class: &str) -> bool {
        let name =
            self.mention_at(referent.sentence, referent.token).filter(|name| name.form == MentionForm::Name && name.candidates.is_empty());
        let place = self.linker.ontology.is_a(class, "Place") && referent.located && referent.entity().ids.is_empty();
        place && name.is_some_and(|name| name.tokens.len() == 1 && name.classes.iter().any(|own| own == class))
    }

    /// "Les deux pays": the coordination of their kind that was told of last.
    pub(super) fn several(&self, mention: &Mention, class: &str) -> Option<Vec<EntityRef>> {
        let token = self.token(mention.sentence, mention.head);
        let of_kind = |referent: &&Referent| {
            referent.entities.len() > 1 && referent.entities.iter().all(|entity| self.linker.ontology.is_a(&entity.class, class))
        };
        // "X et Y ont demandé aux deux hommes": two others.
        let others = |referent: &&Referent| !self.acts_above(mention, referent);
        let last = self.before(mention).filter(of_kind).filter(others).max_by_key(|referent| (referent.sentence, referent.token));
        last.filter(|_| token.feats.is("Number", "Plur")).map(|referent| self.refer(mention, referent))
    }

    /// Salience for a description: who was described by the same noun before is meant again, and a capital is seldom called a town.
    fn likeness(&self, mention: &Mention, referent: &Referent, wish: &Wish<'_>) -> f32 {
        let lemma = &self.token(mention.sentence, mention.head).lemma;
        let again = *lemma == self.token(referent.sentence, referent.token).lemma;
        let capital = wish.place && self.linker.is_national_capital(referent.entity());
        self.salience(mention, referent, wish) + if again { 1.5 } else { 0.0 } - if capital { CAPITAL } else { 0.0 }
    }

    pub(super) fn before(&self, mention: &Mention) -> impl Iterator<Item = &Referent> {
        let (sentence, head) = (mention.sentence, mention.head);
        // They stand in the order of the text.
        let first = self.referents.partition_point(|referent| referent.sentence + WINDOW < sentence);
        let end = self.referents.partition_point(|referent| (referent.sentence, referent.token) < (sentence, head));
        self.referents[first..end.max(first)].iter()
    }

    /// "À Lomé, où le président togolais l'accueille": who acts in a relative clause is not whom the story goes on about.
    fn acts_aside(&self, referent: &Referent) -> bool {
        let verb = referent.governor.filter(|_| referent.part == Part::Subject);
        verb.is_some_and(|verb| self.token(referent.sentence, verb).rel == "acl:relcl")
    }

    fn salience(&self, mention: &Mention, referent: &Referent, wish: &Wish<'_>) -> f32 {
        let part = if wish.place { place_weight(referent.part) } else { weight(referent.part) };
        let parallel = if wish.subject && referent.part == Part::Subject { SAME_PART } else { 0.0 };
        let named = if referent.named { NAMED } else { 0.0 };
        let key = &referent.entity().key;
        let end = self.referents.partition_point(|other| (other.sentence, other.token) < (mention.sentence, mention.head));
        let repeated = self.referents[..end].iter().rev().take(HISTORY).filter(|other| other.entity().key == *key).take(REPEATED + 1);
        let repeated = repeated.count().saturating_sub(1);
        #[expect(clippy::cast_precision_loss, reason = "the window is a few sentences, and only the order inside a sentence counts")]
        let (distance, place, repeated) =
            ((mention.sentence - referent.sentence) as f32, referent.token as f32 / 1000.0, repeated as f32 * REPETITION);
        // Where something happens is seldom who it is about.
        let scene = if wish.owner && !wish.place && referent.located { SCENE } else { 0.0 };
        let aside = if self.acts_aside(referent) { ASIDE } else { 0.0 };
        part + parallel - scene - aside + named + repeated + place - distance * SENTENCE
    }
}

/// Whether a word says how many of somebody told of before, and nothing else.
fn is_amount(token: &Token) -> bool {
    // "3 000 soldats à Bagdad, un millier à Erbil" leaves out what it counts, and is no subject.
    matches!(token.upos, Upos::Num | Upos::Noun) && token.base_rel() == "nsubj"
        || token.upos == Upos::Pron && token.feats.is("PronType", "Ind")
}

const fn weight(part: Part) -> f32 {
    match part {
        Part::Subject => 1.4,
        Part::Undergoer => 1.2,
        Part::Agent => 0.9,
        Part::Object => 0.6,
        Part::Oblique => 0.3,
        Part::Inner => 0.0,
    }
}

/// Of places those count that somebody goes to.
const fn place_weight(part: Part) -> f32 {
    match part {
        Part::Undergoer | Part::Object | Part::Oblique => 0.8,
        Part::Subject => 0.6,
        Part::Agent | Part::Inner => 0.0,
    }
}
