//! Clauses of speech that are set into or behind what they report: found by commas and word order, which parsers of news often miss.

use std::ops::Range;

use super::lexicon::QuoteMarks;
use crate::{
    event::status::tree::Tree,
    model::{Token, Upos},
};

/// Words between a participle and its auxiliary, at most.
const FAR_AUXILIARY: usize = 5;

/// A clause such as `, a-t-il ajouté` or `, a précisé mardi le général`.
pub(super) struct Insertion {
    pub(super) speaker: usize,
    /// From the first word of the verb to the punctuation behind.
    pub(super) words: Range<usize>,
    /// Whether it follows a closing quotation mark.
    pub(super) quoting: bool,
}

/// The clause around a finite verb of speech whose verb follows a comma or quotation mark and whose subject follows the verb.
pub(super) fn of(marks: &QuoteMarks, tree: &Tree<'_>, word: usize) -> Option<Insertion> {
    let finite = tree.finite(word).or_else(|| far_auxiliary(tree, word))?;
    let first = group_start(tree, word.min(finite), word);
    let set_off = first == 0 || tree.tokens[first - 1].upos == Upos::Punct && tree.tokens[first - 1].form != ":";
    let punctuation = |from: usize| (from..tree.tokens.len()).find(|token| tree.tokens[*token].upos == Upos::Punct);
    let first_end = punctuation(word + 1).unwrap_or(tree.tokens.len());
    // "A assuré, sous le couvert de l'anonymat, un officier": what stands between commas parts verb and speaker.
    let late = tree.with_rel(word, "nsubj").find(|subject| *subject > first_end && tree.tokens[word].rel == "parataxis:insert");
    let late = late.filter(|_| next_nominal(tree, word + 1..first_end, false).is_none());
    let end = late.map_or(first_end, |subject| punctuation(subject).unwrap_or(tree.tokens.len()));
    let governs = tree.with_rel(word, "ccomp").any(|clause| clause > word && tree.with_rel(clause, "mark").next().is_some());
    let words = first..end;
    if !set_off || governs || is_byname(tree, word, &words) || tree.tokens[word].rel == "acl:relcl" {
        return None;
    }
    let quoting = follows_quote(marks, tree, first);
    let fits = first == 0 || (quoting || is_set_into(tree, &words)) && !is_predicate(marks, tree, word, &words);
    let clitic = (finite..end).find(|token| is_clitic_subject(tree, word, *token));
    let speaker = clitic.or_else(|| next_nominal(tree, word + 1..end, quoting).filter(|_| fits))?;
    Some(Insertion { speaker, words, quoting })
}

/// The auxiliary of a participle that the parser has torn from it (`, a pour sa part affirmé le général`): right behind a comma, above
/// the participle, and without a subject of its own.
fn far_auxiliary(tree: &Tree<'_>, word: usize) -> Option<usize> {
    let above = |token: usize| tree.tokens[token].head;
    let finite = (word.saturating_sub(FAR_AUXILIARY)..word).rev().find(|token| tree.tokens[*token].feats.get("Mood").is_some())?;
    let opens = finite > 0 && tree.tokens[finite - 1].form == ",";
    let hangs = above(word) == Some(finite) || above(word).and_then(above) == Some(finite);
    (opens && hangs && tree.is_participle(word) && tree.with_rel(finite, "nsubj").next().is_none()).then_some(finite)
}

/// Whether the comma before the verb closes an apposition of its subject, so that what follows the verb is its object (`le ministre,
/// Paul Biya, a sommé les rebelles`). Where the sentence goes on with another verb, or had one before the subject, the parser gave the
/// subject to the wrong verb.
fn is_predicate(marks: &QuoteMarks, tree: &Tree<'_>, word: usize, words: &Range<usize>) -> bool {
    let quoted = quotation_before(marks, tree, words.start);
    let Some(subject) = tree.with_rel(word, "nsubj").find(|subject| *subject < quoted) else { return false };
    let next = tree.tokens.get(words.end + 1).filter(|_| tree.tokens[words.end].form == ",");
    let goes_on = next.is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux));
    let start = tree.children(subject).next().map_or(subject, |first| first.min(subject));
    let joins = |token: &Token| token.upos == Upos::Cconj || token.upos == Upos::Punct && token.form != ",";
    let joined = tree.tokens[start.saturating_sub(1)..=start].iter().any(joins);
    let had_one = (0..start).any(|token| is_main_verb(tree, token));
    !(goes_on || had_one && !joined)
}

