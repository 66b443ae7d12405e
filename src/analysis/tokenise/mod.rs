//! Raw text to surface tokens, as Universal Dependencies cuts them: elided words and enclitic pronouns stand alone, compounds stay whole.
//!
//! The rules here are those of writing (letters, digits, connectors, addresses, markup); the words of a language come from its pack:
//! `elisions`, `enclitics`, `whole_words`, `glued_units` and `abbreviations`. Text is never changed: a token is a byte span of it.
//! What lies between tokens is *blank*: white space, control characters, invisible format characters (`is_blank`), HTML tags and
//! HTML spaces (`&nbsp;`). Time is linear in the text, whatever it is: every look-ahead is bounded.

mod lexicon;
mod markup;
mod number;
mod word;

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    model::Span,
    pack::{Pack, PackError},
};

use lexicon::{Abbreviation, WordLists};
pub(super) use markup::is_blank;

/// Cuts text into surface tokens with the word lists of one language.
///
/// ```
/// use depeche::{analysis::tokenise::Tokeniser, model::Span, pack::Pack};
///
/// let tokeniser = Tokeniser::from_pack(&Pack::embedded("fr")?)?;
/// let text = "L’armée a-t-elle repris 3 000 km2 aujourd’hui ?";
/// let tokens: Vec<_> = tokeniser.tokens(text, Span::new(0, text.len())).iter().map(|span| span.of(text)).collect();
/// assert_eq!(tokens, ["L’", "armée", "a", "-t-elle", "repris", "3 000", "km2", "aujourd’hui", "?"]);
/// # Ok::<(), depeche::pack::PackError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tokeniser {
    words: WordLists,
}

impl Tokeniser {
    /// A tokeniser with the word lists of a pack.
    ///
    /// # Errors
    /// A list that is missing or has a row that cannot be read.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self { words: WordLists::from_pack(pack)? })
    }

    /// The tokens of a part of a text, in order, as byte spans of the whole text. They do not overlap, none is empty, and what lies
    /// between them is blank. A `body` that does not fit the text has no tokens.
    pub fn tokens(&self, text: &str, body: Span) -> Vec<Span> {
        let Some(text) = text.get(..body.end).filter(|text| text.is_char_boundary(body.start)) else { return Vec::new() };
        let mut tokens = Vec::with_capacity((body.end - body.start) / 5);
        let mut scanner = Scanner { words: &self.words, text, at: body.start, chunk: markup::Chunk::default() };
        while scanner.step(&mut tokens) {}
        tokens
    }

    /// Whether a word that ends in a full stop may end a sentence with it. A title or a lone initial may not.
    pub(super) fn may_end_sentence(&self, token: &str) -> bool {
        let several = token.matches('.').count() > 1;
        let mut kinds = self.words.abbreviations(token).peekable();
        kinds.peek().is_none() || kinds.any(|kind| kind == Abbreviation::Any || (kind == Abbreviation::Initial && several))
    }
}

/// A position in the text, moving forward only.
struct Scanner<'a> {
    words: &'a WordLists,
    text: &'a str,
    at: usize,
    chunk: markup::Chunk,
}

impl Scanner<'_> {
    /// Passes one blank or reads what stands at the position; `false` at the end of the text.
    fn step(&mut self, tokens: &mut Vec<Span>) -> bool {
        let rest = &self.text[self.at..];
        let Some(first) = rest.chars().next() else { return false };
        if is_blank(first) {
            self.at += first.len_utf8();
            return true;
        }
        if let Some(length) = markup::blank_markup(rest) {
            self.at += length;
            return true;
        }
        let start = self.at;
        self.chunk = self.chunk.at(self.text, start);
        self.at += self.measure(rest, first, start, tokens);
        true
    }

    /// Pushes the token or tokens that begin here and returns the bytes that they take.
    fn measure(&self, rest: &str, first: char, start: usize, tokens: &mut Vec<Span>) -> usize {
        let fresh = tokens.last().is_none_or(|last| last.end < start) || self.text[..start].ends_with(['(', '[', '"', '«', '“']);
        let whole = self
            .chunk
            .web
            .then(|| markup::web(rest))
            .flatten()
            .or_else(|| markup::entity(rest))
            .or_else(|| number::measure(rest, fresh))
            .or_else(|| (!word::is_word_char(first)).then(|| symbol(rest, first)));
        match whole {
            Some(length) => {
                tokens.push(Span::new(start, start + length));
                length
            }
            None => word::push(self.words, rest, start, tokens),
        }
    }
}

/// Bytes of the punctuation mark, symbol or emoji that a text begins with. Runs of full stops, hyphens and such are one token.
fn symbol(rest: &str, first: char) -> usize {
    if matches!(first, '.' | '-' | '_' | '=' | '*' | '`') || rest.starts_with("''") {
        return rest.bytes().take_while(|&byte| byte == rest.as_bytes()[0]).count();
    }
    let letter = |tail: &str| tail.chars().nth(1).is_none_or(|next| !word::is_word_char(next));
    if first == '°' && rest['°'.len_utf8()..].chars().next().is_some_and(char::is_uppercase) && letter(&rest['°'.len_utf8()..]) {
        return rest.chars().take(2).map(char::len_utf8).sum();
    }
    if first.is_ascii() { 1 } else { rest.graphemes(true).next().map_or(first.len_utf8(), str::len) }
}
