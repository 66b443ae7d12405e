//! The word lists of the pack that cutting words asks for.

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::pack::{Pack, PackError};

/// No listed word is longer, in bytes: longer ones are not looked up, which bounds the time.
const LONGEST: usize = 64;

/// How the full stop of an abbreviation behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A title: an abbreviation only before a capital, and never the end of a sentence (`Dr.`).
    Title,
    /// An abbreviation only before a number, and never the end of a sentence (`art.`).
    Number,
    /// Never the end of a sentence (`cf.`).
    Before,
    /// It may end a sentence (`etc.`).
    Any,
    /// An initial or a word of initials (`J.`, `O.N.U.`).
    Initial,
}

#[derive(Clone, Debug)]
pub(super) struct WordLists {
    /// Elided words, and the letters that may begin a capitalised word after them.
    elisions: FxHashMap<String, String>,
    enclitics: FxHashSet<String>,
    whole: FxHashSet<String>,
    units: FxHashSet<String>,
    abbreviations: FxHashMap<String, Abbreviation>,
}

impl WordLists {
    pub(super) fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self {
            elisions: elisions(pack)?,
            enclitics: words(pack, "enclitics")?,
            whole: words(pack, "whole_words")?,
            units: words(pack, "glued_units")?,
            abbreviations: abbreviations(pack)?,
        })
    }

    /// Whether a word (without its apostrophe) is elided before what follows it.
    pub(super) fn is_elision(&self, word: &str, next: &str) -> bool {
        let Some(capitals) = fold(word).and_then(|word| self.elisions.get(&word)) else { return false };
        let mut letters = next.chars();
        let (first, second) = (letters.next(), letters.next());
        let capitalised = first.is_some_and(char::is_uppercase) && second.is_some_and(char::is_lowercase);
        let base = first.and_then(|first| first.nfd().next()).and_then(|first| first.to_lowercase().next());
        !capitalised || base.is_some_and(|base| capitals.contains(base))
    }

    /// Whether a word stays whole in spite of its apostrophes and hyphens.
    pub(super) fn is_whole(&self, word: &str) -> bool {
        fold(word).is_some_and(|word| self.whole.contains(&word))
    }

    /// Whether a suffix with its hyphen is a word of its own.
    pub(super) fn is_enclitic(&self, suffix: &str) -> bool {
        fold(suffix).is_some_and(|suffix| self.enclitics.contains(&suffix))
    }

    /// Whether a word is a unit that writers glue to its number.
    pub(super) fn is_unit(&self, word: &str) -> bool {
        fold(word).is_some_and(|word| self.units.contains(&word))
    }

    /// What a word with its full stop may be: what the pack says, and initials by their shape.
    pub(super) fn abbreviations(&self, word: &str) -> impl Iterator<Item = Abbreviation> {
        let listed = fold(word).and_then(|word| self.abbreviations.get(&word).copied());
        let initials = word.strip_suffix('.').is_some_and(is_initials).then_some(Abbreviation::Initial);
        listed.into_iter().chain(initials)
    }
}

/// One capital, or single letters with points between (`O.N.U`, `J.-C`).
fn is_initials(stem: &str) -> bool {
    if stem.len() > LONGEST {
        return false;
    }
    let mut parts = stem.split('.').map(|part| part.strip_prefix('-').unwrap_or(part));
    let single = |part: &str| part.chars().next().is_some_and(|letter| letter.is_alphabetic() && letter.len_utf8() == part.len());
    let several = stem.contains('.');
    parts.all(|part| single(part) && (several || part.chars().all(char::is_uppercase)))
}

/// The form under which a word is listed: NFC, lower case, `'` and `-` for their typographic variants. `None` if it is too long.
fn fold(word: &str) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let plain = |letter: char| match letter {
        '’' | 'ʼ' => '\'',
        '‐' | '‑' => '-',
        other => other,
    };
    let lower = word.chars().map(plain).flat_map(char::to_lowercase);
    Some(if is_nfc_quick(word.chars()) == IsNormalized::Yes { lower.collect() } else { lower.nfc().collect() })
}

fn words(pack: &Pack, name: &str) -> Result<FxHashSet<String>, PackError> {
    let lexicon = pack.lexicon(name)?;
    Ok(lexicon.rows().filter_map(|row| fold(row.get(0))).collect())
}

fn elisions(pack: &Pack) -> Result<FxHashMap<String, String>, PackError> {
    let lexicon = pack.lexicon("elisions")?;
    Ok(lexicon.rows().filter_map(|row| Some((fold(row.get(0))?, row.get(1).to_owned()))).collect())
}

fn abbreviations(pack: &Pack) -> Result<FxHashMap<String, Abbreviation>, PackError> {
    let lexicon = pack.lexicon("abbreviations")?;
    let mut found = FxHashMap::default();
    for row in lexicon.rows() {
        let kind = match row.get(1) {
            "title" => Abbreviation::Title,
            "number" => Abbreviation::Number,
            "before" => Abbreviation::Before,
            "any" => Abbreviation::Any,
            other => return Err(lexicon.fault(row, format!("`{other}` in the second column; write `title`, `number`, `before` or `any`"))),
        };
        found.extend(fold(row.get(0)).map(|word| (word, kind)));
    }
    Ok(found)
}
