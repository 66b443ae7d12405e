//! The case markers of a sentence: arcs refer to them by number, and what lists say of each is looked up once.

use compact_str::CompactString;

use super::{
    Children, Kinds,
    mark::{LemmaMarks, Marks},
};
use crate::model::Token;

/// A case marker of a sentence, or none, as a number.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::rule) struct Case(usize);

impl Case {
    /// No marker.
    pub const NONE: Self = Self(0);

    /// Whether there is no marker.
    pub const fn is_none(self) -> bool {
        self.0 == Self::NONE.0
    }
}

#[derive(Default)]
struct Marker {
    /// Lemmas, joined by spaces.
    words: CompactString,
    kinds: Kinds,
    marks: Marks,
}

/// The markers of a sentence; the first is none.
pub(super) struct Markers {
    all: Vec<Marker>,
    /// That of each token.
    own: Vec<Case>,
}

impl Markers {
    /// Reads off the tree what marks each token.
    pub fn of(tokens: &[Token], children: &Children, lists: &LemmaMarks) -> Self {
        let none = Marker { kinds: Kinds::of(""), ..Marker::default() };
        let mut markers = Self { all: vec![none], own: vec![Case::NONE; tokens.len()] };
        for (place, token) in tokens.iter().enumerate().filter(|(_, token)| token.rel == "case") {
            let Some(head) = token.head else { continue };
            markers.append(head, &token.lemma);
            let fixed = children.get(place).iter().map(|&child| &tokens[child]).filter(|child| child.rel == "fixed");
            fixed.for_each(|child| markers.append(head, &child.lemma));
        }
        markers.all.iter_mut().skip(1).for_each(|marker| marker.look_up(lists));
        markers
    }

    /// Adds a word to the marker of a token, which lists are not asked for yet.
    fn append(&mut self, node: usize, lemma: &str) {
        if lemma.is_empty() {
            return;
        }
        if self.own[node].is_none() {
            self.own[node] = Case(self.all.len());
            self.all.push(Marker::default());
        } else {
            self.all[self.own[node].0].words.push(' ');
        }
        self.all[self.own[node].0].words.push_str(lemma);
    }

    /// Enters a marker that the tree does not have.
    pub fn add(&mut self, words: &str, lists: &LemmaMarks) -> Case {
        if words.is_empty() {
            return Case::NONE;
        }
        let mut marker = Marker { words: words.into(), ..Marker::default() };
        marker.look_up(lists);
        self.all.push(marker);
        Case(self.all.len() - 1)
    }

    /// The marker of a token from now on.
    pub fn set(&mut self, node: usize, case: Case) {
        self.own[node] = case;
    }

    /// The marker of a token.
    pub fn of_node(&self, node: usize) -> Case {
        self.own[node]
    }

    pub fn words(&self, case: Case) -> &str {
        &self.all[case.0].words
    }

    pub fn kinds(&self, case: Case) -> Kinds {
        self.all[case.0].kinds
    }

    pub fn marks(&self, case: Case) -> Marks {
        self.all[case.0].marks
    }
}

impl Marker {
    fn look_up(&mut self, lists: &LemmaMarks) {
        self.kinds = Kinds::of(&self.words);
        self.marks = lists.of_words(&self.words);
    }
}
