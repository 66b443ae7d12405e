//! Words of a sentence as explanations name them.

use crate::model::{Mention, MentionForm, Sentence, Upos};

/// A sentence with its mentions.
pub(super) struct Words<'a> {
    pub sentence: &'a Sentence,
    pub mentions: &'a [Mention],
}

impl Words<'_> {
    pub fn forms(&self, tokens: &[usize]) -> String {
        tokens.iter().map(|&token| self.sentence.tokens[token].form.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Form and part of speech.
    pub fn with_part(&self, token: usize) -> (&str, Upos) {
        let token = &self.sentence.tokens[token];
        (&token.form, token.upos)
    }

    /// `form (classes)` of each word.
    pub fn with_types(&self, tokens: &[usize]) -> String {
        let one = |&token: &usize| format!("{} ({})", self.sentence.tokens[token].form, self.types(token));
        tokens.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    fn types(&self, token: usize) -> String {
        match self.mentions.iter().find(|mention| mention.head == token) {
            None => "of no known class".to_owned(),
            Some(mention) if mention.classes.is_empty() && mention.form == MentionForm::Pronoun => "pronoun".to_owned(),
            Some(mention) if mention.classes.is_empty() => "of any class".to_owned(),
            Some(mention) => mention.classes.join("/"),
        }
    }
}
