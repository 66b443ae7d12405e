//! A sentence as plain lower-case words, cut finer than tokens, so that expressions of time and number are found however analysis cut it.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::{
    model::Sentence,
    pack::{Pack, PackError},
};

/// One word and the token that it is part of.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: CompactString,
    pub(super) token: usize,
}

/// How the language's spellings are undone before words are compared: contractions and elisions (`lexicons/spellings.tsv`).
#[derive(Clone, Debug, Default)]
pub(super) struct Spelling {
    expanded: FxHashMap<CompactString, Vec<CompactString>>,
}

impl Spelling {
    pub(super) fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let lexicon = pack.lexicon("spellings")?;
        let mut expanded = FxHashMap::default();
        for row in lexicon.rows() {
            let words: Vec<_> = row.get(1).split_whitespace().map(CompactString::from).collect();
            if words.is_empty() {
                return Err(lexicon.fault(row, "the second column is empty; write the words that the form stands for"));
            }
            expanded.insert(CompactString::from(row.get(0)), words);
        }
        Ok(Self { expanded })
    }

    /// The words of a sentence, in order.
    pub(super) fn words(&self, sentence: &Sentence) -> Vec<Word> {
        let mut words = Vec::with_capacity(sentence.tokens.len() + 8);
        for (token, of) in sentence.tokens.iter().enumerate() {
            self.push(&of.form, &mut |text| words.push(Word { text, token }));
        }
        words
    }

    /// The words of an entry of a lexicon or of a pattern.
    pub(super) fn split(&self, text: &str) -> Vec<CompactString> {
        let mut words = Vec::new();
        self.push(text, &mut |word| words.push(word));
        words
    }

    fn push(&self, text: &str, out: &mut dyn FnMut(CompactString)) {
        for part in text.split(|c: char| c.is_whitespace() || c == '\u{2060}') {
            for piece in pieces(&plain(part)) {
                match self.expanded.get(piece) {
                    Some(words) => words.iter().cloned().for_each(&mut *out),
                    None => out(CompactString::from(piece)),
                }
            }
        }
    }
}

/// Lower case, with one kind of apostrophe and one kind of dash.
fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '\u{2019}' | '\u{02bc}' | '\u{00b4}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    };
    text.chars().map(one).flat_map(char::to_lowercase).collect()
}

/// Cuts after apostrophes and at hyphens; a hyphen between figures stays as a word of its own, and a numeric date stays whole.
fn pieces(text: &str) -> Vec<&str> {
    if text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-') && text.matches('-').count() == 2 {
        return vec![text];
    }
    let figures = text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit());
    let mut out = Vec::new();
    for part in text.split_inclusive('\'') {
        for (index, piece) in part.split('-').enumerate() {
            if index > 0 && (figures || text == "-") {
                out.push("-");
            }
            if !piece.is_empty() {
                out.push(piece);
            }
        }
    }
    out.dedup_by(|a, b| *a == "-" && *b == "-");
    out
}

/// Entries of one or more words, found at a place in a sentence, the longest first.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    by_first: FxHashMap<CompactString, Vec<(Vec<CompactString>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<T> Phrases<T> {
    pub(super) fn insert(&mut self, words: Vec<CompactString>, value: T) {
        let Some(first) = words.first().cloned() else { return };
        let entries = self.by_first.entry(first).or_default();
        let place = entries.partition_point(|(other, _)| other.len() >= words.len());
        entries.insert(place, (words, value));
    }

    /// The longest entry that stands at word `at`, and the word after it.
    pub(super) fn at(&self, words: &[Word], at: usize) -> Option<(&T, usize)> {
        self.all_at(words, at).next()
    }

    /// Every entry that stands at word `at`, the longest first.
    pub(super) fn all_at(&self, words: &[Word], at: usize) -> impl Iterator<Item = (&T, usize)> {
        let rest = words.get(at..).unwrap_or_default();
        let entries = rest.first().and_then(|first| self.by_first.get(&first.text)).map(Vec::as_slice).unwrap_or_default();
        entries
            .iter()
            .filter(move |(entry, _)| entry.len() <= rest.len() && entry.iter().zip(rest).all(|(word, other)| *word == other.text))
            .map(move |(entry, value)| (value, at + entry.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_hyphens_and_apostrophes_but_dates_stay() {
        let spelling = Spelling::default();
        for (text, want) in [
            ("mi-Mars", "mi mars"),
            ("aujourd\u{2019}hui", "aujourd' hui"),
            ("2011-2014", "2011 - 2014"),
            ("2021-08-12", "2021-08-12"),
            ("–", "-"),
            ("3\u{202f}000", "3 000"),
        ] {
            assert_eq!(spelling.split(text).join(" "), want);
        }
    }
}