/// A finite verb that is neither in a relative clause nor behind a conjunction.
fn is_main_verb(tree: &Tree<'_>, token: usize) -> bool {
    let verb = tree.finite(token).is_some() && matches!(tree.tokens[token].upos, Upos::Verb | Upos::Adj | Upos::Noun);
    verb && tree.tokens[token].base_rel() != "acl" && tree.with_rel(token, "mark").next().is_none()
}

/// Whether the sentence has another finite verb, so that there is something to be set into.
fn is_set_into(tree: &Tree<'_>, words: &Range<usize>) -> bool {
    let outside = |token: &usize| !words.contains(token);
    (0..tree.tokens.len()).filter(outside).any(|token| tree.tokens[token].feats.get("Mood").is_some())
}

/// First word of the quotation that ends right before `word`; `word` itself where none does, 0 where the quotation began earlier.
fn quotation_before(marks: &QuoteMarks, tree: &Tree<'_>, word: usize) -> usize {
    if !follows_quote(marks, tree, word) {
        return word;
    }
    let mut before = (0..word).rev().filter(|token| marks.is_mark(&tree.tokens[*token].form));
    before.nth(1).unwrap_or(0)
}

/// Whether a verb between two names gives the second as a byname of the first (`Jimmy Chérizier, dit Barbecue, …`).
fn is_byname(tree: &Tree<'_>, word: usize, words: &Range<usize>) -> bool {
    let is_name = |token: Option<usize>| token.and_then(|token| tree.tokens.get(token)).is_some_and(|token| token.upos == Upos::Propn);
    let goes_on = tree.tokens.get(words.end).is_some_and(|token| token.form == ",");
    goes_on
        && tree.tokens[word].rel != "parataxis:insert"
        && words.start == word
        && is_name(word.checked_sub(2))
        && is_name(Some(word + 1))
        && words.len() <= 3
}

/// Whether the word follows a closing quotation mark, with or without a comma; without, a straight mark may as well be an opening one.
fn follows_quote(marks: &QuoteMarks, tree: &Tree<'_>, word: usize) -> bool {
    let before = |back: usize| word.checked_sub(back).map(|token| tree.tokens[token].form.as_str());
    let after_comma = before(1) == Some(",") && before(2).is_some_and(|form| marks.is_closing(form));
    after_comma || before(1).is_some_and(|form| marks.is_closing(form) && !marks.is_opening(form))
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
/// Behind a quotation it may hang on an infinitive (`s'est borné à dire le maire`).
fn next_nominal(tree: &Tree<'_>, behind: Range<usize>, quoting: bool) -> Option<usize> {
    let (start, end) = (behind.start, behind.end);
    behind.filter(|token| is_nominal(tree, *token)).find(|token| {
        let bare = !tree.with_rel(*token, "case").any(|case| case < *token);
        let rel = tree.tokens[*token].base_rel();
        let inside = |head: usize| (start..end).contains(&head) && !(quoting && tree.is_infinitive(head));
        let apart = rel == "appos" || !tree.tokens[*token].head.is_some_and(inside);
        bare && apart && rel != "obl" && rel != "advmod"
    })
}

/// A noun, a name, a number, or a pronoun with a complement (`l'un de ces responsables`).
fn is_nominal(tree: &Tree<'_>, token: usize) -> bool {
    match tree.tokens[token].upos {
        Upos::Noun | Upos::Propn | Upos::Num => tree.tokens[token].form.chars().any(char::is_alphanumeric),
        Upos::Pron => tree.with_rel(token, "nmod").next().is_some(),
        _ => false,
    }
}
