//! Verbs of speech in a sentence, who speaks, and whether they are set into the words that they report.

use super::lexicon::{AttributionLexicon, Place, Speech};
use crate::{event::status::tree::Tree, model::Upos};

/// One verb or noun of speech with its speaker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report<'l> {
    /// The word of speech.
    pub(super) word: usize,
    /// Head of whoever speaks.
    pub(super) speaker: usize,
    /// Set into or behind the words that it reports (`…, a précisé le général`).
    pub(super) inserted: bool,
    /// What it reports.
    pub(super) speech: &'l Speech,
}

/// All words of speech of a sentence that have a speaker, in order.
pub(super) fn reports<'l>(lexicon: &'l AttributionLexicon, tree: &Tree<'_>) -> Vec<Report<'l>> {
    let voices: Vec<_> = lexicon.phrases.find(tree).filter(|found| *found.value == Place::Voice).map(|found| found.complement).collect();
    let words = (0..tree.tokens.len()).filter_map(|word| Some((word, lexicon.speech(&tree.tokens[word])?)));
    words
        .filter_map(|(word, speech)| {
            let inserted = is_inserted(tree, word);
            let voice = voices.iter().copied().find(|voice| is_below(tree, *voice, word));
            let speaker = voice.or_else(|| speaker(tree, word, inserted))?;
            let token = &tree.tokens[speaker];
            let cited = !lexicon.is_nobody(token) && !matches!(token.feats.get("Person"), Some("1" | "2"));
            cited.then(|| Report { word, speaker: source_behind(lexicon, tree, speaker), inserted, speech })
        })
        .collect()
}

/// The source that a carrier names (`un communiqué du ministère`: the ministry), or the word itself.
pub(super) fn source_behind(lexicon: &AttributionLexicon, tree: &Tree<'_>, nominal: usize) -> usize {
    if !lexicon.is_carrier(&tree.tokens[nominal]) {
        return nominal;
    }
    let possessive = tree.with_rel(nominal, "det").find(|det| tree.tokens[*det].feats.is("Poss", "Yes"));
    let complement = tree.with_rel(nominal, "nmod").find(|noun| matches!(tree.tokens[*noun].upos, Upos::Noun | Upos::Propn));
    possessive.or(complement).unwrap_or(nominal)
}

fn is_below(tree: &Tree<'_>, word: usize, above: usize) -> bool {
    let mut here = word;
    for _ in 0..tree.tokens.len() {
        match tree.tokens[here].head {
            Some(head) if head == above => return true,
            Some(head) if tree.finite(head).is_none() || tree.tokens[here].base_rel() == "conj" => here = head,
            _ => return false,
        }
    }
    false
}

/// First word of the verb with its auxiliaries, clitics and negation.
fn group_start(tree: &Tree<'_>, word: usize) -> usize {
    let clitic = |child: &usize| {
        matches!(tree.tokens[*child].base_rel(), "aux" | "expl" | "iobj")
            || tree.tokens[*child].upos == Upos::Pron
            || tree.tokens[*child].upos == Upos::Adv
    };
    let mut start = word;
    for child in tree.children(word).filter(|child| *child < word).collect::<Vec<_>>().into_iter().rev() {
        let adjacent = child + 1 == start || tree.tokens[child + 1..start].iter().all(|token| token.upos == Upos::Adv);
        if adjacent && clitic(&child) {
            start = child;
        }
    }
    start
}

/// Whether the verb stands behind a comma or quotation mark, its subject behind its finite part, and it governs no clause behind it.
fn is_inserted(tree: &Tree<'_>, word: usize) -> bool {
    let Some(finite) = tree.finite(word) else { return false };
    let start = group_start(tree, word);
    let set_off = start == 0 || tree.tokens[start - 1].upos == Upos::Punct;
    let subject = tree.with_rel(word, "nsubj").next();
    let inverted = subject.map_or_else(|| next_nominal(tree, word).is_some(), |subject| subject > finite);
    let clause_behind = tree.children(word).any(|child| child > word && matches!(tree.tokens[child].base_rel(), "ccomp"));
    set_off && inverted && !clause_behind && !matches!(tree.tokens[word].rel.as_str(), "acl:relcl")
}

fn speaker(tree: &Tree<'_>, word: usize, inserted: bool) -> Option<usize> {
    if tree.tokens[word].upos == Upos::Noun {
        let possessor = tree.with_rel(word, "nmod").find(|noun| matches!(tree.tokens[*noun].upos, Upos::Noun | Upos::Propn));
        return tree.with_rel(word, "det").find(|det| tree.tokens[*det].feats.is("Poss", "Yes")).or(possessor);
    }
    let passive = tree.children(word).any(|child| tree.tokens[child].rel == "aux:pass" || tree.tokens[child].rel == "nsubj:pass");
    if passive {
        return tree.children(word).find(|child| tree.tokens[*child].rel == "obl:agent");
    }
    let subject = tree.with_rel(word, "nsubj").next();
    subject
        .map(|subject| antecedent(tree, word, subject))
        .or_else(|| inserted.then(|| next_nominal(tree, word)).flatten())
        .or_else(|| controller(tree, word))
}

/// A relative pronoun stands for the noun that its clause describes.
fn antecedent(tree: &Tree<'_>, word: usize, subject: usize) -> usize {
    let relative = tree.tokens[subject].feats.is("PronType", "Rel");
    tree.tokens[word].head.filter(|_| relative && tree.tokens[word].base_rel() == "acl").unwrap_or(subject)
}

/// First noun behind a verb that is not behind a preposition (`ont indiqué à l'agence deux sources`).
fn next_nominal(tree: &Tree<'_>, word: usize) -> Option<usize> {
    let behind = (word + 1..tree.tokens.len()).take_while(|token| tree.tokens[*token].upos != Upos::Punct);
    behind.filter(|token| matches!(tree.tokens[*token].upos, Upos::Noun | Upos::Propn)).find(|token| {
        let bare = !tree.with_rel(*token, "case").any(|case| case < *token);
        bare && tree.tokens[*token].head.is_none_or(|head| head <= word)
    })
}

/// Subject of the verb that a participle, an infinitive or a second conjunct hangs on.
fn controller(tree: &Tree<'_>, word: usize) -> Option<usize> {
    let mut here = word;
    for _ in 0..tree.tokens.len() {
        let head = tree.tokens[here].head?;
        match tree.tokens[here].base_rel() {
            "acl" if tree.finite(here).is_none() => return Some(head),
            "conj" | "advcl" | "xcomp" | "parataxis" | "ccomp" | "obl"
                if tree.tokens[here].base_rel() != "ccomp" || tree.is_infinitive(here) =>
            {
                if let Some(subject) = tree.with_rel(head, "nsubj").next() {
                    return Some(antecedent(tree, head, subject));
                }
                here = head;
            }
            _ => return None,
        }
    }
    None
}
