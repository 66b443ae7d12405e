//! What the splitter sees of the place between two tokens.

use crate::{
    analysis::{hash, tokenise::Tokeniser, weights::Rows, word},
    model::Span,
};

/// Look-ahead for the first word in lower case, in tokens.
const AHEAD: usize = 12;
/// A bracket that does not close within so many tokens is taken for a slip.
const LONGEST_BRACKET: usize = 60;

/// What a token is for the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Kind {
    /// A full stop and its like.
    Terminal,
    /// An abbreviation whose full stop may end a sentence.
    Abbreviation,
    /// An opening quotation mark or bracket.
    Open,
    /// A closing one.
    Close,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// Another mark.
    Mark,
    /// A word, a number, an abbreviation that something follows.
    Word,
}

/// Hashes and kinds of one token.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct Look {
    pub kind: Kind,
    /// Whether its first letter is in lower case.
    pub small: bool,
    /// Whether something blank stands before it.
    gap: bool,
    /// Whether it may number an item of a list (`1`, `a`).
    label: bool,
    /// Whether it has letters, all of them capitals, and more than one.
    shout: bool,
    capital: bool,
    quote: Quote,
    lower: u64,
    shape: u64,
    endings: [u64; 2],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quote {
    None,
    Open,
    Close,
    Bracket(bool),
}

impl Look {
    /// Before the sentence and after the paragraph.
    const OUTSIDE: Self = Self {
        kind: Kind::Mark,
        small: false,
        gap: false,
        label: false,
        shout: false,
        capital: false,
        quote: Quote::None,
        lower: 1,
        shape: 1,
        endings: [1; 2],
    };

    /// `lower` is a buffer; `straight` says how a straight quotation mark is to be read.
    fn new(tokeniser: &Tokeniser, form: &str, straight: Quote, lower: &mut String) -> Self {
        let quote = match form {
            "\"" | "''" => straight,
            "«" | "“" | "„" | "‘" => Quote::Open,
            "»" | "”" => Quote::Close,
            "(" | "[" => Quote::Bracket(true),
            ")" | "]" => Quote::Bracket(false),
            _ => Quote::None,
        };
        word::fold(form, lower);
        let unified = match quote {
            Quote::Open => "«",
            Quote::Close => "»",
            _ => lower,
        };
        let first = form.chars().next();
        let letters = || form.chars().filter(|letter| letter.is_alphabetic());
        Self {
            kind: kind(tokeniser, form, quote),
            small: first.is_some_and(char::is_lowercase),
            gap: false,
            label: is_label(form),
            shout: letters().nth(1).is_some() && !letters().any(char::is_lowercase),
            capital: first.is_some_and(char::is_uppercase),
            quote,
            lower: hash::text(unified),
            shape: if unified.len() == lower.len() { word::shape(form) } else { hash::text(unified) },
            endings: [2, 3].map(|count| hash::text(word::suffix(unified, count))),
        }
    }
}

fn is_label(form: &str) -> bool {
    form.len() <= 3 && (form.bytes().all(|byte| byte.is_ascii_digit()) || form.chars().count() == 1)
}

fn kind(tokeniser: &Tokeniser, form: &str, quote: Quote) -> Kind {
    match (form, quote) {
        (_, Quote::Open | Quote::Bracket(true)) => Kind::Open,
        (_, Quote::Close | Quote::Bracket(false)) => Kind::Close,
        ("." | "!" | "?" | "…", _) => Kind::Terminal,
        (":", _) => Kind::Colon,
        (";", _) => Kind::Semicolon,
        _ if form.starts_with("..") => Kind::Terminal,
        _ if !form.contains(char::is_alphanumeric) => Kind::Mark,
        _ if form.ends_with('.') && tokeniser.may_end_sentence(form) => Kind::Abbreviation,
        _ => Kind::Word,
    }
}

/// The looks of the tokens of a paragraph. A straight quotation mark opens or closes as the spaces around it tell, else in turn.
pub(in crate::analysis) fn looks(tokeniser: &Tokeniser, text: &str, tokens: &[Span]) -> Vec<Look> {
    let (mut lower, mut open) = (String::new(), false);
    let tight = |at: usize| at > 0 && at < tokens.len() && tokens[at - 1].end == tokens[at].start;
    let mut looks = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let straight = match (tight(at), tight(at + 1)) {
            (false, true) => Quote::Open,
            (true, false) => Quote::Close,
            _ if open => Quote::Close,
            _ => Quote::Open,
        };
        let look = Look::new(tokeniser, token.of(text), straight, &mut lower);
        open = match look.quote {
            Quote::Open => true,
            Quote::Close => false,
            _ => open,
        };
        looks.push(Look { gap: !tight(at), ..look });
    }
    looks
}

/// The sentence so far.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::analysis) struct State {
    /// Its first token.
    pub start: usize,
    quoted: bool,
    brackets: u8,
    capitals: usize,
    smalls: usize,
    marks: bool,
    /// Whether it has words, and none with a small letter.
    mixed: bool,
}

impl State {
    /// A new sentence begins at a token; an open quotation goes on.
    pub(in crate::analysis) fn begin(&mut self, at: usize) {
        *self = Self { start: at, quoted: self.quoted, ..Self::default() };
    }

