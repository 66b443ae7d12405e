//! Where sentences end inside a paragraph: full stops and their like, judged by what stands around them.

use crate::{analysis::tokenise::Tokeniser, model::Span};

/// A bracket that does not close within so many tokens is taken for a slip.
const LONGEST_BRACKET: usize = 60;

/// Indices one past the last token of each sentence of a paragraph; the last is `tokens.len()`.
pub(super) fn ends(tokeniser: &Tokeniser, text: &str, tokens: &[Span]) -> Vec<usize> {
    let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
    let mut reader = Reader { tokeniser, tokens, words, start: 0, bracket_end: 0, quotes: 0 };
    let mut ends = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        reader.enter(at);
        let end = if reader.is_terminal(at) { reader.close(at + 1) } else { at };
        if end > at && end < tokens.len() && reader.parts(at, end) {
            ends.push(end);
            reader.start = end;
        }
        at = end.max(at + 1);
    }
    ends.push(tokens.len());
    ends
}

struct Reader<'a> {
    tokeniser: &'a Tokeniser,
    tokens: &'a [Span],
    words: Vec<&'a str>,
    /// First token of the sentence.
    start: usize,
    /// The token that closes the bracket around the position; before the position, there is none.
    bracket_end: usize,
    /// Straight double quotes seen in the paragraph.
    quotes: usize,
}

impl Reader<'_> {
    /// Keeps count of brackets and straight quotes.
    fn enter(&mut self, at: usize) {
        match self.words[at] {
            "(" | "[" => self.bracket_end = self.bracket_end.max(self.match_of(at)),
            "\"" => self.quotes += 1,
            _ => {}
        }
    }

    /// The token that closes an opening bracket, or the bracket itself where none does nearby.
    fn match_of(&self, open: usize) -> usize {
        let close = if self.words[open] == "(" { ")" } else { "]" };
        let window = &self.words[open + 1..self.words.len().min(open + LONGEST_BRACKET)];
        window
            .iter()
            .position(|word| *word == close || *word == self.words[open])
            .filter(|at| window[*at] == close)
            .map_or(open, |at| open + 1 + at)
    }

    fn is_terminal(&self, at: usize) -> bool {
        let word = self.words[at];
        matches!(word, "!" | "?" | "…" | "?!" | "!?") || word.ends_with('.')
    }

    /// Passes the quotes and brackets that close after a terminal; `at` is the token after it.
    fn close(&mut self, mut at: usize) -> usize {
        while at < self.words.len() && (self.closes(at) || matches!(self.words[at], "!" | "?" | "…" | "...")) {
            self.enter(at);
            at += 1;
        }
        at
    }

    fn closes(&self, at: usize) -> bool {
        match self.words[at] {
            "»" | "”" | ")" | "]" => true,
            // A straight quote closes if one is open, or if it stands against what is before it and not what is after it.
            "\"" => self.quotes % 2 == 1 || (self.tight_before(at) && !self.tight_before(at + 1)),
            "'" | "’" | "''" => self.tight_before(at) && !self.tight_before(at + 1),
            _ => false,
        }
    }

    /// Whether nothing lies between a token and the one before.
    fn tight_before(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.tokens[at - 1].end == self.tokens[at].start
    }

    /// Whether a sentence ends with terminal `at`, the next one beginning at token `next`.
    fn parts(&self, at: usize, next: usize) -> bool {
        if !self.begins(next) || next <= self.bracket_end {
            return false;
        }
        let word = self.words[at];
        if word.len() > 1 && word.ends_with('.') && !word.starts_with('.') {
            return self.abbreviation_parts(word, next);
        }
        !(self.is_omission(at) || (word == "." && self.is_enumerator(at)))
    }

    /// Whether a sentence can begin at a token: capital, digit, or an opening mark before them.
    fn begins(&self, at: usize) -> bool {
        let mut at = at;
        while at < self.words.len()
            && matches!(self.words[at], "«" | "“" | "\"" | "‘" | "'" | "(" | "[" | "-" | "–" | "—" | "•" | "--" | "...")
        {
            at += 1;
        }
        let first = self.words.get(at).and_then(|word| word.chars().find(|letter| *letter != '-' && *letter != '@'));
        first.is_some_and(|letter| letter.is_uppercase() || letter.is_numeric() || (letter.is_alphabetic() && !letter.is_lowercase()))
    }

    fn abbreviation_parts(&self, word: &str, next: usize) -> bool {
        self.tokeniser.abbreviation_may_end(word) && self.tokeniser.opens_sentence(self.words[next])
    }

    /// `1.`, `a.` at the beginning of a sentence.
    fn is_enumerator(&self, at: usize) -> bool {
        let label = |word: &str| word.len() <= 3 && (word.bytes().all(|byte| byte.is_ascii_digit()) || word.chars().count() == 1);
        at == self.start + 1 && label(self.words[self.start])
    }

    /// `[…]`, `(...)`.
    fn is_omission(&self, at: usize) -> bool {
        at > 0 && matches!(self.words[at - 1], "[" | "(") && self.words[at].chars().all(|letter| matches!(letter, '.' | '…'))
    }
}
