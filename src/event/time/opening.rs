//! Patterns by what they may open with: at most words no pattern opens, and looking that up costs no memory.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::pattern::{Class, Node, Search};

/// Patterns in order, found by their first word.
#[derive(Clone, Debug)]
pub(super) struct Patterns<T> {
    all: Vec<T>,
    by_word: FxHashMap<CompactString, Vec<usize>>,
    by_class: Vec<(Class, Vec<usize>)>,
    /// Those that may open with anything.
    anywhere: Vec<usize>,
}

impl<T> Default for Patterns<T> {
    fn default() -> Self {
        Self { all: Vec::new(), by_word: FxHashMap::default(), by_class: Vec::new(), anywhere: Vec::new() }
    }
}

impl<T> Patterns<T> {
    /// Adds a pattern that matches `nodes`.
    pub(super) fn push(&mut self, nodes: &[Node], pattern: T) {
        let index = self.all.len();
        self.all.push(pattern);
        self.open(nodes, index);
    }

    fn open(&mut self, nodes: &[Node], index: usize) {
        match nodes.split_first() {
            None => self.anywhere.push(index),
            Some((Node::Word(word), _)) => self.by_word.entry(word.clone()).or_default().push(index),
            Some((Node::Class(class), _)) => match self.by_class.iter_mut().find(|(other, _)| other == class) {
                Some((_, patterns)) => patterns.push(index),
                None => self.by_class.push((*class, vec![index])),
            },
            Some((Node::Any(choices), rest)) => {
                choices.iter().for_each(|choice| self.open(if choice.is_empty() { rest } else { choice }, index));
            }
            Some((Node::Not(_), rest)) => self.open(rest, index),
        }
    }

    /// The patterns that may match at word `at`, as far as their first word tells, in order.
    pub(super) fn at(&self, search: &Search<'_>, at: usize) -> impl Iterator<Item = &T> {
        let by_word = search.words.get(at).and_then(|word| self.by_word.get(&word.text));
        let by_class = self.by_class.iter().filter(|(class, _)| search.may_be(*class, at)).map(|(_, patterns)| patterns);
        let mut found: Vec<usize> = self.anywhere.iter().chain(by_word.into_iter().flatten()).chain(by_class.flatten()).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|index| &self.all[index])
    }
}
