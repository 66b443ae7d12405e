//! What a name may be that no gazetteer has, by its sentence: the nouns beside it, the tagger, its letters.

use std::ops::Range;

use compact_str::CompactString;

use super::{Nouns, class, people::is_people};
use crate::model::{Sentence, Upos};

const PERSON: &str = "Person";
/// The class of what neither acts nor is a place.
const THING: &str = "Policy";

/// Classes of a name that no gazetteer has.
pub(super) fn guess(
    sentence: &Sentence,
    run: &Range<usize>,
    head: usize,
    given: bool,
    nouns: &Nouns,
    tag: Option<&str>,
) -> Vec<CompactString> {
    let tokens = &sentence.tokens;
    let neighbours = governor_and_appositions(sentence, head, run, nouns);
    let described: Vec<CompactString> = neighbours
        .iter()
        .flat_map(|&noun| nouns.get(&tokens[noun].lemma))
        .filter(|noun| !noun.is_only_counted())
        .map(|noun| noun.class.clone())
        .collect();
    // "L'ouragan Rosa" is nobody.
    let thing = !described.is_empty() && described.iter().all(|class| class == THING);
    if given && !thing && tag.is_none_or(|tag| tag == PERSON || run.len() == 1) {
        return vec![class(PERSON)];
    }
    if !described.is_empty() {
        let one = run.len() > 1 && neighbours.iter().all(|&noun| tokens[noun].feats.is("Number", "Sing"));
        let person = one && described.iter().all(|class| matches!(class.as_str(), "Group" | PERSON));
        return if person { vec![class(PERSON)] } else { described };
    }
    if is_people(sentence, run) {
        let body = tag.filter(|tag| tag.split(' ').any(|tag| matches!(tag, "Organization" | "ArmedGroup")));
        return body.into_iter().flat_map(|tag| tag.split(' ')).chain(["Group"]).map(class).collect();
    }
    let letters = tokens[head].form.chars().filter(|c| c.is_alphabetic()).count();
    if tag.is_none() && letters > 1 && tokens[head].form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) {
        return vec![class("Organization"), class("ArmedGroup")];
    }
    let located = sentence.tokens.iter().any(|token| token.head == Some(head) && token.rel == "case")
        && matches!(tokens[head].base_rel(), "obl" | "nmod");
    let blind: &[&str] = match (located, run.len() > 1) {
        (true, false) => &["City", "Region", "Person"],
        (_, true) => &["Person", "Organization"],
        (false, false) => &["Person", "Organization", "City"],
    };
    tag.map_or_else(|| blind.iter().map(|name| class(name)).collect(), |tag| tag.split(' ').map(class).collect())
}

/// The nouns that say what a name is: the one that it follows or stands beside in apposition.
fn governor_and_appositions(sentence: &Sentence, head: usize, run: &Range<usize>, nouns: &Nouns) -> Vec<usize> {
    let tokens = &sentence.tokens;
    let above = tokens[head].head.filter(|_| matches!(tokens[head].base_rel(), "appos" | "flat" | "nmod")).filter(|_| {
        let cased = tokens.iter().any(|token| token.head == Some(head) && token.rel == "case");
        !cased || tokens[head].base_rel() == "appos"
    });
    // "la ville de X" says what X is, "le ministre de X" does not.
    let kind = run.start.checked_sub(2).filter(|&noun| tokens[head].head == Some(noun) && tokens[run.start - 1].rel == "case");
    let kind = kind.filter(|&noun| {
        nouns.get(&tokens[noun].lemma).iter().any(|entry| matches!(&*entry.class, "City" | "Region" | "Area" | "Facility"))
    });
    let below = (0..tokens.len()).filter(|&noun| tokens[noun].head == Some(head) && tokens[noun].base_rel() == "appos");
    // "Exclue de Perú Libre, le parti de Untel": an apposition right behind a name, wherever the tree hangs it.
    let behind = tokens.get(run.end).filter(|comma| comma.form == ",").and_then(|_| {
        let told = |&noun: &usize| !matches!(tokens[noun].upos, Upos::Det | Upos::Adj);
        (run.end + 1..tokens.len()).find(told).filter(|&noun| noun > run.end + 1 && tokens[noun].base_rel() == "appos")
    });
    // "Bobo-Dioulasso, la deuxième ville du pays": bodies, and towns that an adjective ranks.
    let ranked = |noun: usize| tokens[noun - 1].upos == Upos::Adj;
    let says_kind = |noun: usize| {
        let kind = |class: &str| matches!(class, "Organization" | "ArmedGroup" | "Party") || class == "City" && ranked(noun);
        nouns.get(&tokens[noun].lemma).iter().any(|entry| kind(&entry.class))
    };
    let below = below.chain(behind.filter(|&noun| tokens[noun].head != Some(head) && says_kind(noun)));
    above.into_iter().chain(kind).chain(below).filter(|&noun| tokens[noun].upos == Upos::Noun).collect()
}
