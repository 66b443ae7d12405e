//! Names that the text gives together with their acronym: "le Comité national de redressement (CNR)".
//!
//! The acronym says where the long name begins, however many small words stand in it (Schwartz and Hearst, Pacific Symposium on
//! Biocomputing 8, 2003).

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Sentence, Surface, Token, Upos};

/// Words that a long name may have.
const LONGEST: usize = 16;
/// Letters that one word may give to an acronym ("Cedeao", "Benelux").
const PER_WORD: usize = 3;
/// Letters up to which a word is too short for its initial to be missed.
const SMALL: usize = 4;
/// Content words that an acronym may leave out.
const LEFT_OUT: usize = 1;

/// The long names of a sentence, each with the word that is its acronym.
pub(super) fn expanded(sentence: &Sentence) -> Vec<(Range<usize>, usize)> {
    let tokens = &sentence.tokens;
    let marks = |place: usize, mark: &str| tokens.get(place).is_some_and(|token| &*token.form == mark);
    let bracketed = (1..tokens.len()).filter(|&short| marks(short - 1, "(") && marks(short + 1, ")")).map(|short| (short - 1, short));
    let beside =
        (2..tokens.len()).filter(|&short| marks(short - 2, ",") && tokens[short - 1].upos == Upos::Det).map(|short| (short - 2, short));
    bracketed.chain(beside).filter_map(|(end, short)| Some((long_name(tokens, end, &tokens[short].form)?, short))).collect()
}

/// Whether `acronym` may stand for `words`.
pub fn spells(words: &[&str], acronym: &str) -> bool {
    let letters = letters(acronym);
    let words: Vec<Vec<char>> = words.iter().map(|word| self::letters(word)).filter(|word| !word.is_empty()).collect();
    let capitals = acronym.chars().filter(|c| c.is_uppercase()).count();
    let begins = words.first().is_some_and(|first| first.first() == letters.first());
    letters.len() > 1 && capitals > 0 && words.len() > 1 && begins && matches(&words, &letters, LEFT_OUT)
}

/// The long name before `end` that an acronym stands for: the shortest that spells it and begins with a capital.
fn long_name(tokens: &[Token], end: usize, acronym: &str) -> Option<Range<usize>> {
    let shouted = acronym.chars().all(|c| c.is_uppercase()) || acronym.chars().skip(1).all(char::is_lowercase);
    let first = acronym.chars().next().filter(|c| c.is_uppercase() && shouted)?;
    let stops =
        |token: &Token| token.upos == Upos::Punct && token.form.chars().all(|c| !matches!(c, '-' | '\'' | '’')) || token.upos == Upos::Verb;
    let mut words: Vec<&str> = Vec::new();
    for start in (end.saturating_sub(LONGEST)..end).rev() {
        let token = &tokens[start];
        if stops(token) {
            return None;
        }
        if token.surface == Surface::Rest {
            continue;
        }
        words.insert(0, &token.form);
        if token.form.starts_with(first) && spells(&words, acronym) {
            return Some(start..end);
        }
    }
    None
}

/// Whether letters can be taken from the beginnings of words, in order; `left` content words more may give none.
fn matches(words: &[Vec<char>], letters: &[char], left: usize) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let taken = word.iter().zip(letters).take_while(|(own, letter)| own == letter).count().min(PER_WORD);
    (1..=taken).any(|count| matches(rest, &letters[count..], left))
        || word.len() <= SMALL && matches(rest, letters, left)
        || left > 0 && matches(rest, letters, left - 1)
}

/// The letters of a word, lower case, without accents.
fn letters(word: &str) -> Vec<char> {
    word.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::spells;

    #[test]
    fn acronyms_spell_their_names() {
        assert!(spells(&["Comité", "national", "de", "redressement"], "CNR"));
        assert!(spells(&["Communauté", "économique", "des", "États", "d'", "Afrique", "de", "l'", "Ouest"], "Cedeao"));
        assert!(spells(&["Force", "intérimaire", "des", "Nations", "unies", "au", "Liban"], "Finul"));
        assert!(!spells(&["Mission", "des", "Nations", "unies"], "HCR"));
        assert!(!spells(&["Kaboul"], "K"));
    }
}
