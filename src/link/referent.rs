//! What later words may refer back to: every name and description of a document with its number, gender and part in its sentence.

use crate::model::{EntityRef, Mention, MentionForm, Token, Upos};

use super::discourse::Discourse;

const PERSON: &str = "Person";
/// Classes whose names are singular, whatever they look like.
const SINGULAR: [&str; 5] = ["Person", "City", "Facility", "Region", "Country"];

/// Words of a dateline, at most.
const DATELINE: usize = 16;

/// The part that a referent plays in its clause: who is told of comes first (centering: Grosz, Joshi and Weinstein, Computational
/// Linguistics 21, 1995).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Inside another phrase.
    Inner,
    Oblique,
    Object,
    Agent,
    /// Subject of a passive.
    Undergoer,
    Subject,
}

/// A mention that later ones may refer to, or several that are coordinated.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub sentence: usize,
    pub token: usize,
    /// What it stands for: more than one where it is a coordination.
    pub entities: Vec<EntityRef>,
    /// Whether a name, or a name beside a description, says what it is.
    pub named: bool,
    pub part: Part,
    /// The word that it depends on.
    pub governor: Option<usize>,
    /// Whether the text tells where something is or goes by it.
    pub located: bool,
    pub plural: Option<bool>,
    pub feminine: Option<bool>,
}

impl Referent {
    /// The one entity, or the first of several.
    pub fn entity(&self) -> &EntityRef {
        &self.entities[0]
    }
}

