//! What the models see of one word: hashes of its form and affixes, its shape, and what the lexicon knows of it.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{hash, lexicon::Lexicon};

/// Hashes of one word. Two words with the same hash look the same to the models.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub form: u64,
    pub lower: u64,
    /// Last two, three and four characters, lower-cased.
    pub suffixes: [u64; 3],
    /// First and first three characters, lower-cased.
    pub prefixes: [u64; 2],
    pub shape: u64,
    pub cluster: u64,
    /// What the lexicon says that it can be; 0 for words that it lacks.
    pub class: u64,
}

impl Word {
    /// `lower` receives the form as look-ups want it (see [`fold`]).
    pub fn new(form: &str, lexicon: &Lexicon, lower: &mut String) -> Self {
        fold(form, lower);
        let key = hash::text(lower);
        Self {
            form: hash::text(form),
            lower: key,
            suffixes: [2, 3, 4].map(|count| hash::text(suffix(lower, count))),
            prefixes: [1, 3].map(|count| hash::text(prefix(lower, count))),
            shape: shape(form),
            cluster: lexicon.cluster(key),
            class: lexicon.class(key),
        }
    }

    /// Stands before the first and after the last word.
    pub const OUTSIDE: Self = Self { form: 1, lower: 1, suffixes: [1; 3], prefixes: [1; 2], shape: 1, cluster: 1, class: 1 };
}

/// The form as look-ups want it: NFC, lower-cased, with the plain apostrophe.
pub(super) fn fold(form: &str, lower: &mut String) {
    lower.clear();
    let push = |c: char, lower: &mut String| match c {
        '’' => lower.push('\''),
        _ => lower.extend(c.to_lowercase()),
    };
    if is_nfc_quick(form.chars()) == IsNormalized::Yes {
        form.chars().for_each(|c| push(c, lower));
    } else {
        form.nfc().for_each(|c| push(c, lower));
    }
}

/// The last `count` characters, or the whole.
pub(super) fn suffix(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(start, _)| &text[start..])
}

fn prefix(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

/// Kinds of characters in order, runs of one kind once, at most ten.
pub(super) fn shape(form: &str) -> u64 {
    let mut kinds = ['\0'; 10];
    let mut count = 0;
    for c in form.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_numeric() => '0',
            c => c,
        };
        if count == 0 || kinds[count - 1] != kind {
            kinds[count] = kind;
            count += 1;
        }
        if count == kinds.len() {
            break;
        }
    }
    kinds[..count].iter().fold(7, |hash, &kind| hash::mix(hash, u64::from(kind)))
}
