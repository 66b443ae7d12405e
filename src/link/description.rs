//! The label of what only a description names: its words, with possessives replaced by what they stand for.

use super::discourse::{Discourse, agreement};
use crate::model::{EntityRef, Mention, Sentence, Surface, Upos};

/// Descriptions longer than this many words are cut to head and adjectives.
const LONGEST_DESCRIPTION: usize = 9;

impl Discourse<'_> {
    /// The words of a description without determiner and number, possessives replaced by what they stand for.
    pub(super) fn description(&self, mention: &Mention, owners: &[EntityRef]) -> String {
        let sentence = &self.analysis.sentences[mention.sentence];
        let mut kept = self.restrictors(sentence, mention.head);
        if kept.len() > LONGEST_DESCRIPTION {
            kept.retain(|&token| {
                sentence.tokens[token].head == Some(mention.head) && sentence.tokens[token].upos == Upos::Adj || token == mention.head
            });
        }
        let mut words: Vec<String> = Vec::new();
        let mut possessive = None;
        for &token in &kept {
            let own = &sentence.tokens[token];
            if own.upos == Upos::Det && own.feats.is("Poss", "Yes") {
                possessive = Some(token);
            } else if own.surface != Surface::Rest {
                words.push(own.span.of(self.text).to_owned());
            }
        }
        if let (Some(_), Some(owner)) = (possessive, owners.first()) {
            return self.with_owner(sentence, mention.head, &kept, owner);
        }
        join(&words)
    }

    /// "leur ambassade" as "ambassade des États-Unis", "ses ressortissants" as "ressortissants français".
    fn with_owner(&self, sentence: &Sentence, head: usize, kept: &[usize], owner: &EntityRef) -> String {
        let tokens = &sentence.tokens;
        let owned = kept
            .iter()
            .copied()
            .find(|&token| tokens[token].upos == Upos::Det && tokens[token].feats.is("Poss", "Yes"))
            .and_then(|det| tokens[det].head);
        let owned = owned.unwrap_or(head);
        let mut words: Vec<String> = Vec::new();
        for &token in kept.iter().filter(|&&token| tokens[token].upos != Upos::Det && tokens[token].surface != Surface::Rest) {
            if token == owned && owned != head {
                let label = self.template_labels("facility", &tokens[token], owner).into_iter().next();
                let label = label.unwrap_or_else(|| tokens[token].form.to_string()).to_lowercase_first();
                words.pop();
                words.push(self.linker.naming.of(&label, Some(agreement(&tokens[token]))));
            } else {
                words.push(tokens[token].span.of(self.text).to_owned());
            }
        }
        if owned == head {
            let labels = self.template_labels("people", &tokens[head], owner);
            let restricted = labels.first().and_then(|label| label.split_once(' ')).map(|(_, restrictor)| restrictor.to_owned());
            words.extend(restricted);
        }
        join(&words)
    }

    /// Tokens of a description in order: the head, its adjectives, its complements.
    fn restrictors(&self, sentence: &Sentence, head: usize) -> Vec<usize> {
        let tokens = &sentence.tokens;
        let mut kept = vec![head];
        let mut open = vec![head];
        while let Some(node) = open.pop() {
            for other in (0..tokens.len()).filter(|&other| tokens[other].head == Some(node)) {
                let top = node == head;
                let keep = match tokens[other].base_rel() {
                    "amod" | "fixed" | "flat" | "case" => !(top && tokens[other].base_rel() == "case"),
                    "nmod" => other > node && self.is_owner_case(sentence, other) && !(top && self.is_time_or_comma(sentence, node, other)),
                    "det" => !top || tokens[other].feats.is("Poss", "Yes"),
                    _ => false,
                };
                if keep {
                    kept.push(other);
                    open.push(other);
                }
            }
        }
        kept.sort_unstable();
        kept
    }

    fn is_owner_case(&self, sentence: &Sentence, node: usize) -> bool {
        sentence
            .tokens
            .iter()
            .any(|token| token.head == Some(node) && token.rel == "case" && self.linker.naming.syntax.owner.contains(token.lemma.as_str()))
    }

    fn is_time_or_comma(&self, sentence: &Sentence, from: usize, to: usize) -> bool {
        sentence.tokens[from..to].iter().any(|token| token.upos == Upos::Punct || token.upos == Upos::Verb)
    }
}

/// Words with spaces between them, none after an apostrophe.
fn join(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() && !out.ends_with(['\'', '\u{2019}']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

trait LowercaseFirst {
    fn to_lowercase_first(&self) -> String;
}

impl LowercaseFirst for String {
    fn to_lowercase_first(&self) -> String {
        let mut letters = self.chars();
        letters.next().map_or_else(Self::new, |first| first.to_lowercase().chain(letters).collect())
    }
}
