//! Scores of an analyser on trees with gold tokens, punctuation left out.

use std::fmt;

use crate::{
    analysis::{Analyser, conllu::Block},
    model::{Features, Token, Upos},
};

/// Words counted, and how many of them are right in each respect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Words that are not punctuation.
    pub words: usize,
    /// Part of speech.
    pub upos: usize,
    /// All universal features (the list of the CoNLL 2018 shared task).
    pub feats: usize,
    /// Lemma.
    pub lemma: usize,
    /// Head.
    pub uas: usize,
    /// Head and relation without subtype.
    pub las: usize,
    /// Head and whole relation.
    pub full: usize,
    /// Surface tokens that may be contractions.
    pub contractions: usize,
    /// Those split as in the gold.
    pub split: usize,
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |right: usize, of: usize| 100.0 * right as f64 / of.max(1) as f64;
        let [upos, feats, lemma, uas, las, full] =
            [self.upos, self.feats, self.lemma, self.uas, self.las, self.full].map(|right| percent(right, self.words));
        write!(f, "UPOS {upos:.2}  UFeats {feats:.2}  lemma {lemma:.2}  UAS {uas:.2}  LAS {las:.2}  LAS with subtypes {full:.2}  ")?;
        write!(f, "contractions {:.2}  ({} words)", percent(self.split, self.contractions), self.words)
    }
}

/// Analyses the words of gold trees and compares.
pub fn score(analyser: &Analyser, gold: &[Block]) -> Scores {
    let mut scores = Scores::default();
    for block in gold {
        let mut tokens = block.tokens.clone();
        analyser.annotate(&mut tokens);
        for (own, gold) in tokens.iter().zip(&block.tokens).filter(|(_, gold)| gold.upos != Upos::Punct) {
            scores.count(own, gold);
        }
        scores.count_words(analyser, block);
    }
    scores
}

impl Scores {
    fn count(&mut self, own: &Token, gold: &Token) {
        let head = own.head == gold.head;
        self.words += 1;
        self.upos += usize::from(own.upos == gold.upos);
        self.feats += usize::from(universal(&own.feats) == universal(&gold.feats));
        self.lemma += usize::from(own.lemma == gold.lemma);
        self.uas += usize::from(head);
        self.las += usize::from(head && own.base_rel() == gold.base_rel());
        self.full += usize::from(head && own.rel == gold.rel);
    }

    fn count_words(&mut self, analyser: &Analyser, block: &Block) {
        let split = |tokens: &[Token]| tokens.iter().map(|token| (token.span, token.surface)).collect::<Vec<_>>();
        let (own, gold) = (split(&analyser.words(&block.text, &block.surface())), split(&block.tokens));
        for token in block.surface().iter().filter(|span| analyser.may_contract(span.of(&block.text))) {
            let parts = |of: &[(crate::model::Span, _)]| of.iter().filter(|(span, _)| span == token).count();
            self.contractions += 1;
            self.split += usize::from(parts(&own) == parts(&gold));
        }
    }
}

const UNIVERSAL: [&str; 21] = [
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite", "Degree", "VerbForm",
    "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite",
];

fn universal(feats: &Features) -> Vec<&str> {
    feats.as_str().split('|').filter(|pair| UNIVERSAL.contains(&pair.split('=').next().unwrap_or_default())).collect()
}
