//! Peoples: those that stand for their country, and those that no gazetteer has ("les Nuer").

use std::ops::Range;

use crate::model::{Sentence, Upos};

/// "Les Nuer", "quinze Masalit": whether a name of one word stands behind a plural article or a number.
pub(super) fn is_people(sentence: &Sentence, run: &Range<usize>) -> bool {
    let tokens = &sentence.tokens;
    let written = || tokens[run.start].form.starts_with(char::is_uppercase) && tokens[run.start].form.chars().any(char::is_lowercase);
    let Some(before) = run.start.checked_sub(1).map(|before| &tokens[before]).filter(|_| run.len() == 1 && written()) else { return false };
    match before.upos {
        // A parser that does not know the name takes its article for a pronoun.
        Upos::Det | Upos::Pron => before.feats.is("Number", "Plur") && (before.upos == Upos::Det || run.start == 1),
        Upos::Num => before.head == Some(run.start) && before.form.chars().all(char::is_alphabetic),
        _ => false,
    }
}

/// "Les Américains" without number or restrictor: the people as a whole, which stands for the country.
pub(super) fn is_whole_people(sentence: &Sentence, head: usize) -> bool {
    let mut children = sentence.tokens.iter().filter(|token| token.head == Some(head));
    let definite = children.clone().any(|token| token.upos == Upos::Det && token.feats.is("Definite", "Def"));
    let restricted = children.any(|token| matches!(token.base_rel(), "nummod" | "amod" | "acl" | "nmod"));
    !restricted && (definite || is_beside_another_people(sentence, head))
}

/// "Israéliens et Palestiniens": two peoples side by side, each without any article.
fn is_beside_another_people(sentence: &Sentence, head: usize) -> bool {
    let tokens = &sentence.tokens;
    let bare = |word: usize| {
        let capital = tokens[word].form.starts_with(char::is_uppercase) && tokens[word].feats.is("Number", "Plur");
        capital && !tokens.iter().any(|token| token.head == Some(word) && matches!(token.base_rel(), "det" | "case"))
    };
    let joined = |other: usize| tokens[other].base_rel() == "conj" && tokens[other].head == Some(head);
    let first = tokens[head].head.filter(|_| tokens[head].base_rel() == "conj");
    let mut beside = first.into_iter().chain((0..tokens.len()).filter(|&other| joined(other)));
    bare(head) && beside.any(bare)
}
