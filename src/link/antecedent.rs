//! Coreference inside a document: what pronouns and possessives stand for, and how likely each referent is.
//!
//! Candidates are the names and descriptions before the anaphor, filtered by class, number and gender, ranked by salience in the manner of
//! Lappin and Leass (Computational Linguistics 20, 1994): recency, part in the sentence, naming, repetition.

use crate::model::{EntityRef, Mention, Token, Upos};

use super::{
    amount::is_amount,
    discourse::Discourse,
    referent::{Part, Referent},
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
/// What who acts in a relative clause loses against who acts in the main one.
const ASIDE: f32 = 0.4;
/// What the place where somebody promises something loses against that of what is promised.
const SETTING: f32 = 2.0;

/// What an anaphor asks of its antecedent.
#[derive(Clone, Copy)]
pub(super) struct Wish<'w> {
    pub classes: &'w [String],
    pub plural: Option<bool>,
    pub feminine: Option<bool>,
    /// Whether it can only be a place.
    pub place: bool,
    /// Whether the anaphor is a subject.
    pub subject: bool,
    /// Whether it says what kind of thing it stands for.
    pub described: bool,
    /// Whether it is a possessive.
    pub owner: bool,
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
        if let Some(&place) = self.linker.naming.syntax.of_two.get(token.lemma.as_str()) {
            return if self.is_lone_ordinal(mention) { self.one_of_two(mention, place, wanted) } else { Vec::new() };
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

    pub(super) fn mention_of(&self, referent: &Referent) -> Option<&Mention> {
        self.mention_at(referent.sentence, referent.token)
    }

    pub(super) fn wish<'w>(&self, mention: &Mention, classes: &'w [String], token: &Token) -> Wish<'w> {
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

    pub(super) fn fits(&self, referent: &Referent, wish: &Wish<'_>) -> bool {
        let agrees = |own: Option<bool>, wanted: Option<bool>| own.is_none() || wanted.is_none() || own == wanted;
        let several = referent.entities.len() == 1 || wish.plural == Some(true);
        // A coalition is not the agency that an officer was quoted by.
        let quoted = wish.described && referent.entity().class == "Media" && !wish.classes.iter().any(|class| class == "Media");
        let classes = several && !quoted && referent.entities.iter().all(|entity| self.linker.is_any(&entity.class, wish.classes));
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

    pub(super) fn before(&self, mention: &Mention) -> impl Iterator<Item = &Referent> {
        let (sentence, head) = (mention.sentence, mention.head);
        // They stand in the order of the text.
        let first = self.referents.partition_point(|referent| referent.sentence + WINDOW < sentence);
        let end = self.referents.partition_point(|referent| (referent.sentence, referent.token) < (sentence, head));
        self.referents[first..end.max(first)].iter()
    }

    /// "À Lomé, où le président togolais l'accueille": who acts in a relative clause is not whom the story goes on about.
    fn acts_aside(&self, referent: &Referent) -> bool {
        let verb = referent.governor.map(|verb| self.token(referent.sentence, verb));
        match referent.part {
            Part::Subject => verb.is_some_and(|verb| verb.rel == "acl:relcl"),
            // "L'accord signé à Untel", "dépêché par Untel".
            Part::Agent | Part::Oblique => verb.is_some_and(|verb| verb.rel == "acl" && verb.feats.is("VerbForm", "Part")),
            _ => false,
        }
    }

    /// "Originaires de Grozny", "venus de Goma": a place that an adjective or a participle has for where somebody is from.
    fn is_origin(&self, referent: &Referent) -> bool {
        let above = referent.governor.map(|above| self.token(referent.sentence, above));
        let adjective = above.is_some_and(|word| word.upos == Upos::Adj || word.feats.is("VerbForm", "Part") && word.rel == "acl");
        let case = self.case(referent.sentence, referent.token);
        adjective && case.is_some_and(|case| self.linker.naming.syntax.owner.contains(case))
    }

    /// "Réunis à Accra, ils ont promis d'y envoyer une force": where those are who promise something is not where they promise to do it, and a place
    /// beside a pronoun in its clause is another.
    fn is_setting(&self, mention: &Mention, referent: &Referent) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        if tokens[mention.head].upos != Upos::Pron || referent.sentence != mention.sentence {
            return false;
        }
        let lower = |verb: usize| tokens[verb].base_rel() == "xcomp" && tokens[verb].feats.is("VerbForm", "Inf");
        let Some(verb) = tokens[mention.head].head else { return false };
        let top = std::iter::successors(Some(verb), |&verb| tokens[verb].head.filter(|_| lower(verb))).take(tokens.len()).last();
        let above = std::iter::successors(Some(referent.token), |&node| tokens[node].head).take(tokens.len());
        let clause = above.into_iter().skip(1).find(|&node| tokens[node].upos == Upos::Verb);
        let participle = |node: usize| tokens[node].feats.is("VerbForm", "Part") && tokens[node].base_rel() == "advcl";
        clause.is_some_and(|node| Some(node) == top || lower(verb) && participle(node) && tokens[node].head == top)
    }

    pub(super) fn salience(&self, mention: &Mention, referent: &Referent, wish: &Wish<'_>) -> f32 {
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
        let origin = if wish.place && self.is_origin(referent) { SETTING } else { 0.0 };
        let scene = if wish.owner && !wish.place && referent.located { SCENE } else { 0.0 };
        let aside = if self.acts_aside(referent) { ASIDE } else { 0.0 }
            + if wish.place && self.is_setting(mention, referent) { SETTING } else { 0.0 };
        part + parallel - origin - scene - aside + named + repeated + place - distance * SENTENCE
    }
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
