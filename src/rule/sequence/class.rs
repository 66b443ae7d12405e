//! What the elements of all sequences ask for, as numbers: a word is looked up once, and an element is then a bit of what was found.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{Alternatives, Test};
use crate::{
    model::{Mention, MentionForm, Token, Upos},
    ontology::Ontology,
};

/// A set of numbers of elements.
#[derive(Clone, Debug, Default)]
pub(super) struct Set(SmallVec<[u64; 4]>);

impl Set {
    fn insert(&mut self, number: usize) {
        let place = number / 64;
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        self.0[place] |= 1 << (number % 64);
    }

    pub fn has(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|bits| bits & (1 << (number % 64)) != 0)
    }

    /// The numbers in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(place, &bits)| {
            // Each step takes the lowest bit away.
            let rest = std::iter::successors(Some(bits), |bits| Some(bits & bits.wrapping_sub(1)));
            rest.take_while(|bits| *bits != 0).map(move |bits| place * 64 + bits.trailing_zeros() as usize)
        })
    }

    fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(own, more)| *own |= more);
    }

    /// Whether everything in another set is in this one.
    fn covers(&self, other: &Self) -> bool {
        other.0.iter().enumerate().all(|(place, wanted)| wanted & !self.0.get(place).copied().unwrap_or(0) == 0)
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
    joint: Vec<(Set, usize)>,
}

impl Classes {
    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

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
                let mut all = Set::default();
                tests.iter().for_each(|test| all.insert(self.number(&vec![vec![test.clone()]], ontology)));
                self.joint.push((all, number));
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

    /// The elements that a word answers to; `mention` is the one that begins there.
    pub fn of(&self, token: &Token, mention: Option<&Mention>) -> Set {
        let mut found = Set::default();
        let mut join = |set: Option<&Set>| set.into_iter().for_each(|set| found.join(set));
        join(self.parts.get(&token.upos));
        join(self.words.get(token.lemma.as_str()));
        if token.form != token.lemma {
            join(self.words.get(token.form.as_str()));
        }
        match mention.map(|mention| (mention.form, &mention.classes)) {
            Some((MentionForm::Name, classes)) => join(classes.first().and_then(|class| self.names.get(class.as_str()))),
            Some((MentionForm::Nominal, classes)) => classes.iter().for_each(|class| join(self.descriptions.get(class.as_str()))),
            _ => {}
        }
        for (all, number) in &self.joint {
            if found.covers(all) {
                found.insert(*number);
            }
        }
        found
    }
}
