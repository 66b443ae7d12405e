//! Claims: what one place in one document says, and the events that claims belong to.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{DateInterval, EntityRef, Span};

/// Whether the text presents a fact as done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened or is happening.
    #[default]
    Asserted,
    /// It is announced, ordered, will happen.
    Planned,
    /// It could happen, is feared, threatened, asked for.
    Possible,
    /// The text says that it is not so.
    Denied,
}

/// A word that is none of the known ones.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{word}` is no {kind}; known: {known}")]
pub struct Unknown {
    /// The word.
    pub word: String,
    /// What it should have been.
    pub kind: &'static str,
    /// The words that would do.
    pub known: String,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Asserted, Self::Planned, Self::Possible, Self::Denied];

    /// As tables and rules write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Status {
    type Err = Unknown;

    fn from_str(word: &str) -> Result<Self, Unknown> {
        Self::ALL.into_iter().find(|status| status.as_str() == word).ok_or_else(|| Unknown {
            word: word.to_owned(),
            kind: "status",
            known: Self::ALL.map(Self::as_str).join(", "),
        })
    }
}

/// How many. A single number has `min == max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Count {
    /// Least number.
    pub min: u64,
    /// Greatest number.
    pub max: u64,
    /// Whether the text gives it as approximate.
    pub approximate: bool,
}

impl Count {
    /// Exactly so many.
    pub const fn exactly(number: u64) -> Self {
        Self { min: number, max: number, approximate: false }
    }
}

impl fmt::Display for Count {
    /// `3000`, or `3500-4000` for a range.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.min == self.max { write!(f, "{}", self.min) } else { write!(f, "{}-{}", self.min, self.max) }
    }
}

/// One end of a claim or one role of an event: what it is, and the words that say so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// What fills it.
    pub entity: EntityRef,
    /// The words of the mention.
    pub span: Span,
    /// The words before (seldom behind) that it refers to, where coreference said what it is.
    pub antecedent: Option<Span>,
}

/// The place in the text that carries a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Index of the sentence in the document, from 0.
    pub sentence: usize,
    /// The whole sentence.
    pub sentence_span: Span,
    /// The words: from the first to the last of trigger and arguments.
    pub quote: Span,
    /// The trigger.
    pub trigger: Span,
}

/// One fact as one place in one document says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Who or what.
    pub subject: Argument,
    /// Property of the ontology, by local name.
    pub predicate: String,
    /// Whom or what.
    pub object: Argument,
    /// Done, planned, possible or denied.
    pub status: Status,
    /// Whom the text cites for it.
    pub source: Option<Argument>,
    /// When.
    pub date: Option<DateInterval>,
    /// How many.
    pub count: Option<Count>,
    /// Class of the event that the claim belongs to, by local name, if its rule names one; claims of one document with the same
    /// `event` and the same `evidence.trigger` belong to the same event.
    pub event: Option<String>,
    /// Id of the rule that found it.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Where.
    pub evidence: Evidence,
}
