//! Numbers as the press writes them: groups of three digits, decimals, signs, fractions, dates, scores.

/// Characters that part groups of three digits.
const GROUP_SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// Bytes of the number that a text begins with, if it is a word of its own: `3 000`, `-1,5`, `2.700.000`, `25/01/06`, `36-32`.
/// A sign counts only where the number is `fresh`, that is after a blank or an opening mark. `None` leaves it to the rules of words
/// (`1er`, `A380`, `1990-1991`).
pub(super) fn measure(rest: &str, fresh: bool) -> Option<usize> {
    let sign = if fresh && rest.starts_with(['-', '+', '−', '–']) { rest.chars().next().map_or(0, char::len_utf8) } else { 0 };
    let body = &rest[sign..];
    let (whole, grouped) = groups(body)?;
    let decimals = fraction(&body[whole..]);
    let length = whole + decimals;
    let joined = body[length..].chars().next().is_some_and(|next| next.is_alphanumeric() || matches!(next, '-' | '/' | '.' | ':' | '\''));
    if sign > 0 && decimals == 0 && !grouped && body[length..].starts_with(['-', '/']) {
        return None;
    }
    (sign > 0 || grouped || !joined).then_some(sign + length)
}

/// Bytes of the digits and of the groups of three that follow them after a space; whether there are such groups.
fn groups(body: &str) -> Option<(usize, bool)> {
    let first = digits(body);
    let mut length = first;
    while let Some(more) = (1..=3).contains(&first).then(|| group(&body[length..])).flatten() {
        length += more;
    }
    (first > 0).then_some((length, length > first))
}

/// Bytes of a space and the three digits after it, if no digit, letter or range (`30 100-120`) goes on from them.
fn group(rest: &str) -> Option<usize> {
    let space = rest.chars().next().filter(|space| GROUP_SPACES.contains(space))?.len_utf8();
    if digits(&rest[space..]) != 3 {
        return None;
    }
    let after = &rest[space + 3..];
    let range = after.starts_with(['-', '/']) && after[1..].starts_with(|next: char| next.is_ascii_digit());
    (!range && !after.starts_with(char::is_alphanumeric)).then_some(space + 3)
}

/// Bytes of the points or commas with digits after them.
fn fraction(rest: &str) -> usize {
    let mut length = 0;
    while rest[length..].starts_with([',', '.']) {
        match digits(&rest[length + 1..]) {
            0 => break,
            more => length += 1 + more,
        }
    }
    length
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
