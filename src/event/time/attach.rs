//! Which expression belongs to which predicate.

use super::{Reach, TimeExpression, grammar::Phrase};
use crate::model::{Sentence, Token, Upos};

/// The place in `found` of the expression that dates the predicate at `head`.
pub(super) fn choose(sentence: &Sentence, found: &[TimeExpression], head: usize, reach: Reach) -> Option<usize> {
    let path = path_up(sentence, head, reach);
    let dating = found.iter().enumerate().filter(|(_, time)| !time.is_dateline);
    let ranked = dating.filter_map(|(place, time)| Some((rank(sentence, time, &path)?, time.tokens.start.abs_diff(head), place)));
    let nearest = ranked.min().map(|(_, _, place)| place);
    nearest
        .or_else(|| bracketed(sentence, found, head))
        .or_else(|| opening(sentence, found).filter(|_| reach == Reach::Clause && is_main(sentence, &path)))
}

/// Whether a sentence is nothing but dates and punctuation.
pub(super) fn is_date_only(sentence: &Sentence, phrases: &[Phrase]) -> bool {
    let outside = |place: usize| !phrases.iter().any(|phrase| phrase.tokens.contains(&place));
    !phrases.is_empty() && sentence.tokens.iter().enumerate().all(|(place, token)| !outside(place) || token.upos == Upos::Punct)
}

/// The predicate and the words above it in its clause.
fn path_up(sentence: &Sentence, head: usize, reach: Reach) -> Vec<usize> {
    let mut path = vec![head];
    let mut at = head;
    while let Some(token) =
        sentence.tokens.get(at).filter(|token| reach == Reach::Clause && (!opens_clause(token) || goes_on(sentence, at)))
    {
        let Some(above) = token.head.filter(|above| !path.contains(above)) else { break };
        path.push(above);
        at = above;
    }
    path
}

/// Whether a path ends in a main clause.
fn is_main(sentence: &Sentence, path: &[usize]) -> bool {
    let top = path.last().and_then(|top| sentence.tokens.get(*top));
    top.is_some_and(|token| matches!(token.base_rel(), "root" | "parataxis"))
}

/// Whether a word stands at the top of a clause of its own.
fn opens_clause(token: &Token) -> bool {
    matches!(token.base_rel(), "root" | "ccomp" | "advcl" | "acl" | "parataxis" | "csubj")
}

/// Whether a clause below tells at what the one above came to, or went on to at its place: "a explosé jeudi, tuant dix personnes", "est
/// arrivé jeudi à Bogota, où il a rencontré le président".
fn goes_on(sentence: &Sentence, verb: usize) -> bool {
    let token = &sentence.tokens[verb];
    match token.base_rel() {
        "advcl" | "acl" if token.feats.is("VerbForm", "Part") && token.feats.is("Tense", "Pres") => true,
        "acl" => at_place(sentence, verb) && clause_above(sentence, verb).is_some_and(|above| same_tense(sentence, verb, above)),
        _ => false,
    }
}

/// Whether a relative clause begins with a relative that is neither its subject nor its object ("où").
fn at_place(sentence: &Sentence, verb: usize) -> bool {
    let relative = |token: &&Token| token.head == Some(verb) && token.feats.is("PronType", "Rel");
    sentence.tokens.iter().find(relative).is_some_and(|token| matches!(token.base_rel(), "obl" | "advmod"))
}

/// The verb of the clause that a clause depends on.
fn clause_above(sentence: &Sentence, verb: usize) -> Option<usize> {
    let mut at = sentence.tokens[verb].head?;
    for _ in 0..sentence.tokens.len() {
        let token = &sentence.tokens[at];
        if token.upos == Upos::Verb {
            return Some(at);
        }
        at = token.head?;
    }
    None
}

/// How near an expression stands to the path of a predicate: steps up from the predicate, then steps up from the expression.
fn rank(sentence: &Sentence, time: &TimeExpression, path: &[usize]) -> Option<(usize, usize)> {
    // "Il était vendredi à Nairobi": parsers take the day for the predicate.
    if let Some(level) = path.iter().position(|place| time.tokens.contains(place)) {
        return Some((level, 0));
    }
    let mut at = governor(sentence, time)?;
    for step in 0..sentence.tokens.len() {
        if let Some(level) = path.iter().position(|place| *place == at) {
            return shared(sentence, time, path, level).then_some((level, step));
        }
        let token = sentence.tokens.get(at)?;
        let passes = is_nominal(token) && !opens_clause(token) || says_of_noun(sentence, at, path) || ends_subject(sentence, token, path);
        at = token.head.filter(|_| passes)?;
    }
    None
}

