//! The tree of one sentence as child lists, built once and asked often.

use crate::model::{Sentence, Token};

/// Child lists of a sentence in compressed rows: two allocations whatever the length.
pub(crate) struct Tree<'a> {
    /// The words.
    pub(crate) tokens: &'a [Token],
    starts: Vec<u32>,
    children: Vec<u32>,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(sentence: &'a Sentence) -> Self {
        let tokens = sentence.tokens.as_slice();
        let mut starts = vec![0u32; tokens.len() + 2];
        let heads =
            || tokens.iter().enumerate().filter_map(|(child, token)| Some((child, token.head.filter(|head| *head < tokens.len())?)));
        for (_, head) in heads() {
            starts[head + 2] += 1;
        }
        for row in 2..starts.len() {
            starts[row] += starts[row - 1];
        }
        let mut children = vec![0u32; starts[tokens.len() + 1] as usize];
        for (child, head) in heads() {
            children[starts[head + 1] as usize] = child as u32;
            starts[head + 1] += 1;
        }
        Self { tokens, starts, children }
    }

    /// Dependents of a word, left to right.
    pub(crate) fn children(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let row = self.starts[head] as usize..self.starts[head + 1] as usize;
        self.children[row].iter().map(|child| *child as usize)
    }

    /// Dependents with this relation, its subtypes included.
    pub(crate) fn with_rel<'t>(&'t self, head: usize, rel: &'t str) -> impl Iterator<Item = usize> + 't {
        self.children(head).filter(move |child| self.tokens[*child].base_rel() == rel)
    }

    /// Auxiliaries and the copula of a predicate, left to right.
    pub(crate) fn auxiliaries(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(head).filter(|child| matches!(self.tokens[*child].base_rel(), "aux" | "cop"))
    }

    /// The word that carries mood and tense: the predicate itself or its first finite auxiliary.
    pub(crate) fn finite(&self, predicate: usize) -> Option<usize> {
        let is_finite = |token: &usize| self.tokens[*token].feats.get("Mood").is_some();
        self.auxiliaries(predicate).find(is_finite).or_else(|| Some(predicate).filter(is_finite))
    }

    /// Whether the predicate is an infinitive, its auxiliaries counted.
    pub(crate) fn is_infinitive(&self, predicate: usize) -> bool {
        let infinitive = |token: usize| self.tokens[token].feats.is("VerbForm", "Inf");
        self.finite(predicate).is_none() && (infinitive(predicate) || self.auxiliaries(predicate).any(infinitive))
    }

    /// Whether the predicate is a participle without finite auxiliary.
    pub(crate) fn is_participle(&self, predicate: usize) -> bool {
        self.tokens[predicate].feats.is("VerbForm", "Part") && self.finite(predicate).is_none() && !self.is_infinitive(predicate)
    }

    /// Whether a determiner, a possessive or the name itself makes the nominal definite.
    pub(crate) fn is_definite(&self, nominal: usize) -> bool {
        use crate::model::Upos;
        matches!(self.tokens[nominal].upos, Upos::Propn | Upos::Pron)
            || self.with_rel(nominal, "det").any(|det| {
                let feats = &self.tokens[det].feats;
                feats.is("Definite", "Def") || feats.is("PronType", "Dem") || feats.is("Poss", "Yes")
            })
    }

    /// Whether a relative pronoun stands in the clause; a parser that calls a main clause relative errs (`si l'un part, l'autre restera`).
    pub(crate) fn is_relative(&self, clause: usize) -> bool {
        let is_pronoun = |token: usize| self.tokens[token].feats.is("PronType", "Rel") && self.tokens[token].base_rel() != "mark";
        self.children(clause).any(|child| is_pronoun(child) || self.children(child).any(is_pronoun))
    }

    /// Words without head.
    pub(crate) fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.tokens.len()).filter(|token| self.tokens[*token].head.is_none_or(|head| head >= self.tokens.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn child_lists_follow_the_order_of_words() {
        let heads = [Some(1), None, Some(1), Some(2)];
        let tokens = heads.map(|head| Token {
            span: crate::model::Span::default(),
            form: "".into(),
            lemma: "".into(),
            upos: crate::model::Upos::X,
            feats: crate::model::Features::default(),
            head,
            rel: "dep".into(),
            surface: crate::model::Surface::Whole,
        });
        let sentence = Sentence { tokens: tokens.to_vec(), ..Sentence::default() };
        let tree = Tree::new(&sentence);
        assert_eq!(tree.children(1).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(tree.children(2).collect::<Vec<_>>(), [3]);
        assert_eq!(tree.children(3).count(), 0);
        assert_eq!(tree.roots().collect::<Vec<_>>(), [1]);
    }
}
