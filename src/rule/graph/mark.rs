//! What is asked of words again and again while a graph is built, looked up once a word.

use rustc_hash::FxHashMap;

use super::Syntax;
use crate::model::{Token, Upos};

/// Properties of a word, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::rule) struct Marks(u32);

impl Marks {
    pub const RELATIVE: Self = Self(1);
    pub const OBJECT_CONTROL: Self = Self(1 << 1);
    pub const SUPPORT: Self = Self(1 << 2);
    pub const DECIDING: Self = Self(1 << 3);
    pub const PARTITIVE: Self = Self(1 << 4);
    pub const NEVER_PASSIVE: Self = Self(1 << 5);
    pub const PASSIVE_AUXILIARY: Self = Self(1 << 6);
    /// Stands in a preposition of several words.
    pub const LOCUTION: Self = Self(1 << 7);
    /// Is the last of several words that join.
    pub const JOINING: Self = Self(1 << 8);
    pub const FINITE: Self = Self(1 << 9);
    pub const INFINITIVE: Self = Self(1 << 10);
    pub const PARTICIPLE: Self = Self(1 << 11);
    pub const PRESENT: Self = Self(1 << 12);
    pub const REFLEXIVE: Self = Self(1 << 13);
    /// Of case markers, from here on.
    pub const OWNER: Self = Self(1 << 14);
    pub const ADDRESSEE: Self = Self(1 << 15);
    pub const AGENT: Self = Self(1 << 16);
    pub const CIRCUMSTANCE: Self = Self(1 << 17);
    /// Joins like a conjunction.
    pub const CONJUNCTION: Self = Self(1 << 18);
    pub const PAIRING: Self = Self(1 << 19);
    /// Takes some out of a group.
    pub const AMONG: Self = Self(1 << 20);
    /// Of adverbs: takes examples out of a group.
    pub const EXEMPLIFYING: Self = Self(1 << 21);

    /// Whether it has any of some properties.
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The properties of both.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The properties that the form of a word shows.
    fn of_form(token: &Token) -> Self {
        let form = match token.feats.get("VerbForm") {
            Some("Fin") => Self::FINITE,
            Some("Inf") => Self::INFINITIVE,
            Some("Part") => Self::PARTICIPLE,
            _ => Self::default(),
        };
        let present = form.has(Self::PARTICIPLE) && token.feats.is("Tense", "Pres");
        let reflexive = token.upos == Upos::Pron && token.feats.is("Reflex", "Yes");
        let only_if = |holds: bool, mark: Self| if holds { mark } else { Self::default() };
        form.with(only_if(present, Self::PRESENT)).with(only_if(reflexive, Self::REFLEXIVE))
    }
}

/// The properties that lemmas have by the lists of the pack.
#[derive(Clone, Debug, Default)]
pub(in crate::rule) struct LemmaMarks(FxHashMap<String, Marks>);

impl LemmaMarks {
    /// Enters the words of every list.
    pub fn of(syntax: &Syntax) -> Self {
        let mut own = Self::default();
        own.enter(Marks::RELATIVE, syntax.relative.keys());
        own.enter(Marks::LOCUTION, syntax.locution.keys().flat_map(|words| words.split(' ')));
        own.enter(Marks::JOINING, syntax.joining.iter().filter_map(|words| words.rsplit(' ').next()));
        let lists = [
            (Marks::OBJECT_CONTROL, &syntax.object_control),
            (Marks::SUPPORT, &syntax.support),
            (Marks::DECIDING, &syntax.deciding),
            (Marks::PARTITIVE, &syntax.partitive),
            (Marks::NEVER_PASSIVE, &syntax.never_passive),
            (Marks::PASSIVE_AUXILIARY, &syntax.passive_auxiliary),
            (Marks::OWNER, &syntax.owner),
            (Marks::ADDRESSEE, &syntax.addressee),
            (Marks::AGENT, &syntax.agent),
            (Marks::CIRCUMSTANCE, &syntax.circumstance),
            (Marks::CONJUNCTION, &syntax.joining),
            (Marks::PAIRING, &syntax.pairing),
            (Marks::AMONG, &syntax.among),
            (Marks::EXEMPLIFYING, &syntax.exemplifying),
        ];
        lists.into_iter().for_each(|(mark, words)| own.enter(mark, words));
        own
    }

    fn enter(&mut self, mark: Marks, lemmas: impl IntoIterator<Item = impl AsRef<str>>) {
        for lemma in lemmas {
            let marks = self.0.entry(lemma.as_ref().to_owned()).or_default();
            *marks = marks.with(mark);
        }
    }

    /// All properties of a word.
    pub fn of_token(&self, token: &Token) -> Marks {
        self.of_words(&token.lemma).with(Marks::of_form(token))
    }

    /// What lists say of a lemma, or of the several of a case marker.
    pub fn of_words(&self, words: &str) -> Marks {
        self.0.get(words).copied().unwrap_or_default()
    }
}
