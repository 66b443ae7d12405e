//! Compound tenses that an adverbial tears apart: "a de son côté évacué", "est, selon l'ONU, soutenu".

use std::collections::BTreeSet;

use super::{has_child, subject_relation};
use crate::model::{Token, Upos};

/// Words between an auxiliary and its participle, at most.
const APART: usize = 12;

/// The words that tell such adverbials.
#[derive(Debug)]
pub(super) struct Words {
    /// Auxiliaries of the perfect.
    pub auxiliary: BTreeSet<String>,
    /// Auxiliaries of the passive and of the perfect of some verbs.
    pub copula: BTreeSet<String>,
    /// Nouns of adverbials that may stand behind an auxiliary.
    pub adverbial: BTreeSet<String>,
    /// Prepositions of sources.
    pub source: BTreeSet<String>,
}

/// A tense torn apart, by places of its words.
#[derive(Clone, Copy)]
struct Torn {
    auxiliary: usize,
    /// Head of the adverbial.
    noun: usize,
    participle: usize,
    /// Whether the auxiliary makes nothing but the perfect.
    perfect: bool,
}

/// Mends the compound tenses of a sentence.
pub(super) fn mend(tokens: &mut [Token], words: &Words) {
    for participle in 0..tokens.len() {
        if let Some(torn) = find(tokens, words, participle) {
            join(tokens, torn);
        }
    }
}

fn find(tokens: &[Token], words: &Words, participle: usize) -> Option<Torn> {
    let past = tokens[participle].feats.is("VerbForm", "Part") && !tokens[participle].feats.is("Tense", "Pres");
    if !past || tokens[participle].upos != Upos::Verb || has_child(tokens, participle, "aux") {
        return None;
    }
    let head = tokens[participle].head?;
    let first = participle.saturating_sub(APART);
    let auxiliary = (first..participle).rev().find(|&word| tokens[word].feats.is("VerbForm", "Fin"))?;
    let perfect = words.auxiliary.contains(tokens[auxiliary].lemma.as_str());
    if !perfect && !words.copula.contains(tokens[auxiliary].lemma.as_str()) {
        return None;
    }
    let hangs = |word: usize| tokens[word].head == Some(auxiliary) || tokens[auxiliary].head == Some(word);
    let noun =
        if head == auxiliary { (auxiliary + 1..participle).rev().find(|&word| hangs(word) && is_nominal(&tokens[word]))? } else { head };
    let torn = Torn { auxiliary, noun, participle, perfect };
    let between = auxiliary < noun && noun < participle && is_nominal(&tokens[noun]) && hangs(noun);
    (between && is_aside(tokens, words, torn)).then_some(torn)
}

const fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

/// Whether what stands between can be no object: a known adverbial, a source, or a phrase with a preposition between commas.
fn is_aside(tokens: &[Token], words: &Words, torn: Torn) -> bool {
    let comma = |word: usize| &*tokens[word].form == ",";
    let cases = || (torn.auxiliary..torn.noun).filter(|&word| tokens[word].head == Some(torn.noun) && tokens[word].base_rel() == "case");
    let cited = cases().any(|case| words.source.contains(tokens[case].form.to_lowercase().as_str()));
    let apart = comma(torn.auxiliary + 1) && comma(torn.participle - 1) && cases().next().is_some();
    cited || apart || torn.perfect && words.adverbial.contains(tokens[torn.noun].lemma.as_str())
}

/// Makes the participle the head of auxiliary and adverbial, in the place of whichever of them stood highest.
fn join(tokens: &mut [Token], Torn { auxiliary, noun, participle, perfect }: Torn) {
    let inside = |word: usize| word == auxiliary || word == noun || word == participle;
    let Some(top) = [auxiliary, noun].into_iter().find(|&word| tokens[word].head.is_none_or(|head| !inside(head))) else { return };
    let above = (tokens[top].head, tokens[top].rel.clone());
    for (place, token) in tokens.iter_mut().enumerate() {
        let moves = token.head == Some(auxiliary) || token.head == Some(noun) && place < auxiliary;
        if moves && !inside(place) {
            token.head = Some(participle);
        }
    }
    (tokens[participle].head, tokens[participle].rel) = above;
    let passive = !perfect && tokens.iter().any(|token| token.head == Some(participle) && token.rel == "obl:agent");
    (tokens[auxiliary].head, tokens[auxiliary].rel) = (Some(participle), if passive { "aux:pass" } else { "aux:tense" }.into());
    tokens[auxiliary].upos = Upos::Aux;
    (tokens[noun].head, tokens[noun].rel) = (Some(participle), "obl:mod".into());
    take_subject(tokens, auxiliary, participle);
}

/// Gives the joined verb its subject: the nominal that it was hung on, or, where a relative pronoun is below it, that clause. Behind an
/// active participle with a subject of its own before it stands its object.
fn take_subject(tokens: &mut [Token], auxiliary: usize, verb: usize) {
    let relative = tokens[..auxiliary].iter().any(|token| token.head == Some(verb) && token.feats.is("PronType", "Rel"));
    let own = tokens[..auxiliary].iter().any(|token| token.head == Some(verb) && token.base_rel() == "nsubj");
    let above = tokens[verb].head.filter(|&above| above < auxiliary && is_nominal(&tokens[above]));
    let relation = subject_relation(tokens, verb);
    match above {
        Some(_) if relative => tokens[verb].rel = "acl:relcl".into(),
        Some(subject) if !own => {
            (tokens[verb].head, tokens[verb].rel) = (tokens[subject].head, tokens[subject].rel.clone());
            (tokens[subject].head, tokens[subject].rel) = (Some(verb), relation.into());
        }
        _ => {}
    }
    let behind = tokens[verb + 1..].iter_mut().find(|token| token.head == Some(verb) && token.base_rel() == "nsubj");
    if let Some(object) = behind.filter(|_| own) {
        object.rel = "obj".into();
    }
}
