//! Sources by syntax: what a verb of speech governs, what `selon X` and inserted verbs of speech cover, hearsay.

use super::{
    Source, insertion,
    lexicon::{AttributionLexicon, Place},
    report::{self, Report},
};
use crate::{
    event::status::{is_past_conditional, tree::Tree},
    model::Upos,
};

/// A source by syntax, with the word that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cited {
    pub(super) source: Source,
    /// The word of speech or preposition's complement, by which a quotation knows whether it was said inside.
    pub(super) by: usize,
}

/// One sentence on the way to its sources.
pub(super) struct Clauses<'a> {
    pub(super) lexicon: &'a AttributionLexicon,
    pub(super) tree: &'a Tree<'a>,
    pub(super) reports: &'a [Report<'a>],
    pub(super) sentence: usize,
}

impl Clauses<'_> {
    /// The source of each word.
    pub(super) fn sources(&self) -> Vec<Option<Cited>> {
        let phrases = self.phrase_sources();
        let mut sources: Vec<Option<Cited>> = vec![None; self.tree.tokens.len()];
        let whole = self.reports.iter().rev().find(|report| report.inserted.is_some() && report.speech.quotes);
        let outside = whole.map(|report| self.cited(report));
        let mut ready: Vec<(usize, Option<Cited>)> = self.tree.roots().map(|root| (root, outside)).collect();
        while let Some((word, outer)) = ready.pop() {
            let here = phrases[word].or(outer).or_else(|| self.hearsay(word));
            sources[word] = here;
            let report = self.reports.binary_search_by_key(&word, |report| report.word).ok().map(|index| &self.reports[index]);
            for child in self.tree.children(word) {
                let reported = report.filter(|report| report.inserted.is_none() && self.is_content(report, child));
                let speaker = whole.is_some_and(|whole| whole.speaker == child);
                let reported = reported.or_else(|| self.misplaced(word, child)).filter(|report| !report.speech.weak || here.is_none());
                let below = if speaker || self.is_apart(word, child) { phrases[child] } else { here };
                ready.push((child, reported.map(|report| self.cited(report)).or(below)));
            }
        }
        for words in self.reports.iter().filter_map(|report| report.inserted.clone()) {
            sources[words].fill(None);
        }
        sources
    }

    /// What is reported behind a preposition but hangs on the verb's object instead (`menacer la junte d'une intervention`).
    fn misplaced(&self, object: usize, child: usize) -> Option<&Report<'_>> {
        let verb = self.tree.tokens[object].head.filter(|_| matches!(self.tree.tokens[object].base_rel(), "obj" | "obl" | "iobj"))?;
        let index = self.reports.binary_search_by_key(&verb, |report| report.word).ok()?;
        let rel = self.tree.tokens[child].base_rel();
        let nominal = rel == "nmod" && self.tree.tokens[object].base_rel() == "obj" && !self.reports[index].speech.nouns;
        Some(&self.reports[index]).filter(|report| (nominal || rel == "acl") && self.is_content(report, child))
    }

    /// Whether a semicolon cuts a further clause off.
    fn is_apart(&self, word: usize, child: usize) -> bool {
        let clause = matches!(self.tree.tokens[child].base_rel(), "conj" | "parataxis" | "advcl") && child > word;
        clause && self.tree.tokens[word..child].iter().any(|token| token.form == ";")
    }

    fn cited(&self, report: &Report<'_>) -> Cited {
        Cited { source: Source::Named { sentence: self.sentence, head: report.speaker }, by: report.word }
    }

    fn hearsay(&self, word: usize) -> Option<Cited> {
        self.is_hearsay(word).then_some(Cited { source: Source::Unnamed, by: word })
    }

    /// `selon X` at the head of the clause that it stands in.
    fn phrase_sources(&self) -> Vec<Option<Cited>> {
        let mut sources = vec![None; self.tree.tokens.len()];
        for found in self.lexicon.phrases.find(self.tree).filter(|found| *found.value != Place::Voice) {
            let word = if *found.value == Place::Word { found.last } else { found.complement };
            let opener = *found.value != Place::Opener || self.opens_with_name(found.first, found.complement);
            if self.lexicon.is_nobody(&self.tree.tokens[word]) || !opener {
                continue;
            }
            let head = report::source_behind(self.lexicon, self.tree, self.antecedent(word));
            let clause = self.covered(found.first, found.complement);
            sources[clause] = Some(Cited { source: Source::Named { sentence: self.sentence, head }, by: word });
        }
        sources
    }

    /// The predicate of the clause that an adjunct belongs to; parsers often hang it on the noun before it.
    fn clause_of(&self, adjunct: usize) -> usize {
        let mut here = adjunct;
        for _ in 0..self.tree.tokens.len() {
            let Some(head) = self.tree.tokens[here].head else { return here };
            here = head;
            if self.tree.finite(here).is_some() {
                break;
            }
        }
        here
    }

    /// The noun that a relative pronoun stands for (`un quotidien selon lequel …`), or the word itself.
    fn antecedent(&self, word: usize) -> usize {
        let tokens = self.tree.tokens;
        if !tokens[word].feats.is("PronType", "Rel") {
            return word;
        }
        let clause = self.clause_of(word);
        let described = tokens[clause].head.filter(|_| tokens[clause].base_rel() == "acl");
        let before = || (0..word).rev().find(|token| matches!(tokens[*token].upos, Upos::Noun | Upos::Propn));
        described.or_else(before).unwrap_or(word)
    }

    /// `Pour Kiev, …`
    fn opens_with_name(&self, first: usize, name: usize) -> bool {
        let tokens = self.tree.tokens;
        let behind = tokens[name + 1..].iter().find(|token| token.upos != Upos::Propn);
        first == 0 && tokens[name].upos == Upos::Propn && behind.is_some_and(|token| token.form == ",")
    }

    /// The head of what a source covers: the whole sentence, where the source opens it (`selon l'ONU, …`) or stands in a clause that is
    /// set into it (`…, a-t-on appris de source policière`); else the clause that it stands in.
    fn covered(&self, first: usize, source: usize) -> usize {
        let clause = self.clause_of(source);
        let opens = self.tree.tokens[..first].iter().all(|token| token.upos == Upos::Punct);
        let root = self
            .tree
            .roots()
            .next()
            .filter(|root| opens || *root != clause && insertion::of(self.lexicon.quotes(), self.tree, clause).is_some());
        root.unwrap_or(clause)
    }

    fn is_content(&self, report: &Report<'_>, child: usize) -> bool {
        let token = &self.tree.tokens[child];
        let rel = token.base_rel();
        let speech = report.speech;
        match rel {
            "ccomp" | "xcomp" | "csubj" => speech.clauses || speech.quotes,
            "obj" | "nsubj" if rel == "obj" || token.rel == "nsubj:pass" => speech.nouns,
            "parataxis" | "dislocated" => speech.quotes && child > report.word,
            "advcl" | "acl" | "obl" if self.is_clause(child) => speech.clauses,
            "acl" | "advcl" | "obl" | "nmod" | "iobj" => {
                let behind = |lemma: &str| self.tree.children(child).any(|case| case < child && self.tree.tokens[case].lemma == lemma);
                let clause = speech.clauses
                    && self.tree.is_infinitive(child)
                    && self.tree.with_rel(child, "mark").any(|mark| self.tree.tokens[mark].upos == Upos::Adp && behind("de"));
                clause || speech.prepositions.iter().any(|preposition| behind(preposition))
            }
            _ => false,
        }
    }

    /// A content clause that the parser calls adverbial.
    fn is_clause(&self, child: usize) -> bool {
        let mark = self.tree.with_rel(child, "mark").next();
        self.tree.finite(child).is_some() && mark.is_some_and(|mark| self.lexicon.opens_content(&self.tree.tokens[mark]))
    }

    /// `aurait pris la ville`: somebody says so.
    fn is_hearsay(&self, word: usize) -> bool {
        let Some(finite) = self.tree.finite(word).filter(|finite| self.tree.tokens[*finite].feats.is("Mood", "Cnd")) else { return false };
        let condition = |clause: usize| self.tree.with_rel(clause, "mark").any(|mark| self.lexicon.is_condition(&self.tree.tokens[mark]));
        is_past_conditional(self.tree, word, finite)
            && !self.lexicon.is_irrealis(&self.tree.tokens[word])
            && !condition(word)
            && !self.tree.with_rel(word, "advcl").any(condition)
    }
}
