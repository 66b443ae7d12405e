//! Negation of a predicate or nominal, by the words around it rather than by the labels of a parser that may err.

use super::{lexicon::StatusLexicon, tree::Tree};
use crate::model::Upos;

/// Words behind the particle within which its second half is looked for.
const WINDOW: usize = 12;

/// Whether `word` is negated.
pub(super) fn is_negated(lexicon: &StatusLexicon, tree: &Tree<'_>, word: usize) -> bool {
    match particle(lexicon, tree, word) {
        Some(particle) => closes(lexicon, tree, word, particle),
        None => is_negated_without_particle(lexicon, tree, word),
    }
}

/// The particle (`ne`) of a predicate, which parsers hang on the predicate or on an auxiliary.
fn particle(lexicon: &StatusLexicon, tree: &Tree<'_>, word: usize) -> Option<usize> {
    let is_particle = |token: &usize| lexicon.negation().particles.holds(&tree.tokens[*token]);
    tree.children(word).find(is_particle).or_else(|| tree.auxiliaries(word).flat_map(|aux| tree.children(aux)).find(is_particle))
}

/// Whether a second half makes the particle a negation (`ne … pas`), or the verb needs none (`ne cesse`).
fn closes(lexicon: &StatusLexicon, tree: &Tree<'_>, word: usize, particle: usize) -> bool {
    let words = lexicon.negation();
    let behind = (particle + 1..tree.tokens.len().min(particle + WINDOW)).take_while(|token| belongs(tree, word, particle, *token));
    for token in behind {
        let next = tree.tokens.get(token + 1);
        if words.strong.holds(&tree.tokens[token]) && tree.tokens[token].upos != Upos::Noun {
            return !next.is_some_and(|next| words.limits.holds(next));
        }
        if is_weak(lexicon, tree, token) {
            return !next.is_some_and(|next| words.restrictors.holds(next)) && !has_exception(lexicon, tree, token);
        }
    }
    let before =
        tree.children(word).filter(|child| *child < particle && matches!(tree.tokens[*child].base_rel(), "nsubj" | "obl" | "advmod"));
    // "Personne n'a fui" is no noun, whatever the tagger says: a noun has a determiner.
    let bare = |word: usize| words.weak.holds(&tree.tokens[word]) && tree.children(word).next().is_none();
    let denied = |word: usize| {
        bare(word) || is_weak(lexicon, tree, word) || has_negative_determiner(lexicon, tree, word) || has_coordinator(lexicon, tree, word)
    };
    before.into_iter().any(denied) || words.bare.holds(&tree.tokens[word]) && !is_restricted(lexicon, tree, particle)
}

/// Whether a word behind the particle still belongs to the clause of `word`: no other finite verb begins before it.
fn belongs(tree: &Tree<'_>, word: usize, particle: usize, token: usize) -> bool {
    let other_clause = |middle: usize| {
        let middle_token = &tree.tokens[middle];
        middle != word && middle_token.feats.get("Mood").is_some() && !matches!(middle_token.base_rel(), "aux" | "cop")
    };
    let ends = matches!(tree.tokens[token].form.as_str(), ";" | ":" | "." | "?" | "!");
    !(ends || token > word.max(particle + 1) && other_clause(token))
}

/// Whether the word is a second half that negates only beside the particle (`plus`, `jamais`, `aucun`, `ni`).
fn is_weak(lexicon: &StatusLexicon, tree: &Tree<'_>, token: usize) -> bool {
    let (words, token) = (lexicon.negation(), &tree.tokens[token]);
    token.upos != Upos::Noun && (words.weak.holds(token) || words.determiners.holds(token) || words.coordinators.holds(token))
}

/// `ne reste plus à Bouaké qu'une centaine de soldats`: whether a restrictor further on hangs on a nominal; on a verb it opens a clause.
fn has_exception(lexicon: &StatusLexicon, tree: &Tree<'_>, weak: usize) -> bool {
    let nominal = |token: usize| matches!(tree.tokens[token].upos, Upos::Noun | Upos::Propn | Upos::Num) && tree.finite(token).is_none();
    let behind = (weak + 1..tree.tokens.len().min(weak + WINDOW)).take_while(|&token| tree.tokens[token].upos != Upos::Punct);
    let mut restrictors = behind.filter(|&token| lexicon.negation().restrictors.holds(&tree.tokens[token]));
    restrictors.any(|token| tree.tokens[token].head.is_some_and(|head| head > token && nominal(head)))
}

fn is_restricted(lexicon: &StatusLexicon, tree: &Tree<'_>, particle: usize) -> bool {
    let behind = tree.tokens.iter().skip(particle + 1).take(WINDOW);
    behind.take_while(|token| token.upos != Upos::Punct).any(|token| lexicon.negation().restrictors.holds(token))
}

/// `aucune offensive`, `pas de retrait`, `ni combats ni`: nominals, infinitives and headlines need no particle.
fn is_negated_without_particle(lexicon: &StatusLexicon, tree: &Tree<'_>, word: usize) -> bool {
    let words = lexicon.negation();
    let marked = tree.children(word).take_while(|child| *child < word).any(|child| {
        let token = &tree.tokens[child];
        let limited = tree.tokens.get(child + 1).is_some_and(|next| words.limits.holds(next));
        token.upos != Upos::Noun && words.strong.holds(token) && !limited || words.coordinators.holds(token) && tree.finite(word).is_none()
    });
    marked || has_negative_determiner(lexicon, tree, word)
}

/// `ni Paris ni Londres n'ont …`.
fn has_coordinator(lexicon: &StatusLexicon, tree: &Tree<'_>, nominal: usize) -> bool {
    tree.children(nominal).any(|child| child < nominal && lexicon.negation().coordinators.holds(&tree.tokens[child]))
}

fn has_negative_determiner(lexicon: &StatusLexicon, tree: &Tree<'_>, nominal: usize) -> bool {
    tree.children(nominal).any(|child| {
        let token = &tree.tokens[child];
        child < nominal && token.upos != Upos::Noun && lexicon.negation().determiners.holds(token)
    })
}
