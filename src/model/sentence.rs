//! Tokens, sentences and the analysis of a whole document (Universal Dependencies 2).

use std::{fmt, str::FromStr, sync::Arc};

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::{Mention, Span};

macro_rules! upos {
    ($($name:ident = $tag:literal),+ $(,)?) => {
        /// Universal part-of-speech tags (<https://universaldependencies.org/u/pos/>).
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "UPPERCASE")]
        #[allow(missing_docs)]
        pub enum Upos { $($name),+, #[default] X }

        impl Upos {
            /// Every tag, in order of discriminant.
            pub const ALL: &'static [Self] = &[$(Self::$name),+, Self::X];

            /// The tag as CoNLL-U writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $tag),+, Self::X => "X" }
            }
        }
    };
}

upos! {
    Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
    Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB",
}

impl FromStr for Upos {
    type Err = ();

    fn from_str(tag: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|upos| upos.as_str() == tag).ok_or(())
    }
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Morphological features as CoNLL-U writes them (`Gender=Fem|Number=Sing`), shared between tokens; `_` never, empty instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Features(Option<Arc<Column>>);

/// A FEATS column, with the places of its pairs: features are asked for far more often than they are read.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Column {
    text: String,
    /// First byte of a name, its `=`, and the end of the value.
    pairs: Vec<[usize; 3]>,
}

impl Column {
    fn new(text: String) -> Self {
        let mut start = 0;
        let places = text.split('|').filter_map(|pair| {
            let own = start;
            start += pair.len() + 1;
            pair.find('=').map(|sign| [own, own + sign, own + pair.len()])
        });
        Self { pairs: places.collect(), text }
    }
}

impl Features {
    /// Wraps a FEATS column; `_` is read as empty.
    pub fn new(feats: impl Into<String>) -> Self {
        let feats = feats.into();
        if matches!(&*feats, "" | "_") { Self(None) } else { Self(Some(Arc::new(Column::new(feats)))) }
    }

    /// The value of one feature (`get("Mood") == Some("Ind")`).
    pub fn get(&self, name: &str) -> Option<&str> {
        let column = self.0.as_deref()?;
        let is_own = |[start, sign, _]: &&[usize; 3]| sign - start == name.len() && column.text[*start..*sign] == *name;
        column.pairs.iter().find(is_own).map(|&[_, sign, end]| &column.text[sign + 1..end])
    }

    /// Whether feature `name` has this value.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }

    /// The FEATS column, empty when there is none.
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or("", |column| &column.text)
    }
}

impl From<String> for Features {
    fn from(feats: String) -> Self {
        Self::new(feats)
    }
}

impl From<Features> for String {
    fn from(feats: Features) -> Self {
        feats.as_str().to_owned()
    }
}

/// How a syntactic word stands on the surface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Surface {
    /// The word is a surface token of its own.
    #[default]
    Whole,
    /// First word of a multiword token (`au` = *à* + le).
    First,
    /// A later word of the multiword token that its predecessor belongs to (`au` = à + *le*).
    Rest,
}

/// One syntactic word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Bytes of the surface token in the document's text; the words of one multiword token share them.
    pub span: Span,
    /// Form of the word, NFC (`le` for the second word of `au`).
    pub form: CompactString,
    /// Dictionary form.
    pub lemma: CompactString,
    /// Part of speech.
    pub upos: Upos,
    /// Morphology.
    pub feats: Features,
    /// Index of the head in the sentence, `None` for the root.
    pub head: Option<usize>,
    /// Universal relation to the head, with its subtype (`nsubj:pass`); `root` for the root.
    pub rel: CompactString,
    /// Whole token or part of a multiword one.
    pub surface: Surface,
}

impl Token {
    /// The relation without its subtype (`nsubj` for `nsubj:pass`).
    pub fn base_rel(&self) -> &str {
        // Bytes one by one: relations are shorter than what a search is set up for.
        let rel = self.rel.as_str();
        rel.bytes().position(|byte| byte == b':').map_or(rel, |colon| &rel[..colon])
    }
}

/// A sentence: syntactic words in order, forming one tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Bytes from the first to the last token.
    pub span: Span,
    /// Number of the paragraph (hard line break), from 0.
    pub paragraph: usize,
    /// The words.
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// Whether a noun tells of one alone, as somebody or something new: singular, behind an indefinite article ("un soldat").
    pub fn tells_of_one(&self, noun: usize) -> bool {
        let indefinite = |token: &Token| token.head == Some(noun) && token.upos == Upos::Det && token.feats.is("Definite", "Ind");
        self.tokens[noun].feats.is("Number", "Sing") && self.tokens.iter().any(indefinite)
    }
}

/// What analysis found in one document. Later stages add layers beside it and never edit it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Mentions in order of sentence and head.
    pub mentions: Vec<Mention>,
}

impl Analysis {
    /// The mentions of one sentence, in order of their heads.
    pub fn mentions_of(&self, sentence: usize) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let length = self.mentions[start..].partition_point(|mention| mention.sentence == sentence);
        &self.mentions[start..start + length]
    }
}
