//! Words: letters and digits with connectors between them, and the cuts inside.

use unicode_normalization::char::is_combining_mark;

use super::{Abbreviation, lexicon::WordLists, markup::is_invisible};
use crate::model::Span;

/// No word can have more enclitics (`donne-le-moi` has two).
const MOST_ENCLITICS: usize = 3;
/// An enclitic is shorter, in bytes with its hyphens.
const LONGEST_ENCLITIC: usize = 24;

/// Whether a character belongs to words by itself.
pub(super) fn is_word_char(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || is_combining_mark(letter)
}

const fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑')
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

/// Pushes the tokens of the word that `rest` begins with, which stands at byte `start` of the text, and returns the bytes taken.
pub(super) fn push(words: &WordLists, rest: &str, start: usize, tokens: &mut Vec<Span>) -> usize {
    if let Some(length) = glued_number(words, rest) {
        tokens.push(Span::new(start, start + length));
        return length;
    }
    let length = extent(rest);
    let word = &rest[..length];
    if let Some(length) = abbreviation(words, rest, length) {
        return push_elided(words, &rest[..length], start, tokens, false);
    }
    if let Some(apostrophe) = rest[length..].chars().next().filter(|next| is_apostrophe(*next) && words.is_elision(word, "")) {
        tokens.push(Span::new(start, start + length + apostrophe.len_utf8()));
        return length + apostrophe.len_utf8();
    }
    push_elided(words, word, start, tokens, true)
}

/// Bytes of a number whose unit is written against it (`13` of `13H00`).
fn glued_number(words: &WordLists, rest: &str) -> Option<usize> {
    let number = rest.bytes().take_while(u8::is_ascii_digit).count();
    let unit = rest[number..].bytes().take_while(u8::is_ascii_alphabetic).count();
    if number == 0 {
        let after = rest.bytes().skip(unit).take_while(u8::is_ascii_digit).count();
        let ends = !rest[unit + after..].starts_with(is_word_char);
        return (unit > 0 && (1..=2).contains(&after) && ends && unit <= 3 && words.is_unit(&rest[..unit])).then_some(unit);
    }
    let ends = !rest[number + unit..].starts_with(|next: char| is_word_char(next) && !next.is_ascii_digit());
    (unit > 0 && number <= 4 && ends && words.is_unit(&rest[number..number + unit])).then_some(number)
}

/// Bytes of the longest stretch of word characters and connectors.
fn extent(rest: &str) -> usize {
    let mut length = 0;
    loop {
        let before = length;
        length += rest[length..].find(|letter| !is_word_char(letter)).unwrap_or(rest.len() - length);
        let part = &rest[before..length];
        match connector(part, &rest[length..]) {
            0 => return length,
            more => length += more,
        }
    }
}

/// Bytes of what joins one part of a word to the rest, 0 where the word ends.
fn connector(part: &str, rest: &str) -> usize {
    let mut letters = rest.chars();
    let (Some(joint), next) = (letters.next(), letters.next()) else { return 0 };
    let next_is = |test: fn(char) -> bool| next.is_some_and(test);
    let after_digit = part.ends_with(|letter: char| letter.is_ascii_digit());
    let digits = after_digit && next_is(|letter| letter.is_ascii_digit());
    let joins = match joint {
        '.' => digits || point_joins(part, next, letters.next()),
        ',' | ':' | '/' => digits,
        '&' => part.ends_with(char::is_uppercase) && next_is(char::is_uppercase),
        '°' => return if part.ends_with(char::is_alphabetic) { joint.len_utf8() } else { 0 },
        '(' => return optional_ending(rest),
        _ if is_invisible(joint) => next_is(is_word_char),
        _ => (is_hyphen(joint) || is_apostrophe(joint)) && next_is(is_word_char),
    };
    if joins { joint.len_utf8() } else { 0 }
}

