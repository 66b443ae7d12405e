//! What the splitter sees of one token.

use rustc_hash::FxHashMap;

use super::known::{Known, Sorts};
use crate::{
    analysis::{hash, tokenise::Tokeniser, word},
    model::Span,
};

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
    pub gap: bool,
    /// Whether it may number an item of a list (`1`, `a`).
    pub label: bool,
    /// Whether it has letters, all of them capitals, and more than one.
    pub shout: bool,
    pub capital: bool,
    pub dash: bool,
    /// Whether it is an amount in digits, and no year.
    pub amount: bool,
    pub quote: Quote,
    pub lower: u64,
    pub shape: u64,
    pub endings: [u64; 2],
    /// Ambiguity class of the lexicon.
    pub class: u64,
    pub cluster: u64,
    pub sorts: Sorts,
    /// How often a capitalised form stands inside sentences and how often in lower case, in the whole paragraph.
    pub habit: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Quote {
    None,
    Open,
    Close,
    Bracket(bool),
}

impl Look {
    /// Before the sentence and after the paragraph.
    pub(super) const OUTSIDE: Self = Self {
        kind: Kind::Mark,
        small: false,
        gap: false,
        label: false,
        shout: false,
        capital: false,
        dash: false,
        amount: false,
        quote: Quote::None,
        lower: 1,
        shape: 1,
        endings: [1; 2],
        class: 1,
        cluster: 1,
        sorts: Sorts::NONE,
        habit: 0,
    };

    /// `lower` is a buffer; `straight` says how a straight quotation mark is to be read.
    fn new(tokeniser: &Tokeniser, known: &Known, form: &str, straight: Quote, lower: &mut String) -> Self {
        let quote = quote(form, straight);
        word::fold(form, lower);
        let key = hash::text(lower);
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
            dash: matches!(form, "-" | "–" | "—" | "--"),
            amount: is_amount(form),
            quote,
            lower: hash::text(unified),
            shape: if matches!(quote, Quote::Open | Quote::Close) { hash::text(unified) } else { word::shape(form) },
            endings: [2, 3].map(|count| hash::text(word::suffix(unified, count))),
            class: known.class(key),
            cluster: known.cluster(key),
            sorts: known.sorts(key),
            habit: 0,
        }
    }

    /// What a word can be and whether it is capitalised, in one number.
    pub(super) fn case_and_sorts(&self) -> u64 {
        self.sorts.number() * 2 + u64::from(self.capital)
    }
}

fn quote(form: &str, straight: Quote) -> Quote {
    match form {
        "\"" | "''" => straight,
        "«" | "“" | "„" | "‘" => Quote::Open,
        "»" | "”" => Quote::Close,
        "(" | "[" => Quote::Bracket(true),
        ")" | "]" => Quote::Bracket(false),
        _ => Quote::None,
    }
}

fn is_label(form: &str) -> bool {
    form.len() <= 3
        && (form.bytes().all(|byte| byte.is_ascii_digit()) || (form.chars().count() == 1 && form.contains(char::is_alphanumeric)))
}

/// Four digits in a row are a year, with which a heading may end.
fn is_amount(form: &str) -> bool {
    let digits = form.bytes().filter(u8::is_ascii_digit).count();
    let between = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || c.is_whitespace();
    form.starts_with(|c: char| c.is_ascii_digit()) && form.chars().all(between) && (digits != 4 || form.len() > 4)
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
pub(in crate::analysis) fn looks(tokeniser: &Tokeniser, known: &Known, text: &str, tokens: &[Span]) -> Vec<Look> {
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
        let look = Look::new(tokeniser, known, token.of(text), straight, &mut lower);
        open = match look.quote {
            Quote::Open => true,
            Quote::Close => false,
            _ => open,
        };
        looks.push(Look { gap: !tight(at), ..look });
    }
    set_habits(&mut looks);
    looks
}

/// Counts, for every capitalised form, where it stands after a small word, and where it is small itself: a name is capitalised
/// everywhere, another word where a sentence begins.
fn set_habits(looks: &mut [Look]) {
    let inside = |looks: &[Look], at: usize| looks[at].capital && at > 0 && looks[at - 1].small;
    let mut counts: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    for at in 0..looks.len() {
        if looks[at].small || inside(looks, at) {
            let (capital, small) = counts.entry(looks[at].lower).or_default();
            *if looks[at].small { small } else { capital } += 1;
        }
    }
    let step = |count: u32| [0, 1, 3].iter().position(|&most| count <= most).unwrap_or(3) as u64;
    for at in (0..looks.len()).filter(|&at| looks[at].capital).collect::<Vec<_>>() {
        let (capital, small) = counts.get(&looks[at].lower).copied().unwrap_or_default();
        let others = capital - u32::from(inside(looks, at));
        looks[at].habit = step(others) * 4 + step(small);
    }
}