impl Discourse<'_> {
    /// Resolves names and descriptions in order, so that later ones see the earlier.
    pub(super) fn collect_referents(&mut self) {
        for index in 0..self.analysis.mentions.len() {
            let mention = &self.analysis.mentions[index];
            // What a pronoun stands for that may be a thing is not sure enough to be told of again.
            if mention.form == MentionForm::Adjective || mention.form == MentionForm::Pronoun && !self.is_told_of_again(mention) {
                continue;
            }
            if self.is_in_facility(mention) {
                continue;
            }
            let part = self.part(mention.sentence, mention.head);
            let acts = matches!(part, Part::Subject | Part::Agent);
            let acting = if acts { self.resolve(index, &["Actor".to_owned()], None) } else { Vec::new() };
            let found = if acting.is_empty() { self.resolve(index, &[], None) } else { acting };
            if found.is_empty() || mention.form == MentionForm::Pronoun && found[0].class != PERSON {
                continue;
            }
            self.note_office(mention, &found[0]);
            let referent = self.referent(mention, found, part);
            let joined = self.joined(&referent);
            self.referents.push(referent);
            self.referents.extend(joined);
        }
    }

    /// "Le palais de Dasman", "le camp Tshatshi": a name that nobody knows and that a building is called by is no place beside it.
    fn is_in_facility(&self, mention: &Mention) -> bool {
        let token = self.token(mention.sentence, mention.head);
        let below = mention.form == MentionForm::Name && mention.candidates.is_empty() && matches!(token.base_rel(), "nmod" | "flat");
        let above = token.head.filter(|&head| below && head < mention.head).and_then(|head| self.mention_at(mention.sentence, head));
        above.is_some_and(|above| above.form == MentionForm::Nominal && above.classes.first().is_some_and(|class| class == "Facility"))
    }

    fn is_named_facility(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let inside = |other: usize| tokens[other].head == Some(mention.head);
        let names = self.analysis.mentions_of(mention.sentence).iter().filter(|name| inside(name.head));
        mention.form == MentionForm::Nominal && names.into_iter().any(|name| self.is_in_facility(name))
    }

    /// Whether a pronoun goes on telling of somebody: the personal subject of a clause.
    fn is_told_of_again(&self, mention: &Mention) -> bool {
        let token = self.token(mention.sentence, mention.head);
        token.upos == Upos::Pron && token.base_rel() == "nsubj" && token.feats.is("PronType", "Prs") && token.feats.is("Person", "3")
    }

    fn referent(&self, mention: &Mention, entities: Vec<EntityRef>, part: Part) -> Referent {
        let top = self.top(mention.sentence, mention.head).unwrap_or(mention.head);
        // "Les rebelles libyens" are as good as a name, soldiers and offices of somebody are not.
        let owned = part != Part::Inner && entities[0].country.is_some() && matches!(&*entities[0].class, "ArmedGroup" | "Government");
        Referent {
            sentence: mention.sentence,
            token: mention.head,
            named: mention.form == MentionForm::Name
                || !entities[0].ids.is_empty()
                || owned
                || self.is_named_facility(mention)
                || entities[0].class == PERSON && self.is_named_beside(mention),
            part,
            governor: self.token(mention.sentence, top).head,
            located: self.is_located(mention, &entities[0], top),
            plural: self.plural(mention, &entities[0]),
            feminine: self.feminine(mention),
            entities,
        }
    }

    /// Whether a place is somewhere to be, not somebody who acts: the dateline only says where the dispatch was written, and a name
    /// without preposition that is no object is a government.
    fn is_located(&self, mention: &Mention, entity: &EntityRef, top: usize) -> bool {
        let token = self.token(mention.sentence, top);
        let cased = self.case(mention.sentence, top).is_some() || self.case(mention.sentence, mention.head).is_some();
        let may_act = entity.class == "Country" || self.linker.is_national_capital(entity);
        if may_act && self.is_side(mention, top) {
            return false;
        }
        let placed = match token.base_rel() {
            "obj" | "root" => top == mention.head || self.mention_at(mention.sentence, top).is_some(),
            _ => cased || token.rel == "nsubj:pass",
        };
        let several = entity.ids.is_empty() && self.token(mention.sentence, mention.head).feats.is("Number", "Plur");
        let bare = mention.form == MentionForm::Nominal && entity.class == "Country" && !self.is_called_by_name(mention);
        placed && !several && !bare && !self.is_in_dateline(mention)
    }

    /// "Contre Moscou", "mourir pour Pretoria": whether a preposition makes a place somebody who takes part.
    fn is_side(&self, mention: &Mention, top: usize) -> bool {
        let syntax = &self.linker.naming.syntax;
        let case = self.case(mention.sentence, top).or_else(|| self.case(mention.sentence, mention.head));
        let leaves = || {
            let verb = self.token(mention.sentence, top).head.map(|verb| self.token(mention.sentence, verb));
            verb.is_some_and(|verb| syntax.departing.contains(verb.lemma.as_str()))
        };
        case.is_some_and(|case| syntax.siding.contains(case) || syntax.bound_for.contains(case) && !leaves())
    }

    /// "DHAHRAN (Arabie saoudite), 3 août - …": whether a place only says where the dispatch was written. A town in capitals begins the sentence,
    /// and a dash ends what is told of it.
    fn is_in_dateline(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let shouted = |token: &Token| token.form.chars().count() > 2 && token.form.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        let dash = |token: &Token| matches!(&*token.form, "-" | "–" | "—" | "--");
        shouted(&tokens[0]) && (mention.head == 0 || tokens.iter().take(DATELINE).skip(mention.head).any(dash))
    }

    /// What a coordination stands for as a whole, told at its last member.
    fn joined(&self, last: &Referent) -> Option<Referent> {
        let tokens = &self.analysis.sentences[last.sentence].tokens;
        let top = tokens[last.token].head.filter(|_| tokens[last.token].base_rel() == "conj")?;
        let goes_on = (last.token + 1..tokens.len()).any(|other| tokens[other].head == Some(top) && tokens[other].base_rel() == "conj");
        // "Trois Maliens, un homme et deux femmes" are three people.
        let told = last.entity().class == "Group" && tokens.iter().any(|token| token.head == Some(top) && token.base_rel() == "nummod");
        if goes_on || told {
            return None;
        }
        let member = |referent: &&Referent| {
            let joins = |token: usize| token == top || tokens[token].head == Some(top) && tokens[token].base_rel() == "conj";
            referent.sentence == last.sentence && referent.entities.len() == 1 && joins(referent.token)
        };
        // "En Syrie, la France et la Russie": what stands behind a preposition is not joined to what stands behind none.
        let cased = |token: usize| self.case(last.sentence, token).is_some();
        let alike = |referent: &&Referent| cased(last.token) || !cased(referent.token);
        let entities: Vec<EntityRef> =
            self.referents.iter().filter(member).filter(alike).chain([last]).map(|one| one.entity().clone()).collect();
        (entities.len() > 1).then(|| Referent { entities, plural: Some(true), feminine: None, ..last.clone() })
    }

    /// The word at the top of the coordination or apposition that a word stands in.
    fn top(&self, sentence: usize, token: usize) -> Option<usize> {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let mut node = token;
        for _ in 0..tokens.len() {
            match tokens[node].head.filter(|_| matches!(tokens[node].base_rel(), "conj" | "appos" | "flat")) {
                Some(head) if is_nominal(&tokens[head]) => node = head,
                _ => return Some(node),
            }
        }
        None
    }

    fn part(&self, sentence: usize, token: usize) -> Part {
        let Some(top) = self.top(sentence, token) else { return Part::Inner };
        let word = self.token(sentence, top);
        match word.base_rel() {
            "nsubj" if word.rel == "nsubj:pass" => Part::Undergoer,
            // Who is cited behind what he says is not who it is about.
            "nsubj" if word.head.is_some_and(|verb| verb < top) => Part::Oblique,
            "nsubj" => Part::Subject,
            // Parsers often take a subject with an apposition for the root, and its verb for a relative clause.
            _ if self.stands_before_verb(sentence, top) => Part::Subject,
            // "Quant à Damas, il …"
            _ if self.is_topic(sentence, top) => Part::Subject,
            "obl" if word.rel == "obl:agent" => Part::Agent,
            "obj" | "iobj" | "root" => Part::Object,
            "obl" => Part::Oblique,
            _ => Part::Inner,
        }
    }

    /// Whether the words before a nominal make it what the sentence is about.
    fn is_topic(&self, sentence: usize, token: usize) -> bool {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let case = tokens.iter().position(|other| other.head == Some(token) && other.rel == "case");
        let before = case.and_then(|case| case.checked_sub(1)).map(|before| &tokens[before]);
        before.is_some_and(|before| self.linker.naming.syntax.topic.contains(before.lemma.as_str()))
    }

    /// Whether a nominal without preposition has the main verb of its sentence below it or right behind it.
    pub(super) fn stands_before_verb(&self, sentence: usize, token: usize) -> bool {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let children = |node: usize| (0..tokens.len()).filter(move |&other| tokens[other].head == Some(node));
        let relative = |verb: usize| children(verb).any(|child| tokens[child].feats.is("PronType", "Rel") || tokens[child].rel == "mark");
        let bare = self.case(sentence, token).is_none() && is_nominal(&tokens[token]);
        let verbs = || children(token).filter(|&verb| verb > token && tokens[verb].base_rel() == "acl" && self.is_finite(sentence, verb));
        bare && verbs().any(|verb| !relative(verb) && !children(verb).any(|child| tokens[child].base_rel() == "nsubj"))
    }

    pub(super) fn is_finite(&self, sentence: usize, verb: usize) -> bool {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let finite = |token: &Token| token.feats.is("VerbForm", "Fin");
        finite(&tokens[verb]) || tokens.iter().any(|token| token.head == Some(verb) && token.base_rel() == "aux" && finite(token))
    }

    /// Number of a mention: of a name by the article that it takes, of a description by its features.
    fn plural(&self, mention: &Mention, entity: &EntityRef) -> Option<bool> {
        let token = self.token(mention.sentence, mention.head);
        let own = token.feats.get("Number").map(|number| number == "Plur");
        if mention.form != MentionForm::Name || token.upos == Upos::Noun {
            return own;
        }
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let determiner = tokens.iter().find(|token| token.head == Some(mention.head) && token.upos == Upos::Det);
        let written = determiner.and_then(|token| token.feats.get("Number")).map(|number| number == "Plur");
        let words = self.words(mention);
        let acronym = !words.chars().any(char::is_lowercase);
        let by_class = || (!acronym || SINGULAR.contains(&&*entity.class)).then_some(false);
        written.or_else(|| self.linker.naming.number_of(&words)).or_else(by_class)
    }

    /// Gender of a mention; of names only where their article or determiner shows it.
    fn feminine(&self, mention: &Mention) -> Option<bool> {
        let token = self.token(mention.sentence, mention.head);
        let of = |token: &Token| token.feats.get("Gender").map(|gender| gender == "Fem");
        if mention.form != MentionForm::Name || token.upos == Upos::Noun || mention.classes.first().is_some_and(|class| class == "Person") {
            return of(token);
        }
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let determiner = tokens.iter().find(|token| token.head == Some(mention.head) && token.upos == Upos::Det);
        determiner.and_then(of).or_else(|| self.linker.naming.gender_of(&self.words(mention)))
    }

    pub(super) fn token(&self, sentence: usize, token: usize) -> &Token {
        &self.analysis.sentences[sentence].tokens[token]
    }
}

/// Whether a word is a noun or a name.
pub(super) const fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}
