//! From a document's analysis to its claims: rules, then status, time, count, source, and entities at both ends.

use rustc_hash::FxHashMap;

use super::Pipeline;
use crate::{
    event::{
        attribution::Source,
        time::{Direction, DocumentTimes, Reach},
    },
    link::Discourse,
    model::{Analysis, Argument, Claim, Count, DateInterval, Document, EntityRef, Evidence, Sentence, Span, Status, Token, Upos},
    rule::{Emit, Match, RoleDefault, Rule},
};

/// A document with the layers that hold for all rules.
struct Story<'a> {
    pipeline: &'a Pipeline<'a>,
    analysis: &'a Analysis,
    discourse: Discourse<'a>,
    times: DocumentTimes,
    sources: Vec<Vec<Option<Source>>>,
    /// What stood last at either end of a predicate.
    previous: FxHashMap<(String, End), EntityRef>,
    /// Matches that gave no fact, for authors who ask why.
    losses: Vec<Loss>,
}

/// Why a match, or one of its triples, gave no fact.
#[derive(Clone, Debug)]
pub(super) struct Loss {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the role that it is about.
    pub role: usize,
    /// The word that fills the role, if one does.
    pub token: Option<usize>,
    pub reason: LossReason,
}

/// What became of a role that was filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LossReason {
    /// Nothing is known that the word, or the default, stands for.
    Unresolved,
    /// The country of what the word stands for is not known.
    NoCountry,
    /// The word stands for what stands at the other end.
    SameEnds,
}

/// Which end of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum End {
    Subject,
    Object,
}

/// One match in its sentence.
struct Scene<'a> {
    index: usize,
    sentence: &'a Sentence,
    found: &'a Match,
    rule: &'a Rule,
    status: Status,
}

impl Pipeline<'_> {
    /// What an analysed document says, in order of the text.
    pub fn claims(&self, document: &Document, analysis: &Analysis) -> Vec<Claim> {
        self.claims_and_losses(document, analysis).0
    }

    /// The claims, and what was lost between matches and claims.
    pub(super) fn claims_and_losses(&self, document: &Document, analysis: &Analysis) -> (Vec<Claim>, Vec<Loss>) {
        let mut story = Story {
            pipeline: self,
            analysis,
            discourse: self.linker.discourse(document, analysis),
            times: self.times.read(&analysis.sentences, document.date),
            sources: self.attribution.of(&analysis.sentences),
            previous: FxHashMap::default(),
            losses: Vec::new(),
        };
        let mut claims = Vec::new();
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            let matches = self.rules.scene(sentence, analysis.mentions_of(index)).matches();
            if !matches.is_empty() {
                let statuses = self.status.of(sentence);
                for found in &matches {
                    let rule = &self.rules.rules()[found.rule];
                    let scene = Scene { index, sentence, found, rule, status: statuses[found.trigger[0]] };
                    story.state(&scene, &mut claims);
                }
            }
        }
        (claims, story.losses)
    }
}

