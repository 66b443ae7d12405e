//! A fault at a place of a text file of a pack, shown as compilers show theirs: what, where, and what would help.

use std::{cmp::Reverse, fmt, ops::Range};

use serde::de::DeserializeOwned;
use toml::Spanned;

/// At most so many known words are listed where none is near.
const LONGEST_LIST: usize = 16;

/// A mistake in a text file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as [`Pack::path`](super::Pack::path) names it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub problem: String,
    /// What would be right, where that can be said.
    pub help: Option<String>,
    /// The line of the file.
    text: String,
    /// Characters of the line that are meant.
    width: usize,
}

impl Fault {
    /// Adds what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds which of the `known` words is near to `word`, or all of them where none is and they are few.
    #[must_use]
    pub fn near<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match suggestion(word, known) {
            Some(help) => self.help(help),
            None => self,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        // Tabs stay tabs, so that the marks stand below what they mark however wide a tab is.
        let before: String = self.text.chars().take(self.column - 1).map(|c| if c == '\t' { c } else { ' ' }).collect();
        writeln!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.problem)?;
        writeln!(f, "{margin} |\n{number} | {}", self.text)?;
        write!(f, "{margin} | {before}{}", "^".repeat(self.width))?;
        self.help.iter().try_for_each(|help| write!(f, "\n{margin} = help: {help}"))
    }
}

impl std::error::Error for Fault {}

/// A text file of a pack, for readers that tell where it is wrong.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    pub(super) file: String,
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    /// The file, for messages.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Line of a byte of the text, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.text.as_bytes()[..offset.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// A fault at some bytes of the text; of several lines the first is shown.
    pub fn fault(&self, span: Range<usize>, problem: impl Into<String>) -> Fault {
        let start = floor(self.text, span.start);
        let from = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let to = self.text[start..].find('\n').map_or(self.text.len(), |end| start + end);
        let end = floor(self.text, span.end.clamp(start, to));
        Fault {
            file: self.file.clone(),
            line: self.line(start),
            column: self.text[from..start].chars().count() + 1,
            problem: problem.into(),
            help: None,
            text: self.text[from..to].trim_end().to_owned(),
            width: self.text[start..end].trim_end().chars().count().max(1),
        }
    }

    /// A fault at some bytes of a string in the text; at the whole string where it is not written as it reads.
    pub fn fault_in(&self, string: &Spanned<String>, at: Range<usize>, problem: impl Into<String>) -> Fault {
        let span = string.span();
        let plain = self.text.get(span.start + 1..span.end.saturating_sub(1)).is_some_and(|written| written == string.get_ref());
        self.fault(if plain { span.start + 1 + at.start..span.start + 1 + at.end } else { span }, problem)
    }

    /// Reads the text as TOML of a given form.
    ///
    /// # Errors
    /// A [`Fault`] at what is no TOML or has another form.
    pub fn toml<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        toml::from_str(self.text).map_err(|error| self.explain(&error))
    }

    fn explain(&self, error: &toml::de::Error) -> Fault {
        let message = error.message();
        let fault = self.fault(error.span().unwrap_or(0..0), message);
        let mut quoted = message.split('`').skip(1).step_by(2);
        let mut told = |problem: &str| {
            let word = quoted.next().unwrap_or_default();
            Fault { problem: problem.replace("{}", word), ..fault.clone() }.near(word, quoted.by_ref())
        };
        match message {
            _ if message.starts_with("unknown field") => told("unknown key `{}`"),
            _ if message.starts_with("unknown variant") => told("unknown value `{}`"),
            _ if message.starts_with("missing field") => {
                let key = quoted.next().unwrap_or_default();
                Fault { problem: format!("the key `{key}` is missing"), ..fault }.help(format!("add a line `{key} = …` below"))
            }
            _ => match REMEDIES.iter().find(|(part, _)| message.contains(part)) {
                Some((_, help)) => fault.help(*help),
                None => fault,
            },
        }
    }
}

/// What helps against what the TOML reader says.
const REMEDIES: &[(&str, &str)] = &[
    ("expected a sequence", "write a list, in square brackets: [\"…\"]"),
    ("expected a string", "write it in quotation marks: \"…\""),
    ("expected a boolean", "write true or false, without quotation marks"),
    ("expected f32", "write a number, without quotation marks: 0.8"),
    ("expected a map", "write a table: a header in square brackets, or { key = \"value\" }"),
    ("invalid basic string", "close the string with a quotation mark on the same line; write a quotation mark inside it as \\\""),
    ("string values must be quoted", "write it in quotation marks: \"…\""),
    ("invalid boolean", "write it in quotation marks: \"…\""),
    ("duplicate key", "a key stands once in a table; remove or rename one"),
    ("unclosed array", "close the list with a square bracket, and separate its values by commas"),
    ("missing comma", "separate the values of a list by commas"),
    ("unclosed table", "close the header with `]`, that of a list of tables with `]]`"),
    ("key with no value", "write key = value"),
];

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Which of the known words is near to a word, as advice; all of them where none is and they are few.
fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    // Of words equally near, the one that begins alike.
    let alike = |other: &str| word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let near = known.iter().map(|other| (distance(word, other), Reverse(alike(other)), *other)).min();
    match near.filter(|(distance, ..)| *distance <= word.chars().count().div_ceil(3)) {
        Some((.., other)) => Some(format!("did you mean `{other}`?")),
        None if (1..=LONGEST_LIST).contains(&known.len()) => Some(format!("known here: {}", known.join(", "))),
        None => None,
    }
}

/// Levenshtein distance in characters, capitals like small letters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_marks_its_characters() {
        let source = Source { file: "a.toml".to_owned(), text: "x = 1\n\té = \"über\"\n" };
        let start = source.text.find("über").unwrap();
        let fault = source.fault(start..start + "über".len(), "no such word").near("über", ["uber", "other"]);
        let want = "a.toml:2:7: no such word\n  |\n2 | \té = \"über\"\n  | \t     ^^^^\n  = help: did you mean `uber`?";
        assert_eq!(fault.to_string(), want);
    }

    /// Whatever a reader asks for, there is an answer and no panic.
    #[test]
    fn any_span_will_do() {
        let source = Source { file: "a".to_owned(), text: "é\nß" };
        for start in 0..8 {
            for end in 0..8 {
                assert!(source.fault(start..end, "x").to_string().contains(" | "));
            }
        }
        assert_eq!(Source { file: "a".to_owned(), text: "" }.fault(3..9, "x").line, 1);
    }
}
