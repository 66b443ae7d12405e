//! What is not prose: blanks, leftovers of HTML, addresses of the web.

use super::word::is_word_char;

/// Longest tag that is taken for markup, in bytes: bounds the look-ahead.
const LONGEST_TAG: usize = 1000;
/// Longest names before and after the `@` of an e-mail address, in bytes (RFC 5321).
const LONGEST_LOCAL: usize = 64;
const LONGEST_HOST: usize = 255;

/// Whether a character separates tokens: white space, control characters, and format characters that show nothing.
pub(in crate::analysis) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || is_invisible(letter)
}

/// Soft hyphen, joiners, marks of direction, byte order mark.
pub(super) const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A stretch without blanks, and whether it may hold an address, looked up once for all its tokens.
#[derive(Clone, Copy, Default)]
pub(super) struct Chunk {
    end: usize,
    pub(super) web: bool,
}

impl Chunk {
    /// This chunk, or the one that begins at `start` where this one has ended.
    pub(super) fn at(self, text: &str, start: usize) -> Self {
        if start < self.end {
            return self;
        }
        let rest = &text[start..];
        let chunk = &rest[..rest.find(is_blank).unwrap_or(rest.len())];
        Self { end: start + chunk.len(), web: chunk.contains("://") || chunk.contains("www.") || chunk.contains(['@', '#']) }
    }
}

/// Bytes of the tag or HTML space that a text begins with.
pub(super) fn blank_markup(rest: &str) -> Option<usize> {
    match rest.as_bytes()[0] {
        b'<' => tag(rest),
        b'&' => {
            let entities = ["&nbsp;", "&#160;", "&#xa0;", "&ensp;", "&emsp;", "&thinsp;", "&#8239;", "&shy;", "&zwnj;"];
            entities.iter().find(|entity| rest.starts_with(**entity)).map(|entity| entity.len())
        }
        _ => None,
    }
}

fn tag(rest: &str) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(LONGEST_TAG)];
    if bytes.starts_with(b"<!--") {
        return rest.get(..floor(rest, LONGEST_TAG))?.find("-->").map(|at| at + 3);
    }
    let name = if bytes.get(1) == Some(&b'/') { 2 } else { 1 };
    let length = bytes[name..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let after = *bytes.get(name + length)?;
    if !bytes.get(name)?.is_ascii_alphabetic() || !(after == b'>' || after == b'/' || after.is_ascii_whitespace()) {
        return None;
    }
    bytes[1..].iter().position(|&byte| byte == b'>' || byte == b'<').map(|at| at + 1).filter(|&at| bytes[at] == b'>').map(|at| at + 1)
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Bytes of the HTML character reference that a text begins with (`&amp;`, `&#233;`).
pub(super) fn entity(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('&')?;
    let length = body.bytes().take(10).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    (length > 1 && body.as_bytes().get(length) == Some(&b';')).then_some(length + 2)
}

/// Bytes of the URL, e-mail address, hashtag or user name that a text begins with.
pub(super) fn web(rest: &str) -> Option<usize> {
    url(rest).or_else(|| tagged_word(rest)).or_else(|| email(rest))
}

fn url(rest: &str) -> Option<usize> {
    let scheme = rest.bytes().take(12).take_while(u8::is_ascii_alphabetic).count();
    let found = (scheme > 1 && rest[scheme..].starts_with("://")) || (rest.starts_with("www.") && rest.len() > 4);
    if !found {
        return None;
    }
    let stops = |letter: char| is_blank(letter) || matches!(letter, '<' | '>' | '"' | '«' | '»' | '“' | '”');
    let url = &rest[..rest.find(stops).unwrap_or(rest.len())];
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…', '*']);
    let url = if url.contains('(') { url } else { url.trim_end_matches([')', ']']) };
    Some(url.len()).filter(|&length| length > scheme + 3)
}

/// `#word` or `@word`.
fn tagged_word(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix(['#', '@'])?;
    let length = body.find(|letter| !is_word_char(letter)).unwrap_or(body.len());
    (length > 0).then_some(length + 1)
}

fn email(rest: &str) -> Option<usize> {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%');
    let local = rest.bytes().take(LONGEST_LOCAL).take_while(name).count();
    let domain = rest.get(local..)?.strip_prefix('@')?;
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let host = &domain[..domain.bytes().take(LONGEST_HOST).take_while(host).count()];
    let host = host.trim_end_matches(['.', '-']);
    (local > 0 && host.contains('.')).then_some(local + 1 + host.len())
}
