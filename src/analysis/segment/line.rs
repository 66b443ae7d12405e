//! Which line breaks end a paragraph.

use crate::model::Span;

/// Wrapped lines are no wider, in characters.
const WIDEST_WRAP: usize = 132;
/// Fewer wrapped breaks prove nothing.
const FEWEST_BREAKS: usize = 3;
/// A line at least so long, in characters, may go on in lower case on the next one.
const LONG_LINE: usize = 40;
/// Tags that end a paragraph.
const BLOCK_TAGS: [&str; 16] =
    ["p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote", "section"];

/// How the lines of one text are to be read.
pub(super) struct Breaks {
    /// Width that the lines are wrapped to, in characters, if they are.
    wrap: Option<usize>,
    body: Span,
}

impl Breaks {
    /// Looks at the lines of a text: where nearly each one is so full that the next word did not fit, they are wrapped.
    pub(super) fn of(text: &str, body: Span) -> Self {
        Self { wrap: wrap(body.of(text)), body }
    }

    /// Whether a paragraph ends between two neighbouring tokens.
    pub(super) fn between(&self, text: &str, before: Span, after: Span) -> bool {
        let gap = &text[before.end..after.start];
        let lines = newlines(gap);
        if lines > 1 || (gap.contains('<') && has_block_tag(gap)) {
            return true;
        }
        lines == 1 && self.single(text, before, after)
    }

    /// Whether a single line break is hard.
    fn single(&self, text: &str, before: Span, after: Span) -> bool {
        let line = last_line(&text[self.body.start..before.end]);
        let next = after.of(text).chars().next();
        let Some(wrap) = self.wrap else {
            let goes_on = next.is_some_and(char::is_lowercase) && !ends_sentence(line);
            return !(goes_on && (line.ends_with(',') || line.chars().count() >= LONG_LINE));
        };
        let word = text[after.start..self.body.end].split(char::is_whitespace).next().unwrap_or_default();
        let short = line.chars().count() + 1 + word.chars().count() <= wrap;
        short && (ends_sentence(line) || next.is_some_and(|next| !next.is_lowercase()))
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(['"', '»', '”', '’', ')', ']', ' ', '\u{a0}', '\u{202f}']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Line breaks of any kind in a gap, CR LF counted once.
fn newlines(gap: &str) -> usize {
    let pairs = gap.matches("\r\n").count();
    gap.chars().filter(|letter| matches!(letter, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')).count() - pairs
        + gap.matches('\u{2029}').count()
}

fn last_line(text: &str) -> &str {
    text.rsplit(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).next().unwrap_or_default()
}

fn has_block_tag(gap: &str) -> bool {
    gap.split('<').skip(1).any(|tag| {
        let name = tag.trim_start_matches('/');
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        BLOCK_TAGS.iter().any(|block| block.eq_ignore_ascii_case(name))
    })
}

/// The width of a wrapped text.
fn wrap(body: &str) -> Option<usize> {
    let lines: Vec<&str> = body.lines().map(str::trim_end).collect();
    let inner: Vec<(&str, &str)> =
        lines.windows(2).map(|pair| (pair[0], pair[1])).filter(|(a, b)| !a.is_empty() && !b.is_empty()).collect();
    let width = lines.iter().map(|line| line.chars().take(WIDEST_WRAP + 1).count()).max().unwrap_or(0);
    if inner.len() < FEWEST_BREAKS || width > WIDEST_WRAP {
        return None;
    }
    let full = |(line, next): &&(&str, &str)| {
        let word = next.split_whitespace().next().unwrap_or_default();
        line.chars().count() + 1 + word.chars().count() > width.saturating_sub(2)
    };
    let full_lines = inner.iter().filter(full).count();
    let open_lines = inner.iter().filter(|(line, _)| !ends_sentence(line)).count();
    (full_lines * 10 >= inner.len() * 8 && open_lines * 10 >= inner.len() * 4).then_some(width)
}