impl Story<'_> {
    fn state(&mut self, scene: &Scene<'_>, claims: &mut Vec<Claim>) {
        if let Some((role, token)) = self.unfit_pronoun(scene) {
            self.lose(scene, role, Some(token), LossReason::Unresolved);
            return;
        }
        let before = claims.len();
        for emit in &scene.rule.emits {
            let (subjects, objects) = (self.fillers(scene, emit.subject), self.fillers(scene, emit.object));
            for (place, &subject) in subjects.iter().enumerate() {
                // Between those who fill one role, be it one word, each pair counts once; of two presidents each leads his own country.
                let range = match (is_among(emit), is_of_own_country(emit)) {
                    (true, _) => place..objects.len(),
                    (_, true) => place..place + 1,
                    _ => 0..objects.len(),
                };
                for &object in &objects[range] {
                    let (count, date) = (self.count(scene, emit, subject, object), self.date_of_member(scene, object));
                    for ends in self.ends(scene, emit, subject, object) {
                        let (subject, object) = self.in_order(emit, ends);
                        let claim = self.claim(scene, emit, subject, object, count);
                        let claim = Claim { date: date.or(claim.date), ..claim };
                        // "Les présidents A et B": the first is told by title and by name.
                        if !claims[before..].iter().any(|told| says_same(told, &claim)) {
                            claims.push(claim);
                        }
                    }
                }
            }
            let first = |end: fn(&Claim) -> &Argument| {
                claims.last().filter(|claim| claim.rule == scene.rule.id).map(|claim| end(claim).entity.clone())
            };
            if let (Some(subject), Some(object)) = (first(|claim| &claim.subject), first(|claim| &claim.object)) {
                self.previous.insert((emit.predicate.clone(), End::Subject), subject);
                self.previous.insert((emit.predicate.clone(), End::Object), object);
            }
        }
    }

    /// A role whose words are all pronouns that stand for nothing of the wanted type ("l'a envoyé": was it soldiers?), and one of them.
    fn unfit_pronoun(&self, scene: &Scene<'_>) -> Option<(usize, usize)> {
        let pronoun = |token: usize| scene.sentence.tokens[token].upos == Upos::Pron;
        scene.rule.roles.iter().zip(&scene.found.roles).enumerate().find_map(|(place, (role, words))| {
            let fits = |&word: &usize| {
                !pronoun(word) || is_first_person(scene, word) || !self.discourse.entities(scene.index, word, &role.types).is_empty()
            };
            words.first().filter(|_| !words.iter().any(fits)).map(|&word| (place, word))
        })
    }

    fn lose(&mut self, scene: &Scene<'_>, role: usize, token: Option<usize>, reason: LossReason) {
        self.losses.push(Loss { rule: scene.found.rule, sentence: scene.index, role, token, reason });
    }

    /// The words that fill a role, or `None` once where its default may. Who or what is asked for ("quel parti") fills none.
    fn fillers(&self, scene: &Scene<'_>, role: usize) -> Vec<Option<usize>> {
        let words = &scene.found.roles[role];
        let tokens = &scene.sentence.tokens;
        let asks = |word: usize| {
            tokens.iter().any(|token| token.head == Some(word) && token.upos == Upos::Det && token.feats.is("PronType", "Int"))
        };
        match scene.rule.roles[role].default {
            Some(_) if words.is_empty() => vec![None],
            _ => words.iter().copied().filter(|&word| !asks(word)).map(Some).collect(),
        }
    }

    /// The pairs of entities that two words stand for. A possessive in the object that stands for the subject is distributed with it:
    /// of "A and B evacuate their nationals", A evacuates those of A.
    fn ends(&mut self, scene: &Scene<'_>, emit: &Emit, subject: Option<usize>, object: Option<usize>) -> Vec<(Argument, Argument)> {
        let mut pairs = Vec::new();
        let mut actors = self.entities(scene, (emit, End::Subject), subject, None);
        if emit.subject_country {
            actors = actors.iter().filter_map(|person| self.discourse.own_country(person)).collect();
        }
        if actors.is_empty() {
            self.lose(scene, emit.subject, subject, LossReason::Unresolved);
        }
        let among = is_among(emit) && subject == object;
        for (place, actor) in actors.iter().enumerate() {
            let entities = match (among, is_of_own_country(emit)) {
                (true, _) => actors[place + 1..].to_vec(),
                (_, true) => vec![actor.clone()],
                _ => self.entities(scene, (emit, End::Object), object, Some(actor)),
            };
            if entities.is_empty() && !among {
                self.lose(scene, emit.object, object, LossReason::Unresolved);
            }
            for entity in entities {
                let entity = if emit.object_country { self.discourse.country_of(scene.index, &entity) } else { Some(entity) };
                match entity {
                    Some(entity) if entity.key == actor.key => self.lose(scene, emit.object, object, LossReason::SameEnds),
                    Some(entity) => pairs.push((self.argument(scene, subject, actor.clone()), self.argument(scene, object, entity))),
                    None => self.lose(scene, emit.object, object, LossReason::NoCountry),
                }
            }
        }
        pairs
    }

    /// The ends of a fact that says the same both ways, as the text has them: who "was received by X" comes first.
    fn in_order(&self, emit: &Emit, (subject, object): (Argument, Argument)) -> (Argument, Argument) {
        let exchanged = object.span.start < subject.span.start && self.pipeline.rules.ontology().is_symmetric(&emit.predicate);
        if exchanged { (object, subject) } else { (subject, object) }
    }

    fn entities(&self, scene: &Scene<'_>, (emit, end): (&Emit, End), token: Option<usize>, owner: Option<&EntityRef>) -> Vec<EntityRef> {
        let role = &scene.rule.roles[if end == End::Subject { emit.subject } else { emit.object }];
        let types = role.types.as_slice();
        let mut found: Vec<EntityRef> = match (token, role.default) {
            (Some(token), _) if is_first_person(scene, token) => self.speaker(scene, types).into_iter().collect(),
            (Some(token), _) => owner
                .and_then(|owner| self.discourse.entity_of_owner(scene.index, token, types, owner))
                .or_else(|| self.ours(scene, token, types))
                .map_or_else(|| self.discourse.entities(scene.index, token, types), |entity| vec![entity]),
            (None, Some(RoleDefault::Scene)) => self.discourse.scene(scene.index, owner).into_iter().collect(),
            (None, Some(RoleDefault::Previous)) => self.previous.get(&(emit.predicate.clone(), end)).cloned().into_iter().collect(),
            (None, None) => Vec::new(),
        };
        found.retain(|entity| !role.named || self.discourse.is_named(entity));
        found
    }

    /// Who says "we": whom the text cites for the words.
    fn speaker(&self, scene: &Scene<'_>, types: &[String]) -> Option<EntityRef> {
        let (sentence, head) = self.cited(scene)?;
        let own = self.discourse.entities(sentence, head, types).into_iter().next();
        own.or_else(|| self.discourse.side_of(&self.cited_actor(scene)?, types))
    }

    /// "Notre armée": what whoever the text cites calls their own.
    fn ours(&self, scene: &Scene<'_>, token: usize, types: &[String]) -> Option<EntityRef> {
        self.discourse.entity_of_speaker(scene.index, token, types, &self.cited_actor(scene)?)
    }

    fn cited_actor(&self, scene: &Scene<'_>) -> Option<EntityRef> {
        let (sentence, head) = self.cited(scene)?;
        self.discourse.entities(sentence, head, &["Actor".to_owned()]).into_iter().next()
    }

    fn argument(&self, scene: &Scene<'_>, token: Option<usize>, entity: EntityRef) -> Argument {
        let span = token.map_or_else(|| self.trigger_span(scene), |token| self.discourse.span(scene.index, token));
        let antecedent = token.and_then(|token| self.discourse.antecedent(scene.index, token, &entity));
        Argument { entity, span, antecedent }
    }

    fn claim(&self, scene: &Scene<'_>, emit: &Emit, subject: Argument, object: Argument, count: Option<Count>) -> Claim {
        let status = emit.status.unwrap_or(scene.status);
        let sentence_span = scene.sentence.span;
        let trigger = self.trigger_span(scene);
        let certainty = |argument: &Argument| if argument.entity.ids.is_empty() { 0.9 } else { argument.entity.link_score };
        let confidence = scene.rule.confidence * certainty(&subject).min(certainty(&object));
        Claim {
            predicate: emit.predicate.clone(),
            status,
            source: self.source(scene, &subject.entity),
            date: self.date(scene, status),
            count,
            event: scene.rule.event.clone(),
            rule: scene.rule.id.clone(),
            confidence,
            evidence: Evidence { sentence: scene.index, sentence_span, quote: quote(trigger, &subject, &object, sentence_span), trigger },
            subject,
            object,
        }
    }

    fn trigger_span(&self, scene: &Scene<'_>) -> Span {
        let spans = scene.found.trigger.iter().map(|&token| scene.sentence.tokens[token].span);
        spans.reduce(Span::join).unwrap_or(scene.sentence.span)
    }

    /// Sentence and head word of whom the text cites by name.
    fn cited(&self, scene: &Scene<'_>) -> Option<(usize, usize)> {
        match self.sources[scene.index][scene.found.trigger[0]]? {
            Source::Named { sentence, head } => Some((sentence, head)),
            Source::Unnamed => None,
        }
    }

    /// Whom the text cites. Of several who announce something together, each speaks for itself.
    /// A title in passing ("le président X", "a déclaré …") is told by the text itself.
    fn source(&self, scene: &Scene<'_>, subject: &EntityRef) -> Option<Argument> {
        let verbal = matches!(scene.sentence.tokens[scene.found.trigger[0]].upos, Upos::Verb | Upos::Aux);
        if !verbal && scene.rule.event.is_none() {
            return None;
        }
        let (sentence, head) = self.cited(scene)?;
        let wanted = ["Actor".to_owned()];
        let tokens = &self.analysis.sentences[sentence].tokens;
        let joined = (0..tokens.len()).filter(|&token| tokens[token].head == Some(head) && tokens[token].base_rel() == "conj");
        let speakers: Vec<Argument> = std::iter::once(head)
            .chain(joined)
            .flat_map(|token| {
                let actors = self.discourse.entities(sentence, token, &wanted);
                // An embassy speaks too, though it is a building.
                let found = if actors.is_empty() { self.discourse.entities(sentence, token, &[]) } else { actors };
                found.into_iter().map(move |entity| (token, entity))
            })
            .map(|(token, entity)| {
                let antecedent = self.discourse.antecedent(sentence, token, &entity);
                Argument { entity, span: self.discourse.span(sentence, token), antecedent }
            })
            .collect();
        let own = speakers.iter().position(|speaker| speaker.entity.key == subject.key).unwrap_or(0);
        speakers.into_iter().nth(own)
    }

    fn date(&self, scene: &Scene<'_>, status: Status) -> Option<DateInterval> {
        let (direction, reach) = match status {
            // "Aurait pris Goma jeudi": what is told in the perfect has happened, if it has.
            Status::Possible if is_perfect(scene) => (Direction::Past, Reach::Own),
            // What is announced has a time of its own; what stands as a subject shares that of its verb.
            Status::Planned | Status::Possible if scene.sentence.tokens[scene.found.trigger[0]].base_rel() == "nsubj" => {
                (Direction::Future, Reach::Clause)
            }
            Status::Planned | Status::Possible => (Direction::Future, Reach::Own),
            _ => (Direction::Past, Reach::Clause),
        };
        self.times.time_of(scene.index, scene.sentence, scene.found.trigger[0], direction, reach).map(|time| time.value)
    }

    /// "Ont pris Kidal vendredi et Gao samedi": what the second name of a list has for a date of its own.
    fn date_of_member(&self, scene: &Scene<'_>, object: Option<usize>) -> Option<DateInterval> {
        let name = object.filter(|&name| scene.sentence.tokens[name].rel == "conj" && scene.sentence.tokens[name].upos == Upos::Propn)?;
        self.times.time_of(scene.index, scene.sentence, name, Direction::Past, Reach::Own).map(|time| time.value)
    }

    fn count(&self, scene: &Scene<'_>, emit: &Emit, subject: Option<usize>, object: Option<usize>) -> Option<Count> {
        let counted = scene.rule.count.map_or_else(|| vec![emit.object, emit.subject], |role| vec![role]);
        let of = |token: usize| self.pipeline.counter.count_of(scene.sentence, token);
        // "Quinze otages, dont trois Américains": each has a number of its own, and somebody by name has none.
        let own = object.filter(|_| counted.contains(&emit.object));
        let one = own.is_some_and(|own| is_one(&scene.sentence.tokens[own]));
        let mut words =
            counted.iter().copied().filter(|&role| !one || role != emit.object).flat_map(|role| scene.found.roles[role].iter().copied());
        // "22 personnes, dont sept femmes, ont péri."
        let subject = subject.filter(|_| counted.contains(&emit.subject));
        let gap = || object.and_then(|object| self.count_of_gap(scene, object));
        own.and_then(of).or_else(gap).or_else(|| subject.and_then(of)).or_else(|| words.find_map(of))
    }

    /// The amount of which the object says the place, where the text leaves out of what: "…, un millier au Qatar".
    fn count_of_gap(&self, scene: &Scene<'_>, object: usize) -> Option<Count> {
        scene.rule.count?;
        let tokens = &scene.sentence.tokens;
        let marker = (0..object).find(|&child| tokens[child].head == Some(object) && tokens[child].rel == "case")?;
        self.pipeline.counter.bare_before(scene.sentence, marker)
    }
}