    /// A token joins the sentence.
    pub(in crate::analysis) fn add(&mut self, look: &Look) {
        match look.quote {
            Quote::Open => self.quoted = true,
            Quote::Close => self.quoted = false,
            Quote::Bracket(true) => self.brackets = self.brackets.saturating_add(1),
            Quote::Bracket(false) => self.brackets = self.brackets.saturating_sub(1),
            Quote::None => {}
        }
        self.capitals += usize::from(look.capital);
        self.smalls += usize::from(look.small);
        self.marks |= matches!(look.kind, Kind::Colon | Kind::Semicolon) || (look.kind == Kind::Mark);
        self.mixed |= look.kind == Kind::Word && !look.shout;
    }
}

/// What stands before token `at`: the kind of the last token, one that closes after a terminal told apart from one that does not.
pub(super) fn before(looks: &[Look], at: usize) -> (Kind, bool) {
    let last = looks[at - 1].kind;
    let ended = looks[..at].iter().rev().take(3).find(|look| look.kind != Kind::Close).is_some_and(|look| look.kind == Kind::Terminal);
    (last, ended)
}

/// Whether a sentence may begin at token `at` at all: not with a mark that ends something, not in lower case after a word, and
/// without a gap before it only with a capital after a full stop.
pub(in crate::analysis) fn may_begin(looks: &[Look], at: usize) -> bool {
    let (look, last) = (&looks[at], looks[at - 1].kind);
    let apart = look.gap || (look.capital && matches!(last, Kind::Terminal | Kind::Close));
    let ends = matches!(look.kind, Kind::Terminal | Kind::Close | Kind::Colon | Kind::Semicolon);
    apart && !ends && !(look.small && last == Kind::Word)
}

/// Whether the sentence goes on at token `at` whatever the weights say: after the number of a list item or an ordinal (`3.` before lower case),
/// or inside a bracket.
pub(super) fn goes_on(looks: &[Look], at: usize, state: &State) -> bool {
    let after_label = at >= state.start + 2 && looks[at - 2].label && looks[at - 1].kind == Kind::Terminal;
    let numbered = after_label && (at == state.start + 2 || looks[at].small);
    let window = || looks[at..].iter().take(LONGEST_BRACKET);
    let open = window().position(|look| look.quote == Quote::Bracket(true)).unwrap_or(LONGEST_BRACKET);
    numbered || (state.brackets > 0 && window().take(open).any(|look| look.quote == Quote::Bracket(false)))
}

/// Fills `rows` with the features of the place before token `at`.
pub(in crate::analysis) fn fill(looks: &[Look], at: usize, state: &State, rows: &mut Rows) {
    rows.clear();
    let back = |by: usize| at.checked_sub(by).filter(|&at| at >= state.start).map_or(Look::OUTSIDE, |at| looks[at]);
    let next = |by: usize| looks.get(at + by).copied().unwrap_or(Look::OUTSIDE);
    let (p1, p2, p3, n1, n2, n3) = (back(1), back(2), back(3), next(0), next(1), next(2));
    let (last, ended) = before(looks, at);
    let mark = last as u64 * 2 + u64::from(ended);
    let length = bin(at - state.start);
    let ahead = looks[at..].iter().take(AHEAD).take_while(|look| !look.small).count();
    let small = next(ahead).lower;
    let share = (4 * state.capitals / (at - state.start).max(1)) as u64;
    let first = looks[state.start];
    rows.add([]);
    for word in [p1.lower, p2.lower, p3.lower, n1.lower, n2.lower, n3.lower, p1.shape, p2.shape, n1.shape, n2.shape, mark] {
        rows.add([word]);
    }
    for look in [n1.shape, n1.lower] {
        rows.add([mark, look]);
        rows.add([mark, look, n2.shape]);
        rows.add([p1.lower, look]);
        rows.add([mark, u64::from(state.quoted), look]);
    }
    rows.add([p2.lower, p1.lower, n1.shape]);
    rows.add([p1.shape, n1.shape]);
    rows.add([p2.shape, p1.shape, n1.shape, n2.shape]);
    rows.add([n1.lower, n2.lower]);
    rows.add([mark, length]);
    rows.add([mark, length, n1.shape]);
    rows.add([mark, u64::from(state.brackets > 0), n1.shape]);
    rows.add([mark, u64::from(state.brackets > 0)]);
    rows.add([p1.endings[0], n1.shape]);
    rows.add([p1.endings[1], n1.shape]);
    rows.add([p1.endings[1], n1.lower]);
    rows.add([share, mark, n1.shape]);
    rows.add([u64::from(state.mixed), u64::from(n1.shout), mark]);
    rows.add([u64::from(state.mixed), u64::from(n1.shout), mark, length]);
    rows.add([ahead.min(6) as u64, mark, n1.shape]);
    rows.add([small, mark]);
    rows.add([u64::from(state.marks), mark, length]);
    rows.add([state.smalls.min(2) as u64, mark, length, n1.shape]);
    rows.add([mark, n1.shape, n2.shape, n3.shape]);
    rows.add([first.lower, mark, n1.shape]);
    rows.add([first.shape, length, mark, n1.shape]);
}

/// Lengths of sentences in steps.
fn bin(length: usize) -> u64 {
    [1, 2, 3, 4, 6, 9, 14, 24, 39].iter().position(|&most| length <= most).unwrap_or(9) as u64
}
