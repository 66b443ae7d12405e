//! What the elements of all sequences ask for, as numbers: a word is looked up once, and an element is then a bit of what was found.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Alternatives, Test};
use crate::{
    model::{Mention, MentionForm, Token, Upos},
    ontology::Ontology,
};

/// A set of numbers of elements.
#[derive(Clone, Debug, Default)]
pub(super) struct Set(Vec<u64>);

impl Set {
    pub fn insert(&mut self, number: usize) {
        let place = number / 64;
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        self.0[place] |= 1 << (number % 64);
    }
}

/// Which elements each word of a sentence answers to.
#[derive(Debug)]
pub(super) struct Grid {
    /// How many times 64 bits a word has.
    width: usize,
    bits: Vec<u64>,
    /// The same of each word and all behind it: most sentences lack what a sequence needs, and are not searched for it.
    ahead: Vec<u64>,
}

impl Grid {
    fn row(&self, word: usize) -> Range<usize> {
        word * self.width..(word + 1) * self.width
    }

    fn join(&mut self, word: usize, set: &Set) {
        let row = self.row(word);
        self.bits[row].iter_mut().zip(&set.0).for_each(|(own, more)| *own |= more);
    }

    fn look_ahead(&mut self) {
        self.ahead.clone_from(&self.bits);
        for place in (self.width..self.ahead.len()).rev() {
            self.ahead[place - self.width] |= self.ahead[place];
        }
    }

    /// Whether a word answers to an element.
    pub fn has(&self, element: usize, word: usize) -> bool {
        self.bits.get(word * self.width + element / 64).is_some_and(|bits| bits & (1 << (element % 64)) != 0)
    }

    /// The place behind the last word from which on all of some elements are to be found.
    pub fn end(&self, wanted: &Set) -> usize {
        let covers = |word: usize| wanted.0.iter().zip(&self.ahead[self.row(word)]).all(|(wanted, bits)| wanted & !bits == 0);
        let (mut first, mut end) = (0, self.bits.len() / self.width);
        if end == 0 || !covers(0) {
            return 0;
        }
        while first + 1 < end {
            let middle = usize::midpoint(first, end);
            if covers(middle) {
                first = middle;
            } else {
                end = middle;
            }
        }
        end
    }
}

/// Which elements a word answers to.
#[derive(Clone, Debug, Default)]
pub(super) struct Classes {
    numbers: FxHashMap<Alternatives, usize>,
    /// By form or lemma.
    words: FxHashMap<String, Set>,
    parts: FxHashMap<Upos, Set>,
    /// By the class of a name's likeliest reading.
    names: FxHashMap<String, Set>,
    /// By any class of a description.
    descriptions: FxHashMap<String, Set>,
    /// Elements that hold where several others do.
    joint: Vec<(Vec<usize>, Set)>,
}

impl Classes {
    /// The number of an element, by its alternatives of tests that must all hold.
    pub fn number(&mut self, alternatives: &Alternatives, ontology: &Ontology) -> usize {
        if let Some(&number) = self.numbers.get(alternatives) {
            return number;
        }
        let number = self.numbers.len();
        self.numbers.insert(alternatives.clone(), number);
        for tests in alternatives {
            if let [test] = tests.as_slice() {
                self.enter(test, number, ontology);
            } else {
                let all = tests.iter().map(|test| self.number(&vec![vec![test.clone()]], ontology)).collect();
                let mut own = Set::default();
                own.insert(number);
                self.joint.push((all, own));
            }
        }
        number
    }

    fn enter(&mut self, test: &Test, number: usize, ontology: &Ontology) {
        let below = |class: &str| ontology.classes().filter(|own| ontology.is_a(own, class)).map(str::to_owned).collect::<Vec<_>>();
        let mut enter_all = |map: fn(&mut Self) -> &mut FxHashMap<String, Set>, keys: Vec<String>| {
            keys.into_iter().for_each(|key| map(self).entry(key).or_default().insert(number));
        };
        match test {
            Test::Upos(upos) => self.parts.entry(*upos).or_default().insert(number),
            Test::Word(word) => enter_all(|own| &mut own.words, vec![word.clone()]),
            Test::Name(class) => enter_all(|own| &mut own.names, below(class)),
            Test::Description(class) => enter_all(|own| &mut own.descriptions, below(class)),
        }
    }

    /// Which elements each word answers to; `mention` gives the one that begins at a word.
    pub fn grid<'m>(&self, tokens: &[Token], mention: impl Fn(usize) -> Option<&'m Mention>) -> Grid {
        let width = self.numbers.len().div_ceil(64).max(1);
        let mut grid = Grid { width, bits: vec![0; width * tokens.len()], ahead: Vec::new() };
        for (at, token) in tokens.iter().enumerate() {
            let mut enter = |set: Option<&Set>| set.into_iter().for_each(|set| grid.join(at, set));
            enter(self.parts.get(&token.upos));
            enter(self.words.get(token.lemma.as_str()));
            if token.form != token.lemma {
                enter(self.words.get(token.form.as_str()));
            }
            match mention(at).map(|mention| (mention.form, &mention.classes)) {
                Some((MentionForm::Name, classes)) => enter(classes.first().and_then(|class| self.names.get(class.as_str()))),
                Some((MentionForm::Nominal, classes)) => classes.iter().for_each(|class| enter(self.descriptions.get(class.as_str()))),
                _ => {}
            }
            for (all, own) in &self.joint {
                if all.iter().all(|&other| grid.has(other, at)) {
                    grid.join(at, own);
                }
            }
        }
        grid.look_ahead();
        grid
    }
}