/// Whether a fact holds between those who fill one role ("les deux présidents se sont rencontrés").
const fn is_among(emit: &Emit) -> bool {
    emit.subject == emit.object && !emit.object_country
}

/// Whether a fact says something of whoever fills a role and of that one's country.
const fn is_of_own_country(emit: &Emit) -> bool {
    emit.subject == emit.object && emit.object_country
}

/// Whether two claims of one match have the same ends.
fn says_same(one: &Claim, other: &Claim) -> bool {
    let ends = |claim: &Claim| (claim.subject.entity.key.clone(), claim.object.entity.key.clone());
    one.predicate == other.predicate && ends(one) == ends(other)
}

/// Whether a word names or tells of one.
fn is_one(token: &Token) -> bool {
    token.upos == Upos::Propn || token.feats.is("Number", "Sing")
}

/// Whether the trigger is a participle with an auxiliary of the perfect.
fn is_perfect(scene: &Scene<'_>) -> bool {
    scene.sentence.tokens.iter().any(|token| token.head == Some(scene.found.trigger[0]) && token.rel == "aux:tense")
}

/// Whether a word is said of whoever speaks ("nous").
fn is_first_person(scene: &Scene<'_>, token: usize) -> bool {
    scene.sentence.tokens[token].feats.is("Person", "1")
}

/// From the first to the last word of trigger and ends, as far as they stand in the sentence.
fn quote(trigger: Span, subject: &Argument, object: &Argument, sentence: Span) -> Span {
    [subject.span, object.span].into_iter().filter(|span| sentence.holds(*span)).fold(trigger, Span::join)
}