/// "L'accord signé en 2015": a participle dates the noun that it hangs on, where that is the predicate.
fn says_of_noun(sentence: &Sentence, verb: usize, path: &[usize]) -> bool {
    let token = &sentence.tokens[verb];
    let predicate = path.first().and_then(|first| sentence.tokens.get(*first)).is_some_and(|first| first.upos == Upos::Noun);
    let alone = !sentence.tokens.iter().any(|other| other.head == Some(verb) && other.base_rel() == "aux");
    predicate && alone && token.base_rel() == "acl" && token.feats.is("VerbForm", "Part")
}

/// "Le retrait doit s'achever mardi": an infinitive dates the subject of the verb that it belongs to.
fn ends_subject(sentence: &Sentence, token: &Token, path: &[usize]) -> bool {
    let subject = path.first().and_then(|first| sentence.tokens.get(*first)).is_some_and(|first| first.base_rel() == "nsubj");
    subject && token.base_rel() == "xcomp" && token.head == path.get(1).copied()
}

/// A coordinated verb shares what stands before the first one; what stands behind that only in the same tense ("a quitté jeudi Gao et a
/// gagné Kidal", but not "a quitté jeudi Gao et gagnera Kidal").
fn shared(sentence: &Sentence, time: &TimeExpression, path: &[usize], level: usize) -> bool {
    let joins = |place: usize| sentence.tokens.get(place).is_some_and(|token| token.base_rel() == "conj" && token.upos == Upos::Verb);
    let apart = |pair: &[usize]| joins(pair[0]) && !same_tense(sentence, pair[0], pair[1]);
    let steps = path.get(..=level).unwrap_or(path);
    !steps.windows(2).any(apart) || path.get(level).is_some_and(|verb| time.tokens.start < *verb)
}

/// Whether two verbs have the same forms, and auxiliaries too, where the later one has one of its own.
fn same_tense(sentence: &Sentence, later: usize, first: usize) -> bool {
    let auxiliary = |verb: usize| sentence.tokens.iter().find(|token| token.head == Some(verb) && token.rel == "aux:tense");
    let tense = |token: &Token| token.feats.get("Tense").map(str::to_owned);
    let (own, other) = (&sentence.tokens[later], &sentence.tokens[first]);
    let shares = auxiliary(later).is_none() || auxiliary(later).map(tense) == auxiliary(first).map(tense);
    own.feats.get("VerbForm") == other.feats.get("VerbForm") && tense(own) == tense(other) && shares
}

const fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj | Upos::Pron | Upos::Adv | Upos::X)
}

/// The word outside of an expression that it depends on.
fn governor(sentence: &Sentence, time: &TimeExpression) -> Option<usize> {
    let outside = |place: &usize| !time.tokens.contains(place);
    time.tokens.clone().find_map(|place| sentence.tokens.get(place)?.head.filter(outside))
}

/// A date in brackets behind the predicate, with no verb between.
fn bracketed(sentence: &Sentence, found: &[TimeExpression], head: usize) -> Option<usize> {
    found.iter().position(|time| {
        let Some(bracket) = time.tokens.start.checked_sub(1).filter(|bracket| *bracket > head) else { return false };
        let between = sentence.tokens.get(head + 1..bracket).unwrap_or_default();
        sentence.tokens.get(bracket).is_some_and(|token| token.form == "(") && between.iter().all(|token| token.upos != Upos::Verb)
    })
}

/// An expression before everything but particles, set off by a comma.
fn opening(sentence: &Sentence, found: &[TimeExpression]) -> Option<usize> {
    let place = found.iter().position(|time| {
        !time.is_dateline && {
            let before = sentence.tokens.get(..time.tokens.start).unwrap_or_default();
            before.len() <= 4 && before.iter().all(|token| !matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Noun | Upos::Propn))
        }
    })?;
    let next = sentence.tokens.get(found.get(place)?.tokens.end)?;
    (next.form == ",").then_some(place)
}
