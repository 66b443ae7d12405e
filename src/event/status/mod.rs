//! Status of every word of a sentence: done, planned, possible or denied.
//!
//! Worked out once for all rules, from the root of the tree down. Each word adds what its own tense, mood, negation and modifiers say to
//! what reaches it from its governor; a governor may be an operator (`menacer`, `projet`, `prévu`) that changes what reaches one of its
//! dependents, and a preposition or conjunction may be one (`sans`, `pour`, `en cas de`). How operators nest is a table in the pack.
//! The idea is that of implicative signatures and their projection through a tree (Nairn, Condoravdi and Karttunen, *Computing relative
//! polarity for textual inference*, 2006), with four values.
//!
//! The words are data of the language pack: `lexicons/status.tsv`, `lexicons/status_phrases.tsv` and `status.toml`.

mod clause;
mod compose;
mod edge;
mod error;
mod lexicon;
mod negation;
pub(super) mod phrase;
pub(super) mod tree;

pub(super) use clause::is_past_conditional;
pub use error::StatusError;

use clause::Own;
use compose::Effect;
use lexicon::StatusLexicon;
use tree::Tree;

use crate::{
    model::{Sentence, Status},
    pack::Pack,
};

/// Works out statuses with the words of one language pack.
#[derive(Debug)]
pub struct StatusLayer {
    lexicon: StatusLexicon,
}

impl StatusLayer {
    /// Reads the pack's words.
    ///
    /// ```
    /// let pack = depeche::pack::Pack::embedded("fr")?;
    /// let layer = depeche::event::status::StatusLayer::from_pack(&pack)?;
    /// assert!(layer.of(&depeche::model::Sentence::default()).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`StatusError`] names the file and line that cannot be read, and what would do.
    pub fn from_pack(pack: &Pack) -> Result<Self, StatusError> {
        Ok(Self { lexicon: StatusLexicon::from_pack(pack)? })
    }

    /// The status that a trigger at each word of the sentence has, in order of words. Linear in the length of the sentence.
    pub fn of(&self, sentence: &Sentence) -> Vec<Status> {
        let tree = Tree::new(sentence);
        let mut effects = vec![None; sentence.tokens.len()];
        for found in self.lexicon.phrases.find(&tree) {
            effects[found.complement] = Some(*found.value);
        }
        Walk { lexicon: &self.lexicon, tree, effects, status: vec![Status::Asserted; sentence.tokens.len()] }.run()
    }
}

/// What reaches a word from above.
#[derive(Clone, Copy, Debug)]
struct Context {
    /// Status of what stands outside.
    outer: Status,
    /// Whether the word stands under a verb of the past.
    reported: bool,
    /// Marks of the first conjunct, for a participle that shares its auxiliary.
    shared: Option<Own>,
}

/// One pass over one sentence.
struct Walk<'a> {
    lexicon: &'a StatusLexicon,
    tree: Tree<'a>,
    /// Effect of the phrase that introduces each word.
    effects: Vec<Option<Effect>>,
    status: Vec<Status>,
}

impl Walk<'_> {
    /// Subjects wait until the embedded verbs that they belong to are known.
    fn run(mut self) -> Vec<Status> {
        let mut ready: Vec<(usize, Context)> = self.tree.roots().map(|root| (root, self.root_context(root))).collect();
        let mut subjects = Vec::new();
        loop {
            while let Some((word, context)) = ready.pop() {
                self.visit(word, context, &mut ready, &mut subjects);
            }
            let Some((subject, verb, context)) = subjects.pop() else { return self.status };
            let outer = self.subject_status(subject, verb, context.outer);
            ready.push((subject, Context { outer, shared: None, ..context }));
        }
    }

    fn root_context(&self, root: usize) -> Context {
        let outer = if self.is_open_question() { self.lexicon.questions().effect } else { Status::Asserted };
        let outer = self.effects[root].map_or(outer, |effect| self.lexicon.compose().apply(outer, effect));
        Context { outer, reported: false, shared: None }
    }

    /// Whether the sentence asks whether something is so, rather than why or how it came.
    fn is_open_question(&self) -> bool {
        let mut last = self.tree.tokens.iter().rev().take(3).map(|token| token.form.as_str());
        let factual = |token: &crate::model::Token| self.lexicon.questions().factual.contains(&token.lemma);
        last.any(|form| form == "?") && !self.tree.tokens.iter().take(3).any(factual)
    }

    fn visit(&mut self, word: usize, context: Context, ready: &mut Vec<(usize, Context)>, subjects: &mut Vec<(usize, usize, Context)>) {
        let mut own = clause::own(self.lexicon, &self.tree, word, context.reported);
        if let Some(shared) = context.shared.filter(|_| self.tree.finite(word).is_none()) {
            own = Own { negated: own.negated || shared.negated, ..shared };
        }
        let outer = self.under_auxiliaries(word, context.outer);
        let compose = self.lexicon.compose();
        let nominal = self.tree.finite(word).is_none() && own.negated;
        let here = if nominal { compose.negative_concord(outer) } else { compose.of(outer, own.local()) };
        self.status[word] = here;
        let edge = edge::Governor { lexicon: self.lexicon, tree: &self.tree, effects: &self.effects, word, own, outer, here };
        let reported = context.reported || clause::is_past(&self.tree, word);
        for child in self.tree.children(word) {
            let below = Context { outer: here, reported, shared: None };
            match self.tree.tokens[child].base_rel() {
                "nsubj" => subjects.push((child, word, Context { outer, ..below })),
                "conj" => {
                    ready.push((child, Context { outer, reported: context.reported, shared: self.shares(word, child).then_some(own) }))
                }
                _ => ready.push((child, Context { outer: edge.outer_of(child), ..below })),
            }
        }
    }

    /// Modals that a parser took for auxiliaries.
    fn under_auxiliaries(&self, word: usize, outer: Status) -> Status {
        self.tree.auxiliaries(word).fold(outer, |outer, aux| {
            let inf = self.tree.tokens[word].feats.is("VerbForm", "Inf");
            let mut operators = self.lexicon.operators(&self.tree.tokens[aux]).filter(|operator| inf && operator.raising);
            operators.next().map_or(outer, |operator| self.lexicon.compose().apply(outer, operator.effect))
        })
    }

    /// Whether a second conjunct shares the auxiliary of the first (`ont pris la ville et encerclé la base`).
    fn shares(&self, first: usize, second: usize) -> bool {
        self.tree.is_participle(second) && self.tree.tokens[first].feats.is("VerbForm", "Part") && !self.tree.is_participle(first)
    }
}
