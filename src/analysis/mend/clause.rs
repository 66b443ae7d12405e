//! Clauses that parsers build wrongly: an object read as a second subject, a gerund hung on the nearest noun.

use super::has_child;
use crate::model::{Token, Upos};

/// Mends the clauses of a sentence.
pub(super) fn mend(tokens: &mut [Token]) {
    for verb in 0..tokens.len() {
        read_object(tokens, verb);
        raise_gerund(tokens, verb);
    }
}

/// "L'armée affrontait les islamistes": of two subjects, one before and one behind an active verb without object, the second is the object.
fn read_object(tokens: &mut [Token], verb: usize) {
    let below = |relations: &[&str]| tokens.iter().any(|token| token.head == Some(verb) && relations.contains(&token.base_rel()));
    let passive = tokens.iter().any(|token| token.head == Some(verb) && matches!(token.rel.as_str(), "aux:pass" | "nsubj:pass"));
    if tokens[verb].upos != Upos::Verb || passive || below(&["obj", "ccomp", "xcomp", "expl", "cop", "iobj"]) {
        return;
    }
    let subject = |&place: &usize| tokens[place].head == Some(verb) && tokens[place].rel == "nsubj";
    let before = (0..verb).find(subject);
    let behind = (verb + 1..tokens.len()).find(subject);
    let nominal = |place: usize| matches!(tokens[place].upos, Upos::Noun | Upos::Propn);
    if let Some(object) = before.and(behind).filter(|&object| nominal(object)) {
        tokens[object].rel = "obj".into();
    }
}

/// "ont attaqué un hôtel à Bombay, tuant 101 personnes": behind a comma a present participle with an object goes with the verb of the clause.
fn raise_gerund(tokens: &mut [Token], gerund: usize) {
    let present = tokens[gerund].feats.is("VerbForm", "Part") && tokens[gerund].feats.is("Tense", "Pres");
    let comma = gerund > 0 && &*tokens[gerund - 1].form == ",";
    if !present || !comma || !has_child(tokens, gerund, "obj") || tokens[gerund].rel != "acl" || tokens[gerund].upos != Upos::Verb {
        return;
    }
    let above = std::iter::successors(tokens[gerund].head, |&node| tokens[node].head).take(tokens.len());
    // What hangs on the subject tells of it.
    let chain: Vec<usize> = above.collect();
    let top = chain.iter().position(|&node| tokens[node].upos == Upos::Verb && node < gerund);
    let Some(top) = top.filter(|&top| top > 0 && chain[..top].iter().all(|&node| node > chain[top])) else { return };
    (tokens[gerund].head, tokens[gerund].rel) = (Some(chain[top]), "advcl".into());
}
