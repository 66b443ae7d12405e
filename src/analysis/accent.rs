//! Capitals written without their accent, as much of the press does: "Evacué" is "Évacué".

use std::borrow::Cow;

use unicode_normalization::char::compose;

use super::{hash, lexicon::Lexicon, word};

/// Combining grave, acute, circumflex, diaeresis and cedilla.
const MARKS: [char; 5] = ['\u{301}', '\u{300}', '\u{302}', '\u{308}', '\u{327}'];

/// The form with the accent that its capital lacks: where the lexicon does not know the form, and knows it with one as anything but a
/// name. A word in capitals throughout is left as it is.
pub(super) fn restored<'a>(lexicon: &Lexicon, form: &'a str, lower: &mut String) -> Cow<'a, str> {
    let mut letters = form.chars();
    let Some(capital) = letters.next().filter(char::is_ascii_uppercase) else { return Cow::Borrowed(form) };
    let rest = letters.as_str();
    if !rest.starts_with(char::is_lowercase) || is_known(lexicon, form, lower) {
        return Cow::Borrowed(form);
    }
    let spellings = MARKS.iter().filter_map(|&mark| compose(capital, mark)).map(|accented| format!("{accented}{rest}"));
    let common = |spelling: &String| {
        word::fold(spelling, lower);
        lexicon.is_common(hash::text(lower))
    };
    spellings.into_iter().find(common).map_or(Cow::Borrowed(form), Cow::Owned)
}

fn is_known(lexicon: &Lexicon, form: &str, lower: &mut String) -> bool {
    word::fold(form, lower);
    lexicon.entry(hash::text(lower)).is_some()
}
