//! Names that parsers hang on the wrong word: behind a participle, behind a demonym, behind an audience, at the head of a sentence.

use std::collections::BTreeSet;

use super::has_child;
use crate::{
    gazetteer::{Candidate, Gazetteer, NameKind},
    model::{Features, Token, Upos},
};

/// Mends the names of a sentence.
pub(super) fn mend(tokens: &mut [Token], gazetteer: &Gazetteer, audience: &BTreeSet<String>) {
    for name in 0..tokens.len() {
        behind_article(tokens, name);
        behind_participle(tokens, name);
        behind_unknown(tokens, name);
        behind_demonym(tokens, name, gazetteer);
        behind_place_or_audience(tokens, name, gazetteer, audience);
        behind_place(tokens, name);
    }
}

/// "Les Nuer ont attaqué …": what stands before a name that is a subject is its article and no pronoun.
fn behind_article(tokens: &mut [Token], name: usize) {
    let Some(article) = name.checked_sub(1).filter(|&before| tokens[before].upos == Upos::Pron) else { return };
    let plural = tokens[article].rel == "obj" && tokens[article].feats.is("Number", "Plur");
    let subject = tokens[name].upos == Upos::Propn && tokens[name].rel == "nsubj" && tokens[name].head == tokens[article].head;
    if plural && subject && tokens[name].head.is_some_and(|verb| verb > name) {
        let word = &mut tokens[article];
        (word.upos, word.head, word.rel) = (Upos::Det, Some(name), "det".into());
        word.feats = Features::new("Definite=Def|Number=Plur|PronType=Art");
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

/// "Le groupe jihadiste Boko Haram": a small word of no known kind between a noun and a name is an adjective of the noun, and the name the
/// noun's.
fn behind_unknown(tokens: &mut [Token], name: usize) {
    let Some(word) = name.checked_sub(1).filter(|&word| tokens[word].upos == Upos::X && tokens[name].head == Some(word)) else { return };
    let small = tokens[word].form.starts_with(char::is_lowercase) && tokens[word].form.chars().all(char::is_alphabetic);
    let noun = tokens[word].head.filter(|&noun| small && noun + 1 == word && tokens[noun].upos == Upos::Noun);
    if let Some(noun) = noun.filter(|_| tokens[name].upos == Upos::Propn && !has_child(tokens, name, "case")) {
        (tokens[name].head, tokens[name].rel) = (Some(noun), "nmod".into());
        (tokens[word].upos, tokens[word].rel) = (Upos::Adj, "amod".into());
    }
}

/// "Le Burkinabè Djibrill Bassolé": the name of somebody of a country is no part of the word for those of the country.
fn behind_demonym(tokens: &mut [Token], demonym: usize, gazetteer: &Gazetteer) {
    let glued = |child: usize| tokens[child].head == Some(demonym) && tokens[child].rel == "flat:name";
    let definite = demonym > 0 && tokens[demonym - 1].head == Some(demonym) && tokens[demonym - 1].feats.is("Definite", "Def");
    let name = demonym + 1;
    let of_country = || gazetteer.lookup(&tokens[demonym].form).any(|candidate| candidate.kind == NameKind::DemonymNoun);
    if tokens[demonym].upos != Upos::Propn || !definite || name >= tokens.len() || !glued(name) || !of_country() {
        return;
    }
    let further: Vec<usize> = (name + 1..tokens.len()).take_while(|&child| glued(child)).collect();
    let feats = &tokens[demonym - 1].feats;
    let told = ["Gender", "Number"].into_iter().filter_map(|feature| Some(format!("{feature}={}", feats.get(feature)?)));
    tokens[demonym].feats = Features::new(told.collect::<Vec<_>>().join("|"));
    tokens[demonym].upos = Upos::Noun;
    (tokens[name].head, tokens[name].rel) = (Some(demonym), "nmod".into());
    further.into_iter().for_each(|word| tokens[word].head = Some(name));
}

/// "A reçu à Paris Barack Obama", "a indiqué à l'AFP Jens Stoltenberg", "a dit devant la presse …": behind the name of a town or a body, or
/// a noun for those who listen, a first name begins another, the object of a verb that has none.
fn behind_place_or_audience(tokens: &mut [Token], name: usize, gazetteer: &Gazetteer, audience: &BTreeSet<String>) {
    let hangs = |town: &usize| tokens[name].head == Some(*town) && matches!(tokens[name].rel.as_str(), "flat:name" | "nmod" | "appos");
    let Some(town) = name.checked_sub(1).filter(hangs).filter(|_| tokens[name].upos == Upos::Propn) else { return };
    let Some(verb) = tokens[town].head.filter(|&verb| verb < town && tokens[verb].upos == Upos::Verb) else { return };
    let usual = |candidate: Candidate| gazetteer.record(candidate.record).class() != "Person";
    let named = || tokens[name].rel == "flat:name" && gazetteer.lookup(&tokens[town].form).any(usual);
    let known = gazetteer.is_first_name(&tokens[name].form) && (audience.contains(tokens[town].lemma.as_str()) || named());
    let object = (verb..name).any(|token| tokens[token].head == Some(verb) && tokens[token].rel == "obj");
    if !known || object || !has_child(tokens, town, "case") {
        return;
    }
    for token in &mut tokens[name + 1..] {
        if token.head == Some(town) {
            token.head = Some(name);
        }
    }
    (tokens[name].head, tokens[name].rel) = (Some(verb), "obj".into());
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
