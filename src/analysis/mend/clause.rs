//! Clauses that parsers build wrongly: an object read as a second subject, a gerund hung on the nearest noun, a main verb hung on its
//! subject.

use std::ops::Range;

use super::{has_child, subject_relation};
use crate::model::{Token, Upos};

/// Mends the clauses of a sentence.
pub(super) fn mend(tokens: &mut [Token]) {
    raise_main_verb(tokens);
    for verb in 0..tokens.len() {
        read_object(tokens, verb);
        raise_gerund(tokens, verb);
        raise_joined(tokens, verb);
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

/// "Le ministre, X, devait y rencontrer Y": a finite verb that hangs on the noun at the top like a relative clause, without a relative
/// pronoun, is the main verb, and the noun its subject.
fn raise_main_verb(tokens: &mut [Token]) {
    let Some(noun) = tokens.iter().position(|token| token.rel == "root" && matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Num))
    else {
        return;
    };
    let Some(verb) = (noun + 1..tokens.len()).find(|&verb| tokens[verb].base_rel() == "acl" && is_finite(tokens, verb)) else { return };
    let other = tokens[..verb].iter().any(|token| token.upos == Upos::Verb && token.feats.is("VerbForm", "Fin"));
    let has = |relation: &str| has_child(tokens, verb, relation);
    let impersonal = tokens.iter().any(|token| token.head == Some(verb) && token.rel == "expl:subj");
    let subject = (noun..verb).find(|&word| tokens[word].head == Some(verb) && tokens[word].base_rel() == "nsubj");
    // "Les chefs de gouvernement grec, X, et macédonien, Y, ont …": the second country is joined to the first.
    let joined = subject.filter(|&word| tokens[word].upos == Upos::Adj && has_child(tokens, word, "cc"));
    if opens_subclause(tokens, noun..verb)
        || other
        || subject != joined
        || has("mark")
        || impersonal
        || has("cc")
        || has_child(tokens, noun, "cop")
        || !agree(tokens, noun, verb)
    {
        return;
    }
    let relation = subject_relation(tokens, verb);
    (tokens[noun].head, tokens[noun].rel) = (Some(verb), relation.into());
    (tokens[verb].head, tokens[verb].rel) = (None, "root".into());
    if let Some(joined) = joined {
        (tokens[joined].head, tokens[joined].rel) = (Some(noun), "conj".into());
    }
    if tokens[verb].upos == Upos::Aux {
        tokens[verb].upos = Upos::Verb;
    }
}

/// "a abandonné Nasir, reprise par les forces de Juba, et s'est réfugié …": a finite verb behind a conjunction is no relative clause, but
/// joined to the clause above.
fn raise_joined(tokens: &mut [Token], verb: usize) {
    let Some(noun) = tokens[verb].head.filter(|&noun| noun < verb && tokens[verb].base_rel() == "acl" && is_finite(tokens, verb)) else {
        return;
    };
    if opens_subclause(tokens, noun..verb) || !has_child(tokens, verb, "cc") {
        return;
    }
    let mut at = noun;
    for _ in 0..tokens.len() {
        let Some(above) = tokens[at].head else { return };
        if above < verb && is_finite(tokens, above) {
            (tokens[verb].head, tokens[verb].rel) = (Some(above), "conj".into());
            return;
        }
        at = above;
    }
}

/// Whether some words have a relative pronoun or a subordinating conjunction among them.
fn opens_subclause(tokens: &[Token], words: Range<usize>) -> bool {
    tokens[words].iter().any(|token| token.feats.is("PronType", "Rel") || token.upos == Upos::Sconj)
}

/// The word of a verb that shows person and number: itself or its auxiliary.
fn finite(tokens: &[Token], verb: usize) -> Option<usize> {
    let shows = |word: usize| tokens[word].feats.is("VerbForm", "Fin");
    let auxiliary = || (0..tokens.len()).find(|&word| tokens[word].head == Some(verb) && tokens[word].base_rel() == "aux" && shows(word));
    if shows(verb) { Some(verb) } else { auxiliary() }
}

fn is_finite(tokens: &[Token], verb: usize) -> bool {
    matches!(tokens[verb].upos, Upos::Verb | Upos::Aux) && finite(tokens, verb).is_some()
}

/// Whether a noun can be the subject of a verb by number and person.
fn agree(tokens: &[Token], noun: usize, verb: usize) -> bool {
    let Some(finite) = finite(tokens, verb) else { return false };
    let number = |word: usize| tokens[word].feats.get("Number");
    tokens[finite].feats.is("Person", "3") && (number(noun).is_none() || number(noun) == number(finite))
}
