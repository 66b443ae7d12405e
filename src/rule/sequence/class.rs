//! What the elements of all sequences ask for, as numbers: a word is looked up once, and an element is then a bit of what was found.

use rustc_hash::FxHashMap;

use super::{Alternatives, Test};
use crate::{
    model::{Mention, MentionForm, Token, Upos},
    ontology::Ontology,
};

/// Which words of a sentence answer to each element, as rows of bits: most elements have none, and their sequences need no search.
#[derive(Debug)]
pub(super) struct Grid {
    /// How many times 64 bits a row has.
    width: usize,
    bits: Vec<u64>,
}

impl Grid {
    fn new(elements: usize, words: usize) -> Self {
        let width = words.div_ceil(64);
        Self { width, bits: vec![0; elements * width] }
    }

    fn insert(&mut self, element: usize, word: usize) {
        self.bits[element * self.width + word / 64] |= 1 << (word % 64);
    }

    /// Whether a word answers to an element.
    pub fn has(&self, element: usize, word: usize) -> bool {
        word < self.width * 64 && self.bits[element * self.width + word / 64] & (1 << (word % 64)) != 0
    }

    fn row(&self, element: usize) -> &[u64] {
        &self.bits[element * self.width..(element + 1) * self.width]
    }

    /// The words that answer to an element, in order.
    pub fn words(&self, element: usize) -> impl Iterator<Item = usize> {
        self.row(element).iter().enumerate().flat_map(|(place, &bits)| {
            // Each step takes the lowest bit away.
            let rest = std::iter::successors(Some(bits), |bits| Some(bits & bits.wrapping_sub(1)));
            rest.take_while(|bits| *bits != 0).map(move |bits| place * 64 + bits.trailing_zeros() as usize)
        })
    }

    /// The place behind the last word that answers to an element, 0 where none does.
    pub fn end(&self, element: usize) -> usize {
        let last = self.row(element).iter().rposition(|bits| *bits != 0);
        last.map_or(0, |place| place * 64 + 64 - self.row(element)[place].leading_zeros() as usize)
    }
}

/// Which elements a word answers to.
#[derive(Clone, Debug, Default)]
pub(super) struct Classes {
    numbers: FxHashMap<Alternatives, usize>,
    /// By form or lemma.
    words: FxHashMap<String, Vec<usize>>,
    parts: FxHashMap<Upos, Vec<usize>>,
    /// By the class of a name's likeliest reading.
    names: FxHashMap<String, Vec<usize>>,
    /// By any class of a description.
    descriptions: FxHashMap<String, Vec<usize>>,
    /// Elements that hold where several others do.
    joint: Vec<(Vec<usize>, usize)>,
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
                self.joint.push((all, number));
            }
        }
        number
    }

    fn enter(&mut self, test: &Test, number: usize, ontology: &Ontology) {
        let below = |class: &str| ontology.classes().filter(|own| ontology.is_a(own, class)).map(str::to_owned).collect::<Vec<_>>();
        let mut enter_all = |map: fn(&mut Self) -> &mut FxHashMap<String, Vec<usize>>, keys: Vec<String>| {
            keys.into_iter().for_each(|key| map(self).entry(key).or_default().push(number));
        };
        match test {
            Test::Upos(upos) => self.parts.entry(*upos).or_default().push(number),
            Test::Word(word) => enter_all(|own| &mut own.words, vec![word.clone()]),
            Test::Name(class) => enter_all(|own| &mut own.names, below(class)),
            Test::Description(class) => enter_all(|own| &mut own.descriptions, below(class)),
        }
    }

    /// Which words answer to each element; `mention` gives the one that begins at a word.
    pub fn grid<'m>(&self, tokens: &[Token], mention: impl Fn(usize) -> Option<&'m Mention>) -> Grid {
        let mut grid = Grid::new(self.numbers.len(), tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let mut enter = |elements: Option<&Vec<usize>>| elements.into_iter().flatten().for_each(|&element| grid.insert(element, at));
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
            for (all, element) in &self.joint {
                if all.iter().all(|&other| grid.has(other, at)) {
                    grid.insert(*element, at);
                }
            }
        }
        grid
    }
}
