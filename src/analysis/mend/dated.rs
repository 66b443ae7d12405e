//! Lists whose members have dates of their own: "ont pris Kidal vendredi, Gao samedi et Tombouctou dimanche".

use std::collections::BTreeSet;

use crate::model::{Token, Upos};

/// Words between a date and the name that goes on with the list, at most: "et", "puis", a preposition and its article, commas.
const APART: usize = 5;

/// Joins a name that has a date to the argument before the last date. `dates` holds lemmas of nouns that date.
pub(super) fn mend(tokens: &mut [Token], dates: &BTreeSet<String>) {
    for name in 0..tokens.len() {
        if let Some(first) = listed_before(tokens, dates, name) {
            (tokens[name].head, tokens[name].rel) = (Some(first), "conj".into());
            for token in tokens.iter_mut().filter(|token| token.head == Some(name) && token.rel == "conj") {
                token.head = Some(first);
            }
        }
    }
}

/// The argument that a name goes on listing: it hangs on the same verb behind the same preposition, and a date stands between them.
fn listed_before(tokens: &[Token], dates: &BTreeSet<String>, name: usize) -> Option<usize> {
    let above = tokens[name].head.filter(|&above| above < name && tokens[name].upos == Upos::Propn)?;
    let is_date = |word: usize| tokens[word].upos == Upos::Noun && dates.contains(tokens[word].lemma.as_str());
    let (verb, date) = if is_date(above) && tokens[name].rel == "nmod" {
        // "Puis, le lendemain, de Pointe-Noire".
        (tokens[above].head?, above)
    } else {
        let before = (name.saturating_sub(APART)..name).rev().find(|&word| is_date(word) && tokens[word].head == Some(above))?;
        (above, before)
    };
    let own = date == above || tokens.get(name + 1).is_some_and(|_| is_date(name + 1));
    let parted = |word: &usize| &*tokens[*word].form == "," || tokens[*word].upos == Upos::Cconj;
    let bare = |word: usize| matches!(tokens[word].upos, Upos::Punct | Upos::Cconj | Upos::Adp | Upos::Det | Upos::Adv);
    let apart = (date + 1..name).all(bare) && (date.saturating_sub(APART)..name).any(|word| parted(&word));
    if !(own && apart && matches!(tokens[name].base_rel(), "obj" | "obl" | "nmod")) {
        return None;
    }
    let marked = |word: usize| tokens.iter().find(|token| token.head == Some(word) && token.base_rel() == "case").map(|case| &case.lemma);
    let argument = |word: &usize| {
        let part = matches!(tokens[*word].base_rel(), "obj" | "obl") && !is_date(*word);
        tokens[*word].head == Some(verb) && part && matches!(tokens[*word].upos, Upos::Noun | Upos::Propn)
    };
    (verb + 1..date).rev().find(argument).filter(|&first| marked(first) == marked(name))
}
