//! Sources over more than one sentence: "il" who adds something is who spoke before, and "X l'a confirmé" tells who says the sentence before.

use super::{
    Source,
    lexicon::{AttributionLexicon, Place},
    report::Report,
};
use crate::{
    event::status::tree::Tree,
    model::{Sentence, Token, Upos},
};

/// Sentences back that a speaker goes on from, where a quotation stands between; else one.
const WINDOW: usize = 2;

/// A document with whom it cites so far.
pub(super) struct Chain<'a> {
    pub(super) lexicon: &'a AttributionLexicon,
    pub(super) sentences: &'a [Sentence],
    pub(super) trees: &'a [Tree<'a>],
    pub(super) reports: &'a [Vec<Report<'a>>],
}

impl Chain<'_> {
    /// Completes the sources of each word.
    pub(super) fn complete(&self, sources: &mut [Vec<Option<Source>>]) {
        for sentence in 1..self.sentences.len() {
            if let Some(head) = self.echo(sentence) {
                let speaker = Source::Named { sentence, head };
                sources[sentence - 1].iter_mut().filter(|source| source.is_none()).for_each(|source| *source = Some(speaker));
            }
        }
        let speakers: Vec<(usize, usize)> = (0..self.sentences.len()).flat_map(|sentence| self.speakers(sentence)).collect();
        for source in sources.iter_mut().flatten() {
            if let Some(Source::Named { sentence, head }) = *source
                && let Some((sentence, head)) = self.spoke_before(&speakers, sentence, head)
            {
                *source = Some(Source::Named { sentence, head });
            }
        }
    }

    /// Nouns and names that speak in a sentence, in order.
    fn speakers(&self, sentence: usize) -> Vec<(usize, usize)> {
        let named = |head: &usize| matches!(self.sentences[sentence].tokens[*head].upos, Upos::Noun | Upos::Propn);
        let told = self.reports[sentence].iter().map(|report| report.speaker);
        let mut heads: Vec<usize> = told.chain(self.voices(sentence)).filter(named).collect();
        heads.sort_unstable();
        heads.dedup();
        heads.into_iter().map(|head| (sentence, head)).collect()
    }

    /// By whose voice somebody speaks in a sentence, whatever the verb.
    fn voices(&self, sentence: usize) -> impl Iterator<Item = usize> {
        self.lexicon.phrases.find(&self.trees[sentence]).filter(|found| *found.value == Place::Voice).map(|found| found.complement)
    }

    /// The speaker before a pronoun or possessive that is a source itself, where it agrees.
    fn spoke_before(&self, speakers: &[(usize, usize)], sentence: usize, head: usize) -> Option<(usize, usize)> {
        let tokens = &self.sentences[sentence].tokens;
        let anaphor = &tokens[head];
        let possessive = anaphor.upos == Upos::Det && anaphor.feats.is("Poss", "Yes");
        let personal = anaphor.upos == Upos::Pron && anaphor.feats.is("PronType", "Prs");
        if !possessive && !personal {
            return None;
        }
        let quoting = tokens[..head].iter().any(|token| self.lexicon.quotes().is_mark(&token.form));
        let window = if quoting { WINDOW } else { 1 };
        let before = speakers.partition_point(|speaker| *speaker < (sentence, head));
        let last = speakers[..before].last().filter(|(earlier, _)| sentence - earlier <= window)?;
        let speaker = &self.sentences[last.0].tokens[last.1];
        (possessive || agree(anaphor, speaker)).then_some(*last)
    }

    /// Who says in a sentence that what the one before tells is so.
    fn echo(&self, sentence: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let adjacent = self.sentences[sentence].paragraph.abs_diff(self.sentences[sentence - 1].paragraph) <= 1;
        let pronoun = |word: usize| {
            tree.with_rel(word, "obj").any(|object| {
                let token = &tree.tokens[object];
                let neuter = !token.feats.is("Number", "Plur") && !token.feats.is("Gender", "Fem");
                object < word && token.upos == Upos::Pron && token.feats.is("PronType", "Prs") && neuter
            })
        };
        // "L'information a été confirmée par le préfet."
        let told = |word: usize| {
            let definite = |noun: usize| tree.with_rel(noun, "det").any(|det| tree.tokens[det].feats.is("Definite", "Def"));
            tree.with_rel(word, "nsubj").any(|noun| {
                tree.tokens[noun].rel == "nsubj:pass"
                    && self.lexicon.is_told(&tree.tokens[noun])
                    && (definite(noun) || is_shown(tree, noun))
            })
        };
        let verb = self.reports[sentence]
            .iter()
            .find(|report| self.lexicon.echoes(&tree.tokens[report.word]) && (pronoun(report.word) || told(report.word)));
        let shown = || {
            let noun = (0..tree.tokens.len()).find(|&noun| self.lexicon.is_told(&tree.tokens[noun]) && is_shown(tree, noun))?;
            self.voices(sentence).find(|voice| *voice > noun)
        };
        verb.map(|report| report.speaker).or_else(shown).filter(|_| adjacent)
    }
}

/// Whether a demonstrative points to a noun ("cette décision").
fn is_shown(tree: &Tree<'_>, noun: usize) -> bool {
    tree.with_rel(noun, "det").any(|determiner| tree.tokens[determiner].feats.is("PronType", "Dem"))
}

/// Whether a pronoun may stand for a speaker; the gender of names is not known.
fn agree(pronoun: &Token, speaker: &Token) -> bool {
    let plural = speaker.upos == Upos::Noun && speaker.feats.is("Number", "Plur");
    let gender = pronoun.feats.get("Gender").zip(speaker.feats.get("Gender").filter(|_| speaker.upos == Upos::Noun));
    plural == pronoun.feats.is("Number", "Plur") && gender.is_none_or(|(one, other)| one == other)
}
