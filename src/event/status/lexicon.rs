//! Words that change the status of what they govern: `lexicons/status.tsv` and `status.toml` of the pack.

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{
    compose::{Composition, Effect},
    phrase::Phrases,
};
use crate::{
    model::{Status, Token, Unknown, Upos},
    pack::{Lexicon, Pack, PackError, Row},
};

/// Where the word's effect lands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Clauses and infinitives that complete it.
    Comp,
    /// Infinitives that complete it.
    Inf,
    /// Its direct object; the subject of its passive; the noun that its participle describes.
    Obj,
    /// Its subject.
    Subj,
    /// What it modifies, or is predicated of.
    Mod,
    /// Nominals and infinitives behind this preposition.
    Prep(CompactString),
}

impl Scope {
    fn read(word: &str) -> Self {
        match word {
            "comp" => Self::Comp,
            "inf" => Self::Inf,
            "obj" => Self::Obj,
            "subj" => Self::Subj,
            "mod" => Self::Mod,
            preposition => Self::Prep(preposition.into()),
        }
    }
}

/// One row of the lexicon: what one word does to one of its dependents.
#[derive(Clone, Debug)]
pub(super) struct Operator {
    upos: Upos,
    pub(super) scope: Scope,
    pub(super) effect: Effect,
    /// Instead of `effect` when the word itself is negated; the negation is then used up.
    pub(super) negated: Option<Effect>,
    /// Instead of `effect` when the word stands in a completed past.
    pub(super) past: Option<Effect>,
    /// Instead of `effect` on a perfect infinitive.
    pub(super) perfect: Option<Effect>,
    /// Instead of `effect` on nouns of outcome.
    pub(super) outcome: Option<Effect>,
    /// Instead of `effect` when the word stands in the conditional, whose own effect is then used up.
    pub(super) conditional: Option<Effect>,
    /// Whether the word's subject is the subject of the embedded verb only.
    pub(super) raising: bool,
}

impl Operator {
    fn read(lexicon: &Lexicon<'_>, row: &Row<'_>) -> Result<Vec<Self>, PackError> {
        let fault = |problem: String| lexicon.fault(row, problem);
        let effect = |word: &str| word.parse::<Effect>().map_err(|error| fault(error.to_string()));
        let upos =
            row.get(1).parse().map_err(|()| fault(format!("`{}` is no part of speech; write VERB, NOUN, ADJ, ADV or DET", row.get(1))))?;
        let mut operator = Self {
            upos,
            scope: Scope::Comp,
            effect: effect(row.get(3))?,
            negated: None,
            past: None,
            perfect: None,
            outcome: None,
            conditional: None,
            raising: false,
        };
        for option in row.list(4) {
            match option.split_once('=') {
                Some(("neg", word)) => operator.negated = Some(effect(word)?),
                Some(("past", word)) => operator.past = Some(effect(word)?),
                Some(("perfect", word)) => operator.perfect = Some(effect(word)?),
                Some(("outcome", word)) => operator.outcome = Some(effect(word)?),
                Some(("cnd", word)) => operator.conditional = Some(effect(word)?),
                None if option == "raise" => operator.raising = true,
                _ => return Err(fault(format!("`{option}` is no option; known: neg=, past=, perfect=, outcome=, cnd=, raise"))),
            }
        }
        let scopes: Vec<_> = row.list(2).map(Scope::read).collect();
        if scopes.is_empty() {
            return Err(fault("no scope; write comp, inf, obj, subj, mod or a preposition".to_owned()));
        }
        Ok(scopes.into_iter().map(|scope| Self { scope, ..operator.clone() }).collect())
    }
}

/// A list of lemmas of the pack.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::event) struct Words(Vec<CompactString>);

impl Words {
    /// Whether the word is in the list, however it is capitalised.
    pub(in crate::event) fn holds(&self, token: &Token) -> bool {
        self.0.contains(&folded(token))
    }
}

/// The lemma in lower case: at the start of a sentence even function words keep their capital. Short lemmas allocate nothing.
pub(in crate::event) fn folded(token: &Token) -> CompactString {
    CompactString::from_str_to_lowercase(&token.lemma)
}

/// `status.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    compose: Composition,
    mood: Moods,
    negation: Negators,
    question: Questions,
    complementizers: Words,
    clause_complementizers: Words,
    noun_infinitive: FxHashMap<CompactString, Status>,
    outcomes: Words,
}

/// What each mood and tense of a main verb makes of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Moods {
    pub(super) future: Status,
    pub(super) conditional: Status,
    pub(super) future_in_past: Status,
    pub(super) imperative: Status,
    pub(super) subjunctive_main: Status,
}

/// Words of negation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Negators {
    pub(super) particles: Words,
    pub(super) strong: Words,
    pub(super) weak: Words,
    pub(super) determiners: Words,
    pub(super) coordinators: Words,
    pub(super) limits: Words,
    pub(super) restrictors: Words,
    pub(super) bare: Words,
}

/// Questions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Questions {
    pub(super) effect: Status,
    pub(super) factual: Words,
}

/// Everything that the pack says on status.
#[derive(Debug)]
pub(super) struct StatusLexicon {
    operators: FxHashMap<CompactString, Vec<Operator>>,
    settings: Settings,
    pub(super) phrases: Phrases<Effect>,
}

impl StatusLexicon {
    pub(super) fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let settings: Settings = pack.settings("status.toml")?;
        let lexicon = pack.lexicon("status")?;
        let mut operators: FxHashMap<CompactString, Vec<Operator>> = FxHashMap::default();
        for row in lexicon.words()? {
            operators.entry(row.get(0).into()).or_default().extend(Operator::read(&lexicon, row)?);
        }
        let effect = |word: &str| word.parse().map_err(|error: Unknown| error.to_string());
        let phrases = Phrases::read(&pack.lexicon("status_phrases")?, effect)?;
        Ok(Self { operators, settings, phrases })
    }

    /// Rows for this word; auxiliaries are looked up as verbs, participles tagged as adjectives by their lemma too.
    pub(super) fn operators(&self, token: &Token) -> impl Iterator<Item = &Operator> {
        let upos = if token.upos == Upos::Aux { Upos::Verb } else { token.upos };
        self.operators.get(&folded(token)).into_iter().flatten().filter(move |operator| operator.upos == upos)
    }

    pub(super) fn compose(&self) -> &Composition {
        &self.settings.compose
    }

    pub(super) fn moods(&self) -> &Moods {
        &self.settings.mood
    }

    pub(super) fn negation(&self) -> &Negators {
        &self.settings.negation
    }

    pub(super) fn questions(&self) -> &Questions {
        &self.settings.question
    }

    /// Whether infinitives behind this word complete their governor rather than modify it.
    pub(super) fn is_complementizer(&self, token: &Token) -> bool {
        self.settings.complementizers.holds(token)
    }

    /// Whether finite clauses behind this word are content.
    pub(super) fn opens_content(&self, token: &Token) -> bool {
        self.settings.clause_complementizers.holds(token)
    }

    /// Effect on an infinitive that a noun without a row of its own governs through this preposition.
    pub(super) fn noun_infinitive(&self, preposition: &Token) -> Option<Effect> {
        self.settings.noun_infinitive.get(&preposition.lemma).copied().map(Effect::To)
    }

    /// Whether the noun names what has happened when it is announced (a capture, a death), not what will.
    pub(super) fn is_outcome(&self, token: &Token) -> bool {
        token.upos == Upos::Noun && self.settings.outcomes.holds(token)
    }
}
