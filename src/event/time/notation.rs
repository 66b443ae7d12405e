//! The notation of patterns: words, CLASSES, `(optional)`, `[one|of]`, `!not`.

use std::{collections::BTreeMap, iter::Peekable, str::Chars};

use super::pattern::{Class, Node};
use crate::event::word::Spelling;

/// Reads patterns with the word classes of one file.
pub(super) struct Notation<'a> {
    spelling: &'a Spelling,
    classes: BTreeMap<String, Vec<Vec<Node>>>,
}

type Source<'s> = Peekable<Chars<'s>>;

impl<'a> Notation<'a> {
    /// A notation with these named word classes.
    ///
    /// # Errors
    /// The name of the class that cannot be read, and why.
    pub(super) fn new<'w>(
        spelling: &'a Spelling,
        words: impl Iterator<Item = (&'w String, &'w Vec<String>)>,
    ) -> Result<Self, (String, String)> {
        let mut notation = Self { spelling, classes: BTreeMap::new() };
        for (name, forms) in words {
            let choices = forms.iter().map(|form| notation.read(form)).collect::<Result<_, _>>().map_err(|why| (name.clone(), why))?;
            notation.classes.insert(name.clone(), choices);
        }
        Ok(notation)
    }

    /// Reads one pattern.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(&self, pattern: &str) -> Result<Vec<Node>, String> {
        let mut source = pattern.chars().peekable();
        let choices = self.choices(&mut source, None).map_err(|why| format!("pattern `{pattern}`: {why}"))?;
        match <[Vec<Node>; 1]>::try_from(choices) {
            Ok([nodes]) if !nodes.is_empty() => Ok(nodes),
            Ok(_) => Err("an empty pattern; write at least one word".to_owned()),
            Err(_) => Err(format!("pattern `{pattern}`: `|` stands outside of brackets; write [x|y]")),
        }
    }

    fn choices(&self, source: &mut Source<'_>, close: Option<char>) -> Result<Vec<Vec<Node>>, String> {
        let mut choices = vec![Vec::new()];
        loop {
            match source.peek().copied() {
                None if close.is_none() => return Ok(choices),
                None => return Err(format!("`{}` is missing at the end", close.unwrap_or_default())),
                Some(c) if Some(c) == close => {
                    source.next();
                    return Ok(choices);
                }
                Some('|') => {
                    source.next();
                    choices.push(Vec::new());
                }
                Some(c) if c.is_whitespace() => {
                    source.next();
                }
                Some(_) => {
                    let nodes = self.item(source)?;
                    choices.last_mut().into_iter().for_each(|choice| choice.extend(nodes.iter().cloned()));
                }
            }
        }
    }

    fn item(&self, source: &mut Source<'_>) -> Result<Vec<Node>, String> {
        match source.peek().copied() {
            Some('(') => {
                source.next();
                let mut choices = self.choices(source, Some(')'))?;
                choices.push(Vec::new());
                Ok(vec![Node::Any(choices)])
            }
            Some('[') => {
                source.next();
                Ok(vec![Node::Any(self.choices(source, Some(']'))?)])
            }
            Some('!') => {
                source.next();
                Ok(vec![Node::Not(vec![self.item(source)?])])
            }
            Some(c @ (')' | ']')) => Err(format!("`{c}` closes nothing")),
            _ => self.word(source),
        }
    }

    fn word(&self, source: &mut Source<'_>) -> Result<Vec<Node>, String> {
        let mut word = String::new();
        while let Some(c) = source.next_if(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '[' | ']' | '|' | '!')) {
            word.push(c);
        }
        if word.is_empty() || !word.chars().all(char::is_uppercase) {
            return Ok(self.spelling.split(&word).into_iter().map(Node::Word).collect());
        }
        if let Some(choices) = self.classes.get(&word) {
            return Ok(vec![Node::Any(choices.clone())]);
        }
        let class = Class::NAMES.iter().find(|(name, _)| *name == word).map(|(_, class)| *class);
        class.map(|class| vec![Node::Class(class)]).ok_or_else(|| {
            let own: Vec<_> = self.classes.keys().map(String::as_str).collect();
            let known: Vec<_> = Class::NAMES.iter().map(|(name, _)| *name).chain(own).collect();
            format!("no class is called {word}; known: {}. Words of the language are written small", known.join(" "))
        })
    }
}