/// Whether a point joins: in initials (`O.N.U`, `J.-C`), and in names of sites and files (`site.org`), where lower case follows.
fn point_joins(part: &str, next: Option<char>, after: Option<char>) -> bool {
    let single = part.chars().filter(|letter| !is_combining_mark(*letter)).count() == 1 && part.starts_with(char::is_alphabetic);
    match next {
        Some('-') => single && after.is_some_and(char::is_uppercase),
        Some(next) if single => next.is_alphabetic(),
        Some(next) => next.is_lowercase() && next.is_ascii(),
        None => false,
    }
}

/// Bytes of an optional ending in brackets (`(s)` of `blessé(s)`).
fn optional_ending(rest: &str) -> usize {
    let ending = rest[1..].bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
    if (1..=2).contains(&ending) && rest[1 + ending..].starts_with(')') { ending + 2 } else { 0 }
}

/// Bytes of the word with the full stop that belongs to it, if it is an abbreviation.
fn abbreviation(words: &WordLists, rest: &str, length: usize) -> Option<usize> {
    let tail = rest[length..].strip_prefix('.')?;
    if tail.starts_with('.') {
        return None;
    }
    let word = &rest[..=length];
    let last = word.rfind(is_apostrophe).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
    let next = tail.trim_start_matches([' ', '\u{a0}', '\u{202f}']).chars().next();
    let fits = |kind| match kind {
        Abbreviation::Title => next.is_some_and(char::is_uppercase),
        Abbreviation::Number => next.is_some_and(|next| next.is_ascii_digit()),
        // A lone capital before the end of the line is a name (`vitamine C.`), not an initial.
        Abbreviation::Initial if !word[last..length].contains('.') => next.is_some_and(|next| next.is_alphanumeric() || next == ','),
        Abbreviation::Initial | Abbreviation::Before | Abbreviation::Any => true,
    };
    [word, &word[last..]].into_iter().any(|word| words.abbreviations(word).any(fits)).then_some(length + 1)
}

/// Pushes a word, first cutting off elided words before it and, where `enclitics`, pronouns after it.
fn push_elided(words: &WordLists, word: &str, start: usize, tokens: &mut Vec<Span>, enclitics: bool) -> usize {
    let mut at = 0;
    while !words.is_whole(&word[at..]) {
        let Some((apostrophe, mark)) = word[at..].char_indices().find(|(_, letter)| is_apostrophe(*letter)) else { break };
        let next = at + apostrophe + mark.len_utf8();
        if next == word.len() || !words.is_elision(&word[at..at + apostrophe], &word[next..]) {
            break;
        }
        tokens.push(Span::new(start + at, start + next));
        at = next;
    }
    if enclitics {
        push_enclitics(words, &word[at..], start + at, tokens);
    } else {
        tokens.push(Span::new(start + at, start + word.len()));
    }
    word.len()
}

fn push_enclitics(words: &WordLists, word: &str, start: usize, tokens: &mut Vec<Span>) {
    let mut cuts = vec![word.len()];
    let mut host = word;
    while cuts.len() <= MOST_ENCLITICS && !words.is_whole(host) {
        let Some(cut) = enclitic(words, host) else { break };
        cuts.push(cut);
        host = &word[..cut];
    }
    cuts.push(0);
    cuts.reverse();
    tokens.extend(cuts.windows(2).map(|pair| Span::new(start + pair[0], start + pair[1])));
}

/// Where the longest enclitic at the end of a word begins. In a capitalised name (`Saint-Ce`) there is none.
fn enclitic(words: &WordLists, host: &str) -> Option<usize> {
    let from = host.len().saturating_sub(LONGEST_ENCLITIC);
    let hyphens = host.char_indices().rev().take_while(|(at, _)| *at >= from).filter(|(at, letter)| *at > 0 && is_hyphen(*letter));
    let fits = |at: usize| {
        let suffix = &host[at..];
        let same_case = !suffix.contains(char::is_uppercase) || !host[..at].contains(char::is_lowercase);
        same_case && words.is_enclitic(suffix)
    };
    hyphens.map(|(at, _)| at).filter(|&at| fits(at)).min()
}
