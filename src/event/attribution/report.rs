//! Verbs of speech in a sentence, who speaks, and whether they are set into the words that they report.

use std::ops::Range;

use super::{
    insertion,
    lexicon::{AttributionLexicon, Place, Speech},
};
use crate::{event::status::tree::Tree, model::Upos};

/// One verb or noun of speech with its speaker.
#[derive(Clone, Debug)]
pub(super) struct Report<'l> {
    /// The word of speech.
    pub(super) word: usize,
    /// Head of whoever speaks.
    pub(super) speaker: usize,
    /// The words of a clause that is set into or behind what it reports (`…, a précisé le général`).
    pub(super) inserted: Option<Range<usize>>,
    /// What it reports.
    pub(super) speech: &'l Speech,
}

/// All words of speech of a sentence that have a speaker, in order.
pub(super) fn reports<'l>(lexicon: &'l AttributionLexicon, tree: &Tree<'_>) -> Vec<Report<'l>> {
    let voices: Vec<_> = lexicon.phrases.find(tree).filter(|found| *found.value == Place::Voice).map(|found| found.complement).collect();
    let mut reports: Vec<Report<'l>> = Vec::new();
    for word in 0..tree.tokens.len() {
        let known = lexicon.speech(&tree.tokens[word]);
        let insertion =
            if known.is_some() || tree.tokens[word].upos == Upos::Verb { insertion::of(lexicon.quotes(), tree, word) } else { None };
        let quoting = insertion.as_ref().filter(|insertion| insertion.quoting);
        let Some(speech) = known.or_else(|| quoting.map(|_| lexicon.quoting())) else { continue };
        let voice = voices.iter().copied().find(|voice| is_below(tree, *voice, word));
        let inserted = insertion.as_ref().map(|insertion| insertion.speaker);
        let speaker = voice.or(inserted).or_else(|| speaker(tree, &reports, word)).filter(|speaker| {
            let token = &tree.tokens[*speaker];
            !lexicon.is_nobody(token) && !matches!(token.feats.get("Person"), Some("1" | "2"))
        });
        if let Some(speaker) = speaker {
            let speaker = source_behind(lexicon, tree, speaker);
            reports.push(Report { word, speaker, inserted: insertion.map(|insertion| insertion.words), speech });
        }
    }
    reports
}

/// The source that a carrier names (`un communiqué du ministère`: the ministry), or the word itself.
pub(super) fn source_behind(lexicon: &AttributionLexicon, tree: &Tree<'_>, nominal: usize) -> usize {
    if !lexicon.is_carrier(&tree.tokens[nominal]) {
        return nominal;
    }
    possessor(tree, nominal).or_else(|| giver(tree, nominal)).unwrap_or(nominal)
}

/// `un bilan communiqué par la police`: who gave out what a carrier says.
fn giver(tree: &Tree<'_>, carrier: usize) -> Option<usize> {
    let given = tree.with_rel(carrier, "acl").find(|given| tree.is_participle(*given))?;
    tree.children(given).find(|child| tree.tokens[*child].rel == "obl:agent")
}

/// The possessive determiner of a noun, or its complement.
fn possessor(tree: &Tree<'_>, nominal: usize) -> Option<usize> {
    let possessive = tree.with_rel(nominal, "det").find(|det| tree.tokens[*det].feats.is("Poss", "Yes"));
    possessive.or_else(|| tree.with_rel(nominal, "nmod").find(|noun| matches!(tree.tokens[*noun].upos, Upos::Noun | Upos::Propn)))
}

/// Whether a word hangs on a verb without another clause between.
fn is_below(tree: &Tree<'_>, word: usize, verb: usize) -> bool {
    let mut here = word;
    for _ in 0..tree.tokens.len() {
        match tree.tokens[here].head {
            Some(head) if head == verb => return true,
            Some(head) if tree.finite(head).is_none() => here = head,
            _ => return false,
        }
    }
    false
}

fn speaker(tree: &Tree<'_>, reports: &[Report<'_>], word: usize) -> Option<usize> {
    if tree.tokens[word].upos == Upos::Noun {
        return possessor(tree, word);
    }
    if tree.children(word).any(|child| matches!(tree.tokens[child].rel.as_str(), "aux:pass" | "nsubj:pass")) {
        return tree.children(word).find(|child| tree.tokens[*child].rel == "obl:agent");
    }
    let earlier = || reports.last().filter(|_| is_present_participle(tree, word)).map(|report| report.speaker);
    subject(tree, word).or_else(earlier).or_else(|| controller(tree, reports, word))
}

/// `soulignant que`: whoever spoke before in the sentence goes on, wherever the parser hangs the participle.
fn is_present_participle(tree: &Tree<'_>, word: usize) -> bool {
    tree.is_participle(word) && tree.tokens[word].feats.is("Tense", "Pres")
}

/// The verb's own subject; a relative pronoun stands for the noun that its clause describes.
fn subject(tree: &Tree<'_>, word: usize) -> Option<usize> {
    let subject = tree.with_rel(word, "nsubj").next()?;
    let relative = tree.tokens[subject].feats.is("PronType", "Rel") && tree.tokens[word].base_rel() == "acl";
    Some(tree.tokens[word].head.filter(|_| relative).unwrap_or(subject))
}

/// Subject of the verb that a participle, an infinitive or a second conjunct hangs on; the speaker, where that is a verb of speech.
fn controller(tree: &Tree<'_>, reports: &[Report<'_>], word: usize) -> Option<usize> {
    let mut here = word;
    for _ in 0..tree.tokens.len() {
        let head = tree.tokens[here].head?;
        match tree.tokens[here].base_rel() {
            "acl" if tree.finite(here).is_none() => return Some(head),
            "conj" | "advcl" | "xcomp" | "parataxis" | "obl" | "discourse" => {}
            "ccomp" if tree.is_infinitive(here) => {}
            _ => return None,
        }
        let known = reports.binary_search_by_key(&head, |report| report.word).ok().map(|index| reports[index].speaker);
        if let Some(subject) = known.or_else(|| subject(tree, head)) {
            return Some(subject);
        }
        here = head;
    }
    None
}
