//! Lists that parsers tear apart: a name in apposition, a second subject, an object that looks like an adverbial, a companion taken for the
//! bearer of a title.

use super::has_child;
use crate::model::{Token, Upos};

/// Mends the lists of a sentence.
pub(super) fn mend(tokens: &mut [Token]) {
    for word in 0..tokens.len() {
        join_names(tokens, word);
        join_nominals(tokens, word);
        raise_companion(tokens, word);
    }
}

const fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

/// "L'Union européenne, les États-Unis et le Japon ont condamné …", "accuse la Lituanie, la Pologne et l'Ukraine": what stands behind the
/// comma, and has a conjunct, is itself one of the noun before it.
fn join_nominals(tokens: &mut [Token], second: usize) {
    let Some(verb) = tokens[second].head.filter(|&verb| is_nominal(&tokens[second]) && tokens[verb].upos == Upos::Verb) else { return };
    let opens = |relation: &str| matches!(relation, "det" | "case" | "amod" | "nummod");
    let start =
        (0..second).rev().take_while(|&word| tokens[word].head == Some(second) && opens(tokens[word].base_rel())).last().unwrap_or(second);
    let Some(comma) = start.checked_sub(1).filter(|&comma| &*tokens[comma].form == ",") else { return };
    let Some(first) = comma.checked_sub(1).and_then(|last| below(tokens, last, verb)).filter(|&first| fits(tokens, first, second, verb))
    else {
        return;
    };
    let conjuncts: Vec<usize> =
        (second + 1..tokens.len()).filter(|&word| tokens[word].head == Some(second) && tokens[word].base_rel() == "conj").collect();
    if !conjuncts.iter().any(|&word| has_child(tokens, word, "cc")) || has_child(tokens, second, "case") || has_child(tokens, first, "case")
    {
        return;
    }
    (tokens[second].head, tokens[second].rel) = (Some(first), "conj".into());
    conjuncts.into_iter().for_each(|word| tokens[word].head = Some(first));
}

/// The dependent of a verb that a word belongs to.
fn below(tokens: &[Token], word: usize, verb: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..tokens.len() {
        match tokens[at].head {
            Some(head) if head == verb => return Some(at),
            above => at = above?,
        }
    }
    None
}

/// Whether two dependents of a verb can be one list: two subjects before a plural, or an object and a name behind it.
fn fits(tokens: &[Token], first: usize, second: usize, verb: usize) -> bool {
    let plural = || {
        tokens.iter().enumerate().any(|(place, token)| {
            (place == verb || token.head == Some(verb) && token.base_rel() == "aux") && token.feats.is("Number", "Plur")
        })
    };
    let subjects = second < verb && tokens[first].base_rel() == "nsubj" && tokens[second].base_rel() == "nsubj" && plural();
    let objects = first > verb
        && tokens[first].rel == "obj"
        && tokens[second].upos == Upos::Propn
        && matches!(tokens[second].base_rel(), "obj" | "obl");
    is_nominal(&tokens[first]) && (subjects || objects)
}

/// "Ravil Maganov, Igor Setchine et Alexeï Miller": of three names in a list the second stands in no apposition, and is no subject of its own.
fn join_names(tokens: &mut [Token], second: usize) {
    let apposed = tokens[second].head.filter(|&first| first < second && tokens[second].rel == "appos");
    let Some(first) = apposed.or_else(|| twin_before(tokens, second)) else { return };
    let bare = |name: usize| tokens[name].upos == Upos::Propn && !has_child(tokens, name, "det");
    let last = (second + 1..tokens.len()).find(|&last| tokens[last].head == Some(second) && tokens[last].base_rel() == "conj");
    let listed = last.filter(|&last| bare(first) && bare(second) && bare(last) && has_child(tokens, last, "cc"));
    if let Some(last) = listed {
        (tokens[second].head, tokens[second].rel) = (Some(first), "conj".into());
        tokens[last].head = Some(first);
    }
}

/// The name right before a name and its comma that has the same part in the clause.
fn twin_before(tokens: &[Token], name: usize) -> Option<usize> {
    let comma = name.checked_sub(1).filter(|&comma| tokens[name].upos == Upos::Propn && &*tokens[comma].form == ",")?;
    let mut first = comma.checked_sub(1)?;
    // A walk up the name before takes no more steps than words.
    for _ in 0..comma {
        if (tokens[first].head, &tokens[first].rel) == (tokens[name].head, &tokens[name].rel) {
            break;
        }
        first = tokens[first].head.filter(|&above| above < comma)?;
    }
    let twins = tokens[first].upos == Upos::Propn && tokens[first].head == tokens[name].head;
    twins.then_some(first)
}

/// "La secrétaire d'État Hillary Clinton et Sergueï Lavrov": who is joined to the bearer of a title for one goes with the title.
fn raise_companion(tokens: &mut [Token], companion: usize) {
    let named = |word: usize| tokens[word].upos == Upos::Propn && has_child(tokens, word, "flat");
    let Some(bearer) = tokens[companion].head.filter(|&bearer| tokens[companion].rel == "conj" && bearer < companion && named(bearer))
    else {
        return;
    };
    let beside = matches!(tokens[bearer].rel.as_str(), "nmod" | "appos") && named(companion) && !has_child(tokens, bearer, "case");
    let title = tokens[bearer].head.filter(|&title| beside && title < bearer && tokens[title].upos == Upos::Noun);
    if let Some(title) = title.filter(|&title| {
        tokens[title].feats.is("Number", "Sing") && has_child(tokens, title, "det") && !has_child(tokens, companion, "case")
    }) {
        tokens[companion].head = Some(title);
    }
}
