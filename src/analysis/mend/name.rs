//! Names that parsers hang on the wrong word: behind a participle, behind a demonym, in a list, at the head of a sentence.

use crate::model::{Token, Upos};

/// Mends the names of a sentence; `is_demonym` tells nouns for those of a country.
pub(super) fn mend(tokens: &mut [Token], is_demonym: &dyn Fn(&str) -> bool) {
    for name in 0..tokens.len() {
        behind_participle(tokens, name);
        behind_demonym(tokens, name, is_demonym);
        in_list(tokens, name);
        behind_place(tokens, name);
    }
}

/// "L'opposant emprisonné Alexeï Navalny", "le président déchu Mohamed Bazoum": the name behind a past participle is that of the noun.
fn behind_participle(tokens: &mut [Token], name: usize) {
    let Some(participle) = name.checked_sub(1) else { return };
    let past = tokens[participle].feats.is("VerbForm", "Part") && !tokens[participle].feats.is("Tense", "Pres");
    let bare = past && tokens[participle].rel == "acl";
    let told = tokens[participle].head.filter(|&noun| bare && noun < participle && tokens[noun].upos == Upos::Noun);
    let hangs = tokens[name].upos == Upos::Propn && tokens[name].head == Some(participle) && !has_child(tokens, name, "case");
    if let Some(noun) = told.filter(|_| hangs) {
        (tokens[name].head, tokens[name].rel) = (Some(noun), "nmod".into());
    }
}

/// "Le Burkinabè Djibrill Bassolé": the name of somebody of a country is no part of the word for those of the country.
fn behind_demonym(tokens: &mut [Token], demonym: usize, is_demonym: &dyn Fn(&str) -> bool) {
    let glued = |child: usize| tokens[child].head == Some(demonym) && tokens[child].rel == "flat:name";
    let definite = demonym > 0 && tokens[demonym - 1].head == Some(demonym) && tokens[demonym - 1].feats.is("Definite", "Def");
    let name = demonym + 1;
    if tokens[demonym].upos != Upos::Propn || !definite || name >= tokens.len() || !glued(name) || !is_demonym(&tokens[demonym].form) {
        return;
    }
    let further: Vec<usize> = (name + 1..tokens.len()).take_while(|&child| glued(child)).collect();
    tokens[demonym].upos = Upos::Noun;
    (tokens[name].head, tokens[name].rel) = (Some(demonym), "nmod".into());
    further.into_iter().for_each(|word| tokens[word].head = Some(name));
}

/// "Ravil Maganov, Igor Setchine et Alexeï Miller": of three names in a list the second stands in no apposition.
fn in_list(tokens: &mut [Token], second: usize) {
    let Some(first) = tokens[second].head.filter(|&first| first < second && tokens[second].rel == "appos") else { return };
    let bare = |name: usize| tokens[name].upos == Upos::Propn && !has_child(tokens, name, "det");
    let last = (second + 1..tokens.len()).find(|&last| tokens[last].head == Some(second) && tokens[last].base_rel() == "conj");
    let listed = last.filter(|&last| bare(first) && bare(second) && bare(last) && has_child(tokens, last, "cc"));
    if let Some(last) = listed {
        tokens[second].rel = "conj".into();
        tokens[last].head = Some(first);
    }
}

/// "À Damas, Georges Habache a condamné …": who stands behind a place at the head of a sentence is the subject of a verb that has none.
fn behind_place(tokens: &mut [Token], name: usize) {
    let Some(place) = tokens[name].head.filter(|&place| place == 1 && tokens[name].rel == "appos" && tokens[0].upos == Upos::Adp) else {
        return;
    };
    let verb = tokens[place].head.filter(|&verb| verb > name && tokens[verb].upos == Upos::Verb);
    let Some(verb) = verb.filter(|&verb| tokens[place].base_rel() == "obl" && !has_child(tokens, verb, "nsubj")) else { return };
    (tokens[name].head, tokens[name].rel) = (Some(verb), "nsubj".into());
    for token in tokens[name + 1..verb].iter_mut().filter(|token| token.head == Some(place) && token.base_rel() == "acl") {
        token.head = Some(name);
    }
}

fn has_child(tokens: &[Token], node: usize, relation: &str) -> bool {
    tokens.iter().any(|token| token.head == Some(node) && token.base_rel() == relation)
}
