//! Relative clauses behind the subject that parsers take for the main clause, or that swallow it: "L'Asean, dont la Birmanie est membre, avait
//! exprimé …".

use super::{has_child, subject_relation};
use crate::model::{Token, Upos};

/// Mends the first clause of a sentence.
pub(super) fn mend(tokens: &mut [Token]) {
    let Some(root) = tokens.iter().position(|token| token.rel == "root") else { return };
    if let Some((subject, main)) = taken_for_main(tokens, root) {
        (tokens[root].head, tokens[root].rel) = (Some(subject), "acl:relcl".into());
        make_main(tokens, subject, main);
    } else if let Some(main) = swallowed(tokens, root) {
        make_main(tokens, root, main);
    }
}

fn make_main(tokens: &mut [Token], subject: usize, main: usize) {
    (tokens[main].head, tokens[main].rel) = (None, "root".into());
    (tokens[subject].head, tokens[subject].rel) = (Some(main), subject_relation(tokens, main).into());
    let object = !has_child(tokens, main, "obj");
    let behind = tokens[main + 1..].iter_mut().find(|token| token.head == Some(main) && token.base_rel() == "nsubj");
    if let Some(behind) = behind.filter(|_| object) {
        behind.rel = "obj".into();
    }
}

/// A root with two subjects before it, the second behind a comma and a relative pronoun, and a finite clause behind a further comma: the
/// first subject and the verb of that clause.
fn taken_for_main(tokens: &[Token], root: usize) -> Option<(usize, usize)> {
    let mut subjects = (0..root).filter(|&word| tokens[word].head == Some(root) && tokens[word].base_rel() == "nsubj");
    let (first, second) = (subjects.next()?, subjects.next()?);
    opens_relative(tokens, first, second).then_some(())?;
    let main = clause_behind(tokens, root, root)?;
    is_subject(&tokens[first]).then_some((first, main))
}

/// Below a root that is a noun with a relative clause, the finite clause that hangs on that clause behind a comma.
fn swallowed(tokens: &[Token], root: usize) -> Option<usize> {
    let relative = (root + 1..tokens.len()).find(|&word| tokens[word].head == Some(root) && tokens[word].rel == "acl:relcl")?;
    let noun = is_subject(&tokens[root]) && !has_child(tokens, root, "cop") && opens_relative(tokens, root, relative);
    clause_behind(tokens, relative, relative).filter(|_| noun)
}

const fn is_subject(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

/// Whether a comma and a relative pronoun stand between two words, the pronoun right behind the comma.
fn opens_relative(tokens: &[Token], from: usize, to: usize) -> bool {
    let mut pairs = tokens[from..=to].windows(2);
    pairs.any(|pair| &*pair[0].form == "," && pair[1].feats.is("PronType", "Rel"))
}

/// A finite verb without mark, conjunction or subject before it that hangs on a clause behind the comma that closes it.
fn clause_behind(tokens: &[Token], clause: usize, from: usize) -> Option<usize> {
    (from + 1..tokens.len()).find(|&verb| {
        let loose = matches!(tokens[verb].base_rel(), "parataxis" | "ccomp" | "advcl" | "conj") && tokens[verb].head == Some(clause);
        let start =
            (0..verb).rev().take_while(|&word| tokens[word].head == Some(verb) && tokens[word].upos != Upos::Punct).last().unwrap_or(verb);
        let closes = start > 0 && &*tokens[start - 1].form == ",";
        let finite = tokens[start..=verb].iter().any(|token| token.feats.is("VerbForm", "Fin"));
        let own = tokens[start..verb].iter().any(|token| matches!(token.base_rel(), "nsubj" | "mark" | "cc" | "obl"));
        loose && closes && finite && !own && tokens[verb].upos == Upos::Verb
    })
}
