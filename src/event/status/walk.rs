//! One pass over the tree of a sentence, from the root down.

use super::{
    clause::{self, Own},
    compose::Effect,
    edge::Governor,
    lexicon::{Scope, StatusLexicon},
    tree::Tree,
};
use crate::model::{Status, Upos};

/// What reaches a word from above.
#[derive(Clone, Copy, Debug)]
struct Context {
    /// Status of what stands outside.
    outer: Status,
    /// Whether the word stands under a verb of the past.
    reported: bool,
    /// Marks of the first conjunct, for a participle that shares its auxiliary.
    shared: Option<Own>,
    /// Whether the word is the subject of a verb that tells of it as over, so that no plan is left of it (`le retrait prévu a eu lieu`).
    settled: bool,
}

/// One pass over one sentence.
pub(super) struct Walk<'a> {
    pub(super) lexicon: &'a StatusLexicon,
    pub(super) tree: &'a Tree<'a>,
    /// Effect of the phrase that introduces each word.
    effects: Vec<Option<Effect>>,
    pub(super) status: Vec<Status>,
    /// What reached each word, and its own marks, as far as the walk has come.
    seen: Vec<(Status, Own)>,
    /// A nominal root, and the verb of which it is the subject though the parser took that verb for a relative clause.
    headless: Option<(usize, usize)>,
    ready: Vec<(usize, Context)>,
    /// Subjects with their verbs: they wait until the embedded verbs that they belong to are known.
    subjects: Vec<(usize, usize, Context)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(lexicon: &'a StatusLexicon, tree: &'a Tree<'a>) -> Self {
        let length = tree.tokens.len();
        let mut effects = vec![None; length];
        for found in lexicon.phrases.find(tree) {
            effects[found.complement] = Some(*found.value);
        }
        let (status, seen) = (vec![Status::Asserted; length], vec![(Status::Asserted, Own::default()); length]);
        Self { lexicon, tree, effects, status, seen, headless: headless(tree), ready: Vec::new(), subjects: Vec::new() }
    }

    pub(super) fn run(mut self) -> Vec<Status> {
        for root in self.tree.roots() {
            let context = self.root_context(root);
            match self.headless.filter(|(nominal, _)| *nominal == root) {
                Some((nominal, verb)) => {
                    self.ready.push((verb, context));
                    self.subjects.push((nominal, verb, context));
                }
                None => self.ready.push((root, context)),
            }
        }
        loop {
            while let Some((word, context)) = self.ready.pop() {
                self.visit(word, context);
            }
            let Some((subject, verb, context)) = self.subjects.pop() else { return self.status };
            let outer = self.subject_status(subject, verb, context.outer);
            let settled = self.is_settled(verb);
            self.ready.push((subject, Context { outer, shared: None, settled, ..context }));
        }
    }

    fn root_context(&self, root: usize) -> Context {
        let outer = if self.is_open_question() { self.lexicon.questions().effect } else { Status::Asserted };
        let outer = self.effects[root].map_or(outer, |effect| self.lexicon.compose().apply(outer, effect));
        Context { outer, reported: false, shared: None, settled: false }
    }

    /// Whether the sentence asks whether something is so, rather than why or how it came.
    fn is_open_question(&self) -> bool {
        let mut last = self.tree.tokens.iter().rev().take(3).map(|token| token.form.as_str());
        let first = self.tree.tokens.iter().find(|token| !matches!(token.upos, Upos::Punct | Upos::Adp | Upos::Cconj));
        last.any(|form| form == "?") && !first.is_some_and(|token| self.lexicon.questions().factual.holds(token))
    }

    fn visit(&mut self, word: usize, context: Context) {
        let own = self.own(word, context);
        let outer = self.under_auxiliaries(word, context.outer);
        let compose = self.lexicon.compose();
        let nominal = self.tree.finite(word).is_none() && own.negated;
        self.status[word] = if nominal { compose.negative_concord(outer) } else { compose.of(outer, own.local()) };
        self.seen[word] = (outer, own);
        let reported = context.reported || clause::is_past(self.tree, word);
        let below = Context { outer: self.status[word], reported, shared: None, settled: false };
        for child in self.tree.children(word) {
            match self.tree.tokens[child].base_rel() {
                _ if self.headless.is_some_and(|(_, verb)| verb == child) => {}
                "nsubj" => self.subjects.push((child, word, Context { outer, ..below })),
                "conj" => {
                    let shared = self.shares(word, child).then_some(own);
                    self.ready.push((child, Context { outer, reported: context.reported, shared, ..below }));
                }
                _ => {
                    let outer = self
                        .misplaced(word, child)
                        .or_else(|| self.described(word, child))
                        .unwrap_or_else(|| self.governor(word).outer_of(child));
                    self.ready.push((child, Context { outer, ..below }));
                }
            }
        }
    }

    fn own(&self, word: usize, context: Context) -> Own {
        let own = clause::own(self.lexicon, self.tree, word, context.reported, context.settled);
        match context.shared.filter(|_| self.tree.finite(word).is_none()) {
            Some(shared) => Own { negated: own.negated || shared.negated, ..shared },
            None => own,
        }
    }

    /// What a verb does to its complement that a parser hung on its object, or on a clause that describes the object (`exhorter les
    /// habitants qui restent à partir`).
    fn misplaced(&self, word: usize, child: usize) -> Option<Status> {
        let tokens = self.tree.tokens;
        let noun = if tokens[word].rel == "acl:relcl" { tokens[word].head? } else { word };
        let verb = tokens[noun].head.filter(|_| matches!(tokens[noun].base_rel(), "obj" | "obl" | "iobj"))?;
        if noun != word && self.tree.with_rel(verb, "xcomp").next().is_some() {
            return None;
        }
        let edge = self.governor(verb);
        edge.takes_over(noun, word, child).map(|operator| edge.through(operator, child))
    }

    /// "Les combattants arrêtés seront jugés": a participle that says who a definite subject is stands outside the plan of the verb, and
    /// so does one between commas ("une coalition, menée par le Kenya, enverra …").
    fn described(&self, word: usize, child: usize) -> Option<Status> {
        let tokens = self.tree.tokens;
        let definite = || tokens[word].rel == "nsubj:pass" && self.tree.is_definite(word);
        let subject = tokens[word].base_rel() == "nsubj" && self.governor(word).is_set_off(child);
        let verb = tokens[word].head.filter(|_| subject || definite())?;
        (tokens[child].rel == "acl" && self.tree.is_participle(child) && self.tree.finite(verb).is_some()).then(|| self.seen[verb].0)
    }

    fn governor(&self, word: usize) -> Governor<'_> {
        let (outer, own) = self.seen[word];
        Governor { lexicon: self.lexicon, tree: self.tree, effects: &self.effects, word, own, outer, here: self.status[word] }
    }

    /// Modals that a parser took for auxiliaries.
    fn under_auxiliaries(&self, word: usize, outer: Status) -> Status {
        self.tree.auxiliaries(word).fold(outer, |outer, aux| {
            let inf = self.tree.tokens[word].feats.is("VerbForm", "Inf");
            let mut operators = self.lexicon.operators(&self.tree.tokens[aux]).filter(|operator| inf && operator.raising);
            operators.next().map_or(outer, |operator| self.lexicon.compose().apply(outer, operator.effect))
        })
    }

    /// Whether the verb tells that its subject took place.
    fn is_settled(&self, verb: usize) -> bool {
        let takes_place = self.lexicon.operators(&self.tree.tokens[verb]).any(|operator| operator.scope == Scope::Subj);
        takes_place && self.status[verb] == Status::Asserted && clause::is_completed(self.tree, verb)
    }

    /// Whether a second conjunct shares the auxiliary of the first (`ont pris la ville et encerclé la base`).
    fn shares(&self, first: usize, second: usize) -> bool {
        self.tree.is_participle(second) && self.tree.tokens[first].feats.is("VerbForm", "Part") && !self.tree.is_participle(first)
    }
}

/// A root without verb under which a finite clause stands that has neither relative pronoun nor subject: its subject is the root.
fn headless(tree: &Tree<'_>) -> Option<(usize, usize)> {
    let nominal = tree.roots().next().filter(|root| tree.tokens[*root].upos == Upos::Noun && tree.finite(*root).is_none())?;
    let below = tree.with_rel(nominal, "nmod").chain([nominal]);
    let mut verbs = below.flat_map(|noun| tree.with_rel(noun, "acl")).filter(|clause| tree.finite(*clause).is_some());
    let verb = verbs.find(|clause| {
        !tree.is_relative(*clause) && tree.with_rel(*clause, "nsubj").chain(tree.with_rel(*clause, "mark")).next().is_none()
    })?;
    Some((nominal, verb))
}
