//! Lemmas: a script of edits from the lexicon's entry, else from the longest known ending.

use compact_str::CompactString;

use crate::model::Upos;

use super::{AnalysisError, hash, lexicon::Lexicon, store, table::Table, word};

/// How to make the lemma from a form: lower it or not, cut characters from the end, put others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Script {
    /// Leave capitals as they are.
    pub keep: bool,
    /// Characters to cut from the end.
    pub cut: usize,
    /// What to put there.
    pub put: CompactString,
}

impl Script {
    /// The script that makes `lemma` from `form`.
    pub fn between(form: &str, lemma: &str) -> Self {
        let mut lower = String::new();
        word::fold(form, &mut lower);
        let keep = lemma.chars().any(char::is_uppercase);
        let from = if keep { form } else { &lower };
        let same = from.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        Self { keep, cut: from.chars().count() - same, put: lemma.chars().skip(same).collect() }
    }

    /// The lemma; `lower` is the folded form.
    pub fn apply(&self, form: &str, lower: &str) -> CompactString {
        let from = if self.keep { form } else { lower };
        let end = if self.cut == 0 { from.len() } else { from.char_indices().rev().nth(self.cut - 1).map_or(0, |(at, _)| at) };
        let mut lemma = CompactString::from(&from[..end]);
        lemma.push_str(&self.put);
        lemma
    }

    pub fn line(&self) -> String {
        format!("{}{} {}", if self.keep { "=" } else { "~" }, self.cut, self.put)
    }

    pub fn from_line(line: &str) -> Option<Self> {
        let (edit, put) = line.split_once(' ')?;
        let keep = edit.starts_with('=');
        let cut = edit.get(1..)?.parse().ok()?;
        Some(Self { keep, cut, put: put.into() })
    }
}

/// Longest ending that rules look at, in characters.
pub(super) const LONGEST: usize = 6;

/// Endings per part of speech, for forms that the lexicon lacks.
pub(super) struct Endings {
    table: Table,
    scripts: Vec<Script>,
}

/// Key of an ending in the table.
pub(super) fn ending_key(upos: Upos, ending: &str) -> u64 {
    hash::mix(hash::text(ending), upos as u64 + 1)
}

impl Endings {
    pub const fn new(table: Table, scripts: Vec<Script>) -> Self {
        Self { table, scripts }
    }

    fn script(&self, upos: Upos, lower: &str) -> Option<&Script> {
        let found = (0..=LONGEST).rev().find_map(|count| {
            let ending = if count == 0 { "" } else { word::suffix(lower, count) };
            self.table.get(ending_key(upos, ending))
        })?;
        self.scripts.get(usize::from(found))
    }

    pub fn write(&self, out: &mut store::Writer) {
        self.table.write(out);
        out.texts(self.scripts.iter().map(Script::line));
    }

    pub fn read(from: &mut store::Reader<'_>) -> Result<Self, AnalysisError> {
        let table = Table::read(from)?;
        let scripts = from.texts()?.into_iter().map(Script::from_line).collect::<Option<_>>();
        Ok(Self { table, scripts: scripts.ok_or(AnalysisError::Corrupt { what: "endings" })? })
    }
}

/// The lemma of a form as this part of speech; `lower` is its folded form and `key` the hash of that.
pub(super) fn lemma(lexicon: &Lexicon, endings: &Endings, form: &str, lower: &str, key: u64, upos: Upos) -> CompactString {
    let known = lexicon.entry(key).and_then(|entry| entry.lemmas.iter().find(|(of, _)| *of == upos)).map(|(_, script)| script);
    let lemma = match known.or_else(|| endings.script(upos, lower)) {
        Some(script) => script.apply(form, lower),
        None => CompactString::from(lower),
    };
    // The lexicon spells some words with spaces that texts hyphenate ("tête-à-tête").
    if lemma.contains(' ') && lower.contains('-') { lemma.replace(' ', "-").into() } else { lemma }
}
