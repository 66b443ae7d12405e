//! Folding: one spelling for all the ways in which a name is written, and the case pattern that folding loses.
//!
//! `build.rs` compiles this file too: it may name no other module of the crate.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words of a name of which the case is looked at.
const WATCHED_WORDS: u32 = 8;

/// A folded text: lower case, no accents, words separated by single spaces. Apostrophes and hyphens separate words, dots vanish (`U.S.A.`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded words.
    pub text: String,
    /// Bit *i* is set where word *i* (of the first eight) begins with a capital, a digit or a letter without case.
    pub capitals: u8,
    /// Number of words.
    pub words: u32,
    /// Whether a lower-case letter occurs.
    pub lower: bool,
    /// Number of letters that are upper case.
    pub upper: usize,
}

impl Folded {
    /// Folds a whole text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        folded.push(text);
        folded
    }

    /// Appends the words of `token`, as new words. Returns whether it held any.
    pub fn push(&mut self, token: &str) -> bool {
        let before = self.words;
        let mut inside = false;
        for c in token.chars() {
            match role(c) {
                Role::Nothing => {}
                Role::Break => inside = false,
                Role::Letter => {
                    self.begin(c, inside);
                    inside = true;
                    self.letter(c);
                }
            }
        }
        self.words > before
    }

    /// Whether nothing but capitals (and digits) occurs.
    pub const fn all_capitals(&self) -> bool {
        !self.lower && self.upper > 0
    }

    fn begin(&mut self, c: char, inside: bool) {
        if inside {
            return;
        }
        if self.words > 0 {
            self.text.push(' ');
        }
        if self.words < WATCHED_WORDS && !c.is_lowercase() {
            self.capitals |= 1 << self.words;
        }
        self.words += 1;
    }

    fn letter(&mut self, c: char) {
        self.lower |= c.is_lowercase();
        self.upper += usize::from(c.is_uppercase());
        for part in c.nfkd().filter(|part| part.is_alphanumeric()).flat_map(char::to_lowercase) {
            match plain(part) {
                Some(letters) => self.text.push_str(letters),
                None if is_combining_mark(part) => {}
                None => self.text.push(part),
            }
        }
    }
}

/// Whether a token is only a hyphen or an apostrophe, which may stand alone inside a name.
pub fn joins(token: &str) -> bool {
    !token.is_empty() && token.chars().all(|c| matches!(c, '-' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}'))
}

enum Role {
    Letter,
    Break,
    Nothing,
}

fn role(c: char) -> Role {
    match c {
        // Modifier letters stand for sounds that most spellings leave out; dots only mark abbreviations.
        '.' | '\u{2B0}'..='\u{2FF}' | '\u{AD}' => Role::Nothing,
        _ if is_combining_mark(c) => Role::Nothing,
        _ if c.is_alphanumeric() => Role::Letter,
        _ => Role::Break,
    }
}

/// Letters that Unicode does not decompose.
const fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ə' => "e",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_fold_together() {
        for (text, folded) in [
            ("Hérat", "herat"),
            ("He\u{301}rat", "herat"),
            ("Port-au-Prince", "port au prince"),
            ("N’Djamena", "n djamena"),
            ("Quai  d'Orsay", "quai d orsay"),
            ("U.S.A.", "usa"),
            ("Œuvre", "oeuvre"),
            ("Nukuʻalofa", "nukualofa"),
            ("Łódź", "lodz"),
            ("İzmir", "izmir"),
            ("…", ""),
        ] {
            assert_eq!(Folded::new(text).text, folded, "{text}");
        }
    }

    #[test]
    fn case_survives_beside_the_folded_text() {
        let folded = Folded::new("Corée du Nord");
        assert_eq!((folded.capitals, folded.words, folded.all_capitals()), (0b101, 3, false));
        assert!(Folded::new("EI-K").all_capitals());
        assert!(joins("’") && !joins(",") && !joins(""));
    }
}
