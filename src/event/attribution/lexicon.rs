//! Words of speech and sources: `lexicons/speech.tsv`, `lexicons/source_phrases.tsv` and `attribution.toml` of the pack.

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::{
    event::status::{Words, folded, phrase::Phrases},
    model::{Token, Upos},
    pack::{Pack, PackError},
};

/// What a word of speech reports.
#[derive(Clone, Debug, Default)]
pub(super) struct Speech {
    pub(super) clauses: bool,
    pub(super) nouns: bool,
    pub(super) quotes: bool,
    /// Only where nobody further out is cited.
    pub(super) weak: bool,
    pub(super) prepositions: Vec<CompactString>,
}

impl Speech {
    fn add(&mut self, scope: &str) {
        match scope {
            "comp" => self.clauses = true,
            "obj" => self.nouns = true,
            "quote" => self.quotes = true,
            "weak" => self.weak = true,
            preposition => self.prepositions.push(preposition.into()),
        }
    }
}

/// Where the source stands that a phrase announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is what the phrase introduces.
    Complement,
    /// It is the phrase's last word.
    Word,
    /// It is what the phrase introduces, and stands for the subject of the verb of speech.
    Voice,
    /// It is a name that the phrase introduces at the start of a sentence, before a comma.
    Opener,
}

impl Place {
    fn read(word: &str) -> Result<Self, String> {
        match word {
            "complement" => Ok(Self::Complement),
            "word" => Ok(Self::Word),
            "voice" => Ok(Self::Voice),
            "opener" => Ok(Self::Opener),
            _ => Err(format!("`{word}` is no place of a source; write complement, word, voice or opener")),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    carriers: Words,
    nobody: Words,
    irrealis: Words,
    complementizers: Words,
    conditions: Words,
    echoes: Words,
    told: Words,
    quotes: QuoteMarks,
}

/// Quotation marks of the language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuoteMarks {
    pub(super) open: Vec<CompactString>,
    pub(super) close: Vec<CompactString>,
    pub(super) straight: Vec<CompactString>,
}

/// Everything that the pack says on attribution.
#[derive(Debug)]
pub(super) struct AttributionLexicon {
    speech: FxHashMap<CompactString, Vec<(Upos, Speech)>>,
    pub(super) phrases: Phrases<Place>,
    settings: Settings,
    quoting: Speech,
}

impl AttributionLexicon {
    pub(super) fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let settings = pack.settings("attribution.toml")?;
        let phrases = Phrases::read(&pack.lexicon("source_phrases")?, Place::read)?;
        Ok(Self { speech: read_speech(pack)?, phrases, settings, quoting: Speech { quotes: true, ..Speech::default() } })
    }

    /// What the word reports, if it is a word of speech.
    pub(super) fn speech(&self, token: &Token) -> Option<&Speech> {
        self.speech.get(&folded(token))?.iter().find(|(upos, _)| *upos == token.upos).map(|(_, speech)| speech)
    }

    /// What any verb reports that follows a quotation (`« … », soupire le maire`).
    pub(super) fn quoting(&self) -> &Speech {
        &self.quoting
    }

    /// Whether a source may stand behind the noun (`communiqué`).
    pub(super) fn is_carrier(&self, token: &Token) -> bool {
        self.settings.carriers.holds(token)
    }

    /// Whether the word refers to nobody.
    pub(super) fn is_nobody(&self, token: &Token) -> bool {
        token.upos == Upos::Pron && self.settings.nobody.holds(token)
    }

    /// Whether the verb's past conditional tells what is not, rather than what is said.
    pub(super) fn is_irrealis(&self, token: &Token) -> bool {
        self.settings.irrealis.holds(token)
    }

    /// Whether the word opens a condition.
    pub(super) fn is_condition(&self, token: &Token) -> bool {
        self.settings.conditions.holds(token)
    }

    /// Whether finite clauses behind this word are content.
    pub(super) fn opens_content(&self, token: &Token) -> bool {
        self.settings.complementizers.holds(token)
    }

    /// Whether the verb, with a pronoun for its object, says that the sentence before is so (`X l'a confirmé`).
    pub(super) fn echoes(&self, token: &Token) -> bool {
        self.settings.echoes.holds(token)
    }

    /// Whether the noun, with a demonstrative, stands for what the sentence before tells (`cette décision`).
    pub(super) fn is_told(&self, token: &Token) -> bool {
        self.settings.told.holds(token)
    }

    pub(super) fn quotes(&self) -> &QuoteMarks {
        &self.settings.quotes
    }
}

fn read_speech(pack: &Pack) -> Result<FxHashMap<CompactString, Vec<(Upos, Speech)>>, PackError> {
    let lexicon = pack.lexicon("speech")?;
    let mut speech: FxHashMap<CompactString, Vec<(Upos, Speech)>> = FxHashMap::default();
    for row in lexicon.words()? {
        let upos =
            row.get(1).parse().map_err(|()| lexicon.fault(row, format!("`{}` is no part of speech; write VERB or NOUN", row.get(1))))?;
        let entries = speech.entry(row.get(0).into()).or_default();
        if !entries.iter().any(|(known, _)| *known == upos) {
            entries.push((upos, Speech::default()));
        }
        let entry = entries.iter_mut().find(|(known, _)| *known == upos);
        entry.into_iter().for_each(|(_, speech)| row.list(2).for_each(|scope| speech.add(scope)));
    }
    Ok(speech)
}
