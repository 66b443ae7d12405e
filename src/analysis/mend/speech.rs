//! Clauses of speech set into a sentence between commas: "L'Iran, accuse Washington, a livré des armes".

use std::collections::BTreeSet;

use super::has_child;
use crate::model::{Token, Upos};

/// Words of whoever speaks, at most.
const SPEAKER: usize = 12;
/// Place of the verb behind the second comma, at most.
const PARTICLES: usize = 3;

/// Makes the verb behind the second comma the main one, the words before the first its subject, and whoever stands behind the verb of
/// speech its speaker. `speech` holds lemmas of such verbs, `byname` of those that also give a name.
pub(super) fn mend(tokens: &mut [Token], speech: &BTreeSet<String>, byname: &BTreeSet<String>) {
    for verb in 2..tokens.len() {
        if let Some(inserted) = find(tokens, speech, verb).filter(|inserted| !is_byname(tokens, byname, *inserted)) {
            set_apart(tokens, inserted);
        }
    }
}

/// An inserted clause, by places of words.
#[derive(Clone, Copy)]
struct Inserted {
    /// Subject of the clause around.
    subject: usize,
    verb: usize,
    speaker: usize,
    /// Main verb of the clause around.
    main: usize,
}

/// A verb of speech right behind a comma and a nominal that opens the sentence; behind it a nominal, a comma and the next finite verb.
fn find(tokens: &[Token], speech: &BTreeSet<String>, verb: usize) -> Option<Inserted> {
    let comma = |word: usize| tokens.get(word).is_some_and(|token| &*token.form == ",");
    if !speech.contains(tokens[verb].lemma.as_str()) || tokens[verb].upos != Upos::Verb {
        return None;
    }
    let auxiliary = |word: usize| tokens[word].head == Some(verb) && tokens[word].base_rel() == "aux";
    let start = (0..verb).rev().take_while(|&word| auxiliary(word)).last().unwrap_or(verb);
    let finite = tokens[start].feats.is("VerbForm", "Fin");
    let verbal = |token: &Token| matches!(token.upos, Upos::Verb | Upos::Aux) || token.feats.is("PronType", "Rel");
    if !finite || start < 2 || !comma(start - 1) || tokens[..start].iter().any(verbal) {
        return None;
    }
    let end = (verb + 1..tokens.len().min(verb + SPEAKER)).find(|&word| comma(word))?;
    let speaker = (verb + 1..end).find(|&word| is_nominal(&tokens[word]))?;
    let lone = !tokens[verb + 1..end].iter().any(|token| verbal(token) || token.upos == Upos::Sconj) && !has_child(tokens, speaker, "case");
    // "…, se rendra à Minsk": particles may stand before it.
    let next = (end + 1..tokens.len()).find(|&word| !matches!(tokens[word].upos, Upos::Pron | Upos::Adv))?;
    let finite = lone && next <= end + PARTICLES && tokens[next].feats.is("VerbForm", "Fin");
    let main = Some(next).filter(|_| finite).map(|next| tokens[next].head.filter(|_| tokens[next].upos == Upos::Aux).unwrap_or(next))?;
    let subject = (0..start).find(|&word| is_nominal(&tokens[word]) && !has_child(tokens, word, "case"))?;
    (main > end).then_some(Inserted { subject, verb, speaker, main })
}

/// "Jimmy Chérizier, dit Barbecue, a …".
fn is_byname(tokens: &[Token], byname: &BTreeSet<String>, Inserted { verb, speaker, .. }: Inserted) -> bool {
    let names = tokens[verb - 2].upos == Upos::Propn && tokens[speaker].upos == Upos::Propn;
    names && speaker == verb + 1 && byname.contains(tokens[verb].lemma.as_str())
}

const fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

fn set_apart(tokens: &mut [Token], Inserted { subject, verb, speaker, main }: Inserted) {
    (tokens[main].head, tokens[main].rel) = (None, "root".into());
    (tokens[verb].head, tokens[verb].rel) = (Some(main), "parataxis:insert".into());
    (tokens[speaker].head, tokens[speaker].rel) = (Some(verb), "nsubj".into());
    (tokens[subject].head, tokens[subject].rel) = (Some(main), super::subject_relation(tokens, main).into());
    for place in (0..tokens.len()).filter(|place| ![subject, verb, speaker, main].contains(place)) {
        if tokens[place].head.is_none() {
            (tokens[place].head, tokens[place].rel) = (Some(main), "parataxis".into());
        } else if tokens[place].head == Some(verb) && place < subject {
            tokens[place].head = Some(main);
        } else if tokens[place].head == Some(verb) && (speaker..main).contains(&place) && has_child(tokens, place, "case") {
            (tokens[place].head, tokens[place].rel) = (Some(speaker), "nmod".into());
        }
    }
}
