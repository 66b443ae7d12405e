//! Clauses of speech that are set into or behind what they report: found by commas and word order, which parsers of news often miss.

use std::ops::Range;

use crate::{event::status::tree::Tree, model::Upos};

/// A clause such as `, a-t-il ajouté` or `, a précisé mardi le général`.
pub(super) struct Insertion {
    pub(super) speaker: usize,
    /// From the first word of the verb to the punctuation behind.
    pub(super) words: Range<usize>,
}

/// The clause around a finite verb of speech whose verb follows a comma or quotation mark and whose subject follows the verb.
pub(super) fn of(tree: &Tree<'_>, word: usize) -> Option<Insertion> {
    let finite = tree.finite(word)?;
    let first = group_start(tree, word.min(finite), word);
    let set_off = first == 0 || tree.tokens[first - 1].upos == Upos::Punct && tree.tokens[first - 1].form != ":";
    let end = (word + 1..tree.tokens.len()).find(|token| tree.tokens[*token].upos == Upos::Punct).unwrap_or(tree.tokens.len());
    let governs_behind = tree.children(word).any(|child| child > end && matches!(tree.tokens[child].base_rel(), "ccomp"));
    if !set_off || governs_behind || tree.tokens[word].rel == "acl:relcl" {
        return None;
    }
    let clitic = (finite..end).find(|token| is_clitic_subject(tree, word, *token));
    let speaker = clitic.or_else(|| next_nominal(tree, word + 1..end))?;
    Some(Insertion { speaker, words: first..end })
}

/// First word of the verb with the auxiliaries, clitics and adverbs before it.
fn group_start(tree: &Tree<'_>, first: usize, word: usize) -> usize {
    let belongs = |token: &usize| {
        let Some(head) = tree.tokens[*token].head else { return false };
        let clitic = matches!(tree.tokens[*token].upos, Upos::Pron | Upos::Adv | Upos::Aux) || tree.tokens[*token].base_rel() == "aux";
        head == word && clitic && !tree.tokens[*token].feats.is("PronType", "Rel") && tree.tokens[*token].base_rel() != "nsubj"
    };
    (0..first).rev().take_while(belongs).last().unwrap_or(first)
}

/// `-t-il`: a subject pronoun behind the finite verb.
fn is_clitic_subject(tree: &Tree<'_>, word: usize, token: usize) -> bool {
    let Some(finite) = tree.finite(word) else { return false };
    let rel = tree.tokens[token].rel.as_str();
    tree.tokens[token].upos == Upos::Pron
        && token == finite + 1
        && (rel.starts_with("nsubj") || rel.starts_with("expl:subj") || tree.tokens[token].form.starts_with('-'))
}

/// First noun behind the verb that stands behind no preposition and is no date (`ont confié à l'agence mardi deux témoins`).
fn next_nominal(tree: &Tree<'_>, behind: Range<usize>) -> Option<usize> {
    let (start, end) = (behind.start, behind.end);
    behind.filter(|token| matches!(tree.tokens[*token].upos, Upos::Noun | Upos::Propn | Upos::Num)).find(|token| {
        let bare = !tree.with_rel(*token, "case").any(|case| case < *token);
        let rel = tree.tokens[*token].base_rel();
        bare && rel != "obl" && rel != "advmod" && tree.tokens[*token].head.is_none_or(|head| head < start || head >= end)
    })
}
