//! What names are that no gazetteer has, by what the whole document calls them: whoever has fighters is an armed group wherever it is named.

use rustc_hash::FxHashMap;

use super::{Nouns, class};
use crate::model::{Analysis, Mention, MentionForm, Token, Upos};

const ARMED: &str = "ArmedGroup";
const BODY: &str = "Organization";

/// Gives the names that have fighters their class, at every mention of them.
pub(super) fn settle(analysis: &Analysis, mentions: &mut [Mention], nouns: &Nouns) {
    let tokens = |mention: &Mention| analysis.sentences[mention.sentence].tokens.as_slice();
    let words = |mention: &Mention| -> String {
        let forms: Vec<_> = tokens(mention)[mention.tokens.clone()].iter().map(|token| token.form.to_lowercase()).collect();
        forms.join(" ")
    };
    let mut armed: FxHashMap<String, bool> = FxHashMap::default();
    for mention in mentions.iter().filter(|mention| is_unknown(mention)) {
        *armed.entry(words(mention)).or_default() |= has_fighters(tokens(mention), mention, nouns);
    }
    if !armed.values().any(|&armed| armed) {
        return;
    }
    for mention in mentions.iter_mut().filter(|mention| is_unknown(mention)) {
        if armed.get(&words(mention)) == Some(&true) {
            mention.classes = vec![class(ARMED), class(BODY)];
        }
    }
}

fn is_unknown(mention: &Mention) -> bool {
    mention.form == MentionForm::Name && mention.candidates.is_empty()
}

/// "Les rebelles du Lurd", "les soldats des FAR": a name with a definite article below a noun for fighters. Without one it may be the place that they come
/// from, or who leads them.
fn has_fighters(tokens: &[Token], mention: &Mention, nouns: &Nouns) -> bool {
    let start = mention.tokens.start;
    let article =
        start.checked_sub(1).map(|place| &tokens[place]).is_some_and(|token| token.upos == Upos::Det && token.feats.is("Definite", "Def"));
    let noun = tokens[mention.head].head.filter(|&noun| noun < start && start <= noun + 4 && tokens[mention.head].base_rel() == "nmod");
    let several = |noun: usize| tokens[noun].upos == Upos::Noun && tokens[noun].feats.is("Number", "Plur");
    let fights =
        |noun: usize| nouns.get(&tokens[noun].lemma).iter().any(|entry| matches!(entry.template.as_str(), "men" | "armed" | "force"));
    article && noun.is_some_and(|noun| several(noun) && fights(noun))
}
